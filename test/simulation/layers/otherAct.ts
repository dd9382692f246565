import { FaultRun } from "../../../host/faults/faultRun";
import type { ScheduledFault } from "../../../host/faults/schedule";
import { JOURNAL_COLUMNS } from "../../../src/workbook/schema";
import { DeviceStore } from "../deviceStore";
import { factsOf, journalRows, strays } from "../facts";
import { brokenInvariants } from "../invariants";
import { type CaseResult, listedLayer } from "../layer";
import { checkFindings, recoverBook } from "../recovery";
import { ENTRY, faultLine, undisturbed } from "../run";
import { everydayPostings, type Scenario } from "../scenarios";
import { AddIn, OpenBook, outcomeLine } from "../world";
import { singleFaultsOf } from "./singleFaults";

const CHOSEN = everydayPostings();
const LINE = { customer: "ACME-UK", description: "Other work", quantity: 1, unitPrice: "7.77", taxCode: "S20" };

/** What other people or the same person do next, without a look back at what broke. */
const NEXT = [
  ["createInvoices", { invoiceDate: "2026-02-02", rows: [LINE] }],
  ["postPayment", { customer: "ACME-UK", date: "2026-02-03", amount: "9.32", apply: [] }],
  ["createCreditMemo", { customer: "ACME-UK", date: "2026-02-02", reason: "Goodwill", amount: "1.20", taxCode: "S20" }],
] as const;

interface Case {
  readonly scenario: Scenario;
  readonly fault: ScheduledFault;
}

/** An act breaks off; other acts follow at once, without a recovery; then the book is opened anew. */
export const otherAct = listedLayer({ name: "other", counts: "broken acts that others follow at once", makeCases, nameCase: ({ scenario, fault }) => `${scenario.name}, ${faultLine(fault)}, then others`, runCase: runOtherAct });

/** Rows of the act that were written to their last cell, but not taken in by the Journal: they were asked for, and stand from the next act on. */
function wholeBelow(lines: readonly string[]): number {
  const last = JOURNAL_COLUMNS.findIndex(({ header }) => header === "Hash") + 1;
  return lines.filter((line) => {
    const [, row] = /^(Journal \w+ R\d+)C1: (.*)$/.exec(line) ?? [];
    return row !== undefined && line.includes(`C1: ${ENTRY}`) && lines.some((other) => other.startsWith(`${row}C${last}:`));
  }).length;
}

async function makeCases(how: "ordinary" | "long"): Promise<readonly Case[]> {
  const cases: Case[] = [];
  for (const scenario of CHOSEN) {
    const faults = singleFaultsOf((await undisturbed(scenario)).batches, how).filter(({ kind }) => kind === "kill" || kind === "killInside" || kind === "loseReply" || kind === "hang" || kind === "failAction");
    cases.push(...faults.map((fault) => ({ scenario, fault })));
  }
  return cases;
}

/** One of them, by what it is made of. */
export async function runOtherAct({ scenario, fault }: Case): Promise<Omit<CaseResult, "title">> {
  const of = await undisturbed(scenario);
  const book = new OpenBook(of.base);
  const faults = new FaultRun({ seed: 0, faults: [fault] });
  const witness = new DeviceStore(faults.storage);
  const broken = new AddIn(book, { faults, witness });
  let first;
  try {
    first = await broken.act(scenario.action, scenario.given, ENTRY);
  } finally {
    broken.close();
  }
  const stood = journalRows(factsOf(book.workbook)).filter((row) => String(row["Entry"]).startsWith(ENTRY)).length + wholeBelow(strays(book.workbook));
  const violations: string[] = [];
  const next = new AddIn(book, { witness });
  try {
    for (const [index, [action, given]] of NEXT.entries()) {
      const outcome = await next.act(action, given, `next-${index}`);
      if (outcome.kind !== "result" || outcome.result.status !== "posted") violations.push(`${action} afterwards: ${outcomeLine(outcome)}`);
    }
    violations.push(...(await recoverBook(next)));
    const facts = factsOf(book.workbook);
    const entries = journalRows(facts);
    if (entries.filter((row) => String(row["Entry"]).startsWith(ENTRY)).length !== stood) violations.push("what stood of the broken act is lost, or was posted unasked");
    violations.push(...brokenInvariants(facts), ...strays(book.workbook).map((stray) => `left over ${stray}`), ...(await checkFindings(next)).map((finding) => `finding ${finding}`));
  } finally {
    next.close();
  }
  return { counted: faults.fired.length > 0, violations: violations.length === 0 ? [] : [`first ${outcomeLine(first)}`, ...new Set(violations)] };
}
