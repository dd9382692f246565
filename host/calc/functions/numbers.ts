import { ErrorValue, type Scalar } from "../../model/cell";
import { finite, toNumber } from "../coerce";
import { eachValue } from "../read";
import { roundTo } from "../rounding";
import type { Scope } from "../scope";
import { DIV_ERROR, NUM_ERROR, type Value } from "../values";

/**
 * The numbers of arguments as SUM takes them: of ranges and arrays only the numbers, of values written in the formula also
 * what can be converted. The first error is the result.
 */
export function collectNumbers(args: readonly Value[], scope: Scope): number[] | ErrorValue {
  const numbers: number[] = [];
  let error: ErrorValue | null = null;
  for (const arg of args) {
    eachValue(arg, scope, (value, fromReference) => {
      if (typeof value === "number") numbers.push(value);
      else if (value instanceof ErrorValue) error ??= value;
      else if (!fromReference) {
        const number = toNumber(value);
        if (number instanceof ErrorValue) error ??= number;
        else numbers.push(number);
      }
    });
  }
  return error ?? numbers;
}

/** Plain doubles, added from left to right. */
export function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

export function average(numbers: readonly number[]): number | ErrorValue {
  return numbers.length === 0 ? DIV_ERROR : sum(numbers) / numbers.length;
}

export function largest(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((most, number) => (number > most ? number : most));
}

export function smallest(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((least, number) => (number < least ? number : least));
}

export function product(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((total, number) => total * number, 1);
}

export function median(numbers: readonly number[]): number | ErrorValue {
  const sorted = ascending(numbers);
  const high = sorted[Math.floor(sorted.length / 2)];
  const low = sorted[Math.ceil(sorted.length / 2) - 1];
  return high === undefined || low === undefined ? NUM_ERROR : (low + high) / 2;
}

/** The variance; of a sample (n − 1) or of the whole population (n). */
export function variance(numbers: readonly number[], of: "sample" | "population"): number | ErrorValue {
  const divisor = of === "sample" ? numbers.length - 1 : numbers.length;
  if (divisor < 1) return DIV_ERROR;
  const mean = sum(numbers) / numbers.length;
  return sum(numbers.map((number) => (number - mean) ** 2)) / divisor;
}

export function deviation(numbers: readonly number[], of: "sample" | "population"): number | ErrorValue {
  const result = variance(numbers, of);
  return result instanceof ErrorValue ? result : Math.sqrt(result);
}

/** The k-th number counted from the smallest (1), or from the largest for a negative direction. */
export function nth(numbers: readonly number[], k: number, from: "smallest" | "largest"): number | ErrorValue {
  const index = Math.ceil(k) - 1;
  const sorted = ascending(numbers);
  return sorted[from === "smallest" ? index : sorted.length - 1 - index] ?? NUM_ERROR;
}

export function ascending(numbers: readonly number[]): number[] {
  return Float64Array.from(numbers).sort().reduce<number[]>((list, number) => (list.push(number), list), []);
}

/** The sign of the result follows the divisor. */
export function modulo(number: number, divisor: number): number | ErrorValue {
  return divisor === 0 ? DIV_ERROR : number - divisor * Math.floor(number / divisor);
}

export function truncate(number: number, places: number): number {
  return Math.trunc(places) === 0 ? Math.trunc(number) : roundTo(number, places, "down");
}

export function result(value: number | ErrorValue): Scalar {
  return value instanceof ErrorValue ? value : finite(value, NUM_ERROR);
}

