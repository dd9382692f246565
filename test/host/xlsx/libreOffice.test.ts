import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { DEFAULT_STYLE } from "../../../host/model/style";
import { Workbook } from "../../../host/model/workbook";
import { openWorkbook } from "../../../host/xlsx/open";
import { saveWorkbook } from "../../../host/xlsx/save";

const GOLDEN = join(__dirname, "../../golden/xlsx");

describe("a file that LibreOffice made", () => {
  const opened = openWorkbook(new Uint8Array(readFileSync(join(GOLDEN, "libreoffice-tracker.xlsx"))));

  test.each([["as opened", opened], ["as saved again", openWorkbook(saveWorkbook(opened))]])("%s", (_name, book) => {
    const sheet = book.findSheet("Old tracker");
    const row = (index: number): unknown[] => [0, 1, 2, 3].map((column) => sheet?.get(index, column)?.value);
    expect(row(0)).toEqual(["Customer", "Invoice date", "Amount", "Twice"]);
    expect(row(1)).toEqual(["00417", 46053, 1234.5, 2469]);
    expect(row(2)).toEqual(["Möller & Söhne", 46056, 0.1, 0.2]);
    expect(row(3)).toEqual(['=HYPERLINK("http://x","y")', true, expect.objectContaining({ code: "#DIV/0!" }), "00417 <open>"]);
    expect(sheet?.get(4, 2)).toMatchObject({ value: 1234.6, formula: "SUM(C2:C3)" });
    expect(book.styles.get(sheet?.get(1, 1)?.style ?? 0).numberFormat).toMatch(/yyyy\\?-mm\\?-dd/i);
    expect(book.styles.get(sheet?.get(0, 0)?.style ?? 0)).toMatchObject({ fill: "#FFCC00", font: { bold: true, color: "#004488" }, border: { top: { style: "hair" } } });
    expect(book.names).toMatchObject([{ name: "Amounts", refersTo: "'Old tracker'!$C$2:$C$3" }]);
  });
});

const soffice = spawnSync("soffice", ["--version"], { encoding: "utf8" });
const installed = soffice.status === 0;
if (!installed) console.warn("LibreOffice (soffice) is not installed: the tests that open saved files in it are skipped.");

(installed ? describe : describe.skip)("saved files open in LibreOffice", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "open-item-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The first sheet as LibreOffice reads it, formulas as shown. */
  function csvOf(bytes: Uint8Array): string {
    writeFileSync(join(folder, "book.xlsx"), bytes);
    execFileSync("soffice", ["--headless", `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`, "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", folder, join(folder, "book.xlsx")], { stdio: "ignore" });
    const name = readdirSync(folder).find((entry) => entry.endsWith(".csv"));
    return readFileSync(join(folder, name ?? "book.csv"), "utf8").trim();
  }

  /** A table with a date, text, calculated and totals formulas, and a custom function; `factor` spoils the saved results. */
  function book(factor: number): Workbook {
    const workbook = new Workbook();
    const sheet = workbook.addSheet("Lines");
    const money = workbook.styles.intern({ ...DEFAULT_STYLE, numberFormat: "#,##0.00" });
    const date = workbook.styles.intern({ ...DEFAULT_STYLE, numberFormat: "yyyy-mm-dd" });
    const rows: [string, number, number][] = [["00417", 46053, 1234.5], ['=HYPERLINK("http://x","y")', 46056, 0.1]];
    ["Customer", "Date", "Amount", "Twice"].forEach((title, column) => sheet.put(0, column, { value: title, style: 0 }));
    rows.forEach(([customer, day, amount], index) => {
      sheet.put(index + 1, 0, { value: customer, style: 0 });
      sheet.put(index + 1, 1, { value: day, style: date });
      sheet.put(index + 1, 2, { value: amount, style: money });
      sheet.put(index + 1, 3, { value: amount * 2 * factor, style: money, formula: "Lines[[#This Row],[Amount]]*2" });
    });
    sheet.put(3, 2, { value: 1234.6 * factor, style: money, formula: "SUBTOTAL(109,Lines[Amount])" });
    sheet.put(4, 0, { value: 987.65, style: money, formula: "BILLING.BALANCE(Lines[Customer])" });
    sheet.put(4, 2, { value: 1234.5 * factor, style: money, formula: "MAXIFS(Lines[Amount],Lines[Customer],\"00417\")" });
    sheet.tables.push({
      id: workbook.newTableId(), name: "Lines", sheet, area: { top: 0, left: 0, bottom: 3, right: 3 }, showTotals: true, showFilterButton: true, showBandedRows: true, style: "TableStyleLight9", filters: new Map(), preserved: null,
      columns: ["Customer", "Date", "Amount", "Twice"].map((name, index) => ({ id: index + 1, name, calculatedFormula: name === "Twice" ? "Lines[[#This Row],[Amount]]*2" : null, totalsLabel: null, totalsFunction: name === "Amount" ? "sum" : null, totalsFormula: null })),
    });
    return workbook;
  }

  const expected = (balance: string): string[] => [
    '"Customer","Date","Amount","Twice"',
    '"00417",2026-01-31,"1,234.50","2,469.00"',
    '"=HYPERLINK(""http://x"",""y"")",2026-02-03,0.10,0.20',
    ',,"1,234.60",',
    `${balance},,"1,234.50",`,
  ];

  test("values and formats, and a custom function's saved figure", () => {
    expect(csvOf(saveWorkbook(book(1))).split("\n")).toEqual(expected("987.65"));
  }, 120_000);

  test("formulas give the same results when LibreOffice works them out itself", () => {
    // Without saved results it has to; it does not know the custom function.
    const parts = unzipSync(saveWorkbook(book(3)));
    const name = "xl/worksheets/sheet1.xml";
    parts[name] = strToU8(strFromU8(parts[name] ?? new Uint8Array()).replace(/<\/f><v>[^<]*<\/v>/g, "</f>"));
    expect(csvOf(zipSync(parts)).split("\n")).toEqual(expected('"#NAME?"'));
  }, 120_000);
});
