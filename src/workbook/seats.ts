import type { Entry, EntryBody } from "../core/ledger/entries";
import { compareEntries } from "../core/ledger/fold";
import { FIRST_SEAT } from "./seriesState";

/** Claims of seats are `change` entries of this table, one key for each seat. */
export const SEATS_TABLE = "Seats";
const DEVICE_COLUMN = "Device";

/** Who posts as a seat: the last claim in the ledger's order. */
export interface SeatHolder {
  readonly seat: string;
  /** A device's random id; "" where the claim came from somewhere without one (the command line). */
  readonly device: string;
  readonly by: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** The last claim of a seat; null when it was never claimed. */
export function seatHolder(entries: readonly Entry[], seat: string): SeatHolder | null {
  let last: Entry | null = null;
  for (const entry of entries) {
    const { body } = entry;
    if (body.kind !== "change" || body.table !== SEATS_TABLE || body.key !== seat) continue;
    if (last === null || compareEntries(last, entry) < 0) last = entry;
  }
  if (last === null || last.body.kind !== "change") return null;
  return { seat, device: last.body.cells.find(({ column }) => column === DEVICE_COLUMN)?.after ?? "", by: last.head.by, at: last.head.postedAt };
}

export function seatClaim(seat: string, before: string, device: string): EntryBody {
  return { kind: "change", table: SEATS_TABLE, key: seat, cells: [{ column: DEVICE_COLUMN, before, after: device }] };
}

/** The seat that posted last in this book: the one to continue. The first seat in a book without entries. */
export function lastSeat(entries: readonly Entry[]): string {
  const [first, ...rest] = entries;
  if (first === undefined) return FIRST_SEAT;
  return rest.reduce((last, entry) => (compareEntries(last, entry) < 0 ? entry : last), first).head.seat;
}

/** The first of A … Z, AA … ZZ that is not in use; null when all are. */
export function freeSeat(taken: ReadonlySet<string>): string | null {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  return [...letters, ...letters.flatMap((first) => letters.map((second) => first + second))].find((seat) => !taken.has(seat)) ?? null;
}
