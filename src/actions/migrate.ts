import { type Issue, issueWarning } from "../core/values/issue";
import { ok, refuse } from "../core/values/result";
import { settingWrites } from "../workbook/changedSettings";
import { type Migration, type MigrationChanges, SCHEMA_TABLE, bookSchema, migrationsFor } from "../workbook/migrations";
import type { Snapshot } from "../workbook/port";
import { OWN_PREFIX, type TableName, TABLES } from "../workbook/schema";
import { LEDGER_ID } from "../workbook/settings";
import { possibleNames, viewTable } from "../workbook/tables";
import { type Action, type PlanEnv, type PlannedEntry, changeSet } from "./action";
import { bookReads, openBook } from "./book";
import { decodeFields } from "./inputFields";

/**
 * Brings a book that an older version set up to today's schema, one entry for each step (a `change` of the table "Schema").
 * A step only adds; one that was broken off goes on where it stopped, and on a book of today's schema there is nothing to do.
 * Nobody has to: every act works on an older book too.
 */
export const migrate: Action<null> = {
  name: "migrate",
  decode: (given) => decodeFields(given ?? {}, [], "", () => null),
  reads: (_input, env) => bookReads(TABLES.map(({ name }) => name), env.seat),
  plan: (snapshot, _input, env) => {
    const steps = stepsOf(snapshot, env);
    const opened = openBook(snapshot, { reads: [], writes: ["Settings", ...changedTables(steps)], seat: env.seat });
    // A setting that cannot be read is another matter.
    const obstacles = opened.ok ? [] : opened.rejections.filter(({ code }) => code !== "settingsUnreadable");
    const settings = viewTable(snapshot, "Settings");
    if (obstacles.length > 0 || settings === null) return refuse(...obstacles);
    const entries = steps.map((step, index): PlannedEntry => ({ id: steps.length === 1 ? env.entryId : `${env.entryId}.${index + 1}`, body: entryOf(step) }));
    return ok(changeSet({
      entries,
      issues: steps.map(toldOf),
      newColumns: steps.flatMap(({ changes }) => changes.columns),
      ...settingWrites(settings, steps.flatMap(({ changes }) => changes.settings)),
    }));
  },
};

interface Step {
  readonly migration: Migration;
  readonly changes: MigrationChanges;
}

/** Those that have something left to do. A book that says it was migrated is taken at its word. */
function stepsOf(snapshot: Snapshot, env: PlanEnv): readonly Step[] {
  const newLedgerId = env.newEntryId();
  return migrationsFor(bookSchema(snapshot)).map((migration) => ({ migration, changes: migration.plan(snapshot, { newLedgerId }) }));
}

function changedTables(steps: readonly Step[]): readonly TableName[] {
  const named = new Set(steps.flatMap(({ changes }) => changes.columns.map(({ table }) => table)));
  return TABLES.map(({ name }) => name).filter((name) => possibleNames(name).some((spelled) => named.has(spelled)));
}

/** Old and new of every setting, and the columns that came. */
function entryOf({ migration, changes }: Step): PlannedEntry["body"] {
  const columns = changes.columns.map(({ table, columns: added }) => ({ column: plainName(table), before: "", after: added.map(({ header }) => header).join(", ") }));
  return { kind: "change", table: SCHEMA_TABLE, key: String(migration.to), cells: [...changes.settings.map(({ name, before, after }) => ({ column: name, before, after })), ...columns] };
}

function toldOf({ migration, changes }: Step): Issue {
  const columns = changes.columns.flatMap(({ table, columns: added }) => added.map(({ header }) => `${header} in ${plainName(table)}`));
  return issueWarning("migrationStep", null, {
    from: migration.from, to: migration.to, says: migration.says, columns: columns.join(", "),
    ledger: changes.settings.find(({ name }) => name === LEDGER_ID)?.after ?? "",
  });
}

function plainName(table: string): string {
  return table.startsWith(OWN_PREFIX) ? table.slice(OWN_PREFIX.length) : table;
}
