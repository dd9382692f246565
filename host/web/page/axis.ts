/** Rows or columns laid side by side: most have the default size, a few another one, hidden ones none. Pixels. */
export class Axis {
  private readonly indexes: number[];
  private readonly sizes: number[];
  /** Sum of what the overrides up to and including this one add to the default. */
  private readonly added: number[] = [];

  /** `overrides` in ascending order of index. */
  constructor(
    readonly count: number,
    readonly defaultSize: number,
    overrides: readonly (readonly [number, number])[],
  ) {
    this.indexes = overrides.map(([index]) => index);
    this.sizes = overrides.map(([, size]) => size);
    let sum = 0;
    for (const size of this.sizes) this.added.push((sum += size - defaultSize));
  }

  size(index: number): number {
    const at = this.before(index);
    return this.indexes[at] === index ? (this.sizes[at] ?? this.defaultSize) : this.defaultSize;
  }

  /** Where the item begins. `offset(count)` is the whole length. */
  offset(index: number): number {
    const at = this.before(index);
    return index * this.defaultSize + (at === 0 ? 0 : (this.added[at - 1] ?? 0));
  }

  /** The item under a position; positions outside give the first or last one. */
  indexAt(position: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.offset(middle) <= position) low = middle;
      else high = middle - 1;
    }
    while (low > 0 && this.size(low) === 0) low--;
    return low;
  }

  /** The next item in that direction that is not hidden; the same item when there is none. */
  step(index: number, by: 1 | -1): number {
    for (let next = index + by; next >= 0 && next < this.count; next += by) if (this.size(next) > 0) return next;
    return index;
  }

  /** How many overrides stand before the item: also where its own one would be. */
  private before(index: number): number {
    let low = 0;
    let high = this.indexes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.indexes[middle] ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
