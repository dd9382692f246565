import type { CurrencyCode } from "../../core/values/currency";
import { type PlainDate, toYmd } from "../../core/values/plainDate";
import { type Regional, listSeparator } from "./regional";

/** "unapplied" is credit on account, zero or above; "onAccount" the same with the sign in which it enters the balance. */
export type FigureName = "open" | "overdue" | "unapplied" | "balance" | "aging" | "nextDue" | "openItems" | "bucket" | "onAccount";

export interface FigureFormula {
  readonly figure: FigureName;
  /** Customer id; null for all. */
  readonly customer: string | null;
  /** Null: today, and every day anew. */
  readonly asOf: PlainDate | null;
  /** Null where the ledger has one currency. */
  readonly currency: CurrencyCode | null;
  /** Of a bucket: first and last day past due; null first for what is not late, null last for no end. */
  readonly days?: { readonly from: number | null; readonly to: number | null };
  /** Decimals of the amount, where the formula subtracts: a cell's difference is off by what binary arithmetic leaves behind. */
  readonly decimals?: number;
}

/** Further back than any due date, so that everything open counts, due or not. */
const EVERYTHING_OPEN = "-100000";

/** The formula that gives the same number in a cell, in the syntax of this workbook's locale. */
export function figureFormula(of: FigureFormula, regional: Regional): string {
  const { figure, asOf } = of;
  const separator = listSeparator(regional);
  const customer = of.customer === null ? "" : `"${of.customer.replaceAll('"', '""')}"`;
  const currency = of.currency === null ? "" : `"${of.currency}"`;
  const day = asOf === null ? "" : dateCall(asOf, separator);
  const call = (name: string, ...args: readonly string[]): string => {
    const last = args.findLastIndex((argument) => argument !== "");
    return `BILLING.${name}(${args.slice(0, last + 1).join(separator)})`;
  };
  const open = call("OVERDUE", customer, day, EVERYTHING_OPEN, "", currency);
  const balance = call("BALANCE", customer, day, currency);
  const rounded = (difference: string): string => (of.decimals === undefined ? difference : `ROUND(${difference}${separator}${of.decimals})`);
  switch (figure) {
    case "open":
      return `=${open}`;
    case "overdue":
      return `=${call("OVERDUE", customer, day, "", "", currency)}`;
    case "unapplied":
      return `=${rounded(`${open}-${balance}`)}`;
    case "onAccount":
      return `=${rounded(`${balance}-${open}`)}`;
    case "bucket": {
      const from = of.days?.from ?? null;
      const to = from === null ? "0" : String(of.days?.to ?? "");
      return `=${call("OVERDUE", customer, day, from === null ? EVERYTHING_OPEN : String(from), to, currency)}`;
    }
    case "openItems":
      return `=${call("OPENITEMS", customer, day)}`;
    case "balance":
      return `=${balance}`;
    case "aging":
      return `=${call("AGING", customer, day)}`;
    case "nextDue":
      return `=${call("NEXTDUE", customer, day)}`;
  }
}

function dateCall(date: PlainDate, separator: string): string {
  const { year, month, day } = toYmd(date);
  return `DATE(${[year, month, day].join(separator)})`;
}
