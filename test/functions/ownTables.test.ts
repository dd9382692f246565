import { call, cell, day, grid, table } from "./support";

const INVOICES = table(`
  | Invoice # | Client   | Invoice Date | Due Date   | Amount  |
  | INV-1     | Acme     | 2025-11-10   | 2025-12-10 | 1000.10 |
  | INV-2     | Acme     | 2026-01-05   | 2026-02-04 | 250.25  |
  | INV-3     | Bluebell | 2025-12-01   | 2025-12-31 | 99.99   |
  | INV-4     | '00417   | 2025-10-01   | 2025-10-31 | 500     |
  | INV-5     | 417      | 2026-01-31   | 2026-01-31 | 75      |
  | CN-1      | Bluebell | 2026-01-15   |            | -20     |
`);
const PAYMENTS = table(`
  | Invoice # | Client   | Date Paid  | Amount Paid |
  | INV-1     | Acme     | 2025-12-20 | 1000        |
  | INV-1     | Acme     | 2026-02-01 | 50          |
  | INV-4     | '00417   | 2026-01-31 | 200         |
  |           | Acme     | 2026-01-20 | 30          |
`);

describe("figures of a person's own tables, counted by hand", () => {
  const balances: [customer: string | number | null, asOf: string, expected: unknown][] = [
    [null, "2025-12-31", 599.99 + 0.1], // INV-1 0.10, INV-3 99.99, INV-4 500
    ["acme", "2025-11-09", 0],
    ["acme", "2025-11-10", 1000.1],
    ["acme", "2025-12-20", 0.1],
    ["acme", "2026-01-31", 220.35], // 0.10 + 250.25 − 30 on account
    ["ACME ", "2026-02-01", 170.35], // 50 paid on 0.10: the rest is on account
    ["bluebell", "2026-01-31", 79.99],
    ["00417", "2026-01-31", 300],
    [417, "2026-01-31", 75],
    ["417", "2026-01-30", 0],
    ["0417", "2026-01-31", "#N/A There is no customer 0417"],
    ["", "2026-01-31", ""],
    [0, "2026-01-31", ""],
  ];
  it.each(balances)("balance of %p as of %s is %p", (customer, asOf, expected) => {
    expect(cell(call("BALANCE", [customer === null ? null : [[customer]], [[day(asOf)]], null, INVOICES, PAYMENTS, null]))).toEqual(expected);
  });

  it("ages everything, ties to the balance and keeps leading zeros", () => {
    expect(grid(call("AGING", [null, [[day("2026-01-31")]], null, null, INVOICES, PAYMENTS, null]))).toEqual([
      ["As of 2026-01-31 · due date", "Current", "1-30 days", "31-60 days", "61-90 days", "91+ days", "Unapplied", "Total"],
      ["00417", 0, 0, 0, 0, 300, 0, 300],
      [417, 75, 0, 0, 0, 0, 0, 75],
      ["Acme", 250.25, 0, 0.1, 0, 0, -30, 220.35],
      ["Bluebell", 0, 0, 99.99, 0, 0, -20, 79.99],
      ["Total", 325.25, 0, 100.09, 0, 300, -50, 675.34],
    ]);
  });

  it("gives the same figures where blank cells come as 0, as from Excel on PC and Mac", () => {
    const zeros = (rows: readonly (readonly unknown[])[]): unknown[][] => [["Our invoices", 0, 0, 0, 0], [0, 0, 0, 0, 0], ...rows, [0, 0, 0, 0, 0]].map((row) => row.map((value) => (value === "" || value === null ? 0 : value)));
    for (const [name, args] of [["AGING", [null, [[day("2026-01-31")]], null, null]], ["NEXTDUE", [[["Acme"]], [[day("2025-12-01")]], null, null]]] as const)
      expect(grid(call(name, [...args, zeros(INVOICES), zeros(PAYMENTS), null]))).toEqual(grid(call(name, [...args, INVOICES, PAYMENTS, null])));
  });

  it("ages by invoice date, with other bounds, without headers and totals", () => {
    expect(grid(call("AGING", [[["Acme"], [""], ["Nobody"]], [["2026-01-31"]], [[26, 60]], "invoice date", INVOICES, PAYMENTS, "no headers, No Totals"]))).toEqual([
      ["Acme", 0, 250.25, 0, 0.1, -30, 220.35],
      ["Nobody", ...new Array<string>(6).fill("#N/A There is no customer Nobody")],
    ]);
  });

  const nexts: [customer: string | null, asOf: string, upcoming: boolean | null, ifNone: unknown, expected: unknown][] = [
    ["Acme", "2025-12-01", null, null, day("2025-12-10")],
    ["Acme", "2026-01-31", true, null, day("2026-02-04")],
    [null, "2026-01-31", null, null, day("2025-10-31")],
    ["Acme", "2025-11-01", null, "-", "-"],
    ["Acme", "2025-11-01", null, null, "#N/A Nothing is open for Acme as of 2025-11-01"],
  ];
  it.each(nexts)("next due of %p as of %s, upcoming %p", (customer, asOf, upcoming, ifNone, expected) => {
    expect(cell(call("NEXTDUE", [customer === null ? null : [[customer]], [[day(asOf)]], upcoming, ifNone, INVOICES, PAYMENTS, null]))).toEqual(expected);
  });

  it("answers a range in its shape, an error only in its own cell", () => {
    expect(grid(call("BALANCE", [[["Acme", "00417"], ["", "Nobody"]], [[day("2026-01-31")]], null, INVOICES, PAYMENTS, null]))).toEqual([
      [220.35, 300],
      ["", "#N/A There is no customer Nobody"],
    ]);
  });

  it("counts what is overdue, open and listed", () => {
    const asOf = [[day("2026-01-31")]];
    expect(cell(call("OVERDUE", [null, asOf, null, null, null, INVOICES, PAYMENTS, null]))).toBe(400.09);
    expect(cell(call("OVERDUE", [null, asOf, null, null, null, INVOICES, PAYMENTS, "due today is late"]))).toBe(475.09);
    expect(cell(call("OVERDUE", [null, asOf, 1, null, null, INVOICES, PAYMENTS, "due today is late"]))).toBe(400.09);
    expect(cell(call("OVERDUE", [null, asOf, null, 0, null, INVOICES, PAYMENTS, "due today is late"]))).toBe(75);
    expect(cell(call("OVERDUE", [null, asOf, 31, 60, null, INVOICES, PAYMENTS, null]))).toBe(100.09);
    expect(grid(call("OPEN", [[["inv-1", "CN-1", "X"]], asOf, INVOICES, PAYMENTS, null]))).toEqual([[0.1, -20, "#N/A There is no document X"]]);
    expect(grid(call("OPENITEMS", [[["Acme"]], asOf, INVOICES, PAYMENTS, null]))).toEqual([
      ["Document", "Date", "Due", "Days late", "Amount", "Open", "Disputed"],
      ["INV-1", day("2025-11-10"), day("2025-12-10"), 52, 1000.1, 0.1, 0],
      ["Payment, row 4", day("2026-01-20"), "", "", -30, -30, 0],
      ["INV-2", day("2026-01-05"), day("2026-02-04"), 0, 250.25, 250.25, 0],
    ]);
  });
});

