import { FaultRun } from "../../host/faults/faultRun";
import type { FaultSchedule, ScheduledFault } from "../../host/faults/schedule";
import type { Workbook } from "../../host/model/workbook";
import { DeviceStore } from "./deviceStore";
import { differences, type Facts, factsOf, journalRows, strays } from "./facts";
import { brokenInvariants, headersWithoutLines } from "./invariants";
import { checkFindings, toldOfAct, recoverBook } from "./recovery";
import type { Scenario } from "./scenarios";
import { startingPoint } from "./startingPoints";
import { AddIn, OpenBook, type Outcome, outcomeLine } from "./world";

/** What a scenario does when nothing goes wrong: what every disturbed run is measured by. */
export interface Undisturbed {
  readonly scenario: Scenario;
  readonly base: Workbook;
  /** What the device's storage holds before the act. */
  readonly kept: ReadonlyMap<string, string>;
  readonly before: Facts;
  readonly after: Facts;
  /** Action names of each of the act's round trips. */
  readonly batches: readonly (readonly string[])[];
  /** Mistakes of the undisturbed run itself. */
  readonly problems: readonly string[];
}

export const ENTRY = "sim-1";
const PUT_BACK = "back-1";

const known = new Map<string, Promise<Undisturbed>>();

export function undisturbed(scenario: Scenario): Promise<Undisturbed> {
  const made = known.get(scenario.name) ?? makeUndisturbed(scenario);
  known.set(scenario.name, made);
  return made;
}

async function makeUndisturbed(asked: Scenario): Promise<Undisturbed> {
  const { workbook: base, kept, given } = await startingPoint(asked.book);
  const scenario = given === null ? asked : { ...asked, given };
  const book = new OpenBook(base);
  const before = factsOf(book.workbook);
  const addIn = new AddIn(book, { ...seatOf(scenario), ...(kept.size === 0 ? {} : { witness: new DeviceStore(undefined, undefined, kept) }) });
  try {
    const outcome = await addIn.act(scenario.action, scenario.given, ENTRY);
    const batches = addIn.host.processor.log.filter(({ cleanup, functionResults }) => !cleanup && !functionResults).map(({ actions }) => actions);
    const after = factsOf(book.workbook);
    const problems = [
      ...(outcome.kind === "result" && outcome.result.status === "posted" ? [] : [`undisturbed: ${outcomeLine(outcome)} ${outcome.kind === "result" ? JSON.stringify([...outcome.result.rejections, ...outcome.result.issues].map(({ message }) => message)) : ""}`]),
      ...scenario.stands.filter((line) => !lines(after).includes(line)).map((line) => `figures: "${line}" does not stand; there is ${lines(after).join(" · ")}`),
      ...brokenInvariants(after), ...(await checkFindings(addIn)).map((finding) => `undisturbed: ${finding}`),
    ];
    return { scenario, base, kept, before, after, batches, problems };
  } finally {
    addIn.close();
  }
}

function lines(facts: Facts): readonly string[] {
  const line = (row: Readonly<Record<string, unknown>>, headers: readonly string[]): string => headers.map((header) => plain(row[header])).join(" ");
  return [
    ...(facts.tables.get("Invoices") ?? []).map((row) => line(row, ["Number", "Total", "Balance", "Status"])), ...(facts.tables.get("Payments") ?? []).map((row) => line(row, ["Number", "Amount", "Unapplied", "Status"])),
  ];
}

/** 12.50 and 12.5 are one figure. */
function plain(value: unknown): string {
  const text = String(value ?? "-");
  return /^-?\d+\.\d*$/.test(text) ? String(Number(text)) : text;
}

/** What one run under faults has shown. */
export interface Verdict {
  /** Sentences: what is wrong, first how the act ended. Empty: nothing is. */
  readonly violations: readonly string[];
  /** The faults came about: else the run is no test of them. */
  readonly fired: boolean;
  /** Times that the person was told that it is not known. */
  readonly unknownOutcomes: number;
}

/**
 * One schedule: act → (killed? a new life over what is left) → recovery, perhaps disturbed too → the same act again by a
 * person who was not told that it stands → judgement against the undisturbed run.
 */
