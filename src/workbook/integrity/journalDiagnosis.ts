import type { CellRef } from "../../core/values/issue";
import { cellAddress } from "../address";
import { type JournalReading, type JournalRow, journalCells, readJournal } from "../journal";
import type { CellWrite, TableSnapshot } from "../port";
import { JOURNAL_COLUMNS } from "../schema";
import { type TableView, cellPlace, rawCell, viewOf } from "../tables";
import { type Diagnosis, diagnosis } from "./finding";
import { journalBelow } from "./journalBelow";
import { provenRow } from "./journalProof";
import { plainOf, shownText } from "./plainCells";
import { outsideDiagnosis } from "./tableDiagnosis";
import { recorded, removeRows, update } from "./remedies";

/** From so many rows of one Journal one finding stands for them all. */
const GROUP_FROM = 10;

export interface JournalCase {
  readonly view: TableView;
  readonly reading: JournalReading;
}

export function journalCase(table: TableSnapshot, dateSystem: 1900 | 1904): JournalCase {
  return { view: viewOf(table, JOURNAL_COLUMNS, dateSystem), reading: readJournal(table) };
}

/** What is wrong with one Journal's own rows; the chain over all of them is `diagnoseChains`. */
export function diagnoseJournal(given: JournalCase, all: readonly JournalCase[], unknownEntries: readonly string[]): readonly Diagnosis[] {
  const { view, reading } = given;
  const { name } = view.snapshot;
  if (view.missing.length > 0) return [];
  const found: Diagnosis[] = [...cellKinds(given), ...copies(given), ...outside(given)];
  if (reading.issues.length >= GROUP_FROM) {
    const [first] = reading.issues;
    found.push(diagnosis({
      code: "journalRowsChanged", level: "block", at: first?.at ?? null, places: reading.issues.slice(0, 5).flatMap(({ at }) => (at === null ? [] : [at])),
      params: { table: name, count: reading.issues.length },
    }));
    return found;
  }
  for (const { code, at, params } of reading.issues) {
    const rowIndex = (at?.row ?? 1) - 1;
    if (standsElsewhere(given, rowIndex, all)) {
      found.push(diagnosis({ code, level: "block", at, params }, [removeRows(name, view, [rowIndex])]));
      continue;
    }
    const proven = code === "journalRowChanged" ? provenRow(given, rowIndex, { all, unknownEntries }) : null;
    found.push(diagnosis({ code, level: "block", at, params }, proven === null ? [] : [rowRemedy(given, rowIndex, proven)]));
  }
  return found;
}

/** A row that cannot be read and was put back elsewhere: by the hash that it bears, or its id. */
function standsElsewhere({ view }: JournalCase, rowIndex: number, all: readonly JournalCase[]): boolean {
  const [hash, entry] = ["Hash", "Entry"].map((header) => String(plainOf(rawCell(view, rowIndex, header))));
  return all.some(({ reading }) => reading.rows.some((row) => row.hash === hash || row.head.id === entry));
}

/** The Journal's row as its hash proves that it was. */
function rowRemedy({ view }: JournalCase, rowIndex: number, row: JournalRow): Diagnosis["remedies"][number] {
  const changed = differing(view, rowIndex, row);
  const { name } = view.snapshot;
  return {
    offer: { kind: "putBack", input: { table: name, rows: [{ key: row.head.id, columns: changed.map(({ header }) => header) }] } },
    work: () => recorded({
      first: { updates: changed.map(({ header, wanted }) => update(view, rowIndex, header, wanted)), repairs: [] },
      records: [{ table: name, key: row.head.id, cells: changed.map(({ header, type, wanted }) => ({ column: header, before: shownText(rawCell(view, rowIndex, header), type), after: shownText(wanted, type) })) }],
    }),
  };
}

interface JournalCell {
  readonly header: string;
  readonly type: string;
  readonly wanted: CellWrite;
}

function differing(view: TableView, rowIndex: number, row: JournalRow): readonly JournalCell[] {
  const cells = journalCells(row);
  const formulas = new Set((view.snapshot.formulas ?? []).filter((cell) => cell.row === rowIndex).map(({ column }) => column));
  const payload = (header: string): boolean => header.startsWith("Payload");
  const isPayloadWhole = [1, 2, 3, 4].map((part) => String(plainOf(rawCell(view, rowIndex, `Payload ${part}`)))).join("") === row.payload;
  return JOURNAL_COLUMNS.flatMap(({ header, type }): JournalCell[] => {
    const cell = rawCell(view, rowIndex, header);
    const wanted = cells[header] ?? { type: "empty" };
    const isFormula = formulas.has(view.indexes.get(header) ?? -1);
    // How a payload was cut into cells is free, as long as they are texts.
    if (payload(header) && isPayloadWhole && !isFormula && typeof cell === "string") return [];
    return plainOf(cell) === plainOf(wanted) && typeof cell !== "object" && !isFormula ? [] : [{ header, type, wanted }];
  });
}

