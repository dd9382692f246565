import { type InvoiceInput, type InvoiceTotals, priceInvoice } from "../../../src/core/documents/invoice";
import { checkInvoiceInput } from "../../../src/core/documents/invoiceCheck";
import { addsUp, currency, decimal, invoice, line, tax } from "./pricing";

interface Case {
  readonly name: string;
  readonly input: InvoiceInput;
  /** "net tax total payable", minor units */
  readonly expect: string;
  /** "taxable@rate=tax" for each group, in order */
  readonly groups: readonly string[];
}

const perLine = { rounding: "perLine" } as const;
const cases: readonly Case[] = [
  // ../shared data tax.json: prices that include their tax (tax = round(gross − gross ÷ (1 + rate)), net = gross − tax)
  { name: "odoo random_case_1: 124.40 including 8 %", input: invoice([line("1 x 124.40", "8 included")], perLine), expect: "11519 921 12440 12440", groups: ["11519@8=921"] },
  { name: "odoo random_case_4: 52.50 including 12 %, net would be a tie (46.875)", input: invoice([line("1 x 52.50", "12 included")], perLine), expect: "4687 563 5250 5250", groups: ["4687@12=563"] },
  { name: "odoo random_case_5: 10920 including 19 % in a currency without decimals", input: invoice([line("1 x 10920", "19 included")], { currency: currency("JPY") }), expect: "9176 1744 10920 10920", groups: ["9176@19=1744"] },
  { name: "odoo random_case_7: 11.90 including 21 %", input: invoice([line("1 x 11.90", "21 included")], perLine), expect: "983 207 1190 1190", groups: ["983@21=207"] },
  { name: "invoiceninja testInclusiveRounding: 50 + 50 including 19 %, per line 15.96", input: invoice([line("1 x 50", "19 included"), line("1 x 50", "19 included")], perLine), expect: "8404 1596 10000 10000", groups: ["8404@19=1596"] },
  { name: "invoiceninja testInclusiveRounding: the same per group is 15.97", input: invoice([line("1 x 50", "19 included"), line("1 x 50", "19 included")]), expect: "8403 1597 10000 10000", groups: ["8403@19=1597"] },
  { name: "79.20 including 19 %: 12.65 by difference, though BR-CO-17 would have 12.64", input: invoice([line("1 x 79.20", "19 included")]), expect: "6655 1265 7920 7920", groups: ["6655@19=1265"] },
  // compound tax and withholding
  { name: "odoo random_case_8: −20 % withheld, 4 %, 22 % on top of net and the 4 %", input: invoice([line("1 x 50", "WH -20 & A 4 & B 22 compound")]), expect: "5000 344 5344 5344", groups: ["5000@-20=-1000", "5000@4=200", "5200@22=1144"] },
  { name: "odoo l10n_in: 6 %, 6 % on it, 3 % on both, at the four decimals of the case", input: invoice([line("1 x 100", "A 6 & B 6 compound & C 3 compound")], { currency: currency("CLF") }), expect: "1000000 157308 1157308 1157308", groups: ["1000000@6=60000", "1060000@6=63600", "1123600@3=33708"] },
  { name: "the same in cents: 3.3708 is 3.37", input: invoice([line("1 x 100", "A 6 & B 6 compound & C 3 compound")]), expect: "10000 1573 11573 11573", groups: ["10000@6=600", "10600@6=636", "11236@3=337"] },
  { name: "included compound: 115.50 holds 5 % and 10 % on it", input: invoice([line("1 x 115.50", "A 5 included & B 10 included compound")]), expect: "10000 1550 11550 11550", groups: ["10000@5=500", "10500@10=1050"] },
  { name: "included twice: the residue of the split goes to the last tax", input: invoice([line("1 x 1.00", "A 9 included & B 9 included")]), expect: "85 15 100 100", groups: ["85@9=8", "85@9=7"] },
  { name: "three included: each is rounded of its own, the last takes the residue", input: invoice([line("1 x 0.50", "A 9 included & B 9 included & C 9 included")]), expect: "39 11 50 50", groups: ["39@9=4", "39@9=4", "39@9=3"] },
  { name: "three included of different rates", input: invoice([line("1 x 135", "A 5 included & B 10 included & C 20 included")]), expect: "10000 3500 13500 13500", groups: ["10000@5=500", "10000@10=1000", "10000@20=2000"] },
  { name: "an included withholding is no base of what compounds", input: invoice([line("1 x 116", "A 10 included & WH -5 included & B 10 included compound")]), expect: "10000 1600 11600 11600", groups: ["10000@10=1000", "10000@-5=-500", "11000@10=1100"] },
  { name: "taxes are charged by position, whatever line needs them first", input: invoice([line("1 x 100", "A 10 & D 10 & C 10 compound"), line("1 x 100", "A 10 & B 10 compound & C 10 compound")]), expect: "20000 6510 26510 26510", groups: ["20000@10=2000", "10000@10=1000", "24100@10=2410", "11000@10=1100"] },
  { name: "one included, one on top", input: invoice([line("1 x 105", "A 5 included & B 10")]), expect: "10000 1500 11500 11500", groups: ["10000@5=500", "10000@10=1000"] },
  { name: "on top and compounding on an included one", input: invoice([line("1 x 105", "A 5 included & B 10 compound")]), expect: "10000 1550 11550 11550", groups: ["10000@5=500", "10500@10=1050"] },
  // several taxes
  { name: "invoiceninja#1453: 5 % and 9.975 % of 140 are 7.00 and 13.97 (13.965 is a tie), total not 160.96", input: invoice([line("1 x 140", "GST 5 & QST 9.975")]), expect: "14000 2097 16097 16097", groups: ["14000@5=700", "14000@9.975=1397"] },
  { name: "two equal rates on one line stay two taxes", input: invoice([line("1 x 100", "CGST 9 & SGST 9")]), expect: "10000 1800 11800 11800", groups: ["10000@9=900", "10000@9=900"] },
  { name: "a tax used alone and beside another is one group, at any position", input: invoice([line("1 x 0.10", "GST 5"), line("1 x 0.10", "QST 10 & GST 5")]), expect: "20 2 22 22", groups: ["20@5=1", "10@10=1"] },
  { name: "two codes of one category and rate are one group (EN 16931)", input: invoice([line("1 x 0.02", "OLD 20"), line("1 x 0.03", "NEW 20.0")]), expect: "5 1 6 6", groups: ["5@20=1"] },
  // rounding of lines
  { name: "invoiceninja testTaskRoundingPrecisionThree: each line is rounded before summing", input: invoice(["0.333", "0.333", "1.333", "0.267", "0.05"].map((price) => line(`25 x ${price}`, "O"))), expect: "5792 0 5792 5792", groups: ["5792@0=0"] },
  { name: "odoo#37896: 16 × 348.35 less 4 % at 22 % is 6527.81", input: invoice([line("16 x 348.35 - 4%", "22")], perLine), expect: "535066 117715 652781 652781", groups: ["535066@22=117715"] },
  { name: "odoo#37896 per group is 6527.81 too: Odoo's 6527.80 taxes an unrounded net that is printed nowhere", input: invoice([line("16 x 348.35 - 4%", "22")]), expect: "535066 117715 652781 652781", groups: ["535066@22=117715"] },
  { name: "the discount is an amount of its own: 1.01 − 0.10, not round(0.9045)", input: invoice([line("3 x 0.335 - 10%", "O")]), expect: "91 0 91 91", groups: ["91@0=0"] },
  { name: "ConnectingEurope#160: 15 % of 19935.66", input: invoice([line("1 x 19935.66", "15")]), expect: "1993566 299035 2292601 2292601", groups: ["1993566@15=299035"] },
  { name: "josemmo#31: 26935.78 × 0.25 is a tie, 6733.95", input: invoice([line("26935.78 x 0.25", "19")]), expect: "673395 127945 801340 801340", groups: ["673395@19=127945"] },
  { name: "CEN negativ: ties go away from zero, positive", input: invoice([line("1 x 156435.885", "0")]), expect: "15643589 0 15643589 15643589", groups: ["15643589@0=0"] },
  { name: "CEN negativ: and negative", input: invoice([line("-1 x 156435.885", "0")]), expect: "-15643589 0 -15643589 -15643589", groups: ["-15643589@0=0"] },
  { name: "price per 365 days, rounded once", input: invoice([line("90 x 1585/365", "O")]), expect: "39082 0 39082 39082", groups: ["39082@0=0"] },
  { name: "1.005 is a tie in decimals, not 1.00499 as in doubles", input: invoice([line("1 x 1.005", "O")]), expect: "101 0 101 101", groups: ["101@0=0"] },
  { name: "lines of a cent: tax of the group, and no line takes it all", input: invoice(Array.from({ length: 10 }, () => line("1 x 0.01", "20"))), expect: "10 2 12 12", groups: ["10@20=2"] },
  { name: "the same per line is no tax at all", input: invoice(Array.from({ length: 10 }, () => line("1 x 0.01", "20")), perLine), expect: "10 0 10 10", groups: ["10@20=0"] },
  { name: "returned goods: negative quantities", input: invoice([line("7 x 400", "25"), line("-3 x 500", "25")]), expect: "130000 32500 162500 162500", groups: ["130000@25=32500"] },
  { name: "three decimals (KWD)", input: invoice([line("3 x 1.2345", "5")], { currency: currency("KWD") }), expect: "3704 185 3889 3889", groups: ["3704@5=185"] },
  // categories without tax
  ...(["Z", "E", "AE", "K", "G", "O"] as const).map((category) => ({
    name: `${category} carries no tax`, input: invoice([line("1 x 100", category)]), expect: "10000 0 10000 10000", groups: ["10000@0=0"],
  })),
  { name: "reverse charge carries none even if a rate were given", input: invoice([line("1 x 100", "AE 19 included")]), expect: "10000 0 10000 10000", groups: ["10000@0=0"] },
  { name: "L and M are taxed", input: invoice([line("1 x 100", "L 7"), line("1 x 100", "M 4")]), expect: "20000 1100 21100 21100", groups: ["10000@7=700", "10000@4=400"] },
  { name: "a code without components is one of 0 %", input: invoice([{ ...line("1 x 1", "20"), tax: { ...tax("20"), components: [] } }]), expect: "100 0 100 100", groups: ["100@0=0"] },
  // document level
  {
    name: "allowances and charges enter the group of their rate, prepaid and cash rounding the amount to pay",
    input: invoice([line("1 x 100.01", "20")], {
      allowances: [{ charge: false, amount: 1000, tax: tax("20") }, { charge: true, amount: 500, tax: tax("10") }], prepaid: 100, cashRounding: 5,
    }),
    expect: "9501 1850 11351 11250", groups: ["9001@20=1800", "500@10=50"],
  },
  { name: "an allowance off prices that include tax includes it too", input: invoice([line("1 x 120", "20 included")], { allowances: [{ charge: false, amount: 1200, tax: tax("20 included") }] }), expect: "9000 1800 10800 10800", groups: ["9000@20=1800"] },
  { name: "invoiceninja testRappenRounding: 10.01 in cash is 10.00", input: invoice([line("1 x 10.01", "O")], { cashRounding: 5 }), expect: "1001 0 1001 1000", groups: ["1001@0=0"] },
  { name: "invoiceninja testRappenRoundingUp: 20.18 in cash is 20.20", input: invoice([line("2 x 10.09", "O")], { cashRounding: 5 }), expect: "2018 0 2018 2020", groups: ["2018@0=0"] },
  { name: "cash rounding of a tie goes away from zero, credits too", input: invoice([line("-1 x 0.50", "O")], { cashRounding: 100 }), expect: "-50 0 -50 -100", groups: ["-50@0=0"] },
  { name: "no lines", input: invoice([]), expect: "0 0 0 0", groups: [] },
];