describe("headers that people have", () => {
  const headerSets: [invoices: string, payments: string][] = [
    ["Invoice | Customer | Date | Due | Amount", "Invoice | Date | Amount"],
    ["Invoice No. | Customer ID | Invoice date | Due date | Total", "Invoice No. | Payment date | Payment amount"],
    ["*InvoiceNumber | *ContactName | *InvoiceDate | *DueDate | Total", "InvoiceNumber | PaidDate | AmountPaid"],
    ["Doc | Account | Issued | Payment due | Gross", "Doc | Paid on | Paid"],
    ["inv_no | client_name | issue_date | pay_by | amount_incl_vat", "applied_to | received_on | received"],
    ["Number | Bill To | Date Issued | Pay by | Amount (EUR)", "Ref | Received | Amount"],
    ["Document Number | Debtor | Doc. Date | Net due date | Invoice amount", "For invoice | Bank date | Sum"],
    ["Bill No | Company | Billing Date | Maturity date | Grand Total", "Bill no | Value Date | Cash received"],
    ["INVOICE ID | CUSTOMER NAME | INVOICED ON | DUE ON | INVOICE TOTAL", "INVOICE ID | DATE RECEIVED | TOTAL PAID"],
    ["DocNum | CardCode | DocDate | DocDueDate | DocTotal", "DocNum | Deposit date | Deposit amount"],
    ["Bill # | Bill To Customer | Bill Date | Bill Due | Bill Amount", "Bill # | Rcvd | Amt"],
    ["Rechnungsnr. | Kunde | Rechnungsdatum | Fällig am | Bruttobetrag", "Rechnungsnr. | Datum | Betrag"],
    ["Sales Invoice | Customer | Posting Date | Due Date | $ Amount", "Against invoice | Date | Credit"],
    ["InvoiceNum | CustomerName | InvDate | DueDt | GrossAmount", "InvNum | PmtDate | PmtAmount"],
  ];
  it.each(headerSets)("%s / %s", (invoiceHeaders, paymentHeaders) => {
    const invoices = table(`${invoiceHeaders}\nA-1 | Acme | 2026-01-02 | 2026-01-20 | 100.10\nA-2 | Beta | 2026-01-03 | 2026-02-20 | 50`);
    const payments = table(`${paymentHeaders}\nA-1 | 2026-01-25 | 40.05`);
    expect(grid(call("AGING", [null, [[day("2026-01-31")]], null, null, invoices, payments, "no headers"]))).toEqual([
      ["Acme", 0, 60.05, 0, 0, 0, 0, 60.05],
      ["Beta", 50, 0, 0, 0, 0, 0, 50],
      ["Total", 50, 60.05, 0, 0, 0, 0, 110.05],
    ]);
  });

  const extras: [what: string, invoices: string, expected: number][] = [
    ["tax beside the total", "Invoice | Customer | Date | Net | VAT | Total\n1 | A | 2026-01-02 | 100 | 20 | 120", 120],
    ["a balance and a status are not believed", "Invoice | Customer | Date | Amount | Balance | Status\n1 | A | 2026-01-02 | 120 | 5 | Part paid", 120],
    ["an e-mail, a PO and a note", "Invoice | Customer | Customer email | PO number | Date | Amount | Note\n1 | A | a@x.org | 7 | 2026-01-02 | 120 | hi", 120],
    ["an id and a name", "Invoice | Customer ID | Customer name | Date | Amount\n1 | A | Alpha Ltd | 2026-01-02 | 120", 120],
    ["a title above, blank rows between", "My invoices | | |\n | | | \nInvoice | Customer | Date | Amount\n | | | \n1 | A | 2026-01-02 | 120", 120],
  ];
  it.each(extras)("%s", (_what, text, expected) => {
    const payments = table("Invoice | Date | Amount\n1 | 2026-06-01 | 1");
    expect(cell(call("BALANCE", [[["A"]], [[day("2026-01-31")]], null, table(text), payments, null]))).toBe(expected);
  });

  it("finds a customer by unique name beside the id", () => {
    const invoices = table("Invoice | Customer ID | Customer name | Date | Amount\n1 | C7 | Alpha Ltd | 2026-01-02 | 120");
    expect(cell(call("BALANCE", [[["alpha ltd"]], null, null, invoices, null, null]))).toBe(120);
  });

  const refused: [what: string, invoices: string, options: string | null, expected: string][] = [
    ["no customer", "Invoice | Date | Amount\n1 | 2026-01-02 | 5", null, '#VALUE! The invoices have no column for the customer: add the header "Customer"'],
    ["two amounts", "Invoice | Customer | Date | Amount | Value\n1 | A | 2026-01-02 | 5 | 6", null, '#VALUE! In the invoices, "Amount" and "Value" cannot be told apart: name the column in options, such as "amount=Amount"'],
    ["only net", "Invoice | Customer | Date | Net | VAT\n1 | A | 2026-01-02 | 5 | 6", null, "#VALUE! The invoices have no column for the amount"],
    ["amounts in cents", "Invoice | Customer | Date | total_cents\n1 | A | 2026-01-02 | 500", null, "#VALUE! The invoices have no column for the amount"],
    ["a wrong column name", "Invoice | Customer | Date | Amount\n1 | A | 2026-01-02 | 5", "amount=Grosss", '#VALUE! The option "amount=Grosss" names a column that the tables do not have'],
    ["an unknown option", "Invoice | Customer | Date | Amount\n1 | A | 2026-01-02 | 5", "no total", '#VALUE! The option "no total" is not known. Options are: items,'],
  ];
  it.each(refused)("refuses %s", (_what, text, options, expected) => {
    expect(cell(call("BALANCE", [null, null, null, table(text), null, options]))).toContain(expected);
  });

  it("takes the column that the person names", () => {
    const invoices = table("Invoice | Customer | Date | Amount | Value\n1 | A | 2026-01-02 | 5 | 6");
    expect(cell(call("BALANCE", [null, null, null, invoices, null, "amount = Value"]))).toBe(6);
  });
});

