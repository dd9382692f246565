import type { FormulaCell } from "../port";
import { readChunked } from "./chunkedReads";

export interface FormulaRange {
  /** The whole table, header included; loaded with rowIndex and columnIndex. */
  readonly range: Excel.Range;
  readonly bodyRows: number;
  readonly columns: number;
}

/**
 * The body cells that hold a formula, by table. Excel is asked where formulas are, and only those cells are read: a ledger
 * has none, and its cells would else be sent twice. Where Excel does not say (a protected sheet, too many places) all are
 * read. One round trip; more only then.
 */
export async function readFormulas(context: Excel.RequestContext, tables: readonly FormulaRange[]): Promise<readonly (readonly FormulaCell[])[]> {
  if (tables.length === 0) return [];
  try {
    const found = tables.map(({ range }) => {
      const special = range.getSpecialCellsOrNullObject(Excel.SpecialCellType.formulas);
      special.load("address");
      special.areas.load("items/formulas,items/rowIndex,items/columnIndex");
      return special;
    });
    await context.sync();
    return tables.map((table, index) => {
      const special = found[index];
      return special === undefined || special.isNullObject ? [] : special.areas.items.flatMap((area) => cellsOf(area, table)).sort((a, b) => a.row - b.row || a.column - b.column);
    });
  } catch {
    const read = await readChunked(context, tables.map(({ range, bodyRows, columns }) => ({ range, rows: bodyRows + 1, columns, also: "formulas" })));
    return read.map(({ values, formulas }, index) => formulaCells(values, formulas, tables[index]?.bodyRows ?? 0));
  }
}

/** The formulas of one area that stand in the body; the header and the totals are not it. */
function cellsOf(area: Excel.Range, { range, bodyRows }: FormulaRange): FormulaCell[] {
  return area.formulas.flatMap((cells: unknown[], index) => {
    const row = area.rowIndex + index - range.rowIndex - 1;
    if (row < 0 || row >= bodyRows) return [];
    return cells.map((formula, column): FormulaCell => ({ row, column: area.columnIndex + column - range.columnIndex, formula: String(formula) }));
  });
}

/** A text that begins with "=" is given alike as value and formula; a formula's value is another than its text. */
function formulaCells(values: readonly (readonly unknown[])[], formulas: readonly (readonly unknown[])[], bodyRows: number): readonly FormulaCell[] {
  const found: FormulaCell[] = [];
  for (let row = 0; row < bodyRows; row += 1)
    formulas[row + 1]?.forEach((formula, column) => {
      if (typeof formula === "string" && formula.startsWith("=") && formula !== values[row + 1]?.[column]) found.push({ row, column, formula });
    });
  return found;
}
