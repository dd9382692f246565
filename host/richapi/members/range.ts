import { areaText, boundingArea, cellArea, columnCount, contains, intersection, isInGrid, isWholeColumns, isWholeRows, parseAddress, rowCount, sheetPrefix } from "../../model/address";
import type { Area, Scalar } from "../../model/cell";
import { MAX_COLUMNS, MAX_ROWS } from "../../model/cell";
import { FILL_TYPES } from "../../model/autoFill";
import { isBlank } from "../../model/cellEdits";
import { HostError, invalidArgument } from "../../model/hostError";
import { DIRECTIONS, edgeFrom, findCells, surroundingRegion } from "../../model/search";
import { shownText } from "../../model/shownText";
import type { Sheet } from "../../model/sheet";
import type { Argument, Arguments } from "../apiObject";
import { apiClass, field, flagOf, oneOf } from "../apiObject";
import type { ApiObject } from "../apiObject";
import { typeText } from "../eventMessages";
import type { Json } from "../protocol";
import type { RangeRef, Session } from "../session";
import { itemNotFound } from "../session";
import { conditionalFormatsObject } from "./conditionalFormats";
import { dataValidationObject } from "./dataValidation";
import { makeAreas, special } from "./rangeAreas";
import { eachCell, formatAt, formulaR1C1, formulaText, fromR1C1Entry, grid, jsonValue, scalars } from "./rangeCells";
import { columnPoints, rangeFormatObject, STANDARD_ROW_POINTS } from "./rangeFormat";
import { visibleView } from "./rangeView";
import { rangeSortObject } from "./sorting";
import { scopedTablesObject } from "./table";
import { worksheetObject } from "./worksheet";

