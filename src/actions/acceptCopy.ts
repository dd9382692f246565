import { ok, refuse } from "../core/values/result";
import { rejection } from "../workbook/rejection";
import { usedNumber } from "../workbook/numberedDocuments";
import { compareWithWitness } from "../workbook/witnessed";
import { type Action, changeSet } from "./action";
import { bookReads, entriesOfAct, openBook } from "./book";
import { decodeFields } from "./inputFields";

export interface AcceptCopyInput {
  /** Why this copy is the right one; kept in the Journal. */
  readonly reason: string;
}

/**
 * Takes this copy of the book for the right one, although this device saw entries that are not in it. It is journalled with the
 * reason; the numbers of the documents that are done without stay used, because somebody may hold a document with one of them.
 */
export const acceptCopy: Action<AcceptCopyInput> = {
  name: "acceptCopy",
  mends: true,
  decode: (given) => decodeFields(given ?? {}, ["reason"], "", (fields) => ({ reason: fields.text("reason") })),
  reads: (_input, env) => bookReads([], env.seat),
  plan: (snapshot, { reason }, env) => {
    const opened = openBook(snapshot, { reads: [], writes: [], seat: env.seat });
    if (!opened.ok) return opened;
    const { rows } = opened.value;
    const { memory } = env;
    const own = entriesOfAct(opened.value.entries, env.entryId);
    if (memory === undefined || memory === null) return refuse(rejection("nothingToAccept"));
    const { older, forked, lost } = compareWithWitness(rows, memory);
    // This very act may have broken off after it was journalled.
    if (older.length === 0 && forked.length === 0) return own.length > 0 ? ok(changeSet({ entries: own })) : refuse(rejection("nothingToAccept"));
    const cells = [
      ...older.map(({ seat, seen, has }) => ({ column: `Seat ${seat}`, before: String(seen), after: String(has) })),
      ...forked.map(({ seat, seq }) => ({ column: `Seat ${seat}`, before: `${seq}`, after: `${seq}, another entry` })),
      { column: "Reason", before: "", after: reason },
    ];
    const taken = new Set(rows.map(({ document }) => document));
    const numbers = lost.flatMap(({ row }) => {
      const body = taken.has(row.document) ? null : usedNumber(row, reason);
      return body === null ? [] : [body];
    });
    const bodies = [...(own.length > 0 ? [] : [{ kind: "change" as const, table: "Copies", key: env.now, cells }]), ...numbers];
    const entries = [...own, ...bodies.map((body, index) => ({ id: `${env.entryId}.${own.length + index + 1}`, body }))];
    return ok(changeSet({ entries, remembers: { copy: { without: lost.map(({ row }) => row.head.id) } } }));
  },
};
