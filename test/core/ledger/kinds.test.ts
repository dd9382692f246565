import type { Entry, EntryBody } from "../../../src/core/ledger/entries";
import { compareEntries, foldEntries } from "../../../src/core/ledger/fold";
import { chargeStatus, creditStatus, type FoldedLedger } from "../../../src/core/ledger/ledgerState";
import { formatIsoDate } from "../../../src/core/values/plainDate";
import { isoDay } from "../../support/days";
import { currency, document, entry, ledgerText } from "../../support/entries";

function shown(ledger: FoldedLedger): string[] {
  return [
    ...[...ledger.charges.values()].map(({ number, open, status, origin }) => `${number} ${open} ${status}${origin === null ? "" : ` of ${origin}`}`),
    ...[...ledger.credits.values()].map(({ number, unapplied, status, refunded }) => `${number} ${unapplied} ${status}${refunded === 0 ? "" : ` refunded ${refunded}`}`),
    ...[...ledger.refunds.values()].map(({ number, amount, reversed, date }) => `${number} ${amount}${reversed ? " reversed" : ""} ${formatIsoDate(date)}`),
    ...ledger.conflicts.map(({ code, ...params }) => `! ${code} ${Object.values(params).join(" ")}`),
  ];
}

const WITH_DEDUCTION = "2026-01-05 invoice INV-1 100\n2026-01-20 payment P-1 93: INV-1 93 deduction 7\n";

