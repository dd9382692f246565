import { ErrorValue } from "../../model/cell";
import { power } from "../operators";
import { dereference, toMatrix, toScalar } from "../read";
import { toNumber } from "../coerce";
import { Matrix, NUM_ERROR, VALUE_ERROR } from "../values";
import { result } from "./numbers";
import { type FunctionTable, MANY, numeric, single, volatile, whole } from "./spec";

const sumProduct = whole(1, MANY, (args, scope) => {
  const matrices: Matrix[] = [];
  for (const arg of args) {
    const value = dereference(arg, scope);
    const matrix = value instanceof Matrix ? value : toMatrix(value, scope);
    if (matrix instanceof ErrorValue) return matrix;
    matrices.push(matrix);
  }
  const [first] = matrices;
  if (first === undefined || matrices.some((matrix) => matrix.rows !== first.rows || matrix.columns !== first.columns)) return VALUE_ERROR;
  // below the last stored row of all arguments every row gives the same
  const storedRows = Math.max(...matrices.map((matrix) => matrix.storedRows));
  let total = 0;
  for (let row = 0; row < first.rows; row++) {
    let ofRow = 0;
    scope.engine.spend(first.columns);
    for (let column = 0; column < first.columns; column++) {
      let term = 1;
      for (const matrix of matrices) {
        const cell = matrix.at(row, column);
        if (cell instanceof ErrorValue) return cell;
        term *= typeof cell === "number" ? cell : 0; // texts and booleans count as 0 here
      }
      total += term;
      ofRow += term;
    }
    if (row >= storedRows && ofRow === 0) break;
  }
  return result(total);
});

function logarithm(value: number, base: number): number | ErrorValue {
  if (value <= 0 || base <= 0) return NUM_ERROR;
  if (base === 10) return Math.log10(value);
  return base === 2 ? Math.log2(value) : Math.log(value) / Math.log(base);
}

/** GCD and LCM of whole numbers that are not negative. */
function divisorOf(a: number, b: number): number {
  return b === 0 ? a : divisorOf(b, a % b);
}

function factorial(value: number): number | ErrorValue {
  const whole = Math.trunc(value);
  if (whole < 0 || whole > 170) return NUM_ERROR;
  let product = 1;
  for (let factor = 2; factor <= whole; factor++) product *= factor;
  return product;
}

/** RANDBETWEEN: whole numbers, both ends included. */
const randomBetween = volatile(
  whole(
    2, 2,
    (args, scope) => {
      const low = toNumber(toScalar(args[0] ?? null, scope));
      const high = toNumber(toScalar(args[1] ?? null, scope));
      if (low instanceof ErrorValue) return low;
      if (high instanceof ErrorValue) return high;
      const from = Math.ceil(low);
      const to = Math.floor(high);
      return from > to ? NUM_ERROR : from + Math.floor(scope.engine.random() * (to - from + 1));
    },
    [0, 1],
  ),
);

export const MATHEMATICS: FunctionTable = {
  SUMPRODUCT: sumProduct,
  ABS: numeric(1, 1, (value = 0) => Math.abs(value)),
  SIGN: numeric(1, 1, (value = 0) => Math.sign(value)),
  POWER: numeric(2, 2, (base = 0, exponent = 0) => power(base, exponent)),
  SQRT: numeric(1, 1, (value = 0) => (value < 0 ? NUM_ERROR : Math.sqrt(value))),
  EXP: numeric(1, 1, (value = 0) => Math.exp(value)),
  LN: numeric(1, 1, (value = 0) => (value <= 0 ? NUM_ERROR : Math.log(value))),
  LOG: numeric(1, 2, (value = 0, base = 10) => logarithm(value, base)),
  LOG10: numeric(1, 1, (value = 0) => logarithm(value, 10)),
  FACT: numeric(1, 1, (value = 0) => factorial(value)),
  GCD: numeric(1, MANY, (...numbers) => (numbers.some((number) => number < 0) ? NUM_ERROR : numbers.map(Math.trunc).reduce(divisorOf, 0))),
  LCM: numeric(1, MANY, (...numbers) =>
    numbers.some((number) => number < 0) ? NUM_ERROR : numbers.map(Math.trunc).reduce((a, b) => (a === 0 || b === 0 ? 0 : (a / divisorOf(a, b)) * b), 1)),
  PI: numeric(0, 0, () => Math.PI),
  RAND: volatile(single(0, 0, (_, scope) => scope.engine.random())),
  RANDBETWEEN: randomBetween,
};
