import path from "node:path";
import { runChild } from "./childProcess";
import { type Layer, type LayerFigures, noFigures, runLayer, schedulesOf, together } from "./layer";

/** Every layer, loaded when it is run. */
const LAYERS: readonly (readonly [name: string, load: () => Promise<Layer>])[] = [
  ["single", async () => (await import("./layers/singleFaults")).singleFaults],
  ["double", async () => (await import("./layers/doubleFaults")).doubleFaults],
  ["slices", async () => (await import("./layers/slices")).slices],
  ["other", async () => (await import("./layers/otherAct")).otherAct],
  ["foreign", async () => (await import("./layers/foreignActs")).foreignActs],
  ["seats", async () => (await import("./layers/seats")).seats],
  ["undo", async () => (await import("./layers/undone")).undone],
  ["damage", async () => (await import("./layers/damage")).damage],
  ["stopped", async () => (await import("./layers/stopped")).stopped],
  ["versions", async () => (await import("./layers/versions")).versions],
];

export interface FaultsCommand {
  /** None: all. */
  readonly layers: readonly string[];
  /** Runs this schedule of the layer alone and tells all of it. */
  readonly seed?: number | undefined;
  /** At most so many of each layer, spread over all of them. */
  readonly cases?: number | undefined;
  readonly long: boolean;
  readonly json: boolean;
  readonly mutants: boolean;
  /** With `first`: schedules that are left out. */
  readonly except?: readonly number[];
  /** "1/2": only the schedules of this part; figures go to the output as lines of JSON. */
  readonly part?: string | undefined;
  /** Ends at the first violation and tells it: how a mutant is killed. */
  readonly first: boolean;
  /** Only schedules whose names match this pattern; layers whose schedules are drawn have no names. */
  readonly matching?: string | undefined;
}

const PROCESSES = 2;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * `npm run faults [-- --layer NAME] [--seed N] [--cases N] [--matching PATTERN] [--long] [--json] [--mutants]`: what goes wrong between Excel
 * and the add-in, all of it, against the real client. Exit status 1 when a promise was broken.
 */
export async function main(command: FaultsCommand): Promise<number> {
  const unknown = command.layers.filter((name) => !LAYERS.some(([known]) => known === name));
  if (unknown.length > 0) {
    process.stderr.write(`No layer is called ${unknown.join(", ")}. There are: ${LAYERS.map(([name]) => name).join(", ")}.\n`);
    return 2;
  }
  const chosen = LAYERS.filter(([name]) => command.layers.length === 0 || command.layers.includes(name));
  if (command.first) return firstViolation(chosen, command);
  if (command.part !== undefined) return runPart(chosen, command, command.part);
  if (command.seed !== undefined) return replay(chosen, command);
  if (command.mutants) return tellMutants(command);
  const started = performance.now();
  const figures = await inProcesses(chosen.map(([name]) => name), command);
  const seconds = (performance.now() - started) / 1000;
  const violations = figures.reduce((sum, layer) => sum + layer.violations, 0);
  const schedules = figures.reduce((sum, layer) => sum + layer.schedules, 0);
  process.stderr.write(`${schedules.toLocaleString("en")} schedules, ${violations} violations, ${seconds.toFixed(0)} s, ${(schedules / seconds).toFixed(1)} a second in ${PROCESSES} processes.\n`);
  if (command.json) process.stdout.write(`${JSON.stringify({ seed: 0, layers: figures.map(({ failures, seconds: _seconds, ...layer }) => ({ ...layer, failures })), mutants: null })}\n`);
  return violations > 0 ? 1 : 0;
}

/** One line for each layer, then the failing schedules, each with what replays it. */
function tell(layer: LayerFigures): void {
  process.stderr.write(`${layer.name.padEnd(9)} ${layer.schedules.toLocaleString("en").padStart(7)} schedules  ${String(layer.violations).padStart(4)} violations  ${layer.duplicates} duplicates  ${layer.clashes} clashes  ${layer.lost} lost  ${layer.silent} silent  ${layer.seconds.toFixed(0)} s\n`);
  for (const { seed, title, violations } of layer.failures) process.stderr.write(`  --layer ${layer.name} --seed ${seed}: ${title}\n${violations.slice(0, 3).map((line) => `      ${line.slice(0, 200)}\n`).join("")}`);
}

