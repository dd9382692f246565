import type { Sentence } from "./messages";

/** What the ledger check found, and the cure; by code. */
export const CHECK_SENTENCES: Readonly<Record<string, Sentence>> = {
  ledgerMissing: () => "there is no ledger in this workbook. Run Set up, or open the workbook that holds it.",
  tableGone: (get) => `the table ${get("table")} is gone. Undo its deletion, or restore it from an earlier version of the file.`,
  columnsGone: (get) => `the table ${get("table")} lacks the columns ${get("columns")}. Undo the change, or rename the columns back.`,
  rowTypedByHand: (get) => `${get("document")} was typed by hand and is not posted. Post it from the pane, or delete the row.`,
  rowNotPosted: (get) => `${get("document")} bears an Entry that the Journal does not know. Delete the row, or restore the Journal.`,
  rowTwiceInTable: (get) => `${get("document")} stands twice in the table. Delete one of the rows.`,
  rowGone: (get) => `the row of ${get("document")} is gone from ${get("table")}. Undo its deletion.`,
  postedCellChanged: (get) => `${get("header")} was posted as “${get("was")}” and now says “${get("is")}”. Put back “${get("was")}”, or correct it with a credit memo.`,
  rowAmended: (get) => `${get("header")} was “${get("was")}” when it was posted and is now “${get("is")}”.`,
  derivedStale: (get) => `${get("header")} says “${get("is")}”, the ledger says “${get("was")}”. It is refreshed with the next posting.`,
  applicationClipped: (get) => `more was applied to ${get("document")} than was open; the rest stays on account. Check the payment.`,
  refundClipped: (get) => `a refund of more than was left was paid out (${get("document")}). Claim the difference back with a debit memo.`,
  refundOfBounced: (get) => `${get("document")} bounced after it was refunded. Reverse the refund if it was not paid out, else claim it back with a debit memo.`,
  voidApplied: (get) => `${get("document")} was voided while another person posted to it. Take the application back, or issue the document again.`,
  mergeIgnored: (get) => `merging customer ${get("document")} into ${get("into")} does not count: it was merged elsewhere, or the two lead to each other. Merge the right customer.`,
  mergeUnmarked: (get) => `“Merged into” of customer ${get("customer")} says “${get("is")}”, the ledger says “${get("into")}”. Put back “${get("into")}”.`,
  documentMissing: (get) => `a posting names ${get("document")}, which is not in the ledger. Restore the missing Journal.`,
  currencyMismatch: (get) => `a payment was applied to ${get("document")} in another currency and does not count. Apply it again.`,
  duplicateNumber: (get) => `the number ${get("document")} was taken twice; the second counts as ${get("keptAs")}. Credit one of them.`,
  sameIdOtherContent: () => "two Journal rows bear the same id with different content. Restore the Journal from an earlier version of the file.",
  rowBilledTwice: (get) => `Row ID ${get("rowId")} is on ${get("first")} and on ${get("document")}. Credit one of them.`,
};
