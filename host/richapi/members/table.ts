import { contains, intersection, rowCount } from "../../model/address";
import type { Area, Scalar } from "../../model/cell";
import { HostError, invalidArgument } from "../../model/hostError";
import type { Sheet } from "../../model/sheet";
import type { Table, TableColumn } from "../../model/table";
import { bodyArea, headerArea } from "../../model/table";
import type { ApiObject, Argument } from "../apiObject";
import { apiClass, flagOf, isApiObject, textOf } from "../apiObject";
import { EventType } from "../eventMessages";
import type { Json } from "../protocol";
import type { Session } from "../session";
import { itemNotFound } from "../session";
import { make, otherRange, rangeByAddress } from "./range";
import { filterObject, reapply, tableFilterObject } from "./filters";
import { jsonValue } from "./rangeCells";
import { tableSortObject } from "./sorting";
import { worksheetObject } from "./worksheet";

/** Table (ListObject). */
export const tableObject: (target: Table) => ApiObject = apiClass<Table>("Table", {
  identity: (table) => ({ Id: table.id }),
  check: (table, session) => void session.requireTable(table),
  eventTarget: (table) => table.id,
  events: { _RegisterDataChangedEvent: ["onChanged", EventType.tableChanged], _RegisterSelectionChangedEvent: ["onSelectionChanged", EventType.tableSelectionChanged] },
  properties: {
    Id: { get: (table) => table.id },
    Name: { get: (table) => table.name, set: (table, value, session) => session.editor.renameTable(table, textOf(value)) },
    ShowHeaders: {
      get: () => true,
      set: (_table, value) => {
        if (!flagOf(value)) throw new HostError("ApiNotFound", "The host does not implement tables without a header row (Table.showHeaders = false).");
      },
    },
    ShowTotals: { get: (table) => table.showTotals, set: (table, value, session) => session.editor.showTotals(table, flagOf(value)) },
    ShowBandedRows: { get: (table) => table.showBandedRows, set: (table, value, session) => change(session, table, (it) => (it.showBandedRows = flagOf(value))) },
    ShowBandedColumns: { get: (table) => table.showBandedColumns ?? false, set: (table, value, session) => change(session, table, (it) => (it.showBandedColumns = flagOf(value))) },
    HighlightFirstColumn: { get: (table) => table.highlightFirstColumn ?? false, set: (table, value, session) => change(session, table, (it) => (it.highlightFirstColumn = flagOf(value))) },
    HighlightLastColumn: { get: (table) => table.highlightLastColumn ?? false, set: (table, value, session) => change(session, table, (it) => (it.highlightLastColumn = flagOf(value))) },
    LegacyId: { get: (table) => String(Number(/(\d+)\}$/.exec(table.id)?.[1] ?? 0)) },
    ShowFilterButton: { get: (table) => table.showFilterButton, set: (table, value, session) => change(session, table, (it) => (it.showFilterButton = flagOf(value))) },
    Style: { get: (table) => table.style, set: (table, value, session) => change(session, table, (it) => (it.style = textOf(value))) },
  },
  objects: {
    Columns: (table) => columnsObject(table),
    Rows: (table) => rowsObject(table),
    Worksheet: (table) => worksheetObject(table.sheet),
    AutoFilter: (table) => tableFilterObject(table),
    Sort: (table) => tableSortObject(table),
  },
  methods: {
    GetRange: (table, _args, session) => make(session, table.sheet, table.area),
    GetDataBodyRange: (table, _args, session) => make(session, table.sheet, bodyArea(table)),
    GetHeaderRowRange: (table, _args, session) => make(session, table.sheet, headerArea(table)),
    GetTotalRowRange: (table, _args, session) => make(session, table.sheet, totalArea(table)),
    ClearFilters: (table, _args, session) => session.editor.clearFilters(table),
    ReapplyFilters: (table, _args, session) => reapply(session, table),
    ConvertToRange: (table, _args, session) => {
      const { sheet, area } = table;
      session.editor.deleteTable(table, true);
      return make(session, sheet, area);
    },
    Delete: (table, _args, session) => session.editor.deleteTable(table),
    Resize: (table, args, session) => {
      const range = otherRange(session, table.sheet, args);
      if (range.sheet !== table.sheet) throw invalidArgument();
      session.editor.resizeTable(table, range.area);
    },
  },
});

