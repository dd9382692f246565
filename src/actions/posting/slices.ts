import type { Entry } from "../../core/ledger/entries";
import type { Steps } from "../../core/reports/steps";
import type { JournalRow } from "../../workbook/journal";

/** Whole documents that are committed and written into the tables before the next are begun. */
export interface Slice {
  readonly entries: readonly Entry[];
  readonly rows: readonly JournalRow[];
}

/** A slice's rows in the tables come to three to five times its payload: this keeps a batch well below 4 MB. */
const SLICE_CHARACTERS_MAX = 600_000;
const SLICE_ENTRIES_MAX = 300;

/** Rows of one commit call, and characters of their payloads: well below the platform's 5 MB a request. */
const COMMIT_CHARACTERS_MAX = 1_500_000;
const COMMIT_ROWS_MAX = 80;

/** Divides an act's entries, in order, into slices; one document is never divided. */
export function* postingSlices(entries: readonly Entry[], rows: readonly JournalRow[]): Generator<Slice> {
  let first = 0;
  for (const part of bounded(rows, { count: SLICE_ENTRIES_MAX, characters: SLICE_CHARACTERS_MAX })) {
    yield { entries: entries.slice(first, first + part.length), rows: part };
    first += part.length;
  }
}

/** Divides the rows of a slice into the calls that commit them. */
export function commitSlices(rows: readonly JournalRow[]): Generator<readonly JournalRow[]> {
  return bounded(rows, { count: COMMIT_ROWS_MAX, characters: COMMIT_CHARACTERS_MAX });
}

/** Divides entries whose rows the tables lack. */
export function entrySlices(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const slices: Entry[][] = [];
  for (let first = 0; first < entries.length; first += SLICE_ENTRIES_MAX) slices.push(entries.slice(first, first + SLICE_ENTRIES_MAX));
  return slices;
}

/** Runs long work to its end, and lets others have their turn between its steps. */
export async function inSlices<Result>(steps: Steps<Result>, pause: (() => Promise<void>) | undefined): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await pause?.();
  }
}

function* bounded(rows: readonly JournalRow[], most: { readonly count: number; readonly characters: number }): Generator<readonly JournalRow[]> {
  let slice: JournalRow[] = [];
  let characters = 0;
  for (const row of rows) {
    if (slice.length > 0 && (slice.length === most.count || characters + row.payload.length > most.characters)) {
      yield slice;
      slice = [];
      characters = 0;
    }
    slice.push(row);
    characters += row.payload.length;
  }
  if (slice.length > 0) yield slice;
}
