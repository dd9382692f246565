import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { ScheduledFault } from "../../host/faults/schedule";
import { type CaseResult, type Layer, runLayer, schedulesOf } from "./layer";
import { doubleFaults } from "./layers/doubleFaults";
import { foreignActs, runForeignAct } from "./layers/foreignActs";
import { otherAct, runOtherAct } from "./layers/otherAct";
import { seats } from "./layers/seats";
import { runSingleFault, singleFaults } from "./layers/singleFaults";
import { slices } from "./layers/slices";
import { stopped } from "./layers/stopped";
import { undone } from "./layers/undone";
import { versions } from "./layers/versions";
import { MUTANTS } from "./mutants";
import { runSchedule, undisturbed } from "./run";
import { scenarioNamed } from "./scenarios";

jest.setTimeout(240_000);

/** A slice of each layer; the whole is `npm run faults`. */
const SLICES: readonly (readonly [layer: Layer, cases: number])[] = [[singleFaults, 20], [doubleFaults, 3], [slices, 2], [otherAct, 2], [foreignActs, 4], [seats, 1], [undone, 3], [stopped, 1], [versions, 3]];

test.each(SLICES.map(([layer, cases]) => [layer.name, layer, cases] as const))("%s", async (_name, layer, cases) => {
  const figures = await runLayer(layer, { numbers: await schedulesOf(layer, "ordinary", undefined), cases, part: 0, of: 1, long: false });
  expect(figures.failures).toEqual([]);
  // Faults that never came about would prove nothing.
  expect(figures.schedules).toBeGreaterThanOrEqual(Math.ceil(cases / 2));
});

/** The round trips of a scenario, each with the names of its actions. */
type Batches = readonly (readonly string[])[];

/** The n-th action of a round trip that writes values. */
function write(batches: Batches, batch: number, nth: number): number {
  const writes = (batches[batch - 1] ?? []).flatMap((name, index) => (name === "set Values" ? [index] : []));
  const index = writes.at(nth);
  if (index === undefined) throw new Error(`round trip ${batch} has ${writes.length} writes`);
  return index;
}

/** The n-th of all that a round trip sets, formats too; the totals rows, set before each append, do not count. */
function setting(batches: Batches, batch: number, nth: number): number {
  const names = (batches[batch - 1] ?? []).filter((name) => name.startsWith("set "));
  const index = names.flatMap((name, at) => (name === "set ShowTotals" ? [] : [at])).at(nth);
  if (index === undefined) throw new Error(`round trip ${batch} sets ${names.join(", ")}`);
  return index;
}

/** Schedules that once failed: where a row is written in several runs of cells, where a commit had no answer, where one more act came between. */
const ONCE_FAILED: readonly (readonly [what: string, scenario: string, fault: (batches: Batches) => ScheduledFault])[] = [
  ["a batch that failed in its middle is no batch that wrote nothing", "credit applied", (batches) => ({ kind: "failWrite", batch: 4, write: setting(batches, 4, 1), code: "ResponsePayloadSizeLimitExceeded" })],
  ["nor is one that Excel refused because a cell is being edited", "credit applied", (batches) => ({ kind: "failWrite", batch: 4, write: setting(batches, 4, 1), code: "InvalidOperationInCellEditMode" })],
  ["a row of Payments that was written in part is made whole, not written again", "refund", (batches) => ({ kind: "killInside", batch: 4, action: write(batches, 4, -2) })],
  ["and its own number does not stand in its way", "opening items", (batches) => ({ kind: "killInside", batch: 4, action: write(batches, 4, -2) })],
  ["lines in several writes, of which the first stands", "an invoice of 120 lines", (batches) => ({ kind: "killInside", batch: 4, action: write(batches, 4, 1) })],
  ["lines in several writes, of which the first stands below the edge of the table", "an invoice of 120 lines", (batches) => ({ kind: "failWrite", batch: 4, write: setting(batches, 4, 4), code: "GeneralException" })],
  ["rows that Excel refused to take into the table stand below its edge", "three invoices", (batches) => ({ kind: "failAction", batch: 4, action: (batches[3] ?? []).lastIndexOf("call Resize"), code: "GeneralException" })],
  ["entries that are back in the Journal without their record", "a lost entry put back", () => ({ kind: "kill", batch: 3, when: "after" })],
  ["a void that was seen standing and is gone can be put back", "void", () => ({ kind: "closeWithoutSaving", batch: 4 })],
  ["so can an application", "credit applied", () => ({ kind: "closeWithoutSaving", batch: 4 })],
  ["a write that Excel refused in the middle of a batch, while another stands", "a customer changed", (batches) => ({ kind: "failWrite", batch: 2, write: setting(batches, 2, 5), code: "InvalidOperationInCellEditMode" })],
  ["a Journal row that was whole when the run was killed, and not yet taken in by its table", "opening items", (batches) => ({ kind: "killInside", batch: 2, action: write(batches, 2, -1) + 1 })],
  ["cures that were seen standing and are gone with the file can be asked for again", "damage cured", () => ({ kind: "closeWithoutSaving", batch: 7 })],
  ["two settings, of which one is written", "settings", (batches) => ({ kind: "killInside", batch: 4, action: write(batches, 4, -1) })],
  ["settings that exist in the Journal alone", "settings", (batches) => ({ kind: "failWrite", batch: 4, write: setting(batches, 4, 0), code: "GeneralException" })],
];

