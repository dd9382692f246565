import { accountBalance, hasDocuments } from "../core/reports/balance";
import { chargeOpen, creditUnapplied } from "../core/reports/asOf";
import { matchKey } from "../core/reports/keys";
import { nextDue } from "../core/reports/nextDue";
import { overdueAmount } from "../core/reports/overdue";
import type { CurrencyCode } from "../core/values/currency";
import { formatIsoDate, toSerial } from "../core/values/plainDate";
import type { Books } from "../live/books";
import { type Asked, readAsked, readAsOf, readCurrency, readDays, readFlag, readTables } from "./arguments";
import { type Answer, notAvailable, refuseValue, valueError } from "./cellError";
import { idText, readCell } from "./cells";
import type { Figure, When } from "./figure";
import { type Keyword, type Options, readOptions, single } from "./options";
import { answerEach, moneyAnswer, oneCurrency } from "./selection";

/** BALANCE: open charges minus credit on account, as of a day. */
export function balanceFigure(customer: unknown, asOf: unknown, currency: unknown, invoices: unknown, payments: unknown, options: unknown): Figure {
  const asked = readAsked(customer);
  return moneyFigure(asked, asOf, currency, invoices, payments, options, (books, account, when) => accountBalance(books.index, account, when.asOf));
}

/** OVERDUE: what is past due by at least `fromDays` (1; 0 where what is due today counts as late), at most `toDays`; credit on account is not deducted. */
export function overdueFigure(customer: unknown, asOf: unknown, fromDays: unknown, toDays: unknown, currency: unknown, invoices: unknown, payments: unknown, options: unknown): Figure {
  const asked = readAsked(customer);
  const given = readDays(fromDays, "from_days", null);
  const to = readDays(toDays, "to_days", null);
  const fromOf = ({ has }: Options): number => given ?? (has("due today is late") ? 0 : 1);
  const special = ["due today is late"] as const;
  if (to !== null && to < fromOf(readOptions(options, special))) refuseValue("to_days must not be less than from_days");
  return moneyFigure(asked, asOf, currency, invoices, payments, options, (books, account, when, read) => overdueAmount(books.index, account, when.asOf, fromOf(read), to), special);
}

function moneyFigure(
  asked: Asked,
  asOf: unknown,
  currency: unknown,
  invoices: unknown,
  payments: unknown,
  options: unknown,
  amountOf: (books: Books, account: number, when: When, options: Options) => number,
  special: readonly Keyword[] = [],
): Figure {
  const wanted = readCurrency(currency);
  const shared = common(asOf, invoices, payments, options, special);
  return {
    ...shared,
    currency: wanted,
    compute: (books, when) =>
      answerEach(books, asked, (accounts) => {
        const amounts = new Map<CurrencyCode, number>();
        for (const account of accounts) {
          const code = books.index.accounts[account]?.currency;
          if (code === undefined || (wanted !== null && code !== wanted) || !hasDocuments(books.index, account, when.asOf)) continue;
          amounts.set(code, (amounts.get(code) ?? 0) + amountOf(books, account, when, shared.options));
        }
        return oneCurrency(amounts, wanted);
      }),
  };
}

/** NEXTDUE: the earliest due date with an open amount as a serial; nothing open gives `ifNone`, else #N/A with the reason. */
export function nextDueFigure(customer: unknown, asOf: unknown, upcomingOnly: unknown, ifNone: unknown, invoices: unknown, payments: unknown, options: unknown): Figure {
  const asked = readAsked(customer);
  const upcoming = readFlag(upcomingOnly, "upcoming_only");
  const otherwise = ifNone === null || ifNone === undefined ? null : readIfNone(single(ifNone));
  return {
    ...common(asOf, invoices, payments, options),
    currency: null,
    compute: (books, when) =>
      answerEach(books, asked, (accounts, entry) => {
        const due = nextDue(books.index, accounts, when.asOf, upcoming);
        if (due !== null) return toSerial(due, when.dateSystem);
        if (otherwise !== null) return otherwise;
        const what = upcoming ? "Nothing that is still to fall due is open" : "Nothing is open";
        return notAvailable(`${what}${entry === null ? "" : ` for ${entry.id}`} as of ${formatIsoDate(when.asOf)}`);
      }),
  };
}

function readIfNone(raw: unknown): Answer {
  const cell = readCell(raw);
  if (cell.kind === "blank") return "";
  return cell.kind === "error" ? valueError(`if_none holds the error ${cell.code}`) : cell.value;
}

/** OPEN: what is left of one document; a credit memo or payment with something on account is negative. */
export function openFigure(invoice: unknown, asOf: unknown, invoices: unknown, payments: unknown, options: unknown): Figure {
  const asked = readAsked(invoice);
  if (asked.kind === "all") return refuseValue("Name the invoice");
  return {
    ...common(asOf, invoices, payments, options),
    currency: null,
    compute: (books, when) => asked.cells.map((row) => row.map((cell) => openOf(books, cell, when))),
  };
}

function openOf(books: Books, cell: ReturnType<typeof readCell>, { asOf }: When): Answer {
  if (cell.kind === "blank") return "";
  const number = idText(cell);
  if (number === null) return valueError(cell.kind === "error" ? `The invoice cell holds the error ${cell.code}` : "The invoice must be a number of a document");
  const { index } = books;
  const charge = index.chargeRows.get(matchKey(number));
  const credit = index.creditRows.get(matchKey(number));
  const document = charge !== undefined ? index.charges[charge] : credit !== undefined ? index.credits[credit] : undefined;
  if (document === undefined) return notAvailable(`There is no document ${number}`);
  const blocked = books.blocked.get(matchKey(document.customer)) ?? books.blocked.get("");
  if (blocked !== undefined) return valueError(blocked);
  if (charge !== undefined) return moneyAnswer(chargeOpen(index, charge, asOf), document.currency);
  const left = credit === undefined ? 0 : creditUnapplied(index, credit, asOf);
  return moneyAnswer(left === 0 ? 0 : -left, document.currency);
}

/** What every figure reads the same way. */
export function common(asOf: unknown, invoices: unknown, payments: unknown, options: unknown, special: readonly Keyword[] = []): Pick<Figure, "tables" | "options" | "asOf" | "asOfGiven"> {
  return { tables: readTables(invoices, payments), options: readOptions(options, special), asOfGiven: asOf !== null && asOf !== undefined, asOf: (dateSystem) => readAsOf(asOf, dateSystem) };
}
