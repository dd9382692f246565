import type { LedgerState } from "../../src/live/liveLedger";
import { createLiveLedger } from "../../src/live/liveLedger";
import { FakeBook, sampleBook } from "../live/support";
import { call, cell, day, grid, table } from "./support";

async function ledgerOf(book: FakeBook): Promise<LedgerState> {
  const live = createLiveLedger({ source: book });
  const { ledger } = await live.view();
  live.stop();
  return ledger;
}

/** What Settings names: the same code reads it as reads tables given as arguments. */
function own(invoices: string, payments: string | null): LedgerState {
  return { kind: "own", invoices: { name: "MyInvoices", rows: table(invoices) }, payments: payments === null ? null : { name: "MyPayments", rows: table(payments) } };
}

const OWN = own(
  `Invoice | Customer | Date | Due | Amount | Currency
   A-1 | Acme | 2025-12-10 | 2026-01-09 | 1000.10 | EUR
   A-2 | Acme | 2026-01-05 | 2026-02-04 | 250.25 | EUR
   A-3 | Acme | 2026-01-20 | 2026-02-19 | 90 | USD
   CN-1 | Acme | 2026-01-25 | 2026-01-25 | -20 | EUR
   B-1 | '00417 | 2026-01-31 | 2026-01-31 | 75 | EUR`,
  `Invoice | Customer | Date | Amount
   A-1 | Acme | 2026-01-15 | 1000
   A-1 | Acme | 2026-02-01 | 0.10
   B-1 | '00417 | 2026-01-31 | 80`,
);

