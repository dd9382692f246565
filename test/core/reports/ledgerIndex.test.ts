import type { ChargeFact, LedgerFacts } from "../../../src/core/ledger/facts";
import { chargeOpen, creditUnapplied } from "../../../src/core/reports/asOf";
import { buildLedgerIndex, ledgerIndexSteps } from "../../../src/core/reports/ledgerIndex";
import { withWholeDues } from "../../../src/core/reports/duePartsOf";
import { openItems } from "../../../src/core/reports/openItems";
import { runSteps } from "../../../src/core/reports/steps";
import { apply, charge, credit, currency, date, inEachTest } from "./support";

const day = date("2026-12-31");

describe("accounts", () => {
  const index = inEachTest(() => buildLedgerIndex({
    charges: [charge("I1", "2026-01-01", 1, { customer: "beta" }), charge("I2", "2026-01-01", 2, { customer: "Beta", currency: "USD" }), charge("I3", "2026-01-01", 3, { customer: " BETA" })],
    credits: [credit("P1", "2026-01-01", 4, { customer: "Alpha" }), credit("P2", "2026-01-01", 5, { customer: "BETA " })],
    applications: [],
  }));
  it("are customers in a currency, in order, whatever the spelling", () => {
    expect(index.accounts).toEqual([
      { customerKey: "ALPHA", customer: "Alpha", currency: currency("EUR") }, { customerKey: "BETA", customer: " BETA", currency: currency("EUR") }, { customerKey: "BETA", customer: "Beta", currency: currency("USD") },
    ]);
    expect([...index.accountsOf]).toEqual([["ALPHA", [0]], ["BETA", [1, 2]]]);
    expect(index.currencies).toEqual(["EUR", "USD"]);
    expect([[...index.chargeAccount], [...index.creditAccount]]).toEqual([[1, 2, 1], [0, 1]]);
  });
});

describe("due parts that do not sum to their charge", () => {
  const due = (iso: string, amount: number, part = 1): { part: number; due: ReturnType<typeof date>; amount: number } => ({ part, due: date(iso), amount });
  const CASES: [what: string, dues: ChargeFact["dues"], expected: [string, number][]][] = [
    ["none: due on its own date", [], [["2026-01-05", 100]]],
    ["too little: the last takes the rest", [due("2026-01-10", 30), due("2026-02-10", 30, 2)], [["2026-01-10", 30], ["2026-02-10", 70]]],
    ["too much: cut at the amount", [due("2026-01-10", 80), due("2026-02-10", 80, 2), due("2026-03-10", 80, 3)], [["2026-01-10", 80], ["2026-02-10", 20]]],
    ["one too large", [due("2026-01-10", 150)], [["2026-01-10", 100]]],
    ["out of order", [due("2026-02-10", 60, 2), due("2026-01-10", 40)], [["2026-01-10", 40], ["2026-02-10", 60]]],
    ["one below zero", [due("2026-01-10", -20), due("2026-02-10", 120, 2)], [["2026-02-10", 100]]],
    ["two on a day, by part", [due("2026-02-10", 70, 2), due("2026-02-10", 20, 1), due("2026-01-10", 10, 3)], [["2026-01-10", 10], ["2026-02-10", 20], ["2026-02-10", 70]]],
  ];
  it.each(CASES)("%s", (_what, dues, expected) => {
    const index = buildLedgerIndex({ charges: [{ ...charge("I", "2026-01-05", 100), dues }], credits: [], applications: [] });
    const items = openItems(index, [0], day);
    expect(items.map((item) => [item.due, item.open])).toEqual(expected.map(([iso, amount]) => [date(iso), amount]));
    expect(items.reduce((sum, item) => sum + item.open, 0)).toBe(100);
  });
  it("gives two of one number and day the same order, whatever theirs was", () => {
    const twins = [due("2026-01-10", 70), due("2026-01-10", 60)];
    for (const dues of [twins, [...twins].reverse()]) expect(openItems(buildLedgerIndex({ charges: [{ ...charge("I", "2026-01-05", 100), dues }], credits: [], applications: [] }), [0], day).map((item) => item.open)).toEqual([60, 40]);
  });
  it("keeps every part, in order, by what it stands for", () => {
    const parts = (...dues: ChargeFact["dues"]): unknown => withWholeDues({ ...charge("I", "2026-01-05", 100), dues }).dues.map((part) => [part.part, part.due - date("2026-01-01"), part.amount]);
    expect(parts(due("2026-02-10", 60, 2), due("2026-01-10", 40, 1))).toEqual([[1, 9, 40], [2, 40, 60]]);
    expect(parts(due("2026-01-10", -20, 1), due("2026-02-10", 120, 2))).toEqual([[1, 9, 0], [2, 40, 100]]);
    expect(parts(due("2026-01-10", 70, 2), due("2026-01-10", 10, 1))).toEqual([[1, 9, 10], [2, 9, 90]]);
    expect(parts(due("2026-02-10", 10, 1), due("2026-01-10", 60, 2), due("2026-01-10", 30, 3))).toEqual([[2, 9, 60], [3, 9, 30], [1, 40, 10]]);
    expect(withWholeDues({ ...charge("Z", "2026-01-05", 0), dues: [] }).dues).toEqual([{ part: 1, due: date("2026-01-05"), amount: 0 }]);
  });
  it("leaves good ones as they are", () => {
    for (const good of [charge("I", "2026-01-05", 100, { dues: [["2026-01-10", 40], ["2026-01-10", 60]] }), charge("Z", "2026-01-05", 0)]) expect(buildLedgerIndex({ charges: [good], credits: [], applications: [] }).charges[0]).toBe(good);
  });
});

