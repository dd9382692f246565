import { customerFinder, itemFinder, readTaxCodes } from "../workbook/masterData";
import type { Issue } from "../core/values/issue";
import { ok, refuse } from "../core/values/result";
import { type Rejection, rejection } from "../workbook/rejection";
import type { TableName } from "../workbook/schema";
import { type TableView, viewTable } from "../workbook/tables";
import { TYPED_TABLES, type TypedTable, rowsByEntry, typedOrigin, typedRows } from "../workbook/typedRows";
import { type Action, type PlannedEntry, changeSet } from "./action";
import { type Book, type BookCode, bookReads, numberTaker, openBook } from "./book";
import { type InputCode, decodeFields } from "./inputFields";
import { entrySummaries } from "./summaries";
import { typedInvoice } from "./typedInvoices";
import { type TypedNumbers, typedRow } from "./typedNumber";
import { typedPayment } from "./typedPayments";

export interface PostTypedInput {
  readonly table: TypedTable;
  /** 1-based rows of the table; null for all that were typed. */
  readonly rows: readonly number[] | null;
}

/** In order of precedence, after those of the input and of the book; what is wrong with a row are issues, each with its cell. */
export const POST_TYPED_CODES = ["seriesWrong", "typedRowsNone", "typedRowUnknown"] as const;
export type PostTypedCode = InputCode | BookCode | (typeof POST_TYPED_CODES)[number];

const READS: Readonly<Record<TypedTable, readonly TableName[]>> = {
  Invoices: ["Customers", "Items", "TaxCodes", "Terms"],
  Payments: ["Customers", "DueDates"],
};
const WRITES: Readonly<Record<TypedTable, readonly TableName[]>> = {
  Invoices: ["Invoices", "DueDates", "InvoiceLines"],
  Payments: ["Invoices", "Payments", "Applications"],
};

/**
 * Posts rows that a person typed into Invoices or Payments. Each becomes an entry of its own and is filled in place: there is
 * no second row. A row with anything wrong refuses the act, with an issue at each cell; `rows` posts the others without it.
 */
export const postTyped: Action<PostTypedInput> = {
  name: "postTyped",
  decode: (given) =>
    decodeFields(given, ["table", "rows"], "", (fields) => {
      const named = fields.requiredText("table");
      const table = TYPED_TABLES.find((name) => name.toLowerCase() === named.toLowerCase());
      if (table === undefined && named !== "") fields.wrong("table", TYPED_TABLES.join(" or "));
      const given = fields.list("rows");
      const rows = given?.flatMap((value) => (typeof value === "number" && Number.isInteger(value) && value > 0 ? [value] : [])) ?? null;
      if (rows !== null && (rows.length < (given?.length ?? 0) || rows.length === 0)) fields.wrong("rows", "a list of row numbers of the table, the first row being 1");
      return { table: table ?? "Payments", rows: rows === null ? null : [...new Set(rows)].sort((a, b) => a - b) };
    }),
  reads: ({ table }, env) => bookReads([...READS[table], ...WRITES[table]], env.seat),
  plan: (snapshot, { table, rows }, env) => {
    const opened = openBook(snapshot, { reads: READS[table], writes: WRITES[table], seat: env.seat });
    if (!opened.ok) return opened;
    const book = opened.value;
    const view = viewTable(snapshot, table);
    if (view === null) return refuse(rejection("tableMissing", { table }));
    const no = (code: PostTypedCode, params: Readonly<Record<string, string | number>>): { readonly ok: false; readonly rejections: readonly Rejection<PostTypedCode>[] } => refuse(rejection(code, params));
    const series = table === "Payments" ? "Payment" : "Invoice";
    const taker = numberTaker(book, series, env.seat);
    if ("problem" in taker) return no("seriesWrong", { series, problem: taker.problem });
    // What this very act posted before it broke off; its rows are filled by the same entries.
    const own = book.entries.filter(({ head }) => head.id === env.entryId || head.id.startsWith(`${env.entryId}.`)).map(({ head, body }): PlannedEntry => ({ id: head.id, body }));
    // A row whose entry is posted and that only waits to be written (a run broke off) is not offered again.
    const beingFilled = new Set(rowsOfTable(table, rowsByEntry(snapshot, book.ledger.entries), book));
    const waiting = typedRows(view).filter((row) => !beingFilled.has(row));
    const chosen = rows === null ? waiting : waiting.filter((row) => rows.includes(row + 1));
    const stranger = own.length > 0 ? undefined : rows?.find((row) => !waiting.includes(row - 1));
    if (stranger !== undefined) return no("typedRowUnknown", { table, row: stranger, typed: waiting.map((row) => row + 1).join(", ") });
    if (chosen.length === 0 && own.length === 0) return no("typedRowsNone", { table });
    const { entries, issues } = planRows(chosen, { table, view, numbers: { book, taker } });
    const isAlone = chosen.length === 1 && own.length === 0;
    const fresh = entries.map(({ row, body }): PlannedEntry => ({ id: isAlone ? env.entryId : `${env.entryId}.${row + 1}`, body, rows: [row + 1] }));
    const all = [...own, ...fresh];
    return ok(changeSet({ entries: all, documents: all.flatMap(({ body }) => entrySummaries(body, book.ledger)), issues }));
  },
};

function rowsOfTable(table: TypedTable, targets: ReadonlyMap<string, number>, { ledger }: Book): readonly number[] {
  return ledger.entries.flatMap((entry) => (typedOrigin(entry)?.table === table ? (targets.get(entry.head.id) ?? []) : []));
}

interface PlannedRow {
  readonly row: number;
  readonly body: PlannedEntry["body"];
}

function planRows(rows: readonly number[], of: { readonly table: TypedTable; readonly view: TableView; readonly numbers: TypedNumbers }): { readonly entries: readonly PlannedRow[]; readonly issues: readonly Issue[] } {
  const { table, view, numbers } = of;
  const { book } = numbers;
  const find = customerFinder(needed(book, "Customers"));
  const issues: Issue[] = [];
  const bodyOf = table === "Payments" ? payments() : invoices();
  const entries = rows.flatMap((row): PlannedRow[] => {
    const typed = typedRow(view, row);
    const body = bodyOf(typed);
    issues.push(...typed.issues);
    return body === null ? [] : [{ row, body }];
  });
  return { entries, issues };

  function payments(): (typed: ReturnType<typeof typedRow>) => PlannedEntry["body"] | null {
    const applied = new Map<string, number>();
    return (typed) => typedPayment(typed, { ...numbers, find, applied });
  }

  function invoices(): (typed: ReturnType<typeof typedRow>) => PlannedEntry["body"] | null {
    const taxCodes = readTaxCodes(needed(book, "TaxCodes"));
    issues.push(...taxCodes.issues);
    const common = { customer: find, item: itemFinder(needed(book, "Items")), taxCodes: taxCodes.rows, settings: book.settings, billedRows: new Map<string, string>() };
    return (typed) => typedInvoice(typed, { ...numbers, find, terms: needed(book, "Terms"), masters: (invoiceDate) => ({ ...common, invoiceDate }) });
  }
}

function needed(book: Book, name: TableName): TableView {
  const view = viewTable(book.snapshot, name);
  if (view === null) throw new Error(`The preflight found the table ${name}`);
  return view;
}
