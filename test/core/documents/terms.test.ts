import { formatIsoDate, parseIsoDate, type PlainDate } from "../../../src/core/values/plainDate";
import { oneDueDate } from "../../../src/core/documents/dueRule";
import { dueParts } from "../../../src/core/documents/dueParts";
import { parseTerms, type Terms, TERMS_KNOWN_FORMS, type TermsProblemCode } from "../../../src/core/documents/terms";

function day(iso: string): PlainDate {
  const date = parseIsoDate(iso);
  if (date === null) throw new Error(iso);
  return date;
}

function terms(rule: string): Terms {
  const parsed = parseTerms(rule);
  if (!parsed.ok) throw new Error(`${rule}: ${parsed.rejections[0]?.code}`);
  return parsed.value;
}

/** "2026-01-31 100.00" for each part, with "| until 2026-01-11 -2.00" where there is a discount; amounts in cents. */
function schedule(rule: string, date: string, totalMinor = 10000, currencyDecimals = 2): string {
  return dueParts(terms(rule), { invoiceDate: day(date), totalMinor, currencyDecimals })
    .map(({ due, amount, discountUntil, discount }) => {
      const discounted = discountUntil === null ? "" : ` | ${discount} until ${formatIsoDate(discountUntil)}`;
      return `${formatIsoDate(due)} ${amount}${discounted}`;
    })
    .join(", ");
}

const dueDates: readonly (readonly [source: string, rule: string, invoiceDate: string, due: string])[] = [
  ["odoo net0", "net 0", "2019-01-01", "2019-01-01"],
  ["odoo net30", "net 30", "2022-01-01", "2022-01-31"],
  ["odoo net30", "net 30", "2022-01-31", "2022-03-02"],
  ["odoo EOM+45", "EOM+45", "2019-01-01", "2019-03-17"],
  ["odoo EOM+45", "EOM+45", "2019-01-31", "2019-03-17"],
  ["odoo last day of current month", "EOM", "2019-01-01", "2019-01-31"],
  ["odoo 1 MFI", "1 MFI", "2019-01-01", "2019-02-01"],
  ["odoo +30d, then 10th of the month after", "30, then 10 MFI", "2023-12-12", "2024-02-10"],
  ["odoo +0d, then 29th of the month after", "0, then 29 MFI", "2024-05-23", "2024-06-29"],
  ["odoo +15d, then 30th of the month after", "15, then 30 MFI", "2024-05-24", "2024-07-30"],
  ["odoo +30d, then end of that month", "30 EOM", "2024-04-22", "2024-05-31"],
  ["reference §3.4: clamped day of the month after", "30, then 31 MFI", "2023-12-12", "2024-02-29"],
  ["reference §3.4: 31 MFI in a leap year", "31 MFI", "2024-01-31", "2024-02-29"],
  ["OCA#919: end of the following month stays the end, not 28 March", "31 MFI", "2025-02-28", "2025-03-31"],
  ["Dolibarr#35561: 30 September", "31 MFI", "2025-09-30", "2025-10-31"],
  ["invoiceninja#10565: 30 days end of month, the reporter's reading is 31 MFI", "31 MFI", "2025-01-04", "2025-02-28"],
  ["invoiceninja#10565", "31 MFI", "2025-01-31", "2025-02-28"],
  ["invoiceninja#10565: the second reading", "EOM+30", "2025-01-31", "2025-03-02"],
  ["invoiceninja#10565: the third reading", "30 EOM", "2025-01-31", "2025-03-31"],
  ["invoiceninja recurring, first of month", "1 MFI", "2020-02-15", "2020-03-01"],
  ["invoiceninja recurring, last of month", "EOM", "2020-02-15", "2020-02-29"],
  ["invoiceninja recurring, 31st", "31 MFI", "2020-01-31", "2020-02-29"],
  ["invoiceninja recurring, 30th", "30 MFI", "2020-01-30", "2020-02-29"],
  ["invoiceninja recurring, 31st does not drift", "31 MFI", "2019-02-28", "2019-03-31"],
  ["December to January", "15 MFI", "2025-12-31", "2026-01-15"],
  ["weekend: Saturday to Monday", "net 30; weekends next", "2026-01-01", "2026-02-02"],
  ["weekend: Sunday to Monday", "net 31; weekends next", "2026-01-01", "2026-02-02"],
  ["weekend: Saturday to Friday", "net 30; weekends previous", "2026-01-01", "2026-01-30"],
  ["weekend: Sunday to Friday", "net 31; weekends previous", "2026-01-01", "2026-01-30"],
  ["weekend: a Friday stays", "net 29; weekends next", "2026-01-01", "2026-01-30"],
  ["weekend: none is the default", "net 30; weekends none", "2026-01-01", "2026-01-31"],
  ["weekend roll may leave the month", "EOM; weekends next", "2026-01-15", "2026-02-02"],
];