/** Range: values, formulas and formats of an area of one sheet. Positions and counts are 0-based as in Office.js. */
export const rangeObject: (target: RangeRef) => ApiObject = apiClass<RangeRef>("Range", {
  check: (range, session) => void session.requireSheet(range.sheet),
  properties: {
    Address: { get: (range) => fullAddress(range) },
    AddressLocal: { get: (range) => fullAddress(range) },
    CellCount: { get: ({ area }) => (rowCount(area) * columnCount(area) > 2_147_483_647 ? -1 : rowCount(area) * columnCount(area)) },
    ColumnCount: { get: ({ area }) => columnCount(area) },
    ColumnHidden: { get: (range) => columnsHidden(range), set: (range, value, session) => session.editor.hideColumns(range.sheet, range.area.left, columnCount(range.area), flagOf(value)) },
    ColumnIndex: { get: ({ area }) => area.left },
    Formulas: { get: (range, session) => grid(session, range, (row, column) => formulaText(range.sheet, row, column)), set: (range, value, session) => session.editor.writeFormulas(range.sheet, range.area, scalars(range, value)) },
    FormulasLocal: { get: (range, session) => grid(session, range, (row, column) => formulaText(range.sheet, row, column)), set: (range, value, session) => session.editor.writeFormulas(range.sheet, range.area, scalars(range, value)) },
    FormulasR1C1: {
      get: (range, session) => grid(session, range, (row, column) => formulaR1C1(range.sheet, row, column)),
      set: (range, value, session) => session.editor.writeFormulas(range.sheet, range.area, scalars(range, value).map((line, i) => line.map((entry, j) => fromR1C1Entry(entry, range.area.top + i, range.area.left + j)))),
    },
    HasSpill: { get: (range) => hasSpill(range) },
    Hidden: { get: (range) => allOrNull(rowsHidden(range), columnsHidden(range)) },
    IsEntireColumn: { get: ({ area }) => isWholeColumns(area) },
    IsEntireRow: { get: ({ area }) => isWholeRows(area) },
    NumberFormat: { get: (range, session) => grid(session, range, (row, column) => formatAt(session, range.sheet, row, column)), set: writeFormats },
    NumberFormatLocal: { get: (range, session) => grid(session, range, (row, column) => formatAt(session, range.sheet, row, column)), set: writeFormats },
    RowCount: { get: ({ area }) => rowCount(area) },
    RowHidden: { get: (range) => rowsHidden(range), set: (range, value, session) => session.editor.hideRows(range.sheet, range.area.top, rowCount(range.area), flagOf(value)) },
    RowIndex: { get: ({ area }) => area.top },
    Text: { get: (range, session) => grid(session, range, (row, column) => shownText(session.workbook, range.sheet.get(row, column))) },
    ValueTypes: { get: (range, session) => grid(session, range, (row, column) => typeText(range.sheet.get(row, column)?.value ?? null)) },
    Top: { get: ({ sheet, area }) => lengthBefore(area.top, (row) => (isRowHidden(sheet, row) ? 0 : (sheet.rowHeights.get(row) ?? STANDARD_ROW_POINTS))) },
    Height: { get: ({ sheet, area }) => lengthBefore(area.bottom + 1, (row) => (isRowHidden(sheet, row) ? 0 : (sheet.rowHeights.get(row) ?? STANDARD_ROW_POINTS)), area.top) },
    Left: { get: ({ sheet, area }) => lengthBefore(area.left, (column) => (sheet.hiddenColumns.has(column) ? 0 : columnPoints(sheet.columnWidths.get(column)))) },
    Width: { get: ({ sheet, area }) => lengthBefore(area.right + 1, (column) => (sheet.hiddenColumns.has(column) ? 0 : columnPoints(sheet.columnWidths.get(column))), area.left) },
    Values: { get: (range, session) => grid(session, range, (row, column) => jsonValue(range.sheet.get(row, column)?.value ?? null)), set: (range, value, session) => session.editor.writeValues(range.sheet, range.area, scalars(range, value)) },
  },
  objects: {
    Worksheet: (range) => worksheetObject(range.sheet),
    Format: (range) => rangeFormatObject(range),
    DataValidation: (range) => dataValidationObject(range),
    ConditionalFormats: (range) => conditionalFormatsObject({ ranges: [range] }),
    Sort: (range) => rangeSortObject(range),
  },
  methods: {
    GetCell: (range, args, session) => part(session, range, offset(range.area, args.integer(0), args.integer(1), 1, 1)),
    GetRow: (range, args, session) => part(session, range, { ...offset(range.area, args.integer(0), 0, 1, columnCount(range.area)) }),
    GetColumn: (range, args, session) => part(session, range, offset(range.area, 0, args.integer(0), rowCount(range.area), 1)),
    GetLastRow: ({ sheet, area }, _args, session) => make(session, sheet, { ...area, top: area.bottom }),
    GetLastColumn: ({ sheet, area }, _args, session) => make(session, sheet, { ...area, left: area.right }),
    GetLastCell: ({ sheet, area }, _args, session) => make(session, sheet, { ...area, top: area.bottom, left: area.right }),
    GetEntireRow: ({ sheet, area }, _args, session) => make(session, sheet, { ...area, left: 0, right: MAX_COLUMNS - 1 }),
    GetEntireColumn: ({ sheet, area }, _args, session) => make(session, sheet, { ...area, top: 0, bottom: MAX_ROWS - 1 }),
    GetRowsBelow: (range, args, session) => beside(session, range, "below", args),
    GetRowsAbove: (range, args, session) => beside(session, range, "above", args),
    GetColumnsAfter: (range, args, session) => beside(session, range, "after", args),
    GetColumnsBefore: (range, args, session) => beside(session, range, "before", args),
    GetOffsetRange: ({ sheet, area }, args, session) => make(session, sheet, offset(area, args.integer(0), args.integer(1), rowCount(area), columnCount(area))),
    GetResizedRange: ({ sheet, area }, args, session) => make(session, sheet, { ...area, bottom: area.bottom + args.integer(0), right: area.right + args.integer(1) }),
    GetAbsoluteResizedRange: ({ sheet, area }, args, session) => make(session, sheet, offset(area, 0, 0, args.integer(0), args.integer(1))),
    GetBoundingRect: ({ sheet, area }, args, session) => make(session, sheet, boundingArea(area, otherRange(session, sheet, args).area)),
    GetIntersection: (range, args, session) => common(session, range, args) ?? refuse(itemNotFound()),
    GetIntersectionOrNullObject: (range, args, session) => common(session, range, args),
    GetUsedRange: (range, args, session) => make(session, range.sheet, used(range, args.flag(0, false)) ?? cellArea(range.area.top, range.area.left)),
    GetUsedRangeOrNullObject: (range, args, session) => {
      const area = used(range, args.flag(0, false));
      return area === null ? null : make(session, range.sheet, area);
    },
    GetTables: (range, args) => scopedTablesObject({ sheet: range.sheet, area: range.area, fully: args.flag(0, false) }),
    GetSpillingToRange: (range, _args, session) => spillingTo(session, range) ?? refuse(itemNotFound()),
    GetSpillingToRangeOrNullObject: (range, _args, session) => spillingTo(session, range),
    GetSpillParent: (range, _args, session) => spillParent(session, range) ?? refuse(itemNotFound()),
    GetSpillParentOrNullObject: (range, _args, session) => spillParent(session, range),
    GetMergedAreasOrNullObject: (range, _args, session) => merged(session, range),
    Clear: (range, args, session) => clear(session, range, args),
    Insert: (range, args, session) => {
      const { sheet, area } = range;
      session.editor.insertCells(sheet, area, oneOf(args.at(0), ["Down", "Right"]));
      return make(session, sheet, area);
    },
    Delete: (range, args, session) => session.editor.deleteCells(range.sheet, range.area, oneOf(args.at(0), ["Up", "Left"])),
    Merge: (range, args, session) => session.editor.merge(range.sheet, range.area, args.flag(0, false)),
    Unmerge: (range, _args, session) => session.editor.unmerge(range.sheet, range.area),
    Select: (range, _args, session) => session.editor.select(range.sheet, range.area),
    CopyFrom: (range, args, session) => copyFrom(session, range, args),
    MoveTo: (range, args, session) => {
      const { sheet, area } = otherRange(session, range.sheet, args);
      session.editor.move(range, { sheet, row: area.top, column: area.left });
    },
    AutoFill: (range, args, session) => {
      if (args.at(1) === "FlashFill") throw new HostError("ApiNotFound", "The host does not implement Range.autoFill with FlashFill.");
      const target = args.isGiven(0) ? otherRange(session, range.sheet, args) : range;
      if (target.sheet !== range.sheet) throw invalidArgument();
      session.editor.autoFill(range.sheet, range.area, target.area, oneOf(args.at(1) ?? "FillDefault", FILL_TYPES));
    },
    RemoveDuplicates: (range, args, session) => {
      const columns = args.at(0);
      if (!Array.isArray(columns)) throw invalidArgument();
      const result = session.editor.removeDuplicates(range.sheet, range.area, columns.map((column: Argument) => (typeof column === "number" ? column : -1)), args.flag(1, false));
      return removedObject({ removed: result.removed, left: result.left });
    },
    ReplaceAll: (range, args, session) => replaceAll(session, range.sheet, range.area, args),
    SetDirty: (range, _args, session) => eachCell(range, (row, column) => session.calc?.cellChanged(range.sheet, row, column)),
    Calculate: (range, _args, session) => calculate(session, range),
    Find: (range, args, session) => find(session, range, args) ?? refuse(itemNotFound()),
    FindOrNullObject: (range, args, session) => find(session, range, args),
    GetSpecialCells: (range, args, session) => special(session, [range], args) ?? refuse(itemNotFound()),
    GetSpecialCellsOrNullObject: (range, args, session) => special(session, [range], args),
    GetVisibleView: (range) => visibleView(range),
    GetSurroundingRegion: ({ sheet, area }, _args, session) => make(session, sheet, surroundingRegion(sheet, area)),
    GetRangeEdge: (range, args, session) => {
      const place = edge(session, range, args);
      return make(session, range.sheet, cellArea(place.row, place.column));
    },
    GetExtendedRange: (range, args, session) => {
      const place = edge(session, range, args);
      return make(session, range.sheet, boundingArea(range.area, cellArea(place.row, place.column)));
    },
    _ValidateArraySize: ({ area }, args) => {
      if (args.integer(0) !== rowCount(area) || args.integer(1) !== columnCount(area))
        throw invalidArgument("The number of rows or columns in the input array doesn't match the size or dimensions of the range.");
    },
  },
});

