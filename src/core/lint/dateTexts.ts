import { fromYmd } from "../values/plainDate";

/** What a text in a date column is: a day that was typed as text, a day that does not exist, or no date at all. */
export type DateText = "date" | "impossible" | "other";

const MONTHS = "jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez";
const NUMERIC = /^(\d{1,4})[-/. ]+(\d{1,2})[-/. ]+(\d{1,4})$/u;
const NAMED = new RegExp(`^(?:(\\d{1,2})\\.?[-/ ]*(${MONTHS})\\p{L}*\\.?|(${MONTHS})\\p{L}*\\.?[-/ ]*(\\d{1,2})),?[-/ ]*(\\d{2,4})$`, "iu");
const MONTH_OF: ReadonlyMap<string, number> = new Map(Object.entries({ jan: 1, feb: 2, mar: 3, apr: 4, may: 5, mai: 5, jun: 6, jul: 7, aug: 8, sep: 9, oct: 10, okt: 10, nov: 11, dec: 12, dez: 12 }));

/** Reads "31.02.2026", "2026-02-30", "2/30/26", "29 Feb 2026": in every order in which such a text can be meant. */
export function readDateText(text: string): DateText {
  const plain = text.trim().replace(/^(?:mon|tue|wed|thu|fri|sat|sun)\p{L}*,?\s+/iu, "").replace(/[T ]\d{1,2}:\d{2}.*$/u, "");
  const named = NAMED.exec(plain);
  if (named !== null) {
    const month = MONTH_OF.get(String(named[2] ?? named[3]).toLowerCase());
    return exists(named[5], Number(month), Number(named[1] ?? named[4])) ? "date" : "impossible";
  }
  const numeric = NUMERIC.exec(plain);
  if (numeric === null) return "other";
  const [, first, second, third] = numeric;
  const isYearFirst = String(first).length > 2;
  const isReal = isYearFirst ? exists(first, Number(second), Number(third)) : exists(third, Number(second), Number(first)) || exists(third, Number(first), Number(second));
  return isReal ? "date" : "impossible";
}

function exists(year: string | undefined, month: number, day: number): boolean {
  const written = Number(year);
  return fromYmd(written < 100 ? 2000 + written : written, month, day) !== null;
}
