import type { ApplicationFact, ChargeFact, CreditFact } from "../core/ledger/facts";
import { buildCustomerDirectory, type CustomerEntry } from "../core/reports/customerDirectory";
import { matchKey } from "../core/reports/keys";
import { type LedgerIndex, ledgerIndexSteps } from "../core/reports/ledgerIndex";
import { STEP_ROWS, type Steps } from "../core/reports/steps";
import type { Books } from "./books";
import { type ApplicationRow, type DocumentRow, duesByNumber, isCharge, isProblem, type LedgerColumns, nowOf, readApplicationRow, readInvoiceRow, readPaymentRow, type RowReading, textOf } from "./rowFacts";

/** The ledger's tables as they were read: what each row says, and the books made of it. A later reading starts from it. */
export interface ReadLedger extends RowReading {
  readonly dues: Map<string, number[]>;
  /** Numbers of the posted rows that can be read, by `matchKey`. */
  readonly invoiceNumbers: Set<string>;
  readonly paymentNumbers: Set<string>;
  readonly invoices: readonly DocumentRow[];
  readonly payments: readonly DocumentRow[];
  readonly applications: readonly ApplicationRow[];
  /** Each row stands for itself: none is a copy, and no due part is wrong. */
  readonly isPlain: boolean;
  readonly books: Books;
}

/**
 * The ledger's tables as facts. Rows without an Entry were typed by hand and are not the ledger. A posted row that cannot be
 * read or fails its check blocks its customer's figures with a sentence that names the document: never a wrong figure.
 */
export function* readLedgerSteps(columns: LedgerColumns): Steps<ReadLedger> {
  const merged = mergedCustomers(columns);
  const reading = { columns, merged, dues: yield* duesByNumber(columns.dueDates) };
  const charges: ChargeFact[] = [];
  const credits: CreditFact[] = [];
  let isPlain = true;
  const documents = function* (count: number, read: (row: number) => DocumentRow): Steps<DocumentRow[]> {
    const rows: DocumentRow[] = [];
    for (let row = 0; row < count; row++) {
      if (row % STEP_ROWS === 0) yield;
      const says = read(row);
      rows.push(says);
      if (says === null) continue;
      if (!isProblem(says)) {
        if (isCharge(says)) charges.push(says);
        else credits.push(says);
      } else isPlain &&= !says.isShared;
    }
    return rows;
  };
  const [invoiceNumbers, paymentNumbers] = [new Set<string>(), new Set<string>()];
  const invoices = yield* documents(columns.invoices.count, (row) => readInvoiceRow(reading, row, invoiceNumbers));
  const payments = yield* documents(columns.payments.count, (row) => readPaymentRow(reading, row, paymentNumbers));
  const applications: ApplicationRow[] = [];
  const applied: ApplicationFact[] = [];
  for (let row = 0; row < columns.applications.count; row++) {
    if (row % STEP_ROWS === 0) yield;
    const says = readApplicationRow(reading, row);
    applications.push(says);
    if (says !== null && !isProblem(says)) applied.push(says);
  }
  const index = yield* ledgerIndexSteps({ charges, credits, applications: applied });
  const rows = { ...reading, invoiceNumbers, paymentNumbers, invoices, payments, applications, isPlain };
  yield;
  const customers = directoryOf(columns, index, merged);
  yield;
  return { ...rows, books: booksOf(rows, index, customers) };
}

/** The books of rows that were read. */
export function booksOf({ merged, invoices, payments, applications }: Pick<ReadLedger, "merged" | "invoices" | "payments" | "applications">, index: LedgerIndex, customers: Books["customers"]): Books {
  const blocked = new Map<string, string>();
  for (const rows of [invoices, payments, applications])
    rows.forEach((says, row) => {
      if (!isProblem(says)) return;
      const key = matchKey(nowOf(merged, textOf(says.customer)));
      if (!blocked.has(key)) blocked.set(key, says.sentence(row));
    });
  return { index, customers, blocked, notes: [], hasCurrency: true };
}

/** The customer that a merged one counts for, by `matchKey`; chains are followed, a circle (typed by hand) is not. */
export function mergedCustomers({ customers }: LedgerColumns): ReadonlyMap<string, string> {
  const next = new Map<string, string>();
  for (let row = 0; row < customers.count; row++) {
    const into = textOf(customers.cell("Merged into", row));
    if (into !== "") next.set(matchKey(textOf(customers.cell("Customer", row))), into);
  }
  const end = (start: string): string => {
    const seen = new Set<string>();
    let at = start;
    for (let further = next.get(matchKey(at)); further !== undefined && !seen.has(matchKey(at)); further = next.get(matchKey(at))) {
      seen.add(matchKey(at));
      at = further;
    }
    return at;
  };
  return new Map([...next.keys()].map((key) => [key, end(key)]));
}

/** The table of customers, then those that only documents name. */
export function directoryOf({ customers }: LedgerColumns, { accounts }: LedgerIndex, merged: ReadonlyMap<string, string>): Books["customers"] {
  const entries: CustomerEntry[] = [];
  const former = new Map<string, string[]>();
  const rows: { readonly id: string; readonly name: string }[] = [];
  for (let row = 0; row < customers.count; row++) {
    const id = textOf(customers.cell("Customer", row));
    if (id !== "") rows.push({ id, name: textOf(customers.cell("Name", row)) });
  }
  const standing = rows.filter(({ id }) => !merged.has(matchKey(id)));
  const names = new Set(standing.map(({ name }) => matchKey(name)));
  for (const { id, name } of rows) {
    const into = merged.get(matchKey(id));
    if (into === undefined) continue;
    // The former name finds the customer as well, unless another one bears it.
    const texts = name === "" || names.has(matchKey(name)) ? [id] : [id, name];
    former.set(matchKey(into), [...(former.get(matchKey(into)) ?? []), ...texts]);
  }
  for (const { id, name } of standing) entries.push({ id, name: name === "" ? null : name, aliases: former.get(matchKey(id)) ?? [] });
  for (const { customer, customerKey } of accounts) entries.push({ id: customer, name: null, aliases: former.get(customerKey) ?? [] });
  return buildCustomerDirectory(entries);
}
