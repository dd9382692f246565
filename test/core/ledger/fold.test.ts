import fc from "fast-check";
import type { Entry } from "../../../src/core/ledger/entries";
import { foldEntries } from "../../../src/core/ledger/fold";
import type { FoldedLedger } from "../../../src/core/ledger/ledgerState";
import { currency, ledgerText } from "../../support/entries";

function shown(ledger: FoldedLedger): string[] {
  return [
    ...[...ledger.charges.values()].map(({ number, open, status }) => `${number} ${open} ${status}`),
    ...[...ledger.credits.values()].map(({ number, unapplied, status }) => `${number} ${unapplied} ${status}`),
    ...ledger.conflicts.map((conflict) => `! ${conflict.code}`),
  ];
}

const CASES: readonly { name: string; ledger: string; expect: string[] }[] = [
  { name: "an open invoice", ledger: "2026-01-05 invoice INV-1 100", expect: ["INV-1 100 Open"] },
  { name: "paid in full", ledger: "2026-01-05 invoice INV-1 100\n2026-01-20 payment P-1 100: INV-1 100", expect: ["INV-1 0 Paid", "P-1 0 Paid"] },
  { name: "part paid, the rest of the payment on account", ledger: "2026-01-05 invoice INV-1 100\n2026-01-20 payment P-1 80: INV-1 60", expect: ["INV-1 40 Part paid", "P-1 20 Part paid"] },
  { name: "two people apply to one invoice: the second is clipped and shown", ledger: "2026-01-05 invoice INV-1 100\n2026-01-20 payment P-1 80: INV-1 80\n2026-01-20 payment P-2 80: INV-1 80", expect: ["INV-1 0 Paid", "P-1 0 Paid", "P-2 60 Part paid", "! applicationClipped"] },
  { name: "a payment cannot be spent twice", ledger: "2026-01-05 invoice INV-1 100\n2026-01-05 invoice INV-2 100\n2026-01-20 payment P-1 80: INV-1 80\n2026-01-21 apply P-1: INV-2 50", expect: ["INV-1 20 Part paid", "INV-2 100 Open", "P-1 0 Paid", "! applicationClipped"] },
  { name: "discount, write-off and deduction beside the payment", ledger: "2026-01-05 invoice INV-1 100\n2026-01-20 payment P-1 90: INV-1 90 discount 2 writeOff 1 deduction 7", expect: ["INV-1 0 Paid", "INV-1-D1 7 Open", "P-1 0 Paid"] },
  { name: "a credit memo closes an invoice", ledger: "2026-01-05 invoice INV-1 100\n2026-01-20 credit CM-1 100: INV-1 100", expect: ["INV-1 0 Credited", "CM-1 0 Paid"] },
  { name: "a small payment, the rest written off", ledger: "2026-01-05 invoice INV-1 100\n2026-01-20 payment P-1 10: INV-1 10\n2026-02-01 writeoff INV-1 90", expect: ["INV-1 0 Written off", "P-1 0 Paid"] },
  { name: "void", ledger: "2026-01-05 invoice INV-1 100\n2026-01-06 void INV-1", expect: ["INV-1 0 Void"] },
  { name: "a bounced cheque opens all it closed", ledger: "2026-01-05 invoice INV-1 100\n2026-01-20 payment P-1 90: INV-1 90 discount 2 writeOff 1 deduction 7\n2026-01-25 bounce P-1 90", expect: ["INV-1 100 Open", "INV-1-D1 0 Void", "P-1 0 Void"] },
  { name: "a bounce after the deduction was written off leaves that closed", ledger: "2026-01-05 invoice INV-1 100\n2026-01-20 payment P-1 93: INV-1 93 deduction 7\n2026-01-22 writeoff INV-1-D1 5\n2026-01-25 bounce P-1 93", expect: ["INV-1 95 Part paid", "INV-1-D1 0 Written off", "P-1 0 Void"] },
  { name: "an application taken back (odoo#23766: 100, two of 5, one back: 95)", ledger: "2026-01-05 invoice INV-1 5\n2026-01-05 invoice INV-2 5\n2026-01-20 credit CM-1 100: INV-1 5, INV-2 5\n2026-01-21 apply CM-1: INV-1 -5", expect: ["INV-1 5 Open", "INV-2 0 Credited", "CM-1 95 Part paid"] },
  { name: "invoiceninja#313: 50 and 70, 20 then 100: both zero", ledger: "2026-01-05 invoice INV-1 50\n2026-01-05 invoice INV-2 70\n2026-01-20 payment P-1 20: INV-1 20\n2026-01-21 payment P-2 100: INV-1 30, INV-2 70", expect: ["INV-1 0 Paid", "INV-2 0 Paid", "P-1 0 Paid", "P-2 0 Paid"] },
  { name: "an unknown invoice", ledger: "2026-01-20 payment P-1 20: INV-9 20", expect: ["P-1 20 Open", "! documentMissing"] },
  { name: "paid before: applied with the invoice itself", ledger: "2026-01-05 deposit P-1 80\n2026-01-06 deposit P-2 30\n2026-01-10 invoice INV-1 100: P-1 80, P-2 20", expect: ["INV-1 0 Paid", "P-1 0 Paid", "P-2 10 Part paid"] },
  { name: "two people bill against one deposit: the second is clipped and shown", ledger: "2026-01-05 deposit P-1 80\n2026-01-10 invoice INV-1 100: P-1 80\n2026-01-10 invoice INV-2 100: P-1 50", expect: ["INV-1 20 Part paid", "INV-2 100 Open", "P-1 0 Paid", "! applicationClipped"] },
  { name: "paid before by what is not there", ledger: "2026-01-10 invoice INV-1 100: P-9 80", expect: ["INV-1 100 Open", "! documentMissing"] },
  { name: "a deposit that bounces opens what it had paid before", ledger: "2026-01-05 deposit P-1 80\n2026-01-10 invoice INV-1 100: P-1 80\n2026-01-12 bounce P-1 80", expect: ["INV-1 100 Open", "P-1 0 Void"] },
  { name: "paid before is taken back like any application", ledger: "2026-01-05 deposit P-1 80\n2026-01-10 invoice INV-1 100: P-1 80\n2026-01-12 apply P-1: INV-1 -80\n2026-01-12 void INV-1", expect: ["INV-1 0 Void", "P-1 80 Open"] },
  { name: "paid before on an invoice whose number was taken", ledger: "2026-01-05 deposit P-1 80\n2026-01-10 invoice INV-1 100\n2026-01-10 invoice INV-1 60: P-1 50", expect: ["INV-1 100 Open", "INV-1 (e3) 10 Part paid", "P-1 30 Part paid", "! duplicateNumber"] },
  { name: "credit on account that is applied with the invoice credits it", ledger: "2026-01-05 credit CM-1 80\n2026-01-10 invoice INV-1 80: CM-1 80", expect: ["INV-1 0 Credited", "CM-1 0 Paid"] },
  { name: "an invoice of an older book, without anything paid before", ledger: "2026-01-10 invoice INV-1 100 rounding 2", expect: ["INV-1 100 Open"] },
  { name: "two documents of one number both count", ledger: "2026-01-05 invoice INV-1 50\n2026-01-06 invoice INV-1 60", expect: ["INV-1 50 Open", "INV-1 (e2) 60 Open", "! duplicateNumber"] },
];

