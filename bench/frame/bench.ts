/** One figure that must hold: a ratio or a plain number with its limit. */
export interface Bar {
  /** What is compared with what, in words: "against the hand-written pass". */
  readonly name: string;
  /** Null: not measured in this run; the report's reason says why. */
  readonly value: number | null;
  readonly sense: "atMost" | "atLeast";
  readonly limit: number;
}

/** Figures of one size, by name with the unit at the end: "ours CPU ms". */
export type SizeFigures = Readonly<Record<string, number>>;

/** What one bench found. Figures stand here only when everything they were taken from was exact. */
export interface BenchReport {
  /** False: something differs from the independent count, and nothing was measured. Null: not run. */
  readonly exact: boolean | null;
  /** Of the result that was measured, the same on every machine; "" when not run. */
  readonly hash: string;
  /** Why something was not run, or at which size; "" when there is nothing to say. */
  readonly reason: string;
  readonly bars: readonly Bar[];
  /** Figures by size (rows, invoices or cells, as the bench counts). */
  readonly sizes: Readonly<Record<string, SizeFigures>>;
}

export interface BenchOptions {
  readonly sizes: readonly number[];
  readonly rounds: number;
  /** Told what is being done. */
  readonly say: (text: string) => void;
}

/** One row of the table of figures (docs/PERFORMANCE.md). */
export interface Bench {
  readonly id: string;
  readonly work: string;
  /** Sizes of a whole run; the bar is set at the last of them. */
  readonly sizes: readonly number[];
  /** "bundle": the code is measured as it is shipped, in one scope; "scripts": from its sources, where a browser is driven. */
  readonly built: "bundle" | "scripts";
  readonly run: (options: BenchOptions) => Promise<BenchReport>;
}

export interface BenchResult extends BenchReport {
  readonly id: string;
  readonly work: string;
  /** The first bar's value and limit. */
  readonly ratio: number | null;
  readonly bar: number | null;
  /** Null: not decided here, the reason says why. */
  readonly met: boolean | null;
}

/** True when every bar holds, false when one is broken, else null. A result that is not exact meets nothing. */
export function isMet(bars: readonly Bar[], exact: boolean | null): boolean | null {
  if (exact !== true) return exact === false ? false : null;
  const held = bars.map(({ value, sense, limit }) => (value === null ? null : sense === "atMost" ? value <= limit : value >= limit));
  if (held.includes(false)) return false;
  return held.length === 0 || held.includes(null) ? null : true;
}

/** The report with what the table says of it. The bar is set at a size: measured below it, it decides nothing. */
export function resultOf(bench: Bench, report: BenchReport, measured: readonly number[]): BenchResult {
  const [first] = report.bars;
  const target = Math.max(...bench.sizes);
  const isWhole = measured.some((size) => size >= target);
  const met = isMet(report.bars, report.exact);
  const below = `The bar is set at ${target.toLocaleString("en")}; this run measured ${Math.max(0, ...measured).toLocaleString("en")}.`;
  const decided = isWhole || report.exact !== true;
  return {
    id: bench.id, work: bench.work, ratio: first?.value ?? null, bar: first?.limit ?? null, met: decided ? met : null,
    ...report, reason: [report.reason, decided ? "" : below].filter((text) => text !== "").join(" "),
  };
}

/** What one size of a bench gave, when it was exact. */
export interface SizeResult {
  readonly bars: readonly Bar[];
  readonly hash: string;
  readonly figures: SizeFigures;
}

/** Runs a bench size by size; the bars and the hash are those of the last. A text says what was wrong, and ends the run. */
export async function bySize({ sizes, say }: Pick<BenchOptions, "sizes" | "say">, bars: readonly Bar[], measure: (size: number) => SizeResult | string | Promise<SizeResult | string>, reason = ""): Promise<BenchReport> {
  const figures: Record<string, SizeFigures> = {};
  let last: Pick<SizeResult, "bars" | "hash"> = { bars, hash: "" };
  for (const size of sizes) {
    say(`${size.toLocaleString("en")} invoices`);
    const found = await measure(size);
    if (typeof found === "string") return wrongResult(found, last.bars);
    last = found;
    figures[size] = found.figures;
  }
  return { exact: true, hash: last.hash, reason, bars: last.bars, sizes: figures };
}

/** A report of what could not be run here. */
export function notRun(reason: string, bars: readonly Bar[] = []): BenchReport {
  return { exact: null, hash: "", reason, bars: bars.map((bar) => ({ ...bar, value: null })), sizes: {} };
}

/** A report of a result that differs from the independent count: no figure is given. */
export function wrongResult(sentence: string, bars: readonly Bar[] = []): BenchReport {
  return { ...notRun(sentence, bars), exact: false };
}
