import type { LintCode } from "../../src/core/lint/lintBook";
import { type BookMaker, cents, TODAY_SERIAL } from "./lintWorkbookMaker";

/**
 * How to plant each error: into a row that no other plant uses, so that each cell is expected for one reason. Answers false
 * where the layout has no such column. Rules that need a judgement (near, odd, perhaps) are `fuzzy`.
 */
export interface Plant {
  readonly code: LintCode;
  readonly isFuzzy: boolean;
  readonly plant: (book: BookMaker, used: UsedRows) => boolean;
}

/** Takes rows that nothing else touches. Invoices of the second half have no lines; those of odd places have no payment. */
export class UsedRows {
  private readonly taken = new Set<Row>();
  constructor(private readonly book: BookMaker) {}

  invoice(): Row {
    const paid = new Set(this.book.rows.payments.map(({ values }) => values["invoice"]));
    return this.row("invoices", (index) => index > this.book.invoiceCount / 2 && index < this.book.invoiceCount - 8 && !paid.has(this.book.rows.invoices[index]?.values["number"] ?? ""));
  }

  /** An invoice with lines and a payment. */
  billed(): Row {
    return this.row("invoices", (index) => index < this.book.invoiceCount / 2 - 8 && index % 2 === 0);
  }

  line(): Row {
    return this.row("lines", (index) => index > 10);
  }

  payment(): Row {
    return this.row("payments", (index) => index > 5);
  }

  customer(): Row {
    return this.row("customers", () => true);
  }

  private row(table: "invoices" | "lines" | "payments" | "customers", fits: (index: number) => boolean): Row {
    for (let tries = 0; tries < 5_000; tries += 1) {
      const rows = this.book.rows[table];
      const index = this.book.below(rows.length);
      // Neighbours stay free too: a hole is told at the next row.
      const near = rows.slice(Math.max(0, index - 1), index + 2);
      const row = rows[index];
      if (row === undefined || !fits(index) || near.some((each) => this.taken.has(each))) continue;
      for (const each of near) this.taken.add(each);
      return row;
    }
    throw new Error(`No row left in ${table}`);
  }
}

type Row = BookMaker["rows"]["invoices"][number];

const plant = (code: LintCode, isFuzzy: boolean, how: Plant["plant"]): Plant => ({ code, isFuzzy, plant: how });

/** A changed line changes what its invoice adds up to: the invoice is told as well, where both tables say it. */
function alsoTheInvoice(book: BookMaker, line: Row): void {
  const invoice = book.rows.invoices.find((row) => row.values["number"] === line.values["number"]);
  if (invoice !== undefined && book.has("invoices", "net")) book.expect("documentNotLines", "invoices", invoice, "net");
}

