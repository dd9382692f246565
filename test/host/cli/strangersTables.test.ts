import { createCliBench } from "../../support/cli";
import { serial, strangerBook, type StrangerTable } from "../../support/strangerBook";

const bench = createCliBench();
afterAll(() => bench.dispose());

/**
 * One hand-counted set of facts under many people's headers: invoices 1–5 of three customers and payments, counted by
 * hand at three dates. 00417 is a customer and must keep its zeros; A-3 is a credit memo; the last payment is unapplied.
 */
const INVOICES = [
  ["A-1", "Acme", "2025-12-10", "2026-01-09", 100.1],
  ["A-2", "Acme", "2026-01-05", "2026-02-04", 250],
  ["A-3", "Acme", "2026-01-20", "2026-01-20", -50],
  ["B-1", "00417", "2025-10-01", "2025-10-31", 1000],
  ["B-2", "00417", "2026-02-02", "2026-03-04", 75.25],
] as const;
const PAYMENTS = [
  ["A-1", "Acme", "2026-01-15", 60.05],
  ["B-1", "00417", "2026-02-02", 1000],
  ["", "Acme", "2026-02-10", 30],
] as const;

interface Dialect {
  readonly name: string;
  readonly invoiceHeaders: readonly [string, string, string, string, string];
  readonly paymentHeaders: readonly [string, string, string, string];
}

const DIALECTS: readonly Dialect[] = [
  { name: "plain", invoiceHeaders: ["Invoice", "Customer", "Date", "Due", "Amount"], paymentHeaders: ["Invoice", "Customer", "Date", "Amount"] },
  { name: "an export", invoiceHeaders: ["invoiceNumber", "customerID", "invoiceDate", "dueDate", "invoiceAmount"], paymentHeaders: ["invoice_no", "customer_id", "payment_date", "payment_amount"] },
  { name: "short", invoiceHeaders: ["Inv #", "Client", "Issued", "Due date", "Total"], paymentHeaders: ["Inv #", "Client", "Date received", "Paid"] },
  { name: "formal", invoiceHeaders: ["Document No.", "Account", "Invoice Date", "Payment due", "Gross amount"], paymentHeaders: ["Applied to invoice", "Account", "Payment date", "Amount received"] },
  { name: "IBM's collection file", invoiceHeaders: ["invoiceNumber", "customerID", "InvoiceDate", "DueDate", "InvoiceAmount"], paymentHeaders: ["invoiceNumber", "customerID", "SettledDate", "Amount"] },
  { name: "Xero-like", invoiceHeaders: ["*InvoiceNumber", "*ContactName", "*InvoiceDate", "*DueDate", "Total"], paymentHeaders: ["Invoice Number", "Contact Name", "Date", "Amount Paid"] },
];

function book(dialect: Dialect): Uint8Array {
  const invoices: StrangerTable = { sheet: "Sales", name: "Sales", top: 2, left: 1, headers: dialect.invoiceHeaders, rows: INVOICES.map(([no, customer, date, due, amount]) => [no, customer, serial(date), serial(due), amount]) };
  const payments: StrangerTable = { sheet: "Cash", name: "Cash", headers: dialect.paymentHeaders, rows: PAYMENTS.map(([no, customer, date, amount]) => [no === "" ? null : no, customer, serial(date), amount]) };
  return strangerBook([invoices, payments]);
}

/** Counted by hand from the lists above. */
const HAND_COUNT = [
  // as of, Acme, 00417, Acme's row of AGING: current, 1-30, 31-60, 61-90, 91+, unapplied, total
  { asOf: "2025-12-31", acme: 100.1, other: 1000, row: [100.1, 0, 0, 0, 0, 0, 100.1], otherRow: [0, 0, 0, 1000, 0, 0, 1000], total: 1100.1 },
  { asOf: "2026-01-31", acme: 240.05, other: 1000, row: [250, 40.05, 0, 0, 0, -50, 240.05], otherRow: [0, 0, 0, 0, 1000, 0, 1000], total: 1240.05 },
  { asOf: "2026-03-10", acme: 210.05, other: 75.25, row: [0, 0, 290.05, 0, 0, -80, 210.05], otherRow: [0, 75.25, 0, 0, 0, 0, 75.25], total: 285.3 },
] as const;

test.each(DIALECTS)("$name headers: AGING, BALANCE and NEXTDUE equal the hand count", async (dialect) => {
  const path = bench.write("stranger.xlsx", book(dialect));
  const tables = "Sales[#All],Cash[#All]";
  const formulas = HAND_COUNT.flatMap(({ asOf }) => {
    const date = `DATE(${asOf.replaceAll("-", ",")})`;
    return [`=BILLING.BALANCE("Acme",${date},,${tables})`, `=BILLING.BALANCE("00417",${date},,${tables})`, `=BILLING.AGING(,${date},,,${tables})`, `=BILLING.NEXTDUE("Acme",${date},,,${tables})`];
  });
  const { json, status } = await bench.run("eval", path, ...formulas);
  expect(status).toBe(0);
  const results = json as { formula: string; values: unknown[][]; error: unknown }[];
  HAND_COUNT.forEach((count, index) => {
    const [acme, other, aging, nextDue] = results.slice(index * 4, index * 4 + 4);
    expect([count.asOf, acme?.values, acme?.error]).toEqual([count.asOf, [[count.acme]], null]);
    expect(other?.values).toEqual([[count.other]]);
    const rows = new Map((aging?.values ?? []).map((row) => [row[0], row.slice(1)]));
    expect([...rows.keys()]).toEqual([`As of ${count.asOf} · due date`, "00417", "Acme", "Total"]);
    expect(rows.get("Acme")).toEqual(count.row);
    expect(rows.get("00417")).toEqual(count.otherRow);
    expect(rows.get("Total")?.at(-1)).toBe(count.total);
    expect(nextDue?.values).toEqual([[serial("2026-01-09")]]);
  });
});

test("two columns that could each be the date or the amount are refused by name, never guessed", async () => {
  const [dialect] = DIALECTS;
  if (dialect === undefined) throw new Error("no dialect");
  const path = bench.write("ambiguous.xlsx", book({ ...dialect, paymentHeaders: ["Invoice", "Customer", "Received", "Paid"] }));
  const formula = (options: string): string => `=BILLING.BALANCE("Acme",DATE(2026,1,31),,Sales[#All],Cash[#All]${options})`;
  const { json } = await bench.run("eval", path, formula(""), formula(',"date=Received"'));
  const namingBoth: unknown = expect.stringContaining('"Received" and "Paid"');
  expect(json).toMatchObject([{ error: { code: "#VALUE!", message: namingBoth } }, { values: [[240.05]] }]);
});

test("a customer typed as the number 417 is not 00417", async () => {
  const [dialect] = DIALECTS;
  if (dialect === undefined) throw new Error("no dialect");
  const path = bench.write("zeros.xlsx", book(dialect));
  const { json } = await bench.run("eval", path, "=BILLING.BALANCE(417,DATE(2026,1,31),,Sales[#All],Cash[#All])");
  expect(json).toMatchObject([{ values: [["#N/A"]], error: { code: "#N/A" } }]);
});
