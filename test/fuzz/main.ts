import type { Fuzz } from "./fuzz";

/** Every fuzz of the project, loaded when it is run. */
const FUZZES: readonly (() => Promise<Fuzz>)[] = [
  async () => (await import("./files.fuzz")).filesFuzz,
  async () => (await import("./formulas.fuzz")).formulasFuzz,
  async () => (await import("./formulasHostile.fuzz")).formulasHostileFuzz,
  async () => (await import("./exactness.fuzz")).exactnessFuzz,
  async () => (await import("./judges.fuzz")).judgesFuzz,
  async () => (await import("./lint.fuzz")).lintFuzz,
  async () => (await import("./views.fuzz")).viewsFuzz,
  async () => (await import("./batches.fuzz")).batchesFuzz,
  async () => (await import("./ownTables.fuzz")).ownTablesFuzz,
  async () => (await import("./index.fuzz")).indexFuzz,
  async () => (await import("./upkeep.fuzz")).upkeepFuzz,
  async () => (await import("./liveBook.fuzz")).liveBookFuzz,
  async () => (await import("./journalAgain.fuzz")).journalAgainFuzz,
];

const DEFAULT_SEED = 20260131;

/** A terminal is told every step on one line; a file a line at each tenth, so that a run that is cut off has told something. */
function progressOf({ name, counts }: Fuzz, cases: number): (done: number) => void {
  let told = 0;
  return (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${name}: ${done}`);
    const tenths = Math.floor((10 * done) / cases);
    if (process.stderr.isTTY || tenths <= told || tenths > 9) return;
    told = tenths;
    process.stderr.write(`${name}: so far ${done.toLocaleString("en")} of ${cases.toLocaleString("en")} ${counts}\n`);
  };
}

export interface FuzzCommand {
  /** None: all. */
  readonly names: readonly string[];
  readonly seed?: number | undefined;
  readonly cases?: number | undefined;
  readonly json: boolean;
}

/**
 * `npm run fuzz [-- NAME …] [--seed N] [--cases N] [--json]`: runs the named fuzzes (default: all) whole and prints a line
 * for each. Exit status 1 when a case failed. What cannot run here is said, not passed over.
 */
export async function main({ names, seed = DEFAULT_SEED, cases, json }: FuzzCommand): Promise<number> {
  const fuzzes = await Promise.all(FUZZES.map((load) => load()));
  const unknown = names.filter((name) => !fuzzes.some((fuzz) => fuzz.name === name));
  if (unknown.length > 0) {
    process.stderr.write(`No fuzz is called ${unknown.join(", ")}. There are: ${fuzzes.map(({ name }) => name).join(", ")}.\n`);
    return 2;
  }
  const lines: object[] = [];
  let failed = 0;
  for (const fuzz of fuzzes.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const missing = fuzz.missing();
    if (missing !== null) {
      process.stderr.write(`${fuzz.name}: not run: ${missing}\n`);
      lines.push({ name: fuzz.name, notRun: missing });
      continue;
    }
    const told = new Set<string>();
    const onFailure = (sentence: string): void => {
      told.add(sentence);
      process.stderr.write(`failed: ${sentence}\n`);
    };
    const started = process.hrtime.bigint();
    const result = await fuzz.run({ seed, cases: cases ?? fuzz.whole, onProgress: progressOf(fuzz, cases ?? fuzz.whole), onFailure });
    const seconds = Number((process.hrtime.bigint() - started) / 1_000_000n) / 1000;
    failed += result.failed;
    process.stderr.write(`${fuzz.name}: ${result.cases.toLocaleString("en")} ${fuzz.counts}, ${result.failed} failed, seed ${seed}, ${seconds.toFixed(1)} s\n`);
    for (const failure of result.failures) if (!told.has(failure)) process.stderr.write(`  ${failure}\n`);
    lines.push({ name: fuzz.name, cases: result.cases, failed: result.failed, failures: result.failures, seed, seconds });
  }
  if (json) process.stdout.write(`${JSON.stringify({ fuzzes: lines })}\n`);
  return failed > 0 ? 1 : 0;
}