test.each(CASES)("$name", ({ ledger, expect: wanted }) => {
  expect(shown(foldEntries(ledgerText(ledger)))).toEqual(wanted);
});

test("an application counts from the later of both documents, and after a bounce not before it", () => {
  const ledger = foldEntries(ledgerText("2026-02-05 invoice INV-1 100\n2026-01-20 payment P-1 100: INV-1 100\n2026-02-10 bounce P-1 100\n2026-02-07 payment P-2 100: INV-1 100"));
  expect(ledger.applications.map(({ date, from, kind, amount }) => [date - 20000, from, kind, amount])).toEqual([
    [489, "P-1", "payment", 100],
    [494, "P-1", "reversal", -100],
    [494, "P-1", "reversal", 100],
    [494, "P-2", "payment", 100],
  ]);
});

test("paid before in another currency is a conflict, not money", () => {
  const [deposit, invoice] = ledgerText("2026-01-05 deposit P-1 80\n2026-01-10 invoice INV-1 100: P-1 80");
  if (deposit?.body.kind !== "payment" || invoice === undefined) throw new Error("A deposit and an invoice");
  const ledger = foldEntries([{ ...deposit, body: { ...deposit.body, payment: { ...deposit.body.payment, currency: currency("USD") } } }, invoice]);
  expect(shown(ledger)).toEqual(["INV-1 100 Open", "P-1 80 Open", "! currencyMismatch"]);
});

