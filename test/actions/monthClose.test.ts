import { agingByAccount } from "../../src/core/reports/aging";
import { foldEntries } from "../../src/core/ledger/fold";
import { buildLedgerIndex, type LedgerIndex } from "../../src/core/reports/ledgerIndex";
import { openItems } from "../../src/core/reports/openItems";
import { rollForwardByAccount } from "../../src/core/reports/rollForward";
import { balanceForwardStatements, openItemStatements } from "../../src/core/reports/statement";
import { runSteps } from "../../src/core/reports/steps";
import { formatIsoDate } from "../../src/core/values/plainDate";
import { readLedgerSteps } from "../../src/live/ledgerFacts";
import type { TableColumns } from "../../src/live/reader";
import { checkLedger } from "../../src/actions/checkLedger";
import { readJournal } from "../../src/workbook/journal";
import { TestBook } from "../support/book";
import { isoDay } from "../support/days";

const SCHEDULE = { limits: [30, 60, 90], dueTodayIsLate: false };
const DAYS = ["2026-01-15", "2026-01-22", "2026-01-31"].map(isoDay);
const AGING = { basis: "due", schedule: SCHEDULE } as const;

/** January as it would be printed: aging, open items, statements and roll-forward as of three days, one text a line. */
function printed(index: LedgerIndex): string[] {
  const accounts = index.accounts.map((_, account) => account);
  const name = (account: number): string => `${index.accounts[account]?.customerKey ?? ""} ${index.accounts[account]?.currency ?? ""}`;
  return DAYS.flatMap((asOf) => {
    const period = { from: isoDay("2026-01-01"), to: asOf };
    return [
      ...agingByAccount(index, accounts, { asOf, ...AGING, ageCredits: false }).map(({ account, buckets, unapplied, total }) => `aging ${name(account)} ${buckets.join(" ")} ${unapplied} ${total}`),
      ...openItems(index, accounts, asOf).map((item) => `open ${name(item.account)} ${item.number} ${item.due === null ? "-" : formatIsoDate(item.due)} ${item.open}`),
      ...balanceForwardStatements(index, accounts, period, AGING).flatMap(({ account, opening, lines, closing }) => [
        `statement ${name(account)} ${opening} ${closing}`, ...lines.map(({ date, kind, number, against, amount, balance }) => `  ${formatIsoDate(date)} ${kind} ${number} ${against ?? "-"} ${amount} ${balance}`),
      ]),
      ...openItemStatements(index, accounts, asOf, AGING).map(({ account, items, closing }) => `open items ${name(account)} ${items.map(({ number, open }) => `${number}=${open}`).join(" ")} ${closing}`),
      ...rollForwardByAccount(index, accounts, period).map(({ account, customer: _customer, ...columns }) => `roll-forward ${name(account)} ${JSON.stringify(columns)}`),
    ].map((line) => `${formatIsoDate(asOf)} ${line}`);
  });
}

/** Both ways to the figures: the Journal's fold, and the tables that cells read. */
function january(book: TestBook): { readonly journal: string[]; readonly tables: string[] } {
  const columns = (table: string): TableColumns => {
    const rows = book.rows(table);
    return { count: rows.length, cell: (header, row) => { const cell = rows[row]?.[header]; return typeof cell === "string" || typeof cell === "number" ? cell : ""; } };
  };
  const { books: { index } } = runSteps(readLedgerSteps({
    customers: columns("Customers"), invoices: columns("Invoices"), dueDates: columns("DueDates"), payments: columns("Payments"), applications: columns("Applications"), dateSystem: 1900,
  }));
  const journals = [...book.workbook.tables.values()].filter(({ name }) => name.startsWith("Journal_"));
  const entries = journals.flatMap(({ id, name, sheet, headers, rows, state }) => readJournal({ id, name, sheet, address: "", top: 2, left: 0, headers, rows, state }).entries);
  return { journal: printed(buildLedgerIndex(foldEntries(entries).facts)), tables: printed(index) };
}

/** January: instalments, a part payment, a deduction, credit on account and credit applied, a credit memo, two currencies. */
async function januaryBook(): Promise<TestBook> {
  const book = await TestBook.withCustomers();
  const bill = (invoiceDate: string, customer: string, unitPrice: string, terms = ""): Promise<unknown> =>
    book.post("createInvoices", { invoiceDate, ...(terms === "" ? {} : { terms }), rows: [{ customer, description: "Work", quantity: 1, unitPrice, taxCode: "Z0" }] });
  await book.post("postOpening", { rows: [{ number: "OLD-1", customer: "ACME", date: "2025-10-01", due: "2025-10-31", amount: "75" }], control: [{ customer: "ACME", amount: "75" }] });
  await bill("2026-01-02", "ACME", "1000", "50%@10, 50%@40"); // INV-2026-0001
  await bill("2026-01-05", "ACME", "400"); // INV-2026-0002
  await bill("2026-01-06", "00417", "250"); // INV-2026-0003
  await bill("2026-01-07", "ACME-UK", "90"); // INV-2026-0004
  await book.post("postPayment", { customer: "ACME", date: "2026-01-12", amount: "500", apply: [{ invoice: "INV-2026-0001", amount: "450", deduction: "20", reason: "Damaged" }] }); // PAY-2026-0001
  await book.post("postPayment", { customer: "ACME", date: "2026-01-20", amount: "300", apply: [{ invoice: "INV-2026-0002", amount: "300" }] }); // PAY-2026-0002
  await book.post("postPayment", { customer: "00417", date: "2026-01-10", amount: "60" }); // PAY-2026-0003, on account
  await book.post("postPayment", { customer: "ACME-UK", date: "2026-01-25", amount: "50", currency: "GBP", apply: "auto" }); // PAY-2026-0004
  await book.post("creditInvoice", { invoice: "INV-2026-0002", amount: "30", date: "2026-01-28" }); // CM-2026-0001
  return book;
}

