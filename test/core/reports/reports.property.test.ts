import * as fc from "fast-check";
import type { LedgerFacts } from "../../../src/core/ledger/facts";
import { agingByAccount, agingByItem, type AgingRequest } from "../../../src/core/reports/aging";
import { chargeOpen, creditUnapplied } from "../../../src/core/reports/asOf";
import { accountBalance } from "../../../src/core/reports/balance";
import { buildLedgerIndex, type LedgerIndex } from "../../../src/core/reports/ledgerIndex";
import { nextDue } from "../../../src/core/reports/nextDue";
import { openItems } from "../../../src/core/reports/openItems";
import { overdueAmount } from "../../../src/core/reports/overdue";
import type { PlainDate } from "../../../src/core/values/plainDate";
import { anyDay, anyFacts } from "./support";

const anyLimits = fc.uniqueArray(fc.integer({ min: 1, max: 150 }), { maxLength: 6 }).map((limits) => limits.sort((a, b) => a - b));
const anyRequest: fc.Arbitrary<AgingRequest> = fc.record({
  asOf: anyDay, basis: fc.constantFrom("due" as const, "document" as const), schedule: fc.record({ limits: anyLimits, dueTodayIsLate: fc.boolean() }), ageCredits: fc.boolean(),
});

/** What a view shows, by customer and currency; numbers only, so that views can be compared. */
function views(index: LedgerIndex, request: AgingRequest): unknown {
  const accounts = index.accounts.map((_, row) => row);
  return agingByAccount(index, accounts, request)
    .filter((row) => row.total !== 0 || row.unapplied !== 0 || row.buckets.some((amount) => amount !== 0))
    .map((row) => [row.customer.customerKey, row.customer.currency, row.buckets, row.unapplied, row.total]);
}

describe("views of any ledger", () => {
  it("buckets + unapplied = balance = Σ open items = by item, for every day, basis and bucket set", () => {
    fc.assert(
      fc.property(anyFacts, anyRequest, (facts, request) => {
        const index = buildLedgerIndex(facts);
        const accounts = index.accounts.map((_, row) => row);
        const items = openItems(index, accounts, request.asOf);
        const byItem = agingByItem(index, accounts, request);
        for (const row of agingByAccount(index, accounts, request)) {
          const balance = accountBalance(index, row.account, request.asOf);
          expect(row.buckets.reduce((sum, amount) => sum + amount, row.unapplied)).toBe(balance);
          expect(row.total).toBe(balance);
          expect(items.filter((item) => item.account === row.account).reduce((sum, item) => sum + item.open, 0)).toBe(balance);
          expect(byItem.filter((item) => item.account === row.account).reduce((sum, item) => sum + item.total, 0)).toBe(balance);
        }
      }),
      { seed: 1 },
    );
  });

  it("nothing is ever below zero or above its amount, nor before its own date", () => {
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, asOf) => {
        const index = buildLedgerIndex(facts);
        facts.charges.forEach((each, row) => {
          const open = chargeOpen(index, row, asOf);
          expect(open >= 0 && open <= each.amount && (each.date <= asOf || open === 0)).toBe(true);
        });
        facts.credits.forEach((each, row) => {
          const left = creditUnapplied(index, row, asOf);
          expect(left >= 0 && left <= each.amount && (each.date <= asOf || left === 0)).toBe(true);
        });
      }),
      { seed: 2 },
    );
  });

  it("what is dated later never changes an earlier view", () => {
    fc.assert(
      fc.property(anyFacts, anyRequest, (facts, request) => {
        const until = <T extends { readonly date: PlainDate }>(rows: readonly T[]): T[] => rows.filter((row) => row.date <= request.asOf);
        const earlier: LedgerFacts = { charges: until(facts.charges), credits: until(facts.credits), applications: until(facts.applications) };
        expect(views(buildLedgerIndex(facts), request)).toEqual(views(buildLedgerIndex(earlier), request));
      }),
      { seed: 3 },
    );
  });

  it("the order of rows never matters", () => {
    fc.assert(
      fc.property(anyFacts, anyRequest, fc.infiniteStream(fc.integer({ min: 0, max: 1e6 })), (facts, request, keys) => {
        const shuffled = <T>(rows: readonly T[]): T[] => rows.map((row) => ({ row, key: keys.next().value ?? 0 })).sort((a, b) => a.key - b.key).map(({ row }) => row);
        const other: LedgerFacts = { charges: shuffled(facts.charges), credits: shuffled(facts.credits), applications: shuffled(facts.applications) };
        expect(views(buildLedgerIndex(other), request)).toEqual(views(buildLedgerIndex(facts), request));
      }),
      { seed: 4 },
    );
  });

  it("overdue is what stands in the buckets after Current, and next due is the earliest open item", () => {
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, asOf) => {
        const index = buildLedgerIndex(facts);
        index.accounts.forEach((_, account) => {
          const [row] = agingByAccount(index, [account], { asOf, basis: "due", schedule: { limits: [30], dueTodayIsLate: false }, ageCredits: false });
          expect(overdueAmount(index, account, asOf, 1, null)).toBe((row?.buckets[1] ?? 0) + (row?.buckets[2] ?? 0));
          const dues = openItems(index, [account], asOf).flatMap((item) => (item.due === null ? [] : [item.due]));
          expect(nextDue(index, [account], asOf, false)).toBe(dues.length === 0 ? null : Math.min(...dues));
        });
      }),
      { seed: 5 },
    );
  });
});
