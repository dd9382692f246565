import type { ActionEnv } from "../../src/actions/action";
import { createLiveLedger } from "../../src/live/liveLedger";
import type { LedgerSource, TableShape } from "../../src/live/source";
import { ISO_REGIONAL } from "../../src/taskpane/model/regional";
import { type Pane, createPane } from "../../src/taskpane/pane";
import type { DeviceMemory, PaneServices } from "../../src/taskpane/services";
import type { Workbook } from "../../src/workbook/port";
import type { WitnessStore } from "../../src/workbook/witness";
import type { SheetPort } from "../../src/workbook/sheetPort";
import { isoDay } from "../support/days";
import { TestBook } from "../support/book";

/** A pane over a memory workbook, with the sheet's events in the test's hands. */
export interface PaneBench {
  readonly pane: Pane;
  readonly book: TestBook;
  /** The person edits a cell: row 1 is the first below the headers. */
  edit(table: string, row: number, column: string, value: string | number): void;
  /** The person selects something else. */
  select(address: string): void;
  /** Waits until this is true of what the controllers hold. */
  until(condition: () => boolean): Promise<void>;
  readonly copied: string[];
}

export interface PaneBenchOptions {
  /** What the device remembers; left out: nothing. */
  readonly witness?: WitnessStore;
  /** Left out: what the memory workbook does. */
  readonly workbook?: Workbook;
  /** Texts that the device keeps; left out: none yet. */
  readonly device?: DeviceMemory;
  /** Address of the open file. */
  readonly file?: string;
}

const stops: (() => void)[] = [];

afterAll(() => {
  for (const stop of stops) stop();
});

export async function openPane(book: TestBook, options: PaneBenchOptions = {}): Promise<PaneBench> {
  const changes = new Set<() => void>();
  const selections = new Set<() => void>();
  const copied: string[] = [];
  let selection = "Sheet1!A1";
  const listen = (listeners: Set<() => void>) => (listener: () => void): Promise<() => void> => {
    listeners.add(listener);
    return Promise.resolve(() => listeners.delete(listener));
  };
  const sheet: SheetPort = {
    selection: () => Promise.resolve(selection), onSelection: listen(selections), onChange: (listener) => listen(changes)(() => listener({ isRemote: false })),
    regional: () => Promise.resolve({ decimalSeparator: ".", groupSeparator: ",", shortDatePattern: "yyyy-mm-dd" }),
  };
  const source = memorySource(book, changes);
  const today = isoDay("2026-02-03");
  const kept = new Map<string, string>();
  const env = (): ActionEnv => book.env();
  const services: PaneServices = {
    workbook: options.workbook ?? book.workbook, reader: book.workbook, sheet, ...(options.witness === undefined ? {} : { witness: options.witness }), tables: async () => (await source.describe()).tables, live: createLiveLedger({ source, quietMilliseconds: 1 }),
    invoiceSheet: { show: () => Promise.resolve({ shown: true, sheet: "Invoice", made: true }) },
    clock: { today: () => today, onNewDay: () => () => undefined }, env, regional: ISO_REGIONAL,
    ...(options.file === undefined ? {} : { fileAddress: () => options.file ?? "" }),
    device: options.device ?? { get: (key) => kept.get(key) ?? "", set: (key, value) => void kept.set(key, value) },
    copyText: (text) => Promise.resolve(copied.push(text) > 0), timeOfDay: () => "10:42",
    selfTest: () => Promise.reject(new Error("no self-test in this bench")), place: () => ({ platform: "Test", version: "0", app: "test" }),
  };
  const pane = createPane(services);
  pane.keeper.start();
  stops.push(() => {
    pane.keeper.stop();
    pane.lock.leave();
    services.live.stop();
  });
  const until = async (condition: () => boolean): Promise<void> => {
    for (let tries = 0; !condition(); tries++) {
      if (tries > 500) throw new Error(`Never true: ${condition.toString()}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  await until(() => pane.keeper.store.get().reading !== null && !pane.keeper.store.get().isReading);
  const tell = (listeners: ReadonlySet<() => void>): void => [...listeners].forEach((listener) => listener());
  return {
    pane, book, copied, until,
    edit: (name, row, column, value) => {
      const table = book.workbook.table(name);
      const cells = table.rows[row - 1];
      if (cells === undefined) throw new Error(`No row ${row} in ${name}`);
      cells[table.headers.indexOf(column)] = value;
      tell(changes);
    },
    select: (address) => {
      selection = address;
      tell(selections);
    },
  };
}

function memorySource(book: TestBook, changes: Set<() => void>): LedgerSource {
  const shapes = (): TableShape[] => [...book.workbook.tables.values()].map(({ headers, name, rows }) => ({ name, headers, rowCount: Math.max(1, rows.length) }));
  return {
    describe: () => Promise.resolve({ dateSystem: 1900, tables: shapes() }),
    readColumns: (requests) => Promise.resolve(requests.map(({ count, first, headers, table }) => {
      const { headers: all, rows } = book.workbook.table(table);
      return headers.map((header) => Array.from({ length: count }, (_, index) => rows[first + index]?.[all.indexOf(header)] ?? ""));
    })),
    watch: (onHint) => {
      const hint = (): void => onHint({ kind: "structure" });
      changes.add(hint);
      return Promise.resolve(() => void changes.delete(hint));
    },
  };
}
