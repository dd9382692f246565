import type { Workbook } from "../model/workbook";
import { isKind, resolveTarget, type PackageParts, type Relationship } from "./packageParts";
import type { CustomXmlSource } from "./preserved";
import { elements, localName, parseXml, element, type XmlNode } from "./xmlTree";

/**
 * What add-ins keep in a file: custom XML parts, and `Office.context.document.settings`, which Excel stores as properties
 * of the add-in's web extension part (MS-OWEXML 2.1.15). The model has one add-in; the first part with properties is its.
 */
export function readCustomXml(workbook: Workbook, parts: PackageParts, owners: readonly { part: string; relationships: readonly Relationship[] }[]): Map<string, CustomXmlSource> {
  const sources = new Map<string, CustomXmlSource>();
  for (const { part, relationships } of owners) {
    for (const relationship of relationships) {
      const target = isKind(relationship, "customXml") && !relationship.external ? resolveTarget(part, relationship.target) : null;
      const xml = target === null ? undefined : parts.text(target);
      if (target === null || xml === undefined) continue;
      const id = itemId(parts, target) ?? `{${target}}`;
      if (sources.has(id)) continue;
      sources.set(id, { partName: target, xml });
      workbook.customXmlParts.set(id, xml);
    }
  }
  return sources;
}

function itemId(parts: PackageParts, partName: string): string | undefined {
  const relationship = parts.relationships(partName).find((entry) => isKind(entry, "customXmlProps"));
  const target = relationship === undefined ? null : resolveTarget(partName, relationship.target);
  const xml = target === null ? undefined : parts.text(target);
  if (xml === undefined) return undefined;
  for (const [name, value] of parseXml(xml, target ?? "").attributes) if (localName(name) === "itemID") return value;
  return undefined;
}

/** Web extension parts reached from the package, the one that holds the settings first. */
export function webExtensions(parts: PackageParts): { name: string; root: XmlNode }[] {
  const found: { name: string; root: XmlNode }[] = [];
  for (const top of parts.relationships("")) {
    const panes = isKind(top, "webextensiontaskpanes") ? resolveTarget("", top.target) : null;
    if (panes === null) continue;
    for (const relationship of parts.relationships(panes)) {
      const name = isKind(relationship, "webextension") ? resolveTarget(panes, relationship.target) : null;
      const xml = name === null ? undefined : parts.text(name);
      if (name !== null && xml !== undefined) found.push({ name, root: parseXml(xml, name) });
    }
  }
  const count = (root: XmlNode): number => elements(element(root, "properties")).length;
  return found.sort((a, b) => count(b.root) - count(a.root));
}

export function readSettings(workbook: Workbook, parts: PackageParts): void {
  const own = webExtensions(parts)[0];
  for (const property of elements(element(own?.root, "properties"), "property")) {
    const text = property.attributes.get("value") ?? "";
    let value: unknown = text;
    try {
      value = JSON.parse(text);
    } catch {
      // Written by something that does not use JSON: kept as the text it is.
    }
    workbook.settings.set(property.attributes.get("name") ?? "", value);
  }
}
