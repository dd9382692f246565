import { addDays, addMonths, endOfMonth, type PlainDate, weekday } from "../values/plainDate";

// Apart from terms.ts, so that what only needs due dates (the custom functions) does not load decimal.js.

/** When an amount falls due, counted from the invoice date. Months are clamped to their last day. */
export type DueRule =
  | { readonly kind: "net"; readonly days: number } // net 30; due on receipt is net 0
  | { readonly kind: "endOfMonthThenDays"; readonly days: number } // EOM+45: end of the invoice's month, then days
  | { readonly kind: "daysThenEndOfMonth"; readonly days: number } // 30 EOM: days first, then that month's end
  | { readonly kind: "dayOfFollowingMonth"; readonly day: number } // 15 MFI
  | { readonly kind: "daysThenDayOfFollowingMonth"; readonly days: number; readonly day: number }; // 30, then 10 MFI

export type WeekendRoll = "none" | "next" | "previous";

export interface DueRuleProblem {
  readonly code:
    | "termsUnknownForm" // not one of the known forms
    | "termsAmbiguousMonthEnd" // "30 days EOM", "net 30 EOM": both orders are in use, so one of `choices` must be written
    | "termsDaysOutOfRange" // more than TERMS_DAYS_MAX days
    | "termsDayOfMonthOutOfRange"; // the day before MFI is not 1 to 31
  /** The text of the piece at fault. */
  readonly part: string;
  readonly choices: readonly string[];
}

/** Ten years: far beyond any credit period, near enough to catch a typed date or amount. */
export const TERMS_DAYS_MAX = 3660;

/** A terms text with its blanks and case settled. */
export function plainTerms(text: string): string {
  return text.toLowerCase().replace(/[\s\u00a0\u202f]+/g, " ").trim();
}

/** Takes "; weekends next" off a plain terms text. */
export function splitWeekends(plain: string): { readonly body: string; readonly weekends: WeekendRoll } {
  const [, body, roll] = /^(.*?) ?; ?weekends? (none|next|previous)$/.exec(plain) ?? [];
  return { body: body ?? plain, weekends: roll === "next" || roll === "previous" ? roll : "none" };
}

/** Takes "2/10" off "2/10 n/30": the discount's percent and days as written, and the rule that follows. Null: no discount. */
export function splitCashDiscount(body: string): { readonly percent: string; readonly days: string; readonly rule: string } | null {
  const [, percent, days, rule] = /^(\d+(?:\.\d+)?) ?%? ?\/ ?(\d+)(?: ?, ?| )(.+)$/.exec(body) ?? [];
  return percent === undefined || days === undefined || rule === undefined ? null : { percent, days, rule };
}

/** The forms that give one due date. Exactly these; a new form is a new line here, in DueRule and in TERMS_KNOWN_FORMS. */
const RULE_FORMS: readonly { readonly form: RegExp; readonly rule: (first: number, second: number) => DueRule }[] = [
  { form: /^due on receipt$/, rule: () => ({ kind: "net", days: 0 }) },
  { form: /^(?:net ?|n ?\/? ?)?(\d+)(?: ?days?)?$/, rule: (days) => ({ kind: "net", days }) },
  { form: /^eom$/, rule: () => ({ kind: "endOfMonthThenDays", days: 0 }) },
  { form: /^eom ?\+ ?(\d+)(?: ?days?)?$/, rule: (days) => ({ kind: "endOfMonthThenDays", days }) },
  { form: /^(\d+) ?eom$/, rule: (days) => ({ kind: "daysThenEndOfMonth", days }) },
  { form: /^(\d+) ?mfi$/, rule: (day) => ({ kind: "dayOfFollowingMonth", day }) },
  {
    form: /^(?:net ?)?(\d+)(?: ?days?)? ?, ?then (\d+) ?mfi$/,
    rule: (days, day) => ({ kind: "daysThenDayOfFollowingMonth", days, day }),
  },
];

/** Month-end wordings that different trades read in different orders (invoiceninja#10565). */
const MONTH_END_BOTH_WAYS = /^(?:net ?|n ?\/? ?)?(\d+)(?: ?days?)? ?(?:from |after )?(?:the )?(?:eom|end of month|month end)$/;

/** Reads a rule that gives one due date ("net 30", "EOM+45"), in plain terms text. */
export function readDueRule(written: string): DueRule | DueRuleProblem {
  const part = written.trim();
  for (const { form, rule } of RULE_FORMS) {
    const match = form.exec(part);
    if (match !== null) return checkRule(rule(Number(match[1]), Number(match[2])), part);
  }
  const days = MONTH_END_BOTH_WAYS.exec(part)?.[1];
  if (days !== undefined) return { code: "termsAmbiguousMonthEnd", part, choices: [`EOM+${days}`, `${days} EOM`, "31 MFI"] };
  return { code: "termsUnknownForm", part, choices: [] };
}

function checkRule(rule: DueRule, part: string): DueRule | DueRuleProblem {
  if ("days" in rule && rule.days > TERMS_DAYS_MAX) return { code: "termsDaysOutOfRange", part, choices: [] };
  if ("day" in rule && (rule.day < 1 || rule.day > 31)) return { code: "termsDayOfMonthOutOfRange", part, choices: [] };
  return rule;
}

/** The day on which one rule makes a document of `invoiceDate` fall due, before any weekend roll. */
export function dueDate(rule: DueRule, invoiceDate: PlainDate): PlainDate {
  switch (rule.kind) {
    case "net":
      return addDays(invoiceDate, rule.days);
    case "endOfMonthThenDays":
      return addDays(endOfMonth(invoiceDate), rule.days);
    case "daysThenEndOfMonth":
      return endOfMonth(addDays(invoiceDate, rule.days));
    case "dayOfFollowingMonth":
      return addMonths(invoiceDate, 1, rule.day);
    case "daysThenDayOfFollowingMonth":
      return addMonths(addDays(invoiceDate, rule.days), 1, rule.day);
  }
}

const SATURDAY = 5;

export function rollWeekend(date: PlainDate, roll: WeekendRoll): PlainDate {
  const daysIntoWeekend = weekday(date) - SATURDAY;
  if (roll === "none" || daysIntoWeekend < 0) return date;
  return addDays(date, roll === "next" ? 2 - daysIntoWeekend : -1 - daysIntoWeekend);
}

/**
 * The one due date that a terms text gives a document, a cash discount before it left aside: "net 30", "2/10 n/30",
 * "EOM+45; weekends next". Null where parseTerms refuses the text, and for instalments, which have several.
 */
export function oneDueDate(terms: string, invoiceDate: PlainDate): PlainDate | null {
  const { body, weekends } = splitWeekends(plainTerms(terms));
  const discount = splitCashDiscount(body);
  const rule = readDueRule(discount?.rule ?? body);
  if ("code" in rule) return null;
  if (discount !== null) {
    const [percent, days] = [Number(discount.percent), Number(discount.days)];
    if (percent <= 0 || percent >= 100 || days > TERMS_DAYS_MAX || (rule.kind === "net" && days > rule.days)) return null;
  }
  return rollWeekend(dueDate(rule, invoiceDate), weekends);
}
