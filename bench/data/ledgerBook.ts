import { DEFAULT_STYLE } from "../../host/model/style";
import type { Sheet } from "../../host/model/sheet";
import { Workbook } from "../../host/model/workbook";
import { rowCheck } from "../../src/workbook/rowCheck";
import { type ColumnSpec, type TableName, tableSpec } from "../../src/workbook/schema";
import { currencyOf, customerId, documentNumber, money, paymentNumber } from "./ledgerCells";
import { type LedgerNumbers, START } from "./ledgerNumbers";

type Row = Readonly<Record<string, string | number>>;

const FORMATS: Readonly<Record<ColumnSpec["type"], string>> = { text: "@", flag: "@", timestamp: "@", money: "#,##0.00", number: "General", date: "yyyy-mm-dd" };

/**
 * A workbook with the ledger's own tables as posting leaves them, each posted row with its Check, written from the numbers; without Journals, which
 * the functions do not read. A sheet Figures is empty and active.
 */
export function ledgerBook(numbers: LedgerNumbers): Workbook {
  const { document, payment } = numbers;
  const workbook = new Workbook();
  workbook.addSheet("Figures");
  const number = (column: ArrayLike<number>, row: number): number => column[row] ?? 0;
  addTable(workbook, "Customers", numbers.customers, (row) => ({ Customer: customerId(row), Name: `Customer ${row + 1} Ltd`, Terms: "NET30", Currency: "EUR" }));
  addTable(workbook, "Invoices", document.amount.length, (row) => {
    const amount = number(document.amount, row);
    const total = money(amount, number(document.currency, row));
    return {
      Number: documentNumber(numbers, row), Kind: amount < 0 ? "credit memo" : "invoice", Customer: customerId(number(document.customer, row)), Date: START + number(document.day, row), Due: START + number(document.due, row),
      Terms: "NET30", Currency: currencyOf(number(document.currency, row)), Net: total, Tax: 0, Total: total, Disputed: 0, Entry: `d${row + 1}`,
    };
  });
  const invoices = Array.from(document.amount.keys()).filter((row) => number(document.amount, row) > 0);
  addTable(workbook, "DueDates", invoices.length, (at) => {
    const row = number(invoices, at);
    return { Number: documentNumber(numbers, row), Part: 1, Due: START + number(document.due, row), Amount: money(number(document.amount, row), number(document.currency, row)), Entry: `d${row + 1}` };
  });
  addTable(workbook, "Payments", payment.amount.length, (row) => ({
    Number: paymentNumber(row), Kind: "payment", Customer: customerId(number(payment.customer, row)), Date: START + number(payment.day, row), Method: "bank", Currency: currencyOf(number(payment.currency, row)),
    Amount: money(number(payment.amount, row), number(payment.currency, row)), Fee: 0, Entry: `p${row + 1}`,
  }));
  const applied = Array.from(payment.applied.keys()).filter((row) => number(payment.applied, row) > 0);
  addTable(workbook, "Applications", applied.length, (at) => {
    const row = number(applied, at);
    return {
      Entry: `p${row + 1}`, Line: 1, Date: START + number(payment.day, row), From: paymentNumber(row), To: documentNumber(numbers, number(payment.invoice, row)), Customer: customerId(number(payment.customer, row)),
      Currency: currencyOf(number(payment.currency, row)), Amount: money(number(payment.applied, row), number(payment.currency, row)), Discount: 0, Kind: "payment",
    };
  });
  addTable(workbook, "Settings", 1, () => ({ Setting: "Currency", Value: "EUR" }));
  return workbook;
}

function addTable(workbook: Workbook, name: TableName, count: number, rowOf: (row: number) => Row): void {
  const spec = tableSpec(name);
  const sheet = workbook.addSheet(spec.sheet);
  const styles = spec.columns.map(({ type }) => workbook.styles.intern({ ...DEFAULT_STYLE, numberFormat: FORMATS[type] }));
  const hasCheck = spec.columns.some(({ header }) => header === "Check");
  spec.columns.forEach(({ header }, column) => sheet.put(0, column, { value: header, style: 0 }));
  for (let row = 0; row < count; row++) {
    const facts = rowOf(row);
    const values: Row = hasCheck ? { ...facts, Check: rowCheck(name, (header) => facts[header] ?? "") } : facts;
    spec.columns.forEach(({ header }, column) => {
      const value = values[header];
      if (value !== undefined) sheet.put(row + 1, column, { value, style: styles[column] ?? 0 });
    });
  }
  addTableOver(workbook, sheet, name, spec.columns.map(({ header }) => header), count);
}

export function addTableOver(workbook: Workbook, sheet: Sheet, name: string, headers: readonly string[], rows: number): void {
  sheet.tables.push({
    id: workbook.newTableId(), name, sheet, area: { top: 0, left: 0, bottom: Math.max(1, rows), right: headers.length - 1 }, showTotals: false, showFilterButton: true, showBandedRows: true, style: "TableStyleMedium2", filters: new Map(), preserved: null,
    columns: headers.map((header, index) => ({ id: index + 1, name: header, calculatedFormula: null, totalsLabel: null, totalsFunction: null, totalsFormula: null })),
  });
}
