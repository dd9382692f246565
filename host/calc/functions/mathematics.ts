import { ErrorValue } from "../../model/cell";
import { power } from "../operators";
import { toMatrix, toScalar } from "../read";
import { toNumber } from "../coerce";
import { roundTo } from "../rounding";
import { NA_ERROR, NUM_ERROR, VALUE_ERROR, type Matrix, DIV_ERROR } from "../values";
import { average, collectNumbers, deviation, largest, median, modulo, nth, product, result, smallest, sum, truncate, variance } from "./numbers";
import { booleanArgument, type FunctionSpec, type FunctionTable, MANY, numeric, whole } from "./spec";

/** A function of all the numbers in its arguments. */
function ofNumbers(compute: (numbers: readonly number[]) => number | ErrorValue): FunctionSpec {
  return whole(1, MANY, (args, scope) => {
    const numbers = collectNumbers(args, scope);
    return numbers instanceof ErrorValue ? numbers : result(compute(numbers));
  });
}

function ofNumbersAndRank(from: "smallest" | "largest"): FunctionSpec {
  return whole(
    2, 2,
    ([array = null, k = null], scope) => {
      const numbers = collectNumbers([array], scope);
      if (numbers instanceof ErrorValue) return numbers;
      const position = toNumber(toScalar(k, scope));
      return position instanceof ErrorValue ? position : nth(numbers, position, from);
    },
    [1],
  );
}

const rank = whole(
  2, 3,
  (args, scope) => {
    const number = toNumber(toScalar(args[0] ?? null, scope));
    if (number instanceof ErrorValue) return number;
    const numbers = collectNumbers([args[1] ?? null], scope);
    if (numbers instanceof ErrorValue) return numbers;
    const upwards = booleanArgument(args, 2, false, scope);
    if (upwards instanceof ErrorValue) return upwards;
    if (!numbers.includes(number)) return NA_ERROR;
    return 1 + numbers.filter((other) => (upwards ? other < number : other > number)).length;
  },
  [0, 2],
);

const sumProduct = whole(1, MANY, (args, scope) => {
  const matrices: Matrix[] = [];
  for (const arg of args) {
    const matrix = toMatrix(arg, scope);
    if (matrix instanceof ErrorValue) return matrix;
    matrices.push(matrix);
  }
  const [first] = matrices;
  if (first === undefined || matrices.some((matrix) => matrix.rows !== first.rows || matrix.columns !== first.columns)) return VALUE_ERROR;
  let total = 0;
  for (let index = 0; index < first.cells.length; index++) {
    let term = 1;
    for (const matrix of matrices) {
      const cell = matrix.cells[index];
      if (cell instanceof ErrorValue) return cell;
      term *= typeof cell === "number" ? cell : 0; // texts and booleans count as 0 here
    }
    total += term;
  }
  return result(total);
});

export const MATHEMATICS: FunctionTable = {
  SUM: ofNumbers(sum),
  PRODUCT: ofNumbers(product),
  AVERAGE: ofNumbers(average),
  MIN: ofNumbers(smallest),
  MAX: ofNumbers(largest),
  MEDIAN: ofNumbers(median),
  STDEV: ofNumbers((numbers) => deviation(numbers, "sample")),
  "STDEV.S": ofNumbers((numbers) => deviation(numbers, "sample")),
  "STDEV.P": ofNumbers((numbers) => deviation(numbers, "population")),
  STDEVP: ofNumbers((numbers) => deviation(numbers, "population")),
  VAR: ofNumbers((numbers) => variance(numbers, "sample")),
  "VAR.S": ofNumbers((numbers) => variance(numbers, "sample")),
  "VAR.P": ofNumbers((numbers) => variance(numbers, "population")),
  SUMSQ: ofNumbers((numbers) => sum(numbers.map((number) => number * number))),
  LARGE: ofNumbersAndRank("largest"),
  SMALL: ofNumbersAndRank("smallest"),
  RANK: rank,
  "RANK.EQ": rank,
  SUMPRODUCT: sumProduct,
  ROUND: numeric(2, 2, (value = 0, places = 0) => roundTo(value, places, "half")),
  ROUNDUP: numeric(2, 2, (value = 0, places = 0) => roundTo(value, places, "up")),
  ROUNDDOWN: numeric(2, 2, (value = 0, places = 0) => roundTo(value, places, "down")),
  INT: numeric(1, 1, (value = 0) => Math.floor(value)),
  TRUNC: numeric(1, 2, (value = 0, places = 0) => truncate(value, places)),
  MOD: numeric(2, 2, (value = 0, divisor = 0) => modulo(value, divisor)),
  QUOTIENT: numeric(2, 2, (value = 0, divisor = 0) => (divisor === 0 ? DIV_ERROR : Math.trunc(value / divisor))),
  ABS: numeric(1, 1, (value = 0) => Math.abs(value)),
  SIGN: numeric(1, 1, (value = 0) => Math.sign(value)),
  POWER: numeric(2, 2, (base = 0, exponent = 0) => power(base, exponent)),
  SQRT: numeric(1, 1, (value = 0) => (value < 0 ? NUM_ERROR : Math.sqrt(value))),
  EXP: numeric(1, 1, (value = 0) => Math.exp(value)),
  LN: numeric(1, 1, (value = 0) => (value <= 0 ? NUM_ERROR : Math.log(value))),
  LOG10: numeric(1, 1, (value = 0) => (value <= 0 ? NUM_ERROR : Math.log10(value))),
  PI: numeric(0, 0, () => Math.PI),
};
