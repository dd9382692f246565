import type { Sheet } from "../model/sheet";
import type { Workbook } from "../model/workbook";
import { XML_DECLARATION } from "./packageParts";
import type { PreservedBook } from "./preserved";
import { writeBookProtection } from "./protection";
import { element, isTrue, node, parseXml, setAttribute, writeXml, type XmlNode } from "./xmlTree";

export interface SheetEntry {
  readonly sheet: Sheet;
  /** As in the file; null for a new sheet. */
  readonly sheetId: number | null;
  readonly relationship: string;
  readonly active: boolean;
}

/** CT_Workbook's sequence (ECMA-376 18.2.27). */
const ORDER = [
  "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups", "externalReferences", "definedNames",
  "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
];

/** The workbook part. `names` writes the defined names once the places of the sheets are known. */
export function workbookSource(
  workbook: Workbook,
  book: PreservedBook | null,
  rootTag: string,
  relationshipPrefix: string,
  entries: readonly SheetEntry[],
  names: (prefix: string, indexOf: (sheet: Sheet) => number) => string,
): string {
  const prefix = book?.prefix ?? "";
  const order = sheetOrder(book, entries);
  const old = (name: string): XmlNode => {
    const kept = book?.elements.find((entry) => entry.name === name);
    return kept === undefined ? node(prefix + name) : parseXml(kept.xml, book?.workbookPart ?? "");
  };
  const pieces = new Map<string, string>();
  let last = "fileVersion";
  for (const { name, xml } of book?.elements ?? []) {
    if (ORDER.includes(name)) last = name;
    pieces.set(last, (pieces.get(last) ?? "") + xml);
  }
  const properties = old("workbookPr");
  if (isTrue(properties.attributes.get("date1904")) !== (workbook.dateSystem === 1904)) setAttribute(properties, "date1904", workbook.dateSystem === 1904 ? 1 : null);
  const protection = old("workbookProtection");
  writeBookProtection(protection, workbook.protection);
  const made: Record<string, string> = {
    ...(protection.attributes.size > 0 || pieces.has("workbookProtection") ? { workbookProtection: writeXml(protection) } : {}),
    workbookPr: writeXml(properties),
    bookViews: views(old("bookViews"), prefix, Math.max(0, order.findIndex((entry) => entry.active)), book !== null),
    sheets: sheets(order, prefix, relationshipPrefix),
    definedNames: names(prefix, (sheet) => order.findIndex((entry) => entry.sheet === sheet)),
    calcPr: calculation(old("calcPr"), workbook),
  };
  for (const [name, xml] of Object.entries(made)) {
    const before = pieces.get(name);
    // Elements that the schema does not list (mc:AlternateContent, xr:revisionPtr) stay behind the one they followed.
    const own = book?.elements.find((entry) => entry.name === name)?.xml;
    pieces.set(name, before === undefined ? xml : own === undefined ? xml + before : before.replace(own, () => xml));
  }
  return `${XML_DECLARATION}${rootTag}${ORDER.map((name) => pieces.get(name) ?? "").join("")}</${prefix}workbook>`;
}

interface Placed {
  readonly sheet: Sheet | null;
  readonly name: string;
  readonly state: string | undefined;
  readonly sheetId: number | null;
  readonly relationship: string | null;
  readonly active: boolean;
}

/** The model's sheets, with sheets of other kinds behind those that they followed. */
function sheetOrder(book: PreservedBook | null, entries: readonly SheetEntry[]): Placed[] {
  const order = entries.map(({ sheet, ...rest }): Placed => ({ sheet, name: sheet.name, state: sheet.visibility === "visible" ? undefined : sheet.visibility, ...rest }));
  for (const opaque of [...(book?.opaqueSheets ?? [])].reverse()) {
    const after = opaque.after === null ? -1 : order.findIndex((entry) => entry.sheet === opaque.after);
    order.splice(opaque.after !== null && after < 0 ? order.length : after + 1, 0, {
      sheet: null,
      name: opaque.attributes.get("name") ?? "",
      state: opaque.attributes.get("state"),
      sheetId: Number(opaque.attributes.get("sheetId") ?? 0),
      relationship: opaque.relationship,
      active: book !== null && book.opaqueInFront !== null && opaque.relationship === book.opaqueInFront.relationship && !entries.some((entry) => entry.active),
    });
  }
  return order;
}

function sheets(order: readonly Placed[], prefix: string, relationshipPrefix: string): string {
  const taken = new Set(order.map((entry) => entry.sheetId));
  let free = 1;
  const list = order.map((entry) => {
    let sheetId = entry.sheetId;
    if (sheetId === null) {
      while (taken.has(free)) free++;
      sheetId = free++;
    }
    return node(`${prefix}sheet`, { name: entry.name, sheetId, state: entry.state, [`${relationshipPrefix}id`]: entry.relationship ?? undefined });
  });
  return writeXml(node(`${prefix}sheets`, {}, list));
}

function views(root: XmlNode, prefix: string, active: number, isOpened: boolean): string {
  // A file may say nothing of its windows: then the first sheet is in front.
  if (root.children.length === 0 && active === 0 && isOpened) return "";
  const view = element(root, "workbookView") ?? node(`${prefix}workbookView`);
  if (!root.children.includes(view)) root.children.unshift(view);
  if (Number(view.attributes.get("activeTab") ?? 0) !== active) setAttribute(view, "activeTab", active);
  if (Number(view.attributes.get("firstSheet") ?? 0) > active) setAttribute(view, "firstSheet", null);
  return writeXml(root);
}

/** Values were calculated here, not in Excel: Excel is asked to work out every formula when it opens the file. */
function calculation(root: XmlNode, workbook: Workbook): string {
  const mode = root.attributes.get("calcMode");
  if ((mode === "manual") !== (workbook.calculationMode === "manual")) setAttribute(root, "calcMode", workbook.calculationMode === "manual" ? "manual" : null);
  if (isTrue(root.attributes.get("fullPrecision"), true) === workbook.precisionAsDisplayed) setAttribute(root, "fullPrecision", workbook.precisionAsDisplayed ? 0 : null);
  setAttribute(root, "fullCalcOnLoad", 1);
  return writeXml(root);
}
