import type { LintCode } from "../../src/core/lint/lintBook";
import { cellAddress, columnLetters } from "../../src/workbook/address";
import type { CellRead } from "../../src/workbook/port";
import type { SheetCells } from "../../src/workbook/sheetCells";

type TableKey = "invoices" | "lines" | "payments" | "customers" | "items";

interface Shape {
  readonly sheet: string;
  /** Null: a plain range. */
  readonly table: string | null;
  readonly top: number;
  readonly left: number;
  /** [field, header] in order; fields of no rule are there too. */
  readonly columns: readonly (readonly [field: string, header: string])[];
  /** Fields that are formulas of the row. */
  readonly computed: readonly string[];
  readonly total: "none" | "sum" | "structured" | "typed";
}

/** Where a planted error must be told. */
export interface Planted {
  readonly code: LintCode;
  readonly address: string | null;
}

export interface MadeBook {
  readonly sheets: readonly SheetCells[];
  readonly dateSystem: 1900 | 1904;
  readonly planted: readonly Planted[];
}

/** 2026-06-30: what is paid later is in the future. */
export const TODAY_SERIAL = 46203;
const FIRST = 45931; // 2025-10-01

/** The ways in which people lay such books out. */
const STYLES: readonly Readonly<Record<TableKey, Shape>>[] = [
  {
    invoices: { sheet: "Invoices 2026", table: "tblInvoices", top: 0, left: 0, total: "none", computed: [], columns: [["number", "Invoice No"], ["customer", "Customer"], ["date", "Date"], ["due", "Due Date"], ["net", "Net"], ["tax", "VAT"], ["total", "Total"], ["paidOn", "Paid on"], ["currency", "Currency"], ["notes", "Notes"]] },
    lines: { sheet: "Work", table: "Work", top: 2, left: 1, total: "structured", computed: ["amount"], columns: [["number", "Invoice No"], ["date", "Date"], ["customer", "Customer"], ["item", "Item"], ["quantity", "Hours"], ["unitPrice", "Rate"], ["taxCode", "VAT code"], ["taxRate", "VAT rate"], ["amount", "Amount"]] },
    payments: { sheet: "Receipts", table: "Receipts", top: 0, left: 0, total: "none", computed: [], columns: [["date", "Payment date"], ["customer", "Customer"], ["invoice", "Invoice No"], ["amount", "Amount"], ["reference", "Reference"], ["currency", "Currency"]] },
    customers: { sheet: "Clients", table: "Clients", top: 0, left: 0, total: "none", computed: [], columns: [["customer", "Customer"], ["name", "Name"], ["email", "Email"], ["city", "City"]] },
    items: { sheet: "Prices", table: "Prices", top: 0, left: 0, total: "none", computed: [], columns: [["item", "Item"], ["unitPrice", "Unit price"]] },
  },
  {
    invoices: { sheet: "Rechnungen", table: null, top: 3, left: 1, total: "sum", computed: ["total"], columns: [["date", "Rechnungsdatum"], ["number", "Rechnungsnummer"], ["customer", "Kunde"], ["net", "Netto"], ["taxRate", "USt %"], ["tax", "USt"], ["total", "Brutto"], ["due", "Fällig"]] },
    lines: { sheet: "Leistungen", table: null, top: 0, left: 0, total: "sum", computed: [], columns: [["number", "Rechnungsnr"], ["customer", "Kunde"], ["date", "Datum"], ["item", "Article"], ["quantity", "Menge"], ["unitPrice", "Einzelpreis"], ["taxRate", "USt %"], ["amount", "Betrag"]] },
    payments: { sheet: "Zahlungen", table: null, top: 1, left: 2, total: "sum", computed: [], columns: [["number", "Payment no"], ["date", "Datum"], ["customer", "Kunde"], ["invoice", "Rechnungsnummer"], ["amount", "Betrag"], ["reference", "Ref"]] },
    customers: { sheet: "Kunden", table: null, top: 0, left: 0, total: "none", computed: [], columns: [["customer", "Customer no"], ["name", "Company"], ["city", "City"], ["terms", "Terms"]] },
    items: { sheet: "Preisliste", table: null, top: 0, left: 0, total: "none", computed: [], columns: [["item", "SKU"], ["description", "Description"], ["unitPrice", "List price"]] },
  },
  {
    invoices: { sheet: "Sales", table: null, top: 0, left: 0, total: "typed", computed: ["due"], columns: [["number", "InvoiceNumber"], ["kind", "Type"], ["customer", "ContactName"], ["date", "InvoiceDate"], ["due", "DueDate"], ["net", "SubTotal"], ["tax", "TotalTax"], ["total", "Total"], ["taxCode", "TaxType"], ["currency", "CurrencyCode"]] },
    lines: { sheet: "Line items", table: "LineItems", top: 0, left: 0, total: "none", computed: [], columns: [["number", "InvoiceNumber"], ["item", "InventoryItemCode"], ["description", "Description"], ["quantity", "Quantity"], ["unitPrice", "UnitAmount"], ["discountPercent", "Discount %"], ["amount", "LineAmount"], ["taxCode", "TaxType"], ["taxRate", "Tax rate"], ["customer", "ContactName"], ["currency", "CurrencyCode"], ["date", "InvoiceDate"]] },
    payments: { sheet: "Cash book", table: "CashBook", top: 4, left: 0, total: "sum", computed: [], columns: [["date", "Received on"], ["customer", "Received from"], ["amount", "Amount received"], ["invoice", "For invoice"], ["reference", "Remittance"], ["currency", "CCY"]] },
    customers: { sheet: "Contacts", table: "Contacts", top: 0, left: 0, total: "none", computed: [], columns: [["customer", "Client ID"], ["name", "Client name"], ["email", "E-mail"]] },
    items: { sheet: "Items", table: "Products", top: 0, left: 0, total: "none", computed: [], columns: [["item", "Item code"], ["unitPrice", "Sales price"], ["currency", "Currency"]] },
  },
];

