import { type Book, bookReads, disputedAmounts, openBook } from "../../actions/book";
import { inSlices } from "../../actions/posting/slices";
import { type Told, tell } from "../../actions/runAction";
import { foldEntries } from "../../core/ledger/fold";
import type { PlainDate } from "../../core/values/plainDate";
import type { LiveView } from "../../live/liveLedger";
import type { TableShape } from "../../live/source";
import type { Finding } from "../../workbook/integrity/finding";
import { inspectReads } from "../../workbook/integrity/inspectReads";
import { verifyRows } from "../../workbook/journal";
import type { ReadRequest, Snapshot } from "../../workbook/port";
import { type TableName, journalTableName } from "../../workbook/schema";
import { rememberedLedger } from "../../workbook/settings";
import { journalTables } from "../../workbook/tables";
import type { BookSeal } from "../../workbook/witness";
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
  /** What this device verified of the ledger when it was opened last; asked for once. */
  let sealed: { readonly ledger: string; readonly seal: BookSeal | null } | null = null;

  async function sealOf(ledger: string): Promise<BookSeal | null> {
    if (sealed?.ledger !== ledger) sealed = { ledger, seal: ledger === "" ? null : ((await services.witness?.readSeal?.(ledger).catch(() => null)) ?? null) };
    return sealed.seal;
  }

  /** What was taken for verified at first is verified in idle time; where it is not as it was, the seal goes and everything is read anew. */
  async function verifyTheRest({ ledger }: Book, id: string): Promise<void> {
    const { verifyRest } = await late();
    if (!(await inSlices(verifyRest(ledger), services.pause))) return;
    sealed = { ledger: id, seal: null };
    await services.witness?.keepSeal?.(id, []).catch(() => false);
    await refresh();
  }

  async function readOnce(): Promise<void> {
    store.patch({ isReading: true });
    try {
      const shapes = await services.tables();
      const { seat } = services.env();
      const snapshot = await services.reader.read(together(inspectReads(), bookReads(READS, seat), { tables: todoTables(shapes) }));
      await device.follow(snapshot);
      const ledger = rememberedLedger(snapshot);
      const seal = await sealOf(ledger);
      for (const table of journalTables(snapshot)) await inSlices(verifyRows(table, seal?.find((each) => journalTableName(each.seat) === table.name)?.rows), services.pause);
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
      const { inspectSteps, readSealed } = await late();
      const fold: Parameters<typeof inspectSteps>[1]["fold"] = (entries) =>
        opened.ok && entries.length === opened.value.entries.length ? opened.value.ledger : foldEntries(entries, disputedAmounts(snapshot, entries));
      await inSlices(readSealed(snapshot, seal), services.pause);
      const findings = reading.kind === "none" ? null : await inSlices(inspectSteps(snapshot, { fold, witness: device.store.get().witness, seat }), services.pause);
      store.patch({ reading, view, findings, shapes, notice: null, isReading: false, checkedAt: services.timeOfDay() });
      if (opened.ok) verifyTheRest(opened.value, ledger).catch(() => undefined);
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
