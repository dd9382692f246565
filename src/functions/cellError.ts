/**
 * An error for one cell: what Excel shows (#VALUE! or #N/A) and the sentence behind it. Plain data, so that answers can be
 * compared and tested without Excel; encode.ts turns it into CustomFunctions.Error.
 */
export interface CellError {
  readonly error: "#VALUE!" | "#N/A";
  readonly message: string;
}

/** What one cell of an answer holds. Money is a plain number (minor units / 10^decimals), a date its serial. */
export type Answer = number | string | boolean | CellError;

export function valueError(message: string): CellError {
  return { error: "#VALUE!", message };
}

export function notAvailable(message: string): CellError {
  return { error: "#N/A", message };
}

export function isCellError(value: unknown): value is CellError {
  return typeof value === "object" && value !== null && "error" in value && "message" in value;
}

/** Thrown while arguments and tables are read, to answer the whole call with one error; caught in answer.ts only. */
export class Refusal extends Error {
  constructor(readonly cell: CellError) {
    super(cell.message);
  }
}

export function refuseValue(message: string): never {
  throw new Refusal(valueError(message));
}
