import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { Workbook } from "../../../host/model/workbook";
import { FileProblem } from "../../../host/xlsx/fileProblem";
import { openWorkbook, type OpenOptions } from "../../../host/xlsx/open";
import { saveWorkbook } from "../../../host/xlsx/save";
import { excelLikeParts, packageOf } from "./excelLikePackage";

function problemOf(bytes: Uint8Array, options: OpenOptions = {}): FileProblem {
  try {
    openWorkbook(bytes, options);
  } catch (error) {
    if (error instanceof FileProblem) return error;
    throw error;
  }
  throw new Error("the file was opened");
}

function good(): Uint8Array {
  const workbook = new Workbook();
  workbook.addSheet("A").put(0, 0, { value: "x".repeat(5000), style: 0 });
  return saveWorkbook(workbook);
}

/** Rewrites 4 bytes of the directory entry (or local header) of the part with that name. */
function patched(bytes: Uint8Array, name: string, offset: number, value: number): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  const wanted = strToU8(name);
  for (let at = 0; at + 46 < copy.length; at++) {
    if (view.getUint32(at, true) === 0x02014b50 && wanted.every((byte, index) => copy[at + 46 + index] === byte)) view.setUint32(at + offset, value, true);
  }
  return copy;
}

function compound(stream: string): Uint8Array {
  const bytes = new Uint8Array(2048);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  for (let index = 0; index < stream.length; index++) bytes[1024 + index * 2] = stream.charCodeAt(index);
  return bytes;
}

const SHEET = "xl/worksheets/sheet1.xml";
const sheetWith = (data: string): Uint8Array =>
  packageOf(excelLikeParts({ [SHEET]: `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${data}</sheetData></worksheet>` }));
const without = (name: string): Uint8Array => packageOf(Object.fromEntries(Object.entries(excelLikeParts()).filter(([part]) => part !== name)));

const cases: [string, () => Uint8Array, string, RegExp][] = [
  ["empty", () => new Uint8Array(), "Truncated", /empty/],
  ["text", () => strToU8("Customer;Amount\nACME;1"), "NotAWorkbook", /not an Excel workbook.*imported/],
  ["another package", () => zipSync({ "word.txt": strToU8("x") }), "NotAWorkbook", /save it as \.xlsx/],
  ["password", () => compound("EncryptedPackage"), "PasswordProtected", /remove the password/],
  ["old .xls", () => compound("Workbook"), "OldFormat", /\.xls workbook.*\.xlsx/],
  ["cut short", () => good().slice(0, 700), "Truncated", /cut short/],
  ["cut at the end", () => good().slice(0, -4), "Truncated", /cut short/],
  ["wrong checksum", () => patched(good(), "xl/sharedStrings.xml", 16, 1), "Damaged", /sharedStrings.*checksum/],
  ["size that lies small", () => patched(good(), "xl/sharedStrings.xml", 24, 100), "TooLarge", /sharedStrings/],
  ["size that lies large", () => patched(good(), "xl/sharedStrings.xml", 24, 9999), "Damaged", /sharedStrings.*shorter/],
  ["size beyond every limit", () => patched(good(), "xl/sharedStrings.xml", 24, 0x7fffffff), "TooLarge", /sharedStrings/],
  ["bomb by ratio", () => zipSync({ "xl/bomb.xml": new Uint8Array(30_000_000) }), "TooLarge", /bomb/],
  ["climbing name", () => zipSync({ "../evil.xml": strToU8("x") }), "Unsafe", /\.\.\/evil\.xml/],
  ["climbing name with backslashes", () => zipSync({ "xl\\..\\..\\evil.xml": strToU8("x") }), "Unsafe", /points outside/],
  ["absolute name", () => zipSync({ "/etc/passwd": strToU8("x") }), "Unsafe", /points outside/],
  ["same name twice", () => zipSync({ "a.xml": strToU8("x"), "A.xml": strToU8("y") }), "Unsafe", /twice/],
  ["document type", () => packageOf(excelLikeParts({ [SHEET]: '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>' })), "Unsafe", /sheet1\.xml.*document type/],
  ["document type in an unread part", () => packageOf(excelLikeParts({ "customXml/item9.xml": "<!DOCTYPE x><x/>" })), "Unsafe", /item9/],
  ["undeclared entity", () => sheetWith('<row r="1"><c r="A1" t="str"><v>&lol;</v></c></row>'), "Damaged", /&lol;/],
  ["not well-formed", () => sheetWith('<row r="1"><c r="A1"><v>1</row>'), "Damaged", /sheet1\.xml/],
  ["text in a number cell", () => sheetWith('<row r="2"><c r="B2"><v>abc</v></c></row>'), "Damaged", /B2.*Invoices.*abc/],
  ["shared string that is not there", () => sheetWith('<row r="2"><c r="B2" t="s"><v>99</v></c></row>'), "Damaged", /B2/],
  ["address off the sheet", () => sheetWith('<row r="1"><c r="XFE1"><v>1</v></c></row>'), "Damaged", /XFE1/],
  ["row off the sheet", () => sheetWith('<row r="1048577"/>'), "Damaged", /1048577/],
  ["sheet missing", () => without(SHEET), "Damaged", /sheet "Invoices" is missing/],
  ["table missing", () => without("xl/tables/table1.xml"), "Damaged", /table of sheet "Invoices"/],
  ["workbook missing", () => without("xl/workbook.xml"), "Damaged", /workbook inside it is missing/],
  ["not text", () => zipSync({ ...Object.fromEntries(Object.entries(excelLikeParts()).map(([name, text]) => [name, strToU8(text)])), [SHEET]: new Uint8Array([60, 97, 62, 0xff, 0xfe, 0xc0]) }), "Damaged", /sheet1\.xml.*utf-8/],
  ["nested without end", () => packageOf(excelLikeParts({ "xl/styles.xml": "<a>".repeat(5000) })), "Damaged", /styles/],
];

