/**
 * A ledger of 100,000 invoices and 130,000 payments: opened, recalculated and saved by the host, opened and saved by
 * ExcelJS (which does not calculate), in turns, each run in a process of its own.
 * `npx tsx bench/workbooks.ts [--size 100000] [--rounds 3] [--json]`
 *
 * Every run must find the sums that the file was made from, and the files that were saved must say them too; a cent of
 * difference ends the run with exit status 1. Least times of the rounds: processor time (wall time is the neighbours'
 * too), and the process's peak of memory.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { createCalc } from "../host/calc/calc";
import { openWorkbook } from "../host/xlsx/open";
import { saveWorkbook } from "../host/xlsx/save";
import { ledgerWorkbook, sumsIn, type LedgerSums } from "./ledgerWorkbook";

/** Milliseconds. */
interface Time {
  readonly wall: number;
  readonly cpu: number;
}

interface Run {
  readonly open: Time;
  /** Every formula of the book; null where there is no calculation. */
  readonly recalculate: Time | null;
  readonly save: Time;
  /** Megabytes at most so far, after opening and after saving. */
  readonly openPeak: number;
  readonly savePeak: number;
  readonly sums: LedgerSums;
  readonly bytes: number;
}

const { values, positionals } = parseArgs({
  options: { size: { type: "string", default: "100000" }, rounds: { type: "string", default: "3" }, json: { type: "boolean", default: false }, run: { type: "boolean", default: false } },
  allowPositionals: true,
});

function timed<T>(work: () => T): { readonly result: T; readonly time: Time } {
  const started = performance.now();
  const used = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(used);
  return { result, time: { wall: performance.now() - started, cpu: (user + system) / 1000 } };
}

const peak = (): number => process.resourceUsage().maxRSS / 1024;

/** One run of the host, in its own process. */
function run(input: string, output: string): Run {
  const bytes = new Uint8Array(readFileSync(input));
  const { result: workbook, time: open } = timed(() => openWorkbook(bytes));
  const openPeak = peak();
  const sums = sumsIn(workbook);
  const { time: recalculate } = timed(() => createCalc(workbook).recalculateAll());
  const figures = workbook.findSheet("Figures");
  const shown = [1, 2, 3].map((column) => Math.round(Number(figures?.get(0, column)?.value) * 100));
  if (!isDeepStrictEqual(shown, [sums.totalCents, sums.balanceCents, sums.paidCents])) throw new Error(`The recalculated figures are ${shown.join(", ")}`);
  const { result: saved, time: save } = timed(() => saveWorkbook(workbook));
  const savePeak = peak();
  writeFileSync(output, saved);
  return { open, recalculate, save, openPeak, savePeak, sums, bytes: saved.length };
}

function inOwnProcess(argv: readonly string[]): Run {
  return JSON.parse(execFileSync(process.execPath, argv, { encoding: "utf8", maxBuffer: 1 << 20, stdio: ["ignore", "pipe", "inherit"] }));
}

function least(times: readonly (Time | null)[]): Time | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : { wall: Math.round(Math.min(...known.map(({ wall }) => wall))), cpu: Math.round(Math.min(...known.map(({ cpu }) => cpu))) };
}

interface Summary {
  readonly open: Time | null;
  readonly recalculate: Time | null;
  readonly save: Time | null;
  readonly openPeakMegabytes: number;
  readonly peakMegabytes: number;
  readonly fileBytes: number;
}

interface Report {
  readonly name: "workbooks";
  readonly sizes: { readonly invoices: number; readonly payments: number; readonly cells: number; readonly fileBytes: number; readonly rounds: number };
  readonly exact: true;
  readonly milliseconds: { readonly host: Summary; readonly exceljs: Summary };
}

function summary(runs: readonly Run[]): Summary {
  return {
    open: least(runs.map(({ open }) => open)), recalculate: least(runs.map(({ recalculate }) => recalculate)), save: least(runs.map(({ save }) => save)),
    openPeakMegabytes: Math.round(Math.min(...runs.map(({ openPeak }) => openPeak))), peakMegabytes: Math.round(Math.min(...runs.map(({ savePeak }) => savePeak))), fileBytes: runs[0]?.bytes ?? 0,
  };
}

function compare(size: number, rounds: number): Report {
  const folder = mkdtempSync(join(tmpdir(), "open-item-bench-"));
  try {
    const file = (name: string): string => join(folder, `${name}.xlsx`);
    const made = ledgerWorkbook(size);
    const bytes = saveWorkbook(made.workbook);
    writeFileSync(file("ledger"), bytes);
    const runs: Record<"host" | "exceljs", Run[]> = { host: [], exceljs: [] };
    const check = (who: string, sums: LedgerSums): void => {
      if (isDeepStrictEqual(sums, made.sums)) return;
      process.stderr.write(`${who} finds ${JSON.stringify(sums)}, the file was made from ${JSON.stringify(made.sums)}; nothing was measured\n`);
      process.exit(1);
    };
    for (let round = 0; round < rounds; round++) {
      runs.host.push(inOwnProcess([...process.execArgv, __filename, "--run", file("ledger"), file("host")]));
      runs.exceljs.push(inOwnProcess([join(__dirname, "workbooksExcelJs.cjs"), file("ledger"), file("exceljs")]));
      for (const [who, list] of Object.entries(runs)) for (const { sums } of list) check(who, sums);
    }
    for (const who of ["host", "exceljs"]) check(`the file saved by ${who}`, sumsIn(openWorkbook(new Uint8Array(readFileSync(file(who))))));
    return { name: "workbooks", sizes: { invoices: made.sums.invoices, payments: made.sums.payments, cells: made.cells, fileBytes: bytes.length, rounds }, exact: true, milliseconds: { host: summary(runs.host), exceljs: summary(runs.exceljs) } };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print({ sizes, milliseconds: { host, exceljs } }: Report): void {
  const line = (name: string, a: string, b: string): void => void process.stdout.write(`${name.padEnd(34)}${a.padStart(12)}${b.padStart(12)}\n`);
  const time = (name: string, of: (one: Summary) => Time | null): void => {
    const text = (one: Summary, part: keyof Time): string => of(one)?.[part].toLocaleString("en") ?? "–";
    for (const [part, title] of [["cpu", "processor"], ["wall", "wall"]] as const) line(`${name}, ${title} ms`, text(host, part), text(exceljs, part));
  };
  process.stdout.write(`${sizes.invoices.toLocaleString("en")} invoices + ${sizes.payments.toLocaleString("en")} payments, ${sizes.cells.toLocaleString("en")} cells, all sums equal in every run and saved file\n`);
  line("", "host", "ExcelJS");
  time("open", ({ open }) => open);
  time("recalculate", ({ recalculate }) => recalculate);
  time("save", ({ save }) => save);
  line("peak after opening, MB", String(host.openPeakMegabytes), String(exceljs.openPeakMegabytes));
  line("peak after saving, MB", String(host.peakMegabytes), String(exceljs.peakMegabytes));
  line("saved file, kB", String(Math.round(host.fileBytes / 1000)), String(Math.round(exceljs.fileBytes / 1000)));
}

if (values.run) {
  const [input = "", output = ""] = positionals;
  process.stdout.write(`${JSON.stringify(run(input, output))}\n`);
} else {
  const report = compare(Number(values.size), Number(values.rounds));
  if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  else print(report);
}
