import { cellArea } from "../../model/address";
import type { Area } from "../../model/cell";
import { HostError, invalidArgument } from "../../model/hostError";
import type { Sheet } from "../../model/sheet";
import { areasOf, findCells } from "../../model/search";
import type { ApiObject, Arguments } from "../apiObject";
import { apiClass, field, flagOf, isApiObject, numberOf, oneOf, textOf } from "../apiObject";
import { EventType, visibilityText } from "../eventMessages";
import type { RangeRef, Session } from "../session";
import { itemNotFound } from "../session";
import { namesObject, sheetPropertiesObject } from "./names";
import { pageLayoutObject } from "./pageLayout";
import { commentsObject } from "./comments";
import { sheetProtectionObject } from "./protection";
import { make, otherRange, rangeByAddress, rangeObject, replaceAll } from "./range";
import { areasByAddress, makeAreas } from "./rangeAreas";
import { colorOf } from "./rangeFormat";
import { tablesObject } from "./table";

const EVENTS = {
  _RegisterDataChangedEvent: ["onChanged", EventType.worksheetChanged],
  _RegisterActivatedEvent: ["onActivated", EventType.worksheetActivated],
  _RegisterDeactivatedEvent: ["onDeactivated", EventType.worksheetDeactivated],
  _RegisterSelectionChangedEvent: ["onSelectionChanged", EventType.worksheetSelectionChanged],
  _RegisterCalculatedEvent: ["onCalculated", EventType.worksheetCalculated],
  _RegisterFormatChangedEvent: ["onFormatChanged", EventType.worksheetFormatChanged],
  _RegisterRowHiddenChangedEvent: ["onRowHiddenChanged", EventType.worksheetRowHiddenChanged],
  _RegisterRowSortedEvent: ["onRowSorted", EventType.worksheetRowSorted],
  _RegisterColumnSortedEvent: ["onColumnSorted", EventType.worksheetColumnSorted],
  _RegisterProtectionChangedEvent: ["onProtectionChanged", EventType.worksheetProtectionChanged],
  _RegisterEventNameChanged: ["onNameChanged", EventType.worksheetNameChanged],
  _RegisterEventVisibilityChanged: ["onVisibilityChanged", EventType.worksheetVisibilityChanged],
} as const;

const VISIBILITIES = ["Visible", "Hidden", "VeryHidden"] as const;
/** Characters, as the API gives it; the file's default column is as wide. */
const STANDARD_WIDTH = 8.43;
const STANDARD_HEIGHT = 15;

