import type { CellRef } from "../../core/values/issue";
import { cellAddress } from "../address";
import { tableSpec } from "../schema";
import { type TableView, cellPlace, rawCell } from "../tables";
import { type CellDiff, cellDiffs } from "./cellDiffs";
import { correction } from "./correction";
import type { ExpectedRow } from "./expectedRows";
import { type Diagnosis, type Remedy, diagnosis } from "./finding";
import { matchRows } from "./matchRows";
import { keyOfCells, keyText, plainOf } from "./plainCells";
import { type DueTables, adoptRows, amendCell, putBackCells, putBackRows, removeRows } from "./remedies";
import type { RepeatingTable } from "./repeatingTables";

/** From so many cells of one column, or rows of one kind, one finding stands for them all. */
const GROUP_FROM = 10;
/** So many displaced values of a column are a sort of that column alone. */
const SORTED_FROM = 3;
const PLACES_SHOWN = 5;

/** A row that no Journal knows may be the last trace of an entry whose Journal row is gone. */
const NEVER_RECOMMENDED = { recommends: false } as const;

export interface TableCase {
  readonly table: RepeatingTable;
  readonly view: TableView;
  /** The rows of entries that are not known to stand as they were posted, by key. */
  readonly expected: ReadonlyMap<string, ExpectedRow>;
  /** Body rows that may be wrong: all but those of the other entries. */
  readonly rows: readonly number[];
  /** The row of any entry, by key. Dear: asked for a row that looks like a copy. */
  readonly posted: (key: string) => ExpectedRow | undefined;
  /** Ids that the Journals know. */
  readonly entries: ReadonlySet<string>;
  /** False where the Journal itself is damaged: then a row that it does not know may be the last trace of an entry. */
  readonly isJournalWhole: boolean;
  readonly dues: DueTables;
}

/** Every difference between a table and what was posted, with its cure. */
export function diagnoseTable(given: TableCase): readonly Diagnosis[] {
  const { table, view } = given;
  const match = matchRows(table, view, given);
  const formulas = new Map((view.snapshot.formulas ?? []).map(({ row, column, formula }) => [`${row} ${column}`, formula]));
  const formulaAt = (row: number, header: string): string | null => formulas.get(`${row} ${view.indexes.get(header) ?? -1}`) ?? null;
  const diffs = match.pairs.flatMap((pair) => cellDiffs(table, view, pair, formulaAt));
  const outside = rowsOutside(given, match.gone);
  const stillGone = match.gone.filter((row) => !outside.keys.has(row.key));
  return [
    ...outside.found, ...diagnoseCells(given, diffs.filter(({ derived }) => !derived)), ...diagnoseDerived(view, diffs.filter(({ derived }) => derived)),
    ...diagnoseExtra(given, match.extra), ...diagnoseGone(given, stillGone), ...diagnoseBlank(given, match.blank),
  ];
}

function diagnoseCells(given: TableCase, diffs: readonly CellDiff[]): Diagnosis[] {
  const { table, view } = given;
  const byColumn = new Map<string, CellDiff[]>();
  for (const diff of diffs) byColumn.set(diff.header, [...(byColumn.get(diff.header) ?? []), diff]);
  const sorted = [...byColumn].filter(([, own]) => own.length >= SORTED_FROM && isReordered(own));
  const found: Diagnosis[] = [];
  if (sorted.length > 0) {
    const own = sorted.flatMap(([, cells]) => cells);
    const rows = new Set(own.map(({ rowIndex }) => rowIndex)).size;
    found.push(diagnosis({
      code: "columnsSortedApart", level: "fix", at: placeOf(view, own[0]), places: placesOf(view, own),
      params: { table: view.snapshot.name, columns: sorted.map(([header]) => header).join(", "), count: rows },
    }, [putBackCells(table, view, own)]));
  }
  const apart = new Set(sorted.map(([header]) => header));
  for (const [header, own] of byColumn) {
    if (apart.has(header)) continue;
    if (own.length < GROUP_FROM) found.push(...own.map((diff) => diagnoseCell(given, diff)));
    else {
      const harms = new Set(own.map(({ harm }) => harm));
      const [only] = harms;
      const [first] = own;
      found.push(diagnosis({
        code: "columnChanged", level: "fix", at: placeOf(view, first), places: placesOf(view, own),
        params: { table: view.snapshot.name, header, count: own.length, how: harms.size === 1 ? String(only) : "value", was: first?.was ?? "", is: first?.is ?? "" },
      }, [putBackCells(table, view, own)]));
    }
  }
  return found;
}

