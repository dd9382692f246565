import { accountBalance } from "../core/reports/balance";
import { chargeOpen, creditUnapplied, visitRows } from "../core/reports/asOf";
import { type DocumentMove, visitMovesOf } from "../core/reports/documentMoves";
import { compareKeys } from "../core/reports/keys";
import type { CurrencyCode } from "../core/values/currency";
import { addDays, type PlainDate } from "../core/values/plainDate";
import type { Books } from "../live/books";
import { type Asked, readAsked, readAsOf } from "./arguments";
import { type Answer, isCellError } from "./cellError";
import type { Figure, When } from "./figure";
import { readOptions } from "./options";
import { type Block, dateAnswer, stackBlocks, subjectsOf } from "./reportLines";
import { moneyAnswer } from "./selection";
import { MOVEMENT_WORDS } from "./statementFigure";

const HEADERS = ["Document", "Date", "What", "Against", "Amount", "Balance"];

/**
 * EXPLAIN: every document with something left as of a day, each with what was done to it until then, and the sum so far.
 * The last line is the figure that BALANCE gives. What is settled adds up to nothing and is left out.
 */
export function explainFigure(customer: unknown, asOf: unknown): Figure {
  const asked = readAsked(customer);
  return {
    tables: null, options: readOptions(null), currency: null, needsHistory: true,
    asOfGiven: asOf !== null && asOf !== undefined,
    asOf: (dateSystem) => readAsOf(asOf, dateSystem),
    compute: (books, when) => explainTable(books, when, asked),
  };
}

function explainTable(books: Books, when: When, asked: Asked): Answer[][] {
  const subjects = subjectsOf(books, asked);
  if (!Array.isArray(subjects)) return [[subjects]];
  const blocks = subjects.flatMap(({ label, accounts, error }): Block[] => {
    if (error !== null) return [{ label, currency: null, rows: error }];
    const own = accounts.map((account): Block => ({ label, currency: books.index.accounts[account]?.currency ?? null, rows: explainAccount(books, account, when) }));
    // A currency with nothing open has one line only: it is shown when there is nothing else.
    const telling = own.filter(({ rows }) => !isCellError(rows) && rows.length > 1);
    return telling.length > 0 ? telling : own.slice(0, 1).concat(own.length === 0 ? [{ label, currency: null, rows: [lastLine(0, when)] }] : []);
  });
  return stackBlocks(blocks, HEADERS, { withCustomer: subjects.length > 1, noHeaders: false, notes: books.notes });
}

interface OpenDocument {
  readonly side: "charge" | "credit";
  readonly row: number;
  readonly number: string;
  readonly date: PlainDate;
  readonly amount: number;
  readonly what: string;
}

function explainAccount(books: Books, account: number, when: When): Answer[][] {
  const { index } = books;
  const currency = index.accounts[account]?.currency ?? null;
  const rows: Answer[][] = [];
  let sum = 0;
  const add = (document: OpenDocument, date: PlainDate, what: string, against: string, amount: number): void => {
    sum += amount;
    rows.push([document.number, dateAnswer(date, when), what, against, moneyAnswer(amount, currency), moneyAnswer(sum, currency)]);
  };
  for (const document of openDocuments(books, account, when.asOf)) {
    add(document, document.date, document.what, "", document.amount);
    visitMovesOf(index, document.side, document.row, when.asOf, (move) => {
      const { what, against } = wordsOf(books, document.side, move);
      // Columns hold plain day numbers; counted from a day they are days again.
      add(document, addDays(when.asOf, move.date - when.asOf), what, against, move.amount);
    });
  }
  const balance = accountBalance(index, account, when.asOf);
  if (sum !== balance) throw new Error(`its rows add up to ${moneyText(sum, currency)} and the balance is ${moneyText(balance, currency)}; please tell us`);
  return [...rows, lastLine(moneyAnswer(balance, currency), when)];
}

function lastLine(balance: number, when: When): Answer[] {
  return ["", dateAnswer(when.asOf, when), "Balance", "", "", balance];
}

/** In order of date, charges before credits of one day, then by number. */
function openDocuments({ index }: Books, account: number, asOf: PlainDate): OpenDocument[] {
  const documents: OpenDocument[] = [];
  visitRows(index.chargesOfAccount, account, (row) => {
    const charge = index.charges[row];
    if (charge === undefined || chargeOpen(index, row, asOf) === 0) return;
    documents.push({ side: "charge", row, number: charge.number, date: charge.date, amount: charge.amount, what: MOVEMENT_WORDS[charge.kind ?? "invoice"] });
  });
  visitRows(index.creditsOfAccount, account, (row) => {
    const credit = index.credits[row];
    if (credit === undefined || creditUnapplied(index, row, asOf) === 0) return;
    documents.push({ side: "credit", row, number: credit.number, date: credit.date, amount: -credit.amount, what: MOVEMENT_WORDS[index.creditKinds[row] ?? "payment"] });
  });
  return documents.sort((a, b) => a.date - b.date || compareKeys(a.side, b.side) || compareKeys(a.number, b.number));
}

function wordsOf({ index }: Books, side: OpenDocument["side"], { kind, partner, amount }: DocumentMove): { readonly what: string; readonly against: string } {
  const against = (side === "charge" ? index.credits[partner] : index.charges[partner])?.number ?? "";
  const takenBack = side === "charge" ? amount > 0 : amount < 0;
  if (kind === "discount") return { what: amount > 0 ? "Cash discount taken back" : MOVEMENT_WORDS.discount, against };
  if (partner >= 0) return { what: takenBack ? "Taken back" : side === "credit" ? "Applied" : MOVEMENT_WORDS[index.creditKinds[partner] ?? "payment"], against };
  if (kind === "payment" || kind === "credit") return { what: takenBack ? "Taken back" : "Applied", against };
  return { what: MOVEMENT_WORDS[kind], against };
}

function moneyText(minor: number, currency: CurrencyCode | null): string {
  return String(moneyAnswer(minor, currency));
}
