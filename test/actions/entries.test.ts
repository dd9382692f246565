import { checkLedger } from "../../src/actions/checkLedger";
import { TestBook } from "../support/book";

let book: TestBook;
beforeEach(async () => {
  book = await TestBook.withCustomers();
});

const invoices = (): string[] => book.lines("Invoices", "Number", "Kind", "Total", "Balance", "Status");
const payments = (): string[] => book.lines("Payments", "Number", "Kind", "Amount", "Unapplied", "Status");
const applied = (): string[] => book.lines("Applications", "Kind", "From", "To", "Amount", "Date");

/** Whatever was done: the tables repeat the Journal, and nothing is amiss in it. */
afterEach(async () => {
  expect((await checkLedger(book.workbook)).map(({ message }) => message)).toEqual([]);
});

/** An invoice of 100.00 of which 93.00 is paid and 7.00 deducted. */
async function withDeduction(): Promise<void> {
  await book.invoice("ACME", "2026-01-05", "100");
  await book.post("postPayment", { customer: "ACME", date: "2026-01-20", amount: "93", apply: [{ invoice: "INV-2026-0001", amount: "93", deduction: "7", reason: "Damaged" }] });
}

describe("debit memo", () => {
  test("of lines, with their tax, for an invoice; aged and paid like one", async () => {
    await book.invoice("ACME", "2026-01-05", "100");
    const made = await book.post("createDebitMemo", {
      invoice: "INV-2026-0001", date: "2026-01-10", reason: "Freight", rows: [{ description: "Freight", quantity: "2", unitPrice: "12.50", taxCode: "S20" }],
    });
    expect(made.documents).toEqual([
      {
        kind: "debit memo", number: "DM-2026-0001", customer: "ACME", date: "2026-01-10", due: "2026-02-09", dues: [{ part: 1, due: "2026-02-09", amount: "30.00" }],
        currency: "EUR", net: "25.00", tax: "5.00", total: "30.00",
      },
    ]);
    expect(invoices()).toEqual(["INV-2026-0001 invoice 100 100 Open", "DM-2026-0001 debit memo 30 30 Open"]);
    expect(book.rows("Invoices")[1]?.["Reference"]).toBe("INV-2026-0001: Freight");
    await book.post("postPayment", { customer: "ACME", date: "2026-02-01", amount: "30", apply: [{ invoice: "DM-2026-0001" }] });
    expect(invoices()[1]).toBe("DM-2026-0001 debit memo 30 0 Paid");
  });

  test("of an amount: its tax is in it, by the precedence exemption, customer, Settings", async () => {
    const made = await book.post("createDebitMemo", { customer: "ACME-UK", date: "2026-01-10", amount: "12.00", terms: "net 5" });
    expect(made.documents[0]).toMatchObject({ currency: "GBP", net: "10.00", tax: "2.00", total: "12.00", due: "2026-01-15" });
    const named = await book.post("createDebitMemo", { customer: "ACME-UK", date: "2026-01-10", amount: "12.00", taxCode: "Z0" });
    expect(named.documents[0]).toMatchObject({ number: "DM-2026-0002", net: "12.00", tax: "0.00" });
  });
});

