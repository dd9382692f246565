import { type Decimal, HUNDRED, parseDecimal, ZERO } from "../values/decimal";
import { ok, refuse, type Result } from "../values/result";
import { type DueRule, type DueRuleProblem, plainTerms, readDueRule, splitCashDiscount, splitWeekends, TERMS_DAYS_MAX, type WeekendRoll } from "./dueRule";

export type PartShare =
  | { readonly kind: "percent"; readonly percent: Decimal }
  | { readonly kind: "fixed"; readonly amount: Decimal }
  | { readonly kind: "balance" };

export interface TermsPart {
  readonly share: PartShare;
  readonly rule: DueRule;
}

/** `percent` off the document when it is paid on or before invoice date + `days`, that day included. */
export interface CashDiscount {
  readonly percent: Decimal;
  readonly days: number;
}

/** What a rule text means. Without instalments there is one part, the balance. A cash discount needs exactly one part. */
export interface Terms {
  readonly parts: readonly TermsPart[];
  readonly discount: CashDiscount | null;
  readonly weekends: WeekendRoll;
}

export type TermsProblemCode =
  | "termsEmpty" // nothing was written
  | DueRuleProblem["code"]
  | "termsPercentOutOfRange" // a percent is not above 0 and up to 100, or has more than 6 decimals
  | "termsFixedOutOfRange" // a fixed part is zero, or above TERMS_FIXED_MAX
  | "termsPercentSum" // percents without a balance do not make 100, or with a balance are 100 and more
  | "termsBalanceMissing" // fixed parts without a balance
  | "termsBalanceTwice"
  | "termsDiscountAfterDue"; // "2/30 n/10": the discount would outlast the due date

/** Why a rule text was refused. `part` is the text of the piece at fault; `knownForms` are examples that are accepted. */
export interface TermsProblem {
  readonly code: TermsProblemCode;
  readonly text: string;
  readonly part: string;
  readonly choices: readonly string[];
  readonly knownForms: readonly string[];
}

/** One billion, in units of the currency: above it, a fixed instalment is a slip of the keyboard. */
const TERMS_FIXED_MAX = 1e9;

/** One example of every form of the grammar, for messages and the Terms table's help. */
export const TERMS_KNOWN_FORMS: readonly string[] = [
  "net 30", "due on receipt", "2/10 n/30", "EOM", "EOM+45", "30 EOM", "15 MFI", "30, then 10 MFI",
  "30%@15, 70%@45", "50%@0, balance@30", "200.00@15, balance@30", "2/10 EOM+30", "net 30; weekends next",
];

/**
 * Reads a payment-terms rule as written in the Terms table (docs: billing rules, Terms). Case, blanks, "days" and "%" in a
 * discount do not matter. Refused with one problem, which carries the known forms: a rule is never guessed.
 */
export function parseTerms(rule: string): Result<Terms, TermsProblem> {
  const text = plainTerms(rule);
  const fail = (code: TermsProblemCode, part: string, choices: readonly string[] = []): Result<Terms, TermsProblem> =>
    refuse({ code, text: rule, part, choices, knownForms: TERMS_KNOWN_FORMS });
  if (text === "") return fail("termsEmpty", "");

  const { body, weekends } = splitWeekends(text);

  if (body.includes("@")) {
    const parts = readInstalments(body);
    return "code" in parts ? fail(parts.code, parts.part, parts.choices) : ok({ parts, discount: null, weekends });
  }
  const discounted = splitCashDiscount(body);
  const simple = readDueRule(discounted?.rule ?? body);
  if ("code" in simple) return fail(simple.code, simple.part, simple.choices);
  const parts: readonly TermsPart[] = [{ share: { kind: "balance" }, rule: simple }];
  if (discounted === null) return ok({ parts, discount: null, weekends });

  const discount = readDiscount(discounted.percent, discounted.days);
  if ("code" in discount) return fail(discount.code, discount.part);
  if (simple.kind === "net" && discount.days > simple.days) return fail("termsDiscountAfterDue", body);
  return ok({ parts, discount, weekends });
}

/** What a piece of the rule gives instead of its meaning; parseTerms completes it to a TermsProblem. */
interface PieceProblem {
  readonly code: TermsProblemCode;
  readonly part: string;
  readonly choices: readonly string[];
}

function problem(code: TermsProblemCode, part: string, choices: readonly string[] = []): PieceProblem {
  return { code, part, choices };
}

function readDiscount(percentText: string, daysText: string): CashDiscount | PieceProblem {
  const percent = readPercent(percentText);
  const days = Number(daysText);
  if (percent === null || percent.gte(HUNDRED)) return problem("termsPercentOutOfRange", `${percentText}/${daysText}`);
  if (days > TERMS_DAYS_MAX) return problem("termsDaysOutOfRange", `${percentText}/${daysText}`);
  return { percent, days };
}

function readInstalments(body: string): readonly TermsPart[] | PieceProblem {
  const parts: TermsPart[] = [];
  // A comma before "then" belongs to the rule "30, then 10 MFI", every other one separates instalments.
  for (const piece of body.split(/,(?! ?then\b)/)) {
    const [, shareText, percentSign, ruleText] = /^ ?(balance|\d+(?:\.\d+)?) ?(%)? ?@(.+)$/.exec(piece) ?? [];
    if (shareText === undefined || ruleText === undefined || (shareText === "balance" && percentSign !== undefined)) {
      return problem("termsUnknownForm", piece.trim());
    }
    const share = readShare(shareText, percentSign !== undefined);
    if (share === null) {
      return problem(percentSign === undefined ? "termsFixedOutOfRange" : "termsPercentOutOfRange", piece.trim());
    }
    const rule = readDueRule(ruleText);
    if ("code" in rule) return rule;
    parts.push({ share, rule });
  }
  return checkShares(parts, body);
}

function readShare(text: string, isPercent: boolean): PartShare | null {
  if (text === "balance") return { kind: "balance" };
  if (isPercent) {
    const percent = readPercent(text);
    return percent === null ? null : { kind: "percent", percent };
  }
  const amount = parseDecimal(text);
  return amount === null || amount.isZero() || amount.gt(TERMS_FIXED_MAX) ? null : { kind: "fixed", amount };
}

function readPercent(text: string): Decimal | null {
  const percent = parseDecimal(text);
  return percent === null || percent.lte(ZERO) || percent.gt(HUNDRED) || percent.decimalPlaces() > 6 ? null : percent;
}

function checkShares(parts: readonly TermsPart[], body: string): readonly TermsPart[] | PieceProblem {
  const balances = parts.filter((part) => part.share.kind === "balance").length;
  const fixed = parts.filter((part) => part.share.kind === "fixed").length;
  let percentSum = ZERO;
  for (const { share } of parts) if (share.kind === "percent") percentSum = percentSum.add(share.percent);
  if (balances > 1) return problem("termsBalanceTwice", body);
  if (balances === 1) return percentSum.gte(HUNDRED) ? problem("termsPercentSum", body) : parts;
  if (fixed > 0) return problem("termsBalanceMissing", body);
  return percentSum.eq(HUNDRED) ? parts : problem("termsPercentSum", body);
}
