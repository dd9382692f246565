import { seededRandom } from "./fuzz";

/** What a row of a person's invoices means, when it is good. Days are 1900 serials, amounts minor units. */
export interface MeantInvoice {
  readonly number: string;
  readonly customer: string;
  readonly date: number;
  readonly due: number;
  readonly currency: string;
  readonly minor: number;
  /** What the row itself says is paid; `date` null: not when. */
  readonly paid: { readonly minor: number; readonly date: number | null } | null;
}

/** What a row of a person's payments means; `units` are whole units of whatever currency it turns out to be in, for money on account. */
export interface MeantPayment {
  readonly invoice: string | null;
  readonly customer: string | null;
  readonly date: number;
  readonly minor: number;
  readonly units: number | null;
  readonly discount: number;
  readonly currency: string | null;
}

/** A row of a table: what it means, or null where it is broken on purpose. */
export interface Row<Meant> {
  readonly meant: Meant | null;
  readonly cells: Readonly<Record<string, unknown>>;
}

export interface OwnTablesCase {
  readonly invoices: readonly (readonly unknown[])[];
  readonly payments: readonly (readonly unknown[])[] | null;
  readonly invoiceRows: readonly Row<MeantInvoice>[];
  readonly paymentRows: readonly Row<MeantPayment>[];
  readonly hasCurrency: boolean;
  readonly dateSystem: 1900 | 1904;
  /** Options that name columns whose header says nothing. */
  readonly words: readonly string[];
  /** Header by role, as written. */
  readonly headers: string;
  readonly random: () => number;
}

const INVOICE_HEADERS = {
  number: ["Invoice", "Invoice No.", "Invoice #", "Inv No", "Document number", "Bill no", "DocNum", "Number", "Voucher No", "Invoice ID", "Tax invoice no", "Doc ref", "Rechnungsnr.", "Transaction no"],
  customer: ["Customer", "Customer ID", "Client", "Client name", "Account", "Bill To", "Debtor", "Company", "CardCode", "Customer No.", "Sold to", "Buyer", "Account number"],
  date: ["Date", "Invoice date", "Issued", "Issue date", "Billing date", "Posting date", "Inv. Date", "Dated", "Date of invoice", "Document date", "Raised on"],
  due: ["Due", "Due date", "Payment due", "Pay by", "Maturity date", "Net due date", "Due on", "Deadline", "Date due", "Payment deadline"],
  amount: ["Amount", "Total", "Gross", "Invoice amount", "Amount incl. VAT", "Grand total", "Invoice total", "Value", "Original amount", "Amount (EUR)", "Total amount", "Invoiced amount"],
  currency: ["Currency", "Ccy", "Currency code", "Curr."],
} as const;
const PAYMENT_HEADERS = {
  invoice: ["Invoice", "Invoice No.", "Applied to", "For invoice", "Ref", "Inv #", "Doc", "Against invoice", "Payment reference", "Paid invoice"],
  customer: ["Customer", "Client", "Received from", "Account", "Payer", "Customer ID"],
  date: ["Date", "Payment date", "Paid on", "Date received", "Value date", "Received on", "Deposit date"],
  amount: ["Amount", "Payment amount", "Amount paid", "Amount received", "Sum", "Cash received", "Applied amount"],
  discount: ["Discount taken", "Discount", "Cash discount"],
  currency: ["Currency", "Ccy", "Payment currency"],
} as const;
const PAID_HEADERS = { balance: ["Balance", "Amount due", "Outstanding", "Open balance"], paid: ["Paid", "Amount paid", "Paid to date"], paidOn: ["Paid on", "Date paid", "Payment date"] } as const;

