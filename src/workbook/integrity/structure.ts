import { indexOfHeader } from "../columnMapping";
import { readJournal } from "../journal";
import type { NewColumns, Snapshot, TableHead } from "../port";
import { type ColumnSpec, isJournalName, JOURNAL_COLUMNS, journalTableName, OWN_PREFIX, type TableName, TABLES, tableSpec } from "../schema";
import { columnLook, newLedgerTable } from "../seed";
import { type TableView, journalTables, rawCell, viewOf, viewTable } from "../tables";
import type { ExpectedRow } from "./expectedRows";
import { type Diagnosis, type Remedy, cureWork, diagnosis } from "./finding";
import { plainOf } from "./plainCells";
import { changeBodies } from "./records";
import type { RepeatingTable } from "./repeatingTables";
import { recorded } from "./remedies";

export type ExpectedTables = (name: string) => ReadonlyMap<string, ExpectedRow> | undefined;

/** The ledger's tables as such: gone, renamed, without a column. Content is compared elsewhere. */
export function diagnoseStructure(snapshot: Snapshot, expected: ExpectedTables): readonly Diagnosis[] {
  const found: Diagnosis[] = [];
  for (const { name, writtenBy } of TABLES) {
    const view = viewTable(snapshot, name);
    const isThere = view !== null || snapshot.tableNames.some((other) => other === name || other === OWN_PREFIX + name);
    if (view !== null && isOurs(view)) found.push(...diagnoseColumns(name, view, () => expected(name)));
    else if (view !== null || !isThere) found.push(diagnoseGone(name, writtenBy === "people" || expected(name) === undefined ? null : expected, snapshot));
  }
  return found;
}

/** Half of the columns make a table ours; with fewer it is a stranger's that took the name. */
function isOurs(view: TableView): boolean {
  const needed = view.columns.filter(({ optional }) => optional !== true).length;
  return view.missing.length * 2 <= needed;
}

function diagnoseGone(name: TableName, expected: ExpectedTables | null, snapshot: Snapshot): Diagnosis {
  const wanted = snapshot.tableNames.includes(name) ? OWN_PREFIX + name : name;
  const renamed = headWith(snapshot, tableSpec(name).columns, (head) => !isKnownName(head.name));
  if (renamed !== null) return diagnosis({ code: "tableRenamed", level: "fix", at: { table: renamed.name }, params: { table: wanted, is: renamed.name, sheet: renamed.sheet } }, [rename(wanted, renamed)]);
  const rows = [...(expected?.(name)?.values() ?? [])].map(({ cells }) => cells);
  const rebuild: readonly Remedy[] = expected === null ? [] : [{
    offer: { kind: "rebuild", input: { table: name } },
    work: () => recorded({
      newTables: [newLedgerTable(name, { name: wanted, rows })],
      records: [{ table: name, key: "(table)", cells: [{ column: "Row", before: "", after: `${rows.length} made again from the Journal` }] }],
    }),
  }];
  return diagnosis({ code: expected === null ? "peoplesTableGone" : "tableGone", level: "fix", at: { table: name }, params: { table: name, count: rows.length } }, rebuild);
}

function isKnownName(name: string): boolean {
  return isJournalName(name) || TABLES.some((table) => table.name === name || OWN_PREFIX + table.name === name);
}

