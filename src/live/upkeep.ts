import type { ApplicationFact, ChargeFact, CreditFact } from "../core/ledger/facts";
import { matchKey } from "../core/reports/keys";
import { STEP_ROWS, type Steps } from "../core/reports/steps";
import { updatedIndexSteps } from "../core/reports/upkeep/updatedIndex";
import { booksOf, directoryOf, mergedCustomers, type ReadLedger } from "./ledgerFacts";
import { readAgain } from "./readAgain";
import type { TableColumns } from "./reader";
import { type ApplicationRow, addDue, type DocumentRow, dueKey, dueParts, duesByNumber, isCharge, isProblem, type LedgerColumns, readApplicationRow, readInvoiceRow, readPaymentRow, type RowReading, textOf } from "./rowFacts";
import { keepChecks } from "./rowChecks";
import type { Splice } from "./splices";
import { createWatchman } from "./watchman";

export type LedgerTable = Exclude<keyof LedgerColumns, "dateSystem">;
/** What became of each table since the former reading; none: nothing. */
export type LedgerSplices = Readonly<Record<LedgerTable, readonly Splice[]>>;

/** More changed rows than this part of all rows (a table that was sorted): reading all is as quick. */
const MANY = 0.25;
const FEW = 2_000;

/**
 * The ledger after some rows became other ones, equal to one that is read anew: only those rows are read, checked and put into the
 * index. `before` is used up: its lists of numbers and due dates go over to the new one. Null: read anew (copies of a number,
 * merged customers, most rows changed).
 */
export function* updatedLedgerSteps(before: ReadLedger, columns: LedgerColumns, splices: LedgerSplices): Steps<ReadLedger | null> {
  const { index } = before.books;
  const rows = columns.invoices.count + columns.payments.count + columns.applications.count + columns.dueDates.count;
  const changed = Object.values(splices).reduce((sum, list) => list.reduce((total, { removed, added }) => total + removed + added, sum), 0);
  for (const table of CHECKED) keepChecks(before.columns[table], columns[table], splices[table]);
  if (!before.isPlain || before.columns.dateSystem !== columns.dateSystem || changed > FEW + rows * MANY) return null;
  const merged = splices.customers.length === 0 ? before.merged : mergedCustomers(columns);
  if (!sameMerges(before.merged, merged)) return null;

  const { dues, touched } = yield* changedDues(before, columns.dueDates, splices.dueDates);
  const reading: RowReading = { columns, merged, dues };
  const charges = new Map<string, ChargeFact | null>();
  const credits = new Map<string, CreditFact | null>();
  const takeOut = (table: TableColumns, numbers: Set<string>) => (says: DocumentRow, row: number): void => {
    if (isProblem(says) || textOf(table.cell("Entry", row)) === "") return;
    const key = matchKey(textOf(table.cell("Number", row)));
    numbers.delete(key);
    if (says !== null) (isCharge(says) ? charges : credits).set(key, null);
  };
  let isPlain = true;
  const putIn = (says: DocumentRow): void => {
    if (says === null) return;
    if (isProblem(says)) {
      isPlain &&= !says.isShared;
      return;
    }
    const key = matchKey(says.number);
    if (isCharge(says)) charges.set(key, says);
    // A payment and a credit memo may share a number; the index finds but one of them.
    else if (credits.has(key) ? credits.get(key) !== null : index.creditRows.get(key) !== undefined) isPlain = false;
    else credits.set(key, says);
  };
  const { invoiceNumbers, paymentNumbers } = before;
  takenOut(before.invoices, splices.invoices, takeOut(before.columns.invoices, invoiceNumbers));
  takenOut(before.payments, splices.payments, takeOut(before.columns.payments, paymentNumbers));
  const invoices = yield* splicedRows(before.invoices, splices.invoices, (row) => readInvoiceRow(reading, row, invoiceNumbers), putIn);
  const payments = yield* splicedRows(before.payments, splices.payments, (row) => readPaymentRow(reading, row, paymentNumbers), putIn);
  const gone = new Set<ApplicationFact>();
  const fresh = new Set<ApplicationFact>();
  const counted = (facts: { add(fact: ApplicationFact): unknown }) => (says: ApplicationRow): void => {
    if (says !== null && !isProblem(says)) facts.add(says);
  };
  takenOut(before.applications, splices.applications, counted(gone));
  const applications = yield* splicedRows(before.applications, splices.applications, (row) => readApplicationRow(reading, row), counted(fresh));
  for (const key of touched) {
    const row = charges.has(key) ? undefined : index.chargeRows.get(key);
    const charge = row === undefined ? undefined : index.charges[row];
    if (charge === undefined) continue;
    const at = dues.has(key) ? -1 : invoices.findIndex((says) => says !== null && !isProblem(says) && isCharge(says) && matchKey(says.number) === key);
    const parts = dueParts(charge, columns, dues.get(key), at < 0 ? "" : columns.invoices.cell("Due", at));
    if (typeof parts === "string") return null;
    charges.set(key, { ...charge, dues: parts });
  }
  if (!isPlain) return null;
  const isSame = charges.size + credits.size + gone.size + fresh.size === 0;
  const next = isSame ? index : yield* updatedIndexSteps(index, { charges, credits, applicationsGone: gone, applicationsNew: [...fresh] });
  if (next === null) return null;
  const read = { ...reading, dues, invoiceNumbers, paymentNumbers, invoices, payments, applications, isPlain };
  const sameCustomers = splices.customers.length === 0 && next.accounts === index.accounts;
  return { ...read, books: booksOf(read, next, sameCustomers ? before.books.customers : directoryOf(columns, next, merged)) };
}

