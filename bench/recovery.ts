/**
 * What the add-in does when a book is opened: a book of 10,000 documents on the host, whole and after a run that was killed.
 * `npx tsx bench/recovery.ts [--documents 10000] [--lines 3] [--json]`
 *
 * Processor time of the one process in which the host, Microsoft's client and the add-in run. What recovery finds is
 * checked: the documents that were left out are written, a second start finds nothing; else the run ends with exit status 1.
 */
import { parseArgs } from "node:util";
import { recover } from "../src/actions/recover";
import type { Workbook } from "../src/workbook/port";
import { MemoryStore } from "../test/support/memoryStore";
import { postedBook } from "./data/postedBook";

const { values } = parseArgs({ options: { documents: { type: "string", default: "10000" }, lines: { type: "string", default: "3" }, json: { type: "boolean", default: false } } });
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

function processor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function main(): Promise<void> {
  const { book } = await postedBook({ documents, lines, unwritten: UNWRITTEN });
  const witness = new MemoryStore();
  const starts: Start[] = [];
  try {
    for (const [name, finished] of [["after a killed run", UNWRITTEN], ["whole", 0], ["whole, again", 0]] as const) {
      book.takeBatches();
      let reading = 0;
      const port: Workbook = {
        ...book.port,
        read: async (request) => {
          const before = processor();
          const snapshot = await book.port.read(request);
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
  } finally {
    book.close();
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ documents, lines, starts })}\n`);
  else for (const { name, cpu, reading, wall, requests } of starts) process.stdout.write(`${name.padEnd(20)} ${String(cpu).padStart(7)} ms processor, ${String(reading).padStart(6)} of it reading ${String(wall).padStart(7)} ms wall ${String(requests).padStart(4)} requests\n`);
}

void main();
