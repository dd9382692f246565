import type { Cell, Scalar } from "../../../host/model/cell";
import { ErrorValue } from "../../../host/model/cell";
import type { Editor } from "../../../host/model/edit";
import { BY_ADD_IN } from "../../../host/model/events";
import { HostError } from "../../../host/model/hostError";
import { bodyArea, type Table } from "../../../host/model/table";
import { cellAddress, columnLetters } from "../../../src/workbook/address";
import { Fault } from "../../../src/workbook/fault";
import { faultFrom } from "../../../src/workbook/office/officeFault";
import type {
  CellRead, CellWrite, FormulaCell, NewColumns, NewTable, ReadRequest, RowPlace, RowsAppend, Snapshot, TableChanges, TableHead, TableRepair, TableSnapshot, Workbook,
} from "../../../src/workbook/port";

/**
 * The port straight over the host's model, without Microsoft's client between them: a thirtieth of the time. It reads and
 * writes what the adapter does (damage.test.ts compares their snapshots of damaged books); every tenth damaged book goes
 * through the adapter and Microsoft's client all the same. Cells are put down as values, so what Excel makes of a written
 * text is not tried here.
 */
export function createModelPort(editor: Editor): Workbook {
  const whole = async <T>(work: () => T): Promise<T> => {
    try {
      return editor.transact(BY_ADD_IN, work);
    } catch (thrown) {
      throw thrown instanceof HostError ? faultFrom(thrown) : thrown;
    }
  };
  return {
    read: (request) => whole(() => readBook(editor, request)),
    commitRow: ({ at, row }) => whole(() => append(editor, at, [row])[0] ?? []),
    commitRows: ({ at, rows }) => whole(() => append(editor, at, rows)),
    readBack: (ask) => whole(() => readBack(editor, ask)),
    readTable: (name) => whole(() => {
      const table = editor.workbook.findTable(name);
      return table === undefined ? null : snapshotOf(table);
    }),
    write: (changes, against) => whole(() => write(editor, changes, against)),
    createTables: (tables) => whole(() => tables.forEach((table) => createTable(editor, table))),
    repair: (repairs, against) => whole(() => repair(editor, repairs, against)),
    addColumns: (added) => whole(() => added.forEach((item) => addColumns(editor, item))),
    select: () => Promise.resolve(),
  };
}

// --- reading ----------------------------------------------------------------------------------------------------------

function readBook({ workbook }: Editor, request: ReadRequest): Snapshot {
  const all = workbook.sheets.flatMap(({ tables }) => tables);
  const asked = new Set(request.tables);
  const isWanted = ({ name }: Table): boolean => asked.has(name) || (request.prefixes ?? []).some((prefix) => name.startsWith(prefix));
  const wanted = all.filter(isWanted);
  const tables = wanted.map((table): TableSnapshot => ({
    ...snapshotOf(table), ...(request.formulas === true ? { formulas: formulasOf(table) } : {}), ...(request.below === true ? belowOf(table, wanted) : {}),
  }));
  return {
    tables: new Map(tables.map((table) => [table.name, table])),
    tableNames: all.map(({ name }) => name),
    sheetNames: workbook.sheets.map(({ name }) => name),
    source: null, dateSystem: workbook.dateSystem, readOnly: workbook.readOnly, precisionAsDisplayed: workbook.precisionAsDisplayed,
    ...(request.headers === true ? { heads: all.filter((table) => !isWanted(table)).map(headOf) } : {}),
  };
}

function snapshotOf(table: Table): TableSnapshot {
  const { area, sheet } = table;
  const body = bodyArea(table);
  const rows = cellsOf(table, body.top, body.bottom);
  return {
    ...headOf(table), address: `${cellAddress(sheet.name, area.top, area.left)}:${columnLetters(area.right)}${area.bottom + 1}`, top: area.top, left: area.left,
    rows: rows.length === 1 && rows[0]?.every((cell) => cell === "") === true ? [] : rows,
    state: { sheetProtected: sheet.protection !== null, filtered: table.filters.size > 0, showTotals: table.showTotals },
    ...(isCrowded(table) ? { crowded: true } : {}),
  };
}

