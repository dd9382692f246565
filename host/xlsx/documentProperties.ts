import { emptyProperties, type BookProperties } from "../model/bookProperties";
import type { Workbook } from "../model/workbook";
import { readTree } from "./followParts";
import { addRelationship, isKind, resolveTarget, XML_DECLARATION, type PackageParts, type Relationship } from "./packageParts";
import type { PackageWriter } from "./packageWriter";
import type { PreservedBook } from "./preserved";
import { decodeXstring, encodeXstring } from "./xmlText";
import { element, elements, localName, node, setAttribute, textOf, writeXml, type XmlNode } from "./xmlTree";

/** The three parts of docProps (ECMA-376 part 2, 11; part 1, 22.2 and 22.3): what File › Info shows. */
const CORE_NAMESPACES: Readonly<Record<string, string>> = {
  cp: "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
  dc: "http://purl.org/dc/elements/1.1/",
  dcterms: "http://purl.org/dc/terms/",
  xsi: "http://www.w3.org/2001/XMLSchema-instance",
};
const APP_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
const CUSTOM_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
const VALUE_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";
const CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
const CORE_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

type TextName = "title" | "subject" | "author" | "keywords" | "comments" | "category" | "lastAuthor";

const CORE_TEXTS: readonly (readonly [TextName, string])[] = [
  ["title", "dc:title"], ["subject", "dc:subject"], ["author", "dc:creator"], ["keywords", "cp:keywords"], ["comments", "dc:description"], ["category", "cp:category"], ["lastAuthor", "cp:lastModifiedBy"],
];
const APP_TEXTS = [["manager", "Manager"], ["company", "Company"]] as const;

/** Fills the book's properties; a part that cannot be read says nothing. */
export function readProperties(workbook: Workbook, parts: PackageParts): void {
  const top = parts.relationships("");
  const properties = workbook.properties;
  const core = partOf(parts, top, "core-properties")?.root;
  const text = (root: XmlNode | undefined, name: string): string => textOf(element(root, localName(name)));
  for (const [name, tag] of CORE_TEXTS) properties[name] = text(core, tag);
  const revision = Number(text(core, "cp:revision"));
  properties.revisionNumber = Number.isSafeInteger(revision) ? revision : 0;
  properties.creationDate = text(core, "dcterms:created") || null;
  const app = partOf(parts, top, "extended-properties")?.root;
  for (const [name, tag] of APP_TEXTS) properties[name] = text(app, tag);
  const custom = partOf(parts, top, "custom-properties")?.root;
  properties.custom = new Map(elements(custom, "property").flatMap((entry) => {
    const value = customValue(entry);
    return value === null ? [] : [[entry.attributes.get("name") ?? "", value] as const];
  }));
}

/** The properties as one text, to see whether they changed. */
export function propertiesText(properties: BookProperties): string {
  return JSON.stringify({ ...properties, custom: [...properties.custom] });
}

/** Writes what changed since the file was opened; for a new book, who made it and what was set. */
export function writeProperties(workbook: Workbook, book: PreservedBook | null, base: string, top: Relationship[], writer: PackageWriter): void {
  const { properties } = workbook;
  const changed = propertiesText(properties) !== (book?.properties ?? propertiesText(emptyProperties()));
  const sheetsChanged = book !== null && workbook.sheets.map((sheet) => sheet.name).join("\n") !== book.sheetNames;
  const part = (kind: string): NamedTree | null => (book === null ? null : partOf(book.parts, top, kind));
  const put = (known: NamedTree | null, fallback: string, type: string, relationship: string, root: XmlNode): void => {
    if (known === null) addRelationship(top, relationship, fallback);
    writer.part(known?.name ?? fallback, type, XML_DECLARATION + writeXml(root));
  };
  const app = part("extended-properties");
  if (book === null || changed || (sheetsChanged && app !== null)) {
    const root = app?.root ?? node("Properties", { xmlns: APP_NAMESPACE }, book === null ? [node("Application", {}, ["Open Item"])] : []);
    for (const [name, tag] of APP_TEXTS) putText(root, prefixIn(root) + tag, properties[name]);
    // A list of sheets that may no longer be true; it is optional.
    if (sheetsChanged) root.children = root.children.filter((child) => typeof child === "string" || !["HeadingPairs", "TitlesOfParts"].includes(localName(child.name)));
    put(app, "docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", `${base}extended-properties`, root);
  }
  if (book === null || changed) {
    const core = part("core-properties");
    put(core, "docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", CORE_RELATIONSHIP, coreTree(core?.root, properties));
  }
  const custom = part("custom-properties");
  if (changed && (custom !== null || properties.custom.size > 0)) {
    put(custom, "docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml", `${base}custom-properties`, customTree(custom?.root, properties.custom));
  }
}

