import { CONDITIONAL } from "./conditional";
import { COUNTING } from "./counting";
import { DATES } from "./dates";
import { DAY_COUNTS } from "./dayCounts";
import { DYNAMIC_ARRAYS } from "./dynamicArrays";
import { FINANCIAL } from "./financial";
import { INFORMATION } from "./information";
import { LOGICAL } from "./logical";
import { LOOKUP } from "./lookup";
import { MATHEMATICS } from "./mathematics";
import { RESHAPING } from "./reshaping";
import { ROUNDING_FUNCTIONS } from "./roundingFunctions";
import type { FunctionSpec } from "./spec";
import { STATISTICS } from "./statistics";
import { TEXT_FUNCTIONS } from "./text";
import { TEXT_PARTS } from "./textParts";

const FUNCTIONS: ReadonlyMap<string, FunctionSpec> = new Map(
  [
    MATHEMATICS, ROUNDING_FUNCTIONS, STATISTICS, CONDITIONAL, COUNTING, LOGICAL, INFORMATION, LOOKUP, TEXT_FUNCTIONS, TEXT_PARTS, DATES, DAY_COUNTS, DYNAMIC_ARRAYS, RESHAPING, FINANCIAL,
  ].flatMap((part) => Object.entries(part)),
);

/** The built-in function of that name (upper case, without file prefixes); undefined when this host has none, which shows as #NAME?. */
export function findFunction(key: string): FunctionSpec | undefined {
  return FUNCTIONS.get(key);
}

/** The names of all built-in functions. */
export function functionNames(): readonly string[] {
  return [...FUNCTIONS.keys()];
}
