import { chooseCurrency } from "../core/reports/currencyChoice";
import type { MetricAbsence } from "../core/reports/metric";
import { type ReceivablesMetrics, receivablesMetrics } from "../core/reports/receivablesMetrics";
import { type CurrencyCode, currencyDecimals } from "../core/values/currency";

import { type Decimal, decimalText, roundDecimal } from "../core/values/decimal";
import { addDays, addMonths, endOfMonth, formatIsoDate, type PlainDate, toYmd } from "../core/values/plainDate";
import { numberFromMinor } from "../core/values/money";
import type { Books } from "../live/books";
import { readCurrency, readDate } from "./arguments";
import { type Answer, notAvailable, refuseValue, valueError } from "./cellError";
import { readCell } from "./cells";
import type { Figure, When } from "./figure";
import { readOptions, single } from "./options";
import { allAccounts } from "./selection";

/** How DSO is reckoned. Sales are what was billed less credit memos and cancelled invoices of the period, tax included. */
const METHODS = ["simple", "countback", "countback 30", "best possible"] as const;
export type DsoMethod = (typeof METHODS)[number];

/** DSO in days: "simple" receivables ÷ sales × days; "countback" month by month; "best possible" with what is not yet due. */
export function dsoFigure(from: unknown, to: unknown, method: unknown, currency: unknown): Figure {
  const how = readMethod(method);
  return metricFigure("DSO", { from, to, currency, needsHistory: false, monthLength: how === "countback 30" ? 30 : "calendar" }, (metrics) => {
    if (how === "simple") return metrics.dso;
    if (how === "best possible") return metrics.bestPossible;
    const { countback } = metrics;
    if (countback.kind === "value") return countback;
    return { kind: "absent", reason: "historyTooShort" };
  });
}

/** CEI in percent: what was collected of what could have been collected in the period. */
export function ceiFigure(from: unknown, to: unknown, currency: unknown): Figure {
  return metricFigure("CEI", { from, to, currency, needsHistory: true, monthLength: "calendar" }, (metrics) => metrics.effectiveness);
}

/** ADD in days: DSO less best-possible DSO. */
export function addFigure(from: unknown, to: unknown, currency: unknown): Figure {
  return metricFigure("ADD", { from, to, currency, needsHistory: false, monthLength: "calendar" }, (metrics) => metrics.delinquent);
}

interface MetricArguments {
  readonly from: unknown;
  readonly to: unknown;
  readonly currency: unknown;
  readonly needsHistory: boolean;
  readonly monthLength: "calendar" | 30;
}

type Value = { readonly kind: "value"; readonly value: Decimal } | { readonly kind: "absent"; readonly reason: MetricAbsence };

function metricFigure(name: string, { from, to, currency, needsHistory, monthLength }: MetricArguments, pick: (metrics: ReceivablesMetrics) => Value): Figure {
  const wanted = readCurrency(currency);
  return {
    tables: null, options: readOptions(null), currency: wanted, needsHistory,
    asOfGiven: to !== null && to !== undefined,
    asOf: (dateSystem) => readDate(to, dateSystem, "to"),
    compute: (books, when) => {
      const period = { from: readDate(from, when.dateSystem, "from") ?? yearBefore(when.asOf), to: when.asOf };
      if (period.from > period.to) return refuseValue(`from (${formatIsoDate(period.from)}) is after to (${formatIsoDate(period.to)}): exchange them`);
      return [[metricAnswer(name, books, when, period, wanted, monthLength, pick)]];
    },
  };
}

/** The first of the twelve months that end on that day. */
function yearBefore(to: PlainDate): PlainDate {
  return addDays(addMonths(to, -12, to === endOfMonth(to) ? 31 : toYmd(to).day), 1);
}

function metricAnswer(name: string, books: Books, when: When, period: { readonly from: PlainDate; readonly to: PlainDate }, wanted: CurrencyCode | null, monthLength: "calendar" | 30, pick: (metrics: ReceivablesMetrics) => Value): Answer {
  const rows = receivablesMetrics(books.index, accountsIn(books, wanted), { ...period, sales: "net", monthLength });
  const [row, ...others] = rows;
  const days = `from ${formatIsoDate(period.from)} to ${formatIsoDate(period.to)}`;
  if (row === undefined) return notAvailable(`${name}: there is nothing ${wanted === null ? "in the books" : `in ${wanted}`} until ${formatIsoDate(when.asOf)}`);
  if (others.length > 0) return valueError(`There are several currencies (${rows.map((each) => each.currency).join(", ")}), which are never added: name one in the currency argument`);
  const value = pick(row);
  if (value.kind === "value") return numberOf(value.value);
  return notAvailable(`${name}: ${absenceSentence(value.reason, row, days)}`);
}

function accountsIn(books: Books, wanted: CurrencyCode | null): readonly number[] {
  const accounts = allAccounts(books);
  if (wanted === null) return accounts;
  const choice = chooseCurrency(books.index, accounts, wanted);
  return choice.kind === "one" ? choice.accounts : [];
}

function absenceSentence(reason: MetricAbsence, { currency, sales, receivables }: ReceivablesMetrics, days: string): string {
  const money = (minor: number): string => String(numberFromMinor(minor, currencyDecimals(currency)));
  switch (reason) {
    case "noSales":
      return `sales ${days} are ${money(sales)}, and there is nothing to divide by: choose a longer period`;
    case "nothingToCollect":
      return `nothing could have been collected ${days}`;
    case "nothingPaid":
      return `nothing was paid ${days}`;
    case "historyTooShort":
      return `the balance of ${money(receivables)} is larger than all sales on record`;
  }
}

/** A cell shows 15 digits; the value is exact far beyond them. */
function numberOf(value: Decimal): number {
  return Number(decimalText(roundDecimal(value, 12)));
}

function readMethod(raw: unknown): DsoMethod {
  const cell = readCell(single(raw));
  if (cell.kind === "blank") return "simple";
  const plain = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, "");
  const word = cell.kind === "text" ? plain(cell.value) : "";
  const found = METHODS.find((method) => plain(method) === word) ?? (word === "bestpossibledso" ? "best possible" : undefined);
  return found ?? refuseValue(`The method must be one of ${METHODS.map((method) => `"${method}"`).join(", ")}`);
}