const CASES: readonly { name: string; ledger: string; expect: string[] }[] = [
  { name: "debit memo, deposit, openings of both sides", ledger: "2026-01-05 debit DM-1 50\n2026-01-06 deposit P-1 20\n2026-01-01 opening O-1 30\n2026-01-01 opening O-2 -40", expect: ["DM-1 50 Open", "O-1 30 Open", "P-1 20 Open", "O-2 40 Open"] },
  { name: "an opening credit pays an opening charge", ledger: "2026-01-01 opening O-1 30\n2026-01-01 opening O-2 -40\n2026-01-02 apply O-2: O-1 30", expect: ["O-1 0 Paid", "O-2 10 Part paid"] },
  { name: "charge-back of a part", ledger: `${WITH_DEDUCTION}2026-01-25 chargeback INV-1-D1 3`, expect: ["INV-1 3 Part paid", "INV-1-D1 4 Part paid of INV-1", "P-1 0 Paid"] },
  { name: "charge-back of all: nobody paid the deduction, it is void", ledger: `${WITH_DEDUCTION}2026-01-25 chargeback INV-1-D1 7`, expect: ["INV-1 7 Part paid", "INV-1-D1 0 Void of INV-1", "P-1 0 Paid"] },
  { name: "two charge-backs of two people: the second is clipped", ledger: `${WITH_DEDUCTION}2026-01-25 chargeback INV-1-D1 5\n2026-01-25 chargeback INV-1-D1 5`, expect: ["INV-1 7 Part paid", "INV-1-D1 0 Void of INV-1", "P-1 0 Paid", "! applicationClipped e4 INV-1-D1 EUR 5 2"] },
  { name: "a deduction mostly paid and then charged back is Paid", ledger: `${WITH_DEDUCTION}2026-01-21 payment P-2 5: INV-1-D1 5\n2026-01-25 chargeback INV-1-D1 2`, expect: ["INV-1 2 Part paid", "INV-1-D1 0 Paid of INV-1", "P-1 0 Paid", "P-2 0 Paid"] },
  { name: "what is no deduction is not charged back", ledger: "2026-01-05 invoice INV-1 100\n2026-01-06 chargeback INV-1 5\n2026-01-06 chargeback X 5", expect: ["INV-1 100 Open", "! documentMissing e2 INV-1", "! documentMissing e3 X"] },
  { name: "a bounce after a charge-back gives back each cent once", ledger: `${WITH_DEDUCTION}2026-01-25 chargeback INV-1-D1 3\n2026-01-26 bounce P-1 93`, expect: ["INV-1 100 Open", "INV-1-D1 0 Void of INV-1", "P-1 0 Void"] },
  { name: "a payment of a deduction with a write-off beside it, bounced", ledger: `${WITH_DEDUCTION}2026-01-21 payment P-2 5: INV-1-D1 5 writeOff 2\n2026-01-25 bounce P-2 5`, expect: ["INV-1 0 Paid", "INV-1-D1 7 Open of INV-1", "P-1 0 Paid", "P-2 0 Void"] },
  { name: "refund of part of a payment and of a credit memo", ledger: "2026-01-05 payment P-1 50\n2026-01-06 credit CM-1 30\n2026-01-07 refund R-1 60: P-1 50, CM-1 10", expect: ["P-1 0 Paid refunded 50", "CM-1 20 Part paid refunded 10", "R-1 60 2026-01-07"] },
  { name: "a refund that did not arrive", ledger: "2026-01-05 payment P-1 50\n2026-01-07 refund R-1 20: P-1 20\n2026-01-09 bounce R-1 20\n2026-01-10 bounce R-1 20", expect: ["P-1 50 Open", "R-1 20 reversed 2026-01-07"] },
  { name: "more refunded than there was", ledger: "2026-01-05 payment P-1 50\n2026-01-07 refund R-1 30: P-1 30\n2026-01-07 refund R-2 30: P-1 30", expect: ["P-1 0 Paid refunded 50", "R-1 30 2026-01-07", "R-2 20 2026-01-07", "! refundClipped e3 R-2 EUR 30 20"] },
  { name: "a refund dated before its payment counts from the payment", ledger: "2026-01-05 payment P-1 50\n2026-01-02 refund R-1 30: P-1 30", expect: ["P-1 20 Part paid refunded 30", "R-1 30 2026-01-05"] },
  { name: "a refund of what is not there", ledger: "2026-01-07 refund R-1 30: P-9 30", expect: ["R-1 0 2026-01-07", "! documentMissing e1 P-9", "! refundClipped e1 R-1 EUR 30 0"] },
  { name: "… and one of which nothing is left", ledger: "2026-01-05 payment P-1 50\n2026-01-07 refund R-1 50: P-1 50\n2026-01-08 refund R-2 30: P-1 30\n2026-01-09 bounce R-2 30", expect: ["P-1 0 Paid refunded 50", "R-1 50 2026-01-07", "R-2 0 reversed 2026-01-08", "! refundClipped e3 R-2 EUR 30 0"] },
  { name: "one payment with two deductions of one number, which is taken: each is kept", ledger: "2026-01-05 invoice INV-1 10\n2026-01-06 payment P-1 1: INV-1 1 deduction 1\n2026-01-07 payment P-2 2: INV-1 1 deduction 2, INV-1 1 deduction 3", expect: ["INV-1 1 Part paid", "INV-1-D1 1 Open of INV-1", "INV-1-D1 (e3) 2 Open of INV-1", "INV-1-D1 (e3, 2) 3 Open of INV-1", "P-1 0 Paid", "P-2 0 Paid", "! duplicateNumber e3 INV-1-D1 INV-1-D1 (e3)", "! duplicateNumber e3 INV-1-D1 INV-1-D1 (e3, 2)"] },
  { name: "two refunds of one number, and one with the number of a payment", ledger: "2026-01-05 payment P-1 50\n2026-01-07 refund R-1 10: P-1 10\n2026-01-07 refund R-1 20: P-1 20\n2026-01-07 refund P-1 5: P-1 5", expect: ["P-1 15 Part paid refunded 35", "R-1 10 2026-01-07", "R-1 (e3) 20 2026-01-07", "P-1 (e4) 5 2026-01-07", "! duplicateNumber e3 R-1 R-1 (e3)", "! duplicateNumber e4 P-1 P-1 (e4)"] },
  { name: "a payment that bounces after a part of it was refunded: the customer has had money that never came", ledger: "2026-01-05 payment P-1 50\n2026-01-07 refund R-1 20: P-1 20\n2026-01-09 bounce P-1 50", expect: ["P-1 0 Void refunded 20", "R-1 20 2026-01-07", "! refundOfBounced e3 P-1 EUR 20"] },
  { name: "… and the refund is reversed: nothing is left on account", ledger: "2026-01-05 payment P-1 50\n2026-01-07 refund R-1 20: P-1 20\n2026-01-09 bounce P-1 50\n2026-01-10 bounce R-1 20", expect: ["P-1 0 Void", "R-1 20 reversed 2026-01-07"] },
  { name: "a payment bounces once", ledger: "2026-01-05 invoice INV-1 100\n2026-01-20 payment P-1 80: INV-1 80\n2026-01-25 bounce P-1 80\n2026-01-26 bounce P-1 80", expect: ["INV-1 100 Open", "P-1 0 Void"] },
  { name: "reversal, void and application of what is not there", ledger: "2026-01-25 bounce P-1 80\n2026-01-25 void X\n2026-01-25 apply P-1: X 5\n2026-01-25 writeoff X 3", expect: ["! documentMissing e1 P-1", "! documentMissing e2 X", "! documentMissing e3 P-1", "! documentMissing e4 X"] },
  { name: "an application to an unknown invoice", ledger: "2026-01-05 payment P-1 50\n2026-01-25 apply P-1: X 5", expect: ["P-1 50 Open", "! documentMissing e2 X"] },
  { name: "a credit memo voided", ledger: "2026-01-05 credit CM-1 50\n2026-01-25 void CM-1", expect: ["CM-1 0 Void"] },
  { name: "voided while another person posted a payment to it", ledger: "2026-01-05 invoice INV-1 100\n2026-01-06 payment P-1 80: INV-1 80\n2026-01-07 void INV-1", expect: ["INV-1 0 Void", "P-1 0 Paid", "! voidApplied e3 INV-1 EUR 80"] },
  { name: "… and the payment bounces: what it opens again is no void document", ledger: "2026-01-05 invoice INV-1 100\n2026-01-06 payment P-1 80: INV-1 80\n2026-01-07 void INV-1\n2026-01-08 bounce P-1 80", expect: ["INV-1 80 Part paid", "P-1 0 Void", "! voidApplied e3 INV-1 EUR 0"] },
  { name: "voided twice: the first void counts", ledger: "2026-01-05 invoice INV-1 100\n2026-01-06 credit CM-1 10: INV-1 4\n2026-01-07 void INV-1\n2026-01-07 void INV-1\n2026-01-07 void CM-1\n2026-01-07 void CM-1", expect: ["INV-1 0 Void", "CM-1 0 Void", "! voidApplied e3 INV-1 EUR 4", "! voidApplied e5 CM-1 EUR 4"] },
  { name: "a voided credit memo of which an application is taken back", ledger: "2026-01-05 invoice INV-1 100\n2026-01-06 credit CM-1 10: INV-1 10\n2026-01-07 void CM-1\n2026-01-08 apply CM-1: INV-1 -10", expect: ["INV-1 100 Open", "CM-1 10 Open", "! voidApplied e3 CM-1 EUR 0"] },
  { name: "a voided credit memo of which a part was refunded", ledger: "2026-01-06 credit CM-1 10\n2026-01-07 refund R-1 4: CM-1 4\n2026-01-08 void CM-1", expect: ["CM-1 0 Void refunded 4", "R-1 4 2026-01-07", "! voidApplied e3 CM-1 EUR 4"] },
  { name: "an invoice of nothing, and voided", ledger: "2026-01-05 invoice INV-1 0\n2026-01-05 invoice INV-2 0\n2026-01-07 void INV-2", expect: ["INV-1 0 Paid", "INV-2 0 Void"] },
  { name: "a discount taken back alone, more than was taken", ledger: "2026-01-05 invoice INV-1 100\n2026-01-06 payment P-1 90: INV-1 90 discount 5\n2026-01-07 apply P-1: INV-1 0 discount -8", expect: ["INV-1 10 Part paid", "P-1 0 Paid", "! applicationClipped e3 INV-1 EUR -8 -5"] },
  { name: "taken back although never applied", ledger: "2026-01-05 invoice INV-1 100\n2026-01-06 payment P-1 90\n2026-01-07 apply P-1: INV-1 -8", expect: ["INV-1 100 Open", "P-1 90 Open", "! applicationClipped e3 INV-1 EUR -8 0"] },
  { name: "a settlement of more than is open, in each of its parts", ledger: "2026-01-05 invoice INV-1 10\n2026-01-06 payment P-1 8: INV-1 8 discount 4 deduction 5 writeOff 6", expect: ["INV-1 0 Paid", "P-1 0 Paid", "! applicationClipped e2 INV-1 EUR 23 10"] },
  { name: "a write-off of more than is open", ledger: "2026-01-05 invoice INV-1 10\n2026-01-06 writeoff INV-1 12", expect: ["INV-1 0 Written off", "! applicationClipped e2 INV-1 EUR 12 10"] },
];

