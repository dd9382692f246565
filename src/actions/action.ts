import type { EntryBody } from "../core/ledger/entries";
import type { CurrencyCode } from "../core/values/currency";
import type { Issue } from "../core/values/issue";
import type { PlainDate } from "../core/values/plainDate";
import type { Result } from "../core/values/result";
import type { CellUpdate, NewColumns, NewTable, ReadRequest, RowsAppend, Snapshot, TableRepair } from "../workbook/port";
import type { JournalRow } from "../workbook/journal";
import type { Rejection } from "../workbook/rejection";
import type { Witness } from "../workbook/witness";

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
  /** This device, by a random id of its own; "" or absent where it is not known (the command line). */
  readonly device?: string;
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
  /** The same plan in steps, where it can be long: whoever runs it lets the page breathe in between, or leaves it. */
  readonly planSteps?: (snapshot: Snapshot, input: Input, env: PlanEnv) => PlanSteps;
  /** An act that cures what refuses every other: a seat taken elsewhere, an older copy. It is carried out all the same. */
  readonly mends?: true;
}

/** A plan in the making: each step, some milliseconds of work, says how much is done, from 0 to 1. */
export type PlanSteps = Generator<number, Result<ChangeSet, Rejection>, undefined>;

/** `entryId`: the id of the act; an act of several entries numbers them `id.1`, `id.2` …, one entry bears the id itself. */
export interface PlanEnv extends ActionEnv {
  readonly entryId: string;
  /** What this device remembers of the book; null or absent where there is nothing. */
  readonly memory?: Witness | null;
}

/** What an act would do. With an error among its issues it is shown and not carried out. */
export interface ChangeSet {
  readonly entries: readonly PlannedEntry[];
  readonly documents: readonly DocumentSummary[];
  readonly issues: readonly Issue[];
  readonly newTables: readonly NewTable[];
  /** Columns that tables of an older book lack. */
  readonly newColumns: readonly NewColumns[];
  /** Changes besides those that follow from the entries. */
  readonly appends: readonly RowsAppend[];
  readonly updates: readonly CellUpdate[];
  /** A repair of the book (src/actions/cure.ts): written besides the plan is nothing, not even what an interrupted run left out. */
  readonly repair?: {
    /** Before the Journal is written to: what it needs to be written to. */
    readonly first: { readonly updates: readonly CellUpdate[]; readonly repairs: readonly TableRepair[] };
    /** After all else. */
    readonly last: readonly TableRepair[];
  };
  /** The seat that the entries are posted as, where it is not the device's own: a seat that is being claimed. */
  readonly seat?: string;
  /** Journal rows that this device kept, put back exactly as they were before the act's own entries. */
  readonly rejournal?: readonly JournalRow[];
  /** What this device keeps once the act stands. */
  readonly remembers?: Remembered;
}

export interface Remembered {
  /** That it posts as the act's seat from now on. */
  readonly seat?: true;
  /** That this copy of the book is the right one; the entries with these ids are done without. */
  readonly copy?: { readonly without: readonly string[] };
}

export interface PlannedEntry {
  readonly id: string;
  readonly body: EntryBody;
  /** 1-based rows of the source that it was made from, so that a preview can leave them out. */
  readonly rows?: readonly number[];
  /** Cells of source rows that are marked when this entry stands, and not before. */
  readonly marks?: readonly CellUpdate[];
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
  return { entries: [], documents: [], issues: [], newTables: [], newColumns: [], appends: [], updates: [], ...parts };
}
