import { visitBalanceMovements, type MovementKind } from "../core/reports/balanceMovements";
import { STANDARD_LIMITS } from "../core/reports/buckets";
import { balanceForwardStatements, type BalanceForwardStatement, type StatementLine } from "../core/reports/statement";
import { addDays, formatIsoDate, type PlainDate } from "../core/values/plainDate";
import type { Books } from "../live/books";
import { type Asked, readAsked, readDate } from "./arguments";
import { type Answer, refuseValue } from "./cellError";
import type { Figure, When } from "./figure";
import { readOptions } from "./options";
import { type Block, dateAnswer, stackBlocks, subjectsOf } from "./reportLines";
import { moneyAnswer } from "./selection";

const HEADERS = ["Date", "Document", "What", "Against", "Due", "Amount", "Balance"];

/** The aging strip is not shown; statements are asked for with one all the same. */
const AGING = { basis: "due", schedule: { limits: STANDARD_LIMITS, dueTodayIsLate: false } } as const;

export const MOVEMENT_WORDS: Readonly<Record<MovementKind, string>> = {
  invoice: "Invoice", debitMemo: "Debit memo", deduction: "Deduction", opening: "Opening item", payment: "Payment", deposit: "Deposit", creditMemo: "Credit memo",
  discount: "Cash discount", writeOff: "Write-off", void: "Cancelled", refund: "Refund", reversal: "Taken back", transfer: "Applied to another customer",
};

/**
 * STATEMENT: what moved a customer's balance from `from` to `to`, both days included, with the balance after each line.
 * The first line is BALANCE at the end of the day before `from`, the last one BALANCE as of `to`.
 */
export function statementFigure(customer: unknown, from: unknown, to: unknown, options: unknown): Figure {
  const asked = readAsked(customer);
  const read = readOptions(options);
  return {
    tables: null, options: read, currency: null, needsHistory: true,
    asOfGiven: to !== null && to !== undefined,
    asOf: (dateSystem) => readDate(to, dateSystem, "to"),
    compute: (books, when) => statementTable(books, when, asked, readDate(from, when.dateSystem, "from"), read.has("no headers")),
  };
}

function statementTable(books: Books, when: When, asked: Asked, from: PlainDate | null, noHeaders: boolean): Answer[][] {
  const to = when.asOf;
  if (from !== null && from > to) return refuseValue(`from (${formatIsoDate(from)}) is after to (${formatIsoDate(to)}): exchange them`);
  const subjects = subjectsOf(books, asked);
  if (!Array.isArray(subjects)) return [[subjects]];
  const blocks = subjects.flatMap(({ label, accounts, error }): Block[] => {
    if (error !== null) return [{ label, currency: null, rows: error }];
    const period = { from: from ?? firstDay(books, accounts, to), to };
    const statements = balanceForwardStatements(books.index, accounts, period, AGING);
    if (statements.length === 0) return [{ label, currency: null, rows: [edge("Opening balance", period.from, 0, when), edge("Closing balance", to, 0, when)] }];
    return statements.map((statement) => ({ label, currency: statement.customer.currency, rows: rowsOf(statement, when) }));
  });
  return stackBlocks(blocks, HEADERS, { withCustomer: subjects.length > 1, noHeaders, notes: books.notes });
}

/** The day of the first movement: a statement without a first day begins with nothing. */
function firstDay(books: Books, accounts: readonly number[], to: PlainDate): PlainDate {
  let first: number = to;
  for (const account of accounts)
    visitBalanceMovements(books.index, account, -Infinity, to, ({ date }) => {
      first = Math.min(first, date);
    });
  return addDays(to, first - to);
}

function rowsOf({ customer: { currency }, from, to, opening, lines, closing }: BalanceForwardStatement, when: When): Answer[][] {
  const money = (minor: number): number => moneyAnswer(minor, currency);
  const row = ({ date, number, kind, against, due, amount, balance }: StatementLine): Answer[] =>
    [dateAnswer(date, when), number, MOVEMENT_WORDS[kind], against ?? "", dateAnswer(due, when), money(amount), money(balance)];
  return [edge("Opening balance", from, money(opening), when), ...lines.map(row), edge("Closing balance", to, money(closing), when)];
}

function edge(what: string, date: PlainDate, balance: number, when: When): Answer[] {
  return [dateAnswer(date, when), "", what, "", "", "", balance];
}