export const worksheetObject: (target: Sheet) => ApiObject = apiClass<Sheet>("Worksheet", {
  identity: (sheet) => ({ Id: sheet.id }),
  check: (sheet, session) => void session.requireSheet(sheet),
  eventTarget: (sheet) => sheet.id,
  events: EVENTS,
  aliases: { Gridlines: "ShowGridlines" },
  properties: {
    Id: { get: (sheet) => sheet.id },
    Name: { get: (sheet) => sheet.name, set: (sheet, value, session) => session.editor.renameSheet(sheet, textOf(value)) },
    Position: { get: (sheet, session) => session.workbook.sheets.indexOf(sheet), set: (sheet, value, session) => session.editor.moveSheet(sheet, numberOf(value)) },
    Visibility: {
      get: (sheet) => visibilityText(sheet.visibility),
      set: (sheet, value, session) => {
        const wanted = oneOf(value, VISIBILITIES);
        session.editor.setVisibility(sheet, wanted === "Visible" ? "visible" : wanted === "Hidden" ? "hidden" : "veryHidden");
      },
    },
    TabColor: { get: (sheet) => sheet.tabColor ?? "", set: (sheet, value, session) => session.editor.changeSheet(sheet, (it) => (it.tabColor = textOf(value) === "" ? null : colorOf(value))) },
    ShowGridlines: { get: (sheet) => sheet.showGridlines, set: (sheet, value, session) => session.editor.changeSheet(sheet, (it) => (it.showGridlines = flagOf(value))) },
    TabId: { get: (sheet) => Number(/(\d+)\}$/.exec(sheet.id)?.[1] ?? 0) },
    EnableCalculation: { get: () => true },
    StandardWidth: { get: () => STANDARD_WIDTH },
    StandardHeight: { get: () => STANDARD_HEIGHT },
  },
  objects: {
    Tables: (sheet) => tablesObject({ sheet }),
    Names: (sheet) => namesObject({ sheet }),
    Protection: (sheet) => sheetProtectionObject(sheet),
    FreezePanes: (sheet) => freezePanesObject(sheet),
    PageLayout: (sheet) => pageLayoutObject(sheet),
    CustomProperties: (sheet) => sheetPropertiesObject(sheet),
    AutoFilter: (sheet) => sheetFilterObject(sheet),
    Comments: (sheet) => commentsObject({ sheet }),
  },
  methods: {
    Activate: (sheet, _args, session) => session.editor.activateSheet(sheet),
    Delete: (sheet, _args, session) => session.editor.deleteSheet(sheet),
    Calculate: (_sheet, args, session) => session.editor.calculate(args.flag(0, false) ? "Full" : "Recalculate"),
    GetCell: (sheet, args, session) => make(session, sheet, cellArea(args.integer(0), args.integer(1))),
    GetRange: (sheet, args, session) => (args.isGiven(0) ? rangeObject(rangeByAddress(session, sheet, args.text(0))) : make(session, sheet, WHOLE)),
    GetRangeByIndexes: (sheet, args, session) => {
      const top = args.integer(0);
      const left = args.integer(1);
      return make(session, sheet, { top, left, bottom: top + args.integer(2) - 1, right: left + args.integer(3) - 1 });
    },
    GetUsedRange: (sheet, args, session) => make(session, sheet, sheet.usedArea(args.flag(0, false)) ?? cellArea(0, 0)),
    GetUsedRangeOrNullObject: (sheet, args, session) => {
      const area = sheet.usedArea(args.flag(0, false));
      return area === null ? null : make(session, sheet, area);
    },
    Copy: (sheet, args, session) => {
      const position = oneOf(args.at(0) ?? "None", ["None", "Before", "After", "Beginning", "End"]);
      return worksheetObject(session.editor.copySheet(sheet, copyPosition(session, position, args)));
    },
    FindAll: (sheet, args, session) => findAll(session, sheet, args) ?? missing(),
    FindAllOrNullObject: (sheet, args, session) => findAll(session, sheet, args),
    ReplaceAll: (sheet, args, session) => replaceAll(session, sheet, WHOLE, args),
    GetRanges: (sheet, args, session) => (args.isGiven(0) ? areasByAddress(session, sheet, args.text(0)) : makeAreas(session, sheet, [WHOLE])),
    GetNext: (sheet, args, session) => worksheetObject(neighbours(session, args.flag(0, false), sheet).after[0] ?? missing()),
    GetPrevious: (sheet, args, session) => worksheetObject(neighbours(session, args.flag(0, false), sheet).before.at(-1) ?? missing()),
    GetNextOrNullObject: (sheet, args, session) => sheetOrNull(neighbours(session, args.flag(0, false), sheet).after[0]),
    GetPreviousOrNullObject: (sheet, args, session) => sheetOrNull(neighbours(session, args.flag(0, false), sheet).before.at(-1)),
    _GetSheetById: (_sheet, args, session) => worksheetObject(session.workbook.findSheet(args.text(0)) ?? missing()),
    _GetAnotherWorksheetById: (_sheet, args, session) => worksheetObject(session.workbook.findSheet(args.text(0)) ?? missing()),
  },
});

const WHOLE: Area = { top: 0, left: 0, bottom: 1_048_575, right: 16_383 };

export const worksheetsObject: () => ApiObject = () => collection(null);

const collection = apiClass<null>("WorksheetCollection", {
  eventTarget: () => "Workbook",
  events: { ...EVENTS, _RegisterAddedEvent: ["onAdded", EventType.worksheetAdded], _RegisterDeletedEvent: ["onDeleted", EventType.worksheetDeleted], _RegisterEventMoved: ["onMoved", EventType.worksheetMoved] },
  items: (_target, session) => session.workbook.sheets.map(worksheetObject),
  item: (_target, args, session) => worksheetObject(session.workbook.findSheet(args.text(0)) ?? missing()),
  methods: {
    GetActiveWorksheet: (_target, _args, session) => worksheetObject(session.workbook.activeSheet ?? missing()),
    GetItemOrNullObject: (_target, args, session) => sheetOrNull(session.workbook.findSheet(args.text(0))),
    GetFirst: (_target, args, session) => worksheetObject(visible(session, args.flag(0, false))[0] ?? missing()),
    GetLast: (_target, args, session) => worksheetObject(visible(session, args.flag(0, false)).at(-1) ?? missing()),
    GetCount: (_target, args, session) => visible(session, args.flag(0, false)).length,
    Add: (_target, args, session) => worksheetObject(session.editor.addSheet(args.optionalText(0))),
  },
});