/** Numbers as offices give them. */
const SERIES: readonly ((place: number) => string)[] = [(place) => `INV-2026-${String(place).padStart(4, "0")}`, (place) => `R26/${String(place).padStart(5, "0")}`, (place) => String(10_480 + place)];

const COMPANIES = [
  "Harbour Lights", "Northern Freight", "Copper Kettle", "Blue Meridian", "Oakfield Dairy", "Silverline Optics", "Granite Peak", "Maple Row Press", "Tidewater Marine", "Juniper Grove", "Quarry Stone", "Redwood Joinery",
  "Saffron Kitchen", "Velvet Curtain", "Whitecap Surf", "Yarrow Botanics", "Zephyr Kites", "Amber Glass", "Birchwood Clinic", "Cedar Valley Vets", "Dovetail Design", "Elmhurst School", "Fernhill Nursery", "Goldcrest Travel",
] as const;

interface Row {
  readonly values: Record<string, CellRead>;
  readonly formulas: Record<string, string>;
  hidden: boolean;
}

export class BookMaker {
  readonly rows: Readonly<Record<TableKey, Row[]>> = { invoices: [], lines: [], payments: [], customers: [], items: [] };
  readonly style: Readonly<Record<TableKey, Shape>>;
  readonly planted: { readonly code: LintCode; readonly place: (() => string) | null }[] = [];
  dateSystem: 1900 | 1904 = 1900;
  /** Changes of the totals' rows by table and field, made last. */
  readonly totals = new Map<string, (rows: { first: number; last: number; letter: string; sum: number }) => { value: number; formula: string | null }>();
  private readonly seriesOf: (place: number) => string;

