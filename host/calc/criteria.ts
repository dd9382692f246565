import { ErrorValue, type Scalar } from "../model/cell";
import { textToNumber } from "./coerce";
import { compareTexts } from "./compare";
import { wildcardPattern } from "./wildcards";

/** A condition of SUMIFS and its kin. */
export interface Criterion {
  matches(value: Scalar): boolean;
  /** Set when only an equal number or text can match: the key under which an index holds such rows. */
  readonly key: string | null;
  readonly matchesEmpty: boolean;
}

/**
 * Reads a criterion: a value (equal to it) or a text that begins with = <> < > <= >=. Texts compare without regard to case and may hold the
 * wildcards ? and * (~ before one takes it literally). As in Excel, a text that looks like a number equals that number.
 */
export function readCriterion(criterion: Scalar): Criterion {
  if (criterion === null) return equalToNumber(0); // a reference to an empty cell means 0
  if (typeof criterion === "number") return equalToNumber(criterion);
  if (typeof criterion === "boolean") return plain((value) => value === criterion);
  if (criterion instanceof ErrorValue) return plain((value) => value instanceof ErrorValue && value.code === criterion.code);
  const [, operator = "", operand = ""] = /^(<>|<=|>=|=|<|>)?([\s\S]*)$/.exec(criterion) ?? [];
  if (operator === "" && operand === "") return plain((value) => value === null || value === "");
  if (operator === "=" || operator === "") return equalToText(operand);
  if (operator === "<>") {
    const equal = equalToText(operand);
    return plain((value) => !equal.matches(value));
  }
  return ordered(operator, operand);
}

function plain(matches: (value: Scalar) => boolean): Criterion {
  return { matches, key: null, matchesEmpty: matches(null) };
}

function equalToNumber(number: number): Criterion {
  return {
    matches: (value) => value === number || (typeof value === "string" && textToNumber(value) === number),
    key: numberKey(number),
    matchesEmpty: false,
  };
}

function equalToText(operand: string): Criterion {
  if (operand === "") return plain((value) => value === null);
  const number = textToNumber(operand);
  if (number !== null) return equalToNumber(number);
  const word = operand.toUpperCase();
  if (word === "TRUE" || word === "FALSE") return plain((value) => value === (word === "TRUE"));
  if (/^#[A-Z/0!?_]+/.test(word)) return plain((value) => value instanceof ErrorValue && value.code === word);
  const pattern = wildcardPattern(operand);
  if (pattern !== null) return plain((value) => typeof value === "string" && pattern.matches(value));
  const lower = operand.toLowerCase();
  return {
    matches: (value) => typeof value === "string" && (value === operand || value.toLowerCase() === lower),
    key: textKey(lower),
    matchesEmpty: false,
  };
}

function ordered(operator: string, operand: string): Criterion {
  const holds = ORDER[operator] ?? (() => false);
  const number = textToNumber(operand);
  if (number !== null) return plain((value) => typeof value === "number" && holds(value - number));
  return plain((value) => typeof value === "string" && holds(compareTexts(value, operand)));
}

const ORDER: Readonly<Record<string, (order: number) => boolean>> = {
  "<": (order) => order < 0,
  ">": (order) => order > 0,
  "<=": (order) => order <= 0,
  ">=": (order) => order >= 0,
};

export function numberKey(number: number): string {
  return `n${number === 0 ? 0 : number}`;
}

export function textKey(lower: string): string {
  return `s${lower}`;
}
