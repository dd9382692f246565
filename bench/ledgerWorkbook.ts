/** A ledger workbook of any size, and what it must say, counted from the numbers that it was written from. */
import { DEFAULT_STYLE } from "../host/model/style";
import type { Sheet } from "../host/model/sheet";
import { Workbook } from "../host/model/workbook";
import { TABLES, type ColumnSpec } from "../src/workbook/schema";

/** What every reader of the file must find: money in cents, texts by a checksum. */
export interface LedgerSums {
  readonly invoices: number;
  readonly payments: number;
  readonly totalCents: number;
  readonly balanceCents: number;
  readonly paidCents: number;
  readonly texts: number;
}

interface LedgerWorkbook {
  readonly workbook: Workbook;
  readonly sums: LedgerSums;
  readonly cells: number;
}

const START = 45_658; // 2025-01-01
const FORMATS: Readonly<Record<ColumnSpec["type"], string>> = { text: "@", flag: "@", timestamp: "@", money: "#,##0.00", number: "General", date: "yyyy-mm-dd" };

/** The same numbers on every run and machine. */
function randomSource(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

/** Changes with every character and its place. */
export function textChecksum(sum: number, text: string): number {
  let result = sum;
  for (let at = 0; at < text.length; at++) result = (Math.imul(result, 31) + text.charCodeAt(at)) | 0;
  return result;
}

/** Invoices and Payments by the ledger's schema, and a sheet of figures over them in Excel's own functions. */
export function ledgerWorkbook(invoices: number): LedgerWorkbook {
  const payments = Math.round(invoices * 1.3);
  const customers = Math.max(1, Math.round(invoices / 50));
  const random = randomSource(11);
  const workbook = new Workbook();
  let cells = 0;
  let texts = 0;
  let totalCents = 0;
  let balanceCents = 0;
  let paidCents = 0;
  const invoiceOf = (row: number): Readonly<Record<string, string | number>> => {
    const total = 100 + random(1_000_000);
    const balance = random(3) === 0 ? random(total) : 0;
    const day = START + random(365);
    const number = `INV-${100_000 + row}`;
    texts = textChecksum(texts, number);
    totalCents += total;
    balanceCents += balance;
    const tax = Math.round(total / 6);
    return {
      Number: number, Kind: "Invoice", Customer: `C-${1000 + random(customers)}`, Date: day, Due: day + 30, Terms: "Net 30", Currency: "EUR", Reference: `PO ${random(100_000)}`,
      Net: (total - tax) / 100, Tax: tax / 100, Total: total / 100, Balance: balance / 100, Disputed: 0, Status: balance === 0 ? "Paid" : "Open", Entry: entry(random), Check: entry(random).slice(0, 16),
    };
  };
  const paymentOf = (row: number): Readonly<Record<string, string | number>> => {
    const amount = 100 + random(800_000);
    const number = `PAY-${100_000 + row}`;
    texts = textChecksum(texts, number);
    paidCents += amount;
    return {
      Number: number, Kind: "Payment", Customer: `C-${1000 + random(customers)}`, Date: START + random(400), Method: "bank", Reference: `Transfer ${row}`, Currency: "EUR",
      Amount: amount / 100, Fee: 0, Unapplied: 0, Status: "Applied", Entry: entry(random), Check: entry(random).slice(0, 16),
    };
  };
  cells += addTable(workbook, "Invoices", invoices, invoiceOf);
  cells += addTable(workbook, "Payments", payments, paymentOf);
  addFigures(workbook, Math.min(20, customers));
  return { workbook, cells, sums: { invoices, payments, totalCents, balanceCents, paidCents, texts } };
}

function entry(random: (below: number) => number): string {
  return Array.from({ length: 4 }, () => random(0xffff_ffff).toString(16).padStart(8, "0")).join("-");
}

/** Cells with a value. */
function addTable(workbook: Workbook, name: string, count: number, rowOf: (row: number) => Readonly<Record<string, string | number>>): number {
  const spec = TABLES.find((table) => table.name === name);
  if (spec === undefined) throw new Error(`No table ${name}`);
  const sheet = workbook.addSheet(spec.sheet);
  const styles = spec.columns.map(({ type }) => workbook.styles.intern({ ...DEFAULT_STYLE, numberFormat: FORMATS[type] }));
  spec.columns.forEach(({ header }, column) => sheet.put(0, column, { value: header, style: 0 }));
  let cells = 0;
  for (let row = 0; row < count; row++) {
    const values = rowOf(row);
    spec.columns.forEach(({ header }, column) => {
      const value = values[header];
      if (value === undefined) return;
      sheet.put(row + 1, column, { value, style: styles[column] ?? 0 });
      cells++;
    });
  }
  sheet.tables.push({
    id: workbook.newTableId(), name, sheet, area: { top: 0, left: 0, bottom: count, right: spec.columns.length - 1 }, showTotals: false, showFilterButton: true, showBandedRows: true, style: "TableStyleMedium2", filters: new Map(), preserved: null,
    columns: spec.columns.map(({ header }, index) => ({ id: index + 1, name: header, calculatedFormula: null, totalsLabel: null, totalsFunction: null, totalsFormula: null })),
  });
  return cells;
}

/** Totals, and each customer's billed, open and paid sums. */
function addFigures(workbook: Workbook, customers: number): void {
  const sheet = workbook.addSheet("Figures");
  const formulas = (row: number, title: string, list: readonly string[]): void => {
    sheet.put(row, 0, { value: title, style: 0 });
    list.forEach((formula, index) => sheet.put(row, index + 1, { value: null, style: 0, formula }));
  };
  formulas(0, "All", ["SUM(Invoices[Total])", "SUM(Invoices[Balance])", "SUM(Payments[Amount])", "COUNTA(Invoices[Number])", "COUNTA(Payments[Number])"]);
  for (let index = 0; index < customers; index++) {
    const row = index + 2;
    formulas(row - 1, `C-${1000 + index}`, [`SUMIFS(Invoices[Total],Invoices[Customer],A${row})`, `SUMIFS(Invoices[Balance],Invoices[Customer],A${row},Invoices[Due],"<"&DATE(2025,12,31))`, `SUMIFS(Payments[Amount],Payments[Customer],A${row})`]);
  }
}

/** The sums as a reader finds them, by header. */
export function sumsIn(workbook: Workbook): LedgerSums {
  const invoices = sheetOf(workbook, "Invoices");
  const payments = sheetOf(workbook, "Payments");
  const cents = (sheet: Sheet, header: string): number => columnOf(sheet, header).reduce<number>((sum, value) => sum + Math.round(Number(value) * 100), 0);
  const numbers = [...columnOf(invoices, "Number"), ...columnOf(payments, "Number")];
  return {
    invoices: columnOf(invoices, "Number").length, payments: columnOf(payments, "Number").length, totalCents: cents(invoices, "Total"), balanceCents: cents(invoices, "Balance"), paidCents: cents(payments, "Amount"),
    texts: numbers.reduce<number>((sum, value) => textChecksum(sum, String(value)), 0),
  };
}

function sheetOf(workbook: Workbook, name: string): Sheet {
  const sheet = workbook.findSheet(name);
  if (sheet === undefined) throw new Error(`No sheet ${name}`);
  return sheet;
}

function columnOf(sheet: Sheet, header: string): unknown[] {
  const column = sheet.rows[0]?.findIndex((cell) => cell?.value === header) ?? -1;
  return sheet.rows.slice(1).map((cells) => cells?.[column]?.value);
}
