import { cashForecast, type ForecastRequest, forecastTotals, type PromiseFact } from "../../../src/core/reports/cashForecast";
import { forecastPeriods } from "../../../src/core/reports/forecastPeriods";
import { buildLedgerIndex } from "../../../src/core/reports/ledgerIndex";
import { formatIsoDate } from "../../../src/core/values/plainDate";
import { apply, charge, credit, date, everyAccount, inEachTest } from "./support";

describe("periods", () => {
  const CASES: [asOf: string, kind: "week" | "month", count: number, expected: string[]][] = [
    ["2026-03-18", "week", 3, ["2026-03-18 2026-03-22", "2026-03-23 2026-03-29", "2026-03-30 2026-04-05"]],
    ["2026-03-16", "week", 1, ["2026-03-16 2026-03-22"]],
    ["2026-03-22", "week", 2, ["2026-03-22 2026-03-22", "2026-03-23 2026-03-29"]],
    ["2026-01-31", "month", 3, ["2026-01-31 2026-01-31", "2026-02-01 2026-02-28", "2026-03-01 2026-03-31"]],
    ["2026-01-01", "month", 0, []],
  ];
  it.each(CASES)("from %s by %s, %i of them", (asOf, kind, count, expected) => {
    expect(forecastPeriods(date(asOf), kind, count).map(({ from, to }) => `${formatIsoDate(from)} ${formatIsoDate(to)}`)).toEqual(expected);
  });
});

/** As of Wednesday 2026-03-18. A has paid 4, 5 and 9 days late (mean 6, weighted 8, median 5), B once 20 days late. */
const index = inEachTest(() => buildLedgerIndex({
  charges: [
    charge("H1", "2026-01-01", 100, { dues: [["2026-01-31", 100]] }), charge("H2", "2026-01-01", 100, { dues: [["2026-01-31", 100]] }), charge("H3", "2026-01-01", 600, { dues: [["2026-01-31", 600]] }),
    charge("I1", "2026-02-01", 1_000, { dues: [["2026-03-03", 1_000]] }),
    charge("I2", "2026-03-01", 3_000, { dues: [["2026-03-16", 1_000], ["2026-03-18", 700], ["2026-04-20", 1_300]] }),
    charge("I3", "2026-03-10", 50, { dues: [["2026-03-23", 50]] }),
    charge("HB", "2026-01-01", 10, { customer: "B", dues: [["2026-01-31", 10]] }), charge("IB", "2026-03-01", 400, { customer: "B", dues: [["2026-03-23", 400]] }),
    charge("US", "2026-03-01", 900, { currency: "USD", dues: [["2026-03-25", 900]] }),
    charge("NEXT", "2026-03-19", 5_555, { customer: "B" }),
  ],
  credits: [credit("P1", "2026-02-04", 100), credit("P2", "2026-02-05", 100), credit("P3", "2026-02-09", 600), credit("PB", "2026-02-20", 10, { customer: "B" }), credit("X", "2026-03-12", 200), credit("Y", "2026-03-12", 33, { customer: "C" })],
  applications: [
    apply("2026-02-04", "P1", "H1", 100), apply("2026-02-05", "P2", "H2", 100), apply("2026-02-09", "P3", "H3", 600), apply("2026-02-20", "PB", "HB", 10), apply("2026-03-12", "X", "I1", 150),
  ],
}));
const DUE: ForecastRequest = { asOf: date("2026-03-18"), basis: "due", minimumSample: 1, period: "week", periods: 2, promises: [] };

function rows(request: ForecastRequest, accounts: readonly number[] = everyAccount(index)): unknown[] {
  return cashForecast(index, accounts, request).rows.map(({ account, customer, late, periods, later, open, unapplied }) => [account, customer.customer, customer.currency, late, periods, later, open, unapplied]);
}

