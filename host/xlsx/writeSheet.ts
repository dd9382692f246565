import type { CellComment } from "../model/comment";
import type { Sheet } from "../model/sheet";
import { formatArea } from "./cellReference";
import { addRelationship, isKind, MAIN_NAMESPACE, relativeTarget, withRelationshipPrefix, XML_DECLARATION, type Relationship } from "./packageParts";
import type { PackageWriter } from "./packageWriter";
import { PreservedSheet, PreservedTable } from "./preserved";
import { aspects } from "./sheetAspects";
import { planComments, type CommentParts } from "./writeComments";
import { conditionalFormattingElements, withLowerPriorities } from "./writeConditionalFormats";
import { columnsElement, SHEET_ELEMENT_WRITERS, SHEET_ORDER, sheetViews } from "./writeSheetElements";
import { writeSheetData, type SheetDataOutput } from "./writeSheetData";
import { writeTable } from "./writeTable";
import { attributeByLocalName, elements, node, parseXml, writeXml, type XmlNode } from "./xmlTree";

export interface SheetOutput extends SheetDataOutput {
  readonly writer: PackageWriter;
  readonly relationshipBase: string;
  /** Numbers for tables: those of the file stay, a taken one is never given twice. */
  readonly tableNumber: (wanted: number) => number;
  /** Part names of tables and sheets already written in this save. */
  readonly usedParts: Set<string>;
  readonly comments: readonly CellComment[];
  readonly commentParts: CommentParts[];
  /** What the files of the sheets had, moved along with their cells. */
  readonly kept: Map<Sheet, PreservedSheet>;
}

const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** Writes a worksheet with its tables; `preserved` is what its file had, null for a new one. */
export function writeSheet(sheet: Sheet, partName: string, preserved: PreservedSheet | null, active: boolean, output: SheetOutput): void {
  const prefix = preserved?.prefix ?? "";
  const { rootTag, relationshipPrefix } = withRelationshipPrefix(preserved?.rootTag ?? `<worksheet xmlns="${MAIN_NAMESPACE}">`);
  const now = aspects(sheet);
  const unchanged = (aspect: string): boolean => preserved !== null && preserved.asOpened.get(aspect) === JSON.stringify(now[aspect]);
  const old = (name: string): XmlNode | undefined => {
    const kept = preserved?.elements.find((entry) => entry.name === name);
    return kept === undefined ? undefined : parseXml(kept.xml, partName);
  };
  const relationships: Relationship[] = (preserved?.relationships ?? []).filter((entry) => !isKind(entry, "table") || preserved?.opaqueTables.includes(entry.id));
  const pieces = new Map<string, string[]>();
  const put = (name: string, xml: string): void => void (xml !== "" && pieces.set(name, [xml]));

  const madeHere = ["sheetViews", "tableParts"];
  // What the schema does not list (mc:AlternateContent) stays behind the element that it followed.
  const followers = new Map<string, string[]>();
  let last = "sheetPr";
  for (const { name, xml } of preserved?.elements ?? []) {
    const listed = SHEET_ORDER.includes(name);
    if (listed) last = name;
    const target = listed ? pieces : followers;
    if (!madeHere.includes(name)) target.set(last, [...(target.get(last) ?? []), xml]);
  }
  for (const [name, write] of Object.entries(SHEET_ELEMENT_WRITERS)) {
    // A new sheet says only what differs from an empty one's settings; margins and paper always.
    if (unchanged(name)) continue;
    pieces.delete(name);
    const made = write(old(name), sheet, prefix);
    if (made !== null) put(name, writeXml(made));
  }
  if (!unchanged("cols")) {
    pieces.delete("cols");
    put("cols", columnsElement(sheet, preserved, prefix));
  }
  addConditionalFormats(sheet, prefix, pieces, output);
  if (!pieces.has("sheetFormatPr")) put("sheetFormatPr", `<${prefix}sheetFormatPr defaultRowHeight="15"/>`);
  put("sheetViews", writeXml(sheetViews(old("sheetViews"), sheet, prefix, active, !unchanged("frozen"))));
  if (!unchanged("customProperties")) writeCustomProperties(sheet, partName, relationships, relationshipPrefix, prefix, put, output, () => pieces.delete("customProperties"));
  const tables = writeTables(sheet, partName, preserved, relationships, relationshipPrefix, prefix, output);
  if (tables !== null) put("tableParts", writeXml(tables));
  const legacyDrawing = { source: pieces.get("legacyDrawing")?.[0], put: (id: string): void => put("legacyDrawing", writeXml(node(`${prefix}legacyDrawing`, { [`${relationshipPrefix}id`]: id }))) };
  const comments = planComments(sheet, output.comments, partName, relationships, output.relationshipBase, legacyDrawing, output.writer);
  if (comments !== null) output.commentParts.push(comments);
  const data = writeSheetData(sheet, preserved, prefix, output);
  put("dimension", `<${prefix}dimension ref="${data.area === null ? "A1" : formatArea(data.area)}"/>`);
  pieces.set("sheetData", data.pieces);
  const source = [XML_DECLARATION, rootTag, ...SHEET_ORDER.flatMap((name) => [...(pieces.get(name) ?? []), ...(followers.get(name) ?? [])]), `</${prefix}worksheet>`];
  output.writer.part(partName, `${SPREADSHEET}.worksheet+xml`, source);
  output.writer.relate(partName, relationships);
}

