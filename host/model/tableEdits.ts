import { areaText, columnCount, intersection, isInGrid, rowCount } from "./address";
import type { Area, Scalar } from "./cell";
import { checkShape, emitChange, enter } from "./cellEdits";
import { renameInAllFormulas } from "./formulaEdits";
import { HostError, invalidArgument } from "./hostError";
import type { Sheet } from "./sheet";
import { captureSheet, captureTable } from "./snapshot";
import { shiftCells } from "./structureEdits";
import type { Table } from "./table";
import { bodyArea } from "./table";
import { columnMaker, fillNewRows, newColumn, uniqueHeader, writeHeaders } from "./tableGrowth";
import type { Transaction } from "./transaction";
import type { Workbook } from "./workbook";

/** Makes a table of the area; without headers a header row "Column1…" is put above by shifting the data down, as Excel does. */
export function addTable(tx: Transaction, sheet: Sheet, area: Area, hasHeaders: boolean, name?: string): Table {
  tx.guardStructure(sheet);
  const whole = !hasHeaders || rowCount(area) === 1 ? { ...area, bottom: area.bottom + 1 } : area;
  if (!isInGrid(whole)) throw invalidArgument();
  if (sheet.tables.some((table) => intersection(table.area, area) !== null)) throw new HostError("InvalidArgument", `A table can't overlap another table (${areaText(area)}).`);
  if (sheet.merges.some((merge) => intersection(merge, area) !== null)) throw new HostError("MergedRangeConflict", "The table's range has merged cells.");
  if (!hasHeaders) shiftCells(tx, sheet, { ...area, bottom: area.top }, "Down");
  const table: Table = {
    id: tx.workbook.newTableId(), name: name ?? freeTableName(tx.workbook), sheet, area: whole, columns: [], showTotals: false, showFilterButton: true,
    showBandedRows: true, style: "TableStyleMedium2", filters: new Map(), preserved: null,
  };
  const makeColumn = columnMaker([]);
  for (let column = area.left; column <= area.right; column++) {
    const cell = hasHeaders ? sheet.get(area.top, column) : undefined;
    const value = cell?.value ?? null;
    table.columns.push(makeColumn(value === null || typeof value === "object" ? "" : String(value)));
  }
  tx.structure(() => captureSheet(sheet), () => sheet.tables.push(table));
  writeHeaders(tx, table);
  tx.emit({ kind: "tableAdded", tableId: table.id, sheet, origin: tx.origin });
  return table;
}

/** Range.convertToRange keeps the cells, Table.delete empties them. */
export function deleteTable(tx: Transaction, table: Table, keepCells: boolean): void {
  const { sheet } = table;
  tx.guardStructure(sheet);
  showFiltered(tx, table);
  tx.structure(() => captureSheet(sheet), () => sheet.tables.splice(sheet.tables.indexOf(table), 1));
  if (!keepCells)
    for (let row = table.area.top; row <= table.area.bottom; row++)
      for (let column = table.area.left; column <= table.area.right; column++) tx.put(sheet, row, column, undefined);
  tx.emit({ kind: "tableDeleted", tableId: table.id, tableName: table.name, sheet, origin: tx.origin });
}

/** Table.resize: same header row, the new area must overlap the old one; rows that come in take the calculated columns. */
export function resizeTable(tx: Transaction, table: Table, area: Area): void {
  const { sheet } = table;
  tx.guardStructure(sheet);
  if (area.top !== table.area.top || intersection(area, table.area) === null || rowCount(area) < 2)
    throw invalidArgument("The headers must remain in the same row, and the resulting table must overlap the original table.");
  if (sheet.tables.some((other) => other !== table && intersection(other.area, area) !== null)) throw new HostError("TableOverlap", "A table can't overlap another table.");
  if (table.showTotals && area.bottom !== table.area.bottom) throw new HostError("InvalidOperation", "A table with a totals row can't be resized down; turn the totals row off first.");
  const before = table.area;
  tx.structure(() => captureTable(table), () => {
    const kept = table.columns.filter((_, index) => before.left + index >= area.left && before.left + index <= area.right);
    const makeColumn = columnMaker(kept);
    table.columns = Array.from({ length: columnCount(area) }, (_, index) => {
      const old = table.columns[area.left + index - before.left];
      if (old !== undefined) return old;
      const value = sheet.get(area.top, area.left + index)?.value ?? null;
      return makeColumn(value === null ? "" : String(value));
    });
    table.area = area;
  });
  writeHeaders(tx, table);
  if (area.bottom > before.bottom) fillNewRows(tx, sheet, table, before.bottom + 1, area.bottom, before.bottom);
  tx.emit({ kind: "tableChanged", table, sheet, area, changeType: area.bottom >= before.bottom ? "RowInserted" : "RowDeleted", origin: tx.origin, details: null });
}

