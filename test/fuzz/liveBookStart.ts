import { Workbook } from "../../host/model/workbook";
import { HostBook } from "../support/hostBook";

/** What a fuzzed book begins as. */
export type StartKind = "ledger" | "ownTables" | "ownTables1904";

const started = new Map<StartKind, Promise<Uint8Array>>();

/** The file of a book to begin with; made once for each process. */
export function startBook(kind: StartKind): Promise<Uint8Array> {
  let book = started.get(kind);
  if (book === undefined) started.set(kind, (book = kind === "ledger" ? postedBook() : strangersBook(kind === "ownTables" ? 1900 : 1904)));
  return book;
}

const CUSTOMERS = [
  { "Customer": "ACME", "Name": "Acme Ltd", "Terms": "NET30", "Currency": "EUR", "Tax code": "S20", "Group": "Road Runner" },
  { "Customer": "00417", "Name": "Leading Zero GmbH", "Terms": "2-10-NET30", "Currency": "EUR", "Tax code": "Z0" },
  { "Customer": "ACME-UK", "Name": "Acme UK", "Terms": "NET30", "Currency": "GBP", "Tax code": "S20", "Group": "Road Runner" },
  { "Customer": "TOKYO", "Name": "Tokyo KK", "Terms": "NET30", "Currency": "JPY", "Tax code": "Z0" },
  { "Customer": "KUWAIT", "Name": "Kuwait WLL", "Terms": "NET30", "Currency": "KWD", "Tax code": "Z0" },
  { "Customer": "QUIET", "Name": "Quiet Ltd", "Terms": "NET30", "Currency": "EUR", "Tax code": "Z0" },
];

type Act = readonly [name: string, given: Readonly<Record<string, unknown>>];

function bill(invoiceDate: string, customer: string, unitPrice: string, terms = ""): Act {
  return ["createInvoices", { invoiceDate, ...(terms === "" ? {} : { terms }), rows: [{ customer, description: "Work", quantity: 1, unitPrice, taxCode: "Z0" }] }];
}

function pay(date: string, customer: string, amount: string, more: Readonly<Record<string, unknown>> = {}): Act {
  return ["postPayment", { customer, date, amount, apply: "auto", ...more }];
}

/** A quarter with instalments, part payments, a deduction, discounts, credit on account, a credit memo, a refund, a void and four currencies. */
const ACTS: readonly Act[] = [
  ["postOpening", { rows: [{ number: "OLD-1", customer: "ACME", date: "2025-10-01", due: "2025-10-31", amount: "75" }], control: [{ customer: "ACME", amount: "75" }] }],
  bill("2026-01-02", "ACME", "1000", "50%@10, 50%@40"),
  bill("2026-01-05", "ACME", "400"),
  bill("2026-01-06", "00417", "250.25"),
  bill("2026-01-07", "ACME-UK", "90"),
  bill("2026-01-15", "TOKYO", "12000"),
  bill("2026-01-20", "KUWAIT", "12.345", "30%@15, 30%@30, 40%@60"),
  bill("2026-02-10", "00417", "80.50"),
  bill("2026-02-20", "TOKYO", "777"),
  bill("2026-03-01", "ACME", "99.99"),
  bill("2026-03-02", "ACME", "10"),
  pay("2026-01-12", "ACME", "500", { apply: [{ invoice: "INV-2026-0001", amount: "450", deduction: "20", reason: "Damaged" }] }),
  pay("2026-01-20", "ACME", "300", { apply: [{ invoice: "INV-2026-0002", amount: "300" }] }),
  pay("2026-01-10", "00417", "60", { apply: "none" }),
  pay("2026-01-25", "ACME-UK", "50", { currency: "GBP" }),
  pay("2026-02-15", "TOKYO", "5000", { currency: "JPY" }),
  pay("2026-02-18", "KUWAIT", "4.000", { currency: "KWD" }),
  ["creditInvoice", { invoice: "INV-2026-0002", amount: "30", date: "2026-01-28" }],
  ["refund", { from: "PAY-2026-0003", amount: "40", date: "2026-02-12" }],
  ["voidDocument", { document: "INV-2026-0010", reason: "wrong" }],
];

/** Set up formats a thousand rows of every table ahead; a hundred thousand edits should not carry them all. */
function takeEmptyRows(workbook: Workbook): void {
  for (const { rows, tables } of workbook.sheets) rows.length = Math.min(rows.length, Math.max(0, ...tables.map(({ area }) => area.bottom + ROWS_AHEAD)));
}

const ROWS_AHEAD = 30;

async function postedBook(): Promise<Uint8Array> {
  const book = new HostBook();
  try {
    await book.post("setup", { companyName: "Finch & Harbour", currency: "EUR" });
    await book.post("putRows", { table: "Customers", rows: CUSTOMERS });
    for (const [name, given] of ACTS) await book.post(name, given);
    takeEmptyRows(book.workbook);
    return book.save();
  } finally {
    book.close();
  }
}

const OWN_CUSTOMERS = ["ACME", "Leading Zero GmbH", "Acme UK", "TOKYO", "KUWAIT"];

/** A person's own tables, named in Settings, without a ledger. */
async function strangersBook(dateSystem: 1900 | 1904): Promise<Uint8Array> {
  const workbook = new Workbook();
  workbook.addSheet("Sheet1");
  workbook.dateSystem = dateSystem;
  const book = new HostBook({ workbook });
  try {
    const currencyOf = (row: number): string => (row % 5 === 2 ? "GBP" : "EUR");
    book.addTable("MyInvoices", ["Number", "Client", "Invoice date", "Due date", "Amount", "Currency", "Notes"], Array.from({ length: 30 }, (_, row) => [
      `INV-2026-${String(row + 1).padStart(4, "0")}`, OWN_CUSTOMERS[row % 5] ?? "", `2026-01-${String((row % 28) + 1).padStart(2, "0")}`, `2026-03-${String((row % 28) + 1).padStart(2, "0")}`, String(100 + row * 7.25), currencyOf(row), "",
    ]));
    book.addTable("MyPayments", ["Invoice", "Client", "Date paid", "Amount paid", "Currency"], Array.from({ length: 24 }, (_, row) => [
      `INV-2026-${String(row + 1).padStart(4, "0")}`, OWN_CUSTOMERS[row % 5] ?? "", `2026-02-${String((row % 28) + 1).padStart(2, "0")}`, String(40 + row), currencyOf(row),
    ]));
    book.addTable("Settings", ["Setting", "Value"], [["Figures come from", "MyInvoices, MyPayments"], ["Sample date", ""]]);
    return await Promise.resolve(book.save());
  } finally {
    book.close();
  }
}
