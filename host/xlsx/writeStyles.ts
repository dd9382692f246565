import type { ConditionalLook } from "../model/conditionalFormat";
import type { BorderLine, Font, Style, StyleTable } from "../model/style";
import { argb } from "./colors";
import { lookBorder, lookFill, lookFont } from "./conditionalLook";
import { builtInNumber, FIRST_CUSTOM_FORMAT } from "./numberFormats";
import { NEW_STYLES_XML, readStyles, type StylesPart } from "./readStyles";
import { encodeXstring } from "./xmlText";
import { deepCopy, element, elements, localName, node, setAttribute, writeXml, type XmlNode } from "./xmlTree";

const ORDER = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst"];
const FONT_ORDER = ["b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme"];

/**
 * Gives each style its record in the file. A style that still shows what its record shows keeps it, with all that the
 * model does not know; a changed one gets a copy of the record with only the changed parts replaced.
 */
export class StyleWriter {
  private readonly part: StylesPart;
  private readonly formats: Map<number, string>;
  private readonly fonts: XmlNode[];
  private readonly fills: XmlNode[];
  private readonly borders: XmlNode[];
  private readonly cellFormats: XmlNode[];
  private readonly differentials: XmlNode[];
  private readonly known = new Map<number, number>();
  private readonly made = new Map<string, number>();

  constructor(
    private readonly styles: StyleTable,
    part: StylesPart | null,
  ) {
    this.part = part ?? readStyles(NEW_STYLES_XML, undefined);
    this.formats = new Map(this.part.formats);
    this.fonts = [...this.part.fonts];
    this.fills = [...this.part.fills];
    this.borders = [...this.part.borders];
    this.cellFormats = [...this.part.cellFormats];
    this.differentials = elements(element(this.part.root, "dxfs"));
  }

  /** The `dxfId` of a conditional format's look; null when it changes nothing. */
  differential(look: ConditionalLook): number | null {
    const prefix = this.part.prefix;
    const children = [lookFont(look, prefix), look.numberFormat === null ? null : node(`${prefix}numFmt`, { numFmtId: this.formatId(look.numberFormat), formatCode: encodeXstring(look.numberFormat) }), lookFill(look, prefix), lookBorder(look, prefix)].filter((child) => child !== null);
    return children.length === 0 ? null : this.add(this.differentials, node(`${prefix}dxf`, {}, children));
  }

  /** The `s` of a cell. */
  index(style: number, quotePrefix: boolean): number {
    const key = style * 2 + (quotePrefix ? 1 : 0);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const index = this.make(this.styles.get(style), quotePrefix);
    this.known.set(key, index);
    return index;
  }

  write(): string {
    const prefix = this.part.prefix;
    const root = deepCopy(this.part.root);
    root.children = elements(root);
    const formats = [...this.formats].map(([id, code]) => node(`${prefix}numFmt`, { numFmtId: id, formatCode: encodeXstring(code) }));
    const replace = (name: string, children: XmlNode[]): void => {
      const list = element(root, name) ?? node(`${prefix}${name}`);
      list.children = children;
      setAttribute(list, "count", children.length);
      root.children = root.children.filter((child) => child !== list);
      if (children.length > 0) root.children.push(list);
    };
    replace("numFmts", formats);
    replace("fonts", this.fonts);
    replace("fills", this.fills);
    replace("borders", this.borders);
    replace("cellXfs", this.cellFormats);
    if (this.differentials.length > elements(element(root, "dxfs")).length) replace("dxfs", this.differentials);
    const rank = (child: XmlNode | string): number => (typeof child === "string" ? -1 : (ORDER.indexOf(localName(child.name)) + ORDER.length + 1) % (ORDER.length + 1));
    root.children.sort((a, b) => rank(a) - rank(b));
    return writeXml(root);
  }

  private make(style: Style, quotePrefix: boolean): number {
    const base = style.xf !== undefined && style.xf < this.part.cellFormats.length ? style.xf : 0;
    const before = this.part.shown[base];
    const record = this.part.cellFormats[base];
    if (before === undefined || record === undefined) return 0;
    const prefix = this.part.prefix;
    const format = deepCopy(record);
    let changed = false;
    const set = (name: string, apply: string | null, value: number): void => {
      changed = true;
      setAttribute(format, name, value);
      if (apply !== null) setAttribute(format, apply, 1);
    };
    if (style.numberFormat !== before.numberFormat) set("numFmtId", "applyNumberFormat", this.formatId(style.numberFormat));
    if (!same(style.font, before.font)) set("fontId", "applyFont", this.add(this.fonts, changedFont(this.record(this.part.fonts, format, "fontId", "font"), before.font, style.font, prefix)));
    if (style.fill !== before.fill) set("fillId", "applyFill", style.fill === null ? 0 : this.add(this.fills, solidFill(style.fill, prefix)));
    if (!same(style.border, before.border)) set("borderId", "applyBorder", this.add(this.borders, changedBorder(this.record(this.part.borders, format, "borderId", "border"), before, style, prefix)));
    if (quotePrefix !== (this.part.quotePrefixes[base] ?? false)) {
      changed = true;
      setAttribute(format, "quotePrefix", quotePrefix ? 1 : null);
    }
    const alignment: Record<string, [unknown, unknown, string | null]> = {
      horizontal: [style.horizontal, before.horizontal, style.horizontal === "general" ? null : style.horizontal === "centerAcrossSelection" ? "centerContinuous" : style.horizontal],
      vertical: [style.vertical, before.vertical, style.vertical === "bottom" ? null : style.vertical],
      wrapText: [style.wrapText, before.wrapText, style.wrapText ? "1" : null],
      indent: [style.indent, before.indent, style.indent === 0 ? null : String(style.indent)],
    };
    if (changeChild(format, `${prefix}alignment`, "applyAlignment", 0, alignment)) changed = true;
    const protection: Record<string, [unknown, unknown, string | null]> = {
      locked: [style.locked, before.locked, style.locked ? null : "0"],
      hidden: [style.hidden, before.hidden, style.hidden ? "1" : null],
    };
    if (changeChild(format, `${prefix}protection`, "applyProtection", 1, protection)) changed = true;
    if (!changed) return base;
    const key = writeXml(format);
    const twin = this.made.get(key);
    if (twin !== undefined) return twin;
    this.cellFormats.push(format);
    this.made.set(key, this.cellFormats.length - 1);
    return this.cellFormats.length - 1;
  }

