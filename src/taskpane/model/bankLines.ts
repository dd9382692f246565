import type { FoldedLedger } from "../../core/ledger/ledgerState";
import { currencyDecimals } from "../../core/values/currency";
import { minorFromNumber } from "../../core/values/money";
import { type PlainDate, fromSerial } from "../../core/values/plainDate";
import { type FieldSpec, mapColumns, plainHeader } from "../../workbook/columnMapping";
import { cellAddress } from "../../workbook/address";
import type { CellRead, TableSnapshot } from "../../workbook/port";
import { isLedgerTable } from "./billableTables";

type BankField = "date" | "amount" | "reference" | "payer" | "matched";

const BANK_FIELDS: readonly FieldSpec<BankField>[] = [
  { field: "date", required: true, tiers: [["Date", "Bank date", "Booking date", "Value date"]] },
  { field: "amount", required: true, tiers: [["Amount", "Credit", "Received"]] },
  { field: "reference", required: false, tiers: [["Reference", "Description", "Text", "Details", "Memo", "Remittance"]] },
  { field: "payer", required: false, tiers: [["Payer", "Name", "Counterparty", "From"]] },
  { field: "matched", required: false, tiers: [["Matched", "Payment", "Posted", "Status"]] },
];

/** A line of a bank table that no payment answers yet. */
export interface BankLine {
  readonly address: string;
  readonly date: PlainDate;
  /** A number as the bank gives it; its currency is the payment's. */
  readonly amount: number;
  readonly reference: string;
  readonly payer: string;
}

/** A table whose name says bank and which has a date and an amount. */
export function isBankTable(name: string, headers: readonly string[]): boolean {
  if (isLedgerTable(name) || !plainHeader(name).includes("bank")) return false;
  const { columns } = mapColumns(headers, BANK_FIELDS);
  return columns.has("date") && columns.has("amount");
}

/**
 * Money received that is not posted: lines above zero, not marked, and without a payment of that amount on that day whose
 * reference is the line's. A line that cannot be read counts as nothing: it is no money.
 */
export function unmatchedLines(table: TableSnapshot, of: { readonly ledger: FoldedLedger | null; readonly dateSystem: 1900 | 1904 }): readonly BankLine[] {
  const { columns } = mapColumns(table.headers, BANK_FIELDS);
  const posted = of.ledger === null ? [] : postedPayments(of.ledger);
  return table.rows.flatMap((row, index): BankLine[] => {
    const at = (field: BankField): CellRead => row[columns.get(field) ?? -1] ?? "";
    const amount = at("amount");
    const serial = at("date");
    const date = typeof serial === "number" ? fromSerial(Math.floor(serial), of.dateSystem) : null;
    if (typeof amount !== "number" || amount <= 0 || date === null || textOf(at("matched")) !== "") return [];
    const line: BankLine = { address: cellAddress(table.sheet, table.top + 1 + index, table.left), date, amount, reference: textOf(at("reference")), payer: textOf(at("payer")) };
    return posted.some((payment) => answers(payment, line)) ? [] : [line];
  });
}

type PostedPayment = { readonly dates: readonly PlainDate[]; readonly amount: number; readonly decimals: number; readonly reference: string };

function postedPayments(ledger: FoldedLedger): readonly PostedPayment[] {
  return ledger.entries.flatMap(({ body }) => {
    if (body.kind !== "payment") return [];
    const { date, bankDate, amount, currency, reference } = body.payment;
    return [{ dates: bankDate === null ? [date] : [date, bankDate], amount, decimals: currencyDecimals(currency), reference }];
  });
}

function answers(payment: PostedPayment, line: BankLine): boolean {
  const minor = minorFromNumber(line.amount, payment.decimals);
  return minor.ok && minor.minor === payment.amount && payment.dates.includes(line.date) && payment.reference === line.reference;
}

function textOf(cell: CellRead): string {
  return typeof cell === "object" ? "" : String(cell).trim();
}
