import type { StartName } from "./startingPoints";

/** An act on a book, and what stands in the tables when nothing disturbs it. */
export interface Scenario {
  readonly name: string;
  readonly book: StartName;
  readonly seat?: string;
  readonly action: string;
  readonly given: Readonly<Record<string, unknown>>;
  /** New lines of Invoices ("Number Total Balance Status") and Payments ("Number Amount Unapplied Status"), worked out by hand. */
  readonly stands: readonly string[];
  /** Too large for every schedule: of this one only each n-th is run. */
  readonly everyNth?: number;
}

const LINE = { customer: "ACME", description: "Work", quantity: 1, unitPrice: "80.00", taxCode: "Z0" };

export const SCENARIOS: readonly Scenario[] = [
  { name: "setup", book: "blank", action: "setup", given: { companyName: "Finch & Harbour", currency: "EUR" }, stands: [], everyNth: 25 },
  { name: "setup of a second seat", book: "busy", seat: "B", action: "setup", given: {}, stands: [] },
  { name: "new customers", book: "busy", action: "putRows", given: { table: "Customers", rows: [{ "Customer": "NEW-1", "Name": "New one", "Currency": "EUR" }, { "Customer": "NEW-2", "Name": "New two", "Currency": "GBP" }] }, stands: [] },
  { name: "a customer changed", book: "busy", action: "putRows", given: { table: "Customers", rows: [{ "Customer": "ACME", "City": "Leeds", "Email": "books@acme.test" }] }, stands: [] },
  { name: "settings", book: "busy", action: "saveSettings", given: { settings: { "Write-off limit": "10.00", "Company name": "Finch & Sons" } }, stands: [] },
  { name: "one invoice", book: "seeded", action: "createInvoices", given: { invoiceDate: "2026-02-01", rows: [{ ...LINE, quantity: 3, unitPrice: "0.10", taxCode: "S20" }] }, stands: ["INV-2026-0001 0.36 0.36 Open"] },
  { name: "half a cent", book: "seeded", action: "createInvoices", given: { invoiceDate: "2026-02-01", rows: [{ ...LINE, unitPrice: "1.005" }] }, stands: ["INV-2026-0001 1.01 1.01 Open"] },
  {
    name: "three invoices", book: "busy", action: "createInvoices",
    given: { invoiceDate: "2026-02-01", rows: [LINE, { ...LINE, customer: "00417", unitPrice: "12.34" }, { ...LINE, customer: "KUWAIT", unitPrice: "1.005", quantity: 3 }] },
    stands: ["INV-2026-0005 80 80 Open", "INV-2026-0006 12.34 12.34 Open", "INV-2026-0007 3.015 3.015 Open"],
  },
  { name: "invoices from a table", book: "busy", action: "createInvoices", given: { source: "Jobs", invoiceDate: "2026-02-01" }, stands: ["INV-2026-0005 24.15 24.15 Open", "INV-2026-0006 9.32 9.32 Open"] },
  {
    name: "an invoice of 120 lines", book: "seeded", action: "createInvoices", everyNth: 4,
    given: { invoiceDate: "2026-02-01", rows: Array.from({ length: 120 }, (_, index) => ({ ...LINE, description: `Line ${index + 1}`, unitPrice: "1.01" })) }, stands: ["INV-2026-0001 121.2 121.2 Open"],
  },
  {
    name: "90 invoices", book: "seeded", action: "createInvoices", everyNth: 40,
    given: { invoiceDate: "2026-02-01", groupBy: ["reference"], rows: Array.from({ length: 90 }, (_, index) => ({ ...LINE, description: `Job ${index + 1}`, unitPrice: "1.10", reference: `G${index}` })) }, stands: [],
  },
  { name: "debit memo", book: "busy", action: "createDebitMemo", given: { customer: "ACME", date: "2026-02-01", amount: "12.00", taxCode: "S20" }, stands: ["DM-2026-0001 12 12 Open"] },
  { name: "credit memo", book: "busy", action: "createCreditMemo", given: { customer: "ACME", date: "2026-02-01", reason: "Bonus", amount: "6.00", taxCode: "S20" }, stands: ["CM-2026-0002 -6 -6 Open"] },
  { name: "credit of an invoice", book: "busy", action: "creditInvoice", given: { invoice: "INV-2026-0001", amount: "60.00", date: "2026-02-01" }, stands: ["CM-2026-0002 -60 0 Paid", "INV-2026-0001 600 440 Part paid"] },
  { name: "payment of one invoice", book: "busy", action: "postPayment", given: { customer: "ACME", date: "2026-02-03", amount: "500.00", apply: [{ invoice: "INV-2026-0001", amount: "500.00" }] }, stands: ["PAY-2026-0005 500 0 Paid", "INV-2026-0001 600 0 Paid"] },
  {
    name: "payment of all", book: "busy", action: "postPayment", given: { customer: "ACME", date: "2026-02-03", amount: "600.00", apply: "auto" },
    stands: ["PAY-2026-0005 600 0 Paid", "INV-2025-0001 100 0 Paid", "INV-2026-0001 600 0 Paid"],
  },
  { name: "payment on account", book: "busy", action: "postPayment", given: { customer: "ACME-UK", date: "2026-02-03", amount: "71.97", apply: [] }, stands: ["PAY-2026-0005 71.97 71.97 Open"] },
  { name: "payment with a deduction", book: "busy", action: "postPayment", given: { customer: "ACME", date: "2026-02-03", amount: "90.00", apply: [{ invoice: "INV-2025-0001", amount: "90.00", deduction: "10.00", reason: "Short" }] }, stands: ["PAY-2026-0005 90 0 Paid", "INV-2025-0001 100 0 Paid", "INV-2025-0001-D1 10 10 Open"] },
  { name: "credit applied", book: "busy", action: "applyCredit", given: { from: "PAY-2026-0002", date: "2026-02-01", apply: [{ invoice: "INV-2025-0001", amount: "40.00" }] }, stands: ["PAY-2026-0002 50 10 Part paid", "INV-2025-0001 100 60 Part paid"] },
  { name: "payment reversed", book: "busy", action: "reversePayment", given: { payment: "PAY-2026-0001", date: "2026-02-01", reason: "Returned" }, stands: ["PAY-2026-0001-R -93 0 Paid"] },
  { name: "refund", book: "busy", action: "refund", given: { from: "PAY-2026-0002", amount: "50.00", date: "2026-02-01", method: "bank", reason: "Twice" }, stands: ["PAY-2026-0005 -50 0 Paid", "PAY-2026-0002 50 0 Paid"] },
  { name: "refund returned", book: "busy", action: "reverseRefund", given: { refund: "PAY-2026-0004", date: "2026-02-01", reason: "Account closed" }, stands: ["PAY-2026-0004-R 10 0 Paid"] },
  { name: "write-off", book: "busy", action: "writeOff", given: { document: "INV-2025-0001", reason: "Insolvent", approvedBy: "Chief", date: "2026-02-01" }, stands: ["INV-2025-0001 100 0 Written off"] },
  { name: "charge-back", book: "busy", action: "chargeBack", given: { deduction: "INV-2026-0001-D1", reason: "No damage", date: "2026-02-01" }, stands: ["INV-2026-0001-D1 7 0 Void", "INV-2026-0001 600 507 Part paid"] },
  { name: "interest", book: "busy", action: "chargeInterest", given: { customer: "ACME", ratePercent: "10", through: "2026-02-03", fee: "10.00" }, stands: ["DM-2026-0001 10.41 10.41 Open"] },
  { name: "void", book: "busy", action: "voidDocument", given: { document: "INV-2026-0004", reason: "Wrong", date: "2026-02-01" }, stands: ["INV-2026-0004 33.33 0 Void"] },
  {
    name: "opening items", book: "seeded", action: "postOpening",
    given: { rows: [{ number: "10482", customer: "ACME", date: "2025-11-01", due: "2025-12-01", amount: "500.00" }, { number: "P-77", customer: "ACME", date: "2025-11-20", amount: "-50" }], control: [{ customer: "ACME", amount: "450" }] },
    stands: ["10482 500 500 Open", "P-77 50 50 Open"],
  },
  { name: "customers merged", book: "busy", action: "mergeCustomers", given: { from: "ACME-OLD", into: "ACME", reason: "Same firm", date: "2026-02-01" }, stands: [] },
  { name: "a period locked", book: "busy", action: "lockPeriod", given: { through: "2025-12-31" }, stands: [] },
  { name: "a new seat claimed", book: "busy", action: "claimSeat", given: { how: "new", seat: "B" }, stands: [] },
  { name: "typed payments", book: "typed payments", action: "postTyped", given: { table: "Payments" }, stands: ["PAY-2026-0005 45 45 Open", "PAY-2026-0006 100 0 Paid", "PAY-2026-0007 0.01 0.01 Open", "INV-2025-0001 100 0 Paid"] },
  { name: "typed invoices", book: "typed invoices", action: "postTyped", given: { table: "Invoices" }, stands: ["INV-2026-0005 120 120 Open", "INV-2026-0006 1.005 1.005 Open"] },
  { name: "an older book migrated", book: "schema 1", action: "migrate", given: {}, stands: [] },
  { name: "damage cured", book: "damaged", action: "cure", given: {}, stands: ["PAY-2026-0001 93 0 Paid", "INV-2026-0001 600 500 Part paid"] },
  { name: "a lost entry put back", book: "lost entry", action: "rejournal", given: { entries: ["lost-1"], reason: "Undone by mistake" }, stands: ["PAY-2026-0005 71.97 71.97 Open"] },
  { name: "a lost entry done without", book: "lost entry", action: "dropEntry", given: { entries: ["lost-1"], reason: "Posted twice" }, stands: [] },
  { name: "an older copy accepted", book: "lost entry", action: "acceptCopy", given: { reason: "The server was restored" }, stands: [] },
];

/** Acts of every day, on books that are in order: what other layers put together with more trouble. */
export function everydayPostings(): readonly Scenario[] {
  const apart = new Set(["setup", "putRows", "saveSettings", "lockPeriod", "claimSeat", "migrate", "postTyped", "cure", "rejournal", "dropEntry", "acceptCopy"]);
  return SCENARIOS.filter(({ action, everyNth, seat }) => everyNth === undefined && seat === undefined && !apart.has(action));
}

export function scenarioNamed(name: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.name === name);
  if (found === undefined) throw new Error(`No scenario ${name}`);
  return found;
}
