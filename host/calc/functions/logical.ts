import { ErrorValue, type Scalar } from "../../model/cell";
import type { FormulaNode } from "../ast";
import { toBoolean, toNumber } from "../coerce";
import { compareScalars } from "../compare";
import { broadcast, dereference, eachValue, toScalar } from "../read";
import type { Scope } from "../scope";
import { Matrix, NA_ERROR, type Value, VALUE_ERROR } from "../values";
import { type FunctionSpec, type FunctionTable, lazy, MANY, single, whole } from "./spec";

const MISSING: FormulaNode = { kind: "missing" };

/** A cell that waits for a custom function stays waiting: no error handler may turn #BUSY! into an answer. */
export function isBusy(value: Value): value is ErrorValue {
  return value instanceof ErrorValue && value.code === "#BUSY!";
}

function evaluateAt(args: readonly FormulaNode[], index: number, scope: Scope): Value {
  return scope.engine.evaluate(args[index] ?? MISSING, scope);
}

function ifFunction(args: readonly FormulaNode[], scope: Scope): Value {
  const condition = dereference(evaluateAt(args, 0, scope), scope);
  if (!(condition instanceof Matrix)) {
    const truth = toBoolean(condition);
    if (truth instanceof ErrorValue) return truth;
    if (truth) return evaluateAt(args, 1, scope);
    return args.length > 2 ? evaluateAt(args, 2, scope) : false;
  }
  const yes = dereference(evaluateAt(args, 1, scope), scope);
  const no = args.length > 2 ? dereference(evaluateAt(args, 2, scope), scope) : false;
  return broadcast([condition, yes, no], NA_ERROR, scope, ([test = null, then = null, otherwise = null]) => {
    const truth = toBoolean(test);
    return truth instanceof ErrorValue ? truth : truth ? then : otherwise;
  });
}

/** IFERROR and IFNA: the alternative is evaluated only when it is needed. */
function ifError(caught: (error: ErrorValue) => boolean): FunctionSpec {
  return lazy(2, 2, (args, scope) => {
    const value = evaluateAt(args, 0, scope);
    const result = dereference(value, scope);
    const catches = (element: Scalar): boolean => element instanceof ErrorValue && !isBusy(element) && caught(element);
    if (!(result instanceof Matrix)) return catches(result) ? evaluateAt(args, 1, scope) : value;
    if (!result.some(catches)) return result;
    const alternative = dereference(evaluateAt(args, 1, scope), scope);
    return broadcast([result, alternative], NA_ERROR, scope, ([element = null, other = null]) => (catches(element) ? other : element));
  });
}

/** IFS: the first pair whose condition is true; with arrays, for each element (then every argument is evaluated). */
function ifs(args: readonly FormulaNode[], scope: Scope): Value {
  if (args.length % 2 !== 0) return VALUE_ERROR;
  for (let index = 0; index < args.length; index += 2) {
    const condition = dereference(evaluateAt(args, index, scope), scope);
    if (condition instanceof Matrix) return ifsOfArrays(args.slice(index), scope);
    const truth = toBoolean(condition);
    if (truth instanceof ErrorValue) return truth;
    if (truth) return evaluateAt(args, index + 1, scope);
  }
  return NA_ERROR;
}

function ifsOfArrays(args: readonly FormulaNode[], scope: Scope): Value {
  const values = args.map((arg) => dereference(scope.engine.evaluate(arg, scope), scope));
  return broadcast(values, NA_ERROR, scope, (elements) => {
    for (let index = 0; index < elements.length; index += 2) {
      const truth = toBoolean(elements[index] ?? null);
      if (truth instanceof ErrorValue) return truth;
      if (truth) return elements[index + 1] ?? null;
    }
    return NA_ERROR;
  });
}

function switchFunction(args: readonly FormulaNode[], scope: Scope): Value {
  const subject = toScalar(evaluateAt(args, 0, scope), scope);
  if (subject instanceof ErrorValue) return subject;
  let index = 1;
  for (; index + 1 < args.length; index += 2) {
    const candidate = toScalar(evaluateAt(args, index, scope), scope);
    if (candidate instanceof ErrorValue) return candidate;
    if (typeOf(candidate) === typeOf(subject) && compareScalars(candidate, subject) === 0) return evaluateAt(args, index + 1, scope);
  }
  return index < args.length ? evaluateAt(args, index, scope) : NA_ERROR;
}

function typeOf(value: Scalar): string {
  return value === null ? "number" : typeof value;
}

/** CHOOSE: only the chosen one is evaluated; CHOOSE({1,2},B:B,A:A) puts whole columns side by side. */
function choose(args: readonly FormulaNode[], scope: Scope): Value {
  const index = dereference(evaluateAt(args, 0, scope), scope);
  if (index instanceof Matrix) {
    const values = args.slice(1).map((arg) => dereference(scope.engine.evaluate(arg, scope), scope));
    return broadcast([index, ...values], NA_ERROR, scope, ([position = null, ...elements]) => {
      const place = toNumber(position);
      if (place instanceof ErrorValue) return place;
      const chosen = elements[Math.trunc(place) - 1];
      return chosen === undefined ? VALUE_ERROR : chosen;
    });
  }
  const number = toNumber(index);
  if (number instanceof ErrorValue) return number;
  const position = Math.trunc(number);
  return position < 1 || position >= args.length ? VALUE_ERROR : evaluateAt(args, position, scope);
}

function letFunction(args: readonly FormulaNode[], scope: Scope): Value {
  if (args.length % 2 === 0) return VALUE_ERROR;
  const locals = new Map(scope.locals);
  let inner: Scope = { ...scope, locals };
  for (let index = 0; index + 1 < args.length; index += 2) {
    const name = args[index];
    if (name?.kind !== "name" || name.sheet !== null) return VALUE_ERROR;
    const value = evaluateAt(args, index + 1, inner);
    locals.set(name.name.toLowerCase().replace(/^_xlpm\./, ""), value);
    inner = { ...scope, locals };
  }
  return evaluateAt(args, args.length - 1, inner);
}

/** AND, OR, XOR: texts and empty cells in ranges do not count; without any truth value the result is #VALUE!. */
function truths(combine: (truths: readonly boolean[]) => boolean): FunctionSpec {
  return whole(1, MANY, (args, scope) => {
    const found: boolean[] = [];
    let error: ErrorValue | null = null;
    for (const arg of args) {
      eachValue(arg, scope, (value, fromReference) => {
        if (fromReference && (typeof value === "string" || value === null)) return;
        const truth = toBoolean(value);
        if (truth instanceof ErrorValue) error ??= truth;
        else found.push(truth);
      });
    }
    return error ?? (found.length === 0 ? VALUE_ERROR : combine(found));
  });
}

export const LOGICAL: FunctionTable = {
  IF: lazy(2, 3, ifFunction),
  IFERROR: ifError(() => true),
  IFNA: ifError((error) => error.code === "#N/A"),
  IFS: lazy(2, MANY, ifs),
  SWITCH: lazy(3, MANY, switchFunction),
  CHOOSE: lazy(2, MANY, choose),
  LET: lazy(3, MANY, letFunction),
  AND: truths((found) => found.every(Boolean)),
  OR: truths((found) => found.some(Boolean)),
  XOR: truths((found) => found.filter(Boolean).length % 2 === 1),
  NOT: single(1, 1, ([value = null]) => {
    const truth = toBoolean(value);
    return truth instanceof ErrorValue ? truth : !truth;
  }),
  TRUE: single(0, 0, () => true),
  FALSE: single(0, 0, () => false),
};
