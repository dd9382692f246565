import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { CHECK_SENTENCES } from "../../src/workbook/checkSentences";
import { Fault, type FaultCode } from "../../src/workbook/fault";
import { faultMessage } from "../../src/workbook/faultSentences";
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

/** What a person is only told, because it has been taken care of. */
const TOLD_ONLY: ReadonlySet<string> = new Set(["derivedStale", "derivedColumnsStale", "prepaidNotNeeded", "lockOpens", "migrationStep", "postedOnFirstOpenDay", "countsLater", "countsFromInvoice", "paymentBeforeInvoice"]);

const DOINGS = [
  "Accept", "Add", "Allow", "Apply", "Bill", "Change", "Charge", "Check", "Choose", "Claim", "Clear", "Collect", "Continue", "Copy", "Correct", "Create", "Credit", "Delete", "Divide", "Empty", "Enter", "Extend", "Find", "Give", "Invoice", "Issue",
  "Keep", "Leave", "Let", "Make", "Mark", "Merge", "Move", "Name", "Note", "Nothing is left to do", "Open", "Post", "Press", "Put", "Record", "Refund", "Remove", "Rename", "Restore", "Reverse", "Round", "Run", "Save", "Say", "Select", "Set",
  "Shorten", "Show", "Start", "Switch", "Take", "Try", "Type", "Undo", "Unprotect", "Update", "Use", "Void", "Wait", "Write", "It must be", "They must come",
];
/** A sentence that begins with what to do, or a part of one. */
const CURE = new RegExp(`[.?!”] (?:${DOINGS.join("|")})\\b|(?:[:;,]|\\bor|\\belse|\\bthen) (?:${DOINGS.map((word) => word.toLowerCase()).join("|")})\\b`);

const LISTS = { CHECK_SENTENCES, ISSUE_SENTENCES, LINT_SENTENCES, REJECTION_SENTENCES };
const FILLED = Object.values(LISTS).flatMap((list) => Object.entries(list).flatMap(([code, write]) => [write((name) => `‹${name}›`), write(() => "")].map((sentence): readonly [string, string] => [code, sentence])));

test("every sentence says what is wrong first and then what to do about it, whatever is known of it", () => {
  expect(FILLED.length).toBeGreaterThan(500);
  expect(FILLED.filter(([code, sentence]) => !TOLD_ONLY.has(code) && !CURE.test(sentence))).toEqual([]);
  expect(FILLED.filter(([, sentence]) => sentence.includes("‹")).filter(([, sentence]) => !/[.?]$/.test(sentence) || /undefined|NaN|\[object|\. \.|,,| {2}\S/.test(sentence))).toEqual([]);
});

test("every fault says whether anything was written and what to do", () => {
  const codes: readonly FaultCode[] = ["cellEditMode", "accessDenied", "readOnly", "tooLarge", "notFound", "filtered", "selection", "rowsMoved", "unsupported", "noAnswer", "unknown"];
  const sentences = codes.map((code) => faultMessage(new Fault(code, "detail", false)));
  expect(sentences.filter((sentence) => !CURE.test(sentence) || !sentence.includes("Nothing was written."))).toEqual([]);
  expect(codes.map((code) => faultMessage(new Fault(code, "detail", true))).filter((sentence) => sentence.includes("Nothing was written."))).toEqual([]);
});

/** Codes that findings have, and the fields that their sentences name: a place, a document or a count says where. */
test("a finding without a cell of its own names its table, document, seat or setting", () => {
  const placeless = Object.entries(CHECK_SENTENCES).filter(([code]) => !["ledgerMissing", "journalGone", "journalFromTables", "sameIdOtherContent"].includes(code)).filter(([, write]) => {
    const named = new Set<string>();
    write((name) => (named.add(name), `‹${name}›`));
    return !["table", "document", "seat", "header", "is", "customer", "rowId", "numbers", "count"].some((name) => named.has(name));
  });
  expect(placeless.map(([code]) => code)).toEqual([]);
});
