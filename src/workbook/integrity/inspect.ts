import type { FoldedLedger } from "../../core/ledger/ledgerState";
import { type Steps, runSteps } from "../../core/reports/steps";
import { MERGED_INTO, mergeMarks } from "../mergedCustomers";
import type { Snapshot } from "../port";
import { isSchemaNewer } from "../migrations";
import { cellPlace, journalTables, rawCell, viewTable } from "../tables";
import { type ExpectedRow, expectedRows } from "./expectedRows";
import { settleEntries } from "./settled";
import { type Diagnosis, type Finding, type InspectionContext, diagnosis } from "./finding";
import { diagnoseChains, diagnoseJournal, journalCase } from "./journalDiagnosis";
import { diagnoseNumbers } from "./numberDiagnosis";
import { shownText } from "./plainCells";
import { diagnoseGoneJournal, diagnoseLeftEntries, isJournalGone } from "./rebuild/rebuildDiagnosis";
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
  return runSteps(inspectSteps(snapshot, context));
}

/** As inspectBook, in steps: a large book is inspected without holding the screen. */
export function* inspectSteps(snapshot: Snapshot, context: InspectionContext): Steps<readonly Finding[]> {
  return (yield* diagnoseSteps(snapshot, context)).map(({ finding }) => finding);
}

/** As inspectBook, with what each cure would write. */
export function diagnoseBook(snapshot: Snapshot, context: InspectionContext): readonly Diagnosis[] {
  return runSteps(diagnoseSteps(snapshot, context));
}

function* diagnoseSteps(snapshot: Snapshot, context: InspectionContext): Steps<readonly Diagnosis[]> {
  const settings = diagnoseWorkbook(snapshot);
  const inUse = hasPostedRows(snapshot, REPEATING_TABLES);
  const journals = diagnoseJournalTables(snapshot, inUse);
  const cases = journalTables(snapshot).map((table) => journalCase(table, snapshot.dateSystem));
  if (isJournalGone(snapshot, cases, context) && journals.every(({ finding }) => finding.code === "journalGone" || finding.code === "journalCopied"))
    return [...settings, ...journals.filter(({ finding }) => finding.code !== "journalGone"), yield* diagnoseGoneJournal(snapshot, cases, context)];
  if (cases.length === 0) return [...settings, ...journals];
  yield;
  const ledger = context.fold(cases.flatMap(({ reading }) => reading.entries));
  yield;
  const settlement = yield* settleEntries(snapshot, ledger);
  const known = new Set(cases.flatMap(({ reading }) => reading.entries.map(({ head }) => head.id)));
  const { unknown } = settlement;
  const found = [...cases.flatMap((own) => diagnoseJournal(own, cases, unknown)), ...(cases.some(({ view }) => view.missing.length > 0) ? [] : diagnoseChains(cases))];
  const canFollow = [...journals, ...found].every(({ finding }) => finding.level !== "block");
  const rows = [...found, ...diagnoseWitness(cases, context), ...(canFollow ? yield* diagnoseLeftEntries(snapshot, cases, context, unknown) : [])];
  yield;
  const expected = (name: string): ReadonlyMap<string, ExpectedRow> | undefined => {
    const table = REPEATING_TABLES.find((each) => each === name);
    return table === undefined ? undefined : expectedRows(ledger).get(table);
  };
  const isJournalWhole = [...journals, ...rows].every(({ finding }) => finding.level !== "block");
  const dues = { invoices: viewTable(snapshot, "Invoices"), dueDates: viewTable(snapshot, "DueDates"), parts: () => expected("DueDates") ?? new Map<string, ExpectedRow>() };
  const tables = cases.some(({ view }) => view.missing.length > 0) ? [] : REPEATING_TABLES.flatMap((table) => {
    const view = viewTable(snapshot, table);
    // Where a column is gone the structure says so; its cells are compared once it is there again.
    if (view === null || view.missing.length * 2 > view.columns.length) return [];
    const found = diagnoseTable({
      table, view, expected: settlement.expected.get(table) ?? new Map(), rows: settlement.doubtful(table), posted: (key) => expected(table)?.get(key), entries: known, isJournalWhole, dues,
    });
    return isJournalWhole ? found : found.map(withoutPutBack);
  });
  yield;
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
