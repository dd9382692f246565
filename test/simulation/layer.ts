/**
 * One kind of trouble. `cases` numbers all its schedules; any of them can be run by its number alone, so that a failing one
 * is replayed by `npm run faults -- --layer NAME --seed N`.
 */
export interface Layer {
  readonly name: string;
  /** What one schedule of it is, in words. */
  readonly counts: string;
  /** How many schedules there are: of an ordinary run, and of a long one. */
  readonly cases: (how: "ordinary" | "long") => Promise<number>;
  readonly run: (number: number, how: "ordinary" | "long") => Promise<CaseResult>;
  /** What a schedule is called before it is run; none where that is drawn. */
  readonly nameOf?: (number: number, how: "ordinary" | "long") => Promise<string>;
}

/** The numbers of a layer's schedules whose names match a pattern; all of them where there is no pattern or no name. */
export async function schedulesOf(layer: Layer, how: "ordinary" | "long", matching: string | undefined): Promise<readonly number[]> {
  const all = Array.from({ length: await layer.cases(how) }, (_, number) => number);
  const { nameOf } = layer;
  if (matching === undefined || nameOf === undefined) return all;
  const pattern = new RegExp(matching);
  const names = await Promise.all(all.map((number) => nameOf(number, how)));
  return all.filter((number) => pattern.test(names[number] ?? ""));
}

export interface CaseResult {
  /** What was done, for the line that tells of a failure. */
  readonly title: string;
  /** The faults came about, or there was something to judge. */
  readonly counted: boolean;
  readonly violations: readonly string[];
}

const NO_CASE = "no such case";

/** A layer over a list of cases, which is made when it is first asked for. */
export function listedLayer<Case>(of: Pick<Layer, "name" | "counts"> & { readonly makeCases: (how: "ordinary" | "long") => Promise<readonly Case[]>; readonly nameCase: (found: Case) => string; readonly runCase: (found: Case) => Promise<Omit<CaseResult, "title">> }): Layer {
  const lists = new Map<string, Promise<readonly Case[]>>();
  const allCases = (how: "ordinary" | "long"): Promise<readonly Case[]> => {
    const known = lists.get(how) ?? of.makeCases(how);
    lists.set(how, known);
    return known;
  };
  return {
    name: of.name,
    counts: of.counts,
    cases: async (how) => (await allCases(how)).length,
    run: async (number, how) => {
      const found = (await allCases(how))[number];
      return found === undefined ? { title: NO_CASE, counted: false, violations: [] } : { ...(await of.runCase(found)), title: of.nameCase(found) };
    },
    nameOf: async (number, how) => {
      const found = (await allCases(how))[number];
      return found === undefined ? NO_CASE : of.nameCase(found);
    },
  };
}

/** Of a layer, or of a part of it. */
export interface LayerFigures {
  readonly name: string;
  readonly schedules: number;
  readonly violations: number;
  /** Entries or numbers that stand twice. */
  readonly duplicates: number;
  /** Two documents under one number. */
  readonly clashes: number;
  /** Acknowledged, and gone. */
  readonly lost: number;
  /** Damage or loss that nobody is told of. */
  readonly silent: number;
  readonly seconds: number;
  /** Numbers of the failing schedules with what is wrong; at most forty. */
  readonly failures: readonly { readonly seed: number; readonly title: string; readonly violations: readonly string[] }[];
}

export function noFigures(name: string): LayerFigures {
  return { name, schedules: 0, violations: 0, duplicates: 0, clashes: 0, lost: 0, silent: 0, seconds: 0, failures: [] };
}

const FAILURES_KEPT = 40;

export function withCase(figures: LayerFigures, seed: number, result: CaseResult): LayerFigures {
  if (!result.counted) return figures;
  const has = (pattern: RegExp): number => (result.violations.some((violation) => pattern.test(violation)) ? 1 : 0);
  const isBad = result.violations.length > 0;
  return {
    ...figures,
    schedules: figures.schedules + 1,
    violations: figures.violations + (isBad ? 1 : 0),
    duplicates: figures.duplicates + has(/stands twice|has two rows/),
    clashes: figures.clashes + has(/was given twice/),
    lost: figures.lost + has(/^told (posted|exists), but .*missing|is lost/),
    silent: figures.silent + has(/nobody is told/),
    failures: isBad && figures.failures.length < FAILURES_KEPT ? [...figures.failures, { seed, title: result.title, violations: result.violations }] : figures.failures,
  };
}

export function together(a: LayerFigures, b: LayerFigures): LayerFigures {
  return {
    name: a.name, schedules: a.schedules + b.schedules, violations: a.violations + b.violations, duplicates: a.duplicates + b.duplicates, clashes: a.clashes + b.clashes,
    lost: a.lost + b.lost, silent: a.silent + b.silent, seconds: Math.max(a.seconds, b.seconds), failures: [...a.failures, ...b.failures].sort((x, y) => x.seed - y.seed).slice(0, FAILURES_KEPT),
  };
}

/** Runs the cases whose numbers leave `part` when divided by `of`. */
export async function runLayer(layer: Layer, options: { readonly numbers: readonly number[]; readonly cases: number; readonly part: number; readonly of: number; readonly long: boolean; readonly onCase?: (figures: LayerFigures) => void }): Promise<LayerFigures> {
  let figures = noFigures(layer.name);
  const started = performance.now();
  const how = options.long ? "long" : "ordinary";
  const { numbers } = options;
  const cases = Math.min(options.cases, numbers.length);
  for (let index = options.part; index < cases; index += options.of) {
    // Fewer cases than there are: spread evenly over all.
    const number = numbers[Math.floor((index * numbers.length) / cases)] ?? 0;
    figures = withCase(figures, number, await attempt(layer, number, how));
    options.onCase?.(figures);
  }
  return { ...figures, seconds: (performance.now() - started) / 1000 };
}

async function attempt(layer: Layer, number: number, how: "ordinary" | "long"): Promise<CaseResult> {
  try {
    return await layer.run(number, how);
  } catch (thrown) {
    return { title: "the harness itself", counted: true, violations: [`exception ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`] };
  }
}
