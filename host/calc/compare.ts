import { ErrorValue, type Scalar } from "../model/cell";
import { fifteenDigits } from "./coerce";

const collator = new Intl.Collator("en", { sensitivity: "accent" });

/** Excel's order of types: numbers, texts, booleans. */
function rank(value: Scalar): number {
  return typeof value === "number" ? 1 : typeof value === "string" ? 2 : typeof value === "boolean" ? 3 : 0;
}

/**
 * Excel's comparison: negative, 0 or positive. Numbers by 15 digits, texts without regard to case, numbers before texts before booleans;
 * an empty cell is 0, "" or FALSE, whatever the other side is. Errors are to be handled before.
 */
export function compareScalars(a: Scalar, b: Scalar): number {
  const left = a === null ? emptyLike(b) : a;
  const right = b === null ? emptyLike(a) : b;
  if (typeof left === "number" && typeof right === "number") {
    return left === right ? 0 : compareNumbers(left, right);
  }
  if (typeof left === "string" && typeof right === "string") return compareTexts(left, right);
  if (typeof left === "boolean" && typeof right === "boolean") return Number(left) - Number(right);
  return rank(left) - rank(right);
}

function compareNumbers(left: number, right: number): number {
  const a = fifteenDigits(left);
  const b = fifteenDigits(right);
  return a < b ? -1 : a > b ? 1 : 0;
}

export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  const left = a.toLowerCase();
  const right = b.toLowerCase();
  if (left === right) return 0;
  return collator.compare(left, right) || (left < right ? -1 : 1);
}

function emptyLike(other: Scalar): Scalar {
  return typeof other === "string" ? "" : typeof other === "boolean" ? false : 0;
}

/** The order of SORT and of lookups: numbers, texts, booleans, errors, and empty cells always last. */
export function sortOrder(a: Scalar, b: Scalar): number {
  const left = sortRank(a);
  const right = sortRank(b);
  if (left !== right) return left - right;
  return a instanceof ErrorValue || a === null ? 0 : compareScalars(a, b);
}

export function sortRank(value: Scalar): number {
  return value === null ? 5 : value instanceof ErrorValue ? 4 : rank(value);
}
