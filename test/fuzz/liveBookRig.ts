import { readFunctionsMetadata } from "../../host/cli/functionsMetadata";
import type { EventGap } from "../../host/richapi/eventGaps";
import { addDays, type PlainDate } from "../../src/core/values/plainDate";
import { createEngine, type Engine } from "../../src/functions/engine";
import { FUNCTIONS } from "../../src/functions/main";
import { installEngine } from "../../src/functions/runtime";
import type { Clock } from "../../src/live/clock";
import { createLiveLedger, fetchOwnPart, type LiveLedger, type LiveView } from "../../src/live/liveLedger";
import type { LedgerSource } from "../../src/live/source";
import { Fault } from "../../src/workbook/fault";
import { createOfficeSource } from "../../src/workbook/office/liveSource";
import { isoDay } from "../support/days";
import { HostBook } from "../support/hostBook";
import { Haste } from "./liveBookHaste";
import { modelSource } from "./liveBookSource";

/** Tells the timer of the looks from all others. */
const LOOK = 31_415;
/** Turns of the event loop without anything under way after which the book is at rest. */
const QUIET_TURNS = 3;
const MOST_TURNS = 20_000;

interface HandTimer {
  readonly work: () => void;
  readonly milliseconds: number;
}

class HandTimers {
  private waiting: HandTimer[] = [];

  readonly set = (work: () => void, milliseconds: number): (() => void) => {
    const timer = { work, milliseconds };
    this.waiting.push(timer);
    return () => (this.waiting = this.waiting.filter((each) => each !== timer));
  };

  get hasLook(): boolean {
    return this.waiting.some(({ milliseconds }) => milliseconds === LOOK);
  }

  /** Fires the look, or all others; how many there were. */
  fire(looks: boolean): number {
    const due = this.waiting.filter(({ milliseconds }) => (milliseconds === LOOK) === looks);
    this.waiting = this.waiting.filter((each) => !due.includes(each));
    for (const { work } of due) work();
    return due.length;
  }
}

class HandClock implements Clock {
  private readonly listeners = new Set<() => void>();
  private day: PlainDate = isoDay("2026-03-20");

  today(): PlainDate {
    return this.day;
  }

  onNewDay(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Whether anybody wants to be told of midnight. */
  get isHeard(): boolean {
    return this.listeners.size > 0;
  }

  /** Midnight passes. */
  newDay(): void {
    this.day = addDays(this.day, 1);
    for (const listener of [...this.listeners]) listener();
  }
}

/**
 * A book on the host with the add-in's functions live in it, put together as their composition root does, but with timers and
 * a calendar that the caller moves: no test waits for a clock.
 */
export class LiveBook {
  readonly gaps = new Set<EventGap>();
  readonly clock = new HandClock();
  readonly book: HostBook;
  readonly live: LiveLedger;
  /** So many reads from now on fail, as while somebody types in a cell. */
  failingReads = 0;
  /** Done once, right after the next read of a slice: an edit in the middle of a reading. */
  amidReading: (() => void) | null = null;
  private readonly timers = new HandTimers();
  private readonly engines: Engine[] = [];
  private requests = 0;
  private answers = 0;
  private working = 0;
  /** Tables that were read, a slice each. */
  readonly reads: string[] = [];
  /** Answers that the functions gave, by function. */
  readonly told = new Map<string, number>();
  private readonly haste = new Haste();

  private constructor(bytes: Uint8Array) {
    const hooks = {
      onRequest: () => {
        this.requests++;
        return "once" as const;
      },
      afterBatch: () => {
        this.answers++;
        return null;
      },
    };
    this.haste.start();
    this.book = HostBook.fromBytes(bytes, { hooks, eventGaps: this.gaps });
    const { host } = this.book;
    const pause = (): Promise<void> => this.counted(() => new Promise((resolve) => setImmediate(resolve)));
    this.live = createLiveLedger({ source: this.watched(createOfficeSource((batch) => host.Excel.run({ delayForCellEdit: true }, batch))), setTimer: this.timers.set, lookMilliseconds: LOOK, pause });
    installEngine(() => {
      const engine = createEngine({ live: this.live, clock: this.clock, pause });
      this.engines.push(engine);
      return engine;
    });
    for (const [id, implementation] of Object.entries(FUNCTIONS)) host.CustomFunctions.associate(id, this.heard(id, implementation));
  }

