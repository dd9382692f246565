import type { EntryBody, PrepaidPart } from "../core/ledger/entries";
import type { CreditState } from "../core/ledger/ledgerState";
import type { CurrencyCode } from "../core/values/currency";
import { type Issue, issueError, issueWarning } from "../core/values/issue";
import { type PlainDate, formatIsoDate } from "../core/values/plainDate";
import { keyOf } from "../workbook/masterData";
import type { Book } from "./book";
import type { FieldReader } from "./inputFields";
import { findCredit } from "./settlements";

/** What an invoice needs to say to take what its customer paid before. */
export interface PrepaidFor {
  readonly customer: string;
  readonly currency: CurrencyCode;
  readonly date: PlainDate;
}

/** The payments named in `prepaid`, from which the invoices of one act take in turn. */
export interface PrepaidCredits {
  /** Parts of them for one invoice that owes `owed` minor units, in the order given; what is taken is gone for the next invoice. */
  readonly take: (invoice: PrepaidFor, owed: number) => readonly PrepaidPart[];
  /** What is wrong with those that no invoice took anything of; asked once all invoices are made. */
  readonly unused: () => readonly Issue[];
}

interface Named {
  readonly path: string;
  readonly credit: CreditState;
  left: number;
  isTaken: boolean;
  fits: boolean;
}

/**
 * Finds the payments, deposits and opening credits by number; what cannot be used becomes an issue at its place in the list.
 * `posted`: entries of this very act that stand in the Journal already (it is being finished), so that what they took is no fault.
 */
export function prepaidCredits(numbers: readonly string[], of: { readonly book: Book; readonly posted: Iterable<EntryBody> }, issues: Issue[]): PrepaidCredits {
  const takenBefore = new Set([...of.posted].flatMap((body) => (body.kind === "invoice" ? (body.prepaid ?? []).map(({ from }) => from) : [])));
  const named = numbers.flatMap((number, index): Named[] => {
    const path = `prepaid[${index + 1}]`;
    const credit = findCredit(of.book, number);
    const problem = problemOf(credit, takenBefore);
    if (credit !== null && problem === null) return [{ path, credit, left: credit.unapplied, isTaken: takenBefore.has(credit.number), fits: false }];
    issues.push(issueError(problem ?? "prepaidUnknown", { column: path }, { document: credit?.number ?? number }));
    return [];
  });
  return {
    take: (invoice, owed) => {
      let open = owed;
      return named.flatMap((each): PrepaidPart[] => {
        const { credit, left } = each;
        if (!isFor(credit, invoice)) return [];
        each.fits = true;
        const amount = Math.min(left, open);
        if (amount <= 0) return [];
        each.left -= amount;
        each.isTaken = true;
        open -= amount;
        return [{ from: credit.number, amount }];
      });
    },
    unused: () => named.filter(({ isTaken }) => !isTaken).map(({ path, credit: { number, customer, currency, date }, fits }) => {
      const params = { document: number, customer, currency, date: formatIsoDate(date) };
      return fits ? issueWarning("prepaidNotNeeded", { column: path }, params) : issueError("prepaidForNone", { column: path }, params);
    }),
  };
}

/** The money is the customer's, in the invoice's currency, and came no later than the invoice. */
function isFor(credit: CreditState, { customer, currency, date }: PrepaidFor): boolean {
  return credit.customer === customer && credit.currency === currency && credit.date <= date;
}

function problemOf(credit: CreditState | null, takenBefore: ReadonlySet<string>): string | null {
  if (credit === null) return "prepaidUnknown";
  // A credit memo is no money that came: it is applied after the invoice, and said as what it is.
  if (credit.kind === "creditMemo") return "prepaidNotPaid";
  return credit.unapplied === 0 && !takenBefore.has(credit.number) ? "prepaidUsed" : null;
}

/** `prepaid`: numbers of payments and deposits, each once. */
export function readPrepaid(fields: FieldReader): readonly string[] {
  const given = fields.list("prepaid") ?? [];
  const numbers = given.flatMap((value) => (typeof value === "string" && value.trim() !== "" ? [value.trim()] : []));
  const isOnce = new Set(numbers.map(keyOf)).size === numbers.length;
  if (numbers.length < given.length || !isOnce) fields.wrong("prepaid", "a list of payment numbers, each once");
  return numbers;
}
