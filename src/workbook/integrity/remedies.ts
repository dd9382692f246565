import { formatIsoDate, fromSerial } from "../../core/values/plainDate";
import { isAmendable } from "../amendments";
import { DATE_FORMAT, day, text } from "../cells";
import { MERGED_INTO } from "../mergedCustomers";
import { cleanText } from "../textSafety";
import type { CellUpdate, RowsAppend } from "../port";
import { type TableView, rawCell, spelledHeader, spelledRow } from "../tables";
import type { CellDiff } from "./cellDiffs";
import type { ExpectedRow } from "./expectedRows";
import { type CureWork, type PlainJson, type Remedy, cureWork } from "./finding";
import { keyText, plainOf, shownText } from "./plainCells";
import { type RowRecord, changeBodies } from "./records";
import type { RepeatingTable } from "./repeatingTables";

/** A cure's record and what it writes; `changes` follow from the records. */
export type RecordedWork = Omit<Partial<CureWork>, "changes"> & { readonly records: readonly RowRecord[] };

export function recorded({ records, ...work }: RecordedWork): CureWork {
  return cureWork({ ...work, changes: changeBodies(records) });
}

/** Cells as they were posted. */
export function putBackCells(table: RepeatingTable, view: TableView, diffs: readonly CellDiff[]): Remedy {
  const rows = byRow(diffs);
  const input: PlainJson = { table, rows: [...rows.values()].map((own) => ({ key: rowName(table, own), columns: own.map(({ header }) => header) })) };
  return {
    offer: { kind: "putBack", input },
    work: () => recorded({
      updates: diffs.map((diff) => update(view, diff.rowIndex, diff.header, diff.wanted)),
      records: [...rows.values()].map((own) => ({ table, key: rowName(table, own), cells: own.map(({ header, is, was }) => ({ column: header, before: is, after: was })) })),
    }),
  };
}

/** Rows as they were posted, below the table's last. */
export function putBackRows(table: RepeatingTable, view: TableView, gone: readonly ExpectedRow[]): Remedy {
  const keys = gone.map((row) => keyText(table, (header) => row.cells[header]));
  const appends: readonly RowsAppend[] = [{ table: view.snapshot.name, rows: gone.map((row) => spelledRow(view, row.cells)) }];
  return {
    offer: { kind: "putBack", input: { table, rows: keys.map((key) => ({ key })) } },
    work: () => recorded({ appends, records: keys.map((key) => ({ table, key, cells: [{ column: "Row", before: "", after: "put back" }] })) }),
  };
}

/** The Journal takes a change of what people may amend; null where this change cannot be one. */
export function amendCell(table: RepeatingTable, view: TableView, diff: CellDiff, around: DueTables): Remedy | null {
  const { header, cell } = diff;
  if (typeof cell === "object") return null;
  if (header === "Due") return amendDue(table, diff, around);
  if (!isAmendable(table, header)) return null;
  const key = rowName(table, [diff]);
  const after = cleanText(String(cell));
  return {
    offer: { kind: "amend", input: { table, key, column: header, after } },
    work: () => recorded({ updates: [update(view, diff.rowIndex, header, text(after))], records: [{ table, key, cells: [{ column: header, before: diff.was, after }] }] }),
  };
}

/** The tables in which a due date stands, and the rows that they should have. */
export interface DueTables {
  readonly invoices: TableView | null;
  readonly dueDates: TableView | null;
  readonly parts: () => ReadonlyMap<string, ExpectedRow>;
}

/**
 * Another due date by agreement: of the part whose row was changed, or of the invoice that has one part only. Both tables
 * say it then; an invoice's Due is that of its last part.
 */
