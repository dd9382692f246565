import type { ChangeBody } from "../../core/ledger/entries";

/** What a cure did to one row, for the Journal: old and new as a person reads them. */
export interface RowRecord {
  readonly table: string;
  readonly key: string;
  readonly cells: readonly { readonly column: string; readonly before: string; readonly after: string }[];
}

/** Rows that get an entry of their own; of more, many stand in one entry. */
const OWN_ENTRIES_MAX = 20;
const TEXT_MAX = 1_500;
/** Well below what one Journal row holds. */
const ENTRY_CHARACTERS_MAX = 40_000;

/** The entries that record a cure. `Row` as a column stands for the whole row. */
export function changeBodies(records: readonly RowRecord[]): readonly ChangeBody[] {
  const short = records.map((record) => ({ ...record, cells: record.cells.map(({ column, before, after }) => ({ column, before: cut(before), after: cut(after) })) }));
  if (short.length <= OWN_ENTRIES_MAX) return short.map((record) => ({ kind: "change", ...record }));
  const bodies: ChangeBody[] = [];
  for (const table of new Set(short.map((record) => record.table))) {
    const own = short.filter((record) => record.table === table);
    let cells: ChangeBody["cells"][number][] = [];
    let size = 0;
    const flush = (): void => {
      if (cells.length > 0) bodies.push({ kind: "change", table, key: `(${own.length} rows)`, cells });
      cells = [];
      size = 0;
    };
    for (const { key, cells: changed } of own)
      for (const { column, before, after } of changed) {
        const cell = { column: `${key} · ${column}`, before, after };
        size += JSON.stringify(cell).length;
        if (size > ENTRY_CHARACTERS_MAX) flush();
        cells.push(cell);
      }
    flush();
  }
  return bodies;
}

function cut(text: string): string {
  return text.length <= TEXT_MAX ? text : `${text.slice(0, TEXT_MAX)}…`;
}
