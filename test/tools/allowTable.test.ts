import { readdirSync, readFileSync } from "node:fs";
import { join, posix, relative, resolve, sep } from "node:path";
import { forEachChild, isIdentifier, isPropertyAccessExpression, isPropertyAssignment, createSourceFile, preProcessFile, ScriptTarget, type Node } from "typescript";
import { EXCEL_NAMERS, refuseImport, refusePackage } from "../../tools/lib/walls.cjs";

const root = resolve(__dirname, "../..");
const sources = readdirSync(join(root, "src"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
  .sort();

/** Why the imports of a file break the allow table. */
function refusals(file: string, text: string): readonly string[] {
  return preProcessFile(text, true, true).importedFiles.flatMap(({ fileName }) => {
    const refusal = fileName.startsWith(".") ? refuseImport(file, posix.join(posix.dirname(file), fileName)) : refusePackage(file, packageOf(fileName));
    return refusal === null ? [] : [`imports ${fileName}: ${refusal}`];
  });
}

function packageOf(specifier: string): string {
  return specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}

/** Whether a file uses the global `Excel` in running code or in types. */
function namesExcel(text: string): boolean {
  let found = false;
  const visit = (node: Node): void => {
    if (isIdentifier(node) && node.text === "Excel" && !isOwnProperty(node)) found = true;
    forEachChild(node, visit);
  };
  visit(createSourceFile("file.tsx", text, ScriptTarget.ES2022, true));
  return found;
}

/** `Office.HostType.Excel` and `{ Excel: … }` name a property of something else. */
function isOwnProperty(node: Node): boolean {
  return (isPropertyAccessExpression(node.parent) && node.parent.name === node) || (isPropertyAssignment(node.parent) && node.parent.name === node);
}

test("there are sources to look at", () => expect(sources.length).toBeGreaterThan(150));

test.each(sources)("%s imports only what its room may", (file) => {
  expect(refusals(file, readFileSync(join(root, file), "utf8"))).toEqual([]);
});

test("only src/workbook/office and the composition roots name Excel", () => {
  const namers = sources.filter((file) => !file.startsWith("src/workbook/office/") && namesExcel(readFileSync(join(root, file), "utf8")));
  expect(namers.filter((file) => !EXCEL_NAMERS.includes(file))).toEqual([]);
});

const CASES: readonly { readonly file: string; readonly text: string; readonly refused: boolean }[] = [
  { file: "src/core/values/money.ts", text: 'import { x } from "./decimal";', refused: false },
  { file: "src/core/values/money.ts", text: 'import Decimal from "decimal.js";', refused: true },
  { file: "src/core/values/decimal.ts", text: 'import Decimal from "decimal.js";', refused: false },
  { file: "src/core/values/money.ts", text: 'import { readFileSync } from "node:fs";', refused: true },
  { file: "src/core/ledger/fold.ts", text: 'import type { Port } from "../../workbook/port";', refused: true },
  { file: "src/workbook/codec.ts", text: 'import { x } from "./office/officeWorkbook";', refused: true },
  { file: "src/workbook/codec.ts", text: 'export { x } from "../actions/action";', refused: true },
  { file: "src/actions/postPayment.ts", text: 'import { x } from "../workbook/office/officeWorkbook";', refused: true },
  { file: "src/actions/postPayment.ts", text: 'const x = await import("../taskpane/strings");', refused: true },
  { file: "src/live/reader.ts", text: 'import { x } from "../workbook/port";', refused: false },
  { file: "src/live/reader.ts", text: 'import { x } from "../functions/engine";', refused: true },
  { file: "src/functions/engine.ts", text: 'import { x } from "../workbook/office/liveSource";', refused: true },
  { file: "src/functions/engine.ts", text: 'import { useState } from "react";', refused: true },
  { file: "src/functions/main.ts", text: 'import { x } from "../workbook/office/liveSource";', refused: false },
  { file: "src/taskpane/screens/App.tsx", text: 'import { useState } from "react";', refused: false },
  { file: "src/taskpane/screens/App.tsx", text: 'import { x } from "../../../host/model/sheet";', refused: true },
  { file: "src/taskpane/screens/App.tsx", text: 'import { x } from "../../../test/support/book";', refused: true },
  { file: "src/taskpane/screens/App.tsx", text: 'import { x } from "../../functions/main";', refused: true },
  { file: "src/loose.ts", text: 'import { x } from "./core/values/money";', refused: true },
];

test.each(CASES)("$file with `$text` is refused: $refused", ({ file, text, refused }) => {
  expect(refusals(file, text).length > 0).toBe(refused);
});

test.each([
  ["Excel.run(batch);", true],
  ["function read(sheet: Excel.Worksheet): void {}", true],
  ["// Excel shows this\nconst text = 'Excel';", false],
  ["if (host === Office.HostType.Excel) start();", false],
])("%j names Excel: %s", (text, expected) => expect(namesExcel(text)).toBe(expected));