export function renameTable(tx: Transaction, table: Table, name: string): void {
  if (name.toLowerCase() !== table.name.toLowerCase()) checkName(tx.workbook, name);
  const before = table.name;
  tx.structure(() => captureTable(table), () => (table.name = name));
  renameInAllFormulas(tx, { kind: "table", from: before, to: name });
}

export function renameColumn(tx: Transaction, table: Table, index: number, name: string): void {
  const column = table.columns[index];
  if (column === undefined) throw new HostError("ItemNotFound", "The requested resource doesn't exist.");
  tx.guard(table.sheet, { ...table.area, bottom: table.area.top, left: table.area.left + index, right: table.area.left + index });
  const after = uniqueHeader(table, name, index);
  if (name.trim() === "" || after !== name) throw invalidArgument("A table column needs a name that no other column has.");
  const before = column.name;
  tx.structure(() => captureTable(table), () => (column.name = name));
  writeHeaders(tx, table);
  renameInAllFormulas(tx, { kind: "column", table: table.name, from: before, to: name });
  const header = { top: table.area.top, bottom: table.area.top, left: table.area.left + index, right: table.area.left + index };
  emitChange(tx, table.sheet, header, before);
}

/** Inserts rows (null: at the end; cells below the table move down) and returns the 0-based index of the first one. */
export function addTableRows(tx: Transaction, table: Table, index: number | null, values: readonly (readonly Scalar[])[]): number {
  const { sheet } = table;
  tx.guardStructure(sheet);
  const body = bodyArea(table);
  const at = index ?? rowCount(body);
  if (at < 0 || at > rowCount(body)) throw invalidArgument();
  const rows = values.length;
  const target: Area = { top: body.top + at, bottom: body.top + at + rows - 1, left: body.left, right: body.right };
  if (rows === 0) throw invalidArgument();
  checkShape(target, values);
  if (at === rowCount(body) && !table.showTotals && nothingBelow(sheet, table.area)) {
    tx.structure(() => captureTable(table), () => (table.area = { ...table.area, bottom: table.area.bottom + rows }));
  } else {
    const bottomBefore = table.area.bottom;
    shiftCells(tx, sheet, target, "Down");
    tx.structure(() => captureTable(table), () => (table.area = { ...table.area, bottom: bottomBefore + rows }));
  }
  values.forEach((line, i) => line.forEach((value, j) => enter(tx, sheet, target.top + i, target.left + j, value)));
  const model = at > 0 ? target.top - 1 : target.bottom + 1;
  fillNewRows(tx, sheet, table, target.top, target.bottom, model);
  tx.emit({ kind: "cellsChanged", sheet, area: target, changeType: "RowInserted", origin: tx.origin, details: null });
  return at;
}

/** Removes body rows; the last one left stays as a blank row. */
export function deleteTableRows(tx: Transaction, table: Table, index: number, count: number): void {
  const { sheet } = table;
  tx.guardStructure(sheet);
  const body = bodyArea(table);
  if (index < 0 || count < 1 || index + count > rowCount(body)) throw new HostError("ItemNotFound", "The requested resource doesn't exist.");
  if (table.filters.size > 0) throw new HostError("InsertDeleteConflict", "The insert or delete operation attempted resulted in a conflict: the table is filtered.");
  const keepsOne = count === rowCount(body);
  const area: Area = { ...body, top: body.top + index, bottom: body.top + index + count - 1 };
  if (keepsOne) for (let column = area.left; column <= area.right; column++) tx.put(sheet, area.top, column, undefined);
  const removed = keepsOne ? { ...area, top: area.top + 1 } : area;
  if (removed.top <= removed.bottom) {
    const bottom = table.area.bottom - rowCount(removed);
    shiftCells(tx, sheet, removed, "Up");
    tx.structure(() => captureTable(table), () => (table.area = { ...table.area, bottom }));
  }
  tx.emit({ kind: "cellsChanged", sheet, area, changeType: "RowDeleted", origin: tx.origin, details: null });
}

export function addTableColumn(tx: Transaction, table: Table, index: number | null, name: string, values?: readonly Scalar[]): void {
  const { sheet } = table;
  tx.guardStructure(sheet);
  const at = index ?? table.columns.length;
  if (at < 0 || at > table.columns.length) throw invalidArgument();
  const area: Area = { top: table.area.top, bottom: table.area.bottom, left: table.area.left + at, right: table.area.left + at };
  const tableArea = { ...table.area, right: table.area.right + 1 };
  const before = table.columns;
  shiftCells(tx, sheet, area, "Right");
  tx.structure(() => captureTable(table), () => {
    table.area = tableArea;
    table.columns = [...before.slice(0, at), newColumn({ columns: before }, name), ...before.slice(at)];
  });
  writeHeaders(tx, table);
  values?.forEach((value, i) => enter(tx, sheet, table.area.top + 1 + i, area.left, value));
  tx.emit({ kind: "cellsChanged", sheet, area, changeType: "ColumnInserted", origin: tx.origin, details: null });
}

