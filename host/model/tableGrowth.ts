import { columnCount, intersection } from "./address";
import type { Area, Scalar } from "./cell";
import { copiedFormula, renameInAllFormulas } from "./formulaEdits";
import type { Sheet } from "./sheet";
import { captureTable } from "./snapshot";
import type { Table, TableColumn } from "./table";
import { bodyArea } from "./table";
import type { Transaction } from "./transaction";
import type { Workbook } from "./workbook";

/** What was known before a write, so that growth can be judged after it. */
interface Prepared {
  readonly growsDown: readonly Table[];
  readonly growsRight: readonly Table[];
  readonly emptyColumns: readonly { readonly table: Table; readonly column: number }[];
}

/**
 * What Excel's AutoCorrect does around tables when cells are written by hand or by an add-in:
 * a write directly below a table without a totals row takes the new rows into the table (as far down as each row has a value: a block of blank
 * cells stops it, as reported in office-js #3191), a write directly right of it adds columns, a header cell keeps text and stays unique,
 * a formula entered into an empty column fills the column.
 */
export const afterWrite = { prepare, finish, headers };

function prepare({ autoCorrect }: Workbook, sheet: Sheet, area: Area): Prepared {
  if (sheet.tables.length === 0) return { growsDown: [], growsRight: [], emptyColumns: [] };
  const isEmpty = (part: Area): boolean => {
    for (let row = part.top; row <= part.bottom; row++)
      for (let column = part.left; column <= part.right; column++) {
        const cell = sheet.get(row, column);
        if (cell !== undefined && (cell.value !== null || cell.formula !== undefined)) return false;
      }
    return true;
  };
  const below = (table: Table): boolean =>
    !table.showTotals && area.top === table.area.bottom + 1 && area.left >= table.area.left && area.right <= table.area.right &&
    isEmpty({ ...table.area, top: area.top, bottom: area.top }) && sheet.tables.every((other) => other === table || intersection(other.area, { ...table.area, bottom: area.bottom }) === null);
  const beside = (table: Table): boolean =>
    area.left === table.area.right + 1 && columnCount(area) <= 50 && area.top >= table.area.top && area.bottom <= table.area.bottom &&
    isEmpty({ top: table.area.top, bottom: table.area.bottom, left: area.left, right: area.right }) &&
    sheet.tables.every((other) => other === table || intersection(other.area, { ...table.area, right: area.right }) === null);
  const emptyColumns = sheet.tables.flatMap((table) => {
    const body = bodyArea(table);
    const inside = area.left === area.right && intersection(body, area) !== null;
    return inside && isEmpty({ ...body, left: area.left, right: area.left }) ? [{ table, column: area.left }] : [];
  });
  return {
    growsDown: autoCorrect.expandTables ? sheet.tables.filter(below) : [], growsRight: autoCorrect.expandTables ? sheet.tables.filter(beside) : [],
    emptyColumns: autoCorrect.fillFormulas ? emptyColumns : [],
  };
}

function finish(tx: Transaction, sheet: Sheet, area: Area, prepared: Prepared): void {
  for (const table of prepared.growsDown) growDown(tx, sheet, table, area);
  for (const table of prepared.growsRight) growRight(tx, sheet, table, area);
  for (const { table, column } of prepared.emptyColumns) fillCalculatedColumn(tx, sheet, table, column, area);
  headers(tx, sheet, area);
}

function growDown(tx: Transaction, sheet: Sheet, table: Table, area: Area): void {
  let bottom = table.area.bottom;
  while (bottom < area.bottom && rowHasValue(sheet, bottom + 1, area)) bottom++;
  if (bottom === table.area.bottom) return;
  if (sheet.protection !== null) return; // Excel does not expand tables on a protected sheet
  takeRows(tx, table, bottom);
}

/** Extends the table down to `bottom`: new rows take the formats and calculated columns of the last row. */
export function takeRows(tx: Transaction, table: Table, bottom: number): void {
  const { sheet } = table;
  const first = table.area.bottom + 1;
  const model = table.area.bottom;
  tx.structure(() => captureTable(table), () => (table.area = { ...table.area, bottom }));
  fillNewRows(tx, sheet, table, first, bottom, model);
}

export function fillNewRows(tx: Transaction, sheet: Sheet, table: Table, first: number, last: number, model: number): void {
  table.columns.forEach((column, index) => {
    const at = table.area.left + index;
    const above = model > table.area.top ? sheet.get(model, at) : undefined;
    if (column.calculatedFormula === null && (above?.style ?? 0) === 0) return; // nothing to take over
    for (let row = first; row <= last; row++) {
      const cell = sheet.get(row, at);
      const style = cell === undefined || cell.style === 0 ? (above?.style ?? 0) : cell.style;
      const blank = cell === undefined || (cell.value === null && cell.formula === undefined);
      const formula = blank && column.calculatedFormula !== null ? copiedFormula(above?.formula ?? column.calculatedFormula, above?.formula === undefined ? 0 : row - model, 0) : undefined;
      if (formula !== undefined) tx.put(sheet, row, at, { value: null, style, formula });
      else if (style !== 0 && style !== cell?.style) tx.put(sheet, row, at, { ...(cell ?? { value: null }), style });
    }
  });
}