describe("two documents of one number", () => {
  const base = charge("I", "2026-01-05", 100, { customer: "B" });
  const CASES: [what: string, first: ChargeFact][] = [
    ["the earlier one", { ...base, date: date("2026-01-04"), amount: 300 }], ["the first customer's", { ...base, customer: "A", amount: 300 }],
    ["the first currency's", { ...base, currency: currency("CHF"), amount: 300 }], ["the smaller one", { ...base, amount: 50 }],
    ["the one due first", { ...base, dues: [{ part: 1, due: date("2026-01-04"), amount: 100 }] }],
  ];
  it.each(CASES)("both count, and applications go to %s, whatever the order of rows", (_what, first) => {
    const applications = [apply("2026-01-10", null, "i", 10, { kind: "writeOff" })];
    for (const charges of [[base, first], [first, base]]) {
      const index = buildLedgerIndex({ charges, credits: [], applications });
      expect(index.charges.map(({ date: on, customer, amount }) => [on, customer, amount])).toEqual([first, base].map(({ date: on, customer, amount }) => [on, customer, amount]));
      expect([0, 1].map((row) => chargeOpen(index, row, day))).toEqual([first.amount - 10, 100]);
    }
  });
  it("the others keep their rows, and credits are no charges", () => {
    const [b30, a20, b10, b20, a10] = [credit("b", "2026-01-05", 30), credit("A", "2026-01-05", 20), credit(" B", "2026-01-05", 10), credit("B", "2026-01-05", 20), credit("a", "2026-01-05", 10)];
    const lone = credit("X", "2026-01-01", 5);
    const index = buildLedgerIndex({ charges: [charge("B", "2026-01-05", 1)], credits: [b30, a20, lone, b10, b20, a10], applications: [] });
    expect(index.credits).toEqual([b10, a10, lone, b20, b30, a20]);
    expect([...index.creditRows]).toEqual([["B", 0], ["A", 1], ["X", 2]]);
    expect([...index.chargeRows]).toEqual([["B", 0]]);
  });
});

it("an application between two currencies counts for neither side", () => {
  const index = buildLedgerIndex({ charges: [charge("I", "2026-01-01", 100, { currency: "JPY" })], credits: [credit("P", "2026-01-01", 100)], applications: [apply("2026-01-01", "P", "I", 100)] });
  expect([chargeOpen(index, 0, day), creditUnapplied(index, 0, day)]).toEqual([100, 100]);
});

it("lists currencies by code, whoever has them", () => {
  expect(buildLedgerIndex({ charges: [charge("I", "2026-01-01", 1, { currency: "USD" })], credits: [credit("P", "2026-01-01", 1, { customer: "B" })], applications: [] }).currencies).toEqual(["EUR", "USD"]);
});

