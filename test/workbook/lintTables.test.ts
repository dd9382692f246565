import { lintTables } from "../../src/workbook/lintTables";
import { TABLES } from "../../src/workbook/schema";
import { sheetOf, type SheetText } from "../core/lint/support";

/** What was recognised, in a line for each table: name, role, columns as field=header, rows with totals and hidden ones marked. */
function recognised(sheet: SheetText): string[] {
  return lintTables(sheetOf(sheet)).map(({ name, role, isLedger, columns, headers, rows }) => {
    const marks = rows.map(({ isTotal, isHidden }) => `${isTotal ? "T" : "."}${isHidden ? "h" : ""}`).join("");
    return [`${name}: ${role}${isLedger ? " of the ledger" : ""}`, ...[...columns].sort(([, a], [, b]) => a - b).map(([field, column]) => `${field}=${headers[column] ?? ""}`), marks].join(", ");
  });
}

const CASES: readonly { readonly name: string; readonly sheet: SheetText; readonly tables: readonly string[] }[] = [
  { name: "an Excel table of invoices", sheet: { name: "S", table: "Sales", rows: "Inv #|Client|Due Date|Amount\nA|C|2026-01-01|1" }, tables: ["Sales: invoices, number=Inv #, customer=Client, due=Due Date, total=Amount, ."] },
  { name: "a plain range below a title, with blank rows and a total", sheet: { name: "Sales", top: 2, left: 1, rows: "Open Road Services | |\n| |\nInvoice no | Customer | Total\nA | C | 1\n| |\n(hidden) B | C | 2\nTotal | | =SUM(C3:C5) -> 3\n| |\n| |\nInvoice no | Customer | Total\nZ | C | 1" }, tables: ["Sales: invoices, number=Invoice no, customer=Customer, total=Total, ..hT".replace("..hT", "...hT"), "Sales: invoices, number=Invoice no, customer=Customer, total=Total, ."] },
  { name: "lines by quantity and price; the only total of a line is its amount", sheet: { name: "Work", rows: "Item | Qty | Price | Total\nX | 1 | 2 | 2" }, tables: ["Work: lines, item=Item, quantity=Qty, unitPrice=Price, amount=Total, ."] },
  { name: "with a tax, the total of a line is its gross", sheet: { name: "Work", rows: "Item | Qty | Price | VAT | Total\nX | 1 | 2 | 0 | 2" }, tables: ["Work: lines, item=Item, quantity=Qty, unitPrice=Price, tax=VAT, total=Total, ."] },
  { name: "payments by a header that only they have", sheet: { name: "S", rows: "Received on | Customer | Amount\n2026-01-01 | C | 1" }, tables: ["S: payments, date=Received on, customer=Customer, amount=Amount, ."] },
  { name: "payments by the name", sheet: { name: "Cash 2026", rows: "Date | Customer | Amount\n2026-01-01 | C | 1" }, tables: ["Cash 2026: payments, date=Date, customer=Customer, amount=Amount, ."] },
  { name: "neither payments nor anything else", sheet: { name: "S", rows: "Date | Customer | Amount\n2026-01-01 | C | 1" }, tables: [] },
  { name: "invoices that say when they were paid are invoices", sheet: { name: "S", rows: "Invoice no | Customer | Date | Due | Total | Paid on\nA | C | 2026-01-01 | 2026-02-01 | 1 | 2026-02-02" }, tables: ["S: invoices, number=Invoice no, customer=Customer, date=Date, due=Due, total=Total, paidOn=Paid on, ."] },
  { name: "a list of customers says how to reach them; what has names only may be a report", sheet: { name: "S", table: "T", rows: "Customer | Name | Phone\nC | N | 1" }, tables: ["T: customers, customer=Customer, name=Name, ."] },
  { name: "a report of names", sheet: { name: "S", table: "T", rows: "Customer | Name | Score\nC | N | 1" }, tables: [] },
  { name: "prices", sheet: { name: "Prices", rows: "SKU | List price\nX | 1" }, tables: ["Prices: items, item=SKU, unitPrice=List price, ."] },
  { name: "two columns that both may be the number: not recognised", sheet: { name: "S", rows: "Invoice no | Invoice number | Customer | Total\nA | B | C | 1" }, tables: [] },
  { name: "a totals row of the table itself, and sums below a table", sheet: { name: "S", table: "T", showTotals: true, rows: "Invoice no | Customer | Total\nA | C | 1\nAll | | 1" }, tables: ["T: invoices, number=Invoice no, customer=Customer, total=Total, .T"] },
  { name: "headers without rows below", sheet: { name: "S", rows: "Invoice no | Customer | Total" }, tables: [] },
  { name: "headers that are errors or numbers", sheet: { name: "S", table: "T", rows: "Invoice no | Customer | Total | #N/A | 2026\nA | C | 1 | 1 | 1" }, tables: ["T: invoices, number=Invoice no, customer=Customer, total=Total, ."] },
  { name: "a row of sums without a word", sheet: { name: "S", rows: "Invoice no | Customer | Total\nA | C | 1\n | | =SUBTOTAL(9,C2:C2) -> 1\n | | 1\nB | =SUM(C2:C2) -> 1 | 1" }, tables: ["S: invoices, number=Invoice no, customer=Customer, total=Total, .T.."] },
  { name: "a word of totals in a formula or within a name is none", sheet: { name: "S", rows: "Invoice no | Customer | Total\nA | Totalis Ltd | 1\nB | =X1 -> Total | 1\nC | Sub-total | 1\nD | Summe | 1" }, tables: ["S: invoices, number=Invoice no, customer=Customer, total=Total, ..TT"] },
];