function headOf({ id, name, sheet, columns }: Table): TableHead {
  return { id, name, sheet: sheet.name, headers: columns.map((column) => column.name) };
}

function cellsOf({ sheet, area }: Table, first: number, last: number): CellRead[][] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, row) => Array.from({ length: area.right - area.left + 1 }, (__, column) => cellRead(sheet.get(first + row, area.left + column)?.value ?? null)));
}

function cellRead(value: Scalar): CellRead {
  return value instanceof ErrorValue ? { error: value.code } : (value ?? "");
}

function formulasOf(table: Table): readonly FormulaCell[] {
  const { top, bottom, left, right } = bodyArea(table);
  const found: FormulaCell[] = [];
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) {
      const formula = table.sheet.get(row, column)?.formula;
      if (formula !== undefined) found.push({ row: row - top, column: column - left, formula: `=${formula}` });
    }
  return found;
}

function isCrowded({ sheet, area }: Table): boolean {
  return sheet.rows.slice(area.bottom + 1).some((row) => row.slice(area.left, area.right + 1).some(isFilled));
}

function isFilled(cell: Cell | undefined): boolean {
  return cell !== undefined && (cell.value !== null || cell.formula !== undefined);
}

function belowOf(table: Table, others: readonly Table[]): Pick<TableSnapshot, "below"> {
  const { sheet, area } = table;
  const end = sheet.usedArea(true)?.bottom ?? area.bottom;
  const next = Math.min(...others.filter((other) => other.sheet === sheet && other.area.top > area.top).map((other) => other.area.top - 1), end);
  const below = cellsOf(table, area.bottom + 1, next);
  return below.some((row) => row.some((cell) => cell !== "")) ? { below } : {};
}

function readBack({ workbook }: Editor, ask: { readonly journal: string; readonly from: number; readonly places: readonly RowPlace[] }): Awaited<ReturnType<Workbook["readBack"]>> {
  const now = new Map(ask.places.flatMap(({ at }) => {
    const table = workbook.findTable(at.name);
    return table === undefined ? [] : [[at.name, snapshotOf(table)] as const];
  }));
  const moved = ask.places.filter(({ at, rows }) => {
    const table = now.get(at.name);
    const depth = rows === null ? 1 : at.headers.length;
    return table === undefined || (rows === null && table.rows.length !== at.rows.length) || (rows ?? at.rows.map((_, index) => index)).some((row) => JSON.stringify(table.rows[row]?.slice(0, depth)) !== JSON.stringify(at.rows[row]?.slice(0, depth)));
  });
  const journal = workbook.findTable(ask.journal);
  return {
    rows: journal === undefined ? null : snapshotOf(journal).rows.slice(ask.from), moved: new Set(moved.map(({ at }) => at.name)),
    crowded: new Set([...now.values()].filter(({ crowded }) => crowded === true).map(({ name }) => name)),
  };
}

// --- writing ----------------------------------------------------------------------------------------------------------

function tableById({ workbook }: Editor, { id, name }: Pick<TableSnapshot, "id" | "name">): Table {
  const table = workbook.sheets.flatMap(({ tables }) => tables).find((other) => other.id === id);
  if (table === undefined) throw new Fault("notFound", name, true);
  return table;
}

function tableNamed({ workbook }: Editor, name: string): Table {
  const table = workbook.findTable(name);
  if (table === undefined) throw new Fault("notFound", name, true);
  return table;
}

function valueOf(cell: CellWrite): Scalar {
  return cell.type === "empty" || cell.value === "" ? null : cell.value;
}

function put(editor: Editor, { sheet }: Table, cells: readonly { readonly row: number; readonly column: number; readonly value: CellWrite }[]): void {
  editor.putCells(sheet, cells.map(({ row, column, value }) => ({ row, column, cell: { value: valueOf(value), style: sheet.get(row, column)?.style ?? 0 } })));
}

