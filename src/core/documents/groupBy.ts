/** Things that have a key in common, in the order in which they came; there is at least one. */
export interface Group<T> {
  readonly first: T;
  readonly items: readonly T[];
}

/** Groups things by a key, in the order in which keys first appear. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly Group<T>[] {
  const groups = new Map<string, { readonly first: T; readonly items: T[] }>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: item, items: [item] });
    else group.items.push(item);
  }
  return [...groups.values()];
}
