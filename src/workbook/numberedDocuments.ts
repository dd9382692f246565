import type { Entry } from "../core/ledger/entries";
import type { NumberedDocument } from "./seriesState";
import { recordedNumber } from "./witnessed";

/** A number that is used up, with the day that decides its year. */
export interface UsedNumber extends NumberedDocument {
  /** It was taken from the series; false for what came with its own number (an opening item) or is only recorded as used. */
  readonly isTaken: boolean;
}

/** Every number that the entries use up: of documents, payments and opening items, and numbers recorded as used. */
export function* numberedDocuments(entries: readonly Entry[]): Generator<UsedNumber> {
  for (const { body } of entries) {
    if (body.kind === "invoice" || body.kind === "debitMemo" || body.kind === "creditMemo") yield { number: body.document.number, date: body.document.date, isTaken: true };
    else if (body.kind === "payment") yield { number: body.payment.number, date: body.payment.date, isTaken: true };
    else if (body.kind === "refund") yield { number: body.refund.number, date: body.refund.date, isTaken: true };
    else if (body.kind === "opening") yield { number: body.number, date: body.date, isTaken: false };
    else {
      const used = recordedNumber(body);
      if (used !== null) yield { ...used, isTaken: false };
    }
  }
}
