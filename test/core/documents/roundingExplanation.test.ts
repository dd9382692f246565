import { priceInvoice } from "../../../src/core/documents/invoice";
import { EXACT_PLACES, explainRounding, type ExactAmount } from "../../../src/core/documents/roundingExplanation";
import { currency, decimal, invoice, line, tax } from "./pricing";

const amount = ({ text, complete }: ExactAmount): string => `${text}${complete ? "" : "…"}`;

/** Totals as "group/line (difference)", then each group and its shares: exact, alone, in the group. */
function shown(input: Parameters<typeof explainRounding>[0]): readonly string[] {
  const { perGroup, perLine, difference, groups } = explainRounding(input);
  return [
    `${perGroup.net}+${perGroup.tax}=${perGroup.total} or ${perLine.net}+${perLine.tax}=${perLine.total} (${difference.net} ${difference.tax} ${difference.total})`,
    ...groups.flatMap((group) => [
      `${group.category} ${group.code} ${group.ratePercent.toFixed()}% of ${group.taxable}: ${amount(group.exact)} → ${group.perGroup} or ${group.perLine} (${group.difference})`,
      ...group.shares.map((share) => `  ${share.line === null ? `allowance ${share.allowance}` : `line ${share.line}`}: ${amount(share.exact)} of ${share.taxable} → ${share.perLine}, bears ${share.perGroup}`),
    ]),
  ];
}

test("three lines of a few cents: 20 % of 0.06 is a cent, per line it is none", () => {
  expect(shown(invoice([line("1 x 0.02", "20"), line("1 x 0.02", "20"), line("1 x 0.02", "20")]))).toEqual([
    "6+1=7 or 6+0=6 (0 -1 -1)",
    "S 20 20% of 6: 0.012 → 1 or 0 (-1)",
    "  line 1: 0.004 of 2 → 0, bears 0", "  line 2: 0.004 of 2 → 0, bears 1", "  line 3: 0.004 of 2 → 0, bears 0",
  ]);
});

test("invoiceninja testInclusiveRounding: 50 + 50 including 19 % is 15.97 or 15.96, and its exact tax has no end", () => {
  expect(shown(invoice([line("1 x 50", "19 included"), line("1 x 50", "19 included")], { rounding: "perLine" }))).toEqual([
    "8403+1597=10000 or 8404+1596=10000 (1 -1 0)",
    "S 19 included 19% of 8403: 15.966386554621… → 1597 or 1596 (-1)",
    "  line 1: 7.98319327731… of 4202 → 798, bears 798", "  line 2: 7.98319327731… of 4201 → 798, bears 799",
  ]);
});

test("a document without a difference says so, group by group, allowances too", () => {
  const input = invoice([line("1 x 100", "20"), line("1 x 50", "AE")], {
    currency: currency("KWD"), allowances: [{ charge: false, percent: decimal("10"), tax: null }, { charge: true, amount: 5, tax: tax("20") }],
  });
  expect(shown(input)).toEqual([
    "135005+18001=153006 or 135005+18001=153006 (0 0 0)",
    "S 20 20% of 90005: 18.001 → 18001 or 18001 (0)",
    "  line 1: 20 of 100000 → 20000, bears 20000", "  allowance 1: -2 of -10000 → -2000, bears -2000", "  allowance 2: 0.001 of 5 → 1, bears 1",
    "AE AE 0% of 45000: 0 → 0 or 0 (0)",
    "  line 2: 0 of 50000 → 0, bears 0", "  allowance 1: 0 of -5000 → 0, bears 0",
  ]);
});

test("several taxes of a line stand in their own groups; a compounding one is charged on the rounded tax before it", () => {
  expect(shown(invoice([line("1 x 1.40", "GST 5 & QST 9.975 compound")]))).toEqual([
    "140+22=162 or 140+22=162 (0 0 0)",
    "S GST 5% of 140: 0.07 → 7 or 7 (0)", "  line 1: 0.07 of 140 → 7, bears 7",
    "S QST 9.975% of 147: 0.1466325 → 15 or 15 (0)", "  line 1: 0.1466325 of 147 → 15, bears 15",
  ]);
});

test("compound taxes within a price: 1.155 holds 0.05 and 0.105", () => {
  expect(shown(invoice([line("10 x 1.155", "A 5 included & B 10 included compound")]))).toEqual([
    "1000+155=1155 or 1000+155=1155 (0 0 0)",
    "S A 5% of 1000: 0.5 → 50 or 50 (0)", "  line 1: 0.5 of 1000 → 50, bears 50",
    "S B 10% of 1050: 1.05 → 105 or 105 (0)", "  line 1: 1.05 of 1050 → 105, bears 105",
  ]);
});

test("a withholding does not enter the base of the tax that compounds", () => {
  expect(shown(invoice([line("1 x 50", "WH -20 & A 4 & B 22 compound")]))).toEqual([
    "5000+344=5344 or 5000+344=5344 (0 0 0)",
    "S WH -20% of 5000: -10 → -1000 or -1000 (0)", "  line 1: -10 of 5000 → -1000, bears -1000",
    "S A 4% of 5000: 2 → 200 or 200 (0)", "  line 1: 2 of 5000 → 200, bears 200",
    "S B 22% of 5200: 11.44 → 1144 or 1144 (0)", "  line 1: 11.44 of 5200 → 1144, bears 1144",
  ]);
});

test("odoo#37896: both ways give 6527.81, because the printed net is what is taxed", () => {
  const { perGroup, perLine } = explainRounding(invoice([line("16 x 348.35 - 4%", "22")]));
  expect([perGroup.total, perLine.total]).toEqual([652781, 652781]);
});

test("each way is what the invoice of that rounding says, whatever the document's own is; nothing to explain is nothing", () => {
  const input = invoice([line("7 x 0.335", "20"), line("3 x 1.11", "20"), line("1 x 9.99", "5.5"), line("1 x 0.07", "5.5 included")], { prepaid: 5, cashRounding: 5 });
  for (const rounding of ["perGroup", "perLine"] as const) {
    const { net, tax: taxTotal, total } = priceInvoice({ ...input, rounding });
    for (const own of ["perGroup", "perLine"] as const) expect(explainRounding({ ...input, rounding: own })[rounding]).toEqual({ net, tax: taxTotal, total });
  }
  const nothing = { net: 0, tax: 0, total: 0 };
  expect(explainRounding(invoice([]))).toEqual({ currency: "EUR", perGroup: nothing, perLine: nothing, difference: nothing, groups: [] });
  expect(EXACT_PLACES).toBe(12);
  expect(() => explainRounding(invoice([line("1 x 1/0", "20")]))).toThrow(RangeError);
});