/** Columns that mean nothing to us, with what stands in them. */
const EXTRAS: readonly (readonly [header: string, value: "text" | "money" | "date" | "whole"])[] = [
  ["Notes", "text"], ["PO number", "whole"], ["Customer email", "text"], ["Sales rep", "text"], ["Net", "money"], ["VAT", "money"], ["Delivery date", "date"], ["Phone", "text"], ["Order date", "date"],
  ["Exchange rate", "money"], ["Days overdue", "whole"], ["Sales tax", "money"], ["Ship date", "date"], ["Net amount", "money"], ["Customer group", "text"], ["Order no", "whole"], ["Period from", "date"], ["Credit limit", "money"],
];
/** Beside payments, what the invoices say is paid is not believed. */
const EXTRAS_BESIDE_PAYMENTS: typeof EXTRAS = [["Balance due", "money"], ["Amount paid", "money"], ["Open balance", "money"]];
const PAYMENT_EXTRAS: typeof EXTRAS = [["Method", "text"], ["Memo", "text"], ["Bank account", "whole"], ["Invoice date", "date"], ["Due date", "date"], ["Invoice total", "money"], ["Fee", "money"], ["Cleared by", "text"], ["Cheque no", "whole"]];

const CUSTOMERS: readonly (string | number)[] = ["Acme", "Beta & Sons", "00417", 417, "C-9", "Ünal GmbH", "1E5", "2-1"];
const DECIMALS: Readonly<Record<string, number>> = { XXX: 2, EUR: 2, USD: 2, JPY: 0, KWD: 3 };

