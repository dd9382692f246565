import type { ErrorValue } from "../../model/cell";
import { fifteenDigits } from "../coerce";
import { roundTo } from "../rounding";
import { DIV_ERROR, NUM_ERROR } from "../values";
import { modulo, truncate } from "./numbers";
import { type FunctionTable, numeric } from "./spec";

/** How many times `step` goes into `value`, by the 15 digits that Excel shows: 0.3 / 0.1 is 3. */
function steps(value: number, step: number): number {
  return fifteenDigits(value / step);
}

/** A multiple of `step` as a decimal of 15 digits, so that 14 × 0.2 is 2.8. */
function multiple(count: number, step: number): number {
  return fifteenDigits(count * step);
}

/** CEILING: away from zero when both signs are equal; a positive number and a negative step is #NUM!. */
function ceiling(value: number, step: number): number | ErrorValue {
  if (value === 0 || step === 0) return 0;
  if (value > 0 && step < 0) return NUM_ERROR;
  return multiple(Math.ceil(steps(value, step)), step);
}

/** FLOOR: towards zero when both signs are equal; a step of 0 is #DIV/0!. */
function floor(value: number, step: number): number | ErrorValue {
  if (value === 0) return 0;
  if (step === 0) return DIV_ERROR;
  if (value > 0 && step < 0) return NUM_ERROR;
  return multiple(Math.floor(steps(value, step)), step);
}

/** CEILING.MATH and FLOOR.MATH: the sign of the step does not matter; a mode other than 0 turns the direction for negative numbers. */
function mathematical(direction: "up" | "down") {
  return (value = 0, step = value < 0 ? -1 : 1, mode = 0): number => {
    const size = Math.abs(step);
    if (size === 0) return 0;
    const up = (direction === "up") !== (value < 0 && mode !== 0);
    return multiple(up ? Math.ceil(steps(value, size)) : Math.floor(steps(value, size)), size);
  };
}

/** MROUND: to the nearest multiple, halves away from zero; the signs must agree. */
function toMultiple(value: number, step: number): number | ErrorValue {
  if (value === 0 || step === 0) return 0;
  if (value < 0 !== step < 0) return NUM_ERROR;
  return multiple(Math.floor(steps(value, step) + 0.5), step);
}

/** EVEN and ODD: the next such whole number away from zero. */
function awayToParity(odd: boolean) {
  return (value = 0): number => {
    const size = Math.abs(value);
    const rounded = odd ? Math.ceil((size - 1) / 2) * 2 + 1 : Math.ceil(size / 2) * 2;
    const result = odd ? Math.max(1, rounded) : rounded;
    return value < 0 ? -result : result;
  };
}

export const ROUNDING_FUNCTIONS: FunctionTable = {
  ROUND: numeric(2, 2, (value = 0, places = 0) => roundTo(value, places, "half")),
  ROUNDUP: numeric(2, 2, (value = 0, places = 0) => roundTo(value, places, "up")),
  ROUNDDOWN: numeric(2, 2, (value = 0, places = 0) => roundTo(value, places, "down")),
  INT: numeric(1, 1, (value = 0) => Math.floor(value)),
  TRUNC: numeric(1, 2, (value = 0, places = 0) => truncate(value, places)),
  MOD: numeric(2, 2, (value = 0, divisor = 0) => modulo(value, divisor)),
  QUOTIENT: numeric(2, 2, (value = 0, divisor = 0) => (divisor === 0 ? DIV_ERROR : Math.trunc(value / divisor))),
  MROUND: numeric(2, 2, (value = 0, step = 0) => toMultiple(value, step)),
  CEILING: numeric(2, 2, (value = 0, step = 0) => ceiling(value, step)),
  FLOOR: numeric(2, 2, (value = 0, step = 0) => floor(value, step)),
  "CEILING.MATH": numeric(1, 3, mathematical("up")),
  "FLOOR.MATH": numeric(1, 3, mathematical("down")),
  EVEN: numeric(1, 1, awayToParity(false)),
  ODD: numeric(1, 1, awayToParity(true)),
};