test.each(dueDates)("%s: %s from %s is due %s", (_, rule, invoiceDate, due) => {
  expect(schedule(rule, invoiceDate)).toBe(`${due} 10000`);
});

const schedules: readonly (readonly [name: string, rule: string, invoiceDate: string, total: number, decimals: number, expected: string])[] = [
  ["odoo instalments", "30%@15, 70%@45", "2022-01-15", 100000, 2, "2022-01-30 30000, 2022-03-01 70000"],
  ["odoo halves of 1150", "50%@0, 50%@30", "2022-01-01", 115000, 2, "2022-01-01 57500, 2022-01-31 57500"],
  ["odoo 70 %, 200 fixed, rest", "70%@0, 200@10, balance@20", "2022-01-01", 100000, 2, "2022-01-01 70000, 2022-01-11 20000, 2022-01-21 10000"],
  ["residue to the last part", "50%@0, 50%@1", "2022-01-01", 3, 2, "2022-01-01 2, 2022-01-02 1"],
  ["thirds", "33.33%@0, 33.33%@1, 33.34%@2", "2022-01-01", 10000, 2, "2022-01-01 3333, 2022-01-02 3333, 2022-01-03 3334"],
  ["a residue of thirds", "33.33%@0, 33.33%@1, 33.34%@2", "2022-01-01", 10001, 2, "2022-01-01 3333, 2022-01-02 3333, 2022-01-03 3335"],
  ["never more than there is: parts of nothing are left out", "25%@0, 25%@1, 25%@2, 25%@3", "2022-01-01", 2, 2, "2022-01-01 1, 2022-01-02 1"],
  ["fixed part above the total", "200.00@15, balance@30", "2022-01-01", 15000, 2, "2022-01-16 15000"],
  ["balance first takes the residue, parts stand by due date", "balance@60, 33%@30", "2022-01-01", 1001, 2, "2022-01-31 330, 2022-03-02 671"],
  ["fixed amounts in the currency's decimals", "200.5@15, balance@30", "2022-01-01", 1000000, 3, "2022-01-16 200500, 2022-01-31 799500"],
  ["fixed amount in a currency without decimals is rounded", "200.50@15, balance@30", "2022-01-01", 1000, 0, "2022-01-16 201, 2022-01-31 799"],
  ["month rules in instalments, with a comma of their own", "50%@EOM+15, 25%@30, then 10 MFI, 25%@31 MFI", "2022-01-05", 10000, 2, "2022-02-15 5000, 2022-02-28 2500, 2022-03-10 2500"],
  ["a credit is the mirror", "50%@0, 50%@1", "2022-01-01", -3, 2, "2022-01-01 -2, 2022-01-02 -1"],
  ["a credit with a fixed part", "200.00@15, balance@30", "2022-01-01", -50000, 2, "2022-01-16 -20000, 2022-01-31 -30000"],
  ["zero is one part on the last day", "50%@0, balance@30", "2022-01-01", 0, 2, "2022-01-31 0"],
  ["zero of three parts too", "30%@0, 30%@10, balance@30", "2022-01-01", 0, 2, "2022-01-31 0"],
  ["a percent of six decimals", "33.333333%@0, balance@15", "2022-01-01", 10_000_000_000, 2, "2022-01-01 3333333300, 2022-01-16 6666666700"],
  ["ten years", "net 3660", "2022-01-01", 10000, 2, "2032-01-09 10000"],
  ["a discount of ten years", "2/3660 EOM", "2022-01-01", 10000, 2, "2022-01-31 10000 | 200 until 2032-01-09"],
  ["then without a blank before it is no instalment", "50%@30,then 10 MFI, 50%@60", "2022-01-05", 10000, 2, "2022-03-06 5000, 2022-03-10 5000"],
  ["2/10 n/30", "2/10 n/30", "2019-01-01", 10000, 2, "2019-01-31 10000 | 200 until 2019-01-11"],
  ["a discount of two decimals", "1.25%/10 n/30", "2019-01-01", 10000, 2, "2019-01-31 10000 | 125 until 2019-01-11"],
  ["odoo 10/10: 11 January is the last day", "10/10 n/10", "2019-01-01", 172500, 2, "2019-01-11 172500 | 17250 until 2019-01-11"],
  ["discount with month end", "2/10 EOM+30", "2019-01-15", 10001, 2, "2019-03-02 10001 | 200 until 2019-01-25"],
  ["discount of fractions, tie away from zero", "2.5/10 n/30", "2019-01-01", 100, 2, "2019-01-31 100 | 3 until 2019-01-11"],
  ["discount's day is not moved by weekends", "2/10 n/30; weekends next", "2025-12-31", 10000, 2, "2026-01-30 10000 | 200 until 2026-01-10"],
  ["discount on the due day itself", "2/30 n/30", "2019-01-01", 10000, 2, "2019-01-31 10000 | 200 until 2019-01-31"],
];