describe("bad rows", () => {
  const HEAD = "Invoice | Customer | Date | Due | Amount";
  const GOOD = "A-1 | Acme | 2026-01-02 | 2026-01-20 | 100";
  const cases: [row: string, expected: string][] = [
    ["A-2 | Acme | 2026-01-02 | 2026-01-20 | '100.00", '#VALUE! Row 2, Amount is text ("100.00"). In the invoices: type the amount as a number'],
    ["A-2 | Acme | 2026-01-02 | 2026-01-20 | ", "#VALUE! Row 2, Amount is empty"],
    ["A-2 | Acme | '02.01.2026 | 2026-01-20 | 5", '#VALUE! Row 2, Date is text ("02.01.2026"). In the invoices: enter a real date'],
    ["A-2 | Acme | 2026-01-02 | 250.25 | 5", "#VALUE! Row 2, Due is 250.25, which is no date of an invoice or payment"],
    ["A-2 | Acme | 2026-01-02 | 30000 | 5", "#VALUE! Row 2, Due is more than ten years from Date"],
    ["A-2 | Acme | 2026-01-02 | soon | 5", '#VALUE! Row 2, Due is text ("soon")'],
    ["A-2 | Acme | 2026-01-02 | 2026-01-20 | 1.005", "#VALUE! Row 2, Amount is 1.005, finer than 2 decimals"],
    [" |  |  |  | 100", "#VALUE! Row 2, has no Invoice and no Customer: it looks like a total row"],
    [" | Total |  |  | 100", "#VALUE! Row 2, has no Invoice and no Customer: it looks like a total row"],
    [" | Acme | 2026-01-02 | 2026-01-20 | 100", "#VALUE! Row 2, Invoice is empty"],
    ["a-1 | Acme | 2026-01-02 | 2026-01-20 | 100", "#VALUE! Row 2, Invoice a-1 is already in row 1"],
  ];
  it.each(cases)("%s", (row, expected) => {
    const invoices = table(`${HEAD}\n${GOOD}\n${row}`);
    expect(cell(call("BALANCE", [null, null, null, invoices, null, null]))).toContain(expected);
    expect(cell(call("BALANCE", [null, null, null, invoices, null, "skip bad rows"]))).toBe(100);
    expect(grid(call("AGING", [null, null, null, null, invoices, null, "skip bad rows, no headers"])).at(-1)?.[0]).toBe("Not counted: 1 row");
  });

  it("counts further bad rows and names error cells", () => {
    const invoices = [...table(`${HEAD}\n${GOOD}`), ["A-2", "Acme", day("2026-01-02"), day("2026-01-20"), { code: "#REF!" }], ["A-3", "Acme", "x", "y", 5]];
    expect(cell(call("BALANCE", [null, null, null, invoices, null, null]))).toContain("#VALUE! Row 2, Amount holds the error #REF!; 1 more. In the invoices:");
  });

  const payments: [row: string, expected: string][] = [
    ["A-9 |  | 2026-01-25 | 5", "Row 1, Invoice A-9 is not among the invoices"],
    [" |  | 2026-01-25 | 5", "Row 1, has no Invoice and no Customer"],
    ["A-1 | Beta | 2026-01-25 | 5", "Row 1, Customer is Beta, but invoice A-1 is of Acme"],
  ];
  it.each(payments)("payment %s", (row, expected) => {
    const invoices = table(`${HEAD}\n${GOOD}\nB-1 | Beta | 2026-01-02 | 2026-01-20 | 1`);
    expect(cell(call("BALANCE", [null, null, null, invoices, table(`Invoice | Customer | Date | Amount\n${row}`), null]))).toContain(expected);
  });

  it("rounds rows when asked and says what moved", () => {
    const invoices = table(`${HEAD}\nA-1 | Acme | 2026-01-02 | 2026-01-20 | 1.005`);
    expect(grid(call("AGING", [null, null, null, null, invoices, null, "round rows, no headers, no totals"]))).toEqual([
      ["Acme", 0, 1.01, 0, 0, 0, 0, 1.01],
      ["Rounded: 1 row, which moved the sum by 0.005", "", "", "", "", "", "", ""],
    ]);
  });
});

