import { MAX_COLUMNS } from "../model/cell";
import type { Sheet } from "../model/sheet";
import { bodyArea } from "../model/table";
import { parseArea } from "../model/address";
import type { Palette } from "./colors";
import { damaged } from "./fileProblem";
import { isKind, resolveTarget, type PackageParts, type Relationship } from "./packageParts";
import { PreservedSheet, type ColumnAttributes, type KeptElement } from "./preserved";
import { readColumns, SHEET_ELEMENT_READERS } from "./readSheetElements";
import { readSheetData, type RowsRead, type SheetDataContext } from "./readSheetData";
import { readTable } from "./readTable";
import { openTag, type SharedStrings } from "./sharedStrings";
import { aspects } from "./sheetAspects";
import { XmlScanner } from "./xmlScanner";
import { attributeByLocalName, element, elements, parseXml, prefixOf, type XmlNode } from "./xmlTree";

export interface SheetContext {
  readonly parts: PackageParts;
  readonly strings: SharedStrings;
  readonly styles: readonly number[];
  readonly quotePrefixes: readonly boolean[];
  readonly dynamicArrays: ReadonlySet<number>;
  readonly dateSystem: 1900 | 1904;
  readonly palette: Palette;
  readonly newTableId: (wanted: string | undefined) => string;
}

/** Reads a worksheet part into an empty sheet of the model. `sheetId` and `relationship` are those in the workbook's list of sheets. */
export function readSheet(sheet: Sheet, partName: string, sheetId: number, relationship: string, context: SheetContext): void {
  const xml = context.parts.text(partName);
  if (xml === undefined) throw damaged(`the sheet "${sheet.name}" is missing from it`);
  const scanner = new XmlScanner(xml, partName);
  if (scanner.next() !== "open" || !isNamed(scanner, "worksheet")) throw damaged(`the sheet "${sheet.name}" holds something else`);
  const rootTag = openTag(scanner);
  const prefix = prefixOf(scanner.qualified);
  const kept: KeptElement[] = [];
  const relationships = context.parts.relationships(partName);
  let rows: RowsRead = { attributes: new Map(), autoHeights: new Map(), hidden: new Set() };
  let columns: ColumnAttributes[] = [];
  let defaultRowHeight: number | null = null;
  let filterElement: XmlNode | undefined;
  for (;;) {
    const token = scanner.next();
    if (token === "end") throw scanner.broken();
    if (token === "close") break;
    const name = scanner.local;
    if (name === "sheetData") {
      const dataContext: SheetDataContext = { ...context, defaultRowHeight };
      rows = readSheetData(scanner, sheet, dataContext);
      continue;
    }
    const source = scanner.skip();
    if (name === "dimension") continue;
    kept.push({ name, xml: source });
    const reader = SHEET_ELEMENT_READERS[name];
    if (reader) reader(parseXml(source, partName), sheet, context.palette);
    else if (name === "sheetFormatPr") defaultRowHeight = Number(parseXml(source, partName).attributes.get("defaultRowHeight") ?? 15);
    else if (name === "cols") columns = readColumns(parseXml(source, partName), sheet, MAX_COLUMNS - 1);
    else if (name === "autoFilter") filterElement = parseXml(source, partName);
  }
  const opaqueTables = readTables(sheet, kept, relationships, partName, rows.hidden, context);
  sortHiddenRows(sheet, rows.hidden, filterElement);
  readCustomProperties(sheet, kept, relationships, partName, context.parts);
  const asOpened = new Map(Object.entries(aspects(sheet)).map(([name, value]): [string, string] => [name, JSON.stringify(value)]));
  sheet.preserved = new PreservedSheet(partName, sheetId, relationship, sheet.name, rootTag, prefix, kept, relationships, rows.attributes, rows.autoHeights, columns, asOpened, opaqueTables);
}

/** A call, so that the compiler does not take the name as settled for the rest of the function. */
function isNamed(scanner: XmlScanner, name: string): boolean {
  return scanner.local === name;
}

function find(kept: readonly KeptElement[], name: string, partName: string): XmlNode | undefined {
  const entry = kept.find((candidate) => candidate.name === name);
  return entry === undefined ? undefined : parseXml(entry.xml, partName);
}

/** Gives the relationship ids of the tables that the model cannot hold. */
function readTables(sheet: Sheet, kept: readonly KeptElement[], relationships: readonly Relationship[], partName: string, hidden: ReadonlySet<number>, context: SheetContext): string[] {
  const opaque: string[] = [];
  for (const entry of elements(find(kept, "tableParts", partName), "tablePart")) {
    const id = attributeByLocalName(entry, "id");
    const relationship = relationships.find((candidate) => candidate.id === id && isKind(candidate, "table"));
    const target = relationship === undefined ? null : resolveTarget(partName, relationship.target);
    if (target === null || id === undefined) throw damaged(`a table of sheet "${sheet.name}" is missing from it`);
    const table = readTable(context.parts, target, sheet, hidden, context.newTableId);
    if (table === null) opaque.push(id);
    else sheet.tables.push(table);
  }
  return opaque;
}

/** Files do not say why a row is hidden: inside a table or list with a filter in force it is the filter. */
function sortHiddenRows(sheet: Sheet, hidden: ReadonlySet<number>, sheetFilter: XmlNode | undefined): void {
  const filtered = sheet.tables.filter((table) => table.filters.size > 0).map(bodyArea);
  const area = element(sheetFilter, "filterColumn") === undefined ? null : parseArea(sheetFilter?.attributes.get("ref") ?? "");
  if (area !== null) filtered.push({ ...area, top: area.top + 1 });
  for (const row of hidden) {
    if (filtered.some((body) => row >= body.top && row <= body.bottom)) sheet.filteredRows.add(row);
    else sheet.hiddenRows.add(row);
  }
}

/** Worksheet.customProperties: each is a part of UTF-16 text (ECMA-376 18.3.1.22, 12.3.5). */
function readCustomProperties(sheet: Sheet, kept: readonly KeptElement[], relationships: readonly Relationship[], partName: string, parts: PackageParts): void {
  for (const entry of elements(find(kept, "customProperties", partName), "customPr")) {
    const id = attributeByLocalName(entry, "id");
    const relationship = relationships.find((candidate) => candidate.id === id);
    const target = relationship === undefined ? null : resolveTarget(partName, relationship.target);
    const bytes = target === null ? undefined : parts.bytes(target);
    if (bytes !== undefined) sheet.customProperties.set(entry.attributes.get("name") ?? "", utf16(bytes).replace(/\0$/, ""));
  }
}

/** Unit by unit: a decoder would replace half a surrogate pair. */
function utf16(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at + 1 < bytes.length; at += 2) text += String.fromCharCode((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
  return text;
}