test.each(CASES)("$name", ({ ledger, expect: wanted }) => {
  expect(shown(foldEntries(ledgerText(ledger)))).toEqual(wanted);
});

const DATED: readonly { name: string; ledger: string; expect: string[] }[] = [
  {
    name: "charge-back: item and invoice change on one day, the later of both",
    ledger: `2026-01-05 invoice INV-1 100\n2026-01-20 payment P-1 90: INV-1 90 deduction 7\n2026-02-03 payment P-2 3: INV-1 3\n2026-01-25 chargeback INV-1-D1 7`,
    expect: ["3 1 2026-01-20 payment P-1>INV-1 90+0", "3 2 2026-01-20 deduction ->INV-1 7+0", "4 1 2026-02-03 payment P-2>INV-1 3+0", "5 1 2026-02-03 deduction ->INV-1-D1 7+0", "5 2 2026-02-03 deduction ->INV-1 -7+0"],
  },
  {
    name: "a bounce: lines in the order of what was applied, then what went beside it, then the rest of the credit",
    ledger: "2026-01-05 invoice INV-1 100\n2026-01-05 invoice INV-2 50\n2026-01-20 payment P-1 99: INV-1 80 discount 2 deduction 5 writeOff 1, INV-2 9\n2026-01-25 bounce P-1 99",
    expect: [
      "4 1 2026-01-20 payment P-1>INV-1 80+2", "4 2 2026-01-20 deduction ->INV-1 5+0", "4 3 2026-01-20 writeOff ->INV-1 1+0", "4 4 2026-01-20 payment P-1>INV-2 9+0",
      "5 1 2026-01-25 reversal P-1>INV-1 -80+-2", "5 2 2026-01-25 reversal P-1>INV-2 -9+0", "5 3 2026-01-25 reversal ->INV-1-D1 5+0", "5 4 2026-01-25 reversal ->INV-1 -5+0",
      "5 5 2026-01-25 reversal ->INV-1 -1+0", "5 6 2026-01-25 reversal P-1>- 99+0",
    ],
  },
  {
    name: "a refund reversed after the payment bounced: given back and taken at once",
    ledger: "2026-01-05 payment P-1 50\n2026-01-07 refund R-1 20: P-1 20\n2026-01-09 bounce P-1 50\n2026-01-08 bounce R-1 20",
    expect: ["3 1 2026-01-07 refund P-1>- 20+0", "4 1 2026-01-09 reversal P-1>- 30+0", "5 1 2026-01-09 reversal P-1>- -20+0", "5 2 2026-01-09 reversal P-1>- 20+0"],
  },
  {
    name: "what is applied after something was given back does not count before that day",
    ledger: "2026-01-05 invoice INV-1 100\n2026-01-06 payment P-1 100: INV-1 100\n2026-01-20 apply P-1: INV-1 -40\n2026-01-10 payment P-2 40: INV-1 40",
    expect: ["3 1 2026-01-06 payment P-1>INV-1 100+0", "4 1 2026-01-20 reversal P-1>INV-1 -40+0", "5 1 2026-01-20 payment P-2>INV-1 40+0"],
  },
];