async function replay(chosen: typeof LAYERS, { seed = 0, long }: FaultsCommand): Promise<number> {
  const [only] = chosen;
  if (only === undefined || chosen.length !== 1) {
    process.stderr.write("--seed wants one --layer.\n");
    return 2;
  }
  const result = await (await only[1]()).run(seed, long ? "long" : "ordinary");
  process.stderr.write(`${result.title}\n${result.violations.length === 0 ? "  as it should be\n" : result.violations.map((line) => `  ${line}\n`).join("")}`);
  return result.violations.length > 0 ? 1 : 0;
}

async function runPart(chosen: typeof LAYERS, { cases, long, matching }: FaultsCommand, text: string): Promise<number> {
  const [part = 1, of = 1] = text.split("/").map(Number);
  for (const [, load] of chosen) {
    const layer = await load();
    const numbers = await schedulesOf(layer, long ? "long" : "ordinary", matching);
    const figures = await runLayer(layer, { numbers, cases: cases ?? numbers.length, part: part - 1, of, long });
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  }
  return 0;
}

async function firstViolation(chosen: typeof LAYERS, { cases, long, matching, seed: only, except = [] }: FaultsCommand): Promise<number> {
  for (const [, load] of chosen) {
    const layer = await load();
    const how = long ? "long" : "ordinary";
    const numbers = only === undefined ? await schedulesOf(layer, how, matching) : [only];
    const count = Math.min(cases ?? numbers.length, numbers.length);
    for (let index = 0; index < count; index++) {
      // In an order that soon has been everywhere (golden section).
      const seed = numbers[Math.floor(((index * GOLDEN) % 1) * numbers.length)] ?? 0;
      if (except.includes(seed)) continue;
      const result = await layer.run(seed, how);
      if (result.violations.length === 0 && only !== undefined) return 0;
      if (result.violations.length === 0) continue;
      process.stdout.write(`${JSON.stringify({ layer: layer.name, seed, title: result.title, violation: result.violations.slice(0, 2).join(" · ") })}\n`);
      return 1;
    }
  }
  return 0;
}

/** A run of all layers takes more than an hour: each is told when its last part is done. */
async function inProcesses(names: readonly string[], { cases, long, matching }: FaultsCommand): Promise<readonly LayerFigures[]> {
  const totals = new Map(names.map((name) => [name, { figures: noFigures(name), parts: 0 }]));
  const add = (figures: LayerFigures): void => {
    const known = totals.get(figures.name);
    if (known === undefined) return;
    const sum = { figures: together(known.figures, figures), parts: known.parts + 1 };
    totals.set(figures.name, sum);
    if (sum.parts === PROCESSES) tell(sum.figures);
  };
  await Promise.all(Array.from({ length: PROCESSES }, (_, index) =>
    runPartOf({ layers: names, cases, long, matching, json: false, mutants: false, first: false, part: `${index + 1}/${PROCESSES}` }, add)));
  return [...totals.values()].map(({ figures }) => figures);
}

async function runPartOf(command: FaultsCommand, take: (figures: LayerFigures) => void): Promise<void> {
  const { code } = await runChild(path.join(__dirname, "..", ".."), command, (line) => {
    if (line.startsWith("{")) take(JSON.parse(line) as LayerFigures); // a decoder: what runPart writes
  });
  if (code !== 0) throw new Error(`A part of the run ended with status ${code}.`);
}

async function tellMutants({ json }: FaultsCommand): Promise<number> {
  const { runMutants } = await import("./mutantRun");
  const results = await runMutants((line) => process.stderr.write(`${line}\n`));
  const killed = results.filter(({ killedBy }) => killedBy !== null).length;
  process.stderr.write(`${killed} of ${results.length} mutants killed.\n`);
  if (json) process.stdout.write(`${JSON.stringify({ mutants: { killed, of: results.length }, results })}\n`);
  return killed === results.length ? 0 : 1;
}
