import { MAX_COLUMNS, MAX_ROWS } from "../model/cell";
import { parseArea } from "../model/address";
import type { Corner, Cut, Follower } from "./follower";
import { decodeXstring, encodeXstring } from "./xmlText";
import { element, elements, isTrue, localName, setAttribute, textOf, type XmlNode } from "./xmlTree";

/** Elements of a sheet (and of its extension lists) whose attribute is a list of areas; without any left they go. */
const AREA_ATTRIBUTES: Readonly<Record<string, string>> = {
  conditionalFormatting: "sqref", protectedRange: "sqref", ignoredError: "sqref", hyperlink: "ref", autoFilter: "ref", sortState: "ref",
  sortCondition: "ref", cellWatch: "r", inputCells: "r", cellSmartTags: "r", dataRef: "ref",
};
/** Lists that mean nothing, or that Excel refuses, when they are empty. */
const NEVER_EMPTY = new Set([
  "hyperlinks", "protectedRanges", "ignoredErrors", "cellWatches", "smartTags", "dataRefs", "rowBreaks", "colBreaks",
  "sparklines", "sparklineGroups", "conditionalFormattings", "dataValidations", "ext", "extLst",
]);
/** Elements that `xm:sqref` places: they go with their cells. */
const PLACED = new Set(["conditionalFormatting", "dataValidation", "sparkline"]);
const BREAK_LISTS: Readonly<Record<string, "rows" | "columns">> = { rowBreaks: "rows", colBreaks: "columns" };
const FORMULAS = new Set(["formula", "formula1", "formula2", "f"]);

/** Changes an element of a worksheet to where its cells are now; false when nothing is left of it. */
export function followElement(root: XmlNode, sheet: string, follower: Follower): boolean {
  const name = localName(root.name);
  const attribute = AREA_ATTRIBUTES[name];
  const places = attribute === undefined ? undefined : root.attributes.get(attribute);
  const before = name === "autoFilter" ? parseArea(places ?? "") : null;
  if (attribute !== undefined && places !== undefined) {
    const owner = root.attributes.get("sheet") ?? sheet;
    const now = attribute === "ref" ? follower.oneArea(places, owner) : follower.areaList(places, owner);
    if (now === "") return false;
    setAttribute(root, attribute, now);
  }
  if (before !== null) followFilterColumns(root, before.left, before.top, sheet, follower);
  if (name === "cfvo") followThreshold(root, sheet, follower);
  if (FORMULAS.has(name)) root.children = [encodeXstring(follower.formula(decodeXstring(textOf(root)), sheet))];
  if (element(root, "from") !== undefined && element(root, "to") !== undefined) followAnchor(root, sheet, follower);
  const count = root.children.length;
  const axis = BREAK_LISTS[name];
  const kept = new Set(elements(root).filter((child) => (axis === undefined ? followElement(child, sheet, follower) : followBreak(child, axis, sheet, follower))));
  root.children = root.children.filter((child) => typeof child === "string" || kept.has(child));
  if (PLACED.has(name)) {
    const list = element(root, "sqref");
    if (list !== undefined) {
      const now = follower.areaList(textOf(list), sheet);
      if (now === "") return false;
      list.children = [now];
    }
  }
  if (name === "sparkline") dropLostSource(root);
  if (name === "sparklineGroup" && element(root, "sparklines") === undefined) return false;
  if (root.children.length !== count) recount(root);
  return !(count > 0 && root.children.length === 0 && NEVER_EMPTY.has(name));
}

/** A break stands before the row or column with its id (ECMA-376 18.3.1.3, counted from 1 after the break). */
function followBreak(root: XmlNode, axis: "rows" | "columns", sheet: string, follower: Follower): boolean {
  const id = Number(root.attributes.get("id") ?? NaN);
  if (!Number.isInteger(id)) return true;
  const now = follower.line(axis, id, sheet);
  if (now === null || now >= (axis === "rows" ? MAX_ROWS : MAX_COLUMNS)) return false;
  setAttribute(root, "id", now);
  return true;
}

function followThreshold(root: XmlNode, sheet: string, follower: Follower): void {
  const value = root.attributes.get("val");
  if (value !== undefined && !Number.isFinite(Number(value))) setAttribute(root, "val", follower.formula(value, sheet));
}

/** Filters count their columns from the left of the list. */
function followFilterColumns(root: XmlNode, left: number, top: number, sheet: string, follower: Follower): void {
  const now = parseArea(root.attributes.get("ref") ?? "");
  if (now === null) return;
  root.children = root.children.filter((child) => {
    if (typeof child === "string" || localName(child.name) !== "filterColumn") return true;
    const place = follower.cell(top, left + Number(child.attributes.get("colId") ?? 0), sheet);
    if (place === null) return false;
    setAttribute(child, "colId", place.column - now.left);
    return true;
  });
}

function dropLostSource(root: XmlNode): void {
  root.children = root.children.filter((child) => typeof child === "string" || localName(child.name) !== "f" || !textOf(child).includes("#REF!"));
}

function recount(root: XmlNode): void {
  const count = elements(root).length;
  if (root.attributes.has("count")) setAttribute(root, "count", count);
  if (root.attributes.has("manualBreakCount")) setAttribute(root, "manualBreakCount", elements(root).filter((child) => isTrue(child.attributes.get("man"))).length);
}

/**
 * An anchor with `from` and `to` (drawings, controls): moved, and sized unless it says not to be. An absolute one stays. A
 * corner whose row or column was deleted stands on the edge of what follows.
 */
export function followAnchor(root: XmlNode, sheet: string, follower: Follower): void {
  const from = element(root, "from");
  const to = element(root, "to");
  if (from === undefined) return;
  const editAs = root.attributes.get("editAs") ?? (root.attributes.has("moveWithCells") || root.attributes.has("sizeWithCells") ? controlPlacement(root) : "twoCell");
  if (editAs === "absolute") return;
  const number = (corner: XmlNode, name: string): number => Number(textOf(element(corner, name)).trim());
  const place = (corner: XmlNode): Corner => ({ row: number(corner, "row"), column: number(corner, "col") });
  const moved = follower.corners(place(from), place(to ?? from), editAs === "twoCell" && to !== undefined, sheet);
  writeCorner(from, moved.from, moved.cutFrom);
  if (to !== undefined) writeCorner(to, moved.to, moved.cutTo);
}

function controlPlacement(root: XmlNode): string {
  if (isTrue(root.attributes.get("sizeWithCells"))) return "twoCell";
  return isTrue(root.attributes.get("moveWithCells")) ? "oneCell" : "absolute";
}

function writeCorner(corner: XmlNode, now: Corner, cut: Cut): void {
  const put = (name: string, value: number): void => {
    const child = element(corner, name);
    if (child !== undefined) child.children = [String(Math.max(0, value))];
  };
  put("row", Math.min(now.row, MAX_ROWS - 1));
  put("col", Math.min(now.column, MAX_COLUMNS - 1));
  if (cut.row) put("rowOff", 0);
  if (cut.column) put("colOff", 0);
}
