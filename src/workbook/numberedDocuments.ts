import type { Entry, EntryBody } from "../core/ledger/entries";
import { formatIsoDate, parseIsoDate } from "../core/values/plainDate";
import { decodeBody } from "./codec";
import type { JournalRow } from "./journal";
import type { NumberedDocument } from "./seriesState";

/** A number that is used up, with the day that decides its year. */
export interface UsedNumber extends NumberedDocument {
  /** It was taken from the series; false for what came with its own number (an opening item) or is only recorded as used. */
  readonly isTaken: boolean;
}

/** Numbers that were used in entries which a person decided to do without are `change` entries of this table: never taken again. */
export const NUMBERS_TABLE = "Numbers";

/** Every number that the entries use up: of documents, payments and opening items, and numbers recorded as used. */
export function* numberedDocuments(entries: readonly Entry[]): Generator<UsedNumber> {
  for (const { body } of entries) {
    const used = numberUsedBy(body);
    if (used !== null) yield used;
  }
}

/** The number that an entry uses up; null for one that uses none. */
export function numberUsedBy(body: EntryBody): UsedNumber | null {
  switch (body.kind) {
    case "invoice":
    case "debitMemo":
    case "creditMemo":
      return { number: body.document.number, date: body.document.date, isTaken: true };
    case "payment":
      return { number: body.payment.number, date: body.payment.date, isTaken: true };
    case "refund":
      return { number: body.refund.number, date: body.refund.date, isTaken: true };
    case "opening":
      return { number: body.number, date: body.date, isTaken: false };
    case "change": {
      const date = body.table === NUMBERS_TABLE ? parseIsoDate(body.cells.find(({ column }) => column === "Date")?.after ?? "") : null;
      return date === null ? null : { number: body.key, date, isTaken: false };
    }
    default:
      return null;
  }
}

/**
 * The record that a number was used by an entry which is not in this book any more: it stays used, so that no second
 * document bears it. Null for what took no number from a series.
 */
export function usedNumber({ payload }: JournalRow, why: string): EntryBody | null {
  const body = decodeBody(payload);
  const used = body.ok ? numberUsedBy(body.value) : null;
  return used?.isTaken === true ? numberRecord(used, why) : null;
}

/** The entry that records a number as used. */
export function numberRecord({ number, date }: NumberedDocument, why: string): Extract<EntryBody, { readonly kind: "change" }> {
  return { kind: "change", table: NUMBERS_TABLE, key: number, cells: [{ column: "Date", before: "", after: formatIsoDate(date) }, { column: "Why", before: "", after: why }] };
}