test.each(CASES)("$name", ({ sheet, tables }) => {
  expect(recognised(sheet)).toEqual(tables);
});

test("sums below an Excel table belong to it, with one blank row between at most", () => {
  const rows = (below: string): SheetText => ({ name: "S", rows: `Invoice no | Customer | Total\nA | C | 1\n${below}` });
  const withTable = (below: string): string[] => {
    const sheet = sheetOf(rows(below));
    return lintTables({ ...sheet, tables: [{ name: "T", top: 0, left: 0, rowCount: 2, columnCount: 3, showTotals: false }] }).map(({ name, rows: all }) => `${name} ${all.map(({ isTotal }) => (isTotal ? "T" : ".")).join("")}`);
  };
  expect(withTable(" | | =SUM(C2:C2) -> 1")).toEqual(["T .T"]);
  expect(withTable(" | | \nTotal | | 1")).toEqual(["T ..T".replace("..T", ".TT")]);
  expect(withTable(" | | \n | | \nTotal | | 1")).toEqual(["T ."]);
  expect(withTable("A note | | \nTotal | | 1")).toEqual(["T ."]);
});

test("a plain range beside an Excel table ends where the table begins, and is not read twice", () => {
  const sheet = sheetOf({ name: "S", rows: "Invoice no | Customer | Total\nA | C | 1\nInvoice no | Customer | Total\nB | C | 2" });
  const tables = lintTables({ ...sheet, tables: [{ name: "T", top: 2, left: 0, rowCount: 2, columnCount: 3, showTotals: false }] });
  expect(tables.map(({ name, rows }) => [name, rows.length])).toEqual([["T", 1], ["S", 1]]);
});

test("the ledger's own tables: five hold facts, the others repeat them; Journals are not read", () => {
  const roles = TABLES.flatMap(({ name, columns }) => recognised({ name, table: name, rows: `${columns.map(({ header }) => header).join(" | ")}\n${columns.map(() => "").join(" | ")}` }).map((text) => text.split(",")[0]));
  expect(roles).toEqual(["Customers: customers of the ledger", "Items: items of the ledger", "Invoices: invoices of the ledger", "InvoiceLines: lines of the ledger", "Payments: payments of the ledger"]);
  expect(recognised({ name: "S", table: "Journal_A", rows: "Invoice no | Customer | Total\nA | C | 1" })).toEqual([]);
  expect(recognised({ name: "S", table: "Invoices", rows: "Invoice no | Customer | Total\nA | C | 1" })).toEqual(["Invoices: invoices, number=Invoice no, customer=Customer, total=Total, ."]);
});

test("a finding's place: address, table, row and header", () => {
  const [table] = lintTables(sheetOf({ name: "Old tracker", table: "T", top: 3, left: 2, rows: "Invoice no | Customer | Total\nA | C | 1\nB | C | 1" }));
  expect(table?.at(1, 2)).toEqual({ address: "'Old tracker'!E6", table: "T", row: 2, column: "Total" });
  const [plain] = lintTables(sheetOf({ name: "S", rows: "Invoice no | Customer | Total\nA | C | 1" }));
  expect(plain?.at(0, 0)).toEqual({ address: "S!A2", row: 1, column: "Invoice no" });
});
