import type { EntryBody } from "../core/ledger/entries";
import type { CurrencyCode } from "../core/values/currency";
import type { Issue } from "../core/values/issue";
import type { PlainDate } from "../core/values/plainDate";
import type { Result } from "../core/values/result";
import type { CellUpdate, NewTable, ReadRequest, RowsAppend, Snapshot } from "../workbook/port";
import type { Rejection } from "../workbook/rejection";

/** What an action may know of the world around the workbook; given by the composition root, so that a plan is a pure function. */
export interface ActionEnv {
  /** A new id, unique and sortable; asked for once, when the confirmation opens. */
  readonly newEntryId: () => string;
  /** ISO 8601 text in UTC. */
  readonly now: string;
  readonly today: PlainDate;
  /** What the person says of themselves. */
  readonly by: string;
  readonly seat: string;
  readonly appVersion: string;
}

/**
 * One user verb. `decode` reads given data (JSON) and refuses by field; `reads` says what one read must bring; `plan` is a
 * pure function to everything that would be written. Nothing is written by an action itself.
 */
export interface Action<Input> {
  readonly name: string;
  readonly decode: (given: unknown) => Result<Input, Rejection>;
  readonly reads: (input: Input, env: ActionEnv) => ReadRequest;
  readonly plan: (snapshot: Snapshot, input: Input, env: PlanEnv) => Result<ChangeSet, Rejection>;
}

/** `entryId`: the id of the act; an act of several entries numbers them `id.1`, `id.2` …, one entry bears the id itself. */
export interface PlanEnv extends ActionEnv {
  readonly entryId: string;
}

/** What an act would do. With an error among its issues it is shown and not carried out. */
export interface ChangeSet {
  readonly entries: readonly PlannedEntry[];
  readonly documents: readonly DocumentSummary[];
  readonly issues: readonly Issue[];
  readonly newTables: readonly NewTable[];
  /** Changes besides those that follow from the entries. */
  readonly appends: readonly RowsAppend[];
  readonly updates: readonly CellUpdate[];
}

export interface PlannedEntry {
  readonly id: string;
  readonly body: EntryBody;
  /** 1-based rows of the source that it was made from, so that a preview can leave them out. */
  readonly rows?: readonly number[];
}

/** A document as the preview and the command line show it; amounts are decimal texts, dates ISO. */
export interface DocumentSummary {
  readonly kind: string;
  readonly number: string;
  readonly customer: string;
  readonly date: string;
  /** The last part's due date; null for what is not due (payments, credits). */
  readonly due: string | null;
  readonly dues: readonly { readonly part: number; readonly due: string; readonly amount: string }[];
  readonly currency: CurrencyCode;
  readonly net: string;
  readonly tax: string;
  readonly total: string;
  /** Payable rounding: part of `total` besides net and tax; only where there is any. */
  readonly rounding?: string;
  /** What was paid before and is applied with an invoice, and what is left to pay then; only where anything was. */
  readonly prepaid?: { readonly parts: readonly { readonly payment: string; readonly amount: string }[]; readonly amount: string; readonly payable: string };
  /** Cash discounts that a payment took, by what they reduce; only where it took any. */
  readonly discounts?: readonly { readonly invoice: string; readonly amount: string; readonly onIncome: string; readonly onTax: string }[];
  /** The bank deposit of a payment, with those posted before it: what the bank shows is `banked` (amounts less fees). */
  readonly deposit?: { readonly name: string; readonly payments: readonly string[]; readonly amount: string; readonly fee: string; readonly banked: string };
}

export function changeSet(parts: Partial<ChangeSet>): ChangeSet {
  return { entries: [], documents: [], issues: [], newTables: [], appends: [], updates: [], ...parts };
}
