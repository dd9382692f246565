import type { Entry, EntryBody, EntryHead } from "../core/ledger/entries";
import { type Steps, runSteps } from "../core/reports/steps";
import { type Issue, issueError } from "../core/values/issue";
import { cellAddress } from "./address";
import { decodeBody, encodeBody } from "./codec";
import { indexOfHeader } from "./columnMapping";
import { canonicalJson, sha256Hex } from "./hash";
import type { CellRead, CellWrite, TableSnapshot } from "./port";
import { Printer } from "./prints";
import { SCHEMA_VERSION } from "./schema";
import { textWrite } from "./textSafety";

/** Payload cells stay below Excel's 32,767 characters with room to spare. */
export const PAYLOAD_CELL_MAX = 31_900;
const PAYLOAD_CELLS = 4;

/** A Journal row as text and numbers: what is hashed, and what stands in the cells. */
export interface JournalRow {
  readonly head: EntryHead;
  readonly schema: number;
  readonly kind: string;
  readonly document: string;
  readonly payload: string;
  readonly argsHash: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** The row of a new entry, chained to the seat's last hash ("" for a seat's first row). */
export function journalRow(entry: Entry, link: { readonly argsHash: string; readonly previousHash: string }): JournalRow {
  const { head, body } = entry;
  const open = { head, schema: SCHEMA_VERSION, kind: body.kind, document: documentOf(body), payload: payloadOf(body), ...link };
  return { ...open, hash: hashOfRow(open) };
}

const payloads = new WeakMap<EntryBody, string>();

/** A body is written twice: to see whether it fits, and into its row. */
function payloadOf(body: EntryBody): string {
  const known = payloads.get(body);
  if (known !== undefined) return known;
  const payload = encodeBody(body);
  payloads.set(body, payload);
  return payload;
}

/** Whether the document fits the four payload cells; too large is refused by name, before anything is written. */
export function payloadFits(body: EntryBody): boolean {
  return payloadOf(body).length <= PAYLOAD_CELL_MAX * PAYLOAD_CELLS - PAYLOAD_CELLS * CUT_SEARCH;
}

export function journalCells(row: JournalRow): Readonly<Record<string, CellWrite>> {
  const parts = splitPayload(row.payload);
  const { head } = row;
  return {
    "Entry": textWrite(head.id),
    "Seat": textWrite(head.seat),
    "Seq": { type: "number", value: head.seq, format: "0" },
    "Order": { type: "number", value: head.order, format: "0" },
    "Posted at": textWrite(head.postedAt),
    "By": textWrite(head.by),
    "App": textWrite(head.app),
    "Schema": { type: "number", value: row.schema, format: "0" },
    "Kind": textWrite(row.kind),
    "Document": textWrite(row.document),
    "Payload 1": textWrite(parts[0] ?? ""),
    "Payload 2": textWrite(parts[1] ?? ""),
    "Payload 3": textWrite(parts[2] ?? ""),
    "Payload 4": textWrite(parts[3] ?? ""),
    "Args hash": textWrite(row.argsHash),
    "Previous hash": textWrite(row.previousHash),
    "Hash": textWrite(row.hash),
  };
}

export interface JournalReading {
  readonly entries: readonly Entry[];
  /** The rows that count, in table order; an entry that was appended twice appears twice. */
  readonly rows: readonly JournalRow[];
  /** Rows whose hash or payload fails: no entries. Named, never dropped in silence. */
  readonly issues: readonly Issue[];
}

/** What was read of a snapshot stays true: an act asks several times, and hashing is the dearest part of an act. */
const readings = new WeakMap<TableSnapshot, JournalReading>();

/**
 * Reads one Journal table. A row counts when its hash is right and its payload is understood. The chain (each row names
 * the hash before it) is checked by `chainIssues`.
 */
export function readJournal(table: TableSnapshot): JournalReading {
  return readings.get(table) ?? runSteps(readRows(table));
}

/** Which of these rows stand in the table unharmed, by their hashes. Other rows are not looked into. */
export function standingHashes(table: Pick<TableSnapshot, "headers" | "rows">, wanted: readonly JournalRow[]): ReadonlySet<string> {
  const columns = columnsOf(table);
  const hashes = new Set(wanted.map((row) => row.hash));
  const rows = table.rows.filter((cells) => hashes.has(String(cells[columns.hash]))).map((cells) => rowOf(cells, columns));
  return new Set(rows.filter((row) => hashOfRow(row) === row.hash).map((row) => row.hash));
}

/** Where a Journal's cells stand; -1 for a column that is gone. */
interface JournalPlaces {
  readonly entry: number;
  readonly seat: number;
  readonly seq: number;
  readonly order: number;
  readonly postedAt: number;
  readonly by: number;
  readonly app: number;
  readonly schema: number;
  readonly kind: number;
  readonly document: number;
  readonly payload: readonly number[];
  readonly argsHash: number;
  readonly previousHash: number;
  readonly hash: number;
}

