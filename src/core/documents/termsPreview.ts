import { addDays, daysInMonth, fromYmd, type PlainDate } from "../values/plainDate";
import { dueDate, rollWeekend } from "./dueRule";
import type { PartShare, Terms } from "./terms";

/** When one part falls due. `unrolled` is the day before a weekend roll; the same day where nothing was moved. */
export interface PreviewPart {
  readonly share: PartShare;
  readonly due: PlainDate;
  readonly unrolled: PlainDate;
}

/** What terms mean for an invoice of one date. Parts are in order of due date, as `dueParts` numbers them. */
export interface PreviewRow {
  readonly invoiceDate: PlainDate;
  readonly parts: readonly PreviewPart[];
  /** The last day of the cash discount, that day included; null without one. */
  readonly discountUntil: PlainDate | null;
}

/**
 * Shows terms before they are used: the due date of every part, and the discount's last day, for each of `invoiceDates`. The
 * default dates are where terms surprise: `previewDates(2028)`.
 */
export function previewTerms(terms: Terms, invoiceDates: readonly PlainDate[] = previewDates(LEAP_YEAR)): readonly PreviewRow[] {
  return invoiceDates.map((invoiceDate) => ({
    invoiceDate,
    parts: terms.parts
      .map(({ share, rule }): PreviewPart => {
        const unrolled = dueDate(rule, invoiceDate);
        return { share, due: rollWeekend(unrolled, terms.weekends), unrolled };
      })
      .sort((a, b) => a.due - b.due),
    discountUntil: terms.discount === null ? null : addDays(invoiceDate, terms.discount.days),
  }));
}

/** Its month ends include 29 February, two Sundays and a Saturday. */
const LEAP_YEAR = 2028;

/** The twelve month ends of a year. */
export function previewDates(year: number): readonly PlainDate[] {
  return Array.from({ length: 12 }, (_, index) => fromYmd(year, index + 1, daysInMonth(year, index + 1))).filter((date) => date !== null);
}
