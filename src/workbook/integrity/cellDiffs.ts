import { rowCheck } from "../rowCheck";
import type { CellRead, CellWrite } from "../port";
import { tableSpec } from "../schema";
import { type TableView, rawCell } from "../tables";
import type { ExpectedRow } from "./expectedRows";
import { plainOf, shownText } from "./plainCells";
import type { RepeatingTable } from "./repeatingTables";

/** What became of a cell: its value, or only its kind (a number that is now a text). */
export type CellHarm = "value" | "text" | "number" | "blank" | "error" | "formula" | "noise";

export interface CellDiff {
  readonly rowIndex: number;
  readonly expected: ExpectedRow;
  readonly header: string;
  readonly derived: boolean;
  readonly harm: CellHarm;
  readonly cell: CellRead;
  readonly wanted: CellWrite;
  readonly was: string;
  readonly is: string;
  /** The row's posted facts are unharmed: only what people may amend differs. */
  readonly isAmendment: boolean;
}

/** Half a minor unit of the finest currency: what only arithmetic leaves behind. */
const NOISE = 0.0005;

/** The cells in which a row does not say what was posted. */
export function cellDiffs(table: RepeatingTable, view: TableView, match: { readonly rowIndex: number; readonly expected: ExpectedRow }, formulaAt: (rowIndex: number, header: string) => string | null): readonly CellDiff[] {
  const { rowIndex, expected } = match;
  const found: CellDiff[] = [];
  for (const { header, type, derived } of tableSpec(table).columns) {
    if (!view.indexes.has(header)) continue;
    const cell = rawCell(view, rowIndex, header);
    const wanted = expected.cells[header] ?? { type: "empty" };
    const formula = formulaAt(rowIndex, header);
    const isFormula = formula !== null && derived !== true;
    if (plainOf(cell) === plainOf(wanted) && typeof cell !== "object" && !isFormula) continue;
    found.push({
      rowIndex, expected, header, derived: derived === true, harm: isFormula ? "formula" : harmOf(cell, wanted), cell, wanted,
      was: shownText(wanted, type), is: isFormula ? formula : shownText(cell, type), isAmendment: false,
    });
  }
  if (found.every(({ derived }) => derived)) return found;
  const isUnharmed = rowCheck(table, (header) => rawCell(view, rowIndex, header)) === plainOf(expected.cells["Check"]);
  return isUnharmed ? found.map((diff) => ({ ...diff, isAmendment: PEOPLES.has(diff.header) && diff.harm !== "formula" && diff.harm !== "error" })) : found;
}

/** What the Check of a row leaves to people (rowCheck.ts). */
const PEOPLES: ReadonlySet<string> = new Set(["Reference", "Due"]);

function harmOf(cell: CellRead, wanted: CellWrite): CellHarm {
  if (typeof cell === "object") return "error";
  if (cell === "") return "blank";
  const was = plainOf(wanted);
  if (typeof was === "number" && typeof cell === "string") return "text";
  if (typeof was === "string" && was !== "" && typeof cell === "number") return "number";
  if (typeof was === "number" && typeof cell === "number" && Math.abs(was - cell) < NOISE) return "noise";
  return "value";
}
