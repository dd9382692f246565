import { contains, intersection, rowCount } from "../../model/address";
import type { Area, Scalar } from "../../model/cell";
import { ErrorValue } from "../../model/cell";
import { HostError, invalidArgument } from "../../model/hostError";
import { shownText } from "../../model/shownText";
import type { Sheet } from "../../model/sheet";
import type { Table, TableColumn } from "../../model/table";
import { bodyArea, headerArea } from "../../model/table";
import type { ApiObject, Argument, Arguments } from "../apiObject";
import { apiClass, field, flagOf, textOf } from "../apiObject";
import { EventType } from "../eventMessages";
import type { Json } from "../protocol";
import type { Session } from "../session";
import { itemNotFound } from "../session";
import { jsonValue, make, otherRange, rangeByAddress } from "./range";
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
    ShowFilterButton: { get: (table) => table.showFilterButton, set: (table, value, session) => change(session, table, (it) => (it.showFilterButton = flagOf(value))) },
    Style: { get: (table) => table.style, set: (table, value, session) => change(session, table, (it) => (it.style = textOf(value))) },
  },
  objects: {
    Columns: (table) => columnsObject(table),
    Rows: (table) => rowsObject(table),
    Worksheet: (table) => worksheetObject(table.sheet),
    AutoFilter: (table) => tableFilterObject(table),
    Sort: (table) => sortObject(table),
  },
  methods: {
    GetRange: (table, _args, session) => make(session, table.sheet, table.area),
    GetDataBodyRange: (table, _args, session) => make(session, table.sheet, bodyArea(table)),
    GetHeaderRowRange: (table, _args, session) => make(session, table.sheet, headerArea(table)),
    GetTotalRowRange: (table, _args, session) => make(session, table.sheet, totalArea(table)),
    ClearFilters: (table, _args, session) => session.editor.clearFilters(table),
    ReapplyFilters: (table, _args, session) => {
      for (const [column, criteria] of [...table.filters]) session.editor.filterTable(table, column, criteria);
    },
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
  objects: { Filter: (target) => filterObject(target) },
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

const tableFilterObject = apiClass<Table>("AutoFilter", {
  properties: {
    Enabled: { get: (table) => table.showFilterButton },
    IsDataFiltered: { get: (table) => table.filters.size > 0 },
    Criteria: { get: (table) => table.columns.map((_, index) => criteriaJson(table, index)) },
  },
  methods: {
    GetRange: (table, _args, session) => make(session, table.sheet, table.area),
    GetRangeOrNullObject: (table, _args, session) => make(session, table.sheet, table.area),
    ClearCriteria: (table, _args, session) => session.editor.clearFilters(table),
    ClearColumnCriteria: (table, args, session) => session.editor.filterTable(table, args.integer(0), null),
    Apply: (table, args, session) => {
      if (args.isGiven(1)) session.editor.filterTable(table, args.integer(1), criteria(field(args.at(2), "values") ?? null));
    },
    Reapply: (table, _args, session) => {
      for (const [column, known] of [...table.filters]) session.editor.filterTable(table, column, known);
    },
  },
});

const filterObject = apiClass<ColumnTarget>("Filter", {
  properties: { Criteria: { get: (target) => criteriaJson(target.table, columnIndex(target)) } },
  methods: {
    ApplyValuesFilter: (target, args, session) => session.editor.filterTable(target.table, columnIndex(target), criteria(args.at(0))),
    Apply: (target, args, session) => {
      if (field(args.at(0), "filterOn") !== "Values") throw new HostError("ApiNotFound", "The host implements value filters only (Filter.apply).");
      session.editor.filterTable(target.table, columnIndex(target), criteria(field(args.at(0), "values") ?? null));
    },
    ApplyCustomFilter: (target, args, session) => customFilter(session, target, args),
    Clear: (target, _args, session) => session.editor.filterTable(target.table, columnIndex(target), null),
  },
});

const sortObject = apiClass<Table>("TableSort", {
  methods: {
    Apply: (table, args, session) => {
      const fields = args.at(0);
      if (!Array.isArray(fields)) throw invalidArgument();
      session.editor.sortTable(table, fields.map((entry: Argument) => {
        const key = field(entry, "key");
        if (typeof key !== "number" || table.columns[key] === undefined) throw invalidArgument();
        return { column: key, ascending: field(entry, "ascending") !== false };
      }));
    },
  },
});

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

function within({ sheet, area, fully }: AreaScope): readonly Table[] {
  return sheet.tables.filter((table) => (fully ? contains(area, table.area) : intersection(area, table.area) !== null));
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

function criteria(values: Argument): { values: string[]; blanks: boolean } {
  if (!Array.isArray(values)) throw invalidArgument();
  const texts = values.map((value: Argument) => (typeof value === "string" ? value : String(field(value, "date") ?? value)));
  return { values: texts.filter((text) => text !== ""), blanks: texts.includes("") };
}

function criteriaJson(table: Table, column: number): Json {
  const known = table.filters.get(column);
  return known === undefined ? null : { filterOn: "Values", values: known.blanks ? [...known.values, ""] : [...known.values] };
}

/** Custom criteria are kept as the list of texts that match now: ">100", "<>Paid", "=Open*". */
function customFilter(session: Session, target: ColumnTarget, args: Arguments): void {
  if (args.isGiven(1)) throw new HostError("ApiNotFound", "The host implements Filter.applyCustomFilter with one criterion.");
  const match = /^(<=|>=|<>|=|<|>)?(.*)$/s.exec(args.text(0));
  const operator = match?.[1] ?? "=";
  const operand = match?.[2] ?? "";
  const { table } = target;
  const area = columnArea(target, bodyArea(table));
  const kept = new Set<string>();
  for (let row = area.top; row <= area.bottom; row++) {
    const cell = table.sheet.get(row, area.left);
    const text = shownText(session.workbook, cell);
    if (satisfies(cell?.value ?? null, text, operator, operand)) kept.add(text);
  }
  session.editor.filterTable(table, columnIndex(target), { values: [...kept].filter((text) => text !== ""), blanks: kept.has("") });
}

function satisfies(value: Scalar, text: string, operator: string, operand: string): boolean {
  if (value instanceof ErrorValue) return false;
  const number = Number(operand);
  if (typeof value === "number" && operand.trim() !== "" && Number.isFinite(number)) {
    const difference = value - number;
    if (operator === "=") return difference === 0;
    if (operator === "<>") return difference !== 0;
    if (operator === "<") return difference < 0;
    if (operator === ">") return difference > 0;
    return operator === "<=" ? difference <= 0 : difference >= 0;
  }
  const pattern = new RegExp(`^${operand.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".")}$`, "is");
  if (operator === "=") return pattern.test(text);
  return operator === "<>" && !pattern.test(text);
}

function refuse(): never {
  throw itemNotFound();
}

