import { parseCurrency } from "../../../src/core/values/currency";
import { parseTextAmount } from "../../../src/core/values/textAmount";
import type { NumberSeparators } from "../../../src/core/values/textNumber";

const en: NumberSeparators = { decimal: ".", group: "," };
const de: NumberSeparators = { decimal: ",", group: "." };
const unknown: NumberSeparators = { decimal: null, group: null };

function read(text: string, separators: NumberSeparators, code: string): number | string {
  const currency = parseCurrency(code);
  if (currency === null) throw new Error(code);
  const result = parseTextAmount(text, separators, currency);
  if (result.ok) return result.value;
  const problem = result.rejections[0];
  if (problem === undefined) return "?";
  if ("choices" in problem) return `${problem.code} ${problem.choices.join(" or ")}`;
  return "written" in problem ? `${problem.code} ${problem.written}` : problem.code;
}

const cases: readonly (readonly [text: string, separators: NumberSeparators, currency: string, expected: number | string])[] = [
  ["1,234.56", en, "USD", 123456], ["$1,234.56", en, "USD", 123456], ["$ 1,234.56", en, "CAD", 123456], ["US$12", en, "USD", 1200], ["USD 12.5", en, "USD", 1250], ["usd12", en, "USD", 1200],
  ["12 USD", en, "USD", 1200], ["$12.00 USD", en, "USD", 1200], ["-$12", en, "USD", -1200], ["$-12", en, "USD", -1200], ["($12.00)", en, "USD", -1200], ["$(12.00)", en, "USD", -1200], ["(12.00) USD", en, "USD", -1200],
  ["(12.00 USD)", en, "USD", -1200], ["12.00- USD", en, "USD", -1200], ["12.00 USD-", en, "USD", -1200], ["\u2212$12", en, "USD", -1200], ["$.50", en, "USD", 50], ["$5.", en, "USD", 500],
  ["1.234,56 €", de, "EUR", 123456], ["€1.234,56", de, "EUR", 123456], ["EUR 1.234,56", de, "EUR", 123456], ["1.234,5€", de, "EUR", 123450], ["-1.234,56 €", de, "EUR", -123456],
  ["kr. 1.234,50", de, "DKK", 123450], ["1.234,50 kr", de, "SEK", 123450], ["12 kr.", de, "NOK", 1200], ["Fr. 12.50", en, "CHF", 1250], ["Fr.12.50", en, "CHF", 1250], ["R$ 12,50", de, "BRL", 1250], ["R 12.50", en, "ZAR", 1250],
  ["¥1,234", en, "JPY", 1234], ["12,50 zł", de, "PLN", 1250], ["12.345 KWD", en, "KWD", 12345], ["£3", en, "GBP", 300],
  // refused
  ["1,234", unknown, "EUR", "textAmbiguous 1234 or 1.234"], ["€ 1.234", unknown, "EUR", "textAmbiguous 1234 or 1.234"], ["€ 1.234,5", unknown, "EUR", 123450], ["1.234,56", en, "EUR", "textOtherSeparators 1234.56"],
  ["12.345", en, "EUR", "textSubMinor"], ["0.5", en, "JPY", "textSubMinor"], ["10,000,000,000,000", en, "EUR", "textTooLarge"],
  ["$12", en, "EUR", "textOtherCurrency $"], ["12 USD", en, "EUR", "textOtherCurrency USD"], ["€12 USD", en, "EUR", "textOtherCurrency USD"], ["£12", en, "USD", "textOtherCurrency £"],
  ["", en, "EUR", "textEmpty"], ["  ", en, "EUR", "textEmpty"], ["EUR", en, "EUR", "textNotANumber"], ["€", en, "EUR", "textNotANumber"], ["total 12", en, "EUR", "textNotANumber"],
  ["constructor 12", en, "EUR", "textNotANumber"], ["12 toString", en, "EUR", "textNotANumber"], ["(12", en, "EUR", "textNotANumber"], ["1.2.3 €", en, "EUR", "textNotANumber"], ["EUR 12 EUR 12", en, "EUR", "textNotANumber"],
];

test.each(cases)("%j with %j in %s is %p", (text, separators, currency, expected) => {
  expect(read(text, separators, currency)).toBe(expected);
});

test("a very long text is refused at once", () => {
  expect(read("a".repeat(40_000), en, "EUR")).toBe("textNotANumber");
});
