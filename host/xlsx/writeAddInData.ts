import type { Workbook } from "../model/workbook";
import { webExtensions } from "./addInData";
import { addRelationship, isKind, RELATIONSHIP_NAMESPACE, relativeTarget, resolveTarget, XML_DECLARATION, type Relationship } from "./packageParts";
import type { PackageWriter } from "./packageWriter";
import type { PreservedBook } from "./preserved";
import { element, node, prefixOf, writeXml } from "./xmlTree";

const EXTENSION_NAMESPACE = "http://schemas.microsoft.com/office/webextensions/webextension/2010/11";
const PANES_NAMESPACE = "http://schemas.microsoft.com/office/webextensions/taskpanes/2010/11";
const PANES_RELATIONSHIP = "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes";
const EXTENSION_RELATIONSHIP = "http://schemas.microsoft.com/office/2011/relationships/webextension";

/** Custom XML parts and add-in settings: only what changed since the file was opened is written anew. */
export function writeAddInData(workbook: Workbook, book: PreservedBook | null, bookPart: string, base: string, relationships: Relationship[], top: Relationship[], writer: PackageWriter): void {
  writeCustomXml(workbook, book, bookPart, base, relationships, top, writer);
  if (JSON.stringify([...workbook.settings]) !== (book?.settings ?? "[]")) writeSettings(workbook, book, top, writer);
}

function writeCustomXml(workbook: Workbook, book: PreservedBook | null, bookPart: string, base: string, relationships: Relationship[], top: Relationship[], writer: PackageWriter): void {
  const gone = new Set<string>();
  for (const [id, source] of book?.customXml ?? []) {
    const now = workbook.customXmlParts.get(id);
    if (now === undefined) gone.add(source.partName);
    else if (now !== source.xml) writer.part(source.partName, "application/xml", now);
  }
  for (const [owner, list] of [[bookPart, relationships], ["", top]] as const) {
    const left = list.filter((entry) => !isKind(entry, "customXml") || !gone.has(resolveTarget(owner, entry.target) ?? ""));
    list.splice(0, list.length, ...left);
  }
  for (const [id, xml] of workbook.customXmlParts) {
    if (book?.customXml.has(id)) continue;
    const part = writer.freeName("customXml/item#.xml");
    const properties = writer.freeName("customXml/itemProps#.xml");
    writer.part(part, "application/xml", xml);
    const schemaNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";
    writer.part(properties, "application/vnd.openxmlformats-officedocument.customXmlProperties+xml", XML_DECLARATION + writeXml(node("ds:datastoreItem", { "ds:itemID": id, "xmlns:ds": schemaNamespace }, [node("ds:schemaRefs")])));
    addRelationship(relationships, `${base}customXml`, relativeTarget(bookPart, part));
    writer.relate(part, [{ id: "rId1", type: `${base}customXmlProps`, target: relativeTarget(part, properties), external: false }]);
  }
}

function writeSettings(workbook: Workbook, book: PreservedBook | null, top: Relationship[], writer: PackageWriter): void {
  const own = book === null ? undefined : webExtensions(book.parts)[0];
  const root =
    own?.root ??
    node("we:webextension", { "xmlns:we": EXTENSION_NAMESPACE, id: "{00000000-0003-0000-0000-000000000001}" }, [
      node("we:reference", { id: "open-item", version: "1.0.0.0", store: "developer", storeType: "Registry" }),
      node("we:alternateReferences"),
      node("we:properties"),
      node("we:bindings"),
    ]);
  const prefix = prefixOf(root.name);
  let properties = element(root, "properties");
  if (properties === undefined) {
    properties = node(`${prefix}properties`);
    const at = root.children.findIndex((child) => typeof child !== "string" && /(^|:)(bindings|snapshot|extLst)$/.test(child.name));
    root.children.splice(at < 0 ? root.children.length : at, 0, properties);
  }
  properties.children = [...workbook.settings].map(([name, value]) => node(`${prefix}property`, { name, value: JSON.stringify(value) ?? "null" }));
  const type = "application/vnd.ms-office.webextension+xml";
  if (own !== undefined) {
    writer.part(book?.parts.find(own.name) ?? own.name, type, XML_DECLARATION + writeXml(root));
    return;
  }
  const part = writer.freeName("xl/webextensions/webextension#.xml");
  const panes = writer.freeName("xl/webextensions/taskpanes#.xml");
  writer.part(part, type, XML_DECLARATION + writeXml(root));
  const reference = node("wetp:webextensionref", { "xmlns:r": RELATIONSHIP_NAMESPACE, "r:id": "rId1" });
  const pane = node("wetp:taskpane", { dockstate: "right", visibility: 0, width: 350, row: 4 }, [reference]);
  writer.part(panes, "application/vnd.ms-office.webextensiontaskpanes+xml", XML_DECLARATION + writeXml(node("wetp:taskpanes", { "xmlns:wetp": PANES_NAMESPACE }, [pane])));
  writer.relate(panes, [{ id: "rId1", type: EXTENSION_RELATIONSHIP, target: relativeTarget(panes, part), external: false }]);
  addRelationship(top, PANES_RELATIONSHIP, panes);
}
