import { agingAll } from "../../../../src/core/reports/columnar/agingAll";
import { applyEdit } from "../../../../src/core/reports/columnar/applyEdit";
import { appendCells, buildIndexFromCells } from "../../../../src/core/reports/columnar/buildIndex";
import { type CellRow, createColumnIndex, type IndexLayout } from "../../../../src/core/reports/columnar/columnIndex";
import { blockedCustomers, issuesOf } from "../../../../src/core/reports/columnar/issues";
import { memoryOf } from "../../../../src/core/reports/columnar/memoryOf";
import { seededRandom } from "../../../fuzz/fuzz";
import { indexFuzz } from "../../../fuzz/index.fuzz";
import { currency } from "../support";
import { answersOf, answersOfFacts, cellMaker, indexOf, LAYOUT, requestAt, SERIAL } from "./columnCases";

describe("equal to the ledger's own settlement", () => {
  it.each([1, 2, 3, 5])("random book %d, as of every kind of day", (seed) => {
    const random = seededRandom(seed * 7919);
    const make = cellMaker(random, 0);
    const known = new Map<string, CellRow>();
    for (let n = 0; n < 40; n++) {
      const row = make.invoice();
      known.set(String(row[0]).trim().toUpperCase(), row);
    }
    const invoices = [...known.values()];
    const payments = Array.from({ length: 60 }, () => make.payment()).flatMap((row) => {
      if (row[0] === "") return [["", "C01", ...row.slice(2)]];
      return known.has(String(row[0]).toUpperCase()) ? [row] : [];
    });
    const index = indexOf({ invoices, payments });
    expect(issuesOf(index)).toEqual([]);
    for (const serial of [SERIAL - 1, SERIAL + 40, SERIAL + 120, SERIAL + 210, SERIAL + 500])
      for (const other of [{}, { basis: "document" as const }, { ageCredits: true }, { schedule: { limits: [], dueTodayIsLate: true } }])
        expect(answersOf(index, requestAt(serial, other))).toMatchObject({ rows: answersOfFacts({ invoices, payments }, requestAt(serial, other)) });
  });
});

