import type { AppliedPart, DeductionItem, EntryBody, PaymentBody, PrepaidPart, RefundPart, Settlement } from "../../../core/ledger/entries";
import type { CurrencyCode } from "../../../core/values/currency";
import type { CellRef } from "../../../core/values/issue";
import { APPLICATION_WORDS } from "../../projection";
import type { Around } from "./around";
import { type Gap, dueParts, rebuiltDocument } from "./rebuiltDocument";
import type { EntryRows, PostedRow } from "./postedRows";

export type RebuiltBody =
  | { readonly ok: true; readonly body: EntryBody; readonly gaps: readonly Gap[] }
  /** `at`: the row that stands in the way; `document`: what it is about. */
  | { readonly ok: false; readonly document: string; readonly at: CellRef | null };

/** What a row's Kind says in the table Invoices. */
const DOCUMENT_KINDS = new Set(["invoice", "debit memo", "interest", "credit memo"]);

/**
 * What an entry said, by the rows that it wrote. The numbers of a document whose lines are missing are kept by a line in their place
 * (gaps). Not rebuilt: where the Check of its row, or of one of its applications, says that it is not as it was posted, or the row
 * is gone.
 */
export function rebuiltBody(rows: EntryRows, around: Around): RebuiltBody {
  const document = rows.Invoices.find((row) => DOCUMENT_KINDS.has(row.text("Kind")) || row.text("Kind") === "opening") ?? null;
  const payment = rows.Payments[0] ?? null;
  const harmed = [...rows.Invoices, ...rows.Payments, ...rows.Applications].find(({ isProven }) => !isProven);
  const no = (row: PostedRow | null | undefined): RebuiltBody => ({ ok: false, document: nameOf(rows), at: row?.at ?? null });
  if (harmed !== undefined) return no(harmed);
  const made = document !== null ? ofDocument(document, rows, around) : payment !== null ? ofPayment(payment, rows, around) : ofMovements(rows);
  return made ?? no(document ?? payment ?? rows.Applications[0] ?? rows.InvoiceLines[0] ?? rows.DueDates[0]);
}

/** What a person knows the entry by. */
function nameOf({ Applications, DueDates, InvoiceLines, Invoices, Payments, entry }: EntryRows): string {
  const first = [...Payments, ...Invoices, ...InvoiceLines, ...DueDates][0]?.text("Number");
  const [application] = Applications;
  return first ?? (application === undefined ? "" : application.text("From") || application.text("To")) ?? entry;
}

function ofDocument(header: PostedRow, rows: EntryRows, around: Around): RebuiltBody | null {
  const kind = header.text("Kind");
  if (kind === "opening") return ofOpening(header, rows);
  const made = rebuiltDocument(header, rows, { sign: kind === "credit memo" ? -1 : 1, around });
  if (made === null) return null;
  const { document, gaps } = made;
  if (kind === "credit memo") {
    const applications = appliedParts(rows, document.currency);
    const [first] = applications ?? [];
    if (applications === null) return null;
    return { ok: true, gaps, body: { kind: "creditMemo", document, original: first?.to ?? namedBy(document.reference), applications } };
  }
  const prepaid = linesUpTo(rows.Applications).map((row): PrepaidPart | null => {
    const amount = row === null ? 0 : row.money("Amount", document.currency);
    return amount === null ? null : { from: (row ?? rows.Applications[0])?.text("From") ?? "", amount };
  });
  if (!allThere(prepaid)) return null;
  return {
    ok: true, gaps,
    body: { kind: kind === "invoice" ? "invoice" : "debitMemo", document, ...(kind === "interest" ? { interest: [] } : {}), ...(prepaid.length === 0 ? {} : { prepaid }) },
  };
}

/** The document that a reference begins with ("INV-2026-0001: returned"), as credit memos name their invoice; null where it names none. */
function namedBy(reference: string): string | null {
  const [named = ""] = reference.split(": ");
  return /^\S*\d$/.test(named) ? named : null;
}

