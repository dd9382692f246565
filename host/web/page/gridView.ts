import { MAX_COLUMNS, MAX_ROWS, type Area } from "../../model/cell";
import { columnLetters } from "../../model/address";
import type { SheetLayout, Span } from "../protocol";
import { Axis } from "./axis";
import type { CellStore, ViewWindow } from "./cellStore";
import { element } from "./dom";
import { cellId, paintCells, type PaintContext } from "./rowPainter";
import { fontOf } from "./textFit";
import { SelectionOverlay, type OverlayState } from "./selectionOverlay";

export const ROW_HEIGHT = 20;
export const COLUMN_WIDTH = 64;
const HEAD_HEIGHT = 22;
/** Rows and columns that the sheet offers beyond what is used; more come as one goes on. */
const SPARE_ROWS = 120;
const SPARE_COLUMNS = 20;
/** Cells asked for beyond the screen's edges, so that scrolling rarely waits. */
const MARGIN_ROWS = 60;
const MARGIN_COLUMNS = 10;
/** Rows are placed relative to a base that moves in steps of this: browsers place things a million pixels down coarsely. */
const BASE_STEP = 50_000;
/** A merge that begins this far above the screen is still drawn. */
const MERGE_REACH = 300;

export interface GridPoint {
  readonly part: "cell" | "rowHead" | "columnHead" | "corner";
  readonly row: number;
  readonly column: number;
  /** The head's edge under the pointer that can be dragged: the row or column before it. */
  readonly edge: number | null;
}

interface PaintedRow {
  readonly node: HTMLElement;
  readonly frozenCells: HTMLElement;
  readonly shift: HTMLElement;
  readonly key: string;
}

/** Draws the sheet: heads, frozen parts, the visible cells and the selection. Knows nothing of keys and edits. */
export class GridView {
  readonly root: HTMLElement;
  readonly scroller = element("div", { className: "scroller" });
  readonly window = element("div", { className: "grid-window", attributes: { role: "presentation" } });
  private readonly extent = element("div", { className: "extent", attributes: { role: "presentation" } });
  private readonly heads = element("div", { className: "row heads", attributes: { role: "row", "aria-rowindex": "1" } });
  private readonly headsFrozen = element("div", { className: "frozen-cells", attributes: { role: "presentation" } });
  private readonly headsShift = element("div", { className: "shift", attributes: { role: "presentation" } });
  private readonly headsClip = element("div", { className: "scrolling", attributes: { role: "presentation" } }, [this.headsShift]);
  private readonly frozenLayer = element("div", { className: "rows frozen", attributes: { role: "rowgroup" } });
  private readonly bodyLayer = element("div", { className: "rows body", attributes: { role: "rowgroup" } });
  private readonly bodyShift = element("div", { className: "body-shift", attributes: { role: "presentation" } });
  private readonly overlay: SelectionOverlay;
  private readonly painted = new Map<number, PaintedRow>();
  private layout: SheetLayout = emptyLayout("");
  private layoutKey = "";
  private rows = new Axis(MAX_ROWS, ROW_HEIGHT, []);
  private columns = new Axis(MAX_COLUMNS, COLUMN_WIDTH, []);
  private visibleRows = 0;
  private visibleColumns = 0;
  private headWidth = 40;
  private base = 0;
  private version = 0;
  private plannedFrame = 0;
  private overlayState: OverlayState = { area: { top: 0, left: 0, bottom: 0, right: 0 }, active: { row: 0, column: 0 }, activeArea: { top: 0, left: 0, bottom: 0, right: 0 }, copied: null, spill: null, filling: null };

