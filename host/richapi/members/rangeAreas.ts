import { intersection, isInGrid, isWholeColumns, isWholeRows, rowCount, columnCount } from "../../model/address";
import type { Area } from "../../model/cell";
import { MAX_COLUMNS, MAX_ROWS } from "../../model/cell";
import { HostError, invalidArgument } from "../../model/hostError";
import { SPECIAL_CELLS, SPECIAL_VALUES, specialCells } from "../../model/search";
import type { Sheet } from "../../model/sheet";
import type { ApiObject, Arguments } from "../apiObject";
import { apiClass, oneOf } from "../apiObject";
import type { RangeRef, Session } from "../session";
import { itemNotFound } from "../session";
import { conditionalFormatsObject } from "./conditionalFormats";
import { dataValidationObject } from "./dataValidation";
import { calculate, clear, copyFrom, fullAddress, otherRange, rangeByAddress, rangeObject, used } from "./range";
import { rangeFormatObject } from "./rangeFormat";
import { severalObjects } from "./several";
import { scopedTablesObject } from "./table";
import { worksheetObject } from "./worksheet";

interface AreasTarget {
  readonly ranges: readonly RangeRef[];
}

/** RangeAreas: several areas of one sheet. */
export const rangeAreasObject: (target: AreasTarget) => ApiObject = apiClass<AreasTarget>("RangeAreas", {
  check: ({ ranges }, session) => ranges.forEach((range) => session.requireSheet(range.sheet)),
  properties: {
    Address: { get: ({ ranges }) => ranges.map(fullAddress).join(",") },
    AddressLocal: { get: ({ ranges }) => ranges.map(fullAddress).join(",") },
    AreaCount: { get: ({ ranges }) => ranges.length },
    CellCount: { get: ({ ranges }) => counted(ranges.reduce((sum, { area }) => sum + rowCount(area) * columnCount(area), 0)) },
    IsEntireColumn: { get: ({ ranges }) => ranges.every(({ area }) => isWholeColumns(area)) },
    IsEntireRow: { get: ({ ranges }) => ranges.every(({ area }) => isWholeRows(area)) },
  },
  objects: {
    Areas: (target) => rangesObject(target),
    Format: ({ ranges }) => severalObjects(ranges.map(rangeFormatObject)),
    DataValidation: ({ ranges }) => severalObjects(ranges.map(dataValidationObject)),
    ConditionalFormats: ({ ranges }) => conditionalFormatsObject({ ranges }),
    Worksheet: ({ ranges }) => worksheetObject(first(ranges).sheet),
  },
  methods: {
    Clear: ({ ranges }, args, session) => ranges.forEach((range) => clear(session, range, args)),
    Calculate: ({ ranges }, _args, session) => ranges.forEach((range) => calculate(session, range)),
    SetDirty: ({ ranges }, _args, session) => ranges.forEach((range) => session.calc?.cellChanged(range.sheet, range.area.top, range.area.left)),
    CopyFrom: ({ ranges }, args, session) => ranges.forEach((range) => copyFrom(session, range, args)),
    GetEntireColumn: ({ ranges }, _args, session) => each(session, ranges, ({ area }) => ({ ...area, top: 0, bottom: MAX_ROWS - 1 })),
    GetEntireRow: ({ ranges }, _args, session) => each(session, ranges, ({ area }) => ({ ...area, left: 0, right: MAX_COLUMNS - 1 })),
    GetOffsetRangeAreas: ({ ranges }, args, session) => {
      const [rows, columns] = [args.integer(0), args.integer(1)];
      return each(session, ranges, ({ area }) => ({ top: area.top + rows, bottom: area.bottom + rows, left: area.left + columns, right: area.right + columns }));
    },
    GetIntersection: (target, args, session) => common(session, target, args) ?? refuse(),
    GetIntersectionOrNullObject: (target, args, session) => common(session, target, args),
    GetSpecialCells: ({ ranges }, args, session) => special(session, ranges, args) ?? refuse(),
    GetSpecialCellsOrNullObject: ({ ranges }, args, session) => special(session, ranges, args),
    GetTables: ({ ranges }, args) => scopedTablesObject({ sheet: first(ranges).sheet, area: first(ranges).area, fully: args.flag(0, false), more: ranges.slice(1).map(({ area }) => area) }),
    GetUsedRangeAreas: ({ ranges }, args, session) => usedAreas(session, ranges, args) ?? refuse(),
    GetUsedRangeAreasOrNullObject: ({ ranges }, args, session) => usedAreas(session, ranges, args),
  },
});

/** RangeAreas.areas. */
const rangesObject: (target: AreasTarget) => ApiObject = apiClass<AreasTarget>("RangeCollection", {
  items: ({ ranges }) => ranges.map(rangeObject),
  methods: {
    GetCount: ({ ranges }) => ranges.length,
    GetItemAt: ({ ranges }, args) => rangeObject(ranges[args.integer(0)] ?? refuse()),
  },
});

/** Areas of a sheet as one object. */
export function makeAreas(session: Session, sheet: Sheet, areas: readonly Area[]): ApiObject {
  if (areas.length === 0 || !areas.every(isInGrid)) throw invalidArgument();
  return rangeAreasObject({ ranges: areas.map((area) => session.range(sheet, area)) });
}

/** "A1:B2,D4" of the sheet; at most 8,192 characters, as Office.js documents for addresses. */
export function areasByAddress(session: Session, sheet: Sheet, address: string): ApiObject {
  if (address.length > 8192) throw invalidArgument("An address is longer than 8,192 characters.");
  const ranges = address.split(/,(?=(?:[^']*'[^']*')*[^']*$)/).map((part) => rangeByAddress(session, sheet, part.trim()));
  if (ranges.some((range) => range.sheet !== sheet)) throw invalidArgument("All areas of a RangeAreas are on one sheet.");
  return rangeAreasObject({ ranges });
}

/** Go to special in several ranges; null when nothing was found. */
export function special(session: Session, ranges: readonly RangeRef[], args: Arguments): ApiObject | null {
  session.settle();
  const kind = oneOf(args.at(0), SPECIAL_CELLS);
  const values = oneOf(args.at(1) ?? "All", SPECIAL_VALUES);
  const areas = ranges.flatMap((range) => specialCells(range.sheet, range.area, kind, values) ?? []);
  return areas.length === 0 ? null : makeAreas(session, first(ranges).sheet, areas);
}

function each(session: Session, ranges: readonly RangeRef[], change: (range: RangeRef) => Area): ApiObject {
  return makeAreas(session, first(ranges).sheet, ranges.map(change));
}

function common(session: Session, { ranges }: AreasTarget, args: Arguments): ApiObject | null {
  const { sheet } = first(ranges);
  const others = args.ranges(0) ?? [otherRange(session, sheet, args)];
  const areas = ranges.flatMap(({ area }) => others.flatMap((other) => (other.sheet === sheet ? (intersection(area, other.area) ?? []) : [])));
  return areas.length === 0 ? null : makeAreas(session, sheet, areas);
}

function usedAreas(session: Session, ranges: readonly RangeRef[], args: Arguments): ApiObject | null {
  const areas = ranges.flatMap((range) => used(range, args.flag(0, false)) ?? []);
  return areas.length === 0 ? null : makeAreas(session, first(ranges).sheet, areas);
}

function counted(cells: number): number {
  return cells > 2_147_483_647 ? -1 : cells;
}

function first(ranges: readonly RangeRef[]): RangeRef {
  const range = ranges[0];
  if (range === undefined) throw new HostError("InvalidReference", "This reference is not valid for the current operation.");
  return range;
}

function refuse(): never {
  throw itemNotFound();
}

