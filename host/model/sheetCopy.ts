import { renameInFormula } from "../calc/rewrite";
import { parseAddress, sheetPrefix } from "./address";
import { MAX_ROWS } from "./cell";
import type { Sheet } from "./sheet";
import { captureWorkbook } from "./snapshot";
import { freeTableName } from "./tableEdits";
import type { Table } from "./table";
import type { Transaction } from "./transaction";

/**
 * Worksheet.copy. The copy is called "Name (2)"; its tables get free names and its formulas follow them; names that point to the sheet get
 * a twin of the copy's own. Drawings and other parts that the model does not hold stay with the original.
 */
export function copySheet(tx: Transaction, source: Sheet, position: number): Sheet {
  const { workbook } = tx;
  tx.guardWorkbook();
  const copy = tx.structure(() => captureWorkbook(workbook), () => workbook.addSheet(copyName(tx, source.name), position));
  const renames = new Map<string, string>();
  for (const table of source.tables) {
    const name = freeTableName(workbook, table.name);
    renames.set(table.name, name);
    copy.tables.push(tableCopy(tx, table, copy, name));
  }
  const follow = (formula: string): string => [...renames].reduce((text, [from, to]) => renameInFormula(text, { kind: "table", from, to }, null), formula);
  for (const table of copy.tables)
    for (const column of table.columns) {
      column.calculatedFormula = column.calculatedFormula === null ? null : follow(column.calculatedFormula);
      column.totalsFormula = column.totalsFormula === null ? null : follow(column.totalsFormula);
    }
  copyLayout(source, copy);
  source.eachRow(0, MAX_ROWS - 1, (cells, row) =>
    cells.forEach((cell, column) => {
      if (cell === undefined || cell.spillOf !== undefined) return; // spilled cells are filled again by the calculation
      const { spill: _spilled, ...rest } = cell;
      tx.put(copy, row, column, rest.formula === undefined ? rest : { ...rest, formula: follow(rest.formula) });
    }));
  tx.structure(() => captureWorkbook(workbook), () => copyNames(tx, source, copy));
  tx.emit({ kind: "sheetAdded", sheetId: copy.id, origin: tx.origin });
  for (const table of copy.tables) tx.emit({ kind: "tableAdded", tableId: table.id, sheet: copy, origin: tx.origin });
  return copy;
}

function tableCopy(tx: Transaction, table: Table, sheet: Sheet, name: string): Table {
  const columns = table.columns.map((column) => ({ ...column }));
  return { ...table, id: tx.workbook.newTableId(), name, sheet, columns, area: { ...table.area }, filters: new Map(table.filters), preserved: null };
}

function copyLayout(source: Sheet, copy: Sheet): void {
  for (const [column, width] of source.columnWidths) copy.columnWidths.set(column, width);
  for (const [row, height] of source.rowHeights) copy.rowHeights.set(row, height);
  for (const row of source.hiddenRows) copy.hiddenRows.add(row);
  for (const row of source.filteredRows) copy.filteredRows.add(row);
  for (const column of source.hiddenColumns) copy.hiddenColumns.add(column);
  copy.merges = source.merges.map((merge) => ({ ...merge }));
  copy.protection = source.protection;
  copy.showGridlines = source.showGridlines;
  copy.frozen = { ...source.frozen };
  copy.tabColor = source.tabColor;
  copy.pageLayout = { ...source.pageLayout, margins: { ...source.pageLayout.margins } };
  copy.validations = source.validations.map((validation) => ({ ...validation, rule: { ...validation.rule } }));
  copy.conditionalFormats = source.conditionalFormats.map((format) => ({ ...format }));
  copy.customProperties = new Map(source.customProperties);
}

function copyNames(tx: Transaction, source: Sheet, copy: Sheet): void {
  const { names } = tx.workbook;
  const prefix = sheetPrefix(source.name).toLowerCase();
  const own = names.filter((name) => name.sheet === source || (name.sheet === null && parseAddress(name.refersTo)?.sheet?.toLowerCase() === source.name.toLowerCase()));
  for (const name of own) {
    if (names.some((other) => other.sheet === copy && other.name.toLowerCase() === name.name.toLowerCase())) continue;
    const refersTo = name.refersTo.toLowerCase().startsWith(prefix) ? sheetPrefix(copy.name) + name.refersTo.slice(prefix.length) : name.refersTo;
    names.push({ ...name, sheet: copy, refersTo });
  }
}

/** "Sheet1 (2)", "Sheet1 (3)" …, at most 31 characters. */
function copyName({ workbook }: Transaction, name: string): string {
  for (let next = 2; ; next++) {
    const suffix = ` (${next})`;
    const wanted = name.slice(0, 31 - suffix.length) + suffix;
    if (workbook.findSheet(wanted) === undefined) return wanted;
  }
}