describe("kept by edits", () => {
  it("gives what a rebuild gives, also with bad rows and twins", async () => {
    expect(await indexFuzz.run({ seed: 301, cases: 2_500 })).toEqual({ cases: 2_500, failures: [], failed: 0 });
  });

  it("sees a payment whose invoice comes later, goes and comes back, in tables that name no customers of payments", () => {
    const layout: IndexLayout = { ...LAYOUT, payments: { invoice: 0, customer: null, date: 2, amount: 3, currency: 4 } };
    const index = createColumnIndex(layout, { invoices: 1, payments: 0 });
    appendCells(index, { table: "payments", rows: Array.from({ length: 70 }, () => ["I1", "", SERIAL, 1, "EUR"]) });
    appendCells(index, { table: "payments", rows: [["I2", "", SERIAL, 5, "EUR"]] });
    const blocked = (): string[] => [...blockedCustomers(index).keys()];
    expect([blocked(), issuesOf(index).length]).toEqual([[""], 71]);
    appendCells(index, { table: "invoices", rows: [GOOD] });
    expect([blocked(), issuesOf(index).map(({ code, at }) => [code, at?.row])]).toEqual([[""], [["noInvoice", 71]]]);
    applyEdit(index, { table: "payments", kind: "delete", row: 70 });
    expect(answersOf(index, requestAt(SERIAL))).toEqual({ rows: ["A EUR 3000 0 0 0 0 0 3000"], issues: [], blocked: [] });
    applyEdit(index, { table: "invoices", kind: "delete", row: 0 });
    expect([blocked(), agingAll(index, requestAt(SERIAL)).amounts.some((amount) => amount !== 0)]).toEqual([[""], false]);
    applyEdit(index, { table: "invoices", kind: "insert", row: 0, cells: GOOD });
    expect(answersOf(index, requestAt(SERIAL))).toMatchObject({ rows: ["A EUR 3000 0 0 0 0 0 3000"] });
    expect(memoryOf(index).parts.rowOrder).toBeGreaterThan(70 * 4);
  });

  it("looks again after an edit whether every payment counts", () => {
    const payment = (customer: string): CellRow => ["I1", customer, SERIAL, 10, "EUR"];
    const index = indexOf({ invoices: [GOOD], payments: [payment("A")] });
    const totals = (): number[] => [...agingAll(index, requestAt(SERIAL)).amounts].filter((amount) => amount !== 0);
    const whole = totals();
    expect([totals(), index.allCount]).toEqual([whole, true]);
    applyEdit(index, { table: "payments", kind: "insert", row: 1, cells: payment("B") });
    expect([totals(), totals(), index.allCount]).toEqual([whole, whole, false]);
    applyEdit(index, { table: "payments", kind: "delete", row: 1 });
    expect([totals(), index.allCount]).toEqual([whole, true]);
    applyEdit(index, { table: "invoices", kind: "delete", row: 0 });
    expect([totals(), index.allCount]).toEqual([[], false]);
    applyEdit(index, { table: "invoices", kind: "insert", row: 0, cells: GOOD });
    applyEdit(index, { table: "payments", kind: "insert", row: 0, cells: ["", "A", SERIAL, 0, "EUR"] });
    expect([totals(), index.allCount]).toEqual([whole, true]);
    applyEdit(index, { table: "payments", kind: "change", row: 1, cells: payment("B") });
    expect(totals()).not.toEqual(whole);
  });

  it("refuses a row that is not there", () => {
    const index = indexOf({ invoices: [], payments: [] });
    expect(() => applyEdit(index, { table: "invoices", kind: "delete", row: 0 })).toThrow("There is no row 0 among 0");
    expect(() => applyEdit(index, { table: "payments", kind: "insert", row: 1, cells: [] })).toThrow("There is no place 1 among 0 rows");
    expect(() => applyEdit(index, { table: "payments", kind: "insert", row: -1, cells: [] })).toThrow("There is no place -1");
  });
});

const GOOD: CellRow = ["I1", "A", SERIAL, SERIAL + 30, 100, "EUR"];
const PAID: CellRow = ["I1", "A", SERIAL + 5, 40, "EUR"];

