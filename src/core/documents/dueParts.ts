import { decimalFromNumber, HUNDRED, roundToMinor } from "../values/decimal";
import { addDays, type PlainDate } from "../values/plainDate";
import { dueDate, rollWeekend } from "./dueRule";
import type { PartShare, Terms, TermsPart } from "./terms";

export interface DueInput {
  readonly invoiceDate: PlainDate;
  /** The document's total in minor units; negative for a credit. */
  readonly totalMinor: number;
  readonly currencyDecimals: number;
  /** What the cash discount is taken of, in minor units: the total unless the discount excludes tax (then the net). */
  readonly discountBaseMinor?: number;
}

/** One part of a document's due amount; `discountUntil` is the last day of the cash discount, that day included. */
export interface DueSchedulePart {
  readonly part: number;
  readonly due: PlainDate;
  readonly amount: number;
  readonly discountUntil: PlainDate | null;
  readonly discount: number;
}

/**
 * The due dates and amounts that terms give a document: in order of due date, numbered from 1, summing to the total
 * exactly. Percents and fixed parts are rounded half away from zero and never exceed what is left; the residue goes to the
 * balance, else to the last part. Parts of nothing are left out, so a total smaller than its fixed parts has fewer parts.
 * A weekend roll moves due dates, never the discount's last day.
 */
export function dueParts(terms: Terms, input: DueInput): readonly DueSchedulePart[] {
  const dated = splitTotal(terms.parts, input)
    .map(({ part, amount }) => ({ due: rollWeekend(dueDate(part.rule, input.invoiceDate), terms.weekends), amount }))
    .sort((a, b) => a.due - b.due);
  const kept = dated.filter((part) => part.amount !== 0);
  // A document of zero is due on the terms' last day, as one part.
  const shown = kept.length > 0 ? kept : dated.slice(-1);
  return shown.map((part, index) => ({ part: index + 1, ...part, ...discountOf(terms, input) }));
}

function discountOf(terms: Terms, input: DueInput): Pick<DueSchedulePart, "discountUntil" | "discount"> {
  if (terms.discount === null) return { discountUntil: null, discount: 0 };
  const base = decimalFromNumber(input.discountBaseMinor ?? input.totalMinor);
  return {
    discountUntil: addDays(input.invoiceDate, terms.discount.days),
    discount: roundToMinor(base.mul(terms.discount.percent).div(HUNDRED), 0),
  };
}

function splitTotal(parts: readonly TermsPart[], input: DueInput): readonly { readonly part: TermsPart; readonly amount: number }[] {
  const sign = input.totalMinor < 0 ? -1 : 1;
  const total = Math.abs(input.totalMinor);
  let left = total;
  const amounts = parts.map((part) => {
    const amount = Math.min(wishedAmount(part.share, total, input.currencyDecimals), left);
    left -= amount;
    return { part, amount };
  });
  const residueTo = parts.find((part) => part.share.kind === "balance") ?? parts.at(-1);
  return amounts.map(({ part, amount }) => ({ part, amount: sign * (part === residueTo ? amount + left : amount) }));
}

function wishedAmount(share: PartShare, total: number, decimals: number): number {
  if (share.kind === "balance") return 0;
  if (share.kind === "fixed") return roundToMinor(share.amount, decimals);
  return roundToMinor(decimalFromNumber(total).mul(share.percent).div(HUNDRED), 0);
}
