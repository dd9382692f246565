import { readCell } from "./cells";
import { refuseValue } from "./cellError";

const KEYWORDS = ["items", "no headers", "no totals", "age credits", "disputed", "due today is late", "skip bad rows", "round rows", "add rows"] as const;
export type Keyword = (typeof KEYWORDS)[number];

/** Words that would change what only some functions show or count: elsewhere they are refused, because doing nothing they would mislead. */
const SPECIAL: readonly Keyword[] = ["items", "age credits", "disputed", "due today is late"];

/** Roles whose column can be named in options, such as "amount=Gross". */
const COLUMN_NAMES = ["number", "invoice", "customer", "name", "date", "due", "amount", "currency", "balance", "paid", "paidOn", "type", "status", "terms", "discount"] as const;

/** "discount=none": the table has such a column, but it is not to be used. */
export const NO_COLUMN = "none";

/** Options as read: keywords, and columns that the person named for both tables or for one ("payments.date=Booked"). */
export interface Options {
  /** The options as written, for telling equal ones. */
  readonly text: string;
  readonly has: (keyword: Keyword) => boolean;
  readonly invoiceColumns: ReadonlyMap<string, string>;
  readonly paymentColumns: ReadonlyMap<string, string>;
}

/** Most calls give no options: ten thousand cells share these. */
const NONE: Options = { text: "", has: () => false, invoiceColumns: new Map(), paymentColumns: new Map() };

/**
 * Reads the `options` argument: words separated by commas. A word that is not known is refused with the list of words,
 * because a misspelt option that does nothing would give a figure that says something else than asked. `special`: the words
 * for single functions that this one knows.
 */
export function readOptions(raw: unknown, special: readonly Keyword[] = []): Options {
  if (raw === null || raw === undefined) return NONE;
  const cell = readCell(single(raw));
  const keywords = new Set<Keyword>();
  const invoiceColumns = new Map<string, string>();
  const paymentColumns = new Map<string, string>();
  if (cell.kind !== "blank" && cell.kind !== "text") refuseValue(`The options must be a text such as "no totals, skip bad rows"`);
  const text = cell.kind === "text" ? cell.value : "";
  for (const part of text.split(/[,;]/)) {
    const word = part.replace(/\s+/g, " ").trim();
    if (word === "") continue;
    const equals = word.indexOf("=");
    if (equals >= 0) nameColumn(word.slice(0, equals).trim(), word.slice(equals + 1).trim());
    else keywords.add(readKeyword(word, special));
  }
  return { text, has: (keyword) => keywords.has(keyword), invoiceColumns, paymentColumns };

  function nameColumn(left: string, header: string): void {
    const [, table, name] = /^(?:(invoices|payments)\s*\.\s*)?(.+)$/i.exec(left) ?? [];
    const role = COLUMN_NAMES.find((each) => each.toLowerCase() === name?.replace(/\s+/g, "").toLowerCase());
    if (role === undefined || header === "")
      refuseValue(`The option "${left}=${header}" names no column: write such as "amount=Gross", with one of ${COLUMN_NAMES.join(", ")}`);
    // In the payments the invoice's number is called invoice; in the invoices it is the number.
    if (table?.toLowerCase() !== "payments") invoiceColumns.set(role === "invoice" ? "number" : role, header);
    if (table?.toLowerCase() !== "invoices") paymentColumns.set(role === "number" ? "invoice" : role, header);
  }
}

function readKeyword(word: string, special: readonly Keyword[]): Keyword {
  const plain = (text: string): string => text.toLowerCase().replace(/[\s\-_]+/g, "");
  const found = KEYWORDS.find((keyword) => plain(keyword) === plain(word));
  const cure = (words: readonly Keyword[]): string => `Options are: ${words.join(", ")}; or a column, such as "amount=Gross"`;
  if (found === undefined) return refuseValue(`The option "${word}" is not known. ${cure(KEYWORDS)}`);
  const here = KEYWORDS.filter((keyword) => special.includes(keyword) || !SPECIAL.includes(keyword));
  return here.includes(found) ? found : refuseValue(`The option "${word}" is not known to this function. ${cure(here)}`);
}

/** The one value of an argument that may arrive as a 1 × 1 range. */
export function single(raw: unknown): unknown {
  if (!Array.isArray(raw)) return raw;
  const rows: readonly unknown[] = raw;
  const [row] = rows;
  if (rows.length === 1 && Array.isArray(row) && row.length === 1) return row[0];
  return refuseValue("This argument takes one value, not a range");
}
