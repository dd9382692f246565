import { ACTIONS } from "../../src/actions/registry";
import { foldEntries } from "../../src/core/ledger/fold";
import type { Entry, EntryBody } from "../../src/core/ledger/entries";
import { formatIsoDate, type PlainDate } from "../../src/core/values/plainDate";
import { readJournal } from "../../src/workbook/journal";
import { isoDay } from "../support/days";
import { HostBook, messagesOf, seededBook } from "../support/hostBook";

jest.setTimeout(240_000);

const LOCKED = "2026-01-31";
const IN_LOCK = "2026-01-15";

let bytes: Uint8Array;
beforeAll(async () => {
  const book = HostBook.fromBytes(await seededBook());
  await book.post("saveSettings", { settings: { "Write-off limit": "100", "Late discount": "deduction" } });
  const line = { description: "Work", quantity: 1, taxCode: "Z0" };
  await book.post("createInvoices", { invoiceDate: "2025-11-05", rows: [{ customer: "ACME", unitPrice: "500.00", ...line }, { customer: "00417", unitPrice: "80.00", ...line }, { customer: "KUWAIT", unitPrice: "7", ...line }] });
  await book.post("postPayment", { customer: "ACME", date: "2025-12-04", amount: "300.00", apply: [{ invoice: "INV-2025-0001", amount: "200.00", deduction: "50.00", reason: "damage" }] });
  await book.post("postPayment", { customer: "ACME", date: "2025-12-05", amount: "40.00" });
  await book.post("postPayment", { customer: "00417", date: "2025-12-06", amount: "10.00" });
  await book.post("refund", { from: "PAY-2025-0003", date: "2025-12-07", amount: "5.00" });
  bytes = book.save();
  book.close();
});

function within<T>(work: (book: HostBook) => Promise<T>): Promise<T> {
  return HostBook.within(bytes, work);
}

async function entriesOf(book: HostBook): Promise<readonly Entry[]> {
  const snapshot = await book.port.read({ tables: [], prefixes: ["Journal_"] });
  return [...snapshot.tables.values()].flatMap((table) => readJournal(table).entries);
}

/** Every day on which an entry counts. */
function daysOf(body: EntryBody): readonly PlainDate[] {
  switch (body.kind) {
    case "invoice":
    case "debitMemo":
    case "creditMemo":
      return [body.document.date];
    case "payment":
      return [body.payment.date];
    case "refund":
      return [body.refund.date];
    case "change":
    case "merge":
      return [];
    default:
      return [body.date];
  }
}

/** Each act, asked to do something on a locked day, with what comes of it. */
const TRIED: Readonly<Record<string, { readonly input: object; readonly outcome: string }>> = {
  createInvoices: { input: { invoiceDate: IN_LOCK, rows: [{ customer: "ACME", item: "CONS", quantity: 1 }] }, outcome: "refused dateLocked" },
  createDebitMemo: { input: { customer: "ACME", amount: "10.00", taxCode: "Z0", date: IN_LOCK }, outcome: "refused dateLocked" },
  createCreditMemo: { input: { customer: "ACME", amount: "10.00", taxCode: "Z0", date: IN_LOCK }, outcome: "posted" },
  creditInvoice: { input: { invoice: "INV-2025-0001", amount: "10.00", date: IN_LOCK, reason: "hours" }, outcome: "posted" },
  postPayment: { input: { customer: "ACME", date: IN_LOCK, amount: "10.00", apply: "auto" }, outcome: "posted" },
  applyCredit: { input: { from: "PAY-2025-0002", date: IN_LOCK, apply: "auto" }, outcome: "posted" },
  reversePayment: { input: { payment: "PAY-2025-0001", date: IN_LOCK, reason: "bounced" }, outcome: "posted" },
  refund: { input: { from: "PAY-2025-0002", date: IN_LOCK, amount: "1.00" }, outcome: "posted" },
  reverseRefund: { input: { refund: "PAY-2025-0004", date: IN_LOCK, reason: "came back" }, outcome: "posted" },
  writeOff: { input: { document: "INV-2025-0001", date: IN_LOCK, amount: "1.00", reason: "small" }, outcome: "posted" },
  chargeBack: { input: { deduction: "", date: IN_LOCK, reason: "not agreed" }, outcome: "posted" },
  chargeInterest: { input: { ratePercent: "8", through: IN_LOCK, date: IN_LOCK }, outcome: "posted" },
  voidDocument: { input: { document: "INV-2025-0002", date: IN_LOCK, reason: "wrong" }, outcome: "posted" },
  postOpening: { input: { rows: [{ number: "1", customer: "ACME", date: IN_LOCK, amount: "5.00" }], control: [{ customer: "ACME", amount: "5.00" }] }, outcome: "refused openingDateLocked" },
  mergeCustomers: { input: { from: "KUWAIT", into: "TOKYO", date: IN_LOCK, reason: "one" }, outcome: "posted" },
  postTyped: { input: { table: "Payments" }, outcome: "posted" },
};

