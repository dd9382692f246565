import * as fc from "fast-check";
import type { ApplicationFact, ChargeFact, CreditFact } from "../../src/core/ledger/facts";
import { type AgingBasis, agingByAccount } from "../../src/core/reports/aging";
import { STANDARD_LIMITS } from "../../src/core/reports/buckets";
import { buildLedgerIndex } from "../../src/core/reports/ledgerIndex";
import { type CurrencyCode, currencyDecimals, parseCurrency } from "../../src/core/values/currency";
import { numberFromMinor } from "../../src/core/values/money";
import { fromSerial, type PlainDate } from "../../src/core/values/plainDate";
import { call, cell, day, grid } from "./support";

/** Random tables under people's headers give what the core reports give on the same facts, built here by hand. */
const START = day("2026-01-01");
const CUSTOMERS = ["Acme", "Beta & Sons", "00417", "C-9"];
const CURRENCIES = ["EUR", "USD", "JPY"];

const INVOICE_HEADERS = {
  number: ["Invoice", "Invoice No.", "Invoice #", "Inv No", "Document number", "Bill no", "DocNum", "Number", "Voucher No"],
  customer: ["Customer", "Customer ID", "Client", "Client name", "Account", "Bill To", "Debtor", "Company", "CardCode"],
  date: ["Date", "Invoice date", "Issued", "Issue date", "Billing date", "Posting date", "Inv. Date", "Dated"],
  due: ["Due", "Due date", "Payment due", "Pay by", "Maturity date", "Net due date", "Due on", "Deadline"],
  amount: ["Amount", "Total", "Gross", "Invoice amount", "Amount incl. VAT", "Grand total", "Invoice total", "Value", "Original amount"],
  currency: ["Currency", "Ccy", "Currency code"],
};
const PAYMENT_HEADERS = {
  invoice: ["Invoice", "Invoice No.", "Applied to", "For invoice", "Ref", "Inv #", "Doc", "Against invoice"],
  customer: ["Customer", "Client", "Received from", "Account", "Payer"],
  date: ["Date", "Payment date", "Paid on", "Date received", "Value date", "Received on"],
  amount: ["Amount", "Payment amount", "Amount paid", "Amount received", "Sum", "Cash received"],
};
const EXTRAS = ["Notes", "PO number", "Customer email", "Sales rep", "Net", "VAT", "Delivery date", "Phone"];
const PAYMENT_EXTRAS = ["Method", "Memo", "Bank account", "Cleared by"];

