import { agingByAccount } from "../../../src/core/reports/aging";
import { accountBalance } from "../../../src/core/reports/balance";
import { buildLedgerIndex } from "../../../src/core/reports/ledgerIndex";
import { openItems } from "../../../src/core/reports/openItems";
import { balanceForwardStatements, openItemStatements, type StatementAging } from "../../../src/core/reports/statement";
import { formatIsoDate } from "../../../src/core/values/plainDate";
import { januaryLedger } from "./januaryLedger";
import { apply, charge, credit, date, everyAccount, inEachTest } from "./support";

const index = inEachTest(() => buildLedgerIndex(januaryLedger));
const AGING: StatementAging = { basis: "due", schedule: { limits: [30], dueTodayIsLate: false } };
const period = (from: string, to: string): { from: ReturnType<typeof date>; to: ReturnType<typeof date> } => ({ from: date(from), to: date(to) });

/** date, kind, document, against, due, amount, balance */
const JANUARY: unknown[][] = [
  ["2026-01-05", "invoice", "INV-1", null, "2026-02-04", 100_000, 148_500],
  ["2026-01-10", "invoice", "INV-2", null, "2026-02-09", 40_000, 188_500],
  ["2026-01-12", "void", "INV-2", null, null, -40_000, 148_500],
  ["2026-01-15", "debitMemo", "DM-1", null, "2026-01-15", 5_000, 153_500],
  ["2026-01-20", "deduction", "INV-1-D1", null, "2026-02-04", 700, 154_200],
  ["2026-01-20", "payment", "PAY-1", null, null, -97_000, 57_200],
  ["2026-01-20", "deduction", "INV-1", null, null, -700, 56_500],
  ["2026-01-20", "discount", "INV-1", "PAY-1", null, -2_000, 54_500],
  ["2026-01-21", "transfer", "PAY-1", "INV-B", null, 1_000, 55_500],
  ["2026-01-22", "creditMemo", "CM-1", null, null, -2_000, 53_500],
  ["2026-01-23", "writeOff", "OPN", null, null, -500, 53_000],
  ["2026-01-25", "deposit", "DEP-1", null, null, -3_000, 50_000],
  ["2026-01-26", "refund", "DEP-1", null, null, 3_000, 53_000],
  ["2026-01-27", "discount", "INV-1", "PAY-1", null, 2_000, 55_000],
  ["2026-01-27", "reversal", "INV-1", null, null, 700, 55_700],
  ["2026-01-27", "reversal", "INV-1-D1", null, null, -700, 55_000],
  ["2026-01-27", "reversal", "PAY-1", null, null, 97_000, 152_000],
  ["2026-01-27", "transfer", "PAY-1", "INV-B", null, -1_000, 151_000],
  ["2026-01-28", "payment", "PAY-0", null, null, -800, 150_200],
  ["2026-01-28", "void", "PAY-0", null, null, 800, 151_000],
  ["2026-01-29", "reversal", "DEP-1", null, null, -3_000, 148_000],
  ["2026-01-30", "void", "CM-1", null, null, 700, 148_700],
];

describe("a statement that brings the balance forward", () => {
  const statements = inEachTest(() => balanceForwardStatements(index, everyAccount(index), period("2026-01-01", "2026-01-31"), AGING));

  it("is one for each customer and currency that owes or moved", () => {
    expect(statements.map(({ account, customer, opening, closing }) => [account, customer.customer, customer.currency, opening, closing])).toEqual([
      [0, "A", "EUR", 48_500, 148_700], [1, "A", "USD", 0, 7_777], [2, "B", "EUR", 0, 9_000],
    ]);
  });

  it("lists every movement in order with the balance after it", () => {
    const [first] = statements;
    expect([first?.from, first?.to]).toEqual([date("2026-01-01"), date("2026-01-31")]);
    expect(first?.lines.map((line) => [formatIsoDate(line.date), line.kind, line.number, line.against, line.due === null ? null : formatIsoDate(line.due), line.amount, line.balance])).toEqual(JANUARY);
  });

  it("shows the one who is paid for the other side of it", () => {
    expect(statements[2]?.lines.map((line) => line.due)).toEqual([date("2026-01-09"), null, null]);
    expect(statements[2]?.lines.map((line) => [line.kind, line.number, line.against, line.amount, line.balance])).toEqual([
      ["invoice", "INV-B", null, 9_000, 9_000], ["transfer", "INV-B", "PAY-1", -1_000, 8_000], ["transfer", "INV-B", "PAY-1", 1_000, 9_000],
    ]);
  });

  it("ends with the aging of its last day", () => {
    expect(statements[0]?.aging).toEqual({ buckets: [70_000, 28_700 + 5_000, 49_500], unapplied: -4_500, disputed: 0, total: 148_700 });
  });

  it("begins and ends with the balance, whatever the days", () => {
    for (const [from, to] of [["2025-11-01", "2025-12-15"], ["2025-12-16", "2026-01-20"], ["2026-01-21", "2026-01-21"], ["2026-01-27", "2026-02-28"], ["2026-02-03", "2026-02-28"]] as const) {
      const [first] = balanceForwardStatements(index, [0], period(from, to), AGING);
      expect([first?.opening, first?.closing]).toEqual([accountBalance(index, 0, date(from) - 1 as ReturnType<typeof date>), accountBalance(index, 0, date(to))]);
    }
  });

  it("is left out where nothing stood and nothing moved, and where there is no such account", () => {
    expect(balanceForwardStatements(index, [0, 3, 99], period("2025-01-01", "2025-01-31"), AGING)).toEqual([]);
    expect(balanceForwardStatements(index, [1], period("2026-02-01", "2026-02-28"), AGING).map(({ opening, lines, closing }) => [opening, lines, closing])).toEqual([[7_777, [], 7_777]]);
  });

  it("takes one day, and refuses a last day before the first", () => {
    expect(balanceForwardStatements(index, [0], period("2026-01-21", "2026-01-21"), AGING)[0]?.lines).toHaveLength(1);
    expect(() => balanceForwardStatements(index, [0], period("2026-01-22", "2026-01-21"), AGING)).toThrow("first day is after its last");
  });
});

