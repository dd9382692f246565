import type { Entry } from "./entries";
import type { LedgerConflict } from "./ledgerState";

/** How customer ids are compared: without regard to case and outer blanks. Leading zeros stay. */
export function customerKey(id: string): string {
  return id.trim().normalize("NFC").toLowerCase();
}

/** The customer that an id counts for: itself, or the one it was merged into. */
export function customerNow(aliases: ReadonlyMap<string, string>, id: string): string {
  return aliases.get(customerKey(id)) ?? id;
}

/**
 * Where each merged id leads in the end (chains resolved), by `customerKey`. Merges count in ledger order: of two that take one
 * customer to different places the first counts, and one that would close a circle does not; both are conflicts.
 */
export function customerAliases(entries: readonly Entry[], conflicts: LedgerConflict[]): ReadonlyMap<string, string> {
  const next = new Map<string, string>();
  const end = (id: string): string => {
    let at = id;
    for (let further = next.get(customerKey(at)); further !== undefined; further = next.get(customerKey(at))) at = further;
    return at;
  };
  for (const { head, body } of entries) {
    if (body.kind !== "merge") continue;
    const key = customerKey(body.from);
    const isTaken = next.has(key);
    const leadsThere = customerKey(end(body.from)) === customerKey(end(body.into));
    if (isTaken && leadsThere) continue;
    if (isTaken || leadsThere) conflicts.push({ code: "mergeIgnored", entry: head.id, document: body.from, into: body.into });
    else next.set(key, body.into);
  }
  return new Map([...next.keys()].map((key) => [key, end(key)]));
}
