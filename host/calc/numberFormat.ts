import { format, getFormatInfo, isDateFormat } from "numfmt";
import { roundTo } from "./rounding";

/**
 * A number as Excel shows it in that number format (en-US). numfmt rounds the binary double; Excel rounds the decimal of 15 digits that a person
 * sees, so 1.005 as "0.00" is 1.01. Throws for a pattern that cannot be read.
 */
export function formatNumber(pattern: string, value: number): string {
  // the language of [$€-407] concerns the names of months and days only, not the decimal point
  const code = isDateFormat(pattern) ? pattern : pattern.replace(/\[\$([^\]-]*)-[0-9A-Fa-f]+\]/g, (_, symbol: string) => (symbol === "" ? "" : `"${symbol}"`));
  return format(code, rounded(code, value), { locale: "en-US" });
}

function rounded(pattern: string, value: number): number {
  if (!Number.isFinite(value) || /["\\[]/.test(pattern.replace(/\[(Red|Blue|Green|Black|White|Cyan|Magenta|Yellow|\$[^\]]*)\]|"[^";]*"/gi, ""))) return value;
  const sections = pattern.split(";");
  const section = (value < 0 ? sections[1] : value === 0 ? sections[2] : sections[0]) ?? sections[0] ?? pattern;
  const info = getFormatInfo(section);
  if (!["number", "grouped", "currency", "percent"].includes(info.type)) return value;
  return roundTo(value, info.maxDecimals + Math.round(Math.log10(info.scale)), "half");
}
