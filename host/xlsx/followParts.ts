import type { Follower } from "./follower";
import { followAnchor } from "./followElements";
import { FileProblem } from "./fileProblem";
import { isKind, resolveTarget, XML_DECLARATION, type PackageParts } from "./packageParts";
import type { PackageWriter } from "./packageWriter";
import type { PreservedSheet } from "./preserved";
import { decodeXstring, encodeXstring } from "./xmlText";
import { element, elements, localName, parseXml, setAttribute, textOf, writeXml, type XmlNode } from "./xmlTree";

/** Changes the tree of a part. */
type PartFollower = (root: XmlNode, sheet: string, follower: Follower) => void;

/** Parts that belong to one sheet, by the kind of their relationship. */
const SHEET_PARTS: Readonly<Record<string, PartFollower>> = {
  drawing(root, sheet, follower) {
    for (const anchor of elements(root)) followAnchor(anchor, sheet, follower);
    eachElement(root, (child) => followAttributes(child, ["textlink"], sheet, follower));
  },
  comments: followComments,
  threadedComment: followComments,
  pivotTable(root, sheet, follower) {
    followArea(element(root, "location"), sheet, follower);
  },
  ctrlProp(root, sheet, follower) {
    followAttributes(root, ["fmlaLink", "fmlaRange", "fmlaGroup", "fmlaTxbx"], sheet, follower);
  },
};

/** The parts of an opened file that point at cells, written anew where cells moved or sheets and tables got other names. */
export function writeFollowedParts(parts: PackageParts, sheets: readonly PreservedSheet[], follower: Follower, writer: PackageWriter): void {
  if (!follower.hasChanges) return;
  for (const sheet of sheets) {
    for (const relationship of sheet.relationships) {
      const target = relationship.external ? null : resolveTarget(sheet.partName, relationship.target);
      const name = target === null ? undefined : parts.find(target);
      if (name === undefined) continue;
      if (isKind(relationship, "vmlDrawing")) rewriteText(parts, name, writer, (text) => followNotes(text, sheet.openedName, follower));
      for (const [kind, follow] of Object.entries(SHEET_PARTS)) {
        if (isKind(relationship, kind)) rewriteTree(parts, name, writer, (root) => follow(root, sheet.openedName, follower));
      }
    }
  }
  for (const name of parts.all()) {
    const type = parts.contentType(name) ?? "";
    if (/drawingml\.chart\+xml|drawing\.chartex|ms-office\.chartex/.test(type)) rewriteTree(parts, name, writer, (root) => followChart(root, follower));
    else if (type.includes("pivotCacheDefinition")) rewriteTree(parts, name, writer, (root) => followPivotSource(root, follower));
  }
}

function rewriteTree(parts: PackageParts, name: string, writer: PackageWriter, follow: (root: XmlNode) => void): void {
  rewriteText(parts, name, writer, (text) => {
    const root = readTree(text, name);
    if (root === null) return text;
    const before = writeXml(root);
    follow(root);
    const after = writeXml(root);
    return after === before ? text : XML_DECLARATION + after;
  });
}

/** Null for what is no XML: a part that nobody could read is kept as it is, so that saving never fails for it. */
export function readTree(text: string, name: string): XmlNode | null {
  try {
    return parseXml(text, name);
  } catch (error) {
    if (error instanceof FileProblem) return null;
    throw error;
  }
}

function rewriteText(parts: PackageParts, name: string, writer: PackageWriter, follow: (text: string) => string): void {
  const bytes = parts.bytes(name);
  const text = bytes === undefined ? "" : new TextDecoder(bytes[0] === 0xff ? "utf-16le" : bytes[0] === 0xfe ? "utf-16be" : "utf-8").decode(bytes);
  const followed = follow(text);
  if (followed !== text) writer.part(name, parts.contentType(name) ?? "application/xml", followed);
}

function eachElement(root: XmlNode, visit: (element: XmlNode) => void): void {
  visit(root);
  for (const child of elements(root)) eachElement(child, visit);
}

function followAttributes(root: XmlNode, names: readonly string[], sheet: string, follower: Follower): void {
  for (const name of names) {
    const formula = root.attributes.get(name);
    if (formula !== undefined && formula !== "") setAttribute(root, name, follower.formula(formula, sheet));
  }
}

function followArea(root: XmlNode | undefined, sheet: string, follower: Follower): void {
  const places = root?.attributes.get("ref");
  if (root === undefined || places === undefined) return;
  const now = follower.oneArea(places, sheet);
  if (now !== "") setAttribute(root, "ref", now);
}

/** Notes and threaded comments go with their cells. */
function followComments(root: XmlNode, sheet: string, follower: Follower): void {
  const follow = (list: XmlNode): void => {
    list.children = list.children.filter((child) => {
      if (typeof child === "string" || !["comment", "threadedComment"].includes(localName(child.name))) return true;
      const now = follower.areaList(child.attributes.get("ref") ?? "", sheet);
      setAttribute(child, "ref", now);
      return now !== "";
    });
  };
  follow(root);
  for (const list of elements(root, "commentList")) follow(list);
}

/**
 * Notes' shapes (VML): the cell they belong to and where they stand. Excel writes VML that is not always well-formed, so it
 * is changed as text. The shape of a deleted note goes.
 */
function followNotes(text: string, sheet: string, follower: Follower): string {
  return text.replace(/<v:shape\b(?:(?!<\/v:shape>)[\s\S])*<\/v:shape>\s*/g, (shape) => {
    const row = /(<x:Row>\s*)(\d+)(\s*<\/x:Row>)/.exec(shape);
    const column = /(<x:Column>\s*)(\d+)(\s*<\/x:Column>)/.exec(shape);
    if (row === null || column === null) return shape;
    const before = { row: Number(row[2]), column: Number(column[2]) };
    const now = follower.cell(before.row, before.column, sheet);
    if (now === null) return "";
    return shape
      .replace(row[0], () => `${row[1] ?? ""}${now.row}${row[3] ?? ""}`)
      .replace(column[0], () => `${column[1] ?? ""}${now.column}${column[3] ?? ""}`)
      .replace(/(<x:Anchor>)([^<]*)(<\/x:Anchor>)/, (whole, open: string, numbers: string, close: string) => {
        const places = numbers.split(",").map(Number);
        if (places.length !== 8 || places.some((place) => !Number.isFinite(place))) return whole;
        const moved = places.map((place, index) => (index === 0 || index === 4 ? Math.max(0, place + now.column - before.column) : index === 2 || index === 6 ? Math.max(0, place + now.row - before.row) : place));
        return `${open}${moved.join(", ")}${close}`;
      });
  });
}

/** Charts name their cells with the sheet, wherever they stand. */
function followChart(root: XmlNode, follower: Follower): void {
  eachElement(root, (child) => {
    if (localName(child.name) !== "f") return;
    const formula = decodeXstring(textOf(child));
    if (formula !== "") child.children = [encodeXstring(follower.formula(formula, ""))];
  });
}

function followPivotSource(root: XmlNode, follower: Follower): void {
  eachElement(root, (child) => {
    if (!["worksheetSource", "rangeSet"].includes(localName(child.name))) return;
    const sheet = child.attributes.get("sheet");
    if (sheet !== undefined) {
      followArea(child, sheet, follower);
      setAttribute(child, "sheet", follower.sheetName(sheet) ?? sheet);
    }
    const table = child.attributes.get("name");
    if (table !== undefined) setAttribute(child, "name", follower.tableName(table) ?? table);
  });
}
