import { MAIN_NAMESPACE, XML_DECLARATION } from "./packageParts";
import { element, elements, node, parseXml, prefixOf, setAttribute, writeXml, type XmlNode } from "./xmlTree";

/**
 * Cell metadata (xl/metadata.xml): a cell's `cm` counts, from 1, the entries of cellMetadata; an entry of the type XLDAPR
 * makes the cell's array formula a dynamic one (MS-XLSX, "dynamicArrayProperties").
 */
const TYPE_NAME = "XLDAPR";
const NAMESPACE = "http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray";
const EXTENSION = "{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}";

const NEW_METADATA = `<metadata xmlns="${MAIN_NAMESPACE}"/>`;

/** The `cm` values that mean "dynamic array". */
export function readDynamicArrayMarks(xml: string): Set<number> {
  const root = parseXml(xml, "xl/metadata.xml");
  const type = typeNumber(root);
  const marks = new Set<number>();
  elements(element(root, "cellMetadata"), "bk").forEach((block, index) => {
    if (type > 0 && elements(block, "rc").some((record) => Number(record.attributes.get("t")) === type)) marks.add(index + 1);
  });
  return marks;
}

function typeNumber(root: XmlNode): number {
  return elements(element(root, "metadataTypes"), "metadataType").findIndex((entry) => entry.attributes.get("name") === TYPE_NAME) + 1;
}

/** Adds the dynamic array entry to a file's metadata (or to none) and tells its `cm`. */
export function addDynamicArrayMark(xml: string | undefined): { xml: string; cm: number } {
  const root = parseXml(xml ?? NEW_METADATA, "xl/metadata.xml");
  const prefix = prefixOf(root.name);
  const list = (name: string, before: readonly string[]): XmlNode => {
    const known = element(root, name);
    if (known) return known;
    const made = node(prefix + name, { count: 0 });
    const at = root.children.findIndex((child) => typeof child !== "string" && before.includes(child.name.slice(prefix.length)));
    root.children.splice(at < 0 ? root.children.length : at, 0, made);
    return made;
  };
  const push = (parent: XmlNode, child: XmlNode): number => {
    parent.children.push(child);
    const count = elements(parent).length;
    setAttribute(parent, "count", count);
    return count;
  };
  const after = ["metadataStrings", "mdxMetadata", "futureMetadata", "cellMetadata", "valueMetadata", "extLst"];
  const flags = { copy: 1, pasteAll: 1, pasteValues: 1, merge: 1, splitFirst: 1, rowColShift: 1, clearFormats: 1, clearComments: 1, assign: 1, coerce: 1, cellMeta: 1 };
  let type = typeNumber(root);
  if (type === 0) {
    type = push(list("metadataTypes", after), node(`${prefix}metadataType`, { name: TYPE_NAME, minSupportedVersion: 120000, ...flags }));
    const properties = node("xda:dynamicArrayProperties", { "xmlns:xda": NAMESPACE, fDynamic: 1, fCollapsed: 0 });
    const block = node(`${prefix}bk`, {}, [node(`${prefix}extLst`, {}, [node(`${prefix}ext`, { uri: EXTENSION }, [properties])])]);
    const future = node(`${prefix}futureMetadata`, { name: TYPE_NAME, count: 1 }, [block]);
    const at = root.children.findIndex((child) => typeof child !== "string" && ["cellMetadata", "valueMetadata", "extLst"].includes(child.name.slice(prefix.length)));
    root.children.splice(at < 0 ? root.children.length : at, 0, future);
  }
  const cm = push(list("cellMetadata", ["valueMetadata", "extLst"]), node(`${prefix}bk`, {}, [node(`${prefix}rc`, { t: type, v: 0 })]));
  return { xml: XML_DECLARATION + writeXml(root), cm };
}
