import type { ChangeBody, Entry } from "../core/ledger/entries";
import { text } from "./cells";
import { SCHEMA_TABLE } from "./migrations";
import type { CellUpdate, RowsAppend, Snapshot, TableChanges } from "./port";
import { BOOK_SETTINGS, settingRow, settingText } from "./settings";
import { type TableView, spelledHeader, spelledRow, viewTable } from "./tables";

export interface SettingChange {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** What a journalled change says of Settings: its own setting, or those that a migration set. */
export function settingChanges(body: ChangeBody): readonly SettingChange[] {
  if (body.table === "Settings") return body.cells.filter(({ column }) => column === "Value").map(({ before, after }) => ({ name: body.key, before, after }));
  if (body.table === SCHEMA_TABLE) return body.cells.filter(({ column }) => BOOK_SETTINGS.includes(column)).map(({ column, before, after }) => ({ name: column, before, after }));
  return [];
}

/** The cells that make settings what they shall be; a setting without a row gets one. */
export function settingWrites(view: TableView, changes: readonly SettingChange[]): TableChanges {
  const table = view.snapshot.name;
  const updates: CellUpdate[] = [];
  const rows: RowsAppend["rows"][number][] = [];
  for (const { name, after } of changes) {
    const rowIndex = settingRow(view, name);
    if (rowIndex === null) rows.push(spelledRow(view, { Setting: text(name), Value: text(after) }));
    else updates.push({ table, rowIndex, column: spelledHeader(view, "Value"), value: text(after) });
  }
  return { appends: rows.length === 0 ? [] : [{ table, rows }], updates };
}

/**
 * What these entries, posted by a run that broke off, still have to write into Settings: a setting that holds what it held
 * before, and that no later entry changed. One that holds anything else was changed by a person since, and stays.
 */
export function unwrittenSettings(snapshot: Snapshot, entries: readonly Entry[], all: readonly Entry[]): TableChanges {
  const view = viewTable(snapshot, "Settings");
  if (view === null) return { appends: [], updates: [] };
  const last = lastChanges(all);
  const wanted = entries.flatMap(({ head, body }) => (body.kind === "change" ? settingChanges(body).filter(({ name }) => last.get(name) === head.id) : []));
  return settingWrites(view, wanted.filter(({ name, before, after }) => before !== after && (settingText(view, name) ?? "") === before));
}

const known = new WeakMap<readonly Entry[], ReadonlyMap<string, string>>();

/** The last entry that changed each setting; asked of the same entries again and again. */
function lastChanges(all: readonly Entry[]): ReadonlyMap<string, string> {
  const before = known.get(all);
  if (before !== undefined) return before;
  const last = new Map<string, string>();
  for (const { head, body } of all) if (body.kind === "change") for (const { name } of settingChanges(body)) last.set(name, head.id);
  known.set(all, last);
  return last;
}
