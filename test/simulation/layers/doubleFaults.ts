import { generator } from "../../../host/faults/schedule";
import type { Layer } from "../layer";
import { faultLine, runSchedule, undisturbed } from "../run";
import { SCENARIOS } from "../scenarios";
import { singleFaultsOf } from "./singleFaults";

const ORDINARY = 5_000;
const LONG = 22_000;

/** A second fault strikes while the first is being mended. Faults are drawn by the schedule's number. */
export const doubleFaults: Layer = {
  name: "double",
  counts: "acts with a fault, and another in what follows it",
  cases: (how) => Promise.resolve(how === "long" ? LONG : ORDINARY),
  run: async (number) => {
    const random = generator(number + 1);
    const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
    const scenario = pick(SCENARIOS.filter(({ everyNth }) => everyNth === undefined)) ?? SCENARIOS[0];
    if (scenario === undefined) throw new Error("no scenarios");
    const of = await undisturbed(scenario);
    const faults = singleFaultsOf(of.batches, "long").filter((fault) => fault.kind !== "delayReply" && fault.kind !== "clock" && fault.kind !== "storage");
    const writing = of.batches.length;
    // The first fault comes after something may have been written: earlier ones leave nothing to mend.
    const first = pick(faults.filter(({ batch }) => batch >= Math.min(2, writing)));
    const second = pick(faults.filter(({ batch }) => batch <= writing));
    if (first === undefined || second === undefined) throw new Error("no faults");
    const { violations, fired } = await runSchedule(of, { seed: number, faults: [first] }, [second]);
    return { title: `${scenario.name}, ${faultLine(first)}, then ${faultLine(second)}`, counted: fired, violations };
  },
};