export function make(session: Session, sheet: Sheet, area: Area): ApiObject {
  if (!isInGrid(area)) throw invalidArgument();
  return rangeObject(session.range(sheet, area));
}

/** An address of the sheet, of another one when it names it, a defined name or a table's name. */
export function rangeByAddress(session: Session, sheet: Sheet, address: string): RangeRef {
  const parsed = parseAddress(address);
  if (parsed !== null) {
    const on = parsed.sheet === null ? sheet : session.workbook.findSheet(parsed.sheet);
    if (on === undefined) throw itemNotFound();
    return session.range(on, parsed.area);
  }
  const name = session.workbook.findName(address, sheet);
  const named = name === undefined ? null : parseAddress(name.refersTo);
  if (named !== null) {
    const on = named.sheet === null ? sheet : session.workbook.findSheet(named.sheet);
    if (on !== undefined) return session.range(on, named.area);
  }
  const table = session.workbook.findTable(address);
  if (table !== undefined && table.sheet === sheet) return session.range(sheet, { ...table.area, top: table.area.top + 1, bottom: table.area.bottom - (table.showTotals ? 1 : 0) });
  throw invalidArgument();
}

export function fullAddress(range: RangeRef): string {
  return sheetPrefix(range.sheet.name) + areaText(range.area);
}

