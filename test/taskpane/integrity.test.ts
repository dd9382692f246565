import { changeSet } from "../../src/actions/action";
import { findingGroups, postingBlock, problemCount } from "../../src/taskpane/model/integrity";
import { changeLines, sameChanges } from "../../src/taskpane/model/changeLines";
import type { Finding } from "../../src/workbook/integrity/finding";
import { TestBook } from "../support/book";
import { type PaneBench, openPane } from "./paneBench";

async function bench(): Promise<PaneBench> {
  const book = await TestBook.withCustomers();
  await book.invoice("ACME", "2026-01-10", "1200.00");
  await book.invoice("00417", "2026-01-11", "80.00");
  return openPane(book);
}

function findings({ pane }: PaneBench): readonly Finding[] {
  return pane.keeper.store.get().findings ?? [];
}

/** Clicks the cure of the findings, looks at the preview, and does it. */
async function cureAll(made: PaneBench, of: readonly Finding[]): Promise<readonly string[]> {
  const { integrity } = made.pane;
  integrity.preview(of.flatMap(({ cure }) => (cure === null ? [] : [cure])));
  const { open } = integrity.store.get();
  if (open === null) throw new Error("No preview");
  await made.until(() => open.runner.store.get().phase === "preview");
  const { changes, notices, snapshot } = open.runner.store.get();
  if (changes === null || snapshot === null) throw new Error(notices.map(({ text }) => text).join(" "));
  const lines = changeLines(changes, snapshot).map((line) => (line.kind === "cell" ? `${line.document} ${line.column}: ${line.before} → ${line.after}` : line.kind));
  if ((await open.runner.carryOut()) === null) throw new Error(open.runner.store.get().notices.map(({ text }) => text).join(" "));
  integrity.close();
  return lines;
}

test("a posted total typed over: told with was and is, previewed, put back, and recorded in the Journal", async () => {
  const made = await bench();
  const journal = made.book.rows("Journal_A").length;
  made.edit("Invoices", 1, "Total", 1300);
  await made.until(() => problemCount(findings(made)) === 1);
  const [finding] = findings(made).filter(({ level }) => level !== "note");
  expect([finding?.params["was"], finding?.params["is"], finding?.at?.column]).toEqual(["1200", "1300", "Total"]);
  expect(await cureAll(made, finding === undefined ? [] : [finding])).toEqual(["INV-2026-0001 Total: 1300 → 1200"]);
  expect(problemCount(findings(made))).toBe(0);
  expect(made.book.lines("Invoices", "Number", "Total")).toEqual(["INV-2026-0001 1200", "INV-2026-0002 80"]);
  expect(made.book.rows("Journal_A").slice(journal).map(({ Kind }) => Kind)).toEqual(["change"]);
});

test("several of a kind are one click, and what was changed meanwhile is looked at again before anything is written", async () => {
  const made = await bench();
  made.edit("Invoices", 1, "Total", 1300);
  made.edit("Invoices", 2, "Customer", "ACME");
  await made.until(() => problemCount(findings(made)) === 2);
  const [group] = findingGroups(findings(made)).filter(({ level }) => level === "fix");
  expect(group?.cures.map(({ kind, offers }) => [kind, offers.length])).toEqual([["putBack", 2]]);
  made.pane.integrity.preview(group?.cures[0]?.offers ?? []);
  const { open } = made.pane.integrity.store.get();
  await made.until(() => open?.runner.store.get().phase === "preview");
  made.book.workbook.table("Invoices").rows[0]?.splice(made.book.workbook.table("Invoices").headers.indexOf("Total"), 1, 1400);
  expect(await open?.runner.carryOut()).toBeNull();
  expect(made.book.lines("Invoices", "Total")).toEqual(["1400", "80"]);
  expect(open?.runner.store.get().notices.length).toBeGreaterThan(0);
  made.pane.integrity.close();
  await made.pane.keeper.refresh();
  await cureAll(made, findings(made).filter(({ level }) => level === "fix"));
  expect(made.book.lines("Invoices", "Customer", "Total")).toEqual(["ACME 1200", "00417 80"]);
});

test("looking writes nothing, and a clean book has nothing to tell", async () => {
  const made = await bench();
  expect(findings(made).filter(({ level }) => level !== "note")).toEqual([]);
  const calls = made.book.workbook.calls.filter((call) => call !== "read" && call !== "readTable").length;
  made.edit("Invoices", 1, "Total", 1300);
  await made.until(() => problemCount(findings(made)) === 1);
  expect(made.book.workbook.calls.filter((call) => call !== "read" && call !== "readTable").length).toBe(calls);
});

test("what makes posting wrong stops it, and says so", async () => {
  const made = await bench();
  const { headers, rows } = made.book.workbook.table("Journal_A");
  const last = rows.at(-1);
  if (last === undefined) throw new Error("No Journal row");
  made.edit("Journal_A", rows.length, "Payload 1", String(last[headers.indexOf("Payload 1")]).replace("80", "90"));
  await made.until(() => postingBlock(findings(made)) !== null);
  expect(made.pane.keeper.canPost()).toBe(false);
  made.pane.cash.enter();
  made.pane.cash.chooseCustomer("ACME", "");
  made.pane.cash.setField("amount", "10");
  const before = made.book.rows("Payments").length;
  await made.pane.cash.post();
  expect(made.book.rows("Payments").length).toBe(before);
});

test("a table that cannot be read for a renamed column still offers its cure", async () => {
  const made = await bench();
  const table = made.book.workbook.table("Invoices");
  table.headers[table.headers.indexOf("Total")] = "Sum";
  await made.pane.keeper.refresh();
  expect(made.pane.keeper.store.get().reading?.kind).toBe("refused");
  const renamed = findings(made).filter(({ code }) => code === "columnRenamed");
  expect(renamed.map(({ cure }) => cure?.kind)).toEqual(["rebindColumn"]);
});

test.each([
  ["the moment of recording", "2026-02-03T10:00:00Z", "2026-02-03T10:00:09.123Z", true], ["what is changed", "Currency", "Rounding", false],
])("between preview and posting %s may differ: %s, %s", (_, seen, now, expected) => {
  const of = (key: string): ReturnType<typeof changeSet> => changeSet({ entries: [{ id: "E1", body: { kind: "change", table: "Journal", key, cells: [] } }] });
  expect(sameChanges(of(seen), of(now))).toBe(expected);
});
