import type { CellRead } from "../port";
import { cellRead } from "./cellWriter";

/**
 * What loaded ranges hold, in their order. `values` gives an error cell and a text that spells an error ("#N/A" as a
 * customer's name) alike: only where one occurs are the types asked for, which costs one more round trip.
 */
export async function readLoaded(context: Excel.RequestContext, ranges: readonly Excel.Range[]): Promise<readonly (readonly (readonly CellRead[])[])[]> {
  const cells = ranges.map((range) => range.values.map((row) => row.map(cellRead)));
  const doubtful = ranges.filter((_, index) => cells[index]?.some((row) => row.some((cell) => typeof cell === "object")));
  if (doubtful.length === 0) return cells;
  for (const range of doubtful) range.load("valueTypes");
  await context.sync();
  return ranges.map((range, index) => {
    if (!doubtful.includes(range)) return cells[index] ?? [];
    const types = range.valueTypes;
    return (cells[index] ?? []).map((row, r) => row.map((cell, c) => (typeof cell === "object" && types[r]?.[c] !== Excel.RangeValueType.error ? cell.error : cell)));
  });
}
