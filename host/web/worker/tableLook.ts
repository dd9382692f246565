import type { Table } from "../../model/table";

/** What a table style adds under a cell's own format. */
export interface TableLook {
  readonly fill: string | null;
  readonly color: string | null;
  readonly bold: boolean;
  readonly borderBottom: string | null;
  readonly borderRight: string | null;
}

/** Text/background colours of the default Office theme, in the order in which table styles use them: none, then six accents. */
const ACCENTS = ["#000000", "#4472C4", "#ED7D31", "#A5A5A5", "#FFC000", "#5B9BD5", "#70AD47"] as const;
const NEUTRAL_BAND = "#D9D9D9";

/**
 * The built-in table styles by family (ECMA-376 part 1, annex G.6, presetTableStyles): header, band, total and body.
 * Row is counted from the table's header (0). Custom styles of a file look like TableStyleMedium2.
 */
export function tableLook(table: Table, row: number, column: number): TableLook | null {
  const match = /^TableStyle(Light|Medium|Dark)(\d+)$/.exec(table.style);
  if (match === null && table.style === "") return null;
  const family = match?.[1] ?? "Medium";
  const number = Number(match?.[2] ?? "2");
  const accent = ACCENTS[(number - 1) % 7] ?? ACCENTS[1];
  const group = Math.floor((number - 1) / 7);
  const last = table.area.bottom - table.area.top;
  const part = row === 0 ? "header" : table.showTotals && row === last ? "total" : "body";
  const banded = table.showBandedRows && row % 2 === 1;
  const lastBody = row === last || (table.showTotals && row === last - 1);
  const lastColumn = column === table.area.right - table.area.left;
  if (family === "Light") return lightLook(group, accent, part, banded, lastBody, lastColumn);
  return mediumLook(family === "Dark" ? 0 : group, accent, part, banded, lastBody);
}

type Part = "header" | "total" | "body";

function lightLook(group: number, accent: string, part: Part, banded: boolean, lastBody: boolean, lastColumn: boolean): TableLook {
  const line = `1px solid ${accent}`;
  const band = accent === "#000000" ? NEUTRAL_BAND : tint(accent, 0.8);
  if (part === "header" && group === 1) return { fill: accent, color: "#FFFFFF", bold: true, borderBottom: null, borderRight: null };
  const grid = group === 2 ? line : null;
  if (part === "header") return { fill: null, color: group === 0 ? darken(accent) : null, bold: true, borderBottom: line, borderRight: grid };
  if (part === "total") return { fill: null, color: group === 0 ? darken(accent) : null, bold: true, borderBottom: line, borderRight: grid };
  const fill = banded && group !== 1 ? band : null;
  const bottom = lastBody || group !== 0 ? line : null;
  return { fill, color: group === 0 && accent !== "#000000" ? darken(accent) : null, bold: false, borderBottom: bottom, borderRight: grid ?? (lastColumn && group === 1 ? line : null) };
}

function mediumLook(group: number, accent: string, part: Part, banded: boolean, lastBody: boolean): TableLook {
  const line = `1px solid ${accent === "#000000" ? "#7F7F7F" : tint(accent, 0.4)}`;
  if (part === "header") return { fill: accent, color: "#FFFFFF", bold: true, borderBottom: line, borderRight: null };
  if (part === "total") return { fill: null, color: null, bold: true, borderBottom: line, borderRight: null };
  const soft = accent === "#000000" ? NEUTRAL_BAND : tint(accent, 0.8);
  if (group === 1) {
    const white = "1px solid #FFFFFF";
    const strong = accent === "#000000" ? "#BFBFBF" : tint(accent, 0.6);
    return { fill: banded ? strong : soft, color: null, bold: false, borderBottom: white, borderRight: white };
  }
  return { fill: banded ? soft : null, color: null, bold: false, borderBottom: group === 0 || lastBody ? line : null, borderRight: null };
}

function tint(color: string, share: number): string {
  return mix(color, 255, share);
}

function darken(color: string): string {
  return mix(color, 0, 0.25);
}

function mix(color: string, target: number, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16);
    return Math.round(part + (target - part) * share).toString(16).padStart(2, "0");
  });
  return `#${parts.join("")}`.toUpperCase();
}
