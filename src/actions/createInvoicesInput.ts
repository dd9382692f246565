import type { Decimal } from "../core/values/decimal";
import type { PlainDate } from "../core/values/plainDate";
import { type Result, ok } from "../core/values/result";
import type { Rejection } from "../workbook/rejection";
import { LINE_FIELDS, type LineField } from "../workbook/sourceColumns";
import { type GivenAllowance, decodeAllowances } from "./documentAllowances";
import { type FieldReader, decodeFields } from "./inputFields";
import { readPrepaid } from "./prepaid";

export type GroupKey = "customer" | "reference" | "currency";
const GROUP_KEYS: readonly GroupKey[] = ["customer", "reference", "currency"];

export interface CreateInvoicesInput {
  /** Today when null. */
  readonly invoiceDate: PlainDate | null;
  /** Rows that agree in these make one invoice; customer and currency always divide. */
  readonly groupBy: readonly GroupKey[];
  /** A table, defined name or address; "" is the selection when `rows` is null. */
  readonly source: string;
  readonly rows: readonly unknown[] | null;
  /** Which column holds what, where a person corrected it: field → header. */
  readonly mapping: ReadonlyMap<LineField, string>;
  /** 1-based rows of the source to leave out. */
  readonly exclude: ReadonlySet<number>;
  /** Terms for all, instead of the customers'; "" for theirs. */
  readonly terms: string;
  /** Discounts and charges for each invoice as a whole. */
  readonly allowances: readonly GivenAllowance[];
  /** Units of the book's currency for one of the invoices' (of those that are in another currency). */
  readonly exchangeRate: Decimal | null;
  /** Payments and deposits that were there before: the invoices of their customers take from them, in this order. */
  readonly prepaid: readonly string[];
  /** The step that what is left to pay is rounded to, in units of the invoice's currency (0.05); 0 for none, null as Settings says. */
  readonly cashRounding: Decimal | null;
}

/** Reads the input as data, or says which field is wrong. */
export function decodeCreateInvoices(given: unknown): Result<CreateInvoicesInput, Rejection> {
  let allowances: Result<readonly GivenAllowance[], Rejection> = ok([]);
  const decoded = decodeFields(given, ["invoiceDate", "groupBy", "source", "rows", "mapping", "exclude", "terms", "exchangeRate", "allowances", "prepaid", "cashRounding"], "", (fields) => {
    allowances = decodeAllowances(fields.list("allowances") ?? []);
    const cashRounding = fields.decimal("cashRounding");
    if (cashRounding?.isNegative() === true) fields.wrong("cashRounding", "above zero, or 0 for none");
    return {
      invoiceDate: fields.date("invoiceDate"), groupBy: readGroupBy(fields), source: fields.text("source"), rows: fields.list("rows"), mapping: readMapping(fields),
      exclude: readExclude(fields), terms: fields.text("terms"), exchangeRate: fields.decimal("exchangeRate"),
      prepaid: readPrepaid(fields), cashRounding,
    };
  });
  if (!decoded.ok) return decoded;
  return allowances.ok ? ok({ ...decoded.value, allowances: allowances.value }) : allowances;
}

function readGroupBy(fields: FieldReader): readonly GroupKey[] {
  const given = fields.list("groupBy");
  if (given === null) return GROUP_KEYS;
  const keys = given.flatMap((value) => GROUP_KEYS.find((key) => key === value) ?? []);
  if (keys.length < given.length) fields.wrong("groupBy", `a list of ${GROUP_KEYS.join(", ")}`);
  return keys;
}

function readMapping(fields: FieldReader): ReadonlyMap<LineField, string> {
  const given = fields.raw("mapping");
  const mapping = new Map<LineField, string>();
  if (given === undefined || given === null) return mapping;
  if (typeof given !== "object" || Array.isArray(given)) {
    fields.wrong("mapping", "headers by field");
    return mapping;
  }
  const names = LINE_FIELDS.map(({ field }) => field);
  for (const [key, header] of Object.entries(given)) {
    const field = names.find((name) => name === key);
    if (field === undefined || typeof header !== "string") fields.wrong("mapping", `headers by field (${names.join(", ")})`);
    else mapping.set(field, header);
  }
  return mapping;
}

function readExclude(fields: FieldReader): ReadonlySet<number> {
  const given = fields.list("exclude") ?? [];
  const rows = given.flatMap((value) => (typeof value === "number" && Number.isInteger(value) && value > 0 ? [value] : []));
  if (rows.length < given.length) fields.wrong("exclude", "a list of row numbers, the first row being 1");
  return new Set(rows);
}
