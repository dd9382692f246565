import { strToU8, zipSync } from "fflate";
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