interface LateAct {
  readonly name: string;
  readonly acts: readonly (readonly [action: string, given: Readonly<Record<string, unknown>>])[];
}

/** What comes to light in February and bears a January date. */
const LATE: readonly LateAct[] = [
  { name: "a refund and its return", acts: [["refund", { from: "PAY-2026-0003", amount: "40", date: "2026-01-12" }], ["reverseRefund", { refund: "PAY-2026-0005", date: "2026-01-15" }]] },
  { name: "a charge-back", acts: [["chargeBack", { deduction: "INV-2026-0001-D1", reason: "Not damaged", date: "2026-01-13" }]] },
  { name: "a January-dated payment", acts: [["postPayment", { customer: "00417", date: "2026-01-30", amount: "190", apply: [{ invoice: "INV-2026-0003" }] }]] },
  { name: "a credit taken off and applied elsewhere", acts: [
    ["applyCredit", { from: "PAY-2026-0002", date: "2026-01-21", apply: [{ invoice: "INV-2026-0002", amount: "-300" }] }],
    ["applyCredit", { from: "PAY-2026-0002", date: "2026-01-21", apply: [{ invoice: "INV-2026-0001", amount: "300" }] }],
  ] },
  { name: "a bounced cheque, with the deduction that it left", acts: [["reversePayment", { payment: "PAY-2026-0001", date: "2026-01-14", reason: "No funds" }]] },
  { name: "credit on account applied", acts: [["applyCredit", { from: "PAY-2026-0003", date: "2026-01-11", apply: [{ invoice: "INV-2026-0003" }] }]] },
  { name: "a write-off", acts: [["writeOff", { document: "OLD-1", reason: "Insolvent", date: "2026-01-31" }]] },
  { name: "a void", acts: [["voidDocument", { document: "INV-2026-0003", reason: "Never ordered", date: "2026-01-06" }]] },
  { name: "a credit memo", acts: [["creditInvoice", { invoice: "INV-2026-0003", amount: "10", date: "2026-01-09" }]] },
  { name: "interest on what was late in January", acts: [["chargeInterest", { ratePercent: "9", through: "2026-01-31", fee: "40" }]] },
];

let closed: TestBook;
let print: { readonly journal: string[]; readonly tables: string[] };
beforeAll(async () => {
  closed = await januaryBook();
  print = january(closed);
  await closed.post("saveSettings", { settings: { "Locked through": "2026-01-31" } });
});

test("January as printed before it was locked", () => {
  expect(print.tables).toEqual(print.journal);
  expect(print.journal.filter((line) => line.startsWith("2026-01-31 aging"))).toEqual([
    "2026-01-31 aging 00417 EUR 25000 0 0 0 0 -6000 19000",
    "2026-01-31 aging ACME EUR 59000 3000 0 0 7500 -5000 64500",
    "2026-01-31 aging ACME-UK GBP 4000 0 0 0 0 0 4000",
  ]);
});

test.each(LATE)("$name: January prints identical, February has it", async ({ acts }) => {
  const book = closed.copy();
  for (const [action, given] of acts) {
    const result = await book.post(action, given);
    for (const { date } of result.documents) expect(date >= "2026-02-01").toBe(true);
  }
  expect(january(book)).toEqual(print);
  expect((await checkLedger(book.workbook)).map(({ message }) => message)).toEqual([]);
  expect(book.rows("Journal_A").length).toBe(closed.rows("Journal_A").length + acts.length);
});

test("all of them in one book: January prints identical", async () => {
  const book = closed.copy();
  const skipped: string[] = [];
  for (const { name, acts } of LATE)
    for (const [action, given] of acts) {
      const result = await book.act(action, given);
      if (result.status !== "posted") skipped.push(`${name}: ${result.rejections.map(({ code }) => code).join(", ")}`);
    }
  // The invoice was paid by the first of them.
  expect(skipped).toEqual(["a void: documentApplied"]);
  expect(january(book)).toEqual(print);
});

test.each([
  ["createInvoices", { invoiceDate: "2026-01-31", rows: [{ customer: "ACME", description: "Work", quantity: 1, unitPrice: "1" }] }, "dateLocked"],
  ["createDebitMemo", { customer: "ACME", amount: "1", taxCode: "Z0", date: "2026-01-31" }, "dateLocked"],
  ["postOpening", { rows: [{ number: "N", customer: "ACME", date: "2026-01-31", amount: "1" }], control: [{ customer: "ACME", amount: "1" }] }, "openingDateLocked"],
] as const)("%s with a date of its own in January is refused", async (action, given, code) => {
  const result = await closed.copy().act(action, given);
  expect(result.rejections.map((item) => item.code)).toEqual([code]);
});

test("a payment of January keeps its bank date, and the preview shows both days", async () => {
  const book = closed.copy();
  const result = await book.post("postPayment", { customer: "00417", date: "2026-01-30", amount: "190" });
  expect(result.issues.map(({ code, params }) => [code, params["date"], params["open"]])).toEqual([["postedOnFirstOpenDay", "2026-01-30", "2026-02-01"]]);
  expect(book.rows("Payments").at(-1)).toMatchObject({ "Date": 46054, "Bank date": 46052 });
});
