import { HostBook, messagesOf, seededBook } from "../support/hostBook";

jest.setTimeout(240_000);

let bytes: Uint8Array;
let book: HostBook;
beforeAll(async () => {
  const making = HostBook.fromBytes(await seededBook());
  await making.post("putRows", { table: "Terms", rows: [{ Terms: "SPLIT", Rule: "30%@15, 70%@45" }, { Terms: "THIRDS", Rule: "33.33%@10, 33.33%@20, 33.34%@30" }] });
  for (const [customer, date, price] of [["ACME", "2026-01-05", "1000.00"], ["00417", "2026-01-10", "500.00"], ["ACME", "2026-01-15", "250.00"], ["TOKYO", "2026-01-20", "1500"], ["KUWAIT", "2026-01-20", "10.005"]])
    await making.post("createInvoices", bill(date ?? "", { customer, unitPrice: price }));
  bytes = making.save();
  making.close();
});
beforeEach(() => {
  book = HostBook.fromBytes(bytes);
});
afterEach(() => book.close());

function bill(invoiceDate: string, row: Record<string, unknown>, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { invoiceDate, rows: [{ description: "Work", quantity: 1, taxCode: "Z0", ...row }], ...more };
}

const BILLS: readonly { name: string; given: Record<string, unknown>; document: Record<string, unknown> }[] = [
  { name: "instalments by percent, the last takes the residue", given: bill("2026-01-31", { customer: "ACME", unitPrice: "100.01" }, { terms: "SPLIT" }), document: { due: "2026-03-17", dues: [{ part: 1, due: "2026-02-15", amount: "30.00" }, { part: 2, due: "2026-03-17", amount: "70.01" }], total: "100.01" } },
  { name: "three instalments of an odd cent", given: bill("2026-01-31", { customer: "ACME", unitPrice: "0.10" }, { terms: "THIRDS" }), document: { dues: [{ part: 1, due: "2026-02-10", amount: "0.03" }, { part: 2, due: "2026-02-20", amount: "0.03" }, { part: 3, due: "2026-03-02", amount: "0.04" }] } },
  { name: "yen have no decimals", given: bill("2026-01-31", { customer: "TOKYO", quantity: 3, unitPrice: "333.5" }), document: { currency: "JPY", net: "1001", total: "1001" } },
  { name: "dinar have three", given: bill("2026-01-31", { customer: "KUWAIT", quantity: 3, unitPrice: "1.0015" }), document: { currency: "KWD", net: "3.005", total: "3.005" } },
  { name: "tax is rounded once per rate, half away from zero", given: { invoiceDate: "2026-01-31", rows: [{ customer: "ACME", description: "a", quantity: 1, unitPrice: "0.12" }, { customer: "ACME", description: "b", quantity: 1, unitPrice: "0.12" }, { customer: "ACME", description: "c", quantity: 1, unitPrice: "0.12", taxCode: "S7" }] }, document: { net: "0.36", tax: "0.06", total: "0.42" } },
  { name: "a discount of a line", given: bill("2026-01-31", { customer: "ACME", quantity: "1.5", unitPrice: "19.99", discountPercent: "12.5" }), document: { net: "26.24", total: "26.24" } },
];

test.each(BILLS)("an invoice: $name", async ({ given, document }) => {
  const { documents } = await book.post("createInvoices", given);
  expect(documents).toHaveLength(1);
  expect(documents[0]).toMatchObject(document);
  const row = book.rows("Invoices").at(-1);
  expect([row?.["Net"], row?.["Tax"], row?.["Total"], row?.["Balance"], row?.["Due"]]).toEqual([documents[0]?.net, documents[0]?.tax, documents[0]?.total, documents[0]?.total, documents[0]?.due]);
  expect(book.rows("DueDates").filter(({ Number: number }) => number === documents[0]?.number).map((part) => ({ part: Number(part["Part"]), due: part["Due"], amount: documents[0]?.currency === "EUR" ? part["Amount"] : documents[0]?.total }))).toEqual(documents[0]?.dues);
  expect(await book.check()).toEqual([]);
});

