import { damaged } from "./fileProblem";
import { XmlScanner } from "./xmlScanner";
import { decodeXml, escapeAttribute, escapeText } from "./xmlText";

/** A small XML part or element that is read, changed in some places and written back with everything else as it was. */
export interface XmlNode {
  /** With its namespace prefix. */
  name: string;
  attributes: Map<string, string>;
  children: (XmlNode | string)[];
}

export function node(name: string, attributes: Readonly<Record<string, string | number | undefined>> = {}, children: (XmlNode | string)[] = []): XmlNode {
  const map = new Map<string, string>();
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) map.set(key, String(value));
  return { name, attributes: map, children };
}

/** Real parts stay below 30. */
const DEEPEST = 300;

/** Reads one element (the first in `source`). Comments and processing instructions are dropped. */
export function parseXml(source: string, partName: string): XmlNode {
  const scanner = new XmlScanner(source, partName);
  if (scanner.next() !== "open") throw damaged(`the part "${partName}" is empty`);
  return readNode(scanner);
}

function readNode(scanner: XmlScanner): XmlNode {
  const root: XmlNode = { name: scanner.qualified, attributes: new Map(scanner.attributes()), children: [] };
  if (scanner.selfClosing) return root;
  const stack = [root];
  let textFrom = scanner.position;
  for (;;) {
    const token = scanner.next();
    const parent = stack[stack.length - 1];
    if (token === "end" || parent === undefined) throw scanner.broken();
    const between = scanner.source.slice(textFrom, scanner.tagStart);
    if (between !== "") {
      const text = plainText(between);
      // Layout between tags is no content, except where it is all the element holds: <t> </t>.
      if (text.trim() !== "" || (token === "close" && parent.children.length === 0)) parent.children.push(text);
    }
    textFrom = scanner.position;
    if (token === "close") {
      if (parent.name !== scanner.qualified) throw scanner.broken();
      stack.pop();
      if (stack.length === 0) return root;
    } else {
      const child: XmlNode = { name: scanner.qualified, attributes: new Map(scanner.attributes()), children: [] };
      parent.children.push(child);
      if (!scanner.selfClosing) stack.push(child);
      if (stack.length > DEEPEST) throw damaged(`the part "${scanner.partName}" nests elements more than ${DEEPEST} deep`);
    }
  }
}

function plainText(raw: string): string {
  if (!raw.includes("<")) return decodeXml(raw);
  let text = "";
  for (const piece of raw.split(/(<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>)/)) {
    if (piece.startsWith("<![CDATA[")) text += piece.slice(9, -3);
    else if (!piece.startsWith("<")) text += decodeXml(piece);
  }
  return text;
}

export function writeXml(element: XmlNode): string {
  let open = `<${element.name}`;
  for (const [name, value] of element.attributes) open += ` ${name}="${escapeAttribute(value)}"`;
  if (element.children.length === 0) return `${open}/>`;
  return `${open}>${element.children.map((child) => (typeof child === "string" ? escapeText(child) : writeXml(child))).join("")}</${element.name}>`;
}

export function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** "x:" of "x:worksheet", "" without a prefix. */
export function prefixOf(name: string): string {
  return name.slice(0, name.indexOf(":") + 1);
}

export function elements(parent: XmlNode | undefined, local?: string): XmlNode[] {
  const found: XmlNode[] = [];
  for (const child of parent?.children ?? []) if (typeof child !== "string" && (local === undefined || localName(child.name) === local)) found.push(child);
  return found;
}

export function element(parent: XmlNode | undefined, local: string): XmlNode | undefined {
  return elements(parent, local)[0];
}

export function textOf(parent: XmlNode | undefined): string {
  return parent === undefined ? "" : parent.children.map((child) => (typeof child === "string" ? child : "")).join("");
}

export function setAttribute(target: XmlNode, name: string, value: string | number | null): void {
  if (value === null) target.attributes.delete(name);
  else target.attributes.set(name, String(value));
}

/** xsd:boolean. */
export function isTrue(value: string | undefined, fallback = false): boolean {
  return value === undefined ? fallback : value === "1" || value === "true";
}

/** The attribute of that local name, whatever its prefix ("r:id"). */
export function attributeByLocalName(target: XmlNode, local: string): string | undefined {
  for (const [name, value] of target.attributes) if (localName(name) === local && name !== local) return value;
  return undefined;
}

export function deepCopy(source: XmlNode): XmlNode {
  return { name: source.name, attributes: new Map(source.attributes), children: source.children.map((child) => (typeof child === "string" ? child : deepCopy(child))) };
}
