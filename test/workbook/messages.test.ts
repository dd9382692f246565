import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { CHECK_SENTENCES } from "../../src/workbook/checkSentences";
import { ISSUE_SENTENCES } from "../../src/workbook/issueSentences";
import { LINT_SENTENCES } from "../../src/workbook/lintSentences";
import { messageOf } from "../../src/workbook/messages";
import { REJECTION_SENTENCES } from "../../src/workbook/rejectionSentences";

const FOLDERS = ["src/workbook", "src/actions"];

test("every code that is raised has a sentence", () => {
  const codes = new Set<string>();
  for (const folder of FOLDERS)
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".ts"))) {
      const source = readFileSync(join(folder, file), "utf8");
      for (const match of source.matchAll(/(?:issueError|issueWarning|rejection(?:<\w+>)?|problem|\bno)\(\s*(?:incoming, )?"(\w+)"/g)) codes.add(match[1] ?? "");
    }
  expect(codes.size).toBeGreaterThan(60);
  expect([...codes].filter((code) => !(code in ISSUE_SENTENCES) && !(code in REJECTION_SENTENCES) && !(code in CHECK_SENTENCES) && !(code in LINT_SENTENCES))).toEqual([]);
});

test("place, what is wrong, cure", () => {
  expect(messageOf({ code: "dateIsText", at: { address: "Billable!B3", column: "Date" }, params: { shown: "02/03/2026" } })).toBe(
    "Billable!B3 (Date): the date “02/03/2026” is text. Type it again as a date, or use Data › Text to Columns to convert the column.",
  );
});
