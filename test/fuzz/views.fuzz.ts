import type { ApplicationFact } from "../../src/core/ledger/facts";
import { foldEntries } from "../../src/core/ledger/fold";
import { chargeOpen, creditUnapplied } from "../../src/core/reports/asOf";
import { buildLedgerIndex } from "../../src/core/reports/ledgerIndex";
import { addDays, parseIsoDate, type PlainDate } from "../../src/core/values/plainDate";
import { randomLedger } from "../core/ledger/randomLedger";
import { disagreements, type ViewRequest } from "../core/reports/viewsOf";
import { type Fuzz, FuzzFailures, seededRandom } from "./fuzz";

const START = parseIsoDate("2026-01-01");

/**
 * Random books with entries of every kind, a third of them put together out of two people's work. As of three random days
 * each, all views must agree with each other, and every open amount with the fold's applications counted one by one.
 */
export const viewsFuzz: Fuzz = {
  name: "views",
  counts: "books whose views agree with each other and with the fold",
  whole: 1_000,
  missing: () => null,
  run: ({ seed, cases, onProgress }) => {
    const failures = new FuzzFailures();
    for (let number = 0; number < cases; number++) {
      const own = seed + number;
      for (const sentence of bookDisagreements(own)) failures.add(`${own}: ${sentence}`);
      if (number % 50 === 0) onProgress?.(number);
    }
    return Promise.resolve(failures.result(cases));
  },
};

function bookDisagreements(seed: number): string[] {
  const random = seededRandom(seed);
  const { facts, charges, credits } = foldEntries(randomLedger(random, { customers: 4, entries: 40, ...(seed % 3 === 0 ? { seats: 2, entriesOfSeat: 15 } : {}) }));
  const index = buildLedgerIndex(facts);
  const wrong: string[] = [];
  for (let round = 0; round < 3; round++) {
    const request = requestOf(random);
    const { asOf } = request;
    wrong.push(...disagreements(facts, request));
    const counted = (of: (application: ApplicationFact) => number): number => facts.applications.reduce((sum, application) => (application.date <= asOf ? sum + of(application) : sum), 0);
    facts.charges.forEach(({ number, date, amount }, row) => {
      const expected = date > asOf ? 0 : amount - counted((application) => (application.to === number ? application.amount + application.discount : 0));
      if (chargeOpen(index, row, asOf) !== expected) wrong.push(`${number} is open with ${chargeOpen(index, row, asOf)}, not ${expected}, on day ${asOf}`);
    });
    facts.credits.forEach(({ number, date, amount }, row) => {
      const expected = date > asOf ? 0 : amount - counted((application) => (application.from === number ? application.amount : 0));
      if (creditUnapplied(index, row, asOf) !== expected) wrong.push(`${number} has ${creditUnapplied(index, row, asOf)} unapplied, not ${expected}, on day ${asOf}`);
    });
  }
  const end = day(100_000);
  facts.charges.forEach(({ number }, row) => {
    if (chargeOpen(index, row, end) !== charges.get(number)?.open) wrong.push(`${number} ends otherwise than in the fold`);
  });
  facts.credits.forEach(({ number }, row) => {
    if (creditUnapplied(index, row, end) !== credits.get(number)?.unapplied) wrong.push(`${number} ends otherwise than in the fold`);
  });
  return wrong;
}

function day(after: number): PlainDate {
  if (START === null) throw new Error("No date");
  return addDays(START, after);
}

function requestOf(random: () => number): ViewRequest {
  const below = (limit: number): number => Math.floor(random() * limit);
  const limits: number[] = [];
  while (random() < 0.7) limits.push((limits.at(-1) ?? 0) + 1 + below(60));
  const asOf = day(below(230) - 10);
  return {
    asOf, from: addDays(asOf, -below(100)), basis: random() < 0.5 ? "due" : "document", ageCredits: random() < 0.5, schedule: { limits, dueTodayIsLate: random() < 0.5 },
    forecast: (["due", "mean", "weighted", "median"] as const)[below(4)] ?? "due",
  };
}
