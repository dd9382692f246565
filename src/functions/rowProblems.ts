import { type Cell, shownCell } from "./cells";

export type OwnTable = "invoices" | "payments";

/** A person's table as messages call it: by its name where it is known (Settings), else by what it is given as. */
export interface TableLabel {
  readonly table: OwnTable;
  readonly name: string | null;
}

/** "the table MyInvoices" or "the invoices". */
export function labelText({ table, name }: TableLabel): string {
  return name === null ? `the ${table}` : `the table ${name}`;
}

/** Why a row of a person's own table cannot be counted, and what to do about it. */
export interface RowProblem {
  readonly label: TableLabel;
  /** 1-based row below the header, as a table counts its rows. */
  readonly row: number;
  /** What is wrong, after "Row 812, ": names the column. */
  readonly what: string;
  readonly cure: string;
}

/** "Row 812, Amount is text; 3 more": the first problem, how many rows follow, where, and the cure. */
export function problemSentence(problems: readonly RowProblem[]): string {
  const [first] = problems;
  if (first === undefined) return "";
  const more = countRows(problems) - 1;
  return `Row ${first.row}, ${first.what}${more > 0 ? `; ${more} more` : ""}. In ${labelText(first.label)}: ${first.cure}, or use the option "skip bad rows"`;
}

/** Rows, not problems: a row with two bad cells is one row. */
export function countRows(problems: readonly RowProblem[]): number {
  return new Set(problems.map((problem) => `${problem.label.table} ${problem.row}`)).size;
}

/** "is text ("12,50")", "is empty", "holds #REF!": how a cell that should hold something else is described. */
export function describeCell(cell: Cell): string {
  switch (cell.kind) {
    case "blank":
      return "is empty";
    case "error":
      return `holds the error ${cell.code}`;
    case "text":
      return `is text ("${shownCell(cell)}")`;
    case "flag":
      return `is ${cell.value ? "TRUE" : "FALSE"}`;
    case "number":
      return `is ${shownCell(cell)}`;
  }
}