  constructor(
    root: HTMLElement,
    private readonly store: CellStore,
  ) {
    this.root = root;
    root.style.font = fontOf(undefined);
    this.overlay = new SelectionOverlay();
    this.bodyLayer.append(this.bodyShift);
    this.heads.append(element("div", { className: "corner", attributes: { role: "columnheader", "aria-colindex": "1" } }, [element("span", { className: "unseen", text: "Select all" })]), this.headsFrozen, this.headsClip);
    this.window.append(this.heads, this.frozenLayer, this.bodyLayer, ...this.overlay.panes);
    this.extent.append(this.window);
    this.scroller.append(this.extent);
    this.root.append(this.scroller);
    this.scroller.addEventListener("scroll", () => this.redraw());
    new ResizeObserver(() => this.redraw()).observe(this.scroller);
  }

  get rowAxis(): Axis {
    return this.rows;
  }

  get columnAxis(): Axis {
    return this.columns;
  }

  get currentLayout(): SheetLayout {
    return this.layout;
  }

  setLayout(layout: SheetLayout): void {
    const isOther = layout.sheetId !== this.layout.sheetId;
    this.layout = layout;
    this.rows = new Axis(MAX_ROWS, ROW_HEIGHT, layout.rowHeights);
    this.columns = new Axis(MAX_COLUMNS, COLUMN_WIDTH, layout.columnWidths);
    if (isOther) {
      this.visibleRows = 0;
      this.visibleColumns = 0;
    }
    this.root.classList.toggle("no-gridlines", !layout.gridlines);
    this.root.setAttribute("aria-rowcount", String(MAX_ROWS + 1));
    this.root.setAttribute("aria-colcount", String(MAX_COLUMNS + 1));
    // Cells at the edge grow what is used and nothing else: no row looks other for it.
    const key = JSON.stringify({ ...layout, used: null });
    if (key !== this.layoutKey) this.version++;
    this.layoutKey = key;
    this.redraw();
  }

  scrollPosition(): { left: number; top: number } {
    return { left: this.scroller.scrollLeft, top: this.scroller.scrollTop };
  }

  scrollTo(position: { left: number; top: number }): void {
    this.growExtent(this.rows.indexAt(position.top) + 40, this.columns.indexAt(position.left) + 20);
    this.scroller.scrollTo(position.left, position.top);
    this.redraw();
  }

  /**
   * Draws what differs from the screen, once, in the browser's next frame. Many messages and keys come between two frames:
   * drawn at each of them, the browser would lay out the page for pictures that nobody sees.
   */
  redraw(): void {
    if (this.plannedFrame !== 0) return;
    this.plannedFrame = requestAnimationFrame(() => {
      this.plannedFrame = 0;
      this.render();
    });
  }

  setOverlay(state: OverlayState): void {
    this.overlayState = state;
    this.root.setAttribute("aria-activedescendant", cellId(state.active.row, state.active.column));
    this.redraw();
  }

  /** The screen rectangle of cells, relative to the grid's window. */
  rectangle(area: Area): { left: number; top: number; width: number; height: number } {
    return {
      left: this.screenX(area.left),
      top: this.screenY(area.top),
      width: this.columns.offset(area.right + 1) - this.columns.offset(area.left),
      height: this.rows.offset(area.bottom + 1) - this.rows.offset(area.top),
    };
  }

  /** Scrolls just so far that the cell is seen whole. */
  reveal(row: number, column: number): void {
    this.growExtent(row + 2, column + 2);
    const { scroller, frozenHeight, frozenWidth } = this;
    if (row >= this.layout.frozenRows) {
      const top = this.rows.offset(row);
      const room = scroller.clientHeight - HEAD_HEIGHT;
      if (top < scroller.scrollTop + frozenHeight) scroller.scrollTop = top - frozenHeight;
      else if (top + this.rows.size(row) > scroller.scrollTop + room) scroller.scrollTop = Math.min(top - frozenHeight, top + this.rows.size(row) - room);
    }
    if (column >= this.layout.frozenColumns) {
      const left = this.columns.offset(column);
      const room = scroller.clientWidth - this.headWidth;
      if (left < scroller.scrollLeft + frozenWidth) scroller.scrollLeft = left - frozenWidth;
      else if (left + this.columns.size(column) > scroller.scrollLeft + room) scroller.scrollLeft = Math.min(left - frozenWidth, left + this.columns.size(column) - room);
    }
    this.redraw();
  }

