import { damaged } from "./fileProblem";

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** XML text as a person wrote it: entities and character references replaced, line ends normalised. */
export function decodeXml(raw: string): string {
  const text = raw.includes("\r") ? raw.replace(/\r\n?/g, "\n") : raw;
  if (!text.includes("&")) return text;
  return text.replace(/&([^;&]*);?/g, (whole, name: string) => {
    const named = whole.endsWith(";") ? NAMED[name] : undefined;
    if (named !== undefined) return named;
    const code = /^#x([0-9a-f]+)$/i.test(name) ? parseInt(name.slice(2), 16) : /^#\d+$/.test(name) ? Number(name.slice(1)) : NaN;
    if (!whole.endsWith(";") || !(code <= 0x10ffff)) throw damaged(`"${whole.slice(0, 20)}" in one of its parts is not XML`);
    return String.fromCodePoint(code);
  });
}

const TEXT_SPECIAL = /[&<>]/;
const ATTRIBUTE_SPECIAL = /[&<>"\t\n\r]/;

export function escapeText(text: string): string {
  if (!TEXT_SPECIAL.test(text)) return text;
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

export function escapeAttribute(text: string): string {
  if (!ATTRIBUTE_SPECIAL.test(text)) return text;
  return escapeText(text).replaceAll('"', "&quot;").replaceAll("\t", "&#9;").replaceAll("\n", "&#10;").replaceAll("\r", "&#13;");
}

/** ST_Xstring (ECMA-376 22.9.2.19): `_xHHHH_` stands for a UTF-16 unit that XML cannot hold. */
export function decodeXstring(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

// Control characters, the two non-characters, a carriage return (XML would turn it into a line feed), half a surrogate
// pair, and text that already looks like an escape.
const NEEDS_XSTRING = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff\ud800-\udfff]|_x[0-9a-fA-F]{4}_/;
const XSTRING_UNITS = /[\ud800-\udbff][\udc00-\udfff]|[\u0000-\u0008\u000b-\u001f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9a-fA-F]{4}_)/g;

export function encodeXstring(text: string): string {
  if (!NEEDS_XSTRING.test(text)) return text;
  return text.replace(XSTRING_UNITS, (unit) => (unit.length === 2 ? unit : `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`));
}
