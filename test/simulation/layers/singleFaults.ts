import type { ScheduledFault } from "../../../host/faults/schedule";
import { FAULT_CODES } from "../../../host/richapi/errorCodes";
import { HostErrorNumber } from "../../../host/richapi/processor";
import { type CaseResult, type Layer, listedLayer } from "../layer";
import { faultLine, runSchedule, undisturbed } from "../run";
import { type Scenario, SCENARIOS } from "../scenarios";

/** Every act, every round trip, everything that can go wrong in it, once: then recovery and the same act again. */
export const singleFaults: Layer = listedLayer({ name: "single", counts: "acts with one fault", makeCases, nameCase, runCase: runSingleFault });

interface Case {
  readonly scenario: Scenario;
  /** Null: nothing goes wrong; the figures are those worked out by hand. */
  readonly fault: ScheduledFault | null;
}

async function makeCases(how: "ordinary" | "long"): Promise<readonly Case[]> {
  const cases: Case[] = SCENARIOS.map((scenario) => ({ scenario, fault: null }));
  for (const scenario of SCENARIOS) {
    const faults = singleFaultsOf((await undisturbed(scenario)).batches, how);
    // An act about what the device remembers cannot be done when that is gone.
    const isOfMemory = scenario.book === "lost entry";
    const nth = how === "long" ? 1 : (scenario.everyNth ?? 1);
    cases.push(...faults.filter(({ kind }, index) => index % nth === 0 && !(isOfMemory && kind === "storage")).map((fault) => ({ scenario, fault })));
  }
  return cases;
}

/** One of them, by what it is made of. */
export async function runSingleFault({ scenario, fault }: Case): Promise<Omit<CaseResult, "title">> {
  const of = await undisturbed(scenario);
  if (fault === null) return { counted: true, violations: of.problems };
  const { violations, fired } = await runSchedule(of, { seed: 0, faults: [fault] });
  return { counted: fired, violations };
}

function nameCase({ scenario, fault }: Case): string {
  return `${scenario.name}, ${fault === null ? "undisturbed" : faultLine(fault)}`;
}

const REFUSALS: readonly number[] = Object.values(HostErrorNumber);

/**
 * What can go wrong in these round trips. Actions that only name an object (instantiate, keep) fail as the next action that
 * does something would, so only such are failed; of reads the first and the last. Ordinarily each write meets two of the
 * documented codes, in turn, and the first and last write of a batch all of them; a long run has all at each.
 */
export function singleFaultsOf(batches: readonly (readonly string[])[], how: "ordinary" | "long"): readonly ScheduledFault[] {
  const faults: ScheduledFault[] = [];
  let turn = 0;
  batches.forEach((actions, index) => {
    const batch = index + 1;
    faults.push(
      { kind: "kill", batch, when: "before" }, { kind: "kill", batch, when: "after" }, { kind: "loseReply", batch }, { kind: "hang", batch }, { kind: "deliverTwice", batch }, { kind: "closeWithoutSaving", batch },
      { kind: "delayReply", batch, milliseconds: 2 }, { kind: "clock", batch, milliseconds: -86_400_000 }, { kind: "storage", batch, state: "denied" }, { kind: "storage", batch, state: "full" }, { kind: "storage", batch, state: "cleared" },
      ...REFUSALS.map((hostError): ScheduledFault => ({ kind: "refuse", batch, hostError })),
    );
    const doing = actions.flatMap((action, number) => (/^(set|call) /.test(action) && !action.includes("Reference") ? [number] : []));
    const isWriting = doing.some((number) => /^set (Values|NumberFormat)/.test(actions[number] ?? ""));
    const failing = isWriting ? doing : [0, actions.length - 1];
    for (const action of new Set([...failing, actions.length - 1])) faults.push({ kind: "killInside", batch, action }, { kind: "failAction", batch, action, code: "GeneralException" });
    const writes = actions.filter((action) => action.startsWith("set ")).length;
    for (let write = 0; write < writes; write++) {
      const isEdge = write === 0 || write === writes - 1;
      for (const [place, code] of FAULT_CODES.entries()) if (how === "long" || isEdge || place === turn % FAULT_CODES.length) faults.push({ kind: "failWrite", batch, write, code });
      turn++;
    }
  });
  return faults;
}
