import { ErrorValue, type Scalar } from "../model/cell";
import type { BinaryOperator } from "./ast";
import { finite, toNumber, toText } from "./coerce";
import { compareScalars } from "./compare";
import { DIV_ERROR, NUM_ERROR } from "./values";

type Operation = (left: Scalar, right: Scalar) => Scalar;

/** What an operator does with two values. The first error wins. */
export function binaryOperation(operator: BinaryOperator): Operation {
  return OPERATIONS[operator];
}

const OPERATIONS: Readonly<Record<BinaryOperator, Operation>> = {
  "+": arithmetic((a, b) => a + b),
  "-": arithmetic((a, b) => a - b),
  "*": arithmetic((a, b) => a * b),
  "/": arithmetic((a, b) => (b === 0 ? DIV_ERROR : a / b)),
  "^": arithmetic(power),
  "&": (left, right) => {
    const a = toText(left);
    if (a instanceof ErrorValue) return a;
    const b = toText(right);
    return b instanceof ErrorValue ? b : a + b;
  },
  "=": comparison((order) => order === 0),
  "<>": comparison((order) => order !== 0),
  "<": comparison((order) => order < 0),
  ">": comparison((order) => order > 0),
  "<=": comparison((order) => order <= 0),
  ">=": comparison((order) => order >= 0),
};

function arithmetic(compute: (a: number, b: number) => number | ErrorValue): Operation {
  return (left, right) => {
    const a = toNumber(left);
    if (a instanceof ErrorValue) return a;
    const b = toNumber(right);
    if (b instanceof ErrorValue) return b;
    const result = compute(a, b);
    return result instanceof ErrorValue ? result : finite(result, NUM_ERROR);
  };
}

/** 0^0 is #NUM!, 0 to a negative power #DIV/0!, as in Excel. */
export function power(base: number, exponent: number): number | ErrorValue {
  if (base === 0 && exponent === 0) return NUM_ERROR;
  if (base === 0 && exponent < 0) return DIV_ERROR;
  return base ** exponent;
}

function comparison(holds: (order: number) => boolean): Operation {
  return (left, right) => {
    if (left instanceof ErrorValue) return left;
    if (right instanceof ErrorValue) return right;
    return holds(compareScalars(left, right));
  };
}

export function negativeOf(value: number): number {
  return value === 0 ? 0 : -value;
}

export function percentOf(value: number): number {
  return value / 100;
}

/** 0 for a sum or difference that is nothing but the rounding of its operand. */
export function settled(result: Scalar, operand: Scalar): Scalar {
  return typeof result === "number" && typeof operand === "number" && Math.abs(result) < Math.abs(operand) * 1e-15 ? 0 : result;
}
