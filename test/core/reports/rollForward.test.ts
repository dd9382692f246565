import { buildLedgerIndex } from "../../../src/core/reports/ledgerIndex";
import { ROLL_FORWARD_COLUMNS, type RollForward, rollForwardByAccount, rollForwardTotals } from "../../../src/core/reports/rollForward";
import { rollForwardIn } from "../../../src/core/reports/rollForwardInCurrency";
import { type Decimal, parseDecimal, ZERO } from "../../../src/core/values/decimal";
import { januaryLedger } from "./januaryLedger";
import { apply, charge, credit, currency, date, everyAccount, inEachTest } from "./support";

const index = inEachTest(() => buildLedgerIndex(januaryLedger));
const JANUARY = { from: date("2026-01-01"), to: date("2026-01-31") };

function figures(row: RollForward | undefined): Record<string, number> {
  const all = Object.entries(row ?? {}).filter((entry): entry is [string, number] => typeof entry[1] === "number" && entry[1] !== 0 && entry[0] !== "account");
  return Object.fromEntries(all);
}

const CASES: [what: string, account: number, from: string, to: string, expected: Record<string, number>][] = [
  ["a whole month", 0, "2026-01-01", "2026-01-31", {
    opening: 48_500, billed: 145_000, credits: -2_000, cash: -97_000 - 3_000 - 800, writeOffs: -500, voids: -40_000 + 700, reversals: 97_000 + 800, closing: 148_700,
  }],
  ["until the day before the cheque bounced", 0, "2026-01-01", "2026-01-26", {
    opening: 48_500, billed: 145_000, credits: -2_000, cash: -100_000, discounts: -2_000, writeOffs: -500, refunds: 3_000, voids: -40_000, transfers: 1_000, closing: 53_000,
  }],
  ["what came before the month", 0, "2025-12-01", "2025-12-31", { broughtIn: 48_500, closing: 48_500 }],
  ["the bounce alone", 0, "2026-01-27", "2026-01-27", { opening: 53_000, discounts: 2_000, transfers: -1_000, reversals: 97_000, closing: 151_000 }],
  ["a refund that comes back is credit again, a cancelled payment no cancelled sale", 0, "2026-01-28", "2026-01-29", { opening: 151_000, cash: -800, refunds: -3_000, reversals: 800, closing: 148_000 }],
  ["the one who is paid for", 2, "2026-01-01", "2026-01-21", { billed: 9_000, transfers: -1_000, closing: 8_000 }],
  ["a month without movement", 2, "2026-02-01", "2026-02-28", { opening: 9_000, closing: 9_000 }],
];
it.each(CASES)("%s", (_what, account, from, to, expected) => {
  const [row] = rollForwardByAccount(index, [account], { from: date(from), to: date(to) });
  expect(figures(row)).toEqual(expected);
  expect([row?.account, row?.customer, row?.difference]).toEqual([account, index.accounts[account], 0]);
});

it("what was rounded stands apart from what was billed and credited, and the proof holds", () => {
  const rounded = buildLedgerIndex({
    charges: [{ ...charge("I-1", "2026-01-05", 10_005), rounding: 2 }, { ...charge("I-2", "2026-01-06", 4_000), rounding: -1 }, charge("I-3", "2026-01-07", 500)],
    credits: [{ ...credit("CM-1", "2026-01-08", 10_005, { kind: "creditMemo" }), rounding: 2 }, credit("P-1", "2026-01-09", 100)],
    applications: [apply("2026-01-08", "CM-1", "I-1", 10_005, { kind: "credit" })],
  });
  const [row] = rollForwardByAccount(rounded, [0], JANUARY);
  expect(figures(row)).toEqual({ billed: 14_504, rounding: -1, credits: -10_003, cash: -100, closing: 4_400 });
  expect(row?.difference).toBe(0);
});

it("leaves out whom nothing concerns, and whom it does not know", () => {
  expect(rollForwardByAccount(index, everyAccount(index), JANUARY).map((row) => row.account)).toEqual([0, 1, 2]);
  expect(rollForwardByAccount(index, [3, 99], JANUARY)).toEqual([]);
});

it("refuses a last day before the first", () => {
  expect(() => rollForwardByAccount(index, [0], { from: JANUARY.to, to: JANUARY.from })).toThrow("first day is after its last");
  expect(rollForwardByAccount(index, [0], { from: JANUARY.to, to: JANUARY.to })).toHaveLength(1);
});

