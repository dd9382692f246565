import type { ApplicationFact } from "../../../../src/core/ledger/facts";
import { buildLedgerIndex } from "../../../../src/core/reports/ledgerIndex";
import { runSteps } from "../../../../src/core/reports/steps";
import { addedRows } from "../../../../src/core/reports/upkeep/addedRows";
import { linkedApplications } from "../../../../src/core/reports/upkeep/linkedApplications";
import { type LedgerChange, updatedIndexSteps } from "../../../../src/core/reports/upkeep/updatedIndex";
import { seededRandom } from "../../../fuzz/fuzz";
import { apply, charge, credit } from "../support";
import { ChangedLedger } from "./changedLedger";

it.each(Array.from({ length: 8 }, (_, seed) => [seed]))("an index that is kept is one built anew (seed %d)", (seed) => {
  const ledger = new ChangedLedger(seededRandom(7_000 + seed));
  for (let n = 0; n < 40; n++) {
    ledger.change();
    expect(ledger.difference()).toBeNull();
  }
  expect(ledger.rebuilt).toBe(0);
});

const NOTHING: LedgerChange = { charges: new Map(), credits: new Map(), applicationsGone: new Set(), applicationsNew: [] };
const A = charge("A", "2026-01-01", 100);
const P = credit("P", "2026-01-01", 100);

describe("what is told to build anew", () => {
  const twice = { ...A, date: charge("A", "2026-02-01", 1).date };
  const cases: [what: string, facts: Parameters<typeof buildLedgerIndex>[0]][] = [
    ["charges that share a number", { charges: [A, twice], credits: [], applications: [] }],
    ["credits that share a number", { charges: [], credits: [P, { ...P }], applications: [] }],
  ];
  it.each(cases)("%s", (_what, facts) => {
    expect(runSteps(updatedIndexSteps(buildLedgerIndex(facts), NOTHING))).toBeNull();
  });

  it("a chain that takes too long to follow, and not one of the same length in order", () => {
    const links = 2_000;
    const charges = Array.from({ length: links }, (_, n) => charge(`I${n}`, "2026-01-01", 100));
    const credits = Array.from({ length: links }, (_, n) => credit(`P${n}`, "2026-01-01", 100));
    const applications: ApplicationFact[] = charges.flatMap((_, n) => [apply("2026-01-02", `P${n}`, `I${n}`, 10), apply("2026-01-02", `P${n}`, `I${n + 1}`, 10)]).slice(0, -1);
    const random = seededRandom(3);
    const shuffled = applications.map((application) => ({ application, at: random() })).sort((a, b) => a.at - b.at).map(({ application }) => application);
    const change: LedgerChange = { ...NOTHING, charges: new Map([["I0", { ...charges[0] ?? A, amount: 90 }]]) };
    const updated = (list: readonly ApplicationFact[]): number | undefined => runSteps(updatedIndexSteps(buildLedgerIndex({ charges, credits, applications: list }), change))?.chargeMoves.dates.length;
    expect([updated(applications), updated([...applications].reverse()), updated(shuffled)]).toEqual([2 * links - 1, 2 * links - 1, undefined]);
  });
});

it("nothing changed: nothing is made anew but the lists", () => {
  const index = buildLedgerIndex({ charges: [A], credits: [P], applications: [apply("2026-01-05", "P", "A", 60)] });
  const updated = runSteps(updatedIndexSteps(index, NOTHING));
  expect(updated).toEqual(index);
  expect([updated?.charges === index.charges, updated?.accounts === index.accounts, updated?.partDue === index.partDue]).toEqual([true, true, true]);
});

it("a document that is to go and was never there changes nothing", () => {
  const index = buildLedgerIndex({ charges: [A], credits: [P], applications: [] });
  expect(runSteps(updatedIndexSteps(index, { ...NOTHING, charges: new Map([["X", null]]), credits: new Map([["Y", null]]) }))).toEqual({ ...index, chargeRows: expect.anything() as unknown, creditRows: expect.anything() as unknown });
});

it("accounts stay the same list while nothing in them changes, and are spelled as in an index built anew", () => {
  const lower = charge("B", "2026-01-01", 5, { customer: "a" });
  const index = buildLedgerIndex({ charges: [lower], credits: [], applications: [] });
  const more = runSteps(updatedIndexSteps(index, { ...NOTHING, charges: new Map([["C", { ...lower, number: "C" }]]) }));
  expect([more?.accounts === index.accounts, more?.charges.length]).toEqual([true, 2]);
  const upper = runSteps(updatedIndexSteps(index, { ...NOTHING, charges: new Map([["C", A]]) }));
  expect(upper?.accounts.map(({ customer }) => customer)).toEqual(["A"]);
});

it("rows by number are found among those that were added, before and after they are put together", () => {
  const many = new Map(Array.from({ length: 5_000 }, (_, n) => [`N${n}`, n + 2] as const));
  const base = new Map([["A", 0]]);
  const one = addedRows(base, new Map([["B", 1]]));
  const two = addedRows(one, new Map([["C", 2]]));
  const all = addedRows(one, many);
  expect([addedRows(base, new Map()) === base, base.size, [...one], one.size, [...two], two.get("B"), two.get("C"), two.get("A"), two.get("X")]).toEqual([true, 1, [["A", 0], ["B", 1]], 2, [["A", 0], ["B", 1], ["C", 2]], 1, 2, 0, undefined]);
  expect([all.size, all.get("A"), all.get("B"), all.get("N4999"), all instanceof Map]).toEqual([5_002, 0, 1, 5_001, true]);
});

it("long lists of applications are gone through in steps", () => {
  const count = 70_000;
  const found = runSteps(linkedApplications(new Int32Array(count), new Int32Array(count).fill(-1), { charges: Uint8Array.of(1), credits: new Uint8Array() }));
  expect(found?.length).toBe(count);
});