test.each(schedules)("%s: %s", (_, rule, invoiceDate, total, decimals, expected) => {
  expect(schedule(rule, invoiceDate, total, decimals)).toBe(expected);
});

test("parts are numbered in the order of their due dates", () => {
  const parts = dueParts(terms("balance@60, 30%@15, 20%@30"), { invoiceDate: day("2022-01-01"), totalMinor: 10000, currencyDecimals: 2 });
  expect(parts.map(({ part, amount }) => [part, amount])).toEqual([[1, 3000], [2, 2000], [3, 5000]]);
});

test("a discount that excludes tax is taken of the net: odoo, 1,000 + 150 at 10 %", () => {
  const [part] = dueParts(terms("10/10 n/30"), { invoiceDate: day("2019-01-01"), totalMinor: 115000, currencyDecimals: 2, discountBaseMinor: 100000 });
  expect([part?.amount, part?.discount]).toEqual([115000, 10000]);
});

/** Texts on one line mean the same. */
const sameMeaning: readonly (readonly string[])[] = [
  ["net 30", "30", "NET 30", " Net  30 days ", "net30", "n/30", "N 30", "30 days", "30 day", "net\u00a030"],
  ["net 0", "due on receipt", "Due On Receipt", "0"],
  ["2/10 n/30", "2/10 net 30", "2/10, net 30", "2/10,net 30", "2 / 10 n / 30", "2%/10 N/30", "2.0/10 net 30 days", "2/10 30"],
  ["EOM", "eom", "EOM+0", "EOM + 0 days"],
  ["EOM+45", "eom + 45", "EOM +45 days"],
  ["30 EOM", "30eom", " 30 eom"],
  ["15 MFI", "15mfi"],
  ["30, then 10 MFI", "30 , THEN 10 mfi", "30 days, then 10 MFI", "net 30, then 10 MFI", "30,then 10 mfi"],
  ["30%@15, 70%@45", "30% @ 15,70 %@net 45", "30.00%@15 days , 70%@45"],
  ["50%@0, balance@30", "50%@due on receipt, BALANCE @ n/30", "50%@0, balance@30; weekends none"],
  ["net 30; weekends next", "30;weekend next", "NET 30 ; Weekends NEXT"],
];