test("tax is of the supply date: the row's, else its date, else the invoice's; a credit memo uses what its invoice was billed with", async () => {
  await book.post("putRows", { table: "TaxCodes", rows: [{ "Tax code": "UK", "Category": "S", "Rate %": "20" }, { "Tax code": "UK", "Category": "S", "Rate %": "25", "Valid from": "2026-02-01" }] });
  const row = { customer: "ACME", description: "Work", quantity: 1, unitPrice: "100", taxCode: "UK" };
  const made = await book.post("createInvoices", {
    invoiceDate: "2026-02-10", rows: [{ ...row, date: "2026-02-03", supplyDate: "2026-01-31" }, { ...row, date: "2026-01-20" }, { ...row, date: "2026-02-01" }, row],
  });
  expect(made.documents[0]).toMatchObject({ net: "400.00", tax: "90.00", total: "490.00" });
  expect(book.lines("InvoiceLines", "Line", "Supply date", "Rate %")).toEqual(["1 46053 20", "2 46042 20", "3 46054 25", "4 46063 25"]);
  await book.post("putRows", { table: "TaxCodes", rows: [{ "Tax code": "UK", "Category": "S", "Rate %": "30", "Valid from": "2026-02-01" }] });
  const back = await book.post("creditInvoice", { invoice: "INV-2026-0001", lines: [{ line: 1 }, { line: 3 }], date: "2026-03-01" });
  expect(back.documents[0]).toMatchObject({ net: "-200.00", tax: "-45.00", total: "-245.00" });
});

describe("credit memo", () => {
  test("on account, without an invoice: unapplied until it is used", async () => {
    await book.invoice("ACME", "2026-01-05", "100");
    const made = await book.post("createCreditMemo", { customer: "ACME", date: "2026-01-10", reason: "Bonus 2025", amount: "24.00", taxCode: "S20" });
    expect(made.documents[0]).toMatchObject({ kind: "credit memo", number: "CM-2026-0001", due: null, net: "-20.00", tax: "-4.00", total: "-24.00" });
    expect(invoices()[1]).toBe("CM-2026-0001 credit memo -24 -24 Open");
    await book.post("applyCredit", { from: "CM-2026-0001", date: "2026-01-12" });
    expect(invoices()).toEqual(["INV-2026-0001 invoice 100 76 Part paid", "CM-2026-0001 credit memo -24 0 Paid"]);
  });

  test("of an invoice with two taxes on one line: an amount is credited at both", async () => {
    await book.post("putRows", {
      table: "TaxCodes",
      rows: [
        { "Tax code": "GP", "Category": "S" }, { "Tax code": "GST5", "Category": "S", "Rate %": "5", "Component of": "GP" },
        { "Tax code": "PST7", "Category": "S", "Rate %": "7", "Component of": "GP" },
      ],
    });
    await book.invoice("ACME", "2026-01-05", "100", { taxCode: "GP" });
    const made = await book.post("creditInvoice", { invoice: "INV-2026-0001", amount: "56.00" });
    expect(made.documents[0]).toMatchObject({ net: "-50.00", tax: "-6.00", total: "-56.00" });
  });
});

describe("deductions", () => {
  test("credited: at the invoice's tax, applied to the deduction", async () => {
    await book.post("createInvoices", { invoiceDate: "2026-01-05", rows: [{ customer: "ACME", description: "Work", quantity: 1, unitPrice: "100", taxCode: "S20" }] });
    await book.post("postPayment", { customer: "ACME", date: "2026-01-20", amount: "114", apply: [{ invoice: "INV-2026-0001", amount: "114", deduction: "6" }] });
    const made = await book.post("creditInvoice", { invoice: "INV-2026-0001-D1", date: "2026-01-25" });
    expect(made.documents[0]).toMatchObject({ net: "-5.00", tax: "-1.00", total: "-6.00" });
    expect(invoices()).toEqual(["INV-2026-0001 invoice 120 0 Paid", "INV-2026-0001-D1 deduction 6 0 Credited", "CM-2026-0001 credit memo -6 0 Paid"]);
  });

  test("written off", async () => {
    await withDeduction();
    const made = await book.post("writeOff", { document: "INV-2026-0001-D1", reason: "Goodwill", date: "2026-01-25" });
    expect(made.documents).toEqual([
      { kind: "write-off", number: "INV-2026-0001-D1", customer: "ACME", date: "2026-01-25", due: null, dues: [], currency: "EUR", net: "-7.00", tax: "0.00", total: "-7.00" },
    ]);
    expect(invoices()).toEqual(["INV-2026-0001 invoice 100 0 Paid", "INV-2026-0001-D1 deduction 7 0 Written off"]);
  });

  test("charged back: in part, then the rest; the invoice is owed again by its own due date", async () => {
    await withDeduction();
    await book.post("chargeBack", { deduction: "INV-2026-0001-D1", amount: "3", reason: "No damage", date: "2026-01-25" });
    expect(invoices()).toEqual(["INV-2026-0001 invoice 100 3 Part paid", "INV-2026-0001-D1 deduction 7 4 Part paid"]);
    const rest = await book.post("chargeBack", { deduction: "inv-2026-0001-d1", reason: "No damage", date: "2026-01-10" });
    expect(rest.documents[0]).toMatchObject({ kind: "charge-back", number: "INV-2026-0001-D1", date: "2026-01-20", total: "-4.00" });
    expect(rest.issues.map(({ code }) => code)).toEqual(["countsLater"]);
    expect(invoices()).toEqual(["INV-2026-0001 invoice 100 7 Part paid", "INV-2026-0001-D1 deduction 7 0 Void"]);
    expect(applied().slice(-2)).toEqual(["deduction - INV-2026-0001-D1 4 46047", "deduction - INV-2026-0001 -4 46047"]);
  });
});