it("a credit is what its fact says, else a credit memo where it is applied as one, else a payment", () => {
  const index = buildLedgerIndex({
    charges: [charge("I", "2026-01-01", 100)],
    credits: [credit("P1", "2026-01-01", 10), credit("P2", "2026-01-01", 10), credit("P3", "2026-01-01", 10, { kind: "deposit" }), credit("P4", "2026-01-01", 10, { kind: "creditMemo" }), credit("P5", "2026-01-01", 10, { kind: "opening" })],
    applications: [
      apply("2026-01-01", "P1", "I", 1), apply("2026-01-01", " p2", "I", 1, { kind: "credit" }), apply("2026-01-01", "P3", "I", 1, { kind: "credit" }), apply("2026-01-01", "P4", "I", 1),
      apply("2026-01-01", null, "I", 1, { kind: "credit" }), apply("2026-01-01", "P9", "I", 1, { kind: "credit" }),
    ],
  });
  expect(index.creditKinds).toEqual(["payment", "creditMemo", "deposit", "creditMemo", "opening"]);
});

it("movements are kept by document in order of date, with the other side and the discount", () => {
  const index = buildLedgerIndex({
    charges: [charge("I", "2026-01-01", 100), charge("J", "2026-01-01", 100)],
    credits: [credit("P", "2026-01-01", 90), credit("Q", "2026-01-01", 40)],
    applications: [
      apply("2026-01-20", "Q", "I", 30, { discount: 2 }), apply("2026-01-10", "P", "I", 20, { kind: "credit" }), apply("2026-01-15", "P", "J", 5), apply("2026-01-30", "Q", null, 10, { kind: "refund" }), apply("2026-01-12", null, "J", 7, { kind: "writeOff" }),
    ],
  });
  const { chargeMoves, creditMoves } = index;
  expect([[...chargeMoves.starts], [...chargeMoves.dates].map((each) => each - date("2026-01-01")), [...chargeMoves.amounts], [...chargeMoves.discounts], [...chargeMoves.partners], [...chargeMoves.kinds]]).toEqual([
    [0, 2, 4], [9, 19, 11, 14], [20, 32, 7, 5], [0, 2, 0, 0], [0, 1, -1, 0], [1, 0, 2, 0],
  ]);
  expect([[...creditMoves.starts], [...creditMoves.dates].map((each) => each - date("2026-01-01")), [...creditMoves.amounts], [...creditMoves.partners], [...creditMoves.kinds]]).toEqual([
    [0, 2, 4], [9, 14, 19, 29], [20, 5, 30, 10], [0, 1, 0, -1], [1, 0, 0, 6],
  ]);
});

it("is the same in steps, which are many where there are many rows", () => {
  const facts: LedgerFacts = { charges: Array.from({ length: 1_100 }, (_, row) => charge(`I${row}`, "2026-01-01", 100)), credits: [], applications: [] };
  expect(runSteps(ledgerIndexSteps(facts)).chargeRows.size).toBe(1_100);
  expect([...ledgerIndexSteps(facts)].length).toBeGreaterThan(8);
});

it("takes the rows of the applications' documents where they are given, and finds numbers when they are asked for", () => {
  const facts: LedgerFacts = {
    charges: [charge("I1", "2026-01-01", 100), charge("i 2", "2026-01-05", 50)],
    credits: [credit("P1", "2026-01-10", 70), credit("P2", "2026-01-12", 60)],
    applications: [apply("2026-01-10", "P1", "I1", 70), apply("2026-01-12", "P2", "i 2", 50), apply("2026-01-14", null, "I1", 5, { kind: "writeOff" }), apply("2026-01-20", "P2", null, 10, { kind: "refund" })],
  };
  const looked = buildLedgerIndex(facts);
  const given = buildLedgerIndex({ ...facts, ends: { charge: Int32Array.of(0, 1, 0, -1), credit: Int32Array.of(0, 1, -1, 1) } });
  expect({ ...given, chargeRows: [...given.chargeRows], creditRows: [...given.creditRows] }).toEqual({ ...looked, chargeRows: [...looked.chargeRows], creditRows: [...looked.creditRows] });
  expect([given.chargeRows.size, given.chargeRows.get("I 2"), given.creditRows.get("P2"), given.creditRows.get("I1")]).toEqual([2, 1, 1, undefined]);
});
