import { createCalc } from "../../host/calc/calc";
import type { Calc } from "../../host/calc/contract";
import { copyFormula, parseProblem, renameInFormula, shiftFormula } from "../../host/calc/rewrite";
import { functionNames } from "../../host/calc/functions/table";
import { withoutImplicitIntersections } from "../../host/calc/arrayFormula";
import { ErrorValue, type Scalar } from "../../host/model/cell";
import type { Sheet } from "../../host/model/sheet";
import { Workbook } from "../../host/model/workbook";
import { fillData } from "./formulasBook";
import { HostileFormulas } from "./formulasHostile";
import { type Fuzz, FuzzFailures, seededRandom } from "./fuzz";

const CASES_PER_BOOK = 250;
/** Milliseconds of computing that one formula may take; arrays of millions of cells are allowed to exist. */
const BOUND = 5_000;
/** Excel's limits for the text of a cell and of a formula. */
const MAX_TEXT = 32_767;
const MAX_FORMULA = 8_192;

/**
 * Formulas that nobody writes by mistake: random characters, torn and spliced formulas, chains as long as Excel allows, absurd arguments.
 * Each is parsed, rewritten and calculated: nothing may be thrown, take long, or leave in a cell what no cell can hold.
 */
export const formulasHostileFuzz: Fuzz = {
  name: "formulas-hostile",
  counts: "hostile formulas read, rewritten and calculated",
  whole: 20_000,
  missing: () => null,
  run: ({ seed, cases, onProgress }) => {
    const failures = new FuzzFailures();
    for (let done = 0; done < cases; done += CASES_PER_BOOK) {
      const random = seededRandom(seed + done);
      const book = new Workbook();
      fillData(book, random);
      const sheet = book.addSheet("Calc");
      const calc = createCalc(book, { now: () => new Date(2026, 0, 31, 12) });
      calc.recalculate();
      const hostile = new HostileFormulas(random, functionNames());
      for (let index = done; index < Math.min(cases, done + CASES_PER_BOOK); index++) {
        const formula = hostile.next();
        const complaint = complaintAbout(formula, calc, sheet);
        if (complaint !== null) failures.add(`seed ${seed + done}, formula ${index - done + 1}: ${complaint}: =${formula.length > 160 ? `${formula.slice(0, 160)}… (${formula.length} characters)` : formula}`);
      }
      onProgress?.(Math.min(cases, done + CASES_PER_BOOK));
    }
    return Promise.resolve(failures.result(cases));
  },
};

function complaintAbout(formula: string, calc: Calc, sheet: Sheet): string | null {
  const start = process.cpuUsage();
  try {
    const complaint = wrongReading(formula) ?? wrongRewriting(formula) ?? wrongResult(formula, calc, sheet);
    if (complaint !== null) return complaint;
  } catch (thrown) {
    return `threw ${String(thrown).slice(0, 120)}`;
  }
  const { user, system } = process.cpuUsage(start);
  const milliseconds = (user + system) / 1000;
  return milliseconds > BOUND ? `took ${Math.round(milliseconds)} ms` : null;
}

/** What cannot be entered is refused with a sentence, and a place inside the text. */
function wrongReading(formula: string): string | null {
  const problem = parseProblem(formula);
  if (problem === null) return null;
  if (!/^.{5,}\.$/.test(problem.message)) return `refused without a sentence: ${problem.message}`;
  return problem.position >= 0 && problem.position <= formula.length ? null : `refused at ${problem.position}, outside the text`;
}

/** Rewriting there and back leaves the formula as it was, as long as nothing fell off the sheet in between. */
function wrongRewriting(formula: string): string | null {
  if (parseProblem(formula) !== null) return shiftFormula(formula, "Calc", { kind: "insert", sheet: "Data", axis: "rows", at: 3, count: 2 }) === formula ? null : "changed although it cannot be read";
  withoutImplicitIntersections(formula);
  for (const axis of ["rows", "columns"] as const) {
    const there = shiftFormula(formula, "Calc", { kind: "insert", sheet: "Data", axis, at: 3, count: 2 });
    const back = shiftFormula(there, "Calc", { kind: "delete", sheet: "Data", axis, at: 3, count: 2 });
    if (fellOff(there, formula) || AT_EDGE.test(formula)) continue;
    if (canonical(back) !== canonical(formula)) return `${axis} inserted and deleted: =${back.slice(0, 160)}`;
  }
  const renamed = renameInFormula(formula, { kind: "sheet", from: "Data", to: "Other one" });
  if (renamed.length > MAX_FORMULA) return null;
  if (canonical(renameInFormula(renamed, { kind: "sheet", from: "Other one", to: "Data" })) !== canonical(formula)) return `a sheet renamed there and back: =${renamed.slice(0, 160)}`;
  if (parseProblem(renamed) !== null) return `cannot be read after its sheet was renamed: =${renamed.slice(0, 160)}`;
  const copied = copyFormula(formula, 7, 2);
  return parseProblem(copied) === null || copied.length > MAX_FORMULA ? null : `cannot be read after it was copied: =${copied.slice(0, 160)}`;
}

/** Whole columns and areas down to the edge keep their end there, so that they do not come back. */
const AT_EDGE = /\$?[A-Z]{1,3}\$?10(?:485(?:7[0-9]|6[0-9]))|XF[A-D]/i;

function fellOff(text: string, original: string): boolean {
  return text.split("#REF!").length > original.split("#REF!").length;
}

/** Quotation marks around a sheet's name, the case of names and of columns, and the order of corners may change. */
function canonical(formula: string): string {
  return formula.replace(/\$?[A-Z]{1,3}\$?\d+|'?data'?/gi, (part) => part.replaceAll("'", "").toLowerCase());
}

/** The formula in a cell: what it and its spill show must be something that a cell can hold. */
function wrongResult(formula: string, calc: Calc, sheet: Sheet): string | null {
  const put = (text: string | null): void => {
    sheet.put(4, 1, text === null ? undefined : { value: null, style: 0, formula: text });
    calc.cellChanged(sheet, 4, 1);
    calc.recalculate();
  };
  put(formula);
  const { rows, columns } = sheet.get(4, 1)?.spill ?? { rows: 1, columns: 1 };
  let complaint: string | null = null;
  for (let row = 0; row < Math.min(rows, 200); row++) {
    for (let column = 0; column < Math.min(columns, 50); column++) complaint ??= wrongValue(sheet.get(4 + row, 1 + column)?.value ?? null);
  }
  if (rows === 1 && columns === 1 && (sheet.get(4, 1)?.value ?? null) === null) complaint ??= "left its cell empty";
  put(null);
  const stored = sheet.rows.flat().filter((cell) => cell !== undefined).length;
  return complaint ?? (stored === 0 ? null : `left ${stored} cells behind`);
}

function wrongValue(value: Scalar): string | null {
  if (typeof value === "number") return Number.isFinite(value) ? null : `shows ${value}`;
  if (typeof value === "string") return value.length > MAX_TEXT ? `shows a text of ${value.length} characters` : null;
  if (value === null || typeof value === "boolean" || value instanceof ErrorValue) return null;
  return `shows a ${typeof value}`;
}
