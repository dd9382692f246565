import { matchKey } from "./keys";

/** A customer as a report shows it, with the other texts that find it. */
export interface CustomerEntry {
  readonly id: string;
  readonly name: string | null;
  /** The tables hold the id as a number: a report shows it as one, so that a lookup by number finds it. */
  readonly asNumber?: boolean;
  /** Former ids left by a merge or a rename. */
  readonly aliases?: readonly string[];
}

export type CustomerSearch =
  | { readonly kind: "found"; readonly key: string; readonly entry: CustomerEntry }
  | { readonly kind: "unknown" }
  /** Several customers bear the name. */
  | { readonly kind: "several"; readonly ids: readonly string[] };

/** Finds customers by id, else by alias, else by unique name, without regard to case and stray blanks. */
export interface CustomerDirectory {
  /** In the order given. */
  readonly entries: readonly CustomerEntry[];
  find(text: string): CustomerSearch;
}

/** Builds the directory; an id that occurs twice keeps its first entry. */
export function buildCustomerDirectory(entries: Iterable<CustomerEntry>): CustomerDirectory {
  const byId = new Map<string, CustomerEntry>();
  const byAlias = new Map<string, CustomerEntry>();
  const byName = new Map<string, CustomerEntry[]>();
  for (const entry of entries) {
    const key = matchKey(entry.id);
    if (key === "" || byId.has(key)) continue;
    byId.set(key, entry);
    for (const alias of entry.aliases ?? []) byAlias.set(matchKey(alias), entry);
    if (entry.name === null) continue;
    const nameKey = matchKey(entry.name);
    const same = byName.get(nameKey);
    if (same === undefined) byName.set(nameKey, [entry]);
    else same.push(entry);
  }
  return {
    entries: [...byId.values()],
    find(text) {
      const key = matchKey(text);
      const one = byId.get(key) ?? byAlias.get(key);
      if (one !== undefined) return { kind: "found", key: matchKey(one.id), entry: one };
      const named = byName.get(key) ?? [];
      const [first] = named;
      if (first === undefined) return { kind: "unknown" };
      return named.length === 1 ? { kind: "found", key: matchKey(first.id), entry: first } : { kind: "several", ids: named.map((each) => each.id) };
    },
  };
}