test("write-off: a part, in several steps up to the limit of all of them", async () => {
  await book.post("saveSettings", { settings: { "Write-off limit": "10" } });
  await book.invoice("ACME", "2026-01-05", "100");
  await book.post("writeOff", { document: "INV-2026-0001", amount: "6", reason: "Bank fee" });
  const above = await book.act("writeOff", { document: "INV-2026-0001", amount: "4.01", reason: "Bank fee" });
  expect(above.rejections[0]?.message).toContain("limit of 10.00");
  await book.post("writeOff", { document: "INV-2026-0001", amount: "4", reason: "Bank fee" });
  await book.post("writeOff", { document: "INV-2026-0001", reason: "Insolvent", approvedBy: "Chief" });
  expect(invoices()).toEqual(["INV-2026-0001 invoice 100 0 Written off"]);
});

describe("refund", () => {
  test("of a credit memo on a paid invoice: never more than is unapplied, and its return gives it back", async () => {
    await book.invoice("ACME", "2026-01-05", "100");
    await book.post("postPayment", { customer: "ACME", date: "2026-01-10", amount: "100", apply: "auto" });
    await book.post("creditInvoice", { invoice: "INV-2026-0001", date: "2026-01-12" });
    expect((await book.act("refund", { from: "CM-2026-0001", amount: "300" })).rejections[0]?.message).toContain("100.00 EUR on account");
    const made = await book.post("refund", { from: "CM-2026-0001", date: "2026-01-15", method: "bank", reason: "Returned goods" });
    expect(made.documents).toEqual([
      { kind: "refund", number: "PAY-2026-0002", customer: "ACME", date: "2026-01-15", due: null, dues: [], currency: "EUR", net: "-100.00", tax: "0.00", total: "-100.00" },
    ]);
    expect(payments()).toEqual(["PAY-2026-0001 payment 100 0 Paid", "PAY-2026-0002 refund -100 0 Paid"]);
    expect(invoices()[1]).toBe("CM-2026-0001 credit memo -100 0 Paid");
    expect(book.rows("Payments")[1]?.["Reference"]).toBe("CM-2026-0001: Returned goods");
    const back = await book.post("reverseRefund", { refund: "PAY-2026-0002", date: "2026-01-20", reason: "Account closed" });
    expect(back.documents[0]).toMatchObject({ kind: "reversal", number: "PAY-2026-0002-R", total: "100.00" });
    expect(payments().slice(1)).toEqual(["PAY-2026-0002 refund -100 0 Void", "PAY-2026-0002-R reversal 100 0 Paid"]);
    expect(invoices()[1]).toBe("CM-2026-0001 credit memo -100 -100 Open");
    expect((await book.act("reverseRefund", { refund: "PAY-2026-0002" })).rejections[0]?.code).toBe("refundReversed");
    expect(await book.invoice("ACME", "2026-02-01", "1")).toBe("INV-2026-0002");
  });

  test("of all that a customer has on account, oldest first", async () => {
    await book.post("postPayment", { customer: "ACME", date: "2026-01-12", amount: "30" });
    await book.post("postPayment", { customer: "ACME", date: "2026-01-10", amount: "20" });
    await book.post("refund", { customer: "Acme Ltd", amount: "25", date: "2026-01-15" });
    expect(payments()).toEqual(["PAY-2026-0001 payment 30 25 Part paid", "PAY-2026-0002 payment 20 0 Paid", "PAY-2026-0003 refund -25 0 Paid"]);
    expect(applied()).toEqual(["refund PAY-2026-0002 - 20 46037", "refund PAY-2026-0001 - 5 46037"]);
  });
});

