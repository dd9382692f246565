import { MAX_COLUMNS } from "../model/cell";
import type { Follower } from "./follower";
import { followElement } from "./followElements";
import { readTree } from "./followParts";
import { PreservedSheet, type ColumnAttributes, type KeptElement } from "./preserved";
import { writeXml } from "./xmlTree";

/** These come from the model, which moves them itself; views show what is looked at, not what a cell is. */
const NOT_FOLLOWED = new Set(["sheetPr", "sheetViews", "sheetFormatPr", "cols", "sheetProtection", "mergeCells", "dataValidations", "printOptions", "pageMargins", "pageSetup", "headerFooter", "customProperties", "tableParts", "drawing", "legacyDrawing", "picture"]);

/** What a sheet's file had, moved along with its cells. */
export function followedSheet(kept: PreservedSheet, follower: Follower): PreservedSheet {
  if (!follower.hasChanges) return kept;
  const sheet = kept.openedName;
  const columns = followedColumns(kept.columnAttributes, sheet, follower);
  const asOpened = new Map(kept.asOpened);
  if (columns.some((range, index) => range !== kept.columnAttributes[index]) || columns.length !== kept.columnAttributes.length) asOpened.delete("cols");
  return new PreservedSheet(
    kept.partName, kept.sheetId, kept.relationship, sheet, kept.rootTag, kept.prefix,
    kept.elements.flatMap((entry) => followedElement(entry, kept.partName, sheet, follower)),
    kept.relationships,
    followedRows(kept.rowAttributes, sheet, follower),
    followedRows(kept.autoHeights, sheet, follower),
    columns, asOpened, kept.opaqueTables,
    kept.printTitleColumns === null ? null : followedTitles(kept.printTitleColumns, sheet, follower),
    kept.builtInNames.map((entry) => ({ ...entry, refersTo: follower.formula(entry.refersTo, sheet) })),
  );
}

function followedElement(entry: KeptElement, partName: string, sheet: string, follower: Follower): KeptElement[] {
  if (NOT_FOLLOWED.has(entry.name)) return [entry];
  const root = readTree(entry.xml, partName);
  if (root === null) return [entry];
  const before = writeXml(root);
  if (!followElement(root, sheet, follower)) return [];
  const after = writeXml(root);
  return [before === after ? entry : { name: entry.name, xml: after }];
}

function followedRows<T>(rows: ReadonlyMap<number, T>, sheet: string, follower: Follower): Map<number, T> {
  const moved = new Map<number, T>();
  for (const [row, value] of rows) {
    const now = follower.line("rows", row, sheet);
    if (now !== null) moved.set(now, value);
  }
  return moved;
}

/** Ranges of columns, in pieces where columns came between. */
function followedColumns(ranges: readonly ColumnAttributes[], sheet: string, follower: Follower): ColumnAttributes[] {
  return ranges.flatMap((range) => {
    const pieces: ColumnAttributes[] = [];
    for (let column = range.first; column <= range.last; column++) {
      const now = follower.line("columns", column, sheet);
      if (now === null || now >= MAX_COLUMNS) continue;
      const last = pieces[pieces.length - 1];
      if (last !== undefined && last.last === now - 1) pieces[pieces.length - 1] = { ...last, last: now };
      else pieces.push({ ...range, first: now, last: now });
    }
    const [only] = pieces;
    return pieces.length === 1 && only?.first === range.first && only.last === range.last ? [range] : pieces;
  });
}

function followedTitles(titles: string, sheet: string, follower: Follower): string | null {
  const now = follower.formula(titles, sheet);
  return now.includes("#REF!") ? null : now;
}
