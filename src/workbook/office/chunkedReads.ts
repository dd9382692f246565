import { Fault } from "../fault";
import type { CellRead } from "../port";
import { readLoaded } from "./cellReads";
import { faultFrom } from "./officeFault";

/**
 * Cells of one answer: well below the 5 MB of Excel on the web (a cell of ordinary text or number comes to some 20 bytes), and
 * so few that the client library has made them into objects before a person notices (bench P12).
 */
const CELLS_PER_READ = 40_000;

export interface ChunkedCells {
  readonly values: readonly (readonly CellRead[])[];
  readonly formulas: readonly (readonly unknown[])[];
  readonly text: readonly (readonly string[])[];
}

/** A range of any size to be read. `rowsAtMost`: rows of one answer, where they are known to be long. */
export interface ChunkedRange {
  readonly range: Excel.Range;
  readonly rows: number;
  readonly columns: number;
  readonly rowsAtMost?: number;
  readonly also?: "formulas" | "text";
}

/** Some rows of a range. */
interface Part {
  /** Which of the ranges. */
  readonly of: number;
  readonly first: number;
  readonly count: number;
}

/**
 * Ranges of any size, read in answers that the platform can give; one that is still too large (long texts) is halved. Small
 * ranges share an answer. One round trip an answer.
 */
export async function readChunked(context: Excel.RequestContext, ranges: readonly ChunkedRange[]): Promise<readonly ChunkedCells[]> {
  const found = ranges.map((): { values: (readonly CellRead[])[]; formulas: (readonly unknown[])[]; text: (readonly string[])[] } => ({ values: [], formulas: [], text: [] }));
  for (const parts of answersOf(ranges)) await readParts(context, ranges, parts, (of, cells) => {
    const all = found[of];
    if (all === undefined) return;
    for (const row of cells.values) all.values.push(row);
    for (const row of cells.formulas) all.formulas.push(row);
    for (const row of cells.text) all.text.push(row);
  });
  return found;
}

function answersOf(ranges: readonly ChunkedRange[]): readonly (readonly Part[])[] {
  const answers: Part[][] = [];
  let room = 0;
  for (const [of, { rows, columns, rowsAtMost, also }] of ranges.entries()) {
    const cellsOfRow = Math.max(1, columns) * (also === undefined ? 1 : 2);
    const most = Math.max(1, Math.min(rowsAtMost ?? rows, Math.floor(CELLS_PER_READ / cellsOfRow)));
    for (let first = 0; first < rows; first += most) {
      const part = { of, first, count: Math.min(most, rows - first) };
      // Long rows fill an answer of their own, however few cells they are.
      const cost = rowsAtMost === undefined ? part.count * cellsOfRow : Math.ceil((part.count / most) * CELLS_PER_READ);
      const last = answers.at(-1);
      if (last === undefined || cost > room) {
        answers.push([part]);
        room = CELLS_PER_READ - cost;
      } else {
        last.push(part);
        room -= cost;
      }
    }
  }
  return answers;
}

async function readParts(context: Excel.RequestContext, ranges: readonly ChunkedRange[], parts: readonly Part[], take: (of: number, cells: ChunkedCells) => void): Promise<void> {
  const loaded = parts.flatMap((part) => {
    const asked = ranges[part.of];
    if (asked === undefined) return [];
    const cells = asked.range.getCell(part.first, 0).getAbsoluteResizedRange(part.count, asked.columns);
    if (asked.also === "text") cells.load("values,text");
    else if (asked.also === "formulas") cells.load("values,formulas");
    else cells.load("values");
    return [{ part, cells, also: asked.also }];
  });
  try {
    await context.sync();
  } catch (thrown) {
    const halves = halved(parts);
    if (faultFrom(thrown).code !== "tooLarge" || halves === null) throw thrown;
    for (const half of halves) await readParts(context, ranges, half, take);
    return;
  }
  const values = await readLoaded(context, loaded.map(({ cells }) => cells));
  for (const [at, { part, cells, also }] of loaded.entries()) take(part.of, { values: values[at] ?? [], formulas: also === "formulas" ? cells.formulas : [], text: also === "text" ? cells.text : [] });
}

/** Less for each answer, in the same order; null: a single row is too large. */
function halved(parts: readonly Part[]): readonly (readonly Part[])[] | null {
  if (parts.length > 1) return parts.map((part) => [part]);
  const [part] = parts;
  if (part === undefined || part.count <= 1) return null;
  const half = Math.floor(part.count / 2);
  return [[{ ...part, count: half }], [{ ...part, first: part.first + half, count: part.count - half }]];
}

/** Whether the answer, and not the question, was too large: everything was carried out, and can be asked for in parts. */
export function isAnswerTooLarge(thrown: unknown): boolean {
  return thrown instanceof Fault && thrown.code === "tooLarge" && thrown.detail.startsWith("ResponsePayloadSizeLimitExceeded");
}

/** A book of more cells than this is read in parts from the next reading on. */
export function isLargeBook(tables: Iterable<{ readonly headers: readonly unknown[]; readonly rows: readonly unknown[] }>): boolean {
  let cells = 0;
  for (const { headers, rows } of tables) cells += headers.length * rows.length;
  return cells > 2 * CELLS_PER_READ;
}