describe("bad cells are issues with their place and block their customer", () => {
  const withCell = (row: CellRow, at: number, cell: unknown): CellRow => row.map((each, place) => (place === at ? cell : each));
  const CASES: [what: string, table: "invoices" | "payments", row: CellRow, code: string, cell: number, blocks: string[]][] = [
    ["an amount as text", "invoices", withCell(GOOD, 4, "100"), "notANumber", 4, ["A"]],
    ["no amount", "invoices", withCell(GOOD, 4, ""), "missing", 4, ["A"]],
    ["half a cent", "invoices", withCell(GOOD, 4, 1.005), "subMinor", 4, ["A"]],
    ["too much", "invoices", withCell(GOOD, 4, 1e14), "tooLarge", 4, ["A"]],
    ["an error as date", "invoices", withCell(GOOD, 2, { error: "#REF!" }), "notADate", 2, ["A"]],
    ["no date", "invoices", withCell(GOOD, 2, null), "missing", 2, ["A"]],
    ["a date with a time", "invoices", withCell(GOOD, 3, SERIAL + 0.5), "notADate", 3, ["A"]],
    ["no due date", "invoices", withCell(GOOD, 3, ""), "missing", 3, ["A"]],
    ["the day that never was", "invoices", withCell(GOOD, 2, 60), "notADate", 2, ["A"]],
    ["no currency", "invoices", withCell(GOOD, 5, "Euro"), "notACurrency", 5, ["A"]],
    ["a currency as number", "invoices", withCell(GOOD, 5, 978), "notACurrency", 5, ["A"]],
    ["no number", "invoices", withCell(GOOD, 0, ""), "missing", 0, ["A"]],
    ["an error as number", "invoices", withCell(GOOD, 0, { error: "#N/A" }), "notAnId", 0, ["A"]],
    ["no customer", "invoices", withCell(GOOD, 1, " "), "missing", 1, [""]],
    ["TRUE as customer", "invoices", withCell(GOOD, 1, true), "notAnId", 1, [""]],
    ["not a number at all", "invoices", withCell(GOOD, 0, NaN), "notAnId", 0, ["A"]],
    ["a payment as text", "payments", withCell(PAID, 3, "40"), "notANumber", 3, ["A"]],
    ["a payment below zero", "payments", withCell(PAID, 3, -40), "negativePayment", 3, ["A"]],
    ["a payment without a date", "payments", withCell(PAID, 2, ""), "missing", 2, ["A"]],
    ["a payment of no day", "payments", withCell(PAID, 2, "x"), "notADate", 2, ["A"]],
    ["a payment in no currency", "payments", withCell(PAID, 4, ""), "notACurrency", 4, ["A"]],
    ["a payment of an error", "payments", withCell(PAID, 0, { error: "#N/A" }), "notAnId", 0, ["A"]],
    ["a payment of an erroneous customer", "payments", withCell(PAID, 1, false), "notAnId", 1, ["A"]],
    ["a payment of nobody", "payments", ["", "", SERIAL, 5, "EUR"], "missing", 0, [""]],
    ["a payment of an unknown invoice", "payments", ["I9", "", SERIAL, 5, "EUR"], "noInvoice", 0, [""]],
    ["a payment of an unknown invoice by B", "payments", ["I9", "B", SERIAL, 5, "EUR"], "noInvoice", 0, ["B"]],
    ["a payment by another customer", "payments", withCell(PAID, 1, "B"), "otherCustomer", 0, ["A", "B"]],
    ["a payment in another currency", "payments", withCell(PAID, 4, "USD"), "otherCurrency", 0, ["A"]],
  ];
  it.each(CASES)("%s", (_what, table, row, code, cell, blocks) => {
    const other: CellRow = ["X1", "Other", SERIAL, SERIAL, 7, "EUR"];
    const index = indexOf({ invoices: [other, GOOD, ...(table === "invoices" ? [row.map((each, at) => (at === 0 && each === "I1" ? "I2" : each))] : [])], payments: table === "payments" ? [row] : [] });
    expect(issuesOf(index)).toEqual([{ code, severity: "error", at: { table, row: table === "invoices" ? 3 : 1 }, params: { cell } }]);
    expect([...blockedCustomers(index).keys()].sort()).toEqual(blocks);
  });

  it("a number that several rows bear blocks the customers of all of them, until one is left", () => {
    const rows: CellRow[] = [GOOD, ["i1", "B", SERIAL, SERIAL, 5, "EUR"], ["I1 ", "C", SERIAL, SERIAL, 6, "EUR"]];
    const index = indexOf({ invoices: rows, payments: [] });
    expect(issuesOf(index).map(({ code, at }) => [code, at?.row])).toEqual([["twice", 1], ["twice", 2], ["twice", 3]]);
    expect([...blockedCustomers(index).keys()]).toEqual(["A", "B", "C"]);
    applyEdit(index, { table: "invoices", kind: "delete", row: 0 });
    applyEdit(index, { table: "invoices", kind: "delete", row: 1 });
    expect(issuesOf(index)).toEqual([]);
    expect(answersOf(index, requestAt(SERIAL))).toMatchObject({ rows: ["B EUR 5 0 0 0 0 0 5".replace(/5/g, "500")] });
  });

  it("empty rows stand for nothing", () => {
    const blank: CellRow = ["", null, "", "", "", ""];
    const index = indexOf({ invoices: [blank, GOOD], payments: [blank, [undefined]] });
    expect(issuesOf(index)).toEqual([]);
    expect(agingAll(index, requestAt(SERIAL)).accounts).toEqual([{ customerKey: "A", customer: "A", currency: "EUR" }]);
  });
});