describe("interest", () => {
  const charge = async (through: string, more: Readonly<Record<string, unknown>> = {}): Promise<string[]> => {
    const result = await book.act("chargeInterest", { customer: "ACME", ratePercent: "10", through, ...more });
    return result.status === "posted" ? result.documents.map(({ number, total }) => `${number} ${total}`) : result.rejections.map(({ code }) => code);
  };

  test("erpnext test_dunning: 100 at 10 % for 15 days and a fee of 10.00 is 110.41 with the principal", async () => {
    await book.invoice("ACME", "2025-12-20", "100"); // due 2026-01-19
    expect(await charge("2026-02-03", { fee: "10" })).toEqual(["DM-2026-0001 10.41"]);
    expect(book.rows("Invoices")[1]).toMatchObject({ "Kind": "interest", "Reference": "INV-2025-0001", "Total": 10.41 });
    expect(book.lines("InvoiceLines", "Description", "Net").slice(1)).toEqual([
      "Interest on INV-2025-0001: 10 % for 15 days, 2026-01-20 to 2026-02-03 0.41", "Fixed sum for late payment of INV-2025-0001 10",
    ]);
  });

  test("rentemester#145: charging day 5 then day 35 comes to the interest of 35 days, and the same days cost nothing twice", async () => {
    await book.invoice("ACME", "2025-11-30", "12345.67"); // due 2025-12-30
    expect(await charge("2026-01-04", { fee: "40" })).toEqual(["DM-2026-0001 56.91"]);
    expect(await charge("2026-01-04", { fee: "40" })).toEqual(["nothingToCharge"]);
    expect(await charge("2026-02-03", { fee: "40" })).toEqual(["DM-2026-0002 101.47"]);
    expect(Math.round(12345.67 * 10 * 35 / 365) / 100).toBe(118.38); // 16.91 + 101.47
    expect(await charge("2026-02-03")).toEqual(["nothingToCharge"]);
  });

  test("principal steps with each payment, the day paid included; a paid invoice still owes what it cost", async () => {
    await book.invoice("ACME", "2025-12-02", "36500"); // due 2026-01-01: 10.00 a day at 10 %
    await book.post("postPayment", { customer: "ACME", date: "2026-01-11", amount: "18250", apply: "auto" });
    await book.post("postPayment", { customer: "ACME", date: "2026-01-21", amount: "18250", apply: "auto" });
    expect(await charge("2026-01-31")).toEqual(["DM-2026-0001 150.00"]);
  });

  test("a voided interest memo was not charged; interest bears no interest", async () => {
    await book.invoice("ACME", "2025-12-20", "100");
    await charge("2026-01-30");
    await book.post("voidDocument", { document: "DM-2026-0001", reason: "Waived for now" });
    expect(await charge("2026-02-03", { terms: "net 0" })).toEqual(["DM-2026-0002 0.41"]);
  });

  test("a memo for each customer and currency", async () => {
    await book.invoice("ACME", "2025-12-20", "100");
    await book.invoice("ACME-UK", "2025-12-20", "200");
    await book.invoice("00417", "2026-01-20", "100"); // not due yet
    expect(await charge("2026-02-03", { customer: "" })).toEqual(["DM-2026-0001 0.41", "DM-2026-0002 0.82"]);
    expect(book.lines("Invoices", "Customer", "Currency").slice(3)).toEqual(["ACME EUR", "ACME-UK GBP"]);
  });
});

