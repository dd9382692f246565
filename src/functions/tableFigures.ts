import { type AgingAmounts, agingByAccount, agingByItem, type AgingRequest, documentOf, sumAging } from "../core/reports/aging";
import { visitOpenParts } from "../core/reports/asOf";
import { bucketCount, bucketDays, type BucketSchedule } from "../core/reports/buckets";
import { compareKeys } from "../core/reports/keys";
import { openItems } from "../core/reports/openItems";
import type { CurrencyCode } from "../core/values/currency";
import { formatIsoDate, fromSerial, toSerial } from "../core/values/plainDate";
import type { Books } from "../live/books";
import { type Asked, readAsked, readBasis, readLimits } from "./arguments";
import type { Answer, CellError } from "./cellError";
import { isCellError, refuseValue } from "./cellError";
import { type Cell, shownCell } from "./cells";
import type { Figure, When } from "./figure";
import { common } from "./scalarFigures";
import { chooseCustomer, moneyAnswer, shownCustomer } from "./selection";

/** AGING: what is open by age, a row a customer (or a document), header and totals around it. */
export function agingFigure(customer: unknown, asOf: unknown, bucketLimits: unknown, basis: unknown, invoices: unknown, payments: unknown, options: unknown): Figure {
  const asked = readAsked(customer);
  const shared = common(asOf, invoices, payments, options, ["items", "age credits", "disputed", "due today is late"]);
  const { has } = shared.options;
  const schedule: BucketSchedule = { limits: readLimits(bucketLimits), dueTodayIsLate: has("due today is late") };
  const request = { basis: readBasis(basis), schedule, ageCredits: has("age credits") };
  return { ...shared, currency: null, compute: (books, when) => agingTable(books, when, asked, { ...request, asOf: when.asOf }, shared.options.has) };
}

interface Line {
  readonly label: Answer;
  readonly currency: CurrencyCode | null;
  /** Cells between the currency and the amounts: those of a document with the option "items". */
  readonly details: readonly Answer[];
  readonly amounts: AgingAmounts | CellError;
}

function agingTable(books: Books, when: When, asked: Asked, request: AgingRequest, has: Figure["options"]["has"]): Answer[][] {
  const picked = pickAccounts(books, asked);
  if (!Array.isArray(picked)) return [[picked]];
  const accounts = [...new Set(picked.flatMap((each) => each.accounts))];
  const currencies = [...new Set(accounts.map((account) => books.index.accounts[account]?.currency))].filter((code) => code !== undefined).sort();
  const several = currencies.length > 1;
  const byItem = has("items");
  const lines = picked.flatMap((each): Line[] => {
    if (each.error !== null) return [{ label: each.label, currency: null, details: byItem ? ["", "", ""] : [], amounts: each.error }];
    return byItem ? itemLines(books, each.accounts, request, when) : customerLines(books, each, request, several);
  });
  const rows: Answer[][] = lines.map((line) => cellsOf(line, request.schedule, several, has("disputed")));
  if (!has("no headers")) rows.unshift(headerOf(request, several, byItem, has("disputed")));
  if (!has("no totals")) {
    const sums = agingByAccount(books.index, accounts, request);
    const failed = lines.map((line) => line.amounts).find((amounts) => isCellError(amounts) && amounts.error === "#VALUE!");
    for (const currency of several ? currencies : [currencies[0] ?? null]) {
      const amounts = failed !== undefined && isCellError(failed) ? failed : sumAging(sums.filter((row) => currency === null || row.customer.currency === currency), request.schedule);
      rows.push(cellsOf({ label: "Total", currency, details: byItem ? ["", "", ""] : [], amounts }, request.schedule, several, has("disputed")));
    }
  }
  return withNotes(rows, books.notes);
}

interface Picked {
  readonly label: Answer;
  readonly accounts: readonly number[];
  readonly error: CellError | null;
  /** A customer that was named is shown even with nothing open. */
  readonly named: boolean;
}

/** The customers in order; a single cell that gives no customer is the whole answer. */
function pickAccounts(books: Books, asked: Asked): Picked[] | Answer {
  if (asked.kind === "all") {
    const unknown = books.blocked.get("");
    if (unknown !== undefined) refuseValue(unknown);
    const customers = new Map<string, number[]>();
    books.index.accounts.forEach((account, row) => customers.set(account.customerKey, [...(customers.get(account.customerKey) ?? []), row]));
    // A customer of whom nothing but damaged rows is left must not be missing from the list, nor from the totals in silence.
    for (const key of books.blocked.keys()) if (!customers.has(key)) customers.set(key, []);
    const inOrder = [...customers].sort(([a], [b]) => compareKeys(a, b));
    return inOrder.map(([key, accounts]): Picked => {
      const message = books.blocked.get(key);
      const customer = books.index.accounts[accounts[0] ?? -1]?.customer ?? key;
      return { label: shownCustomer(books, customer), accounts, error: message === undefined ? null : { error: "#VALUE!", message }, named: false };
    });
  }
  const cells = asked.cells.flat();
  const picked: Picked[] = [];
  for (const cell of cells) {
    const chosen = chooseCustomer(books, cell);
    if (chosen.kind === "answer") {
      if (cells.length === 1) return chosen.answer;
      if (isCellError(chosen.answer)) picked.push({ label: labelOf(cell), accounts: [], error: chosen.answer, named: true });
    } else picked.push({ label: shownCustomer(books, chosen.entry?.id ?? shownCell(cell)), accounts: chosen.accounts, error: null, named: true });
  }
  return picked.length === 0 ? "" : picked;
}

