import { fromSerial, parseIsoDate, type PlainDate } from "../core/values/plainDate";
import { Fault } from "../workbook/fault";
import { plainHeader } from "../workbook/columnMapping";
import type { CellRead } from "../workbook/port";
import type { Books } from "./books";
import { startTimer } from "./clock";
import { type OwnTableRows, readFiguresFrom } from "./figuresFrom";
import { type ReadLedger, readLedgerSteps } from "./ledgerFacts";
import { bindLedger, bindTable, type FigureTable, ledgerTableNames, neededColumns } from "./ledgerTables";
import { createTableReader, type TableColumns } from "./reader";
import { checkRows } from "./rowChecks";
import { nextTask, runInSlices } from "./slices";
import type { BookShape, ChangeHint, LedgerSource, TableShape } from "./source";
import type { Splice } from "./splices";
import type { LedgerColumns } from "./rowFacts";
import { createTableCache } from "./tableCache";
import type { UPKEEP } from "./upkeep";
import type { Watchman } from "./watchman";

/** What figures need to know of the workbook besides its ledger. */
export interface Environment {
  readonly dateSystem: 1900 | 1904;
  /** Settings › Sample date: stands in for today. */
  readonly sampleDate: PlainDate | null;
}

export type LedgerState =
  | { readonly kind: "ready"; readonly books: Books }
  /** Settings › Figures come from names the person's own tables: they are read like tables given as arguments. */
  | { readonly kind: "own"; readonly invoices: OwnTableRows; readonly payments: OwnTableRows | null }
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
  /** Time between two looks for edits of which no event told; null: none. */
  readonly lookMilliseconds?: number | null;
  readonly setTimer?: (work: () => void, milliseconds: number) => () => void;
  /** Lets others run between two slices of work. */
  readonly pause?: () => Promise<void>;
}

const NO_LEDGER = "No ledger in this workbook yet: choose Billing › Set up, or give your own tables (invoices, payments) as arguments";
const QUIET = 120;
/** Calculations come in crowds, also from our own answers. */
const CALCULATED_QUIET = 1_000;
/** Fifty-odd looks see the whole book (watchman.ts): within a minute or little more. */
const LOOK = 1_000;
/** Every so many looks at the counts, which alone show a row that was added below all that was read. */
const COUNTED_EVERY = 10;
/** Reading waits for an Excel that calculates, but not for ever. */
const IDLE_AGAIN = 250;
const IDLE_TRIES = 8;
const FETCH_WAIT = 3_000;
/** After a failed read: again after these waits, then with the next hint. */
const RETRY_AFTER = [500, 2_000, 8_000, 30_000];

