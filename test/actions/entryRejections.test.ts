import { CHARGE_BACK_CODES } from "../../src/actions/chargeBack";
import { CHARGE_INTEREST_CODES } from "../../src/actions/chargeInterest";
import { CREATE_CREDIT_MEMO_CODES } from "../../src/actions/createCreditMemo";
import { CREATE_INVOICES_CODES } from "../../src/actions/createInvoices";
import { DEBIT_MEMO_CODES } from "../../src/actions/createDebitMemo";
import { CREDIT_INVOICE_CODES } from "../../src/actions/creditInvoice";
import { MERGE_CUSTOMERS_CODES } from "../../src/actions/mergeCustomers";
import { OPENING_CODES } from "../../src/actions/postOpening";
import { REFUND_CODES } from "../../src/actions/refund";
import { REVERSE_REFUND_CODES } from "../../src/actions/reverseRefund";
import { VOID_CODES } from "../../src/actions/voidDocument";
import { WRITE_OFF_CODES } from "../../src/actions/writeOff";
import { TestBook } from "../support/book";

/**
 * INV-2026-0001 ACME 100.00, 60.00 paid by PAY-2026-0001 with 7.00 deducted: 33.00 open · INV-2026-0002 ACME, void ·
 * INV-2026-0003 ACME-UK GBP 50.00 · INV-2026-0004 ACME of nothing · OLD-1 00417 opening 10.00, due long ago ·
 * PAY-2026-0002 00417 EUR 20.00 and PAY-2026-0003 00417 USD 5.00 on account · CM-2026-0001 ACME, void · PAY-2026-0004 refund
 * of 1.00 of PAY-2026-0002, reversed · two customers called Twin.
 */
async function storyBook(): Promise<TestBook> {
  const book = await TestBook.withCustomers();
  await book.post("putRows", { table: "Customers", rows: [{ Customer: "T1", Name: "Twin" }, { Customer: "T2", Name: "Twin" }, { Customer: "GONE", Name: "Gone" }] });
  await book.post("saveSettings", { settings: { "Write-off limit": "10" } });
  await book.invoice("ACME", "2026-01-05", "100");
  await book.post("postPayment", { customer: "ACME", date: "2026-01-10", amount: "60", apply: [{ invoice: "INV-2026-0001", amount: "60", deduction: "7" }] });
  await book.invoice("ACME", "2026-01-06", "100");
  await book.post("voidDocument", { document: "INV-2026-0002" });
  await book.invoice("ACME-UK", "2026-01-06", "50");
  await book.invoice("ACME", "2026-01-07", "0");
  await book.post("postOpening", { rows: [{ number: "OLD-1", customer: "00417", date: "2025-11-01", due: "2025-12-01", amount: "10" }], control: [{ customer: "00417", amount: "10" }] });
  await book.post("postPayment", { customer: "00417", date: "2026-01-08", amount: "20" });
  await book.post("postPayment", { customer: "00417", date: "2026-01-08", amount: "5", currency: "USD" });
  await book.post("createCreditMemo", { customer: "ACME", date: "2026-01-08", amount: "3" });
  await book.post("voidDocument", { document: "CM-2026-0001" });
  await book.post("refund", { from: "PAY-2026-0002", amount: "1", date: "2026-01-09" });
  await book.post("reverseRefund", { refund: "PAY-2026-0004", date: "2026-01-10" });
  await book.post("mergeCustomers", { from: "GONE", into: "00417" });
  return book;
}

interface Refused {
  readonly code: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Part of the sentence: the field or line it names, or the cure. */
  readonly says: string;
  readonly before?: (book: TestBook) => Promise<unknown> | unknown;
}

interface ActionCase {
  readonly action: string;
  readonly codes: readonly string[];
  /** Breaks no rule. */
  readonly good: Readonly<Record<string, unknown>>;
  /** Each breaks its own rule, and where it can all those of later codes too: what is told is the first in precedence. */
  readonly cases: readonly Refused[];
}

