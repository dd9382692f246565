import { fromSerial, parseIsoDate, type PlainDate } from "../core/values/plainDate";
import { Fault } from "../workbook/fault";
import { plainHeader } from "../workbook/columnMapping";
import type { Books } from "./books";
import { startTimer } from "./clock";
import { booksOfLedger } from "./ledgerFacts";
import { bindLedger, FIGURE_TABLES, type FigureTable, neededColumns } from "./ledgerTables";
import { createTableReader, type TableColumns } from "./reader";
import { CHECKED_TABLES, checkRows } from "./rowChecks";
import type { ChangeHint, LedgerSource } from "./source";

/** What figures need to know of the workbook besides its ledger. */
export interface Environment {
  readonly dateSystem: 1900 | 1904;
  /** Settings › Sample date: stands in for today. */
  readonly sampleDate: PlainDate | null;
}

export type LedgerState =
  | { readonly kind: "ready"; readonly books: Books }
  /** No ledger, or one that cannot be read: the sentence for every cell. */
  | { readonly kind: "unavailable"; readonly message: string };

export interface LiveView {
  readonly environment: Environment;
  readonly ledger: LedgerState;
  /** Rises with every rebuild. */
  readonly version: number;
}

/** This workbook's ledger in memory: read once, kept fresh by change hints, shared by the functions and the pane. */
export interface LiveLedger {
  /** The latest view; waits for the first read. Later edits never make it wait: they arrive through `onChange`. */
  view(): Promise<LiveView>;
  /** The latest view if there is one. */
  peek(): LiveView | null;
  onChange(listener: (view: LiveView) => void): () => void;
  /** Reads everything again. Resolves with the new view. */
  rebuild(): Promise<LiveView>;
  stop(): void;
}

export interface LiveLedgerOptions {
  readonly source: LedgerSource;
  /** How long hints are gathered before the touched tables are read again. */
  readonly quietMilliseconds?: number;
  readonly setTimer?: (work: () => void, milliseconds: number) => () => void;
  /** Lets others run between two slices of work. */
  readonly pause?: () => Promise<void>;
}

const NO_LEDGER = "No ledger in this workbook yet: choose Billing › Set up, or give your own tables (invoices, payments) as arguments";
const QUIET = 120;
/** After a failed read: again after these waits, then with the next hint. */
const RETRY_AFTER = [500, 2_000, 8_000, 30_000];