/** account customer currency late periods later open unapplied */
const CASES: [what: string, request: ForecastRequest, expected: unknown[][]][] = [
  ["by due date", DUE, [
    [0, "A", "EUR", 850 + 1_000, [700, 50], 1_300, 3_900, -50], [1, "A", "USD", 0, [0, 900], 0, 900, 0], [2, "B", "EUR", 0, [0, 400], 0, 400, 0], [3, "C", "EUR", 0, [0, 0], 0, 0, -33],
  ]],
  ["by mean lateness: 6 days for A, 20 for B", { ...DUE, basis: "mean" }, [
    [0, "A", "EUR", 850, [1_000, 700 + 50], 1_300, 3_900, -50], [1, "A", "USD", 0, [0, 900], 0, 900, 0], [2, "B", "EUR", 0, [0, 0], 400, 400, 0], [3, "C", "EUR", 0, [0, 0], 0, 0, -33],
  ]],
  ["by weighted lateness: 8 days for A", { ...DUE, basis: "weighted" }, [
    [0, "A", "EUR", 850, [0, 1_000 + 700], 50 + 1_300, 3_900, -50], [1, "A", "USD", 0, [0, 900], 0, 900, 0], [2, "B", "EUR", 0, [0, 0], 400, 400, 0], [3, "C", "EUR", 0, [0, 0], 0, 0, -33],
  ]],
  ["by median lateness, where three are enough: 5 days for A, B by due date", { ...DUE, basis: "median", minimumSample: 3 }, [
    [0, "A", "EUR", 850, [1_000, 700 + 50], 1_300, 3_900, -50], [1, "A", "USD", 0, [0, 900], 0, 900, 0], [2, "B", "EUR", 0, [0, 400], 0, 400, 0], [3, "C", "EUR", 0, [0, 0], 0, 0, -33],
  ]],
  ["with too few paid items, by due date", { ...DUE, basis: "mean", minimumSample: 4 }, [
    [0, "A", "EUR", 850 + 1_000, [700, 50], 1_300, 3_900, -50], [1, "A", "USD", 0, [0, 900], 0, 900, 0], [2, "B", "EUR", 0, [0, 400], 0, 400, 0], [3, "C", "EUR", 0, [0, 0], 0, 0, -33],
  ]],
  ["where none is enough, those who never paid by due date all the same", { ...DUE, basis: "mean", minimumSample: 0 }, [
    [0, "A", "EUR", 850, [1_000, 700 + 50], 1_300, 3_900, -50], [1, "A", "USD", 0, [0, 900], 0, 900, 0], [2, "B", "EUR", 0, [0, 0], 400, 400, 0], [3, "C", "EUR", 0, [0, 0], 0, 0, -33],
  ]],
  ["by month", { ...DUE, period: "month", periods: 2 }, [
    [0, "A", "EUR", 850 + 1_000, [750, 1_300], 0, 3_900, -50], [1, "A", "USD", 0, [900, 0], 0, 900, 0], [2, "B", "EUR", 0, [400, 0], 0, 400, 0], [3, "C", "EUR", 0, [0, 0], 0, 0, -33],
  ]],
  ["without periods all that is not late comes later", { ...DUE, periods: 0 }, [
    [0, "A", "EUR", 850 + 1_000, [], 700 + 50 + 1_300, 3_900, -50], [1, "A", "USD", 0, [], 900, 900, 0], [2, "B", "EUR", 0, [], 400, 400, 0], [3, "C", "EUR", 0, [], 0, 0, -33],
  ]],
];
it.each(CASES)("%s", (_what, request, expected) => expect(rows(request)).toEqual(expected));

it("leaves out whom nothing concerns, and whom it does not know", () => {
  expect(rows({ ...DUE, asOf: date("2025-12-31") }, [0, 1, 2, 3, 99])).toEqual([]);
  expect(rows(DUE, [2, 99])).toHaveLength(1);
});

it("knows only what was paid by then", () => {
  // On 2026-02-04 only H1 was paid, 4 days late; on the 3rd nothing was.
  const on = (asOf: string): unknown => cashForecast(index, [0], { ...DUE, asOf: date(asOf), basis: "mean" }).expected.map(({ number, expected, by, amount }) => [number, formatIsoDate(expected), by, amount]);
  expect(on("2026-02-04")).toEqual([["H2", "2026-02-04", "lateness", 100], ["H3", "2026-02-04", "lateness", 600], ["I1", "2026-03-07", "lateness", 1_000]]);
  expect(on("2026-02-03")).toEqual([["H1", "2026-01-31", "due", 100], ["H2", "2026-01-31", "due", 100], ["H3", "2026-01-31", "due", 600], ["I1", "2026-03-03", "due", 1_000]]);
});

