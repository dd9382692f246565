import type { Entry } from "./entries";

/**
 * The entries that had been recorded by then: "as of D, as known on K" is a fold of these, asked as of D. `known` is a day
 * (2026-01-31: through its last moment) or an instant in UTC (2026-01-31T16:00:00Z, with or without fractions). An entry
 * whose own time cannot be read counts as known: leaving it out would hide money. Throws RangeError for another writing.
 */
export function knownOn(entries: readonly Entry[], known: string): readonly Entry[] {
  const until = instantKey(/^\d{4}-\d{2}-\d{2}$/.test(known) ? `${known}T23:59:59.${"9".repeat(FRACTION_DIGITS)}Z` : known);
  if (until === null) throw new RangeError(`Not a day or an instant in UTC: ${known}`);
  return entries.filter(({ head }) => {
    const posted = instantKey(head.postedAt);
    return posted === null || posted <= until;
  });
}

const FRACTION_DIGITS = 9;

/** Texts that compare as their instants do: the fraction is filled up. Up to the seconds the width is fixed. */
function instantKey(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/.test(text)) return null;
  return `${text.slice(0, SECONDS_END)}.${text.slice(SECONDS_END + 1, -1).padEnd(FRACTION_DIGITS, "0")}`;
}

const SECONDS_END = "2026-01-31T16:00:00".length;
