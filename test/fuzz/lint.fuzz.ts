import { lint } from "../../src/core/lint/lint";
import { parseCurrency } from "../../src/core/values/currency";
import { fromSerial } from "../../src/core/values/plainDate";
import { lintTables } from "../../src/workbook/lintTables";
import { type Fuzz, FuzzFailures, seededRandom } from "./fuzz";
import { PLANTS, UsedRows } from "./lintPlants";
import { BookMaker, type MadeBook, TODAY_SERIAL } from "./lintWorkbookMaker";

/** What each rule found of what was planted for it, and what it told that nobody planted. */
export interface LintScore {
  planted: number;
  found: number;
  falseAlarms: number;
}

export interface LintMeasure {
  readonly scores: ReadonlyMap<string, LintScore>;
  readonly cleanBooks: number;
  readonly falseAlarmsOnClean: number;
  readonly sentences: readonly string[];
}

/** Three made workbooks of four have errors planted, every kind that their layout has room for; the fourth is clean. */
export function measureLint(seed: number, cases: number, onProgress?: (done: number) => void): LintMeasure {
  const scores = new Map<string, LintScore>(PLANTS.map(({ code }) => [code, { planted: 0, found: 0, falseAlarms: 0 }]));
  const sentences: string[] = [];
  let cleanBooks = 0;
  let falseAlarmsOnClean = 0;
  for (let index = 0; index < cases; index += 1) {
    const isClean = index % 4 === 3;
    const made = makeBook(seed + index, isClean);
    const told = new Set(findings(made));
    const expected = new Set(made.planted.map(({ code, address }) => `${code} ${address ?? "-"}`));
    for (const each of expected) {
      const score = scoreOf(scores, each);
      score.planted += 1;
      if (told.has(each)) score.found += 1;
      else sentences.push(`seed ${seed + index}: not told: ${each}`);
    }
    for (const each of told) {
      if (expected.has(each)) continue;
      scoreOf(scores, each).falseAlarms += 1;
      sentences.push(`seed ${seed + index}${isClean ? " (clean)" : ""}: false alarm: ${each}`);
      if (isClean) falseAlarmsOnClean += 1;
    }
    if (isClean) cleanBooks += 1;
    onProgress?.(index + 1);
  }
  return { scores, cleanBooks, falseAlarmsOnClean, sentences };
}

function scoreOf(scores: ReadonlyMap<string, LintScore>, finding: string): LintScore {
  const score = scores.get(finding.split(" ")[0] ?? "");
  if (score === undefined) throw new Error(`No plant for ${finding}`);
  return score;
}

export function makeBook(seed: number, isClean: boolean): MadeBook {
  const random = seededRandom(seed);
  const book = new BookMaker(random, random() < 0.75);
  if (!isClean) {
    const used = new UsedRows(book);
    for (const { code, plant } of PLANTS) {
      // The list of customers is not there to be wrong, or to be strangers to; 1904 would hide which days are meant in most books.
      if (!book.withList && (code === "duplicateCustomerName" || code === "customerStranger")) continue;
      if (code === "dateSystem1904" && seed % 5 !== 0) continue;
      plant(book, used);
    }
  }
  return book.finish();
}

function findings({ sheets, dateSystem }: MadeBook): readonly string[] {
  const today = fromSerial(TODAY_SERIAL);
  if (today === null) throw new Error("No today");
  return lint({ tables: sheets.flatMap(lintTables), today, dateSystem, currency: parseCurrency("EUR") }).map(({ code, at }) => `${code} ${at?.address ?? "-"}`);
}

/** Seeded-error workbooks: every planted error must be told at its cell, and nothing else anywhere. */
export const lintFuzz: Fuzz = {
  name: "lint",
  counts: "workbooks with errors planted (every fourth clean)",
  whole: 200,
  missing: () => null,
  run: ({ seed, cases, onProgress }) => {
    const failures = new FuzzFailures();
    const { scores, sentences } = measureLint(seed, cases, onProgress);
    for (const sentence of sentences) failures.add(sentence);
    const lines = [...scores].map(([code, { planted, found, falseAlarms }]) => `${code.padEnd(24)} ${String(planted).padStart(5)} planted ${String(found).padStart(5)} told ${String(falseAlarms).padStart(4)} false alarms`);
    process.stderr.write(`${lines.join("\n")}\n`);
    return Promise.resolve(failures.result(cases));
  },
};
