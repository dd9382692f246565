import { createClock } from "../live/clock";
import { createLiveLedger, type LiveLedger } from "../live/liveLedger";
import { createOfficeSource } from "../workbook/office/liveSource";
import type { ExcelRunner } from "../workbook/office/officeWorkbook";
import { createEngine } from "./engine";
import { ADD, AGING, BALANCE, CEI, DSO, EXPLAIN, NEXTDUE, OPEN, OPENITEMS, OVERDUE, PROVE, STATEMENT } from "./functions";
import { installEngine } from "./runtime";

/** The ids of functions.json with the functions behind them. Ids never change once released. */
export const FUNCTIONS = { BALANCE, AGING, NEXTDUE, OVERDUE, OPEN, OPENITEMS, STATEMENT, EXPLAIN, PROVE, DSO, CEI, ADD } as const;

let live: LiveLedger | null = null;

/** This workbook's ledger in memory, shared by the functions and the pane; made when it is first asked for. */
export function liveLedger(): LiveLedger {
  return (live ??= createLiveLedger({ source: createOfficeSource(runInBackground) }));
}

export interface StartedFunctions {
  readonly live: () => LiveLedger;
  /** Forgets the ledger and its events; for hosts that close a workbook within one process. */
  stop(): void;
}

/**
 * Composition root of the functions: registers them with Excel. The ledger is read and watched at the first call, so a workbook without
 * our functions costs nothing. Call it once a page (or once a workbook, with the globals CustomFunctions and Excel set).
 */
export function startFunctions(): StartedFunctions {
  live = null;
  installEngine(() => createEngine({ live: liveLedger(), clock: createClock() }));
  for (const [id, implementation] of Object.entries(FUNCTIONS)) CustomFunctions.associate(id, implementation);
  return {
    live: liveLedger,
    stop: () => {
      live?.stop();
      live = null;
    },
  };
}

/** Reads wait until a cell edit is finished instead of failing. */
const runInBackground: ExcelRunner = (batch) => Excel.run({ delayForCellEdit: true }, batch);

// In a page the bundle starts by itself; in Node whoever has set the globals calls startFunctions.
if (typeof document !== "undefined" && typeof CustomFunctions !== "undefined") startFunctions();
