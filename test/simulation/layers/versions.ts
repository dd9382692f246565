import { baseBook } from "../books";
import { DeviceStore } from "../deviceStore";
import { factsOf, journalRows } from "../facts";
import { brokenInvariants } from "../invariants";
import type { CaseResult, Layer } from "../layer";
import { reopened } from "../recovery";
import { ENTRY, undisturbed } from "../run";
import { everydayPostings, type Scenario } from "../scenarios";
import { AddIn, OpenBook, type Outcome, outcomeLine } from "../world";

/**
 * older: the version of before is opened again (closed without saving, or from the version history) · copy: another device
 * has gone on with a copy · other: a book of its own · cleared: as older, but the browser has emptied its storage ·
 * same: nothing happened.
 */
const KINDS = ["older", "copy", "other", "cleared", "same"] as const;
const POSTING = everydayPostings().filter(({ book }) => book === "busy");

const NEXT = { customer: "00417", date: "2026-02-03", amount: "1.23", apply: [] } as const;

/** What this device posted, and then another version of the book under its hands. */
export const versions: Layer = {
  name: "versions",
  counts: "books that are not the one this device saw last",
  cases: () => Promise.resolve(POSTING.length * KINDS.length),
  run: async (number) => {
    const scenario = POSTING[number % POSTING.length];
    const kind = KINDS[Math.floor(number / POSTING.length)];
    if (scenario === undefined || kind === undefined) return { title: "no such case", counted: false, violations: [] };
    return { ...(await runCase(scenario, kind)), title: `${scenario.name}, then ${kind}` };
  },
};

async function runCase(scenario: Scenario, kind: (typeof KINDS)[number]): Promise<Omit<CaseResult, "title">> {
  const of = await undisturbed(scenario);
  const device = new DeviceStore();
  const book = new OpenBook(of.base);
  const first = await life(book, device, (addIn) => addIn.act(scenario.action, scenario.given, ENTRY));
  if (first.kind !== "result" || first.result.status !== "posted") return { counted: true, violations: [`first ${outcomeLine(first)}`] };
  const taken = new Set(journalRows(factsOf(book.workbook)).map((row) => String(row["Document"])));
  const left = kind === "same" ? book : new OpenBook(kind === "other" ? await baseBook("seeded") : of.base);
  if (kind === "copy") await life(left, new DeviceStore(undefined, "device-2"), (addIn) => addIn.act("postPayment", { ...NEXT, amount: "9.99" }, "other-1"));
  if (kind === "cleared") device.storage.state = "cleared";
  const told = await life(left, device, reopened);
  const before = factsOf(left.workbook);
  const next = await life(left, device, (addIn) => addIn.act("postPayment", NEXT, "next-1"));
  const violations: string[] = [];
  const isPosted = next.kind === "result" && next.result.status === "posted";
  const facts = factsOf(left.workbook);
  if (kind === "older" || kind === "copy") {
    if (told.length === 0) violations.push("nobody is told that what this device posted is not in this book");
    const given = journalRows(facts).slice(journalRows(before).length).map((row) => String(row["Document"]));
    if (isPosted && given.some((number) => taken.has(number))) violations.push(`number ${given.join()} was given twice: this device gave it before, in the version that it saw last`);
  } else {
    if (!isPosted) violations.push(`a payment is not possible: ${outcomeLine(next)}`);
    if (told.length > 0) violations.push(`a false alarm: ${told.slice(0, 2).join(" · ")}`);
  }
  if (journalRows(facts).length < journalRows(before).length) violations.push("entries are lost");
  return { counted: true, violations: [...violations, ...(violations.length > 0 ? [`next ${outcomeLine(next)}`] : []), ...brokenInvariants(facts)] };
}

async function life<T extends Outcome | readonly string[]>(book: OpenBook, witness: DeviceStore, work: (addIn: AddIn) => Promise<T>): Promise<T> {
  const addIn = new AddIn(book, { witness, device: await witness.device() ?? "" });
  try {
    return await work(addIn);
  } finally {
    addIn.close();
  }
}
