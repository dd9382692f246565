import { type Book, bookReads, openBook } from "../../actions/book";
import { type Told, tell } from "../../actions/runAction";
import type { PlainDate } from "../../core/values/plainDate";
import type { LiveView } from "../../live/liveLedger";
import type { TableShape } from "../../live/source";
import type { Snapshot } from "../../workbook/port";
import type { TableName } from "../../workbook/schema";
import { todoTables } from "../model/todo";
import type { PaneServices } from "../services";
import { type Store, createStore } from "../store";
import { type Notice, noticeOfFault } from "./notice";

export type BookReading =
  | { readonly kind: "open"; readonly book: Book; readonly snapshot: Snapshot }
  /** No ledger in this workbook yet. */
  | { readonly kind: "none"; readonly snapshot: Snapshot }
  /** There is one, and something stands in the way of reading it. */
  | { readonly kind: "refused"; readonly told: readonly Told[]; readonly snapshot: Snapshot };

export interface BookState {
  /** Null until the first read. */
  readonly reading: BookReading | null;
  readonly view: LiveView | null;
  readonly shapes: readonly TableShape[];
  readonly isReading: boolean;
  readonly notice: Notice | null;
  /** "10:42"; "" until the first read. */
  readonly checkedAt: string;
}

const READS: readonly TableName[] = ["Customers", "Items", "Invoices", "DueDates", "InvoiceLines", "Payments", "Applications"];

/** The whole book as last read, for all screens; read again when the ledger or the person's tables change. */
export interface BookKeeper {
  readonly store: Store<BookState>;
  /** Reads again; several askers at once share a read. */
  refresh(): Promise<void>;
  /** The day that stands for today: the sample date where one is set. */
  today(): PlainDate;
  start(): void;
  stop(): void;
}

/** Edits are gathered this long before the book is read again. */
const QUIET = 400;

export function createBookKeeper(services: PaneServices): BookKeeper {
  const store = createStore<BookState>({ reading: null, view: null, shapes: [], isReading: false, notice: null, checkedAt: "" });
  let running: Promise<void> | null = null;
  let again = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let stops: (() => void)[] = [];

  async function readOnce(): Promise<void> {
    store.patch({ isReading: true });
    try {
      const shapes = await services.tables();
      const { seat } = services.env();
      const reads = bookReads(READS, seat);
      const snapshot = await services.reader.read({ ...reads, tables: [...reads.tables, ...todoTables(shapes)] });
      const opened = openBook(snapshot, { reads: READS, writes: [], seat });
      const view = await services.live.view();
      const reading: BookReading = opened.ok
        ? { kind: "open", book: opened.value, snapshot }
        : opened.rejections.some(({ code }) => code === "notSetUp")
          ? { kind: "none", snapshot }
          : { kind: "refused", snapshot, told: opened.rejections.map((item) => tell({ ...item, severity: "error" })) };
      store.patch({ reading, view, shapes, notice: null, isReading: false, checkedAt: services.timeOfDay() });
    } catch (thrown) {
      store.patch({ notice: noticeOfFault(thrown), isReading: false });
    }
  }

  function refresh(): Promise<void> {
    if (running !== null) {
      again = true;
      return running;
    }
    running = readOnce().finally(() => {
      running = null;
      if (!again) return;
      again = false;
      void refresh();
    });
    return running;
  }

  function soon(): void {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      void refresh();
    }, QUIET);
  }

  return {
    store,
    refresh,
    today: () => store.get().view?.environment.sampleDate ?? services.clock.today(),
    start: () => {
      stops = [
        services.live.onChange((view) => {
          store.patch({ view });
          soon();
        }),
      ];
      void refresh();
      services.sheet.onChange(soon).then((stop) => stops.push(stop), () => undefined);
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      for (const stop of stops) stop();
    },
  };
}