  /** Whole rows that fit below the frozen ones: a page of PageDown. */
  pageRows(): number {
    return Math.max(1, Math.floor((this.scroller.clientHeight - HEAD_HEIGHT - this.frozenHeight) / ROW_HEIGHT) - 1);
  }

  /** What is under a point of the screen. Points outside give the nearest cell. */
  pointAt(clientX: number, clientY: number): GridPoint {
    const box = this.window.getBoundingClientRect();
    const x = clientX - box.left;
    const y = clientY - box.top;
    const inHeads = y < HEAD_HEIGHT;
    const inSide = x < this.headWidth;
    const sheetX = x - this.headWidth < this.frozenWidth ? x - this.headWidth : x - this.headWidth + this.scroller.scrollLeft;
    const sheetY = y - HEAD_HEIGHT < this.frozenHeight ? y - HEAD_HEIGHT : y - HEAD_HEIGHT + this.scroller.scrollTop;
    const row = this.rows.indexAt(Math.max(0, sheetY));
    const column = this.columns.indexAt(Math.max(0, sheetX));
    if (inHeads && inSide) return { part: "corner", row, column, edge: null };
    if (inHeads) return { part: "columnHead", row, column, edge: edgeNear(this.columns, column, sheetX) };
    if (inSide) return { part: "rowHead", row, column, edge: edgeNear(this.rows, row, sheetY) };
    return { part: "cell", row, column, edge: null };
  }

  private get frozenWidth(): number {
    return this.columns.offset(this.layout.frozenColumns);
  }

  private get frozenHeight(): number {
    return this.rows.offset(this.layout.frozenRows);
  }

  private screenX(column: number): number {
    const offset = this.columns.offset(column);
    return this.headWidth + (column < this.layout.frozenColumns ? offset : offset - this.scroller.scrollLeft);
  }

  private screenY(row: number): number {
    const offset = this.rows.offset(row);
    return HEAD_HEIGHT + (row < this.layout.frozenRows ? offset : offset - this.scroller.scrollTop);
  }

  private growExtent(row: number, column: number): void {
    const { used } = this.layout;
    this.visibleRows = Math.min(MAX_ROWS, Math.max(this.visibleRows, (used?.bottom ?? 0) + SPARE_ROWS, row + SPARE_ROWS / 2));
    this.visibleColumns = Math.min(MAX_COLUMNS, Math.max(this.visibleColumns, (used?.right ?? 0) + SPARE_COLUMNS, column + SPARE_COLUMNS / 2));
    this.extent.style.width = `${this.headWidth + this.columns.offset(this.visibleColumns)}px`;
    this.extent.style.height = `${HEAD_HEIGHT + this.rows.offset(this.visibleRows)}px`;
  }