test.each(cases)("$name", ({ input, expect: expected, groups }) => {
  const totals = priceInvoice(input);
  expect([totals.net, totals.tax, totals.total, totals.payable].join(" ")).toBe(expected);
  expect(totals.groups.map((group) => `${group.taxable}@${group.ratePercent.toFixed()}=${group.tax}`)).toEqual(groups);
  expect(addsUp(input, totals)).toEqual([]);
});

test.each(cases)("$name: the credit of it is its mirror image", ({ input }) => {
  const mirrored: InvoiceInput = {
    ...input,
    lines: input.lines.map((each) => ({ ...each, quantity: each.quantity.neg() })),
    allowances: input.allowances.map((allowance) => ("percent" in allowance ? allowance : { ...allowance, amount: -allowance.amount })),
    prepaid: 0 - input.prepaid,
  };
  const there = priceInvoice(input);
  const back = priceInvoice(mirrored);
  for (const name of ["net", "tax", "total", "payable", "payableRounding", "lineTotal"] as const) expect(back[name] + there[name]).toBe(0);
});

test("a line shows its parts: amount, discount, allowances, charges, net, each tax, gross", () => {
  const [first] = priceInvoice(
    invoice([{ ...line("10 x 12.345 - 2.5%", "GST 5 & PST 7"), allowances: [{ charge: false, amount: 100 }, { charge: true, amount: 250 }] }]),
  ).lines;
  expect({ ...first, taxes: first?.taxes.map((each) => `${each.code} ${each.taxable} ${each.tax}`) }).toEqual({
    amount: 12345, discount: 309, allowanceAmounts: [100, 250], allowanceTotal: 100, chargeTotal: 250, net: 12186, gross: 13648,
    taxes: ["GST 12186 609", "PST 12186 853"],
  });
});