interface TableScope {
  /** Null: every table of the workbook. */
  readonly sheet: Sheet | null;
}

/** workbook.tables and worksheet.tables. */
export const tablesObject: (target: TableScope) => ApiObject = apiClass<TableScope>("TableCollection", {
  eventTarget: ({ sheet }) => sheet?.id ?? "Workbook",
  events: {
    _RegisterDataChangedEvent: ["onChanged", EventType.tableChanged], _RegisterAddedEvent: ["onAdded", EventType.tableAdded], _RegisterDeletedEvent: ["onDeleted", EventType.tableDeleted],
  },
  properties: { Count: { get: ({ sheet }, session) => listed(session, sheet).length } },
  items: ({ sheet }, session) => listed(session, sheet).map(tableObject),
  item: ({ sheet }, args, session) => tableObject(findTable(session, sheet, args.at(0)) ?? refuse()),
  methods: {
    GetItemOrNullObject: ({ sheet }, args, session) => orNull(findTable(session, sheet, args.at(0))),
    GetItemAt: ({ sheet }, args, session) => tableObject(listed(session, sheet)[args.integer(0)] ?? refuse()),
    GetCount: ({ sheet }, _args, session) => listed(session, sheet).length,
    Add: ({ sheet }, args, session) => {
      const on = sheet ?? session.workbook.activeSheet ?? refuse();
      const range = args.range(0) ?? rangeByAddress(session, on, args.text(0));
      return tableObject(session.editor.addTable(range.sheet, range.area, args.flag(1, true)));
    },
  },
});

interface AreaScope {
  readonly sheet: Sheet;
  readonly area: Area;
  readonly fully: boolean;
  /** Further areas, of a RangeAreas. */
  readonly more?: readonly Area[];
}

/** Range.getTables. */
export const scopedTablesObject: (target: AreaScope) => ApiObject = apiClass<AreaScope>("TableScopedCollection", {
  properties: { Count: { get: (scope) => within(scope).length } },
  items: (scope) => within(scope).map(tableObject),
  item: (scope, args) => tableObject(matching(within(scope), args.at(0)) ?? refuse()),
  methods: {
    GetCount: (scope) => within(scope).length,
    GetFirst: (scope) => tableObject(within(scope)[0] ?? refuse()),
    GetItemOrNullObject: (scope, args) => orNull(matching(within(scope), args.at(0))),
  },
});

const columnsObject = apiClass<Table>("TableColumnCollection", {
  check: (table, session) => void session.requireTable(table),
  properties: { Count: { get: (table) => table.columns.length } },
  items: (table) => table.columns.map((column) => columnObject({ table, column })),
  item: (table, args) => columnObject({ table, column: findColumn(table, args.at(0)) ?? refuse() }),
  methods: {
    GetCount: (table) => table.columns.length,
    GetItemAt: (table, args) => columnObject({ table, column: table.columns[args.integer(0)] ?? refuse() }),
    GetItemOrNullObject: (table, args) => {
      const column = findColumn(table, args.at(0));
      return column === undefined ? null : columnObject({ table, column });
    },
    Add: (table, args, session) => {
      const values = args.isGiven(1) ? cells(args.at(1)).map((line) => line[0] ?? null) : undefined;
      const index = args.isGiven(0) && args.integer(0) >= 0 ? args.integer(0) : null;
      const header = values !== undefined && args.at(2) === null ? values[0] : undefined;
      session.editor.addTableColumn(table, index, args.optionalText(2) ?? (header === undefined || header === null ? "" : String(header)), header === undefined ? values : values?.slice(1));
      return columnObject({ table, column: table.columns[index ?? table.columns.length - 1] ?? refuse() });
    },
  },
});