function ofOpening(header: PostedRow, { DueDates }: EntryRows): RebuiltBody | null {
  const [currency, date] = [header.currency(), header.day("Date")];
  const amount = currency === null ? null : header.money("Total", currency);
  if (currency === null || date === null || amount === null) return null;
  const number = header.text("Number");
  const parts = dueParts(number, DueDates, currency);
  const isWhole = parts !== null && parts.reduce((sum, part) => sum + part.amount, 0) === amount;
  const dues = isWhole ? parts.map(({ part, due, amount: own }) => ({ part, due, amount: own })) : [{ part: 1, due: header.day("Due") ?? date, amount }];
  return { ok: true, gaps: isWhole ? [] : ["dues"], body: { kind: "opening", side: "charge", number, customer: header.text("Customer"), date, currency, reference: header.text("Reference"), amount, dues } };
}

function ofPayment(header: PostedRow, rows: EntryRows, around: Around): RebuiltBody | null {
  const [currency, date, kind] = [header.currency(), header.day("Date"), header.text("Kind")];
  const amount = currency === null ? null : header.money("Amount", currency);
  if (currency === null || date === null || amount === null) return null;
  const [number, customer, reference, exchangeRate] = [header.text("Number"), header.text("Customer"), header.text("Reference"), header.decimal("Exchange rate")];
  if (kind === "reversal") {
    const [payment = "", ...reason] = reference.split(": ");
    return { ok: true, gaps: [], body: { kind: "reversal", number, payment, customer, date, currency, amount: Math.abs(amount), reason: reason.join(": ") } };
  }
  const paid = { number, customer, date, bankDate: header.day("Bank date"), method: header.text("Method"), reference, currency, exchangeRate };
  if (kind === "refund") {
    const parts = linesUpTo(rows.Applications).map((row): RefundPart | null => {
      const own = row === null ? 0 : row.money("Amount", currency);
      return own === null ? null : { from: (row ?? rows.Applications[0])?.text("From") ?? "", amount: own };
    });
    return allThere(parts) ? { ok: true, gaps: [], body: { kind: "refund", refund: { ...paid, amount: 0 - amount, reason: "" }, parts } } : null;
  }
  if (kind !== "payment" && kind !== "deposit") return null;
  const settled = settlements(rows, currency);
  if (settled === null) return null;
  const payment: PaymentBody["payment"] = { ...paid, kind, deposit: header.text("Deposit"), ...(exchangeRate === "" ? {} : { bookCurrency: around.settings.currency }), amount, fee: header.money("Fee", currency) ?? 0 };
  return { ok: true, gaps: [], body: { kind: "payment", payment, settlements: settled } };
}

/** An entry without a document of its own: what it moved. */
function ofMovements({ Applications }: EntryRows): RebuiltBody | null {
  const rows = [...Applications].sort((a, b) => lineNumber(a) - lineNumber(b));
  const [first, second] = rows;
  const currency = first?.currency() ?? null;
  if (first === undefined || currency === null) return null;
  const days = rows.flatMap((row) => row.day("Date") ?? []);
  const date = days.reduce<(typeof days)[number] | null>((least, day) => (least === null || day < least ? day : least), null);
  const amount = first.money("Amount", currency);
  if (date === null || amount === null) return null;
  const [kind, customer, to] = [first.text("Kind"), first.text("Customer"), first.text("To")];
  const made = (body: EntryBody): RebuiltBody => ({ ok: true, gaps: [], body });
  if (kind === APPLICATION_WORDS.void) return made({ kind: "void", document: to || first.text("From"), customer, date, reason: "" });
  if (kind === APPLICATION_WORDS.writeOff) return made({ kind: "writeOff", document: to, customer, date, amount, reason: "" });
  if (kind === APPLICATION_WORDS.deduction) return second === undefined ? null : made({ kind: "chargeBack", deduction: to, customer, date, amount, reason: "" });
  const applications = appliedParts({ Applications: rows }, currency);
  return applications === null ? null : made({ kind: "application", from: first.text("From"), date, applications });
}

