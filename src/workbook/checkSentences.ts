import { counted } from "./counted";
import type { Sentence } from "./messages";

/** What the ledger check found, and the cure; by code. */
export const CHECK_SENTENCES: Readonly<Record<string, Sentence>> = {
  ledgerMissing: () => "there is no ledger in this workbook. Run Set up, or open the workbook that holds it.",
  journalGone: (get) =>
    `the Journal is gone, and with it what the tables were made from. Restore it with File › Info › Version History, or undo its deletion. ${get("count") === "0" || get("count") === "" ? "Nothing can be made again from the tables" : `Only where neither can be had, make it again from the tables: ${counted(get, "posting", "postings")}${remembered(get)}`}${unmade(get)}. Post nothing before.${get("tables") === "" ? "" : ` The tables ${get("tables")} are gone as well: bring them back first, or what stood in them is lost.`}`,
  journalEntriesGone: (get) =>
    get("count") === "0"
      ? "the Journal was made again and its record is missing. Make it again once more: nothing is written twice."
      : `the tables show ${counted(get, "posting", "postings")} that no Journal holds${remembered(get)}. Restore the Journal with File › Info › Version History, or make again what is missing from the tables${unmade(get)}. Post nothing before.`,
  journalFromTables: (get) =>
    `${counted(get, "posting is", "postings are")} made again from the tables. With the old Journal is lost: who posted them and when, sellers, buyers and terms as they were then, reasons, and the record of changes.${get("left") === "" ? "" : ` Not made again: ${get("left")}. Restore their rows from an earlier version of the file first, or post them anew.`} Use it only where no earlier version of the file is left.`,
  journalColumnsGone: (get) => `the Journal ${get("table")} lacks the columns ${get("columns")}. Undo their deletion, or restore an earlier version of the file.`,
  journalCopied: (get) => `the table ${get("is")} on sheet ${get("sheet")} is a copy of a Journal and is not read. Delete the copied sheet.`,
  journalRowsChanged: (get) => `${get("count")} rows of the Journal ${get("table")} were changed after they were posted. Undo the change, or restore an earlier version of the file.`,
  journalRowTwice: (get) => `the Journal's row for ${get("document")} stands here a second time and counts once. Delete the second row.`,
  journalRowsOutside: (get) => `${counted(get, "row of the Journal stands", "rows of the Journal stand")} below the edge of ${get("table")}, where nothing is read. Take what stands there into the table.`,
  journalCellKind: (get) => `${get("header")} of the Journal's row for ${get("document")} is no longer the plain “${get("was")}” that was written. Put it back.`,
  journalForked: (get) => `two rows of seat ${get("seat")} claim the same place in the Journal (${get("other")} and ${get("document")}): two copies of the book were worked in. Keep one of the copies, and post anew in it what only the other holds.`,
  entriesLost: (get) => `${counted(get, "posting of this device is", "postings of this device are")} no longer in the book (${get("document")}). Put back what is missing.`,
  tableGone: (get) => `the table ${get("table")} is gone. Undo its deletion, or make it again from the Journal (${counted(get, "row", "rows")}).`,
  peoplesTableGone: (get) => `the table ${get("table")} is gone. Undo its deletion, or restore it from an earlier version of the file.`,
  tableRenamed: (get) => `the table ${get("table")} is now called ${get("is")}. Rename it back.`,
  columnsGone: (get) => `the table ${get("table")} lacks the columns ${get("columns")}. Undo the change, or make the columns again; what was posted in them is put back from the Journal.`,
  columnRenamed: (get) => `the column ${get("was")} of ${get("table")} is now called ${get("is")}. Rename it back.`,
  columnsSortedApart: (get) => `the columns ${get("columns")} of ${get("table")} were sorted or moved without the rest of their rows (${get("count")} rows). Put them back.`,
  columnChanged: (get) => `${get("header")} differs from what was posted in ${get("count")} rows of the table${harm(get("how"))}: the first was “${get("was")}” and is “${get("is")}”. Put them back.`,
  rowTypedByHand: (get) => `${get("document")} was typed by hand and is not posted. Post it from the pane, or delete the row.`,
  rowNotPosted: (get) => `${get("document")} bears an Entry that the Journal does not know. Delete the row, or restore the Journal.`,
  rowsNotPosted: (get) => `${get("count")} rows of ${get("table")} bear an Entry that the Journal does not know (${get("document")} …). Restore the Journal, or delete the rows.`,
  rowEntryUnread: (get) => `${get("document")} bears an Entry that the Journal, damaged as it is, does not show. Keep the row: it may be the last trace. Put the Journal in order first.`,
  rowsEntryUnread: (get) => `${get("count")} rows of ${get("table")} bear an Entry that the Journal, damaged as it is, does not show (${get("document")} …). Keep the rows: they may be the last trace. Put the Journal in order first.`,
  rowTwiceInTable: (get) => `${get("document")} stands twice in the table. Delete one of the rows.`,
  rowsTwiceInTable: (get) => `${get("count")} rows of ${get("table")} stand twice in the table (${get("document")} …). Delete the second ones.`,
  rowGone: (get) => `the row of ${get("document")} is gone from ${get("table")}. Undo its deletion, or put it back from the Journal.`,
  rowsGone: (get) => `${get("count")} rows are gone from ${get("table")} (${get("document")} …). Undo their deletion, or put them back from the Journal.`,
  rowsBlank: (get) => `${counted(get, "blank row stands", "blank rows stand")} inside ${get("table")}. Delete what is blank.`,
  rowsOutside: (get) => `${counted(get, "posted row stands", "posted rows stand")} below the edge of ${get("table")}, where nothing is read. Take what stands there into the table.`,
  postedCellChanged: (get) => `${get("header")} was posted as “${get("was")}” and now says “${get("is")}”${harm(get("how"))}. Put back “${get("was")}”${instead(get)}.`,
  postedCellFormula: (get) => `${get("header")} was posted as “${get("was")}” and is now the formula ${get("is")}. Put back the value “${get("was")}”.`,
  rowAmended: (get) => `${get("header")} was “${get("was")}” when it was posted and is now “${get("is")}”. Record the change, or put back “${get("was")}”.`,
  derivedStale: (get) => `${get("header")} says “${get("is")}”, the ledger says “${get("was")}”. It is refreshed with the next posting.`,
  derivedColumnsStale: (get) => `${get("columns")} of ${get("table")} are behind the ledger in ${get("count")} cells. They are refreshed with the next posting.`,
  documentSumWrong: (get) => `the Journal's ${get("document")} comes to ${get("is")}, its net, tax and rounding to ${get("was")}. Restore the Journal from an earlier version of the file.`,
  documentDuesWrong: (get) => `the due parts of ${get("document")} come to ${get("is")}, the document to ${get("was")}. Restore the Journal from an earlier version of the file.`,
  documentLinesWrong: (get) => `the lines of the Journal's ${get("document")} come to ${get("was")}, its net to ${get("is")}. Restore the Journal from an earlier version of the file.`,
  documentTaxWrong: (get) => `the taxes of the Journal's ${get("document")} come to ${get("was")}, its tax to ${get("is")}. Restore the Journal from an earlier version of the file.`,
  documentRateWrong: (get) => `the Journal's ${get("document")} charges ${get("is")} tax at ${get("rate")} %, which comes to ${get("was")}. Restore the Journal from an earlier version of the file.`,
  numbersMissing: (get) => `nothing in the ledger bears ${get("numbers")}, though ${get("document")} follows. If Settings was moved on to it, all is well; else look for the missing documents in an earlier version of the file, or record the numbers as not used.`,
  balanceOutOfRange: (get) => `${get("document")} of ${get("was")} would have ${get("is")} open. Restore the Journal from an earlier version of the file.`,
  applicationClipped: (get) => `more was applied to ${get("document")} than was open; the rest stays on account. Check the payment.`,
  refundClipped: (get) => `a refund of more than was left was paid out (${get("document")}). Claim the difference back with a debit memo.`,
  refundOfBounced: (get) => `${get("document")} bounced after it was refunded. Reverse the refund if it was not paid out, else claim it back with a debit memo.`,
  voidApplied: (get) => `${get("document")} was voided while another person posted to it. Take the application back, or issue the document again.`,
  mergeIgnored: (get) => `merging customer ${get("document")} into ${get("into")} does not count: it was merged elsewhere, or the two lead to each other. Merge the right customer.`,
  mergeUnmarked: (get) => `“Merged into” of customer ${get("customer")} says “${get("is")}”, the ledger says “${get("into")}”. Put back “${get("into")}”.`,
  documentMissing: (get) => `a posting names ${get("document")}, which is not in the ledger. Restore the missing Journal with File › Info › Version History.`,
  appliedOtherCurrency: (get) => `a payment was applied to ${get("document")} in another currency and does not count. Apply one in the currency of ${get("document")}.`,
  numberTakenTwice: (get) => `the number ${get("document")} was taken twice; the second counts as ${get("keptAs")}. Credit one of them.`,
  sameIdOtherContent: () => "two Journal rows bear the same id with different content. Restore the Journal from an earlier version of the file.",
  rowBilledTwice: (get) => `Row ID ${get("rowId")} is on ${get("first")} and on ${get("document")}. Credit one of them.`,
};

