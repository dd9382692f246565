/**
 * unique: exactly one set adds up to the target. several: at least two do; `indexes` is the union of two of them.
 * unknown: too many sums to prove anything within the limits.
 */
export type Combination =
  | { readonly kind: "unique"; readonly indexes: readonly number[] }
  | { readonly kind: "none" }
  | { readonly kind: "several"; readonly indexes: readonly number[] }
  | { readonly kind: "unknown" };

/** Sums kept, and sums formed, at most; beyond either nothing is proved. About 15 items of unlike amounts; a fraction of a second. */
const LIMITS = { sums: 50_000, steps: 200_000 } as const;

interface Path {
  readonly index: number;
  readonly before: Path | null;
  /** Another way to the same sum; null while this is the only one. */
  readonly other: Path | null;
}

/**
 * The set of at least one of these positive amounts that adds up to the target, when there is exactly one such set.
 * Every reachable sum is kept once, with a second way to it if there is one, so "unique" is a proof, not a first find.
 */
export function findCombination(amounts: readonly number[], target: number, limits: { readonly sums: number; readonly steps: number } = LIMITS): Combination {
  const paths = new Map<number, Path>();
  let steps = 0;
  for (const [index, amount] of amounts.entries()) {
    if (amount <= 0 || amount > target) continue;
    steps += paths.size + 1;
    if (steps > limits.steps) return { kind: "unknown" };
    // The sums as they stood before this amount, so that no amount is used twice.
    const reached = [...paths];
    reach(paths, amount, { index, before: null, other: null });
    for (const [sum, before] of reached)
      if (sum + amount <= target) reach(paths, sum + amount, { index, before, other: before.other === null ? null : { index, before: before.other, other: null } });
    if (paths.get(target)?.other) break;
    if (paths.size > limits.sums) return { kind: "unknown" };
  }
  const found = paths.get(target);
  if (found === undefined) return { kind: "none" };
  if (found.other === null) return { kind: "unique", indexes: indexesOf(found) };
  return { kind: "several", indexes: [...new Set([...indexesOf(found), ...indexesOf(found.other)])].sort((a, b) => a - b) };
}

function reach(paths: Map<number, Path>, sum: number, way: Path): void {
  const known = paths.get(sum);
  paths.set(sum, known === undefined ? way : { ...known, other: known.other ?? way });
}

function indexesOf(path: Path): number[] {
  const indexes: number[] = [];
  for (let step: Path | null = path; step !== null; step = step.before) indexes.unshift(step.index);
  return indexes;
}