describe("what invoices say of payments themselves", () => {
  const cases: [what: string, invoices: string, asOf: string | null, expected: unknown][] = [
    ["a balance today", "Invoice | Customer | Date | Amount | Balance\n1 | A | 2026-01-02 | 100 | 40", null, 40],
    ["a balance on another day", "Invoice | Customer | Date | Amount | Balance\n1 | A | 2026-01-02 | 100 | 40", "2026-01-31", "#VALUE! The column Balance says what is paid but not when"],
    ["nothing paid on another day", "Invoice | Customer | Date | Amount | Paid\n1 | A | 2026-01-02 | 100 | 0", "2026-01-31", 100],
    ["a paid amount today", "Invoice | Customer | Date | Amount | Paid\n1 | A | 2026-01-02 | 100 | 60", null, 40],
    ["a date paid", "Invoice | Customer | Date | Amount | Date paid\n1 | A | 2026-01-02 | 100 | 2026-01-20", "2026-01-19", 100],
    ["a date paid, after it", "Invoice | Customer | Date | Amount | Date paid\n1 | A | 2026-01-02 | 100 | 2026-01-20", "2026-01-20", 0],
    ["an amount and a date paid", "Invoice | Customer | Date | Amount | Paid | Paid on\n1 | A | 2026-01-02 | 100 | 60 | 2026-01-20", "2026-01-31", 40],
    ["a status today", "Invoice | Customer | Date | Amount | Status\n1 | A | 2026-01-02 | 100 | Paid\n2 | A | 2026-01-02 | 7 | Open", null, 7],
    ["a void row", "Invoice | Customer | Date | Amount | Status\n1 | A | 2026-01-02 | 100 | Void", null, '#VALUE! Row 1, the status is "Void" but the row has an amount'],
    ["a credit note without a minus", "Invoice | Customer | Date | Amount | Type\n1 | A | 2026-01-02 | 100 | Credit note", null, '#VALUE! Row 1, the type is "Credit note" but the amount is above zero'],
  ];
  it.each(cases)("%s", (_what, text, asOf, expected) => {
    const result = cell(call("BALANCE", [null, asOf === null ? null : [[day(asOf)]], null, table(text), null, null]));
    if (typeof expected === "string") expect(result).toContain(expected);
    else expect(result).toBe(expected);
  });
});

