import type { Area } from "../../model/cell";
import { columnLetters } from "../../model/address";
import type { CellLook, ShownCell, SheetLayout } from "../protocol";
import type { Axis } from "./axis";
import type { CellStore } from "./cellStore";
import { element } from "./dom";
import { CELL_PADDING, fittedNumber, fontFamily, fontOf, fontPixels, indentPixels, textWidth } from "./textFit";

const FORMAT_COLORS: Readonly<Record<string, string>> = { red: "#C00000", green: "#00803C", blue: "#0000C0", magenta: "#B000B0", cyan: "#007C91", yellow: "#8A6D00", black: "#000000", white: "#FFFFFF" };

export interface PaintContext {
  readonly layout: SheetLayout;
  readonly rows: Axis;
  readonly columns: Axis;
  readonly store: CellStore;
}

export function cellId(row: number, column: number): string {
  return `cell-${row}-${column}`;
}

/** One row of grid cells, `columns` of them, placed by the columns' own offsets. Covered cells of a merge are left out. */
export function paintCells(target: HTMLElement, context: PaintContext, row: number, first: number, last: number): void {
  const merges = context.layout.merges.filter((merge) => row >= merge.top && row <= merge.bottom);
  const made: HTMLElement[] = [];
  for (let column = first; column <= last; column++) {
    if (context.columns.size(column) === 0) continue;
    const merge = merges.find((area) => column >= area.left && column <= area.right);
    if (merge !== undefined && (merge.top !== row || merge.left !== column)) continue;
    made.push(paintCell(context, row, column, merge));
  }
  target.replaceChildren(...made);
}

function paintCell(context: PaintContext, row: number, column: number, merge: Area | undefined): HTMLElement {
  const { columns, rows, store, layout } = context;
  const cell = store.cell(row, column);
  const node = element("div", { className: "cell", attributes: { role: "gridcell", id: cellId(row, column), "aria-colindex": String(column + 2) } });
  const width = merge === undefined ? columns.size(column) : columns.offset(merge.right + 1) - columns.offset(merge.left);
  node.style.left = `${columns.offset(column)}px`;
  node.style.width = `${width}px`;
  if (merge !== undefined) {
    node.style.height = `${rows.offset(merge.bottom + 1) - rows.offset(merge.top)}px`;
    node.classList.add("merged");
    node.setAttribute("aria-colspan", String(merge.right - merge.left + 1));
    node.setAttribute("aria-rowspan", String(merge.bottom - merge.top + 1));
  }
  if (cell !== undefined) fillCell(node, context, cell, width, merge !== undefined);
  if (layout.tables.length > 0) addFilterButton(node, layout, row, column);
  return node;
}

function fillCell(node: HTMLElement, context: PaintContext, cell: ShownCell, width: number, isMerged: boolean): void {
  const look = context.store.look(cell);
  if (look !== undefined) applyLook(node, look);
  if (cell.kind === "error") {
    node.classList.add("error");
    if (cell.message !== undefined) node.classList.add("has-message");
    node.title = cell.message ?? cell.text;
  }
  if (cell.text === "") return;
  const text = element("span", { className: "cell-text" });
  text.textContent = cell.kind === "number" ? fittedNumber(cell, look, width) : cell.text;
  if (cell.kind === "number" && text.textContent !== cell.text) node.title = cell.text;
  if (cell.formatColor !== undefined) text.style.color = FORMAT_COLORS[cell.formatColor] ?? cell.formatColor;
  if (look !== undefined) applyTextLook(text, look);
  if (cell.kind === "text" && look?.wrap !== true && !isMerged) overflow(node, text, context, cell, look, width);
  node.append(text);
}

function applyLook(node: HTMLElement, look: CellLook): void {
  if (look.fill !== null) {
    node.style.backgroundColor = look.fill;
    node.style.borderColor = look.fill; // a filled cell hides its gridlines
    if (look.color === null) node.style.color = "#000000";
  }
  if (look.color !== null) node.style.color = look.color;
  if (look.borderRight !== null) node.style.borderRight = look.borderRight;
  if (look.borderBottom !== null) node.style.borderBottom = look.borderBottom;
}

function applyTextLook(text: HTMLElement, look: CellLook): void {
  const { style } = text;
  if (look.fontFamily !== "Calibri") style.fontFamily = fontFamily(look.fontFamily);
  if (look.fontSize !== 11) style.fontSize = `${fontPixels(look.fontSize)}px`;
  if (look.bold) style.fontWeight = "700";
  if (look.italic) style.fontStyle = "italic";
  if (look.underline || look.strike) style.textDecoration = [look.underline ? "underline" : "", look.strike ? "line-through" : ""].join(" ").trim();
  text.classList.add(look.align, `v-${look.valign}`);
  if (look.wrap) text.classList.add("wrap");
  const indent = indentPixels(look);
  if (indent > 0) style[look.align === "right" ? "paddingRight" : "paddingLeft"] = `${indent + CELL_PADDING}px`;
}

/** Text that is wider than its cell runs over empty neighbours, as far as it needs and as far as they are empty. */
function overflow(node: HTMLElement, text: HTMLElement, context: PaintContext, cell: ShownCell, look: CellLook | undefined, width: number): void {
  const missing = textWidth(cell.text, fontOf(look)) + 2 * CELL_PADDING + indentPixels(look) - width;
  if (missing <= 0) return;
  const align = look?.align ?? "left";
  const wantRight = align === "left" ? missing : align === "center" ? missing / 2 : 0;
  const wantLeft = align === "right" ? missing : align === "center" ? missing / 2 : 0;
  const right = emptyRoom(context, cell, 1, wantRight);
  const left = emptyRoom(context, cell, -1, wantLeft);
  if (right === 0 && left === 0) return;
  text.style.right = `${-right}px`;
  text.style.left = `${-left}px`;
  node.classList.add("over");
  if (look?.fill == null && context.layout.gridlines) text.classList.add("on-paper");
}

function emptyRoom(context: PaintContext, cell: ShownCell, step: 1 | -1, wanted: number): number {
  let room = 0;
  for (let column = cell.column + step; room < wanted && column >= 0 && column < context.columns.count; column += step) {
    const neighbour = context.store.cell(cell.row, column);
    if (neighbour !== undefined && neighbour.kind !== "empty") break;
    if (context.layout.merges.some((merge) => cell.row >= merge.top && cell.row <= merge.bottom && column >= merge.left && column <= merge.right)) break;
    room += context.columns.size(column);
  }
  return Math.min(room, Math.ceil(wanted));
}

function addFilterButton(node: HTMLElement, layout: SheetLayout, row: number, column: number): void {
  const table = layout.tables.find((entry) => entry.filterButtons && entry.area.top === row && column >= entry.area.left && column <= entry.area.right);
  if (table === undefined) return;
  const index = column - table.area.left;
  const active = table.filteredColumns.includes(index);
  const label = active ? `Filter of column ${columnLetters(column)}, active` : `Filter of column ${columnLetters(column)}`;
  const button = element("button", { className: active ? "filter-button active" : "filter-button", title: "Sort and filter", attributes: { type: "button", tabindex: "-1", "aria-label": label } });
  button.dataset["table"] = table.name;
  button.dataset["column"] = String(index);
  node.append(button);
}
