import { FaultRun } from "../../../host/faults/faultRun";
import type { ScheduledFault } from "../../../host/faults/schedule";
import { baseBook } from "../books";
import { DeviceStore } from "../deviceStore";
import { differences, type Facts, factsOf, journalRows, rowsOf, strays } from "../facts";
import { brokenInvariants, headersWithoutLines } from "../invariants";
import type { CaseResult, Layer } from "../layer";
import { checkFindings, recoverBook, reopened, resumableActs } from "../recovery";
import { ENTRY, faultLine, undisturbed, type Undisturbed } from "../run";
import type { Scenario } from "../scenarios";
import { AddIn, OpenBook, type Outcome, outcomeLine } from "../world";

/** More than go out in one slice (300). */
const INVOICES = 304;

const RUN: Scenario = {
  name: `${INVOICES} invoices`, book: "seeded", action: "createInvoices", stands: [],
  given: { invoiceDate: "2026-02-01", groupBy: ["reference"], rows: Array.from({ length: INVOICES }, (_, index) => ({ customer: index % 2 === 0 ? "ACME" : "00417", description: `Job ${index + 1}`, quantity: 1, unitPrice: "1.10", taxCode: "Z0", reference: `G${index}` })) },
};

const CLOSED = "stopped, and the book closed";

/** What becomes of a run of several slices before it is gone on with. */
const ENDS = ["stopped by the person", CLOSED, "stopped, then another act", "killed", "failed", "unanswered", "stopped, and killed when gone on with"] as const;

/** A long run that is stopped or breaks off between or within its slices, and is gone on with under the same id. */
export const stopped: Layer = {
  name: "stopped",
  counts: "long runs stopped or broken off, and gone on with",
  cases: async () => (await allCases()).length,
  run: async (number) => {
    const found = (await allCases())[number];
    if (found === undefined) return { title: "no such case", counted: false, violations: [] };
    return { ...(await runCase(found)), title: `${found.end}${found.fault === null ? "" : `, ${faultLine(found.fault)}`}` };
  },
};

interface Case {
  readonly end: (typeof ENDS)[number];
  readonly fault: ScheduledFault | null;
}

let cases: Promise<readonly Case[]> | null = null;

function allCases(): Promise<readonly Case[]> {
  cases ??= (async () => {
    const { batches } = await undisturbed(RUN);
    const all = batches.map((_, index) => index + 1);
    const perEnd: readonly (readonly Case[])[] = [
      [{ end: "stopped by the person", fault: null }], [{ end: CLOSED, fault: null }], [{ end: "stopped, then another act", fault: null }],
      all.map((batch): Case => ({ end: "killed", fault: { kind: "kill", batch, when: batch % 2 === 0 ? "before" : "after" } })),
      all.map((batch): Case => ({ end: "failed", fault: { kind: "failWrite", batch, write: 0, code: "GeneralException" } })),
      all.map((batch): Case => ({ end: "unanswered", fault: { kind: batch % 2 === 0 ? "loseReply" : "hang", batch } })),
      [1, 2, 3, 4, 5, 6].map((batch): Case => ({ end: "stopped, and killed when gone on with", fault: { kind: "kill", batch, when: batch % 2 === 0 ? "before" : "after" } })),
    ];
    const longest = Math.max(...perEnd.map((list) => list.length));
    return Array.from({ length: longest }, (_, index) => perEnd.flatMap((list) => list[index] ?? [])).flat();
  })();
  return cases;
}

