import { indexOfHeader } from "../columnMapping";
import { readJournal } from "../journal";
import type { TableSnapshot } from "../port";

/**
 * Whole entries that stand below a Journal's edge and not in it, by their hashes: written, and read by nobody. `through`: how
 * many of the rows below reach to the last of them. The table must have been read with `below`.
 */
export function journalBelow(table: TableSnapshot): { readonly count: number; readonly through: number; readonly hashes: ReadonlySet<string> } {
  const { below = [], state } = table;
  // Below a totals row nothing can be taken in.
  if (below.length === 0 || state.showTotals) return { count: 0, through: 0, hashes: new Set() };
  const known = new Set(readJournal(table).rows.map(({ hash }) => hash));
  const standing = new Set(readJournal({ ...table, rows: below }).rows.map(({ hash }) => hash).filter((hash) => !known.has(hash)));
  const index = indexOfHeader(table.headers, "Hash");
  const through = below.reduce((last, cells, row) => (standing.has(String(cells[index] ?? "")) ? row + 1 : last), 0);
  return { count: standing.size, through, hashes: standing };
}
