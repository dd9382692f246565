import { REVERSE_PAYMENT_CODES } from "../../src/actions/reversePayment";
import { TestBook } from "../support/book";

let book: TestBook;
beforeEach(async () => {
  book = await TestBook.withCustomers();
  await book.invoice("ACME", "2026-01-05", "1000.00");
  await book.invoice("ACME", "2026-01-06", "200.00");
});
const balances = (): string[] => book.lines("Invoices", "Number", "Balance", "Status").map((line) => line.replace("INV-2026-000", ""));
const pay = (...apply: readonly Readonly<Record<string, unknown>>[]): Promise<unknown> => book.post("postPayment", { customer: "ACME", date: "2026-01-20", amount: "900", apply });

test("every effect is taken back: applications, discount, deduction, write-off, and what was applied later", async () => {
  await pay({ invoice: "INV-2026-0001", amount: "800", discount: "20", acceptDiscount: true, deduction: "150", writeOff: "30" });
  await book.post("applyCredit", { from: "PAY-2026-0001", date: "2026-01-22", apply: [{ invoice: "INV-2026-0002", amount: "60" }] });
  expect(balances()).toEqual(["1 0 Paid", "2 140 Part paid", "1-D1 150 Open"]);
  await book.post("reversePayment", { payment: "pay-2026-0001", date: "2026-01-25", reason: "No funds" });
  expect(balances()).toEqual(["1 1000 Open", "2 200 Open", "1-D1 0 Void"]);
  expect(book.lines("Payments", "Number", "Kind", "Date", "Amount", "Unapplied", "Status", "Reference")).toEqual([
    "PAY-2026-0001 payment 46042 900 0 Void -", "PAY-2026-0001-R reversal 46047 -900 0 Paid PAY-2026-0001: No funds",
  ]);
  const sum = (column: string): number => book.rows("Applications").filter((row) => row["To"] === "INV-2026-0001").reduce((total, row) => total + Number(row[column]), 0);
  expect([sum("Amount"), sum("Discount")]).toEqual([0, 0]);
});

test("what was taken back before is not taken back again", async () => {
  await pay({ invoice: "INV-2026-0001", amount: "800" });
  await book.post("applyCredit", { from: "PAY-2026-0001", date: "2026-01-22", apply: [{ invoice: "INV-2026-0001", amount: "-300" }] });
  await book.post("reversePayment", { payment: "PAY-2026-0001", date: "2026-01-25" });
  expect(balances()).toEqual(["1 1000 Open", "2 200 Open"]);
});

test("a locked month never changes: it counts from the first open day, and it is said", async () => {
  await pay({ invoice: "INV-2026-0001" });
  await book.post("putRows", { table: "Settings", rows: [{ Setting: "Locked through", Value: "2026-01-31" }] });
  const result = await book.post("reversePayment", { payment: "PAY-2026-0001", date: "2026-01-25" });
  expect(result.issues.map(({ code, params }) => [code, params["open"]])).toEqual([["countsLater", "2026-02-01"]]);
  expect(book.lines("Applications", "Date", "Kind")).toEqual(["46042 payment", "46054 reversal", "46054 reversal"]);
});

test("never before the payment", async () => {
  await pay({ invoice: "INV-2026-0001" });
  const result = await book.post("reversePayment", { payment: "PAY-2026-0001", date: "2026-01-01" });
  expect([result.issues.map(({ code }) => code), result.documents[0]?.date]).toEqual([["countsLater"], "2026-01-20"]);
});

test("today, when no day is asked for", async () => {
  await pay({ invoice: "INV-2026-0001" });
  expect((await book.post("reversePayment", { payment: "PAY-2026-0001" })).documents[0]).toMatchObject({ kind: "reversal", number: "PAY-2026-0001-R", date: "2026-02-03", total: "-900.00" });
});

test("bounced after part of it was refunded: what was paid out is named, to be billed", async () => {
  await book.post("postPayment", { customer: "ACME", date: "2026-01-20", amount: "1100", apply: [{ invoice: "INV-2026-0001" }] });
  await book.post("refund", { from: "PAY-2026-0001", date: "2026-01-21", amount: "40", reason: "Overpaid" });
  const result = await book.post("reversePayment", { payment: "PAY-2026-0001", date: "2026-01-25" });
  expect(result.issues.map(({ code, params }) => [code, params["refunded"], params["customer"]])).toEqual([["bouncedAfterRefund", "40.00", "ACME"]]);
  expect(balances()).toEqual(["1 1000 Open", "2 200 Open"]);
});

const REFUSED: readonly { payment: string; code: string; says: string }[] = [
  { payment: "PAY-9", code: "paymentUnknown", says: "PAY-9" },
  { payment: "INV-2026-0001", code: "paymentUnknown", says: "INV-2026-0001" },
  { payment: "PAY-2026-0004", code: "documentIsRefund", says: "PAY-2026-0004 is a refund" },
  { payment: "CM-2026-0001", code: "documentIsCreditMemo", says: "CM-2026-0001 is a credit memo" },
  { payment: "PAY-2026-0001", code: "paymentReversed", says: "PAY-2026-0001 is reversed already" },
  { payment: "PAY-2026-0002", code: "duplicateNumber", says: "PAY-2026-0002-R is taken" },
];

describe("refused, and nothing is written", () => {
  let shared: TestBook;
  beforeAll(async () => {
    shared = await TestBook.withCustomers();
    await shared.invoice("ACME", "2026-01-05", "1000.00");
    await shared.post("postPayment", { customer: "ACME", date: "2026-01-20", amount: "900" });
    await shared.post("postPayment", { customer: "ACME", date: "2026-01-20", amount: "100" });
    await shared.post("reversePayment", { payment: "PAY-2026-0001" });
    await shared.post("postPayment", { customer: "ACME", date: "2026-01-20", amount: "5" });
    await shared.post("refund", { from: "PAY-2026-0003", amount: "5", reason: "Overpaid" });
    await shared.post("creditInvoice", { invoice: "INV-2026-0001", amount: "1" });
    const { headers, rows } = shared.workbook.table("Payments");
    rows.push(headers.map((header) => (header === "Number" ? "PAY-2026-0002-R" : "")));
  });

  test.each(REFUSED)("$code: $says", async ({ payment, code, says }) => {
    const before = JSON.stringify([...shared.workbook.tables]);
    const result = await shared.act("reversePayment", { payment });
    expect(result.rejections.map((item) => item.code)).toEqual([code]);
    expect(result.rejections[0]?.message).toContain(says);
    expect(JSON.stringify([...shared.workbook.tables])).toBe(before);
  });

  test("fields", async () => {
    expect((await shared.act("reversePayment", {})).rejections.map(({ code }) => code)).toEqual(["inputFieldMissing"]);
    expect((await shared.act("reversePayment", { payment: "P", when: "x" })).rejections.map(({ code }) => code)).toEqual(["inputFieldUnknown"]);
    expect((await shared.act("reversePayment", { payment: "P", date: "x" })).rejections.map(({ code }) => code)).toEqual(["inputFieldWrong"]);
  });

  test("every code is shown here", () => {
    const shown = new Set(REFUSED.map(({ code }) => code));
    expect(REVERSE_PAYMENT_CODES.filter((code) => !shown.has(code))).toEqual([]);
  });
});