test.each(DATED)("$name", ({ ledger, expect: wanted }) => {
  const { applications } = foldEntries(ledgerText(ledger));
  // Entry numbers count the lines of the text; the first of `applications` is entry 2 at the earliest.
  expect(applications.map(({ entry: id, line, date, kind, from, to, amount, discount }) => `${Number(id.slice(1)) + 1} ${line} ${formatIsoDate(date)} ${kind} ${from ?? "-"}>${to ?? "-"} ${amount}+${discount}`)).toEqual(
    wanted.map((text) => text.replace(/^(\d+)/, (order) => order)),
  );
});

const USD = currency("USD");
const inDollars = (body: EntryBody): EntryBody => {
  if (body.kind === "invoice" || body.kind === "creditMemo") return { ...body, document: { ...body.document, currency: USD } };
  if (body.kind === "payment") return { ...body, payment: { ...body.payment, currency: USD } };
  if (body.kind === "refund") return { ...body, refund: { ...body.refund, currency: USD } };
  return body;
};

test("documents of two currencies never meet", () => {
  const entries = ledgerText("2026-01-05 invoice INV-1 100\n2026-01-06 payment P-1 90: INV-1 90\n2026-01-06 payment P-2 90\n2026-01-07 apply P-1: INV-1 5\n2026-01-08 refund R-1 5: P-2 5")
    .map((item) => (["e2", "e5"].includes(item.head.id) ? { ...item, body: inDollars(item.body) } : item));
  expect(shown(foldEntries(entries))).toEqual([
    "INV-1 100 Open", "P-1 90 Open", "P-2 90 Open", "R-1 0 2026-01-08", "! currencyMismatch e2 INV-1", "! currencyMismatch e4 INV-1", "! currencyMismatch e5 P-2", "! refundClipped e5 R-1 USD 5 0",
  ]);
});

