import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { ErrorValue, type Scalar } from "../../../host/model/cell";
import { DEFAULT_STYLE } from "../../../host/model/style";
import { Workbook } from "../../../host/model/workbook";
import { openWorkbook } from "../../../host/xlsx/open";
import { saveWorkbook } from "../../../host/xlsx/save";

function bookOf(values: readonly Scalar[]): Workbook {
  const workbook = new Workbook();
  const sheet = workbook.addSheet("Sheet1");
  values.forEach((value, row) => sheet.put(row, 0, { value, style: 0 }));
  return workbook;
}

function column(workbook: Workbook): (Scalar | undefined)[] {
  return (workbook.sheets[0]?.rows ?? []).map((cells) => cells[0]?.value);
}

describe("values come back exactly", () => {
  test.each<[string, Scalar]>([
    ["a text that looks like a formula", '=HYPERLINK("http://x","y")'],
    ["leading zeros", "00417"],
    ["spaces and line ends", "  a\r\nb\tc\n "],
    ["what looks like an escape", "_x0041_ and _x000D_"],
    ["control characters and half a pair", "\u0000\u0001\u001f\ud800 x \udc00\uffff"],
    ["XML characters", `<a b="c">&amp;'</a>]]>`],
    ["beyond the first plane", "😀 Straße"],
    ["a number that binary cannot hold", 0.1],
    ["a large one", 123456789012345680000],
    ["a small one", 5e-324],
    ["the largest", 1.7976931348623157e308],
    ["a sum", 0.1 + 0.2],
    ["false", false],
    ["empty text", ""],
  ])("%s", (_name, value) => expect(column(openWorkbook(saveWorkbook(bookOf([value]))))).toEqual([value]));

  test("any text and any number", () => {
    const scalar = fc.oneof(fc.string({ unit: "binary" }), fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)), fc.boolean());
    fc.assert(fc.property(fc.array(scalar, { maxLength: 8 }), (values) => expect(column(openWorkbook(saveWorkbook(bookOf(values))))).toEqual(values)), { numRuns: 150 });
  });

  test("errors that files do not know become those that they do", () => {
    const saved = openWorkbook(saveWorkbook(bookOf([new ErrorValue("#BUSY!", "waits"), new ErrorValue("#SPILL!"), new ErrorValue("#CALC!"), new ErrorValue("#N/A")])));
    expect(column(saved)).toEqual(["#GETTING_DATA", "#VALUE!", "#VALUE!", "#N/A"].map((code) => expect.objectContaining({ code })));
  });
});