function labelOf(cell: Cell): Answer {
  return cell.kind === "number" || cell.kind === "text" ? cell.value : "";
}

function customerLines(books: Books, picked: Picked, request: AgingRequest, several: boolean): Line[] {
  const rows = agingByAccount(books.index, picked.accounts, request).filter((row) => picked.named || row.unapplied !== 0 || row.buckets.some((amount) => amount !== 0));
  const shown = rows.filter((row) => !several || row.unapplied !== 0 || row.buckets.some((amount) => amount !== 0));
  const kept = shown.length > 0 ? shown : rows.slice(0, 1);
  if (kept.length === 0 && picked.named) return [{ label: picked.label, currency: null, details: [], amounts: sumAging([], request.schedule) }];
  return kept.map((row) => ({ label: picked.label, currency: row.customer.currency, details: [], amounts: row }));
}

function itemLines(books: Books, accounts: readonly number[], request: AgingRequest, when: When): Line[] {
  return agingByItem(books.index, accounts, request).map((item): Line => {
    const document = documentOf(books.index, item);
    const account = books.index.accounts[item.account];
    let due: number | null = null;
    if (item.kind === "charge") visitOpenParts(books.index, item.row, when.asOf, (part) => (due ??= serialOf(books.index.charges[item.row]?.dues[part]?.due, when)));
    return {
      label: shownCustomer(books, account?.customer ?? ""),
      currency: account?.currency ?? null,
      details: [document?.number ?? "", serialOf(document?.date, when) ?? "", due ?? ""],
      amounts: item,
    };
  });
}

function serialOf(date: NonNullable<ReturnType<typeof fromSerial>> | undefined, when: When): number | null {
  return date === undefined ? null : toSerial(date, when.dateSystem);
}

function cellsOf(line: Line, schedule: BucketSchedule, several: boolean, disputed: boolean): Answer[] {
  const { amounts, currency } = line;
  const lead: Answer[] = [line.label, ...(several ? [currency ?? ""] : []), ...line.details];
  const money = (minor: number): number => moneyAnswer(minor, currency);
  if (isCellError(amounts)) return [...lead, ...new Array<CellError>(bucketCount(schedule) + (disputed ? 3 : 2)).fill(amounts)];
  return [...lead, ...amounts.buckets.map(money), money(amounts.unapplied), money(amounts.total), ...(disputed ? [money(amounts.disputed)] : [])];
}

function headerOf(request: AgingRequest, several: boolean, byItem: boolean, disputed: boolean): Answer[] {
  const buckets = bucketDays(request.schedule).map(({ from, to }) => (to === null ? `${from}+ days` : from === to ? `${from} days` : `${from}-${to} days`));
  return [
    `As of ${formatIsoDate(request.asOf)} · ${request.basis === "due" ? "due date" : "invoice date"}`,
    ...(several ? ["Currency"] : []),
    ...(byItem ? ["Document", "Date", "Due"] : []),
    "Current", ...buckets, "Unapplied", "Total",
    ...(disputed ? ["Disputed"] : []),
  ];
}

/** OPENITEMS: every due part and credit with something left. */
export function openItemsFigure(customer: unknown, asOf: unknown, invoices: unknown, payments: unknown, options: unknown): Figure {
  const asked = readAsked(customer);
  const shared = common(asOf, invoices, payments, options);
  return { ...shared, currency: null, compute: (books, when) => openItemsTable(books, when, asked, shared.options.has("no headers")) };
}

function openItemsTable(books: Books, when: When, asked: Asked, noHeaders: boolean): Answer[][] {
  const picked = pickAccounts(books, asked);
  if (!Array.isArray(picked)) return [[picked]];
  const accounts = [...new Set(picked.flatMap((each) => each.accounts))];
  const several = new Set(accounts.map((account) => books.index.accounts[account]?.currency)).size > 1;
  const withCustomer = asked.kind === "all" || picked.length > 1;
  const width = 7 + Number(several) + Number(withCustomer);
  const rows = picked.flatMap((each): Answer[][] => {
    if (each.error !== null) return [[each.label, ...new Array<Answer>(width - 1).fill(each.error)]];
    return openItems(books.index, each.accounts, when.asOf).map((item) => {
      const currency = books.index.accounts[item.account]?.currency ?? null;
      return [
        ...(withCustomer ? [each.label] : []),
        ...(several ? [currency ?? ""] : []),
        item.number, toSerial(item.date, when.dateSystem), serialOf(item.due ?? undefined, when) ?? "", item.daysLate === null ? "" : Math.max(0, item.daysLate),
        moneyAnswer(item.amount, currency), moneyAnswer(item.open, currency), moneyAnswer(item.disputed, currency),
      ];
    });
  });
  if (!noHeaders) rows.unshift([...(withCustomer ? ["Customer"] : []), ...(several ? ["Currency"] : []), "Document", "Date", "Due", "Days late", "Amount", "Open", "Disputed"]);
  return rows.length === 0 && books.notes.length === 0 ? [[""]] : withNotes(rows, books.notes);
}

/** Lines below the table, in its first column; every row has the same width. */
function withNotes(rows: readonly Answer[][], notes: readonly string[]): Answer[][] {
  const width = Math.max(1, ...rows.map((row) => row.length));
  const all = [...rows, ...notes.map((note): Answer[] => [note])];
  return all.map((row) => [...row, ...new Array<Answer>(width - row.length).fill("")]);
}
