import type { Sheet } from "../model/sheet";
import { Workbook, type DefinedName } from "../model/workbook";
import { readCustomXml, readSettings } from "./addInData";
import { readPalette } from "./colors";
import { readDefinedNames } from "./definedNames";
import { propertiesText, readProperties } from "./documentProperties";
import { damaged, FileProblem } from "./fileProblem";
import { readDynamicArrayMarks } from "./metadata";
import { isKind, PackageParts, resolveTarget, type Relationship } from "./packageParts";
import { PreservedBook, type KeptElement, type OpaqueSheet } from "./preserved";
import { readBookProtection } from "./protection";
import { readSheet, type SheetContext } from "./readSheet";
import { NEW_STYLES_XML, readStyles } from "./readStyles";
import { openTag, readSharedStrings } from "./sharedStrings";
import { XmlScanner } from "./xmlScanner";
import { attributeByLocalName, element, elements, isTrue, parseXml, prefixOf, type XmlNode } from "./xmlTree";
import { DEFAULT_LIMITS, readZip, type ZipLimits } from "./zipReader";

export interface OpenOptions {
  readonly fileName?: string;
  readonly limits?: Partial<ZipLimits>;
}

/**
 * Opens a workbook in the Open XML format (.xlsx, .xlsm). What the model does not know is kept for `saveWorkbook`.
 * Throws FileProblem, whose message says what is wrong with the file and what to do; never gives half a workbook.
 */
export function openWorkbook(bytes: Uint8Array, options: OpenOptions = {}): Workbook {
  const parts = new PackageParts(readZip(bytes, { ...DEFAULT_LIMITS, ...options.limits }));
  parts.refuseDocumentTypes();
  parts.readRelationships();
  const workbook = new Workbook();
  if (options.fileName !== undefined) workbook.fileName = options.fileName;
  readBook(workbook, parts, findWorkbookPart(parts));
  return workbook;
}

function findWorkbookPart(parts: PackageParts): string {
  const main = parts.relationships("").find((entry) => isKind(entry, "officeDocument"));
  const name = main === undefined ? null : resolveTarget("", main.target);
  const type = name === null ? "" : (parts.contentType(name) ?? "");
  if (type.includes("sheet.binary") || name?.toLowerCase().endsWith(".bin")) {
    throw new FileProblem("OldFormat", "The file is a binary workbook (.xlsb). Open it in Excel and save it as .xlsx (Excel Workbook), then open that copy.");
  }
  const found = name === null ? undefined : parts.find(name);
  if (found === undefined) {
    if (main !== undefined) throw damaged("the workbook inside it is missing");
    throw new FileProblem("NotAWorkbook", "The file is a package, but not an Excel workbook (.xlsx). Open it in the program that made it and save it as .xlsx, then open that copy.");
  }
  return found;
}

function readBook(workbook: Workbook, parts: PackageParts, partName: string): void {
  const scanner = new XmlScanner(parts.text(partName) ?? "", partName);
  if (scanner.next() !== "open" || scanner.local !== "workbook") {
    throw new FileProblem("NotAWorkbook", "The file is an Office document, but not an Excel workbook (.xlsx). Open it in the program that made it and save it as .xlsx, then open that copy.");
  }
  const rootTag = openTag(scanner);
  const prefix = prefixOf(scanner.qualified);
  const kept: KeptElement[] = [];
  for (let token = scanner.next(); token !== "close"; token = scanner.next()) {
    if (token === "end") throw scanner.broken();
    const name = scanner.local;
    kept.push({ name, xml: scanner.skip() });
  }
  const find = (name: string): XmlNode | undefined => {
    const entry = kept.find((candidate) => candidate.name === name);
    return entry === undefined ? undefined : parseXml(entry.xml, partName);
  };
  const relationships = parts.relationships(partName);
  const related = (kind: string): string | undefined => relatedText(parts, partName, relationships, kind);
  workbook.dateSystem = isTrue(find("workbookPr")?.attributes.get("date1904")) ? 1904 : 1900;
  const calculation = find("calcPr")?.attributes;
  workbook.calculationMode = calculation?.get("calcMode") === "manual" ? "manual" : "automatic";
  workbook.protection = readBookProtection(find("workbookProtection"));
  workbook.precisionAsDisplayed = !isTrue(calculation?.get("fullPrecision"), true);

  const stylesXml = related("styles");
  const themeXml = related("theme");
  const styles = readStyles(stylesXml ?? NEW_STYLES_XML, themeXml);
  const [first, ...others] = styles.shown;
  if (first !== undefined) workbook.styles.setDefault(first);
  const metadataXml = related("sheetMetadata");
  const dynamicArrays = metadataXml === undefined ? new Set<number>() : readDynamicArrayMarks(metadataXml);
  const stringsXml = related("sharedStrings");
  const strings = stringsXml === undefined ? { texts: [], rich: new Map<number, string>(), rootTag: "" } : readSharedStrings(stringsXml);
  const tableIds = new TableIds(workbook);
  const context: SheetContext = {
    parts, strings, dynamicArrays,
    styles: [0, ...others.map((style) => workbook.styles.intern(style))],
    quotePrefixes: styles.quotePrefixes,
    dateSystem: workbook.dateSystem,
    palette: readPalette(themeXml, element(styles.root, "colors")),
    newTableId: (wanted) => tableIds.take(wanted),
  };
  const { inOrder, opaque } = readSheets(workbook, find("sheets"), partName, relationships, context);
  if (workbook.sheets.length === 0) throw damaged("it has no worksheet");
  tableIds.finish();
  const nameAttributes = new WeakMap<DefinedName, ReadonlyMap<string, string>>();
  const names = find("definedNames");
  if (names) readDefinedNames(workbook, names, (index) => inOrder[index] ?? undefined, nameAttributes);
  const active = Number(element(find("bookViews"), "workbookView")?.attributes.get("activeTab") ?? 0);
  workbook.activeSheet = inOrder[active] ?? workbook.sheets.find((sheet) => sheet.visibility === "visible") ?? workbook.sheets[0] ?? null;
  const front = elements(find("sheets"), "sheet")[active];
  const opaqueInFront = inOrder[active] === null && front !== undefined ? { relationship: attributeByLocalName(front, "id") ?? null, instead: workbook.activeSheet } : null;
  const customXml = readCustomXml(workbook, parts, [{ part: partName, relationships }, { part: "", relationships: parts.relationships("") }]);
  readSettings(workbook, parts);
  readProperties(workbook, parts);
  workbook.preserved = new PreservedBook(
    parts, partName, rootTag, prefix, kept, relationships, stylesXml === undefined ? null : styles, strings.rootTag === "" ? null : strings.rootTag,
    [...dynamicArrays][0] ?? null, nameAttributes, JSON.stringify([...workbook.settings]), customXml, opaque,
    workbook.sheets.map((sheet) => sheet.name).join("\n"), opaqueInFront, propertiesText(workbook.properties),
  );
}

