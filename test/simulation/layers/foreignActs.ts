import { FOREIGN_ACT_NAMES, type ForeignActName } from "../../../host/faults/foreignActs";
import { FaultRun } from "../../../host/faults/faultRun";
import type { ScheduledFault } from "../../../host/faults/schedule";
import { differences, factsOf, holdsText, journalRows, rowsOf, SOURCE_TABLE } from "../facts";
import { repeatedEntries, repeatedNumbers } from "../invariants";
import { type CaseResult, listedLayer } from "../layer";
import { recoverBook, toldFindings } from "../recovery";
import { ENTRY, seatOf, undisturbed, type Undisturbed } from "../run";
import { type Scenario, scenarioNamed } from "../scenarios";
import { AddIn, OpenBook, type Outcome, outcomeLine } from "../world";

/** Acts that stand for the others: a document, several, a payment, a correction. */
const SCENARIO_NAMES = ["three invoices", "payment of one invoice", "credit of an invoice", "payment with a deduction"] as const;
const TABLES = ["Journal_A", "Invoices", "InvoiceLines", "Payments", "Applications", "Customers"] as const;

interface Case {
  readonly scenario: Scenario;
  readonly fault: Extract<ScheduledFault, { readonly kind: "foreignAct" }>;
}

/** Somebody does something to the book between two of our round trips; by hand or from another computer. */
export const foreignActs = listedLayer({ name: "foreign", counts: "acts with somebody else's hand in between", makeCases, nameCase, runCase: runForeignAct });

async function makeCases(how: "ordinary" | "long"): Promise<readonly Case[]> {
  const cases: Case[] = [];
  for (const name of SCENARIO_NAMES) {
    const scenario = scenarioNamed(name);
    const { batches } = await undisturbed(scenario);
    for (const [index] of batches.entries())
      for (const table of TABLES)
        for (const act of FOREIGN_ACT_NAMES)
          for (const by of ["hand", "coAuthor"] as const) for (let seed = 1; seed <= (how === "long" ? 5 : 1); seed++) cases.push({ scenario, fault: { kind: "foreignAct", batch: index + 1, act, table, seed: seed * 1000 + index, by } });
  }
  // Rows of the person's own table are marked with their invoices: it has a hand in it as well.
  const marking = scenarioNamed("invoices from a table");
  const { batches } = await undisturbed(marking);
  for (const [index] of batches.entries()) for (const table of [SOURCE_TABLE, "Invoices"]) for (const act of FOREIGN_ACT_NAMES) for (const by of ["hand", "coAuthor"] as const) cases.push({ scenario: marking, fault: { kind: "foreignAct", batch: index + 1, act, table, seed: 1000 + index, by } });
  return cases;
}

/** Acts after which rows of the tables are in other places only, or only look other. */
const HARMLESS: ReadonlySet<ForeignActName> = new Set([
  "sort", "clearFilters", "hideRows", "hideColumn", "hideSheet", "totalsOff", "addColumn", "renameSheet", "moveSheet", "autoExpandOff", "fillFormulasOff", "manualCalculation", "unprotect", "insertColumn", "insertRow", "insertRowAbove", "leaveEditMode", "protectWorkbook",
]);

const EDITING_ENDS_AFTER = 5;

function nameCase({ scenario, fault }: Case): string {
  return `${scenario.name}, before round trip ${fault.batch}: ${fault.act} ${fault.table} ${fault.by} ${fault.seed}`;
}

/** One of them, by what it is made of. */
export async function runForeignAct({ scenario, fault }: Case): Promise<Omit<CaseResult, "title">> {
  const of = await undisturbed(scenario);
  const book = new OpenBook(of.base);
  const addIn = new AddIn(book, { ...seatOf(scenario), faults: new FaultRun({ seed: fault.seed, faults: [fault] }) });
  // Who edits a cell ends it some time.
  const editing = fault.act === "enterEditMode" ? setInterval(() => (book.editor.cellEditMode = false), EDITING_ENDS_AFTER) : null;
  try {
    const first = await addIn.act(scenario.action, scenario.given, ENTRY);
    const entries = journalRows(factsOf(book.workbook)).filter((row) => String(row["Entry"]).startsWith(ENTRY)).length;
    const then = await addIn.act(scenario.action, scenario.given, ENTRY);
    await recoverBook(addIn);
    const fired = addIn.faults.fired.length > 0;
    const violations = [...toldTrue(first, 0, entries), ...judged(book, fault)];
    // What is invoiced of a person's own table is what it holds when it is read: only the marks are known beforehand.
    if (fault.table === SOURCE_TABLE) violations.push(...wrongMarks(book, fault, [first, then]));
    else violations.push(...(await noticed(of, addIn, book, [first, then])));
    if (HARMLESS.has(fault.act) && succeeded(then) && fault.table !== SOURCE_TABLE) violations.push(...differences(of.after, factsOf(book.workbook)).slice(0, 3).map((difference) => `after a harmless act: ${difference}`));
    if (HARMLESS.has(fault.act) && !succeeded(then) && !/protect|Protected|filter/i.test(outcomeLine(then))) violations.push(`after a harmless act the same act again is not done: ${outcomeLine(then)}`);
    return { counted: fired, violations: violations.length === 0 ? [] : [`first ${outcomeLine(first)}, then ${outcomeLine(then)}`, ...violations] };
  } finally {
    if (editing !== null) clearInterval(editing);
    addIn.close();
  }
}

