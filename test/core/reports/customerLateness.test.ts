import type { LedgerFacts } from "../../../src/core/ledger/facts";
import { customerLateness, latenessOf, type PaidPart, paidParts } from "../../../src/core/reports/customerLateness";
import { buildLedgerIndex } from "../../../src/core/reports/ledgerIndex";
import { metricText } from "../../../src/core/reports/metric";
import { formatIsoDate } from "../../../src/core/values/plainDate";
import { apply, charge, credit, date, everyAccount } from "./support";

/** number part paid (days late) */
function shown(facts: LedgerFacts, asOf: string, paidFrom: string | null = null): string[] {
  const index = buildLedgerIndex(facts);
  return paidParts(index, everyAccount(index), { asOf: date(asOf), paidFrom: paidFrom === null ? null : date(paidFrom) }).map(
    ({ row, part, due, paid, amount }) => `${index.charges[row]?.number ?? ""} ${part} ${formatIsoDate(date("2026-01-01") + (paid - date("2026-01-01")) as ReturnType<typeof date>)} ${paid - due} ${amount}`,
  );
}

const one = charge("I", "2026-01-01", 100, { dues: [["2026-01-31", 100]] });
const parts = charge("I", "2026-01-01", 300, { dues: [["2026-01-10", 100], ["2026-02-10", 100], ["2026-03-10", 100]] });
const paid = (iso: string, amount: number, number = "P"): Pick<LedgerFacts, "credits" | "applications"> => ({ credits: [credit(number, iso, amount)], applications: [apply(iso, number, "I", amount)] });
const both = (...all: Pick<LedgerFacts, "credits" | "applications">[]): Pick<LedgerFacts, "credits" | "applications"> => ({ credits: all.flatMap((each) => each.credits), applications: all.flatMap((each) => each.applications) });

const CASES: [what: string, facts: LedgerFacts, asOf: string, expected: string[]][] = [
  ["paid late", { charges: [one], ...paid("2026-02-05", 100) }, "2026-12-31", ["I 0 2026-02-05 5 100"]],
  ["paid early", { charges: [one], ...paid("2026-01-21", 100) }, "2026-12-31", ["I 0 2026-01-21 -10 100"]],
  ["known on the day it is paid", { charges: [one], ...paid("2026-02-05", 100) }, "2026-02-05", ["I 0 2026-02-05 5 100"]],
  ["not known the day before", { charges: [one], ...paid("2026-02-05", 100) }, "2026-02-04", []],
  ["part paid is not paid", { charges: [one], ...paid("2026-02-05", 99) }, "2026-12-31", []],
  ["paid with the last cent", { charges: [one], ...both(paid("2026-02-05", 99), paid("2026-02-20", 1, "Q")) }, "2026-12-31", ["I 0 2026-02-20 20 100"]],
  ["paid with a discount", { charges: [one], credits: [credit("P", "2026-01-11", 98)], applications: [apply("2026-01-11", "P", "I", 98, { discount: 2 })] }, "2026-12-31", ["I 0 2026-01-11 -20 100"]],
  ["instalments by their own days, the earliest first", { charges: [parts], ...both(paid("2026-01-12", 150), paid("2026-02-10", 60, "Q")) }, "2026-12-31", ["I 0 2026-01-12 2 100", "I 1 2026-02-10 0 100"]],
  ["several parts by one payment", { charges: [parts], ...paid("2026-02-20", 300) }, "2026-12-31", ["I 0 2026-02-20 41 100", "I 1 2026-02-20 10 100", "I 2 2026-02-20 -18 100"]],
  ["credited is not paid", { charges: [one], credits: [credit("C", "2026-02-05", 100, { kind: "creditMemo" })], applications: [apply("2026-02-05", "C", "I", 100, { kind: "credit" })] }, "2026-12-31", []],
  ["half credited, half paid is not paid", { charges: [one], credits: [credit("C", "2026-02-05", 50), credit("P", "2026-02-06", 50)], applications: [apply("2026-02-05", "C", "I", 50, { kind: "credit" }), apply("2026-02-06", "P", "I", 50)] }, "2026-12-31", []],
  ["mostly paid is paid", { charges: [one], credits: [credit("C", "2026-02-07", 49), credit("P", "2026-02-06", 51)], applications: [apply("2026-02-07", "C", "I", 49, { kind: "credit" }), apply("2026-02-06", "P", "I", 51)] }, "2026-12-31", ["I 0 2026-02-07 7 100"]],
  ["a credit memo is none of cash, whatever its application says", { charges: [one], credits: [credit("C", "2026-02-05", 100, { kind: "creditMemo" })], applications: [apply("2026-02-05", "C", "I", 100)] }, "2026-12-31", []],
  ["a deposit is cash, whatever its application says", { charges: [one], credits: [credit("C", "2026-02-05", 100, { kind: "deposit" })], applications: [apply("2026-02-05", "C", "I", 100, { kind: "credit" })] }, "2026-12-31", ["I 0 2026-02-05 5 100"]],
  ["by two payments of one day, then by a third", { charges: [parts], ...both(paid("2026-01-12", 60), paid("2026-01-12", 40, "Q"), paid("2026-02-10", 100, "R")) }, "2026-12-31", ["I 0 2026-01-12 2 100", "I 1 2026-02-10 0 100"]],
  ["behind another invoice, parts count from its own first", { charges: [charge("H", "2026-01-01", 7), parts], ...paid("2026-02-20", 200) }, "2026-12-31", ["I 0 2026-02-20 41 100", "I 1 2026-02-20 10 100"]],
  ["written off is not paid", { charges: [one], credits: [], applications: [apply("2026-02-05", null, "I", 100, { kind: "writeOff" })] }, "2026-12-31", []],
  ["cancelled is not paid", { charges: [one], credits: [], applications: [apply("2026-02-05", null, "I", 100, { kind: "void" })] }, "2026-12-31", []],
  ["a payment without a credit of its own is one", { charges: [one], credits: [], applications: [apply("2026-02-05", null, "I", 100)] }, "2026-12-31", ["I 0 2026-02-05 5 100"]],
  ["bounced is not paid", { charges: [one], ...both(paid("2026-02-05", 100), { credits: [], applications: [apply("2026-02-09", "P", "I", -100, { kind: "reversal" })] }) }, "2026-12-31", []],
  ["bounced is paid while it was not known", { charges: [one], ...both(paid("2026-02-05", 100), { credits: [], applications: [apply("2026-02-09", "P", "I", -100, { kind: "reversal" })] }) }, "2026-02-08", ["I 0 2026-02-05 5 100"]],
  ["bounced and paid anew: the day that lasts", { charges: [one], ...both(paid("2026-02-05", 100), paid("2026-02-15", 100, "Q"), { credits: [], applications: [apply("2026-02-09", "P", "I", -100, { kind: "reversal" })] }) }, "2026-12-31", ["I 0 2026-02-15 15 100"]],
  ["moved from one payment to another within a day: the first day", { charges: [one], ...both(paid("2026-02-05", 100), paid("2026-02-09", 100, "Q"), { credits: [], applications: [apply("2026-02-09", "P", "I", -100, { kind: "reversal" })] }) }, "2026-12-31", ["I 0 2026-02-05 5 100"]],
  ["an invoice of zero has nothing to pay", { charges: [charge("I", "2026-01-01", 0)], credits: [], applications: [] }, "2026-12-31", []],
  ["a part of zero has nothing to pay", { charges: [charge("I", "2026-01-01", 100, { dues: [["2026-01-10", 0], ["2026-01-31", 100]] })], ...paid("2026-02-05", 100) }, "2026-12-31", ["I 1 2026-02-05 5 100"]],
  ["a deduction says nothing of its own", { charges: [{ ...one, kind: "deduction" }], ...paid("2026-02-05", 100) }, "2026-12-31", []],
  ["a debit memo is paid like an invoice", { charges: [{ ...one, kind: "debitMemo" }], ...paid("2026-02-05", 100) }, "2026-12-31", ["I 0 2026-02-05 5 100"]],
];
it.each(CASES)("%s", (_what, facts, asOf, expected) => expect(shown(facts, asOf)).toEqual(expected));

