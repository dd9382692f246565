import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWorkbook } from "../../host/xlsx/open";
import { HostBook, seededBook } from "../support/hostBook";

jest.setTimeout(240_000);

const SOFFICE = ["/usr/bin/soffice", "/usr/bin/libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"].find((path) => existsSync(path));

/** Native formulas over the ledger's tables, as a person without the add-in would write them. */
const FORMULAS = [
  '=SUMIFS(Invoices[Balance],Invoices[Customer],"ACME",Invoices[Currency],"EUR")',
  '=SUMIFS(Invoices[Balance],Invoices[Currency],"EUR")-SUMIFS(Payments[Unapplied],Payments[Currency],"EUR")',
  '=SUMIFS(Invoices[Total],Invoices[Customer],"00417")',
  "=SUM(Applications[Amount])",
  "=SUM(InvoiceLines[Net])-SUM(Invoices[Net])",
  '=COUNTIFS(Invoices[Status],"Open")',
  '=SUMIFS(DueDates[Amount],DueDates[Due],"<="&DATE(2026,2,28))',
  "=MAX(Invoices[Due])",
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "open-item-office-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A profile that recalculates every file on opening, instead of believing what is stored ("Always recalculate"). */
function profile(): string {
  const setting = (name: string): string => `<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="${name}" oor:op="fuse"><value>0</value></prop></item>`;
  const directory = join(folder, "profile", "user");
  execFileSync("mkdir", ["-p", directory]);
  writeFileSync(join(directory, "registrymodifications.xcu"), `<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">${setting("OOXMLRecalcMode")}${setting("ODFRecalcMode")}</oor:items>`);
  return `-env:UserInstallation=file://${join(folder, "profile")}`;
}

(SOFFICE === undefined ? test.skip : test)("a saved book's native sums are the same after LibreOffice has recalculated them", async () => {
  const book = HostBook.fromBytes(await seededBook());
  let stored: unknown[];
  try {
    const rows = [["ACME", "1200.10"], ["00417", "300.05"], ["ACME", "0.07"], ["ACME-UK", "88.88"]].map(([customer, unitPrice], index) => ({ customer, unitPrice, reference: `PO-${index}`, description: "Work", quantity: "3" }));
    await book.post("createInvoices", { invoiceDate: "2026-01-31", rows });
    await book.post("postPayment", { customer: "ACME", date: "2026-02-03", amount: "1000.00", apply: [{ invoice: "INV-2026-0001", amount: "900.00", deduction: "50.00" }] });
    const sheet = book.editor.addSheet("Sums");
    FORMULAS.forEach((formula, row) => book.editor.typeCell(sheet, row, 0, formula));
    stored = FORMULAS.map((_, row) => sheet.get(row, 0)?.value);
    for (const value of stored) expect(typeof value).toBe("number");
    const path = join(folder, "sums.xlsx");
    // What is stored is spoilt, so that a figure that comes back right was calculated and not read.
    FORMULAS.forEach((formula, row) => sheet.put(row, 0, { value: -1, formula: formula.slice(1), style: 0 }));
    writeFileSync(path, book.save());
  } finally {
    book.close();
  }
  const out = join(folder, "out");
  execFileSync(SOFFICE ?? "", ["--headless", profile(), "--convert-to", "xlsx", "--outdir", out, join(folder, "sums.xlsx")], { stdio: "ignore", timeout: 180_000 });
  const recalculated = openWorkbook(readFileSync(join(out, "sums.xlsx")), { fileName: "sums.xlsx" });
  const sums = recalculated.findSheet("Sums");
  expect(FORMULAS.map((formula, row) => [formula, sums?.get(row, 0)?.value])).toEqual(FORMULAS.map((formula, row) => [formula, expect.closeTo(Number(stored[row]), 9) as unknown]));
  // By hand: 4,320.36 less 950.00, a deduction of 50.00 and 0.25; with 900.15 of 00417, less 100.00 on account.
  expect(stored.slice(0, 3)).toEqual([3420.61, 4220.76, 900.15].map((sum) => expect.closeTo(sum, 9) as unknown));
  const customers = recalculated.findSheet("Customers");
  expect(customers?.get(2, 0)?.value).toBe("00417");
});