function columnsOf({ headers }: Pick<TableSnapshot, "headers">): JournalPlaces {
  const at = (header: string): number => indexOfHeader(headers, header);
  return {
    entry: at("Entry"), seat: at("Seat"), seq: at("Seq"), order: at("Order"), postedAt: at("Posted at"), by: at("By"), app: at("App"), schema: at("Schema"), kind: at("Kind"),
    document: at("Document"), payload: ["Payload 1", "Payload 2", "Payload 3", "Payload 4"].map(at), argsHash: at("Args hash"), previousHash: at("Previous hash"), hash: at("Hash"),
  };
}

/** Rows that are looked at in one step: some milliseconds where they must be hashed. */
const STEP_ROWS = 128;

/**
 * Hashes and reads the rows of a Journal that were not verified before, in steps: a large book is opened without holding the
 * screen. `readJournal` of the table is cheap afterwards. A row whose print is the one that it had when this device last
 * verified it (`sealed`) counts at once, and is hashed later (`hashWaiting`).
 */
export function* verifyRows(table: TableSnapshot, sealed?: JournalPrints): Steps<JournalReading> {
  return readings.get(table) ?? (yield* readRows(table, sealed));
}

function* readRows(table: TableSnapshot, sealed?: JournalPrints): Steps<JournalReading> {
  const columns = columnsOf(table);
  const entries: Entry[] = [];
  const rows: JournalRow[] = [];
  const issues: Issue[] = [];
  for (const [index, cells] of table.rows.entries()) {
    if (index % STEP_ROWS === STEP_ROWS - 1) yield;
    if (cells.every((cell) => cell === "")) continue;
    const row = rowOf(cells, columns);
    const known = verified.get(String(cells[columns.hash] ?? ""));
    if (known !== undefined && sameRow(known.row, row)) {
      rows.push(known.row);
      entries.push(known.entry);
      continue;
    }
    const at = { address: cellAddress(table.sheet, table.top + 1 + index, table.left), table: table.name, row: index + 1, column: "Entry" };
    const isSealed = sealed !== undefined && !refuted.has(row.hash) && sealed[row.head.seq - 1] === printOfRow(row);
    if (!isSealed && hashOfRow(row) !== row.hash) {
      issues.push(issueError("journalRowChanged", at, { entry: row.head.id, document: row.document }));
      continue;
    }
    const body = decodeBody(row.payload);
    if (!body.ok) {
      const [problem] = body.rejections;
      issues.push(issueError("journalPayloadUnread", at, { entry: row.head.id, document: row.document, path: problem?.path ?? "" }));
      continue;
    }
    const entry: Entry = { head: row.head, body: body.value };
    rememberVerified(row, entry);
    if (isSealed) waiting.set(row.hash, row);
    rows.push(row);
    entries.push(entry);
  }
  const reading = { entries, rows, issues };
  readings.set(table, reading);
  return reading;
}

/** Prints of a seat's rows that were verified on this device: that of row n of the seat (Seq) at n − 1; NaN for none. */
export type JournalPrints = ArrayLike<number>;

const rowPrints = new WeakMap<JournalRow, number>();
const printer = new Printer();

/** A row's print: of all that its hash is made of, and the hash. */
export function printOfRow(row: JournalRow): number {
  const known = rowPrints.get(row);
  if (known !== undefined) return known;
  const { id, seat, seq, order, postedAt, by, app } = row.head;
  printer.begin(0);
  for (const cell of [id, seat, seq, order, postedAt, by, app, row.schema, row.kind, row.document, row.payload, row.argsHash, row.previousHash, row.hash]) printer.add(cell);
  const print = printer.end();
  rowPrints.set(row, print);
  return print;
}

/** Rows that count by their prints and are still to be hashed. */
const waiting = new Map<string, JournalRow>();
/** Hashes of rows whose print held and whose hash did not: their prints count no more. */
const refuted = new Set<string>();

/** Hashes the rows that were taken by their prints, in steps. True where one fails: then the book must be read again, and shows it. */
export function* hashWaiting(): Steps<boolean> {
  let found = false;
  let steps = 0;
  for (const [hash, row] of waiting) {
    waiting.delete(hash);
    if (hashOfRow(row) !== hash) {
      found = true;
      refuted.add(hash);
      verified.delete(hash);
    }
    steps += 1;
    if (steps % STEP_ROWS === 0) yield;
  }
  return found;
}

/** Rows whose hashes were found right, and what their payloads say: comparing texts is far cheaper than hashing and decoding them. */
const verified = new Map<string, { readonly row: JournalRow; readonly entry: Entry }>();
let verifiedCharacters = 0;
/** Payload characters that are remembered at most; beyond, all is forgotten and verified anew. */
const VERIFIED_CHARACTERS_MAX = 100_000_000;

