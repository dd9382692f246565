import type { LintField, LintRole } from "../core/lint/lintBook";
import { type FieldSpec, mapColumns, plainHeader } from "./columnMapping";
import { isJournalName, OWN_PREFIX, TABLES } from "./schema";

const field = (name: LintField, required: boolean, ...tiers: readonly (readonly string[])[]): FieldSpec<LintField> => ({ field: name, required, tiers });

const INVOICE_NUMBERS = ["Invoice number", "Invoice no", "Invoice #", "Invoice ID", "Inv no", "Inv number", "Inv #", "Bill number", "Bill no", "Document number", "Document no", "Doc no", "Rechnungsnummer", "Rechnungsnr", "Numéro de facture", "Factuurnummer"];
const CUSTOMERS = [["Customer"], ["Customer ID", "Customer code", "Customer number", "Customer no", "Client ID", "Client code", "Debtor no"], ["Client", "Bill to", "Debtor", "Sold to", "Kunde", "Klant", "Contact name", "Customer name", "Client name", "Account name", "Company", "Account"]];
const CURRENCIES = ["Currency", "Currency code", "CCY", "Curr", "Währung", "Devise"];
const KINDS = ["Kind", "Type", "Document type", "Invoice type", "Transaction type"];
const TAXES = [["Tax", "VAT", "GST", "Tax amount", "VAT amount", "GST amount", "Sales tax", "MwSt", "USt", "TVA", "BTW"], ["Total tax", "Tax total", "Total VAT"]];
const TAX_RATES = ["Tax rate", "VAT rate", "GST rate", "Rate %", "Tax %", "VAT %", "Tax percent", "MwSt %", "USt %"];
const TOTALS = [["Total", "Invoice total", "Total amount", "Gross", "Gross amount", "Grand total", "Amount incl tax", "Total incl VAT", "Total incl tax", "Brutto", "Bruttobetrag", "Total TTC"], ["Amount", "Invoice amount", "Amount billed"]];
const NETS = [["Net", "Net amount", "Subtotal", "Sub total", "Amount excl tax", "Amount excl VAT", "Total excl VAT", "Netto", "Nettobetrag", "Total HT"]];
const ROUNDINGS = ["Rounding", "Payable rounding", "Cash rounding", "Rounding amount", "Rounding difference", "Rundung", "Rundungsdifferenz", "Arrondi"];
const TAX_CODES = ["Tax code", "VAT code", "GST code", "Tax type"];

/** Headers of the tables that are checked, best first, by what the table is about. */
const FIELDS: Readonly<Record<LintRole, readonly FieldSpec<LintField>[]>> = {
  invoices: [
    field("number", true, INVOICE_NUMBERS, ["Number", "Invoice", "No", "#", "Inv", "Rechnung", "Facture"], ["Reference number", "ID"]),
    field("customer", true, ...CUSTOMERS),
    field("date", false, ["Invoice date", "Inv date", "Date of invoice", "Issue date", "Issued", "Issued on", "Bill date", "Document date", "Rechnungsdatum"], ["Date", "Datum"]),
    field("due", false, ["Due", "Due date", "Date due", "Due on", "Payment due", "Pay by", "Fällig", "Fälligkeit", "Échéance", "Vervaldatum"]),
    field("total", true, ...TOTALS), field("net", false, ...NETS), field("tax", false, ...TAXES), field("rounding", false, ROUNDINGS),
    field("taxRate", false, TAX_RATES), field("taxCode", false, TAX_CODES), field("currency", false, CURRENCIES), field("kind", false, KINDS),
    field("paidOn", false, ["Paid on", "Date paid", "Paid date", "Payment date", "Received on"]), field("reference", false, ["Reference", "PO", "PO number", "Your reference"]),
  ],
  lines: [
    field("number", false, INVOICE_NUMBERS, ["Number", "Invoice", "Inv"]),
    field("customer", false, ...CUSTOMERS),
    field("date", false, ["Invoice date", "Date", "Work date", "Service date", "Entry date", "Day", "Datum"]), field("due", false, ["Due", "Due date"]),
    field("supplyDate", false, ["Supply date", "Tax point", "Delivery date"]),
    field("item", true, ["Item", "Item code", "Product code", "SKU", "Inventory item code", "Article"], ["Product", "Service", "Item name", "Description", "Details", "Task"]),
    field("quantity", true, ["Quantity", "Qty", "Item quantity"], ["Hours", "Hrs", "Days", "Units", "Menge", "Pieces"]),
    field("unitPrice", true, ["Unit price", "Price", "Unit amount", "Price per unit"], ["Rate", "Hourly rate", "Day rate", "Item rate", "Unit cost", "Einzelpreis"]),
    field("discountPercent", false, ["Discount %", "Discount percent", "Disc %"]),
    field("amount", false, ["Net", "Net amount", "Line net", "Line amount"], ["Amount", "Item amount", "Line total", "Betrag"], ["Total"]),
    field("tax", false, ...TAXES), field("total", false, ["Gross", "Gross amount", "Total incl VAT", "Total incl tax", "Line gross"], ["Total"]),
    field("taxRate", false, TAX_RATES), field("taxCode", false, TAX_CODES), field("currency", false, CURRENCIES), field("kind", false, KINDS),
  ],
  payments: [
    field("number", false, ["Payment number", "Payment no", "Payment #", "Payment ID", "Receipt number", "Receipt no"], ["Number", "No", "Receipt"]),
    field("customer", true, ...CUSTOMERS, ["Received from", "Paid by", "Payer", "From"]),
    field("date", true, ["Payment date", "Paid on", "Date paid", "Received on", "Date received", "Received", "Date of payment"], ["Date", "Value date", "Bank date", "Datum"]),
    field("amount", true, ["Amount", "Payment amount", "Amount paid", "Amount received", "Paid", "Received amount", "Betrag"], ["Total", "Payment", "Cash"]),
    field("invoice", false, INVOICE_NUMBERS, ["Invoice", "Applied to", "For invoice", "Inv", "Pays"]),
    field("currency", false, CURRENCIES), field("kind", false, KINDS),
    field("reference", false, ["Reference", "Payment reference", "Bank reference", "Remittance", "Ref", "Check no", "Cheque no"]),
  ],
  customers: [
    field("customer", true, ["Customer"], ["Customer ID", "Customer code", "Customer number", "Customer no", "Client ID", "Client code", "Code", "Debtor no"], ["Client", "ID", "Account number"]),
    field("name", true, ["Name", "Customer name", "Client name", "Company", "Company name"], ["Contact name", "Legal name"]),
  ],
  items: [
    field("item", true, ["Item", "Item code", "Product code", "SKU", "Inventory item code", "Article"], ["Product", "Service", "Item name", "Code"]),
    field("unitPrice", true, ["Unit price", "Price", "List price", "Sales price"], ["Rate", "Hourly rate", "Unit amount"]), field("currency", false, CURRENCIES),
  ],
};