const freezePanesObject = apiClass<Sheet>("WorksheetFreezePanes", {
  methods: {
    FreezeRows: (sheet, args, session) => freeze(session, sheet, args.integer(0, 1), 0),
    FreezeColumns: (sheet, args, session) => freeze(session, sheet, 0, args.integer(0, 1)),
    FreezeAt: (sheet, args, session) => {
      const { area } = otherRange(session, sheet, args);
      freeze(session, sheet, area.bottom > 1_000_000 ? 0 : area.bottom + 1, area.right > 16_000 ? 0 : area.right + 1);
    },
    Unfreeze: (sheet, _args, session) => freeze(session, sheet, 0, 0),
    GetLocation: (sheet, _args, session) => frozenRange(session, sheet) ?? missing(),
    GetLocationOrNullObject: (sheet, _args, session) => frozenRange(session, sheet),
  },
});

/** The filter of a plain range is not modelled; a sheet's own filter is therefore never on. */
const sheetFilterObject = apiClass<Sheet>("AutoFilter", {
  properties: { Enabled: { get: () => false }, IsDataFiltered: { get: () => false }, Criteria: { get: () => [] } },
  methods: { GetRangeOrNullObject: () => null },
});

function freeze(session: Session, sheet: Sheet, rows: number, columns: number): void {
  if (rows < 0 || columns < 0) throw invalidArgument();
  session.editor.changeSheet(sheet, (it) => (it.frozen = { rows, columns }));
}

function frozenRange(session: Session, sheet: Sheet): ApiObject | null {
  const { rows, columns } = sheet.frozen;
  return rows === 0 && columns === 0 ? null : make(session, sheet, { top: 0, left: 0, bottom: rows === 0 ? 1_048_575 : rows - 1, right: columns === 0 ? 16_383 : columns - 1 });
}

function findAll(session: Session, sheet: Sheet, args: Arguments): ApiObject | null {
  const criteria = args.at(1);
  session.settle();
  const places = findCells(session.workbook, sheet, WHOLE, args.text(0), { completeMatch: field(criteria, "completeMatch") === true, matchCase: field(criteria, "matchCase") === true });
  return places.length === 0 ? null : makeAreas(session, sheet, areasOf(places));
}

/** Where a copy goes; "None": at the end. */
function copyPosition(session: Session, position: "None" | "Before" | "After" | "Beginning" | "End", args: Arguments): number {
  const { sheets } = session.workbook;
  if (position === "Beginning") return 0;
  if (position === "None" || position === "End") return sheets.length;
  const relative = args.at(1);
  const index = isApiObject(relative) ? sheets.findIndex((sheet) => sheet === relative.target) : -1;
  if (index < 0) throw invalidArgument("The sheet to copy before or after is missing.");
  return position === "Before" ? index : index + 1;
}

function visible(session: Session, only: boolean): readonly Sheet[] {
  return session.workbook.sheets.filter((sheet) => !only || sheet.visibility === "visible");
}

function neighbours(session: Session, only: boolean, sheet: Sheet): { readonly before: readonly Sheet[]; readonly after: readonly Sheet[] } {
  const index = session.workbook.sheets.indexOf(sheet);
  const shown = (list: readonly Sheet[]): readonly Sheet[] => list.filter((other) => !only || other.visibility === "visible");
  return { before: shown(session.workbook.sheets.slice(0, index)), after: shown(session.workbook.sheets.slice(index + 1)) };
}

function sheetOrNull(sheet: Sheet | undefined): ApiObject | null {
  return sheet === undefined ? null : worksheetObject(sheet);
}

function missing(): never {
  throw itemNotFound();
}

/** The selection of the active sheet; refused when the sheet is not there. */
export function selectedRange(session: Session): RangeRef {
  const sheet = session.workbook.activeSheet;
  if (sheet === null) throw new HostError("InvalidSelection", "The current selection is invalid for this operation.");
  return session.range(sheet, session.editor.selection(sheet));
}

