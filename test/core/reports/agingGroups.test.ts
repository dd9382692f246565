import { agingByAccount, agingByItem, type AgingRequest, documentOf, sumAging } from "../../../src/core/reports/aging";
import { agingByGroup, agingTotals } from "../../../src/core/reports/agingGroups";
import { accountBalance, balances, hasDocuments } from "../../../src/core/reports/balance";
import { areLimits, bucketCount, bucketDays, STANDARD_LIMITS } from "../../../src/core/reports/buckets";
import { chooseCurrency } from "../../../src/core/reports/currencyChoice";
import { buildLedgerIndex } from "../../../src/core/reports/ledgerIndex";
import { nextDue } from "../../../src/core/reports/nextDue";
import { openItems } from "../../../src/core/reports/openItems";
import { overdueAmount } from "../../../src/core/reports/overdue";
import { apply, charge, credit, currency, date, everyAccount, inEachTest } from "./support";

const [EUR, USD] = [currency("EUR"), currency("USD")];
const OWNERS: Readonly<Record<string, string>> = { A: "Ruth", B: "Omar", C: "Ruth" };
const index = inEachTest(() => buildLedgerIndex({
  charges: [
    charge("I1", "2026-01-01", 100, { dues: [["2026-01-31", 100]], disputed: 30 }), charge("I2", "2026-02-01", 200, { customer: "B", dues: [["2026-02-10", 200]] }),
    charge("I3", "2026-02-01", 400, { customer: "C", dues: [["2026-02-28", 300], ["2026-03-31", 100]], disputed: 350 }), charge("I4", "2026-02-01", 800, { customer: "C", currency: "USD" }), charge("I5", "2026-02-01", 1_600, { customer: "D" }),
  ],
  credits: [credit("P", "2026-02-15", 50, { customer: "C" }), credit("Q", "2026-02-15", 30, { customer: "C" })],
  applications: [],
}));
const request: AgingRequest = { asOf: date("2026-03-01"), basis: "due", schedule: { limits: [15, 25], dueTodayIsLate: false }, ageCredits: false };

it("by owner, a line for each currency; whom nobody owns comes first", () => {
  const groups = agingByGroup(index, everyAccount(index), request, (customer) => OWNERS[customer.customer] ?? "");
  expect(groups.map(({ group, currency: code, accounts, buckets, unapplied, disputed, total }) => [group, code, accounts, buckets, unapplied, disputed, total])).toEqual([
    ["", EUR, [4], [0, 0, 0, 1_600], 0, 0, 1_600],
    ["Omar", EUR, [1], [0, 0, 200, 0], 0, 0, 200],
    ["Ruth", EUR, [0, 2], [100, 300, 0, 100], -80, 380, 420],
    ["Ruth", USD, [3], [0, 0, 0, 800], 0, 0, 800],
  ]);
});

it("totals are per currency, never over several", () => {
  const rows = agingByAccount(index, everyAccount(index), request);
  expect(agingTotals(rows, request.schedule).map((total) => [total.currency, total.buckets, total.unapplied, total.total])).toEqual([[EUR, [100, 300, 200, 1_700], -80, 2_220], [USD, [0, 0, 0, 800], 0, 800]]);
  expect(agingTotals(agingByAccount(index, [3, 0], request), request.schedule).map((total) => [total.currency, total.total])).toEqual([[EUR, 100], [USD, 800]]);
  expect(agingTotals([], request.schedule)).toEqual([]);
});

it("knows no account that is not there", () => expect(agingByAccount(index, [99, 1], request).map((row) => row.account)).toEqual([1]));

it("by document: date, then number; a credit and an invoice of one number stand apart", () => {
  const own = buildLedgerIndex({
    charges: [charge("Z", "2026-01-05", 10), charge("X", "2026-01-06", 20), charge("Y", "2026-01-05", 30), charge("Y", "2026-01-05", 40), charge("PAID", "2026-01-05", 5)],
    credits: [credit("Y", "2026-01-05", 7), credit("OFF", "2026-01-05", 5)], applications: [apply("2026-01-05", "OFF", "PAID", 5)],
  });
  expect(agingByItem(own, [0], request).map((item) => [item.kind, own[item.kind === "charge" ? "charges" : "credits"][item.row]?.number, item.total])).toEqual([
    ["charge", "Y", 40], ["charge", "Y", 30], ["credit", "Y", -7], ["charge", "Z", 10], ["charge", "X", 20],
  ]);
  expect(openItems(own, [0], date("2026-03-01")).map((item) => [item.kind, item.number, item.open])).toEqual([
    ["charge", "Y", 40], ["charge", "Y", 30], ["credit", "Y", -7], ["charge", "Z", 10], ["charge", "X", 20],
  ]);
});

