import fc from "fast-check";
import type { Entry, EntryBody } from "../../../src/core/ledger/entries";
import { compareEntries, foldEntries } from "../../../src/core/ledger/fold";
import { knownOn } from "../../../src/core/ledger/knownOn";
import type { FoldedLedger } from "../../../src/core/ledger/ledgerState";
import type { PlainDate } from "../../../src/core/values/plainDate";
import { seededRandom } from "../../fuzz/fuzz";
import { randomLedger } from "./randomLedger";

const anySeed = fc.nat({ max: 1_000_000 });
const RUNS = { numRuns: 60, seed: 20260131 };

/** Kept, because every property looks at the same books. */
const books = new Map<string, readonly Entry[]>();

/** Entries of every kind; with two seats put together out of two people's work, with clashes of every sort. */
function bookOf(seed: number, seats: 1 | 2): readonly Entry[] {
  const known = books.get(`${seed} ${seats}`);
  const entries = known ?? randomLedger(seededRandom(seed), { customers: 4, entries: seats === 1 ? 26 : 14, entriesOfSeat: 9, seats });
  books.set(`${seed} ${seats}`, entries);
  return entries;
}

function holds(wrong: (entries: readonly Entry[], seed: number) => readonly string[]): void {
  fc.assert(
    fc.property(anySeed, fc.constantFrom(1 as const, 2 as const), (seed, seats) => {
      expect(wrong(bookOf(seed, seats), seed)).toEqual([]);
    }),
    RUNS,
  );
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  return items.map((item) => ({ item, key: random() })).sort((a, b) => a.key - b.key).map(({ item }) => item);
}

const different = (what: string, a: unknown, b: unknown): string[] => (JSON.stringify(a) === JSON.stringify(b) ? [] : [what]);
const plain = ({ facts, charges, credits, refunds, applications, aliases, conflicts }: FoldedLedger): unknown => ({ facts, charges: [...charges], credits: [...credits], refunds: [...refunds], applications, aliases: [...aliases], conflicts });

test("neither the order of reading nor reading twice changes anything: posting twice is posting once", () => {
  holds((entries, seed) => {
    const once = plain(foldEntries(entries));
    return [...different("order", plain(foldEntries(shuffled(entries, seed))), once), ...different("repetition", plain(foldEntries([...entries, ...shuffled(entries, seed + 1)])), once)];
  });
});

test("as of every day: 0 ≤ applied ≤ amount for every document, nothing before its own day, one currency on both sides", () => {
  holds((entries) => {
    const { facts, charges, credits } = foldEntries(entries);
    const wrong: string[] = [];
    const walk = (number: string, document: { readonly amount: number; readonly date: PlainDate }, moves: readonly { readonly date: PlainDate; readonly amount: number }[]): number => {
      let used = 0;
      const days = [...new Set(moves.map(({ date }) => date))].sort((a, b) => a - b);
      for (const day of days) {
        used += moves.filter(({ date }) => date === day).reduce((sum, { amount }) => sum + amount, 0);
        if (used < 0 || used > document.amount || day < document.date) wrong.push(`${number} on ${day}: ${used} of ${document.amount}`);
      }
      return document.amount - used;
    };
    for (const charge of charges.values()) {
      const left = walk(charge.number, charge, facts.applications.filter(({ to }) => to === charge.number).map(({ date, amount, discount }) => ({ date, amount: amount + discount })));
      if (left !== charge.open) wrong.push(`${charge.number}: open ${charge.open}, counted ${left}`);
      if (charge.dues.reduce((sum, { amount }) => sum + amount, 0) !== charge.amount) wrong.push(`${charge.number}: parts`);
    }
    for (const credit of credits.values()) {
      const left = walk(credit.number, credit, facts.applications.filter(({ from }) => from === credit.number));
      if (left !== credit.unapplied) wrong.push(`${credit.number}: unapplied ${credit.unapplied}, counted ${left}`);
    }
    for (const { from, to, currency } of facts.applications)
      for (const document of [from === null ? null : credits.get(from), to === null ? null : charges.get(to)]) if (document !== null && document?.currency !== currency) wrong.push(`${from ?? ""} ${to ?? ""} in ${currency}`);
    return wrong;
  });
});

/** What each customer owes by currency, counted from what was asked of the book: without the fold's own sums. */
function balances({ charges, credits }: FoldedLedger): Map<string, number> {
  const sums = new Map<string, number>();
  const add = (key: string, amount: number): void => void sums.set(key, (sums.get(key) ?? 0) + amount);
  for (const { customer, currency, open } of charges.values()) add(`${customer} ${currency}`, open);
  for (const { customer, currency, unapplied } of credits.values()) add(`${customer} ${currency}`, -unapplied);
  return sums;
}