function headWith(snapshot: Snapshot, columns: readonly ColumnSpec[], accepts: (head: TableHead) => boolean): TableHead | null {
  const needed = columns.filter(({ optional }) => optional !== true);
  const fitting = (snapshot.heads ?? []).filter((head) => accepts(head) && needed.every(({ header }) => indexOfHeader(head.headers, header) >= 0));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

function rename(to: string, head: TableHead): Remedy {
  return {
    offer: { kind: "rebindTable", input: { table: to, from: head.name } },
    work: () => recorded({
      first: { updates: [], repairs: [{ kind: "renameTable", table: head.name, to }] },
      records: [{ table: to, key: "(table)", cells: [{ column: "Table name", before: head.name, after: to }] }],
    }),
  };
}

function diagnoseColumns(name: string, view: TableView, expected: () => ReadonlyMap<string, ExpectedRow> | undefined): readonly Diagnosis[] {
  const used = new Set(view.indexes.values());
  const strangers = view.snapshot.headers.flatMap((header, index) => (used.has(index) ? [] : [{ header, index }]));
  const gone: string[] = [];
  const found: Diagnosis[] = [];
  for (const column of view.missing) {
    const renamed = renamedColumn({ name, view, column, strangers, rows: expected });
    if (renamed === null) {
      gone.push(column);
      continue;
    }
    strangers.splice(strangers.indexOf(renamed), 1);
    found.push(diagnosis({ code: "columnRenamed", level: isJournalName(name) ? "block" : "fix", at: { table: view.snapshot.name, column: renamed.header }, params: { table: view.snapshot.name, is: renamed.header, was: column } }, [renameColumn(name, view, renamed.header, column)]));
  }
  if (gone.length > 0) {
    // Journal rows whose hashes hold without the column had nothing in it.
    const isLost = isJournalName(name) && readJournal(view.snapshot).issues.length > 0;
    const code = isLost ? "journalColumnsGone" : "columnsGone";
    const level = isJournalName(name) ? "block" : "fix";
    found.push(diagnosis({ code, level, at: { table: view.snapshot.name }, params: { table: view.snapshot.name, columns: gone.join(", ") } }, code === "columnsGone" ? [addColumns(name, view, gone)] : []));
  }
  return found;
}

interface MissingColumn {
  readonly name: string;
  readonly view: TableView;
  readonly column: string;
  readonly strangers: readonly { readonly header: string; readonly index: number }[];
  readonly rows: () => ReadonlyMap<string, ExpectedRow> | undefined;
}

/** The column that holds what the missing one held; where nothing was posted, the one that stands in its place. */
function renamedColumn({ view, column, strangers, rows }: MissingColumn): { readonly header: string; readonly index: number } | null {
  const values = new Set([...(rows()?.values() ?? [])].map(({ cells }) => plainOf(cells[column])).filter((value) => value !== ""));
  const body = view.snapshot.rows;
  const place = view.columns.findIndex(({ header }) => header === column);
  const left = view.columns.slice(0, place).findLast(({ header }) => view.indexes.has(header));
  const expectedIndex = left === undefined ? 0 : (view.indexes.get(left.header) ?? -1) + 1;
  const inPlace = strangers.find(({ index }) => index === expectedIndex) ?? null;
  if (inPlace !== null && holds(body, inPlace.index, values)) return inPlace;
  if (values.size === 0) return inPlace;
  return strangers.find(({ index }) => holds(body, index, values)) ?? null;
}

function holds(body: TableView["snapshot"]["rows"], index: number, values: ReadonlySet<unknown>): boolean {
  if (values.size === 0) return false;
  const cells = body.map((row) => row[index] ?? "").filter((cell) => cell !== "");
  return cells.length > 0 && cells.filter((cell) => values.has(plainOf(cell))).length * 2 >= cells.length;
}

function renameColumn(name: string, view: TableView, from: string, to: string): Remedy {
  const { name: table } = view.snapshot;
  return {
    offer: { kind: "rebindColumn", input: { table: name, from, to } },
    work: () => recorded({ first: { updates: [], repairs: [{ kind: "renameColumn", table, from, to }] }, records: [{ table: name, key: "(columns)", cells: [{ column: "Column name", before: from, after: to }] }] }),
  };
}

/** An empty column in place of each that is gone; what it held is put back as the next step, cell by cell from the Journal. */
function addColumns(name: string, view: TableView, gone: readonly string[]): Remedy {
  const columns = view.columns.filter(({ header }) => gone.includes(header)).map((column) => ({ header: column.header, ...columnLook(column) }));
  const newColumns: readonly NewColumns[] = [{ table: view.snapshot.name, columns }];
  return {
    offer: { kind: "addColumn", input: { table: name, columns: gone } },
    work: () => cureWork({ newColumns, changes: changeBodies([{ table: name, key: "(columns)", cells: gone.map((header) => ({ column: "Column", before: "gone", after: header })) }]) }),
  };
}

/** The Journals as tables: renamed, or without a column. `inUse`: a ledger stands here, so that there must be one. */
export function diagnoseJournalTables(snapshot: Snapshot, inUse: boolean): readonly Diagnosis[] {
  const found: Diagnosis[] = [];
  const journals = journalTables(snapshot);
  const names = new Set(journals.map(({ name }) => name));
  const heads: readonly TableHead[] = [...(snapshot.heads ?? []), ...[...snapshot.tables.values()].filter(({ name }) => !isJournalName(name))];
  for (const head of heads) {
    const isJournal = !isJournalName(head.name) && JOURNAL_COLUMNS.every(({ header }) => head.headers.includes(header));
    const wanted = isJournal ? journalNameOf(head) : null;
    if (!isJournal) continue;
    if (wanted === null || names.has(wanted)) found.push(diagnosis({ code: "journalCopied", level: "note", at: { table: head.name }, params: { is: head.name, sheet: head.sheet } }));
    else found.push(diagnosis({ code: "tableRenamed", level: "block", at: { table: head.name }, params: { table: wanted, is: head.name, sheet: head.sheet } }, [rename(wanted, head)]));
  }
  for (const table of journals) found.push(...diagnoseColumns(table.name, viewOf(table, JOURNAL_COLUMNS, snapshot.dateSystem), () => undefined));
  if (journals.length === 0 && found.length === 0) found.push(diagnosis({ code: inUse ? "journalGone" : "ledgerMissing", level: "block" }));
  return found;
}

/** "Journal_A" for a table on the sheet "Journal A", or one whose name still says it ("Journal_A1", "JournalA"). */
function journalNameOf({ name, sheet }: TableHead): string | null {
  const seat = /^Journal ([A-Z]{1,2})$/.exec(sheet)?.[1] ?? /^(?:OI_)?Journal[ _]?([A-Z]{1,2})(?![A-Za-z])/.exec(name)?.[1];
  return seat === undefined ? null : journalTableName(seat);
}

/** True where rows of posted documents stand in the book. */
export function hasPostedRows(snapshot: Snapshot, tables: readonly RepeatingTable[]): boolean {
  return tables.some((name) => {
    const view = viewTable(snapshot, name);
    return view !== null && view.snapshot.rows.some((_, row) => rawCell(view, row, "Entry") !== "");
  });
}

