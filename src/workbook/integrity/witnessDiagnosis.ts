import { canBeWritten, compareWithWitness } from "../witnessed";
import { type Diagnosis, type InspectionContext, diagnosis } from "./finding";
import type { JournalCase } from "./journalDiagnosis";

/** What this device saw standing and the book lacks: rows of its own that are gone, an older file, or another copy's history. */
export function diagnoseWitness(cases: readonly JournalCase[], { witness }: InspectionContext): readonly Diagnosis[] {
  if (witness === null) return [];
  const rows = cases.flatMap(({ reading }) => reading.rows);
  const { older, forked, lost } = compareWithWitness(rows, witness);
  const named = (documents: readonly string[]): string => documents.slice(0, 5).join(", ");
  const found: Diagnosis[] = [
    ...forked.map(({ seat, seq, document }) => diagnosis({ code: "bookForked", level: "block", params: { seat, seq, document } })),
    ...older.map(({ seat, seen, has, documents }) => diagnosis({ code: "bookOlder", level: "block", params: { seat, seen, has, count: seen - has, documents: named(documents) } })),
  ];
  if (lost.length === 0) return found;
  const own = lost.map(({ row }) => row).sort((a, b) => a.head.seq - b.head.seq);
  const entries = own.map(({ head }) => head.id);
  const document = named([...new Set(own.map((row) => row.document))].filter((text) => text !== ""));
  const drop = { offer: { kind: "dropEntry" as const, input: { entries } }, work: null };
  const back = { offer: { kind: "rejournal" as const, input: { entries } }, work: null };
  const canReturn = canBeWritten(own, rows, cases.flatMap(({ reading }) => reading.entries));
  return [...found, diagnosis({ code: "entriesLost", level: "block", params: { count: lost.length, document, entry: entries[0] ?? "" }, ...(canReturn ? {} : { recommends: false as const }) }, canReturn ? [back, drop] : [drop])];
}
