import { readFileSync } from "node:fs";
import { join } from "node:path";
import { foldEntries } from "../../src/core/ledger/fold";
import { buildLedgerIndex } from "../../src/core/reports/ledgerIndex";
import { balanceForwardStatements } from "../../src/core/reports/statement";
import { formatIsoDate } from "../../src/core/values/plainDate";
import { readJournal } from "../../src/workbook/journal";
import { isoDay } from "./days";
import type { HostBook } from "./hostBook";

/** Books that earlier versions made, as files, with the figures that those versions read from them (test/fixtures/books). */
export const STORED_BOOKS = ["schema1-first", "schema1-whole"] as const;
export type StoredBook = (typeof STORED_BOOKS)[number];

export interface StoredFigures {
  readonly formulas: readonly { readonly formula: string; readonly values: unknown }[];
  readonly invoices: readonly string[];
  readonly payments: readonly string[];
  readonly applications: readonly string[];
  /** Absent where that version had no statements. */
  readonly statements?: readonly unknown[];
}

const FOLDER = join(__dirname, "..", "fixtures", "books");

export function storedBook(name: StoredBook): Uint8Array {
  return readFileSync(join(FOLDER, `${name}.xlsx`));
}

export function storedFigures(name: StoredBook): StoredFigures {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8")) as StoredFigures; // decoder: our own file
}

/** The same figures as they are read today. */
export async function figuresOf(book: HostBook, like: StoredFigures): Promise<StoredFigures> {
  const evaluated = await book.evaluate(...like.formulas.map(({ formula }) => formula));
  return {
    formulas: evaluated.map(({ formula, values }) => ({ formula, values })),
    invoices: book.lines("Invoices", "Number", "Kind", "Customer", "Currency", "Total", "Balance", "Status"),
    payments: book.lines("Payments", "Number", "Kind", "Customer", "Currency", "Amount", "Unapplied", "Status"),
    applications: book.lines("Applications", "Date", "From", "To", "Currency", "Amount", "Discount", "Kind"),
    ...(like.statements === undefined ? {} : { statements: await statementsOf(book) }),
  };
}

async function statementsOf(book: HostBook): Promise<readonly unknown[]> {
  const snapshot = await book.port.read({ tables: [], prefixes: ["Journal_"] });
  const ledger = foldEntries([...snapshot.tables.values()].flatMap((table) => readJournal(table).entries));
  const index = buildLedgerIndex({ charges: [...ledger.charges.values()], credits: [...ledger.credits.values()], applications: ledger.applications });
  const statements = balanceForwardStatements(index, index.accounts.map((_, account) => account), { from: isoDay("2025-12-01"), to: isoDay("2026-02-03") }, { basis: "due", schedule: { limits: [30, 60, 90], dueTodayIsLate: false } });
  return statements.map(({ customer, opening, closing, lines }) => ({
    customer: customer.customer, currency: customer.currency, opening, closing,
    lines: lines.map((line) => [formatIsoDate(line.date), line.kind, line.number, line.amount, line.balance].join(" ")),
  }));
}
