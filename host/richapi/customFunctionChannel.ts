import type { Calc, CustomFunctionArgument, CustomFunctionDispatch, CustomFunctionInvocation } from "../calc/contract";
import type { ErrorCode, Scalar } from "../model/cell";
import { ErrorValue } from "../model/cell";
import type { HostMessage } from "./processor";
import type { Json } from "./protocol";

/** Message category and types of the custom-function runtime (host-protocol.md §1.3). */
const CATEGORY = 1;
const INVOKE = 1000;
const CANCEL = 1001;

const FLAG_CANCELABLE = 1;
const FLAG_STREAM = 2;
const FLAG_ERRORS_INSIDE = 4;

const ERROR_CODES: readonly ErrorCode[] = [
  "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!", "#BUSY!", "#GETTING_DATA", "#FIELD!", "#CONNECT!", "#BLOCKED!", "#UNKNOWN!",
];
/** The runtime's numbers for a failed call; any other (an error of JavaScript, thrown or rejected) shows #VALUE!. */
const CODE_BY_NUMBER: Readonly<Record<number, ErrorCode>> = { 1: "#N/A", 5: "#DIV/0!", 6: "#NUM!", 7: "#VALUE!", 8: "#NULL!", 9: "#NAME?", 10: "#NAME?" };
/** The runtime's numbers of #N/A and #VALUE! as CustomFunctions.Error says them: only these carry the add-in's message ("Handle and return errors from your custom function"). */
const NUMBERS_WITH_MESSAGE: readonly unknown[] = [1, 7];
const CODES_WITH_MESSAGE: readonly ErrorCode[] = ["#N/A", "#VALUE!"];
/** Errors that a function may be given but not give (the same page). */
const INPUT_ONLY: readonly ErrorCode[] = ["#NAME?", "#REF!"];
/** Characters that a cell can hold ("Excel specifications and limits"). */
const LONGEST_TEXT = 32_767;

/** Carries calls of custom functions to the client's runtime and its results to the calculation. */
export class CustomFunctionChannel implements CustomFunctionDispatch {
  isReady = false;

  constructor(
    private readonly calc: Calc | null,
    private readonly post: (message: HostMessage) => void,
  ) {}

  invoke(call: CustomFunctionInvocation): void {
    const args = call.args.map(encode);
    const flags = (call.cancelable ? FLAG_CANCELABLE : 0) | (call.stream ? FLAG_STREAM : 0) | (call.args.some(holdsError) ? FLAG_ERRORS_INSIDE : 0);
    const addresses = call.parameterAddresses === null ? [] : [call.parameterAddresses];
    this.post({ category: CATEGORY, type: INVOKE, targetId: "", message: JSON.stringify([call.id, call.functionId, args, call.address, flags, ...addresses]) });
  }

  cancel(id: number): void {
    this.post({ category: CATEGORY, type: CANCEL, targetId: "", message: JSON.stringify({ invocationId: id }) });
  }

  ready(): void {
    this.isReady = true;
  }

  /** Each result: [id, succeeded, value, error number or outbound data …] or {id, failed, value, errorCode}. */
  setResults(results: readonly unknown[]): void {
    for (const result of results) {
      const [id, succeeded, value, code] = Array.isArray(result) ? result : fromObject(result);
      if (typeof id === "number") this.calc?.customFunctionResult({ id, value: succeeded === true ? decode(value) : failure(value, code) });
    }
  }
}

function fromObject(result: unknown): readonly unknown[] {
  if (typeof result !== "object" || result === null) return [];
  return [Reflect.get(result, "id"), Reflect.get(result, "failed") !== true, Reflect.get(result, "value"), Reflect.get(result, "errorCode")];
}

function failure(value: unknown, code: unknown): ErrorValue {
  return new ErrorValue((typeof code === "number" ? CODE_BY_NUMBER[code] : undefined) ?? "#VALUE!", typeof value === "string" && NUMBERS_WITH_MESSAGE.includes(code) ? value : "");
}

/** A spilling function "must return a two-dimensional array" ("Return multiple results from your custom function"); anything else is #VALUE!. */
function decode(value: unknown): Scalar | readonly (readonly Scalar[])[] {
  if (!Array.isArray(value)) return scalar(value);
  if (!value.every((row) => Array.isArray(row))) return new ErrorValue("#VALUE!", "The function returned a list instead of rows.");
  const rows = value.map((row) => row.map(scalar));
  const width = rows[0]?.length ?? 0;
  return width === 0 || rows.some((row) => row.length !== width) ? new ErrorValue("#VALUE!", "The function returned rows of different lengths.") : rows;
}

function scalar(value: unknown): Scalar {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value.length > LONGEST_TEXT ? new ErrorValue("#VALUE!", "The text is longer than a cell can hold.") : value;
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : new ErrorValue("#NUM!");
  if (typeof value !== "object") return new ErrorValue("#VALUE!");
  const basic: unknown = Reflect.get(value, "basicValue") ?? Reflect.get(value, "code");
  const message: unknown = Reflect.get(value, "message");
  const code = ERROR_CODES.find((known) => known === basic);
  if (code !== undefined && INPUT_ONLY.includes(code)) return new ErrorValue("#VALUE!");
  if (code !== undefined) return new ErrorValue(code, typeof message === "string" && CODES_WITH_MESSAGE.includes(code) ? message : "");
  return typeof basic === "number" || typeof basic === "string" || typeof basic === "boolean" ? basic : new ErrorValue("#VALUE!");
}

function encode(argument: CustomFunctionArgument): Json {
  if (argument instanceof ErrorValue) return { code: argument.code, type: "CustomFunctionError" };
  if (typeof argument !== "object" || argument === null) return argument;
  return argument.map(encode);
}

function holdsError(argument: CustomFunctionArgument): boolean {
  if (argument instanceof ErrorValue) return true;
  return typeof argument === "object" && argument !== null && argument.some(holdsError);
}
