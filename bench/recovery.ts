/**
 * What the add-in does when a book is opened: a book of 10,000 documents on the host. A process of its own for each kind of start:
 * on a device that never saw the book, and on one that keeps the seal of its last start; each time after a run that was killed,
 * and then with everything in its place.
 * `npx tsx bench/recovery.ts [--documents 10000] [--lines 3] [--json]`
 *
 * Processor time of the one process in which the host, Microsoft's client and the add-in run; `reading` is the part of the host
 * and the client. What recovery finds is checked: the documents that were left out are written, a second start finds nothing;
 * else the run ends with exit status 1.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { deserialize, serialize, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { disputedAmounts } from "../src/actions/book";
import { recover } from "../src/actions/recover";
import { foldEntries } from "../src/core/ledger/fold";
import { inspectSteps } from "../src/workbook/integrity/inspect";
import { inspectReads } from "../src/workbook/integrity/inspectReads";
import { readSealed, verifyRest } from "../src/workbook/integrity/seal";
import { runSteps } from "../src/core/reports/steps";
import { createOfficeWorkbook } from "../src/workbook/office/officeWorkbook";
import type { Workbook } from "../src/workbook/port";
import { rememberedLedger } from "../src/workbook/settings";
import type { HostBook } from "../test/support/hostBook";
import { MemoryStore } from "../test/support/memoryStore";
import { postedBook } from "./data/postedBook";

const { values } = parseArgs({
  options: { documents: { type: "string", default: "10000" }, lines: { type: "string", default: "3" }, seal: { type: "string" }, json: { type: "boolean", default: false } },
});
const [documents, lines] = [Number(values.documents), Number(values.lines)];
const UNWRITTEN = Math.min(200, documents);

interface Start {
  readonly name: string;
  readonly cpu: number;
  /** Of it the host and Microsoft's client, for the reading. */
  readonly reading: number;
  readonly wall: number;
  readonly requests: number;
}

/** What goes on after the start, without the reading. */
interface After {
  /** The verification in idle time: in all, and its longest slice. */
  readonly rest: number;
  readonly longestSlice: number;
  /** The inspection of the whole book once more after one document was posted, with the reading of its Journals. */
  readonly inspection: number;
}

interface Report {
  readonly starts: readonly Start[];
  readonly after: After;
}

function processor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What making the book left behind is no part of opening it. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
}

/** Opens the book: with the seal that stands in the file, or (`keeps`) leaving its own there. */
async function measure(seal: string, keeps: boolean): Promise<Report> {
  const { book } = await postedBook({ documents, lines, unwritten: UNWRITTEN });
  const witness = new MemoryStore();
  // Excel has calculated a book by the time it is open; the host does so at the first edit.
  book.editor.typeCell(book.editor.addSheet("Notes"), 0, 0, "Opened");
  const ledger = rememberedLedger(await book.port.read({ tables: ["Settings"] }));
  if (!keeps) await witness.keepSeal(ledger, deserialize(readFileSync(seal)));
  const kind = keeps ? "new device" : "known book";
  const starts: Start[] = [];
  try {
    for (const [name, finished] of [[`${kind}, killed run`, UNWRITTEN], [`${kind}, whole`, 0]] as const) {
      book.takeBatches();
      collectGarbage();
      let reading = 0;
      const pane = createOfficeWorkbook((batch) => book.host.Excel.run(batch), { mayBeLarge: true });
      const port: Workbook = {
        ...pane,
        read: async (request) => {
          const before = processor();
          const snapshot = await pane.read(request);
          reading += processor() - before;
          return snapshot;
        },
      };
      const [cpu, wall] = [processor(), performance.now()];
      const found = await recover(port, { env: book.env(), witness });
      starts.push({ name, cpu: Math.round(processor() - cpu), reading: Math.round(reading), wall: Math.round(performance.now() - wall), requests: book.takeBatches().length });
      if (found.finished.length === finished && found.pending.length === 0 && found.findings.length === 0) continue;
      process.stderr.write(`${name}: ${found.finished.length} documents finished, ${finished} were left out; found: ${JSON.stringify(found.findings.slice(0, 3))}\n`);
      process.exitCode = 1;
    }
    if (keeps) writeFileSync(seal, serialize(await witness.readSeal(ledger)));
    return { starts, after: await goOn(book) };
  } finally {
    book.close();
  }
}

/** The pane goes on: the rest is verified, and after a document was posted the book is inspected again. */
async function goOn(book: HostBook): Promise<After> {
  const read = async (): Promise<{ readonly inspect: () => void; readonly ledger: ReturnType<typeof foldEntries> }> => {
    const snapshot = await book.port.read(inspectReads());
    const entries = runSteps(readSealed(snapshot, null)).flatMap((reading) => reading.entries);
    const ledger = foldEntries(entries, disputedAmounts(snapshot, entries));
    return { ledger, inspect: () => void runSteps(inspectSteps(snapshot, { fold: () => ledger, witness: null, seat: "A" })) };
  };
  const { ledger } = await read();
  let [rest, longestSlice] = [0, 0];
  for (const steps = verifyRest(ledger); ; ) {
    const before = processor();
    const { done } = steps.next();
    const spent = processor() - before;
    rest += spent;
    longestSlice = Math.max(longestSlice, spent);
    if (done === true) break;
  }
  await book.post("postPayment", { customer: ledger.facts.charges[0]?.customer ?? "", date: "2026-02-10", amount: "1.00" }).catch(() => undefined);
  const { inspect } = await read();
  const before = processor();
  inspect();
  return { rest: Math.round(rest), longestSlice: Math.round(longestSlice), inspection: Math.round(processor() - before) };
}

/** Another process that starts with the seal of this one. */
function measureSealed(seal: string): Report {
  const { stdout, stderr, status } = spawnSync(process.execPath, [...process.execArgv, process.argv[1] ?? "", "--documents", String(documents), "--lines", String(lines), "--seal", seal, "--json"], { encoding: "utf8", maxBuffer: 1e8 });
  process.stderr.write(stderr);
  if (status !== 0) process.exitCode = 1;
  const report: unknown = JSON.parse(stdout);
  return report as Report;
}

async function main(): Promise<void> {
  if (values.seal !== undefined) {
    process.stdout.write(JSON.stringify(await measure(values.seal, false)));
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "recovery-"));
  try {
    const seal = join(folder, "seal");
    const first = await measure(seal, true);
    const sealed = measureSealed(seal);
    const starts = [...first.starts, ...sealed.starts];
    if (values.json) process.stdout.write(`${JSON.stringify({ documents, lines, starts, after: sealed.after })}\n`);
    else {
      for (const { name, cpu, reading, wall, requests } of starts) process.stdout.write(`${name.padEnd(24)} ${String(cpu).padStart(7)} ms processor, ${String(reading).padStart(6)} of it reading ${String(wall).padStart(7)} ms wall ${String(requests).padStart(4)} requests\n`);
      const { rest, longestSlice, inspection } = sealed.after;
      process.stdout.write(`rest of the verification ${rest} ms, longest slice ${longestSlice} ms; inspected again after one more document: ${inspection} ms\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
