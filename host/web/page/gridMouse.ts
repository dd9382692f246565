import { MAX_COLUMNS, MAX_ROWS, type Area } from "../../model/cell";
import { areaText, boundingArea, cellArea, contains } from "../../model/address";
import type { GridController } from "./gridController";
import type { GridPoint } from "./gridView";
import { COLUMN_WIDTH } from "./gridView";
import { fontOf, textWidth } from "./textFit";
import type { CellStore } from "./cellStore";
import type { WorkbookClient } from "./workerClient";

export interface MouseActions {
  filterMenu(button: HTMLElement): void;
  contextMenu(x: number, y: number, part: GridPoint["part"]): void;
}

const SMALLEST_COLUMN = 8;
const AUTOSCROLL_STEP = 24;

/** The mouse (and pen) on the grid: selecting by dragging, heads, resizing, the fill handle, pointing while a formula is written. */
export function attachMouse(grid: GridController, store: CellStore, client: WorkbookClient, actions: MouseActions): void {
  const { view } = grid;
  const target = view.window;

  target.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !(event.target instanceof HTMLElement)) return;
    if (event.target === grid.editor.box) return;
    const filter = event.target.closest<HTMLElement>(".filter-button");
    if (filter !== null) {
      event.preventDefault();
      actions.filterMenu(filter);
      return;
    }
    event.preventDefault();
    const point = view.pointAt(event.clientX, event.clientY);
    if (grid.editor.edited !== null && point.part === "cell" && grid.editor.wantsReference) return startPointing(event, point);
    if (grid.editor.edited !== null) grid.editor.commit("stay");
    view.root.focus({ preventScroll: true });
    if (event.target.classList.contains("fill-handle")) return startFilling(event);
    if (point.edge !== null && (point.part === "columnHead" || point.part === "rowHead")) return startResizing(event, point);
    startSelecting(event, point);
  });

  target.addEventListener("dblclick", (event) => {
    const point = view.pointAt(event.clientX, event.clientY);
    if (point.part === "columnHead" && point.edge !== null) void fitColumn(point.edge);
    else if (point.part === "cell" && grid.editor.edited === null) grid.beginEdit("edit", null);
  });

  target.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    const point = view.pointAt(event.clientX, event.clientY);
    if (!contains(grid.selection.area, cellArea(point.row, point.column))) grid.select(areaOf(point));
    view.root.focus({ preventScroll: true });
    actions.contextMenu(event.clientX, event.clientY, point.part);
  });

  target.addEventListener("pointermove", (event) => {
    if (event.buttons !== 0) return;
    const point = view.pointAt(event.clientX, event.clientY);
    target.style.cursor = point.edge === null ? "" : point.part === "columnHead" ? "col-resize" : "row-resize";
  });

  function startSelecting(event: PointerEvent, from: GridPoint): void {
    if (event.shiftKey && from.part === "cell") grid.moveTo(from.row, from.column, true);
    else if (from.part === "cell") grid.moveTo(from.row, from.column);
    else grid.select(areaOf(from));
    drag(event, (point) => {
      if (from.part === "cell") grid.moveTo(point.row, point.column, true);
      else if (from.part !== "corner") grid.select(boundingArea(areaOf(from), areaOf({ ...point, part: from.part })), { row: from.part === "rowHead" ? from.row : 0, column: from.part === "columnHead" ? from.column : 0 });
    });
  }

  function startPointing(event: PointerEvent, from: GridPoint): void {
    grid.editor.pointAt(areaText(cellArea(from.row, from.column)));
    drag(event, (point) => grid.editor.pointAt(areaText(boundingArea(cellArea(from.row, from.column), cellArea(point.row, point.column)))));
  }

  function startFilling(event: PointerEvent): void {
    const source = grid.selection.area;
    let result: Area | null = null;
    drag(
      event,
      (point) => {
        result = filledArea(source, point);
        grid.showFilling(result);
      },
      () => {
        grid.showFilling(null);
        if (result === null) return;
        grid.fill(source, result, event.ctrlKey ? "FillSeries" : "FillDefault");
        grid.select(result, { row: source.top, column: source.left });
      },
    );
  }

  function startResizing(event: PointerEvent, point: GridPoint): void {
    const isColumn = point.part === "columnHead";
    const index = point.edge ?? 0;
    const start = isColumn ? event.clientX : event.clientY;
    const before = (isColumn ? view.columnAxis : view.rowAxis).size(index);
    let size = before;
    const move = (moved: PointerEvent): void => {
      size = Math.max(isColumn ? SMALLEST_COLUMN : 4, Math.round(before + (isColumn ? moved.clientX : moved.clientY) - start));
      const layout = view.currentLayout;
      const list = (isColumn ? layout.columnWidths : layout.rowHeights).filter(([at]) => at !== index);
      const changed = [...list, [index, size] as const].sort((a, b) => a[0] - b[0]);
      view.setLayout(isColumn ? { ...layout, columnWidths: changed } : { ...layout, rowHeights: changed });
    };
    follow(event, move, () => {
      if (size === before) return;
      const { sheetId } = grid.selection;
      void grid.run(() => (isColumn ? client.call("columnWidth", { sheetId, column: index, width: size }) : client.call("rowHeight", { sheetId, row: index, height: size })));
    });
  }

  /** As wide as the widest text that is loaded (about two screens around what is seen). */
  async function fitColumn(column: number): Promise<void> {
    const { used, merges } = view.currentLayout;
    let widest = 0;
    for (let row = used?.top ?? 0; row <= (used?.bottom ?? -1); row++) {
      const cell = store.cell(row, column);
      if (cell === undefined || cell.text === "" || merges.some((merge) => contains(merge, cellArea(row, column)))) continue;
      widest = Math.max(widest, textWidth(cell.text, fontOf(store.look(cell))) + 12);
    }
    const width = widest === 0 ? COLUMN_WIDTH : Math.ceil(widest);
    await grid.run(() => client.call("columnWidth", { sheetId: grid.selection.sheetId, column, width }));
  }

  /** Follows the pointer until it is let go, scrolling when it leaves the window. */
  function drag(start: PointerEvent, onPoint: (point: GridPoint) => void, onEnd: () => void = () => undefined): void {
    follow(
      start,
      (event) => {
        const box = target.getBoundingClientRect();
        const { scroller } = view;
        if (event.clientY > box.bottom) scroller.scrollTop += AUTOSCROLL_STEP;
        if (event.clientY < box.top) scroller.scrollTop -= AUTOSCROLL_STEP;
        if (event.clientX > box.right) scroller.scrollLeft += AUTOSCROLL_STEP;
        if (event.clientX < box.left) scroller.scrollLeft -= AUTOSCROLL_STEP;
        onPoint(view.pointAt(Math.min(Math.max(event.clientX, box.left), box.right - 1), Math.min(Math.max(event.clientY, box.top), box.bottom - 1)));
      },
      onEnd,
    );
  }

  function follow(start: PointerEvent, onMove: (event: PointerEvent) => void, onEnd: () => void): void {
    target.setPointerCapture(start.pointerId);
    const end = (): void => {
      target.removeEventListener("pointermove", onMove);
      target.removeEventListener("pointerup", end);
      target.removeEventListener("pointercancel", end);
      onEnd();
    };
    target.addEventListener("pointermove", onMove);
    target.addEventListener("pointerup", end);
    target.addEventListener("pointercancel", end);
  }
}

function areaOf(point: GridPoint): Area {
  switch (point.part) {
    case "cell": return cellArea(point.row, point.column);
    case "rowHead": return { top: point.row, left: 0, bottom: point.row, right: MAX_COLUMNS - 1 };
    case "columnHead": return { top: 0, left: point.column, bottom: MAX_ROWS - 1, right: point.column };
    case "corner": return { top: 0, left: 0, bottom: MAX_ROWS - 1, right: MAX_COLUMNS - 1 };
  }
}

/** The fill handle goes in one direction: down, up, right or left of the source, wherever the pointer is further out. The source is part of it. */
function filledArea(source: Area, point: GridPoint): Area | null {
  const down = point.row - source.bottom;
  const up = source.top - point.row;
  const right = point.column - source.right;
  const left = source.left - point.column;
  const furthest = Math.max(down, up, right, left);
  if (furthest <= 0) return null;
  if (furthest === down) return { ...source, bottom: point.row };
  if (furthest === up) return { ...source, top: point.row };
  return furthest === right ? { ...source, right: point.column } : { ...source, left: point.column };
}
