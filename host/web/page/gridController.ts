import type { FillType } from "../../model/autoFill";
import { MAX_COLUMNS, MAX_ROWS, type Area } from "../../model/cell";
import { boundingArea, cellArea } from "../../model/address";
import type { CellDetail, Selection } from "../protocol";
import { CellEditor, type EditedCell, type Leave } from "./cellEditor";
import type { GridView } from "./gridView";
import type { WorkbookClient } from "./workerClient";

export interface GridEvents {
  /** The active cell or selection moved, or the active cell's contents may differ. */
  onActive(detail: CellDetail): void;
  /** Another range is selected: known at once, what is in it follows with onActive. */
  onSelected(area: Area): void;
  onEditing(isEditing: boolean): void;
  onRefused(message: string): void;
}

export interface Copied {
  readonly sheetId: string;
  readonly area: Area;
  readonly text: string;
  readonly cut: boolean;
}

/** What is selected on the sheet and what happens there: moving, editing, clearing, filling. Keys and mouse call it. */
export class GridController {
  readonly editor: CellEditor;
  private sheetId = "";
  private active = { row: 0, column: 0 };
  private focus = { row: 0, column: 0 };
  private area: Area = cellArea(0, 0);
  private copied: Copied | null = null;
  private filling: Area | null = null;
  private spill: Area | null = null;
  /** Column where Tab began: Enter goes back below it. */
  private tabStart: number | null = null;
  private detailWanted = 0;
  /** The active cell's text for editing; null once the bar shows it. */
  private awaitedText: Promise<string> | null = null;

  constructor(
    readonly view: GridView,
    private readonly client: WorkbookClient,
    private readonly bar: HTMLTextAreaElement,
    private readonly events: GridEvents,
  ) {
    this.editor = new CellEditor(view, bar, {
      onEditing: (isEditing) => events.onEditing(isEditing),
      onCommit: (cell, text, leave) => this.commit(cell, text, leave),
      onCancel: () => {
        this.view.root.focus({ preventScroll: true });
        this.refreshActive();
      },
    });
    bar.addEventListener("focus", () => {
      if (this.editor.edited === null) this.beginEdit("edit", null, true);
    });
  }

  get selection(): Selection {
    return { sheetId: this.sheetId, area: this.area };
  }

  get activeCell(): EditedCell {
    return { sheetId: this.sheetId, ...this.active };
  }

  get copiedCells(): Copied | null {
    return this.copied;
  }

  setCopied(copied: Copied | null): void {
    this.copied = copied;
    this.draw();
  }

  /** Another sheet is on the screen now. */
  show(selection: Selection): void {
    this.sheetId = selection.sheetId;
    this.active = { row: selection.area.top, column: selection.area.left };
    this.focus = this.active;
    this.area = selection.area;
    this.tabStart = null;
    this.events.onSelected(selection.area);
    this.draw();
    this.refreshActive();
  }

  /** Someone else (the add-in, undo) selected this; it is brought into view. */
  follow(selection: Selection): void {
    this.show(selection);
    this.view.reveal(selection.area.top, selection.area.left);
  }

  select(area: Area, active: { row: number; column: number } = { row: area.top, column: area.left }): void {
    this.active = active;
    this.focus = { row: active.row === area.top ? area.bottom : area.top, column: active.column === area.left ? area.right : area.left };
    this.setArea(area);
  }

  moveTo(row: number, column: number, extend = false): void {
    const target = { row: clamp(row, MAX_ROWS), column: clamp(column, MAX_COLUMNS) };
    const merge = this.mergeAt(target.row, target.column);
    if (extend) {
      this.focus = target;
      this.setArea(this.wholeMerges(boundingArea(cellArea(this.active.row, this.active.column), cellArea(target.row, target.column))));
      this.view.reveal(target.row, target.column);
      return;
    }
    this.active = merge === undefined ? target : { row: merge.top, column: merge.left };
    this.focus = this.active;
    this.setArea(merge ?? cellArea(target.row, target.column));
    this.view.reveal(this.active.row, this.active.column);
  }

  /** One step with an arrow; hidden rows and columns are passed over. */
  step(rowStep: number, columnStep: number, extend: boolean): void {
    this.tabStart = null;
    const from = extend ? this.focus : this.active;
    const merge = extend ? undefined : this.mergeAt(from.row, from.column);
    const startRow = rowStep > 0 ? (merge?.bottom ?? from.row) : from.row;
    const startColumn = columnStep > 0 ? (merge?.right ?? from.column) : from.column;
    const row = rowStep === 0 ? from.row : this.view.rowAxis.step(startRow, rowStep > 0 ? 1 : -1);
    const column = columnStep === 0 ? from.column : this.view.columnAxis.step(startColumn, columnStep > 0 ? 1 : -1);
    this.moveTo(row, column, extend);
  }

  page(direction: 1 | -1, extend: boolean): void {
    const from = extend ? this.focus : this.active;
    const rows = this.view.rowAxis;
    const target = rows.indexAt(Math.max(0, rows.offset(from.row) + direction * this.view.pageRows() * rows.defaultSize));
    this.moveTo(target, from.column, extend);
  }

  async toEdge(rowStep: number, columnStep: number, extend: boolean): Promise<void> {
    const from = extend ? this.focus : this.active;
    const target = await this.client.call("edge", { sheetId: this.sheetId, ...from, rowStep, columnStep });
    this.moveTo(target.row, target.column, extend);
  }

  beginEdit(mode: "enter" | "edit", text: string | null, inBar = false): void {
    const cell = this.activeCell;
    this.view.reveal(cell.row, cell.column);
    if (text === null && this.awaitedText !== null) this.editor.beginWhenRead(cell, this.awaitedText, mode, inBar);
    else this.editor.begin(cell, text ?? this.bar.value, mode, inBar);
  }

