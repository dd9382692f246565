import { spawnSync } from "node:child_process";
import { cpus, loadavg, totalmem } from "node:os";
import { type Bench, type BenchReport, type BenchResult, notRun, resultOf, wrongResult } from "./bench";

export interface BenchCommand {
  /** None: all. */
  readonly only: readonly string[];
  readonly sizes?: readonly number[] | undefined;
  readonly rounds: number;
  readonly json: boolean;
}

/** How the script of a bench is started in a process of its own: the arguments of Node for one that is bundled, and for one that is not. */
export type Starts = Readonly<Record<Bench["built"], readonly string[]>>;

/**
 * Runs the benches, each in a process of its own (its memory and its compiled code are then nobody else's), and prints the
 * table, or with `json` one JSON object. Exit status 1 when a result is wrong, 0 also where bars are not met: a bench tells, it does not judge.
 */
export function runBenches(benches: readonly Bench[], { only, sizes, rounds, json }: BenchCommand, starts: Starts): number {
  const unknown = only.filter((id) => !benches.some((bench) => bench.id === id));
  if (unknown.length > 0) {
    process.stderr.write(`No bench is called ${unknown.join(", ")}. There are: ${benches.map(({ id }) => id).join(", ")}.\n`);
    return 2;
  }
  const machine = { date: new Date().toISOString().slice(0, 10), processor: cpus()[0]?.model ?? "", cores: cpus().length, memoryGigabytes: Math.round(totalmem() / 2 ** 30), node: process.version, platform: process.platform, loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100 };
  const results: BenchResult[] = [];
  for (const bench of benches.filter(({ id }) => only.length === 0 || only.includes(id))) {
    const measured = sizes ?? bench.sizes;
    process.stderr.write(`${bench.id} ${bench.work} …\n`);
    const result = resultOf(bench, inOwnProcess(bench, { sizes: measured, rounds }, starts[bench.built]), measured);
    process.stderr.write(`${lineOf(result)}\n`);
    results.push(result);
  }
  if (json) process.stdout.write(`${JSON.stringify({ ...machine, loadAfter: Math.round((loadavg()[0] ?? 0) * 100) / 100, rounds, results })}\n`);
  else process.stdout.write(tableOf(results));
  return results.some(({ exact }) => exact === false) ? 1 : 0;
}

function inOwnProcess(bench: Bench, options: { readonly sizes: readonly number[]; readonly rounds: number }, start: readonly string[]): BenchReport {
  const child = spawnSync(process.execPath, [...start, bench.id, JSON.stringify(options)], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 26 });
  const line = child.stdout.trimEnd().split("\n").at(-1) ?? "";
  if (child.status !== 0 || !line.startsWith("{")) return wrongResult(`${bench.id} ended with status ${String(child.status ?? child.signal)}; what it said stands above.`);
  return JSON.parse(line) as BenchReport; // decoder: written by runOne
}

/** What runs in the process of one bench: its report goes to standard output as one line. */
export async function runOne(benches: readonly Bench[], id: string, options: { readonly sizes: readonly number[]; readonly rounds: number }): Promise<void> {
  const bench = benches.find((each) => each.id === id);
  const report = bench === undefined ? notRun(`There is no bench ${id}.`) : await bench.run({ ...options, say: (text) => process.stderr.write(`   ${text}\n`) });
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

function lineOf({ id, met, exact, bars, reason, hash }: BenchResult): string {
  const verdict = exact === false ? "WRONG" : met === null ? "not decided" : met ? "met" : "not met";
  const figures = bars.map(({ name, value, sense, limit }) => `${value === null ? "–" : shown(value)} (${sense === "atMost" ? "≤" : "≥"} ${shown(limit)}) ${name}`);
  return [`${id.padEnd(4)}${verdict}`, ...figures, ...(hash === "" ? [] : [`result ${hash}`]), ...(reason === "" ? [] : [reason])].join("\n      ");
}

/** A table in Markdown, as it stands in docs/PERFORMANCE.md; then the figures by size. */
export function tableOf(results: readonly BenchResult[]): string {
  const rows = results.flatMap(({ id, work, bars, met, exact, reason, hash }) =>
    (bars.length === 0 ? [{ name: "", value: null, sense: "atMost" as const, limit: NaN }] : bars).map(({ name, value, sense, limit }, at) => [
      at === 0 ? id : "", at === 0 ? work : "", name, value === null ? "–" : shown(value), Number.isNaN(limit) ? "" : `${sense === "atMost" ? "≤" : "≥"} ${shown(limit)}`,
      at === 0 ? (exact === false ? "wrong" : met === null ? "not decided" : met ? "met" : "not met") : "", at === 0 ? reason || hash : "",
    ]),
  );
  const sizes = results.flatMap(({ id, sizes: bySize }) => Object.entries(bySize).map(([size, figures]) => `${id} at ${Number(size).toLocaleString("en")}: ${Object.entries(figures).map(([name, value]) => `${name} ${shown(value)}`).join(" · ")}`));
  const lines = [["#", "Work", "Figure", "Measured", "Bar", "", "Result, or why not"], ["---", "---", "---", "---:", "---:", "---", "---"], ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `${lines.join("\n")}\n\n${sizes.join("\n")}\n`;
}

function shown(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 2 : 6 });
}
