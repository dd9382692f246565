import { parseCurrency } from "../../../src/core/values/currency";
import { isCurrencyMark, standsFor } from "../../../src/core/values/currencyMarks";
import { parseTextAmount } from "../../../src/core/values/textAmount";
import type { NumberSeparators } from "../../../src/core/values/textNumber";

const LOCALES = {
  en: { decimal: ".", group: "," }, // also Indian groups
  de: { decimal: ",", group: "." },
  fr: { decimal: ",", group: " " },
  ch: { decimal: ".", group: "'" },
  plain: { decimal: ".", group: "" },
  any: { decimal: null, group: null }, // no locale to decide
} as const satisfies Readonly<Record<string, NumberSeparators>>;

function currency(text: string) {
  const found = parseCurrency(text);
  if (found === null) throw new Error(text);
  return found;
}

/** "en USD: text" → minor units, or the problem with its choices. */
function read(where: string, text: string): number | string {
  const [locale = "", code = ""] = where.split(" ");
  const separators = Object.entries(LOCALES).find(([name]) => name === locale)?.[1];
  if (separators === undefined) throw new Error(locale);
  const result = parseTextAmount(text, separators, currency(code));
  if (result.ok) return result.value;
  return result.rejections.map((problem) => ("choices" in problem ? `${problem.code} ${problem.choices.join(" or ")}` : "written" in problem ? `${problem.code} ${problem.written}` : problem.code)).join();
}