const STYLES: readonly ((header: string) => string)[] = [
  (header) => header,
  (header) => header,
  (header) => header.toUpperCase(),
  (header) => header.toLowerCase().replace(/[^\p{L}\d#]+/gu, "_").replace(/_$/, ""),
  (header) => `  ${header} `,
  (header) => header.replace(/ (\w)/g, (_all, letter: string) => letter.toUpperCase()),
  (header) => `${header}:`,
  (header) => `*${header}`,
  (header) => header.replace(/ /g, "\n"),
  (header) => header.replace(/ /g, "-"),
];

const START = 46_023; // 2026-01-01
export const FIRST_DAY = START;
const ERROR_CELL = { type: "Error", basicType: "Error", basicValue: "#REF!" };

/** One case from its seed: tables as a person might keep them, with what each row means. */
export function makeOwnTables(seed: number): OwnTablesCase {
  const random = seededRandom(seed);
  const whole = (limit: number): number => Math.floor(random() * limit);
  const chance = (share: number): boolean => random() < share;
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[whole(items.length)];
    if (item === undefined) throw new Error("Nothing to pick from");
    return item;
  };
  const style = pick(STYLES);
  const dateSystem: 1900 | 1904 = chance(0.1) ? 1904 : 1900;
  const broken = chance(0.35);
  const currencies = pick([["XXX"], ["EUR"], ["EUR", "USD"], ["EUR", "JPY", "KWD"]]);
  const hasCurrency = currencies[0] !== "XXX";
  const source = chance(0.7) ? "payments" : pick(["none", "balance", "paid", "paidOn"] as const);
  const blank = chance(0.3) ? 0 : chance(0.5) ? null : "";

  const amountCell = (minor: number, currency: string): unknown => wrap(minor / 10 ** (DECIMALS[currency] ?? 2));
  const dateCell = (serial: number): unknown => wrap((dateSystem === 1904 ? serial - 1462 : serial) + (chance(0.2) ? 0.375 : 0));
  function wrap(value: number): unknown {
    return chance(0.05) ? { type: "FormattedNumber", basicType: "Double", basicValue: value, numberFormat: "#,##0.00" } : value;
  }
  const idCell = (id: string | number): unknown => {
    if (typeof id === "number") return id;
    if (chance(0.05)) return { type: "Entity", text: id, basicType: "Error", basicValue: "#VALUE!" };
    return chance(0.1) ? ` ${id.toUpperCase()} ` : id;
  };

  const numbers: (string | number)[] = [];
  const invoiceRows: Row<MeantInvoice>[] = [];
  const withDue = chance(0.8);
  for (let at = 0; at < 1 + whole(9); at++) {
    const number: string | number = chance(0.2) ? 10_480 + at : chance(0.2) ? `00${at}` : `INV-${at}`;
    numbers.push(number);
    const customer = pick(CUSTOMERS);
    const currency = pick(currencies);
    const date = START + whole(90);
    const minor = chance(0.15) ? -whole(40_000) : whole(900_000);
    const due = withDue && minor > 0 ? date + whole(60) : date;
    const paidMinor = source === "none" || source === "payments" || minor <= 0 || chance(0.5) ? 0 : chance(0.5) ? minor : whole(minor);
    const paidDate = date + whole(40);
    // Paid on alone says that all of it was paid.
    const paid = paidMinor === 0 ? null : { minor: source === "paidOn" ? minor : paidMinor, date: source === "paidOn" ? paidDate : null };
    const cells: Record<string, unknown> = {
      number: idCell(number), customer: idCell(customer), date: dateCell(date), amount: amountCell(minor, currency),
      ...(withDue ? { due: minor > 0 || chance(0.5) ? dateCell(due) : blank } : {}),
      ...(hasCurrency ? { currency: chance(0.1) ? currency.toLowerCase() : currency } : {}),
      ...(source === "balance" ? { balance: amountCell(minor - paidMinor, currency) } : {}),
      ...(source === "paid" ? { paid: paidMinor === 0 && chance(0.5) ? "" : amountCell(paidMinor, currency) } : {}),
      ...(source === "paidOn" ? { paidOn: paid === null ? blank : dateCell(paidDate) } : {}),
    };
    const breaks: Record<string, unknown>[] = [
      { amount: String(cells["amount"]) }, { amount: "12,50" }, { amount: "" }, { amount: ERROR_CELL }, { amount: true }, { amount: 10.00049 }, { date: "2026-01-05" }, { date: "5 Jan 26" }, { date: "" }, { date: 3_000_000 }, { date: ERROR_CELL },
      { number: "" }, { customer: "" }, { customer: ERROR_CELL }, { customer: false },
      ...(withDue ? [{ due: "2026-02-30" }, { due: "soon" }, { due: ERROR_CELL }] : []), ...(hasCurrency ? [{ currency: "Euro" }, { currency: "" }, { currency: 5 }] : []),
    ];
    const breakIt = broken && chance(0.25);
    invoiceRows.push({ cells: breakIt ? { ...cells, ...pick(breaks) } : cells, meant: breakIt ? null : { number: key(number), customer: key(customer), date, due, currency, minor, paid } });
    if (broken && chance(0.05) && (source === "payments" || source === "none")) invoiceRows.push({ cells: { ...cells, amount: amountCell(7, currency), ...(withDue ? { due: dateCell(due) } : {}) }, meant: breakIt ? { number: key(number), customer: key(customer), date, due, currency, minor: 7, paid: null } : null });
  }

  const paymentRows: Row<MeantPayment>[] = [];
  const payCustomer = chance(0.7);
  const payCurrency = hasCurrency && chance(0.4);
  const withDiscount = chance(0.2);
  const refunds = chance(0.15);
  if (source === "payments")
    for (let at = 0; at < whole(10); at++) {
      const of = chance(payCustomer ? 0.75 : 1) ? whole(numbers.length) : null;
      const invoice = of === null ? undefined : invoiceRows.find((row) => row.meant?.number === key(numbers[of] ?? ""))?.meant;
      if (of !== null && invoice === undefined && !broken) continue;
      const currency = invoice?.currency ?? pick(currencies);
      const customer = invoice === undefined || invoice === null ? pick(CUSTOMERS) : (CUSTOMERS.find((each) => key(each) === invoice.customer) ?? "");
      const sign = refunds && chance(0.3) ? -1 : 1;
      const units = of === null ? sign * (1 + whole(3_000)) : null;
      const minor = sign * (chance(0.3) && invoice !== undefined && invoice !== null && invoice.minor > 0 ? invoice.minor : 1 + whole(500_000));
      const discount = withDiscount && of !== null && chance(0.4) ? sign * whole(2_000) : 0;
      const date = START + whole(120);
      const says = payCurrency && chance(0.8) ? currency : null;
      const cells: Record<string, unknown> = {
        invoice: of === null ? (chance(0.3) ? "on account" : blank) : idCell(numbers[of] ?? ""),
        date: dateCell(date), amount: units === null ? amountCell(minor, currency) : wrap(units),
        ...(payCustomer ? { customer: of === null || chance(0.8) ? idCell(customer) : blank } : {}),
        ...(payCurrency ? { currency: says ?? blank } : {}),
        ...(withDiscount ? { discount: discount === 0 ? "" : amountCell(discount, currency) } : {}),
      };
      const breaks: Record<string, unknown>[] = [
        { amount: "100" }, { amount: "" }, { amount: ERROR_CELL }, { amount: 5.00049 }, { date: "2026-01-05" }, { date: "" }, { date: ERROR_CELL }, { invoice: "INV-999" }, { invoice: "Total" }, { invoice: ERROR_CELL },
        ...(payCustomer ? [{ invoice: "", customer: "" }] : [{ invoice: "" }]), ...(payCurrency ? [{ currency: "Euros" }] : []),
      ];
      const breakIt = broken && chance(0.2);
      paymentRows.push({
        cells: breakIt ? { ...cells, ...pick(breaks) } : cells,
        meant: breakIt ? null : { invoice: of === null ? null : key(numbers[of] ?? ""), customer: of === null ? key(customer) : null, date, minor, units, discount, currency: says },
      });
    }

  const invoiceHeads: Record<string, string> = { ...choose(INVOICE_HEADERS), ...choose(PAID_HEADERS) };
  const paymentHeads: Record<string, string> = choose(PAYMENT_HEADERS);
  function choose(lists: Readonly<Record<string, readonly string[]>>): Record<string, string> {
    return Object.fromEntries(Object.entries(lists).map(([role, list]) => [role, pick(list)]));
  }
  const words: string[] = [];
  if (chance(0.1)) {
    const role = pick(["amount", "date", "number", "customer"]);
    invoiceHeads[role] = "Field 7";
    words.push(`invoices.${role} = ${pick(["Field 7", "field 7"])}`);
  }
  if (source === "payments" && chance(0.1)) {
    const role = pick(["amount", "date", "invoice"]);
    paymentHeads[role] = "Column B2";
    words.push(`payments.${role}=Column B2`);
  }
  const extras = [...EXTRAS, ...(source === "payments" ? EXTRAS_BESIDE_PAYMENTS : [])];

  function layOut(rows: readonly Row<unknown>[], heads: Readonly<Record<string, string>>, roles: readonly string[], strangers: typeof EXTRAS): unknown[][] {
    const taken = new Set(roles.map((role) => heads[role]));
    const others = strangers.filter(([header]) => chance(0.15) && !taken.has(header));
    const columns: { readonly head: string; readonly cell: (row: Row<unknown>) => unknown }[] = [
      ...roles.map((role) => ({ head: heads[role] ?? role, cell: (row: Row<unknown>) => row.cells[role] })),
      ...others.map(([head, value]) => ({ head, cell: () => (value === "text" ? "x" : value === "money" ? whole(90_000) / 100 : value === "date" ? START + whole(100) : whole(9_000)) })),
    ];
    for (let at = columns.length - 1; at > 0; at--) {
      const other = whole(at + 1);
      const [a, b] = [columns[at], columns[other]];
      if (a !== undefined && b !== undefined) [columns[at], columns[other]] = [b, a];
    }
    const empty = (): unknown[] => columns.map(() => blank);
    const table: unknown[][] = [columns.map(({ head }) => style(head))];
    for (const row of rows) {
      if (chance(0.1)) table.push(empty());
      table.push(columns.map(({ cell }) => cell(row)));
    }
    if (chance(0.05)) table.unshift(columns.map((_column, at) => (at === 0 ? "Our list 2026" : "")), empty());
    if (chance(0.1)) table.push(empty());
    return table;
  }
  const rolesOf = (rows: readonly Row<unknown>[], otherwise: readonly string[]): readonly string[] => (rows[0] === undefined ? otherwise : Object.keys(rows[0].cells));
  const invoices = layOut(invoiceRows, invoiceHeads, rolesOf(invoiceRows, []), extras);
  const payments = source === "payments" ? layOut(paymentRows, paymentHeads, rolesOf(paymentRows, ["invoice", "date", "amount"]), PAYMENT_EXTRAS) : null;
  return { invoices, payments, invoiceRows, paymentRows, hasCurrency, dateSystem, words, headers: JSON.stringify([invoices.find((row) => row.length > 1 && row.filter((cell) => typeof cell === "string" && cell !== "").length > 2), payments?.[0]]), random };
}

/** How ids are matched: without regard to case and outer blanks; a number as it is written. */
function key(id: string | number): string {
  return String(id).trim().toLowerCase();
}