it("takes what was paid from a day on", () => {
  const facts = { charges: [one], ...paid("2026-02-05", 100) };
  expect([shown(facts, "2026-12-31", "2026-02-05"), shown(facts, "2026-12-31", "2026-02-06")]).toEqual([["I 0 2026-02-05 5 100"], []]);
});

const part = (late: number, amount: number): PaidPart => ({ account: 0, row: 0, part: 0, due: 100, paid: 100 + late, amount });
const FIGURES: [what: string, list: PaidPart[], countEarly: boolean, expected: (string | number | null)[]][] = [
  ["one", [part(5, 100)], false, [1, "5", "5", "5"]],
  ["weighted by amount", [part(10, 300), part(0, 100)], false, [2, "5", "7.5", "5"]],
  ["an odd count has a middle", [part(30, 1), part(2, 1), part(4, 1)], false, [3, "12", "12", "4"]],
  ["an even count has two", [part(9, 1), part(1, 1), part(100, 1), part(4, 1)], false, [4, "28.5", "28.5", "6.5"]],
  ["early counts zero", [part(-10, 100), part(4, 100)], false, [2, "2", "2", "2"]],
  ["early counts below zero when asked", [part(-10, 300), part(4, 100)], true, [2, "-3", "-6.5", "-3"]],
  ["none", [], false, [0, null, null, null]],
  ["amounts beyond doubles", [part(3, 9e15), part(2, 9e15), part(2, 1)], false, [3, "2.3333", "2.5", "2"]],
];
it.each(FIGURES)("lateness: %s", (_what, list, countEarly, expected) => {
  const { count, mean, weighted, median } = latenessOf(list, countEarly);
  expect([count, ...[mean, weighted, median].map((each) => metricText(each, 4))]).toEqual(expected);
});

it("is per customer and currency", () => {
  const index = buildLedgerIndex({
    charges: [one, charge("J", "2026-01-01", 50, { customer: "B", dues: [["2026-01-31", 50]] }), charge("K", "2026-01-01", 50, { customer: "C" })],
    credits: [credit("P", "2026-02-05", 100), credit("Q", "2026-01-21", 50, { customer: "B" })],
    applications: [apply("2026-02-05", "P", "I", 100), apply("2026-01-21", "Q", "J", 50)],
  });
  const figures = (countEarly: boolean): unknown => customerLateness(index, everyAccount(index), { asOf: date("2026-12-31"), paidFrom: null, countEarly }).map((row) => [row.account, row.count, metricText(row.mean, 1), metricText(row.median, 1)]);
  expect(figures(false)).toEqual([[0, 1, "5", "5"], [1, 1, "0", "0"], [2, 0, null, null]]);
  expect(figures(true)).toEqual([[0, 1, "5", "5"], [1, 1, "-10", "-10"], [2, 0, null, null]]);
  const [absent] = customerLateness(index, [2], { asOf: date("2026-12-31"), paidFrom: null, countEarly: false });
  expect([absent?.mean, absent?.weighted, absent?.median].map((each) => (each?.kind === "absent" ? each.reason : ""))).toEqual(["nothingPaid", "nothingPaid", "nothingPaid"]);
});