test.each(ONCE_FAILED)("%s (%s)", async (_what, name, fault) => {
  const scenario = scenarioNamed(name);
  expectRight(await runSingleFault({ scenario, fault: fault((await undisturbed(scenario)).batches) }));
});

test("an entry that was put back is finished by the same act again, though recovery failed too", async () => {
  const { violations, fired } = await runSchedule(await undisturbed(scenarioNamed("a lost entry put back")), { seed: 0, faults: [{ kind: "refuse", batch: 6, hostError: 5004 }] }, [{ kind: "hang", batch: 3 }]);
  expectRight({ violations, counted: fired });
});

test("rows that a killed run left below the Journal's edge do not stop others", async () => {
  const scenario = scenarioNamed("opening items");
  expectRight(await runOtherAct({ scenario, fault: { kind: "killInside", batch: 2, action: write((await undisturbed(scenario)).batches, 2, -1) + 1 } }));
});

test("a payment whose verification had no answer is finished, though other acts followed at once", async () => {
  expectRight(await runOtherAct({ scenario: scenarioNamed("payment on account"), fault: { kind: "loseReply", batch: 4 } }));
});

test.each([
  { what: "a text below Applications", name: "payment with a deduction", fault: { kind: "foreignAct", batch: 1, act: "pasteBelowApart", table: "Applications", seed: 1000, by: "hand" } },
  { what: "a text of a co-author below InvoiceLines, just before they are written", name: "three invoices", fault: { kind: "foreignAct", batch: 4, act: "pasteBelowApart", table: "InvoiceLines", seed: 1003, by: "coAuthor" } },
  { what: "Invoices sorted by a co-author, just before they are written", name: "payment of one invoice", fault: { kind: "foreignAct", batch: 4, act: "sort", table: "Invoices", seed: 1003, by: "coAuthor" } },
  { what: "the columns of Applications in another order, just before they are written", name: "credit of an invoice", fault: { kind: "foreignAct", batch: 4, act: "moveColumn", table: "Applications", seed: 1003, by: "hand" } },
  { what: "the source sorted between its reading and that of the tables", name: "invoices from a table", fault: { kind: "foreignAct", batch: 4, act: "sort", table: "Jobs", seed: 1003, by: "hand" } },
  { what: "the source sorted in the moment of marking", name: "invoices from a table", fault: { kind: "foreignAct", batch: 7, act: "sort", table: "Jobs", seed: 1006, by: "coAuthor" } },
  { what: "the totals row of Payments switched on just before a payment is written", name: "payment with a deduction", fault: { kind: "foreignAct", batch: 4, act: "totalsOn", table: "Payments", seed: 1003, by: "coAuthor" } },
  { what: "a column of the Journal deleted by a co-author", name: "three invoices", fault: { kind: "foreignAct", batch: 3, act: "deleteColumn", table: "Journal_A", seed: 1002, by: "coAuthor" } },
] as const)("somebody else's hand: $what ($name)", async ({ name, fault }) => {
  expectRight(await runForeignAct({ scenario: scenarioNamed(name), fault }));
});

test("the mistakes that are put in on purpose can still be put in: each text stands once in its file", () => {
  const counts = MUTANTS.map(({ name, file, find }) => [name, readFileSync(resolve(__dirname, "../..", file), "utf8").split(find).length - 1]);
  expect(counts).toEqual(MUTANTS.map(({ name }) => [name, 1]));
  expect(MUTANTS.length).toBeGreaterThanOrEqual(16);
});

function expectRight({ counted, violations }: Omit<CaseResult, "title">): void {
  expect(violations).toEqual([]);
  expect(counted).toBe(true);
}
