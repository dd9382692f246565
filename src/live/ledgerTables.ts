import { indexOfHeader } from "../workbook/columnMapping";
import { isJournalName, OWN_PREFIX, type TableName, tableSpec } from "../workbook/schema";
import type { BookShape, TableShape } from "./source";

/** Tables that the figures are made of. */
export const FIGURE_TABLES = ["Customers", "Invoices", "DueDates", "Payments", "Applications", "Settings"] as const;
export type FigureTable = (typeof FIGURE_TABLES)[number];

/** Without these headers a table of that name is not the ledger's but somebody's own. */
const TELLING: Readonly<Record<FigureTable, readonly string[]>> = {
  Customers: ["Customer"],
  Invoices: ["Number", "Customer", "Date", "Currency", "Total", "Entry"],
  DueDates: ["Number", "Part", "Due", "Amount"],
  Payments: ["Number", "Customer", "Date", "Currency", "Amount", "Entry"],
  Applications: ["Date", "From", "To", "Currency", "Amount", "Discount"],
  Settings: ["Setting", "Value"],
};

export interface BoundTable {
  readonly shape: TableShape;
  /** Header in the workbook by the schema's header. */
  readonly columns: ReadonlyMap<string, string>;
}

export type BoundLedger =
  | { readonly kind: "bound"; readonly tables: ReadonlyMap<FigureTable, BoundTable> }
  /** No ledger at all: none of its tables is there. Settings may be. */
  | { readonly kind: "none" }
  /** A part of it is missing: what to say. */
  | { readonly kind: "broken"; readonly message: string };

/** Finds the ledger's tables by name and header; a table with the add-in's prefix is ours before one without. */
export function bindLedger(book: BookShape): BoundLedger {
  const tables = new Map<FigureTable, BoundTable>();
  const missing: string[] = [];
  let telling = 0;
  for (const name of FIGURE_TABLES) {
    const bound = bindTable(book, name);
    if (bound !== null) {
      tables.set(name, bound);
      if (name === "Invoices" || name === "Applications") telling++;
      continue;
    }
    const shape = shapeOf(book, name);
    const lacks = shape === null ? [] : TELLING[name].filter((header) => indexOfHeader(shape.headers, header) < 0);
    missing.push(shape === null ? `the table ${name} is missing` : `the table ${shape.name} lacks the column ${lacks.join(" and ")}`);
  }
  if (missing.length === 0) return { kind: "bound", tables };
  // A journal or two of the ledger's own tables: it is ours and damaged. Otherwise the names are somebody else's.
  const ours = telling > 0 || book.tables.some(({ name }) => isJournalName(name));
  return ours ? { kind: "broken", message: `The ledger cannot be read: ${missing.join("; ")}. Put it back with Undo, or open Billing › Open Item` } : { kind: "none" };
}

/** One table by name and header; null when there is none that is ours. */
export function bindTable(book: BookShape, name: FigureTable): BoundTable | null {
  const shape = shapeOf(book, name);
  if (shape === null || TELLING[name].some((header) => indexOfHeader(shape.headers, header) < 0)) return null;
  const columns = new Map<string, string>();
  for (const { header } of tableSpec(name satisfies TableName).columns) {
    const index = indexOfHeader(shape.headers, header);
    const spelled = shape.headers[index];
    if (spelled !== undefined) columns.set(header, spelled);
  }
  return { shape, columns };
}

function shapeOf(book: BookShape, name: FigureTable): TableShape | null {
  const named = (wanted: string): TableShape | undefined => book.tables.find((table) => table.name.toLowerCase() === wanted.toLowerCase());
  return named(OWN_PREFIX + name) ?? named(name) ?? null;
}

/** Names, in lower case, of the tables in this workbook that are the ledger's or its Journals. */
export function ledgerTableNames(book: BookShape): ReadonlySet<string> {
  const journals = book.tables.filter(({ name }) => isJournalName(name)).map(({ name }) => name);
  const bound = FIGURE_TABLES.flatMap((name) => bindTable(book, name)?.shape.name ?? []);
  return new Set([...journals, ...bound].map((name) => name.toLowerCase()));
}

/** Only what the figures and the row checks need is read of a table. */
export function neededColumns(name: FigureTable, table: BoundTable): ReadonlyMap<string, string> {
  if (name === "Customers") return new Map([...table.columns].filter(([header]) => header === "Customer" || header === "Name" || header === "Merged into"));
  if (name === "DueDates") return new Map([...table.columns].filter(([header]) => ["Number", "Part", "Due", "Amount", "Entry"].includes(header)));
  const checked = new Set(tableSpec(name).columns.filter((column) => column.derived !== true || column.header === "Disputed" || column.header === "Rounding").map((column) => column.header));
  return new Map([...table.columns].filter(([header]) => checked.has(header)));
}
