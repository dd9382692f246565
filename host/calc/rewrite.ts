import { type Area, MAX_COLUMNS, MAX_ROWS } from "../model/cell";
import { type ColumnName, type FormulaNode, type ReferenceNode, type SheetsNode, type Span, walk } from "./ast";
import { type FormulaProblem, parseFormula } from "./parser";
import { areaText, sheetText, type WrittenArea } from "./references";
import { columnText } from "./structuredReference";

/**
 * What happened to the cells of a sheet. Rows or columns come in before `at`, or `count` of them from `at` go. `within` (columns for rows,
 * rows for columns) limits it to a block, as Insert > Shift cells down does. A move carries an area and what refers into it.
 */
export type CellsChange =
  | {
      readonly kind: "insert" | "delete";
      readonly sheet: string;
      readonly axis: "rows" | "columns";
      readonly at: number;
      readonly count: number;
      readonly within?: { readonly first: number; readonly last: number };
    }
  | { readonly kind: "move"; readonly sheet: string; readonly area: Area; readonly toSheet: string; readonly toRow: number; readonly toColumn: number };

/** A new name; `to: null` says that the thing is gone, so that what referred to it becomes #REF!. */
export type Rename =
  | { readonly kind: "sheet" | "table" | "name"; readonly from: string; readonly to: string | null }
  | { readonly kind: "column"; readonly table: string; readonly from: string; readonly to: string | null };

/** Why a formula (without "=") cannot be entered; null when it can. Unknown names and functions are no problem: they show #NAME?. */
export function parseProblem(formula: string): FormulaProblem | null {
  const parsed = parseFormula(formula);
  return parsed.ok ? null : parsed.problem;
}

/** The formula after cells came, went or moved. `onSheet` is the sheet that it stands on (references without a sheet mean it). */
export function shiftFormula(formula: string, onSheet: string, change: CellsChange): string {
  return rewriteReferences(formula, (node) => {
    if (node.kind === "sheets") return null; // its area is one of many sheets: Excel leaves it alone
    const sheet = node.sheet ?? onSheet;
    if (!same(sheet, change.sheet)) return null;
    const area = change.kind === "move" ? movedArea(node.area, change) : shiftedArea(node.area, change);
    if (area === "gone") return prefixOf(formula, node) + "#REF!";
    if (area === node.area) return null;
    if (change.kind === "move" && !same(change.toSheet, sheet)) return `${sheetText(change.toSheet)}!${areaText(area)}`;
    return prefixOf(formula, node) + areaText(area);
  });
}

/**
 * The formula of a cell that is itself moved (cut and pasted) from `onSheet`: what it refers to stays the same, what was moved with it moves;
 * on another sheet, references to the old one get its name.
 */
export function movedFormula(formula: string, onSheet: string, change: Extract<CellsChange, { kind: "move" }>): string {
  const away = !same(onSheet, change.toSheet);
  return rewriteReferences(formula, (node) => {
    if (node.kind === "sheets") return null;
    const sheet = node.sheet ?? onSheet;
    const area = same(sheet, change.sheet) ? movedArea(node.area, change) : node.area;
    if (area === "gone") return prefixOf(formula, node) + "#REF!";
    const movedAlong = same(sheet, change.sheet) && inside(node.area, change.area);
    if (movedAlong && away) return areaText(area); // on the sheet where the formula is, too
    if (node.sheet === null && away) return `${sheetText(onSheet)}!${areaText(area)}`;
    return area === node.area ? null : prefixOf(formula, node) + areaText(area);
  });
}

/** The formula as filled or pasted that many rows and columns away: relative parts move along, "$" parts stay. */
export function copyFormula(formula: string, rows: number, columns: number): string {
  if (rows === 0 && columns === 0) return formula;
  return rewriteReferences(formula, (node) => {
    const { area } = node;
    const moved: WrittenArea = {
      ...area,
      top: area.topFixed ? area.top : area.top + rows,
      bottom: area.bottomFixed ? area.bottom : area.bottom + rows,
      left: area.leftFixed ? area.left : area.left + columns,
      right: area.rightFixed ? area.right : area.right + columns,
    };
    return prefixOf(formula, node) + areaText(inOrder(moved));
  });
}