export function deleteTableColumn(tx: Transaction, table: Table, index: number): void {
  const { sheet } = table;
  tx.guardStructure(sheet);
  if (table.columns[index] === undefined || columnCount(table.area) === 1) throw new HostError("ItemNotFound", "The requested resource doesn't exist.");
  const area: Area = { top: table.area.top, bottom: table.area.bottom, left: table.area.left + index, right: table.area.left + index };
  const tableArea = { ...table.area, right: table.area.right - 1 };
  const columns = table.columns.filter((_, i) => i !== index);
  shiftCells(tx, sheet, area, "Left");
  tx.structure(() => captureTable(table), () => {
    table.area = tableArea;
    table.columns = columns;
  });
  tx.emit({ kind: "cellsChanged", sheet, area, changeType: "ColumnDeleted", origin: tx.origin, details: null });
}

/** Turns the totals row on (a label in the first column, SUBTOTAL(109) in a numeric last one) or off; cells below move. */
export function showTotals(tx: Transaction, table: Table, show: boolean): void {
  if (table.showTotals === show) return;
  const { sheet } = table;
  tx.guardStructure(sheet);
  const row = show ? table.area.bottom + 1 : table.area.bottom;
  const totals: Area = { ...table.area, top: row, bottom: row };
  if (!show) {
    for (let column = totals.left; column <= totals.right; column++) tx.put(sheet, row, column, undefined);
    tx.structure(() => captureTable(table), () => {
      table.showTotals = false;
      table.area = { ...table.area, bottom: row - 1 };
    });
    return;
  }
  if (!nothingBelow(sheet, table.area)) shiftCells(tx, sheet, totals, "Down");
  tx.structure(() => captureTable(table), () => {
    const first = table.columns[0];
    const last = table.columns[table.columns.length - 1];
    if (table.columns.every((column) => column.totalsFunction === null && column.totalsLabel === null)) {
      if (first !== undefined) first.totalsLabel = "Total";
      if (last !== undefined && last !== first) last.totalsFunction = columnIsNumeric(table, table.columns.length - 1) ? "sum" : "count";
    }
    table.showTotals = true;
    table.area = { ...table.area, bottom: row };
  });
  table.columns.forEach((column, index) => {
    const at = table.area.left + index;
    const style = sheet.get(row, at)?.style ?? 0;
    const formula = column.totalsFormula ?? subtotal(column.totalsFunction, column.name);
    if (formula !== null) tx.put(sheet, row, at, { value: null, style, formula });
    else if (column.totalsLabel !== null) tx.put(sheet, row, at, { value: column.totalsLabel, style });
  });
}

const SUBTOTAL_CODES: Readonly<Record<string, number>> = { average: 101, countNums: 102, count: 103, max: 104, min: 105, product: 106, stdDev: 107, sum: 109, var: 110 };

function subtotal(totalsFunction: string | null, column: string): string | null {
  const code = totalsFunction === null ? undefined : SUBTOTAL_CODES[totalsFunction];
  return code === undefined ? null : `SUBTOTAL(${code},[${column.replace(/['#@[\]]/g, "'$&")}])`;
}

function columnIsNumeric(table: Table, index: number): boolean {
  const body = bodyArea(table);
  for (let row = body.top; row <= body.bottom; row++) if (typeof table.sheet.get(row, table.area.left + index)?.value === "number") return true;
  return false;
}

function nothingBelow(sheet: Sheet, area: Area): boolean {
  for (const row of sheet.rowNumbers(area.bottom + 1))
    for (let column = area.left; column <= area.right; column++) if (sheet.get(row, column) !== undefined) return false;
  return sheet.tables.every((table) => table.area.top <= area.bottom || intersection({ ...table.area, top: 0 }, { ...area, top: 0 }) === null);
}

function showFiltered(tx: Transaction, table: Table): void {
  if (table.filters.size === 0) return;
  tx.look(table.sheet, () => captureSheet(table.sheet), () => {
    for (let row = table.area.top; row <= table.area.bottom; row++) table.sheet.filteredRows.delete(row);
    table.filters = new Map();
  });
}

/** The first free of "Table1", "Table2" …, or with another beginning. */
export function freeTableName(workbook: Workbook, base = "Table"): string {
  let next = 1;
  while (workbook.findTable(`${base}${next}`) !== undefined || workbook.findName(`${base}${next}`, null) !== undefined) next++;
  return `${base}${next}`;
}

/** Names of tables and of defined names share one space and one grammar. */
export function checkName(workbook: Workbook, name: string): void {
  if (!/^[\p{L}_\\][\p{L}\p{N}_.\\]{0,254}$/u.test(name) || /^[A-Za-z]{1,3}\d{1,7}$/.test(name) || /^[rRcC]$/.test(name))
    throw invalidArgument(`"${name}" is not a valid name: start with a letter or underscore, no spaces, not like a cell.`);
  if (workbook.findTable(name) !== undefined || workbook.findName(name, null) !== undefined) throw new HostError("ItemAlreadyExists", `The name "${name}" is already in use.`);
}