function append(editor: Editor, at: TableSnapshot, rows: RowsAppend["rows"]): CellRead[][] {
  const table = tableById(editor, at);
  const { top, left, right } = table.area;
  const first = top + 1 + at.rows.length;
  const own = at.rows.length === 0 ? 1 : 0;
  if (at.crowded === true && rows.length > own) editor.insertCells(table.sheet, { top: first + own, left, bottom: first + rows.length - 1, right }, "Down");
  put(editor, table, rows.flatMap((row, index) => at.headers.flatMap((header, column) => (row[header] === undefined ? [] : [{ row: first + index, column: left + column, value: row[header] }]))));
  const bottom = first + rows.length - 1;
  editor.resizeTable(table, { top, left, bottom, right });
  return cellsOf(table, first, bottom);
}

function write(editor: Editor, changes: TableChanges, against: Snapshot): void {
  for (const name of new Set([...changes.appends, ...changes.updates].map(({ table }) => table))) {
    const at = against.tables.get(name);
    if (at === undefined) throw new Fault("notFound", name, false);
    const table = tableById(editor, at);
    const { top, left } = table.area;
    if (cellsOf(table, top + 1, top + at.rows.length).some(([key], row) => JSON.stringify(key) !== JSON.stringify(at.rows[row]?.[0]))) throw new Fault("rowsMoved", name, true);
    put(editor, table, changes.updates.filter((update) => update.table === name && at.headers.includes(update.column)).map((update) => ({ row: top + 1 + update.rowIndex, column: left + at.headers.indexOf(update.column), value: update.value })));
    const rows = changes.appends.filter((change) => change.table === name).flatMap((change) => change.rows);
    if (rows.length > 0) append(editor, at, rows);
  }
}

function createTable(editor: Editor, { name, sheet: wanted, headers, note, rows }: NewTable): void {
  const taken = new Set(editor.workbook.sheets.map((sheet) => sheet.name.toLowerCase()));
  const free = [wanted, ...Array.from({ length: taken.size }, (_, index) => `${wanted} (${index + 2})`)].find((title) => !taken.has(title.toLowerCase()));
  const sheet = editor.addSheet(free);
  const top = note === undefined ? 0 : 2;
  const text = (value: string): CellWrite => ({ type: "text", value });
  const lines: readonly (readonly CellWrite[])[] = [headers.map(text), ...rows];
  editor.putCells(sheet, lines.flatMap((line, row) => line.map((value, column) => ({ row: top + row, column, cell: { value: valueOf(value), style: 0 } }))));
  if (note !== undefined) editor.putCells(sheet, [{ row: 0, column: 0, cell: { value: note, style: 0 } }]);
  editor.addTable(sheet, { top, left: 0, bottom: top + Math.max(1, rows.length), right: headers.length - 1 }, true, name);
}

function addColumns(editor: Editor, { table: name, columns }: NewColumns): void {
  const table = tableNamed(editor, name);
  for (const { header } of columns) if (!table.columns.some((column) => column.name === header)) editor.addTableColumn(table, null, header);
}

function repair(editor: Editor, repairs: readonly TableRepair[], against: Snapshot): void {
  for (const change of repairs) {
    const table = tableNamed(editor, change.table);
    const { area } = table;
    if (change.kind === "renameTable") editor.renameTable(table, change.to);
    else if (change.kind === "renameColumn") editor.renameColumn(table, table.columns.findIndex(({ name }) => name === change.from), change.to);
    else if (change.kind === "resize") editor.resizeTable(table, { ...area, bottom: area.top + change.rows });
    else {
      const at = against.tables.get(change.table);
      const keys = cellsOf(table, area.top + 1, area.bottom);
      if (at === undefined || change.rows.some((row) => JSON.stringify(keys[row]?.[0]) !== JSON.stringify(at.rows[row]?.[0] ?? ""))) throw new Fault("rowsMoved", change.table, false);
      for (const row of [...change.rows].sort((a, b) => b - a)) editor.deleteTableRows(table, row, 1);
    }
  }
}