describe("terms instead of due dates", () => {
  const cases: [header: string, terms: string, expected: unknown][] = [
    ["Terms", "net 30", day("2026-03-02")],
    ["Payment terms", "2/10 n/30", day("2026-03-02")],
    ["Net days", "45", day("2026-03-17")],
    ["payment_terms", "Due on receipt", day("2026-01-31")],
    ["Terms", "EOM+10", day("2026-02-10")],
    ["Terms", "15 MFI", day("2026-02-15")],
    ["Terms", "'14 days", day("2026-02-14")],
    ["Terms", "whenever", '#VALUE! Row 1, Terms is text ("whenever"), which is no payment term. In the invoices: write a number of days, or terms such as "net 30"'],
    ["Terms", "50%@0, balance@30", "#VALUE! Row 1, Terms is text"],
    ["Terms", "7.5", "#VALUE! Row 1, Terms is 7.5, which is no payment term"],
    ["Terms", "", "#VALUE! Row 1, Terms is empty. In the invoices: fill it (0 when due at once)"],
    ["Remarks", "net 30", day("2026-01-31")],
  ];
  it.each(cases)("%s: %s", (header, terms, expected) => {
    const invoices = table(`Invoice | Customer | Date | ${header} | Amount\n1 | A | 2026-01-31 | ${terms} | 5`);
    const got = cell(call("NEXTDUE", [null, null, null, null, invoices, null, null]));
    if (typeof expected === "string") expect(got).toContain(expected);
    else expect(got).toBe(expected);
  });

  it("stand in for a due date that is empty; without them the row is refused", () => {
    const asOf = [[day("2026-02-15")]];
    const both = table("Invoice | Customer | Date | Due | Terms | Amount\n1 | A | 2026-01-31 |  | 10 | 5\n2 | A | 2026-01-31 | 2026-02-05 | 90 | 7\n3 | A | 2026-02-01 | | | -1");
    expect(cell(call("OVERDUE", [null, asOf, 5, 5, null, both, null, null]))).toBe(5);
    expect(cell(call("OVERDUE", [null, asOf, 10, 10, null, both, null, null]))).toBe(7);
    const none = table("Invoice | Customer | Date | Due | Amount\n1 | A | 2026-01-31 |  | 5");
    expect(cell(call("BALANCE", [null, null, null, none, null, null]))).toContain("#VALUE! Row 1, Due is empty. In the invoices: fill it, or rename the column");
  });
});

