import { APPLY_CREDIT_CODES } from "../../src/actions/applyCredit";
import { TestBook } from "../support/book";

/** INV-1 1,000.00 of ACME, INV-2 500.00 of 00417 (2 % until 2026-02-10), INV-3 GBP of the same group, INV-4 paid, INV-5 void, INV-6 50.00; 100.00 on account. */
async function bookWithCredit(): Promise<TestBook> {
  const made = await TestBook.withCustomers();
  for (const [customer, date, amount] of [["ACME", "2026-01-05", "1000.00"], ["00417", "2026-01-31", "500.00"], ["ACME-UK", "2026-01-10", "300.00"], ["ACME", "2026-01-11", "1.00"], ["ACME", "2026-01-12", "2.00"], ["ACME", "2026-01-13", "50.00"]] as const)
    await made.invoice(customer, date, amount);
  await made.post("voidDocument", { document: "INV-2026-0005", date: "2026-01-13" });
  await made.post("postPayment", { customer: "ACME", date: "2026-01-12", amount: "1", apply: [{ invoice: "INV-2026-0004" }] });
  await made.post("postPayment", { customer: "ACME", date: "2026-01-20", amount: "100" }); // PAY-2026-0002
  await made.post("postPayment", { customer: "00417", date: "2026-02-10", amount: "490" }); // PAY-2026-0003
  return made;
}

