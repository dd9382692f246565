import { areaText, sheetPrefix } from "../../model/address";
import type { Cell } from "../../model/cell";
import { shownText } from "../../model/shownText";
import type { ApiObject, Argument } from "../apiObject";
import { apiClass } from "../apiObject";
import { typeText } from "../eventMessages";
import type { Json } from "../protocol";
import { HostError } from "../../model/hostError";
import type { RangeRef, Session } from "../session";
import { itemNotFound } from "../session";
import { make } from "./range";
import { jsonValue } from "./rangeCells";

interface ViewTarget {
  readonly range: RangeRef;
  /** Visible rows and columns, as sheet positions. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** The row's index in the view above; 0 for the view itself. */
  readonly index: number;
}

const LIMIT = 5_000_000;

/** Range.getVisibleView: the cells that are not hidden by hand or by a filter. */
export function visibleView(range: RangeRef): ApiObject {
  const { sheet, area } = range;
  const used = sheet.usedArea();
  const bottom = Math.min(area.bottom, Math.max(area.top, used?.bottom ?? area.top, area.top + 100_000));
  const right = Math.min(area.right, Math.max(area.left, used?.right ?? area.left, area.left + 200));
  const rows: number[] = [];
  for (let row = area.top; row <= bottom; row++) if (!sheet.hiddenRows.has(row) && !sheet.filteredRows.has(row)) rows.push(row);
  const columns: number[] = [];
  for (let column = area.left; column <= right; column++) if (!sheet.hiddenColumns.has(column)) columns.push(column);
  if (rows.length * columns.length > LIMIT) throw new HostError("RangeExceedsLimit", "The cell count in the range has exceeded the maximum supported number.");
  return rangeViewObject({ range, rows, columns, index: 0 });
}

const rangeViewObject: (target: ViewTarget) => ApiObject = apiClass<ViewTarget>("RangeView", {
  check: ({ range }, session) => void session.requireSheet(range.sheet),
  properties: {
    CellAddresses: { get: ({ range, rows, columns }) => rows.map((row) => columns.map((column) => sheetPrefix(range.sheet.name) + areaText({ top: row, bottom: row, left: column, right: column }))) },
    ColumnCount: { get: ({ columns }) => columns.length },
    RowCount: { get: ({ rows }) => rows.length },
    Index: { get: ({ index }) => index },
    Formulas: { get: (view) => cells(view, (cell) => (cell?.formula === undefined ? jsonValue(cell?.value ?? null) : `=${cell.formula}`)), set: refuseWrite },
    FormulasLocal: { get: (view) => cells(view, (cell) => (cell?.formula === undefined ? jsonValue(cell?.value ?? null) : `=${cell.formula}`)), set: refuseWrite },
    NumberFormat: { get: (view, { workbook }) => cells(view, (cell) => workbook.styles.get(cell?.style ?? 0).numberFormat), set: refuseWrite },
    Text: { get: (view, { workbook }) => cells(view, (cell) => shownText(workbook, cell)) },
    ValueTypes: { get: (view) => cells(view, (cell) => typeText(cell?.value ?? null)) },
    Values: { get: (view) => cells(view, (cell) => jsonValue(cell?.value ?? null)), set: refuseWrite },
  },
  objects: { Rows: (view) => rowsObject(view) },
  methods: { GetRange: ({ range }, _args, session) => make(session, range.sheet, range.area) },
});

const rowsObject: (target: ViewTarget) => ApiObject = apiClass<ViewTarget>("RangeViewCollection", {
  items: (view) => view.rows.map((_, index) => rowView(view, index)),
  methods: {
    GetCount: ({ rows }) => rows.length,
    GetItemAt: (view, args) => rowView(view, args.integer(0)),
  },
});

function rowView(view: ViewTarget, index: number): ApiObject {
  const row = view.rows[index];
  if (row === undefined) throw itemNotFound();
  return rangeViewObject({ ...view, rows: [row], index });
}

function cells({ range, rows, columns }: ViewTarget, read: (cell: Cell | undefined) => Json): Json {
  return rows.map((row) => columns.map((column) => read(range.sheet.get(row, column))));
}

/** Writing through a view is reported not to work (office-js #226). */
function refuseWrite(_view: ViewTarget, _value: Argument, _session: Session): never {
  throw new HostError("InvalidOperation", "A RangeView can't be written to; write to its range.");
}