  private record(list: readonly XmlNode[], format: XmlNode, id: string, name: string): XmlNode {
    return deepCopy(list[Number(format.attributes.get(id) ?? 0)] ?? node(this.part.prefix + name));
  }

  private formatId(code: string): number {
    const builtIn = builtInNumber(code);
    if (builtIn !== undefined) return builtIn;
    let free = FIRST_CUSTOM_FORMAT;
    for (const [id, known] of this.formats) {
      if (known === code) return id;
      if (id >= free) free = id + 1;
    }
    this.formats.set(free, code);
    return free;
  }

  private add(list: XmlNode[], item: XmlNode): number {
    const text = writeXml(item);
    const twin = list.findIndex((other) => writeXml(other) === text);
    if (twin >= 0) return twin;
    list.push(item);
    return list.length - 1;
  }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function changeChild(format: XmlNode, name: string, apply: string, position: number, parts: Readonly<Record<string, [unknown, unknown, string | null]>>): boolean {
  const changes = Object.entries(parts).filter(([, [now, before]]) => now !== before);
  if (changes.length === 0) return false;
  let child = element(format, localName(name));
  if (child === undefined) {
    child = node(name);
    // The schema's order: alignment, protection, extLst.
    format.children.splice(position === 0 ? 0 : elements(format, "alignment").length, 0, child);
  }
  for (const [attribute, [, , written]] of changes) setAttribute(child, attribute, written);
  if (child.attributes.size === 0) format.children = format.children.filter((other) => other !== child);
  setAttribute(format, apply, 1);
  return true;
}

function changedFont(font: XmlNode, before: Font, now: Font, prefix: string): XmlNode {
  const put = (name: string, attributes: Record<string, string | number> | null): void => {
    font.children = font.children.filter((child) => typeof child === "string" || localName(child.name) !== name);
    if (attributes !== null) font.children.push(node(prefix + name, attributes));
  };
  if (now.bold !== before.bold) put("b", now.bold ? {} : null);
  if (now.italic !== before.italic) put("i", now.italic ? {} : null);
  if (now.strike !== before.strike) put("strike", now.strike ? {} : null);
  if (now.underline !== before.underline) put("u", now.underline ? {} : null);
  if (now.size !== before.size) put("sz", { val: now.size });
  if (now.color !== before.color) put("color", now.color === null ? null : { rgb: argb(now.color) });
  if (now.name !== before.name) {
    put("name", { val: now.name });
    // These belong to the old typeface; a theme's scheme would override the new name.
    for (const name of ["family", "charset", "scheme"]) put(name, null);
  }
  const rank = (child: XmlNode | string): number => (typeof child === "string" ? 0 : FONT_ORDER.indexOf(localName(child.name)));
  font.children.sort((a, b) => rank(a) - rank(b));
  return font;
}

function solidFill(color: string, prefix: string): XmlNode {
  return node(`${prefix}fill`, {}, [node(`${prefix}patternFill`, { patternType: "solid" }, [node(`${prefix}fgColor`, { rgb: argb(color) }), node(`${prefix}bgColor`, { indexed: 64 })])]);
}

function changedBorder(border: XmlNode, before: Style, now: Style, prefix: string): XmlNode {
  const sides: [string, string, BorderLine | null, BorderLine | null][] = [
    ["left", "start", before.border.left, now.border.left],
    ["right", "end", before.border.right, now.border.right],
    ["top", "top", before.border.top, now.border.top],
    ["bottom", "bottom", before.border.bottom, now.border.bottom],
  ];
  for (const [name, strictName, was, is] of sides) {
    if (same(was, is)) continue;
    const line = is === null ? node(prefix + name) : node(prefix + name, { style: is.style }, [is.color === null ? node(`${prefix}color`, { auto: 1 }) : node(`${prefix}color`, { rgb: argb(is.color) })]);
    const index = border.children.findIndex((child) => typeof child !== "string" && [name, strictName].includes(localName(child.name)));
    if (index >= 0) border.children[index] = line;
    else border.children.push(line);
  }
  const order = ["start", "left", "end", "right", "top", "bottom", "diagonal", "vertical", "horizontal"];
  const rank = (child: XmlNode | string): number => (typeof child === "string" ? -1 : order.indexOf(localName(child.name)));
  border.children.sort((a, b) => rank(a) - rank(b));
  return border;
}