test("an application to a credit memo of a number that was taken: the entry's own credit", () => {
  const ledger = foldEntries(ledgerText("2026-01-05 invoice INV-1 100\n2026-01-06 credit CM-1 10\n2026-01-06 credit CM-1 20: INV-1 20\n2026-01-06 payment CM-1 7: INV-1 7"));
  expect(shown(ledger)).toEqual(["INV-1 73 Part paid", "CM-1 10 Open", "CM-1 (e3) 0 Paid", "CM-1 (e4) 0 Paid", "! duplicateNumber e3 CM-1 CM-1 (e3)", "! duplicateNumber e4 CM-1 CM-1 (e4)"]);
});

describe("one id, two contents", () => {
  const body = (amount: number): EntryBody => ({ kind: "invoice", document: document("INV-1", "C", "2026-01-05", amount) });
  test.each([
    ["the lower order counts", entry(2, "x", body(10)), entry(1, "x", body(20)), 20],
    ["of one order the lesser text", entry(1, "x", body(20)), entry(1, "x", body(10)), 10],
  ])("%s, whichever comes first", (_name, a, b, counts) => {
    for (const entries of [[a, b], [b, a]]) expect(shown(foldEntries(entries))).toEqual([`INV-1 ${counts} Open`, "! sameIdOtherContent x"]);
  });
});

test("ledger order is the order, then the id by code units", () => {
  const at = (order: number, id: string): Entry => entry(order, id, { kind: "change", table: "t", key: "k", cells: [] });
  expect([at(2, "a"), at(1, "b"), at(1, "B"), at(1, "b")].sort(compareEntries).map(({ head }) => `${head.order}${head.id}`)).toEqual(["1B", "1b", "1b", "2a"]);
});

