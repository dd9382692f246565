import type { Entry } from "../core/ledger/entries";
import { sha256Hex } from "./hash";
import type { CellRead, CellUpdate, CellWrite, Snapshot } from "./port";
import type { TableName } from "./schema";
import { type TableView, rawCell, spelledHeader, viewTable } from "./tables";

/** Tables of posted documents into which people type rows of their own. */
export const TYPED_TABLES = ["Invoices", "Payments"] as const;
export type TypedTable = (typeof TYPED_TABLES)[number];

/** Body indexes of rows without an Entry that hold anything in a column of ours: not the ledger until they are posted. */
export function typedRows(view: TableView): readonly number[] {
  const indexes = [...view.indexes.values()];
  return view.snapshot.rows.flatMap((cells, row) => {
    const isTyped = rawCell(view, row, "Entry") === "" && indexes.some((index) => !isBlank(cells[index]));
    return isTyped ? [row] : [];
  });
}

function isBlank(cell: CellRead | undefined): boolean {
  return cell === undefined || (typeof cell === "string" && cell.trim() === "");
}

/** What a typed row is, wherever it stands: the entry made of it keeps this, so that a run that broke off finds the row again. */
export function typedHash(view: TableView, row: number): string {
  const cells = view.columns.map(({ header }) => {
    const cell = rawCell(view, row, header);
    return typeof cell === "object" ? cell.error : cell;
  });
  return sha256Hex(JSON.stringify(cells)).slice(0, HASH_LENGTH);
}

const HASH_LENGTH = 16;

type Row = Readonly<Record<string, CellWrite>>;

/** The table whose typed row an entry was made of, with that row's hash; null for an entry that was not made of one. */
export function typedOrigin({ body }: Entry): { readonly table: TypedTable; readonly hash: string } | null {
  if (body.kind === "payment" && body.typed !== undefined) return { table: "Payments", hash: body.typed };
  if (body.kind === "invoice" && body.typed !== undefined) return { table: "Invoices", hash: body.typed };
  return null;
}

/**
 * Gives each entry that was made of a typed row that row: the posted row is written in its place. Of several rows that are
 * alike the entries that still lack theirs get one each, in the ledger's order, whoever asks first.
 */
export class TypedRowFiller {
  private readonly filled: CellUpdate[] = [];
  private readonly targets: ReadonlyMap<string, number>;

  constructor(private readonly snapshot: Snapshot, entries: readonly Entry[]) {
    this.targets = rowsByEntry(snapshot, entries);
  }

  /** The cells that make typed rows posted ones, of all entries asked about so far. */
  get updates(): readonly CellUpdate[] {
    return this.filled;
  }

  /** Of the rows that an entry writes into a table those that are to be appended: all, but for the one that was typed. */
  leftOf(entry: Entry, table: TableName, rows: readonly Row[]): readonly Row[] {
    const [row, ...rest] = rows;
    const rowIndex = this.targets.get(entry.head.id);
    const view = rowIndex === undefined || typedOrigin(entry)?.table !== table ? null : viewTable(this.snapshot, table);
    if (view === null || row === undefined || rowIndex === undefined) return rows;
    for (const { header } of view.columns)
      if (view.indexes.has(header)) this.filled.push({ table: view.snapshot.name, rowIndex, column: spelledHeader(view, header), value: row[header] ?? { type: "empty" } });
    return rest;
  }
}

/** Body indexes of the typed rows that posted entries are still to be written into, by the entry's id. */
export function rowsByEntry(snapshot: Snapshot, entries: readonly Entry[]): ReadonlyMap<string, number> {
  const targets = new Map<string, number>();
  for (const table of TYPED_TABLES) {
    const made = madeOfTyped(entries).filter((each) => each.table === table);
    const view = made.length === 0 ? null : viewTable(snapshot, table);
    if (view === null) continue;
    const written = new Set<unknown>(view.snapshot.rows.map((_, row) => rawCell(view, row, "Entry")));
    const lacking = made.filter(({ id }) => !written.has(id));
    if (lacking.length === 0) continue;
    const byHash = new Map<string, number[]>();
    for (const row of typedRows(view)) {
      const hash = typedHash(view, row);
      byHash.set(hash, [...(byHash.get(hash) ?? []), row]);
    }
    for (const { id, hash } of lacking) {
      const row = byHash.get(hash)?.shift();
      if (row !== undefined) targets.set(id, row);
    }
  }
  return targets;
}

interface MadeOfTyped {
  readonly table: TypedTable;
  readonly id: string;
  readonly hash: string;
}

const made = new WeakMap<readonly Entry[], readonly MadeOfTyped[]>();

/** The entries that were made of typed rows; thousands of entries ask the same ledger. */
function madeOfTyped(entries: readonly Entry[]): readonly MadeOfTyped[] {
  const known = made.get(entries);
  if (known !== undefined) return known;
  const found = entries.flatMap((entry): MadeOfTyped[] => {
    const origin = typedOrigin(entry);
    return origin === null ? [] : [{ id: entry.head.id, ...origin }];
  });
  made.set(entries, found);
  return found;
}