  private render(): void {
    const { scroller, rows, columns, layout } = this;
    // Read before anything is written: a reading after a write makes the browser lay out the page at once.
    const { clientWidth: width, clientHeight: height, scrollLeft, scrollTop } = scroller;
    if (width === 0 || height === 0 || layout.sheetId === "") return;
    const firstRow = rows.indexAt(scrollTop + this.frozenHeight);
    const lastRow = Math.min(MAX_ROWS - 1, rows.indexAt(scrollTop + height - HEAD_HEIGHT) + 1);
    const firstColumn = columns.indexAt(scrollLeft + this.frozenWidth);
    const lastColumn = Math.min(MAX_COLUMNS - 1, columns.indexAt(scrollLeft + width - this.headWidth) + 1);
    this.headWidth = Math.max(40, String(lastRow + 1).length * 8 + 14);
    this.growExtent(lastRow, lastColumn);
    this.window.style.width = `${width}px`;
    this.window.style.height = `${height}px`;
    this.window.style.setProperty("--head-width", `${this.headWidth}px`);
    this.window.style.setProperty("--frozen-width", `${this.frozenWidth}px`);
    this.window.style.setProperty("--frozen-height", `${this.frozenHeight}px`);
    this.window.style.setProperty("--scroll-x", `${-scrollLeft - this.frozenWidth}px`);
    this.window.classList.toggle("has-frozen-rows", layout.frozenRows > 0);
    this.window.classList.toggle("has-frozen-columns", layout.frozenColumns > 0);

    const shownColumns: Span = { first: Math.max(layout.frozenColumns, firstColumn - 3), last: Math.min(MAX_COLUMNS - 1, lastColumn + 3) };
    const topRow = layout.merges.reduce((top, merge) => (merge.top < firstRow && merge.bottom >= firstRow && merge.top > firstRow - MERGE_REACH ? Math.min(top, merge.top) : top), firstRow);
    this.requestCells({ first: topRow, last: lastRow }, { first: firstColumn, last: lastColumn });

    const base = Math.floor(scrollTop / BASE_STEP) * BASE_STEP;
    if (base !== this.base) this.version++;
    this.base = base;
    this.bodyShift.style.transform = `translateY(${this.base - scrollTop - this.frozenHeight}px)`;
    this.paintHeads(shownColumns);
    this.paintRows(Math.max(layout.frozenRows, topRow), lastRow, shownColumns);
    this.renderOverlay(scrollLeft, scrollTop);
  }

  private requestCells(rowSpan: Span, columnSpan: Span): void {
    const { frozenRows, frozenColumns } = this.layout;
    const frozenRowSpan: Span[] = frozenRows > 0 ? [{ first: 0, last: frozenRows - 1 }] : [];
    const frozenColumnSpan: Span[] = frozenColumns > 0 ? [{ first: 0, last: frozenColumns - 1 }] : [];
    const needed: ViewWindow = { rows: [...frozenRowSpan, rowSpan], columns: [...frozenColumnSpan, columnSpan] };
    const wide: ViewWindow = {
      rows: [...frozenRowSpan, { first: Math.max(frozenRows, rowSpan.first - MARGIN_ROWS), last: Math.min(MAX_ROWS - 1, rowSpan.last + MARGIN_ROWS) }],
      columns: [...frozenColumnSpan, { first: Math.max(frozenColumns, columnSpan.first - MARGIN_COLUMNS), last: Math.min(MAX_COLUMNS - 1, columnSpan.last + MARGIN_COLUMNS) }],
    };
    this.store.ensure(needed, wide);
  }

  private paintHeads(shown: Span): void {
    const key = `${this.version} ${shown.first} ${shown.last} ${this.overlayState.area.left} ${this.overlayState.area.right}`;
    if (this.heads.dataset["key"] === key) return;
    this.heads.dataset["key"] = key;
    this.headsFrozen.replaceChildren(...this.headCells(0, this.layout.frozenColumns - 1));
    this.headsShift.replaceChildren(...this.headCells(shown.first, shown.last));
  }

  private headCells(first: number, last: number): HTMLElement[] {
    const made: HTMLElement[] = [];
    const { area } = this.overlayState;
    for (let column = first; column <= last; column++) {
      const width = this.columns.size(column);
      if (width === 0) continue;
      const chosen = column >= area.left && column <= area.right;
      const head = element("div", { className: chosen ? "head chosen" : "head", text: columnLetters(column), attributes: { role: "columnheader", "aria-colindex": String(column + 2) } });
      head.style.left = `${this.columns.offset(column)}px`;
      head.style.width = `${width}px`;
      made.push(head);
    }
    return made;
  }