test("text is always a shared string, never a formula", () => {
  const parts = unzipSync(saveWorkbook(bookOf(["=1+1", "@SUM(A1)", "+1", "-1"])));
  const sheet = strFromU8(parts["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
  expect(sheet.match(/t="s"/g)).toHaveLength(4);
  expect(sheet).not.toContain("<f");
});

test("a spilled custom function: the anchor's formula once, its values in every cell", () => {
  const workbook = new Workbook();
  const sheet = workbook.addSheet("Sheet1");
  sheet.put(0, 0, { value: "Customer", style: 0, formula: "BILLING.AGING(LET(x,Rate,x+FILTER(x,@x)),A9#)", spill: { rows: 2, columns: 2 } });
  sheet.put(0, 1, { value: "Total", style: 0, spillOf: { row: 0, column: 0 } });
  sheet.put(1, 0, { value: "ACME", style: 0, spillOf: { row: 0, column: 0 } });
  sheet.put(1, 1, { value: 300.1, style: 0, spillOf: { row: 0, column: 0 } });
  const bytes = saveWorkbook(workbook);
  const parts = unzipSync(bytes);
  const xml = strFromU8(parts["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
  expect(xml).toContain('cm="1" t="str"><f t="array" ref="A1:B2">_xldudf_BILLING_AGING(_xlfn.LET(_xlpm.x,Rate,_xlpm.x+_xlfn._xlws.FILTER(_xlpm.x,_xlfn.SINGLE(_xlpm.x))),_xlfn.ANCHORARRAY(A9))</f><v>Customer</v>');
  expect(xml.match(/<f/g)).toHaveLength(1);
  expect(strFromU8(parts["xl/metadata.xml"] ?? new Uint8Array())).toContain("XLDAPR");
  const again = openWorkbook(bytes).sheets[0];
  expect(again?.get(0, 0)).toMatchObject({ formula: "BILLING.AGING(LET(x,Rate,x+FILTER(x,@x)),A9#)", spill: { rows: 2, columns: 2 }, value: "Customer" });
  expect(again?.get(1, 1)).toMatchObject({ value: 300.1, spillOf: { row: 0, column: 0 } });
});

test("sheet settings, names, styles, add-in settings and custom XML of a new book", () => {
  const workbook = new Workbook();
  workbook.dateSystem = 1904;
  workbook.calculationMode = "manual";
  const first = workbook.addSheet("A & B's");
  const second = workbook.addSheet("Second");
  workbook.activeSheet = second;
  first.visibility = "veryHidden";
  Object.assign(second, { frozen: { rows: 2, columns: 1 }, tabColor: "#00FF00", showGridlines: false, protection: { passwordHash: null }, merges: [{ top: 0, left: 0, bottom: 1, right: 1 }] });
  Object.assign(second.pageLayout, { fitToWidth: 1, fitToHeight: 0, orientation: "landscape", printArea: "A1:C9,E1:E2", printTitleRows: "$1:$1", centerHorizontally: true, header: "&LA && B", footer: "&P" });
  second.columnWidths.set(2, 30.5);
  second.rowHeights.set(4, 33);
  second.hiddenRows.add(6);
  second.hiddenColumns.add(5);
  second.customProperties.set("owner", "Zoë");
  second.validations.push({ area: { top: 0, left: 0, bottom: 1_048_575, right: 0 }, rule: { type: "list", formula1: "Codes" }, prompt: { title: "T", message: "M" }, errorAlert: { title: "E", message: "X", style: "warning" } });
  second.put(0, 0, { value: 1, style: workbook.styles.intern({ ...DEFAULT_STYLE, numberFormat: "@", font: { ...DEFAULT_STYLE.font, bold: true, color: "#112233" }, fill: "#FFEEDD", border: { ...DEFAULT_STYLE.border, top: { style: "double", color: null } }, wrapText: true, indent: 2, horizontal: "right", hidden: true, locked: false }) });
  workbook.names.push({ name: "Codes", refersTo: "'A & B''s'!$A$1:$A$3", sheet: null, visible: false, comment: "c" });
  workbook.settings.set("seat", { id: 7 });
  workbook.customXmlParts.set("{AAAAAAAA-0000-0000-0000-000000000000}", "<a xmlns='urn:a'/>");
  const again = openWorkbook(saveWorkbook(workbook));
  expect(again).toMatchObject({ dateSystem: 1904, calculationMode: "manual", precisionAsDisplayed: false });
  expect(again.activeSheet?.name).toBe("Second");
  expect(again.sheets.map((sheet) => [sheet.name, sheet.visibility])).toEqual([["A & B's", "veryHidden"], ["Second", "visible"]]);
  expect(again.names).toEqual(workbook.names);
  expect([...again.settings]).toEqual([["seat", { id: 7 }]]);
  expect([...again.customXmlParts]).toEqual([...workbook.customXmlParts]);
  const sheet = again.sheets[1];
  for (const key of ["frozen", "tabColor", "showGridlines", "protection", "merges", "pageLayout", "columnWidths", "rowHeights", "hiddenRows", "hiddenColumns", "validations", "customProperties"] as const) {
    expect([key, sheet?.[key]]).toEqual([key, second[key]]);
  }
  const { xf, ...style } = again.styles.get(sheet?.get(0, 0)?.style ?? 0);
  expect(xf).toBe(1);
  expect(style).toEqual(workbook.styles.get(1));
});

test("the same workbook gives the same bytes, and saving does not change it", () => {
  const workbook = bookOf(["a", 1]);
  const bytes = saveWorkbook(workbook);
  expect(saveWorkbook(workbook)).toEqual(bytes);
  const opened = openWorkbook(bytes);
  expect(saveWorkbook(openWorkbook(saveWorkbook(opened)))).toEqual(saveWorkbook(opened));
});
