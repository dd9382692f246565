import { strFromU8, unzipSync } from "fflate";
import { ErrorValue } from "../../../host/model/cell";
import { openWorkbook } from "../../../host/xlsx/open";
import { saveWorkbook } from "../../../host/xlsx/save";
import type { Workbook } from "../../../host/model/workbook";
import { excelLikeParts, packageOf } from "./excelLikePackage";

function open(replaced: Readonly<Record<string, string>> = {}): Workbook {
  return openWorkbook(packageOf(excelLikeParts(replaced)));
}

function partsOf(bytes: Uint8Array): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
}

function sheetOf(workbook: Workbook, name = "Invoices") {
  const sheet = workbook.findSheet(name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  return sheet;
}

function at(workbook: Workbook, row: number, column: number, name?: string) {
  return sheetOf(workbook, name).get(row, column);
}

// Everything is looked at twice: as opened, and as opened again after saving.
const opened = open();
const books: [string, Workbook][] = [["as opened", opened], ["as saved and opened again", openWorkbook(saveWorkbook(opened))]];

describe.each(books)("a workbook like Excel's, %s", (_, book) => {
  test.each([
    ["shared string", 0, 0, "Qty"],
    ["header with a line break", 0, 2, "Line\ntotal"],
    ["decimal", 1, 1, 0.1],
    ["rich text, without phonetic hints", 4, 0, "bold & plain"],
    ["leading zeros", 4, 1, "00417"],
    ["escaped underscore, spaces kept", 4, 2, " _x0041_ \u00a0tail "],
    ["text result", 5, 0, "300.10"],
    ["boolean", 5, 1, true],
    ["inline string", 5, 3, "inline"],
    ["strict date", 5, 4, 46056],
  ])("%s", (_name, row, column, value) => expect(at(book, row, column)?.value).toBe(value));

  test("error", () => expect(at(book, 5, 2)?.value).toEqual(new ErrorValue("#N/A")));

  test.each([
    ["calculated column", 1, 2, "Lines[[#This Row],[Qty]]*Lines[[#This Row],[Unit price]]"],
    ["shared, first", 1, 3, "A2+$B$2+SUM(A$1:A2)+LOG10(100)"],
    ["shared, second", 2, 3, "A3+$B$2+SUM(A$1:A3)+LOG10(100)"],
    ["shared, third", 3, 3, "A4+$B$2+SUM(A$1:A4)+LOG10(100)"],
    ["newer functions", 3, 5, "FILTER(Lines[Qty],XLOOKUP(1,Lines[Qty],Lines[Qty])>0)"],
    ["custom function, text untouched", 5, 0, 'BILLING.AGING(Lines[Qty],"_xldudf_BILLING_X(")'],
  ])("formula: %s", (_name, row, column, formula) => expect(at(book, row, column)?.formula).toBe(formula));

  test("a dynamic array and a legacy one", () => {
    expect(at(book, 3, 5)?.spill).toEqual({ rows: 2, columns: 2 });
    expect([at(book, 3, 6), at(book, 4, 5), at(book, 4, 6)].map((cell) => cell?.spillOf)).toEqual([{ row: 3, column: 5 }, { row: 3, column: 5 }, { row: 3, column: 5 }]);
    expect(at(book, 5, 5)).toMatchObject({ arrayRange: "F6:F7" });
    expect(at(book, 5, 5)?.spill).toBeUndefined();
  });

  test("styles", () => {
    const style = book.styles.get(at(book, 1, 1)?.style ?? 0);
    expect(style).toMatchObject({ numberFormat: '#,##0.00\\ "€"', fill: null, horizontal: "centerAcrossSelection", locked: false });
    expect(style.font).toMatchObject({ name: "Aptos", size: 10, bold: true, color: "#C00000" });
    expect(style.border.bottom).toEqual({ style: "dashed", color: expect.stringMatching(/^#[0-9A-F]{6}$/) });
    expect(book.styles.get(0).font).toMatchObject({ name: "Aptos", size: 10 });
    expect(at(book, 4, 1)?.quotePrefix).toBe(true);
  });

  test("table", () => {
    const table = book.findTable("Lines");
    expect(table).toMatchObject({ area: { top: 0, left: 0, bottom: 2, right: 2 }, showTotals: false, showFilterButton: true, showBandedRows: true, style: "TableStyleLight9" });
    expect(table?.columns.map((column) => [column.id, column.name])).toEqual([[1, "Qty"], [4, "Unit price"], [9, "Line\ntotal"]]);
    expect(table?.columns[2]?.calculatedFormula).toBe("Lines[[#This Row],[Qty]]*Lines[[#This Row],[Unit price]]");
    expect(table?.filters.get(0)).toEqual({ values: ["2"], blanks: false });
    expect([...(table?.sheet.filteredRows ?? [])]).toEqual([2]);
  });

  test("book and sheet settings", () => {
    const sheet = sheetOf(book);
    expect(book.precisionAsDisplayed).toBe(true);
    expect(book.sheets.map((entry) => [entry.name, entry.visibility])).toEqual([["Invoices", "visible"], ["My 'sheet'", "hidden"]]);
    expect(book.names.map(({ name, refersTo, visible, comment, sheet: own }) => [name, refersTo, visible, comment, own?.name])).toEqual([
      ["Rate", "0.2", true, "of tax", undefined],
      ["Local", "'My ''sheet'''!$A$1", false, "", "My 'sheet'"],
    ]);
    expect(sheet.pageLayout).toMatchObject({ orientation: "landscape", paperSize: 9, printArea: "A1:F9", printTitleRows: "$1:$2", footer: "&CPage &P", margins: { left: 0.5, top: 1 } });
    expect(sheet).toMatchObject({ showGridlines: false, frozen: { rows: 1, columns: 0 }, tabColor: "#4472C4", protection: { passwordHash: "abc=" }, merges: [{ top: 7, left: 0, bottom: 7, right: 2 }] });
    expect([...sheet.columnWidths]).toEqual([[0, 12.5], [1, 12.5]]);
    expect([...sheet.hiddenColumns]).toEqual([3]);
    expect(sheet.rowHeights.get(0)).toBe(20);
    expect(sheet.validations.map((entry) => [entry.area.top, entry.rule["type"], entry.rule["formula1"], entry.prompt?.title, entry.errorAlert])).toEqual([
      [1, "list", '"S20,Z0"', "Tax", { title: "No", message: "Pick one", style: "stop" }],
      [8, "list", '"S20,Z0"', "Tax", { title: "No", message: "Pick one", style: "stop" }],
    ]);
    expect([...book.customXmlParts]).toEqual([["{11111111-2222-3333-4444-555555555555}", '<note xmlns="urn:x">kept</note>']]);
  });

  test("a sheet written with a namespace prefix and without addresses", () => {
    expect([at(book, 0, 0, "My 'sheet'")?.value, at(book, 0, 1, "My 'sheet'")?.formula]).toEqual(["00417", 'A1&"x"']);
  });
});

describe("what the model does not know", () => {
  const before = excelLikeParts();
  const after = partsOf(saveWorkbook(open()));
  const sheet = after["xl/worksheets/sheet1.xml"] ?? "";

  test.each(["customXml/item1.xml", "customXml/itemProps1.xml", "orphan/data.bin", "xl/printerSettings/printerSettings1.bin", "xl/metadata.xml"])("part %s is the same", (name) => {
    expect(after[name]?.replace(/^<\?xml.*\?>\n/, "")).toBe(before[name]);
  });

  test.each(["conditionalFormatting", "sheetProtection", "mergeCells", "dataValidations", "pageMargins", "pageSetup", "headerFooter", "cols", "extLst", "sheetPr"])("sheet element %s is the same", (name) => {
    const source = new RegExp(`<${name}[ >][\\s\\S]*?</${name}>|<${name}[^>]*/>`).exec(before["xl/worksheets/sheet1.xml"] ?? "")?.[0];
    expect(source).toBeDefined();
    expect(sheet).toContain(source);
  });

  test("elements stand in the schema's order", () => {
    const order = [...sheet.replace(/<sheetData>[\s\S]*<\/sheetData>/, "<sheetData/>").matchAll(/<(sheetPr|dimension|sheetViews|sheetFormatPr|cols|sheetData|sheetProtection|mergeCells|conditionalFormatting|dataValidations|pageMargins|pageSetup|headerFooter|tableParts|extLst)[ >/]/g)].map((match) => match[1]);
    expect(order).toEqual(["sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection", "mergeCells", "conditionalFormatting", "dataValidations", "pageMargins", "pageSetup", "headerFooter", "tableParts", "extLst"]);
  });

  test("rich text, row formats, gradient fills and differential formats stay", () => {
    expect(after["xl/sharedStrings.xml"]).toContain('<si><r><t xml:space="preserve">bold </t></r><r><rPr><b/></rPr><t>&amp; plain</t></r>');
    expect(sheet).toContain('<row r="2" s="2" customFormat="1">');
    expect(after["xl/styles.xml"]).toContain("<gradientFill");
    expect(after["xl/styles.xml"]).toContain("FF9C0006");
    expect(after["xl/tables/table1.xml"]).toContain('dataDxfId="0"');
    expect(after["xl/workbook.xml"]).toContain("<extLst><ext uri=\"{book}\"/></extLst>");
    expect(after["xl/workbook.xml"]).toContain("Invoices!$A:$B,Invoices!$1:$2");
  });

  test("the chain of calculation is dropped, and every part has a type and is pointed to by a part that exists", () => {
    expect(after["xl/calcChain.xml"]).toBeUndefined();
    for (const [name, text] of Object.entries(after).filter(([part]) => part.endsWith(".rels"))) {
      const owner = name.replace("_rels/", "").replace(/\.rels$/, "").split("/").slice(0, -1);
      for (const match of text.matchAll(/Target="([^"]+)"/g)) {
        const path = [...owner];
        for (const piece of (match[1] ?? "").split("/")) if (piece === "..") path.pop(); else path.push(piece);
        expect(Object.keys(after)).toContain(path.join("/"));
      }
    }
    for (const match of (after["[Content_Types].xml"] ?? "").matchAll(/PartName="\/([^"]+)"/g)) expect(Object.keys(after)).toContain(match[1]);
  });
});

describe("changes after opening", () => {
  test("a changed style keeps what is not shown of its record", () => {
    const book = open();
    const cell = at(book, 1, 1);
    if (cell) cell.style = book.styles.change(cell.style, { numberFormat: "0.000" });
    const styles = partsOf(saveWorkbook(book))["xl/styles.xml"] ?? "";
    expect(/<xf numFmtId="165" fontId="1" fillId="2" borderId="1" xfId="0"[^>]*><alignment horizontal="centerContinuous" textRotation="45"\/><protection locked="0"\/><\/xf>/.test(styles)).toBe(true);
  });

  test("a retyped rich text loses its runs, a deleted sheet its parts, a renamed sheet its stale title", () => {
    const book = open();
    const cell = at(book, 4, 0);
    if (cell) cell.value = "typed";
    book.names.length = 0;
    book.sheets.splice(1, 1);
    const parts = partsOf(saveWorkbook(book));
    expect(parts["xl/sharedStrings.xml"]).not.toContain("<r>");
    expect(parts["xl/worksheets/sheet2.xml"]).toBeUndefined();
    expect(openWorkbook(saveWorkbook(book)).sheets.map((sheet) => sheet.name)).toEqual(["Invoices"]);
  });

  test("a new table beside an old one: unique numbers and parts; the old id stays, header cells say the columns' names", () => {
    const book = openWorkbook(saveWorkbook(open()));
    const sheet = sheetOf(book);
    const oldId = book.findTable("Lines")?.id;
    sheet.tables.push({
      id: book.newTableId(), name: "More", sheet, area: { top: 10, left: 0, bottom: 11, right: 0 }, columns: [{ id: 1, name: "2026", calculatedFormula: "[@2026]+1", totalsLabel: null, totalsFunction: null, totalsFormula: null }],
      showTotals: false, showFilterButton: true, showBandedRows: true, style: "", filters: new Map(), preserved: null,
    });
    sheet.put(10, 0, { value: 2026, style: 0 });
    sheet.put(11, 0, { value: 1, style: 0, formula: "[@2026]+SUM([2026])" });
    const bytes = saveWorkbook(book);
    const parts = partsOf(bytes);
    const numbers = Object.entries(parts).filter(([name]) => name.startsWith("xl/tables/")).map(([, xml]) => / id="(\d+)"/.exec(xml)?.[1]);
    expect(new Set(numbers).size).toBe(2);
    const again = openWorkbook(bytes);
    expect(again.findTable("Lines")?.id).toBe(oldId);
    expect(again.findTable("More")?.id).not.toBe(oldId);
    expect(at(again, 10, 0)?.value).toBe("2026");
    expect(at(again, 11, 0)?.formula).toBe("More[[#This Row],[2026]]+SUM(More[2026])");
  });
});
