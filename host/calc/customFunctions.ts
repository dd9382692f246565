import { ErrorValue, type Scalar } from "../model/cell";
import type { CallNode } from "./ast";
import { toBoolean, toNumber, toText } from "./coerce";
import type { CustomFunctionArgument, CustomFunctionDispatch, CustomFunctionResult, CustomFunctionsMetadata } from "./contract";
import { type FormulaCell, NO_STREAMS } from "./formulaCell";
import { broadcast, dereference, toMatrix, toScalar } from "./read";
import { cellName, sheetText } from "./references";
import type { Scope } from "./scope";
import { BUSY_ERROR, Matrix, matrixOf, NA_ERROR, NUM_ERROR, type Value, VALUE_ERROR } from "./values";

/** How an empty cell reaches a parameter of type any. Microsoft's documentation does not say; platforms differ. */
export type BlankForm = "empty string" | "null" | "zero";

type Definition = CustomFunctionsMetadata["functions"][number];
type Parameter = Definition["parameters"][number];

interface Registered {
  readonly definition: Definition;
  readonly passesErrors: boolean;
  readonly dispatch: CustomFunctionDispatch;
}

/** One call of a function that answers once, for one cell. */
export interface CustomCall {
  readonly id: number;
  readonly registered: Registered;
  readonly generation: number;
  readonly cell: FormulaCell;
  value: Value | undefined;
}

/** One running stream, shared by every cell with the same function and arguments. */
export interface CustomStream {
  readonly id: number;
  readonly key: string;
  readonly registered: Registered;
  readonly cells: Set<FormulaCell>;
  started: boolean;
  value: Value | undefined;
}

interface Invocation {
  readonly args: readonly CustomFunctionArgument[];
  readonly address: string;
}

/** The custom functions of add-ins: converts arguments, shares streams, remembers what is pending. */
export class CustomFunctions {
  private readonly functions = new Map<string, Registered>();
  private readonly calls = new Map<number, CustomCall>();
  private readonly streams = new Map<string, CustomStream>();
  private readonly streamsById = new Map<number, CustomStream>();
  /** Made by evaluations, sent when the calculation is over. */
  private readonly unsent = new Map<number, Invocation>();
  private readonly unused = new Set<CustomStream>();
  private readonly cancelled: { readonly id: number; readonly dispatch: CustomFunctionDispatch }[] = [];
  private nextId = 1;

  constructor(private readonly blankForm: BlankForm) {}

  /** Replaces the functions of the namespace. Returns the keys by which formulas call them. */
  register(namespace: string, metadata: CustomFunctionsMetadata, dispatch: CustomFunctionDispatch): readonly string[] {
    const keys: string[] = [];
    for (const definition of metadata.functions) {
      const key = customKey(`${namespace}.${definition.name}`);
      this.functions.set(key, { definition, passesErrors: metadata.allowErrorForDataTypeAny === true, dispatch });
      keys.push(key);
    }
    return keys;
  }

  get pending(): number {
    let count = 0;
    for (const call of this.calls.values()) if (call.value === undefined) count++;
    for (const stream of this.streams.values()) if (stream.value === undefined && stream.cells.size > 0) count++;
    return count;
  }

  /** Volatile ones run at every calculation; streams (which ignore the option) and volatile ones restart when a book is opened. */
  options(functionKey: string): { readonly stream: boolean; readonly volatile: boolean; readonly matrix: boolean } | undefined {
    const definition = this.functions.get(customKey(functionKey))?.definition;
    if (definition === undefined) return undefined;
    const stream = definition.options?.stream === true;
    return { stream, volatile: !stream && definition.options?.volatile === true, matrix: definition.result?.dimensionality === "matrix" };
  }

  /** The value of a call in a formula: its last result, or #BUSY! until there is one. Undefined: no such function. */
  call(node: CallNode, scope: Scope, cell: FormulaCell | null, used: Set<CustomStream>): Value | undefined {
    const registered = this.functions.get(customKey(node.functionKey));
    if (registered === undefined) return undefined;
    if (cell === null) return new ErrorValue("#VALUE!", "A custom function can only be calculated in a cell.");
    const { parameters } = registered.definition;
    const repeating = parameters.at(-1)?.repeating === true;
    if (node.args.length > parameters.length && !repeating) return new ErrorValue("#VALUE!", `${node.name} takes at most ${parameters.length} arguments.`);
    const given: { readonly parameter: Parameter; readonly value: Scalar | Matrix | undefined }[] = [];
    const count = Math.max(node.args.length, repeating ? parameters.length - 1 : parameters.length);
    for (let index = 0; index < count; index++) {
      const parameter = parameters[Math.min(index, parameters.length - 1)];
      const arg = node.args[index];
      if (parameter === undefined) continue;
      if (arg === undefined || arg.kind === "missing") given.push({ parameter, value: undefined });
      else {
        const value = scope.engine.evaluate(arg, scope);
        given.push({ parameter, value: isMatrix(parameter) ? toMatrix(value, scope) : dereference(value, scope) });
      }
    }
    const lifted = given.filter(({ parameter, value }) => !isMatrix(parameter) && value instanceof Matrix);
    const one = (values: readonly (Scalar | Matrix | undefined)[]): Value => this.callOnce(registered, values, scope, cell, used);
    if (lifted.length === 0) return one(given.map(({ value }) => value));
    // a range where one value belongs: one call for each, as Excel does for every function
    const arrays = lifted.flatMap(({ value }) => (value instanceof Matrix ? [value] : []));
    return broadcast(arrays, NA_ERROR, (elements) => {
      const result = one(given.map((entry) => (lifted.includes(entry) ? (elements[lifted.indexOf(entry)] ?? null) : entry.value)));
      return toScalar(result, scope);
    });
  }