async function runCase({ end, fault }: Case): Promise<Omit<CaseResult, "title">> {
  const of = await undisturbed(RUN);
  if (of.problems.length > 0) return { counted: true, violations: of.problems };
  const isStopped = end.startsWith("stopped");
  let book = new OpenBook(of.base);
  const faults = new FaultRun({ seed: 0, faults: fault === null || isStopped ? [] : [fault] });
  const witness = new DeviceStore(faults.storage);
  const violations: string[] = [];
  let given: unknown = RUN.given;
  const first = await within(new AddIn(book, { faults, witness }), async (addIn) => {
    const cancel = { isCancelled: false };
    const outcome = await addIn.act(RUN.action, given, ENTRY, isStopped ? { cancel, pause: () => Promise.resolve(void (cancel.isCancelled = true)) } : {});
    violations.push(...toldTrue(of, outcome, factsOf(book.workbook)));
    if (isStopped && !(outcome.kind === "result" && outcome.result.status === "stopped" && outcome.result.documents.length > 0 && (outcome.result.left ?? 0) > 0)) violations.push(`asked to stop, and: ${outcomeLine(outcome)}`);
    return outcome;
  });
  const stood = journalRows(factsOf(book.workbook)).map((row) => String(row["Entry"]));
  if (end === CLOSED) book = new OpenBook(await baseBook("seeded"));
  const again: FaultRun = new FaultRun({ seed: 0, faults: fault !== null && isStopped ? [fault] : [] });
  const isBegun = journalRows(factsOf(book.workbook)).length > 0;
  const isWhole = journalRows(factsOf(book.workbook)).length === journalRows(of.after).length;
  // Opened again: what was begun is offered, and gone on with as it was asked for.
  await within(new AddIn(book, { faults: again, witness }), async (addIn) => {
    if (end === "stopped, then another act") {
      const next = await addIn.act("postPayment", { customer: "ACME", date: "2026-02-03", amount: "1.10", apply: [{ invoice: "INV-2026-0001", amount: "1.10" }] }, "next-1");
      if (next.kind !== "result" || next.result.status !== "posted") violations.push(`a payment in between: ${outcomeLine(next)}`);
    }
    if (end === CLOSED) {
      // What the device saw standing is missed, and put back before anything else.
      if (!(await reopened(addIn)).some((sentence) => sentence.includes("INV-2026-0001"))) violations.push("nobody is told that what stood is gone");
      const early = await addIn.act(RUN.action, given, ENTRY);
      if (early.kind !== "result" || early.result.status !== "refused") violations.push(`gone on with although what stood is gone: ${outcomeLine(early)}`);
      const back = await addIn.act("rejournal", { entries: stood, reason: "closed without saving" }, "back-1");
      if (back.kind !== "result" || back.result.status !== "posted") violations.push(`put back: ${outcomeLine(back)}`);
    }
    if (isStopped && fault !== null) return void (await addIn.act(RUN.action, given, ENTRY));
    const offered = (await resumableActs(addIn)).find(({ act }) => act === ENTRY);
    if (offered === undefined && isBegun && !isWhole) violations.push("nobody is told that the run is not whole");
    if (offered !== undefined) given = offered.given;
    violations.push(...headersWithoutLines(factsOf(book.workbook)));
  });
  return within(new AddIn(book, { witness }), async (addIn) => {
    violations.push(...(await recoverBook(addIn)));
    const repeated = await addIn.act(RUN.action, given, ENTRY);
    if (repeated.kind !== "result" || !["posted", "exists"].includes(repeated.result.status)) violations.push(`gone on with: ${outcomeLine(repeated)}`);
    const facts = factsOf(book.workbook);
    const expected = end === "stopped, then another act" || end === CLOSED ? [] : differences(of.after, facts);
    violations.push(...expected.slice(0, 5), ...brokenInvariants(facts), ...strays(book.workbook).map((stray) => `left over ${stray}`), ...(await checkFindings(addIn)).map((finding) => `finding ${finding}`));
    if (rowsOf(facts, "Invoices").length !== INVOICES) violations.push(`${rowsOf(facts, "Invoices").length} invoices of ${INVOICES}`);
    if ((await resumableActs(addIn)).length > 0) violations.push("what is whole is still offered");
    const fired = fault === null || faults.fired.length + again.fired.length > 0;
    return { counted: fired, violations: violations.length === 0 ? [] : [`first ${outcomeLine(first)}`, ...new Set(violations)] };
  });
}

/** "Stopped": exactly the documents that are named stand, whole, and as many as said are left; "posted": all. */
function toldTrue(of: Undisturbed, outcome: Outcome, facts: Facts): readonly string[] {
  if (outcome.kind === "error") return [`an exception escaped: ${outcome.error.split("\n").slice(0, 3).join(" ")}`];
  if (outcome.kind === "fault") return outcome.fault.mayHaveWritten ? [] : differences(of.before, facts).slice(0, 3).map((difference) => `told "nothing was written", but ${difference}`);
  if (outcome.kind !== "result") return [];
  const { status, documents, left } = outcome.result;
  const isTold = outcome.result.issues.some(({ code }) => code === "tablesNotRefreshed");
  if (status === "posted" && !isTold) return differences(of.after, facts).slice(0, 3).map((difference) => `told posted, but ${difference}`);
  if (status !== "stopped") return [];
  const named = documents.map(({ number }) => number).sort().join();
  const standing = journalRows(facts).map((row) => String(row["Document"])).sort();
  const shown = rowsOf(facts, "Invoices").map((row) => String(row["Number"])).sort();
  return [
    ...(named === standing.join() ? [] : [`told that ${documents.length} stand, but the Journal has ${standing.length}`]),
    ...(named === shown.join() || isTold ? [] : [`told that ${documents.length} stand, but Invoices shows ${shown.length}`]),
    ...(left === INVOICES - documents.length ? [] : [`told that ${left} are left of ${INVOICES}, and ${documents.length} stand`]),
    ...headersWithoutLines(facts),
  ];
}

async function within<T>(addIn: AddIn, work: (addIn: AddIn) => Promise<T>): Promise<T> {
  try {
    return await work(addIn);
  } finally {
    addIn.close();
  }
}