function writeFormats(range: RangeRef, value: Argument, session: Session): void {
  const formats = scalars(range, value);
  if (!areTexts(formats)) throw invalidArgument();
  session.editor.writeNumberFormats(range.sheet, range.area, formats);
}

function areTexts(lines: readonly (readonly Scalar[])[]): lines is readonly (readonly (string | null)[])[] {
  return lines.every((line, index) => line === lines[index - 1] || line.every((entry) => entry === null || typeof entry === "string"));
}

function offset(area: Area, rows: number, columns: number, height: number, width: number): Area {
  const top = area.top + rows;
  const left = area.left + columns;
  return { top, left, bottom: top + height - 1, right: left + width - 1 };
}

function part(session: Session, range: RangeRef, area: Area): ApiObject {
  return make(session, range.sheet, area);
}

function beside(session: Session, range: RangeRef, side: "below" | "above" | "after" | "before", args: Arguments): ApiObject {
  const count = args.integer(0, 1);
  if (count === 0) throw invalidArgument();
  const { area } = range;
  // A negative count turns the direction round (Office.js, Range.getRowsBelow).
  const size = Math.abs(count);
  const forward = (side === "below" || side === "after") === count > 0;
  const vertical = side === "below" || side === "above";
  if (vertical) return part(session, range, forward ? { ...area, top: area.bottom + 1, bottom: area.bottom + size } : { ...area, top: area.top - size, bottom: area.top - 1 });
  return part(session, range, forward ? { ...area, left: area.right + 1, right: area.right + size } : { ...area, left: area.left - size, right: area.left - 1 });
}

/** The first argument as a range: an object or an address. */
export function otherRange(session: Session, sheet: Sheet, args: Arguments, index = 0): RangeRef {
  return args.range(index) ?? rangeByAddress(session, sheet, args.text(index));
}

function common(session: Session, range: RangeRef, args: Arguments): ApiObject | null {
  const other = otherRange(session, range.sheet, args);
  const area = other.sheet === range.sheet ? intersection(range.area, other.area) : null;
  return area === null ? null : make(session, range.sheet, area);
}

function spillingTo(session: Session, { sheet, area }: RangeRef): ApiObject | null {
  const spill = sheet.get(area.top, area.left)?.spill;
  if (spill === undefined || (spill.rows === 1 && spill.columns === 1)) return null;
  return make(session, sheet, offset(area, 0, 0, spill.rows, spill.columns));
}

function spillParent(session: Session, { sheet, area }: RangeRef): ApiObject | null {
  const cell = sheet.get(area.top, area.left);
  const anchor = cell?.spillOf ?? (cell?.spill === undefined || cell.spill.rows * cell.spill.columns === 1 ? null : { row: area.top, column: area.left });
  return anchor === null ? null : make(session, sheet, { top: anchor.row, bottom: anchor.row, left: anchor.column, right: anchor.column });
}

function hasSpill(range: RangeRef): Json {
  let yes = 0;
  let no = 0;
  eachCell(range, (row, column) => {
    const cell = range.sheet.get(row, column);
    if (cell?.spillOf !== undefined || (cell?.spill !== undefined && cell.spill.rows * cell.spill.columns > 1)) yes++;
    else no++;
  });
  return yes > 0 && no > 0 ? null : yes > 0;
}

function merged(session: Session, range: RangeRef): ApiObject | null {
  const touched = range.sheet.merges.filter((merge) => intersection(merge, range.area) !== null);
  if (touched.length === 0) return null;
  return makeAreas(session, range.sheet, touched);
}

/** The used part of a range; null when it is empty. */
export function used({ sheet, area }: RangeRef, valuesOnly: boolean): Area | null {
  let found: Area | null = null;
  sheet.eachRow(area.top, area.bottom, (cells, row) =>
    cells.forEach((cell, column) => {
      if (cell === undefined || column < area.left || column > area.right || (isBlank(cell) && (valuesOnly || cell.style === 0))) return;
      found = found === null ? cellArea(row, column) : boundingArea(found, cellArea(row, column));
    }));
  return found;
}