const wrongSeries = (name: string) => (book: TestBook): Promise<unknown> => book.workbook.rows("Settings").length > 0 ? setSetting(book, `${name} number prefix`, "X-") : Promise.resolve();
const handTyped = (table: string, number: string) => (book: TestBook): void => {
  const { headers, rows } = book.workbook.table(table);
  rows.push(headers.map((header) => (header === "Number" ? number : "")));
};
const locked = (book: TestBook): Promise<unknown> => setSetting(book, "Locked through", "2026-01-31");

async function setSetting(book: TestBook, name: string, value: string): Promise<void> {
  const { headers, rows } = book.workbook.table("Settings");
  const row = rows.find((cells) => cells[headers.indexOf("Setting")] === name);
  if (row === undefined) throw new Error(`No setting ${name}`);
  row[headers.indexOf("Value")] = value;
}

const manyRows = Array.from({ length: 400 }, (_, index) => ({ description: "x".repeat(300) + index, quantity: 1, unitPrice: "1", taxCode: "Z0" }));
const one = [{ description: "Work", quantity: 1, unitPrice: "1", taxCode: "Z0" }];

const memoCases = (kind: "debit" | "credit"): readonly Refused[] => [
  { code: "customerUnknown", input: { customer: "Acm", amount: "0", currency: "EUR", exchangeRate: "2" }, says: "Did you mean ACME?" },
  { code: "customerAmbiguous", input: { customer: "Twin", amount: "0", exchangeRate: "2" }, says: "several customers" },
  { code: "exchangeRateWrong", input: { customer: "ACME", amount: "0", exchangeRate: "2" }, says: "exchangeRate: 2" },
  { code: "amountZeroOrLess", input: { customer: "ACME", amount: "0" }, says: "amount: 0" },
  { code: "amountSubMinor", input: { customer: "ACME", amount: "1.005" }, says: "amount: 1.005" },
  { code: "amountTooLarge", input: { customer: "ACME", amount: "99999999999999999" }, says: "larger than a cell can hold" },
  { code: "memoZeroOrLess", input: { customer: "ACME", rows: [{ description: "Less", quantity: -1, unitPrice: "1", taxCode: "Z0" }] }, says: kind === "debit" ? "make it a credit memo" : "make it a debit memo", before: handTyped("Invoices", kind === "debit" ? "DM-2026-0001" : "CM-2026-0002") },
  { code: "duplicateNumber", input: { customer: "ACME", rows: manyRows }, says: "is taken already", before: handTyped("Invoices", kind === "debit" ? "DM-2026-0001" : "CM-2026-0002") },
  { code: "documentTooLarge", input: { customer: "ACME", rows: manyRows }, says: "400 lines" },
];