describe("cash discount taken in payments", () => {
  const INVOICES_OF_DISCOUNT = table("Invoice | Customer | Date | Amount\n1 | A | 2026-01-02 | 100\n2 | A | 2026-01-02 | 10");
  const cases: [headers: string, row: string, options: string | null, expected: unknown][] = [
    ["Invoice | Date | Amount | Discount", "1 | 2026-01-10 | 98 | 2", null, 10],
    ["Invoice | Date | Amount | Cash discount taken", "1 | 2026-01-10 | 98 | 2", null, 10],
    ["Invoice | Date | Amount | Discount", "1 | 2026-01-10 | 98 | ", null, 12],
    ["Invoice | Date | Amount | Discount", "1 | 2026-01-10 | 0 | 2", null, 108],
    ["Invoice | Date | Amount | Discount", "1 | 2026-01-10 | 100 | 2", null, 8],
    ["Invoice | Date | Amount | Discount %", "1 | 2026-01-10 | 98 | 2", null, 12],
    ["Invoice | Date | Amount | Discount", "1 | 2026-01-10 | 98 | -2", null, "#VALUE! Row 1, Discount and Amount have different signs"],
    ["Invoice | Date | Amount | Discount", "1 | 2026-01-10 | 98 | 2%", null, '#VALUE! Row 1, Discount is text ("2%")'],
    ["Invoice | Customer | Date | Amount | Discount", " | A | 2026-01-10 | 98 | 2", null, "#VALUE! Row 1, Discount is taken without an invoice"],
    ["Invoice | Date | Gross amount | Discount | Net received", "1 | 2026-01-10 | 100 | 2 | 98", null, "#VALUE! In the payments, it cannot be told whether Gross amount already holds Discount"],
    ["Invoice | Date | Gross amount | Discount | Net received", "1 | 2026-01-10 | 100 | 2 | 98", "discount=none", 10],
    ["Invoice | Date | Gross amount | Discount | Net received", "1 | 2026-01-10 | 90 | 2 | 98", "discount=Discount", 18],
  ];
  it.each(cases)("%s: %s, options %p", (headers, row, options, expected) => {
    const got = cell(call("BALANCE", [null, [[day("2026-01-31")]], null, INVOICES_OF_DISCOUNT, table(`${headers}\n${row}`), options]));
    if (typeof expected === "string") expect(got).toContain(expected);
    else expect(got).toBe(expected);
  });

  it("counts from the payment's day", () => {
    const payments = table("Invoice | Date | Amount | Discount\n1 | 2026-01-10 | 98 | 2");
    expect(grid(call("OPEN", [[[1]], [[day("2026-01-09")]], INVOICES_OF_DISCOUNT, payments, null]))).toEqual([[100]]);
    expect(grid(call("OPEN", [[[1]], [[day("2026-01-10")]], INVOICES_OF_DISCOUNT, payments, null]))).toEqual([[0]]);
  });
});

