import { MAX_COLUMNS, MAX_ROWS } from "../../model/cell";
import type { GridController } from "./gridController";

export interface KeyActions {
  undo(): void;
  redo(): void;
  save(): void;
  open(): void;
  nextSheet(step: 1 | -1): void;
  copy(cut: boolean): void;
  format(format: "bold" | "italic" | "underline"): void;
  contextMenu(): void;
  dropDown(): void;
  goTo(): void;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** The grid's keyboard, as spreadsheets have it. Cell editing has keys of its own (cellEditor.ts). */
export function handleGridKey(event: KeyboardEvent, grid: GridController, actions: KeyActions): void {
  if (event.isComposing) return;
  const command = event.ctrlKey || event.metaKey;
  const handled = command ? commandKey(event, grid, actions) : plainKey(event, grid, actions);
  if (handled) event.preventDefault();
}

function plainKey(event: KeyboardEvent, grid: GridController, actions: KeyActions): boolean {
  const arrow = ARROWS[event.key];
  const extend = event.shiftKey;
  if (event.altKey) {
    if (event.key !== "ArrowDown") return false;
    actions.dropDown();
    return true;
  }
  if (arrow !== undefined) {
    grid.step(arrow[0], arrow[1], extend);
    return true;
  }
  const { row, column } = grid.activeCell;
  const { area } = grid.selection;
  switch (event.key) {
    case "PageDown": grid.page(1, extend); return true;
    case "PageUp": grid.page(-1, extend); return true;
    case "Home": grid.moveTo(extend ? area.bottom : row, grid.view.currentLayout.frozenColumns, extend); return true;
    case "End": void grid.toEdge(0, 1, extend); return true;
    case "Enter": grid.leave(extend ? "up" : "down"); return true;
    case "Tab": grid.leave(extend ? "left" : "right"); return true;
    case "F2": grid.beginEdit("edit", null); return true;
    case "F5": actions.goTo(); return true;
    case "Escape": grid.setCopied(null); return true;
    case "Delete": grid.clearSelection(); return true;
    case "Backspace": grid.beginEdit("enter", ""); return true;
    case "ContextMenu": actions.contextMenu(); return true;
    case "F10":
      if (!extend) return false;
      actions.contextMenu();
      return true;
    case " ":
      if (!extend) break;
      grid.select({ top: area.top, left: 0, bottom: area.bottom, right: MAX_COLUMNS - 1 }, { row, column });
      return true;
  }
  if (event.key.length !== 1) return false;
  grid.beginEdit("enter", event.key);
  return true;
}

function commandKey(event: KeyboardEvent, grid: GridController, actions: KeyActions): boolean {
  if (event.altKey) return false; // the add-in's shortcuts
  const arrow = ARROWS[event.key];
  if (arrow !== undefined) {
    void grid.toEdge(arrow[0], arrow[1], event.shiftKey);
    return true;
  }
  const { area } = grid.selection;
  const { used } = grid.view.currentLayout;
  switch (event.key.toLowerCase()) {
    case "home": grid.moveTo(grid.view.currentLayout.frozenRows, grid.view.currentLayout.frozenColumns, event.shiftKey); return true;
    case "end": grid.moveTo(used?.bottom ?? 0, used?.right ?? 0, event.shiftKey); return true;
    case "pagedown": actions.nextSheet(1); return true;
    case "pageup": actions.nextSheet(-1); return true;
    case "a": grid.select(used ?? area, grid.activeCell); return true;
    case " ": grid.select({ top: 0, left: area.left, bottom: MAX_ROWS - 1, right: area.right }, grid.activeCell); return true;
    case "c": actions.copy(false); return true;
    case "x": actions.copy(true); return true;
    case "z":
      if (event.shiftKey) actions.redo();
      else actions.undo();
      return true;
    case "y": actions.redo(); return true;
    case "s": actions.save(); return true;
    case "o": actions.open(); return true;
    case "g": actions.goTo(); return true;
    case "d": grid.fillDown(); return true;
    case "r": grid.fillRight(); return true;
    case "b": actions.format("bold"); return true;
    case "i": actions.format("italic"); return true;
    case "u": actions.format("underline"); return true;
    default: return false; // Ctrl+V comes as a paste event
  }
}
