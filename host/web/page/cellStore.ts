import type { CellLook, ShownCell, Span, ViewAnswer } from "../protocol";
import type { WorkbookClient } from "./workerClient";

export interface ViewWindow {
  readonly rows: readonly Span[];
  readonly columns: readonly Span[];
}

/**
 * The cells around what is on the screen, as the worker last gave them. One request is under way at a time; while it is,
 * the latest wish waits. The old cells stay until the new ones are there, so that nothing flickers.
 */
export class CellStore {
  private sheetId = "";
  private loaded: ViewWindow = { rows: [], columns: [] };
  private rows = new Map<number, StoredRow>();
  private looks: readonly CellLook[] = [];
  /** Each answer numbers its looks in its own way; these numbers stay, so that rows of two answers can be compared. */
  private lookIds: readonly number[] = [];
  private readonly knownLooks = new Map<string, number>();
  private wanted: ViewWindow | null = null;
  private isStale = false;
  private isBusy = false;

  constructor(
    private readonly client: WorkbookClient,
    private readonly onLoaded: () => void,
  ) {}

  cell(row: number, column: number): ShownCell | undefined {
    return this.rows.get(row)?.cells.get(column);
  }

  /** Differs when anything that the row shows differs: a row of the same key need not be drawn again. */
  rowKey(row: number): string {
    const stored = this.rows.get(row);
    if (stored === undefined) return "";
    stored.key ??= [...stored.cells.values()].map((cell) => JSON.stringify([cell.column, cell.kind, cell.text, cell.value, cell.message, cell.formatColor, this.lookIds[cell.look]])).join();
    return stored.key;
  }

  look(cell: ShownCell): CellLook | undefined {
    return this.looks[cell.look];
  }

  /** Another sheet, or another book: nothing of the old one may be shown. */
  reset(sheetId: string): void {
    this.sheetId = sheetId;
    this.loaded = { rows: [], columns: [] };
    this.rows = new Map();
    this.looks = [];
    this.lookIds = [];
    this.wanted = null;
    this.isStale = false;
  }

  /** The cells changed in the workbook: ask again for what is shown. */
  invalidate(): void {
    this.isStale = true;
    this.wanted ??= this.loaded;
    void this.load();
  }

  /** Makes sure `needed` is there, asking for `window` (which holds it and some more around it) when it is not. */
  ensure(needed: ViewWindow, window: ViewWindow): void {
    if (covers(this.loaded.rows, needed.rows) && covers(this.loaded.columns, needed.columns)) {
      if (this.isStale) this.wanted = window;
      return;
    }
    this.wanted = window;
    void this.load();
  }

  private async load(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      while (this.wanted !== null) {
        const window = this.wanted;
        const sheetId = this.sheetId;
        this.wanted = null;
        this.isStale = false;
        const answer = await this.client.call("view", { sheetId, ...window });
        if (sheetId !== this.sheetId) continue;
        this.keep(answer, window);
        this.onLoaded();
      }
    } catch {
      // The sheet went away under us; the book's new state follows and shows another one.
    } finally {
      this.isBusy = false;
    }
  }

  private keep(answer: ViewAnswer, window: ViewWindow): void {
    const rows = new Map<number, StoredRow>();
    for (const cell of answer.cells) {
      let line = rows.get(cell.row);
      if (line === undefined) rows.set(cell.row, (line = { cells: new Map(), key: null }));
      line.cells.set(cell.column, cell);
    }
    this.rows = rows;
    this.looks = answer.looks;
    this.lookIds = answer.looks.map((look) => this.lookId(JSON.stringify(look)));
    this.loaded = window;
  }

  private lookId(text: string): number {
    const known = this.knownLooks.get(text);
    if (known !== undefined) return known;
    this.knownLooks.set(text, this.knownLooks.size);
    return this.knownLooks.size - 1;
  }
}

interface StoredRow {
  readonly cells: Map<number, ShownCell>;
  /** Made when it is first asked for. */
  key: string | null;
}

function covers(loaded: readonly Span[], needed: readonly Span[]): boolean {
  return needed.every((need) => loaded.some((have) => have.first <= need.first && have.last >= need.last));
}