export function createLiveLedger({ source, quietMilliseconds = QUIET, setTimer = startTimer, pause = nextTask }: LiveLedgerOptions): LiveLedger {
  const reader = createTableReader(source);
  const listeners = new Set<(view: LiveView) => void>();
  const tables = new Map<FigureTable, TableColumns>();
  /** Names in the workbook of the tables that were read, for hints. */
  let boundNames = new Map<string, FigureTable>();
  let current: LiveView | null = null;
  let stale = new Set<FigureTable>(FIGURE_TABLES);
  let running: Promise<LiveView> | null = null;
  let again = false;
  let cancelTimer: (() => void) | null = null;
  let unwatch: (() => void) | null = null;
  let watching = false;
  let failures = 0;
  let stopped = false;

  function publish(environment: Environment, ledger: LedgerState): LiveView {
    const view = { environment, ledger, version: (current?.version ?? 0) + 1 };
    current = view;
    for (const listener of [...listeners]) listener(view);
    return view;
  }

  async function refresh(): Promise<LiveView> {
    await watchOnce();
    const reading = stale;
    stale = new Set();
    try {
      const view = await readStale(reading);
      failures = 0;
      return view;
    } catch (thrown) {
      for (const name of reading) stale.add(name);
      const wait = RETRY_AFTER[failures];
      failures++;
      if (wait !== undefined) schedule(wait);
      // What was true stays on the screen while a cell is edited or the host is busy; a first read has nothing to keep.
      if (current !== null) return current;
      if (wait !== undefined && thrown instanceof Fault && thrown.code === "cellEditMode") throw thrown;
      return publish({ dateSystem: 1900, sampleDate: null }, { kind: "unavailable", message: `The ledger could not be read (${thrown instanceof Error ? thrown.message : String(thrown)}). It is tried again; else open Billing › Refresh figures` });
    }
  }

  async function readStale(reading: ReadonlySet<FigureTable>): Promise<LiveView> {
    const book = await source.describe();
    const bound = bindLedger(book);
    if (bound.kind !== "bound") {
      tables.clear();
      boundNames = new Map();
      stale = new Set(FIGURE_TABLES);
      return publish({ dateSystem: book.dateSystem, sampleDate: null }, { kind: "unavailable", message: bound.kind === "none" ? NO_LEDGER : bound.message });
    }
    boundNames = new Map([...bound.tables].map(([name, table]) => [table.shape.name.toLowerCase(), name]));
    for (const [name, table] of bound.tables)
      if (reading.has(name) || !tables.has(name)) tables.set(name, await reader.read(table.shape, neededColumns(name, table)));
    const sampleDate = sampleDateOf(part("Settings"), book.dateSystem);
    for (const name of CHECKED_TABLES) await checkRows(name, part(name), pause);
    const books = booksOfLedger({
      customers: part("Customers"), invoices: part("Invoices"), dueDates: part("DueDates"), payments: part("Payments"), applications: part("Applications"),
      dateSystem: book.dateSystem,
    });
    return publish({ dateSystem: book.dateSystem, sampleDate }, { kind: "ready", books });
  }

  function part(name: FigureTable): TableColumns {
    const columns = tables.get(name);
    if (columns === undefined) throw new Error(`${name} was not read`);
    return columns;
  }

  /** One read at a time; what comes in meanwhile is read right after. */
  function run(): Promise<LiveView> {
    if (running !== null) {
      again = true;
      return running;
    }
    running = refresh().finally(() => {
      running = null;
      if (!again || stopped) return;
      again = false;
      void run().catch(ignore);
    });
    return running;
  }

  function schedule(wait: number): void {
    if (stopped || cancelTimer !== null) return;
    cancelTimer = setTimer(() => {
      cancelTimer = null;
      if (!stopped) void run().catch(ignore);
    }, wait);
  }

  async function watchOnce(): Promise<void> {
    if (watching) return;
    watching = true;
    try {
      unwatch = await source.watch(onHint);
    } catch {
      watching = false; // events are hints only: figures are read without them, and watching is tried again
    }
  }

  function onHint(hint: ChangeHint): void {
    if (hint.kind === "structure") {
      for (const name of FIGURE_TABLES) stale.add(name);
    } else {
      const name = boundNames.get(hint.table.toLowerCase());
      if (name === undefined) return;
      stale.add(name);
    }
    failures = 0;
    schedule(quietMilliseconds);
  }

  return {
    view: async () => current ?? (await (running ?? run())),
    peek: () => current,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async rebuild() {
      if (running !== null) await running.catch(ignore);
      stale = new Set(FIGURE_TABLES);
      return run();
    },
    stop() {
      stopped = true;
      cancelTimer?.();
      unwatch?.();
      listeners.clear();
    },
  };
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

function ignore(): void {
  // A failed background read is tried again by its own timer; whoever waits for `view` gets the error itself.
}

/** Read on its own: settings.ts brings numbering and parties along, which cells need not load for one date. */
function sampleDateOf(settings: TableColumns, dateSystem: 1900 | 1904): PlainDate | null {
  for (let row = 0; row < settings.count; row++) {
    if (plainHeader(String(settings.cell("Setting", row))) !== plainHeader("Sample date")) continue;
    const value = settings.cell("Value", row);
    if (typeof value === "number") return fromSerial(Math.floor(value), dateSystem);
    return typeof value === "string" ? parseIsoDate(value) : null;
  }
  return null;
}