it("open items of one day and number stand by part; a credit's amount is below zero", () => {
  const own = buildLedgerIndex({ charges: [charge("I", "2026-01-05", 60, { dues: [["2026-02-01", 10], ["2026-02-01", 20], ["2026-02-01", 30]] })], credits: [credit("P", "2026-02-01", 9)], applications: [] });
  expect(openItems(own, [0], date("2026-03-01")).map((item) => [item.number, item.part, item.amount, item.open])).toEqual([["I", 1, 10, 10], ["I", 2, 20, 20], ["I", 3, 30, 30], ["P", null, -9, -9]]);
});

it("names the document behind an item", () => {
  const [first] = agingByItem(index, [2], request);
  expect(first === undefined ? null : documentOf(index, first)?.number).toBe("I3");
  expect(documentOf(index, { kind: "credit", row: 1 })?.number).toBe("Q");
  expect(documentOf(index, { kind: "credit", row: 99 })).toBeUndefined();
});

it("by document date the age is the document's, for all instalments alike", () => {
  const [row] = agingByAccount(index, [2], { ...request, basis: "document" });
  expect([row?.buckets, row?.unapplied]).toEqual([[0, 0, 0, 400], -80]);
});

it("a dispute is at most what is open, and falls on the earliest parts", () => {
  expect(openItems(index, [2], request.asOf).map((item) => [item.number, item.part, item.open, item.disputed])).toEqual([["P", null, -50, 0], ["Q", null, -30, 0], ["I3", 1, 300, 300], ["I3", 2, 100, 50]]);
  const paid = buildLedgerIndex({ charges: [charge("I", "2026-01-01", 100, { disputed: 80 })], credits: [credit("P", "2026-01-05", 60)], applications: [apply("2026-01-05", "P", "I", 60)] });
  const disputed = (day: string): unknown => agingByAccount(paid, [0], { ...request, asOf: date(day) }).map((row) => row.disputed);
  expect([disputed("2026-01-04"), disputed("2026-01-05")]).toEqual([[80], [40]]);
});

it("next due may be past; upcoming leaves out what was due before the day", () => {
  const asOf = date("2026-02-28");
  expect([nextDue(index, [2, 0], asOf, false), nextDue(index, [1, 2], asOf, false)]).toEqual([date("2026-01-31"), date("2026-02-10")]);
  expect([nextDue(index, [0, 2], asOf, false), nextDue(index, [2], asOf, true), nextDue(index, [2], date("2026-03-01"), true), nextDue(index, [0], asOf, true), nextDue(index, [], asOf, false)]).toEqual([
    date("2026-01-31"), date("2026-02-28"), date("2026-03-31"), null, null,
  ]);
});

const OVERDUE: [fromDays: number, toDays: number | null, amount: number][] = [[1, null, 300], [2, null, 0], [0, 0, 0], [1, 1, 300], [-30, null, 400], [-30, -1, 100], [2, 50, 0]];
it.each(OVERDUE)("what is %i to %j days past due is %i", (fromDays, toDays, amount) => expect(overdueAmount(index, 2, request.asOf, fromDays, toDays)).toBe(amount));

const LIMITS: [limits: number[], fine: boolean][] = [
  [[], true], [[1], true], [[30, 60, 90], true], [[100_000], true], [[0], false], [[-1], false], [[30, 30], false], [[60, 30], false], [[1.5], false], [[100_001], false], [[NaN], false],
];
it.each(LIMITS)("limits %j are fine: %j", (limits, fine) => expect(areLimits(limits)).toBe(fine));

it("bucket days are contiguous", () => {
  expect(bucketDays({ limits: STANDARD_LIMITS, dueTodayIsLate: false }).map(({ from, to }) => [from, to])).toEqual([[1, 30], [31, 60], [61, 90], [91, null]]);
  expect(bucketDays({ limits: [30, 60], dueTodayIsLate: false })).toEqual([{ from: 1, to: 30 }, { from: 31, to: 60 }, { from: 61, to: null }]);
  expect(bucketDays({ limits: [], dueTodayIsLate: true })).toEqual([{ from: 0, to: null }]);
  expect(bucketCount({ limits: [30, 60], dueTodayIsLate: false })).toBe(4);
});