interface ColumnTarget {
  readonly table: Table;
  readonly column: TableColumn;
}

const columnObject: (target: ColumnTarget) => ApiObject = apiClass<ColumnTarget>("TableColumn", {
  identity: ({ column }) => ({ Id: column.id }),
  check: ({ table, column }, session) => {
    session.requireTable(table);
    if (!table.columns.some((other) => other.id === column.id)) throw itemNotFound();
  },
  properties: {
    Id: { get: ({ column }) => column.id },
    Index: { get: (target) => columnIndex(target) },
    Name: { get: ({ table, column }) => (table.columns.find((other) => other.id === column.id) ?? column).name, set: (target, value, session) => session.editor.renameColumn(target.table, columnIndex(target), textOf(value)) },
    Values: {
      get: (target) => lines(target.table.sheet, columnArea(target, target.table.area)),
      set: (target, value, session) => session.editor.writeValues(target.table.sheet, columnArea(target, target.table.area), cells(value)),
    },
  },
  objects: { Filter: (target) => filterObject({ table: target.table, column: columnIndex(target) }) },
  methods: {
    GetRange: (target, _args, session) => make(session, target.table.sheet, columnArea(target, target.table.area)),
    GetDataBodyRange: (target, _args, session) => make(session, target.table.sheet, columnArea(target, bodyArea(target.table))),
    GetHeaderRowRange: (target, _args, session) => make(session, target.table.sheet, columnArea(target, headerArea(target.table))),
    GetTotalRowRange: (target, _args, session) => make(session, target.table.sheet, columnArea(target, totalArea(target.table))),
    Delete: (target, _args, session) => session.editor.deleteTableColumn(target.table, columnIndex(target)),
  },
});

const rowsObject = apiClass<Table>("TableRowCollection", {
  check: (table, session) => void session.requireTable(table),
  properties: { Count: { get: (table) => rowCount(bodyArea(table)) } },
  items: (table) => Array.from({ length: rowCount(bodyArea(table)) }, (_, index) => rowObject({ table, index })),
  methods: {
    GetCount: (table) => rowCount(bodyArea(table)),
    GetItemAt: (table, args) => {
      const index = args.integer(0);
      if (index < 0 || index >= rowCount(bodyArea(table))) throw itemNotFound();
      return rowObject({ table, index });
    },
    Add: (table, args, session) => {
      const given = args.at(1);
      const values = given === null ? [new Array<Scalar>(table.columns.length).fill(null)] : cells(given);
      const index = args.isGiven(0) && args.integer(0) !== -1 ? args.integer(0) : null;
      return rowObject({ table, index: session.editor.addTableRows(table, index, values) });
    },
    DeleteRows: (table, args, session) => {
      const given = args.at(0);
      if (!Array.isArray(given) || given.length === 0) throw invalidArgument();
      const rows = given.map((row: Argument) => rowIndexOf(table, row));
      // From the bottom up, so that the indexes still to come stay right.
      for (const index of [...new Set(rows)].sort((x, y) => y - x)) session.editor.deleteTableRows(table, index, 1);
    },
    DeleteRowsAt: (table, args, session) => session.editor.deleteTableRows(table, args.integer(0), args.integer(1, 1)),
  },
});

interface RowTarget {
  readonly table: Table;
  readonly index: number;
}