export async function runSchedule(of: Undisturbed, schedule: FaultSchedule, again: readonly ScheduledFault[] = []): Promise<Verdict> {
  const { scenario } = of;
  let book = new OpenBook(of.base);
  const faults = new FaultRun(schedule);
  const witness = new DeviceStore(faults.storage, undefined, of.kept);
  let addIn = new AddIn(book, { ...seatOf(scenario), faults, witness });
  const fired: ScheduledFault[] = [];
  const problems: string[] = [];
  let unknownOutcomes = 0;
  /** The act, and whether what is said of it is so. */
  const asked = async (): Promise<Outcome> => {
    const before = factsOf(book.workbook);
    const outcome = await addIn.act(scenario.action, scenario.given, ENTRY);
    problems.push(...words(of, outcome, { before, now: factsOf(book.workbook) }));
    if (isUnknown(outcome)) unknownOutcomes++;
    return outcome;
  };
  /** Who is dead starts anew, over what is left; who lives goes on. */
  const goOn = (): void => {
    if (!addIn.isDead) return;
    fired.push(...addIn.faults.fired);
    addIn.close();
    if (addIn.faults.outcome === "closed") book = new OpenBook(of.base);
    addIn = new AddIn(book, { ...seatOf(scenario), witness });
  };
  try {
    const first = await asked();
    const isCommitReached = (addIn.faults.fired[0]?.batch ?? 0) >= commitBatch(of);
    problems.push(...headersWithoutLines(factsOf(book.workbook)));
    goOn();
    // Who was cut off in the commit learns of it: the act stands, or it is offered.
    if (again.length === 0 && first.kind === "died" && isCommitReached && (await witness.device()) !== null && !standsIn(factsOf(book.workbook)) && !(await toldOfAct(addIn, ENTRY))) problems.push("nobody is told that the act was begun and does not stand");
    if (again.length > 0) {
      for (const fault of again) addIn.faults.plan(fault);
      await recoverBook(addIn);
      if (!addIn.isDead) await asked();
      goOn();
    }
    addIn.faults.calm();
    problems.push(...(await recoverBook(addIn)));
    let repeated = await addIn.act(scenario.action, scenario.given, ENTRY);
    fired.push(...addIn.faults.fired);
    // What had been seen standing is gone with the book that was closed without saving: it is told, and put back by hand.
    const isClosed = [...schedule.faults, ...again].some(({ kind }) => kind === "closeWithoutSaving");
    if (isClosed && refusedWith(repeated, "bookOlder")) {
      const entries = journalRows(of.after).map((row) => String(row["Entry"])).filter((id) => id.startsWith(ENTRY));
      const back = await addIn.act("rejournal", { entries, reason: "closed without saving" }, PUT_BACK);
      if (back.kind !== "result" || back.result.status !== "posted") problems.push(`put back: ${outcomeLine(back)}`);
      repeated = await addIn.act(scenario.action, scenario.given, ENTRY);
    }
    if (repeated.kind !== "result" || !["posted", "exists"].includes(repeated.result.status)) problems.push(`the same act again: ${outcomeLine(repeated)}`);
    const facts = factsOf(book.workbook);
    problems.push(...differences(of.after, facts).filter((difference) => !difference.includes(PUT_BACK)), ...strays(book.workbook).map((stray) => `left over ${stray}`), ...brokenInvariants(facts), ...(await checkFindings(addIn)).map((finding) => `finding ${finding}`));
    return { violations: problems.length === 0 ? [] : [`first ${outcomeLine(first)}`, ...new Set(problems)], fired: fired.length > 0, unknownOutcomes };
  } finally {
    addIn.close();
  }
}

function refusedWith(outcome: Outcome, code: string): boolean {
  return outcome.kind === "result" && outcome.result.rejections.some((rejection) => rejection.code === code);
}

/** What the person was told must be so, as the cells show before and after. */
function words(of: Undisturbed, outcome: Outcome, facts: { readonly before: Facts; readonly now: Facts }): readonly string[] {
  switch (outcome.kind) {
    case "died": return [];
    case "error": return [`an exception escaped: ${outcome.error.split("\n").slice(0, 3).join(" ")}`];
    case "fault":
      return outcome.fault.mayHaveWritten ? [] : differences(facts.before, facts.now).slice(0, 3).map((difference) => `told "nothing was written", but ${difference}`);
    case "result": {
      const { status, issues } = outcome.result;
      if (status === "refused" || status === "planned") return differences(facts.before, facts.now).slice(0, 3).map((difference) => `told ${status}, but ${difference}`);
      if (status !== "posted" && status !== "exists") return [];
      // Tables that could not be refreshed are told; what exists is the Journal.
      const isTold = issues.some(({ code }) => code === "tablesNotRefreshed");
      return differences(of.after, facts.now).filter((difference) => !isTold || difference.startsWith("Journal_")).slice(0, 3).map((difference) => `told ${status}, but ${difference}`);
    }
  }
}

/** The first round trip that writes its entry into a Journal; none where the act writes no entry, or something else before it. */
function commitBatch({ scenario, before, after, batches }: Undisturbed): number {
  if (["claimSeat", "rejournal", "cure", "migrate"].includes(scenario.action)) return Number.POSITIVE_INFINITY;
  if (journalRows(before).length === journalRows(after).length) return Number.POSITIVE_INFINITY;
  const index = batches.findIndex((actions) => actions.includes("set Values"));
  return index < 0 ? Number.POSITIVE_INFINITY : index + 1;
}

function standsIn(facts: Facts): boolean {
  return journalRows(facts).some((row) => String(row["Entry"]).startsWith(ENTRY));
}

function isUnknown(outcome: Outcome): boolean {
  return (outcome.kind === "fault" && outcome.fault.mayHaveWritten) || (outcome.kind === "result" && outcome.result.status === "pending");
}

export function seatOf(scenario: Scenario): { readonly seat?: string } {
  return scenario.seat === undefined ? {} : { seat: scenario.seat };
}

export function faultLine(fault: ScheduledFault): string {
  return Object.values(fault).join(" ");
}
