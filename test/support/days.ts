import { parseIsoDate, type PlainDate } from "../../src/core/values/plainDate";

export function isoDay(text: string): PlainDate {
  const date = parseIsoDate(text);
  if (date === null) throw new Error(`Not a date: ${text}`);
  return date;
}
