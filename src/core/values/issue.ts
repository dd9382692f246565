/** Where a value stands in the workbook. `address` is sheet-qualified A1 ("Billable!D7") and can be selected by a click. */
export interface CellRef {
  readonly address?: string;
  readonly table?: string;
  /** 1-based row of the table's body (or of the given rows), as a person counts. */
  readonly row?: number;
  readonly column?: string;
}

export type IssueParams = Readonly<Record<string, string | number>>;

/**
 * Bad data in a cell: a value, returned beside the good rows, never thrown. `code` is stable and is turned into a
 * sentence that names the cure by the edge that shows it (pane, function, command line).
 */
export interface Issue {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly at: CellRef | null;
  readonly params: IssueParams;
}

export function issueError(code: string, at: CellRef | null, params: IssueParams = {}): Issue {
  return { code, severity: "error", at, params };
}

export function issueWarning(code: string, at: CellRef | null, params: IssueParams = {}): Issue {
  return { code, severity: "warning", at, params };
}
