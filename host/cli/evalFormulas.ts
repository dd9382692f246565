import { ErrorValue, type Scalar } from "../model/cell";
import type { Sheet } from "../model/sheet";
import { formatValue } from "../model/shownText";
import type { NodeHost } from "../node/nodeHost";

export interface EvaluatedFormula {
  readonly formula: string;
  /** As cells would hold them: numbers, texts, booleans, error codes as text; a spilled array whole. */
  readonly values: readonly (readonly (string | number | boolean)[])[];
  readonly text: readonly (readonly string[])[];
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** Columns between two formulas, so that spilled results have room side by side. */
const COLUMNS_APART = 60;
/** Formulas that fit beside each other to the right of the data (16,384 columns). */
const FORMULAS_AT_ONCE = 100;

/**
 * Puts the formulas into free cells of the active sheet (so that plain references such as A2:F9 mean that sheet), waits
 * until every stream has answered, and reads what the cells hold. The cells are cleared afterwards.
 */
export async function evaluateFormulas(host: NodeHost, formulas: readonly string[]): Promise<EvaluatedFormula[]> {
  const results: EvaluatedFormula[] = [];
  for (let first = 0; first < formulas.length; first += FORMULAS_AT_ONCE)
    results.push(...(await evaluateBeside(host, formulas.slice(first, first + FORMULAS_AT_ONCE))));
  return results;
}

async function evaluateBeside(host: NodeHost, formulas: readonly string[]): Promise<EvaluatedFormula[]> {
  const { workbook, calc } = host;
  const sheet = workbook.activeSheet ?? workbook.sheets[0];
  if (sheet === undefined || calc === null) throw new Error("The workbook has no sheet to calculate on");
  const used = sheet.usedArea();
  const left = used === null ? 1 : used.right + 2;
  const anchors = formulas.map((formula, index) => ({ formula, column: left + index * COLUMNS_APART }));
  for (const { formula, column } of anchors) {
    sheet.put(0, column, { value: null, formula: formula.trim().replace(/^=/, ""), style: 0 });
    calc.cellChanged(sheet, 0, column);
  }
  calc.recalculate();
  await host.idle();
  const results = anchors.map(({ formula, column }) => readAnchor(host, sheet, formula, column));
  for (const { column } of anchors) {
    sheet.put(0, column, undefined);
    calc.cellChanged(sheet, 0, column);
  }
  calc.recalculate();
  return results;
}

function readAnchor(host: NodeHost, sheet: Sheet, formula: string, column: number): EvaluatedFormula {
  const anchor = sheet.get(0, column);
  const { rows, columns } = anchor?.spill ?? { rows: 1, columns: 1 };
  const scalars = Array.from({ length: rows }, (_row, r) =>
    Array.from({ length: columns }, (_column, c): Scalar => sheet.get(r, column + c)?.value ?? null),
  );
  const first = scalars[0]?.[0] ?? null;
  return {
    formula,
    values: scalars.map((row) => row.map(plainValue)),
    text: scalars.map((row) => row.map((value) => formatValue(host.workbook, value, "General"))),
    error: first instanceof ErrorValue ? { code: first.code, message: first.message } : null,
  };
}

/** An empty result shows as 0 in a cell that holds a formula; empty cells inside a spill stay empty texts. */
function plainValue(value: Scalar): string | number | boolean {
  if (value instanceof ErrorValue) return value.code;
  return value ?? "";
}
