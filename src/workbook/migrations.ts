import { journalTables } from "./tables";
import { readJournal } from "./journal";
import type { NewColumns, Snapshot } from "./port";
import { type ColumnSpec, SCHEMA_VERSION, type TableName, tableSpec } from "./schema";
import { columnLook } from "./seed";
import { LEDGER_ID, SCHEMA_SETTING, settingText } from "./settings";
import { viewTable } from "./tables";

/**
 * The schema's history as numbered steps. A step only ever adds: a book that was not migrated works on, and a person's own
 * columns, rows and formats stay as they are. A step that is released is never changed; a later one corrects it.
 */
export interface Migration {
  readonly from: number;
  readonly to: number;
  /** What it says to the person who is asked. */
  readonly says: string;
  /** What is still to be added; a step that was broken off goes on from there. */
  readonly plan: (snapshot: Snapshot, given: MigrationGiven) => MigrationChanges;
}

export interface MigrationGiven {
  /** A new Ledger ID, should one be needed. */
  readonly newLedgerId: string;
}

export interface MigrationChanges {
  readonly columns: readonly NewColumns[];
  readonly settings: readonly { readonly name: string; readonly before: string; readonly after: string }[];
}

/** Columns that a table got later than its first version. */
const COLUMNS_OF_2: readonly (readonly [table: TableName, header: string])[] = [["Customers", "Merged into"], ["Invoices", "Rounding"], ["Applications", "Exchange gain"]];

export const MIGRATIONS: readonly Migration[] = [
  {
    from: 1, to: 2,
    says: "The book gets a Ledger ID, by which this device knows it again and notices what is missing from it, the columns for merged customers, rounding and exchange gains where it lacks them, and the number of its schema. Nothing that stands in it changes.",
    plan: (snapshot, { newLedgerId }) => ({
      columns: missingColumns(snapshot, COLUMNS_OF_2),
      settings: settingsToWrite(snapshot, [[LEDGER_ID, migratedLedgerId(snapshot) ?? newLedgerId, "keep"], [SCHEMA_SETTING, "2", "raise"]]),
    }),
  },
];

/** The schema in which the book's tables stand, as Settings says; 1 where it does not say. */
export function bookSchema(snapshot: Snapshot): number {
  return readVersion(settingText(viewTable(snapshot, "Settings"), SCHEMA_SETTING) ?? "") ?? 1;
}

/**
 * Whether a newer version of the add-in has written in this book, by Settings or by any Journal row: nobody may post with
 * rules that he does not know. Reading and reports go on.
 */
export function isSchemaNewer(snapshot: Snapshot): boolean {
  if (bookSchema(snapshot) > SCHEMA_VERSION) return true;
  return journalTables(snapshot).some((table) => {
    const column = table.headers.indexOf("Schema");
    return column >= 0 && table.rows.some((row) => Number(row[column]) > SCHEMA_VERSION);
  });
}

/** The steps that the book has before it, in order. */
export function migrationsFor(schema: number): readonly Migration[] {
  return MIGRATIONS.filter(({ from }) => from >= schema);
}

/** The Ledger ID that a migration of this book journalled, whether or not it came to write it; null when none did. */
export function migratedLedgerId(snapshot: Snapshot): string | null {
  for (const { entries } of journalTables(snapshot).map(readJournal))
    for (const { body } of entries) {
      if (body.kind !== "change" || body.table !== SCHEMA_TABLE) continue;
      const id = body.cells.find(({ column }) => column === LEDGER_ID)?.after;
      if (id !== undefined && id !== "") return id;
    }
  return null;
}

/** What the `change` entries of migrations name as their table. */
export const SCHEMA_TABLE = "Schema";

/** "1.5", "two" and the like are not this book's doing: null. */
function readVersion(text: string): number | null {
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : null;
}

function missingColumns(snapshot: Snapshot, wanted: readonly (readonly [table: TableName, header: string])[]): readonly NewColumns[] {
  const byTable = new Map<TableName, ColumnSpec[]>();
  for (const [table, header] of wanted) {
    const view = viewTable(snapshot, table);
    const spec = tableSpec(table).columns.find((column) => column.header === header);
    if (view === null || spec === undefined || view.indexes.has(header)) continue;
    byTable.set(table, [...(byTable.get(table) ?? []), spec]);
  }
  return [...byTable].map(([table, specs]) => ({
    table: viewTable(snapshot, table)?.snapshot.name ?? table,
    columns: specs.map((spec) => ({ header: spec.header, ...columnLook(spec) })),
  }));
}

/** "keep": written only where there is none. "raise": written where there is none or a lower one. */
function settingsToWrite(snapshot: Snapshot, wanted: readonly (readonly [name: string, value: string, how: "keep" | "raise"])[]): MigrationChanges["settings"] {
  const view = viewTable(snapshot, "Settings");
  return wanted.flatMap(([name, value, how]) => {
    const before = settingText(view, name) ?? "";
    const stands = how === "keep" ? before !== "" : (readVersion(before) ?? 0) >= Number(value);
    return stands ? [] : [{ name, before, after: value }];
  });
}