function growRight(tx: Transaction, sheet: Sheet, table: Table, area: Area): void {
  if (sheet.protection !== null) return;
  const added: Scalar[] = [];
  for (let column = area.left; column <= area.right; column++) added.push(sheet.get(table.area.top, column)?.value ?? null);
  if (added.every((_, index) => columnIsBlank(sheet, table, area.left + index))) return;
  tx.structure(() => captureTable(table), () => {
    table.area = { ...table.area, right: area.right };
    for (const header of added) table.columns = [...table.columns, newColumn(table, header === null ? "" : String(header))];
  });
  writeHeaders(tx, table);
}

function columnIsBlank(sheet: Sheet, table: Table, column: number): boolean {
  for (let row = table.area.top; row <= table.area.bottom; row++) {
    const cell = sheet.get(row, column);
    if (cell !== undefined && (cell.value !== null || cell.formula !== undefined)) return false;
  }
  return true;
}

function fillCalculatedColumn(tx: Transaction, sheet: Sheet, table: Table, column: number, area: Area): void {
  const entered = sheet.get(area.bottom, column);
  const definition = table.columns[column - table.area.left];
  if (entered?.formula === undefined || definition === undefined) return;
  const { formula } = entered;
  const body = bodyArea(table);
  tx.structure(() => captureTable(table), () => (definition.calculatedFormula = formula));
  for (let row = body.top; row <= body.bottom; row++) {
    if (row >= area.top && row <= area.bottom) continue;
    tx.put(sheet, row, column, { value: null, style: sheet.get(row, column)?.style || entered.style, formula: copiedFormula(formula, row - area.bottom, 0) });
  }
}

/** After a write over header cells: the columns are renamed, blank or doubled headers get a name of their own, numbers become text. */
function headers(tx: Transaction, sheet: Sheet, area: Area): void {
  for (const table of sheet.tables) {
    const touched = intersection({ ...table.area, bottom: table.area.top }, area);
    if (touched === null) continue;
    for (let at = touched.left; at <= touched.right; at++) {
      const index = at - table.area.left;
      const column = table.columns[index];
      const value = sheet.get(table.area.top, at)?.value ?? null;
      if (column === undefined || value === column.name) continue;
      const name = uniqueHeader(table, value === null ? "" : String(value), index);
      if (name !== column.name) {
        const before = column.name;
        tx.structure(() => captureTable(table), () => (column.name = name));
        renameInAllFormulas(tx, { kind: "column", table: table.name, from: before, to: name });
      }
    }
    writeHeaders(tx, table);
  }
}

/** Makes the header cells show the column names as text. */
export function writeHeaders(tx: Transaction, table: Table): void {
  table.columns.forEach((column, index) => {
    const at = table.area.left + index;
    const cell = table.sheet.get(table.area.top, at);
    if (cell?.value !== column.name || cell.formula !== undefined) tx.put(table.sheet, table.area.top, at, { value: column.name, style: cell?.style ?? 0 });
  });
}

export function newColumn(table: Pick<Table, "columns">, header: string): TableColumn {
  const id = table.columns.reduce((highest, column) => Math.max(highest, column.id), 0) + 1;
  return { id, name: uniqueHeader(table, header, table.columns.length), calculatedFormula: null, totalsLabel: null, totalsFunction: null, totalsFormula: null };
}

/** Makes new columns beside the known ones, one after the other: a table of the sheet's width gets thousands of them. */
export function columnMaker(known: readonly TableColumn[]): (header: string) => TableColumn {
  const taken = new Set(known.map((column) => column.name.toLowerCase()));
  /** The last number given, by the name before it. */
  const numbers = new Map<string, number>();
  let id = known.reduce((highest, column) => Math.max(highest, column.id), 0);
  return (header) => {
    const blank = header.trim() === "";
    const base = blank ? "Column" : header;
    let number = numbers.get(base) ?? (blank ? 1 : 0);
    const named = (): string => (number === 0 ? base : `${base}${number}`);
    while (taken.has(named().toLowerCase())) number = Math.max(2, number + 1);
    numbers.set(base, number);
    taken.add(named().toLowerCase());
    return { id: ++id, name: named(), calculatedFormula: null, totalsLabel: null, totalsFunction: null, totalsFormula: null };
  };
}

/** A header that no other column has: the first free "Column1", "Column2" … for a blank one, "Name2" for a second "Name". */
export function uniqueHeader(table: Pick<Table, "columns">, wanted: string, index: number): string {
  const taken = new Set(table.columns.filter((_, i) => i !== index).map((column) => column.name.toLowerCase()));
  const blank = wanted.trim() === "";
  const base = blank ? "Column" : wanted;
  let name = blank ? "Column1" : wanted;
  for (let next = 2; taken.has(name.toLowerCase()); next++) name = `${base}${next}`;
  return name;
}

function rowHasValue(sheet: Sheet, row: number, area: Area): boolean {
  for (let column = area.left; column <= area.right; column++) {
    const cell = sheet.get(row, column);
    if (cell !== undefined && (cell.value !== null || cell.formula !== undefined)) return true;
  }
  return false;
}