test.each(sameMeaning.flatMap(([first = "", ...others]) => others.map((other) => [other, first] as const)))("%j means %j", (written, meaning) => {
  const show = (value: Terms): string => JSON.stringify(value);
  expect(show(terms(written))).toBe(show(terms(meaning)));
});

test.each(TERMS_KNOWN_FORMS)("the known form %s is known", (form) => {
  expect(parseTerms(form).ok).toBe(true);
});

const refused: readonly (readonly [why: string, rule: string, code: TermsProblemCode])[] = [
  ["nothing", "  ", "termsEmpty"],
  // Forms of payment-terms.json as they are written there, outside our grammar
  ["odoo: min 31d then next 15th (the first 15th on or after) has no form", "min 31d then next 15th", "termsUnknownForm"],
  ["odoo: words for EOM", "last day of current month", "termsUnknownForm"],
  ["odoo: prose for MFI", "+30d, then 10th of month after", "termsUnknownForm"],
  ["odoo: instalments without @", "30% +15d, 70% +45d", "termsUnknownForm"],
  ["odoo: last percent standing for the balance, beside a fixed part", "70%@0, 200@10, 30%@20", "termsBalanceMissing"],
  ["odoo: a discount alone says no due date", "10/10", "termsUnknownForm"],
  ["OCA#919", "1 month after end of month", "termsUnknownForm"],
  ["invoiceninja#10565: two readings, both nameable", "30 days end of month", "termsAmbiguousMonthEnd"],
  ["the same in short", "30 days EOM", "termsAmbiguousMonthEnd"],
  ["the same with net", "net 30 EOM", "termsAmbiguousMonthEnd"],
  ["the same behind a discount", "2/10 net 30 EOM", "termsAmbiguousMonthEnd"],
  ["the same in an instalment", "50%@30 days from month end, balance@60", "termsAmbiguousMonthEnd"],
  ["invoiceninja recurring", "31st", "termsUnknownForm"],
  ["reference: prox", "2% 10th prox net 31", "termsUnknownForm"],
  ["several discounts", "2/10 1/20 n/30", "termsUnknownForm"],
  ["discount on instalments", "2/10 50%@15, 50%@45", "termsUnknownForm"],
  ["Excel turned 2/10 into a date", "2026-02-10", "termsUnknownForm"],
  ["negative days", "net -30", "termsUnknownForm"],
  ["fractions of days", "net 30.5", "termsUnknownForm"],
  ["comma as decimal point", "2,5/10 n/30", "termsUnknownForm"],
  ["a day more than ten years", "net 3661", "termsDaysOutOfRange"],
  ["a discount of a day more", "2/3661 EOM", "termsDaysOutOfRange"],
  ["more than a known roll", "net 30; weekends nexts", "termsUnknownForm"],
  ["an unknown roll", "net 30; weekends later", "termsUnknownForm"],
  ["words", "on delivery", "termsUnknownForm"],
  ["a part without a rule", "50%@, 50%@30", "termsUnknownForm"],
  ["a part without a share", "50%@15, @30", "termsUnknownForm"],
  ["a percent of balance", "balance%@15", "termsUnknownForm"],
  ["a trailing comma", "50%@15, 50%@30,", "termsUnknownForm"],
  ["a serial of a date", "46053", "termsDaysOutOfRange"],
  ["discount days", "2/9999 EOM", "termsDaysOutOfRange"],
  ["day 0", "0 MFI", "termsDayOfMonthOutOfRange"],
  ["day 32", "30, then 32 MFI", "termsDayOfMonthOutOfRange"],
  ["0 % discount", "0/10 n/30", "termsPercentOutOfRange"],
  ["100 % discount", "100/10 n/30", "termsPercentOutOfRange"],
  ["0 % part", "0%@15, 100%@30", "termsPercentOutOfRange"],
  ["101 % part", "101%@15", "termsPercentOutOfRange"],
  ["seven decimals", "33.3333333%@0, balance@15", "termsPercentOutOfRange"],
  ["fixed zero", "0.00@15, balance@30", "termsFixedOutOfRange"],
  ["fixed beyond reason", "1000000000.01@15, balance@30", "termsFixedOutOfRange"],
  ["percents below 100", "30%@15, 69.99%@45", "termsPercentSum"],
  ["percents above 100", "30%@15, 71%@45", "termsPercentSum"],
  ["nothing left for the balance", "100%@15, balance@45", "termsPercentSum"],
  ["two balances", "balance@15, balance@45", "termsBalanceTwice"],
  ["only fixed", "200@15", "termsBalanceMissing"],
  ["discount after the due date: 2/30 n/10 is a slip", "2/30 n/10", "termsDiscountAfterDue"],
];