describe("currencies", () => {
  const invoices = table("Invoice | Customer | Date | Currency | Amount\n1 | A | 2026-01-02 | EUR | 100\n2 | A | 2026-01-02 | JPY | 5000\n3 | B | 2026-01-02 | EUR | 1.5");
  const payments = table("Invoice | Date | Amount\n2 | 2026-01-09 | 1000");
  it("never adds two currencies", () => {
    expect(cell(call("BALANCE", [[["A"]], null, null, invoices, payments, null]))).toContain("#VALUE! There are several currencies (EUR, JPY)");
    expect(cell(call("BALANCE", [[["A"]], null, "jpy", invoices, payments, null]))).toBe(4000);
    expect(cell(call("BALANCE", [[["B"]], null, null, invoices, payments, null]))).toBe(1.5);
    expect(grid(call("AGING", [null, null, [["30"]], null, invoices, payments, null]))).toEqual([
      ["As of 2026-02-03 · due date", "Currency", "Current", "1-30 days", "31+ days", "Unapplied", "Total"],
      ["A", "EUR", 0, 0, 100, 0, 100],
      ["A", "JPY", 0, 0, 4000, 0, 4000],
      ["B", "EUR", 0, 0, 1.5, 0, 1.5],
      ["Total", "EUR", 0, 0, 101.5, 0, 101.5],
      ["Total", "JPY", 0, 0, 4000, 0, 4000],
    ]);
  });
});

describe("arguments", () => {
  const cases: [name: string, args: readonly unknown[], expected: string][] = [
    ["BALANCE", [null, [[""]], null, INVOICES, PAYMENTS], "#VALUE! The as-of cell is empty"],
    ["BALANCE", [null, [[0]], null, INVOICES, PAYMENTS], "#VALUE! The as-of cell is empty"],
    ["BALANCE", [null, [["31.01.2026"]], null, INVOICES, PAYMENTS], '#VALUE! The as-of date "31.01.2026" is no date'],
    ["BALANCE", [null, null, "EURO", INVOICES, PAYMENTS], '#VALUE! The currency "EURO" is no currency code'],
    ["BALANCE", [null, null, null, null, PAYMENTS], "#VALUE! Payments are given without invoices"],
    ["BALANCE", [null, null, null, null, null], "#VALUE! No ledger"],
    ["AGING", [null, null, [["60,30"]], null, INVOICES], '#VALUE! The bucket limits must be whole days that rise'],
    ["AGING", [null, null, null, "ship date", INVOICES], '#VALUE! The basis must be "due date" or "invoice date"'],
    ["AGING", [[[""]], null, null, null, INVOICES], ""],
    ["BALANCE", [null, null, null, INVOICES, PAYMENTS, "items"], '#VALUE! The option "items" is not known to this function. Options are: no headers, no totals, skip bad rows, round rows, add rows; or a column'],
    ["NEXTDUE", [null, null, null, null, INVOICES, PAYMENTS, "no totals, Disputed"], '#VALUE! The option "Disputed" is not known to this function'],
    ["AGING", [null, null, null, null, INVOICES, PAYMENTS, "disputes"], '#VALUE! The option "disputes" is not known. Options are: items, no headers, no totals, age credits, disputed, due today is late, skip bad rows, round rows, add rows; or a column'],
    ["AGING", [[["Nobody"]], null, null, null, INVOICES], "#N/A There is no customer Nobody"],
  ];
  it.each(cases)("%s %#", (name, args, expected) => {
    const result = cell(call(name, args));
    if (expected === "") expect(result).toBe("");
    else expect(result).toContain(expected);
  });
});
