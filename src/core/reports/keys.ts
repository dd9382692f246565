/**
 * How ids are compared everywhere in reports and functions: without regard to case and to stray blanks (outer ones, doubled
 * ones, the no-break space of pasted web pages). Digits stay digits: "00417" and "417" are two customers.
 */
export function matchKey(id: string): string {
  if (PLAIN.test(id)) return id.toUpperCase();
  return id.normalize("NFC").replace(/[\s\u00a0]+/g, " ").trim().toUpperCase();
}

/** Nothing to tidy: by far the most ids. */
const PLAIN = /^[!-~]+$/;

/** Order of rows in every report: by key, code unit by code unit, so that it is the same in every locale. */
export function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
