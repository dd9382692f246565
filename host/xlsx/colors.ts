import { element, elements, localName, parseXml, type XmlNode } from "./xmlTree";

/** What a colour element of a file can point to. */
export interface Palette {
  /** "#RRGGBB" in the order of the `theme` attribute. */
  readonly theme: readonly string[];
  readonly indexed: readonly string[];
}

const OFFICE_THEME = ["#FFFFFF", "#000000", "#E7E6E6", "#44546A", "#4472C4", "#ED7D31", "#A5A5A5", "#FFC000", "#5B9BD5", "#70AD47", "#0563C1", "#954F72"];

const BASIC = ["#000000", "#FFFFFF", "#FF0000", "#00FF00", "#0000FF", "#FFFF00", "#FF00FF", "#00FFFF"];
/** ECMA-376 18.8.27: 0–7 repeat as 8–15. */
const INDEXED = [
  ...BASIC, ...BASIC,
  "#800000", "#008000", "#000080", "#808000", "#800080", "#008080", "#C0C0C0", "#808080", "#9999FF", "#993366", "#FFFFCC", "#CCFFFF",
  "#660066", "#FF8080", "#0066CC", "#CCCCFF", "#000080", "#FF00FF", "#FFFF00", "#00FFFF", "#800080", "#800000", "#008080", "#0000FF",
  "#00CCFF", "#CCFFFF", "#CCFFCC", "#FFFF99", "#99CCFF", "#FF99CC", "#CC99FF", "#FFCC99", "#3366FF", "#33CCCC", "#99CC00", "#FFCC00",
  "#FF9900", "#FF6600", "#666699", "#969696", "#003366", "#339966", "#003300", "#333300", "#993300", "#993366", "#333399", "#333333",
];

/** The palette of a file: its theme part, and the `colors` element of its styles. */
export function readPalette(themeXml: string | undefined, colors: XmlNode | undefined): Palette {
  let theme: readonly string[] = OFFICE_THEME;
  if (themeXml !== undefined) {
    const scheme = element(element(parseXml(themeXml, "theme"), "themeElements"), "clrScheme");
    const byName = new Map<string, string>();
    for (const entry of elements(scheme)) {
      const color = elements(entry)[0];
      const rgb = color?.attributes.get("lastClr") ?? color?.attributes.get("val");
      if (rgb !== undefined && /^[0-9a-f]{6}$/i.test(rgb)) byName.set(localName(entry.name), `#${rgb.toUpperCase()}`);
    }
    const order = ["lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"];
    theme = order.map((name, index) => byName.get(name) ?? OFFICE_THEME[index] ?? "#000000");
  }
  const own = elements(element(colors, "indexedColors"), "rgbColor").map((entry) => `#${(entry.attributes.get("rgb") ?? "FF000000").slice(-6).toUpperCase()}`);
  return { theme, indexed: INDEXED.map((color, index) => own[index] ?? color) };
}

/** A colour element ("rgb", "theme" with "tint", or "indexed") as "#RRGGBB"; null for automatic and for none. */
export function readColor(color: XmlNode | undefined, palette: Palette): string | null {
  if (color === undefined) return null;
  const tint = Number(color.attributes.get("tint") ?? 0);
  const rgb = color.attributes.get("rgb");
  if (rgb !== undefined && /^([0-9a-f]{2})?[0-9a-f]{6}$/i.test(rgb)) return tinted(`#${rgb.slice(-6).toUpperCase()}`, tint);
  const theme = color.attributes.get("theme");
  if (theme !== undefined) return tinted(palette.theme[Number(theme)] ?? "#000000", tint);
  const indexed = Number(color.attributes.get("indexed") ?? NaN);
  const known = palette.indexed[indexed];
  return known === undefined ? null : tinted(known, tint);
}

/** Lightens (tint > 0) or darkens the luminance (ECMA-376 18.8.19). */
function tinted(color: string, tint: number): string {
  if (!(tint >= -1 && tint <= 1) || tint === 0) return color;
  const channels = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels;
  const high = Math.max(red, green, blue);
  const low = Math.min(red, green, blue);
  const spread = high - low;
  const light = (high + low) / 2;
  const saturation = spread === 0 ? 0 : spread / (1 - Math.abs(2 * light - 1));
  let hue = 0;
  if (spread !== 0) hue = high === red ? ((green - blue) / spread + 6) % 6 : high === green ? (blue - red) / spread + 2 : (red - green) / spread + 4;
  const target = tint < 0 ? light * (1 + tint) : light * (1 - tint) + tint;
  const chroma = (1 - Math.abs(2 * target - 1)) * saturation;
  const second = chroma * (1 - Math.abs((hue % 2) - 1));
  const base = target - chroma / 2;
  const sectors = [[chroma, second, 0], [second, chroma, 0], [0, chroma, second], [0, second, chroma], [second, 0, chroma], [chroma, 0, second]];
  const sector = sectors[Math.floor(hue) % 6] ?? [0, 0, 0];
  return `#${sector.map((channel) => Math.round((channel + base) * 255).toString(16).padStart(2, "0").toUpperCase()).join("")}`;
}

/** "#RRGGBB" as a file's ARGB. */
export function argb(color: string): string {
  return `FF${color.slice(1).toUpperCase()}`;
}
