import type { PaymentDocument } from "../ledger/entries";
import type { FoldedLedger } from "../ledger/ledgerState";
import type { CurrencyCode } from "../values/currency";

/** Payments that went to the bank as one deposit, in one currency; minor units. */
export interface DepositTotal {
  /** As first written; other capitals and outer blanks are the same deposit. */
  readonly deposit: string;
  readonly currency: CurrencyCode;
  readonly payments: readonly { readonly number: string; readonly customer: string; readonly amount: number; readonly fee: number; readonly isReversed: boolean }[];
  /** Credited to customers, without payments that bounced. */
  readonly amount: number;
  readonly fee: number;
  /** What the bank statement shows for the deposit: amount − fee. */
  readonly banked: number;
}

/**
 * The bank deposit that a payment belongs to, as it stands with that payment: those posted before it and itself. `entry`:
 * the payment's own where it is posted already; null: it comes after all others. Null for a payment without a deposit.
 */
export function depositWith(payment: PaymentDocument, ledger: FoldedLedger, entry: string | null): DepositTotal | null {
  const key = depositKey(payment);
  if (key === null) return null;
  const bounced = new Set<string | null>([...ledger.credits.values()].filter(({ reversed }) => reversed).map((credit) => credit.entry));
  const earlier: (PaymentDocument & { readonly isReversed: boolean })[] = [];
  for (const { head, body } of ledger.entries) {
    if (head.id === entry) break;
    if (body.kind === "payment" && depositKey(body.payment) === key) earlier.push({ ...body.payment, isReversed: bounced.has(head.id) });
  }
  const payments = [...earlier, { ...payment, isReversed: bounced.has(entry) }];
  const sumOf = (field: "amount" | "fee"): number => payments.reduce((sum, each) => (each.isReversed ? sum : sum + each[field]), 0);
  const [amount, fee] = [sumOf("amount"), sumOf("fee")];
  return {
    deposit: (earlier[0] ?? payment).deposit.trim(), currency: payment.currency, amount, fee, banked: amount - fee,
    payments: payments.map((each) => ({ number: each.number, customer: each.customer, amount: each.amount, fee: each.fee, isReversed: each.isReversed })),
  };
}

/** Deposits are told apart by currency, and without regard to case and outer blanks. */
function depositKey({ currency, deposit }: PaymentDocument): string | null {
  const name = deposit.trim().normalize("NFC").toLowerCase();
  return name === "" ? null : `${currency} ${name}`;
}
