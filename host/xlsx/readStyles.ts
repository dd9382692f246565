import { DEFAULT_STYLE, type Border, type BorderLine, type Font, type Style } from "../model/style";
import { readColor, readPalette, type Palette } from "./colors";
import { damaged } from "./fileProblem";
import { builtInFormat } from "./numberFormats";
import { decodeXstring } from "./xmlText";
import { element, elements, isTrue, localName, parseXml, prefixOf, type XmlNode } from "./xmlTree";

/** A styles part as read. Saving appends to these lists and writes the rest (dxfs, cellStyles, …) back as it is. */
export interface StylesPart {
  readonly root: XmlNode;
  readonly prefix: string;
  readonly formats: Map<number, string>;
  readonly fonts: XmlNode[];
  readonly fills: XmlNode[];
  readonly borders: XmlNode[];
  readonly cellFormats: XmlNode[];
  /** What the model shows of each cell format, by its position: cells that still look so keep the record. */
  readonly shown: readonly Style[];
  readonly quotePrefixes: readonly boolean[];
}

/** The styles of a workbook made from nothing; also those of a file without a styles part. */
export const NEW_STYLES_XML =
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
  '<dxfs count="0"/><tableStyles count="0" defaultTableStyle="TableStyleMedium2" defaultPivotStyle="PivotStyleLight16"/></styleSheet>';

export function readStyles(xml: string, themeXml: string | undefined): StylesPart {
  const root = parseXml(xml, "styles");
  if (localName(root.name) !== "styleSheet") throw damaged("its styles part holds something else");
  const palette = readPalette(themeXml, element(root, "colors"));
  const formats = new Map<number, string>();
  for (const entry of elements(element(root, "numFmts"), "numFmt")) {
    const id = Number(entry.attributes.get("numFmtId"));
    if (Number.isInteger(id) && id >= 0) formats.set(id, decodeXstring(entry.attributes.get("formatCode") ?? "General"));
  }
  const list = (name: string, item: string): XmlNode[] => elements(element(root, name), item);
  const fonts = list("fonts", "font");
  const fills = list("fills", "fill");
  const borders = list("borders", "border");
  const cellFormats = list("cellXfs", "xf");
  if (cellFormats.length === 0) cellFormats.push({ name: `${prefixOf(root.name)}xf`, attributes: new Map([["numFmtId", "0"], ["fontId", "0"], ["fillId", "0"], ["borderId", "0"]]), children: [] });
  const shownFonts = fonts.map((entry) => readFont(entry, palette));
  const shownFills = fills.map((entry) => readFill(entry, palette));
  const shownBorders = borders.map((entry) => readBorder(entry, palette));
  const shown = cellFormats.map((entry, xf): Style => {
    const id = (name: string): number => Number(entry.attributes.get(name) ?? 0);
    return {
      numberFormat: formats.get(id("numFmtId")) ?? builtInFormat(id("numFmtId")),
      font: shownFonts[id("fontId")] ?? DEFAULT_STYLE.font,
      fill: shownFills[id("fillId")] ?? null,
      border: shownBorders[id("borderId")] ?? DEFAULT_STYLE.border,
      ...readPlacement(entry),
      xf,
    };
  });
  return { root, prefix: prefixOf(root.name), formats, fonts, fills, borders, cellFormats, shown, quotePrefixes: cellFormats.map((entry) => isTrue(entry.attributes.get("quotePrefix"))) };
}

function readPlacement(format: XmlNode): Pick<Style, "horizontal" | "vertical" | "wrapText" | "indent" | "locked" | "hidden"> {
  const alignment = element(format, "alignment")?.attributes;
  const protection = element(format, "protection")?.attributes;
  return {
    horizontal: HORIZONTAL[alignment?.get("horizontal") ?? ""] ?? "general",
    vertical: VERTICAL[alignment?.get("vertical") ?? ""] ?? "bottom",
    wrapText: isTrue(alignment?.get("wrapText")),
    indent: finite(alignment?.get("indent"), 0),
    locked: isTrue(protection?.get("locked"), true),
    hidden: isTrue(protection?.get("hidden")),
  };
}

function finite(text: string | undefined, fallback: number): number {
  const number = Number(text ?? fallback);
  return Number.isFinite(number) ? number : fallback;
}

const HORIZONTAL: Readonly<Record<string, Style["horizontal"]>> = {
  general: "general", left: "left", center: "center", right: "right", fill: "fill", justify: "justify", centerContinuous: "centerAcrossSelection", distributed: "distributed",
};
const VERTICAL: Readonly<Record<string, Style["vertical"]>> = { top: "top", center: "center", bottom: "bottom", justify: "justify", distributed: "distributed" };

function readFont(font: XmlNode, palette: Palette): Font {
  const value = (name: string): string | undefined => element(font, name)?.attributes.get("val");
  const flag = (name: string): boolean => element(font, name) !== undefined && isTrue(value(name), true);
  const underline = element(font, "u");
  return {
    name: value("name") ?? value("rFont") ?? DEFAULT_STYLE.font.name,
    size: finite(value("sz"), DEFAULT_STYLE.font.size),
    bold: flag("b"),
    italic: flag("i"),
    underline: underline !== undefined && underline.attributes.get("val") !== "none",
    strike: flag("strike"),
    color: readColor(element(font, "color"), palette),
  };
}

/** Solid fills only; patterns and gradients are kept in the file but not shown. */
function readFill(fill: XmlNode, palette: Palette): string | null {
  const pattern = element(fill, "patternFill");
  return pattern?.attributes.get("patternType") === "solid" ? readColor(element(pattern, "fgColor"), palette) : null;
}

const LINES: Readonly<Record<string, BorderLine["style"]>> = {
  thin: "thin", medium: "medium", thick: "thick", dashed: "dashed", dotted: "dotted", double: "double", hair: "hair",
  mediumDashed: "dashed", dashDot: "dashed", mediumDashDot: "dashed", dashDotDot: "dotted", mediumDashDotDot: "dotted", slantDashDot: "dashed",
};

function readBorder(border: XmlNode, palette: Palette): Border {
  const side = (...names: string[]): BorderLine | null => {
    for (const name of names) {
      const line = element(border, name);
      const style = LINES[line?.attributes.get("style") ?? ""];
      if (style !== undefined) return { style, color: readColor(element(line, "color"), palette) };
    }
    return null;
  };
  return { top: side("top"), right: side("right", "end"), bottom: side("bottom"), left: side("left", "start") };
}