describe("a statement of open items", () => {
  it("lists what is open with a running sum, and ages it", () => {
    const asOf = date("2026-01-31");
    const [first, ...others] = openItemStatements(index, everyAccount(index), asOf, AGING);
    expect(first?.items.map(({ number, part, open, balance }) => [number, part, open, balance])).toEqual([
      ["OPN-C", null, -1_500, -1_500], ["OPN", null, 49_500, 48_000], ["DM-1", null, 5_000, 53_000], ["INV-1", 1, 28_700, 81_700], ["DEP-1", null, -3_000, 78_700], ["INV-1", 2, 70_000, 148_700],
    ]);
    expect(first?.items.map(({ balance: _balance, ...item }) => item)).toEqual(openItems(index, [0], asOf));
    expect([first?.account, first?.customer.customer, first?.asOf, first?.closing]).toEqual([0, "A", asOf, 148_700]);
    const [row] = agingByAccount(index, [0], { asOf, ...AGING, ageCredits: false });
    expect(first?.aging).toEqual({ buckets: row?.buckets, unapplied: row?.unapplied, disputed: 0, total: 148_700 });
    expect(others.map(({ customer, closing }) => [customer.customer, customer.currency, closing])).toEqual([["A", "USD", 7_777], ["B", "EUR", 9_000]]);
  });

  it("is left out where nothing is open", () => {
    expect(openItemStatements(index, [0, 3, 99], date("2025-11-30"), AGING)).toEqual([]);
  });
});

describe("lines of one day and document", () => {
  const day = "2026-01-10";
  const own = inEachTest(() => buildLedgerIndex({
    charges: [charge("I", day, 1_000), charge("H", day, 400)],
    credits: [credit("P", day, 300), credit("Q", day, 300), credit("A", "2026-01-09", 5)],
    applications: [
      apply(day, "Q", "I", 200, { discount: 4 }), apply(day, "P", "I", 100, { discount: 3 }), apply(day, "P", "I", 90, { discount: 9 }), apply(day, null, "I", 11, { kind: "writeOff" }),
      apply(day, null, "I", 12, { kind: "deduction" }), apply(day, null, "I", 0, { discount: 1 }), apply(day, null, "I", 0, { discount: 6 }), apply(day, "P", "H", 0, { discount: 2 }), apply(day, "A", null, 5, { kind: "refund" }),
    ],
  }));
  it("stand by what they are, then number, kind, the other document and amount", () => {
    const [statement] = balanceForwardStatements(own, [0], period(day, day), AGING);
    expect(statement?.lines.map(({ kind, number, against, amount }) => [kind, number, against, amount])).toEqual([
      ["invoice", "H", null, 400], ["invoice", "I", null, 1_000], ["payment", "P", null, -300], ["payment", "Q", null, -300], ["refund", "A", null, 5],
      ["discount", "H", "P", -2], ["deduction", "I", null, -12], ["discount", "I", null, -1], ["discount", "I", null, -6], ["discount", "I", "P", -3], ["discount", "I", "P", -9], ["discount", "I", "Q", -4], ["writeOff", "I", null, -11],
    ]);
    expect([statement?.opening, statement?.closing]).toEqual([-5, accountBalance(own, 0, date(day))]);
  });
});