  static async open(bytes: Uint8Array): Promise<LiveBook> {
    const book = new LiveBook(bytes);
    book.book.host.registerCustomFunctions("BILLING", await readFunctionsMetadata());
    // Nobody counts how long a busy machine takes to load a module: it must not look like a book at rest.
    await fetchOwnPart();
    return book;
  }

  close(): void {
    for (const engine of this.engines) engine.stop();
    this.live.stop();
    this.book.close();
    this.haste.stop();
  }

  /** Until no event, read, computation or answer is under way and no timer but that of the looks is set. */
  async settle(): Promise<void> {
    for (let quiet = 0, turns = 0; quiet < QUIET_TURNS; turns++) {
      if (turns > MOST_TURNS) throw new Error("The book does not come to rest");
      await this.haste.turn();
      const fired = this.timers.fire(false);
      const waiting = this.book.host.calc?.pendingCustomFunctions ?? 0;
      quiet = fired + this.working + this.haste.waiting + waiting === 0 && this.requests === this.answers ? quiet + 1 : 0;
    }
  }

  /** As settle, after some time by the clock: for telling what comes late from what does not come. */
  async settleLater(milliseconds: number): Promise<void> {
    await this.haste.turn(milliseconds);
    await this.settle();
  }

  /** One look for edits of which no event told; false when none is due, because the ledger has not been read. */
  async look(): Promise<boolean> {
    if (!this.timers.hasLook) return false;
    this.timers.fire(true);
    await this.settle();
    return true;
  }

  /** What a live ledger says that reads the same cells for the first time. */
  async freshView(): Promise<LiveView> {
    const fresh = createLiveLedger({ source: modelSource(this.book.workbook), lookMilliseconds: null, setTimer: () => () => undefined, pause: () => Promise.resolve() });
    try {
      return await fresh.view();
    } finally {
      fresh.stop();
    }
  }

  /** The function itself, with its answers counted. */
  private heard(id: string, implementation: (...args: never[]) => void): (...args: unknown[]) => void {
    return (...args) => {
      const invocation = args.at(-1) as CustomFunctions.StreamingInvocation<unknown>; // decoder: a streaming function's last argument
      const setResult = invocation.setResult.bind(invocation);
      invocation.setResult = (result) => {
        this.told.set(id, (this.told.get(id) ?? 0) + 1);
        setResult(result);
      };
      Reflect.apply(implementation, undefined, args);
    };
  }

  private async counted<T>(work: () => Promise<T>): Promise<T> {
    this.working++;
    try {
      return await work();
    } finally {
      this.working--;
    }
  }

  private watched(office: LedgerSource): LedgerSource {
    const { checksums, isIdle } = office;
    return {
      describe: () => this.counted(() => office.describe()),
      readColumns: (requests) => this.counted(async () => {
        if (this.failingReads > 0) {
          this.failingReads--;
          throw new Fault("cellEditMode", "a cell is being edited", false);
        }
        const cells = await office.readColumns(requests);
        this.reads.push(...requests.map(({ table }) => table));
        const edit = this.amidReading;
        this.amidReading = null;
        edit?.();
        return cells;
      }),
      ...(checksums === undefined ? {} : { checksums: (requests) => this.counted(() => checksums(requests)) }),
      ...(isIdle === undefined ? {} : { isIdle: () => this.counted(() => isIdle()) }),
      watch: (onHint) => this.counted(() => office.watch(onHint)),
    };
  }
}
