import { parseIsoDate, type PlainDate } from "../../../src/core/values/plainDate";
import { resolveTax, type TaxCodeRow, type TaxProblemCode } from "../../../src/core/documents/tax";
import { decimal } from "./pricing";

function day(iso: string): PlainDate {
  const date = parseIsoDate(iso);
  if (date === null) throw new Error(iso);
  return date;
}

/** A Tax codes table as a biller sees it: code, category, rate, valid from, component of, marks; "-" is a blank cell. */
function table(text: string): readonly TaxCodeRow[] {
  return text.trim().split("\n").map((row) => {
    const [code = "", category = "-", rate = "-", from = "-", componentOf = "-", ...marks] = row.trim().split(/ +/);
    return {
      code,
      category: category === "-" ? "" : category,
      ratePercent: rate === "-" ? null : decimal(rate),
      validFrom: from === "-" ? null : day(from),
      included: marks.includes("included"),
      componentOf: componentOf === "-" ? null : componentOf,
      compounds: marks.includes("compounds"),
      exemptionReason: marks.find((mark) => mark.startsWith("because:"))?.slice(8) ?? null,
    };
  });
}

const book = table(`
  VAT    S  20     -           -
  VATi   S  20     -           -   included
  RATES  S  19     2007-01-01  -
  RATES  S  16     2020-07-01  -
  RATES  s  19     2021-01-01  -
  LATE   S  21     2030-01-01  -
  LATE   S  22     2029-06-01  -
  EVER   S  20     -           -
  EVER   S  22     2026-01-01  -
  RC     AE 0      -           -   because:Reverse-charge
  EX     E  -      -           -
  QC     S  -      -           -
  GST    S  5      -           QC
  QST    S  9.5    2012-01-01  QC  compounds
  QST    S  9.975  2013-01-01  QC
  SET    S  10     -           -
  EXTRA  -  2      -           SET included
  IGIC   L  7      -           -
  BARE   S  9      -           NOWHERE
  ONLY   S  9      -           HEADLESS
  MORE   S  1      2026-01-01  HEADLESS
  SOON   S  3      2030-01-01  SOONER
  WH     S  -20    -           -
  DUAL   S  5      -           -
  DUAL   S  6      -           QD
`);

const resolved: readonly (readonly [code: string, date: string, expected: string])[] = [
  ["VAT", "2026-01-01", "VAT S: VAT 20"],
  [" vat ", "2026-01-01", "VAT S: VAT 20"],
  ["VATi", "2026-01-01", "VATi S: VATi 20 included"],
  ["RATES", "2020-06-30", "RATES S: RATES 19"],
  ["RATES", "2020-07-01", "RATES S: RATES 16"],
  ["RATES", "2020-12-31", "RATES S: RATES 16"],
  ["RATES", "2021-01-01", "RATES S: RATES 19"],
  ["LATE", "2029-12-31", "LATE S: LATE 22"],
  ["LATE", "2031-01-01", "LATE S: LATE 21"],
  ["EVER", "2025-12-31", "EVER S: EVER 20"],
  ["EVER", "2026-01-01", "EVER S: EVER 22"],
  ["RC", "2026-01-01", "RC AE because Reverse-charge: RC 0"],
  ["EX", "2026-01-01", "EX E: EX 0"],
  ["QC", "2011-12-31", "QC S: GST 5"],
  ["QC", "2012-06-01", "QC S: GST 5, QST 9.5 compounds"],
  ["QC", "2026-01-01", "QC S: GST 5, QST 9.975"],
  ["GST", "2026-01-01", "GST S: GST 5"],
  ["SET", "2026-01-01", "SET S: SET 10, EXTRA 2 included"],
  ["IGIC", "2026-01-01", "IGIC L: IGIC 7"],
  ["BARE", "2026-01-01", "BARE S: BARE 9"],
  ["HEADLESS", "2025-12-31", "HEADLESS S: ONLY 9"],
  ["HEADLESS", "2026-01-01", "HEADLESS S: ONLY 9, MORE 1"],
  ["WH", "2026-01-01", "WH S: WH -20"],
  ["DUAL", "2026-01-01", "DUAL S: DUAL 5"],
  ["QD", "2026-01-01", "QD S: DUAL 6"],
];

test.each(resolved)("%s on %s is %s", (code, date, expected) => {
  const result = resolveTax(book, code, day(date));
  if (!result.ok) throw new Error(result.rejections[0]?.code);
  const { components, category, exemptionReason } = result.value;
  const shown = components.map((component) =>
    [component.code, component.ratePercent.toFixed(), component.included ? "included" : "", component.compounds ? "compounds" : ""].filter((word) => word !== "").join(" "),
  );
  expect(`${result.value.code} ${category}${exemptionReason === null ? "" : ` because ${exemptionReason}`}: ${shown.join(", ")}`).toBe(expected);
});

