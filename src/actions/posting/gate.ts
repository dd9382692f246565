import type { Entry } from "../../core/ledger/entries";
import type { JournalRow } from "../../workbook/journal";
import { type Rejection, rejection } from "../../workbook/rejection";
import { freeSeat, seatHolder } from "../../workbook/seats";
import { compareWithWitness } from "../../workbook/witnessed";
import type { Witness } from "../../workbook/witness";
import type { ActionEnv } from "../action";

export type GateCode = "seatElsewhere" | "bookOlder" | "bookForked";

/** Most documents that a sentence names. */
const NAMED = 5;

/**
 * What forbids a new number: another device posts as this seat now, or the book is not the one that this device saw last
 * (an older copy, or a copy that went its own way). A number taken then could be one that a customer holds already.
 */
export function gateProblems(of: { readonly entries: readonly Entry[]; readonly rows: readonly JournalRow[]; readonly env: ActionEnv; readonly witness: Witness | null }): readonly Rejection<GateCode>[] {
  const { entries, rows, env, witness } = of;
  const found: Rejection<GateCode>[] = [];
  const device = env.device ?? "";
  const holder = seatHolder(entries, env.seat);
  if (device !== "" && holder !== null && holder.device !== "" && holder.device !== device)
    found.push(rejection("seatElsewhere", { seat: env.seat, by: holder.by, at: holder.at.slice(0, 10), free: freeSeat(new Set([env.seat, ...rows.map(({ head }) => head.seat)])) ?? "" }));
  if (witness === null) return found;
  const { older, forked } = compareWithWitness(rows, witness);
  for (const { seat, seen, has, documents } of older) {
    const named = documents.slice(0, NAMED).join(", ") + (documents.length > NAMED ? " …" : "");
    found.push(rejection("bookOlder", { seat, seen, has, count: seen - has, documents: named }));
  }
  for (const { seat, seq, document } of forked) found.push(rejection("bookForked", { seat, seq, document }));
  return found;
}
