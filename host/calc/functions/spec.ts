import { ErrorValue, type Scalar } from "../../model/cell";
import type { FormulaNode } from "../ast";
import { finite, toBoolean, toNumber, toText } from "../coerce";
import { toScalar } from "../read";
import type { Scope } from "../scope";
import { Matrix, NUM_ERROR, Reference, type Value } from "../values";

/** One built-in function. */
export type FunctionSpec =
  | {
      readonly kind: "values";
      readonly min: number;
      readonly max: number;
      readonly volatile: boolean;
      readonly looksAtHiddenRows?: true;
      /** Which arguments take one value each: given an array there, the function is computed for every element. */
      readonly single: "all" | "none" | readonly number[];
      readonly run: (args: readonly Value[], scope: Scope) => Value;
    }
  | {
      /** Evaluates its arguments by itself, only those that it needs. */
      readonly kind: "lazy";
      readonly min: number;
      readonly max: number;
      readonly volatile: boolean;
      readonly looksAtHiddenRows?: true;
      readonly run: (args: readonly FormulaNode[], scope: Scope) => Value;
    };

export type FunctionTable = Readonly<Record<string, FunctionSpec>>;

export const MANY = 255;

/** A function of whole arguments (ranges, arrays). `single` lists the arguments that take one value each. */
export function whole(min: number, max: number, run: (args: readonly Value[], scope: Scope) => Value, single: "none" | readonly number[] = "none"): FunctionSpec {
  return { kind: "values", min, max, volatile: false, single, run };
}

export function lazy(min: number, max: number, run: (args: readonly FormulaNode[], scope: Scope) => Value): FunctionSpec {
  return { kind: "lazy", min, max, volatile: false, run };
}

export function volatile(spec: FunctionSpec): FunctionSpec {
  return { ...spec, volatile: true };
}

/** The result depends on which rows are hidden, by hand or by a filter. */
export function lookingAtHiddenRows(spec: FunctionSpec): FunctionSpec {
  return { ...spec, looksAtHiddenRows: true };
}

/** A function of single values; the first error among them is its result. */
export function single(min: number, max: number, run: (args: readonly Scalar[], scope: Scope) => Value): FunctionSpec {
  return {
    kind: "values", min, max, volatile: false, single: "all",
    run: (args, scope) => {
      const scalars: Scalar[] = [];
      for (const arg of args) {
        const scalar = arg instanceof Matrix || arg instanceof Reference ? toScalar(arg, scope) : arg;
        if (scalar instanceof ErrorValue) return scalar;
        scalars.push(scalar);
      }
      return run(scalars, scope);
    },
  };
}

/** Like `single`, but errors are handed to the function too. */
export function singleWithErrors(min: number, max: number, run: (args: readonly Scalar[], scope: Scope) => Value): FunctionSpec {
  return { kind: "values", min, max, volatile: false, single: "all", run: (args, scope) => run(args.map((arg) => toScalar(arg, scope)), scope) };
}

/** A function of numbers that gives a number. */
export function numeric(min: number, max: number, run: (...numbers: readonly number[]) => number | ErrorValue): FunctionSpec {
  return single(min, max, (args) => {
    const numbers: number[] = [];
    for (const arg of args) {
      const number = toNumber(arg);
      if (number instanceof ErrorValue) return number;
      numbers.push(number);
    }
    const result = run(...numbers);
    return result instanceof ErrorValue ? result : finite(result, NUM_ERROR);
  });
}

/** The arguments as texts, then `run`. */
export function textual(min: number, max: number, run: (...texts: readonly string[]) => Scalar): FunctionSpec {
  return single(min, max, (args) => {
    const texts: string[] = [];
    for (const arg of args) {
      const text = toText(arg);
      if (text instanceof ErrorValue) return text;
      texts.push(text);
    }
    return run(...texts);
  });
}

/** The number of an argument that may be left out. */
export function numberArgument(args: readonly Value[], index: number, otherwise: number, scope: Scope): number | ErrorValue {
  const arg = args[index];
  return arg === undefined || (arg === null && index > 0) ? otherwise : toNumber(toScalar(arg, scope));
}

/** The truth of an argument that may be left out. */
export function booleanArgument(args: readonly Value[], index: number, otherwise: boolean, scope: Scope): boolean | ErrorValue {
  const arg = args[index];
  return arg === undefined ? otherwise : toBoolean(toScalar(arg, scope));
}