describe("a file that cannot be opened is refused with a code, its part and a cure", () => {
  test.each(cases)("%s", (_name, bytes, code, message) => {
    const problem = problemOf(bytes());
    expect([problem.code, problem.message]).toEqual([code, expect.stringMatching(message)]);
    expect(problem.message).toMatch(/\.$/);
  });

  test("limits hold for the sum of parts and for their number", () => {
    expect(problemOf(good(), { limits: { totalBytes: 3000 } }).code).toBe("TooLarge");
    expect(problemOf(good(), { limits: { entries: 3 } }).code).toBe("TooLarge");
  });

  test("a file cut anywhere, or with any one byte changed, is opened whole or refused, never half", () => {
    const bytes = good();
    for (let at = 0; at < bytes.length; at += 7) {
      problemOf(bytes.slice(0, at));
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      try {
        expect(openWorkbook(changed).sheets[0]?.get(0, 0)?.value).toBe("x".repeat(5000));
      } catch (error) {
        expect(error).toBeInstanceOf(FileProblem);
      }
    }
  });
});

describe("bounds: opened or refused in seconds, within memory", () => {
  const CELL = '<c r="A1"><v>1</v></c>';
  const table = (columns: number, rows: number): string =>
    `<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="7" name="Lines" displayName="Lines" ref="A1:XFD${rows}"><autoFilter ref="A1:XFD${rows}">${Array.from({ length: columns }, (_, index) => `<filterColumn colId="${index}"><top10 val="3"/></filterColumn>`).join("")}</autoFilter>` +
    `<tableColumns count="16384">${Array.from({ length: 16_384 }, (_, index) => `<tableColumn id="${index + 1}" name="C${index}"/>`).join("")}</tableColumns></table>`;
  const sheet = (inner: string): Record<string, string> => excelLikeParts({ [SHEET]: `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${inner}</worksheet>` });
  const zipped = (inner: string): Uint8Array => packageOf(sheet(inner));
  const cases: [string, () => Uint8Array, FileProblem["code"] | "opened"][] = [
    ["100,000 merged ranges", () => zipped(`<sheetData/><mergeCells>${Array.from({ length: 100_000 }, (_, index) => `<mergeCell ref="A${index * 2 + 1}:B${index * 2 + 2}"/>`).join("")}</mergeCells>`), "opened"],
    ["elements 200,000 deep that nobody reads", () => zipped(`<sheetData/><extLst>${"<ext>".repeat(200_000)}${"</ext>".repeat(200_000)}</extLst>`), "opened"],
    ["elements 200,000 deep that are read", () => zipped(`<sheetData/><mergeCells>${"<a>".repeat(200_000)}${"</a>".repeat(200_000)}</mergeCells>`), "Damaged"],
    ["columns described 50,000 times over", () => zipped(`<cols>${'<col min="1" max="16384" width="9"/>'.repeat(50_000)}</cols><sheetData/>`), "Damaged"],
    ["a shared formula that unfolds to gigabytes", () => zipped(`<sheetData><row r="1"><c r="A1"><f t="shared" si="0" ref="A1:A30000">${"A1+".repeat(40_000)}1</f></c></row>${Array.from({ length: 30_000 }, (_, index) => `<row r="${index + 2}"><c r="A${index + 2}"><f t="shared" si="0"/></c></row>`).join("")}</sheetData>`), "TooLarge"],
    ["dynamic arrays that claim the whole sheet", () => zipped(`<sheetData>${Array.from({ length: 100 }, (_, index) => `<row r="${index + 1}"><c r="A${index + 1}" cm="1"><f t="array" ref="A${index + 1}:XFD1048576">B1</f></c></row>`).join("")}</sheetData>`), "opened"],
    ["dynamic arrays that fill the sheet ten times", () => zipped(`<sheetData>${Array.from({ length: 100 }, (_, index) => `<row r="${index + 1}"><c r="A${index + 1}" cm="1"><f t="array" ref="A${index + 1}:Z${index < 1 ? 9 : 150_000}">B1</f></c></row>`).join("")}</sheetData>`), "Damaged"],
    ["an array over the whole sheet", () => zipped('<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:XFD1048576">B1</f><v>1</v></c></row></sheetData>'), "opened"],
    ["a table over the whole sheet, filtered in a thousand columns", () => packageOf({ ...excelLikeParts(), "xl/tables/table1.xml": table(1000, 1_048_576) }), "opened"],
    ["a row and a column at the far ends", () => zipped(`<sheetData><row r="1">${CELL}<c r="XFD1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>`), "opened"],
    ["500,000 empty shared strings", () => packageOf(excelLikeParts({ "xl/sharedStrings.xml": `<sst xmlns="x">${"<si><t/></si>".repeat(500_000)}</sst>`, [SHEET]: '<worksheet xmlns="x"><sheetData/></worksheet>' })), "opened"],
    ["100,000 names", () => packageOf(excelLikeParts({ "xl/workbook.xml": excelLikeParts()["xl/workbook.xml"]?.replace("</definedNames>", `${Array.from({ length: 100_000 }, (_, index) => `<definedName name="N${index}">Invoices!$A$1</definedName>`).join("")}</definedNames>`) ?? "" })), "opened"],
  ];

  test.each(cases)("%s", (_name, make, outcome) => {
    const bytes = make();
    const before = process.memoryUsage().rss;
    const started = process.cpuUsage();
    let code: string = "opened";
    try {
      openWorkbook(bytes);
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      code = error.code;
    }
    expect(code).toBe(outcome);
    // Generous, and of this process alone: other tests run beside this one.
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(10);
    expect((process.memoryUsage().rss - before) / 1e6).toBeLessThan(1_500);
  });

  test("parts that point at each other in a circle are written once", () => {
    const circle = (target: string): string => `<Relationships xmlns="x"><Relationship Id="r1" Type="t/custom" Target="${target}"/></Relationships>`;
    const parts = { ...excelLikeParts(), "xl/a.xml": "<a/>", "xl/b.xml": "<b/>", "xl/_rels/a.xml.rels": circle("b.xml"), "xl/_rels/b.xml.rels": circle("a.xml"), "xl/worksheets/_rels/sheet2.xml.rels": circle("../a.xml") };
    const again = openWorkbook(saveWorkbook(openWorkbook(packageOf(parts))));
    expect(again.sheets.length).toBe(2);
  });

  test("a workbook inside a workbook is a part like any other", () => {
    const book = openWorkbook(zipSync({ ...Object.fromEntries(Object.entries(excelLikeParts()).map(([name, text]) => [name, strToU8(text)])), "xl/embeddings/book.xlsx": packageOf(excelLikeParts()) }));
    expect(openWorkbook(saveWorkbook(book)).sheets.length).toBe(2);
  });

  test.each([
    ["a list of styles that counts wrong", "xl/styles.xml", (text: string) => text.replace('cellXfs count="4"', 'cellXfs count="4000000000"')],
    ["a format that points at fonts that are not there", "xl/styles.xml", (text: string) => text.replace('fontId="1"', 'fontId="-5"').replace('fillId="2"', 'fillId="99999999"')],
    ["an indent and a size that are no numbers", "xl/styles.xml", (text: string) => text.replace('textRotation="45"', 'indent="x"').replace('<sz val="10"/>', '<sz val="A1"/>')],
    ["a list of texts that counts wrong", "xl/sharedStrings.xml", (text: string) => text.replace('count="6"', 'count="-1"').replace('uniqueCount="6"', 'uniqueCount="4294967296"')],
    ["no content types", "[Content_Types].xml", () => "<Types/>"],
    ["a table without a number", "xl/tables/table1.xml", (text: string) => text.replace(' id="7"', ' id="x"')],
    ["a part under a name that no file can have", "xl/_rels/workbook.xml.rels", (text: string) => text.replace('Target="styles.xml"', 'Target="&#0;"')],
  ])("%s does no harm", (_name, part, change) => {
    const opened = openWorkbook(packageOf(excelLikeParts({ [part]: change(excelLikeParts()[part] ?? "") })));
    expect(opened.findSheet("Invoices")?.get(1, 1)?.value).toBe(0.1);
    const saved = saveWorkbook(opened);
    expect(openWorkbook(saved).findSheet("Invoices")?.get(1, 1)?.value).toBe(0.1);
    expect(strFromU8(unzipSync(saved)["xl/tables/table1.xml"] ?? new Uint8Array())).toMatch(/ id="\d+"/);
    expect(strFromU8(unzipSync(saved)["xl/styles.xml"] ?? new Uint8Array())).not.toContain("NaN");
  });

  test.each([
    ["text in another encoding", { "xl/sharedStrings.xml": "<?xml version=\"1.0\" encoding=\"x-unknown\"?><sst/>" }, /encoding x-unknown/],
    ["relationships that cannot be read", { "xl/worksheets/_rels/sheet1.xml.rels": "<Relationships><a" }, /sheet1\.xml\.rels/],
    ["a list of entities in a part that comes late", { "xl/styles.xml": `<!--${"x".repeat(5000)}--><!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><styleSheet/>` }, /document type/],
  ])("%s is refused", (_name, replaced, message) => {
    const problem = problemOf(packageOf(excelLikeParts(replaced)));
    expect(problem.message).toMatch(message);
    expect(problem.message).toMatch(/\.$/);
  });
});
