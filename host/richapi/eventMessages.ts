import { areaText } from "../model/address";
import type { Area, Scalar } from "../model/cell";
import { ErrorValue } from "../model/cell";
import type { HostEvent, Origin } from "../model/events";
import type { Sheet } from "../model/sheet";
import type { HostMessage } from "./processor";
import type { Json } from "./protocol";
import type { Session } from "./session";

/** The client's category for events (GenericEventRegistration.richApiMessageEventCategory) and its target for the whole workbook. */
const EVENT_CATEGORY = 65536;
const WORKBOOK = "Workbook";

/** The client's event types (its `eventType:` numbers), as registered by the `_Register…` methods. */
export const EventType = {
  tableSelectionChanged: 100, tableChanged: 101, tableAdded: 102, tableDeleted: 103,
  worksheetChanged: 10, worksheetActivated: 11, worksheetDeactivated: 12, worksheetAdded: 13, worksheetSelectionChanged: 14, worksheetDeleted: 15,
  worksheetCalculated: 16, worksheetFormatChanged: 18, worksheetRowSorted: 19, worksheetColumnSorted: 20, worksheetRowHiddenChanged: 22,
  worksheetFormulaChanged: 23, worksheetProtectionChanged: 24, worksheetNameChanged: 25, worksheetVisibilityChanged: 26, worksheetMoved: 27,
} as const;

type Body = Readonly<Record<string, Json>>;

/** The messages of an event that the client has registered for: to the object's own handlers and to those of the collection. */
export function eventMessages(session: Session, event: HostEvent): readonly HostMessage[] {
  const send = (type: number, targets: readonly string[], body: Body): HostMessage[] =>
    targets
      .filter((target) => session.subscriptions.has(`${type}:${target}`))
      .map((targetId) => ({ category: EVENT_CATEGORY, type, targetId, message: JSON.stringify(body) }));
  const onSheet = (type: number, sheet: Sheet, body: Body): HostMessage[] => send(type, [sheet.id, WORKBOOK], { worksheetId: sheet.id, ...body });

  switch (event.kind) {
    case "cellsChanged":
      return onSheet(EventType.worksheetChanged, event.sheet, { ...changed(event), ...who(event.origin), triggerSource: event.origin.trigger });
    case "tableChanged":
      return send(EventType.tableChanged, [event.table.id, event.sheet.id, WORKBOOK], { worksheetId: event.sheet.id, tableId: event.table.id, ...changed(event), ...who(event.origin) });
    case "rowsSorted":
      return onSheet(event.columns ? EventType.worksheetColumnSorted : EventType.worksheetRowSorted, event.sheet, { address: areaText(event.area), ...who(event.origin) });
    case "tableAdded":
      return send(EventType.tableAdded, [event.sheet.id, WORKBOOK], { worksheetId: event.sheet.id, tableId: event.tableId, ...who(event.origin) });
    case "tableDeleted":
      return send(EventType.tableDeleted, [event.sheet.id, WORKBOOK], { worksheetId: event.sheet.id, tableId: event.tableId, tableName: event.tableName, ...who(event.origin) });
    case "formatChanged":
      return onSheet(EventType.worksheetFormatChanged, event.sheet, { address: areaText(event.area), referenceId: reference(event.sheet, event.area), ...who(event.origin) });
    case "rowHiddenChanged":
      return onSheet(EventType.worksheetRowHiddenChanged, event.sheet, { address: areaText(event.area), changeType: event.hidden ? "Hidden" : "Unhidden", ...who(event.origin) });
    case "sheetAdded":
      return send(EventType.worksheetAdded, [WORKBOOK], { worksheetId: event.sheetId, ...who(event.origin) });
    case "sheetDeleted":
      return send(EventType.worksheetDeleted, [WORKBOOK], { worksheetId: event.sheetId, ...who(event.origin) });
    case "sheetRenamed":
      return onSheet(EventType.worksheetNameChanged, event.sheet, { nameBefore: event.before, nameAfter: event.after, ...who(event.origin) });
    case "sheetMoved":
      return send(EventType.worksheetMoved, [WORKBOOK], { worksheetId: event.sheet.id, positionBefore: event.before, positionAfter: event.after, ...who(event.origin) });
    case "sheetVisibilityChanged":
      return onSheet(EventType.worksheetVisibilityChanged, event.sheet, { visibilityBefore: visibilityText(event.before), visibilityAfter: visibilityText(event.after), ...who(event.origin) });
    case "sheetActivated":
      return onSheet(EventType.worksheetActivated, event.sheet, {});
    case "sheetDeactivated":
      return onSheet(EventType.worksheetDeactivated, event.sheet, {});
    case "selectionChanged":
      return [
        ...onSheet(EventType.worksheetSelectionChanged, event.sheet, { address: areaText(event.area) }),
        ...event.sheet.tables.flatMap((table) => send(EventType.tableSelectionChanged, [table.id], { worksheetId: event.sheet.id, tableId: table.id, address: insideTable(table.area, event.area) })),
      ];
    case "calculated":
      return onSheet(EventType.worksheetCalculated, event.sheet, { address: areaText(event.area) });
    case "protectionChanged":
      return onSheet(EventType.worksheetProtectionChanged, event.sheet, { isProtected: event.isProtected, ...who(event.origin) });
    case "tableFiltered": // told by rowHiddenChanged; the pinned client has no onFiltered
    case "layoutChanged":
      return [];
  }
}

/** Handlers ask for the range of an event by this id (`_GetRangeForEventByReferenceId`). */
export function reference(sheet: Sheet, area: Area): string {
  return `event|${sheet.id}|${areaText(area)}`;
}

export function visibilityText(visibility: Sheet["visibility"]): string {
  return visibility === "visible" ? "Visible" : visibility === "hidden" ? "Hidden" : "VeryHidden";
}

function changed(event: Extract<HostEvent, { readonly kind: "cellsChanged" | "tableChanged" }>): Body {
  const { changeType, area, sheet, details } = event;
  // Excel fills it for CellInserted and CellDeleted only; the client reads "None" as nothing
  const shiftDirection = event.shift !== undefined && (changeType === "CellInserted" || changeType === "CellDeleted") ? `ShiftCell${event.shift}` : "None";
  return {
    address: areaText(area), changeType, shiftDirection, referenceId: reference(sheet, area),
    ...(details === null
      ? {}
      : { valueBefore: json(details.valueBefore), valueAfter: json(details.valueAfter), valueTypeBefore: typeText(details.valueBefore), valueTypeAfter: typeText(details.valueAfter) }),
  };
}

function who(origin: Origin): Body {
  return { source: origin.source };
}

function insideTable(table: Area, selected: Area): string {
  const inside = selected.top >= table.top && selected.bottom <= table.bottom && selected.left >= table.left && selected.right <= table.right;
  return inside ? areaText(selected) : "";
}

function json(value: Scalar): Json {
  return value === null ? "" : value instanceof ErrorValue ? value.code : value;
}

/** Range.valueTypes of one value. */
export function typeText(value: Scalar): string {
  if (value === null) return "Empty";
  if (value instanceof ErrorValue) return "Error";
  return typeof value === "number" ? "Double" : typeof value === "boolean" ? "Boolean" : "String";
}