test.each(refused)("refused, %s: %s", (_, rule, code) => {
  const parsed = parseTerms(rule);
  expect(parsed.ok ? "accepted" : parsed.rejections.map((problem) => problem.code)).toEqual([code]);
  if (!parsed.ok) expect(parsed.rejections[0]).toMatchObject({ text: rule, knownForms: TERMS_KNOWN_FORMS });
});

test.each([
  ["  ", ""], ["soon", "soon"], ["2/9999 EOM", "2/9999"], ["0/10 n/30", "0/10"], ["50%@15,  @30", "@30"], ["0.00@15 , balance@30", "0.00@15"], ["50%@0, 0%@30", "0%@30"],
  ["50%@0, balance@sometime", "sometime"], ["2/30 n/10", "2/30 n/10"], ["30%@15, 69%@45; weekends next", "30%@15, 69%@45"], ["net 3661", "net 3661"], ["32 MFI", "32 mfi"],
])("%j: the piece at fault is %j, and there is nothing to choose", (rule, part) => {
  const parsed = parseTerms(rule);
  expect(parsed.ok ? [] : parsed.rejections.map((problem) => [problem.part, problem.choices])).toEqual([[part, []]]);
});

test("an ambiguous month end names its readings, in words that are accepted", () => {
  const parsed = parseTerms("Net 45 days end of month");
  const choices = parsed.ok ? [] : (parsed.rejections[0]?.choices ?? []);
  expect(choices).toEqual(["EOM+45", "45 EOM", "31 MFI"]);
  for (const choice of choices) expect(parseTerms(choice).ok).toBe(true);
});

describe("the one due date of a terms text, without decimals", () => {
  const forms = [...TERMS_KNOWN_FORMS, "10/10 n/10", "2/11 n/10", "2/10 EOM", "2.55/10 n/30", "net 3660", "2/3660 EOM", "2/3661 EOM", "net 30; weekends nexts", "n/10", "14 days", "2/10, net 30", "1.5%/10 30 EOM", "EOM + 5 days; weekends previous", "net 30 eom", "3661", "32 MFI", "soon", "", "0/10 n/30", "100/10 n/30", "2/30 n/10", "2/9999 EOM"];
  it.each(forms)("agrees with parseTerms and dueParts: %p", (form) => {
    for (const iso of ["2026-01-31", "2026-02-14", "2024-02-29", "2026-12-05"]) {
      const date = day(iso);
      const terms = parseTerms(form);
      const parts = terms.ok ? dueParts(terms.value, { invoiceDate: date, totalMinor: 10_000, currencyDecimals: 2 }) : [];
      expect(oneDueDate(form, date)).toBe(!form.includes("@") && terms.ok ? (parts[0]?.due ?? "no part") : null);
    }
  });
});