  clearSelection(): void {
    void this.run(() => this.client.call("clear", this.selection));
  }

  /** Ctrl+D: the first row into the others; a single row takes over the one above it. */
  fillDown(): void {
    const { area } = this;
    if (area.bottom > area.top) this.fill({ ...area, bottom: area.top }, area, "FillCopy");
    else if (area.top > 0) this.fill({ ...area, top: area.top - 1, bottom: area.top - 1 }, { ...area, top: area.top - 1 }, "FillCopy");
  }

  fillRight(): void {
    const { area } = this;
    if (area.right > area.left) this.fill({ ...area, right: area.left }, area, "FillCopy");
    else if (area.left > 0) this.fill({ ...area, left: area.left - 1, right: area.left - 1 }, { ...area, left: area.left - 1 }, "FillCopy");
  }

  fill(source: Area, target: Area, type: FillType): void {
    void this.run(() => this.client.call("fill", { sheetId: this.sheetId, source, target, type }));
  }

  showFilling(area: Area | null): void {
    this.filling = area;
    this.draw();
  }

  /** Runs an edit and tells the person when the workbook refuses it. */
  async run<T>(edit: () => Promise<T>): Promise<T | null> {
    try {
      return await edit();
    } catch (error) {
      this.events.onRefused(error instanceof Error ? error.message : String(error));
      return null;
    }
  }

  /** The active cell's contents may have changed. */
  refreshActive(): void {
    const wanted = ++this.detailWanted;
    const { sheetId, active } = this;
    if (sheetId === "") return;
    const reading = this.client.call("detail", { sheetId, ...active });
    this.awaitedText = reading.then((detail) => detail.editText, () => "");
    this.view.root.toggleAttribute("data-reading", true);
    reading.then(
      (detail) => {
        if (wanted !== this.detailWanted) return;
        this.spill = detail.spill;
        if (this.editor.edited === null) this.bar.value = detail.editText;
        this.events.onActive(detail);
        this.draw();
        this.readingDone();
      },
      () => wanted === this.detailWanted && this.readingDone(), // the sheet is gone; another one follows
    );
  }

  /** The formula bar is the active cell's now. */
  private readingDone(): void {
    this.awaitedText = null;
    this.view.root.toggleAttribute("data-reading", false);
  }

  private commit(cell: EditedCell, text: string, leave: Leave): void {
    this.view.root.focus({ preventScroll: true });
    this.client.call("type", { ...cell, text }).then(
      () => this.refreshActive(),
      (error: unknown) => {
        this.events.onRefused(error instanceof Error ? error.message : String(error));
        if (cell.sheetId !== this.sheetId || this.editor.edited !== null) return;
        this.moveTo(cell.row, cell.column);
        this.editor.begin(cell, text, "edit");
      },
    );
    if (cell.sheetId !== this.sheetId) return;
    this.leave(leave);
  }

  /** Enter and Tab: inside a larger selection they go round in it, else to the next cell. */
  leave(leave: Leave): void {
    const { row, column } = this.active;
    if (leave === "stay") return;
    const { area } = this;
    const isLarger = (area.bottom > area.top || area.right > area.left) && this.mergeAt(row, column) === undefined;
    if (isLarger) return this.cycle(leave);
    if (leave === "right" || leave === "left") {
      const start = this.tabStart ?? column;
      this.step(0, leave === "right" ? 1 : -1, false);
      this.tabStart = start;
      return;
    }
    const back = leave === "down" ? this.tabStart : null;
    this.step(leave === "down" ? 1 : -1, 0, false);
    if (back !== null) this.moveTo(this.active.row, back);
  }

  private cycle(leave: Leave): void {
    const { area } = this;
    const width = area.right - area.left + 1;
    const height = area.bottom - area.top + 1;
    const byColumn = leave === "down" || leave === "up";
    const index = byColumn ? (this.active.column - area.left) * height + (this.active.row - area.top) : (this.active.row - area.top) * width + (this.active.column - area.left);
    const count = width * height;
    const next = (index + (leave === "down" || leave === "right" ? 1 : -1) + count) % count;
    this.active = byColumn ? { row: area.top + (next % height), column: area.left + Math.floor(next / height) } : { row: area.top + Math.floor(next / width), column: area.left + (next % width) };
    this.view.reveal(this.active.row, this.active.column);
    this.draw();
    this.refreshActive();
  }

  private setArea(area: Area): void {
    this.area = area;
    this.events.onSelected(area);
    this.draw();
    this.refreshActive();
    void this.client.call("select", { sheetId: this.sheetId, area }).catch(() => undefined);
  }

  private mergeAt(row: number, column: number): Area | undefined {
    return this.view.currentLayout.merges.find((area) => row >= area.top && row <= area.bottom && column >= area.left && column <= area.right);
  }

  private wholeMerges(area: Area): Area {
    let grown = area;
    for (const merge of this.view.currentLayout.merges)
      if (merge.top <= grown.bottom && merge.bottom >= grown.top && merge.left <= grown.right && merge.right >= grown.left) grown = boundingArea(grown, merge);
    return grown;
  }

  private draw(): void {
    const { row, column } = this.active;
    this.view.setOverlay({
      area: this.area,
      active: this.active,
      activeArea: this.mergeAt(row, column) ?? cellArea(row, column),
      copied: this.copied?.sheetId === this.sheetId ? this.copied.area : null,
      spill: this.spill,
      filling: this.filling,
    });
  }
}

function clamp(index: number, count: number): number {
  return Math.max(0, Math.min(count - 1, index));
}