describe("opening items", () => {
  const rows = [
    { number: "10482", customer: "ACME", date: "2025-11-01", due: "2025-12-01", amount: "500.00", reference: "old PO" },
    { number: "10483", customer: "ACME", date: "2025-11-15", dues: [{ due: "2026-01-15", amount: "60" }, { due: "2025-12-15", amount: "40" }], amount: "100" },
    { number: "P-77", customer: "ACME", date: "2025-11-20", amount: "-50" },
    { number: "U-1", customer: "ACME-UK", date: "2025-12-01", amount: "9.99", exchangeRate: "1.15" },
  ];
  const control = [{ customer: "ACME", amount: "550" }, { customer: "ACME-UK", amount: "9.99" }];

  test("are posted with their own numbers and dates when the totals tie", async () => {
    const made = await book.post("postOpening", { rows, control });
    expect(made.documents.map(({ number, total, due }) => `${number} ${total} ${due ?? "-"}`)).toEqual(["10482 500.00 2025-12-01", "10483 100.00 2026-01-15", "P-77 -50.00 -", "U-1 9.99 2025-12-01"]);
    expect(invoices()).toEqual(["10482 opening 500 500 Open", "10483 opening 100 100 Open", "U-1 opening 9.99 9.99 Open"]);
    expect(book.lines("DueDates", "Number", "Part", "Amount")).toEqual(["10482 1 500", "10483 1 40", "10483 2 60", "U-1 1 9.99"]);
    expect(payments()).toEqual(["P-77 payment -50 -50 Open".replaceAll("-50", "50")]);
    await book.post("applyCredit", { from: "P-77", date: "2026-01-02", apply: [{ invoice: "10482" }] });
    expect(invoices()[0]).toBe("10482 opening 500 450 Part paid");
  });

  test("are not posted when a total differs: every difference is named", async () => {
    const wrong = await book.act("postOpening", { rows, control: [{ customer: "ACME", amount: "549.99" }, { customer: "00417", amount: "1" }] });
    expect(wrong.rejections.map(({ message }) => message)).toEqual([
      "The open items of ACME come to 550.00 EUR, the control total is 549.99: a difference of 0.01. Correct the items or the total; nothing was posted.",
      "The open items of ACME-UK come to 9.99 GBP, and no control total was given for them. Give it, or leave the items out.",
      "The open items of 00417 come to 0.00 EUR, the control total is 1.00: a difference of -1.00. Correct the items or the total; nothing was posted.",
    ]);
    expect(book.rows("Journal_A")).toEqual([]);
  });
});

describe("merging customers", () => {
  test("the old id leads to the new one, in acts and in the ledger; posted rows stay as they were posted", async () => {
    await book.invoice("00417", "2026-01-05", "100");
    await book.post("mergeCustomers", { from: "00417", into: "acme", reason: "Entered twice" });
    expect(book.lines("Customers", "Customer", "Merged into")).toEqual(["ACME -", "00417 ACME", "ACME-UK -"]);
    expect(book.lines("Invoices", "Customer")).toEqual(["00417"]);
    await book.post("postPayment", { customer: "00417", date: "2026-01-10", amount: "100", apply: "auto" });
    expect(book.lines("Payments", "Customer", "Status")).toEqual(["ACME Paid"]);
    expect(invoices()).toEqual(["INV-2026-0001 invoice 100 0 Paid"]);
    expect(await book.invoice("Leading Zero GmbH", "2026-01-12", "5")).toBe("INV-2026-0002");
    expect(book.lines("Invoices", "Customer")).toEqual(["00417", "ACME"]);
  });

  test("a mark that was typed over is told, and put back by posting again", async () => {
    await book.post("mergeCustomers", { from: "00417", into: "ACME" });
    const column = book.workbook.table("Customers").headers.indexOf("Merged into");
    const row = book.workbook.table("Customers").rows[1];
    if (row !== undefined) row[column] = "ACME-UK";
    expect((await checkLedger(book.workbook)).map(({ code }) => code)).toEqual(["mergeUnmarked"]);
    if (row !== undefined) row[column] = "ACME";
  });
});

