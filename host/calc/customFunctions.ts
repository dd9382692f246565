import { ErrorValue, type Scalar } from "../model/cell";
import type { CallNode } from "./ast";
import type { CustomFunctionArgument, CustomFunctionDefinition, CustomFunctionDispatch, CustomFunctionParameter, CustomFunctionResult, CustomFunctionsMetadata } from "./contract";
import { argumentsKey, type BlankForm, convertArguments, type GivenArgument, isMatrix, isTooLarge } from "./customArguments";
import { areaAddress, cellAddress } from "./customAddresses";
import { type FormulaCell, NO_STREAMS } from "./formulaCell";
import { broadcast, dereference, toMatrix, toScalar } from "./read";
import type { Scope } from "./scope";
import { BUSY_ERROR, Matrix, matrixOf, NA_ERROR, NUM_ERROR, Reference, type Value, VALUE_ERROR } from "./values";

interface Registered {
  readonly definition: CustomFunctionDefinition;
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
  /** Null unless the function asks for it. */
  readonly address: string | null;
  /** One for each argument (null: not a reference); null unless the function asks for them. */
  readonly parameterAddresses: readonly (string | null)[] | null;
}

/** An argument as it was written: its value (undefined: left out) and, for a reference, where it stands. */
interface Written {
  readonly parameter: CustomFunctionParameter;
  readonly value: GivenArgument;
  readonly address: string | null;
}

/** What differs between Excel's platforms. */
export interface CustomFunctionHabits {
  /** How an empty cell reaches a parameter of type any. */
  readonly blankAs: BlankForm;
  /** True: the new call is told before the old one is cancelled. Microsoft guarantees no order ("Receive and handle data with custom functions"). */
  readonly cancelsLast: boolean;
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

  constructor(private readonly habits: CustomFunctionHabits) {}

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
    const stream = isStream(definition);
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
    const given: Written[] = [];
    const count = Math.max(node.args.length, repeating ? parameters.length - 1 : parameters.length);
    for (let index = 0; index < count; index++) {
      const parameter = parameters[Math.min(index, parameters.length - 1)];
      const arg = node.args[index];
      if (parameter === undefined) continue;
      if (arg === undefined || arg.kind === "missing") given.push({ parameter, value: undefined, address: null });
      else {
        const value = scope.engine.evaluate(arg, scope);
        const area = value instanceof Reference && value.areas.length === 1 ? value.areas[0] : undefined;
        const address = area === undefined ? null : areaAddress(area);
        given.push({ parameter, value: isMatrix(parameter) ? toMatrix(value, scope) : dereference(value, scope), address });
      }
    }
    const lifted = given.filter(({ parameter, value }) => !isMatrix(parameter) && value instanceof Matrix);
    const one = (written: readonly Written[]): Value => this.callOnce(registered, written, scope, cell, used);
    if (lifted.length === 0) return one(given);
    // a range where one value belongs: one call for each, as Excel does for every function
    const arrays = lifted.flatMap(({ value }) => (value instanceof Matrix ? [value] : []));
    return broadcast(arrays, NA_ERROR, scope, (elements) => {
      const result = one(given.map((entry) => (lifted.includes(entry) ? { parameter: entry.parameter, value: elements[lifted.indexOf(entry)] ?? null, address: null } : entry)));
      return toScalar(result, scope);
    });
  }

  private callOnce(registered: Registered, written: readonly Written[], scope: Scope, cell: FormulaCell, used: Set<CustomStream>): Value {
    const { definition } = registered;
    const args = convertArguments(definition.parameters, written.map(({ value }) => value), { blankAs: this.habits.blankAs, passesErrors: registered.passesErrors });
    if (args instanceof ErrorValue) return args;
    const wants = wantedAddresses(definition);
    const invocation: Invocation = {
      args,
      address: wants.own ? cellAddress(scope.sheet.name, scope.row, scope.column) : null,
      parameterAddresses: wants.parameters ? written.map(({ address }) => address) : null,
    };
    const passed = argumentsKey(args);
    if (isTooLarge(passed)) return new ErrorValue("#VALUE!", `The arguments of ${definition.name} are larger than 5 MB together: Excel does not call the function.`);
    const key = `${customKey(definition.id)}|${invocation.address ?? ""}|${invocation.parameterAddresses?.join() ?? ""}|${passed}`;
    return isStream(definition) ? this.stream(key, registered, invocation, used) : this.once(key, registered, invocation, cell);
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

  /** Sends what the calculation asked for: cancellations and new calls, in the platform's order. */
  send(): void {
    for (const stream of this.unused) {
      if (stream.cells.size > 0) continue;
      if (this.streams.get(stream.key) === stream) this.streams.delete(stream.key);
      this.streamsById.delete(stream.id);
      this.unsent.delete(stream.id);
      if (stream.started) this.cancelled.push({ id: stream.id, dispatch: stream.registered.dispatch });
    }
    this.unused.clear();
    const cancelled = this.cancelled.splice(0);
    const invocations = [...this.unsent];
    this.unsent.clear();
    const cancel = (): void => {
      for (const { id, dispatch } of cancelled) dispatch.cancel(id);
    };
    if (!this.habits.cancelsLast) cancel();
    for (const [id, invocation] of invocations) {
      const stream = this.streamsById.get(id);
      const registered = stream?.registered ?? this.calls.get(id)?.registered;
      if (registered === undefined) continue;
      if (stream !== undefined) stream.started = true;
      const { definition, dispatch } = registered;
      dispatch.invoke({ id, functionId: definition.id, ...invocation, stream: isStream(definition), cancelable: definition.options?.cancelable === true });
    }
    if (this.habits.cancelsLast) cancel();
  }

  /** Takes a result; the cells that wait for it. Unknown and late ids give none. */
  accept(result: CustomFunctionResult): readonly FormulaCell[] {
    const target = this.streamsById.get(result.id) ?? this.calls.get(result.id);
    if (target === undefined) return [];
    target.value = resultValue(result.value);
    return "cells" in target ? [...target.cells] : [target.cell];
  }
}

function isStream(definition: CustomFunctionDefinition): boolean {
  return definition.options?.stream === true;
}

/**
 * The addresses that a call carries: only those asked for, a stream by options of its own, those of the parameters only where the result is
 * a matrix ("Manually create JSON metadata for custom functions", options).
 */
function wantedAddresses({ options, result }: CustomFunctionDefinition): { readonly own: boolean; readonly parameters: boolean } {
  if (options?.stream === true) return { own: options.requiresStreamAddress === true, parameters: options.requiresStreamParameterAddresses === true };
  return { own: options?.requiresAddress === true, parameters: options?.requiresParameterAddresses === true && result?.dimensionality === "matrix" };
}

/** Files write a custom function as _xldudf_NAMESPACE_NAME, people as NAMESPACE.NAME. */
export function customKey(name: string): string {
  return name.toUpperCase().replace(/^(_XLFN\.)?_XLDUDF_/, "").replaceAll(".", "_");
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

/** null shows as 0, as an empty cell does that a formula refers to: by design (OfficeDev/office-js issue 1503). */
function resultScalar(value: Scalar): Scalar {
  if (value === null) return 0;
  return typeof value === "number" && !Number.isFinite(value) ? NUM_ERROR : value;
}