const STYLES: readonly ((header: string) => string)[] = [
  (header) => header,
  (header) => header.toUpperCase(),
  (header) => header.toLowerCase().replace(/[^a-z#]+/g, "_").replace(/_$/, ""),
  (header) => ` ${header} `,
  (header) => header.replace(/ (\w)/g, (_all, letter: string) => letter.toUpperCase()),
];

const oneOf = <Role extends string>(lists: Readonly<Record<Role, readonly string[]>>): fc.Arbitrary<Record<Role, string>> =>
  fc.array(fc.nat(), { minLength: 8, maxLength: 8 }).map((picks) => {
    const roles = Object.entries<readonly string[]>(lists);
    return Object.fromEntries(roles.map(([role, list], index) => [role, list[(picks[index] ?? 0) % list.length] ?? role])) as Record<Role, string>;
  });

const invoiceRows = fc.array(
  fc.record({ customer: fc.nat({ max: 3 }), date: fc.nat({ max: 90 }), term: fc.nat({ max: 60 }), minor: fc.integer({ min: -40_000, max: 900_000 }), currency: fc.nat({ max: 2 }), blankBefore: fc.boolean() }),
  { minLength: 1, maxLength: 10 },
);
const paymentRows = fc.array(fc.record({ invoice: fc.option(fc.nat({ max: 9 })), customer: fc.nat({ max: 3 }), date: fc.nat({ max: 120 }), minor: fc.integer({ min: 1, max: 500_000 }), blankBefore: fc.boolean() }), { maxLength: 10 });

const cases = fc.record({
  invoices: invoiceRows,
  payments: paymentRows,
  invoiceHeaders: oneOf(INVOICE_HEADERS),
  paymentHeaders: oneOf(PAYMENT_HEADERS),
  style: fc.nat({ max: STYLES.length - 1 }),
  withCurrency: fc.boolean(),
  extras: fc.subarray(EXTRAS),
  paymentExtras: fc.subarray(PAYMENT_EXTRAS),
  order: fc.array(fc.nat(), { minLength: 16, maxLength: 16 }),
  asOf: fc.nat({ max: 150 }),
  basis: fc.constantFrom<AgingBasis>("due", "document"),
});
type Case = typeof cases extends fc.Arbitrary<infer Value> ? Value : never;

function tablesOf(given: Case): { invoices: unknown[][]; payments: unknown[][]; currencyOf: (index: number) => CurrencyCode; paid: Case["payments"] } {
  const style = STYLES[given.style] ?? STYLES[0] ?? String;
  const currencyOf = (index: number): CurrencyCode => {
    const code = parseCurrency(given.withCurrency ? (CURRENCIES[given.invoices[index]?.currency ?? 0] ?? "EUR") : "XXX");
    if (code === null) throw new Error("No currency");
    return code;
  };
  const amount = (minor: number, currency: CurrencyCode): number => numberFromMinor(minor, currencyDecimals(currency));
  const heads = given.invoiceHeaders;
  const invoices = arrange(given.order, style, given.invoices.map((row, index) => ({
    [heads.number]: `INV-${index}`, [heads.customer]: CUSTOMERS[row.customer], [heads.date]: START + row.date + 0.25, [heads.due]: START + row.date + row.term,
    [heads.amount]: amount(row.minor, currencyOf(index)), ...(given.withCurrency ? { [heads.currency]: currencyOf(index) } : {}), ...Object.fromEntries(given.extras.map((header) => [header, header === "Net" || header === "VAT" ? 3 : "x"])),
  })), given.invoices.map((row) => row.blankBefore));
  // Payments on account have no currency of their own: only where all invoices have one.
  const several = new Set(given.invoices.map((_row, index) => currencyOf(index))).size > 1;
  const paid = given.payments.filter((row) => row.invoice !== null ? row.invoice < given.invoices.length : !several);
  const payHeads = given.paymentHeaders;
  const payments = arrange(given.order, style, paid.map((row) => ({
    [payHeads.invoice]: row.invoice === null ? "" : `INV-${row.invoice}`,
    [payHeads.customer]: CUSTOMERS[row.invoice === null ? row.customer : (given.invoices[row.invoice]?.customer ?? 0)],
    [payHeads.date]: START + row.date, [payHeads.amount]: amount(row.minor, currencyOf(row.invoice ?? 0)), ...Object.fromEntries(given.paymentExtras.map((header) => [header, "x"])),
  })), paid.map((row) => row.blankBefore), Object.values(payHeads));
  return { invoices, payments, currencyOf, paid };
}

/** Columns in random order, blank rows between. */
function arrange(order: readonly number[], style: (header: string) => string, rows: readonly Record<string, unknown>[], blanks: readonly boolean[], otherwise: readonly string[] = []): unknown[][] {
  const headers = Object.keys(rows[0] ?? Object.fromEntries(otherwise.map((header) => [header, ""])));
  const sorted = headers.map((header, index) => ({ header, at: order[index] ?? 0 })).sort((a, b) => a.at - b.at).map(({ header }) => header);
  return [sorted.map(style), ...rows.flatMap((row, index) => [...(blanks[index] === true ? [sorted.map(() => "")] : []), sorted.map((header) => row[header])])];
}

function expected(given: Case, { currencyOf, paid }: ReturnType<typeof tablesOf>): Map<string, number[]> {
  const date = (serial: number): PlainDate => fromSerial(serial) ?? fail();
  const charges: ChargeFact[] = [];
  const credits: CreditFact[] = [];
  const applications: ApplicationFact[] = [];
  given.invoices.forEach((row, index) => {
    const base = { number: `INV-${index}`, customer: CUSTOMERS[row.customer] ?? "", date: date(START + row.date), currency: currencyOf(index) };
    if (row.minor < 0) credits.push({ ...base, amount: -row.minor });
    else charges.push({ ...base, amount: row.minor, dues: [{ part: 1, due: date(START + row.date + row.term), amount: row.minor }], disputed: 0 });
  });
  paid.forEach((row, index) => {
    const invoice = row.invoice === null ? undefined : given.invoices[row.invoice];
    const base = { customer: CUSTOMERS[invoice?.customer ?? row.customer] ?? "", date: date(START + row.date), currency: currencyOf(row.invoice ?? 0) };
    credits.push({ number: `P-${index}`, ...base, amount: row.minor });
    if (invoice !== undefined && invoice.minor >= 0) applications.push({ ...base, from: `P-${index}`, to: `INV-${row.invoice}`, amount: row.minor, discount: 0, kind: "payment" });
  });
  const index = buildLedgerIndex({ charges, credits, applications });
  const request = { asOf: date(START + given.asOf), basis: given.basis, schedule: { limits: STANDARD_LIMITS, dueTodayIsLate: false }, ageCredits: false };
  const rows = agingByAccount(index, index.accounts.keys(), request);
  return new Map(
    rows
      .filter((row) => row.unapplied !== 0 || row.buckets.some((minor) => minor !== 0))
      .map((row): [string, number[]] => [`${row.customer.customer} ${row.customer.currency}`, [...row.buckets, row.unapplied, row.total].map((minor) => numberFromMinor(minor, currencyDecimals(row.customer.currency)) + 0)]),
  );
}

function fail(): never {
  throw new Error("No date");
}

it("random tables under people's headers age as the core reports do", () => {
  let [told, refused] = [0, 0];
  fc.assert(
    fc.property(cases, (given) => {
      const tables = tablesOf(given);
      const answer = grid(call("AGING", [null, [[START + given.asOf]], null, given.basis === "due" ? "due date" : "invoice date", tables.invoices, tables.payments, "no totals"]));
      const [headers = [], ...rows] = answer;
      if (headers.length === 1) {
        // A refusal must be about columns that cannot be told, never about these rows, which are good.
        expect(String(headers[0])).toMatch(/cannot be told apart|no column for/);
        refused++;
        return;
      }
      told++;
      const several = headers[1] === "Currency";
      const only = tables.currencyOf(0);
      const got = new Map(rows.map((row): [string, unknown[]] => [`${String(row[0])} ${several ? String(row[1]) : only}`, row.slice(several ? 2 : 1).map((value) => Number(value) + 0)]));
      expect(got).toEqual(expected(given, tables));
    }),
    { numRuns: 200, seed: 20260131 },
  );
  expect(refused / (told + refused)).toBeLessThan(0.05);
});

it("a number or date as text is always refused, with its row", () => {
  fc.assert(
    fc.property(cases, fc.nat(), fc.constantFrom<"amount" | "date" | "due">("amount", "date", "due"), (given, pick, role) => {
      const { invoices, payments } = tablesOf(given);
      const header = (STYLES[given.style] ?? String)(given.invoiceHeaders[role]);
      const column = invoices[0]?.indexOf(header) ?? -1;
      const filled = invoices.flatMap((row, index) => (index > 0 && row.some((value) => value !== "") ? [index] : []));
      const at = filled[pick % filled.length] ?? 1;
      const damaged = invoices.map((row, index) => row.map((value, c) => (index === at && c === column ? String(value) : value)));
      const answer = String(cell(call("BALANCE", [null, [[START + given.asOf]], given.withCurrency ? "EUR" : null, damaged, payments, null])));
      expect(answer).toMatch(new RegExp(`^#VALUE! (Row ${at}, .* is text|.*(cannot be told apart|no column for))`));
    }),
    { numRuns: 200, seed: 417 },
  );
});
