import { element } from "./dom";
import type { GridView } from "./gridView";
import { fontOf, textWidth } from "./textFit";

export interface EditedCell {
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
}

/** How editing began: by typing over the cell (arrows finish it), or in its text (arrows move the caret). */
export type EditMode = "enter" | "edit";
export type Leave = "down" | "up" | "right" | "left" | "stay";

export interface EditorEvents {
  /** Editing began or ended: while it lasts the add-in's requests are refused or wait. */
  onEditing(isEditing: boolean): void;
  /** The person finished; `text` is to be entered. */
  onCommit(cell: EditedCell, text: string, leave: Leave): void;
  onCancel(): void;
}

const OPERATOR_BEFORE_REFERENCE = /[=+\-*/^&,(;:<>]\s*$/;

/** The box over the cell and the formula bar, showing the same text while a cell is edited. */
export class CellEditor {
  readonly box = element("textarea", { className: "cell-editor", attributes: { "aria-label": "Cell contents", rows: "1", spellcheck: "false", autocomplete: "off" } });
  private cell: EditedCell | null = null;
  private mode: EditMode = "enter";
  /** Where a reference that is being pointed at begins and ends in the text. */
  private pointed: { start: number; end: number } | null = null;
  /** The cell's own text is still being read; what is typed meanwhile goes behind it. */
  private reading: Promise<void> | null = null;

  constructor(
    private readonly view: GridView,
    private readonly bar: HTMLTextAreaElement,
    private readonly events: EditorEvents,
  ) {
    this.box.hidden = true;
    view.window.append(this.box);
    view.scroller.addEventListener("scroll", () => this.place());
    for (const field of [this.box, bar]) {
      field.addEventListener("input", () => this.changed(field));
      field.addEventListener("keydown", (event) => this.key(event, field));
      field.addEventListener("mousedown", () => {
        this.mode = "edit";
        this.pointed = null;
      });
    }
  }

  get edited(): EditedCell | null {
    return this.cell;
  }

  begin(cell: EditedCell, text: string, mode: EditMode, inBar = false): void {
    this.cell = cell;
    this.mode = mode;
    this.pointed = null;
    this.box.value = text;
    this.bar.value = text;
    this.box.hidden = false;
    this.place();
    const field = inBar ? this.bar : this.box;
    if (document.activeElement !== field) field.focus({ preventScroll: true });
    if (!inBar) field.setSelectionRange(text.length, text.length);
    this.events.onEditing(true);
  }

  /** Begins before the cell's text is known: an edit must never start from another cell's text. */
  beginWhenRead(cell: EditedCell, text: Promise<string>, mode: EditMode, inBar = false): void {
    this.begin(cell, "", mode, inBar);
    const reading = text.then((read) => {
      if (this.reading !== reading) return;
      this.reading = null;
      const field = this.field();
      this.box.value = read + this.box.value;
      this.bar.value = this.box.value;
      field.setSelectionRange(this.box.value.length, this.box.value.length);
      this.place();
    });
    this.reading = reading;
  }

  commit(leave: Leave): void {
    const { cell, reading } = this;
    if (cell === null) return;
    if (reading !== null) return void reading.then(() => this.cell === cell && this.commit(leave));
    const text = this.box.value;
    this.close();
    // The entry goes first: requests that waited for the end of editing must find it in the sheet.
    this.events.onCommit(cell, text, leave);
    if (this.cell === null) this.events.onEditing(false);
  }

  cancel(): void {
    if (this.cell === null) return;
    this.close();
    this.events.onEditing(false);
    this.events.onCancel();
  }

  /** True when a click on a cell should put its reference into the formula. */
  get wantsReference(): boolean {
    if (this.cell === null || !this.box.value.startsWith("=")) return false;
    return this.pointed !== null || OPERATOR_BEFORE_REFERENCE.test(this.box.value.slice(0, this.field().selectionStart));
  }

  pointAt(reference: string): void {
    const field = this.field();
    const start = this.pointed?.start ?? field.selectionStart;
    const end = this.pointed?.end ?? field.selectionEnd;
    const text = this.box.value.slice(0, start) + reference + this.box.value.slice(end);
    this.pointed = { start, end: start + reference.length };
    this.box.value = text;
    this.bar.value = text;
    this.place();
    field.focus({ preventScroll: true });
    field.setSelectionRange(this.pointed.end, this.pointed.end);
  }

  private field(): HTMLTextAreaElement {
    return document.activeElement === this.bar ? this.bar : this.box;
  }

  private close(): void {
    this.cell = null;
    this.pointed = null;
    this.reading = null;
    this.box.hidden = true;
  }

  private changed(field: HTMLTextAreaElement): void {
    this.pointed = null;
    if (field === this.box) this.bar.value = field.value;
    else this.box.value = field.value;
    this.place();
  }

  private key(event: KeyboardEvent, field: HTMLTextAreaElement): void {
    if (this.cell === null || event.isComposing) return;
    const isBar = field === this.bar;
    if (event.key === "Enter" && event.altKey) {
      field.setRangeText("\n", field.selectionStart, field.selectionEnd, "end");
      this.changed(field);
    } else if (event.key === "Enter") this.commit(event.ctrlKey ? "stay" : event.shiftKey ? "up" : "down");
    else if (event.key === "Tab") this.commit(event.shiftKey ? "left" : "right");
    else if (event.key === "Escape") this.cancel();
    else if (event.key === "F2") this.mode = this.mode === "edit" ? "enter" : "edit";
    else if (this.mode === "enter" && !isBar && event.key.startsWith("Arrow") && !event.shiftKey && !event.ctrlKey) this.commit(leaveBy(event.key));
    else {
      event.stopPropagation(); // the grid's keys are not for a text that is being written
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** Over its cell, growing to the right and down with its text, but not past the window. */
  private place(): void {
    const { cell } = this;
    if (cell === null) return;
    const merge = this.view.currentLayout.merges.find((area) => area.top === cell.row && area.left === cell.column);
    const at = this.view.rectangle(merge ?? { top: cell.row, left: cell.column, bottom: cell.row, right: cell.column });
    const lines = this.box.value.split("\n");
    const wanted = Math.max(...lines.map((line) => textWidth(line, fontOf(undefined)))) + 16;
    const room = Math.max(at.width, this.view.window.clientWidth - at.left - 4);
    this.box.style.left = `${at.left - 1}px`;
    this.box.style.top = `${at.top - 1}px`;
    this.box.style.width = `${Math.min(room, Math.max(at.width + 1, wanted))}px`;
    this.box.style.height = `${Math.max(at.height + 1, lines.length * 19 + 4)}px`;
  }
}

function leaveBy(key: string): Leave {
  switch (key) {
    case "ArrowUp": return "up";
    case "ArrowLeft": return "left";
    case "ArrowRight": return "right";
    default: return "down";
  }
}
