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
  /** Rows of the sheet were hidden or shown, by hand or by a filter: what SUBTOTAL and AGGREGATE ask. */
  rowsShownOrHidden(sheet: Sheet): void;
  /** Everything dirty and volatile, in dependency order. Returns the formula cells (and cells filled by a spill) whose value changed. */
  recalculate(): readonly CalculatedCell[];
  /** True when nothing was told since the last calculation: only volatile functions could answer something else now. */
  readonly isUpToDate: boolean;
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
  /** How many formulas were run since the engine was made (one that had to wait for others counts each time); to measure what an edit costs. */
  readonly evaluations: number;
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
  readonly functions: readonly CustomFunctionDefinition[];
}

export interface CustomFunctionDefinition {
  readonly id: string;
  readonly name: string;
  readonly parameters: readonly CustomFunctionParameter[];
  readonly result?: { readonly type?: string; readonly dimensionality?: string };
  readonly options?: {
    readonly stream?: boolean;
    readonly cancelable?: boolean;
    readonly volatile?: boolean;
    readonly requiresAddress?: boolean;
    readonly requiresParameterAddresses?: boolean;
    readonly requiresStreamAddress?: boolean;
    readonly requiresStreamParameterAddresses?: boolean;
  };
}

export interface CustomFunctionParameter {
  readonly name: string;
  readonly type?: string;
  readonly dimensionality?: string;
  readonly optional?: boolean;
  readonly repeating?: boolean;
}

/** Carries invocations to Microsoft's runtime in the add-in (message type 1000) and cancellations (1001). */
export interface CustomFunctionDispatch {
  invoke(call: CustomFunctionInvocation): void;
  cancel(id: number): void;
}

export interface CustomFunctionInvocation {
  readonly id: number;
  readonly functionId: string;
  /** In declared order: null for an omitted optional one, matrices as rows of raw values, errors as ErrorValue. */
  readonly args: readonly CustomFunctionArgument[];
  /** Of the cell, as Sheet1!A1; null unless the function asks for it. */
  readonly address: string | null;
  /** Of the arguments, null for one that is no reference; null unless the function asks for them. */
  readonly parameterAddresses: readonly (string | null)[] | null;
  readonly stream: boolean;
  readonly cancelable: boolean;
}

export type CustomFunctionArgument = Scalar | readonly (readonly Scalar[])[] | readonly CustomFunctionArgument[];

export interface CustomFunctionResult {
  readonly id: number;
  /** A scalar, or rows (a spill); ErrorValue for a failed call. */
  readonly value: Scalar | readonly (readonly Scalar[])[] | ErrorValue;
}