const apply = (...lines: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown> => ({ from: "PAY-2026-0002", apply: lines });
const first = (amount: unknown, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({ invoice: "INV-2026-0001", amount, ...more });
const of417 = (amount: string, discount: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({ from: "PAY-2026-0003", apply: [{ invoice: "INV-2026-0002", amount, discount, ...more }] });

interface Refused {
  readonly input: Record<string, unknown>;
  readonly code: string;
  readonly says: string;
  readonly over?: string;
}

const REFUSED: readonly Refused[] = [
  { input: { apply: [first("1")] }, code: "inputFieldMissing", says: "from" },
  { input: apply({ amount: "1" }), code: "inputFieldMissing", says: "apply[1].invoice" },
  { input: apply(first("1", { writeOff: "1" })), code: "inputFieldUnknown", says: "apply[1].writeOff" },
  { input: { from: "PAY-2026-0002", apply: [] }, code: "inputFieldWrong", says: "a list of invoices" },
  { input: { from: "PAY-2026-0002", apply: "all" }, code: "inputFieldWrong", says: "“all”" },
  { input: apply(first("-1", { discount: "1" })), code: "inputFieldWrong", says: "left out where an application is taken back" },
  { input: { ...apply(first("1")), from: "PAY-9" }, code: "creditUnknown", says: "PAY-9", over: "invoiceUnknown" },
  { input: { from: "PAY-2026-0001", apply: [{ invoice: "INV-9" }] }, code: "documentVoid", says: "PAY-2026-0001", over: "invoiceUnknown" },
  { input: apply({ invoice: "INV-9", amount: "1.005" }), code: "invoiceUnknown", says: "apply[1]: there is no invoice INV-9", over: "amountSubMinor" },
  { input: apply(first("1"), { invoice: "inv-2026-0001", amount: "1.005" }), code: "invoiceTwice", says: "apply[2]", over: "amountSubMinor" },
  { input: apply({ invoice: "INV-2026-0002", amount: "1.005" }), code: "invoiceOtherCustomer", says: "belongs to 00417, not to ACME", over: "amountSubMinor" },
  { input: apply({ invoice: "INV-2026-0003", amount: "1.005" }), code: "currencyMismatch", says: "GBP", over: "amountSubMinor" },
  { input: apply(first("-2000.005")), code: "amountSubMinor", says: "apply[1].amount", over: "notApplied" },
  { input: apply(first("1", { discount: "0.001" })), code: "amountSubMinor", says: "apply[1].discount" },
  { input: apply(first("99999999999999999", { discount: "-1" })), code: "amountTooLarge", says: "apply[1].amount", over: "amountNegative" },
  { input: apply({ invoice: "INV-2026-0005", amount: "1", discount: "-1" }), code: "amountNegative", says: "apply[1].discount", over: "invoiceVoid" },
  { input: apply({ invoice: "INV-2026-0005", amount: "-1" }), code: "notApplied", says: "only 0.00 of PAY-2026-0002 is applied to INV-2026-0005", over: "invoiceVoid" },
  { input: apply({ invoice: "INV-2026-0005", amount: "0" }), code: "invoiceVoid", says: "INV-2026-0005 is void", over: "lineNothing" },
  { input: apply({ invoice: "INV-2026-0004", amount: "0" }), code: "invoicePaid", says: "nothing open (Paid)", over: "lineNothing" },
  { input: apply(first("0")), code: "lineNothing", says: "INV-2026-0001" },
  { input: apply(first("100"), { invoice: "INV-2026-0006" }), code: "lineNothing", says: "apply[2]" },
  { input: apply({ invoice: "INV-2026-0006", amount: "1000" }), code: "applicationAboveOpen", says: "50.00 GBP".replace("GBP", "EUR"), over: "creditUsed" },
  { input: apply({ invoice: "INV-2026-0006", amount: "50", discount: "0.01" }), code: "applicationAboveOpen", says: "by 0.01", over: "discountNotOffered" },
  { input: apply(first("100.01", { discount: "1" })), code: "creditUsed", says: "only 100.00 EUR left", over: "discountNotOffered" },
  { input: apply(first("60"), { invoice: "INV-2026-0006", amount: "40.01" }), code: "creditUsed", says: "only 40.00 EUR left" },
  { input: { from: "CM-2026-0001", apply: [first("1", { discount: "1" })] }, code: "creditEarnsNoDiscount", says: "CM-2026-0001 is a credit memo", over: "discountNotOffered" },
  { input: apply(first("1", { discount: "1" })), code: "discountNotOffered", says: "no cash discount" },
  { input: { ...of417("400", "10"), from: "PAY-2026-0003" }, code: "discountAboveOffer", says: "8.16 with a payment of 400.00" },
  { input: { ...of417("400", "10"), from: "PAY-2026-0004" }, code: "discountLate", says: "paid on 2026-02-11" },
];

describe("refused, and nothing is written", () => {
  let shared: TestBook;
  beforeAll(async () => {
    shared = await bookWithCredit();
    await shared.post("reversePayment", { payment: "PAY-2026-0001", date: "2026-01-13" });
    await shared.post("postPayment", { customer: "ACME", date: "2026-01-14", amount: "1", apply: [{ invoice: "INV-2026-0004" }] }); // PAY-2026-0004
    await shared.post("postPayment", { customer: "00417", date: "2026-02-10", bankDate: "2026-02-11", amount: "400" }); // PAY-2026-0005
    await shared.post("creditInvoice", { invoice: "INV-2026-0004", date: "2026-01-15", amount: "1" });
  });

  test.each(REFUSED)("$code: $says", async ({ input, code, says }) => {
    const before = JSON.stringify([...shared.workbook.tables]);
    const named = input["from"] === "PAY-2026-0004" ? { ...input, from: "PAY-2026-0005" } : input;
    const result = await shared.act("applyCredit", named);
    expect(result.rejections.map((item) => item.code)).toEqual([code]);
    expect(result.rejections[0]?.message).toContain(says);
    expect(JSON.stringify([...shared.workbook.tables])).toBe(before);
  });

  test("every code is shown here, each before one that stands later", () => {
    const codes: readonly string[] = APPLY_CREDIT_CODES;
    expect(codes.filter((code) => !REFUSED.some((item) => item.code === code))).toEqual([]);
    for (const { code, over } of REFUSED) if (over !== undefined) expect(codes.indexOf(code)).toBeLessThan(codes.indexOf(over));
  });
});

describe("posted", () => {
  let book: TestBook;
  beforeEach(async () => { book = await bookWithCredit(); });
  const applications = (): string[] => book.lines("Applications", "Date", "From", "To", "Amount", "Discount").slice(-2);

  test("odoo#23766: of two applications of 5.00 one is taken back; 95.00 are unapplied", async () => {
    await book.post("applyCredit", { ...apply(first("5")), date: "2026-01-21" });
    await book.post("applyCredit", { ...apply({ invoice: "INV-2026-0006", amount: "5" }), date: "2026-01-22" });
    expect(book.rows("Payments")[1]).toMatchObject({ Unapplied: 90 });
    await book.post("applyCredit", { ...apply(first("-5")), date: "2026-01-23" });
    expect(book.rows("Payments")[1]).toMatchObject({ Unapplied: 95, Status: "Part paid" });
    expect((await book.act("applyCredit", apply(first("-0.01")))).rejections[0]?.code).toBe("notApplied");
  });

  test("two applications to one invoice are taken back as one sum", async () => {
    for (const amount of ["5", "5", "-10"]) await book.post("applyCredit", apply(first(amount)));
    expect(book.rows("Payments")[1]).toMatchObject({ Unapplied: 100, Status: "Open" });
  });

  test("a line moves money from one invoice to another in one entry", async () => {
    await book.post("applyCredit", apply(first("100")));
    await book.post("applyCredit", apply(first("-60"), { invoice: "INV-2026-0006", amount: "50" }));
    expect(book.rows("Payments")[1]).toMatchObject({ Unapplied: 10 });
    expect(book.lines("Invoices", "Balance")[0]).toBe("960");
  });

  test("as much as both allow", async () => {
    await book.post("applyCredit", apply({ invoice: "INV-2026-0006" }, first(undefined)));
    expect(book.lines("Invoices", "Balance")).toEqual(["950", "500", "300", "0", "0", "0"]);
  });

  test("auto: the payment's reference first, then the rest of the rule", async () => {
    await book.post("postPayment", { customer: "ACME", date: "2026-01-20", amount: "30", reference: "for INV-2026-0006" }); // PAY-2026-0004
    await book.post("applyCredit", { from: "PAY-2026-0004" });
    await book.post("applyCredit", { from: "PAY-2026-0002", apply: "auto" });
    expect(applications().map((line) => line.split(" ").slice(1).join(" "))).toEqual(["PAY-2026-0004 INV-2026-0006 30 0", "PAY-2026-0002 INV-2026-0001 100 0"]);
    expect((await book.act("applyCredit", { from: "PAY-2026-0004" })).rejections[0]?.code).toBe("lineNothing");
  });

  test("auto: what would fit as well is named", async () => {
    await book.invoice("ACME", "2026-01-14", "100.00");
    await book.invoice("ACME", "2026-01-15", "100.00");
    expect((await book.post("applyCredit", { from: "PAY-2026-0002" })).issues.map(({ params }) => [params["proposed"], params["others"]])).toEqual([["INV-2026-0007", "INV-2026-0008"]]);
  });

  test("a discount that was earned by the day the money came is taken when it is applied later", async () => {
    await book.post("applyCredit", { from: "PAY-2026-0003", date: "2026-03-01" });
    expect(applications().at(-1)).toBe("46082 PAY-2026-0003 INV-2026-0002 490 10");
    expect(book.lines("Invoices", "Balance")[1]).toBe("0");
  });

  test("a credit memo earns none", async () => {
    await book.post("createInvoices", { invoiceDate: "2026-01-31", rows: [{ customer: "00417", description: "Work", quantity: 1, unitPrice: 490 }] });
    await book.post("postPayment", { customer: "00417", date: "2026-02-01", amount: "490", apply: [{ invoice: "INV-2026-0007", amount: "490" }] });
    await book.post("creditInvoice", { invoice: "INV-2026-0007", date: "2026-02-01" });
    await book.post("applyCredit", { from: "CM-2026-0001" });
    expect(applications().at(-1)).toContain("CM-2026-0001 INV-2026-0002 490 0");
  });

  test("a late discount may be granted; taken back, it goes back in proportion", async () => {
    await book.post("applyCredit", of417("480", "20", { acceptDiscount: true }));
    expect(book.lines("Invoices", "Balance")[1]).toBe("0");
    await book.post("applyCredit", { from: "PAY-2026-0003", apply: [{ invoice: "INV-2026-0002", amount: "-100" }] });
    expect(applications().at(-1)).toContain("PAY-2026-0003 INV-2026-0002 -100 -4.17");
    await book.post("applyCredit", { from: "PAY-2026-0003", apply: [{ invoice: "INV-2026-0002", amount: "-380" }] });
    expect(book.lines("Invoices", "Balance")[1]).toBe("500");
    expect(book.rows("Payments")[2]).toMatchObject({ Unapplied: 490 });
  });

  test("another invoice of the group", async () => {
    await book.post("putRows", { table: "Customers", rows: [{ "Customer": "ACME-DE", "Name": "Acme GmbH", "Currency": "EUR", "Tax code": "Z0", "Group": "Road Runner" }] });
    await book.invoice("ACME-DE", "2026-01-07", "70.00");
    await book.post("applyCredit", apply({ invoice: "INV-2026-0007" }));
    expect(book.rows("Applications").at(-1)).toMatchObject({ Customer: "ACME-DE", Amount: 70 });
  });

  test.each([
    { name: "today, when no day is asked for", date: undefined, to: "INV-2026-0001", counts: 46056, issues: [] }, // 2026-02-03
    { name: "the day asked for", date: "2026-01-25", to: "INV-2026-0001", counts: 46047, issues: [] },
    { name: "never before the payment", date: "2026-01-19", to: "INV-2026-0001", counts: 46042, issues: ["countsLater"] },
    { name: "never before the invoice", date: "2026-01-25", to: "INV-2026-0007", counts: 46081, issues: ["countsFromInvoice"] }, // 2026-02-28
  ])("counts from: $name", async ({ date, to, counts, issues }) => {
    await book.invoice("ACME", "2026-02-28", "100.00"); // INV-2026-0007
    const result = await book.post("applyCredit", { ...apply({ invoice: to, amount: "10" }), ...(date === undefined ? {} : { date }) });
    expect(book.rows("Applications").at(-1)).toMatchObject({ Date: counts });
    expect(result.issues.map(({ code }) => code)).toEqual(issues);
  });

  test("a locked month never changes: it counts from the first open day, and it is said", async () => {
    await book.post("applyCredit", { ...apply(first("10")), date: "2026-01-25" });
    await book.post("putRows", { table: "Settings", rows: [{ Setting: "Locked through", Value: "2026-03-31" }] });
    for (const amount of ["20", "-5"]) {
      const result = await book.post("applyCredit", { ...apply(first(amount)), date: "2026-01-26" });
      expect(result.issues.map(({ code, params }) => [code, params["date"], params["open"]])).toEqual([["countsLater", "2026-01-26", "2026-04-01"]]);
      expect(book.rows("Applications").at(-1)).toMatchObject({ Date: 46113, Amount: Number(amount) });
    }
  });
});
