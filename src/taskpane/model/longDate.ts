import { type PlainDate, toYmd } from "../../core/values/plainDate";
import { STRINGS } from "../strings";

/** "3 February 2026" */
export function longDate(date: PlainDate): string {
  const { year, month, day } = toYmd(date);
  return `${day} ${STRINGS.months[month - 1] ?? ""} ${year}`;
}
