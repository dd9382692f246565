import type { ScheduledFault } from "../../../host/faults/schedule";
import type { Layer } from "../layer";
import { faultLine, runSchedule, undisturbed } from "../run";
import { scenarioNamed } from "../scenarios";

const LARGE = ["an invoice of 120 lines", "90 invoices", "invoices from a table"] as const;

/** Runs of many cells or documents, killed at each action that writes. */
export const slices: Layer = {
  name: "slices",
  counts: "large acts killed inside a write",
  cases: async () => (await allCases()).length,
  run: async (number) => {
    const found = (await allCases())[number];
    if (found === undefined) return { title: "no such case", counted: false, violations: [] };
    const { violations, fired } = await runSchedule(await undisturbed(scenarioNamed(found.name)), { seed: 0, faults: [found.fault] });
    return { title: `${found.name}, ${faultLine(found.fault)}`, counted: fired, violations };
  },
};

interface Case {
  readonly name: string;
  readonly fault: ScheduledFault;
}

let cases: Promise<readonly Case[]> | null = null;

function allCases(): Promise<readonly Case[]> {
  cases ??= (async () => {
    const perScenario = await Promise.all(LARGE.map(async (name) => {
      const { batches } = await undisturbed(scenarioNamed(name));
      return batches.flatMap((actions, index) => actions.flatMap((action, number): Case[] => (/^set Values|^call Resize/.test(action) ? [{ name, fault: { kind: "killInside", batch: index + 1, action: number } }] : [])));
    }));
    // One of each scenario in turn, so that the first few are of all of them.
    const longest = Math.max(...perScenario.map((list) => list.length));
    return Array.from({ length: longest }, (_, index) => perScenario.flatMap((list) => list[index] ?? [])).flat();
  })();
  return cases;
}
