import type { EntryBody } from "../core/ledger/entries";
import { checkSeries } from "../core/documents/numbering";
import { type Issue, issueError } from "../core/values/issue";
import { ok, refuse } from "../core/values/result";
import { type PlainDate, formatIsoDate } from "../core/values/plainDate";
import { settingWrites } from "../workbook/changedSettings";
import { plainHeader } from "../workbook/columnMapping";
import { readJournal } from "../workbook/journal";
import { effectiveLock } from "../workbook/periodLock";
import type { Snapshot } from "../workbook/port";
import { rejection } from "../workbook/rejection";
import { LOCKED_THROUGH, SERIES_NAMES, SETTING_DEFAULTS, readSettingDate, readSettings, settingRow } from "../workbook/settings";
import { type TableView, journalTables, rawCell, viewTable } from "../workbook/tables";
import { cleanText } from "../workbook/textSafety";
import { type Action, changeSet } from "./action";
import { bookReads, openBook } from "./book";
import { decodeFields } from "./inputFields";

export interface SaveSettingsInput {
  /** Value by setting, as Set up writes them ("Company name"); settings that are not given stay as they are. */
  readonly settings: ReadonlyMap<string, string>;
  /** Why; has to be given where a locked period is opened again. */
  readonly reason: string;
}

/**
 * Changes settings: one entry for each that changes, old and new, and its cell. A setting that is not known, or a value that
 * it cannot have, refuses the whole act; a number series must be one that numbers can be taken from. A lock may be moved
 * later as one likes, and earlier only with a reason.
 */
export const saveSettings: Action<SaveSettingsInput> = {
  name: "saveSettings",
  decode: (given) =>
    decodeFields(given, ["settings", "reason"], "", (fields) => {
      const settings = new Map<string, string>();
      const raw = fields.raw("settings");
      if (typeof raw !== "object" || raw === null || Array.isArray(raw)) fields.wrong("settings", "values by setting");
      else
        for (const [name, value] of Object.entries(raw)) {
          if (typeof value === "string") settings.set(name, cleanText(value).trim());
          else fields.wrong("settings", `a text for ${name}`);
        }
      return { settings, reason: fields.text("reason") };
    }),
  reads: (_input, env) => bookReads(["Settings"], env.seat),
  plan: (snapshot, input, env) => {
    const opened = openBook(snapshot, { reads: [], writes: ["Settings"], seat: env.seat });
    // A value that cannot be read is what this act may be here to correct.
    if (!opened.ok) {
      const others = opened.rejections.filter(({ code }) => code !== "settingsUnreadable");
      if (others.length > 0) return refuse(...others);
    }
    const view = viewTable(snapshot, "Settings");
    if (view === null) return refuse(rejection("notSetUp"));
    const locked = lockOf(snapshot);
    const known = SETTING_DEFAULTS.map(([name]) => name);
    const changes: Change[] = [];
    for (const [given, value] of input.settings) {
      const name = known.find((candidate) => plainHeader(candidate) === plainHeader(given));
      if (name === undefined) return refuse(rejection("inputFieldUnknown", { field: given, known: known.join(", ") }));
      const row = settingRow(view, name);
      const before = row === null ? "" : String(rawCell(view, row, "Value"));
      const opens = name === LOCKED_THROUGH && opensPeriod(locked, value);
      if (opens && input.reason === "") return refuse(rejection("unlockReasonMissing", { locked: locked === null ? "" : formatIsoDate(locked), through: value }));
      if (before !== value || opens) changes.push({ name, row, before, value, ...(opens ? { reason: input.reason } : {}) });
    }
    const issues = issuesOf(view, changes);
    const entries = changes.map((change) => ({ id: input.settings.size === 1 ? env.entryId : `${env.entryId}.${known.indexOf(change.name) + 1}`, body: entryOf(change) }));
    return ok(changeSet({ entries, issues, ...settingWrites(view, changes.map(({ name, before, value }) => ({ name, before, after: value }))) }));
  },
};

interface Change {
  readonly name: string;
  /** Row in the Settings table; null when the setting has none yet. */
  readonly row: number | null;
  readonly before: string;
  readonly value: string;
  readonly reason?: string;
}

function entryOf({ name, before, value, reason }: Change): EntryBody {
  return { kind: "change", table: "Settings", key: name, cells: [{ column: "Value", before, after: value }], ...(reason === undefined ? {} : { reason }) };
}

/** What is locked now, by the cell and the Journals. */
export function lockOf(snapshot: Snapshot): PlainDate | null {
  const { settings } = readSettings(viewTable(snapshot, "Settings"));
  return effectiveLock(settings.lockedThrough, journalTables(snapshot).flatMap((table) => readJournal(table).entries));
}

/** Whether days that are locked would be open with this value. One that cannot be read is refused for that. */
export function opensPeriod(locked: PlainDate | null, value: string): boolean {
  if (locked === null) return false;
  const through = value === "" ? null : readSettingDate(value);
  return value === "" || (through !== null && through < locked);
}

/** What the settings would be, read by the same rules as ever; only what is being changed can be at fault. */
function issuesOf(view: TableView, changes: readonly Change[]): readonly Issue[] {
  const [settingColumn, valueColumn] = [view.indexes.get("Setting") ?? 0, view.indexes.get("Value") ?? 1];
  const rows = view.snapshot.rows.map((row, index) => {
    const change = changes.find((candidate) => candidate.row === index);
    return change === undefined ? row : row.map((cell, column) => (column === valueColumn ? change.value : cell));
  });
  for (const { name, row, value } of changes)
    if (row === null) rows.push(view.snapshot.headers.map((_, column) => (column === settingColumn ? name : column === valueColumn ? value : "")));
  const { settings, issues } = readSettings({ ...view, snapshot: { ...view.snapshot, rows } });
  const touched = new Set(changes.map(({ name }) => name));
  const unreadable = issues.filter(({ params }) => touched.has(String(params["setting"]))).map(({ code, params }) => issueError(code, null, params));
  const series = SERIES_NAMES.flatMap((name): Issue[] => {
    const [problem] = checkSeries(settings.series[name]);
    const isTouched = [...touched].some((setting) => setting.startsWith(`${name} number`));
    return problem === undefined || !isTouched ? [] : [issueError("seriesWrong", null, { series: name, problem })];
  });
  return [...unreadable, ...series];
}