/** What kind of change it is, where the two texts look alike. */
function harm(how: string): string {
  const words: Readonly<Record<string, string>> = { text: " as a text", number: " as a number", noise: ", off by less than the smallest amount", blank: " (blank)" };
  return words[how] ?? "";
}

/** How many of the postings this device remembers by itself. */
function remembered(get: (name: string) => string): string {
  return get("remembered") === "0" || get("remembered") === "" ? "" : `, ${get("remembered")} of them as this device remembers them`;
}

/** What cannot be made again, and what is made again with something filled in. */
function unmade(get: (name: string) => string): string {
  const parts = [
    get("left") === "0" || get("left") === "" ? "" : `not ${get("document") || `${get("left")} others`} (changed, or not whole)`, get("filled") === "" ? "" : `${get("filled")} with what is missing filled in`,
    get("taxes") === "" ? "" : `the tax of ${get("taxes")} divided over its rates anew`, get("differing") === "" ? "" : `${get("differing")} otherwise than the tables say`,
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : ` (${parts.join("; ")})`;
}

/** The posted way to what somebody typed over: a document where one says it. */
function instead(get: (name: string) => string): string {
  if (get("header") !== "Total") return `; what has to be otherwise is credited and posted anew`;
  const [was, is] = [Number(get("was")), Number(get("is"))];
  if (get("is") === "" || !Number.isFinite(is) || is === was) return "";
  return is < was ? ", or issue a credit memo for the difference" : ", or issue a debit memo for the difference";
}
