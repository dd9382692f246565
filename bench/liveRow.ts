import { createLiveLedger, type LiveView } from "../src/live/liveLedger";
import type { BookShape, ChangeHint, ColumnCells, ColumnsRequest, LedgerSource } from "../src/live/source";
import type { CellRead } from "../src/workbook/port";
import { rowCheck } from "../src/workbook/rowCheck";
import { type TableName, tableSpec } from "../src/workbook/schema";

/*
 * Times the live ledger after an edit: `npx tsx bench/liveRow.ts [invoices]`. A ledger in memory stands for the workbook, so that what is
 * measured is ours and not Excel's: reading the cells over, checking, indexing. Processor time, least of the rounds.
 */

const INVOICES = Number(process.argv[2] ?? 100_000);
const ROUNDS = Number(process.env["ROUNDS"] ?? 5);
const FIRST_ROW = 5;
type Row = Record<string, CellRead>;

class MemoryBook implements LedgerSource {
  readonly tables = new Map<TableName, Row[]>();
  private listener: (hint: ChangeHint) => void = () => undefined;

  rows(name: TableName): Row[] {
    const rows = this.tables.get(name) ?? [];
    this.tables.set(name, rows);
    return rows;
  }

  hint(hint: ChangeHint): void {
    this.listener(hint);
  }

  describe(): Promise<BookShape> {
    const tables = [...this.tables].map(([name, rows]) => ({ name, headers: tableSpec(name).columns.map(({ header }) => header), rowCount: Math.max(1, rows.length), firstRow: FIRST_ROW }));
    return Promise.resolve({ dateSystem: 1900, tables });
  }

  readColumns(requests: readonly ColumnsRequest[]): Promise<readonly ColumnCells[]> {
    return Promise.resolve(requests.map(({ table, headers, first, count }) => {
      const rows = [...this.tables].find(([name]) => name === table)?.[1] ?? [];
      return headers.map((header) => Array.from({ length: count }, (_, at) => rows[first + at]?.[header] ?? ""));
    }));
  }

  watch(onHint: (hint: ChangeHint) => void): Promise<() => void> {
    this.listener = onHint;
    return Promise.resolve(() => undefined);
  }
}

function posted(name: TableName, row: Row): Row {
  return { ...row, Check: rowCheck(name, (header) => row[header] ?? "") };
}

function invoiceRow(number: number, disputed = 0): Row {
  const total = 100 + (number % 997);
  return posted("Invoices", { Number: `INV-${1_000_000 + number}`, Kind: "invoice", Customer: `C${number % 5_000}`, Date: 45_000 + (number % 900), Due: 45_030 + (number % 900), Currency: "EUR", Total: total, Entry: `e${number}`, Disputed: disputed });
}

function dueRow(number: number): Row {
  return { Number: `INV-${1_000_000 + number}`, Part: 1, Due: 45_030 + (number % 900), Amount: 100 + (number % 997), Entry: `e${number}` };
}

function ledger(): MemoryBook {
  const book = new MemoryBook();
  const [invoices, dues, payments, applications] = [book.rows("Invoices"), book.rows("DueDates"), book.rows("Payments"), book.rows("Applications")];
  for (let customer = 0; customer < 5_000; customer++) book.rows("Customers").push({ Customer: `C${customer}`, Name: `Customer ${customer}` });
  book.rows("Settings").push({ Setting: "Currency", Value: "EUR" });
  for (let number = 0; number < INVOICES; number++) {
    invoices.push(invoiceRow(number));
    dues.push(dueRow(number));
    if (number % 4 === 3) continue;
    const date = 45_010 + (number % 900);
    payments.push(posted("Payments", { Number: `PAY-${number}`, Kind: "payment", Customer: `C${number % 5_000}`, Date: date, Currency: "EUR", Amount: 90, Entry: `p${number}` }));
    applications.push(posted("Applications", { Entry: `p${number}`, Line: 1, Date: date, From: `PAY-${number}`, To: `INV-${1_000_000 + number}`, Customer: `C${number % 5_000}`, Currency: "EUR", Amount: 80, Discount: 0, Kind: "payment" }));
  }
  return book;
}

async function main(): Promise<void> {
  const book = ledger();
  const waiting: (() => void)[] = [];
  const live = createLiveLedger({ source: book, lookMilliseconds: null, setTimer: (work) => (waiting.push(work), () => undefined), pause: () => Promise.resolve() });
  const cpu = async (work: () => Promise<unknown>): Promise<number> => {
    const start = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  const changed = (): Promise<LiveView> =>
    new Promise((resolve) => {
      const stop = live.onChange((view) => {
        stop();
        resolve(view);
      });
      for (const work of waiting.splice(0)) work();
    });
  process.stdout.write(`${INVOICES} invoices: read for the first time ${(await cpu(() => live.view())).toFixed(0)} ms\n`);
  const edits: readonly (readonly [what: string, edit: (round: number) => void])[] = [
    ["one row edited, the event says which", (round) => {
      book.rows("Invoices")[50 + round] = invoiceRow(50 + round, 1 + round);
      book.hint({ kind: "table", table: "Invoices", rows: { first: FIRST_ROW + 50 + round, last: FIRST_ROW + 50 + round } });
    }],
    ["one row edited, the event says only the table", (round) => {
      book.rows("Invoices")[90 + round] = invoiceRow(90 + round, 1 + round);
      book.hint({ kind: "table", table: "Invoices" });
    }],
    ["an invoice posted, the events say which rows", (round) => {
      const at = book.rows("Invoices").length;
      book.rows("Invoices").push(invoiceRow(INVOICES + round));
      book.rows("DueDates").push(dueRow(INVOICES + round));
      for (const table of ["Invoices", "DueDates"]) book.hint({ kind: "table", table, rows: { first: FIRST_ROW + at, last: FIRST_ROW + at } });
    }],
    ["an invoice posted, the events say only the tables", (round) => {
      book.rows("Invoices").push(invoiceRow(INVOICES + 100 + round));
      book.rows("DueDates").push(dueRow(INVOICES + 100 + round));
      for (const table of ["Invoices", "DueDates"]) book.hint({ kind: "table", table });
    }],
  ];
  for (const [what, edit] of edits) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      edit(round);
      times.push(await cpu(changed));
    }
    process.stdout.write(`  ${what}: ${Math.min(...times).toFixed(1)} ms (first ${(times[0] ?? NaN).toFixed(1)})\n`);
  }
  live.stop();
}

void main();