/** One amount, 1,234.56 or −1,234.56, in the writings of the world. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  "en USD": ["1,234.56", "1234.56", "+1,234.56", "$1,234.56", "$ 1,234.56", "1,234.56 $", "USD 1,234.56", "usd1,234.56", "1,234.56 USD", "US$1,234.56", "$1,234.56 USD", "1,234.56 DR", "1,234.56 dr.", "$1,234.56DR", "１，２３４．５６", "＄１,２３４.５６", "1\u00a0234.56", "1'234.56", " 1,234.56\t", "\u200e1,234.56\u200f", "01234.56", "1,234.560"],
  "de EUR": ["1.234,56", "1234,56", "1.234,56 €", "€1.234,56", "€ 1.234,56", "EUR 1.234,56", "1.234,56EUR", "1\u202f234,56", "1 234,56 €", "1’234,56", "+1.234,56"],
  "fr EUR": ["1 234,56", "1\u00a0234,56", "1\u202f234,56", "1\u2009234,56 €", "1\u3000234,56", "1234,56€", "1'234,56"],
  "ch CHF": ["1'234.56", "1’234.56", "1‘234.56", "1ʼ234.56", "CHF 1'234.56", "Fr. 1'234.56", "SFr. 1’234.56", "1 234.56 Fr."],
  "any EUR": ["1,234.56", "1.234,56", "1 234,56", "1 234.56", "1'234.56", "1'234,56", "1234.56", "1234,56", "€1,234.56", "1.234,56 €", "١٢٣٤٫٥٦", "١٬٢٣٤٫٥٦", "۱٬۲۳۴٫۵۶"],
  "en AED": ["١٬٢٣٤٫٥٦", "١٢٣٤.٥٦", "AED 1,234.56", "۱۲۳۴٫۵۶ AED"],
  "en INR": ["₹1,234.56", "Rs. 1,234.56", "Rs 1,234.56", "rs.1,234.56", "₨ 1,234.56", "1,234.56 INR"],
};

test.each(Object.entries(SAME).flatMap(([where, texts]) => texts.map((text) => [where, text] as const)))("%s: %j is 1,234.56", (where, text) => {
  expect(read(where, text)).toBe(123456);
});

const NEGATIVE: Readonly<Record<string, readonly string[]>> = {
  "en USD": ["-1,234.56", "\u22121,234.56", "\u20101,234.56", "\u20111,234.56", "\u20121,234.56", "\u20131,234.56", "－1,234.56", "\ufe631,234.56", "- 1,234.56", "1,234.56-", "1,234.56 -", "1,234.56\u2212", "(1,234.56)", "( 1,234.56 )", "（1,234.56）", "-$1,234.56", "$-1,234.56", "($1,234.56)", "$(1,234.56)", "(1,234.56) USD", "(1,234.56 USD)", "USD -1,234.56", "1,234.56- USD", "1,234.56 USD-", "1,234.56 CR", "1,234.56CR", "1,234.56 cr.", "$1,234.56 Cr", "1,234.56 USD CR", "-１２３４.５６"],
  "de EUR": ["-1.234,56", "1.234,56-", "(1.234,56)", "-1.234,56 €", "1.234,56- €", "\u22121.234,56 €", "(1.234,56 €)", "1.234,56 € CR"],
  "fr EUR": ["-1 234,56", "(1\u202f234,56)", "1 234,56- €"],
};

test.each(Object.entries(NEGATIVE).flatMap(([where, texts]) => texts.map((text) => [where, text] as const)))("%s: %j is −1,234.56", (where, text) => {
  expect(read(where, text)).toBe(-123456);
});

const others: readonly (readonly [where: string, text: string, expected: number | string])[] = [
  // other amounts
  ["en USD", ".5", 50], ["de EUR", ",5", 50], ["en USD", "-.5", -50], ["en USD", "5.", 500], ["en USD", "0", 0], ["en USD", "-0.00", 0], ["en USD", "(0)", 0], ["en USD", "0 CR", 0],
  ["en INR", "12,34,567.89", 123456789], ["en INR", "₹ 1,00,00,000", 1_000_000_000], ["any INR", "12,34,567.89", 123456789], ["en USD", "1,234,567", 123456700], ["de EUR", "1.234.567,8", 123456780],
  ["en INR", "Rs. 500/-", 50000], ["en INR", "₹1,500/-", 150000], ["en JPY", "￥１，２３４", 1234], ["en JPY", "1,234円", 1234], ["en CNY", "12.5 元", 1250], ["en KRW", "￦1,234", 1234], ["en KRW", "1,234원", 1234],
  ["en GBP", "￡12", 1200], ["en KWD", "1.234", 1234], ["en CHF", "12.--", 1200], ["de EUR", "12,--", 1200], ["de EUR", "12,— €", 1200], ["ch CHF", "Fr. 12.—", 1200], ["en TWD", "NT$12", 1200], ["de IDR", "Rp 12.500", 1250000],
  ["en MYR", "RM12.50", 1250], ["de TRY", "12,50 TL", 1250], ["fr RUB", "1 234,50 руб.", 123450], ["de CHF", "sfr 12,50", 1250], ["en HKD", "12圓", 1200], ["fr UAH", "12 грн", 1200], ["en CHF", "-12.--", -1200],
  ["en EUR", "10,000,000,000.00", 1_000_000_000_000], ["en EUR", "9,999,999,999,999.99", 999_999_999_999_999], ["en USD", `${"0".repeat(60)}1.50`, 150],
  // two meanings
  ["any EUR", "1.234", "textAmbiguous 1234 or 1.234"], ["any EUR", "1,234", "textAmbiguous 1234 or 1.234"], ["any EUR", "-1,234", "textAmbiguous -1234 or -1.234"], ["any EUR", "€1.234", "textAmbiguous 1234 or 1.234"],
  ["en CHF", "12.-", "textAmbiguous 12 or -12"], ["de EUR", "12,-", "textAmbiguous 12 or -12"], ["de EUR", "12,–", "textAmbiguous 12 or -12"], ["de EUR", "12, - €", "textAmbiguous 12 or -12"], ["any EUR", "1.234,-", "textAmbiguous 1234 or -1234"],
  ["en INR", "5 Cr", "textAmbiguous 50000000 or -5"], ["en INR", "₹1.5 cr", "textAmbiguous 15000000 or -1.5"], ["en BDT", "5Cr", "textAmbiguous 50000000 or -5"], ["en INR", "5 Dr", 500], ["en NPR", "2 Cr.", "textAmbiguous 20000000 or -2"], ["en PKR", "2 Cr.", "textAmbiguous 20000000 or -2"],
  ["en CHF", "0.-", 0],
  // another locale's writing
  ["en EUR", "1.234,56", "textOtherSeparators 1234.56"], ["de EUR", "1,234.56", "textOtherSeparators 1234.56"], ["fr EUR", "1,234.56", "textOtherSeparators 1234.56"], ["fr EUR", "1.234", "textOtherSeparators 1234 or 1.234"],
  ["plain EUR", "1,234", "textOtherSeparators 1234 or 1.234"], ["plain EUR", "1 234", "textOtherSeparators 1234"], ["plain EUR", "1'234", "textOtherSeparators 1234"], ["en EUR", "12,5", "textOtherSeparators 12.5"], ["de EUR", "12.-", "textOtherSeparators 12"],
  // finer than the currency, or larger than a cell
  ["en EUR", "1.234", "textSubMinor"], ["de EUR", "1,234", "textSubMinor"], ["en JPY", "12.5", "textSubMinor"], ["en EUR", "0.001 CR", "textSubMinor"], ["en EUR", "10,000,000,000,000", "textTooLarge"], ["en EUR", "10,000,000,000,000 CR", "textTooLarge"],
  // another currency
  ["en EUR", "$12", "textOtherCurrency $"], ["en USD", "12 EUR", "textOtherCurrency EUR"], ["en EUR", "￥12", "textOtherCurrency ¥"], ["en EUR", "12 USD CR", "textOtherCurrency USD"], ["en USD", "US$12 CAD", "textOtherCurrency CAD"], ["en EUR", "Rs. 12", "textOtherCurrency Rs."],
  // no amounts
  ["en EUR", "1e3", "textNotANumber"], ["en EUR", "1E+3", "textNotANumber"], ["en EUR", "1²", "textNotANumber"], ["en EUR", "½", "textNotANumber"], ["en EUR", "12%", "textNotANumber"], ["en EUR", "±12", "textNotANumber"], ["en EUR", "1/2", "textNotANumber"],
  ["en EUR", "--12", "textNotANumber"], ["en EUR", "-12-", "textNotANumber"], ["en EUR", "+12-", "textNotANumber"], ["en EUR", "(-12)", "textNotANumber"], ["en EUR", "(+12)", "textNotANumber"], ["en EUR", "((12))", "textNotANumber"], ["en EUR", "(12", "textNotANumber"], ["en EUR", "12)", "textNotANumber"], ["en EUR", "x(12)", "textNotANumber"],
  ["en EUR", "-12 CR", "textNotANumber"], ["en EUR", "(12) CR", "textNotANumber"], ["en EUR", "12- DR", "textNotANumber"], ["en EUR", "+12 DR", "textNotANumber"], ["en EUR", "CR", "textNotANumber"], ["en EUR", "CR 12", "textNotANumber"], ["en EUR", "12 CR CR", "textNotANumber"], ["en EUR", "12 DB", "textNotANumber"],
  ["en EUR", "1٢", "textNotANumber"], ["en AED", "١٬٢٣٤.٥", "textNotANumber"], ["en AED", "١٬٢٣", "textNotANumber"], ["en AED", "1٫5٫5", "textNotANumber"], ["en EUR", "1,23,4", "textNotANumber"], ["en EUR", "1,,234", "textNotANumber"], ["en EUR", ",234", "textOtherSeparators 0.234"],
  ["en EUR", "1 234 56", "textNotANumber"], ["en EUR", "1,234 567", "textNotANumber"], ["en EUR", "1_234", "textNotANumber"], ["en EUR", "1\n2", "textNotANumber"], ["en EUR", "12..", "textNotANumber"], ["en EUR", ".", "textNotANumber"], ["en EUR", "-", "textNotANumber"], ["en EUR", ".-", "textNotANumber"], ["en EUR", "/-", "textNotANumber"],
  ["en EUR", "12 /-/-", "textNotANumber"], ["en EUR", "#N/A", "textNotANumber"], ["en EUR", "n/a", "textNotANumber"], ["en EUR", "twelve", "textNotANumber"], ["en EUR", "2026-01-31", "textNotANumber"], ["en EUR", "31.12.2026", "textNotANumber"], ["en EUR", "12 abcd", "textNotANumber"],
  ["en EUR", "", "textEmpty"], ["en EUR", " \u00a0\u202f", "textEmpty"], ["en EUR", "\u200e", "textEmpty"], ["en EUR", "1".repeat(64), "textTooLarge"], ["en EUR", "1".repeat(65), "textNotANumber"],
];

test.each(others)("%s: %j is %p", (where, text, expected) => {
  expect(Object.is(read(where, text), expected)).toBe(true);
});

test("marks of currencies", () => {
  expect([standsFor("€", currency("EUR")), standsFor("KR.", currency("DKK")), standsFor("kr", currency("EUR")), standsFor("eur", currency("EUR")), standsFor("xyz", currency("EUR"))]).toEqual([true, true, false, true, false]);
  expect([isCurrencyMark("€"), isCurrencyMark("xyz"), isCurrencyMark("kr"), isCurrencyMark("total"), isCurrencyMark("constructor")]).toEqual([true, true, true, false, false]);
});
