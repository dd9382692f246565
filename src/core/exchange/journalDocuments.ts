import type { BilledDocument, EntryBody, PaymentDocument } from "../ledger/entries";
import type { ChargeState, CreditState, FoldedLedger } from "../ledger/ledgerState";
import { type BookRate, bookRate } from "./bookValues";
import { type JournalAccount, chargeAccount, creditAccount, plainAccount, taxAccount } from "./journalNames";

/** A document that has an account of its own, and how it came to be. */
export interface JournalDocument {
  readonly state: ChargeState | CreditState;
  readonly account: JournalAccount;
  readonly reference: string;
  /** What its own account gets when it is posted: above zero for a charge. */
  readonly posted: number;
  /** Where the other side stands: sales and taxes of an invoice, bank and fee of a payment. They sum to −posted. */
  readonly counters: readonly CounterAmount[];
  readonly rate: BookRate | null;
}

export interface CounterAmount {
  readonly account: JournalAccount;
  readonly minor: number;
}

export const BANK = plainAccount("assets:bank");
/** What leaves one open item for another (a deduction, a charge-back); zero on every day. */
export const TRANSFERS = plainAccount("equity:transfers");

/** The ledger's documents by number, charges and credits apart. */
export interface JournalDocuments {
  readonly charges: ReadonlyMap<string, JournalDocument>;
  readonly credits: ReadonlyMap<string, JournalDocument>;
}

export function journalDocuments(ledger: FoldedLedger): JournalDocuments {
  const bodies = new Map(ledger.entries.map(({ head, body }) => [head.id, body]));
  const charges = new Map<string, JournalDocument>();
  for (const [number, state] of ledger.charges) {
    const account = chargeAccount(state.customer, state.number);
    const moved = state.kind === "deduction";
    const origin = state.origin === null ? undefined : charges.get(state.origin);
    const made = moved ? { reference: "", counters: [{ account: TRANSFERS, minor: -state.amount }], rate: origin?.rate ?? null } : originOf(bodies.get(state.entry), state.amount);
    charges.set(number, { state, account, posted: state.amount, ...made });
  }
  const credits = new Map<string, JournalDocument>();
  for (const [number, state] of ledger.credits)
    credits.set(number, { state, account: creditAccount(state.customer, state.number), posted: -state.amount, ...originOf(bodies.get(state.entry), -state.amount) });
  return { charges, credits };
}

function originOf(body: EntryBody | undefined, posted: number): Pick<JournalDocument, "reference" | "counters" | "rate"> {
  switch (body?.kind) {
    case "invoice":
    case "debitMemo":
    case "creditMemo":
      return { reference: body.document.reference, counters: billedCounters(body.document, Math.sign(posted)), rate: bookRate(body.document) };
    case "payment":
      return { reference: body.payment.reference, counters: paidCounters(body.payment), rate: bookRate(body.payment) };
    default:
      return { reference: body?.kind === "opening" ? body.reference : "", counters: [{ account: plainAccount("equity:opening balances"), minor: -posted }], rate: body?.kind === "opening" ? bookRate(body) : null };
  }
}

/** Net to sales, each tax to its account; what the total has besides (rounding of what is payable) to one of its own. */
function billedCounters({ net, total, taxGroups }: BilledDocument, sign: number): readonly CounterAmount[] {
  const taxes = new Map<string, number>();
  for (const { code, tax } of taxGroups) taxes.set(code, (taxes.get(code) ?? 0) + tax);
  const taxed = [...taxes].filter(([, tax]) => tax !== 0);
  const rest = total - net - taxed.reduce((sum, [, tax]) => sum + tax, 0);
  return [
    { account: plainAccount("income:sales"), minor: 0 - sign * net },
    ...taxed.map(([code, tax]) => ({ account: taxAccount(code), minor: 0 - sign * tax })),
    ...(rest === 0 ? [] : [{ account: plainAccount("income:rounding"), minor: 0 - sign * rest }]),
  ];
}

function paidCounters({ amount, fee }: PaymentDocument): readonly CounterAmount[] {
  return [{ account: BANK, minor: amount - fee }, ...(fee === 0 ? [] : [{ account: plainAccount("expenses:bank fees"), minor: fee }])];
}