test("Σ open − Σ unapplied moves by what each entry charges, credits, gives up or pays back, per customer and currency", () => {
  fc.assert(
    fc.property(anySeed, (seed) => {
      // One seat, without payments for a group: what is asked for is what happens.
      const entries = [...randomLedger(seededRandom(seed), { customers: 4, entries: 26, without: ["merge"] })].sort(compareEntries);
      let before = balances(foldEntries([]));
      entries.forEach((entry, index) => {
        const ledger = foldEntries(entries.slice(0, index + 1));
        const after = balances(ledger);
        const moved = [...new Set([...before.keys(), ...after.keys()])].map((key) => (after.get(key) ?? 0) - (before.get(key) ?? 0)).reduce((sum, amount) => sum + amount, 0);
        expect([seed, entry.body.kind, moved]).toEqual([seed, entry.body.kind, expectedMove(entry.body, foldEntries(entries.slice(0, index))) + 0]);
        before = after;
      });
    }),
    { ...RUNS, numRuns: 15 },
  );
});

/** By how much an entry changes what customers owe, by the rules and not by the fold. */
function expectedMove(body: EntryBody, before: FoldedLedger): number {
  switch (body.kind) {
    case "invoice":
    case "debitMemo":
      return body.document.total;
    case "creditMemo":
      return -body.document.total;
    case "payment":
      return -body.payment.amount - body.settlements.reduce((sum, { discount, writeOff }) => sum + discount + writeOff, 0);
    case "application":
      return -body.applications.reduce((sum, { discount }) => sum + discount, 0);
    case "writeOff":
      return -body.amount;
    case "refund":
      return body.refund.amount;
    case "opening":
      return body.side === "charge" ? body.amount : -body.amount;
    case "void": {
      const document = before.charges.get(body.document);
      return document === undefined ? (before.credits.get(body.document)?.unapplied ?? 0) : -document.open;
    }
    case "reversal":
      return before.refunds.has(body.payment) ? refundBack(body.payment, before) : bounced(body.payment, before);
    case "chargeBack":
    case "merge":
    case "change":
      return 0;
  }
}

function refundBack(number: string, { refunds, entries, credits }: FoldedLedger): number {
  const parts = entries.flatMap(({ body }) => (body.kind === "refund" && body.refund.number === number ? body.parts : []));
  return refunds.get(number)?.reversed === true ? 0 : -parts.reduce((sum, part) => sum + (credits.get(part.from)?.status === "Void" ? 0 : part.amount), 0);
}

/** The amount is owed again, with the discounts and write-offs that came with it (and are not taken back since). */
function bounced(number: string, { credits, applications, entries }: FoldedLedger): number {
  const payment = credits.get(number);
  const discounts = applications.filter(({ from }) => from === number).reduce((sum, { discount }) => sum + discount, 0);
  const own = entries.find(({ body }) => body.kind === "payment" && body.payment.number === number)?.head.id;
  const given = applications.filter(({ entry, kind }) => entry === own && kind === "writeOff").reduce((sum, { amount }) => sum + amount, 0);
  return (payment?.amount ?? 0) + discounts + given;
}

/** The day that a body bears. */
function dayOf(body: EntryBody): PlainDate | null {
  switch (body.kind) {
    case "invoice":
    case "debitMemo":
    case "creditMemo":
      return body.document.date;
    case "payment":
      return body.payment.date;
    case "refund":
      return body.refund.date;
    case "change":
      return null;
    default:
      return body.date;
  }
}

test("what is posted later with a later date never changes an earlier view", () => {
  holds((entries) => {
    const inOrder = [...entries].sort(compareEntries);
    return inOrder.flatMap((entry, index) => {
      const day = dayOf(entry.body);
      // A merge has no day: it renames, and totals stay.
      if (day === null || entry.body.kind === "merge" || index % 3 !== 0) return [];
      const until = (given: readonly Entry[]): unknown => {
        const { charges, credits, applications } = foldEntries(given).facts;
        const past = <T extends { readonly date: PlainDate }>(facts: readonly T[]): T[] => facts.filter(({ date }) => date < day);
        // What stands in a view; what is open and the status are of the end, not of a day.
        return {
          charges: past(charges).map(({ number, customer, currency, amount, dues }) => ({ number, customer, currency, amount, dues })),
          credits: past(credits).map(({ number, customer, currency, amount, kind }) => ({ number, customer, currency, amount, kind })),
          applications: past(applications),
        };
      };
      return different(`${entry.head.id} changed what was before ${day}`, until(inOrder.slice(0, index + 1)), until(inOrder.slice(0, index)));
    });
  });
});

test("as known on K is the fold of what was recorded by then, and everything in the end", () => {
  holds((entries) => {
    const times = [...new Set(entries.map(({ head }) => head.postedAt))].sort();
    return times.flatMap((time) => different(time, knownOn(entries, time), entries.filter(({ head }) => head.postedAt <= time)));
  });
});

test("per currency the gains of an invoice that is paid and unpaid again come to nothing", () => {
  holds((entries) => {
    const { applications, charges } = foldEntries(entries);
    return [...charges.values()].flatMap(({ number }) => {
      const own = applications.filter(({ to, exchange }) => to === number && exchange !== null);
      const byRate = new Map<string | null, number>();
      for (const { from, amount } of own) byRate.set(from, (byRate.get(from) ?? 0) + amount);
      const isUndone = [...byRate.values()].every((amount) => amount === 0);
      const gain = own.reduce((sum, { exchange }) => sum + (exchange?.minor ?? 0), 0);
      return isUndone && gain !== 0 ? [`${number}: ${gain}`] : [];
    });
  });
});
