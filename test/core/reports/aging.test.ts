import type { ApplicationFact, ChargeFact, CreditFact } from "../../../src/core/ledger/facts";
import { agingByAccount } from "../../../src/core/reports/aging";
import { buildLedgerIndex } from "../../../src/core/reports/ledgerIndex";
import { openItems } from "../../../src/core/reports/openItems";
import { apply, charge, credit, date } from "./support";

describe("buckets", () => {
  const limits = [30, 60, 90];
  const cases: [days: number, bucket: number, late: number][] = [
    [-40, 0, 0], [-1, 0, 0], [0, 0, 1], [1, 1, 1], [30, 1, 1], [31, 2, 2], [60, 2, 2], [61, 3, 3], [90, 3, 3], [91, 4, 4], [5000, 4, 4],
  ];
  it.each(cases)("%i days past due stands in bucket %i (due today is late: %i)", (days, bucket, late) => {
    const asOf = date("2026-05-01");
    const due = new Date(Date.UTC(2026, 4, 1) - days * 86_400_000).toISOString().slice(0, 10);
    const index = buildLedgerIndex({ charges: [charge("I", "2000-01-01", 500, { dues: [[due, 500]] })], credits: [], applications: [] });
    for (const [dueTodayIsLate, expected] of [[false, bucket], [true, late]] as const) {
      const [row] = agingByAccount(index, [0], { asOf, basis: "due", schedule: { limits, dueTodayIsLate }, ageCredits: false });
      expect(row?.buckets).toEqual([0, 1, 2, 3, 4].map((each) => (each === expected ? 500 : 0)));
    }
  });

  it("instalments age by their own due dates, applications fill the earliest first", () => {
    const index = buildLedgerIndex({
      charges: [charge("I", "2026-01-01", 900, { dues: [["2026-01-10", 300], ["2026-02-10", 300], ["2026-03-10", 300]] })],
      credits: [credit("P", "2026-01-15", 400)],
      applications: [apply("2026-01-15", "P", "I", 390, { discount: 10 })],
    });
    const parts = (iso: string): unknown => openItems(index, [0], date(iso)).map((item) => [item.number, item.part, item.daysLate, item.open]);
    expect(parts("2026-01-14")).toEqual([["I", 1, 4, 300], ["I", 2, -27, 300], ["I", 3, -55, 300]]);
    expect(parts("2026-02-20")).toEqual([["P", null, null, -10], ["I", 2, 10, 200], ["I", 3, -18, 300]]);
  });
});

describe("what does not fit is not counted until it does", () => {
  const cases: [what: string, charges: ChargeFact[], credits: CreditFact[], applications: ApplicationFact[], views: [string, number, number][]][] = [
    [
      "a payment above the open amount stays on account",
      [charge("I", "2026-01-01", 100)], [credit("P", "2026-01-05", 150)], [apply("2026-01-05", "P", "I", 150)],
      [["2026-01-04", 100, 0], ["2026-01-05", 0, 50]],
    ],
    [
      "a payment before its invoice waits for it",
      [charge("I", "2026-01-10", 100)], [credit("P", "2026-01-05", 100)], [apply("2026-01-05", "P", "I", 100)],
      [["2026-01-05", 0, 100], ["2026-01-10", 0, 0]],
    ],
    [
      "a second payment counts when the first bounces",
      [charge("I", "2026-01-01", 100)], [credit("P", "2026-01-05", 100), credit("Q", "2026-01-07", 100)],
      [apply("2026-01-05", "P", "I", 100), apply("2026-01-07", "Q", "I", 100), apply("2026-01-10", "P", "I", -100, { kind: "reversal" }), apply("2026-01-10", "P", null, 100, { kind: "reversal" })],
      [["2026-01-06", 0, 0], ["2026-01-08", 0, 100], ["2026-01-10", 0, 0]],
    ],
    [
      "a write-off and a void use no credit",
      [charge("I", "2026-01-01", 100), charge("J", "2026-01-01", 40)], [], [apply("2026-01-05", null, "I", 30, { kind: "writeOff" }), apply("2026-01-06", null, "J", 40, { kind: "void" })],
      [["2026-01-05", 110, 0], ["2026-01-06", 70, 0]],
    ],
    [
      "an application of a document that is not there counts for neither side",
      [charge("I", "2026-01-01", 100)], [], [apply("2026-01-05", "P", "I", 100)], [["2026-01-06", 100, 0]],
    ],
  ];
  it.each(cases)("%s", (_what, charges, credits, applications, expected) => {
    const index = buildLedgerIndex({ charges, credits, applications });
    for (const [iso, open, unapplied] of expected) {
      const items = openItems(index, [0], date(iso));
      expect([iso, items.filter((item) => item.open > 0).reduce((sum, item) => sum + item.open, 0), 0 - items.filter((item) => item.open < 0).reduce((sum, item) => sum + item.open, 0)]).toEqual([iso, open, unapplied]);
    }
  });
});

it("builds and ages 20,000 invoices and 26,000 payments without going through them again and again", () => {
  const charges: ChargeFact[] = [];
  const credits: CreditFact[] = [];
  const applications: ApplicationFact[] = [];
  const sample = charge("X", "2026-01-01", 100);
  const payment = credit("X", "2026-01-01", 60);
  const application = apply("2026-01-01", "X", "X", 60);
  for (let n = 0; n < 20_000; n++) charges.push({ ...sample, number: `INV-${n}`, customer: `C${n % 1800}` });
  for (let n = 0; n < 26_000; n++) {
    credits.push({ ...payment, number: `PAY-${n}`, customer: `C${(n % 20_000) % 1800}` });
    applications.push({ ...application, from: `PAY-${n}`, to: `INV-${n % 20_000}` });
  }
  const started = process.cpuUsage();
  const index = buildLedgerIndex({ charges, credits, applications });
  const rows = agingByAccount(index, index.accounts.map((_, row) => row), { asOf: date("2026-03-01"), basis: "due", schedule: { limits: [30, 60, 90], dueTodayIsLate: false }, ageCredits: false });
  const used = process.cpuUsage(started);
  expect(rows.reduce((sum, row) => sum + row.total, 0)).toBe(20_000 * 100 - 26_000 * 60);
  // A few tenths of a second; bench/fold.ts measures it. What is here sees only work that grows with the square.
  expect((used.user + used.system) / 1e6).toBeLessThan(10);
});