describe("promises", () => {
  const promise = (due: string, more: Partial<PromiseFact> = {}): PromiseFact => ({ customer: "a", document: null, amount: null, currency: "EUR", made: date("2026-03-17"), due: date(due), ...more });
  const CASES: [what: string, promises: PromiseFact[], expected: string[]][] = [
    ["of a document", [promise("2026-03-30", { document: "i1 " })], ["I2 1 2026-03-16 due 1000", "I2 2 2026-03-18 due 700", "I3 1 2026-03-23 due 50", "I1 1 2026-03-30 promise 850", "I2 3 2026-04-20 due 1300"]],
    ["of all", [promise("2026-03-30")], ["I1 1 2026-03-30 promise 850", "I2 1 2026-03-30 promise 1000", "I2 2 2026-03-30 promise 700", "I2 3 2026-03-30 promise 1300", "I3 1 2026-03-30 promise 50"]],
    ["of an amount: the oldest first", [promise("2026-03-30", { amount: 900 })], ["I2 1 2026-03-16 due 950", "I2 2 2026-03-18 due 700", "I3 1 2026-03-23 due 50", "I1 1 2026-03-30 promise 850", "I2 1 2026-03-30 promise 50", "I2 3 2026-04-20 due 1300"]],
    ["of a document and in general: the document's goes first", [promise("2026-03-28", { amount: 100 }), promise("2026-03-30", { document: "I1", amount: 800 })], [
      "I2 1 2026-03-16 due 950", "I2 2 2026-03-18 due 700", "I3 1 2026-03-23 due 50", "I1 1 2026-03-28 promise 50", "I2 1 2026-03-28 promise 50", "I1 1 2026-03-30 promise 800", "I2 3 2026-04-20 due 1300",
    ]],
    ["two of one document: the earlier first", [promise("2026-04-01", { document: "I1", amount: 500 }), promise("2026-03-25", { document: "I1", amount: 500 })], [
      "I2 1 2026-03-16 due 1000", "I2 2 2026-03-18 due 700", "I3 1 2026-03-23 due 50", "I1 1 2026-03-25 promise 500", "I1 1 2026-04-01 promise 350", "I2 3 2026-04-20 due 1300",
    ]],
    ["for the as-of day itself, made on it", [promise("2026-03-18", { document: "I1", made: date("2026-03-18") })], ["I2 1 2026-03-16 due 1000", "I1 1 2026-03-18 promise 850", "I2 2 2026-03-18 due 700", "I3 1 2026-03-23 due 50", "I2 3 2026-04-20 due 1300"]],
  ];
  const plain = ["I1 1 2026-03-03 due 850", "I2 1 2026-03-16 due 1000", "I2 2 2026-03-18 due 700", "I3 1 2026-03-23 due 50", "I2 3 2026-04-20 due 1300"];
  const VAIN: [what: string, promises: PromiseFact[]][] = [
    ["broken yesterday", [promise("2026-03-17")]], ["made tomorrow", [promise("2026-03-30", { made: date("2026-03-19") })]], ["of another customer", [promise("2026-03-30", { customer: "B" })]],
    ["in another currency", [promise("2026-03-30", { currency: "USD" })]], ["of a document that is not open", [promise("2026-03-30", { document: "H1" })]], ["of nothing", [promise("2026-03-30", { amount: 0 })]],
  ];
  const expected = (promises: PromiseFact[]): string[] => {
    const { rows: [row], expected: all } = cashForecast(index, [0], { ...DUE, promises });
    expect(row?.open).toBe(3_900);
    return all.map((each) => `${each.number} ${each.part} ${formatIsoDate(each.expected)} ${each.by} ${each.amount}`);
  };
  it.each(CASES)("%s", (_what, promises, wanted) => {
    expect(expected(promises)).toEqual(wanted);
    expect(expected([...promises].reverse())).toEqual(wanted);
  });
  it.each(VAIN)("%s changes nothing", (_what, promises) => expect(expected(promises)).toEqual(plain));
});

it("keeps an order of its own where documents share a number, a part or a day", () => {
  const facts = [charge("D", "2026-03-01", 5, { dues: [["2026-03-20", 5]] }), charge("D", "2026-03-01", 7, { dues: [["2026-03-20", 7]] }), charge("D", "2026-03-01", 9, { dues: [["2026-03-19", 9]] }), charge("C", "2026-03-01", 20, { dues: [["2026-03-20", 12], ["2026-03-20", 8]] })];
  const promises: PromiseFact[] = [null, 6, 10].map((amount) => ({ customer: "A", document: "D", amount, currency: "EUR", made: DUE.asOf, due: date("2026-03-25") }));
  const both = [facts, [...facts].reverse()].flatMap((charges) =>
    [[], promises, [...promises].reverse(), promises.slice(1), promises.slice(1).reverse()].map((list) => {
      const own = buildLedgerIndex({ charges, credits: [], applications: [] });
      return cashForecast(own, [0], { ...DUE, promises: list }).expected.map(({ number, part, due, by, amount }) => `${number}${part} ${formatIsoDate(due).slice(8)} ${by} ${amount}`).join(", ");
    }),
  );
  const [plain, all, two] = ["D1 19 due 9, C1 20 due 12, C2 20 due 8, D1 20 due 7, D1 20 due 5", "C1 20 due 12, C2 20 due 8, D1 19 promise 9, D1 20 promise 7, D1 20 promise 5", "C1 20 due 12, C2 20 due 8, D1 20 due 5, D1 19 promise 9, D1 20 promise 6, D1 20 promise 1"];
  expect(both).toEqual([plain, all, all, two, two, plain, all, all, two, two]);
});

it("gives account, row and due date of each expected amount", () => {
  const [first] = cashForecast(index, [2], { ...DUE, basis: "mean" }).expected;
  expect(first).toEqual({ account: 2, row: 7, number: "IB", part: 1, due: date("2026-03-23"), expected: date("2026-04-12"), by: "lateness", amount: 400 });
});

it("has a total for each currency", () => {
  expect(forecastTotals(cashForecast(index, [1, 0], DUE)).map((total) => total.currency)).toEqual(["EUR", "USD"]);
  expect(forecastTotals(cashForecast(index, everyAccount(index), DUE))).toEqual([
    { currency: "EUR", late: 1_850, periods: [700, 450], later: 1_300, open: 4_300, unapplied: -83 }, { currency: "USD", late: 0, periods: [0, 900], later: 0, open: 900, unapplied: 0 },
  ]);
});

it.each([[{ periods: -1 }], [{ minimumSample: -1 }], [{ periods: NaN }]])("refuses %j", (wrong) => {
  expect(() => cashForecast(index, [0], { ...DUE, ...wrong })).toThrow("0 or more");
});