const FIVE = ["1000.00 Open", "500.00 Open", "250.00 Open", "1500 Open", "10.005 Open"];
const PAYMENTS: readonly { name: string; given: Record<string, unknown>; changed: readonly (readonly [invoice: number, line: string])[]; unapplied: string; more?: readonly string[] }[] = [
  { name: "on account", given: { customer: "ACME", amount: "400.00" }, changed: [], unapplied: "400.00" },
  { name: "proposed: the exact amount of one invoice", given: { customer: "ACME", amount: "250.00", apply: "auto" }, changed: [[3, "0.00 Paid"]], unapplied: "0.00" },
  { name: "proposed: by reference", given: { customer: "ACME", amount: "100.00", reference: "for INV-2026-0003, thanks", apply: "auto" }, changed: [[3, "150.00 Part paid"]], unapplied: "0.00" },
  { name: "proposed: oldest first", given: { customer: "ACME", amount: "1100.00", apply: "auto" }, changed: [[1, "0.00 Paid"], [3, "150.00 Part paid"]], unapplied: "0.00" },
  { name: "proposed: both, and the rest on account", given: { customer: "ACME", amount: "1300.00", apply: "auto" }, changed: [[1, "0.00 Paid"], [3, "0.00 Paid"]], unapplied: "50.00" },
  { name: "over two invoices as told", given: { customer: "ACME", amount: "1200.00", apply: [{ invoice: "INV-2026-0001", amount: "950.00" }, { invoice: "INV-2026-0003", amount: "250.00" }] }, changed: [[1, "50.00 Part paid"], [3, "0.00 Paid"]], unapplied: "0.00" },
  { name: "short, with a deduction", given: { customer: "ACME", amount: "850.00", apply: [{ invoice: "INV-2026-0001", amount: "850.00", deduction: "150.00", reason: "Damaged" }] }, changed: [[1, "0.00 Paid"]], unapplied: "0.00", more: ["INV-2026-0001-D1 150.00 Open"] },
  { name: "short, with a write-off", given: { customer: "ACME", amount: "249.99", apply: [{ invoice: "INV-2026-0003", amount: "249.99", writeOff: "0.01" }] }, changed: [[3, "0.00 Paid"]], unapplied: "0.00" },
  { name: "with the discount on its last day", given: { customer: "00417", date: "2026-01-20", amount: "490.00", apply: [{ invoice: "INV-2026-0002", amount: "490.00", discount: "10.00" }] }, changed: [[2, "0.00 Paid"]], unapplied: "0.00" },
  { name: "the bank had it on the last day of the discount", given: { customer: "00417", date: "2026-01-22", bankDate: "2026-01-20", amount: "490.00", apply: [{ invoice: "INV-2026-0002", amount: "490.00", discount: "10.00" }] }, changed: [[2, "0.00 Paid"]], unapplied: "0.00" },
  { name: "in yen", given: { customer: "TOKYO", amount: 1500, apply: "auto" }, changed: [[4, "0 Paid"]], unapplied: "0" },
  { name: "in dinar, in part", given: { customer: "KUWAIT", amount: "0.001", apply: "auto" }, changed: [[5, "10.004 Part paid"]], unapplied: "0.000" },
];

test.each(PAYMENTS)("a payment: $name", async ({ given, changed, unapplied, more = [] }) => {
  await book.post("postPayment", { date: "2026-02-02", ...given });
  const expected = FIVE.map((line, index) => changed.find(([invoice]) => invoice === index + 1)?.[1] ?? line).map((line, index) => `INV-2026-000${index + 1} ${line}`);
  expect(book.lines("Invoices", "Number", "Balance", "Status")).toEqual([...expected, ...more]);
  expect(book.lines("Payments", "Unapplied")).toEqual([unapplied]);
  expect(await book.check()).toEqual([]);
});