test("the group keeps the first exemption reason that is given", () => {
  const reason = (text: string | null) => ({ ...line("1 x 1", "AE"), tax: { ...tax("AE"), exemptionReason: text } });
  const { groups } = priceInvoice(invoice([reason(null), reason("Reverse charge"), reason("Other")]));
  expect(groups.map((group) => group.exemptionReason)).toEqual(["Reverse charge"]);
});

test("document allowances and charges are totalled without their tax", () => {
  const totals = priceInvoice(
    invoice([line("1 x 240", "20 included")], {
      allowances: [{ charge: false, amount: 1200, tax: tax("20 included") }, { charge: true, amount: 600, tax: tax("20 included") }],
    }),
  );
  expect([totals.lineTotal, totals.allowanceTotal, totals.chargeTotal, totals.net]).toEqual([20000, 1000, 500, 19500]);
});

const bad: readonly { readonly name: string; readonly input: InvoiceInput; readonly expect: readonly string[] }[] = [
  { name: "price base of zero", input: invoice([line("1 x 1", "20"), line("1 x 1/0", "20")]), expect: ["priceBaseQuantityNotPositive 2"] },
  { name: "discount above 100 %", input: invoice([line("1 x 1 - 100.01%", "20")]), expect: ["discountPercentOutOfRange 1"] },
  { name: "negative discount", input: invoice([line("1 x 1 - -1%", "20")]), expect: ["discountPercentOutOfRange 1"] },
  { name: "line beyond fifteen digits", input: invoice([line("1 x 10000000000000", "20")]), expect: ["amountTooLarge 1"] },
  { name: "line within, document beyond with its tax", input: invoice([line("1 x 9000000000000", "20")]), expect: ["amountTooLarge null"] },
  { name: "allowance of half a cent on a line", input: invoice([{ ...line("1 x 1", "20"), allowances: [{ charge: true, amount: 0.5 }] }]), expect: ["amountNotWholeMinor 1"] },
  { name: "allowance of half a cent on the document", input: invoice([], { allowances: [{ charge: true, amount: 0.5, tax: tax("20") }] }), expect: ["amountNotWholeMinor null"] },
  { name: "prepaid of half a cent", input: invoice([], { prepaid: 0.5 }), expect: ["amountNotWholeMinor null"] },
  { name: "included withholding of everything, line", input: invoice([line("1 x 1", "A -60 included & B -40 included")]), expect: ["includedTaxOutOfRange 1"] },
  { name: "included withholding of everything, document", input: invoice([], { allowances: [{ charge: true, amount: 5, tax: tax("A -100 included") }] }), expect: ["includedTaxOutOfRange null"] },
  { name: "cash rounding of zero", input: invoice([], { cashRounding: 0 }), expect: ["cashRoundingStepNotPositive null"] },
  { name: "cash rounding of half a cent", input: invoice([], { cashRounding: 0.5 }), expect: ["cashRoundingStepNotPositive null"] },
  { name: "a quantity that is no number", input: invoice([{ ...line("1 x 1", "20"), quantity: decimal("1").div(0).sub(decimal("1").div(0)) }]), expect: ["amountTooLarge 1"] },
];

test.each(bad)("refused with its line: $name", ({ input, expect: expected }) => {
  expect(checkInvoiceInput(input).map((problem) => `${problem.code} ${problem.line}`)).toEqual(expected);
  expect(() => priceInvoice(input)).toThrow(RangeError);
});

test("a rate of more digits than plain numbers carry is as exact as any", () => {
  const document = (rate: string): InvoiceTotals => priceInvoice({ currency: currency("EUR"), rounding: "perGroup", lines: [line("1 x 1000000", rate), line("3 x 333.33", rate)], allowances: [], prepaid: 0, cashRounding: null });
  // 1,000,999.99 at 19.12345678 % is 191,424.790…; at 19.1234567 % 191,424.789….
  expect([document("19.12345678").tax, document("19.1234567").tax]).toEqual([Number((100_099_999n * 1_912_345_678n + 5n * 10n ** 9n) / 10n ** 10n), Number((100_099_999n * 191_234_567n + 5n * 10n ** 8n) / 10n ** 9n)]);
});
