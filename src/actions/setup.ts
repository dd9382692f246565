import { foldEntries } from "../core/ledger/fold";
import { ok, refuse } from "../core/values/result";
import { plainHeader } from "../workbook/columnMapping";
import { readJournal } from "../workbook/journal";
import { holdsOtherEntries } from "../workbook/integrity/otherEntries";
import { isSchemaNewer, migratedLedgerId } from "../workbook/migrations";
import type { CellWrite, NewTable, Snapshot } from "../workbook/port";
import { projectEntry } from "../workbook/projection";
import { type Rejection, rejection } from "../workbook/rejection";
import { isJournalName, journalTableName, OWN_PREFIX, type TableName, TABLES, tableSpec } from "../workbook/schema";
import { newJournalTable, newLedgerTable, seedRows } from "../workbook/seed";
import { LEDGER_ID } from "../workbook/settings";
import { journalTables, possibleNames } from "../workbook/tables";
import { type Action, changeSet } from "./action";
import { decodeFields } from "./inputFields";

export interface SetupInput {
  readonly companyName: string;
  readonly currency: string;
}

type SetupCode = "schemaNewer" | "workbookReadOnly" | "dates1904" | "precisionAsDisplayed" | "journalDamaged" | "journalLost";

/**
 * Makes the ledger's tables, with first settings, terms and tax codes. Nothing that is there is touched: a name that the
 * user's own table bears gets the prefix OI_. On a book that is set up there is nothing to do; a ledger table that was
 * deleted is made again from the Journal.
 */
export const setup: Action<SetupInput> = {
  name: "setup",
  decode: (given) =>
    decodeFields(given ?? {}, ["companyName", "currency"], "", (fields) => ({
      companyName: fields.text("companyName"),
      currency: fields.currency("currency") ?? "",
    })),
  reads: (_input, env) => ({ tables: [...TABLES.flatMap(({ name }) => possibleNames(name)), journalTableName(env.seat)], prefixes: ["Journal_"] }),
  plan: (snapshot, input, env) => {
    if (isSchemaNewer(snapshot)) return refuse(rejection("schemaNewer"));
    const obstacles: Rejection<SetupCode>[] = [];
    if (snapshot.readOnly) obstacles.push(rejection("workbookReadOnly"));
    if (snapshot.dateSystem === 1904) obstacles.push(rejection("dates1904"));
    if (snapshot.precisionAsDisplayed) obstacles.push(rejection("precisionAsDisplayed"));
    const readings = journalTables(snapshot).map(readJournal);
    for (const issue of readings.flatMap((reading) => reading.issues)) obstacles.push(rejection("journalDamaged", issue.params, issue.at));
    const entries = readings.flatMap((reading) => reading.entries);
    // An empty Journal beside posted rows would give their numbers a second time.
    if (!snapshot.tableNames.includes(journalTableName(env.seat)) && holdsOtherEntries(snapshot, new Set(entries.map(({ head }) => head.id)))) obstacles.push(rejection("journalLost"));
    if (obstacles.length > 0) return refuse(...obstacles);
    const first: readonly (readonly [name: string, value: string])[] = [["Company name", input.companyName], ["Currency", input.currency], [LEDGER_ID, migratedLedgerId(snapshot) ?? env.newEntryId()]];
    const given = new Map(first.filter(([, value]) => value !== ""));
    const rebuilt = rowsFromJournal(entries);
    const newTables: NewTable[] = TABLES.flatMap(({ name }) => {
      const needed = neededName(snapshot, name);
      return needed === null ? [] : [newLedgerTable(name, { name: needed, rows: rebuilt.get(name) ?? seedRows(name, given) })];
    });
    if (!snapshot.tableNames.includes(journalTableName(env.seat))) newTables.push(newJournalTable(env.seat));
    return ok(changeSet({ newTables }));
  },
};

/** The name under which a table must be made; null when ours is there. */
function neededName(snapshot: Snapshot, name: TableName): string | null {
  const own = OWN_PREFIX + name;
  if (snapshot.tableNames.includes(own)) return null;
  const taken = snapshot.tableNames.some((other) => other.toLowerCase() === name.toLowerCase());
  if (!taken) return name;
  return isOurs(snapshot, name) ? null : own;
}

/** With a Journal in the book its tables are ours, whatever was done to their headers; else one must have every column. */
function isOurs(snapshot: Snapshot, name: TableName): boolean {
  const table = snapshot.tables.get(name);
  if (table === undefined) return false;
  const plain = new Set(table.headers.map(plainHeader));
  const { columns, key } = tableSpec(name);
  const wanted = snapshot.tableNames.some(isJournalName) ? key.slice(0, 1) : columns.map(({ header }) => header);
  return wanted.every((header) => plain.has(plainHeader(header)));
}

function rowsFromJournal(entries: Parameters<typeof foldEntries>[0]): ReadonlyMap<TableName, readonly Readonly<Record<string, CellWrite>>[]> {
  const rows = new Map<TableName, Readonly<Record<string, CellWrite>>[]>();
  const ledger = foldEntries(entries);
  for (const entry of ledger.entries)
    for (const [table, added] of projectEntry(entry, ledger)) rows.set(table, [...(rows.get(table) ?? []), ...added]);
  return rows;
}
