import { parseCurrency } from "../../src/core/values/currency";
import { formatIsoDate, parseIsoDate } from "../../src/core/values/plainDate";
import { formatDate, formatDecimalText, formatMinor, parseAmount, parseDateText, readRegional } from "../../src/taskpane/model/regional";
import type { RegionalSettings } from "../../src/workbook/sheetPort";

const US: RegionalSettings = { decimalSeparator: ".", groupSeparator: ",", shortDatePattern: "m/d/yyyy" };
const DE: RegionalSettings = { decimalSeparator: ",", groupSeparator: ".", shortDatePattern: "dd.mm.yyyy" };
const FR: RegionalSettings = { decimalSeparator: ",", groupSeparator: "\u202f", shortDatePattern: "dd/mm/yyyy" };
const ODD: RegionalSettings = { decimalSeparator: ".", groupSeparator: ".", shortDatePattern: "long" };

function currency(code: string): NonNullable<ReturnType<typeof parseCurrency>> {
  const parsed = parseCurrency(code);
  if (parsed === null) throw new Error(code);
  return parsed;
}

test.each([
  [US, 0, "EUR", "0.00"], [US, 123456789, "EUR", "1,234,567.89"], [US, -5, "EUR", "−0.05"], [DE, 123456789, "EUR", "1.234.567,89"], [FR, 100000, "EUR", "1\u202f000,00"],
  [US, 1234567, "JPY", "1,234,567"], [US, 1234567, "KWD", "1,234.567"], [ODD, 123456, "EUR", "1234.56"],
])("writes amounts as %j does: %d %s", (settings, minor, code, shown) => {
  expect(formatMinor(minor, currency(code), readRegional(settings))).toBe(shown);
});

test.each([[US, "1234.5", "1,234.5"], [DE, "-1234.50", "−1.234,50"], [US, "12", "12"]])("writes decimal texts: %j %s", (settings, text, shown) => {
  expect(formatDecimalText(text, readRegional(settings))).toBe(shown);
});

test.each([[US, "2026-02-03", "2/3/2026"], [DE, "2026-02-03", "03.02.2026"], [FR, "2026-12-31", "31/12/2026"], [ODD, "2026-02-03", "2026-02-03"]])("writes dates: %j %s", (settings, iso, shown) => {
  const date = parseIsoDate(iso);
  expect(date === null ? "" : formatDate(date, readRegional(settings))).toBe(shown);
});

test.each([
  [US, "2/3/2026", "2026-02-03"], [US, "2026-02-03", "2026-02-03"], [US, "12/31/26", "2026-12-31"], [DE, "3.2.2026", "2026-02-03"], [DE, "03.02.26", "2026-02-03"],
  [FR, "31/12/2026", "2026-12-31"], [US, "31/12/2026", null], [US, "2/30/2026", null], [US, "soon", null], [US, "", null], [US, "2/3", null], [DE, "3.2.126", null],
])("reads dates: %j %s", (settings, text, iso) => {
  const date = parseDateText(text, readRegional(settings));
  expect(date === null ? null : formatIsoDate(date)).toBe(iso);
});

test.each([
  [US, "1,234.50", 123450], [US, "4850", 485000], [DE, "1.234,50", 123450], [FR, "1\u202f234,50", 123450], [FR, "1 234,5", 123450], [US, "EUR 12", 1200],
  [US, "1,234", 123400], [DE, "1.234", 123400], [US, "12,50", "textOtherSeparators"], [US, "abc", "textNotANumber"], [US, "1.005", "textSubMinor"], [US, "USD 5", "textOtherCurrency"],
])("reads amounts: %j %s", (settings, text, expected) => {
  const read = parseAmount(text, currency("EUR"), readRegional(settings));
  expect(read.ok ? read.value : read.rejections[0]?.code).toBe(expected);
});