it("reads tables without due dates, customers and currencies of payments, in the 1904 system, in chunks of any order", () => {
  const layout: IndexLayout = { invoices: { number: 2, customer: 0, date: 1, due: null, amount: 3, currency: null }, payments: { invoice: 1, customer: null, date: 0, amount: 2, currency: null }, dateSystem: 1904, currency: currency("JPY") };
  const index = createColumnIndex(layout, { invoices: 2, payments: 1 });
  appendCells(index, { table: "payments", rows: [[SERIAL - 1462, "N2", 50]] });
  appendCells(index, { table: "invoices", rows: [["A", SERIAL - 1462, "N1", 7]] });
  appendCells(index, { table: "invoices", rows: [["B", SERIAL - 1462, "N2", 40], ["B", SERIAL - 1461, "N3", 1.5]] });
  const { accounts, width, amounts } = agingAll(index, requestAt(SERIAL + 1));
  expect([accounts.map(({ customer, currency: code }) => `${customer} ${code}`), width, [...amounts]]).toEqual([["A JPY", "B JPY"], 7, [0, 7, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, -10, -10]]);
  expect(issuesOf(index).map(({ code, at }) => [code, at?.table, at?.row])).toEqual([["subMinor", "invoices", 3]]);
});

it("a customer has an account in each currency, and amounts are what binary arithmetic meant", () => {
  const rows: CellRow[] = [["1", "A", SERIAL, SERIAL, 0.1 + 0.2, "EUR"], ["2", "a", SERIAL, SERIAL, 7, "USD"], ["3", "A", SERIAL, SERIAL, 1.1 * 3, "usd"], ["4", "A", SERIAL, SERIAL, -0, "JPY"], ["5", "B", SERIAL, SERIAL, 2, "USD"], ["6", "A", SERIAL, SERIAL, 1, "EUR"]];
  expect(answersOf(indexOf({ invoices: rows, payments: [["3", "", SERIAL, 0.1 + 0.7, "USD"]] }), requestAt(SERIAL))).toEqual({ rows: ["A EUR 130 0 0 0 0 0 130", "A USD 950 0 0 0 0 0 950", "B USD 200 0 0 0 0 0 200"], issues: [], blocked: [] });
});

it("a sum that would not be exact is refused", () => {
  const most = 9_999_999_999_999.99;
  const index = indexOf({ invoices: Array.from({ length: 12 }, (_, n): CellRow => [`I${n}`, "A", SERIAL, SERIAL, most, "EUR"]), payments: [] });
  expect(() => agingAll(index, requestAt(SERIAL))).toThrow(RangeError);
  const paid = indexOf({ invoices: [GOOD], payments: Array.from({ length: 12 }, (): CellRow => ["I1", "A", SERIAL, most, "EUR"]) });
  expect(() => agingAll(paid, requestAt(SERIAL))).toThrow(RangeError);
});

it("needs no more than 40 bytes a row, and counts what it has", () => {
  const invoices = Array.from({ length: 20_000 }, (_, n): CellRow => [`INV-${1_000_001 + n}`, `C${n % 500}`, SERIAL, SERIAL + 30, 10, "EUR"]);
  const payments = Array.from({ length: 26_000 }, (_, n): CellRow => [`INV-${1_000_001 + ((n * 7919) % 20_000)}`, "", SERIAL, 1, "EUR"]);
  const chunks = [{ table: "invoices" as const, rows: invoices }, { table: "payments" as const, rows: payments }];
  const index = buildIndexFromCells(LAYOUT, chunks, { invoices: 20_000, payments: 26_000 });
  const { bytes, perRow, parts } = memoryOf(index);
  expect(perRow).toBeLessThanOrEqual(40);
  expect(bytes).toBe(Object.values(parts).reduce((sum, part) => sum + part, 0));
  expect(parts.payments).toBe(26_000 * (4 + 4 + 8 + 4));
  expect(memoryOf(createColumnIndex(LAYOUT)).perRow).toBe(0);
});
