import type { Entry } from "../../core/ledger/entries";
import type { FoldedApplication, FoldedLedger } from "../../core/ledger/ledgerState";
import { type CurrencyCode, currencyDecimals } from "../../core/values/currency";
import { numberFromMinor } from "../../core/values/money";
import { applicationsOf } from "../projection";
import type { CellRead } from "../port";
import type { TableView } from "../tables";
import type { RepeatingTable } from "./repeatingTables";

/** Whether a posted row's derived cells say what the ledger says now. Only ever too strict: what it doubts is compared cell by cell. */
export type DerivedCheck = (cells: readonly CellRead[], entry: Entry) => boolean;

/** Null for a table without derived cells. */
export function derivedCheck(table: RepeatingTable, view: TableView, ledger: FoldedLedger): DerivedCheck | null {
  switch (table) {
    case "Invoices":
      return invoiceCheck(view, ledger);
    case "Payments":
      return paymentCheck(view, ledger);
    case "Applications":
      return view.indexes.has("Exchange gain") ? gainCheck(view, ledger) : null;
    default:
      return null;
  }
}

function invoiceCheck(view: TableView, ledger: FoldedLedger): DerivedCheck {
  const [number, balance, disputed, status] = columns(view, "Number", "Balance", "Disputed", "Status");
  return (cells, { body }) => {
    const key = String(cells[number]);
    const credit = body.kind === "creditMemo" ? ledger.credits.get(key) : undefined;
    if (credit !== undefined) return cells[balance] === money(0 - credit.unapplied, credit.currency) && cells[disputed] === 0 && cells[status] === credit.status;
    const charge = body.kind === "creditMemo" ? undefined : ledger.charges.get(key);
    if (charge === undefined) return false;
    const isMemo = body.kind === "invoice" || body.kind === "debitMemo";
    return cells[balance] === money(charge.open, charge.currency) && cells[disputed] === (isMemo ? money(charge.disputed, charge.currency) : 0) && cells[status] === charge.status;
  };
}

function paymentCheck(view: TableView, ledger: FoldedLedger): DerivedCheck {
  const [number, unapplied, status] = columns(view, "Number", "Unapplied", "Status");
  return (cells, { body }) => {
    if (body.kind === "reversal") return cells[unapplied] === 0 && cells[status] === "Paid";
    if (body.kind === "refund") return cells[unapplied] === 0 && cells[status] === (ledger.refunds.get(body.refund.number)?.reversed === true ? "Void" : "Paid");
    const credit = ledger.credits.get(String(cells[number]));
    return credit !== undefined && cells[unapplied] === money(credit.unapplied, credit.currency) && cells[status] === credit.status;
  };
}

function gainCheck(view: TableView, ledger: FoldedLedger): DerivedCheck {
  const [line, gain] = columns(view, "Line", "Exchange gain");
  const gainOf = ({ exchange }: FoldedApplication): CellRead => (exchange === null ? "" : money(exchange.minor, exchange.currency));
  const byEntry = applicationsOf(ledger);
  return (cells, { head }) => {
    const application = byEntry.get(head.id)?.find((each) => each.line === cells[line]);
    return application !== undefined && (cells[gain] ?? "") === gainOf(application);
  };
}

function columns<Headers extends readonly string[]>(view: TableView, ...headers: Headers): { readonly [K in keyof Headers]: number };
function columns(view: TableView, ...headers: readonly string[]): readonly number[] {
  return headers.map((header) => view.indexes.get(header) ?? -1);
}

function money(minor: number, currency: CurrencyCode): number {
  return numberFromMinor(minor, currencyDecimals(currency));
}