describe("totals", () => {
  const totals = inEachTest(() => rollForwardTotals(rollForwardByAccount(index, everyAccount(index), { from: date("2026-01-01"), to: date("2026-01-26") })));

  it("are one for each currency, in which what customers pay for each other vanishes", () => {
    expect(totals.map((total) => [total.currency, figures(total)])).toEqual([
      ["EUR", { opening: 48_500, billed: 154_000, credits: -2_000, cash: -100_000, discounts: -2_000, writeOffs: -500, refunds: 3_000, voids: -40_000, closing: 61_000 }],
      ["USD", { billed: 7_777, closing: 7_777 }],
    ]);
    expect(totals.map((total) => total.difference)).toEqual([0, 0]);
  });

  it("stand by currency, whatever the order of rows", () => {
    expect(rollForwardTotals(rollForwardByAccount(index, [1, 0], JANUARY)).map((total) => total.currency)).toEqual(["EUR", "USD"]);
  });

  it("refuses a sum that doubles cannot hold to the cent", () => {
    const huge = buildLedgerIndex({ charges: ["B", "C"].map((customer) => charge(`I${customer}`, "2026-01-01", Number.MAX_SAFE_INTEGER - 1, { customer })), credits: [], applications: [] });
    const rows = rollForwardByAccount(huge, [0, 1], JANUARY);
    expect(rows).toHaveLength(2);
    expect(() => rollForwardTotals(rows)).toThrow("too large to be exact");
  });
});

describe("in one currency", () => {
  const decimal = (text: string): Decimal => parseDecimal(text) ?? ZERO;
  const [EUR, USD, JPY] = [currency("EUR"), currency("USD"), currency("JPY")];
  const yen = inEachTest(() => buildLedgerIndex({
    charges: [charge("Y1", "2025-12-01", 10_000, { currency: "JPY" }), charge("Y2", "2026-01-10", 5_001, { currency: "JPY" }), charge("E1", "2026-01-10", 5_000)],
    credits: [credit("P1", "2026-01-20", 4_000, { currency: "JPY" })],
    applications: [apply("2026-01-20", "P1", "Y1", 4_000)],
  }));
  const totals = inEachTest(() => rollForwardTotals(rollForwardByAccount(yen, everyAccount(yen), JANUARY)));

  it("converts balances at their days' rates and movements at the period's; the rest is exchange", () => {
    const rates = new Map([[JPY, { opening: decimal("0.006"), period: decimal("0.0061"), closing: decimal("0.0065") }]]);
    const made = rollForwardIn(EUR, totals, rates);
    // 10,000 yen = 60.00; 5,001 = 30.51 (30.5061); 4,000 = 24.40; 11,001 at the end = 71.51 (71.5065); 60.00 + 30.51 − 24.40 = 66.11.
    expect(made.kind === "converted" ? figures(made.total) : made).toEqual({ opening: 6_000, billed: 5_000 + 3_051, cash: -2_440, exchange: 540, closing: 5_000 + 7_151 });
    const total = made.kind === "converted" ? made.total : null;
    expect([total?.currency, total?.difference]).toEqual([EUR, 0]);
    expect(ROLL_FORWARD_COLUMNS.reduce((sum, column) => sum + (total?.[column] ?? 0), (total?.opening ?? 0) + (total?.exchange ?? 0))).toBe(total?.closing);
  });

  it("leaves its own currency as it is, also where a rate is given for it", () => {
    const rates = new Map([[JPY, { opening: decimal("2"), period: decimal("2"), closing: decimal("2") }], [EUR, { opening: decimal("2"), period: decimal("2"), closing: decimal("2") }]]);
    const made = rollForwardIn(JPY, totals, rates);
    expect(made.kind === "converted" ? figures(made.total) : made).toEqual({ opening: 10_000, billed: 5_001 + 100, cash: -4_000, closing: 11_001 + 100 });
  });

  it("names the currencies that have no rate", () => {
    expect(rollForwardIn(USD, totals, new Map())).toEqual({ kind: "ratesMissing", currencies: [EUR, JPY] });
  });

  it("refuses a sum that doubles cannot hold to the cent", () => {
    const big = rollForwardTotals(rollForwardByAccount(buildLedgerIndex({ charges: [charge("Y", "2026-01-10", 8e14, { currency: "JPY" }), charge("E", "2026-01-10", Number.MAX_SAFE_INTEGER - 1)], credits: [], applications: [] }), [0, 1], JANUARY));
    expect(big).toHaveLength(2);
    expect(() => rollForwardIn(EUR, big, new Map([[JPY, { opening: decimal("0.01"), period: decimal("0.01"), closing: decimal("0.01") }]]))).toThrow("too large to be exact");
  });

  it("is nothing without totals", () => {
    expect(rollForwardIn(USD, [], new Map())).toEqual({ kind: "converted", total: expect.objectContaining({ currency: USD, opening: 0, closing: 0, exchange: 0 }) });
  });
});
