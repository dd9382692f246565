import { decodeBody } from "../codec";
import { type JournalReading, type JournalRow, documentOf, journalRowAt, journalRowHash } from "../journal";
import type { TableView } from "../tables";

interface ProofCase {
  readonly view: TableView;
  readonly reading: JournalReading;
}

/** Candidates for one cell are tried up to this many; what is proven is proven by the row's own hash. */
const ORDERS_MAX = 20_000;

/**
 * A Journal row that was changed in one cell, as it must have been: a value that the rest of the book suggests is taken only
 * when the row's hash agrees with it, or (where the hash itself was changed) when the next row names the hash. So nothing is
 * guessed. Null where no single cell explains it; then the witness, or an earlier version of the file, is needed.
 */
export function provenRow(given: ProofCase, rowIndex: number, around: { readonly all: readonly ProofCase[]; readonly unknownEntries: readonly string[] }): JournalRow | null {
  const row = journalRowAt(given.view.snapshot, rowIndex);
  const others = around.all.flatMap(({ reading }) => reading.rows);
  const computed = journalRowHash(row);
  if (others.some((other) => other.previousHash === computed)) return { ...row, hash: computed };
  const proven = (candidate: JournalRow): boolean => journalRowHash(candidate) === row.hash;
  for (const candidate of candidates(row, others, around.unknownEntries)) if (proven(candidate)) return candidate;
  return null;
}

function* candidates(row: JournalRow, others: readonly JournalRow[], unknownEntries: readonly string[]): Generator<JournalRow> {
  const head = (part: Partial<JournalRow["head"]>): JournalRow => ({ ...row, head: { ...row.head, ...part } });
  const values = (pick: (other: JournalRow) => string): ReadonlySet<string> => new Set(others.map(pick));
  const body = decodeBody(row.payload);
  if (body.ok) {
    yield { ...row, kind: body.value.kind, document: documentOf(body.value) };
    yield { ...row, kind: body.value.kind };
    yield { ...row, document: documentOf(body.value) };
  }
  for (const hash of ["", ...others.map((other) => other.hash)]) yield { ...row, previousHash: hash };
  for (const seat of values((other) => other.head.seat)) yield head({ seat });
  for (const by of values((other) => other.head.by)) yield head({ by });
  for (const app of values((other) => other.head.app)) yield head({ app });
  for (const postedAt of values((other) => other.head.postedAt)) yield head({ postedAt });
  for (const argsHash of values((other) => other.argsHash)) yield { ...row, argsHash };
  for (const schema of [1, 2, ...others.map((other) => other.schema)]) yield { ...row, schema };
  for (const id of unknownEntries) yield head({ id });
  const before = others.find((other) => other.hash === row.previousHash);
  const after = others.find((other) => other.previousHash === row.hash);
  for (const near of [before, after]) if (near !== undefined) for (const step of [-1, 1]) yield head({ seq: near.head.seq + step });
  yield head({ seq: 1 });
  const greatest = Math.min(ORDERS_MAX, others.reduce((most, other) => Math.max(most, other.head.order), 0) + 2);
  const [low, high] = [before?.head.order ?? 0, after?.head.order ?? greatest];
  for (let order = low + 1; order <= Math.max(high, low + 1); order += 1) yield head({ order });
}
