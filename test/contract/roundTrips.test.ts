import { batchKind, HostBook, seededBook } from "../support/hostBook";

jest.setTimeout(180_000);

const INVOICES = 300;
let book: HostBook;
beforeAll(async () => {
  book = HostBook.fromBytes(await seededBook());
});
afterAll(() => book.close());

/** Round trips of an act, each by what it does; the batches that only drop references are no round trips. */
async function costOf(name: string, given: unknown): Promise<string[]> {
  book.takeBatches();
  await book.post(name, given);
  return book.takeBatches().map(batchKind);
}

function rowsOf(count: number): unknown[] {
  return Array.from({ length: count }, (_, i) => ({ customer: i % 2 === 0 ? "ACME" : "00417", reference: `PO-${i}`, description: "Work", quantity: "1", unitPrice: "100.00", taxCode: "Z0" }));
}

test(`${INVOICES} invoices in one act: one read, a few commits of bounded size, one verify, one projection`, async () => {
  book.takeBatches();
  await book.post("createInvoices", { invoiceDate: "2026-01-15", rows: rowsOf(INVOICES) });
  const requests = book.host.processor.log.map(({ bytesIn }) => bytesIn);
  expect(Math.max(...requests)).toBeGreaterThan(100_000);
  expect(Math.max(...requests)).toBeLessThan(4 * 1024 * 1024);
  expect(book.takeBatches().map(batchKind)).toEqual(["read", "commit", "commit", "commit", "commit", "read", "projection"]);
  expect(book.rows("Invoices")).toHaveLength(INVOICES);
});

const ONE_OF_EACH = ["read", "commit", "read", "projection"];

const ACTS: readonly { name: string; act: string; given: unknown }[] = [
  { name: "an invoice from given rows", act: "createInvoices", given: { invoiceDate: "2026-01-20", rows: rowsOf(1) } },
  { name: "a payment, proposed", act: "postPayment", given: { customer: "ACME", date: "2026-02-01", amount: "250.00", apply: "auto" } },
  { name: "a payment over three invoices", act: "postPayment", given: { customer: "ACME", date: "2026-02-01", amount: "285.00", apply: [{ invoice: "INV-2026-0011" }, { invoice: "INV-2026-0013" }, { invoice: "INV-2026-0015", amount: "85.00", deduction: "15.00", reason: "Damaged" }] } },
  { name: "a payment on account", act: "postPayment", given: { customer: "00417", date: "2026-02-01", amount: "70.00" } },
  { name: "a credit memo", act: "creditInvoice", given: { invoice: "INV-2026-0021" } },
  { name: "a void", act: "voidDocument", given: { document: "INV-2026-0023" } },
  { name: "a credit applied", act: "applyCredit", given: { from: "PAY-2026-0003", apply: [{ invoice: "INV-2026-0002", amount: "70.00" }] } },
  { name: "a bounced payment", act: "reversePayment", given: { payment: "PAY-2026-0002" } },
];

test.each(ACTS)("on a book of hundreds, $name costs one read, one commit, one verify, one projection", async ({ act, given }) => {
  expect(await costOf(act, given)).toEqual(ONE_OF_EACH);
});

test("afterwards the check finds nothing", async () => {
  expect(await book.check()).toEqual([]);
});

test("a second seat's Journal in the book costs one more read, and numbers of its own", async () => {
  const other = new HostBook({ workbook: book.workbook, seat: "B" });
  try {
    await other.post("setup", {});
    await other.post("createInvoices", { invoiceDate: "2026-01-21", rows: rowsOf(1) });
  } finally {
    other.close();
  }
  expect(await costOf("postPayment", { customer: "ACME", date: "2026-02-01", amount: "100.00", apply: "auto" })).toEqual(["read", ...ONE_OF_EACH]);
  expect(book.rows("Invoices").at(-1)?.["Number"]).toBe("INV-2026-B-0001");
  expect(await book.check()).toEqual([]);
});

test("what is refused or only planned costs one read", async () => {
  book.takeBatches();
  expect((await book.act("postPayment", { customer: "ACME", date: "2026-02-01", amount: "1.00", apply: [{ invoice: "INV-2026-9999" }] })).status).toBe("refused");
  expect(book.takeBatches().map(batchKind)).toEqual(["read", "read"]);
});
