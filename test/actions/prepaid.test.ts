import { checkLedger } from "../../src/actions/checkLedger";
import { TestBook } from "../support/book";

let book: TestBook;
beforeEach(async () => {
  book = await TestBook.withCustomers();
});

const row = (unitPrice: string, more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({ customer: "ACME", description: "Work", quantity: 1, unitPrice, taxCode: "Z0", ...more });
const deposit = async (amount: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> =>
  (await book.post("postPayment", { customer: "ACME", amount, date: "2026-01-05", kind: "deposit", ...more })).documents[0]?.number ?? "";
const bill = (rows: readonly unknown[], prepaid: readonly unknown[], more: Readonly<Record<string, unknown>> = {}): ReturnType<TestBook["act"]> =>
  book.act("createInvoices", { invoiceDate: "2026-01-10", rows, prepaid, ...more });
const balances = (): string[] => [...book.lines("Invoices", "Number", "Total", "Balance", "Status"), ...book.lines("Payments", "Number", "Unapplied", "Status")];
const applied = (): string[] => book.lines("Applications", "Entry", "From", "To", "Amount", "Kind");

test("deposits are applied with the invoice, in the order given, and nothing is counted twice", async () => {
  const [first, second] = [await deposit("80"), await deposit("70")];
  const made = await bill([row("100")], [second, first]);
  expect(made.documents[0]).toMatchObject({ total: "100.00", prepaid: { parts: [{ payment: second, amount: "70.00" }, { payment: first, amount: "30.00" }], amount: "100.00", payable: "0.00" } });
  expect(balances()).toEqual(["INV-2026-0001 100 0 Paid", `${first} 50 Part paid`, `${second} 0 Paid`]);
  expect(applied()).toEqual([`${made.entry} ${second} INV-2026-0001 70 payment`, `${made.entry} ${first} INV-2026-0001 30 payment`]);
  expect((await checkLedger(book.workbook)).map(({ message }) => message)).toEqual([]);
});

test("invoices of one act take in turn; each only its customer's, in its currency", async () => {
  const [mine, other] = [await deposit("120"), await deposit("10", { customer: "00417" })];
  const made = await bill([row("100", { reference: "A" }), row("50", { reference: "B" }), row("30", { customer: "00417" })], [mine, other]);
  expect(made.documents.map(({ prepaid }) => `${prepaid?.amount} ${prepaid?.payable}`)).toEqual(["100.00 0.00", "20.00 30.00", "10.00 20.00"]);
  expect(balances()).toEqual(["INV-2026-0001 100 0 Paid", "INV-2026-0002 50 30 Part paid", "INV-2026-0003 30 20 Part paid", `${mine} 0 Paid`, `${other} 0 Paid`]);
});

test("the same act again is answered with the documents as posted; a bounced deposit opens the invoice again", async () => {
  const number = await deposit("80");
  const input = { entry: "act-1", invoiceDate: "2026-01-10", rows: [row("100")], prepaid: [number] };
  const first = await book.act("createInvoices", input);
  const again = await book.act("createInvoices", input);
  expect([first.status, again.status, again.documents]).toEqual(["posted", "exists", first.documents]);
  await book.post("reversePayment", { payment: number, date: "2026-01-20" });
  expect(balances()[0]).toBe("INV-2026-0001 100 100 Open");
  expect((await checkLedger(book.workbook)).map(({ message }) => message)).toEqual([]);
});

test("an act that broke off after its first invoice goes on with what is left of the deposit", async () => {
  const number = await deposit("120");
  const rows = [row("100", { reference: "A" }), row("50", { reference: "B" })];
  const input = { entry: "act-1", invoiceDate: "2026-01-10", rows, prepaid: [number] };
  const whole = book.copy();
  const expected = await whole.post("createInvoices", input);
  // Only the first of the two journal rows arrived.
  const journal = whole.workbook.tables.get("Journal_A");
  await book.post("createInvoices", input);
  const own = book.workbook.tables.get("Journal_A");
  if (journal === undefined || own === undefined) throw new Error("No journal");
  own.rows.pop();
  for (const [table, column] of [["Invoices", "Number"], ["InvoiceLines", "Number"], ["DueDates", "Number"], ["Applications", "To"]] as const) {
    const at = book.workbook.tables.get(table);
    const index = at?.headers.indexOf(column) ?? -1;
    if (at !== undefined) at.rows.splice(0, at.rows.length, ...at.rows.filter((cells) => cells[index] !== "INV-2026-0002"));
  }
  const done = await book.act("createInvoices", input);
  expect([done.status, done.documents]).toEqual(["posted", expected.documents]);
  expect(book.lines("Applications", "To", "Amount")).toEqual(["INV-2026-0001 100", "INV-2026-0002 20"]);
});

test.each([
  [["PAY-9"], "prepaidUnknown", "prepaid[1]"],
  [["used"], "prepaidUsed", "prepaid[1]"],
  [["memo"], "prepaidNotPaid", "prepaid[1]"],
  [["deposit", "other"], "prepaidForNone", "prepaid[2]"],
  [["pounds"], "prepaidForNone", "prepaid[1]"],
  [["late"], "prepaidForNone", "prepaid[1]"],
])("%j is refused: %s at %s", async (names, code, column) => {
  const numbers: Record<string, string> = {
    deposit: await deposit("80"), other: await deposit("80", { customer: "00417" }), pounds: await deposit("80", { currency: "GBP" }), late: await deposit("80", { date: "2026-01-11" }),
    memo: (await book.post("createCreditMemo", { customer: "ACME", amount: "5", taxCode: "Z0", date: "2026-01-05" })).documents[0]?.number ?? "", used: await deposit("10"),
  };
  await book.invoice("ACME", "2026-01-05", "10");
  await book.post("applyCredit", { from: numbers["used"], apply: [{ invoice: "INV-2026-0001" }] });
  const result = await bill([row("100")], names.map((name) => numbers[name] ?? name));
  expect(result.status).toBe("refused");
  expect(result.issues.map(({ code: issue, at }) => [issue, at?.column])).toEqual([[code, column]]);
  expect(result.issues[0]?.message).not.toMatch(/refused|undefined|NaN/);
});

test("one that is not needed is a warning and stays on account", async () => {
  const [first, second] = [await deposit("100"), await deposit("70")];
  const made = await bill([row("100")], [first, second]);
  expect([made.status, made.issues.map(({ code }) => code)]).toEqual(["posted", ["prepaidNotNeeded"]]);
  expect(balances()).toEqual(["INV-2026-0001 100 0 Paid", `${first} 0 Paid`, `${second} 70 Open`]);
});

test.each([[[7], "prepaid"], [["PAY-1", "pay-1"], "prepaid"], [["", "PAY-1"], "prepaid"]])("%j is no list of payments", async (prepaid, field) => {
  const result = await bill([row("100")], prepaid);
  expect(result.rejections.map(({ code, params }) => [code, params["field"]])).toEqual([["inputFieldWrong", field]]);
});

test("an invoice that a deposit pays cannot be voided before it is taken back", async () => {
  const number = await deposit("80");
  await bill([row("100")], [number]);
  expect((await book.act("voidDocument", { document: "INV-2026-0001", reason: "wrong" })).rejections.map(({ code, params }) => [code, params["by"]])).toEqual([["documentApplied", number]]);
  await book.post("applyCredit", { from: number, apply: [{ invoice: "INV-2026-0001", amount: "-80" }] });
  await book.post("voidDocument", { document: "INV-2026-0001", reason: "wrong" });
  expect(balances()).toEqual(["INV-2026-0001 100 0 Void", `${number} 80 Open`]);
});
