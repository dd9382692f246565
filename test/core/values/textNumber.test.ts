import { decimalText } from "../../../src/core/values/decimal";
import { type NumberSeparators, parseTextNumber } from "../../../src/core/values/textNumber";

const locales = {
  en: { decimal: ".", group: "," },
  de: { decimal: ",", group: "." },
  fr: { decimal: ",", group: " " },
  ch: { decimal: ".", group: "'" },
  none: { decimal: ".", group: "" },
  comma: { decimal: ",", group: null },
  unknown: { decimal: null, group: null },
} as const satisfies Readonly<Record<string, NumberSeparators>>;

function read(locale: keyof typeof locales, text: string): string {
  const result = parseTextNumber(text, locales[locale]);
  if (result.ok) return decimalText(result.value);
  const problem = result.rejections[0];
  return problem === undefined ? "?" : "choices" in problem ? `${problem.code} ${problem.choices.join(" or ")}` : problem.code;
}

const cases: readonly (readonly [locale: keyof typeof locales, text: string, expected: string])[] = [
  ["en", "1,234.56", "1234.56"], ["en", "1234.56", "1234.56"], ["en", "1,234", "1234"], ["en", "1.234", "1.234"], ["en", "12", "12"], ["en", ".5", "0.5"], ["en", "5.", "5"],
  ["en", "1,234,567.891", "1234567.891"], ["en", "12,34,567.5", "1234567.5"], ["en", "1,23,456", "123456"],
  ["de", "1.234,56", "1234.56"], ["de", "1.234", "1234"], ["de", "1,234", "1.234"], ["de", "1234,5", "1234.5"], ["de", ",5", "0.5"],
  ["fr", "1 234,56", "1234.56"], ["fr", "1\u00a0234,56", "1234.56"], ["fr", "1\u202f234\u202f567", "1234567"], ["fr", "1\u2009234", "1234"],
  ["ch", "1'234.56", "1234.56"], ["ch", "1’234.56", "1234.56"], ["none", "1234.5", "1234.5"],
  // signs
  ["en", "-12", "-12"], ["en", "\u221212", "-12"], ["en", "– 12.50", "-12.5"], ["en", "12-", "-12"], ["en", "12 -", "-12"], ["en", "(12)", "-12"], ["en", "( 1,234.50 )", "-1234.5"], ["en", "+7", "7"],
  ["en", "\u200e-12\u200e", "-12"], ["en", "\ufeff 12 ", "12"], ["en", "-0", "0"], ["en", "007", "7"],
  // not settled by the separators
  ["unknown", "1,234", "textAmbiguous 1234 or 1.234"], ["unknown", "1.234", "textAmbiguous 1234 or 1.234"], ["unknown", "(1,234)", "textAmbiguous -1234 or -1.234"],
  ["unknown", "1,234.56", "1234.56"], ["unknown", "1.234,56", "1234.56"], ["unknown", "1,23", "1.23"], ["unknown", "1.5", "1.5"], ["unknown", "1,234,567", "1234567"], ["unknown", "1234,567", "1234.567"],
  ["unknown", "0,123", "0.123"], ["unknown", "1 234", "1234"], ["unknown", "1 234,567", "1234.567"], ["unknown", "1'234'567", "1234567"], ["unknown", "12,3456", "12.3456"],
  ["comma", "1.234", "1234"], ["comma", "1,234", "1.234"], ["comma", "1 234,5", "1234.5"],
  // other separators than given
  ["en", "1.234,56", "textOtherSeparators 1234.56"], ["none", "1 234.56", "textOtherSeparators 1234.56"], ["de", "1,234.56", "textOtherSeparators 1234.56"], ["en", "12,5", "textOtherSeparators 12.5"],
  ["none", "1,234", "textOtherSeparators 1234 or 1.234"], ["en", "1,2345", "textOtherSeparators 1.2345"], ["en", "0,123", "textOtherSeparators 0.123"],
  // no numbers
  ["en", "", "textEmpty"], ["en", " \u00a0 ", "textEmpty"], ["en", "abc", "textNotANumber"], ["en", "-", "textNotANumber"], ["en", "()", "textNotANumber"], ["en", ".", "textNotANumber"],
  ["en", "(-12)", "textNotANumber"], ["en", "--12", "textNotANumber"], ["en", "-12-", "textNotANumber"], ["en", "(12", "textNotANumber"], ["en", "12)", "textNotANumber"], ["en", "1-2", "textNotANumber"],
  ["en", "1e5", "textNotANumber"], ["en", "1.2.3", "textNotANumber"], ["en", "1,234,56,7", "textNotANumber"], ["en", "1,,234", "textNotANumber"], ["en", "1_234", "textNotANumber"], ["unknown", "1_234", "textNotANumber"],
  ["en", "12%", "textNotANumber"], ["en", "#REF!", "textNotANumber"], ["en", "1٢", "textNotANumber"], ["en", "１٢", "textNotANumber"], ["en", "1".repeat(65), "textNotANumber"], ["fr", "1  234", "textNotANumber"], ["en", "2026-01-31", "textNotANumber"],
];

test.each(cases)("%s: %j is %s", (locale, text, expected) => {
  expect(read(locale, text)).toBe(expected);
});