/** The formula after something was renamed or removed. `inTable` is the table that the formula stands in, for [@Column]. */
export function renameInFormula(formula: string, rename: Rename, inTable: string | null = null): string {
  return rewrite(formula, (node) => {
    if (rename.kind === "sheet") return sheetRenamed(formula, node, rename.from, rename.to);
    if (rename.kind === "name") {
      if (node.kind !== "name" || !same(node.name, rename.from)) return [];
      return [{ start: node.nameStart, end: node.end, text: rename.to ?? "#REF!" }];
    }
    if (node.kind !== "structured") return [];
    if (rename.kind !== "column") {
      if (node.table === null || !same(node.table, rename.from)) return [];
      return [rename.to === null ? { ...spanOf(node), text: "#REF!" } : { start: node.start, end: node.start + node.table.length, text: rename.to }];
    }
    const table = node.table ?? inTable;
    if (table === null || !same(table, rename.table) || node.columns === null) return [];
    const { first, last } = node.columns;
    const named = [first, ...(last.start === first.start ? [] : [last])].filter((column) => same(column.name, rename.from));
    if (rename.to === null) return named.length === 0 ? [] : [{ ...spanOf(node), text: "#REF!" }];
    const to = rename.to;
    return named.map((column) => columnEdit(formula, column, to));
  });
}

/** What a formula refers to: areas (sheet null: its own), names, tables (null: the one it stands in) and functions, as written. */
export interface FormulaReferences {
  readonly areas: readonly { readonly sheet: string | null; readonly area: WrittenArea }[];
  readonly names: readonly { readonly sheet: string | null; readonly name: string }[];
  readonly tables: readonly { readonly table: string | null; readonly columns: readonly string[] }[];
  readonly functions: readonly string[];
}

export function referencesOf(formula: string): FormulaReferences {
  const found = { areas: [], names: [], tables: [], functions: [] } satisfies FormulaReferences;
  const areas: FormulaReferences["areas"][number][] = found.areas;
  const names: FormulaReferences["names"][number][] = found.names;
  const tables: FormulaReferences["tables"][number][] = found.tables;
  const functions: string[] = found.functions;
  const parsed = parseFormula(formula);
  if (!parsed.ok) return found;
  for (const node of walk(parsed.node)) {
    if (node.kind === "reference") areas.push({ sheet: node.sheet, area: node.area });
    else if (node.kind === "sheets") areas.push({ sheet: node.first, area: node.area }, { sheet: node.last, area: node.area });
    else if (node.kind === "name") names.push({ sheet: node.sheet, name: node.name });
    else if (node.kind === "structured") tables.push({ table: node.table, columns: node.columns === null ? [] : [node.columns.first.name, node.columns.last.name] });
    else if (node.kind === "call") functions.push(node.name);
  }
  return found;
}

interface Edit extends Span {
  readonly text: string;
}

function rewriteReferences(formula: string, change: (node: ReferenceNode | SheetsNode) => string | null): string {
  return rewrite(formula, (node) => {
    if (node.kind !== "reference" && node.kind !== "sheets") return [];
    const text = change(node);
    return text === null ? [] : [{ ...spanOf(node), text }];
  });
}

/** Replaces pieces of the text and keeps every other character (spaces, case) as the person wrote it. */
function rewrite(formula: string, change: (node: FormulaNode) => readonly Edit[]): string {
  const parsed = parseFormula(formula);
  if (!parsed.ok) return formula;
  const edits: Edit[] = [];
  for (const node of walk(parsed.node)) edits.push(...change(node));
  edits.sort((a, b) => b.start - a.start);
  let text = formula;
  for (const edit of edits) text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
  return text;
}

function sheetRenamed(formula: string, node: FormulaNode, from: string, to: string | null): Edit[] {
  if (node.kind === "sheets") {
    if (!same(node.first, from) && !same(node.last, from)) return [];
    // Excel would go on with the neighbour of a deleted sheet; which one that was is not known here
    if (to === null) return [{ ...spanOf(node), text: "#REF!" }];
    const names = [node.first, node.last].map((name) => (same(name, from) ? to : name));
    const plain = names.every((name) => sheetText(name) === name);
    const both = plain ? names.join(":") : `'${names.join(":").replaceAll("'", "''")}'`;
    return [{ ...spanOf(node), text: `${both}!${formula.slice(node.areaStart, node.end)}` }];
  }
  if (node.kind !== "reference" && node.kind !== "name") return [];
  if (node.sheet === null || !same(node.sheet, from)) return [];
  const rest = node.kind === "reference" ? node.areaStart : node.nameStart;
  if (to === null) return [{ ...spanOf(node), text: "#REF!" }];
  return [{ start: node.start, end: node.end, text: `${sheetText(to)}!${formula.slice(rest, node.end)}` }];
}