  private callOnce(registered: Registered, values: readonly (Scalar | Matrix | undefined)[], scope: Scope, cell: FormulaCell, used: Set<CustomStream>): Value {
    const { definition } = registered;
    const args = this.convert(registered, values);
    if (args instanceof ErrorValue) return args;
    const options = definition.options ?? {};
    const address = `${sheetText(scope.sheet.name)}!${cellName(scope.row, scope.column)}`;
    const place = options.requiresAddress === true || options.requiresStreamAddress === true ? address : "";
    const key = `${customKey(definition.id)}|${place}|${argumentsKey(args)}`;
    return options.stream === true ? this.stream(key, registered, { args, address }, used) : this.once(key, registered, { args, address }, cell);
  }

  private stream(key: string, registered: Registered, invocation: Invocation, used: Set<CustomStream>): Value {
    let stream = this.streams.get(key);
    if (stream?.registered !== registered) {
      if (stream !== undefined) this.unused.add(stream);
      stream = { id: this.nextId++, key, registered, cells: new Set(), started: false, value: undefined };
      this.streams.set(key, stream);
      this.streamsById.set(stream.id, stream);
      this.unsent.set(stream.id, invocation);
      this.unused.add(stream); // until the evaluation that asked for it is finished
    }
    used.add(stream);
    return stream.value ?? BUSY_ERROR;
  }

  private once(key: string, registered: Registered, invocation: Invocation, cell: FormulaCell): Value {
    const known = cell.calls?.get(key);
    if (known?.generation === cell.generation && known.registered === registered) return known.value ?? BUSY_ERROR;
    if (known !== undefined) this.dropCall(known);
    const call: CustomCall = { id: this.nextId++, registered, generation: cell.generation, cell, value: undefined };
    (cell.calls ??= new Map()).set(key, call);
    this.calls.set(call.id, call);
    this.unsent.set(call.id, invocation);
    return BUSY_ERROR;
  }

  /** The cell's evaluation is complete: streams and calls that it no longer uses are let go. */
  finished(cell: FormulaCell, used: ReadonlySet<CustomStream>): void {
    for (const stream of cell.streams) {
      if (used.has(stream)) continue;
      stream.cells.delete(cell);
      this.unused.add(stream);
    }
    for (const stream of used) stream.cells.add(cell);
    cell.streams = used;
    if (cell.calls === null) return;
    for (const [key, call] of cell.calls) {
      if (call.generation === cell.generation) continue;
      this.dropCall(call);
      cell.calls.delete(key);
    }
  }

  /** The cell's formula is gone. */
  released(cell: FormulaCell): void {
    if (cell.calls !== null) for (const call of cell.calls.values()) this.dropCall(call);
    cell.calls = null;
    this.finished(cell, NO_STREAMS);
  }

  private dropCall(call: CustomCall): void {
    if (!this.calls.delete(call.id) || call.value !== undefined) return;
    if (this.unsent.delete(call.id)) return;
    if (call.registered.definition.options?.cancelable === true) this.cancelled.push({ id: call.id, dispatch: call.registered.dispatch });
  }

  /** Sends what the calculation asked for: first the cancellations, then the new calls. */
  send(): void {
    for (const stream of this.unused) {
      if (stream.cells.size > 0) continue;
      if (this.streams.get(stream.key) === stream) this.streams.delete(stream.key);
      this.streamsById.delete(stream.id);
      this.unsent.delete(stream.id);
      if (stream.started) this.cancelled.push({ id: stream.id, dispatch: stream.registered.dispatch });
    }
    this.unused.clear();
    for (const { id, dispatch } of this.cancelled.splice(0)) dispatch.cancel(id);
    const invocations = [...this.unsent];
    this.unsent.clear();
    for (const [id, invocation] of invocations) {
      const stream = this.streamsById.get(id);
      const registered = stream?.registered ?? this.calls.get(id)?.registered;
      if (registered === undefined) continue;
      if (stream !== undefined) stream.started = true;
      const options = registered.definition.options ?? {};
      registered.dispatch.invoke({
        id, functionId: registered.definition.id, args: invocation.args, address: invocation.address, stream: options.stream === true, cancelable: options.cancelable === true,
      });
    }
  }

