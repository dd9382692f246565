import { existsSync, readFileSync } from "node:fs";
import { createCliBench, printed } from "../../support/cli";
import { serial, strangerBook } from "../../support/strangerBook";

jest.setTimeout(120_000);

const bench = createCliBench();
afterAll(() => bench.dispose());

const OWN = bench.write("own.xlsx", strangerBook([
  { sheet: "Sales", name: "Sales", headers: ["Invoice no", "Customer", "Date", "Due", "Total"], rows: [["A-1", "ACME", serial("2026-01-05"), serial("2026-01-01"), 10], ["A-1", "BOLT", serial("2026-01-06"), serial("2026-02-06"), 10]] },
  { sheet: "Cash", name: null, headers: ["Received on", "Customer", "Invoice no", "Amount"], rows: [[serial("2026-01-20"), "ACME", "A-7", 10]] },
]));

test("lint prints the findings with their cells and ends with 1; a clean book ends with 0", async () => {
  const run = await bench.main("lint", OWN);
  expect([run.status, run.stderr]).toEqual([1, ""]);
  expect(printed(run)).toMatchObject([
    { code: "numberTwice", severity: "error", at: { address: "Sales!A3", table: "Sales", row: 2, column: "Invoice no" }, message: "Sales!A3 (Invoice no): A-1 stands in row 2 already. Give one of them its own number, or delete the copy." },
    { code: "dueBeforeDate", severity: "error", at: { address: "Sales!D2", table: "Sales", row: 1, column: "Due" }, message: "Sales!D2 (Due): it is due on 2026-01-01, before its date 2026-01-05. Correct one of the dates." },
    { code: "paymentForNoInvoice", severity: "error", at: { address: "Cash!C2", row: 1, column: "Invoice no" }, message: "Cash!C2 (Invoice no): there is no invoice A-7. Correct the number." },
  ]);
  expect(printed(await bench.main("lint", OWN, "--source", "Cash"))).toHaveLength(1);
  expect(printed(await bench.main("lint", OWN, "--source", "Nowhere"))).toMatchObject([{ code: "nothingToCheck", at: null }]);
  const sample = bench.path("sample.xlsx");
  await bench.main("setup", sample, "--sample");
  // What the sample has in it on purpose: a total typed over, and a price agreed by word of mouth.
  expect(printed(await bench.main("lint", sample))).toMatchObject([{ code: "rowTotalNotSum", at: { table: "Invoices" } }, { code: "priceOffList", at: { table: "Billable" } }]);
  const empty = bench.path("empty.xlsx");
  await bench.main("setup", empty);
  expect(await bench.main("lint", empty)).toEqual({ status: 0, stdout: "[]\n", stderr: "" });
});

test("export writes a journal; a book that is no ledger is refused and nothing is written", async () => {
  const book = bench.path("book.xlsx");
  const file = bench.path("book.journal");
  await bench.main("setup", book);
  await bench.main("put", book, "Customers", bench.json("customers.json", [{ Customer: "ACME:1", Name: "Acme", Terms: "NET30", Currency: "EUR", "Tax code": "S20" }]), "--out", book);
  await bench.main("act", book, "createInvoices", bench.json("bill.json", { invoiceDate: "2026-01-31", entry: "first", rows: [{ customer: "ACME:1", description: "Work", quantity: "2", unitPrice: "50.00" }] }), "--out", book);
  const run = await bench.main("export", book, "--hledger", file);
  expect([run.status, run.stderr, printed(run)]).toEqual([0, "", { status: "written", file, entries: expect.any(Number) as unknown }]);
  expect(readFileSync(file, "utf8")).toContain(`
2026-01-31 * (INV-2026-0001) ACME%3A1 | invoice
    ; entry: first
    ; kind: invoice
    assets:receivable:ACME%3A1:INV-2026-0001    120.00 EUR  ; due: 2026-03-02
    income:sales    -100.00 EUR
    liabilities:tax:S20    -20.00 EUR
`);
  const refused = await bench.main("export", OWN, "--hledger", bench.path("none.journal"));
  expect([refused.status, refused.stderr, printed(refused)]).toMatchObject([1, "", { status: "refused", issues: [{ code: "ledgerMissing" }] }]);
  expect(existsSync(bench.path("none.journal"))).toBe(false);
});

test("a damaged Journal is not exported", async () => {
  const book = bench.write("damaged.xlsx", strangerBook([{ sheet: "J", name: "Journal_A", headers: ["Entry", "Kind", "Payload"], rows: [["x", "invoice", "{"]] }]));
  const refused = await bench.main("export", book, "--hledger", bench.path("none.journal"));
  expect([refused.status, printed(refused)]).toMatchObject([1, { status: "refused" }]);
  expect(existsSync(bench.path("none.journal"))).toBe(false);
});

test.each([["lint"], ["export"], ["export", OWN], ["lint", OWN, "--hledger", "x"], ["lint", "nowhere.xlsx"]])("usage: %s %s", async (...argv) => {
  const run = await bench.main(...argv);
  expect([run.status, run.stdout]).toEqual([2, ""]);
  expect(run.stderr).toMatch(/^[^\n]+\n$/);
});
