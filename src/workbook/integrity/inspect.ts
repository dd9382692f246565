import type { FoldedLedger } from "../../core/ledger/ledgerState";
import { MERGED_INTO, mergeMarks } from "../mergedCustomers";
import type { Snapshot } from "../port";
import { isSchemaNewer } from "../migrations";
import { cellPlace, journalTables, rawCell, viewTable } from "../tables";
import { type ExpectedRow, expectedRows } from "./expectedRows";
import { type Diagnosis, type Finding, type InspectionContext, diagnosis } from "./finding";
import { diagnoseChains, diagnoseJournal, journalCase } from "./journalDiagnosis";
import { diagnoseNumbers } from "./numberDiagnosis";
import { plainOf, shownText } from "./plainCells";
import { mergeRemedy } from "./remedies";
import { REPEATING_TABLES } from "./repeatingTables";
import { diagnoseJournalTables, diagnoseStructure, hasPostedRows } from "./structure";
import { diagnoseTable } from "./tableDiagnosis";
import { diagnoseTotals } from "./totals";
import { diagnoseWitness } from "./witnessDiagnosis";

/**
 * Everything that is wrong in the book, with where, was, is and the cure; nothing is written. In order: structure, Journals
 * (rows, chains, what this device remembers), conflicts of the fold, the tables that repeat the Journals, totals. Sorting,
 * filtering, hiding, colouring, widths, added columns, moved or renamed sheets are no finding.
 */
export function inspectBook(snapshot: Snapshot, context: InspectionContext): readonly Finding[] {
  return diagnoseBook(snapshot, context).map(({ finding }) => finding);
}

/** As inspectBook, with what each cure would write. */
export function diagnoseBook(snapshot: Snapshot, context: InspectionContext): readonly Diagnosis[] {
  const settings = diagnoseWorkbook(snapshot);
  const inUse = hasPostedRows(snapshot, REPEATING_TABLES);
  const journals = diagnoseJournalTables(snapshot, inUse);
  const cases = journalTables(snapshot).map((table) => journalCase(table, snapshot.dateSystem));
  if (cases.length === 0) return [...settings, ...journals];
  const ledger = context.fold(cases.flatMap(({ reading }) => reading.entries));
  const known = new Set(cases.flatMap(({ reading }) => reading.entries.map(({ head }) => head.id)));
  const rows = [
    ...cases.flatMap((own) => diagnoseJournal(own, cases, unknownEntries(snapshot, known))),
    ...(cases.some(({ view }) => view.missing.length > 0) ? [] : diagnoseChains(cases)), ...diagnoseWitness(cases, context),
  ];
  const expected = expectedRows(ledger);
  const isJournalWhole = [...journals, ...rows].every(({ finding }) => finding.level !== "block");
  const dues = { invoices: viewTable(snapshot, "Invoices"), dueDates: viewTable(snapshot, "DueDates"), parts: expected.get("DueDates") ?? new Map<string, ExpectedRow>() };
  const tables = cases.some(({ view }) => view.missing.length > 0) ? [] : REPEATING_TABLES.flatMap((table) => {
    const view = viewTable(snapshot, table);
    // Where a column is gone the structure says so; its cells are compared once it is there again.
    if (view === null || view.missing.length * 2 > view.columns.length) return [];
    const found = diagnoseTable({ table, view, expected: expected.get(table) ?? new Map(), entries: known, isJournalWhole, dues });
    return isJournalWhole ? found : found.map(withoutPutBack);
  });
  const structure = diagnoseStructure(snapshot, expected);
  return [...settings, ...journals, ...(isJournalWhole ? structure : structure.map(withoutRebuild)), ...rows, ...conflicts(ledger), ...merges(snapshot, ledger), ...tables, ...diagnoseTotals(ledger), ...diagnoseNumbers(snapshot, ledger.entries)];
}

/** While entries are missing or unread, what the tables should say is not known for sure: told, but nothing is put back from it. */
function withoutPutBack({ finding, remedies }: Diagnosis): Diagnosis {
  const kept = remedies.filter(({ offer }) => offer.kind === "adoptRows");
  return { finding: { ...finding, cure: kept[0]?.offer ?? null, others: [] }, remedies: kept };
}

function withoutRebuild(given: Diagnosis): Diagnosis {
  return given.remedies.some(({ offer }) => offer.kind === "rebuild") ? withoutPutBack(given) : given;
}

function diagnoseWorkbook(snapshot: Snapshot): readonly Diagnosis[] {
  return [
    ...(isSchemaNewer(snapshot) ? [diagnosis({ code: "schemaNewer", level: "block" })] : []),
    ...(snapshot.dateSystem === 1904 ? [diagnosis({ code: "dates1904", level: "block" })] : []),
    ...(snapshot.precisionAsDisplayed ? [diagnosis({ code: "precisionAsDisplayed", level: "block" })] : []),
  ];
}

/** Ids in the Entry columns that no Journal knows: what a changed Journal row may have been. */
function unknownEntries(snapshot: Snapshot, known: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>();
  for (const table of REPEATING_TABLES) {
    const view = viewTable(snapshot, table);
    view?.snapshot.rows.forEach((_, row) => {
      const entry = String(plainOf(rawCell(view, row, "Entry")));
      if (entry !== "" && !known.has(entry)) found.add(entry);
    });
  }
  return [...found];
}

/** Conflicts whose word means something else where an act is refused. */
const CONFLICT_CODES: ReadonlyMap<string, string> = new Map([["duplicateNumber", "numberTakenTwice"], ["currencyMismatch", "appliedOtherCurrency"]]);

/** What two people did to each other's documents; the fold has settled it by its rules. */
function conflicts(ledger: FoldedLedger): readonly Diagnosis[] {
  return ledger.conflicts.map((conflict) => {
    const params = Object.fromEntries(Object.entries(conflict).filter((pair): pair is [string, string | number] => typeof pair[1] === "string" || typeof pair[1] === "number"));
    return diagnosis({ code: CONFLICT_CODES.get(conflict.code) ?? conflict.code, level: conflict.code === "sameIdOtherContent" || conflict.code === "documentMissing" ? "block" : "fix", params });
  });
}

/** Customers whose row does not say, or says wrongly, into whom they were merged. */
function merges(snapshot: Snapshot, ledger: FoldedLedger): readonly Diagnosis[] {
  const view = viewTable(snapshot, "Customers");
  if (view === null) return [];
  return mergeMarks(view, ledger).map(({ rowIndex, customer, into }) => {
    const is = shownText(rawCell(view, rowIndex, MERGED_INTO), "text");
    return diagnosis({ code: "mergeUnmarked", level: "fix", at: cellPlace(view, rowIndex, MERGED_INTO), params: { customer, into, is, was: into } }, [mergeRemedy(view, rowIndex, { customer, into, is })]);
  });
}