  /** Takes a result; the cells that wait for it. Unknown and late ids give none. */
  accept(result: CustomFunctionResult): readonly FormulaCell[] {
    const target = this.streamsById.get(result.id) ?? this.calls.get(result.id);
    if (target === undefined) return [];
    target.value = resultValue(result.value);
    return "cells" in target ? [...target.cells] : [target.cell];
  }

  /** The arguments as the add-in gets them; an error that keeps the function from being called. */
  private convert(registered: Registered, values: readonly (Scalar | Matrix | undefined)[]): readonly CustomFunctionArgument[] | ErrorValue {
    const { parameters } = registered.definition;
    const args: CustomFunctionArgument[] = [];
    const repeated: CustomFunctionArgument[] = [];
    for (let index = 0; index < Math.max(values.length, parameters.length); index++) {
      const parameter = parameters[Math.min(index, parameters.length - 1)];
      if (parameter === undefined) continue;
      if (parameter.repeating === true && index >= values.length) continue;
      const arg = this.argument(parameter, values[index], registered.passesErrors);
      if (arg instanceof Refusal) return arg.error;
      (parameter.repeating === true ? repeated : args).push(arg);
    }
    if (parameters.at(-1)?.repeating === true) args.push(repeated);
    return args;
  }

  private argument(parameter: Parameter, value: Scalar | Matrix | undefined, passesErrors: boolean): CustomFunctionArgument | Refusal {
    if (value === undefined) {
      return parameter.optional === true || parameter.repeating === true ? null : new Refusal(new ErrorValue("#VALUE!", `The argument ${parameter.name} is missing.`));
    }
    if (!isMatrix(parameter)) return value instanceof Matrix ? new Refusal(VALUE_ERROR) : this.element(parameter, value, passesErrors, false);
    const matrix = value instanceof Matrix ? value : new Matrix(1, 1, [value]);
    const rows: Scalar[][] = [];
    for (let row = 0; row < matrix.rows; row++) {
      const cells: Scalar[] = [];
      for (let column = 0; column < matrix.columns; column++) {
        const element = this.element(parameter, matrix.at(row, column), passesErrors, true);
        if (element instanceof Refusal) return element;
        cells.push(element);
      }
      rows.push(cells);
    }
    return rows;
  }

  /** One value by the declared type. Errors pass only into type any, and only when the metadata allows it. */
  private element(parameter: Parameter, value: Scalar, passesErrors: boolean, inMatrix: boolean): Scalar | Refusal {
    const type = parameter.type ?? "any";
    const any = type !== "number" && type !== "string" && type !== "boolean";
    if (value instanceof ErrorValue) return any && passesErrors && value.code !== "#BUSY!" ? value : new Refusal(value);
    if (any) return value === null ? BLANKS[this.blankForm] : value;
    const converted = type === "number" ? (inMatrix && typeof value === "string" ? VALUE_ERROR : toNumber(value)) : type === "string" ? toText(value) : toBoolean(value);
    return converted instanceof ErrorValue ? new Refusal(converted) : converted;
  }
}

const BLANKS: Readonly<Record<BlankForm, Scalar>> = { "empty string": "", null: null, zero: 0 };

/** An argument that keeps the function from being called. */
class Refusal {
  constructor(readonly error: ErrorValue) {}
}

function isMatrix(parameter: Parameter): boolean {
  return parameter.dimensionality === "matrix";
}

/** Files write a custom function as _xldudf_NAMESPACE_NAME, people as NAMESPACE.NAME. */
export function customKey(name: string): string {
  return name.toUpperCase().replace(/^(_XLFN\.)?_XLDUDF_/, "").replaceAll(".", "_");
}

/** Equal keys mean equal arguments, types included. */
function argumentsKey(args: readonly CustomFunctionArgument[]): string {
  return JSON.stringify(args, (_, value: unknown) => (value instanceof ErrorValue ? { error: value.code } : value));
}

function resultValue(value: CustomFunctionResult["value"]): Value {
  if (isRows(value)) {
    const matrix = matrixOf(value);
    return matrix.cells.length === 0 ? VALUE_ERROR : new Matrix(matrix.rows, matrix.columns, matrix.cells.map(resultScalar));
  }
  return resultScalar(value);
}

function isRows(value: CustomFunctionResult["value"]): value is readonly (readonly Scalar[])[] {
  return Array.isArray(value);
}

/** null shows as 0, as an empty cell does that a formula refers to. */
function resultScalar(value: Scalar): Scalar {
  if (value === null) return 0;
  return typeof value === "number" && !Number.isFinite(value) ? NUM_ERROR : value;
}
