import { ChangedLedger } from "../core/reports/upkeep/changedLedger";
import { type Fuzz, FuzzFailures, seededRandom } from "./fuzz";

/** Changes that follow each other on one ledger before another one is begun. */
const CHANGES_A_LEDGER = 100;

/** The ledger's index kept by changes against one built anew from the same facts. */
export const upkeepFuzz: Fuzz = {
  name: "upkeep",
  counts: "changes of a ledger, with the index equal to one built anew",
  whole: 20_000,
  missing: () => null,
  run: ({ seed, cases, onProgress }) => {
    const failures = new FuzzFailures();
    for (let done = 0; done < cases; done += CHANGES_A_LEDGER) {
      const own = seed + done;
      const ledger = new ChangedLedger(seededRandom(own));
      for (let n = 0; n < Math.min(CHANGES_A_LEDGER, cases - done); n++) {
        ledger.change();
        const difference = ledger.difference();
        if (difference === null) continue;
        failures.add(`${own}: after ${n + 1} changes ${difference}`);
        break;
      }
      onProgress?.(done);
    }
    return Promise.resolve(failures.result(cases));
  },
};
