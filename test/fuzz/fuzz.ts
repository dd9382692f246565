/**
 * A fuzz: many seeded cases against a judge. The whole is run with `npm run fuzz`, a slice of it inside `npm test`; both
 * call the same `run`, so that a slice cannot rot apart from the whole.
 */
export interface Fuzz {
  readonly name: string;
  /** What one case is, in words for the printed line: "ledgers judged by hledger". */
  readonly counts: string;
  /** Cases of the whole run. */
  readonly whole: number;
  /** Null when the fuzz can run here, else what is missing ("hledger is not installed"). */
  readonly missing: () => string | null;
  readonly run: (options: FuzzOptions) => Promise<FuzzResult>;
}

export interface FuzzOptions {
  readonly seed: number;
  readonly cases: number;
  /** Told now and then how many cases are done. */
  readonly onProgress?: (done: number) => void;
  /** Told of a failing case at once, where the run is long. */
  readonly onFailure?: (sentence: string) => void;
}

export interface FuzzResult {
  readonly cases: number;
  /** One sentence per failing case, with what is needed to see it again (its seed first); at most 20 are kept. */
  readonly failures: readonly string[];
  readonly failed: number;
}

/** Collects failures, keeping the first twenty; `tell`: hears of each at once. */
export class FuzzFailures {
  private readonly kept: string[] = [];
  private count = 0;

  constructor(private readonly tell?: (sentence: string) => void) {}

  add(sentence: string): void {
    this.count += 1;
    this.tell?.(sentence);
    if (this.kept.length < 20) this.kept.push(sentence);
  }

  result(cases: number): FuzzResult {
    return { cases, failures: this.kept, failed: this.count };
  }
}

/** A small seeded generator (mulberry32): uniform in [0, 1). The same seed gives the same cases on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