interface NamedTree {
  readonly name: string;
  readonly root: XmlNode;
}

function partOf(parts: PackageParts, top: readonly Relationship[], kind: string): NamedTree | null {
  const entry = top.find((candidate) => isKind(candidate, kind) && !candidate.external);
  const target = entry === undefined ? null : resolveTarget("", entry.target);
  const name = target === null ? undefined : parts.find(target);
  const text = name === undefined ? undefined : parts.text(name);
  const root = name === undefined || text === undefined ? null : readTree(text, name);
  return name === undefined || root === null ? null : { name, root };
}

function prefixIn(root: XmlNode): string {
  return root.name.slice(0, root.name.indexOf(":") + 1);
}

/** Puts a text into the child of that name; an empty one goes. */
function putText(root: XmlNode, tag: string, text: string): void {
  const known = element(root, localName(tag));
  if (textOf(known) === text) return;
  if (text === "") root.children = root.children.filter((child) => child !== known);
  else if (known === undefined) root.children.push(node(tag, {}, [text]));
  else known.children = [text];
}

function coreTree(old: XmlNode | undefined, properties: BookProperties): XmlNode {
  const root = old ?? node("cp:coreProperties");
  for (const [prefix, namespace] of Object.entries(CORE_NAMESPACES)) if (![...root.attributes.values()].includes(namespace)) setAttribute(root, `xmlns:${prefix}`, namespace);
  // The file's own prefixes, whatever they are.
  const own = (tag: string): string => {
    const namespace = CORE_NAMESPACES[prefixIn(node(tag)).slice(0, -1)] ?? "";
    const declared = [...root.attributes].find(([, value]) => value === namespace)?.[0] ?? "";
    return declared === "xmlns" ? localName(tag) : `${localName(declared)}:${localName(tag)}`;
  };
  for (const [name, tag] of CORE_TEXTS) putText(root, own(tag), properties[name]);
  putText(root, own("cp:revision"), properties.revisionNumber === 0 ? "" : String(properties.revisionNumber));
  putText(root, own("dcterms:created"), properties.creationDate ?? "");
  const created = element(root, "created");
  if (created !== undefined) setAttribute(created, own("xsi:type"), own("dcterms:W3CDTF"));
  return root;
}

function customValue(entry: XmlNode): string | number | boolean | null {
  const [holder] = elements(entry);
  if (holder === undefined) return null;
  const kind = localName(holder.name);
  const text = textOf(holder);
  if (kind === "bool") return text === "1" || text === "true";
  if (/^(u?i[1248]|u?int|r[48]|decimal)$/.test(kind)) return Number.isFinite(Number(text)) ? Number(text) : null;
  return /^(lpw?str|bstr|filetime|date)$/.test(kind) ? decodeXstring(text) : null;
}

function customTree(old: XmlNode | undefined, custom: ReadonlyMap<string, string | number | boolean>): XmlNode {
  const root = old ?? node("Properties", { xmlns: CUSTOM_NAMESPACE });
  const before = new Map(elements(root, "property").map((entry): [string, XmlNode] => [entry.attributes.get("name") ?? "", entry]));
  let pid = Math.max(1, ...[...before.values()].map((entry) => Number(entry.attributes.get("pid")) || 1));
  const made = [...custom].map(([name, value]) => {
    const known = before.get(name);
    if (known !== undefined && customValue(known) === value) return known;
    const kind = typeof value === "boolean" ? "bool" : typeof value === "string" ? "lpwstr" : Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? "i4" : "r8";
    const holder = node(`vt:${kind}`, { "xmlns:vt": VALUE_NAMESPACE }, [typeof value === "string" ? encodeXstring(value) : String(value)]);
    const entry = known ?? node(`${prefixIn(root)}property`, { fmtid: CUSTOM_FORMAT, pid: ++pid, name });
    entry.children = [holder];
    return entry;
  });
  // What the model has no value for (lists, pictures) stays.
  const others = [...before.values()].filter((entry) => customValue(entry) === null);
  root.children = [...made, ...others];
  return root;
}
