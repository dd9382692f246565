/** A document number taken apart: letters and digits by turns, without what separates them. */
const RUNS = /\p{L}+|\p{Nd}+/gu;

/**
 * What two spellings of one number have in common: case, dashes, blanks and leading zeros do not count, nor an O or I typed
 * among digits. INV-0012, inv 12 and INV-OO12 are one; INV-1-2 and INV-12 are two.
 */
export function numberKey(number: string): string {
  const upper = number.normalize("NFKC").toUpperCase();
  const typed = upper.replace(/(?<![\p{L}\p{Nd}])[\dOIL]*\d[\dOIL]*(?![\p{L}\p{Nd}])/gu, (token) => token.replace(/O/gu, "0").replace(/[IL]/gu, "1"));
  return (typed.match(RUNS) ?? []).map((run) => run.replace(/^0+(?=\d)/u, "")).join("|");
}

/** The number without separators, where it has any: INV-2026-0012 and INV20260012 meet here. Null when digits are not separated. */
export function joinedKey(number: string): { readonly key: string; readonly isSeparated: boolean } {
  const runs = number.normalize("NFKC").toUpperCase().match(RUNS) ?? [];
  return { key: runs.join(""), isSeparated: runs.filter((run) => /\p{Nd}/u.test(run)).length > 1 };
}

/** A number as a series and its place in it: "INV-2026-" and 12; null when it does not end in digits, or in too many to count. */
export function seriesPlace(number: string): { readonly series: string; readonly place: number; readonly digits: number } | null {
  const match = /^(.*?)(\d{1,12})$/su.exec(number);
  return match === null ? null : { series: String(match[1]).toUpperCase(), place: Number(match[2]), digits: String(match[2]).length };
}
