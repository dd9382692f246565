import { differences, factsOf, journalRows } from "../facts";
import { repeatedEntries, repeatedNumbers } from "../invariants";
import type { CaseResult, Layer } from "../layer";
import { DeviceStore } from "../deviceStore";
import { reopened } from "../recovery";
import { ENTRY, undisturbed, type Undisturbed } from "../run";
import { everydayPostings, scenarioNamed } from "../scenarios";
import { AddIn, OpenBook, outcomeLine } from "../world";

const STEPS = ["once", "twice", "all"] as const;
const WAYS = ["remembered", "not remembered"] as const;
const POSTING = [...everydayPostings(), scenarioNamed("settings"), scenarioNamed("a period locked")];

/** Posted, undone with Ctrl+Z once, twice or wholly, saved and opened again. */
export const undone: Layer = {
  name: "undo",
  counts: "acts undone by hand after they were posted",
  cases: () => Promise.resolve(POSTING.length * STEPS.length * WAYS.length),
  run: (number) => runCase(number),
};

async function runCase(number: number): Promise<CaseResult> {
  const scenario = POSTING[number % POSTING.length];
  const steps = STEPS[Math.floor(number / POSTING.length) % STEPS.length];
  const way = WAYS[Math.floor(number / POSTING.length / STEPS.length)];
  if (scenario === undefined) return { title: "no such case", counted: false, violations: [] };
  const of = await undisturbed(scenario);
  const book = new OpenBook(of.base);
  const device = new DeviceStore();
  if (way === "not remembered") device.storage.state = "denied";
  const posting = new AddIn(book, { witness: device });
  try {
    const first = await posting.act(scenario.action, scenario.given, ENTRY);
    if (first.kind !== "result" || first.result.status !== "posted") return { title: scenario.name, counted: true, violations: [`first ${outcomeLine(first)}`] };
    if (way === "not remembered" && device.isUsed && !first.result.issues.some(({ code }) => code === "notCovered")) return { title: scenario.name, counted: true, violations: ["storage is denied, and the person is not told that undoing would not be noticed"] };
    if (steps === "all") while (book.editor.undo());
    else for (let step = 0; step < (steps === "once" ? 1 : 2); step++) book.editor.undo();
  } finally {
    posting.close();
  }
  device.storage.state = "works";
  const again = new OpenBook(book.workbook);
  const addIn = new AddIn(again, { witness: device });
  try {
    const before = factsOf(again.workbook);
    const told = [...(await reopened(addIn))];
    const facts = factsOf(again.workbook);
    const lost = differences(of.after, facts, "posted").filter((difference) => difference.includes(": missing"));
    const isEntryLost = lost.some((difference) => difference.startsWith("Journal_"));
    const violations = [...repeatedEntries(facts), ...repeatedNumbers(facts)];
    if (journalRows(facts).length < journalRows(before).length) violations.push("opening the book took an entry away");
    if (lost.length > 0 && told.length === 0 && (way === "remembered" || !isEntryLost)) violations.push(`nobody is told: ${lost.slice(0, 2).join(" · ")}`);
    if (isEntryLost && way === "remembered" && told.length > 0) violations.push(...(await putBack(addIn, of, again)));
    return { title: `${scenario.name}, undone ${steps}, ${way}`, counted: true, violations };
  } finally {
    addIn.close();
  }
}

/** What is offered back can be put back, and then stands again. */
async function putBack(addIn: AddIn, of: Undisturbed, book: OpenBook): Promise<readonly string[]> {
  const there = new Set(journalRows(factsOf(book.workbook)).map((row) => String(row["Entry"])));
  const entries = journalRows(of.after).map((row) => String(row["Entry"])).filter((id) => id.startsWith(ENTRY) && !there.has(id));
  const back = await addIn.act("rejournal", { entries, reason: "undone by mistake" }, "put-back-1");
  if (back.kind !== "result" || back.result.status !== "posted") return [`put back: ${outcomeLine(back)}`];
  const standing = new Set(journalRows(factsOf(book.workbook)).map((row) => String(row["Entry"])));
  return entries.filter((id) => !standing.has(id)).map((id) => `put back, but ${id} does not stand`);
}
