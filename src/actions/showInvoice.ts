import type { Entry } from "../core/ledger/entries";
import { foldEntries } from "../core/ledger/fold";
import type { FoldedLedger } from "../core/ledger/ledgerState";
import { type Result, ok, refuse } from "../core/values/result";
import { type DocumentToShow, type Prepayment, invoiceView } from "../workbook/invoiceSheetView";
import { type CopyReason, copyReasons } from "../workbook/invoiceSheetCopy";
import { TEMPLATE_VERSION } from "../workbook/invoiceSheetLayout";
import type { InvoiceSheet, PaperSize } from "../workbook/invoiceSheetPort";
import { documentOf, readJournal } from "../workbook/journal";
import { keyOf } from "../workbook/masterData";
import type { Workbook } from "../workbook/port";
import { type Rejection, rejection } from "../workbook/rejection";
import { readSettings } from "../workbook/settings";
import { journalTables, possibleNames, viewTable } from "../workbook/tables";

export interface ShowInvoiceInput {
  /** Of an invoice, debit memo or credit memo; case does not matter. */
  readonly number: string;
  /** Prints "COPY" on it, whatever changed. */
  readonly copy?: boolean;
}

export interface ShownInvoice {
  readonly number: string;
  readonly sheet: string;
  /** The sheet was not there and was made (again). */
  readonly made: boolean;
  /** Why it is marked as a copy; empty where it is not. `copySentence` says it in words. */
  readonly copy: readonly CopyReason[];
}

/** In order of precedence. */
export type ShowInvoiceCode =
  | "notSetUp" | "journalDamaged" | "documentUnknown" | "documentNotPrinted" | "sheetProtected" | "invoiceSheetLines" | "invoiceSheetOverlap";

/**
 * Shows a posted document on the Invoice sheet, as the Journal holds it: seller, buyer, terms and tax as they were. Where
 * the seller, the buyer or the printed form is another one today, the sheet says that it is a copy. Posts nothing. One read and the sheet's own round trips; Faults of the workbook are thrown on.
 */
export async function showInvoice(
  input: ShowInvoiceInput, on: { readonly workbook: Workbook; readonly sheet: InvoiceSheet; readonly template?: number },
): Promise<Result<ShownInvoice, Rejection<ShowInvoiceCode>>> {
  const snapshot = await on.workbook.read({ tables: [...possibleNames("Settings"), ...possibleNames("Customers")], prefixes: ["Journal_"] });
  const journals = journalTables(snapshot);
  if (journals.length === 0) return refuse(rejection("notSetUp"));
  const readings = journals.map(readJournal);
  const entries = readings.flatMap((reading) => reading.entries);
  const found = findDocument(entries, input.number);
  if (found === null) {
    const damaged = readings.flatMap((reading) => reading.issues).find(({ params }) => keyOf(String(params["document"] ?? "")) === keyOf(input.number));
    if (damaged !== undefined) return refuse(rejection("journalDamaged", damaged.params, damaged.at));
    const other = otherKind(entries, input.number);
    return refuse(other === null ? rejection("documentUnknown", { document: input.number }) : rejection("documentNotPrinted", { document: input.number, kind: other }));
  }
  const { settings } = readSettings(viewTable(snapshot, "Settings"));
  const paper: PaperSize = settings.paperSize;
  const copy = copyReasons(found.document, { snapshot, seller: settings.seller, template: on.template ?? TEMPLATE_VERSION, isAsked: input.copy === true });
  const outcome = await on.sheet.show(invoiceView(toShow(found, entries, copy.length > 0)), paper);
  const { number } = found.document;
  if (outcome.shown) return ok({ number, sheet: outcome.sheet, made: outcome.made, copy });
  const { sheet } = outcome;
  switch (outcome.problem) {
    case "sheetProtected":
      return refuse(rejection("sheetProtected", { sheet }));
    case "linesMissing":
      return refuse(rejection("invoiceSheetLines", { sheet }));
    case "blocksOverlap":
      return refuse(rejection("invoiceSheetOverlap", { sheet }));
  }
}

/** What the document's own entry applied to it. */
function prepayments({ applications, credits }: FoldedLedger, number: string, entry: string): readonly Prepayment[] {
  return applications.flatMap(({ from, to, entry: by, amount, date }) => (from === null || to !== number || by !== entry ? [] : [{ number: from, date: credits.get(from)?.date ?? date, amount }]));
}

function entryOf(entries: readonly Entry[], body: BilledBody): string {
  return entries.find((entry) => entry.body === body)?.head.id ?? "";
}

type BilledBody = Extract<Entry["body"], { readonly kind: "invoice" | "debitMemo" | "creditMemo" }>;

/** The number as typed, else without regard to case and outer blanks; the first posted where two have one number. */
function findDocument(entries: readonly Entry[], number: string): BilledBody | null {
  const billed = entries.flatMap(({ body }) => (body.kind === "invoice" || body.kind === "debitMemo" || body.kind === "creditMemo" ? [body] : []));
  return billed.find(({ document }) => document.number === number) ?? billed.find(({ document }) => keyOf(document.number) === keyOf(number)) ?? null;
}

/** What else bears the number: those have no lines to print. */
function otherKind(entries: readonly Entry[], number: string): string | null {
  const same = (other: string): boolean => keyOf(other) === keyOf(number);
  for (const { body } of entries) {
    if (body.kind === "payment" && body.settlements.some(({ deduction }) => deduction !== null && same(deduction.number))) return "deduction";
    if ((body.kind === "payment" || body.kind === "reversal" || body.kind === "opening") && same(documentOf(body))) return body.kind === "opening" ? "opening item" : body.kind;
  }
  return null;
}

function toShow(body: BilledBody, entries: readonly Entry[], isCopy: boolean): DocumentToShow {
  const { number } = body.document;
  const ledger = foldEntries(entries);
  const isVoid = (ledger.charges.get(number) ?? ledger.credits.get(number))?.status === "Void";
  const voided = entries.flatMap(({ body: other }) => (other.kind === "void" && other.document === number ? [other] : []))[0];
  return {
    kind: body.kind, document: body.document, original: body.kind === "creditMemo" ? (body.original ?? "") : "",
    prepaid: prepayments(ledger, number, entryOf(entries, body)),
    voided: isVoid && voided !== undefined ? { date: voided.date, reason: voided.reason } : null, isCopy,
  };
}