describe("STATEMENT", () => {
  it("leads from the balance before the first day to the balance of the last one, a block for each currency", () => {
    expect(grid(call("STATEMENT", [[["acme"]], [[day("2026-01-01")]], [[day("2026-01-31")]], null], OWN))).toEqual([
      ["Currency", "Date", "Document", "What", "Against", "Due", "Amount", "Balance"],
      ["EUR", day("2026-01-01"), "", "Opening balance", "", "", "", 1000.1],
      ["EUR", day("2026-01-05"), "A-2", "Invoice", "", day("2026-02-04"), 250.25, 1250.35],
      ["EUR", day("2026-01-15"), "Payment, row 1", "Payment", "", "", -1000, 250.35],
      ["EUR", day("2026-01-25"), "CN-1", "Credit memo", "", "", -20, 230.35],
      ["EUR", day("2026-01-31"), "", "Closing balance", "", "", "", 230.35],
      ["USD", day("2026-01-01"), "", "Opening balance", "", "", "", 0],
      ["USD", day("2026-01-20"), "A-3", "Invoice", "", day("2026-02-19"), 90, 90],
      ["USD", day("2026-01-31"), "", "Closing balance", "", "", "", 90],
    ]);
  });

  it("begins with the first document where no first day is given, and takes several customers below each other", () => {
    expect(grid(call("STATEMENT", [[["00417"], [""], ["nobody"]], null, [["2026-01-31"]], "no headers"], OWN))).toEqual([
      ["00417", day("2026-01-31"), "", "Opening balance", "", "", "", 0],
      ["00417", day("2026-01-31"), "B-1", "Invoice", "", day("2026-01-31"), 75, 75],
      ["00417", day("2026-01-31"), "Payment, row 3", "Payment", "", "", -80, -5],
      ["00417", day("2026-01-31"), "", "Closing balance", "", "", "", -5],
      ["nobody", ...new Array<string>(7).fill("#N/A There is no customer nobody")],
    ]);
  });

  it.each<[what: string, args: unknown[], expected: unknown]>([
    ["an empty cell stays empty", [[[""]], null, null, null], ""],
    ["an unknown customer", [[["x"]], null, null, null], "#N/A There is no customer x"],
    ["no customer", [null, null, null, null], "#VALUE! Name the customer: give a cell, or a range of cells, with customer ids or names"],
    ["days the wrong way round", [[["acme"]], [["2026-02-01"]], [["2026-01-01"]], null], "#VALUE! from (2026-02-01) is after to (2026-01-01): exchange them"],
    ["an empty from cell is not left out", [[["acme"]], [[null]], null, null], "#VALUE! The from cell is empty"],
    ["an empty to cell is not left out", [[["acme"]], null, [[0]], null], "#VALUE! The to cell is empty"],
    ["a text that is no date", [[["acme"]], [["1/2/2026"]], null, null], '#VALUE! The from date "1/2/2026" is no date: point to a cell with a real date, or write DATE(2026,1,31) or "2026-01-31"'],
    ["a word that is no option", [[["acme"]], null, null, "short"], expect.stringContaining('#VALUE! The option "short" is not known')],
  ])("%s", (_what, args, expected) => expect(cell(call("STATEMENT", args, OWN))).toEqual(expected));

  it("refuses tables that say what is paid but not when", () => {
    const undated = own("Invoice | Customer | Date | Amount | Paid\n1 | A | 2026-01-02 | 120 | 20", null);
    expect(cell(call("STATEMENT", [[["A"]], null, null, null], undated))).toMatch(/^#VALUE! The column Paid says what is paid but not when/);
    expect(cell(call("CEI", [null, null, null], undated))).toMatch(/^#VALUE! The column Paid says what is paid but not when/);
    expect(cell(call("BALANCE", [[["A"]], null, null, null, null, null], undated))).toBe(100);
    expect(cell(call("PROVE", [null], undated))).toBe(0);
  });
});

describe("EXPLAIN", () => {
  it("lists what is open with what was done to it, and ends at the balance", async () => {
    const ledger = await ledgerOf(sampleBook());
    expect(grid(call("EXPLAIN", [[["acme"]], [["2026-01-31"]]], ledger))).toEqual([
      ["Document", "Date", "What", "Against", "Amount", "Balance"],
      ["INV-1", day("2026-01-01"), "Invoice", "", 300, 300],
      ["INV-1", day("2026-01-20"), "Payment", "PAY-1", -120, 180],
      ["PAY-1", day("2026-01-20"), "Payment", "", -150, 30],
      ["PAY-1", day("2026-01-20"), "Applied", "INV-1", 120, 150],
      ["", day("2026-01-31"), "Balance", "", "", 150],
    ]);
  });

  it("leaves out what is settled, by the day asked for, and shows a customer with nothing as 0", async () => {
    const ledger = await ledgerOf(sampleBook());
    expect(grid(call("EXPLAIN", [[["00417"], ["NEW"]], [["2026-01-14"]]], ledger))).toEqual([
      ["Customer", "Document", "Date", "What", "Against", "Amount", "Balance"],
      ["00417", "INV-2", day("2026-01-10"), "Invoice", "", 80.5, 80.5],
      ["00417", "", day("2026-01-14"), "Balance", "", "", 80.5],
      ["NEW", "", day("2026-01-14"), "Balance", "", "", 0],
    ]);
    expect(cell(call("EXPLAIN", [[[0]], null], ledger))).toBe("");
    expect(cell(call("EXPLAIN", [null, null], ledger))).toMatch(/^#VALUE! Name the customer/);
  });
});

describe("PROVE", () => {
  it("is 0 for books in order, on every day", async () => {
    const ledger = await ledgerOf(sampleBook());
    for (const asOf of ["2025-12-31", "2026-01-15", "2026-01-31", "2030-01-01"]) expect(cell(call("PROVE", [[[day(asOf)]]], ledger))).toBe(0);
    expect(cell(call("PROVE", [null], OWN))).toBe(0);
    expect(cell(call("PROVE", [[[""]]], OWN))).toBe("#VALUE! The as-of cell is empty");
  });

  it("names the first row that is not as it was posted", async () => {
    const book = sampleBook();
    const row = book.tables.get("Payments")?.rows[0];
    if (row !== undefined) row["Amount"] = 151;
    expect(cell(call("PROVE", [null], await ledgerOf(book)))).toMatch(/^#VALUE! Payments row 1 \(PAY-1\) was changed after it was posted/);
  });
});

it("PROVE tells of what is applied beyond its documents, and to what is not there", async () => {
  const more = (cells: Record<string, string | number>): Record<string, string | number> => ({ Entry: "e9", Line: 1, Customer: "ACME", Currency: "EUR", Discount: 0, Kind: "payment", Date: "2026-01-21", ...cells });
  const withRow = (cells: Record<string, string | number>): FakeBook => sampleBook().add("Applications", [
    more({ From: "PAY-1", To: "INV-1", Amount: 120, Date: "2026-01-20" }), more({ Customer: "00417", From: "CM-1", To: "INV-2", Amount: 10.25, Date: "2026-01-15", Kind: "credit" }), more(cells),
  ]);
  expect(cell(call("PROVE", [null], await ledgerOf(withRow({ From: "PAY-1", To: "INV-1", Amount: 30 }))))).toBe(0);
  expect(cell(call("PROVE", [null], await ledgerOf(withRow({ From: "PAY-1", To: "INV-1", Amount: 30.01 }))))).toBe("#VALUE! Payments applied: PAY-1 to INV-1, 2026-01-21, 30.01 EUR: it asks for more than its documents allow. Open Billing › Check the ledger");
  expect(cell(call("PROVE", [null], await ledgerOf(withRow({ From: "PAY-1", To: "INV-7", Amount: 1 }))))).toMatch(/^#VALUE! Payments applied: PAY-1 to INV-7, .* a document of it is not there/);
});

describe("DSO, CEI and ADD", () => {
  // 1 to 90: opening 500, sales 900 − 100, closing 400, of which 150 not yet due.
  const QUARTER = own(
    `Invoice | Customer | Date | Due | Amount
     1 | A | 2025-12-20 | 2026-01-19 | 500
     2 | A | 2026-01-10 | 2026-02-09 | 750
     3 | B | 2026-03-15 | 2026-04-14 | 150
     4 | B | 2026-02-01 | 2026-02-01 | -100`,
    `Invoice | Date | Amount
     1 | 2026-01-31 | 500
     2 | 2026-03-30 | 400`,
  );
  const quarter = [[["2026-01-01"]], [["2026-03-31"]]];

  it.each<[name: string, more: unknown[], expected: number]>([
    ["DSO", [], (400 / 800) * 90],
    ["DSO", ["best possible"], (150 / 800) * 90],
    ["DSO", ["countback"], 31 + 28 + (350 / 750) * 31], // March explains 150, February takes 100 off: 350 left in January
    ["DSO", ["Countback 30"], 30 + 30 + (350 / 750) * 30],
    ["ADD", [], (250 / 800) * 90],
    ["CEI", [], ((500 + 800 - 400) / (500 + 800 - 150)) * 100],
  ])("%s %j is %d", (name, more, expected) => expect(cell(call(name, [...quarter, ...more], QUARTER))).toBeCloseTo(expected, 11));

  it("takes the twelve months up to today, or up to the last day, where no first day is given", () => {
    expect(cell(call("DSO", [null, [["2026-03-31"]], null], QUARTER))).toBeCloseTo((400 / 1300) * 365, 11);
    expect(cell(call("DSO", [null, null, null], QUARTER))).toBeCloseTo((650 / 1150) * 365, 11); // 2026-02-03
  });

  it.each<[name: string, args: unknown[], ledger: LedgerState, expected: string]>([
    ["DSO", [[["2025-01-01"]], [["2025-06-30"]]], QUARTER, "#N/A DSO: there is nothing in the books until 2025-06-30"],
    ["ADD", [[["2026-04-01"]], [["2026-04-30"]]], QUARTER, "#N/A ADD: sales from 2026-04-01 to 2026-04-30 are 0, and there is nothing to divide by: choose a longer period"],
    ["DSO", [null, null, null], OWN, "#VALUE! There are several currencies (EUR, USD), which are never added: name one in the currency argument"],
    ["CEI", [null, null, "CHF"], OWN, "#N/A CEI: there is nothing in CHF until 2026-02-03"],
    ["DSO", [null, null, "annual"], QUARTER, '#VALUE! The method must be one of "simple", "countback", "countback 30", "best possible"'],
    ["ADD", [[["2026-04-01"]], [["2026-03-30"]]], QUARTER, "#VALUE! from (2026-04-01) is after to (2026-03-30): exchange them"],
    ["CEI", [[["x"]], null], QUARTER, '#VALUE! The from date "x" is no date: point to a cell with a real date, or write DATE(2026,1,31) or "2026-01-31"'],
  ])("%s%j is refused", (name, args, ledger, expected) => expect(cell(call(name, args, ledger))).toBe(expected));

  it("reckons in the currency named", () => {
    expect(cell(call("DSO", [[["2026-01-01"]], [["2026-01-31"]], null, "usd"], OWN))).toBe(31);
  });
});
