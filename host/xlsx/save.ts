import type { Sheet } from "../model/sheet";
import type { Workbook } from "../model/workbook";
import { writeDefinedNames } from "./definedNames";
import { writeProperties } from "./documentProperties";
import { structureChanges } from "../model/structureLog";
import { Follower } from "./follower";
import { writeFollowedParts } from "./followParts";
import { followedSheet } from "./followSheet";
import { addDynamicArrayMark } from "./metadata";
import { addRelationship, isKind, MAIN_NAMESPACE, relationshipBase, relativeTarget, resolveTarget, withRelationshipPrefix, XML_DECLARATION, type Relationship } from "./packageParts";
import { PackageWriter } from "./packageWriter";
import { PreservedBook, PreservedSheet, PreservedTable } from "./preserved";
import { StringsWriter } from "./stringsWriter";
import { writeAddInData } from "./writeAddInData";
import { writeComments } from "./writeComments";
import { workbookSource, type SheetEntry } from "./writeWorkbook";
import { writeSheet, type SheetOutput } from "./writeSheet";
import { StyleWriter } from "./writeStyles";

const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/**
 * Saves a workbook, opened or made from nothing, as .xlsx: the parts and elements of its file that the model does not know
 * are written back as they were. The same workbook always gives the same bytes. Does not change the workbook.
 */
export function saveWorkbook(workbook: Workbook): Uint8Array {
  const book = workbook.preserved instanceof PreservedBook ? workbook.preserved : null;
  const writer = new PackageWriter(book?.parts ?? null);
  const bookPart = book?.workbookPart ?? "xl/workbook.xml";
  const base = relationshipBase(book?.relationships ?? []);
  // The order of calculation is worked out anew by whoever opens the file.
  const left = ["worksheet", "calcChain", "sharedStrings", "styles", "sheetMetadata"];
  const relationships: Relationship[] = (book?.relationships ?? []).filter((entry) => !left.some((kind) => isKind(entry, kind)));
  const partOf = (kind: string, fallback: string): { name: string; id: string | null } => {
    const known = book?.relationships.find((entry) => isKind(entry, kind) && !entry.external);
    const name = known === undefined ? null : resolveTarget(bookPart, known.target);
    const found = name === null ? undefined : book?.parts.find(name);
    return { name: found ?? (writer.has(fallback) ? writer.freeName(fallback.replace(/\.xml$/, "#.xml")) : fallback), id: known?.id ?? null };
  };
  const relate = (kind: string, id: string | null, part: string): string => {
    const target = relativeTarget(bookPart, part);
    const type = `${base}${kind}`;
    if (id === null || relationships.some((entry) => entry.id === id)) return addRelationship(relationships, type, target);
    relationships.push({ id, type, target, external: false });
    return id;
  };

  const follower = new Follower(structureChanges(workbook.structureLog));
  const styles = new StyleWriter(workbook.styles, book?.styles ?? null);
  const strings = new StringsWriter(book?.stringsRootTag ?? null);
  const metadata = partOf("sheetMetadata", "xl/metadata.xml");
  let mark: number | null = book?.dynamicArrayMetadata ?? null;
  let metadataXml = book?.parts.text(metadata.name);
  const output: SheetOutput = {
    writer, strings, styles,
    follower,
    comments: workbook.comments,
    commentParts: [],
    kept: new Map(),
    relationshipBase: base,
    usedParts: new Set(),
    tableNumber: tableNumbers(workbook),
    dynamicArrayMark: () => {
      if (mark === null) ({ xml: metadataXml, cm: mark } = addDynamicArrayMark(metadataXml));
      return mark;
    },
  };
  const entries = writeSheets(workbook, relate, output);
  if (book !== null) writeFollowedParts(book.parts, workbook.sheets.flatMap((sheet) => (sheet.preserved instanceof PreservedSheet ? [sheet.preserved] : [])), follower, writer);
  writeComments(output.commentParts, bookPart, relationships, writer);
  if (metadataXml !== undefined) {
    writer.part(metadata.name, `${SPREADSHEET}.sheetMetadata+xml`, metadataXml);
    relate("sheetMetadata", metadata.id, metadata.name);
  }
  const stylesPart = partOf("styles", "xl/styles.xml");
  writer.part(stylesPart.name, `${SPREADSHEET}.styles+xml`, XML_DECLARATION + styles.write());
  relate("styles", stylesPart.id, stylesPart.name);
  const stringsPart = partOf("sharedStrings", "xl/sharedStrings.xml");
  writer.part(stringsPart.name, `${SPREADSHEET}.sharedStrings+xml`, strings.write());
  relate("sharedStrings", stringsPart.id, stringsPart.name);

  const top: Relationship[] = [...(book?.parts.relationships("") ?? [])];
  writeAddInData(workbook, book, bookPart, base, relationships, top, writer);
  const { rootTag, relationshipPrefix } = withRelationshipPrefix(book?.rootTag ?? `<workbook xmlns="${MAIN_NAMESPACE}">`);
  const source = workbookSource(workbook, book, rootTag, relationshipPrefix, entries, (prefix, indexOf) => writeDefinedNames(workbook, prefix, indexOf, book?.nameAttributes ?? null, (sheet) => output.kept.get(sheet) ?? null));
  writer.part(bookPart, book?.parts.contentType(bookPart) ?? `${SPREADSHEET}.sheet.main+xml`, source);
  writer.relate(bookPart, relationships);
  if (book === null) addRelationship(top, `${base}officeDocument`, bookPart);
  writeProperties(workbook, book, base, top, writer);
  writer.relate("", top);
  return writer.write();
}

function writeSheets(workbook: Workbook, relate: (kind: string, id: string | null, part: string) => string, output: SheetOutput): SheetEntry[] {
  const active = activeSheet(workbook);
  const taken = new Set<number>();
  return workbook.sheets.map((sheet): SheetEntry => {
    const own = sheet.preserved instanceof PreservedSheet && !output.usedParts.has(sheet.preserved.partName) ? sheet.preserved : null;
    const part = own?.partName ?? output.writer.freeName("xl/worksheets/sheet#.xml");
    output.usedParts.add(part);
    const kept = own === null ? null : followedSheet(own, output.follower);
    if (kept !== null) output.kept.set(sheet, kept);
    writeSheet(sheet, part, kept, sheet === active, output);
    const wanted = own?.sheetId ?? 0;
    const usable = wanted > 0 && !taken.has(wanted);
    if (usable) taken.add(wanted);
    return { sheet, sheetId: usable ? wanted : null, relationship: relate("worksheet", own?.relationship ?? null, part), active: sheet === active };
  });
}

/** Excel cannot show a book whose active sheet is hidden. */
function activeSheet(workbook: Workbook): Sheet | undefined {
  const wanted = workbook.activeSheet;
  const book = workbook.preserved instanceof PreservedBook ? workbook.preserved : null;
  if (book !== null && book.opaqueInFront !== null && book.opaqueInFront.instead === wanted) return undefined;
  if (wanted !== null && workbook.sheets.includes(wanted) && wanted.visibility === "visible") return wanted;
  return workbook.sheets.find((sheet) => sheet.visibility === "visible") ?? workbook.sheets[0];
}

function tableNumbers(workbook: Workbook): (wanted: number) => number {
  const reserved = new Set<number>();
  for (const table of workbook.tables()) if (table.preserved instanceof PreservedTable) reserved.add(table.preserved.number);
  const given = new Set<number>();
  return (wanted) => {
    let number = wanted;
    if (number <= 0 || given.has(number)) for (number = 1; reserved.has(number) || given.has(number); ) number++;
    given.add(number);
    return number;
  };
}
