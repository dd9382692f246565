import fc from "fast-check";
import { findCombination } from "../../../src/core/cash/combination";
import { discountAvailable } from "../../../src/core/cash/discountOffer";
import type { PayableItem } from "../../../src/core/cash/payable";
import { proposeApplications } from "../../../src/core/cash/proposal";
import { addDays } from "../../../src/core/values/plainDate";
import { isoDay } from "../../support/days";
import { payable } from "./support";

test("for any payment over any items: nothing above the payment, nothing above what is open, and the reasons are true", () => {
  const TODAY = isoDay("2026-01-20");
  const item = fc.record({ open: fc.integer({ min: 1, max: 40 }), due: fc.integer({ min: -5, max: 5 }), discount: fc.integer({ min: 0, max: 5 }), until: fc.integer({ min: -2, max: 2 }) });
  const reference = fc.constantFrom("", "INV-0", "INV-1 INV-2", "INV-1 and more");
  fc.assert(
    fc.property(fc.array(item, { maxLength: 6 }), fc.integer({ min: 1, max: 90 }), reference, (given, amount, text) => {
      const open = given.map(({ open: whole, due, discount, until }, index): PayableItem => {
        const offer = { until: addDays(TODAY, until), discount: Math.min(discount, whole), of: whole };
        return payable(`INV-${index} ${whole} due 2026-01-20`, { discountLeft: offer.discount, parts: [{ part: 1, due: addDays(TODAY, due), amount: whole, offer }] });
      });
      const { applications, unapplied } = proposeApplications({ amount, date: TODAY, reference: text }, open);
      const applied = applications.reduce((sum, line) => sum + line.amount, 0);
      expect(applied + unapplied).toBe(amount);
      expect(unapplied).toBeGreaterThanOrEqual(0);
      expect(new Set(applications.map(({ to }) => to)).size).toBe(applications.length);
      for (const line of applications) {
        const at = open.find(({ number }) => number === line.to);
        if (at === undefined) throw new Error(line.to);
        expect(line.amount).toBeGreaterThan(0);
        expect(line.amount + line.discount).toBeLessThanOrEqual(at.open);
        expect(line.discount).toBeLessThanOrEqual(discountAvailable(at, TODAY));
        if (line.reason.startsWith("exact")) expect([unapplied, line.amount + line.discount]).toEqual([0, at.open]);
        if (line.reason === "oldestFirst") expect(line.discount).toBe(0);
      }
      if (applications.some(({ reason }) => reason === "exactCombination")) expect(findCombination(open.map((each) => each.open), amount).kind).toBe("unique");
    }),
    { numRuns: 300, seed: 4 },
  );
});
