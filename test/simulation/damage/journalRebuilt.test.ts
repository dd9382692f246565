import { copyBook } from "../../../host/faults/bookCopy";
import { Editor } from "../../../host/model/edit";
import { ACTIONS } from "../../../src/actions/registry";
import { runAction } from "../../../src/actions/runAction";
import { isoDay } from "../../support/days";
import { runSingleFault, singleFaultsOf } from "../layers/singleFaults";
import { undisturbed } from "../run";
import { type Scenario, SCENARIOS } from "../scenarios";
import { startingPoint } from "../startingPoints";
import { DAMAGE_BOOKS, damageBook } from "./books";
import { rebuildAll } from "./journalRebuilt";
import { createModelPort } from "./modelPort";

test.each(DAMAGE_BOOKS)("the Journals deleted and made again: %s", async (name) => {
  const { differences, left, offered, result } = await rebuildAll(await damageBook(name));
  expect(offered?.level).toBe("block");
  expect([result.status, result.rejections]).toEqual(["posted", []]);
  expect(differences).toEqual([]);
  expect(left).toEqual([]);
}, 120_000);

/** Acts whose entry leaves no row in the tables, or that are about the Journal itself. */
const NOTHING_TO_SHOW = new Set(["setup", "putRows", "saveSettings", "lockPeriod", "claimSeat", "migrate", "cure", "rejournal", "dropEntry", "acceptCopy"]);
/** What stands in the tables is the same for rows from a table: the short way to the host's model reads none. */
const ACTS = SCENARIOS.filter(({ action, given, name }) => !NOTHING_TO_SHOW.has(action) && name !== "90 invoices" && !("source" in given));

test.each(ACTS.map((scenario): [string, Scenario] => [scenario.name, scenario]))("what each act posts is read back from the tables alone: %s", async (_, { action, book, given }) => {
  const { workbook: source } = await startingPoint(book);
  const workbook = copyBook(source, 600_000);
  const posting = ACTIONS.find(({ name }) => name === action);
  if (posting === undefined) throw new Error(action);
  const env = { newEntryId: () => "01ACT", now: "2026-02-03T10:00:00Z", today: isoDay("2026-02-03"), by: "Test", seat: "A", appVersion: "test" };
  const posted = await runAction(posting, given, { workbook: createModelPort(new Editor(workbook, null)), env, entryId: "sim-1" });
  expect(posted.status).toBe("posted");
  const { differences, left, result } = await rebuildAll(workbook);
  expect([result.status, result.rejections]).toEqual(["posted", []]);
  expect(differences).toEqual([]);
  expect(left.filter(({ code }) => code !== "rowTypedByHand")).toEqual([]);
}, 120_000);

const AGAIN: Scenario = { name: "the Journal made again", book: "journal gone", action: "cure", given: {}, stands: [] };
const FAULTS_TRIED = 8;

test("a slice of what can go wrong while it is made again: the same act again makes the same Journal, each posting once", async () => {
  const faults = singleFaultsOf((await undisturbed(AGAIN)).batches, "ordinary");
  const tried = faults.filter((_, index) => index % Math.ceil(faults.length / FAULTS_TRIED) === 0);
  const results: Awaited<ReturnType<typeof runSingleFault>>[] = [];
  for (const fault of [null, ...tried]) results.push(await runSingleFault({ scenario: AGAIN, fault }));
  expect(results.flatMap(({ violations }) => violations)).toEqual([]);
  expect(results.filter(({ counted }) => counted).length).toBeGreaterThanOrEqual(FAULTS_TRIED / 2);
}, 120_000);
