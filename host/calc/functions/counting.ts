import { ErrorValue, type Scalar } from "../../model/cell";
import { toNumber } from "../coerce";
import { eachStoredCell, toMatrix, toScalar } from "../read";
import type { Scope } from "../scope";
import { columnsOf, Matrix, Reference, rowsOf, type Value, VALUE_ERROR } from "../values";
import { average, deviation, largest, median, nth, product, result, smallest, sum, variance } from "./numbers";
import { type FunctionTable, MANY, lookingAtHiddenRows, whole } from "./spec";

function countBlank([range = null]: readonly Value[], scope: Scope): Value {
  if (!(range instanceof Reference)) return range instanceof ErrorValue ? range : VALUE_ERROR;
  let total = 0;
  for (const area of range.areas) {
    scope.engine.ready(area);
    total += rowsOf(area) * columnsOf(area);
    eachStoredCell(area, (value) => {
      if (value !== "") total--;
    });
  }
  return total;
}

interface Skipping {
  readonly hiddenRows: boolean;
  readonly errors: boolean;
  /** Cells that hold a SUBTOTAL or AGGREGATE themselves. */
  readonly subtotals: boolean;
}

/** The values that SUBTOTAL and AGGREGATE look at. Rows hidden by a filter never count in SUBTOTAL, nor where hidden rows are skipped. */
function visibleValues(args: readonly Value[], skipping: Skipping, skipFiltered: boolean, scope: Scope): Scalar[] | ErrorValue {
  const values: Scalar[] = [];
  for (const arg of args) {
    if (arg instanceof ErrorValue) return arg;
    if (arg instanceof Matrix) {
      values.push(...arg.cells);
      continue;
    }
    if (!(arg instanceof Reference)) return VALUE_ERROR;
    for (const area of arg.areas) {
      scope.engine.ready(area);
      const { filteredRows, hiddenRows } = area.sheet;
      eachStoredCell(area, (value, row, column) => {
        if (skipFiltered && filteredRows.has(row)) return;
        if (skipping.hiddenRows && hiddenRows.has(row)) return;
        const formula = skipping.subtotals ? area.sheet.get(row, column)?.formula : undefined;
        if (formula !== undefined && /\b(SUBTOTAL|AGGREGATE)\(/i.test(formula)) return;
        values.push(value);
      });
    }
  }
  return skipping.errors ? values.filter((value) => !(value instanceof ErrorValue)) : values;
}

/** What the function numbers 1 to 13 of SUBTOTAL and AGGREGATE compute. */
const AGGREGATES: Readonly<Record<number, (numbers: readonly number[]) => number | ErrorValue>> = {
  1: average,
  4: largest,
  5: smallest,
  6: product,
  7: (numbers) => deviation(numbers, "sample"),
  8: (numbers) => deviation(numbers, "population"),
  9: sum,
  10: (numbers) => variance(numbers, "sample"),
  11: (numbers) => variance(numbers, "population"),
  12: median,
};

function aggregate(code: number, values: readonly Scalar[]): Value {
  if (code === 2) return values.filter((value) => typeof value === "number").length;
  if (code === 3) return values.filter((value) => value !== null).length;
  const compute = AGGREGATES[code];
  if (compute === undefined) return VALUE_ERROR;
  const error = values.find((value) => value instanceof ErrorValue);
  return error ?? result(compute(values.filter((value) => typeof value === "number")));
}

function subtotal(args: readonly Value[], scope: Scope): Value {
  const code = toNumber(toScalar(args[0] ?? null, scope));
  if (code instanceof ErrorValue) return code;
  const number = Math.trunc(code);
  const hiddenRows = number > 100;
  const plain = hiddenRows ? number - 100 : number;
  if (plain < 1 || plain > 11) return VALUE_ERROR;
  const values = visibleValues(args.slice(1), { hiddenRows, errors: false, subtotals: true }, true, scope);
  return values instanceof ErrorValue ? values : aggregate(plain, values);
}

function aggregateFunction(args: readonly Value[], scope: Scope): Value {
  const code = toNumber(toScalar(args[0] ?? null, scope));
  const option = toNumber(toScalar(args[1] ?? null, scope));
  if (code instanceof ErrorValue) return code;
  if (option instanceof ErrorValue) return option;
  if (option < 0 || option > 7 || code < 1 || code > 15) return VALUE_ERROR;
  const skipping = { hiddenRows: option % 2 === 1, errors: [2, 3, 6, 7].includes(option), subtotals: option < 4 };
  const ranked = code === 14 || code === 15;
  const ranges = args.slice(2, ranked ? 3 : undefined);
  const values = visibleValues(ranges, skipping, skipping.hiddenRows, scope);
  if (values instanceof ErrorValue) return values;
  if (!ranked) return aggregate(code, values);
  if (args[3] === undefined) return VALUE_ERROR;
  const k = toNumber(toScalar(args[3] ?? null, scope));
  if (k instanceof ErrorValue) return k;
  const error = values.find((value) => value instanceof ErrorValue);
  return error ?? nth(values.filter((value) => typeof value === "number"), k, code === 14 ? "largest" : "smallest");
}

/** ROWS and COLUMNS: the size of an argument. */
function size(of: "rows" | "columns") {
  return ([value = null]: readonly Value[], scope: Scope): Value => {
    if (value instanceof Reference) {
      const [area, second] = value.areas;
      if (area === undefined || second !== undefined) return VALUE_ERROR;
      return of === "rows" ? rowsOf(area) : columnsOf(area);
    }
    const matrix = toMatrix(value, scope);
    return matrix instanceof ErrorValue ? matrix : matrix[of];
  };
}

export const COUNTING: FunctionTable = {
  COUNTBLANK: whole(1, 1, countBlank),
  SUBTOTAL: lookingAtHiddenRows(whole(2, MANY, subtotal, [0])),
  AGGREGATE: lookingAtHiddenRows(whole(3, MANY, aggregateFunction, [0, 1])),
  ROWS: whole(1, 1, size("rows")),
  COLUMNS: whole(1, 1, size("columns")),
};