function amendDue(table: RepeatingTable, { cell, expected, was }: CellDiff, { invoices, dueDates, parts }: DueTables): Remedy | null {
  const date = typeof cell === "number" ? fromSerial(cell, invoices?.dateSystem ?? 1900) : null;
  if (date === null || invoices === null || dueDates === null || (table !== "Invoices" && table !== "DueDates")) return null;
  const number = String(plainOf(expected.cells["Number"]));
  const own = [...parts().values()].filter(({ cells }) => String(plainOf(cells["Number"])) === number);
  const changed = table === "DueDates" ? own.find(({ key }) => key === expected.key) : own.length === 1 ? own[0] : undefined;
  if (changed === undefined) return null;
  const last = own.reduce((latest, row) => Math.max(latest, row === changed ? Number(cell) : Number(plainOf(row.cells["Due"]))), 0);
  const key = keyText("DueDates", (header) => changed.cells[header]);
  const after = formatIsoDate(date);
  const rowsOf = (view: TableView, wanted: string, name: "Invoices" | "DueDates"): readonly number[] =>
    view.snapshot.rows.flatMap((_, row) => (keyText(name, (header) => rawCell(view, row, header)) === wanted ? [row] : []));
  return {
    offer: { kind: "amend", input: { table: "DueDates", key, column: "Due", after } },
    work: () => recorded({
      updates: [
        ...rowsOf(dueDates, key, "DueDates").map((row) => update(dueDates, row, "Due", day(date))),
        ...rowsOf(invoices, number, "Invoices").map((row) => update(invoices, row, "Due", { type: "number", value: last, format: DATE_FORMAT })),
      ],
      records: [{ table: "DueDates", key, cells: [{ column: "Due", before: was, after }] }],
    }),
  };
}

/** Body rows that no entry wrote, or blank ones, go. */
export function removeRows(table: string, view: TableView, rows: readonly number[]): Remedy {
  const shown = (rowIndex: number): string => view.columns.flatMap(({ header, type }) => {
    const cell = shownText(rawCell(view, rowIndex, header), type);
    return cell === "" ? [] : [`${header}: ${cell}`];
  }).join(" · ");
  const [first = ""] = view.columns.map(({ header }) => header);
  return {
    offer: { kind: "removeExtra", input: { table, rows: rows.map((row) => row + 1) } },
    work: () => recorded({
      last: [{ kind: "deleteRows", table: view.snapshot.name, rows }],
      records: rows.map((row) => ({ table, key: String(plainOf(rawCell(view, row, first))), cells: [{ column: "Row", before: shown(row), after: "" }] })),
    }),
  };
}

/** The table takes in so many of the rows that stand below it. */
export function adoptRows(table: string, view: TableView, count: number): Remedy {
  const rows = Math.max(1, view.snapshot.rows.length) + count;
  return {
    offer: { kind: "adoptRows", input: { table, rows: count } },
    work: () => recorded({
      first: { updates: [], repairs: [{ kind: "resize", table: view.snapshot.name, rows }] },
      records: [{ table, key: "(rows below the table)", cells: [{ column: "Row", before: "below the table", after: `${count} taken in` }] }],
    }),
  };
}

/** The mark of a merged customer as the ledger has it. */
export function mergeRemedy(view: TableView, rowIndex: number, mark: { readonly customer: string; readonly into: string; readonly is: string }): Remedy {
  const { customer, into, is } = mark;
  return {
    offer: { kind: "putBack", input: { table: "Customers", rows: [{ key: customer, columns: [MERGED_INTO] }] } },
    work: () => recorded({ updates: [update(view, rowIndex, MERGED_INTO, text(into))], records: [{ table: "Customers", key: customer, cells: [{ column: MERGED_INTO, before: is, after: into }] }] }),
  };
}

export function update(view: TableView, rowIndex: number, header: string, value: CellUpdate["value"]): CellUpdate {
  return { table: view.snapshot.name, rowIndex, column: spelledHeader(view, header), value };
}

function rowName(table: RepeatingTable, diffs: readonly CellDiff[]): string {
  const [first] = diffs;
  return first === undefined ? "" : keyText(table, (header) => first.expected.cells[header]);
}

function byRow(diffs: readonly CellDiff[]): ReadonlyMap<number, readonly CellDiff[]> {
  const rows = new Map<number, CellDiff[]>();
  for (const diff of diffs) rows.set(diff.rowIndex, [...(rows.get(diff.rowIndex) ?? []), diff]);
  return rows;
}