const REFUSED: readonly { name: string; act: string; given: Record<string, unknown>; says: string }[] = [
  { name: "a discount after its last day", act: "postPayment", given: { customer: "00417", date: "2026-01-21", amount: "490.00", apply: [{ invoice: "INV-2026-0002", amount: "490.00", discount: "10.00" }] }, says: "2026-01-20" },
  { name: "half a yen", act: "postPayment", given: { customer: "TOKYO", amount: "0.5" }, says: "0 decimals of JPY" },
  { name: "a tenth of a fils", act: "postPayment", given: { customer: "KUWAIT", amount: "0.0001" }, says: "3 decimals of KWD" },
  { name: "another customer's invoice", act: "postPayment", given: { customer: "TOKYO", amount: "100", apply: [{ invoice: "INV-2026-0001", amount: "100" }] }, says: "belongs to ACME" },
  { name: "a void of a paid invoice", act: "voidDocument", given: { document: "PAY-2026-0001" }, says: "no document" },
];

test.each(REFUSED)("refused: $name", async ({ act, given, says }) => {
  const before = [...book.cells()];
  const result = await book.act(act, given);
  expect(result.status).toBe("refused");
  expect(messagesOf(result).join("\n")).toContain(says);
  expect([...book.cells()]).toEqual(before);
});

test("a locked month: invoices are refused with the first open day, payments post on it and keep the bank's date", async () => {
  await book.post("putRows", { table: "Settings", rows: [{ Setting: "Locked through", Value: "2026-01-31" }] });
  const refused = await book.act("createInvoices", bill("2026-01-31", { customer: "ACME", unitPrice: "1.00" }));
  expect([refused.status, messagesOf(refused)]).toEqual(["refused", [expect.stringContaining("Use 2026-02-01 or a later day") as unknown]]);
  await book.post("createInvoices", bill("2026-02-01", { customer: "ACME", unitPrice: "1.00" }));
  const early = await book.post("postPayment", { customer: "ACME", date: "2026-01-28", amount: "1000.00", apply: [{ invoice: "INV-2026-0001", amount: "1000.00" }] });
  expect(early.documents[0]?.date).toBe("2026-02-01");
  await book.post("postPayment", { customer: "ACME", date: "2026-02-03", bankDate: "2026-01-30", amount: "10.00" });
  await book.post("voidDocument", { document: "INV-2026-0003", date: "2026-01-20" });
  expect(book.lines("Payments", "Date", "Bank date")).toEqual(["2026-02-01 2026-01-28", "2026-02-03 2026-01-30"]);
  expect(book.lines("Applications", "Date", "To", "Amount", "Kind").map((line) => line.slice(0, 10))).toEqual(["2026-02-01", "2026-02-01"]);
  const [january] = await book.evaluate('=BILLING.BALANCE("ACME",DATE(2026,1,31))');
  expect(january?.values).toEqual([[1250]]);
  expect(await book.check()).toEqual([]);
});

test("corrections: a credit in part, in whole, applied and taken back, a void, a bounced payment", async () => {
  await book.post("creditInvoice", { invoice: "INV-2026-0001", amount: "200.00", date: "2026-02-02" });
  expect(book.lines("Invoices", "Number", "Total", "Balance", "Status").filter((line) => /0001/.test(line))).toEqual(["INV-2026-0001 1000.00 800.00 Part paid", expect.stringMatching(/^CM-2026-0001 -200\.00 0\.00/)]);
  await book.post("creditInvoice", { invoice: "INV-2026-0003", date: "2026-02-02" });
  expect(book.lines("Invoices", "Balance", "Status")[2]).toBe("0.00 Credited");
  await book.post("postPayment", { customer: "ACME", date: "2026-02-03", amount: "900.00", apply: [{ invoice: "INV-2026-0001", amount: "300.00" }] });
  await book.post("applyCredit", { from: "PAY-2026-0001", date: "2026-02-04", apply: "auto" });
  expect(book.lines("Invoices", "Balance", "Status")[0]).toBe("0.00 Paid");
  expect(book.lines("Payments", "Unapplied")).toEqual(["100.00"]);
  await book.post("applyCredit", { from: "PAY-2026-0001", date: "2026-02-05", apply: [{ invoice: "INV-2026-0001", amount: "-50.00" }] });
  expect([book.lines("Invoices", "Balance", "Status")[0], book.lines("Payments", "Unapplied")[0]]).toEqual(["50.00 Part paid", "150.00"]);
  await book.post("voidDocument", { document: "INV-2026-0002", date: "2026-02-05" });
  expect(book.lines("Invoices", "Balance", "Status")[1]).toBe("0.00 Void");
  await book.post("reversePayment", { payment: "PAY-2026-0001", date: "2026-02-06" });
  expect(book.lines("Invoices", "Balance", "Status")[0]).toBe("800.00 Part paid");
  expect(book.lines("Payments", "Number", "Amount", "Unapplied")).toEqual(["PAY-2026-0001 900.00 0.00", "PAY-2026-0001-R -900.00 0.00"]);
  expect(await book.check()).toEqual([]);
});