function relatedText(parts: PackageParts, owner: string, relationships: readonly Relationship[], kind: string): string | undefined {
  const relationship = relationships.find((entry) => isKind(entry, kind) && !entry.external);
  const target = relationship === undefined ? null : resolveTarget(owner, relationship.target);
  return target === null ? undefined : parts.text(target);
}

/** Reads every worksheet. `inOrder` has null where the book has a sheet of another kind (charts): those are kept aside. */
function readSheets(workbook: Workbook, list: XmlNode | undefined, partName: string, relationships: readonly Relationship[], context: SheetContext): { inOrder: (Sheet | null)[]; opaque: OpaqueSheet[] } {
  const inOrder: (Sheet | null)[] = [];
  const opaque: OpaqueSheet[] = [];
  for (const entry of elements(list, "sheet")) {
    const name = entry.attributes.get("name") ?? "";
    const id = attributeByLocalName(entry, "id");
    const relationship = relationships.find((candidate) => candidate.id === id);
    const target = relationship === undefined ? null : resolveTarget(partName, relationship.target);
    if (id === undefined || id === "") {
      // Excel itself leaves sheets of old macros without a part; what is not there cannot be lost.
      opaque.push({ after: workbook.sheets[workbook.sheets.length - 1] ?? null, attributes: entry.attributes, relationship: id ?? null });
      inOrder.push(null);
      continue;
    }
    if (relationship === undefined || target === null) throw damaged(`the sheet "${name}" is missing from it`);
    if (!isKind(relationship, "worksheet")) {
      opaque.push({ after: workbook.sheets[workbook.sheets.length - 1] ?? null, attributes: entry.attributes, relationship: relationship.id });
      inOrder.push(null);
      continue;
    }
    const sheet = workbook.addSheet(name);
    const state = entry.attributes.get("state");
    sheet.visibility = state === "hidden" || state === "veryHidden" ? state : "visible";
    readSheet(sheet, context.parts.find(target) ?? target, Number(entry.attributes.get("sheetId") ?? 0), relationship.id, context);
    inOrder.push(sheet);
  }
  return { inOrder, opaque };
}

const OWN_TABLE_ID = /^\{00000000-0002-0000-0000-(\d{12})\}$/;

/** Table ids of the file where they are unique GUIDs; the model's counter is moved past those of its own form. */
class TableIds {
  private readonly taken = new Set<string>();
  private highest = 0;

  constructor(private readonly workbook: Workbook) {}

  take(wanted: string | undefined): string {
    const own = Number(OWN_TABLE_ID.exec(wanted ?? "")?.[1] ?? 0);
    const usable = wanted !== undefined && /^\{[0-9A-F-]{36}\}$/i.test(wanted) && !this.taken.has(wanted) && own < 1_000_000;
    let id = usable ? wanted : this.workbook.newTableId();
    while (!usable && this.taken.has(id)) id = this.workbook.newTableId();
    if (usable) this.highest = Math.max(this.highest, own);
    this.taken.add(id);
    return id;
  }

  finish(): void {
    for (let number = 0; number < this.highest; ) number = Number(OWN_TABLE_ID.exec(this.workbook.newTableId())?.[1] ?? this.highest);
  }
}
