import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createCalc } from "../../host/calc/calc";
import { Editor } from "../../host/model/edit";
import { openWorkbook } from "../../host/xlsx/open";
import { saveWorkbook } from "../../host/xlsx/save";
import { differences, packageFacts } from "./packageFacts";

/** Workbooks of other makers: opened and saved they must say the same, cell by cell and part by part. */
const FOLDER = join(__dirname, "xlsx");
const GOLDENS = readdirSync(FOLDER).filter((name) => name.endsWith(".xlsx")).map((name): [string, Uint8Array] => [name, new Uint8Array(readFileSync(join(FOLDER, name)))]);

describe.each(GOLDENS)("%s", (_name, bytes) => {
  const saved = saveWorkbook(openWorkbook(bytes));

  test("says the same after opening and saving", () => {
    const facts = packageFacts(bytes);
    expect(facts.size).toBeGreaterThan(20);
    expect(differences(facts, packageFacts(saved))).toEqual([]);
  });

  test("saved again it is the same file, byte for byte", () => {
    expect(Buffer.compare(saveWorkbook(openWorkbook(saved)), saved)).toBe(0);
  });

  test("says the same after a row came and was taken back", () => {
    const workbook = openWorkbook(bytes);
    const editor = new Editor(workbook, createCalc(workbook));
    const sheet = workbook.sheets.find((candidate) => candidate.protection === null);
    if (sheet === undefined) return;
    editor.insertRows(sheet, 1, 3);
    editor.undo();
    const parts = (facts: ReadonlyMap<string, string>): [string, string][] => [...facts].filter(([fact]) => !fact.includes("!R"));
    expect(parts(packageFacts(saveWorkbook(workbook)))).toEqual(parts(packageFacts(saved)));
  });
});

test("the comparison sees what is lost", () => {
  const [, bytes] = GOLDENS.find(([name]) => name === "xlsxwriter-features.xlsx") ?? [];
  if (bytes === undefined) throw new Error("the golden is missing");
  const workbook = openWorkbook(bytes);
  const sheet = workbook.findSheet("Invoices");
  const cell = sheet?.get(4, 3);
  if (sheet === undefined || cell === undefined) throw new Error("the cell is missing");
  sheet.put(4, 3, { ...cell, value: 100.11 });
  sheet.put(5, 3, { value: 0.3, style: 0 });
  sheet.validations.pop();
  workbook.names.pop();
  expect(differences(packageFacts(bytes), packageFacts(saveWorkbook(workbook))).map((line) => line.split(":").slice(0, 2).join(":").replace(/ =.*/, "")).sort()).toEqual([
    "changed: Invoices dataValidations 0", "changed: Invoices!R5C4 value", "lost: Invoices!R6C4 format", "lost: name Rate of the book",
  ]);
});

const installed = spawnSync("soffice", ["--version"]).status === 0;
if (!installed) console.warn("LibreOffice (soffice) is not installed: the comparison of goldens in it is skipped.");

/** All sheets, as shown. */
const CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";

(installed ? test : test.skip)("LibreOffice shows the saved files as it shows the originals", () => {
  const folder = mkdtempSync(join(tmpdir(), "open-item-"));
  try {
    const names = GOLDENS.flatMap(([name, bytes]) => {
      writeFileSync(join(folder, `before-${name}`), bytes);
      writeFileSync(join(folder, `after-${name}`), saveWorkbook(openWorkbook(bytes)));
      return [`before-${name}`, `after-${name}`];
    });
    // One call for all: starting takes longer than the files.
    spawnSync("soffice", ["--headless", `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`, "--convert-to", CSV, "--outdir", folder, ...names.map((name) => join(folder, name))], { stdio: "ignore", timeout: 150_000 });
    const sheets = readdirSync(folder).filter((name) => name.startsWith("before-") && name.endsWith(".csv"));
    expect(sheets.length).toBeGreaterThanOrEqual(GOLDENS.length);
    for (const name of sheets) {
      const [before, after] = [name, name.replace("before-", "after-")].map((file) => readFileSync(join(folder, file), "utf8"));
      expect([name, after]).toEqual([name, before]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 180_000);