function rememberVerified(row: JournalRow, entry: Entry): void {
  if (verifiedCharacters > VERIFIED_CHARACTERS_MAX) {
    verified.clear();
    verifiedCharacters = 0;
  }
  verified.set(row.hash, { row, entry });
  verifiedCharacters += row.payload.length;
}

function sameRow(a: JournalRow, b: JournalRow): boolean {
  return (
    a.payload === b.payload && a.hash === b.hash && a.previousHash === b.previousHash && a.argsHash === b.argsHash && a.schema === b.schema && a.kind === b.kind &&
    a.document === b.document && a.head.id === b.head.id && a.head.seat === b.head.seat && a.head.seq === b.head.seq && a.head.order === b.head.order &&
    a.head.postedAt === b.head.postedAt && a.head.by === b.head.by && a.head.app === b.head.app
  );
}

/** Rows whose predecessor is not the row before: something was removed, inserted or moved. */
export function chainIssues(table: string, rows: readonly JournalRow[]): Issue[] {
  const inOrder = [...rows].sort((a, b) => a.head.seq - b.head.seq);
  return inOrder.flatMap((row, index) => {
    const previous = inOrder[index - 1];
    if (previous !== undefined && previous.hash === row.hash) return [];
    return row.previousHash === (previous?.hash ?? "") ? [] : [issueError("journalChainBroken", { table }, { entry: row.head.id, document: row.document })];
  });
}

/** Hash of what the person asked for; equal arguments give equal hashes whatever the order of their keys. */
export function argumentsHash(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}

/** The document that an entry is about, for the Journal's Document column. */
export function documentOf(body: EntryBody): string {
  switch (body.kind) {
    case "invoice":
    case "debitMemo":
    case "creditMemo":
      return body.document.number;
    case "payment":
      return body.payment.number;
    case "application":
      return body.from;
    case "void":
    case "writeOff":
      return body.document;
    case "reversal":
      return body.number;
    case "opening":
      return body.number;
    case "chargeBack":
      return body.deduction;
    case "refund":
      return body.refund.number;
    case "merge":
      return body.from;
    case "change":
      return body.key;
  }
}

/** A row as its cells say, whether or not its hash holds. */
export function journalRowAt(table: TableSnapshot, rowIndex: number): JournalRow {
  return rowOf(table.rows[rowIndex] ?? [], columnsOf(table));
}

/** The hash that a row with this content has. */
export function journalRowHash(row: Omit<JournalRow, "hash">): string {
  return hashOfRow(row);
}

function hashOfRow(row: Omit<JournalRow, "hash">): string {
  const { id, seat, seq, order, postedAt, by, app } = row.head;
  return sha256Hex(JSON.stringify([
    id, seat, seq, order, postedAt, by, app, row.schema, row.kind, row.document, row.payload, row.argsHash, row.previousHash,
  ]));
}

function rowOf(cells: readonly CellRead[], at: JournalPlaces): JournalRow {
  return {
    head: {
      id: textAt(cells, at.entry), seat: textAt(cells, at.seat), seq: numberAt(cells, at.seq), order: numberAt(cells, at.order), postedAt: textAt(cells, at.postedAt),
      by: textAt(cells, at.by), app: textAt(cells, at.app),
    },
    schema: numberAt(cells, at.schema),
    kind: textAt(cells, at.kind),
    document: textAt(cells, at.document),
    payload: at.payload.reduce((text, column) => text + textAt(cells, column), ""),
    argsHash: textAt(cells, at.argsHash),
    previousHash: textAt(cells, at.previousHash),
    hash: textAt(cells, at.hash),
  };
}

function textAt(cells: readonly CellRead[], column: number): string {
  const cell = cells[column] ?? "";
  return typeof cell === "string" ? cell : typeof cell === "object" ? cell.error : String(cell);
}

function numberAt(cells: readonly CellRead[], column: number): number {
  const cell = cells[column];
  return typeof cell === "number" ? cell : Number.NaN;
}

/** How far back a better place to cut is looked for. */
const CUT_SEARCH = 200;

/**
 * Cuts between two letters or digits where one is near: a cell that began with "=", an apostrophe or a blank, or ended
 * with a blank, would be at the mercy of every program that touches the file.
 */
function splitPayload(payload: string): string[] {
  const parts: string[] = [];
  let rest = payload;
  while (rest.length > PAYLOAD_CELL_MAX) {
    let cut = PAYLOAD_CELL_MAX;
    for (let candidate = cut; candidate > cut - CUT_SEARCH; candidate -= 1) {
      if (!/^[A-Za-z0-9]{2}$/.test(rest.slice(candidate - 1, candidate + 1))) continue;
      cut = candidate;
      break;
    }
    parts.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  parts.push(rest);
  if (parts.length > PAYLOAD_CELLS) throw new RangeError(`A document of ${payload.length} characters does not fit the Journal`);
  return parts;
}