const DAMAGES: readonly { name: string; damage: (own: HostBook) => void; code: string; at: string }[] = [
  { name: "an overtyped total", damage: (own) => own.type("Invoices", 1, "Total", "900"), code: "postedCellChanged", at: "Invoices!L2" },
  { name: "an overtyped balance", damage: (own) => own.type("Invoices", 1, "Balance", "1"), code: "derivedStale", at: "Invoices!M2" },
  { name: "an overtyped line", damage: (own) => own.type("InvoiceLines", 2, "Quantity", "9"), code: "postedCellChanged", at: "'Invoice lines'!L3" },
  { name: "a moved due date of a part", damage: (own) => own.type("DueDates", 1, "Due", "2027-01-01"), code: "postedCellChanged", at: "'Due dates'!C2" },
  { name: "a formula for a value", damage: (own) => own.type("Invoices", 1, "Net", "=1/0"), code: "postedCellChanged", at: "Invoices!J2" },
  { name: "an amended reference", damage: (own) => own.type("Invoices", 1, "Reference", "PO 5"), code: "rowAmended", at: "Invoices!I2" },
  { name: "a deleted row", damage: (own) => own.editor.deleteTableRows(own.table("Invoices"), 1, 1), code: "rowGone", at: "" },
  { name: "a row typed by hand", damage: (own) => own.type("Payments", 1, "Number", "PAY-9"), code: "rowTypedByHand", at: "Payments!A2" },
  { name: "a deleted table", damage: (own) => own.editor.deleteSheet(own.sheet("Due dates")), code: "tableGone", at: "" },
  { name: "a changed Journal row", damage: (own) => own.type("Journal_A", 2, "Order", "77"), code: "journalRowChanged", at: "'Journal A'!A5" },
  { name: "a deleted Journal row", damage: (own) => own.editor.deleteTableRows(own.table("Journal_A"), 1, 1), code: "journalChainBroken", at: "" },
];

test.each(DAMAGES)("the check names $name", async ({ damage, code, at }) => {
  damage(book);
  const found = (await book.check()).find((issue) => issue.code === code);
  expect([found?.code, found?.message]).toEqual([code, expect.stringContaining(at)]);
});

test("sorting, filtering, hiding, own columns and moved sheets are no damage, and posting goes on", async () => {
  const invoices = book.table("Invoices");
  book.editor.sortTable(invoices, [{ column: 11, ascending: false }]);
  book.editor.addTableColumn(invoices, null, "My note", ["a", "b", "c", "d", "e"]);
  book.editor.addTableColumn(invoices, 2, "Between", ["1", "2", "3", "4", "5"]);
  book.editor.moveSheet(book.sheet("Invoices"), 0);
  book.editor.renameSheet(book.sheet("Payments"), "Money in");
  book.editor.hideRows(book.sheet("Due dates"), 2, 1, true);
  expect(await book.check()).toEqual([]);
  await book.post("postPayment", { customer: "ACME", date: "2026-02-03", amount: "1000.00", apply: [{ invoice: "INV-2026-0001" }] });
  await book.post("createInvoices", bill("2026-02-03", { customer: "ACME", unitPrice: "1.00" }));
  expect(book.rows("Invoices").map((row) => row["My note"])).toEqual(["a", "b", "c", "d", "e", null]);
  expect(book.rows("Invoices").find((row) => row["Number"] === "INV-2026-0001")).toMatchObject({ Balance: "0.00", Status: "Paid" });
  expect(await book.check()).toEqual([]);
});