/** Rows have no identity: the index is where the row was when it was asked for (as in Excel). */
const rowObject: (target: RowTarget) => ApiObject = apiClass<RowTarget>("TableRow", {
  identity: ({ index }) => ({ Index: index }),
  check: ({ table, index }, session) => {
    session.requireTable(table);
    if (index >= rowCount(bodyArea(table))) throw itemNotFound();
  },
  properties: {
    Index: { get: ({ index }) => index },
    Values: { get: (target) => lines(target.table.sheet, rowArea(target)), set: (target, value, session) => session.editor.writeValues(target.table.sheet, rowArea(target), cells(value)) },
  },
  methods: {
    GetRange: (target, _args, session) => make(session, target.table.sheet, rowArea(target)),
    Delete: ({ table, index }, _args, session) => {
      // On a filtered table Excel deletes nothing and says nothing (office-js #994).
      if (table.filters.size === 0) session.editor.deleteTableRows(table, index, 1);
    },
  },
});

/** A row as TableRowCollection.deleteRows takes it: an index or a TableRow. */
function rowIndexOf(table: Table, row: Argument): number {
  if (typeof row === "number" && Number.isInteger(row)) return row;
  const target: unknown = isApiObject(row) ? row.target : null;
  const index: unknown = typeof target === "object" && target !== null && "index" in target && "table" in target && target.table === table ? target.index : null;
  if (typeof index !== "number") throw invalidArgument();
  return index;
}

function totalArea(table: Table): Area {
  if (!table.showTotals) throw itemNotFound();
  return { ...table.area, top: table.area.bottom };
}

function change(session: Session, table: Table, work: (table: Table) => void): void {
  session.editor.changeTable(table, work);
}

function listed(session: Session, sheet: Sheet | null): readonly Table[] {
  return sheet === null ? [...session.workbook.tables()] : session.requireSheet(sheet).tables;
}

function findTable(session: Session, sheet: Sheet | null, key: Argument): Table | undefined {
  const table = typeof key === "string" ? session.workbook.findTable(key) : undefined;
  return table !== undefined && (sheet === null || table.sheet === sheet) ? table : undefined;
}

function matching(tables: readonly Table[], key: Argument): Table | undefined {
  return tables.find((table) => typeof key === "string" && (table.id === key || table.name.toLowerCase() === key.toLowerCase()));
}

function within({ sheet, area, fully, more = [] }: AreaScope): readonly Table[] {
  return sheet.tables.filter((table) => [area, ...more].some((each) => (fully ? contains(each, table.area) : intersection(each, table.area) !== null)));
}

function orNull(table: Table | undefined): ApiObject | null {
  return table === undefined ? null : tableObject(table);
}

/** By name, or by id as a number (1-based ids of the columns). */
function findColumn(table: Table, key: Argument): TableColumn | undefined {
  if (typeof key === "number") return table.columns.find((column) => column.id === key);
  return typeof key === "string" ? table.columns.find((column) => column.name.toLowerCase() === key.toLowerCase()) : undefined;
}

function columnIndex({ table, column }: ColumnTarget): number {
  return table.columns.findIndex((other) => other.id === column.id);
}

function columnArea(target: ColumnTarget, rows: Area): Area {
  const at = target.table.area.left + columnIndex(target);
  return { ...rows, left: at, right: at };
}

function rowArea({ table, index }: RowTarget): Area {
  const body = bodyArea(table);
  return { ...body, top: body.top + index, bottom: body.top + index };
}

function lines(sheet: Sheet, area: Area): Json {
  return Array.from({ length: rowCount(area) }, (_, i) => Array.from({ length: area.right - area.left + 1 }, (__, j) => jsonValue(sheet.get(area.top + i, area.left + j)?.value ?? null)));
}

/** A 2-D array, or one row of it, or one value. */
function cells(value: Argument): Scalar[][] {
  const single = (entry: Argument): Scalar => {
    if (entry === null || typeof entry === "string" || typeof entry === "number" || typeof entry === "boolean") return entry;
    throw invalidArgument();
  };
  if (!Array.isArray(value)) return [[single(value)]];
  return value.every((line: Argument) => Array.isArray(line)) ? value.map((line: Argument) => (Array.isArray(line) ? line.map(single) : [])) : [value.map(single)];
}

function refuse(): never {
  throw itemNotFound();
}

