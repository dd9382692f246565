import type { Entry, EntryBody, EntryHead } from "../core/ledger/entries";
import type { Steps } from "../core/reports/steps";
import { type Issue, issueError } from "../core/values/issue";
import { cellAddress } from "./address";
import { decodeBody, encodeBody } from "./codec";
import { indexOfHeader } from "./columnMapping";
import { canonicalJson, sha256Hex } from "./hash";
import type { CellRead, CellWrite, TableSnapshot } from "./port";
import { JOURNAL_COLUMNS, SCHEMA_VERSION } from "./schema";
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
  const known = readings.get(table);
  if (known !== undefined) return known;
  const reading = readRows(table);
  readings.set(table, reading);
  return reading;
}

/** Which of these rows stand in the table unharmed, by their hashes. Other rows are not looked into. */
export function standingHashes(table: Pick<TableSnapshot, "headers" | "rows">, wanted: readonly JournalRow[]): ReadonlySet<string> {
  const columns = columnsOf(table);
  const hashes = new Set(wanted.map((row) => row.hash));
  const rows = table.rows.filter((cells) => hashes.has(String(cells[columns.get("Hash") ?? -1]))).map((cells) => rowOf(cells, columns));
  return new Set(rows.filter((row) => hashOfRow(row) === row.hash).map((row) => row.hash));
}

function columnsOf(table: Pick<TableSnapshot, "headers">): ReadonlyMap<string, number> {
  return new Map(JOURNAL_COLUMNS.map(({ header }) => [header, indexOfHeader(table.headers, header)]));
}

function readRows(table: TableSnapshot): JournalReading {
  const columns = columnsOf(table);
  const entries: Entry[] = [];
  const rows: JournalRow[] = [];
  const issues: Issue[] = [];
  table.rows.forEach((cells, index) => {
    if (cells.every((cell) => cell === "")) return;
    const at = { address: cellAddress(table.sheet, table.top + 1 + index, table.left), table: table.name, row: index + 1, column: "Entry" };
    const row = rowOf(cells, columns);
    const known = verified.get(row.hash);
    if (known !== undefined && sameRow(known.row, row)) {
      rows.push(known.row);
      entries.push(known.entry);
      return;
    }
    if (hashOfRow(row) !== row.hash) {
      issues.push(issueError("journalRowChanged", at, { entry: row.head.id, document: row.document }));
      return;
    }
    const body = decodeBody(row.payload);
    if (!body.ok) {
      const [problem] = body.rejections;
      issues.push(issueError("journalPayloadUnread", at, { entry: row.head.id, document: row.document, path: problem?.path ?? "" }));
      return;
    }
    const entry: Entry = { head: row.head, body: body.value };
    rememberVerified(row, entry);
    rows.push(row);
    entries.push(entry);
  });
  return { entries, rows, issues };
}

/** Rows that are hashed at one go: some milliseconds. */
const VERIFY_ROWS = 128;

/**
 * Hashes and reads the rows of a Journal that were not verified before, in steps: a large book is opened without holding the
 * screen. Nothing is believed unhashed; `readJournal` of the table is cheap afterwards.
 */
export function* verifyRows(table: TableSnapshot): Steps<undefined> {
  if (readings.has(table)) return undefined;
  const columns = columnsOf(table);
  let hashed = 0;
  for (const cells of table.rows) {
    if (cells.every((cell) => cell === "")) continue;
    const row = rowOf(cells, columns);
    if (verified.has(row.hash) || hashOfRow(row) !== row.hash) continue;
    const body = decodeBody(row.payload);
    if (body.ok) rememberVerified(row, { head: row.head, body: body.value });
    hashed += 1;
    if (hashed % VERIFY_ROWS === 0) yield;
  }
  return undefined;
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

function rowOf(cells: readonly CellRead[], columns: ReadonlyMap<string, number>): JournalRow {
  const text = (header: string): string => {
    const cell = cells[columns.get(header) ?? -1] ?? "";
    return typeof cell === "object" ? cell.error : String(cell);
  };
  const number = (header: string): number => {
    const cell = cells[columns.get(header) ?? -1];
    return typeof cell === "number" ? cell : Number.NaN;
  };
  return {
    head: {
      id: text("Entry"), seat: text("Seat"), seq: number("Seq"), order: number("Order"), postedAt: text("Posted at"),
      by: text("By"), app: text("App"),
    },
    schema: number("Schema"),
    kind: text("Kind"),
    document: text("Document"),
    payload: text("Payload 1") + text("Payload 2") + text("Payload 3") + text("Payload 4"),
    argsHash: text("Args hash"),
    previousHash: text("Previous hash"),
    hash: text("Hash"),
  };
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
