import { ErrorValue, type Scalar } from "../../model/cell";
import { toNumber } from "../coerce";
import { eachValue, toScalar } from "../read";
import type { Scope } from "../scope";
import { NA_ERROR, NUM_ERROR, type Value } from "../values";
import { ascending, average, collectNumbers, deviation, largest, median, nth, product, result, smallest, sum, variance } from "./numbers";
import { booleanArgument, type FunctionSpec, type FunctionTable, MANY, whole } from "./spec";

/** A function of all the numbers in its arguments. */
function ofNumbers(compute: (numbers: readonly number[]) => number | ErrorValue): FunctionSpec {
  return whole(1, MANY, (args, scope) => {
    const numbers = collectNumbers(args, scope);
    return numbers instanceof ErrorValue ? numbers : result(compute(numbers));
  });
}

/** AVERAGEA, MAXA, MINA: texts in cells count as 0, TRUE as 1. */
function ofAllValues(compute: (numbers: readonly number[]) => number | ErrorValue): FunctionSpec {
  return whole(1, MANY, (args, scope) => {
    const numbers: number[] = [];
    let error: ErrorValue | null = null;
    for (const arg of args) {
      eachValue(arg, scope, (value, fromReference) => {
        const number = fromReference && typeof value === "string" ? 0 : toNumber(value);
        if (number instanceof ErrorValue) error ??= number;
        else if (value !== null || !fromReference) numbers.push(number);
      });
    }
    return error ?? result(compute(numbers));
  });
}

/** A function of an array of numbers and one number. */
function withNumber(compute: (numbers: readonly number[], k: number) => number | ErrorValue): FunctionSpec {
  return whole(
    2, 2,
    ([array = null, k = null], scope) => {
      const numbers = collectNumbers([array], scope);
      if (numbers instanceof ErrorValue) return numbers;
      const number = toNumber(toScalar(k, scope));
      return number instanceof ErrorValue ? number : result(compute(numbers, number));
    },
    [1],
  );
}

/** RANK: equal numbers share the first rank, or the mean of their ranks. */
function rank(shared: "first" | "mean"): FunctionSpec {
  return whole(
    2, 3,
    (args, scope) => {
      const number = toNumber(toScalar(args[0] ?? null, scope));
      if (number instanceof ErrorValue) return number;
      const numbers = collectNumbers([args[1] ?? null], scope);
      if (numbers instanceof ErrorValue) return numbers;
      const upwards = booleanArgument(args, 2, false, scope);
      if (upwards instanceof ErrorValue) return upwards;
      const equal = numbers.filter((other) => other === number).length;
      if (equal === 0) return NA_ERROR;
      const before = numbers.filter((other) => (upwards ? other < number : other > number)).length;
      return 1 + before + (shared === "mean" ? (equal - 1) / 2 : 0);
    },
    [0, 2],
  );
}

/** The value at a share of the sorted numbers, between neighbours in proportion (PERCENTILE.INC). */
function percentile(numbers: readonly number[], share: number): number | ErrorValue {
  if (numbers.length === 0 || share < 0 || share > 1) return NUM_ERROR;
  const sorted = ascending(numbers);
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? 0;
  const high = sorted[Math.ceil(place)] ?? low;
  return low + (high - low) * (place - Math.floor(place));
}

/** The most frequent number, of several the one that comes first; #N/A when none comes twice. */
function mode(numbers: readonly number[]): number | ErrorValue {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  let best: number | null = null;
  let most = 1;
  for (const [number, count] of counts) if (count > most) [best, most] = [number, count];
  return best ?? NA_ERROR;
}

/** COUNT counts numbers, of values written in the formula also what can be converted. */
function count(args: readonly Value[], scope: Scope): Value {
  let total = 0;
  for (const arg of args) {
    eachValue(arg, scope, (value, fromReference) => {
      if (typeof value === "number" || (!fromReference && !(toNumber(value) instanceof ErrorValue))) total++;
    });
  }
  return total;
}

function countAll(args: readonly Value[], scope: Scope): Value {
  let total = 0;
  const add = (value: Scalar, fromReference: boolean): void => {
    if (value !== null || !fromReference) total++;
  };
  for (const arg of args) eachValue(arg, scope, add);
  return total;
}

function geometricMean(numbers: readonly number[]): number | ErrorValue {
  if (numbers.length === 0 || numbers.some((number) => number <= 0)) return NUM_ERROR;
  return Math.exp(sum(numbers.map(Math.log)) / numbers.length);
}

export const STATISTICS: FunctionTable = {
  SUM: ofNumbers(sum),
  PRODUCT: ofNumbers(product),
  AVERAGE: ofNumbers(average),
  MIN: ofNumbers(smallest),
  MAX: ofNumbers(largest),
  MEDIAN: ofNumbers(median),
  AVERAGEA: ofAllValues(average),
  MAXA: ofAllValues(largest),
  MINA: ofAllValues(smallest),
  COUNT: whole(1, MANY, count),
  COUNTA: whole(1, MANY, countAll),
  STDEV: ofNumbers((numbers) => deviation(numbers, "sample")),
  "STDEV.S": ofNumbers((numbers) => deviation(numbers, "sample")),
  "STDEV.P": ofNumbers((numbers) => deviation(numbers, "population")),
  STDEVP: ofNumbers((numbers) => deviation(numbers, "population")),
  VAR: ofNumbers((numbers) => variance(numbers, "sample")),
  "VAR.S": ofNumbers((numbers) => variance(numbers, "sample")),
  "VAR.P": ofNumbers((numbers) => variance(numbers, "population")),
  VARP: ofNumbers((numbers) => variance(numbers, "population")),
  SUMSQ: ofNumbers((numbers) => sum(numbers.map((number) => number * number))),
  AVEDEV: ofNumbers((numbers) => {
    const mean = average(numbers);
    return mean instanceof ErrorValue ? NUM_ERROR : average(numbers.map((number) => Math.abs(number - mean)));
  }),
  GEOMEAN: ofNumbers(geometricMean),
  MODE: ofNumbers(mode),
  "MODE.SNGL": ofNumbers(mode),
  LARGE: withNumber((numbers, k) => nth(numbers, k, "largest")),
  SMALL: withNumber((numbers, k) => nth(numbers, k, "smallest")),
  PERCENTILE: withNumber(percentile),
  "PERCENTILE.INC": withNumber(percentile),
  QUARTILE: withNumber((numbers, quart) => percentile(numbers, Math.trunc(quart) / 4)),
  "QUARTILE.INC": withNumber((numbers, quart) => percentile(numbers, Math.trunc(quart) / 4)),
  RANK: rank("first"),
  "RANK.EQ": rank("first"),
  "RANK.AVG": rank("mean"),
};