describe("currency: the gain or loss of a settlement is its own figure, open amounts do not know it", () => {
  const bill = (currency: string, amount: string, exchangeRate: string): Promise<unknown> =>
    book.post("createInvoices", { invoiceDate: "2026-01-05", exchangeRate, rows: [{ customer: "ACME", currency, description: "Work", quantity: 1, unitPrice: amount, taxCode: "Z0" }] });
  const gains = (): string[] => book.lines("Applications", "From", "To", "Amount", "Exchange gain");

  test("erpnext: USD 100 at 50, USD 20 paid at 45 is a loss of 100, and USD 80 stays open", async () => {
    await bill("USD", "100", "50");
    await book.post("postPayment", { customer: "ACME", date: "2026-01-10", amount: "20", currency: "USD", exchangeRate: "45", apply: [{ invoice: "INV-2026-0001" }] });
    expect(gains()).toEqual(["PAY-2026-0001 INV-2026-0001 20 -100"]);
    expect(book.rows("Invoices")[0]).toMatchObject({ "Currency": "USD", "Exchange rate": 50, "Balance": 80 });
  });

  test("erpnext#35301: an advance of USD 100 at 6 on an invoice of USD 200 at 8 leaves USD 100 open", async () => {
    await book.post("postPayment", { customer: "ACME", date: "2026-01-02", amount: "100", currency: "USD", exchangeRate: "6", kind: "deposit" });
    await bill("USD", "200", "8");
    await book.post("applyCredit", { from: "PAY-2026-0001", date: "2026-01-10" });
    expect(gains()).toEqual(["PAY-2026-0001 INV-2026-0001 100 -200"]);
    expect(book.rows("Invoices")[0]).toMatchObject({ "Balance": 100 });
  });

  test("thirds: no cent is left over, and a bounce takes the figure back", async () => {
    await bill("USD", "0.10", "1");
    for (const amount of ["0.03", "0.03", "0.04"]) await book.post("postPayment", { customer: "ACME", date: "2026-01-10", amount, currency: "USD", exchangeRate: "1.2", apply: [{ invoice: "INV-2026-0001" }] });
    expect(gains().map((line) => line.split(" ").at(-1))).toEqual(["0.01", "0", "0.01"]); // 0.006, 0.012, 0.02
    await book.post("reversePayment", { payment: "PAY-2026-0001", date: "2026-01-12" });
    expect(book.rows("Applications").reduce((sum, row) => sum + Math.round(Number(row["Exchange gain"] ?? 0) * 100), 0)).toBe(1); // 0.07 × 0.2 = 0.014
  });

  test("a book that was set up before the column keeps working without it", async () => {
    for (const [table, column] of [["Applications", "Exchange gain"], ["Customers", "Merged into"]] as const) {
      const { headers, rows } = book.workbook.table(table);
      const index = headers.indexOf(column);
      headers.splice(index, 1);
      for (const row of rows) row.splice(index, 1);
    }
    await bill("USD", "100", "50");
    await book.post("postPayment", { customer: "ACME", date: "2026-01-10", amount: "20", currency: "USD", exchangeRate: "45", apply: [{ invoice: "INV-2026-0001" }] });
    expect(book.rows("Applications")).toHaveLength(1);
    expect((await book.act("mergeCustomers", { from: "00417", into: "ACME" })).rejections[0]?.message).toContain("no column “Merged into”");
  });
});