/** Acts that date nothing. */
const DATELESS: ReadonlySet<string> = new Set(["setup", "putRows", "saveSettings", "lockPeriod", "migrate", "cure", "claimSeat", "acceptCopy", "rejournal", "dropEntry"]);

test("every act in the registry is tried on a locked day, or dates nothing", () => {
  expect(ACTIONS.map(({ name }) => name).filter((name) => !Object.hasOwn(TRIED, name) && !DATELESS.has(name))).toEqual([]);
});

test.each(Object.entries(TRIED))("%s puts nothing on a locked day", async (name, { input, outcome }) => {
  await within(async (book) => {
    if (name === "postTyped") {
      const { sheet, area, columns } = book.table("Payments");
      for (const [header, text] of [["Customer", "ACME"], ["Date", IN_LOCK], ["Amount", "12.00"]] as const)
        book.editor.typeCell(sheet, area.bottom + 1, area.left + columns.findIndex((column) => column.name === header), text);
    }
    const deduction = String(book.rows("Invoices").find((row) => row["Kind"] === "deduction")?.["Number"] ?? "");
    await book.post("lockPeriod", { through: LOCKED });
    const before = new Set((await entriesOf(book)).map(({ head }) => head.id));
    const result = await book.act(name, name === "chargeBack" ? { ...input, deduction } : input);
    const said = [...result.rejections, ...result.issues.filter(({ severity }) => severity === "error")].map(({ code }) => code);
    expect([result.status, ...said].join(" ")).toBe(outcome);
    const entries = await entriesOf(book);
    const fresh = entries.filter(({ head }) => !before.has(head.id));
    const own = new Set(fresh.map(({ head }) => head.id));
    const days = [...fresh.flatMap(({ body }) => daysOf(body)), ...foldEntries(entries).applications.filter(({ entry }) => own.has(entry)).map(({ date }) => date)];
    expect(days.filter((day) => day <= isoDay(LOCKED)).map(formatIsoDate)).toEqual([]);
    expect(fresh.length > 0).toBe(outcome === "posted");
    // A day in a table's cell is a posted day, too.
    for (const table of ["Invoices", "Payments", "Applications"])
      expect(book.rows(table).filter((row) => own.has(String(row["Entry"])) && String(row["Date"]) <= LOCKED)).toEqual([]);
  });
});

const changeOf = (book: HostBook): Promise<readonly EntryBody[]> => entriesOf(book).then((entries) => entries.slice(-1).map(({ body }) => body));
const settingOf = (book: HostBook): unknown => book.rows("Settings").find((row) => row["Setting"] === "Locked through")?.["Value"] ?? "";

