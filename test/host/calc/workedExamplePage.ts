import type { Scalar } from "../../../host/model/cell";

/** Examples of one page of Microsoft's Excel help (support.microsoft.com), by the page's title: its cells, and its formulas with their results. */
export interface WorkedExamples {
  readonly page: string;
  /** Rows of values by the corner where they start; "=…" is a formula. */
  readonly cells: Readonly<Record<string, readonly (readonly Scalar[])[]>>;
  readonly cases: readonly (readonly [formula: string, shown: string])[];
}

/** One page; each line of `lines` is "formula => what the cell (or the spill, rows apart by ;) shows". */
export function page(title: string, cells: WorkedExamples["cells"], lines: string): WorkedExamples {
  const cases = lines.trim().split("\n").map((line): readonly [string, string] => {
    const [formula = "", shown = ""] = line.split(" => ");
    return [formula, shown];
  });
  return { page: title, cells, cases };
}
