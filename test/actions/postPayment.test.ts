import { TestBook } from "../support/book";

let book: TestBook;
beforeEach(async () => {
  book = await TestBook.withCustomers();
  await book.invoice("ACME", "2026-01-05", "1000.00"); // INV-2026-0001
  await book.invoice("00417", "2026-01-31", "500.00"); // INV-2026-0002, 2/10 n/30: 10.00 until 2026-02-10
  await book.invoice("ACME-UK", "2026-01-10", "300.00"); // INV-2026-0003, GBP
});

function pay(more: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { customer: "ACME", date: "2026-02-03", amount: "400.00", ...more };
}
const first = (amount: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({ invoice: "INV-2026-0001", amount, ...more });
const second = (amount: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({ invoice: "INV-2026-0002", amount, ...more });

const REFUSED: readonly { input: Record<string, unknown>; code: string; says: string }[] = [
  { input: pay({ amount: undefined }), code: "inputFieldMissing", says: "amount" },
  { input: pay({ ammount: "1" }), code: "inputFieldUnknown", says: "ammount" },
  { input: pay({ date: "03/02/2026" }), code: "inputFieldWrong", says: "YYYY-MM-DD" },
  { input: pay({ amount: "1,000.00" }), code: "inputFieldWrong", says: "1,000.00" },
  { input: pay({ customer: "417" }), code: "customerUnknown", says: "Did you mean 00417?" },
  { input: pay({ customer: "Acmé Ltd" }), code: "customerUnknown", says: "Acmé Ltd" },
  { input: pay({ amount: "0" }), code: "amountNotPositive", says: "not above zero" },
  { input: pay({ amount: "-5" }), code: "amountNotPositive", says: "not above zero" },
  { input: pay({ amount: "400.005" }), code: "amountSubMinor", says: "2 decimals of EUR" },
  { input: pay({ amount: "1e20" }), code: "inputFieldWrong", says: "1e20" },
  { input: pay({ amount: "99999999999999999" }), code: "amountTooLarge", says: "larger" },
  { input: pay({ fee: "500" }), code: "feeWrong", says: "500" },
  { input: pay({ apply: [{ invoice: "INV-9", amount: "1" }] }), code: "invoiceUnknown", says: "apply[1]: there is no invoice INV-9" },
  { input: pay({ apply: [second("1")] }), code: "invoiceOtherCustomer", says: "belongs to 00417" },
  { input: pay({ currency: "EUR", apply: [{ invoice: "INV-2026-0003", amount: "1" }] }), code: "currencyMismatch", says: "GBP" },
  { input: pay({ apply: [first("1"), first("2")] }), code: "invoiceTwice", says: "apply[2]" },
  { input: pay({ apply: [first("1.005")] }), code: "amountSubMinor", says: "apply[1].amount" },
  { input: pay({ apply: [first("-1")] }), code: "amountNegative", says: "apply[1].amount" },
  { input: pay({ apply: [first("0")] }), code: "lineNothing", says: "INV-2026-0001" },
  { input: pay({ amount: "1200", apply: [first("1100.00")] }), code: "applicationAboveOpen", says: "1000.00 EUR open" },
  { input: pay({ apply: [first("400", { writeOff: "600.01" })] }), code: "applicationAboveOpen", says: "by 0.01" },
  { input: pay({ apply: [first("500")] }), code: "applicationsAbovePayment", says: "100.00 too much" },
  { input: pay({ apply: [first("300", { discount: "10" })] }), code: "discountNotOffered", says: "no cash discount" },
  { input: { customer: "00417", date: "2026-02-11", amount: "490", apply: [second("490", { discount: "10" })] }, code: "discountLate", says: "2026-02-10" },
  { input: { customer: "00417", date: "2026-02-10", amount: "490", apply: [second("489", { discount: "11" })] }, code: "discountAboveOffer", says: "at most 10.00" },
];

test.each(REFUSED)("$code: $says", async ({ input, code, says }) => {
  const before = JSON.stringify([...book.workbook.tables]);
  const result = await book.act("postPayment", input);
  expect(result.status).toBe("refused");
  expect(result.rejections.map((item) => item.code)).toEqual([code]);
  expect(result.rejections[0]?.message).toContain(says);
  expect(JSON.stringify([...book.workbook.tables])).toBe(before);
});

const POSTED: readonly { name: string; input: Record<string, unknown>; balances: string[]; unapplied: number }[] = [
  { name: "on account", input: pay({}), balances: ["1000 Open", "500 Open", "300 Open"], unapplied: 400 },
  { name: "part of an invoice", input: pay({ apply: [first("400")] }), balances: ["600 Part paid", "500 Open", "300 Open"], unapplied: 0 },
  { name: "a blank amount takes what there is", input: pay({ apply: [{ invoice: "inv-2026-0001 " }] }), balances: ["600 Part paid", "500 Open", "300 Open"], unapplied: 0 },
  { name: "overpayment stays on account", input: pay({ amount: "1100", apply: "auto" }), balances: ["0 Paid", "500 Open", "300 Open"], unapplied: 100 },
  { name: "write-off", input: pay({ amount: "999.99", apply: [first("999.99", { writeOff: "0.01" })] }), balances: ["0 Paid", "500 Open", "300 Open"], unapplied: 0 },
  { name: "discount on its last day", input: { customer: "00417", date: "2026-02-10", amount: "490", apply: [second("490", { discount: "10" })] }, balances: ["1000 Open", "0 Paid", "300 Open"], unapplied: 0 },
  { name: "auto finds the discount", input: { customer: "00417", date: "2026-02-09", amount: 490, apply: "auto" }, balances: ["1000 Open", "0 Paid", "300 Open"], unapplied: 0 },
  { name: "a late discount that is accepted", input: { customer: "00417", date: "2026-02-11", amount: "490", apply: [second("490", { discount: "10", acceptDiscount: true })] }, balances: ["1000 Open", "0 Paid", "300 Open"], unapplied: 0 },
  { name: "for another customer of the group", input: { customer: "ACME", date: "2026-02-03", amount: "300", currency: "GBP", apply: [{ invoice: "INV-2026-0003", amount: "300" }] }, balances: ["1000 Open", "500 Open", "0 Paid"], unapplied: 0 },
];

test.each(POSTED)("$name", async ({ input, balances, unapplied }) => {
  await book.post("postPayment", input);
  expect(book.lines("Invoices", "Balance", "Status")).toEqual(balances);
  expect(book.rows("Payments").map((row) => row["Unapplied"])).toEqual([unapplied]);
});

test("in a locked month it posts on the first open day and keeps the bank date", async () => {
  await book.post("putRows", { table: "Settings", rows: [{ Setting: "Locked through", Value: "2026-01-31" }] });
  const result = await book.post("postPayment", pay({ date: "2026-01-20", apply: [first("400")] }));
  expect(result.issues.map(({ code }) => code)).toEqual(["postedOnFirstOpenDay"]);
  expect(book.rows("Payments")[0]).toMatchObject({ "Date": 46054, "Bank date": 46042 }); // 2026-02-01 and 2026-01-20
});

test("a late discount becomes a deduction where Settings says so", async () => {
  await book.post("putRows", { table: "Settings", rows: [{ Setting: "Late discount", Value: "deduction" }] });
  await book.post("postPayment", { customer: "00417", date: "2026-02-11", amount: "490", apply: [second("490", { discount: "10" })] });
  expect(book.lines("Invoices", "Number", "Balance", "Status").slice(1)).toEqual(["INV-2026-0002 0 Paid", "INV-2026-0003 300 Open", "INV-2026-0002-D1 10 Open"]);
});

test("the write-off limit", async () => {
  await book.post("putRows", { table: "Settings", rows: [{ Setting: "Write-off limit", Value: "5.00" }] });
  const result = await book.act("postPayment", pay({ apply: [first("400", { writeOff: "5.01" })] }));
  expect(result.rejections[0]?.message).toContain("limit of 5");
  await book.post("postPayment", pay({ apply: [first("400", { writeOff: "5.00" })] }));
});

test("the same entry again is exists; with other arguments it is refused", async () => {
  const given = { ...pay({ apply: [first("400")] }), entry: "once" };
  await book.post("postPayment", given);
  const rows = JSON.stringify([...book.workbook.tables]);
  const again = await book.act("postPayment", given);
  expect([again.status, again.documents[0]?.number]).toEqual(["exists", "PAY-2026-0001"]);
  expect((await book.act("postPayment", { ...given, amount: "401.00" })).rejections[0]?.code).toBe("entryReused");
  expect(JSON.stringify([...book.workbook.tables])).toBe(rows);
});
