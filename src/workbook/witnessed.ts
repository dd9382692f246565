import type { Entry, EntryBody } from "../core/ledger/entries";
import { decodeBody } from "./codec";
import type { JournalRow } from "./journal";
import { numberUsedBy } from "./numberedDocuments";
import type { JournalHead, Witness, WitnessedRow } from "./witness";

/** A Journal that ends before a row which this device saw in it. */
export interface OlderJournal {
  readonly seat: string;
  /** The last row that this device saw, and the last that is there (0: none). */
  readonly seen: number;
  readonly has: number;
  /** Documents of the missing rows, as far as this device posted them. */
  readonly documents: readonly string[];
}

/** A Journal with another row in the place of one that this device saw: two copies of a book were both posted into. */
export interface ForkedJournal {
  readonly seat: string;
  readonly seq: number;
  readonly document: string;
}

/** What the book says beside what this device remembers of it. */
export interface WitnessComparison {
  readonly older: readonly OlderJournal[];
  readonly forked: readonly ForkedJournal[];
  /** Rows that stood in the book and are not there now: taken back, overwritten, or another copy. */
  readonly lost: readonly WitnessedRow[];
  /** Rows that were perhaps written and are there. */
  readonly arrived: readonly WitnessedRow[];
  /** Rows that were to be written and are not there. */
  readonly missing: readonly WitnessedRow[];
}

/** Compares the rows of all Journals (those that count) with the witness. */
export function compareWithWitness(rows: readonly JournalRow[], witness: Witness): WitnessComparison {
  const hashes = new Set(rows.map(({ hash }) => hash));
  const ids = new Set(rows.map(({ head }) => head.id));
  const there = ({ row }: WitnessedRow): boolean => hashes.has(row.hash) || ids.has(row.head.id);
  const heads = journalHeads(rows);
  const older: OlderJournal[] = [];
  const forked: ForkedJournal[] = [];
  for (const head of witness.heads.values()) {
    const has = heads.get(head.seat)?.seq ?? 0;
    if (has < head.seq) older.push({ seat: head.seat, seen: head.seq, has, documents: missingDocuments(witness, head, has) });
    else if (!hashes.has(head.hash)) {
      const other = rows.find((row) => row.head.seat === head.seat && row.head.seq === head.seq);
      if (other !== undefined) forked.push({ seat: head.seat, seq: head.seq, document: other.document });
    }
  }
  return {
    older, forked,
    lost: witness.rows.filter((row) => (row.state === "stands" || row.state === "committed") && !there(row)),
    arrived: witness.rows.filter((row) => row.state === "asked" && there(row)),
    missing: witness.rows.filter((row) => row.state === "asked" && !there(row)),
  };
}

/** The memory as it was before an act: what of it is gone again is that act's own to make once more. */
export function withoutAct(witness: Witness, act: string): Witness {
  const own = new Set(witness.rows.filter((row) => row.act === act).map(({ row }) => row.hash));
  return { ...witness, rows: witness.rows.filter((row) => row.act !== act), heads: new Map([...witness.heads].filter(([, { hash }]) => !own.has(hash))) };
}

/** Standing rows that a device keeps of one ledger: some years of a busy office, and 40 MB. */
const ROWS_KEPT = 20_000;

/**
 * Entries whose rows a device need not keep any more: they stood, they are in the book that was opened now, and there are
 * newer ones enough. The oldest go first; an older copy is still known by the heads.
 */
export function forgettable(rows: readonly JournalRow[], witness: Witness, most = ROWS_KEPT): readonly string[] {
  const hashes = new Set(rows.map(({ hash }) => hash));
  const standing = witness.rows.filter(({ row, state }) => state === "stands" && hashes.has(row.hash)).map(({ row }) => row.head);
  if (standing.length <= most) return [];
  return standing.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)).slice(0, standing.length - most).map(({ id }) => id);
}

/** The last row of each seat's Journal. */
export function journalHeads(rows: readonly JournalRow[]): ReadonlyMap<string, JournalHead> {
  const heads = new Map<string, JournalHead>();
  for (const { head, hash } of rows) if ((heads.get(head.seat)?.seq ?? 0) < head.seq) heads.set(head.seat, { seat: head.seat, seq: head.seq, hash });
  return heads;
}

function missingDocuments(witness: Witness, { seat }: JournalHead, has: number): readonly string[] {
  const missing = witness.rows.filter(({ row, state }) => state !== "dropped" && row.head.seat === seat && row.head.seq > has);
  return [...new Set(missing.map(({ row }) => row.document))].filter((document) => document !== "");
}

/** Whether the row can be put back as it is: nobody else took its place in its seat's Journal, and none took its number. */
function canStandAgain(row: JournalRow, rows: readonly JournalRow[], entries: readonly Entry[]): boolean {
  const own = rows.filter(({ head }) => head.seat === row.head.seat);
  if (own.some(({ head, hash }) => head.seq === row.head.seq && hash !== row.hash)) return false;
  if (own.some((other) => other.head.seq === row.head.seq + 1 && other.previousHash !== row.hash)) return false;
  const before = own.find(({ head }) => head.seq === row.head.seq - 1);
  if (before !== undefined && before.hash !== row.previousHash) return false;
  // The document of a void or an application is another entry's: only a number that the row itself uses up can be taken.
  const body = decodeBody(row.payload);
  const number = body.ok ? numberOf(body.value) : null;
  return number === null || !entries.some((entry) => entry.head.id !== row.head.id && numberOf(entry.body) === number);
}

/** The number that an entry's document bears; a reversal's follows from its payment and uses none up. */
function numberOf(body: EntryBody): string | null {
  return body.kind === "reversal" ? body.number : (numberUsedBy(body)?.number ?? null);
}

/** Whether these rows (in the order of their seq) can be put into the Journal as they are. */
export function canBeWritten(own: readonly JournalRow[], rows: readonly JournalRow[], entries: readonly Entry[]): boolean {
  const hashes = new Set([...rows, ...own].map(({ hash }) => hash));
  return own.every((row) => (row.previousHash === "" || hashes.has(row.previousHash)) && canStandAgain(row, rows, entries));
}
