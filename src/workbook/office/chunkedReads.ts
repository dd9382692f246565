import { Fault } from "../fault";
import type { CellRead } from "../port";
import { readLoaded } from "./cellReads";
import { faultFrom } from "./officeFault";

/** An answer of Excel on the web may have 5 MB; a cell of ordinary text or number comes to some 20 bytes. */
const CELLS_PER_READ = 80_000;

export interface ChunkedCells {
  readonly values: readonly (readonly CellRead[])[];
  readonly formulas: readonly (readonly unknown[])[];
  readonly text: readonly (readonly string[])[];
}

/**
 * A range of any size, read in parts that the platform can answer; a part that is still too large (long texts) is halved.
 * `rowsAtMost`: where rows are known to be long. One round trip a part.
 */
export async function readChunked(
  context: Excel.RequestContext, range: Excel.Range,
  size: { readonly rows: number; readonly columns: number; readonly rowsAtMost?: number; readonly also?: "formulas" | "text" },
): Promise<ChunkedCells> {
  const most = Math.max(1, Math.min(size.rowsAtMost ?? size.rows, Math.floor(CELLS_PER_READ / Math.max(1, size.columns) / (size.also === undefined ? 1 : 2))));
  const parts: ChunkedCells[] = [];
  for (let first = 0; first < size.rows; first += most) parts.push(...(await readPart(context, range, { first, count: Math.min(most, size.rows - first), columns: size.columns, also: size.also })));
  return { values: parts.flatMap(({ values }) => values), formulas: parts.flatMap(({ formulas }) => formulas), text: parts.flatMap(({ text }) => text) };
}

async function readPart(
  context: Excel.RequestContext, range: Excel.Range, part: { readonly first: number; readonly count: number; readonly columns: number; readonly also: "formulas" | "text" | undefined },
): Promise<ChunkedCells[]> {
  const { first, count, columns, also } = part;
  const cells = range.getCell(first, 0).getAbsoluteResizedRange(count, columns);
  cells.load("values");
  if (also === "text") cells.load("text");
  if (also === "formulas") cells.load("formulas");
  try {
    await context.sync();
  } catch (thrown) {
    if (faultFrom(thrown).code !== "tooLarge" || count === 1) throw thrown;
    const half = Math.floor(count / 2);
    return [...(await readPart(context, range, { ...part, count: half })), ...(await readPart(context, range, { ...part, first: first + half, count: count - half }))];
  }
  const [values = []] = await readLoaded(context, [cells]);
  return [{ values, formulas: also === "formulas" ? cells.formulas : [], text: also === "text" ? cells.text : [] }];
}

/** Whether the answer, and not the question, was too large: everything was carried out, and can be asked for in parts. */
export function isAnswerTooLarge(thrown: unknown): boolean {
  return thrown instanceof Fault && thrown.code === "tooLarge" && thrown.detail.startsWith("ResponsePayloadSizeLimitExceeded");
}