/** The ledger's own tables that hold facts of their own; the others repeat them. */
const LEDGER_ROLES: ReadonlyMap<string, LintRole> = new Map([["Invoices", "invoices"], ["InvoiceLines", "lines"], ["Payments", "payments"], ["Customers", "customers"], ["Items", "items"]]);

export interface RecognisedTable {
  readonly role: LintRole;
  readonly columns: ReadonlyMap<LintField, number>;
  readonly isLedger: boolean;
}

/** What a table is about, by its headers and name; null when it is about nothing that is checked. */
export function recogniseTable(name: string, headers: readonly string[]): RecognisedTable | null {
  if (isJournalName(name)) return null;
  const ledgerName = name.startsWith(OWN_PREFIX) ? name.slice(OWN_PREFIX.length) : name;
  const spec = TABLES.find((table) => table.name === ledgerName);
  // Ours when it has our headers, older books all but the optional ones; a person's table of the same name is the person's.
  if (spec?.columns.every(({ header, optional }) => optional === true || headers.includes(header)) === true) {
    const role = LEDGER_ROLES.get(ledgerName);
    return role === undefined ? null : { role, columns: mapColumns(headers, FIELDS[role]).columns, isLedger: true };
  }
  const role = ROLE_ORDER.find((each) => isAbout(each, headers, name));
  return role === undefined ? null : { role, columns: columnsFor(role, headers), isLedger: false };
}

/** The most telling headers first: a table with quantities is of lines, one that names payments of payments. */
const ROLE_ORDER: readonly LintRole[] = ["lines", "payments", "invoices", "items", "customers"];

function isAbout(role: LintRole, headers: readonly string[], name: string): boolean {
  const { missing, ambiguous } = mapColumns(headers, FIELDS[role]);
  const required = FIELDS[role].filter((spec) => spec.required).map((spec) => spec.field);
  if (missing.length > 0 || ambiguous.some((each) => required.includes(each.field))) return false;
  if (role === "customers") return headers.some((header) => CONTACT_HEADERS.has(plainHeader(header)));
  return role !== "payments" || arePayments(headers, name);
}

/** A list of customers says how to reach or bill them; what has an id and a name only may be a report. */
const CONTACT_HEADERS: ReadonlySet<string> = new Set(["Email", "E-mail", "Phone", "Telephone", "Address", "Street", "City", "Country", "Postal code", "Zip", "Postcode", "Tax ID", "VAT number", "VAT ID", "Terms", "Payment terms", "Currency", "Contact"].map(plainHeader));

function arePayments(headers: readonly string[], name: string): boolean {
  const asInvoices = mapColumns(headers, FIELDS.invoices).columns;
  if (asInvoices.has("due") || asInvoices.has("net") || asInvoices.has("tax") || /invoice|bill|sales|rechnung|faktur/iu.test(name)) return false;
  return /pay|receipt|cash|remit|zahlung|deposit/iu.test(name) || headers.some((header) => PAYMENT_HEADERS.has(plainHeader(header)));
}

const PAYMENT_HEADERS: ReadonlySet<string> = new Set(
  ["Payment number", "Payment no", "Payment #", "Payment ID", "Receipt number", "Receipt no", "Payment date", "Date received", "Received on", "Payment amount", "Amount paid", "Amount received", "Received from", "Paid by", "Applied to"].map(plainHeader),
);

function columnsFor(role: LintRole, headers: readonly string[]): ReadonlyMap<LintField, number> {
  const columns = new Map(mapColumns(headers, FIELDS[role]).columns);
  const total = columns.get("total");
  // Without a tax, the only total of a line is its amount.
  if (role === "lines" && total !== undefined && !columns.has("amount") && !columns.has("tax")) {
    columns.set("amount", total);
    columns.delete("total");
  }
  return columns;
}