/** A source whose Invoiced column is to be marked, on a protected sheet. */
const protectedSource = (book: TestBook): void => {
  book.workbook.addTable("Billable", "Billable", ["Customer", "Quantity", "Unit price", "Tax code", "Invoiced"], [["ACME", 1, 1, "Z0", ""]]);
  book.workbook.table("Billable").state = { sheetProtected: true, filtered: false, showTotals: false };
};
const billable = (more: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({ invoiceDate: "2026-02-01", rows: [{ customer: "ACME", ...one[0] }], ...more });

const ACTIONS: readonly ActionCase[] = [
  {
    // rowsChanged refuses a run that goes on: test/actions/posting/longRuns.test.ts.
    action: "createInvoices", codes: CREATE_INVOICES_CODES.filter((code) => code !== "rowsChanged"), good: billable({}),
    cases: [
      { code: "noSource", input: { invoiceDate: "2026-01-01", source: "Nowhere" }, says: "Nowhere", before: async (book) => { await locked(book); await wrongSeries("Invoice")(book); } },
      { code: "dateLocked", input: { invoiceDate: "2026-01-31", source: "Billable" }, says: "Use 2026-02-01", before: async (book) => { protectedSource(book); await locked(book); await wrongSeries("Invoice")(book); } },
      { code: "seriesWrong", input: { source: "Billable", exchangeRate: "2" }, says: "series Invoice", before: async (book) => { protectedSource(book); await wrongSeries("Invoice")(book); } },
      { code: "sheetProtected", input: { source: "Billable", exchangeRate: "2" }, says: "Billable", before: protectedSource },
      { code: "exchangeRateWrong", input: billable({ exchangeRate: "2" }), says: "exchangeRate: 2", before: handTyped("Invoices", "INV-2026-0005") },
      { code: "duplicateNumber", input: billable({ rows: manyRows.map((row) => ({ customer: "ACME", ...row })) }), says: "INV-2026-0005", before: handTyped("Invoices", "INV-2026-0005") },
      { code: "documentTooLarge", input: billable({ rows: manyRows.map((row) => ({ customer: "ACME", ...row })) }), says: "400 lines" },
    ],
  },
  {
    action: "writeOff", codes: WRITE_OFF_CODES, good: { document: "INV-2026-0001", reason: "Small", amount: "1" },
    cases: [
      { code: "documentUnknown", input: { document: "INV-9", reason: "r", amount: "0" }, says: "no document INV-9" },
      { code: "documentIsCredit", input: { document: "PAY-2026-0001", reason: "r", amount: "0" }, says: "nothing to collect" },
      { code: "documentVoid", input: { document: "INV-2026-0002", reason: "r", amount: "0" }, says: "is void already" },
      { code: "nothingOpen", input: { document: "INV-2026-0004", reason: "r", amount: "0" }, says: "nothing open (Paid)" },
      { code: "amountZeroOrLess", input: { document: "INV-2026-0001", reason: "r", amount: "-1" }, says: "amount: -1" },
      { code: "amountSubMinor", input: { document: "INV-2026-0001", reason: "r", amount: "100.005" }, says: "amount: 100.005" },
      { code: "amountTooLarge", input: { document: "INV-2026-0001", reason: "r", amount: "99999999999999999" }, says: "amount: 99999999999999999" },
      { code: "amountAboveOpen", input: { document: "INV-2026-0001", reason: "r", amount: "33.01" }, says: "at most 33.00" },
      { code: "writeOffNeedsApproval", input: { document: "INV-2026-0001", reason: "r", amount: "10.01" }, says: "limit of 10.00" },
      { code: "approverIsPoster", input: { document: "INV-2026-0001", reason: "r", amount: "10.01", approvedBy: "test" }, says: "somebody else" },
    ],
  },
  {
    action: "chargeBack", codes: CHARGE_BACK_CODES, good: { deduction: "INV-2026-0001-D1", reason: "No" },
    cases: [
      { code: "documentUnknown", input: { deduction: "X", reason: "r", amount: "0" }, says: "no document X" },
      { code: "notDeduction", input: { deduction: "INV-2026-0004", reason: "r", amount: "0" }, says: "is no deduction" },
      { code: "nothingOpen", input: { deduction: "INV-2026-0001-D1", reason: "r", amount: "0" }, says: "nothing open (Void)", before: (book) => book.post("chargeBack", { deduction: "INV-2026-0001-D1", reason: "r" }) },
      { code: "amountZeroOrLess", input: { deduction: "INV-2026-0001-D1", reason: "r", amount: "0" }, says: "amount: 0" },
      { code: "amountSubMinor", input: { deduction: "INV-2026-0001-D1", reason: "r", amount: "7.001" }, says: "amount: 7.001" },
      { code: "amountTooLarge", input: { deduction: "INV-2026-0001-D1", reason: "r", amount: "99999999999999999" }, says: "larger" },
      { code: "amountAboveOpen", input: { deduction: "INV-2026-0001-D1", reason: "r", amount: "7.01" }, says: "at most 7.00" },
    ],
  },
  {
    action: "refund", codes: REFUND_CODES, good: { from: "PAY-2026-0002", amount: "20" },
    cases: [
      { code: "creditUnknown", input: { from: "PAY-9", amount: "0" }, says: "no payment or credit memo PAY-9" },
      { code: "customerUnknown", input: { customer: "Nobody", amount: "0" }, says: "Nobody" },
      { code: "customerAmbiguous", input: { customer: "Twin", amount: "0" }, says: "several customers" },
      { code: "documentVoid", input: { from: "CM-2026-0001", amount: "0" }, says: "is void already" },
      { code: "refundCurrencyUnclear", input: { customer: "00417", amount: "0" }, says: "EUR, USD" },
      { code: "nothingUnapplied", input: { from: "PAY-2026-0001", amount: "0" }, says: "nothing on account" },
      { code: "nothingUnapplied", input: { customer: "T1", amount: "0" }, says: "T1 has nothing on account" },
      { code: "amountZeroOrLess", input: { from: "PAY-2026-0002", amount: "0" }, says: "amount: 0" },
      { code: "amountSubMinor", input: { from: "PAY-2026-0002", amount: "20.001" }, says: "2 decimals" },
      { code: "amountTooLarge", input: { from: "PAY-2026-0002", amount: "99999999999999999" }, says: "larger" },
      { code: "refundAboveUnapplied", input: { from: "PAY-2026-0002", amount: "20.01" }, says: "at most 20.00", before: wrongSeries("Payment") },
      { code: "seriesWrong", input: { from: "PAY-2026-0002", amount: "20" }, says: "series Payment", before: wrongSeries("Payment") },
      { code: "duplicateNumber", input: { from: "PAY-2026-0002", amount: "20" }, says: "PAY-2026-0005", before: handTyped("Payments", "PAY-2026-0005") },
    ],
  },
  {
    action: "reverseRefund", codes: REVERSE_REFUND_CODES, good: { refund: "PAY-2026-0005" },
    cases: [
      { code: "refundUnknown", input: { refund: "PAY-2026-0001" }, says: "no refund PAY-2026-0001" },
      { code: "refundReversed", input: { refund: "PAY-2026-0004" }, says: "reversed already" },
    ],
  },
  {
    action: "voidDocument", codes: VOID_CODES, good: { document: "INV-2026-0003" },
    cases: [
      { code: "documentUnknown", input: { document: "X" }, says: "no document X" },
      { code: "documentIsPayment", input: { document: "PAY-2026-0001" }, says: "Reverse payment" },
      { code: "documentIsPayment", input: { document: "PAY-2026-0004" }, says: "Reverse payment" },
      { code: "documentIsDeduction", input: { document: "INV-2026-0001-D1" }, says: "charge it back" },
      { code: "documentVoid", input: { document: "INV-2026-0002" }, says: "void already" },
      { code: "documentApplied", input: { document: "INV-2026-0001" }, says: "67.00 EUR applied (PAY-2026-0001, deduction)" },
    ],
  },
  {
    action: "creditInvoice", codes: CREDIT_INVOICE_CODES, good: { invoice: "INV-2026-0003" },
    cases: [
      { code: "seriesWrong", input: { invoice: "X" }, says: "series Credit memo", before: wrongSeries("Credit memo") },
      { code: "invoiceUnknown", input: { invoice: "X", amount: "0" }, says: "invoice: there is no invoice X" },
      { code: "invoiceVoid", input: { invoice: "INV-2026-0002", amount: "0" }, says: "is void" },
      { code: "invoiceNotBilled", input: { invoice: "OLD-1", amount: "0" }, says: "no lines to credit" },
      { code: "nothingOpen", input: { invoice: "INV-2026-0001-D1", amount: "0" }, says: "nothing open", before: (book) => book.post("writeOff", { document: "INV-2026-0001-D1", reason: "r" }) },
      { code: "amountZeroOrLess", input: { invoice: "INV-2026-0001", amount: "0" }, says: "amount: 0" },
      { code: "amountSubMinor", input: { invoice: "INV-2026-0001", amount: "1000.001" }, says: "amount: 1000.001" },
      { code: "amountTooLarge", input: { invoice: "INV-2026-0001", amount: "99999999999999999" }, says: "larger" },
      { code: "nothingToCredit", input: { invoice: "INV-2026-0004", amount: "1" }, says: "comes to nothing" },
      { code: "lineUnknown", input: { invoice: "INV-2026-0001", lines: [{ line: 2 }] }, says: "no line 2" },
      { code: "quantityAboveLine", input: { invoice: "INV-2026-0001", lines: [{ line: 1, quantity: "1.1" }] }, says: "at most 1" },
      { code: "creditAboveInvoice", input: { invoice: "INV-2026-0001", amount: "100.01" }, says: "at most 100.00" },
      { code: "memoZeroOrLess", input: { invoice: "INV-2026-0004" }, says: "come to 0.00" },
      { code: "amountAboveOpen", input: { invoice: "INV-2026-0001-D1", amount: "7.01" }, says: "at most 7.00", before: handTyped("Invoices", "CM-2026-0002") },
      { code: "duplicateNumber", input: { invoice: "INV-2026-0001" }, says: "CM-2026-0002", before: handTyped("Invoices", "CM-2026-0002") },
      {
        code: "documentTooLarge", input: { invoice: "DM-2026-0001", reason: "x".repeat(20_000) }, says: "too large",
        before: (book) => book.post("createDebitMemo", { customer: "ACME", rows: manyRows.slice(0, 215) }),
      },
    ],
  },
  {
    action: "createDebitMemo", codes: DEBIT_MEMO_CODES, good: { customer: "ACME", amount: "1", taxCode: "Z0" },
    cases: [
      { code: "dateLocked", input: { customer: "X", amount: "0", date: "2026-01-31" }, says: "Use 2026-02-01", before: locked },
      { code: "seriesWrong", input: { customer: "X", amount: "0" }, says: "series Debit memo", before: wrongSeries("Debit memo") },
      { code: "invoiceUnknown", input: { customer: "X", invoice: "INV-9", amount: "0" }, says: "invoice: there is no invoice INV-9" },
      { code: "invoiceVoid", input: { customer: "X", invoice: "INV-2026-0002", amount: "0" }, says: "is void" },
      { code: "invoiceOtherCustomer", input: { customer: "00417", invoice: "INV-2026-0001", currency: "USD", amount: "0" }, says: "belongs to ACME" },
      { code: "currencyMismatch", input: { invoice: "INV-2026-0001", currency: "USD", exchangeRate: "0", amount: "0" }, says: "is in EUR" },
      ...memoCases("debit"),
    ],
  },
  {
    action: "createCreditMemo", codes: CREATE_CREDIT_MEMO_CODES.filter((code) => !["invoiceUnknown", "invoiceVoid", "invoiceOtherCustomer", "currencyMismatch"].includes(code)),
    good: { customer: "ACME", rows: one },
    cases: [{ code: "seriesWrong", input: { customer: "X", amount: "0" }, says: "series Credit memo", before: wrongSeries("Credit memo") }, ...memoCases("credit")],
  },
  {
    action: "chargeInterest", codes: CHARGE_INTEREST_CODES, good: { ratePercent: "8" },
    cases: [
      { code: "rateOutOfRange", input: { ratePercent: "0", through: "2026-03-01", customer: "X" }, says: "ratePercent: 0" },
      { code: "rateOutOfRange", input: { ratePercent: "100.01", through: "2026-03-01" }, says: "up to 100" },
      { code: "interestNotYetDue", input: { ratePercent: "8", through: "2026-02-04", customer: "X" }, says: "after today (2026-02-03)" },
      { code: "customerUnknown", input: { ratePercent: "8", customer: "X", invoices: ["X"] }, says: "no customer “X”" },
      { code: "customerAmbiguous", input: { ratePercent: "8", customer: "Twin", invoices: ["X"] }, says: "several customers" },
      { code: "invoiceUnknown", input: { ratePercent: "8", invoices: ["OLD-1", "X"] }, says: "invoices[2]: there is no invoice X", before: wrongSeries("Debit memo") },
      { code: "seriesWrong", input: { ratePercent: "8", fee: "-1" }, says: "series Debit memo", before: wrongSeries("Debit memo") },
      { code: "feeNotAmount", input: { ratePercent: "8", fee: "0.001" }, says: "fee: 0.001" },
      { code: "feeNotAmount", input: { ratePercent: "8", fee: "-1" }, says: "fee: -1" },
      { code: "nothingToCharge", input: { ratePercent: "8", invoices: ["INV-2026-0001"] }, says: "through 2026-02-03", before: handTyped("Invoices", "DM-2026-0001") },
      { code: "duplicateNumber", input: { ratePercent: "8" }, says: "DM-2026-0001", before: handTyped("Invoices", "DM-2026-0001") },
      {
        code: "documentTooLarge", input: { ratePercent: "8" }, says: "too large",
        before: (book) => book.post("postOpening", {
          rows: Array.from({ length: 330 }, (_, index) => ({ number: `${"N".repeat(60)}${index}`, customer: "ACME", date: "2025-11-01", amount: "100" })), control: [{ customer: "ACME", amount: "33000" }],
        }),
      },
    ],
  },
  {
    action: "postOpening", codes: OPENING_CODES,
    good: { rows: [{ number: "N", customer: "ACME", date: "2026-01-01", amount: "1" }], control: [{ customer: "ACME", amount: "1" }] },
    cases: [
      ...([
        ["openingCurrencyUnknown", { number: "OLD-1", customer: "ACME", amount: "0", date: "2026-01-01", currency: "EUT" }, "rows[1]: “EUT” is not a currency's code (ISO 4217)"],
        ["openingCustomerUnknown", { number: "OLD-1", customer: "X", amount: "0", date: "2026-01-01" }, "rows[1]: there is no customer “X”"],
        ["openingCustomerAmbiguous", { number: "OLD-1", customer: "Twin", amount: "0", date: "2026-01-01" }, "rows[1]: “Twin”"],
        ["openingAmountZero", { number: "OLD-1", customer: "ACME", amount: "0", date: "2026-01-01", exchangeRate: "2" }, "nothing open"],
        ["openingAmountInexact", { number: "OLD-1", customer: "ACME", amount: "1.001", date: "2026-01-01", exchangeRate: "2" }, "1.001"],
        ["exchangeRateWrong", { number: "OLD-1", customer: "ACME", amount: "1", date: "2026-01-01", exchangeRate: "2", due: "2026-01-01", dues: [{ due: "2026-01-01", amount: "2" }] }, "exchangeRate: 2"],
        ["openingDuesWrong", { number: "OLD-1", customer: "ACME", amount: "1", date: "2026-01-01", dues: [{ due: "2026-01-01", amount: "2" }] }, "add up to 1.00 EUR"],
        ["openingDuesWrong", { number: "OLD-1", customer: "ACME", amount: "1", date: "2026-01-01", due: "2026-01-01", dues: [{ due: "2026-01-01", amount: "1" }] }, "either due or dues"],
        ["openingDuesWrong", { number: "OLD-1", customer: "ACME", amount: "1", date: "2026-01-01", dues: [{ due: "2026-01-01", amount: "2" }, { due: "2026-01-02", amount: "-1" }] }, "above zero"],
        ["openingDuesWrong", { number: "OLD-1", customer: "ACME", amount: "-1", date: "2026-01-01", due: "2026-01-01" }, "for a credit neither"],
        ["openingDateLocked", { number: "OLD-1", customer: "ACME", amount: "1", date: "2026-01-31" }, "2026-01-31 is in a locked period"],
      ] as const).map(([code, row, says]): Refused => ({ code, says, input: { rows: [row], control: [{ customer: "X", amount: "1" }] }, before: locked })),
      { code: "openingNumberTaken", says: "old-1 is in the book", input: { rows: [{ number: "old-1", customer: "ACME", amount: "1", date: "2026-01-01" }], control: [{ customer: "X", amount: "1" }] } },
      { code: "openingNumberTaken", says: "HAND is in the book", input: { rows: [{ number: "HAND", customer: "ACME", amount: "1", date: "2026-01-01" }], control: [{ customer: "X", amount: "1" }] }, before: handTyped("Payments", "HAND") },
      {
        code: "openingNumberTwice", says: "rows[2]: the number n was given before, in rows[1]",
        input: { rows: [{ number: "N", customer: "ACME", amount: "1", date: "2026-01-01" }, { number: "n", customer: "ACME", amount: "1", date: "2026-01-01" }], control: [{ customer: "X", amount: "1" }] },
      },
      ...([
        ["controlCustomerUnknown", [{ customer: "X", amount: "1.001" }], "control[1]: there is no one customer “X”"],
        ["controlAmountInexact", [{ customer: "ACME", amount: "1.001" }], "control[1]: 1.001"],
        ["controlTwice", [{ customer: "ACME", amount: "2" }, { customer: "ACME", amount: "1" }], "control[2]: ACME has two"],
        ["controlDiffers", [{ customer: "ACME", amount: "2" }], "a difference of -1.00"],
      ] as const).map(([code, control, says]): Refused => ({ code, says, input: { rows: [{ number: "N", customer: "ACME", amount: "1", date: "2026-01-01" }], control } })),
    ],
  },
  {
    action: "mergeCustomers", codes: MERGE_CUSTOMERS_CODES, good: { from: "T1", into: "T2" },
    cases: [
      {
        code: "columnMissing", input: { from: "GONE", into: "X" }, says: "no column “Merged into”",
        before: (book) => {
          const { headers } = book.workbook.table("Customers");
          headers[headers.indexOf("Merged into")] = "Mine";
        },
      },
      { code: "mergedAlready", input: { from: "gone", into: "X" }, says: "into 00417 already" },
      { code: "customerUnknown", input: { from: "ACME", into: "X" }, says: "no customer “X”" },
      { code: "customerUnknown", input: { from: "X", into: "Twin" }, says: "no customer “X”" },
      { code: "customerAmbiguous", input: { from: "ACME", into: "Twin" }, says: "several customers" },
      { code: "mergeWithItself", input: { from: "ACME", into: "Acme Ltd" }, says: "Both are customer ACME" },
      { code: "mergeWithItself", input: { from: "00417", into: "GONE" }, says: "Both are customer 00417" },
    ],
  },
];

let story: TestBook;
beforeAll(async () => {
  story = await storyBook();
});

describe.each(ACTIONS)("$action", ({ action, codes, good, cases }) => {
  test("every code of its closed union is produced", () => {
    expect([...new Set(cases.map(({ code }) => code))].sort()).toEqual([...codes].sort());
  });

  test("what breaks no rule is planned", async () => {
    const book = story.copy();
    if (action === "reverseRefund") await book.post("refund", { from: "PAY-2026-0002" });
    const result = await book.act(action, good);
    expect([...result.rejections, ...result.issues].map(({ message }) => message)).toEqual([]);
    expect(result.status).toBe("posted");
  });

  test.each(cases)("$code: $says", async ({ code, input, says, before }) => {
    const book = story.copy();
    await before?.(book);
    const tables = JSON.stringify([...book.workbook.tables]);
    const result = await book.act(action, input);
    expect(result.rejections.map((item) => item.code)).toEqual([code]);
    expect(result.rejections[0]?.message).toContain(says);
    expect(JSON.stringify([...book.workbook.tables])).toBe(tables);
  });
});

test.each([
  ["writeOff", { document: "INV-2026-0001" }, "inputFieldMissing", "reason"],
  ["chargeBack", { deduction: "INV-2026-0001-D1" }, "inputFieldMissing", "reason"],
  ["refund", {}, "inputFieldWrong", "from"],
  ["refund", { from: "PAY-2026-0002", customer: "00417" }, "inputFieldWrong", "from"],
  ["createDebitMemo", { amount: "1" }, "inputFieldWrong", "customer"],
  ["createDebitMemo", { customer: "ACME" }, "inputFieldWrong", "amount"],
  ["createDebitMemo", { customer: "ACME", amount: "1", rows: one }, "inputFieldWrong", "amount"],
  ["createDebitMemo", { customer: "ACME", taxCode: "Z0", rows: one }, "inputFieldWrong", "taxCode"],
  ["createCreditMemo", { customer: "ACME", invoice: "INV-2026-0001", amount: "1" }, "inputFieldWrong", "invoice"],
  ["createCreditMemo", { customer: "ACME", terms: "net 30", amount: "1" }, "inputFieldWrong", "terms"],
  ["chargeInterest", {}, "inputFieldMissing", "ratePercent"],
  ["chargeInterest", { ratePercent: "8", invoices: [7] }, "inputFieldWrong", "invoices"],
  ["postOpening", { rows: [], control: [{ customer: "ACME", amount: "1" }] }, "inputFieldWrong", "rows"],
  ["postOpening", { rows: [{ number: "N", customer: "ACME", date: "2026-01-01", amount: "1" }] }, "inputFieldWrong", "control"],
  ["postOpening", { rows: [{ number: "N", customer: "ACME", amount: "1" }], control: [{ customer: "ACME", amount: "1" }] }, "inputFieldMissing", "rows[1].date"],
  ["postOpening", { rows: [{ number: "N", customer: "ACME", date: "2026-01-01", amount: "1", dues: [{ amount: "1" }] }], control: [{ customer: "ACME", amount: "1" }] }, "inputFieldMissing", "rows[1].dues[1].due"],
  ["postOpening", { rows: [{ number: "N", customer: "ACME", date: "2026-01-01", amount: "1", paid: "1" }], control: [{ customer: "ACME", amount: "1" }] }, "inputFieldUnknown", "rows[1].paid"],
  ["mergeCustomers", { from: "T1" }, "inputFieldMissing", "into"],
] as const)("%s %j: %s names %s", async (action, input, code, field) => {
  const result = await story.copy().act(action, input);
  expect(result.rejections.map((item) => [item.code, item.params["field"]])).toEqual([[code, field]]);
});

test.each([
  ["createDebitMemo", { customer: "ACME", rows: [{ customer: "00417", description: "Work", quantity: 1, unitPrice: "1" }] }, "memoOtherCustomer"],
  ["createDebitMemo", { customer: "ACME", rows: [{ currency: "USD", description: "Work", quantity: 1, unitPrice: "1" }] }, "memoOtherCurrency"],
  ["createDebitMemo", { customer: "ACME", rows: [{ description: "Work", quantity: 1, unitPrice: "1", taxCode: "S99" }] }, "taxCodeUnknown"],
  ["createDebitMemo", { customer: "ACME", rows: one, terms: "whenever" }, "termsUnknown"],
  ["createDebitMemo", { customer: "ACME", rows: [] }, "noRows"],
  ["createDebitMemo", { customer: "ACME", rows: [7] }, "rowNotObject"],
  ["chargeInterest", { ratePercent: "8", terms: "whenever" }, "termsUnknown"],
  ["createInvoices", { exchangeRate: "2", rows: [{ customer: "ACME", currency: "USD", ...one[0] }, { customer: "ACME", currency: "GBP", ...one[0] }] }, "rateForSeveralCurrencies"],
] as const)("%s %j: a bad row is an issue at the row (%s), and nothing is posted", async (action, input, code) => {
  const result = await story.copy().act(action, input);
  expect(result.status).toBe("refused");
  expect(result.issues.map((item) => item.code)).toEqual([code]);
});