/** The parts in order of their lines. One that moved nothing left no row: a part of nothing keeps its place. */
function appliedParts({ Applications }: Pick<EntryRows, "Applications">, currency: CurrencyCode): readonly AppliedPart[] | null {
  const parts = linesUpTo(Applications).map((row): AppliedPart | null => {
    const named = row ?? Applications[0];
    const [amount, discount] = row === null ? [0, 0] : [row.money("Amount", currency), row.money("Discount", currency)];
    return named === undefined || amount === null || discount === null ? null : { to: named.text("To"), customer: named.text("Customer"), amount, discount };
  });
  return allThere(parts) ? parts : null;
}

/** What a payment settled: a line for what was paid, and one each for a deduction and a write-off of the same document. */
function settlements(rows: EntryRows, currency: CurrencyCode): readonly Settlement[] | null {
  const lines = linesUpTo(rows.Applications);
  const items = rows.Invoices.filter((row) => row.text("Kind") === "deduction");
  const found: Settlement[] = [];
  for (let index = 0; index < lines.length; ) {
    const paid = lines[index] ?? null;
    const isPaid = paid?.text("Kind") === APPLICATION_WORDS.payment;
    if (paid !== null && !isPaid) return null;
    let next = index + 1;
    const target = (paid ?? lines[next] ?? rows.Applications[0])?.text("To") ?? "";
    const takes = (kind: string): PostedRow | null => {
      const row = lines[next] ?? null;
      if (row === null || row.text("Kind") !== kind || row.text("To") !== target) return null;
      next += 1;
      return row;
    };
    const deducted = takes(APPLICATION_WORDS.deduction);
    const written = takes(APPLICATION_WORDS.writeOff);
    const deduction = deducted === null ? null : deductionItem(items, { to: target, amount: deducted.money("Amount", currency), dueDates: rows.DueDates, currency });
    const [amount, discount] = paid === null ? [0, 0] : [paid.money("Amount", currency), paid.money("Discount", currency)];
    const writeOff = written === null ? 0 : written.money("Amount", currency);
    if (amount === null || discount === null || writeOff === null || (deducted !== null && deduction === null)) return null;
    const customer = deduction?.customer ?? (paid ?? written ?? rows.Applications[0])?.text("Customer") ?? "";
    found.push({ to: target, customer, amount, discount, writeOff, deduction: deduction?.item ?? null, reason: "" });
    index = next;
  }
  return found;
}

/** The item that a deduction was kept as: its reference names the invoice, the reason and who looks after it. Its customer is the settlement's: the invoice may bear a merged one. */
function deductionItem(items: PostedRow[], of: { readonly to: string; readonly amount: number | null; readonly dueDates: readonly PostedRow[]; readonly currency: CurrencyCode }): { readonly item: DeductionItem; readonly customer: string } | null {
  const { to, amount, currency, dueDates } = of;
  const index = items.findIndex((row) => {
    const reference = row.text("Reference");
    return row.money("Total", currency) === amount && (reference === to || reference.startsWith(`${to}: `) || reference.startsWith(`${to} (`));
  });
  const [item] = index < 0 ? [] : items.splice(index, 1);
  if (item === undefined || amount === null) return null;
  const number = item.text("Number");
  const due = dueParts(number, dueDates, currency)?.[0]?.due ?? item.day("Due");
  if (due === null) return null;
  const rest = item.text("Reference").slice(to.length);
  const owner = rest.startsWith(" (") ? rest.slice(2, -1) : "";
  return { customer: item.text("Customer"), item: { number, amount, due, reason: rest.startsWith(": ") ? rest.slice(2) : "", ...(owner === "" ? {} : { owner }) } };
}

/** Rows by their line, from line 1 to the last; null for a line that has none. */
function linesUpTo(rows: readonly PostedRow[]): readonly (PostedRow | null)[] {
  const byLine = new Map(rows.map((row) => [lineNumber(row), row]));
  const last = rows.reduce((most, row) => Math.max(most, lineNumber(row)), 0);
  // A line far beyond what any act asks for is no line.
  return last > LINES_MAX ? rows : Array.from({ length: last }, (_, index) => byLine.get(index + 1) ?? null);
}

const LINES_MAX = 10_000;

function lineNumber(row: PostedRow): number {
  return row.number("Line") ?? 0;
}

function allThere<T>(list: readonly (T | null)[]): list is readonly T[] {
  return list.every((item) => item !== null);
}
