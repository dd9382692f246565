import type { EvaluatedFormula } from "../../host/cli/evalFormulas";
import { HostBook, seededBook } from "../support/hostBook";
import { serial } from "../support/strangerBook";

jest.setTimeout(180_000);

/** What happened, in order; amounts in EUR, of ACME-UK in GBP. Terms: ACME and ACME-UK 30 days, 00417 2/10 n/30. */
const HISTORY: readonly (readonly [act: string, given: Record<string, unknown>])[] = [
  ["createInvoices", invoice("2026-01-05", "ACME", "1000.00")], // INV-2026-0001, due 02-04
  ["createInvoices", invoice("2026-01-10", "ACME", "500.00")], // INV-2026-0002, due 02-09
  ["createInvoices", invoice("2026-01-10", "00417", "300.00")], // INV-2026-0003, due 02-09, 6.00 off until 01-20
  ["createInvoices", invoice("2026-01-15", "ACME-UK", "200.00")], // INV-2026-0004, due 02-14
  ["postPayment", { customer: "00417", date: "2026-01-18", amount: "294.00", apply: [{ invoice: "INV-2026-0003", amount: "294.00", discount: "6.00" }] }],
  ["postPayment", { customer: "ACME", date: "2026-01-20", amount: "1200.00", apply: [{ invoice: "INV-2026-0001", amount: "1000.00" }] }], // 200.00 on account
  ["createInvoices", invoice("2026-01-25", "ACME", "80.00")], // INV-2026-0005, due 02-24
  ["voidDocument", { document: "INV-2026-0005", date: "2026-02-01" }],
  ["postPayment", { customer: "ACME", date: "2026-02-05", amount: "450.00", apply: [{ invoice: "INV-2026-0002", amount: "450.00", deduction: "50.00", reason: "Damaged" }] }],
  ["postPayment", { customer: "ACME-UK", date: "2026-02-08", amount: "200.00", currency: "GBP", apply: "auto" }], // PAY-2026-0004
  ["reversePayment", { payment: "PAY-2026-0004", date: "2026-02-12", reason: "Bounced" }],
  ["applyCredit", { from: "PAY-2026-0002", date: "2026-02-15", apply: [{ invoice: "INV-2026-0002-D1", amount: "50.00" }] }],
  ["postPayment", { customer: "ACME", date: "2026-02-20", amount: "25.00" }], // on account
];

function invoice(invoiceDate: string, customer: string, unitPrice: string): Record<string, unknown> {
  return { invoiceDate, rows: [{ customer, description: "Work", quantity: 1, unitPrice, taxCode: "Z0" }] };
}

/** Counted by hand from the list above. Rows: current, 1-30, 31-60, 61-90, 91+, unapplied. */
const COUNTED: readonly { asOf: string; acme: number; zeros: number; uk: number; acmeRow: readonly number[]; ukRow: readonly number[]; nextDue: string }[] = [
  { asOf: "2026-01-04", acme: 0, zeros: 0, uk: 0, acmeRow: [0, 0, 0, 0, 0, 0], ukRow: [0, 0, 0, 0, 0, 0], nextDue: "none" },
  { asOf: "2026-01-12", acme: 1500, zeros: 300, uk: 0, acmeRow: [1500, 0, 0, 0, 0, 0], ukRow: [0, 0, 0, 0, 0, 0], nextDue: "2026-02-04" },
  { asOf: "2026-01-19", acme: 1500, zeros: 0, uk: 200, acmeRow: [1500, 0, 0, 0, 0, 0], ukRow: [200, 0, 0, 0, 0, 0], nextDue: "2026-02-04" },
  { asOf: "2026-01-20", acme: 300, zeros: 0, uk: 200, acmeRow: [500, 0, 0, 0, 0, -200], ukRow: [200, 0, 0, 0, 0, 0], nextDue: "2026-02-09" },
  { asOf: "2026-01-31", acme: 380, zeros: 0, uk: 200, acmeRow: [580, 0, 0, 0, 0, -200], ukRow: [200, 0, 0, 0, 0, 0], nextDue: "2026-02-09" },
  { asOf: "2026-02-01", acme: 300, zeros: 0, uk: 200, acmeRow: [500, 0, 0, 0, 0, -200], ukRow: [200, 0, 0, 0, 0, 0], nextDue: "2026-02-09" },
  { asOf: "2026-02-10", acme: -150, zeros: 0, uk: 0, acmeRow: [0, 50, 0, 0, 0, -200], ukRow: [0, 0, 0, 0, 0, 0], nextDue: "2026-02-09" },
  { asOf: "2026-02-12", acme: -150, zeros: 0, uk: 200, acmeRow: [0, 50, 0, 0, 0, -200], ukRow: [200, 0, 0, 0, 0, 0], nextDue: "2026-02-09" },
  { asOf: "2026-02-15", acme: -150, zeros: 0, uk: 200, acmeRow: [0, 0, 0, 0, 0, -150], ukRow: [0, 200, 0, 0, 0, 0], nextDue: "none" },
  { asOf: "2026-06-30", acme: -175, zeros: 0, uk: 200, acmeRow: [0, 0, 0, 0, 0, -175], ukRow: [0, 0, 0, 0, 200, 0], nextDue: "none" },
];