/** Rows whose hash holds though a cell changed its kind: a number for a text that looks like one, or a formula that shows it. */
function cellKinds(given: JournalCase): Diagnosis[] {
  const { view, reading } = given;
  const suspicious = new Set((view.snapshot.formulas ?? []).map(({ row }) => row));
  const texts = JOURNAL_COLUMNS.filter(({ type }) => type !== "number").map(({ header }) => view.indexes.get(header) ?? -1);
  view.snapshot.rows.forEach((cells, rowIndex) => {
    for (const column of texts) if (typeof (cells[column] ?? "") !== "string") suspicious.add(rowIndex);
  });
  if (suspicious.size === 0) return [];
  const byHash = new Map(reading.rows.map((row) => [row.hash, row]));
  return [...suspicious].sort((a, b) => a - b).flatMap((rowIndex) => {
    const row = byHash.get(String(plainOf(rawCell(view, rowIndex, "Hash"))));
    const changed = row === undefined ? [] : differing(view, rowIndex, row);
    const [first] = changed;
    if (row === undefined || first === undefined) return [];
    return [diagnosis({
      code: "journalCellKind", level: "fix", at: cellPlace(view, rowIndex, first.header), params: { header: first.header, document: row.document, was: shownText(first.wanted, first.type) },
    }, [rowRemedy(given, rowIndex, row)])];
  });
}

function copies({ view, reading }: JournalCase): Diagnosis[] {
  const valid = new Set(reading.rows.map(({ hash }) => hash));
  if (valid.size === reading.rows.length && reading.issues.length === 0) return [];
  const counts = new Map<string, number[]>();
  view.snapshot.rows.forEach((_, rowIndex) => {
    const hash = String(plainOf(rawCell(view, rowIndex, "Hash")));
    if (valid.has(hash)) counts.set(hash, [...(counts.get(hash) ?? []), rowIndex]);
  });
  const broken = new Set(reading.issues.map(({ at }) => (at?.row ?? 0) - 1));
  return [...counts.values()].flatMap((rows) => {
    const [, ...later] = rows.filter((row) => !broken.has(row));
    const [first] = later;
    if (first === undefined) return [];
    return [diagnosis({ code: "journalRowTwice", level: "note", at: cellPlace(view, first, "Entry"), params: { document: String(plainOf(rawCell(view, first, "Document"))) } }, [removeRows(view.snapshot.name, view, later)])];
  });
}

function outside({ view }: JournalCase): Diagnosis[] {
  const { count, through } = journalBelow(view.snapshot);
  return count === 0 ? [] : [outsideDiagnosis(view.snapshot.name, view, { code: "journalRowsOutside", count, through, level: "block" })];
}

/** Breaks of the chains, seat by seat over all Journals: rows that are missing, and two rows that claim one place. */
export function diagnoseChains(all: readonly JournalCase[]): readonly Diagnosis[] {
  const seats = new Map<string, Map<string, { row: JournalRow; place: CellRef }>>();
  let broken = 0;
  for (const { view, reading } of all) {
    broken += reading.issues.length;
    const { name, sheet, top, left } = view.snapshot;
    const place = { table: name, address: cellAddress(sheet, top, left) };
    for (const row of reading.rows) {
      const list = seats.get(row.head.seat) ?? new Map<string, { row: JournalRow; place: CellRef }>();
      if (!list.has(row.hash)) list.set(row.hash, { row, place });
      seats.set(row.head.seat, list);
    }
  }
  const found: Diagnosis[] = [];
  for (const rows of seats.values()) {
    const inOrder = [...rows.values()].sort((a, b) => a.row.head.seq - b.row.head.seq);
    inOrder.forEach(({ row, place }, index) => {
      const previous = inOrder[index - 1]?.row;
      const [seq, before] = [row.head.seq, previous?.head.seq ?? 0];
      const params = { entry: row.head.id, document: row.document, seat: row.head.seat, through: before };
      const at = { table: place.table ?? "" };
      if (previous !== undefined && seq === before) {
        found.push(diagnosis({ code: "journalForked", level: "block", at, params: { ...params, other: previous.document } }));
        return;
      }
      if (row.previousHash === (previous?.hash ?? "")) return;
      const missing = seq - before - 1;
      // A row that is there and was changed is told as such, not as missing as well.
      if (missing > 0 && missing <= broken) {
        broken -= missing;
        return;
      }
      found.push(diagnosis({ code: "journalChainBroken", level: "block", at, params: { ...params, count: missing } }));
    });
  }
  return found;
}