describe("a source row on two invoices", () => {
  const billed = (order: number, number: string, rowId: string): Entry => {
    const plain = document(number, "C", "2026-01-05", 10);
    const line = {
      line: 1, kind: "item" as const, rowId, date: null, supplyDate: isoDay("2026-01-05"), item: "", description: "", quantity: "1", unit: "", unitPrice: "0.1", discountPercent: "0",
      taxCode: "", treatment: 0, ratePercent: "0", net: 10,
    };
    return entry(order, `e${order}`, { kind: "invoice", document: { ...plain, lines: [line] } });
  };
  test.each([
    ["is a conflict", [], ["! rowBilledTwice e2 INV-2 7 INV-1"]],
    ["is none once the first is void", [entry(3, "e3", { kind: "void", document: "INV-1", customer: "C", date: isoDay("2026-01-06"), reason: "" })], []],
    ["is none once the first is credited", [entry(3, "e3", { kind: "creditMemo", document: document("CM-1", "C", "2026-01-06", 10), original: "INV-1", applications: [{ to: "INV-1", customer: "C", amount: 10, discount: 0 }] })], []],
  ])("%s", (_name, more, wanted) => {
    expect(shown(foldEntries([billed(1, "INV-1", "7"), billed(2, "INV-2", "7"), ...more])).filter((line) => line.startsWith("!"))).toEqual(wanted);
  });
  test("blank ids and one invoice twice in it are none", () => {
    expect(foldEntries([billed(1, "INV-1", ""), billed(2, "INV-2", "")]).conflicts).toEqual([]);
    const twice = billed(1, "INV-1", "7");
    const both = twice.body.kind === "invoice" ? { ...twice, body: { ...twice.body, document: { ...twice.body.document, lines: [...twice.body.document.lines, ...twice.body.document.lines] } } } : twice;
    expect(foldEntries([both]).conflicts).toEqual([]);
  });
});

test("disputed amounts: never more than is open, never below zero", () => {
  const entries = ledgerText("2026-01-05 invoice INV-1 100\n2026-01-05 invoice INV-2 100\n2026-01-05 invoice INV-3 100\n2026-01-06 payment P-1 70: INV-1 70");
  const { charges } = foldEntries(entries, new Map([["INV-1", 40], ["INV-2", 25], ["INV-3", -5]]));
  expect([...charges.values()].map(({ disputed }) => disputed)).toEqual([30, 25, 0]);
});

test.each([
  [10, 10, {}, "Open"],
  [10, 9, { paid: 1 }, "Part paid"],
  [10, 9, { voided: true }, "Part paid"],
  [10, 0, { paid: 10 }, "Paid"],
  [10, 0, { paid: 5, credited: 5 }, "Paid"],
  [10, 0, { paid: 4, credited: 6 }, "Credited"],
  [10, 0, { paid: 5, writtenOff: 5 }, "Paid"],
  [10, 0, { paid: 4, writtenOff: 6 }, "Written off"],
  [10, 0, { credited: 5, writtenOff: 5 }, "Written off"],
  [10, 0, { credited: 6, writtenOff: 4 }, "Credited"],
  [10, 0, { paid: 1, credited: 5, writtenOff: 4 }, "Credited"],
  [10, 0, { paid: 5, movedBack: 5 }, "Paid"],
  [10, 0, { writtenOff: 5, movedBack: 5 }, "Written off"],
  [10, 0, { credited: 5, movedBack: 5 }, "Credited"],
  [10, 0, { paid: 4, movedBack: 6 }, "Void"],
  [10, 0, { paid: 10, voided: true }, "Void"],
  [0, 0, {}, "Paid"],
] as const)("a charge of %i with %i open, closed by %j, is %s", (amount, open, closedBy, status) => {
  expect(chargeStatus(amount, open, { paid: 0, credited: 0, writtenOff: 0, movedBack: 0, voided: false, ...closedBy })).toBe(status);
});

test.each([
  [10, 10, false, "Open"], [10, 9, false, "Part paid"], [10, 0, false, "Paid"], [10, 0, true, "Void"], [10, 10, true, "Open"], [10, 1, true, "Part paid"],
] as const)("a credit of %i with %i unapplied, cancelled %s, is %s", (amount, unapplied, cancelled, status) => {
  expect(creditStatus(amount, unapplied, cancelled)).toBe(status);
});
