import { CONDITIONAL } from "./conditional";
import { COUNTING } from "./counting";
import { DATES } from "./dates";
import { DYNAMIC_ARRAYS } from "./dynamicArrays";
import { LOGICAL } from "./logical";
import { LOOKUP } from "./lookup";
import { MATHEMATICS } from "./mathematics";
import type { FunctionSpec } from "./spec";
import { TEXT_FUNCTIONS } from "./text";

const FUNCTIONS: ReadonlyMap<string, FunctionSpec> = new Map(
  [MATHEMATICS, CONDITIONAL, COUNTING, LOGICAL, LOOKUP, TEXT_FUNCTIONS, DATES, DYNAMIC_ARRAYS].flatMap((part) => Object.entries(part)),
);

/** The built-in function of that name (upper case, without file prefixes); undefined when this host has none, which shows as #NAME?. */
export function findFunction(key: string): FunctionSpec | undefined {
  return FUNCTIONS.get(key);
}

/** The names of all built-in functions. */
export function functionNames(): readonly string[] {
  return [...FUNCTIONS.keys()];
}