  private paintRows(first: number, last: number, shown: Span): void {
    const context: PaintContext = { layout: this.layout, rows: this.rows, columns: this.columns, store: this.store };
    const keep = new Set<number>();
    for (let row = 0; row < this.layout.frozenRows; row++) this.paintRow(context, row, shown, this.frozenLayer, keep, 0);
    for (let row = first; row <= last; row++) this.paintRow(context, row, shown, this.bodyShift, keep, this.base);
    for (const [row, painted] of this.painted) {
      if (keep.has(row)) continue;
      painted.node.remove();
      this.painted.delete(row);
    }
  }

  private paintRow(context: PaintContext, row: number, shown: Span, layer: HTMLElement, keep: Set<number>, base: number): void {
    const height = this.rows.size(row);
    if (height === 0) return;
    keep.add(row);
    const key = `${this.version} ${shown.first} ${shown.last} ${this.store.rowKey(row)}`;
    const old = this.painted.get(row);
    if (old?.key === key) return;
    const made = old ?? newRow(row);
    made.node.style.top = `${this.rows.offset(row) - base}px`;
    made.node.style.height = `${height}px`;
    if (made.node.parentElement !== layer) insertInOrder(layer, made.node, row);
    paintCells(made.frozenCells, context, row, 0, this.layout.frozenColumns - 1);
    paintCells(made.shift, context, row, shown.first, shown.last);
    this.painted.set(row, { ...made, key });
  }

  private renderOverlay(scrollLeft: number, scrollTop: number): void {
    this.overlay.render(this.overlayState, {
      columns: this.columns, rows: this.rows, frozenColumns: this.layout.frozenColumns, frozenRows: this.layout.frozenRows, scrollLeft, scrollTop,
    });
    const { area, active } = this.overlayState;
    for (const [row, painted] of this.painted) painted.node.classList.toggle("chosen", row >= area.top && row <= area.bottom);
    for (const head of this.heads.querySelectorAll<HTMLElement>(".head")) {
      const column = Number(head.getAttribute("aria-colindex")) - 2;
      head.classList.toggle("chosen", column >= area.left && column <= area.right);
    }
    for (const old of this.window.querySelectorAll("[aria-selected]")) old.removeAttribute("aria-selected");
    document.getElementById(cellId(active.row, active.column))?.setAttribute("aria-selected", "true");
  }
}

export function emptyLayout(sheetId: string): SheetLayout {
  return { sheetId, used: null, columnWidths: [], rowHeights: [], frozenRows: 0, frozenColumns: 0, gridlines: true, merges: [], tables: [] };
}

function newRow(row: number): PaintedRow {
  const head = element("div", { className: "row-head", text: String(row + 1), attributes: { role: "rowheader", "aria-colindex": "1" } });
  const frozenCells = element("div", { className: "frozen-cells", attributes: { role: "presentation" } });
  const shift = element("div", { className: "shift", attributes: { role: "presentation" } });
  const clip = element("div", { className: "scrolling", attributes: { role: "presentation" } }, [shift]);
  const node = element("div", { className: "row", attributes: { role: "row", "aria-rowindex": String(row + 2) } }, [head, frozenCells, clip]);
  node.dataset["row"] = String(row);
  return { node, frozenCells, shift, key: "" };
}

/** Rows stand in the document in the order in which they are read. */
function insertInOrder(layer: HTMLElement, node: HTMLElement, row: number): void {
  const last = layer.lastElementChild;
  if (last === null || Number(last.getAttribute("aria-rowindex")) < row + 2) return void layer.append(node);
  for (const other of layer.children)
    if (Number(other.getAttribute("aria-rowindex")) > row + 2) return layer.insertBefore(node, other) && undefined;
  layer.append(node);
}

function edgeNear(axis: Axis, index: number, position: number): number | null {
  const reach = 4;
  if (axis.offset(index + 1) - position <= reach) return index;
  if (position - axis.offset(index) <= reach && index > 0) return axis.step(index, -1);
  return null;
}
