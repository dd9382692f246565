/**
 * The ledger's tables and columns as data. Columns are found by header through this file, never by position; columns that
 * a user adds are not listed here and are never touched. `key` columns come first and are never blank in a row.
 */
export type ColumnType =
  | "text" // "@" format: ids, numbers of documents, names; written through the one text writer
  | "money" // number at the decimals of the row's Currency
  | "number" // quantity, rate, percent: any decimal
  | "date" // serial with a date format
  | "timestamp" // ISO text, UTC
  | "flag"; // "Yes" or empty

export interface ColumnSpec {
  readonly header: string;
  readonly type: ColumnType;
  /** Headers that mean the same when a user's own table is read or adopted. */
  readonly aliases?: readonly string[];
  /** Derived and refreshed by the add-in; never believed. */
  readonly derived?: true;
  /** Added to the schema later: a book set up before may lack it, and works without. */
  readonly optional?: true;
}

export type TableName =
  | "Customers" | "Items" | "TaxCodes" | "Terms" | "RecurringPlans" | "Drafts" | "Invoices" | "DueDates"
  | "InvoiceLines" | "Payments" | "Applications" | "Activity" | "Settings";

export interface TableSpec {
  readonly name: TableName;
  readonly sheet: string;
  readonly writtenBy: "people" | "addIn" | "both";
  /** Headers that identify a row among those of its table; the first is never blank (a tax code's later ones may be). */
  readonly key: readonly string[];
  readonly columns: readonly ColumnSpec[];
}

const text = (header: string): ColumnSpec => ({ header, type: "text" });
const money = (header: string): ColumnSpec => ({ header, type: "money" });
const number = (header: string): ColumnSpec => ({ header, type: "number" });
const date = (header: string): ColumnSpec => ({ header, type: "date" });
const derivedMoney = (header: string): ColumnSpec => ({ header, type: "money", derived: true });
const derivedText = (header: string): ColumnSpec => ({ header, type: "text", derived: true });