  /** `withList` false: nobody keeps a list of customers, and rows bear their names. */
  constructor(readonly random: () => number, readonly withList = true, readonly invoiceCount = 320) {
    this.style = STYLES[this.below(STYLES.length)] ?? fail("style");
    this.seriesOf = SERIES[this.below(SERIES.length)] ?? fail("series");
    this.fill();
  }

  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] ?? fail("empty list");
  }

  has(table: TableKey, ...fields: readonly string[]): boolean {
    return fields.every((field) => this.style[table].columns.some(([name]) => name === field));
  }

  /** A typed (not computed) column of the layout. */
  isTyped(table: TableKey, field: string): boolean {
    return this.has(table, field) && !this.style[table].computed.includes(field);
  }

  number(place: number): string {
    return this.seriesOf(place);
  }

  add(table: TableKey, values: Record<string, CellRead>): Row {
    const row: Row = { values, formulas: {}, hidden: false };
    this.rows[table].push(row);
    return row;
  }

  /** Says that the finding must stand in this row's cell; rows may still be added before the book is rendered. */
  expect(code: LintCode, table: TableKey, row: Row, field: string): void {
    this.planted.push({ code, place: () => this.addressOf(table, this.rows[table].indexOf(row), field) });
  }

  expectTotal(code: LintCode, table: TableKey, field: string): void {
    this.planted.push({ code, place: () => this.addressOf(table, this.rows[table].length, field) });
  }

  private addressOf(table: TableKey, index: number, field: string): string {
    const { sheet, top, left, columns } = this.style[table];
    return cellAddress(sheet, top + 1 + index, left + columns.findIndex(([name]) => name === field));
  }

  private fill(): void {
    if (this.withList) COMPANIES.forEach((name, index) => this.add("customers", { customer: this.customerId(index), name: `${name} Ltd`, email: `office${index}@example.com`, city: this.pick(["Leeds", "Graz", "Oslo"]), terms: "net 30" }));
    for (let index = 0; index < 12; index += 1) this.add("items", { item: `SKU-${100 + index * 7}`, description: `Item ${index}`, unitPrice: 25 + index * 12.5, currency: "EUR" });
    for (let place = 1; place <= this.invoiceCount; place += 1) this.addInvoice(place);
  }

  private customerId(index: number): string {
    return this.withList ? `${String(COMPANIES[index]).slice(0, 3).toUpperCase()}${100 + index}` : `${String(COMPANIES[index])} Ltd`;
  }

  private addInvoice(place: number): void {
    const customer = this.customerId(this.below(COMPANIES.length));
    const date = FIRST + Math.floor((place * 240) / this.invoiceCount);
    const number = this.number(place);
    // A change of the law: the rate of the same code rises on one day.
    const rate = date < FIRST + 90 ? 20 : 21;
    let net = 0;
    const lines = 1 + this.below(3);
    for (let line = 0; line < lines; line += 1) {
      const item = this.pick(this.rows.items);
      const quantity = (1 + this.below(40)) / 4;
      const discount = this.has("lines", "discountPercent") && this.random() < 0.2 ? 10 : 0;
      const amount = cents(quantity * Number(item.values["unitPrice"]) * (1 - discount / 100));
      net = cents(net + amount);
      if (place <= this.invoiceCount / 2)
        this.add("lines", { number, date, customer, item: item.values["item"] ?? "", description: "Work", quantity, unitPrice: item.values["unitPrice"] ?? 0, discountPercent: discount, taxCode: "STD", taxRate: this.has("lines", "taxCode") ? rate : 20, amount, currency: "EUR" });
    }
    const invoiceRate = this.has("invoices", "taxRate") ? 20 : rate;
    const tax = cents((net * invoiceRate) / 100);
    const total = cents(net + tax);
    const isPaid = place % 2 === 0 && date + 20 < TODAY_SERIAL;
    this.add("invoices", { number, kind: "Invoice", customer, date, due: date + 30, net, taxRate: 20, taxCode: "STD", tax, total, currency: "EUR", paidOn: isPaid ? date + 20 : "", notes: "" });
    if (isPaid) this.add("payments", { number: `${9_000 + this.rows.payments.length + 1}`, date: date + 20, customer, invoice: number, amount: place % 10 === 0 ? cents(total / 2) : total, reference: `REM ${place}`, currency: "EUR" });
  }

  finish(): MadeBook {
    const sheets = (["invoices", "lines", "payments", "customers", "items"] as const).map((table) => this.render(table));
    return { sheets, dateSystem: this.dateSystem, planted: this.planted.map(({ code, place }) => ({ code, address: place === null ? null : place() })) };
  }

  /** Days are counted from another one in a book of the 1904 system. */
  private dated(field: string, value: CellRead): CellRead {
    return this.dateSystem === 1904 && typeof value === "number" && ["date", "due", "paidOn"].includes(field) ? value - 1462 : value;
  }

  private render(table: TableKey): SheetCells {
    const shape = this.style[table];
    const { sheet, top, left, columns } = shape;
    const rows = this.rows[table];
    const values: CellRead[][] = [];
    const formulas: (string | null)[][] = [];
    if (top > 0) {
      values.push(["Open Road Services", ...columns.slice(1).map(() => "")]);
      formulas.push(columns.map(() => null));
      for (let row = 1; row < top; row += 1) {
        values.push(columns.map(() => ""));
        formulas.push(columns.map(() => null));
      }
    }
    values.push(columns.map(([, header]) => header));
    formulas.push(columns.map(() => null));
    const letterOf = (field: string): string => columnLetters(left + columns.findIndex(([name]) => name === field));
    rows.forEach((row, index) => {
      const at = top + 2 + index;
      values.push(columns.map(([field]) => this.dated(field, row.values[field] ?? "")));
      formulas.push(columns.map(([field]) => {
        if (field in row.formulas) return row.formulas[field] === "" ? null : (row.formulas[field] ?? null);
        if (!shape.computed.includes(field)) return null;
        return { total: `=${letterOf("net")}${at}+${letterOf("tax")}${at}`, amount: `=ROUND(${letterOf("quantity")}${at}*${letterOf("unitPrice")}${at},2)`, due: `=${letterOf("date")}${at}+30` }[field] ?? null;
      }));
    });
    const hidden = new Set(rows.flatMap((row, index) => (row.hidden ? [top + 1 + index] : [])));
    if (shape.total !== "none") {
      const cells = columns.map(([field]): { readonly value: CellRead; readonly formula: string | null } => {
        if (!["net", "tax", "total", "amount"].includes(field)) return { value: "", formula: null };
        const sum = cents(rows.reduce((all, row) => all + (typeof row.values[field] === "number" ? Number(row.values[field]) : 0), 0));
        const area = { first: top + 2, last: top + 1 + rows.length, letter: letterOf(field), sum };
        const changed = this.totals.get(`${table} ${field}`)?.(area);
        if (changed !== undefined) return changed;
        const formula = shape.total === "typed" ? null : shape.total === "structured" ? `=SUBTOTAL(109,[${field}])` : `=SUM(${area.letter}${area.first}:${area.letter}${area.last})`;
        return { value: sum, formula };
      });
      values.push(cells.map(({ value }, index) => (index === 0 && value === "" ? "Total" : value)));
      formulas.push(cells.map(({ formula }) => formula));
    }
    const tables = shape.table === null ? [] : [{ name: shape.table, top, left, rowCount: 1 + rows.length + (shape.total === "none" ? 0 : 1), columnCount: columns.length, showTotals: shape.total !== "none" }];
    return { name: sheet, top: 0, left, values, formulas, hiddenRows: hidden, tables };
  }
}

export function cents(value: number): number {
  return Math.round(value * 100 + (value < 0 ? -1e-7 : 1e-7)) / 100;
}

function fail(what: string): never {
  throw new Error(`No ${what}`);
}
