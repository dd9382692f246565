import { type AgingBasis, accountAging } from "../core/reports/aging";
import { chargeOpen, creditUnapplied, visitOpenParts } from "../core/reports/asOf";
import { accountBalance } from "../core/reports/balance";
import { visitBalanceMovements } from "../core/reports/balanceMovements";
import { STANDARD_LIMITS } from "../core/reports/buckets";
import { openItems } from "../core/reports/openItems";
import type { Uncounted } from "../core/reports/settlement";
import type { CurrencyCode } from "../core/values/currency";
import { formatIsoDate, type PlainDate } from "../core/values/plainDate";
import type { Books } from "../live/books";
import { readAsOf } from "./arguments";
import { refuseValue } from "./cellError";
import type { Figure } from "./figure";
import { readOptions } from "./options";
import { moneyAnswer } from "./selection";

const SCHEDULE = { limits: STANDARD_LIMITS, dueTodayIsLate: false };
const BASES: readonly AgingBasis[] = ["due", "document"];

/**
 * PROVE: 0 when the figures of the ledger hold together as of a day, else #VALUE! with the first row that breaks it:
 * each posted row is as it was posted (its Check); nothing applied exceeds its documents; what is open of a document lies
 * between nothing and its amount, and its due parts add up to it; and for each customer and currency the sum of all
 * movements = open items = aging by due date and by invoice date with what is unapplied = BALANCE.
 */
export function proveFigure(asOf: unknown): Figure {
  return {
    tables: null, options: readOptions(null), currency: null,
    asOfGiven: asOf !== null && asOf !== undefined,
    asOf: (dateSystem) => readAsOf(asOf, dateSystem),
    compute: (books, when) => {
      const broken = firstBroken(books, when.asOf);
      return broken === null ? [[0]] : refuseValue(broken);
    },
  };
}

/** The sentence about the first row or customer for which an identity fails; null when all hold. */
export function firstBroken(books: Books, asOf: PlainDate): string | null {
  const [blocked] = books.blocked.values();
  return blocked ?? brokenApplication(books) ?? brokenDocument(books, asOf) ?? brokenAccount(books, asOf);
}

const REASONS: Readonly<Record<Uncounted["reason"], string>> = {
  missing: "a document of it is not there",
  currency: "its documents are in two currencies",
  exceeds: "it asks for more than its documents allow",
};

/** What is applied counts as far as its documents allow, also in a damaged book; here it must count in full. */
function brokenApplication({ index }: Books): string | null {
  const [first] = index.uncounted;
  if (first === undefined) return null;
  const { from, to, date, amount, currency } = first.application;
  return `Payments applied: ${[from, to].filter((each) => each !== null).join(" to ")}, ${formatIsoDate(date)}, ${money(amount, currency)} ${currency}: ${REASONS[first.reason]}. ${CURE}`;
}

function brokenDocument({ index }: Books, asOf: PlainDate): string | null {
  for (const [row, { number, amount, currency }] of index.charges.entries()) {
    const open = chargeOpen(index, row, asOf);
    if (open < 0 || open > amount) return outOfBounds(number, open, amount, currency);
    let parts = 0;
    visitOpenParts(index, row, asOf, (_part, _due, left) => (parts += left));
    if (parts !== open) return `${number}: its due dates add up to ${money(parts, currency)} and ${money(open, currency)} is open. ${CURE}`;
  }
  for (const [row, { number, amount, currency }] of index.credits.entries()) {
    const left = creditUnapplied(index, row, asOf);
    if (left < 0 || left > amount) return outOfBounds(number, left, amount, currency);
  }
  return null;
}

const CURE = "Open Billing › Check the ledger";

function outOfBounds(number: string, left: number, amount: number, currency: CurrencyCode): string {
  return `${number}: ${money(left, currency)} is left of ${money(amount, currency)}. ${CURE}`;
}

/** The same figure reckoned in four ways that share no sum. */
function brokenAccount({ index }: Books, asOf: PlainDate): string | null {
  for (const [account, { customer, currency }] of index.accounts.entries()) {
    const balance = accountBalance(index, account, asOf);
    let moved = 0;
    visitBalanceMovements(index, account, -Infinity, asOf, ({ amount }) => (moved += amount));
    const items = openItems(index, [account], asOf).reduce((sum, { open }) => sum + open, 0);
    const aged = BASES.map((basis) => accountAging(index, account, { asOf, basis, schedule: SCHEDULE, ageCredits: false }).total);
    const others = [["its movements", moved], ["its open items", items], ["its aging by due date", aged[0] ?? 0], ["its aging by invoice date", aged[1] ?? 0]] as const;
    const other = others.find(([, sum]) => sum !== balance);
    if (other !== undefined)
      return `Customer ${customer}: as of ${formatIsoDate(asOf)} the balance is ${money(balance, currency)} ${currency} and ${other[0]} add up to ${money(other[1], currency)}. ${CURE}`;
  }
  return null;
}

function money(minor: number, currency: CurrencyCode): string {
  return String(moneyAnswer(minor, currency));
}
