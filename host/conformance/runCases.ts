import { CaseFailure, type CaseBench, type ConformanceCase, type RequirementSet } from "./conformanceCase";

export interface CaseResult {
  readonly id: string;
  readonly outcome: "passed" | "failed" | "notSupported";
  /** Why it failed, or which requirement set is missing; empty when it passed. */
  readonly detail: string;
}

export interface RunOptions {
  readonly isSupported: (set: RequirementSet) => boolean;
  readonly onResult?: (result: CaseResult, done: number, of: number) => void;
  /** Asked before each case; a true answer ends the run with the results so far. */
  readonly isCancelled?: () => boolean;
}

const PATIENCE = 10_000;
const SCRATCH = "Self-test";

/**
 * Runs the cases one after the other, each on a scratch sheet that is deleted afterwards, whatever happened. Nothing else in
 * the workbook is touched. A case never ends the run: what it throws is its result.
 */
export async function runCases(cases: readonly ConformanceCase[], options: RunOptions): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const each of cases) {
    if (options.isCancelled?.() === true) break;
    const result = await runCase(each, options);
    results.push(result);
    options.onResult?.(result, results.length, cases.length);
  }
  return results;
}

async function runCase(each: ConformanceCase, options: RunOptions): Promise<CaseResult> {
  if (!options.isSupported(each.needs)) return { id: each.id, outcome: "notSupported", detail: `${each.needs.name} ${each.needs.version}` };
  const sheetId = await addScratchSheet();
  try {
    await each.run(caseBench(sheetId));
    return { id: each.id, outcome: "passed", detail: "" };
  } catch (error) {
    return { id: each.id, outcome: "failed", detail: describe(error) };
  } finally {
    await removeScratchSheet(sheetId);
  }
}

async function addScratchSheet(): Promise<string> {
  return Excel.run(async (context) => {
    const left = context.workbook.worksheets.getItemOrNullObject(SCRATCH);
    await context.sync();
    if (!left.isNullObject) left.delete(); // of a run that was cut off
    const sheet = context.workbook.worksheets.add(SCRATCH);
    sheet.load("id");
    await context.sync();
    return sheet.id;
  });
}

async function removeScratchSheet(sheetId: string): Promise<void> {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(sheetId);
    sheet.load("protection/protected");
    await context.sync();
    if (sheet.isNullObject) return;
    if (sheet.protection.protected) sheet.protection.unprotect();
    sheet.visibility = "Visible"; // a very hidden sheet cannot be deleted
    sheet.delete();
    await context.sync();
  });
}

function caseBench(sheetId: string): CaseBench {
  const excel: CaseBench["excel"] = (batch) => Excel.run((context) => batch(context.workbook.worksheets.getItem(sheetId), context));
  return {
    excel,
    same: (actual, expected, what = "the answer") => {
      const [shown, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
      if (shown !== wanted) throw new CaseFailure(`Expected ${what} to be ${wanted}, but it is ${shown}.`);
    },
    refused: async (code, attempt) => {
      try {
        await attempt();
      } catch (error) {
        const given = codeOf(error);
        if (given === code) return;
        throw new CaseFailure(`Expected to be refused with ${code}, but it was ${describe(error)}`);
      }
      throw new CaseFailure(`Expected to be refused with ${code}, but it was done.`);
    },
    until: async (condition, what) => {
      const end = Date.now() + PATIENCE;
      while (!(await condition())) {
        if (Date.now() > end) throw new CaseFailure(`Waited ten seconds for ${what}.`);
        await excel(async (sheet, context) => {
          sheet.load("id");
          await context.sync();
        });
      }
    },
  };
}

/** Told by its shape: where Excel's client runs in a realm of its own, its errors are no instances of this realm's. */
function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

function describe(error: unknown): string {
  if (error instanceof CaseFailure) return error.message;
  const code = codeOf(error);
  const message = typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error);
  return code === "" ? message : `${code}: ${message}`;
}
