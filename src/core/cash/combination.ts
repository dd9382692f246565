/** "unknown": too many sums to prove anything within the limits. */
export type Combination =
  | { readonly kind: "unique"; readonly indexes: readonly number[] }
  | { readonly kind: "none" }
  | { readonly kind: "several" }
  | { readonly kind: "unknown" };

/** Sums kept at most; beyond it nothing is proved. About a tenth of a second. */
const SUMS_MAX = 200_000;

interface Path {
  readonly index: number;
  readonly before: Path | null;
  /** Another path reaches the same sum. */
  readonly several: boolean;
}

/**
 * The set of at least one of these positive amounts that adds up to the target, when there is exactly one such set.
 * Every reachable sum is kept once with whether a second way leads to it, so "unique" is a proof, not a first find.
 */
export function findCombination(amounts: readonly number[], target: number): Combination {
  const paths = new Map<number, Path | null>([[0, null]]);
  for (const [index, amount] of amounts.entries()) {
    if (amount <= 0 || amount > target) continue;
    const reached = [...paths].filter(([sum]) => sum + amount <= target);
    for (const [sum, before] of reached) {
      const known = paths.get(sum + amount);
      const several = known !== undefined || (before?.several ?? false);
      paths.set(sum + amount, { index, before, several });
    }
    if (paths.size > SUMS_MAX) return { kind: "unknown" };
  }
  const found = paths.get(target);
  if (found === undefined || found === null) return { kind: "none" };
  if (found.several) return { kind: "several" };
  const indexes: number[] = [];
  for (let step: Path | null = found; step !== null; step = step.before) indexes.unshift(step.index);
  return { kind: "unique", indexes };
}
