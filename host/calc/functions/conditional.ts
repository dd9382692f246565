import { ErrorValue, MAX_COLUMNS, MAX_ROWS, type Scalar } from "../../model/cell";
import { type Criterion, readCriterion } from "../criteria";
import { firstNotBelow } from "../lookupIndexes";
import { singleArea, toScalar } from "../read";
import type { Scope } from "../scope";
import { columnsOf, DIV_ERROR, Reference, rowsOf, type SheetArea, type Value, VALUE_ERROR } from "../values";
import { largest, result, smallest, sum } from "./numbers";
import { type FunctionSpec, type FunctionTable, MANY, whole } from "./spec";

interface Condition {
  readonly area: SheetArea;
  readonly criterion: Criterion;
}

/** Every second argument from `first` on is a criterion: given an array there, the function is computed for each. */
function criterionPositions(first: number): readonly number[] {
  return Array.from({ length: MANY / 2 }, (_, index) => first + 2 * index);
}

function conditionsOf(args: readonly Value[], first: number, scope: Scope): readonly Condition[] | ErrorValue {
  const conditions: Condition[] = [];
  if ((args.length - first) % 2 !== 0) return VALUE_ERROR;
  for (let index = first; index < args.length; index += 2) {
    const range = args[index] ?? null;
    if (!(range instanceof Reference)) return range instanceof ErrorValue ? range : VALUE_ERROR;
    const area = singleArea(range, scope);
    if (area instanceof ErrorValue) return area;
    conditions.push({ area, criterion: readCriterion(toScalar(args[index + 1] ?? null, scope)) });
  }
  const [head] = conditions;
  const unequal = conditions.some(({ area }) => head !== undefined && (rowsOf(area) !== rowsOf(head.area) || columnsOf(area) !== columnsOf(head.area)));
  return unequal ? VALUE_ERROR : conditions;
}

/** Visits the positions (relative to the ranges' corners) where every condition holds; returns how many there are in all. */
function eachMatch(conditions: readonly Condition[], scope: Scope, visit: (row: number, column: number) => void): number {
  const [head] = conditions;
  if (head === undefined) return 0;
  const rows = rowsOf(head.area);
  const columns = columnsOf(head.area);
  const indexed = columns === 1 ? indexedRows(conditions, scope) : null;
  let count = 0;
  const test = (row: number, column: number): void => {
    for (const { area, criterion } of conditions) {
      if (!criterion.matches(area.sheet.rows[area.top + row]?.[area.left + column]?.value ?? null)) return;
    }
    count++;
    visit(row, column);
  };
  if (indexed !== null) {
    for (const row of indexed) test(row, 0);
    return count;
  }
  const selective = conditions.find(({ criterion }) => !criterion.matchesEmpty);
  if (selective !== undefined) {
    // no empty cell meets it: only the rows that are there can hold
    const { area } = selective;
    for (const row of area.sheet.rowNumbers(area.top, area.bottom)) for (let column = 0; column < columns; column++) test(row - area.top, column);
    return count;
  }
  const stored = Math.min(rows, Math.max(...conditions.map(({ area }) => area.sheet.rows.length - area.top), 0));
  for (let row = 0; row < stored; row++) for (let column = 0; column < columns; column++) test(row, column);
  count += (rows - stored) * columns;
  return count;
}

/** The candidate rows by the index of the condition that has the fewest; null when no condition has one. */
function indexedRows(conditions: readonly Condition[], scope: Scope): readonly number[] | null {
  let best: readonly number[] | null = null;
  for (const { area, criterion } of conditions) {
    if (criterion.key === null) continue;
    const rows = scope.engine.indexes.rows(area.sheet, area.left, criterion.key);
    if (rows === null || (best !== null && rows.length >= best.length)) continue;
    const from = firstNotBelow(rows, area.top);
    const to = firstNotBelow(rows, area.bottom + 1);
    best = rows.slice(from, to).map((row) => row - area.top);
  }
  return best;
}

/** The numbers of `target` where the conditions hold; the first error among them. */
function matchingNumbers(target: SheetArea, conditions: readonly Condition[], scope: Scope): number[] | ErrorValue {
  const numbers: number[] = [];
  let error: ErrorValue | null = null;
  eachMatch(conditions, scope, (row, column) => {
    const value: Scalar = target.sheet.rows[target.top + row]?.[target.left + column]?.value ?? null;
    if (typeof value === "number") numbers.push(value);
    else if (value instanceof ErrorValue) error ??= value;
  });
  return error ?? numbers;
}

/** …IFS: the target range first, then pairs of range and criterion. */
function ifs(compute: (numbers: readonly number[]) => number | ErrorValue): FunctionSpec {
  return whole(
    3, MANY,
    (args, scope) => {
      const [range = null] = args;
      if (!(range instanceof Reference)) return range instanceof ErrorValue ? range : VALUE_ERROR;
      const target = singleArea(range, scope);
      if (target instanceof ErrorValue) return target;
      const conditions = conditionsOf(args, 1, scope);
      if (conditions instanceof ErrorValue) return conditions;
      const [head] = conditions;
      if (head === undefined || rowsOf(head.area) !== rowsOf(target) || columnsOf(head.area) !== columnsOf(target)) return VALUE_ERROR;
      const numbers = matchingNumbers(target, conditions, scope);
      return numbers instanceof ErrorValue ? numbers : result(compute(numbers));
    },
    criterionPositions(2),
  );
}

/** SUMIF and AVERAGEIF: range, criterion, and a target that takes the range's size from its first cell on. */
function oneIf(compute: (numbers: readonly number[]) => number | ErrorValue): FunctionSpec {
  return whole(
    2, 3,
    (args, scope) => {
      const conditions = conditionsOf(args.slice(0, 2), 0, scope);
      if (conditions instanceof ErrorValue) return conditions;
      const [head] = conditions;
      if (head === undefined) return VALUE_ERROR;
      const third = args[2] ?? null;
      let target = head.area;
      if (third instanceof Reference) {
        const [corner] = third.areas;
        if (corner === undefined) return VALUE_ERROR;
        target = {
          sheet: corner.sheet, top: corner.top, left: corner.left,
          bottom: Math.min(MAX_ROWS - 1, corner.top + rowsOf(head.area) - 1),
          right: Math.min(MAX_COLUMNS - 1, corner.left + columnsOf(head.area) - 1),
        };
        scope.engine.dependOn(target);
        scope.engine.ready(target);
      } else if (third !== null) return third instanceof ErrorValue ? third : VALUE_ERROR;
      const numbers = matchingNumbers(target, conditions, scope);
      return numbers instanceof ErrorValue ? numbers : result(compute(numbers));
    },
    [1],
  );
}

function countMatches(args: readonly Value[], scope: Scope): Value {
  const conditions = conditionsOf(args, 0, scope);
  return conditions instanceof ErrorValue ? conditions : eachMatch(conditions, scope, () => undefined);
}

function meanOf(numbers: readonly number[]): number | ErrorValue {
  return numbers.length === 0 ? DIV_ERROR : sum(numbers) / numbers.length;
}

export const CONDITIONAL: FunctionTable = {
  SUMIF: oneIf(sum),
  AVERAGEIF: oneIf(meanOf),
  COUNTIF: whole(2, 2, countMatches, [1]),
  SUMIFS: ifs(sum),
  AVERAGEIFS: ifs(meanOf),
  MINIFS: ifs(smallest),
  MAXIFS: ifs(largest),
  COUNTIFS: whole(2, MANY, countMatches, criterionPositions(1)),
};
