import { areaText, boundingArea, columnCount, intersection, isInGrid, isWholeColumns, isWholeRows, parseAddress, rowCount, sheetPrefix } from "../../model/address";
import type { Area, Scalar } from "../../model/cell";
import { ErrorValue, MAX_COLUMNS, MAX_ROWS } from "../../model/cell";
import { isBlank } from "../../model/cellEdits";
import { HostError, invalidArgument } from "../../model/hostError";
import { shownText } from "../../model/shownText";
import type { Sheet } from "../../model/sheet";
import type { Argument, Arguments } from "../apiObject";
import { apiClass, field, flagOf, oneOf } from "../apiObject";
import type { ApiObject } from "../apiObject";
import { typeText } from "../eventMessages";
import type { Json } from "../protocol";
import type { RangeRef, Session } from "../session";
import { itemNotFound } from "../session";
import { dataValidationObject } from "./dataValidation";
import { rangeFormatObject } from "./rangeFormat";
import { scopedTablesObject } from "./table";
import { worksheetObject } from "./worksheet";

/** Most cells one property may give or take; Excel on the web gives up at about five million (resource limits). */
const CELL_LIMIT = 5_000_000;

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
    Formulas: { get: (range) => grid(range, (row, column) => formulaText(range.sheet, row, column)), set: (range, value, session) => session.editor.writeFormulas(range.sheet, range.area, scalars(range, value)) },
    FormulasLocal: { get: (range) => grid(range, (row, column) => formulaText(range.sheet, row, column)), set: (range, value, session) => session.editor.writeFormulas(range.sheet, range.area, scalars(range, value)) },
    HasSpill: { get: (range) => hasSpill(range) },
    Hidden: { get: (range) => allOrNull(rowsHidden(range), columnsHidden(range)) },
    IsEntireColumn: { get: ({ area }) => isWholeColumns(area) },
    IsEntireRow: { get: ({ area }) => isWholeRows(area) },
    NumberFormat: { get: (range, session) => grid(range, (row, column) => formatAt(session, range.sheet, row, column)), set: writeFormats },
    NumberFormatLocal: { get: (range, session) => grid(range, (row, column) => formatAt(session, range.sheet, row, column)), set: writeFormats },
    RowCount: { get: ({ area }) => rowCount(area) },
    RowHidden: { get: (range) => rowsHidden(range), set: (range, value, session) => session.editor.hideRows(range.sheet, range.area.top, rowCount(range.area), flagOf(value)) },
    RowIndex: { get: ({ area }) => area.top },
    Text: { get: (range, session) => grid(range, (row, column) => shownText(session.workbook, range.sheet.get(row, column))) },
    ValueTypes: { get: (range) => grid(range, (row, column) => typeText(range.sheet.get(row, column)?.value ?? null)) },
    Values: { get: (range) => grid(range, (row, column) => jsonValue(range.sheet.get(row, column)?.value ?? null)), set: (range, value, session) => session.editor.writeValues(range.sheet, range.area, scalars(range, value)) },
  },
  objects: {
    Worksheet: (range) => worksheetObject(range.sheet),
    Format: (range) => rangeFormatObject(range),
    DataValidation: (range) => dataValidationObject(range),
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
    GetUsedRange: (range, args, session) => used(session, range, args.flag(0, false)) ?? part(session, range, offset(range.area, 0, 0, 1, 1)),
    GetUsedRangeOrNullObject: (range, args, session) => used(session, range, args.flag(0, false)),
    GetTables: (range, args) => scopedTablesObject({ sheet: range.sheet, area: range.area, fully: args.flag(0, false) }),
    GetSpillingToRange: (range, _args, session) => spillingTo(session, range) ?? refuse(itemNotFound()),
    GetSpillingToRangeOrNullObject: (range, _args, session) => spillingTo(session, range),
    GetSpillParent: (range, _args, session) => spillParent(session, range) ?? refuse(itemNotFound()),
    GetSpillParentOrNullObject: (range, _args, session) => spillParent(session, range),
    GetMergedAreasOrNullObject: (range, _args, session) => merged(session, range),
    Clear: (range, args, session) => session.editor.clear(range.sheet, range.area, oneOf(args.at(0) ?? "All", ["All", "Contents", "Formats", "Hyperlinks", "RemoveHyperlinks"]) === "Contents" ? "Contents" : args.at(0) === "Formats" ? "Formats" : "All"),
    Insert: (range, args, session) => {
      const { sheet, area } = range;
      session.editor.insertCells(sheet, area, oneOf(args.at(0), ["Down", "Right"]));
      return make(session, sheet, area);
    },
    Delete: (range, args, session) => session.editor.deleteCells(range.sheet, range.area, oneOf(args.at(0), ["Up", "Left"])),
    Merge: (range, args, session) => session.editor.merge(range.sheet, range.area, args.flag(0, false)),
    Unmerge: (range, _args, session) => session.editor.unmerge(range.sheet, range.area),
    Select: (range, _args, session) => session.editor.select(range.sheet, range.area),
    CopyFrom: (range, args, session) => {
      if (args.flag(2, false) || args.flag(3, false)) throw new HostError("ApiNotFound", "The host does not implement skipBlanks and transpose of Range.copyFrom.");
      const what = oneOf(args.at(1) ?? "All", ["All", "Formulas", "Values", "Formats"]);
      session.editor.copy(otherRange(session, range.sheet, args), range, what);
    },
    SetDirty: (range, _args, session) => eachCell(range, (row, column) => session.calc?.cellChanged(range.sheet, row, column)),
    Calculate: (range, _args, session) => {
      eachCell(range, (row, column) => session.calc?.cellChanged(range.sheet, row, column));
      session.editor.calculate("Recalculate");
    },
    Find: (range, args, session) => find(session, range, args) ?? refuse(itemNotFound()),
    FindOrNullObject: (range, args, session) => find(session, range, args),
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

export function jsonValue(value: Scalar): Json {
  return value === null ? "" : value instanceof ErrorValue ? value.code : value;
}

export function fullAddress(range: RangeRef): string {
  return sheetPrefix(range.sheet.name) + areaText(range.area);
}

function formulaText(sheet: Sheet, row: number, column: number): Json {
  const cell = sheet.get(row, column);
  return cell?.formula === undefined ? jsonValue(cell?.value ?? null) : `=${cell.formula}`;
}

function formatAt(session: Session, sheet: Sheet, row: number, column: number): string {
  return session.workbook.styles.get(sheet.get(row, column)?.style ?? 0).numberFormat;
}

/** Row by row; null stands for "too big to give", as Excel answers for whole columns. */
function grid(range: RangeRef, cell: (row: number, column: number) => Json): Json {
  const { area } = range;
  if (rowCount(area) * columnCount(area) > CELL_LIMIT) return null;
  const rows: Json[] = [];
  for (let row = area.top; row <= area.bottom; row++) {
    const line: Json[] = [];
    for (let column = area.left; column <= area.right; column++) line.push(cell(row, column));
    rows.push(line);
  }
  return rows;
}

/** A 2-D array of the range's shape, or one value for every cell. */
function scalars(range: RangeRef, value: Argument): Scalar[][] {
  const { area } = range;
  if (rowCount(area) * columnCount(area) > CELL_LIMIT) throw new HostError("RangeExceedsLimit", "The cell count in the range has exceeded the maximum supported number.");
  if (!Array.isArray(value)) {
    const single = scalar(value);
    return Array.from({ length: rowCount(area) }, () => new Array<Scalar>(columnCount(area)).fill(single));
  }
  return value.map((line: Argument) => {
    if (!Array.isArray(line)) throw invalidArgument("The number of rows or columns in the input array doesn't match the size or dimensions of the range.");
    return line.map(scalar);
  });
}

function scalar(value: Argument): Scalar {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  throw invalidArgument();
}

function writeFormats(range: RangeRef, value: Argument, session: Session): void {
  const formats = scalars(range, value).map((line) => line.map((format) => {
    if (format !== null && typeof format !== "string") throw invalidArgument();
    return format;
  }));
  session.editor.writeNumberFormats(range.sheet, range.area, formats);
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

function used(session: Session, range: RangeRef, valuesOnly: boolean): ApiObject | null {
  const { sheet, area } = range;
  let found: Area | null = null;
  for (let row = area.top; row <= area.bottom && row < sheet.rows.length; row++)
    sheet.rows[row]?.forEach((cell, column) => {
      if (cell === undefined || column < area.left || column > area.right || (isBlank(cell) && (valuesOnly || cell.style === 0))) return;
      const at = { top: row, bottom: row, left: column, right: column };
      found = found === null ? at : boundingArea(found, at);
    });
  return found === null ? null : make(session, sheet, found);
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
  return rangeAreasObject({ ranges: touched.map((area) => session.range(range.sheet, area)) });
}

const rangeAreasObject = apiClass<{ readonly ranges: readonly RangeRef[] }>("RangeAreas", {
  properties: {
    Address: { get: ({ ranges }) => ranges.map(fullAddress).join(",") },
    AreaCount: { get: ({ ranges }) => ranges.length },
    CellCount: { get: ({ ranges }) => ranges.reduce((sum, { area }) => sum + rowCount(area) * columnCount(area), 0) },
  },
});

function rowsHidden({ sheet, area }: RangeRef): Json {
  return mixed(area.top, Math.min(area.bottom, area.top + CELL_LIMIT), (row) => sheet.hiddenRows.has(row) || sheet.filteredRows.has(row));
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

function find(session: Session, range: RangeRef, args: Arguments): ApiObject | null {
  const text = args.text(0);
  const criteria = args.at(1);
  const whole = field(criteria, "completeMatch") === true;
  const matchCase = field(criteria, "matchCase") === true;
  const backward = field(criteria, "searchDirection") === "Backwards";
  const wanted = matchCase ? text : text.toLowerCase();
  const hits: { readonly row: number; readonly column: number }[] = [];
  eachCell(range, (row, column) => {
    const shown = shownText(session.workbook, range.sheet.get(row, column));
    const compared = matchCase ? shown : shown.toLowerCase();
    if (shown !== "" && (whole ? compared === wanted : compared.includes(wanted))) hits.push({ row, column });
  });
  const hit = backward ? hits[hits.length - 1] : hits[0];
  return hit === undefined ? null : make(session, range.sheet, { top: hit.row, bottom: hit.row, left: hit.column, right: hit.column });
}

function eachCell({ sheet, area }: RangeRef, visit: (row: number, column: number) => void): void {
  const limit = sheet.usedArea();
  const bottom = Math.min(area.bottom, Math.max(area.top, limit?.bottom ?? area.top));
  const right = Math.min(area.right, Math.max(area.left, limit?.right ?? area.left));
  for (let row = area.top; row <= bottom; row++) for (let column = area.left; column <= right; column++) visit(row, column);
}

function refuse(error: HostError): never {
  throw error;
}