export const PLANTS: readonly Plant[] = [
  plant("numberTwice", false, (book, used) => {
    const row = used.invoice();
    const copy = book.add("invoices", { ...row.values, date: Number(row.values["date"]) + 1, due: Number(row.values["due"]) + 1, paidOn: "" });
    book.expect("numberTwice", "invoices", copy, "number");
    return true;
  }),
  plant("nearDuplicateNumber", true, (book, used) => {
    const row = used.invoice();
    const number = String(row.values["number"]);
    const respelled = book.pick([number.toLowerCase(), number.replace(/[-/]/gu, " "), number.replace(/(?<=[-/])0+/u, ""), number.replaceAll("0", "O"), /^\d+$/u.test(number) ? `0${number}` : number].filter((each) => each !== number));
    const copy = book.add("invoices", { ...row.values, number: respelled, paidOn: "" });
    book.expect("nearDuplicateNumber", "invoices", copy, "number");
    return true;
  }),
  plant("numberHole", false, (book, used) => {
    const row = used.invoice();
    const index = book.rows.invoices.indexOf(row);
    const next = book.rows.invoices[index + 1];
    if (next === undefined) return false;
    book.rows.invoices.splice(index, 1);
    book.expect("numberHole", "invoices", next, "number");
    return true;
  }),
  plant("rowTotalNotSum", false, (book, used) => {
    if (!book.isTyped("invoices", "total")) return false;
    const row = used.invoice();
    row.values["total"] = cents(Number(row.values["total"]) + book.pick([0.01, -0.01, 9, 90]));
    book.expect("rowTotalNotSum", "invoices", row, "total");
    return true;
  }),
  plant("lineNotProduct", false, (book, used) => {
    if (!book.isTyped("lines", "amount")) return false;
    const row = used.line();
    row.values["amount"] = cents(Number(row.values["amount"]) + book.pick([0.01, -0.02, 10]));
    book.expect("lineNotProduct", "lines", row, "amount");
    alsoTheInvoice(book, row);
    return true;
  }),
  plant("documentNotLines", false, (book, used) => {
    const row = used.billed();
    const change = book.pick([0.01, 1, 100]);
    row.values["net"] = cents(Number(row.values["net"]) + change);
    row.values["total"] = cents(Number(row.values["total"]) + change);
    book.expect("documentNotLines", "invoices", row, "net");
    return true;
  }),
  plant("totalNotSum", false, (book) => {
    if (book.style.invoices.total !== "typed") return false;
    const off = book.pick([0.01, -5, 1_000]);
    book.totals.set("invoices total", ({ sum }) => ({ value: cents(sum + off), formula: null }));
    book.expectTotal("totalNotSum", "invoices", "total");
    return true;
  }),
  plant("sumMissesRows", false, (book) => {
    const table = (["payments", "invoices", "lines"] as const).find((each) => book.style[each].total === "sum");
    if (table === undefined) return false;
    const field = table === "invoices" ? "net" : "amount";
    const cut = book.pick([[0, 1], [2, 0]] as const);
    book.totals.set(`${table} ${field}`, ({ first, last, letter, sum }) => ({ value: sum, formula: `=SUM(${letter}${first + cut[0]}:${letter}$${last - cut[1]})` }));
    book.expectTotal("sumMissesRows", table, field);
    return true;
  }),
  plant("hiddenRowsInTotal", false, (book, used) => {
    if (book.style.lines.total === "none") return false;
    used.line().hidden = true;
    book.expectTotal("hiddenRowsInTotal", "lines", "amount");
    return true;
  }),
  plant("mixedCurrenciesInTotal", false, (book, used) => {
    if (!book.has("payments", "currency") || book.style.payments.total === "none") return false;
    used.payment().values["currency"] = "USD";
    book.expectTotal("mixedCurrenciesInTotal", "payments", "amount");
    return true;
  }),
  plant("taxRateChanged", true, (book, used) => {
    const row = used.line();
    row.values["taxRate"] = book.pick([7, 19, 25]);
    book.expect("taxRateChanged", "lines", row, "taxRate");
    return true;
  }),
  plant("dueBeforeDate", false, (book, used) => {
    if (!book.isTyped("invoices", "due")) return false;
    const row = used.invoice();
    row.values["due"] = Number(row.values["date"]) - 1 - book.below(300);
    book.expect("dueBeforeDate", "invoices", row, "due");
    return true;
  }),
  plant("dateAsText", false, (book, used) => {
    const row = used.invoice();
    row.values["date"] = book.pick(["2026-03-04", "04.03.2026", "3/4/26", "4 Mar 2026", "March 4, 2026", "20260304"]);
    book.expect("dateAsText", "invoices", row, "date");
    return true;
  }),
  plant("dateImpossible", false, (book, used) => {
    const row = used.payment();
    row.values["date"] = book.pick(["29.02.2026", "2026-02-30", "31/04/2026", "29 Feb 2026", "2026-13-01", "0/1/2026"]);
    book.expect("dateImpossible", "payments", row, "date");
    return true;
  }),
  plant("dateFarOff", true, (book, used) => {
    const row = used.line();
    row.values["date"] = Number(row.values["date"]) + book.pick([-36_525, 13_149, 73_050]);
    book.expect("dateFarOff", "lines", row, "date");
    return true;
  }),
  plant("numberAsText", false, (book, used) => {
    const row = used.payment();
    row.values["amount"] = book.pick([`${String(row.values["amount"])}`, `${String(row.values["amount"])} EUR`, "1.234,56", " 120.00"]);
    book.expect("numberAsText", "payments", row, "amount");
    return true;
  }),
  plant("amountSubMinorUnit", false, (book, used) => {
    const row = used.payment();
    row.values["amount"] = Number(row.values["amount"]) - book.pick([0.004, 0.0001, 0.0055]);
    book.expect("amountSubMinorUnit", "payments", row, "amount");
    return true;
  }),
  plant("errorInFact", false, (book, used) => {
    const row = used.line();
    row.values["taxRate"] = { error: book.pick(["#N/A", "#REF!", "#VALUE!"]) };
    book.expect("errorInFact", "lines", row, "taxRate");
    return true;
  }),
  plant("priceOffList", false, (book, used) => {
    const row = used.line();
    row.values["unitPrice"] = Number(row.values["unitPrice"]) + book.pick([-0.5, 5, 100]);
    book.expect("priceOffList", "lines", row, "unitPrice");
    const amount = cents(Number(row.values["quantity"]) * Number(row.values["unitPrice"]) * (1 - Number(row.values["discountPercent"]) / 100));
    row.values["amount"] = amount;
    alsoTheInvoice(book, row);
    return true;
  }),
  plant("futurePayment", false, (book, used) => {
    const row = used.payment();
    row.values["date"] = TODAY_SERIAL + 1 + book.below(200);
    book.expect("futurePayment", "payments", row, "date");
    return true;
  }),
  plant("customerStranger", false, (book, used) => {
    const row = used.payment();
    row.values["customer"] = book.pick(["ZZZ999", "Umbrella Corp", "HAR999"]);
    row.values["invoice"] = "";
    book.expect("customerStranger", "payments", row, "customer");
    return true;
  }),
  plant("paymentForOthersInvoice", false, (book, used) => {
    const row = used.payment();
    const other = book.rows.invoices.find(({ values }) => values["customer"] !== row.values["customer"]);
    row.values["customer"] = other?.values["customer"] ?? "";
    book.expect("paymentForOthersInvoice", "payments", row, "customer");
    return true;
  }),
  plant("paymentForNoInvoice", false, (book, used) => {
    const row = used.payment();
    row.values["invoice"] = book.number(7_000 + book.below(900));
    book.expect("paymentForNoInvoice", "payments", row, "invoice");
    return true;
  }),
  plant("overpaid", false, (book, used) => {
    const row = used.payment();
    const invoice = book.rows.invoices.find(({ values }) => values["number"] === row.values["invoice"]);
    if (invoice === undefined) return false;
    row.values["amount"] = cents(Number(invoice.values["total"]) + book.pick([0.01, 50]));
    book.expect("overpaid", "payments", row, "amount");
    return true;
  }),
  plant("currencyUnknown", false, (book, used) => {
    if (!book.has("payments", "currency")) return false;
    const row = used.payment();
    row.values["currency"] = book.pick(["EUT", "ERU", "GPB", "euo", "XXX"]);
    book.expect("currencyUnknown", "payments", row, "currency");
    return true;
  }),
  plant("samePaymentTwice", true, (book, used) => {
    const row = used.payment();
    const copy = book.add("payments", { ...row.values, number: `${9_000 + book.rows.payments.length + 1}`, date: Number(row.values["date"]) + book.pick([0, 1, 2]), reference: book.pick([String(row.values["reference"]), ""]) });
    book.expect("samePaymentTwice", "payments", copy, "amount");
    const invoice = book.rows.invoices.find(({ values }) => values["number"] === row.values["invoice"]);
    if (invoice !== undefined && cents(2 * Number(row.values["amount"])) > Number(invoice.values["total"])) book.expect("overpaid", "payments", copy, "amount");
    return true;
  }),
  plant("negativeQuantity", false, (book, used) => {
    const row = used.line();
    row.values["quantity"] = -Number(row.values["quantity"]);
    row.values["amount"] = -Number(row.values["amount"]);
    book.expect("negativeQuantity", "lines", row, "quantity");
    alsoTheInvoice(book, row);
    return true;
  }),
  plant("formulaInFact", false, (book, used) => {
    if (!book.isTyped("invoices", "net")) return false;
    const row = used.invoice();
    row.formulas["net"] = book.pick(["=100*3.5", "='Other'!B4", "=A1*2"]);
    book.expect("formulaInFact", "invoices", row, "net");
    return true;
  }),
  plant("valueInFormulaColumn", false, (book, used) => {
    const [table, field] = (["invoices", "lines"] as const).flatMap((each) => book.style[each].computed.map((name) => [each, name] as const))[0] ?? [];
    if (table === undefined || field === undefined) return false;
    const row = table === "invoices" ? used.invoice() : used.line();
    row.formulas[field] = "";
    book.expect("valueInFormulaColumn", table, row, field);
    return true;
  }),
  plant("strayBlanks", false, (book, used) => {
    const row = used.invoice();
    const customer = String(row.values["customer"]);
    row.values["customer"] = book.pick([`${customer} `, ` ${customer}`, `${customer}\u00a0`]);
    book.expect("strayBlanks", "invoices", row, "customer");
    return true;
  }),
  plant("duplicateCustomerName", true, (book, used) => {
    const name = String(used.customer().values["name"]);
    const respelled = book.pick([name, name.toUpperCase(), name.replace(" Ltd", " Limited"), name.replace(" Ltd", ""), name.replace(" ", "  "), name.replace("a", "а")]);
    const copy = book.add("customers", { customer: `NEW${book.rows.customers.length}`, name: respelled, email: "x@example.com", city: "Leeds", terms: "net 30" });
    book.expect("duplicateCustomerName", "customers", copy, "name");
    if (/ {2}/u.test(respelled)) book.expect("strayBlanks", "customers", copy, "name");
    return true;
  }),
  plant("lookAlikeCustomer", true, (book, used) => {
    // Only where nobody keeps a list of customers.
    if (book.rows.customers.length > 0) return false;
    const row = used.invoice();
    const name = String(row.values["customer"]);
    row.values["customer"] = book.pick([`${name}.`, name.toUpperCase(), `${name.slice(0, 4)}${name.slice(5)}`, `${name} Ltd`, name.replace("a", "а")].filter((each) => each !== name));
    book.expect("lookAlikeCustomer", "invoices", row, "customer");
    return true;
  }),
  plant("dateSystem1904", false, (book) => {
    book.dateSystem = 1904;
    book.planted.push({ code: "dateSystem1904", place: null });
    return true;
  }),
];
