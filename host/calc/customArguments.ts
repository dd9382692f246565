import { ErrorValue, type Scalar } from "../model/cell";
import { toBoolean, toNumber, toText } from "./coerce";
import type { CustomFunctionArgument, CustomFunctionParameter } from "./contract";
import { Matrix, VALUE_ERROR } from "./values";

/**
 * How an empty cell reaches a parameter of type any. Excel sends null now and sent 0 before: OfficeDev/office-js issue 4702, where Microsoft
 * calls the change a bug fix without a requirement set to tell the two apart; add-ins must expect both. Nobody reported the empty string.
 */
export type BlankForm = "empty string" | "null" | "zero";

const BLANKS: Readonly<Record<BlankForm, Scalar>> = { "empty string": "", null: null, zero: 0 };

/** What a formula gives for a parameter; undefined when it is left out. */
export type GivenArgument = Scalar | Matrix | undefined;

interface Conversion {
  readonly blankAs: BlankForm;
  /** allowErrorForDataTypeAny: errors pass into parameters of type any. */
  readonly passesErrors: boolean;
}

/** An argument that keeps the function from being called. */
class Refusal {
  constructor(readonly error: ErrorValue) {}
}

/** "Excel limits custom-function payloads to 5 MB", by design, and the function fails to run (Microsoft in OfficeDev/office-js issue 4654). */
const PAYLOAD_LIMIT = 5 * 1024 * 1024;

/** True when the arguments, as JSON text, are more than Excel hands to an add-in. */
export function isTooLarge(json: string): boolean {
  if (json.length > PAYLOAD_LIMIT) return true;
  return json.length * 3 > PAYLOAD_LIMIT && new TextEncoder().encode(json).length > PAYLOAD_LIMIT;
}

/** True when the parameter takes a two-dimensional array. */
export function isMatrix(parameter: CustomFunctionParameter): boolean {
  return parameter.dimensionality === "matrix";
}

/** Equal keys mean equal arguments, types included. */
export function argumentsKey(args: readonly CustomFunctionArgument[]): string {
  return JSON.stringify(args, (_, value: unknown) => (value instanceof ErrorValue ? { error: value.code } : value));
}

/**
 * The arguments as the add-in gets them, in declared order: null for one left out, the values of a repeating parameter as one array
 * ("Custom functions parameter options"); or the error that keeps the function from being called.
 */
export function convertArguments(parameters: readonly CustomFunctionParameter[], values: readonly GivenArgument[], conversion: Conversion): readonly CustomFunctionArgument[] | ErrorValue {
  const args: CustomFunctionArgument[] = [];
  const repeated: CustomFunctionArgument[] = [];
  for (let index = 0; index < Math.max(values.length, parameters.length); index++) {
    const parameter = parameters[Math.min(index, parameters.length - 1)];
    if (parameter === undefined) continue;
    if (parameter.repeating === true && index >= values.length) continue;
    const arg = argument(parameter, values[index], conversion);
    if (arg instanceof Refusal) return arg.error;
    (parameter.repeating === true ? repeated : args).push(arg);
  }
  if (parameters.at(-1)?.repeating === true) args.push(repeated);
  return args;
}

function argument(parameter: CustomFunctionParameter, value: GivenArgument, conversion: Conversion): CustomFunctionArgument | Refusal {
  if (value === undefined) {
    return parameter.optional === true || parameter.repeating === true ? null : new Refusal(new ErrorValue("#VALUE!", `The argument ${parameter.name} is missing.`));
  }
  if (!isMatrix(parameter)) return value instanceof Matrix ? new Refusal(VALUE_ERROR) : element(parameter, value, conversion, false);
  const matrix = value instanceof Matrix ? value : new Matrix(1, 1, [value]);
  const rows: Scalar[][] = [];
  for (let row = 0; row < matrix.rows; row++) {
    const cells: Scalar[] = [];
    for (let column = 0; column < matrix.columns; column++) {
      const cell = element(parameter, matrix.at(row, column), conversion, true);
      if (cell instanceof Refusal) return cell;
      cells.push(cell);
    }
    rows.push(cells);
  }
  return rows;
}

/** One value by the declared type. Errors pass only into type any, and only when the metadata allows it. */
function element(parameter: CustomFunctionParameter, value: Scalar, { blankAs, passesErrors }: Conversion, inMatrix: boolean): Scalar | Refusal {
  const type = parameter.type ?? "any";
  const any = type !== "number" && type !== "string" && type !== "boolean";
  if (value instanceof ErrorValue) return any && passesErrors && value.code !== "#BUSY!" ? value : new Refusal(value);
  if (any) return value === null ? BLANKS[blankAs] : value;
  const converted = type === "number" ? (inMatrix && typeof value === "string" ? VALUE_ERROR : toNumber(value)) : type === "string" ? toText(value) : toBoolean(value);
  return converted instanceof ErrorValue ? new Refusal(converted) : converted;
}