test("rounding is told with the document that has some, and only there", () => {
  const { charges, credits } = foldEntries(ledgerText("2026-01-05 invoice INV-1 100 rounding -2\n2026-01-06 invoice INV-2 100\n2026-01-07 credit CM-1 50\n2026-01-08 credit CM-2 50 rounding 3"));
  expect([...charges.values(), ...credits.values()].map((state) => state.rounding)).toEqual([-2, undefined, undefined, 3]);
});

const NUMBERS = ["INV-1", "INV-2", "INV-3"];
const day = fc.integer({ min: 1, max: 28 }).map((value) => `2026-01-${String(value).padStart(2, "0")}`);
const target = fc.constantFrom(...NUMBERS, "INV-1-D1", "INV-9");
const cents = fc.integer({ min: 1, max: 120 });
const part = fc.tuple(target, cents, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })).map(
  ([to, amount, discount, writeOff, deduction]) => `${to} ${amount} discount ${discount} writeOff ${writeOff} deduction ${deduction}`,
);
const parts = fc.array(part, { maxLength: 3 }).map((list) => list.join(", "));
const line = fc.oneof(
  fc.tuple(day, fc.constantFrom(...NUMBERS), cents).map(([date, number, amount]) => `${date} invoice ${number} ${amount}`),
  fc.tuple(day, fc.constantFrom(...NUMBERS), cents, fc.constantFrom("P-1", "P-2", "CM-1", "P-9"), cents).map(([date, number, amount, from, part]) => `${date} invoice ${number} ${amount}: ${from} ${part}`),
  fc.tuple(day, fc.constantFrom("P-1", "P-2"), cents, parts).map(([date, number, amount, list]) => `${date} payment ${number} ${amount}: ${list}`),
  fc.tuple(day, fc.constantFrom("CM-1", "CM-2"), cents, parts).map(([date, number, amount, list]) => `${date} credit ${number} ${amount}: ${list}`),
  fc.tuple(day, fc.constantFrom("P-1", "CM-1"), target, fc.integer({ min: -120, max: 120 })).map(([date, from, to, amount]) => `${date} apply ${from}: ${to} ${amount}`),
  fc.tuple(day, fc.constantFrom("P-1", "P-2")).map(([date, number]) => `${date} bounce ${number} 0`),
  fc.tuple(day, fc.constantFrom(...NUMBERS, "CM-1")).map(([date, number]) => `${date} void ${number}`),
  fc.tuple(day, target, cents).map(([date, number, amount]) => `${date} writeoff ${number} ${amount}`),
);
const entriesOf = fc.array(line, { minLength: 1, maxLength: 14 }).map((lines) => ledgerText(lines.join("\n")));

test("the order of reading and repetitions change nothing", () => {
  fc.assert(
    fc.property(entriesOf, fc.infiniteStream(fc.nat()), (entries: Entry[], random) => {
      const once = foldEntries(entries);
      const shuffled = [...entries, ...entries.slice(0, 3)].map((item) => ({ item, key: random.next().value ?? 0 })).sort((a, b) => a.key - b.key).map(({ item }) => item);
      expect(foldEntries(shuffled)).toEqual(once);
    }),
    { numRuns: 400 },
  );
});

test("as of every day: nothing is over-paid or over-spent, and open items less unapplied credit are charges less credits", () => {
  fc.assert(
    fc.property(entriesOf, (entries) => {
      const ledger = foldEntries(entries);
      const { charges, credits, applications } = ledger.facts;
      const broken: string[] = [];
      for (let date = 20454; date <= 20485; date += 1) {
        const upTo = applications.filter((fact) => fact.date <= date);
        for (const charge of charges) {
          const applied = upTo.filter(({ to }) => to === charge.number).reduce((sum, fact) => sum + fact.amount + fact.discount, 0);
          if (applied < 0 || applied > charge.amount || (applied !== 0 && charge.date > date)) broken.push(`${charge.number} on ${date}: ${applied}`);
        }
        for (const credit of credits) {
          const used = upTo.filter(({ from }) => from === credit.number).reduce((sum, fact) => sum + fact.amount, 0);
          if (used < 0 || used > credit.amount) broken.push(`${credit.number} on ${date}: ${used}`);
        }
      }
      expect(broken).toEqual([]);
      for (const charge of ledger.charges.values())
        expect(charge.open).toBe(charge.amount - applications.filter(({ to }) => to === charge.number).reduce((sum, fact) => sum + fact.amount + fact.discount, 0));
      for (const credit of ledger.credits.values())
        expect(credit.unapplied).toBe(credit.amount - applications.filter(({ from }) => from === credit.number).reduce((sum, fact) => sum + fact.amount, 0));
    }),
    { numRuns: 600 },
  );
});