test.each([
  { act: "lockPeriod", input: (through: string, reason?: string) => ({ through, ...(reason === undefined ? {} : { reason }) }) },
  { act: "saveSettings", input: (through: string, reason?: string) => ({ settings: { "Locked through": through }, ...(reason === undefined ? {} : { reason }) }) },
])("$act moves the lock later freely, and earlier only with a reason, which is journalled", async ({ act, input }) => {
  await within(async (book) => {
    await book.post(act, input("2025-11-30"));
    await book.post(act, input(LOCKED));
    for (const earlier of ["2025-12-31", ""]) {
      const refused = await book.act(act, input(earlier));
      expect([refused.status, refused.rejections.map(({ code }) => code)]).toEqual(["refused", ["unlockReasonMissing"]]);
      expect(messagesOf(refused)[0]).toContain("locked through 2026-01-31");
    }
    await book.post(act, input("2025-12-31", "the auditor's booking"));
    expect([settingOf(book), await changeOf(book)]).toMatchObject(["2025-12-31", [{ kind: "change", key: "Locked through", cells: [{ before: LOCKED, after: "2025-12-31" }], reason: "the auditor's booking" }]]);
    expect((await book.act("createInvoices", { invoiceDate: IN_LOCK, rows: [{ customer: "ACME", item: "CONS", quantity: 1 }] })).status).toBe("posted");
    await book.post(act, input("", "all of it"));
    expect(settingOf(book)).toBe("");
    expect((await book.act(act, input(""))).status).toBe("exists");
    expect(await book.check()).toEqual([]);
  });
});

test("an earlier day typed into the cell opens nothing; a later one counts; put refuses to open", async () => {
  await within(async (book) => {
    await book.post("lockPeriod", { through: LOCKED });
    const row = book.rows("Settings").findIndex((each) => each["Setting"] === "Locked through") + 1;
    const bill = async (invoiceDate: string): Promise<string> => (await book.act("createInvoices", { invoiceDate, rows: [{ customer: "ACME", item: "CONS", quantity: 1 }] })).rejections.map(({ code }) => code).join();
    book.type("Settings", row, "Value", "2025-06-30");
    expect(await bill(IN_LOCK)).toBe("dateLocked");
    book.type("Settings", row, "Value", "");
    expect(await bill(IN_LOCK)).toBe("dateLocked");
    const put = await book.act("putRows", { table: "Settings", rows: [{ "Setting": "Locked through", "Value": "2025-12-31" }] });
    expect([put.status, put.issues.map(({ code }) => code)]).toEqual(["refused", ["unlockedElsewhere"]]);
    expect((await book.post("lockPeriod", { through: LOCKED })).issues).toEqual([]);
    expect(settingOf(book)).toBe(LOCKED);
    book.type("Settings", row, "Value", "2026-02-28");
    expect(await bill("2026-02-15")).toBe("dateLocked");
    expect(await bill("2026-03-01")).toBe("");
  });
});

test("before locking it counts what is unfinished in the period, and locks all the same", async () => {
  await within(async (book) => {
    await book.post("putRows", { table: "Drafts", rows: [{ "Draft": "D1", "Line": 1, "Customer": "ACME", "Date": IN_LOCK }, { "Draft": "D1", "Line": 2, "Customer": "ACME", "Date": IN_LOCK }, { "Draft": "D2", "Line": 1, "Customer": "ACME" }, { "Draft": "D3", "Line": 1, "Customer": "ACME", "Date": "2026-02-01" }] });
    const { sheet, area, columns } = book.table("Payments");
    const at = (header: string): number => area.left + columns.findIndex(({ name }) => name === header);
    [IN_LOCK, "2026-02-02"].forEach((date, index) => {
      book.editor.typeCell(sheet, area.bottom + 1 + index, at("Customer"), "ACME");
      book.editor.typeCell(sheet, area.bottom + 1 + index, at("Date"), date);
    });
    book.type("Invoices", 1, "Total", "1");
    const locked = await book.post("lockPeriod", { through: LOCKED });
    expect(locked.issues.map(({ code, params }) => `${code} ${params["count"]}`)).toEqual(["lockDrafts 2", "lockTyped 1", "lockFindings 1"]);
    expect((await book.post("lockPeriod", { through: "2026-02-03" })).issues.map(({ code }) => code)).toContain("lockFuture");
  });
});