function succeeded(outcome: Outcome): boolean {
  return outcome.kind === "result" && (outcome.result.status === "posted" || outcome.result.status === "exists");
}

/** Nothing of ours stands twice, and what a person typed is still there. */
function judged(book: OpenBook, fault: Case["fault"]): readonly string[] {
  const facts = factsOf(book.workbook);
  const isCopied = fault.act === "duplicateRow" || fault.act === "copySheet" || fault.act.startsWith("undo") || fault.act === "redo" || fault.act === "editText";
  const found = isCopied ? [] : [...repeatedEntries(facts), ...repeatedNumbers(facts)];
  const typed = fault.act === "pasteBelow" ? "pasted 1" : fault.act === "pasteBelowApart" ? "left over" : null;
  if (fault.act === "totalsOn" && holdsOwnTotals(book, fault.table)) found.push(`the totals row of ${fault.table} was written over`);
  if (typed !== null && fault.table !== "Journal_A" && !holdsText(book.workbook, typed)) found.push(`what a person typed below ${fault.table} is lost`);
  return found;
}

/** Acts after which a row of the source can still be told by its text. */
const KEEPS_TEXTS: ReadonlySet<ForeignActName> = new Set([...HARMLESS, "deleteRow", "moveColumn"]);

/** A marked row is in the invoice that it names; a row that was invoiced is marked, or told not to be. */
function wrongMarks(book: OpenBook, { act }: Case["fault"], outcomes: readonly Outcome[]): readonly string[] {
  const facts = factsOf(book.workbook);
  if (!KEEPS_TEXTS.has(act)) return [];
  const lines = rowsOf(facts, "InvoiceLines").filter((line) => String(line["Entry"]).startsWith(ENTRY));
  const isTold = outcomes.some((outcome) => outcome.kind !== "result" || outcome.result.issues.some(({ code }) => code === "rowsNotMarked" || code === "tablesNotRefreshed"));
  return rowsOf(facts, SOURCE_TABLE).flatMap((row) => {
    const mark = Object.values(row).find((value) => typeof value === "string" && value.startsWith("INV-"));
    const invoiced = lines.filter((line) => line["Description"] === row["Description"]);
    if (mark === undefined) return invoiced.length === 0 || isTold ? [] : [`${String(row["Description"])} is invoiced, and nobody is told that it is not marked`];
    return invoiced.some((line) => line["Number"] === mark) ? [] : [`${String(row["Description"])} is marked with ${String(mark)}, which does not have it`];
  });
}

/** An entry of ours stands where Excel shows a table's totals. */
function holdsOwnTotals({ workbook }: OpenBook, name: string): boolean {
  return workbook.sheets.some((sheet) => sheet.tables.some((table) => {
    if (table.name !== name || !table.showTotals) return false;
    for (let column = table.area.left; column <= table.area.right; column++) if (String(sheet.get(table.area.bottom, column)?.value ?? "").startsWith(ENTRY)) return true;
    return false;
  }));
}

/** "Nothing was written" and "refused" are so: no entry of the act stands. */
function toldTrue(first: Outcome, entriesBefore: number, entriesAfter: number): readonly string[] {
  if (first.kind === "error") return [`an exception escaped: ${first.error.split("\n").slice(0, 3).join(" ")}`];
  const isNothing = (first.kind === "fault" && !first.fault.mayHaveWritten) || (first.kind === "result" && first.result.status === "refused");
  return isNothing && entriesAfter > entriesBefore ? ["told that nothing was done, but an entry stands"] : [];
}

/** What was said to stand stands, or the add-in itself says that it does not. */
async function noticed(of: Undisturbed, addIn: AddIn, book: OpenBook, outcomes: readonly Outcome[]): Promise<readonly string[]> {
  const findings = await toldFindings(addIn);
  const last = outcomes.at(-1);
  // Told by the check, or by the act itself that will not do it as the book is.
  if (findings.length > 0 || (last !== undefined && !succeeded(last))) return [];
  const facts = factsOf(book.workbook);
  const expected = outcomes.some(succeeded) ? of.after : of.before;
  const missing = differences(expected, facts, "posted").filter((difference) => !outcomes.some(succeeded) ? difference.includes(": missing") : true);
  return missing.slice(0, 4).map((difference) => `nobody is told: ${difference}`);
}
