import { POST_PAYMENT_CODES } from "../../src/actions/postPayment";
import type { ActionResult } from "../../src/actions/runAction";
import { TestBook } from "../support/book";

async function bookOfThree(): Promise<TestBook> {
  const made = await TestBook.withCustomers();
  await made.invoice("ACME", "2026-01-05", "1000.00"); // INV-2026-0001
  await made.invoice("00417", "2026-01-31", "500.00"); // INV-2026-0002, 2/10 n/30: 10.00 until 2026-02-10
  await made.invoice("ACME-UK", "2026-01-10", "300.00"); // INV-2026-0003, GBP
  return made;
}

function pay(more: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { customer: "ACME", date: "2026-02-03", amount: "400.00", ...more };
}
const first = (amount: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({ invoice: "INV-2026-0001", amount, ...more });
const second = (amount: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({ invoice: "INV-2026-0002", amount, ...more });

interface Refused {
  readonly input: unknown;
  readonly code: string;
  readonly says: string;
  /** Settings and payments that make the case; undone by nobody: such a case has a book of its own. */
  readonly given?: readonly (readonly [action: string, input: Readonly<Record<string, unknown>>])[];
}

const setting = (Setting: string, Value: string): readonly [string, Readonly<Record<string, unknown>>] => ["putRows", { table: "Settings", rows: [{ Setting, Value }] }];
const late = (more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({ customer: "00417", date: "2026-02-11", amount: "490", apply: [second("490", { discount: "10", ...more })] });
const inTime = (amount: string, discount: string): Record<string, unknown> => ({ customer: "00417", date: "2026-02-10", amount: "490", apply: [second(amount, { discount })] });

const REFUSED: readonly Refused[] = [
  { input: [], code: "inputNotObject", says: "The input must be an object" },
  { input: pay({ apply: ["INV-2026-0001"] }), code: "inputNotObject", says: "apply[1] must be an object" },
  { input: pay({ amount: undefined }), code: "inputFieldMissing", says: "amount" },
  { input: pay({ customer: "" }), code: "inputFieldMissing", says: "customer" },
  { input: pay({ ammount: "1" }), code: "inputFieldUnknown", says: "ammount" },
  { input: pay({ apply: [first("1", { discont: "1" })] }), code: "inputFieldUnknown", says: "apply[1].discont" },
  { input: pay({ date: "03/02/2026" }), code: "inputFieldWrong", says: "YYYY-MM-DD" },
  { input: pay({ amount: "1,000.00" }), code: "inputFieldWrong", says: "1,000.00" },
  { input: pay({ amount: "1e20" }), code: "inputFieldWrong", says: "1e20" },
  { input: pay({ kind: "cheque" }), code: "inputFieldWrong", says: "payment or deposit" },
  { input: pay({ exchangeRate: "1,1" }), code: "inputFieldWrong", says: "exchangeRate" },
  { input: pay({ apply: [first("1", { acceptDiscount: "yes" })] }), code: "inputFieldWrong", says: "apply[1].acceptDiscount" },
  { input: pay({ customer: "417" }), code: "customerUnknown", says: "Did you mean 00417?" },
  { input: pay({ customer: "Acme Ldt" }), code: "customerUnknown", says: "“Acme Ldt”. Did you mean ACME?" },
  { input: pay({ customer: "Acmé Ltd" }), code: "customerUnknown", says: "Acmé Ltd" },
  { input: pay({ customer: "Twin" }), code: "customerAmbiguous", says: "row 4, row 5", given: [["putRows", { table: "Customers", rows: [{ Customer: "T1", Name: "Twin" }, { Customer: "T2", Name: "Twin" }] }]] },
  { input: pay({ amount: "0" }), code: "amountNotPositive", says: "not above zero" },
  { input: pay({ amount: "-5" }), code: "amountNotPositive", says: "not above zero" },
  { input: pay({ amount: "400.005" }), code: "amountSubMinor", says: "2 decimals of EUR" },
  { input: pay({ amount: "99999999999999999" }), code: "amountTooLarge", says: "larger" },
  { input: pay({ fee: "500" }), code: "feeWrong", says: "500" },
  { input: pay({ fee: "400.01" }), code: "feeWrong", says: "400.01" },
  { input: pay({ fee: "-0.01" }), code: "feeWrong", says: "-0.01" },
  { input: pay({ fee: "0.001" }), code: "feeWrong", says: "0.001" },
  { input: pay({ currency: "USD", exchangeRate: "1", received: "1" }), code: "inputFieldWrong", says: "left out where exchangeRate is given" },
  { input: pay({ currency: "USD", received: "0" }), code: "receivedWrong", says: "received: 0 must be an amount of EUR above zero" },
  { input: pay({ currency: "USD", received: "1.005" }), code: "receivedWrong", says: "at most 2 decimals" },
  { input: pay({ received: "399.99" }), code: "receivedWrong", says: "the payment is in EUR, the book's own currency. Leave 399.99 out" },
  { input: pay({ exchangeRate: "1.1" }), code: "exchangeRateWrong", says: "1.1 cannot be the rate of EUR in EUR. It must be 1, or left out" },
  { input: pay({ currency: "USD", exchangeRate: "0" }), code: "exchangeRateWrong", says: "above zero" },
  { input: pay({ currency: "USD", exchangeRate: "1.234567890123456" }), code: "exchangeRateWrong", says: "at most 15 digits" },
  { input: pay({}), code: "seriesWrong", says: "number series Payment", given: [setting("Payment number prefix", "PAY-")] },
  { input: pay({}), code: "duplicateNumber", says: "PAY-2026-0001 is taken", given: [["handTyped", { Number: "PAY-2026-0001" }]] },
  { input: pay({ apply: [{ invoice: "INV-9", amount: "1" }] }), code: "invoiceUnknown", says: "apply[1]: there is no invoice INV-9" },
  { input: pay({ apply: [first("1"), first("2")] }), code: "invoiceTwice", says: "apply[2]" },
  { input: pay({ apply: [first("1"), { invoice: " inv-2026-0001", amount: "1" }] }), code: "invoiceTwice", says: "apply[2]" },
  { input: pay({ apply: [second("1")] }), code: "invoiceOtherCustomer", says: "belongs to 00417, not to ACME" },
  { input: pay({ currency: "EUR", apply: [{ invoice: "INV-2026-0003", amount: "1" }] }), code: "currencyMismatch", says: "GBP" },
  { input: pay({ apply: [first("1")] }), code: "invoiceVoid", says: "INV-2026-0001 is void", given: [["voidDocument", { document: "INV-2026-0001", reason: "Twice" }]] },
  { input: pay({ apply: [first("1.005")] }), code: "amountSubMinor", says: "apply[1].amount" },
  { input: pay({ apply: [first("1", { writeOff: "0.001" })] }), code: "amountSubMinor", says: "apply[1].writeOff" },
  { input: pay({ apply: [first("1", { deduction: "99999999999999999" })] }), code: "amountTooLarge", says: "apply[1].deduction" },
  { input: pay({ apply: [first("-1")] }), code: "amountNegative", says: "apply[1].amount" },
  { input: pay({ apply: [first("1", { discount: "-1" })] }), code: "amountNegative", says: "apply[1].discount" },
  { input: pay({ apply: [first("1")] }), code: "invoicePaid", says: "nothing open (Paid)", given: [["postPayment", pay({ amount: "1000", apply: "auto" })]] },
  { input: pay({ apply: [first("0")] }), code: "lineNothing", says: "INV-2026-0001" },
  { input: pay({ apply: [first("400"), { invoice: "INV-2026-0004" }] }), code: "lineNothing", says: "apply[2]", given: [["createInvoices", { rows: [{ customer: "ACME", description: "Work", quantity: 1, unitPrice: 5 }] }]] },
  { input: pay({ amount: "1200", apply: [first("1000.01")] }), code: "applicationAboveOpen", says: "1000.00 EUR open" },
  { input: pay({ apply: [first("400", { writeOff: "600.01" })] }), code: "applicationAboveOpen", says: "by 0.01" },
  { input: pay({ apply: [first("300", { discount: "10" })] }), code: "discountNotOffered", says: "no cash discount" },
  { input: late(), code: "discountLate", says: "2026-02-10" },
  { input: inTime("489", "11"), code: "discountAboveOffer", says: "at most 10.00" },
  { input: inTime("400", "10"), code: "discountAboveOffer", says: "at most 10.00 EUR, and 8.16 with a payment of 400.00. Take 8.16" },
  { input: inTime("290", "10"), code: "discountAboveOffer", says: "at most 6.00 EUR, and 5.92 with", given: [["postPayment", { customer: "00417", date: "2026-02-09", amount: "200", apply: [second("200")] }]] },
  { input: pay({ apply: [first("400", { writeOff: "5.01" })] }), code: "writeOffAboveLimit", says: "limit of 5", given: [setting("Write-off limit", "5.00")] },
  { input: pay({ apply: [first("400", { writeOff: "5.01", approvedBy: " test" })] }), code: "approverIsPoster", says: "test", given: [setting("Write-off limit", "5.00")] },
  { input: pay({ apply: [first("500")] }), code: "applicationsAbovePayment", says: "100.00 too much" },
  { input: pay({ apply: [first("400.01")] }), code: "applicationsAbovePayment", says: "0.01 too much" },
];

async function given(own: TestBook, steps: Refused["given"] = []): Promise<void> {
  for (const [action, input] of steps) {
    if (action === "handTyped") {
      const { headers, rows } = own.workbook.table("Payments");
      rows.push(headers.map((header) => (header in input ? String(input[header]) : "")));
    } else await own.post(action, input);
  }
}

async function refuse(own: TestBook, { input, code, says, given: steps }: Refused): Promise<void> {
  await given(own, steps);
  const before = JSON.stringify([...own.workbook.tables]);
  const result = await own.act("postPayment", input);
  expect(result.status).toBe("refused");
  expect(result.rejections.map((item) => item.code)).toEqual([code]);
  expect(result.rejections[0]?.message).toContain(says);
  expect(JSON.stringify([...own.workbook.tables])).toBe(before);
}

describe("refused, and nothing is written", () => {
  let shared: TestBook;
  beforeAll(async () => { shared = await bookOfThree(); });

  test.each(REFUSED.filter((item) => item.given === undefined))("$code: $says", (item) => refuse(shared, item));
  test.each(REFUSED.filter((item) => item.given !== undefined))("$code: $says", async (item) => refuse(await bookOfThree(), item));

  test("every code is shown here", () => {
    const codes: readonly string[] = ["inputNotObject", "inputFieldUnknown", "inputFieldMissing", "inputFieldWrong", ...POST_PAYMENT_CODES];
    expect([...new Set(REFUSED.map(({ code }) => code))].sort()).toEqual([...new Set(codes)].sort());
  });

  /** Two things are wrong in each: the one that stands first in the list of codes is told. */
  const PAIRS: readonly { input: Record<string, unknown>; code: string; over: string }[] = [
    { input: pay({ customer: "X", amount: "0" }), code: "customerUnknown", over: "amountNotPositive" },
    { input: pay({ amount: "-0.001" }), code: "amountNotPositive", over: "amountSubMinor" },
    { input: pay({ amount: "0.001", fee: "1" }), code: "amountSubMinor", over: "feeWrong" },
    { input: pay({ amount: "99999999999999999", fee: "-1" }), code: "amountTooLarge", over: "feeWrong" },
    { input: pay({ fee: "500", received: "-2" }), code: "feeWrong", over: "receivedWrong" },
    { input: pay({ received: "-2", apply: [first("1"), first("1")] }), code: "receivedWrong", over: "invoiceTwice" },
    { input: pay({ exchangeRate: "2", apply: [first("1"), first("1")] }), code: "exchangeRateWrong", over: "invoiceTwice" },
    { input: pay({ apply: [{ invoice: "INV-9", amount: "1.005" }] }), code: "invoiceUnknown", over: "amountSubMinor" },
    { input: pay({ apply: [{ invoice: "INV-2026-0003", amount: "1" }, { invoice: "INV-2026-0003", amount: "1" }], currency: "GBP" }), code: "invoiceTwice", over: "applicationsAbovePayment" },
    { input: pay({ currency: "USD", apply: [second("1")] }), code: "invoiceOtherCustomer", over: "currencyMismatch" },
    { input: pay({ currency: "EUR", apply: [{ invoice: "INV-2026-0003", amount: "1.005" }] }), code: "currencyMismatch", over: "amountSubMinor" },
    { input: pay({ apply: [first("1.005", { discount: "-1" })] }), code: "amountSubMinor", over: "amountNegative" },
    { input: pay({ apply: [first("99999999999999999", { discount: "-1" })] }), code: "amountTooLarge", over: "amountNegative" },
    { input: pay({ apply: [first("0", { writeOff: "-1" })] }), code: "amountNegative", over: "lineNothing" },
    { input: pay({ apply: [first("1000", { discount: "1" })] }), code: "applicationAboveOpen", over: "discountNotOffered" },
    { input: pay({ apply: [first("400", { discount: "1" }), first("1")] }), code: "discountNotOffered", over: "invoiceTwice" },
    { input: { ...late(), amount: "1" }, code: "discountLate", over: "applicationsAbovePayment" },
    { input: { ...inTime("489", "11"), amount: "1" }, code: "discountAboveOffer", over: "applicationsAbovePayment" },
  ];
  test.each(PAIRS)("$code before $over", async ({ input, code }) => {
    expect((await shared.act("postPayment", input)).rejections.map((item) => item.code)).toEqual([code]);
  });

  test.each([
    { name: "exchangeRateWrong before seriesWrong", given: setting("Payment number prefix", "PAY-"), input: { exchangeRate: "2" }, code: "exchangeRateWrong" },
    { name: "seriesWrong before the lines", given: setting("Payment number prefix", "PAY-"), input: { apply: [first("1"), first("1")] }, code: "seriesWrong" },
    { name: "duplicateNumber before the lines", given: ["handTyped", { Number: "PAY-2026-0001" }] as const, input: { apply: [first("1"), first("1")] }, code: "duplicateNumber" },
  ])("$name", async ({ given: step, input, code }) => {
    const own = await bookOfThree();
    await given(own, [step]);
    expect((await own.act("postPayment", pay(input))).rejections.map((item) => item.code)).toEqual([code]);
  });

  test("what was received in the book's own currency needs no rate", async () => {
    const own = await bookOfThree();
    await own.post("postPayment", pay({ received: "400" }));
    expect(own.lines("Payments", "Exchange rate")).toEqual(["-"]);
  });

  test("invoiceVoid before amountSubMinor, invoicePaid before lineNothing, discount before write-off limit", async () => {
    const own = await bookOfThree();
    await given(own, [setting("Write-off limit", "5.00"), ["voidDocument", { document: "INV-2026-0003" }], ["postPayment", pay({ amount: "1000", apply: "auto" })]]);
    const codeOf = async (input: Record<string, unknown>): Promise<string | undefined> => (await own.act("postPayment", input)).rejections[0]?.code;
    expect(await codeOf(pay({ currency: "GBP", apply: [{ invoice: "INV-2026-0003", amount: "1.005" }] }))).toBe("invoiceVoid");
    expect(await codeOf(pay({ apply: [first("0")] }))).toBe("invoicePaid");
    expect(await codeOf(pay({ apply: [first("1.005")] }))).toBe("amountSubMinor");
    expect(await codeOf(late({ writeOff: "0.01" }))).toBe("applicationAboveOpen");
    expect(await codeOf({ ...late(), apply: [second("480", { discount: "10", writeOff: "6" })] })).toBe("discountLate");
    expect(await codeOf({ ...late(), amount: "1", apply: [second("480", { writeOff: "6" })] })).toBe("writeOffAboveLimit");
    expect(await codeOf({ ...late(), amount: "1", apply: [second("480", { writeOff: "6", approvedBy: "Test" })] })).toBe("approverIsPoster");
  });
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

describe("posted", () => {
  let book: TestBook;
  beforeEach(async () => { book = await bookOfThree(); });

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

  test("write-offs of one payment share the limit, and so do those of one invoice; somebody else may approve more", async () => {
    await book.post("putRows", { table: "Settings", rows: [{ Setting: "Write-off limit", Value: "5.00" }] });
    await book.invoice("ACME", "2026-01-06", "10.00"); // INV-2026-0004
    const both = (more: Readonly<Record<string, unknown>>): Record<string, unknown> => pay({ amount: "100", apply: [first("90", { writeOff: "3" }), { invoice: "INV-2026-0004", amount: "1", writeOff: "2.01", ...more }] });
    expect((await book.act("postPayment", both({}))).rejections.map(({ code, params }) => [code, params["line"]])).toEqual([["writeOffAboveLimit", "apply[2]"]]);
    await book.post("postPayment", both({ approvedBy: "Ana" }));
    expect((await book.act("postPayment", pay({ apply: [first("1", { writeOff: "2.01" })] }))).rejections[0]?.code).toBe("writeOffAboveLimit");
    await book.post("postPayment", pay({ apply: [first("1", { writeOff: "2.00" })] }));
    expect(book.rows("Journal_A").map((row) => String(row["Payload 1"]).includes('"approvedBy":"Ana"'))).toEqual([false, false, false, false, true, false]);
  });

  test("a deduction keeps reason, owner and the invoice's due date", async () => {
    await book.post("postPayment", pay({ apply: [first("400", { deduction: "100", reason: "Damaged", owner: "Ana" })] }));
    expect(book.lines("Invoices", "Number", "Kind", "Due", "Balance", "Reference").slice(3)).toEqual(["INV-2026-0001-D1 deduction 46057 100 INV-2026-0001: Damaged (Ana)"]);
    await book.post("postPayment", pay({ amount: "100", apply: [first("0", { deduction: "50" }), { invoice: "INV-2026-0001-D1", amount: "100" }] }));
    expect(book.lines("Invoices", "Number", "Balance", "Status").slice(3)).toEqual(["INV-2026-0001-D1 0 Paid", "INV-2026-0001-D2 50 Open"]);
    expect(book.rows("Invoices")[0]).toMatchObject({ Balance: 450, Status: "Part paid" });
  });

  test("a deduction takes no number that somebody typed by hand", async () => {
    const { headers, rows } = book.workbook.table("Invoices");
    rows.push(headers.map((header) => (header === "Number" ? "INV-2026-0001-D1" : "")));
    const result = await book.post("postPayment", pay({ apply: [first("400", { deduction: "100", reason: "Damaged" })] }));
    expect(result.documents.map(({ number }) => number)).toEqual(["PAY-2026-0001", "INV-2026-0001-D2"]);
  });

  test("one payment for several customers of a group; a stranger's invoice is refused by name", async () => {
    await book.post("putRows", { table: "Customers", rows: [{ "Customer": "ACME-DE", "Name": "Acme GmbH", "Currency": "EUR", "Tax code": "Z0", "Group": " road runner " }] });
    await book.invoice("ACME-DE", "2026-01-07", "70.00"); // INV-2026-0004
    const apply = [first("300"), { invoice: "INV-2026-0004", amount: "70" }];
    expect((await book.act("postPayment", pay({ apply: [...apply, second("1")] }))).rejections[0]?.message).toContain("apply[3]: invoice INV-2026-0002 belongs to 00417, not to ACME");
    await book.post("postPayment", pay({ apply }));
    expect(book.lines("Applications", "To", "Customer", "Amount")).toEqual(["INV-2026-0001 ACME 300", "INV-2026-0004 ACME-DE 70"]);
    expect(book.rows("Payments")[0]).toMatchObject({ Customer: "ACME", Unapplied: 30 });
  });

  test("auto: only a reference reaches another customer of the group", async () => {
    await book.post("postPayment", pay({ amount: "300", currency: "GBP", apply: "auto" }));
    await book.post("postPayment", pay({ amount: "300", currency: "GBP", reference: "INV-2026-0003 of Acme UK", apply: "auto" }));
    expect(book.lines("Payments", "Unapplied")).toEqual(["300", "0"]);
    expect(book.lines("Applications", "To", "Customer")).toEqual(["INV-2026-0003 ACME-UK"]);
  });

  test("auto names what would fit as well", async () => {
    await book.invoice("ACME", "2026-01-06", "1000.00");
    const result = await book.post("postPayment", pay({ amount: "1000", apply: "auto" }));
    expect(result.issues.map(({ code, params }) => [code, params["proposed"], params["others"]])).toEqual([["matchAmbiguous", "INV-2026-0001", "INV-2026-0004"]]);
  });

  test("invoiceninja#313: 20.00 on the first of 50.00 and 70.00, then 100.00 settles both", async () => {
    await book.invoice("ACME-UK", "2026-01-11", "50.00"); // INV-2026-0004
    await book.invoice("ACME-UK", "2026-01-12", "70.00");
    const uk = (amount: string, apply: unknown): Record<string, unknown> => ({ customer: "ACME-UK", date: "2026-02-03", amount, currency: "GBP", apply });
    await book.post("postPayment", uk("20", [{ invoice: "INV-2026-0004", amount: "20" }]));
    await book.post("postPayment", uk("100", [{ invoice: "INV-2026-0004" }, { invoice: "INV-2026-0005" }]));
    expect(book.lines("Invoices", "Balance", "Status").slice(3)).toEqual(["0 Paid", "0 Paid"]);
    expect(book.lines("Payments", "Unapplied")).toEqual(["0", "0"]);
  });

  test("erpnext#37204: never more than the payment, however it is divided", async () => {
    const result = await book.act("postPayment", pay({ amount: "999.99", apply: [first("1000")] }));
    expect(result.rejections.map(({ code, params }) => [code, params["over"]])).toEqual([["applicationsAbovePayment", "0.01"]]);
  });

  test("erpnext write_off_difference: 1,100.00 for 1,000.00 leaves 100.00 on account", async () => {
    await book.post("postPayment", pay({ amount: "1100", apply: [first("1000")] }));
    expect(book.lines("Payments", "Unapplied", "Status")).toEqual(["100 Part paid"]);
  });

  test("fee, deposit, method, reference and kind are kept; the customer is credited the whole amount", async () => {
    await book.post("postPayment", pay({ amount: "400", fee: "400", deposit: "D-12", method: "card", reference: "r", kind: "deposit", bankDate: "2026-02-02" }));
    expect(book.rows("Payments")[0]).toMatchObject({ "Kind": "deposit", "Fee": 400, "Deposit": "D-12", "Method": "card", "Reference": "r", "Unapplied": 400, "Bank date": 46055 });
  });

  test("payments of one bank deposit show what the bank has booked so far", async () => {
    const at = (amount: string, more: Readonly<Record<string, unknown>> = {}): Promise<ActionResult> => book.post("postPayment", pay({ amount, deposit: "D-12", ...more }));
    const first = await at("400", { fee: "1.50", entry: "first" });
    expect(first.documents[0]?.deposit).toEqual({ name: "D-12", payments: ["PAY-2026-0001"], amount: "400.00", fee: "1.50", banked: "398.50" });
    const second = await at("100", { customer: "00417", deposit: " d-12 " });
    expect(second.documents[0]?.deposit).toEqual({ name: "D-12", payments: ["PAY-2026-0001", "PAY-2026-0002"], amount: "500.00", fee: "1.50", banked: "498.50" });
    expect((await book.act("postPayment", pay({ amount: "400", deposit: "D-12", fee: "1.50", entry: "first" }))).documents).toEqual(first.documents);
    await book.post("reversePayment", { payment: "PAY-2026-0001" });
    expect((await at("7")).documents[0]?.deposit).toMatchObject({ payments: ["PAY-2026-0002", "PAY-2026-0003"], banked: "107.00" });
    expect((await book.post("postPayment", pay({ amount: "8" }))).documents[0]?.deposit).toBeUndefined();
  });

  test("a rate is kept with a payment in another currency, and not in the book's own", async () => {
    await book.post("postPayment", pay({ currency: "USD", amount: "20", exchangeRate: "45.50" }));
    await book.post("postPayment", pay({ exchangeRate: "1.00" }));
    expect(book.lines("Payments", "Currency", "Exchange rate")).toEqual(["USD 45.5", "EUR -"]);
    expect(String(book.rows("Journal_A")[3]?.["Payload 1"])).toContain('"exchangeRate":"45.5","bookCurrency":"EUR"');
  });

  test("auto: a reference that names a stranger's invoice is said, and not followed", async () => {
    const result = await book.post("postPayment", pay({ amount: "500", reference: "Invoice INV-2026-0002", apply: "auto" }));
    expect(result.issues.map(({ code, params }) => [code, params["invoice"], params["owner"]])).toEqual([["referenceOfStranger", "INV-2026-0002", "00417"]]);
    expect(book.lines("Applications", "To", "Amount")).toEqual(["INV-2026-0001 500"]);
  });

  describe("a payment in another currency", () => {
    const usd = (amount: string, more: Readonly<Record<string, unknown>>): Record<string, unknown> => ({ customer: "ACME", date: "2026-02-03", amount, currency: "USD", ...more });
    const bill = (amount: string, exchangeRate: string): Promise<unknown> =>
      book.post("createInvoices", { invoiceDate: "2026-01-05", exchangeRate, rows: [{ customer: "ACME", description: "Work", quantity: 1, unitPrice: amount, currency: "USD", taxCode: "Z0" }] });
    const gains = (): string[] => book.lines("Applications", "Amount", "Discount", "Exchange gain");

    test("erpnext: USD 20 of USD 100 at 50, 900 received: a loss of 100, USD 80 open", async () => {
      await bill("100", "50");
      await book.post("postPayment", usd("20", { received: "900", apply: [{ invoice: "INV-2026-0004" }] }));
      expect([gains(), book.lines("Invoices", "Balance").at(-1), book.lines("Payments", "Exchange rate")]).toEqual([["20 0 -100"], "80", ["45"]]);
    });

    test("erpnext with a discount: USD 90 and 10 off, 4,200 received: a loss of 300", async () => {
      await bill("100", "50");
      await book.post("postPayment", usd("90", { received: "4200.00", apply: [{ invoice: "INV-2026-0004", amount: "90", discount: "10", acceptDiscount: true }] }));
      expect([gains(), book.lines("Invoices", "Balance").at(-1), book.lines("Payments", "Exchange rate")]).toEqual([["90 10 -300"], "0", ["46.6666666666667"]]);
    });

    test("erpnext#35301: an advance of USD 100 at 6 on USD 200 at 8 leaves USD 100", async () => {
      await bill("200", "8");
      await book.post("postPayment", usd("100", { exchangeRate: "6", kind: "deposit" }));
      await book.post("applyCredit", { from: "PAY-2026-0001", apply: [{ invoice: "INV-2026-0004", amount: "100" }] });
      expect([gains(), book.lines("Invoices", "Balance").at(-1)]).toEqual([["100 0 -200"], "100"]);
    });
  });

  test("a payment before its invoice counts from the invoice's day, and it is said", async () => {
    const result = await book.post("postPayment", pay({ date: "2026-01-02", apply: [first("400")] }));
    expect(result.issues.map(({ code }) => code)).toEqual(["paymentBeforeInvoice"]);
    expect(book.lines("Applications", "Date")).toEqual(["46027"]);
  });

  test("a discount is measured by the day the money came: the bank's, and in a locked month the day asked for", async () => {
    const at490 = { customer: "00417", amount: "490", apply: [second("490", { discount: "10" })] };
    expect((await book.act("postPayment", { ...at490, date: "2026-02-10", bankDate: "2026-02-11" })).rejections[0]?.code).toBe("discountLate");
    await book.post("putRows", { table: "Settings", rows: [{ Setting: "Locked through", Value: "2026-02-28" }] });
    await book.post("postPayment", { ...at490, date: "2026-02-10" });
    expect(book.rows("Payments")[0]).toMatchObject({ "Date": 46082, "Bank date": 46063 }); // 2026-03-01 and 2026-02-10
  });
});
