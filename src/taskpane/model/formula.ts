import type { CurrencyCode } from "../../core/values/currency";
import { type PlainDate, toYmd } from "../../core/values/plainDate";
import { type Regional, listSeparator } from "./regional";

export type FigureName = "open" | "overdue" | "unapplied" | "balance" | "aging" | "nextDue";

export interface FigureFormula {
  readonly figure: FigureName;
  /** Customer id; null for all. */
  readonly customer: string | null;
  /** Null: today, and every day anew. */
  readonly asOf: PlainDate | null;
  /** Null where the ledger has one currency. */
  readonly currency: CurrencyCode | null;
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
  switch (figure) {
    case "open":
      return `=${open}`;
    case "overdue":
      return `=${call("OVERDUE", customer, day, "", "", currency)}`;
    case "unapplied":
      return `=${open}-${balance}`;
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