export const TABLES: readonly TableSpec[] = [
  {
    name: "Customers", sheet: "Customers", writtenBy: "people", key: ["Customer"],
    columns: [
      text("Customer"), text("Name"), text("Group"), text("Email"), text("Cc"), text("Address"), text("City"),
      text("Postal code"), text("Country"), text("Language"), text("Tax ID"), text("Buyer reference"), text("E-address"),
      { header: "PO required", type: "flag" }, text("Terms"), text("Currency"), text("Tax code"), text("Exemption"),
      money("Credit limit"), text("Delivery"), text("Owner"), { header: "Hold", type: "flag" }, text("Notes"),
      { header: "Merged into", type: "text", optional: true },
    ],
  },
  {
    name: "Items", sheet: "Items", writtenBy: "people", key: ["Item"],
    columns: [text("Item"), text("Description"), text("Unit"), number("Unit price"), text("Currency"), text("Tax code"), text("Account")],
  },
  {
    name: "TaxCodes", sheet: "Tax codes", writtenBy: "people", key: ["Tax code", "Valid from", "Component of"],
    columns: [
      text("Tax code"), text("Category"), number("Rate %"), date("Valid from"), { header: "Included", type: "flag" },
      text("Component of"), { header: "Compounds", type: "flag" }, text("Exemption reason"), text("Account"),
    ],
  },
  { name: "Terms", sheet: "Terms", writtenBy: "people", key: ["Terms"], columns: [text("Terms"), text("Rule"), text("Note")] },
  {
    name: "RecurringPlans", sheet: "Recurring plans", writtenBy: "both", key: ["Plan"],
    columns: [
      text("Plan"), text("Customer"), text("Item"), text("Description"), number("Quantity"), number("Unit price"),
      text("Tax code"), text("Reference"), text("Every"), number("Anchor day"), date("Next"), date("Ends"),
    ],
  },
  {
    name: "Drafts", sheet: "Drafts", writtenBy: "both", key: ["Draft", "Line"],
    columns: [
      text("Draft"), number("Line"), text("Customer"), date("Date"), date("Supply date"), text("Currency"), text("Reference"),
      text("Item"), text("Description"), number("Quantity"), text("Unit"), number("Unit price"), number("Discount %"), text("Tax code"),
    ],
  },
  {
    name: "Invoices", sheet: "Invoices", writtenBy: "addIn", key: ["Number"],
    columns: [
      text("Number"), text("Kind"), text("Customer"), date("Date"), date("Due"), text("Terms"), text("Currency"),
      number("Exchange rate"), text("Reference"), money("Net"), money("Tax"), money("Total"), derivedMoney("Balance"),
      derivedMoney("Disputed"), derivedText("Status"), text("Entry"), text("Check"),
      // Part of Total besides Net and Tax: what makes the amount to pay a whole number of cash steps.
      { header: "Rounding", type: "money", derived: true, optional: true },
    ],
  },
  {
    name: "DueDates", sheet: "Due dates", writtenBy: "addIn", key: ["Number", "Part"],
    columns: [
      text("Number"), number("Part"), date("Due"), money("Amount"), date("Discount until"), money("Discount"), text("Entry"),
    ],
  },
  {
    name: "InvoiceLines", sheet: "Invoice lines", writtenBy: "addIn", key: ["Number", "Line"],
    columns: [
      text("Number"), number("Line"), text("Kind"), text("Row ID"), text("Customer"), date("Date"), date("Supply date"),
      text("Currency"), text("Reference"), text("Item"), text("Description"), number("Quantity"), text("Unit"),
      number("Unit price"), number("Discount %"), text("Tax code"), number("Rate %"), money("Net"), text("Entry"), text("Check"),
    ],
  },
  {
    name: "Payments", sheet: "Payments", writtenBy: "addIn", key: ["Number"],
    columns: [
      text("Number"), text("Kind"), text("Customer"), date("Date"), date("Bank date"), text("Deposit"), text("Method"),
      text("Reference"), text("Currency"), number("Exchange rate"), money("Amount"), money("Fee"), derivedMoney("Unapplied"),
      derivedText("Status"), text("Entry"), text("Check"),
    ],
  },
  {
    name: "Applications", sheet: "Payments applied", writtenBy: "addIn", key: ["Entry", "Line"],
    columns: [
      text("Entry"), number("Line"), date("Date"), text("From"), text("To"), text("Customer"), text("Currency"),
      money("Amount"), money("Discount"), text("Kind"), text("Check"),
      // In the book's currency, not in the row's.
      { header: "Exchange gain", type: "money", derived: true, optional: true },
    ],
  },
  {
    name: "Activity", sheet: "Activity", writtenBy: "both", key: ["When", "Customer"],
    columns: [
      date("When"), text("Customer"), text("Document"), number("Line"), text("Kind"), money("Amount"), date("Due"),
      text("Owner"), text("Text"),
    ],
  },
  { name: "Settings", sheet: "Settings", writtenBy: "both", key: ["Setting"], columns: [text("Setting"), text("Value")] },
];

/** One per seat, each on its own sheet, named "Journal_A" on the sheet "Journal A": two people never write the same cells. */
export const JOURNAL_COLUMNS: readonly ColumnSpec[] = [
  text("Entry"), text("Seat"), number("Seq"), number("Order"), { header: "Posted at", type: "timestamp" }, text("By"),
  text("App"), number("Schema"), text("Kind"), text("Document"), text("Payload 1"), text("Payload 2"), text("Payload 3"),
  text("Payload 4"), text("Args hash"), text("Previous hash"), text("Hash"),
];

/** Of the tables as Set up makes them, and of the Journal rows that are written; src/workbook/migrations.ts tells what each step was. */
export const SCHEMA_VERSION = 2;

export function journalTableName(seat: string): string {
  return `Journal_${seat}`;
}

export function isJournalName(name: string): boolean {
  return /^Journal_[A-Z]{1,2}$/.test(name);
}

export function journalSheetName(seat: string): string {
  return `Journal ${seat}`;
}

/** Where a table name is taken by a table of the user's, ours bears this prefix. */
export const OWN_PREFIX = "OI_";

export function tableSpec(name: TableName): TableSpec {
  const spec = TABLES.find((table) => table.name === name);
  if (spec === undefined) throw new Error(`No table ${name} in the schema`);
  return spec;
}
