import type { BilledDocument, CreditMemoBody, Entry, InvoiceBody } from "../../core/ledger/entries";
import type { FoldedLedger } from "../../core/ledger/ledgerState";
import { type CurrencyCode, currencyDecimals } from "../../core/values/currency";
import { HUNDRED, decimalFromNumber, parseDecimal, roundToMinor } from "../../core/values/decimal";
import type { IssueParams } from "../../core/values/issue";
import { minorText } from "../../core/values/money";
import { type Diagnosis, diagnosis } from "./finding";

/**
 * Sums that hold in every posted document, whoever wrote its Journal row: net = Σ lines, tax = Σ taxes, total = net + tax +
 * rounding, due parts = total, in an invoice with one plain tax a line each tax = its rate of what it is charged on; and after the fold nothing is open or unapplied that is below zero or above its amount.
 */
export function diagnoseTotals(ledger: FoldedLedger): readonly Diagnosis[] {
  const found: Diagnosis[] = [];
  for (const entry of ledger.entries) if (!isSound(entry)) found.push(...entrySums(entry));
  for (const { number, currency, open, amount } of ledger.charges.values()) if (open < 0 || open > amount) found.push(outOfRange(number, currency, open, amount));
  for (const { number, currency, unapplied, amount } of ledger.credits.values()) if (unapplied < 0 || unapplied > amount) found.push(outOfRange(number, currency, unapplied, amount));
  return found;
}

/** Entries whose own sums hold: an entry never changes, so once is enough. */
const sound = new WeakSet<Entry>();

/** Whether the entry's sums are known to hold; or, looked at again, whether they do. */
export function isSound(entry: Entry, how?: "looked at again"): boolean {
  if (how === undefined) return sound.has(entry);
  sound.delete(entry);
  return entrySums(entry).length === 0;
}

/** Takes over that an entry's sums hold, from who has verified it. */
export function noteSound(entry: Entry): void {
  sound.add(entry);
}

function entrySums(entry: Entry): Diagnosis[] {
  const { body } = entry;
  const found = body.kind === "invoice" || body.kind === "debitMemo" || body.kind === "creditMemo" ? documentSums(body) : [];
  if (found.length === 0) sound.add(entry);
  return found;
}

function documentSums({ kind, document }: InvoiceBody | CreditMemoBody): Diagnosis[] {
  const { number, currency, net, tax, total, payableRounding = 0, dues, lines, taxGroups } = document;
  const shown = (minor: number): string => minorText(minor, currencyDecimals(currency));
  const found: Diagnosis[] = [];
  const expect = (code: string, was: number, is: number, more: IssueParams = {}): void => {
    if (was !== is) found.push(diagnosis({ code, level: "block", params: { document: number, was: shown(was), is: shown(is), ...more } }));
  };
  expect("documentSumWrong", net + tax + payableRounding, total);
  if (dues.length > 0) expect("documentDuesWrong", total, sum(dues.map(({ amount }) => amount)));
  if (lines.length > 0) expect("documentLinesWrong", sum(lines.map((line) => line.net)), net);
  if (taxGroups.length > 0) expect("documentTaxWrong", sum(taxGroups.map((group) => group.tax)), tax);
  if (kind === "invoice" && isPlainlyTaxed(document)) {
    for (const group of taxGroups) {
      const rate = parseDecimal(group.ratePercent);
      if (rate === null) continue;
      const exact = decimalFromNumber(group.taxable).mul(rate).div(HUNDRED);
      expect("documentRateWrong", roundToMinor(exact, 0), group.tax, { rate: group.ratePercent });
    }
    expect("documentLinesWrong", sum(taxGroups.map((group) => group.taxable)), net);
  }
  return found;
}

/** One tax on top of each line's net, rounded once for each group: then each group's tax is its rate of its taxable amount (EN 16931, BR-CO-17). */
function isPlainlyTaxed({ treatments, rounding, terms, taxGroups }: BilledDocument): boolean {
  const isOnTop = treatments.every(({ components }) => components.length === 0 || (components.length === 1 && components.every(({ included, compounds }) => !included && !compounds)));
  return isOnTop && rounding === "perGroup" && terms.discountBase !== "mixed" && taxGroups.length > 0;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

function outOfRange(document: string, currency: CurrencyCode, open: number, amount: number): Diagnosis {
  const shown = (minor: number): string => minorText(minor, currencyDecimals(currency));
  return diagnosis({ code: "balanceOutOfRange", level: "block", params: { document, is: shown(open), was: shown(amount) } });
}
