import type { ErrorValue, Scalar } from "../model/cell";
import type { Sheet } from "../model/sheet";

/**
 * The calculation engine as the rest of the host sees it; `createCalc(workbook)` in calc.ts makes one.
 * Callers tell it what changed (before values are looked at), then call `recalculate`. Values, spills and spillOf marks
 * are written into the model's cells.
 */
export interface Calc {
  /** The cell's formula or constant was replaced or cleared. */
  cellChanged(sheet: Sheet, row: number, column: number): void;
  /** Sheets, tables, names or table columns came, went, moved or were renamed: references are resolved anew. */
  structureChanged(): void;
  /** Everything dirty and volatile, in dependency order. Returns the formula cells (and cells filled by a spill) whose value changed. */
  recalculate(): readonly CalculatedCell[];
  /** Application.calculate("Full"): every formula of the book. */
  recalculateAll(): readonly CalculatedCell[];
  /** The engine calls this after a custom function's late result changed cells by itself. */
  onCalculated: ((cells: readonly CalculatedCell[]) => void) | null;
  /** Custom functions as registered from functions.json; a call to one not registered is #NAME?. */
  registerCustomFunctions(namespace: string, metadata: CustomFunctionsMetadata, dispatch: CustomFunctionDispatch): void;
  /** A result or error that the add-in sent for an invocation; late or unknown ids are ignored. */
  customFunctionResult(result: CustomFunctionResult): void;
  /** The same for all results of one message: dependants are calculated once, after the last. */
  customFunctionResults(results: readonly CustomFunctionResult[]): void;
  /** Cells found in a circle of references by the last calculation; they hold 0. */
  readonly circular: readonly CalculatedCell[];
  /** True while some cell waits for a first result (shows #BUSY!). */
  readonly pendingCustomFunctions: number;
  /**
   * Evaluates a formula as if it stood in that cell, without writing it. Plain functions only; a formula with a custom
   * function is put in a cell instead. Used by names, validations and the native `workbook.functions` calls.
   */
  evaluate(formula: string, at: { sheet: Sheet; row: number; column: number }): Scalar[][];
}

export interface CalculatedCell {
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: number;
}

/** The shape of functions.json (custom-functions-metadata), the parts that the engine needs. */
export interface CustomFunctionsMetadata {
  readonly allowErrorForDataTypeAny?: boolean;
  readonly functions: readonly {
    readonly id: string;
    readonly name: string;
    readonly parameters: readonly {
      readonly name: string;
      readonly type?: string;
      readonly dimensionality?: string;
      readonly optional?: boolean;
      readonly repeating?: boolean;
    }[];
    readonly result?: { readonly type?: string; readonly dimensionality?: string };
    readonly options?: { readonly stream?: boolean; readonly cancelable?: boolean; readonly volatile?: boolean; readonly requiresAddress?: boolean; readonly requiresStreamAddress?: boolean };
  }[];
}

/** Carries invocations to Microsoft's runtime in the add-in (message type 1000) and cancellations (1001). */
export interface CustomFunctionDispatch {
  /** Arguments in declared order: null for an omitted optional one, matrices as rows of raw values, errors as ErrorValue. */
  invoke(call: { readonly id: number; readonly functionId: string; readonly args: readonly CustomFunctionArgument[]; readonly address: string; readonly stream: boolean; readonly cancelable: boolean }): void;
  cancel(id: number): void;
}

export type CustomFunctionArgument = Scalar | readonly (readonly Scalar[])[] | readonly CustomFunctionArgument[];

export interface CustomFunctionResult {
  readonly id: number;
  /** A scalar, or rows (a spill); ErrorValue for a failed call. */
  readonly value: Scalar | readonly (readonly Scalar[])[] | ErrorValue;
}
