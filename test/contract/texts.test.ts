import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { HostBook, seededBook } from "../support/hostBook";

jest.setTimeout(240_000);

/** Names that a spreadsheet would make something else of, if it were let. */
const NAMES: readonly string[] = [
  '=HYPERLINK("http://x","y")', "=1+1", "+1", "-1", "@x", "@SUM(1)", "'quoted", "''twice", "\tTab", "1/2", "00417", "1E5", "TRUE", "false", "#N/A", "#REF!", "12:30", "5%",
  "2026-01-31", "$5", "1,000", "(5)", "=", "+", "==x", '="a"', "{=1}", "&A", "<b>&amp;</b>", "_x0041_", "ÄÖ 漢字 😀", "a  b", "Jan 5",
];
/** Line ends inside a text are kept as such. */
const LINES = "=one\n+two\r\n-three";

/** As the add-in keeps it: blanks around an id are not part of it. */
const kept = (name: string): string => name.trim();

let folder: string;
let book: HostBook;
let saved: Uint8Array;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "open-item-texts-"));
  book = HostBook.fromBytes(await seededBook());
  await book.post("putRows", { table: "Customers", rows: NAMES.filter((name) => name !== "00417").map((name) => ({ Customer: name, Name: name, Address: LINES, Notes: `  ${name}`, Terms: "NET30", Currency: "EUR", "Tax code": "Z0" })) });
  await book.post("putRows", { table: "Settings", rows: [{ Setting: "Company name", Value: '=HYPERLINK("http://x","y")' }] });
  await book.post("createInvoices", {
    invoiceDate: "2026-01-31",
    rows: NAMES.map((name) => ({ customer: name, description: name, reference: name, item: name, unit: name, rowId: name, quantity: 1, unitPrice: "10.00" })),
  });
  for (const [index, name] of NAMES.entries())
    await book.post("postPayment", { customer: name, date: "2026-02-01", amount: "4.00", method: name, reference: name, deposit: name, apply: [{ invoice: invoiceOf(index), amount: "3.00", deduction: "1.00", reason: name }] });
  await book.post("creditInvoice", { invoice: invoiceOf(0), amount: "2.00", reason: NAMES[0] });
  await book.post("reversePayment", { payment: "PAY-2026-0001", reason: NAMES[0] });
  saved = book.save();
});
afterAll(() => {
  book.close();
  rmSync(folder, { recursive: true, force: true });
});

function invoiceOf(index: number): string {
  return `INV-2026-${String(index + 1).padStart(4, "0")}`;
}

function expectTexts(own: HostBook): void {
  expect(own.rows("Customers").slice(5).map((row) => row["Customer"])).toEqual(NAMES.filter((name) => name !== "00417").map(kept));
  expect(own.rows("Customers").slice(5).map((row) => row["Address"])).toEqual(NAMES.slice(1).map(() => "=one\n+two\n-three"));
  const invoices = own.rows("Invoices").filter((row) => row["Kind"] === "invoice");
  for (const column of ["Customer", "Reference"]) expect(invoices.map((row) => row[column])).toEqual(NAMES.map(kept));
  const lines = own.rows("InvoiceLines").filter((row) => row["Quantity"] === "1" && row["Net"] === "10.00");
  for (const column of ["Customer", "Description", "Item", "Unit", "Row ID", "Reference"]) expect(lines.map((row) => row[column])).toEqual(NAMES.map(kept));
  const payments = own.rows("Payments").filter((row) => row["Kind"] === "payment");
  for (const column of ["Customer", "Method", "Reference", "Deposit"]) expect(payments.map((row) => row[column])).toEqual(NAMES.map(kept));
  expect(own.rows("Settings").find((row) => row["Setting"] === "Company name")?.["Value"]).toBe(NAMES[0]);
}

function formulas(own: HostBook): string[] {
  return [...own.cells()].filter(([, cell]) => cell.startsWith("=")).map(([place, cell]) => `${place} ${cell}`);
}

test("through put, createInvoices, postPayment, credit and reversal every name stays text, and no cell is a formula", async () => {
  expectTexts(book);
  expect(formulas(book)).toEqual([]);
  expect(await book.check()).toEqual([]);
});

test("the same after saving and reopening, and posting goes on", async () => {
  const again = HostBook.fromBytes(saved);
  try {
    expectTexts(again);
    expect(formulas(again)).toEqual([]);
    expect(await again.check()).toEqual([]);
    for (const [index, name] of NAMES.slice(0, 12).entries()) await again.post("postPayment", { customer: name, date: "2026-02-02", amount: "1.00", apply: [{ invoice: invoiceOf(index) }] });
    expect(await again.check()).toEqual([]);
    const figures = await again.evaluate(...NAMES.slice(0, 18).map((name) => `=BILLING.BALANCE("${name.replaceAll('"', '""')}",DATE(2026,2,28))`));
    // 10.00 less 3.00 paid (1.00 of it moved to a deduction), less 1.00; the first was credited 2.00 and its payment bounced.
    expect(figures.map(({ values, error }) => error?.message ?? values[0]?.[0])).toEqual(NAMES.slice(0, 18).map((_, index) => (index === 0 ? 7 : index < 12 ? 5 : 6)));
  } finally {
    again.close();
  }
});

test("the file holds no formula and no hyperlink, and number-like texts are marked as text", () => {
  const parts = unzipSync(saved);
  const sheets = Object.entries(parts).filter(([path]) => /worksheets\/sheet\d+\.xml$/.test(path));
  expect(sheets.length).toBeGreaterThan(10);
  for (const [path, part] of sheets) expect([path, /<f[ >/]|<hyperlink/.test(strFromU8(part))]).toEqual([path, false]);
});

const SOFFICE = ["/usr/bin/soffice", "/usr/bin/libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"].find((path) => existsSync(path));
(SOFFICE === undefined ? test.skip : test)("LibreOffice shows the texts", () => {
  const path = join(folder, "texts.xlsx");
  writeFileSync(path, saved);
  // Token 12 = -1: every sheet to a file of its own; 44,34,76: comma, quote, UTF-8.
  execFileSync(SOFFICE ?? "", ["--headless", `-env:UserInstallation=file://${folder}/profile`, "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", folder, path], { stdio: "ignore", timeout: 180_000 });
  const customers = readCsv(readFileSync(join(folder, "texts-Customers.csv"), "utf8"));
  expect(customers.slice(6).map((row) => row[0])).toEqual(NAMES.filter((name) => name !== "00417").map(kept));
  const invoices = readCsv(readFileSync(join(folder, "texts-Invoices.csv"), "utf8"));
  expect(invoices.slice(1).filter((row) => row[1] === "invoice").map((row) => row[2])).toEqual(NAMES.map(kept));
});

/** RFC 4180: quoted fields may hold separators, line ends and doubled quotes. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n\r]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end !== ",") rows.push([]);
    if (end === "") break;
  }
  return rows.filter((row) => row.some((cell) => cell !== ""));
}
