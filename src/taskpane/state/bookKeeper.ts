import { type Book, bookReads, disputedAmounts, openBook } from "../../actions/book";
import { type Told, tell } from "../../actions/runAction";
import { foldEntries } from "../../core/ledger/fold";
import type { PlainDate } from "../../core/values/plainDate";
import type { LiveView } from "../../live/liveLedger";
import type { TableShape } from "../../live/source";
import type { Finding } from "../../workbook/integrity/finding";
import { inspectReads } from "../../workbook/integrity/inspectReads";
import type { ReadRequest, Snapshot } from "../../workbook/port";
import type { TableName } from "../../workbook/schema";
import { late } from "../late";
import { postingBlock } from "../model/integrity";
import { todoTables } from "../model/todo";
import type { PaneServices } from "../services";
import { type Store, createStore } from "../store";
import type { DeviceKeeper } from "./deviceKeeper";
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
  /** What does not agree with what was posted, as of the last read; null before it, and where there is no ledger. */
  readonly findings: readonly Finding[] | null;
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
  /** False while a finding makes posting wrong, or the person has not said whose numbers to use; screens say which. */
  canPost(): boolean;
  /** The day that stands for today: the sample date where one is set. */
  today(): PlainDate;
  start(): void;
  stop(): void;
}

/** Edits are gathered this long before the book is read again. */
const QUIET = 400;

export function createBookKeeper(services: PaneServices, device: DeviceKeeper): BookKeeper {
  const store = createStore<BookState>({ reading: null, view: null, findings: null, shapes: [], isReading: false, notice: null, checkedAt: "" });
  let running: Promise<void> | null = null;
  let again = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let stops: (() => void)[] = [];
  let isStopped = false;

  async function readOnce(): Promise<void> {
    store.patch({ isReading: true });
    try {
      const shapes = await services.tables();
      const { seat } = services.env();
      const snapshot = await services.reader.read(together(inspectReads(), bookReads(READS, seat), { tables: todoTables(shapes) }));
      await device.follow(snapshot);
      const opened = openBook(snapshot, { reads: READS, writes: [], seat });
      const view = await services.live.view();
      const reading: BookReading = opened.ok
        ? { kind: "open", book: opened.value, snapshot }
        : opened.rejections.some(({ code }) => code === "notSetUp")
          ? { kind: "none", snapshot }
          : { kind: "refused", snapshot, told: opened.rejections.map((item) => tell({ ...item, severity: "error" })) };
      if (isStopped) return;
      // The first screen does not wait for the inspection.
      if (store.get().reading === null) store.patch({ reading, view, shapes });
      const { inspectBook } = await late();
      const fold: Parameters<typeof inspectBook>[1]["fold"] = (entries) => foldEntries(entries, disputedAmounts(snapshot, entries));
      const findings = reading.kind === "none" ? null : inspectBook(snapshot, { fold, witness: device.store.get().witness, seat });
      store.patch({ reading, view, findings, shapes, notice: null, isReading: false, checkedAt: services.timeOfDay() });
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
    canPost: () => {
      const { findings, reading } = store.get();
      return reading?.kind === "open" && findings !== null && postingBlock(findings) === null && !device.mustChooseNumbers(reading.snapshot, reading.book.entries);
    },
    today: () => store.get().view?.environment.sampleDate ?? services.clock.today(),
    start: () => {
      isStopped = false;
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
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      for (const stop of stops) stop();
    },
  };
}

/** One read that brings what each of these asks for. */
function together(...requests: readonly ReadRequest[]): ReadRequest {
  const tables = [...new Set(requests.flatMap((request) => request.tables))];
  const prefixes = [...new Set(requests.flatMap((request) => request.prefixes ?? []))];
  return { ...requests.reduce<Partial<ReadRequest>>((all, request) => ({ ...all, ...request }), {}), tables, prefixes };
}