const refused: readonly (readonly [why: string, rows: string, code: string, problem: TaxProblemCode, at: string])[] = [
  ["no such code", "VAT S 20", "VTA", "taxCodeUnknown", "VTA"],
  ["blank code", "VAT S 20", " ", "taxCodeUnknown", ""],
  ["starts later", "VAT S 20 2026-07-01 -\nVAT S 21 2026-02-01 -", "VAT", "taxNotValidYet", "VAT"],
  ["starts later, the earlier row first", "VAT S 20 2026-02-01 -\nVAT S 21 2026-07-01 -", "VAT", "taxNotValidYet", "VAT"],
  ["its only component starts later", "A S 3 2030-01-01 B", "B", "taxNotValidYet", "B"],
  ["its head starts later", "A S 3 - B\nB S - 2030-01-01", "B", "taxNotValidYet", "B"],
  ["no rate", "VAT S -", "VAT", "taxRateMissing", "VAT"],
  ["no rate in a component", "A S - - B\nB S -", "B", "taxRateMissing", "A"],
  ["the rate is a fraction of Excel's percent gone wrong", "VAT S 2000", "VAT", "taxRateOutOfRange", "VAT"],
  ["withholding all", "VAT S -100", "VAT", "taxRateOutOfRange", "VAT"],
  ["no such category", "VAT X 20", "VAT", "taxCategoryUnknown", "VAT"],
  ["blank category", "VAT - 20", "VAT", "taxCategoryUnknown", "VAT"],
  ["no such category in a component", "A X 5 - B\nB S -", "B", "taxCategoryUnknown", "A"],
  ["no such category in the head, whose components have none of their own", "A - 5 - B\nB X -", "B", "taxCategoryUnknown", "B"],
  ["reverse charge with a rate", "RC AE 19", "RC", "taxCategoryNeedsZeroRate", "RC"],
  ["components of two categories", "A L 5 - B\nB S -", "B", "taxCategoriesDiffer", "A"],
  ["two rates from one day", "VAT S 20 2026-01-01\nvat S 21 2026-01-01", "VAT", "taxDuplicateRate", "vat"],
  ["two rates from always", "VAT S 20\nVAT S 21", "VAT", "taxDuplicateRate", "VAT"],
  ["two rates of a component", "A S 5 - B\nA S 6 - B", "B", "taxDuplicateRate", "A"],
  ["compounds on nothing", "A S 5 - B compounds\nC S 6 - B", "B", "taxCompoundsFirst", "A"],
];

test.each(refused)("refused, %s", (_, rows, code, problem, at) => {
  const result = resolveTax(table(rows), code, day("2026-01-31"));
  if (result.ok) throw new Error("accepted");
  expect(result.rejections.map((rejection) => [rejection.code, rejection.taxCode])).toEqual([[problem, at]]);
});

test("an unknown code is answered with the codes there are, a later one with its first day", () => {
  const unknown = resolveTax(book.slice(0, 4), "X", day("2026-01-31"));
  expect(unknown.ok ? [] : unknown.rejections[0]?.known).toEqual(["VAT", "VATi", "RATES"]);
  const late = resolveTax(book, "LATE", day("2026-01-31"));
  expect(late.ok ? null : late.rejections[0]?.validFrom).toBe(day("2029-06-01"));
  const twice = resolveTax(table("VAT S 20 2020-01-01 -\nvat S 21 2021-01-01 -"), "X", day("2026-01-31"));
  expect(twice.ok ? [] : twice.rejections[0]?.known).toEqual(["VAT"]);
  const head = resolveTax(table("A S 3 2027-01-01 B\nB S - 2030-01-01"), "B", day("2026-01-31"));
  expect(head.ok ? null : head.rejections[0]?.validFrom).toBe(day("2030-01-01"));
  const component = resolveTax(table("A S 3 2027-01-01 B"), "B", day("2026-01-31"));
  expect(component.ok ? null : component.rejections[0]?.validFrom).toBe(day("2027-01-01"));
  const ascending = resolveTax(table("VAT S 20 2026-02-01 -\nVAT S 21 2026-07-01 -"), "VAT", day("2026-01-31"));
  expect(ascending.ok ? null : ascending.rejections[0]?.validFrom).toBe(day("2026-02-01"));
});

test("blanks around codes and categories do not count, and are not repeated", () => {
  const padded = (text: string): readonly TaxCodeRow[] => table(text).map((row) => ({ ...row, code: ` ${row.code} `, category: ` ${row.category} ` }));
  const good = resolveTax(padded("VAT s 20"), " vat ", day("2026-01-31"));
  expect(good.ok ? [good.value.code, good.value.category, good.value.components[0]?.code] : []).toEqual(["VAT", "S", "VAT"]);
  const alone = resolveTax(padded("A S 5 - B"), " B ", day("2026-01-31"));
  expect(alone.ok ? alone.value.code : "").toBe("B");
  const wrong: readonly (readonly [rows: string, code: string, at: string])[] = [
    ["VAT S 20\nVAT S 21", "VAT", "VAT"], ["VAT X 20", "VAT", "VAT"], ["VAT S -", "VAT", "VAT"], ["VAT S 20 2030-01-01", " VAT ", "VAT"], ["A S 5 - B compounds", "B", "A"],
  ];
  for (const [rows, code, at] of wrong) {
    const refusal = resolveTax(padded(rows), code, day("2026-01-31"));
    expect(refusal.ok ? [] : [refusal.rejections[0]?.taxCode, refusal.rejections[0]?.known]).toEqual([at, [at]]);
  }
});