function columnEdit(formula: string, column: ColumnName, to: string): Edit {
  const bracketed = formula[column.start - 1] === "[";
  const text = columnText(to);
  // Table[@Name] takes a simple name as it is and any other in brackets of its own
  const needsBrackets = !bracketed && !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(to);
  return { start: column.start, end: column.end, text: needsBrackets ? `[${text}]` : text };
}

function prefixOf(formula: string, node: ReferenceNode | SheetsNode): string {
  return formula.slice(node.start, node.areaStart);
}

function spanOf(node: Span): Span {
  return { start: node.start, end: node.end };
}

function same(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b.toLowerCase();
}

/** Relative and fixed ends may have crossed ($A$5:A1 filled down). */
function inOrder(area: WrittenArea): WrittenArea {
  let result = area;
  if (result.top > result.bottom) {
    result = { ...result, top: result.bottom, bottom: result.top, topFixed: result.bottomFixed, bottomFixed: result.topFixed };
  }
  if (result.left > result.right) {
    result = { ...result, left: result.right, right: result.left, leftFixed: result.rightFixed, rightFixed: result.leftFixed };
  }
  return result;
}

function shiftedArea(area: WrittenArea, change: Extract<CellsChange, { axis: unknown }>): WrittenArea | "gone" {
  const rows = change.axis === "rows";
  if (area.form === (rows ? "columns" : "rows")) return area;
  if (change.within !== undefined) {
    const [first, last] = rows ? [area.left, area.right] : [area.top, area.bottom];
    if (first < change.within.first || last > change.within.last) return area;
  }
  const span = rows ? shiftedSpan(area.top, area.bottom, change) : shiftedSpan(area.left, area.right, change);
  const limit = (rows ? MAX_ROWS : MAX_COLUMNS) - 1;
  if (span === null || span[0] > limit) return "gone";
  const first = span[0];
  const last = Math.min(span[1], limit); // A2:A1048576 ends at the sheet's edge, whatever comes in above
  if (rows) return first === area.top && last === area.bottom ? area : { ...area, top: first, bottom: last };
  return first === area.left && last === area.right ? area : { ...area, left: first, right: last };
}

function shiftedSpan(first: number, last: number, change: { kind: "insert" | "delete"; at: number; count: number }): readonly [number, number] | null {
  const { at, count } = change;
  if (change.kind === "insert") return [first >= at ? first + count : first, last >= at ? last + count : last];
  const end = at + count; // first one that stays
  if (first >= at && last < end) return null;
  return [first >= end ? first - count : Math.min(first, at), last >= end ? last - count : Math.min(last, at - 1)];
}

function movedArea(area: WrittenArea, change: Extract<CellsChange, { kind: "move" }>): WrittenArea | "gone" {
  const from = change.area;
  const rows = change.toRow - from.top;
  const columns = change.toColumn - from.left;
  if (inside(area, from)) {
    return { ...area, top: area.top + rows, bottom: area.bottom + rows, left: area.left + columns, right: area.right + columns };
  }
  if (!same(change.sheet, change.toSheet)) return area;
  const covered = { top: from.top + rows, bottom: from.bottom + rows, left: from.left + columns, right: from.right + columns };
  if (inside(area, covered)) return "gone";
  return area.form === "area" ? withMovedEdge(area, from, rows, columns) : area;
}

/** Moving the cells of a range's edge along with it makes the range longer or shorter: SUM(A1:A5) is SUM(A1:A8) after A5 went to A8. */
function withMovedEdge(area: WrittenArea, from: Readonly<Area>, rows: number, columns: number): WrittenArea {
  if (columns === 0 && from.left <= area.left && from.right >= area.right) {
    const top = area.top >= from.top && area.top <= from.bottom ? area.top + rows : area.top;
    const bottom = area.bottom >= from.top && area.bottom <= from.bottom ? area.bottom + rows : area.bottom;
    return top <= bottom ? { ...area, top, bottom } : { ...area, top: bottom, bottom: top };
  }
  if (rows === 0 && from.top <= area.top && from.bottom >= area.bottom) {
    const left = area.left >= from.left && area.left <= from.right ? area.left + columns : area.left;
    const right = area.right >= from.left && area.right <= from.right ? area.right + columns : area.right;
    return left <= right ? { ...area, left, right } : { ...area, left: right, right: left };
  }
  return area;
}

function inside(area: Readonly<Area>, outer: Readonly<Area>): boolean {
  return area.top >= outer.top && area.bottom <= outer.bottom && area.left >= outer.left && area.right <= outer.right;
}