/** The same values in another order: the column was sorted, or moved up or down, without the rest of its rows. */
function isReordered(diffs: readonly CellDiff[]): boolean {
  const texts = (pick: (diff: CellDiff) => unknown): string => diffs.map((diff) => JSON.stringify(pick(diff))).sort().join(",");
  return texts(({ cell }) => plainOf(cell)) === texts(({ wanted }) => plainOf(wanted));
}

function diagnoseCell({ table, view, dues }: TableCase, diff: CellDiff): Diagnosis {
  const { header, was, is, harm } = diff;
  const at = placeOf(view, diff);
  const document = String(plainOf(diff.expected.cells[tableSpec(table).key[0] ?? ""]));
  const amend = amendCell(table, view, diff, dues);
  const putBack = putBackCells(table, view, [diff]);
  const also = [amend, correction(table, diff)].filter((remedy): remedy is Remedy => remedy !== null);
  const params = { header, was, is, how: harm, document };
  if (diff.isAmendment) return diagnosis({ code: "rowAmended", level: "note", at, params }, amend === null ? [putBack] : [amend, putBack]);
  const isRightFormula = harm === "formula" && plainOf(diff.cell) === plainOf(diff.wanted);
  return diagnosis({ code: isRightFormula ? "postedCellFormula" : "postedCellChanged", level: "fix", at, params }, [putBack, ...also]);
}

/** Balance, Status …: refreshed with the next posting, never believed, so never an alarm. */
function diagnoseDerived(view: TableView, diffs: readonly CellDiff[]): Diagnosis[] {
  if (diffs.length < GROUP_FROM) return diffs.map((diff) => diagnosis({ code: "derivedStale", level: "note", at: placeOf(view, diff), params: { header: diff.header, was: diff.was, is: diff.is } }));
  const headers = [...new Set(diffs.map(({ header }) => header))].join(", ");
  return [diagnosis({ code: "derivedColumnsStale", level: "note", at: placeOf(view, diffs[0]), places: placesOf(view, diffs), params: { table: view.snapshot.name, columns: headers, count: diffs.length } })];
}

function diagnoseExtra(given: TableCase, extra: readonly number[]): Diagnosis[] {
  const { table, view, posted, entries, isJournalWhole } = given;
  const firstKey = tableSpec(table).key[0] ?? "";
  const typed: number[] = [];
  const twice: number[] = [];
  const unknown: number[] = [];
  for (const rowIndex of extra) {
    const entry = String(plainOf(rawCell(view, rowIndex, "Entry")));
    const check = String(plainOf(rawCell(view, rowIndex, "Check")));
    const isCopy = (): boolean => check !== "" && check === String(plainOf(posted(keyOfCells(table, (header) => rawCell(view, rowIndex, header)))?.cells["Check"]));
    if (entries.has(entry) || isCopy()) twice.push(rowIndex);
    else if (entry === "") typed.push(rowIndex);
    else unknown.push(rowIndex);
  }
  const document = (rowIndex: number): string => String(plainOf(rawCell(view, rowIndex, firstKey)));
  const each = (rows: readonly number[], many: string, one: (row: number) => Diagnosis, remedies: readonly Remedy[], level: "block" | "fix"): Diagnosis[] =>
    rows.length < GROUP_FROM ? rows.map(one) : [diagnosis({
      code: many, level, ...(level === "block" ? NEVER_RECOMMENDED : {}), at: cellPlace(view, rows[0] ?? 0, firstKey), places: rows.slice(0, PLACES_SHOWN).map((row) => cellPlace(view, row, firstKey)),
      params: { table: view.snapshot.name, count: rows.length, document: rows.slice(0, PLACES_SHOWN).map(document).join(", ") },
    }, remedies)];
  const remove = (rows: readonly number[]): Remedy => removeRows(table, view, rows);
  // Nobody is told to delete what a cure of the Journal may need.
  const codes = isJournalWhole ? { one: "rowNotPosted", many: "rowsNotPosted" } : { one: "rowEntryUnread", many: "rowsEntryUnread" };
  return [
    ...typed.map((row) => diagnosis({ code: "rowTypedByHand", level: "note", at: cellPlace(view, row, firstKey), params: { document: document(row) } })),
    ...each(twice, "rowsTwiceInTable", (row) => diagnosis({ code: "rowTwiceInTable", level: "fix", at: cellPlace(view, row, firstKey), params: { document: document(row) } }, [remove([row])]), [remove(twice)], "fix"),
    ...each(unknown, codes.many, (row) => diagnosis({ code: codes.one, level: "block", ...NEVER_RECOMMENDED, at: cellPlace(view, row, firstKey), params: { document: document(row) } }, isJournalWhole ? [remove([row])] : []),
      isJournalWhole ? [remove(unknown)] : [], "block"),
  ];
}

