import type { Area } from "../../model/cell";
import type { Axis } from "./axis";
import { element } from "./dom";

export interface OverlayState {
  readonly area: Area;
  readonly active: { readonly row: number; readonly column: number };
  /** The active cell, or the merged cells it stands for. */
  readonly activeArea: Area;
  /** What is on the clipboard, with moving dashes. */
  readonly copied: Area | null;
  /** The spilled array that the active cell is part of. */
  readonly spill: Area | null;
  /** Where a drag of the fill handle would fill. */
  readonly filling: Area | null;
}

export interface OverlayGeometry {
  readonly columns: Axis;
  readonly rows: Axis;
  readonly frozenColumns: number;
  readonly frozenRows: number;
  readonly scrollLeft: number;
  readonly scrollTop: number;
}

interface Pane {
  readonly node: HTMLElement;
  readonly frozenX: boolean;
  readonly frozenY: boolean;
  readonly boxes: Readonly<Record<BoxName, HTMLElement>>;
}

type BoxName = "selection" | "active" | "copied" | "spill" | "filling";
const FRAME = 2;
const BOXES: readonly BoxName[] = ["spill", "selection", "active", "copied", "filling"];

/** The selection's frames over the cells: the same boxes in each of the four parts that frozen panes make, clipped by them. */
export class SelectionOverlay {
  readonly panes: readonly HTMLElement[];
  private readonly parts: readonly Pane[];

  constructor() {
    this.parts = [makePane(true, true), makePane(false, true), makePane(true, false), makePane(false, false)];
    this.panes = this.parts.map((part) => part.node);
  }

  render(state: OverlayState, geometry: OverlayGeometry): void {
    const areas: Readonly<Record<BoxName, Area | null>> = {
      selection: state.area, copied: state.copied, spill: state.spill, filling: state.filling, active: state.activeArea,
    };
    for (const part of this.parts) for (const name of BOXES) place(part, part.boxes[name], areas[name], geometry);
  }
}

function makePane(frozenX: boolean, frozenY: boolean): Pane {
  const box = (name: BoxName): HTMLElement => element("div", { className: `box ${name}` });
  const boxes = { selection: box("selection"), active: box("active"), copied: box("copied"), spill: box("spill"), filling: box("filling") };
  boxes.selection.append(element("div", { className: "fill-handle" }));
  const node = element("div", { className: `overlay ${frozenX ? "fx" : "sx"} ${frozenY ? "fy" : "sy"}`, attributes: { "aria-hidden": "true" } }, BOXES.map((name) => boxes[name]));
  return { node, frozenX, frozenY, boxes };
}

function place(part: Pane, box: HTMLElement, area: Area | null, geometry: OverlayGeometry): void {
  const hidden = area === null || (part.frozenX ? area.left >= geometry.frozenColumns : area.right < geometry.frozenColumns) || (part.frozenY ? area.top >= geometry.frozenRows : area.bottom < geometry.frozenRows);
  box.hidden = hidden;
  if (hidden) return;
  const { columns, rows } = geometry;
  const shiftX = part.frozenX ? 0 : geometry.scrollLeft + columns.offset(geometry.frozenColumns);
  const shiftY = part.frozenY ? 0 : geometry.scrollTop + rows.offset(geometry.frozenRows);
  // Far edges are cut near the screen: a whole column is millions of pixels high.
  const left = Math.max(columns.offset(area.left) - shiftX, -50);
  const top = Math.max(rows.offset(area.top) - shiftY, -50);
  const right = Math.min(columns.offset(area.right + 1) - shiftX, 20_000);
  const bottom = Math.min(rows.offset(area.bottom + 1) - shiftY, 20_000);
  // The frame lies on the gridlines around the cells, half inside and half outside.
  box.style.left = `${left - FRAME}px`;
  box.style.top = `${top - FRAME}px`;
  box.style.width = `${Math.max(0, right - left) + 2 * FRAME - 1}px`;
  box.style.height = `${Math.max(0, bottom - top) + 2 * FRAME - 1}px`;
}
