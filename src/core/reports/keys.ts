/**
 * How ids are compared everywhere in reports and functions: without regard to case and to stray blanks (outer ones, doubled
 * ones, the no-break space of pasted web pages). Digits stay digits: "00417" and "417" are two customers.
 */
export function matchKey(id: string): string {
  // By far the most ids are plain and tidy; this runs several times for each row of large tables, so without patterns.
  let hasLower = false;
  let afterBlank = true;
  for (let at = 0; at < id.length; at++) {
    const code = id.charCodeAt(at);
    if (code > TILDE || code < BLANK || (code === BLANK && afterBlank)) return tidyKey(id);
    afterBlank = code === BLANK;
    hasLower ||= code >= LOWER_A && code <= LOWER_Z;
  }
  if (afterBlank) return tidyKey(id);
  return hasLower ? id.toUpperCase() : id;
}

const BLANK = 32;
const LOWER_A = 97;
const LOWER_Z = 122;
const TILDE = 126;

function tidyKey(id: string): string {
  return id.normalize("NFC").replace(/[\s\u00a0]+/g, " ").trim().toUpperCase();
}

/** Order of rows in every report: by key, code unit by code unit, so that it is the same in every locale. */
export function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