/** New rules come before those of the file, as in Excel. */
function addConditionalFormats(sheet: Sheet, prefix: string, pieces: Map<string, string[]>, output: SheetOutput): void {
  const made = conditionalFormattingElements(sheet.conditionalFormats, prefix, ({ look }) => output.styles.differential(look)).map(writeXml);
  if (made.length === 0) return;
  for (const name of ["conditionalFormatting", "extLst"]) {
    const old = pieces.get(name);
    if (old !== undefined) pieces.set(name, old.map((xml) => withLowerPriorities(xml, sheet.conditionalFormats.length)));
  }
  pieces.set("conditionalFormatting", [...made, ...(pieces.get("conditionalFormatting") ?? [])]);
}

function writeTables(sheet: Sheet, partName: string, preserved: PreservedSheet | null, relationships: Relationship[], relationshipPrefix: string, prefix: string, output: SheetOutput): XmlNode | null {
  const list = node(`${prefix}tableParts`);
  const oldIds = new Map(preserved?.relationships.filter((entry) => isKind(entry, "table")).map((entry): [string, string] => [entry.target, entry.id]) ?? []);
  const kept = preserved?.elements.find((entry) => entry.name === "tableParts");
  for (const entry of elements(kept === undefined ? undefined : parseXml(kept.xml, partName), "tablePart")) {
    if (preserved?.opaqueTables.includes(attributeByLocalName(entry, "id") ?? "")) list.children.push(entry);
  }
  for (const table of sheet.tables) {
    const own = table.preserved instanceof PreservedTable && !output.usedParts.has(table.preserved.partName) ? table.preserved : null;
    const name = own?.partName ?? output.writer.freeName("xl/tables/table#.xml");
    output.usedParts.add(name);
    output.writer.part(name, `${SPREADSHEET}.table+xml`, writeTable(own === null ? { ...table, preserved: null } : table, output.tableNumber(own?.number ?? 0)));
    if (own !== null) output.writer.relate(name, own.relationships);
    const target = relativeTarget(partName, name);
    const oldId = oldIds.get(target);
    const type = `${output.relationshipBase}table`;
    if (oldId !== undefined && !relationships.some((entry) => entry.id === oldId)) relationships.push({ id: oldId, type, target, external: false });
    const id = relationships.find((entry) => entry.target === target)?.id ?? addRelationship(relationships, type, target);
    list.children.push(node(`${prefix}tablePart`, { [`${relationshipPrefix}id`]: id }));
  }
  list.attributes.set("count", String(list.children.length));
  return list.children.length === 0 ? null : list;
}

function writeCustomProperties(sheet: Sheet, partName: string, relationships: Relationship[], relationshipPrefix: string, prefix: string, put: (name: string, xml: string) => void, output: SheetOutput, clear: () => void): void {
  clear();
  const others = relationships.filter((entry) => !isKind(entry, "customProperty"));
  relationships.splice(0, relationships.length, ...others);
  if (sheet.customProperties.size === 0) return;
  const list = node(`${prefix}customProperties`);
  for (const [name, text] of sheet.customProperties) {
    const part = output.writer.freeName("xl/customProperty#.bin");
    const bytes = new Uint8Array(text.length * 2);
    for (let index = 0; index < text.length; index++) {
      bytes[index * 2] = text.charCodeAt(index) & 255;
      bytes[index * 2 + 1] = text.charCodeAt(index) >>> 8;
    }
    output.writer.part(part, `${SPREADSHEET}.customProperty`, bytes);
    const id = addRelationship(relationships, `${output.relationshipBase}customProperty`, relativeTarget(partName, part));
    list.children.push(node(`${prefix}customPr`, { name, [`${relationshipPrefix}id`]: id }));
  }
  put("customProperties", writeXml(list));
}
