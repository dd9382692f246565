/**
 * What the platform (or we) failed at, by our own closed list: src/workbook/office turns Excel's codes into these, and
 * the edge that shows them says what happened to the data and what to do. Thrown, never returned.
 */
export type FaultCode =
  | "cellEditMode" // a cell is being edited: nothing was done
  | "accessDenied" // protected sheet or workbook
  | "readOnly"
  | "tooLarge" // request or response above the platform's limit
  | "notFound" // a table, sheet or range vanished between reading and writing
  | "filtered" // a filter forbids the change
  | "selection" // several areas are selected, or another workbook has the focus
  | "rowsMoved" // rows were sorted, inserted or deleted between reading and writing
  | "unsupported" // this Excel lacks the member
  | "noAnswer" // the host did not answer in time: outcome unknown
  | "unknown";

export class Fault extends Error {
  constructor(
    readonly code: FaultCode,
    /** The platform's own words and place, for the details that support asks for. */
    readonly detail: string,
    /** False when the platform says that nothing of the batch was carried out. */
    readonly mayHaveWritten: boolean,
  ) {
    super(`${code}: ${detail}`);
    this.name = "Fault";
  }
}