it("lists a customer with more documents than a function call takes arguments", () => {
  const sample = charge("I", "2026-01-01", 1);
  const many = buildLedgerIndex({ charges: Array.from({ length: 130_000 }, (_, row) => ({ ...sample, number: `I${row}` })), credits: [], applications: [] });
  expect([agingByItem(many, [0], request).length, openItems(many, [0], request.asOf).length]).toEqual([130_000, 130_000]);
});

describe("one figure needs one currency", () => {
  it("the named one, else the only one", () => {
    expect(chooseCurrency(index, everyAccount(index), EUR)).toEqual({ kind: "one", currency: EUR, accounts: [0, 1, 2, 4] });
    expect(chooseCurrency(index, [0, 2], null)).toEqual({ kind: "one", currency: EUR, accounts: [0, 2] });
  });
  it("several are not chosen from", () => expect(chooseCurrency(index, [3, 2], null)).toEqual({ kind: "several", currencies: [EUR, USD] }));
  it("none is none", () => {
    expect(chooseCurrency(index, [0, 99], USD)).toEqual({ kind: "none" });
    expect(chooseCurrency(index, [], null)).toEqual({ kind: "none" });
  });
  it("balances are per currency with documents until then", () => {
    expect([...balances(index, [...everyAccount(index), 99], request.asOf)]).toEqual([[EUR, 2_220], [USD, 800]]);
    expect([...balances(index, everyAccount(index), date("2026-01-31"))]).toEqual([[EUR, 100]]);
    expect([...balances(index, everyAccount(index), date("2025-12-31"))]).toEqual([]);
    const onlyCredit = buildLedgerIndex({ charges: [], credits: [credit("P", "2026-02-15", 50)], applications: [] });
    expect([[...balances(onlyCredit, [0], date("2026-02-15"))], [...balances(onlyCredit, [0], date("2026-02-14"))]]).toEqual([[[EUR, -50]], []]);
  });
});

const FIRST_DAYS: [what: string, account: number, day: string, expected: boolean][] = [
  ["the day before its first invoice", 0, "2025-12-31", false], ["the day of its first invoice", 0, "2026-01-01", true], ["later", 0, "2026-12-31", true],
];
it.each(FIRST_DAYS)("an account has documents from its first one on: %s", (_what, account, day, expected) => expect(hasDocuments(index, account, date(day))).toBe(expected));

describe("sums that doubles cannot hold to the cent are refused", () => {
  const most = Number.MAX_SAFE_INTEGER;
  const two = inEachTest(() => buildLedgerIndex({ charges: [charge("I", "2026-01-01", most), charge("J", "2026-01-01", 1), charge("K", "2026-01-01", most, { customer: "B" })], credits: [credit("P", "2026-01-01", 2)], applications: [] }));
  const EXACT = "too large to be exact";
  it("in balances", () => {
    expect(accountBalance(two, 1, request.asOf)).toBe(most);
    expect(() => accountBalance(two, 0, request.asOf)).toThrow(EXACT);
    expect(() => balances(two, [1, 1], request.asOf)).toThrow(EXACT);
  });
  it("in what is overdue", () => {
    expect(overdueAmount(two, 1, request.asOf, 1, null)).toBe(most);
    expect(() => overdueAmount(two, 0, request.asOf, 1, null)).toThrow(EXACT);
  });
  it("in agings, also where credit would bring the sum back", () => {
    expect(() => agingByAccount(two, [0], request)).toThrow(EXACT);
    expect(() => agingByAccount(two, [0], { ...request, ageCredits: true })).toThrow(EXACT);
    const line = { buckets: [most, 0], unapplied: 0, disputed: 0, total: most };
    expect(() => sumAging([line, line], { limits: [], dueTodayIsLate: false })).toThrow(EXACT);
    expect(() => sumAging([{ ...line, buckets: [most, 1] }], { limits: [], dueTodayIsLate: false })).toThrow(EXACT);
    expect(() => sumAging([{ ...line, buckets: [0, 0], unapplied: -most }, { ...line, buckets: [0, 0], unapplied: -most }], { limits: [], dueTodayIsLate: false })).toThrow(EXACT);
  });
});
