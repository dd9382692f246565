import type { EntryBody } from "./entries";

/** The number that an entry gives to a document of its own (invoice, memo, payment, opening item); null for an entry that gives none. */
export function entryNumber(body: EntryBody): string | null {
  switch (body.kind) {
    case "invoice":
    case "debitMemo":
    case "creditMemo":
      return body.document.number;
    case "payment":
      return body.payment.number;
    case "opening":
      return body.number;
    default:
      return null;
  }
}