export function clear(session: Session, range: RangeRef, args: Arguments): void {
  const what = oneOf(args.at(0) ?? "All", ["All", "Contents", "Formats", "Hyperlinks", "RemoveHyperlinks", "ResetContents"]);
  if (what === "Hyperlinks" || what === "RemoveHyperlinks" || what === "ResetContents") throw new HostError("ApiNotFound", `The host does not implement Range.clear with ${what}.`);
  session.editor.clear(range.sheet, range.area, what);
}

export function calculate(session: Session, range: RangeRef): void {
  eachCell(range, (row, column) => session.calc?.cellChanged(range.sheet, row, column));
  session.editor.calculate("Recalculate");
}

export function copyFrom(session: Session, range: RangeRef, args: Arguments): void {
  const source = args.ranges(0)?.[0] ?? otherRange(session, range.sheet, args);
  session.editor.copy(source, range, oneOf(args.at(1) ?? "All", ["All", "Formulas", "Values", "Formats"]), { skipBlanks: args.flag(2, false), transpose: args.flag(3, false) });
}

/** Range.replaceAll and Worksheet.replaceAll: how many cells changed. */
export function replaceAll(session: Session, sheet: Sheet, area: Area, args: Arguments): number {
  const [completeMatch, matchCase] = [field(args.at(2), "completeMatch") === true, field(args.at(2), "matchCase") === true];
  session.settle();
  return session.editor.replaceIn(sheet, findCells(session.workbook, sheet, area, args.text(0), { completeMatch, matchCase }), args.text(0), args.text(1), matchCase);
}

const removedObject = apiClass<{ readonly removed: number; readonly left: number }>("RemoveDuplicatesResult", {
  properties: { Removed: { get: ({ removed }) => removed }, UniqueRemaining: { get: ({ left }) => left } },
});

/** Ctrl+arrow from the range's edge in the direction, or from the given cell of it. */
function edge(session: Session, range: RangeRef, args: Arguments): { readonly row: number; readonly column: number } {
  const direction = oneOf(args.at(0), DIRECTIONS);
  const { sheet, area } = range;
  const from = args.isGiven(1) ? otherRange(session, sheet, args, 1).area : cellArea(area.top, area.left);
  if (!contains(area, from)) throw invalidArgument("The active cell is not in the range.");
  session.settle();
  return edgeFrom(sheet, { row: from.top, column: from.left }, direction, { top: 0, left: 0, bottom: MAX_ROWS - 1, right: MAX_COLUMNS - 1 });
}

/** Sum of heights or widths up to a row or column, in points. */
function lengthBefore(end: number, size: (index: number) => number, start = 0): number {
  let points = 0;
  for (let index = start; index < end; index++) points += size(index);
  return points;
}

function isRowHidden(sheet: Sheet, row: number): boolean {
  return sheet.hiddenRows.has(row) || sheet.filteredRows.has(row);
}

function find(session: Session, range: RangeRef, args: Arguments): ApiObject | null {
  const criteria = args.at(1);
  session.settle();
  const hits = findCells(session.workbook, range.sheet, range.area, args.text(0), { completeMatch: field(criteria, "completeMatch") === true, matchCase: field(criteria, "matchCase") === true });
  const hit = field(criteria, "searchDirection") === "Backwards" ? hits[hits.length - 1] : hits[0];
  return hit === undefined ? null : make(session, range.sheet, cellArea(hit.row, hit.column));
}

function rowsHidden({ sheet, area }: RangeRef): Json {
  return mixed(area.top, Math.min(area.bottom, area.top + 5_000_000), (row) => sheet.hiddenRows.has(row) || sheet.filteredRows.has(row));
}

function columnsHidden({ sheet, area }: RangeRef): Json {
  return mixed(area.left, area.right, (column) => sheet.hiddenColumns.has(column));
}

function mixed(first: number, last: number, isHidden: (index: number) => boolean): Json {
  const start = isHidden(first);
  for (let index = first + 1; index <= last; index++) if (isHidden(index) !== start) return null;
  return start;
}

function allOrNull(a: Json, b: Json): Json {
  return a === true || b === true ? true : a === null || b === null ? null : false;
}

function refuse(error: HostError): never {
  throw error;
}