export function createLiveLedger({ source, quietMilliseconds = QUIET, lookMilliseconds = LOOK, setTimer = startTimer, pause = nextTask }: LiveLedgerOptions): LiveLedger {
  const tables = createTableCache(createTableReader(source));
  const listeners = new Set<(view: LiveView) => void>();
  let current: LiveView | null = null;
  let running: Promise<LiveView> | null = null;
  let again = false;
  let cancelTimer: (() => void) | null = null;
  let unwatch: (() => void) | null = null;
  let watching = false;
  let failures = 0;
  let stopped = false;
  let cancelLook: (() => void) | null = null;
  let focused = false;
  let looks = 0;
  /** The ledger's tables as they were last read; a later reading starts from it. */
  let ledger: ReadLedger | null = null;
  /** What keeps it, fetched behind the first reading. Until it is there everything is read anew: slower, and as right. */
  let upkeep: typeof UPKEEP | null = null;
  let watchman: Watchman | null = null;
  let fetching: Promise<void> | null = null;
  const ownRows = new WeakMap<TableColumns, OwnTableRows>();

  function publish(environment: Environment, ledger: LedgerState): LiveView {
    const view = { environment, ledger, version: (current?.version ?? 0) + 1 };
    current = view;
    for (const listener of [...listeners]) listener(view);
    return view;
  }

  async function refresh(): Promise<LiveView> {
    await watchOnce();
    if (current !== null) await touchCounted();
    const reading = tables.begin(upkeep);
    try {
      const view = await readStale();
      reading.done();
      failures = 0;
      await fetchedSoon();
      await note();
      lookLater();
      return view;
    } catch (thrown) {
      reading.failed();
      const wait = RETRY_AFTER[failures];
      failures++;
      if (wait !== undefined) schedule(wait);
      // What was true stays on the screen while a cell is edited or the host is busy; a first read has nothing to keep.
      if (current !== null) return current;
      if (wait !== undefined && thrown instanceof Fault && thrown.code === "cellEditMode") throw thrown;
      return publish({ dateSystem: 1900, sampleDate: null }, { kind: "unavailable", message: `The ledger could not be read (${thrown instanceof Error ? thrown.message : String(thrown)}). It is tried again; else open Billing › Refresh figures` });
    }
  }

  /** Without counts, paced reading still finds what changed. */
  async function note(): Promise<void> {
    await watchman?.note(tables.watched()).catch(ignore);
  }

  function fetchUpkeep(): Promise<void> {
    if (upkeep !== null) return Promise.resolve();
    fetching ??= import(/* webpackChunkName: "figures" */ "./upkeep")
      .then((part) => {
        upkeep = part.UPKEEP;
        watchman = upkeep.createWatchman(source);
      })
      .catch(ignore) // no connection: the next look fetches it
      .finally(() => (fetching = null));
    return fetching;
  }

  /** What is counted from now on should be what was read: the answers are out, and this waits a little, not for ever. */
  function fetchedSoon(): Promise<void> {
    if (upkeep !== null) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = setTimer(resolve, FETCH_WAIT);
      void fetchUpkeep().then(() => {
        cancel();
        resolve();
      });
    });
  }

  async function readStale(): Promise<LiveView> {
    const book = await source.describe();
    const { dateSystem } = book;
    const bound = bindTable(book, "Settings");
    const settings = bound === null ? null : await tables.read(bound.shape, neededColumns("Settings", bound));
    const environment = { dateSystem, sampleDate: sampleDateOf(settings, dateSystem) };
    const from = readFiguresFrom(String(settingOf(settings, "Figures come from")));
    return publish(environment, from.kind === "ledger" ? await readLedger(book) : await readOwn(book, from.names));
  }

  async function readLedger(book: BookShape): Promise<LedgerState> {
    const bound = bindLedger(book);
    if (bound.kind !== "bound") return { kind: "unavailable", message: bound.kind === "none" ? NO_LEDGER : bound.message };
    const reads = [...bound.tables].map(async ([name, table]) => [name, await tables.read(table.shape, neededColumns(name, table))] as const);
    await Promise.allSettled(reads); // where one fails, none goes on into the next reading
    const parts = new Map(await Promise.all(reads));
    const part = (name: FigureTable): TableColumns => {
      const columns = parts.get(name);
      if (columns === undefined) throw new Error(`${name} was not read`);
      return columns;
    };
    const columns = {
      customers: part("Customers"), invoices: part("Invoices"), dueDates: part("DueDates"), payments: part("Payments"), applications: part("Applications"),
      dateSystem: book.dateSystem,
    };
    const before = ledger;
    ledger = null; // what breaks off half way is not gone on with
    ledger = (before === null ? null : await updated(before, columns)) ?? (await readAnew(columns));
    return { kind: "ready", books: ledger.books };
  }

  async function updated(before: ReadLedger, columns: LedgerColumns): Promise<ReadLedger | null> {
    const change = (table: Exclude<keyof LedgerColumns, "dateSystem">): readonly Splice[] | null => tables.changes(before.columns[table], columns[table]);
    const [customers, invoices, dueDates, payments, applications] = [change("customers"), change("invoices"), change("dueDates"), change("payments"), change("applications")];
    if (upkeep === null || customers === null || invoices === null || dueDates === null || payments === null || applications === null) return null;
    return runInSlices(upkeep.updatedLedgerSteps(before, columns, { customers, invoices, dueDates, payments, applications }), pause);
  }

  async function readAnew(columns: LedgerColumns): Promise<ReadLedger> {
    await runInSlices(checkRows("Invoices", columns.invoices), pause);
    await runInSlices(checkRows("Payments", columns.payments), pause);
    await runInSlices(checkRows("Applications", columns.applications), pause);
    return runInSlices(readLedgerSteps(columns), pause);
  }

  async function readOwn(book: BookShape, names: readonly string[]): Promise<LedgerState> {
    const { findOwnTables, rowsOfTable } = await fetchOwnPart();
    const readOwnTable = async (shape: TableShape): Promise<OwnTableRows> => {
      const columns = await tables.read(shape, new Map(shape.headers.map((header) => [header, header])));
      let rows = ownRows.get(columns);
      if (rows === undefined) ownRows.set(columns, (rows = await runInSlices(rowsOfTable(shape.name, shape.headers, columns), pause)));
      return rows;
    };
    const found = findOwnTables(book, names, ledgerTableNames(book));
    if ("message" in found) return { kind: "unavailable", message: found.message };
    const invoices = await readOwnTable(found.invoices);
    const payments = found.payments === null ? null : await readOwnTable(found.payments);
    const known = current?.ledger;
    // The same cells as before: whoever keeps what was computed from them may go on using it.
    if (known?.kind === "own" && known.invoices === invoices && known.payments === payments) return known;
    return { kind: "own", invoices, payments };
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
      void runWhenIdle(IDLE_TRIES).catch(ignore);
    }, wait);
  }

  async function runWhenIdle(tries: number): Promise<void> {
    if (stopped) return;
    if (tries === 0 || !(await isBusy().catch(() => false))) await run();
    else if (cancelTimer === null) {
      cancelTimer = setTimer(() => {
        cancelTimer = null;
        void runWhenIdle(tries - 1).catch(ignore);
      }, IDLE_AGAIN);
    }
  }

  /** Tables of which the workbook counts otherwise than when they were read are read again. */
  async function touchCounted(): Promise<boolean> {
    const changed = watchman === null ? [] : await watchman.changedByCount();
    if (changed === null) return tables.touchAll();
    for (const table of changed) tables.touchOther(table);
    return changed.length > 0;
  }

  function lookLater(): void {
    if (lookMilliseconds === null || stopped || cancelLook !== null) return;
    cancelLook = setTimer(() => {
      cancelLook = null;
      void look()
        .catch(ignore) // Excel is busy or a table is gone: the next look or the next event sees it
        .finally(lookLater);
    }, lookMilliseconds);
  }

  /** One look at the workbook: by its counts when the person has just come to it and now and then, else at the next slice of cells. */
  async function look(): Promise<void> {
    if (running !== null || (await isBusy())) return;
    if (upkeep === null) void fetchUpkeep().then(note);
    looks++;
    if (focused || looks % COUNTED_EVERY === 0) {
      focused = false;
      // A table that is missing cannot be counted; looking for it is to describe the book again.
      if ((await touchCounted()) || current?.ledger.kind === "unavailable") await run();
      return;
    }
    const table = (await watchman?.changedInNextSlice(tables.watched())) ?? null;
    if (table !== null && tables.touch(table)) await run();
  }

  async function isBusy(): Promise<boolean> {
    return source.isIdle !== undefined && !(await source.isIdle());
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
    if (hint.kind === "focus") {
      focused = true;
      return;
    }
    if (hint.kind === "calculated" && current?.ledger.kind !== "own") return; // the ledger holds no formulas
    // While a table or a column is missing, what was read is not what a hint could be about: any edit may bring it back.
    if (hint.kind === "table" && current?.ledger.kind !== "unavailable" ? !tables.touch(hint.table, hint.rows) : !tables.touchAll()) return;
    failures = 0;
    schedule(hint.kind === "calculated" ? CALCULATED_QUIET : quietMilliseconds);
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
      tables.touchAll();
      return run();
    },
    stop() {
      stopped = true;
      cancelTimer?.();
      cancelLook?.();
      unwatch?.();
      listeners.clear();
    },
  };
}

let ownPart: Promise<typeof import("./ownShapes")> | null = null;

/** What reads a person's own tables, fetched when a workbook first has some; without a connection it is tried again with the next reading. */
export function fetchOwnPart(): Promise<typeof import("./ownShapes")> {
  ownPart ??= import(/* webpackChunkName: "figures" */ "./ownShapes").catch((thrown: unknown) => {
    ownPart = null;
    throw thrown;
  });
  return ownPart;
}

function ignore(): void {
  // A failed background read is tried again by its own timer; whoever waits for `view` gets the error itself.
}

/** Read on its own: settings.ts brings numbering and parties along, which cells need not load for two settings. */
function settingOf(settings: TableColumns | null, name: string): CellRead {
  for (let row = 0; row < (settings?.count ?? 0); row++)
    if (plainHeader(String(settings?.cell("Setting", row))) === plainHeader(name)) return settings?.cell("Value", row) ?? "";
  return "";
}

function sampleDateOf(settings: TableColumns | null, dateSystem: 1900 | 1904): PlainDate | null {
  const value = settingOf(settings, "Sample date");
  if (typeof value === "number") return fromSerial(Math.floor(value), dateSystem);
  return typeof value === "string" ? parseIsoDate(value) : null;
}
