import type { JournalRow } from "./journal";

/**
 * What this device keeps outside the workbook of what was posted from it: so that a lost, undone or overwritten entry is
 * noticed and can be put back. A port; src/taskpane/deviceStore.ts implements it over IndexedDB. Storage may be denied or
 * emptied by the browser at any time: every method then says so instead of failing the act.
 */
export interface WitnessedRow {
  /** The Journal row exactly as it was (or is to be) written. */
  readonly row: JournalRow;
  /** The act it belongs to: several rows of one act share it. */
  readonly act: string;
  /** What the act was called with, so that an interrupted run can be resumed as it was asked for. */
  readonly action: string;
  /** "asked": written, perhaps; "committed": seen in the Journal; "stands": and its rows in the tables; "dropped": the person decided to do without it. */
  readonly state: "asked" | "committed" | "stands" | "dropped";
}

/**
 * An act of many documents as it was asked for, kept before its first row: so that a run which was killed half-way can be
 * offered again, with the same id, on the device that began it.
 */
export interface WitnessedAct {
  /** The act's entry id. */
  readonly id: string;
  readonly action: string;
  /** What the act was called with, as JSON. */
  readonly given: string;
  /** Documents that it makes in all. */
  readonly total: number;
  readonly state: "running" | "done" | "dropped";
}

/** The last row of a Journal that this device saw standing. */
export interface JournalHead {
  readonly seat: string;
  readonly seq: number;
  readonly hash: string;
}

/**
 * What this device verified of one seat's Journal, for the next start: the prints (prints.ts) of its rows, and of what their
 * entries wrote into the tables; that of row n (Seq) at n − 1, NaN for none. A row with the print that it had then is not hashed
 * before the pane can be used, but after. Not a memory of what was posted: without it everything is verified at once.
 */
export interface SeatSeal {
  readonly seat: string;
  /** The hash of the last row. */
  readonly head: string;
  readonly rows: Float64Array;
  /** What of the ledger around it an entry's rows depended on, as a print. */
  readonly marks: Float64Array;
  readonly prints: Float64Array;
}

/** The seals of all Journals of a book. */
export type BookSeal = readonly SeatSeal[];

export interface Witness {
  /** The seat that this device posts as in this ledger; null when none was claimed here. */
  readonly seat: string | null;
  readonly rows: readonly WitnessedRow[];
  /** By seat: the highest row seen, of every seat. */
  readonly heads: ReadonlyMap<string, JournalHead>;
  readonly acts: readonly WitnessedAct[];
}

export interface WitnessStore {
  /** This device, by a random id of its own; null where nothing can be kept. */
  device(): Promise<string | null>;
  /** What is kept of a ledger (Settings › Ledger ID); null where storage cannot be read. "unsettled": without the rows that were seen standing, which are many. */
  read(ledger: string, rows?: "unsettled"): Promise<Witness | null>;
  /** Keeps rows, or changes the state of rows with the same entry id. False: nothing is kept, the act is not covered. */
  keep(ledger: string, rows: readonly WitnessedRow[]): Promise<boolean>;
  /** Notes the highest rows seen. A head never goes back unless the person says so (`replace`). */
  keepHeads(ledger: string, heads: readonly JournalHead[], how?: "replace"): Promise<boolean>;
  keepSeat(ledger: string, seat: string): Promise<boolean>;
  /** Takes rows out of the memory, by entry id; what is known of the heads stays. */
  forget(ledger: string, entries: readonly string[]): Promise<boolean>;
  /** Keeps an act of many documents, or changes its state. */
  keepAct(ledger: string, act: WitnessedAct): Promise<boolean>;
  /** What was verified of the book when it was opened last; null for nothing. A store without it verifies all at each start. */
  readSeal?(ledger: string): Promise<BookSeal | null>;
  /** Keeps it in place of what was kept; an empty one takes it away. */
  keepSeal?(ledger: string, seal: BookSeal): Promise<boolean>;
}