let book: HostBook;
let results: EvaluatedFormula[];
const PER_DATE = 5;
beforeAll(async () => {
  book = HostBook.fromBytes(await seededBook());
  for (const [act, given] of HISTORY) await book.post(act, given);
  const formulas = COUNTED.flatMap(({ asOf }) => {
    const date = `DATE(${asOf.replaceAll("-", ",")})`;
    return [`=BILLING.BALANCE("ACME",${date})`, `=BILLING.BALANCE("00417",${date})`, `=BILLING.BALANCE("ACME-UK",${date})`, `=BILLING.NEXTDUE("ACME",${date},,"none")`, `=BILLING.AGING(,${date})`];
  });
  results = await book.evaluate(...formulas, '=BILLING.BALANCE(,DATE(2026,6,30),"EUR")', '=BILLING.BALANCE(,DATE(2026,6,30),"GBP")', "=BILLING.BALANCE(,DATE(2026,6,30))");
});
afterAll(() => book.close());

test.each(COUNTED.map((counted, index) => ({ ...counted, index })))("as of $asOf", ({ index, acme, zeros, uk, acmeRow, ukRow, nextDue }) => {
  const [acmeCell, zerosCell, ukCell, nextCell, aging] = results.slice(index * PER_DATE, (index + 1) * PER_DATE);
  expect([acmeCell, zerosCell, ukCell].map((cell) => cell?.error?.message ?? cell?.values[0]?.[0])).toEqual([acme, zeros, uk]);
  expect(nextCell?.values).toEqual([[nextDue === "none" ? "none" : serial(nextDue)]]);
  const row = (customer: string): unknown[] => (aging?.values ?? []).find(([name]) => name === customer)?.filter((cell) => typeof cell === "number") ?? [0, 0, 0, 0, 0, 0, 0];
  expect(row("ACME")).toEqual([...acmeRow, acme]);
  expect(row("ACME-UK")).toEqual([...ukRow, uk]);
});

test("on the last day AGING, BALANCE and the tables tie, currency by currency; a total over two currencies needs one named", async () => {
  const aging = results[COUNTED.length * PER_DATE - 1];
  const totals = new Map((aging?.values ?? []).filter(([name]) => String(name).startsWith("Total")).map((row) => [row.find((cell) => cell === "EUR" || cell === "GBP"), row.at(-1)]));
  const [eur, gbp, mixed] = results.slice(-3);
  for (const [currency, balance] of [["EUR", eur?.values[0]?.[0]], ["GBP", gbp?.values[0]?.[0]]] as const) {
    const sum = (table: string, column: string): number => book.rows(table).filter((row) => row["Currency"] === currency).reduce((total, row) => total + Math.round(Number(row[column]) * 100), 0);
    expect([currency, totals.get(currency), Math.round(Number(balance) * 100)]).toEqual([currency, balance, sum("Invoices", "Balance") - sum("Payments", "Unapplied")]);
  }
  expect([eur?.values, gbp?.values]).toEqual([[[-175]], [[200]]]);
  expect(mixed?.error?.code).toBe("#VALUE!");
  expect(mixed?.error?.message).toMatch(/EUR.*GBP/);
  expect(await book.check()).toEqual([]);
});
