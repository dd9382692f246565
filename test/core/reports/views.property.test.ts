import * as fc from "fast-check";
import type { LedgerFacts } from "../../../src/core/ledger/facts";
import { foldEntries } from "../../../src/core/ledger/fold";
import { addDays, type PlainDate } from "../../../src/core/values/plainDate";
import { seededRandom } from "../../fuzz/fuzz";
import { viewsFuzz } from "../../fuzz/views.fuzz";
import { randomLedger } from "../ledger/randomLedger";
import { anyDay, anyFacts } from "./support";
import { disagreements, type ViewRequest, viewsOf } from "./viewsOf";

const anyRequest: fc.Arbitrary<ViewRequest> = fc
  .record({
    asOf: anyDay, basis: fc.constantFrom("due" as const, "document" as const), ageCredits: fc.boolean(), back: fc.nat({ max: 100 }), forecast: fc.constantFrom("due" as const, "mean" as const, "weighted" as const, "median" as const),
    schedule: fc.record({ limits: fc.uniqueArray(fc.integer({ min: 1, max: 150 }), { maxLength: 6 }).map((limits) => limits.sort((a, b) => a - b)), dueTodayIsLate: fc.boolean() }),
  })
  .map(({ back, ...request }) => ({ ...request, from: addDays(request.asOf, -back) }));

/** What was dated until a day; the rest has not happened yet. */
function until(facts: LedgerFacts, day: PlainDate): LedgerFacts {
  const past = <T extends { readonly date: PlainDate }>(rows: readonly T[]): T[] => rows.filter((row) => row.date <= day);
  return { charges: past(facts.charges), credits: past(facts.credits), applications: past(facts.applications) };
}

function shuffled(facts: LedgerFacts, random: () => number): LedgerFacts {
  const mix = <T>(rows: readonly T[]): T[] => rows.map((row) => ({ row, key: random() })).sort((a, b) => a.key - b.key).map(({ row }) => row);
  return { charges: mix(facts.charges), credits: mix(facts.credits), applications: mix(facts.applications) };
}

describe("views of any facts", () => {
  it("agree with each other, for every day, basis, bucket set and period", () => {
    fc.assert(fc.property(anyFacts, anyRequest, (facts, request) => expect(disagreements(facts, request)).toEqual([])), { numRuns: 150, seed: 1 });
  });
  it("do not change by what is dated later", () => {
    fc.assert(fc.property(anyFacts, anyRequest, (facts, request) => expect(viewsOf(withKinds(facts), request)).toEqual(viewsOf(until(withKinds(facts), request.asOf), request))), { numRuns: 100, seed: 2 });
  });
  it("do not change by the order of rows", () => {
    fc.assert(fc.property(anyFacts, anyRequest, fc.integer(), (facts, request, seed) => expect(viewsOf(shuffled(facts, seededRandom(seed)), request)).toEqual(viewsOf(facts, request))), { numRuns: 100, seed: 3 });
  });
  it("do neither where several documents bear one number", () => {
    fc.assert(
      fc.property(anyFacts, anyRequest, fc.integer(), (facts, request, seed) => {
        expect(disagreements(twins(facts), request)).toEqual([]);
        expect(viewsOf(shuffled(twins(facts), seededRandom(seed)), request)).toEqual(viewsOf(twins(facts), request));
      }),
      { numRuns: 100, seed: 4 },
    );
  });
});

/** Documents that share number, day and amount, and differ in the rest, as in a list that two people typed. */
function twins(facts: LedgerFacts): LedgerFacts {
  const [first] = [...facts.charges, ...facts.credits].map((each) => each.date).sort((a, b) => a - b);
  // All but one on the same day.
  const day = (own: PlainDate, at: number): PlainDate => (at === 3 ? own : first ?? own);
  const shared = (number: string | null): string | null => (number === null ? null : `${number.slice(0, 1)}${Number(number.slice(1)) % 2}`);
  return {
    charges: facts.charges.map((each, at) => {
      const dues = each.dues.map((part) => ({ ...part, amount: 50 }));
      return { ...each, number: shared(each.number) ?? "", date: day(each.date, at), amount: dues.length * 50, dues, disputed: at };
    }),
    credits: facts.credits.map((each, at) => ({ ...each, number: shared(each.number) ?? "", date: day(each.date, at), amount: 60 })),
    applications: facts.applications.map((each) => ({ ...each, from: shared(each.from), to: shared(each.to) })),
  };
}

/** Where facts do not say what a credit is, a later application may tell; those that do say it never change. */
function withKinds(facts: LedgerFacts): LedgerFacts {
  return { ...facts, credits: facts.credits.map((each) => ({ ...each, kind: each.kind ?? "payment" })) };
}

it("views of books with entries of every kind agree with each other and with the fold (a slice of the fuzz)", async () => {
  expect(await viewsFuzz.run({ seed: 1, cases: 20 })).toEqual({ cases: 20, failures: [], failed: 0 });
});

describe("views of a book with entries of every kind", () => {
  const BOOKS = [1, 2, 3, 4, 5, 6].map((seed) => [seed, foldEntries(randomLedger(seededRandom(seed), { customers: 3, entries: 30 })).facts] as const);
  it.each(BOOKS)("do not change by the order of rows nor by what is dated later (book %i)", (seed, facts) => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const views = viewsOf(facts, request);
        expect(viewsOf(shuffled(facts, seededRandom(seed)), request)).toEqual(views);
        expect(viewsOf(until(facts, request.asOf), request)).toEqual(views);
      }),
      { numRuns: 8, seed },
    );
  });
});
