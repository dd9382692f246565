import type { Entry } from "../../core/ledger/entries";
import type { FoldedLedger } from "../../core/ledger/ledgerState";
import type { Steps } from "../../core/reports/steps";
import { type JournalReading, hashWaiting, printOfRow, verifyRows } from "../journal";
import type { Snapshot, TableSnapshot } from "../port";
import { journalTableName } from "../schema";
import { journalTables } from "../tables";
import type { BookSeal, SeatSeal } from "../witness";
import { type EntryPrint, entryRows, forgetPrint, knownPrint, markOf, notePrint, printOfRows } from "./entryPrints";
import { isSound, noteSound } from "./totals";

/** Entries whose prints were taken from a seal and not worked out here yet. */
const borrowed = new Map<Entry, EntryPrint>();

/**
 * Reads every Journal, in steps. Rows that stand as the seal has them count by their prints, which is many times quicker than
 * hashing them, and what is known of their entries' rows is taken over; rows after the sealed ones, or others than those, are hashed.
 */
export function* readSealed(snapshot: Snapshot, seal: BookSeal | null): Steps<readonly JournalReading[]> {
  const readings: JournalReading[] = [];
  for (const table of journalTables(snapshot)) {
    const own = sealOf(table, seal);
    const reading = yield* verifyRows(table, own?.rows);
    readings.push(reading);
    if (own !== undefined) takeOver(reading, own);
  }
  return readings;
}

function sealOf({ name }: TableSnapshot, seal: BookSeal | null): SeatSeal | undefined {
  return seal?.find(({ seat }) => journalTableName(seat) === name);
}

function takeOver({ entries, rows }: JournalReading, { rows: sealed, marks, prints }: SeatSeal): void {
  for (const [index, row] of rows.entries()) {
    const entry = entries[index];
    const place = row.head.seq - 1;
    const print = { mark: marks[place] ?? Number.NaN, print: prints[place] ?? Number.NaN };
    if (entry === undefined || Number.isNaN(print.print) || knownPrint(entry) !== undefined || sealed[place] !== printOfRow(row)) continue;
    notePrint(entry, print);
    noteSound(entry);
    borrowed.set(entry, print);
  }
}

/** What this device keeps of Journals that it has just read: prints of the rows, and of what their entries wrote where that is known. */
export function makeSeal(snapshot: Snapshot, readings: readonly JournalReading[]): BookSeal {
  return journalTables(snapshot).flatMap(({ name }, at): SeatSeal[] => {
    const { entries, rows } = readings[at] ?? { entries: [], rows: [] };
    const last = rows.reduce<(typeof rows)[number] | null>((latest, row) => (latest === null || row.head.seq > latest.head.seq ? row : latest), null);
    // A Seq beyond the rows is no place: the seal stays as large as the book.
    if (last === null || name !== journalTableName(last.head.seat)) return [];
    const count = Math.min(last.head.seq, rows.length * 2);
    const seal = { seat: last.head.seat, head: last.hash, rows: blank(count), marks: blank(count), prints: blank(count) };
    for (const [index, row] of rows.entries()) {
      const place = row.head.seq - 1;
      const entry = entries[index];
      if (entry === undefined || !(place >= 0 && place < count)) continue;
      seal.rows[place] = printOfRow(row);
      const known = isSound(entry) ? knownPrint(entry) : undefined;
      seal.marks[place] = known?.mark ?? Number.NaN;
      seal.prints[place] = known?.print ?? Number.NaN;
    }
    return [seal];
  });
}

export function isSameSeal(a: BookSeal, b: BookSeal): boolean {
  const isSame = (one: Float64Array, other: Float64Array | undefined): boolean => one.length === other?.length && one.every((value, index) => Object.is(value, other[index]));
  return a.length === b.length && a.every((own, at) => {
    const other = b[at];
    return own.seat === other?.seat && own.head === other.head && isSame(own.rows, other.rows) && isSame(own.marks, other.marks) && isSame(own.prints, other.prints);
  });
}

function blank(count: number): Float64Array {
  return new Float64Array(count).fill(Number.NaN);
}

/** Entries whose rows are worked out in one step: some milliseconds. */
const STEP_ENTRIES = 100;

/**
 * The rest of the verification, for idle time: hashes every row that was taken by its print, and works out what each entry should
 * have written. True where anything is not as the seal said: then the seal is worth nothing, and the book must be read again.
 */
export function* verifyRest(ledger: FoldedLedger): Steps<boolean> {
  let isRefuted = yield* hashWaiting();
  let steps = 0;
  for (const [entry, { mark, print }] of borrowed) {
    borrowed.delete(entry);
    steps += 1;
    if (steps % STEP_ENTRIES === 0) yield;
    // Where the ledger around it has moved on, the print was worked out anew already.
    if (markOf(entry, ledger) !== mark || knownPrint(entry)?.print !== print) continue;
    if (printOfRows(entryRows(entry, ledger)) === print && isSound(entry, "looked at again")) continue;
    forgetPrint(entry);
    isRefuted = true;
  }
  return isRefuted;
}
