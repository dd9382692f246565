import { readFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { createCalc } from "../../../host/calc/calc";
import type { CellComment } from "../../../host/model/comment";
import { NO_LOOK, type ConditionalFormat } from "../../../host/model/conditionalFormat";
import { Editor } from "../../../host/model/edit";
import { NOTHING_ALLOWED } from "../../../host/model/protection";
import { Workbook } from "../../../host/model/workbook";
import { openWorkbook } from "../../../host/xlsx/open";
import { saveWorkbook } from "../../../host/xlsx/save";
import { differences, packageFacts } from "../../golden/packageFacts";
import { excelLikeParts, packageOf } from "./excelLikePackage";

const golden = (name: string): Uint8Array => new Uint8Array(readFileSync(join(__dirname, "../../golden/xlsx", name)));
const partOf = (bytes: Uint8Array, name: string): string => strFromU8(unzipSync(bytes)[name] ?? new Uint8Array());
const changed = (before: Uint8Array, after: Uint8Array): string[] => differences(packageFacts(before), packageFacts(after)).map((line) => line.replace(/( =|: …|: <).*/, ""));

describe("conditional formats made through the API are in the saved file", () => {
  const area = { top: 1, left: 1, bottom: 8, right: 1 };
  const rule = (type: ConditionalFormat["type"], content: ConditionalFormat["rule"], more: Partial<ConditionalFormat> = {}): ConditionalFormat => ({ id: "1", type, areas: [area], stopIfTrue: false, rule: content, look: NO_LOOK, ...more });
  const red = { ...NO_LOOK, bold: true, fontColor: "#9C0006", fill: "#FFC7CE" };

  const written = (...formats: ConditionalFormat[]): string => {
    const workbook = new Workbook();
    const sheet = workbook.addSheet("S");
    sheet.conditionalFormats.push(...formats);
    const bytes = saveWorkbook(workbook);
    // What was written is kept from then on.
    expect(changed(bytes, saveWorkbook(openWorkbook(bytes)))).toEqual([]);
    return (partOf(bytes, "xl/worksheets/sheet1.xml").match(/<conditionalFormatting.*<\/conditionalFormatting>/)?.[0] ?? "").replace(/<\/?conditionalFormatting[^>]*>/g, "");
  };

  test.each<[string, ConditionalFormat, string]>([
    ["a formula", rule("Custom", { formula: '=$D2<"&"' }), '<cfRule type="expression" priority="1"><formula>$D2&lt;"&amp;"</formula></cfRule>'],
    ["values between", rule("CellValue", { rule: { operator: "Between", formula1: "=1", formula2: 2.5 } }), '<cfRule type="cellIs" priority="1" operator="between"><formula>1</formula><formula>2.5</formula></cfRule>'],
    ["a text as value", rule("CellValue", { rule: { operator: "EqualTo", formula1: 'say "no"' } }, { stopIfTrue: true }), '<cfRule type="cellIs" priority="1" stopIfTrue="1" operator="equal"><formula>"say ""no"""</formula></cfRule>'],
    ["texts that begin with", rule("ContainsText", { rule: { operator: "BeginsWith", text: "INV" } }), '<cfRule type="beginsWith" priority="1" operator="beginsWith" text="INV"><formula>LEFT(B2,LEN("INV"))="INV"</formula></cfRule>'],
    ["the lowest tenth", rule("TopBottom", { rule: { rank: 10, type: "BottomPercent" } }), '<cfRule type="top10" priority="1" rank="10" percent="1" bottom="1"/>'],
    ["blanks", rule("PresetCriteria", { rule: { criterion: "Blanks" } }), '<cfRule type="containsBlanks" priority="1"><formula>LEN(TRIM(B2))=0</formula></cfRule>'],
    ["below average", rule("PresetCriteria", { rule: { criterion: "BelowAverage" } }), '<cfRule type="aboveAverage" priority="1" aboveAverage="0"/>'],
    ["last week", rule("PresetCriteria", { rule: { criterion: "Yesterday" } }), '<cfRule type="timePeriod" priority="1" timePeriod="yesterday"><formula>FLOOR(B2,1)=TODAY()-1</formula></cfRule>'],
    ["a scale of colours", rule("ColorScale", { criteria: { minimum: { type: "LowestValue", color: "#FF0000" }, midpoint: { type: "Percentile", formula: "50", color: "#FFFF00" }, maximum: { type: "Number", formula: "=$A$1", color: "#00FF00" } } }),
      '<cfRule type="colorScale" priority="1"><colorScale><cfvo type="min"/><cfvo type="percentile" val="50"/><cfvo type="num" val="$A$1"/><color rgb="FFFF0000"/><color rgb="FFFFFF00"/><color rgb="FF00FF00"/></colorScale></cfRule>'],
    ["bars alone", rule("DataBar", { showDataBarOnly: true, lowerBoundRule: { type: "Automatic" }, upperBoundRule: { type: "Percent", formula: "=90" } }), '<cfRule type="dataBar" priority="1"><dataBar showValue="0"><cfvo type="min"/><cfvo type="percent" val="90"/><color rgb="FF638EC6"/></dataBar></cfRule>'],
    ["icons", rule("IconSet", { style: "FourArrows", reverseIconOrder: true, criteria: [{}, {}, { type: "Number", operator: "GreaterThan", formula: "=5" }, {}] }),
      '<cfRule type="iconSet" priority="1"><iconSet iconSet="4Arrows" reverse="1"><cfvo type="percent" val="0"/><cfvo type="percent" val="25"/><cfvo type="num" val="5" gte="0"/><cfvo type="percent" val="75"/></iconSet></cfRule>'],
    ["a look", rule("Custom", { formula: "=B2>1" }, { look: red, areas: [area, { top: 0, left: 3, bottom: 0, right: 3 }] }), '<cfRule type="expression" dxfId="0" priority="1"><formula>B2&gt;1</formula></cfRule>'],
  ])("%s", (_name, format, xml) => expect(written(format)).toBe(xml));

  test("beside the rules of an opened file: before them, and with looks of their own", () => {
    const workbook = openWorkbook(packageOf(excelLikeParts()));
    workbook.findSheet("Invoices")?.conditionalFormats.push(rule("Custom", { formula: "=B2>1" }, { look: { ...red, numberFormat: "0.0", underline: "None", border: { ...NO_LOOK.border, top: { style: "thin", color: null } } } }));
    const bytes = saveWorkbook(workbook);
    const sheet = partOf(bytes, "xl/worksheets/sheet1.xml");
    expect([...sheet.matchAll(/<cfRule type="(\w+)" dxfId="(\d)" priority="(\d)"/g)].map((match) => match.slice(1))).toEqual([["expression", "1", "1"], ["cellIs", "0", "2"]]);
    expect(/<dxfs count="2">(.*)<\/dxfs>/.exec(partOf(bytes, "xl/styles.xml"))?.[1]).toBe(
      '<dxf><font><color rgb="FF9C0006"/></font></dxf>' +
        '<dxf><font><b/><u val="none"/><color rgb="FF9C0006"/></font><numFmt numFmtId="165" formatCode="0.0"/><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill><border><top style="thin"><color auto="1"/></top></border></dxf>',
    );
  });
});

describe("protection", () => {
  test("what a protected sheet of another maker allows", () => {
    const sheet = openWorkbook(golden("xlsxwriter-features.xlsx")).findSheet("Invoices");
    expect(sheet?.protection?.options).toEqual({ ...NOTHING_ALLOWED, allowSort: true, allowAutoFilter: true });
    expect(openWorkbook(golden("openpyxl-features.xlsx")).protection).toEqual({ passwordHash: null });
  });

  test("changed options change their attributes alone", () => {
    const workbook = openWorkbook(packageOf(excelLikeParts()));
    const sheet = workbook.findSheet("Invoices");
    if (sheet === undefined) throw new Error("no sheet");
    sheet.protection = { passwordHash: "abc=", options: { ...NOTHING_ALLOWED, allowSort: true, selectionMode: "Unlocked" } };
    expect(partOf(saveWorkbook(workbook), "xl/worksheets/sheet1.xml")).toContain('<sheetProtection sheet="1" objects="1" algorithmName="SHA-512" hashValue="abc=" saltValue="def=" spinCount="100000" scenarios="1" sort="0" selectLockedCells="1"/>');
  });

  test("of the list of sheets: taken away and put on", () => {
    const workbook = openWorkbook(golden("openpyxl-features.xlsx"));
    workbook.protection = null;
    const open = openWorkbook(saveWorkbook(workbook));
    expect(open.protection).toBeNull();
    open.protection = { passwordHash: "83AF" };
    const bytes = saveWorkbook(open);
    expect(partOf(bytes, "xl/workbook.xml")).toMatch(/<workbookProtection [^>]*lockStructure="1"[^>]*workbookPassword="83AF"[^>]*\/>/);
    expect(openWorkbook(bytes).protection).toEqual({ passwordHash: "83AF" });
  });
});

describe("document properties", () => {
  test("of other makers", () => {
    expect(openWorkbook(golden("xlsxwriter-features.xlsx")).properties).toMatchObject({ title: "Ledger – Übersicht", author: "Open Item", creationDate: expect.stringMatching(/^2026-01-01T/), custom: new Map([["Checked", true]]) });
    expect(openWorkbook(golden("exceljs-features.xlsx")).properties.author).toBe("Open Item");
  });

  test("what is changed is written, the rest stays as it was", () => {
    const before = golden("xlsxwriter-features.xlsx");
    const workbook = openWorkbook(before);
    workbook.properties.subject = "Rates & sums";
    workbook.properties.company = "Ängström";
    workbook.properties.custom = new Map<string, string | number | boolean>([...workbook.properties.custom, ["Rate", 0.07], ["Count", 3]]);
    const bytes = saveWorkbook(workbook);
    expect(changed(before, bytes).map((line) => line.replace(/: .*docProps/, ": docProps")).filter((line) => !/docProps/.test(line))).toEqual([]);
    const again = openWorkbook(bytes);
    expect(again.properties).toEqual(workbook.properties);
    expect(partOf(bytes, "docProps/custom.xml").match(/pid="\d"/g)).toEqual(['pid="2"', 'pid="3"', 'pid="4"']);
    again.properties.custom = new Map();
    expect(openWorkbook(saveWorkbook(again)).properties.custom.size).toBe(0);
  });
});

describe("comments made through the API are in the saved file", () => {
  const comment = (workbook: Workbook, sheet: number, row: number, column: number, content: string): CellComment => ({
    id: `{00000000-0004-0000-0000-0000000000${row}${column}}`, sheet: workbook.sheets[sheet] ?? workbook.addSheet("S"), row, column, content, author: "Zoë & co", created: "2026-01-31T10:00:00.000Z", resolved: false, replies: [],
  });

  test("in a new book: the thread, its person, and the note with its shape", () => {
    const workbook = new Workbook();
    workbook.addSheet("S");
    const answer = { id: "{00000000-0004-0000-0000-000000000099}", content: "Yes", author: "B", created: "2026-02-01T10:00:00Z" };
    workbook.comments.push({ ...comment(workbook, 0, 11, 12, "Is <this> right?"), resolved: true, replies: [answer] }, comment(workbook, 0, 20, 10, "Second"));
    const bytes = saveWorkbook(workbook);
    expect([...partOf(bytes, "xl/threadedComments/threadedComment1.xml").matchAll(/<threadedComment ref="(\w+)" dT="([^"]*)" personId="([^"]*)" id="([^"]*)"([^>]*)><text>([^<]*)/g)].map((match) => match.slice(1))).toEqual([
      ["M12", "2026-01-31T10:00:00.000", "{00000000-0005-0000-0000-000000000001}", "{00000000-0004-0000-0000-00000000001112}", ' done="1"', "Is &lt;this&gt; right?"],
      ["M12", "2026-02-01T10:00:00", "{00000000-0005-0000-0000-000000000002}", "{00000000-0004-0000-0000-000000000099}", ' parentId="{00000000-0004-0000-0000-00000000001112}"', "Yes"],
      ["K21", "2026-01-31T10:00:00.000", "{00000000-0005-0000-0000-000000000001}", "{00000000-0004-0000-0000-00000000002010}", "", "Second"],
    ]);
    expect(partOf(bytes, "xl/persons/person1.xml").match(/displayName="[^"]*"/g)).toEqual(['displayName="Zoë &amp; co"', 'displayName="B"']);
    expect(partOf(bytes, "xl/comments1.xml")).toContain("<author>tc={00000000-0004-0000-0000-00000000001112}</author>");
    expect(partOf(bytes, "xl/comments1.xml")).toContain("Comment:\nIs &lt;this&gt; right?\nReply:\nYes</t>");
    expect([...partOf(bytes, "xl/drawings/vmlDrawing1.vml").matchAll(/id="_x0000_s(\d+)"[\s\S]*?<x:Row>(\d+)<\/x:Row><x:Column>(\d+)/g)].map((match) => match.slice(1))).toEqual([["1025", "11", "12"], ["1026", "20", "10"]]);
    expect(partOf(bytes, "xl/worksheets/sheet1.xml")).toMatch(/<legacyDrawing r:id="rId\d"\/>/);
    for (const type of ["vnd.ms-excel.threadedcomments+xml", "vnd.ms-excel.person+xml", "vmlDrawing", "spreadsheetml.comments+xml"]) expect(partOf(bytes, "[Content_Types].xml")).toContain(type);
    expect(changed(bytes, saveWorkbook(openWorkbook(bytes)))).toEqual([]);
  });

  test("beside the notes of another maker's file, which have followed their cells", () => {
    const workbook = openWorkbook(golden("libreoffice-features.xlsx"));
    const sheet = workbook.sheets[0];
    if (sheet === undefined) throw new Error("no sheet");
    sheet.protection = null;
    new Editor(workbook, createCalc(workbook)).insertRows(sheet, 1, 2);
    // At D7 stands the file's own.
    workbook.comments.push(comment(workbook, 0, 12, 11, "New"), comment(workbook, 0, 6, 3, "not two at one cell"));
    const bytes = saveWorkbook(workbook);
    const notes = Object.keys(unzipSync(bytes)).filter((name) => /comments\d+\.xml$/i.test(name));
    expect(notes).toEqual(["xl/comments1.xml"]);
    expect(partOf(bytes, "xl/comments1.xml").match(/ref="\w+"/g)).toEqual(['ref="D7"', 'ref="D9"', 'ref="L13"']);
    const drawing = partOf(bytes, "xl/drawings/vmlDrawing1.vml");
    expect([...drawing.matchAll(/<x:Row>(\d+)<\/x:Row>/g)].map((match) => match[1])).toEqual(["6", "8", "12"]);
    // LibreOffice gives all its shapes the same id.
    expect(drawing.match(/<v:shape id="[^"]*"/g)).toEqual(['<v:shape id="shape_0"', '<v:shape id="shape_0"', '<v:shape id="_x0000_s1025"']);
    expect(changed(bytes, saveWorkbook(openWorkbook(bytes)))).toEqual([]);
  });
});