const CHECKED = ["invoices", "payments", "applications"] as const;

function sameMerges(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([from, into]) => b.get(from) === into);
}

/** Rows by due date kept; `touched` are the numbers whose due dates are other ones now. */
function* changedDues(before: ReadLedger, after: TableColumns, splices: readonly Splice[]): Steps<{ readonly dues: Map<string, number[]>; readonly touched: ReadonlySet<string> }> {
  const touched = new Set<string>();
  const was = before.columns.dueDates;
  let dues = before.dues;
  // Rows that are added at the end leave all others where they are.
  const isAppended = splices.every(({ at, removed, added }) => removed === added || (removed === 0 && at === was.count));
  for (const { at, removed, added } of splices) {
    for (let row = at; row < at + removed; row++) {
      const key = dueKey(was, row);
      if (key === "") continue;
      touched.add(key);
      const left = isAppended ? (dues.get(key) ?? []).filter((each) => each !== row) : [];
      if (left.length > 0) dues.set(key, left);
      else dues.delete(key);
    }
    for (let row = at; row < at + added; row++) {
      if (row % STEP_ROWS === 0) yield;
      const key = dueKey(after, row);
      if (key === "") continue;
      touched.add(key);
      addDue(dues, key, row);
    }
  }
  if (!isAppended) dues = yield* duesByNumber(after);
  return { dues, touched };
}

/** Visits the rows that are other ones now, as they were. All of them go before a new one comes: a number may move from row to row. */
function takenOut<Row>(rows: readonly Row[], splices: readonly Splice[], takeOut: (says: Row, row: number) => void): void {
  for (const { at, removed } of splices) rows.slice(at, at + removed).forEach((says, each) => takeOut(says, at + each));
}

/** What the rows of a table say, with the changed ones read. */
function* splicedRows<Row>(rows: readonly Row[], splices: readonly Splice[], read: (row: number) => Row, putIn: (says: Row) => void): Steps<readonly Row[]> {
  if (splices.length === 0) return rows;
  const list: Row[] = [];
  let next = 0;
  for (const { at, removed, added } of splices) {
    while (next < at) {
      const end = Math.min(at, next + CHUNK);
      list.push(...rows.slice(next, end));
      next = end;
    }
    for (let each = 0; each < added; each++) {
      if (each % CHECK_ROWS === 0) yield;
      const says = read(list.length);
      list.push(says);
      putIn(says);
    }
    next = at + removed;
  }
  for (; next < rows.length; next += CHUNK) list.push(...rows.slice(next, next + CHUNK));
  return list;
}

/** Rows handed on at one go: a call takes only so many arguments. */
const CHUNK = 8_192;
/** A posted row is hashed to check it, which costs some ten microseconds. */
const CHECK_ROWS = 64;

/** What keeps a ledger that was read; the first answer does not need it. */
export const UPKEEP = { updatedLedgerSteps, readAgain, createWatchman };