function diagnoseGone({ table, view }: TableCase, gone: readonly ExpectedRow[]): Diagnosis[] {
  const name = (row: ExpectedRow): string => keyText(table, (header) => row.cells[header]);
  if (gone.length < GROUP_FROM)
    return gone.map((row) => diagnosis({ code: "rowGone", level: "fix", at: { table: view.snapshot.name }, params: { table: view.snapshot.name, document: name(row) } }, [putBackRows(table, view, [row])]));
  return [diagnosis({
    code: "rowsGone", level: "fix", at: { table: view.snapshot.name }, params: { table: view.snapshot.name, count: gone.length, document: gone.slice(0, PLACES_SHOWN).map(name).join(", ") },
  }, [putBackRows(table, view, gone)])];
}

function diagnoseBlank({ table, view }: TableCase, blank: readonly number[]): Diagnosis[] {
  const [first] = blank;
  if (first === undefined) return [];
  const firstKey = tableSpec(table).key[0] ?? "";
  return [diagnosis({ code: "rowsBlank", level: "note", at: cellPlace(view, first, firstKey), params: { table: view.snapshot.name, count: blank.length } }, [removeRows(table, view, blank)])];
}

/** Posted rows that stand below the table's edge, where nothing reads them: auto-expansion was off, or the table was cut short. */
function rowsOutside({ table, view }: TableCase, gone: readonly ExpectedRow[]): { readonly keys: ReadonlySet<string>; readonly found: readonly Diagnosis[] } {
  const below = view.snapshot.below ?? [];
  if (below.length === 0 || gone.length === 0 || view.snapshot.state.showTotals) return { keys: new Set(), found: [] };
  const shifted: TableView = { ...view, snapshot: { ...view.snapshot, rows: below } };
  const wanted = new Set(gone.map(({ key }) => key));
  const keys = new Set<string>();
  let last = -1;
  below.forEach((_, rowIndex) => {
    const key = keyOfCells(table, (header) => rawCell(shifted, rowIndex, header));
    if (!wanted.has(key) || keys.has(key)) return;
    keys.add(key);
    last = rowIndex;
  });
  if (last < 0) return { keys, found: [] };
  return { keys, found: [outsideDiagnosis(table, view, { code: "rowsOutside", count: keys.size, through: last + 1, level: "fix" })] };
}

/** Rows below a table that are its own, with the offer to take them in. */
export function outsideDiagnosis(table: string, view: TableView, of: { readonly code: string; readonly count: number; readonly through: number; readonly level: "fix" | "block" }): Diagnosis {
  const { sheet, top, left, rows, name } = view.snapshot;
  const at: CellRef = { address: cellAddress(sheet, top + 1 + Math.max(1, rows.length), left), table: name };
  return diagnosis({ code: of.code, level: of.level, at, params: { table: name, count: of.count } }, [adoptRows(table, view, of.through)]);
}

function placeOf(view: TableView, diff: CellDiff | undefined): CellRef | null {
  return diff === undefined ? null : cellPlace(view, diff.rowIndex, diff.header);
}

function placesOf(view: TableView, diffs: readonly CellDiff[]): readonly CellRef[] {
  return diffs.slice(0, PLACES_SHOWN).map((diff) => cellPlace(view, diff.rowIndex, diff.header));
}
