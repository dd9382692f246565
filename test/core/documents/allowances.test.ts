import { type DocumentAllowance, type InvoiceInput, type LineAllowance, type LineInput, priceInvoice } from "../../../src/core/documents/invoice";
import { checkInvoiceInput } from "../../../src/core/documents/invoiceCheck";
import { addsUp, currency, decimal, invoice, line, tax } from "./pricing";

/** "-5%", "+3.50", "-10% of 4000": an allowance or charge by percent, perhaps of another base, or by amount, in cents. */
function allowance(text: string): LineAllowance {
  const match = /^([+-])([\d.]+)(%)?(?: of (-?[\d.]+))?$/.exec(text);
  if (match === null) throw new Error(text);
  const charge = match[1] === "+";
  if (match[3] === undefined) return { charge, amount: Number(match[2]) };
  const percent = decimal(match[2] ?? "");
  return match[4] === undefined ? { charge, percent } : { charge, percent, base: Number(match[4]) };
}

function lineWith(text: string, taxText: string, allowances: string): LineInput {
  return { ...line(text, taxText), allowances: allowances.split(", ").map(allowance) };
}

/** "-10%": spread; "-10% at 20": with its own tax. */
function onDocument(text: string): DocumentAllowance {
  const [what = "", taxText] = text.split(" at ");
  return { ...allowance(what), tax: taxText === undefined ? null : tax(taxText) };
}

const lines: readonly (readonly [name: string, input: LineInput, amounts: readonly number[], net: number])[] = [
  ["CEN Kreditering: 3 % off and 5 % on top of 10,000", lineWith("2000 x 10/2", "25", "-3%, +5%"), [30000, 50000], 1020000],
  ["CEN Rabatter: 20 %, then 25 % of 4,000 and 50 % of 3,000, each of its own base", lineWith("5 x 5000/5", "25", "-20%, -25% of 400000, +50% of 300000"), [100000, 100000, 150000], 450000],
  ["CEN Rabatter: 6 % and 20 % off, 12 % on top, all of 200,000", lineWith("100 x 2000", "25", "-6%, -20%, +12%"), [1200000, 4000000, 2400000], 17200000],
  ["a percent's tie goes away from zero", lineWith("1 x 0.10", "O", "-5%"), [1], 9],
  ["and away from zero below it", lineWith("-1 x 0.10", "O", "-5%"), [-1], -9],
  ["each is rounded by itself", lineWith("1 x 0.10", "O", "-5%, -5%, +5%"), [1, 1, 1], 9],
  ["the discount is of the amount, and so are allowances", lineWith("1 x 100 - 10%", "O", "-10%"), [1000], 8000],
  ["an amount beside a percent", lineWith("1 x 100", "O", "-250, +1.5%"), [250, 150], 9900],
  ["all of it", lineWith("1 x 100", "20", "-100%"), [10000], 0],
  ["a base of nothing", lineWith("1 x 100", "20", "+10% of 0"), [0], 10000],
];

test.each(lines)("line: %s", (_, input, amounts, net) => {
  const totals = priceInvoice(invoice([input]));
  expect([totals.lines[0]?.allowanceAmounts, totals.lines[0]?.net]).toEqual([amounts, net]);
  expect(addsUp(invoice([input]), totals)).toEqual([]);
});

interface DocumentCase {
  readonly name: string;
  readonly input: InvoiceInput;
  /** "net tax total" */
  readonly expect: string;
  readonly groups: readonly string[];
  /** "amount net: part part" for each allowance or charge, parts as "code net". */
  readonly allowances: readonly string[];
}

const goods = [line("1 x 80", "20"), line("1 x 20", "5")];
const documents: readonly DocumentCase[] = [
  { name: "reference §3.3: 141.91 off 175.00 at 5 % taxes 33.09 with 1.65", input: invoice([line("1 x 80", "5"), line("1 x 95", "5")], { allowances: [onDocument("-14191")] }), expect: "3309 165 3474", groups: ["3309@5=165"], allowances: ["14191 14191: 5 14191"] },
  { name: "10 % off takes 10 % off each tax", input: invoice(goods, { allowances: [onDocument("-10%")] }), expect: "9000 1530 10530", groups: ["7200@20=1440", "1800@5=90"], allowances: ["1000 1000: 20 800, 5 200"] },
  { name: "an amount is spread by what the lines add up to, residue last", input: invoice(goods, { allowances: [onDocument("-333")] }), expect: "9667 1644 11311", groups: ["7734@20=1547", "1933@5=97"], allowances: ["333 333: 20 266, 5 67"] },
  { name: "freight spread as a charge", input: invoice(goods, { allowances: [onDocument("+50")] }), expect: "10050 1709 11759", groups: ["8040@20=1608", "2010@5=101"], allowances: ["50 50: 20 40, 5 10"] },
  { name: "with a tax code of its own it falls under that alone", input: invoice(goods, { allowances: [onDocument("-10% at 20"), onDocument("+500 at 7")] }), expect: "9500 1535 11035", groups: ["7000@20=1400", "2000@5=100", "500@7=35"], allowances: ["1000 1000: 20 1000", "500 500: 7 500"] },
  { name: "a percent of another base", input: invoice(goods, { allowances: [onDocument("-10% of 5000 at 5")] }), expect: "9500 1675 11175", groups: ["8000@20=1600", "1500@5=75"], allowances: ["500 500: 5 500"] },
  { name: "off prices that include tax: so many percent of the price, whatever the tax", input: invoice([line("1 x 120", "20 included"), line("1 x 105", "5 included")], { allowances: [onDocument("-10%")] }), expect: "18000 2250 20250", groups: ["9000@20=1800", "9000@5=450"], allowances: ["2250 2000: 20 included 1000, 5 included 1000"] },
  { name: "included and exclusive prices together", input: invoice([line("1 x 120", "20 included"), line("1 x 80", "20")], { allowances: [onDocument("-2000")] }), expect: "16200 3240 19440", groups: ["16200@20=3240"], allowances: ["2000 1800: 20 included 1000, 20 800"] },
  { name: "two codes of one rate are one share", input: invoice([line("1 x 30", "OLD 20"), line("1 x 30", "NEW 20.0")], { allowances: [onDocument("-1")] }), expect: "5999 1200 7199", groups: ["5999@20=1200"], allowances: ["1 1: OLD 20 1"] },
  { name: "several taxes on a line are one share", input: invoice([line("1 x 100", "GST 5 & QST 10 compound")], { allowances: [onDocument("-10%")] }), expect: "9000 1395 10395", groups: ["9000@5=450", "9450@10=945"], allowances: ["1000 1000: GST 5 & QST 10 compound 1000"] },
  { name: "goods and returns keep the proportion", input: invoice([line("1 x 100", "20"), line("-1 x 50", "5")], { allowances: [onDocument("-10%")] }), expect: "4500 1575 6075", groups: ["9000@20=1800", "-4500@5=-225"], allowances: ["500 500: 20 1000, 5 -500"] },
  { name: "a credit", input: invoice([line("-1 x 80", "20"), line("-1 x 20", "5")], { allowances: [onDocument("-10%")] }), expect: "-9000 -1530 -10530", groups: ["-7200@20=-1440", "-1800@5=-90"], allowances: ["-1000 -1000: 20 -800, 5 -200"] },
  { name: "exempt beside taxed", input: invoice([line("1 x 50", "20"), line("1 x 50", "E")], { allowances: [onDocument("-1000")] }), expect: "9000 900 9900", groups: ["4500@20=900", "4500@0=0"], allowances: ["1000 1000: 20 500, E 500"] },
  { name: "per line each part is rounded by itself", input: invoice([line("1 x 0.13", "20"), line("1 x 0.13", "20")], { rounding: "perLine", allowances: [onDocument("-8"), onDocument("+8")] }), expect: "26 6 32", groups: ["26@20=6"], allowances: ["8 8: 20 8", "8 8: 20 8"] },
  { name: "several, each of the lines alone", input: invoice([line("1 x 100", "20")], { allowances: [onDocument("-10%"), onDocument("-10%"), onDocument("+10%")] }), expect: "9000 1800 10800", groups: ["9000@20=1800"], allowances: ["1000 1000: 20 1000", "1000 1000: 20 1000", "1000 1000: 20 1000"] },
  { name: "equal rates of other taxes are shares of their own", input: invoice([line("1 x 100", "CGST 9 & SGST 9"), line("1 x 100", "X 9 & Y 9")], { allowances: [onDocument("-10%")] }), expect: "18000 3240 21240", groups: ["9000@9=810", "9000@9=810", "9000@9=810", "9000@9=810"], allowances: ["2000 2000: CGST 9 & SGST 9 1000, X 9 & Y 9 1000"] },
  { name: "more than the lines, beside one of nothing", input: invoice([line("1 x 100", "20"), line("0 x 1", "5")], { allowances: [onDocument("-20000")] }), expect: "-10000 -2000 -12000", groups: ["-10000@20=-2000", "0@5=0"], allowances: ["20000 20000: 20 20000, 5 0"] },
  { name: "nothing off", input: invoice(goods, { allowances: [onDocument("-0")] }), expect: "10000 1700 11700", groups: ["8000@20=1600", "2000@5=100"], allowances: ["0 0: 20 0, 5 0"] },
];

test.each(documents)("document: $name", ({ input, expect: expected, groups, allowances }) => {
  const totals = priceInvoice(input);
  expect([totals.net, totals.tax, totals.total].join(" ")).toBe(expected);
  expect(totals.groups.map((group) => `${group.taxable}@${group.ratePercent.toFixed()}=${group.tax}`)).toEqual(groups);
  expect(totals.allowances.map((each) => `${each.amount} ${each.net}: ${each.parts.map((part) => `${part.code} ${part.net}`).join(", ")}`)).toEqual(allowances);
  expect(totals.lineTotal - totals.allowanceTotal + totals.chargeTotal).toBe(totals.net);
  expect(addsUp(input, totals).filter((wrong) => wrong !== "lines gross")).toEqual([]);
});

test("a part names its category and its taxes with the allowance's sign, and no zero has a sign", () => {
  const [first, second] = priceInvoice(invoice(goods, { allowances: [onDocument("-10%"), onDocument("-0 at AE")] })).allowances;
  expect(first?.parts.map((part) => [part.category, ...part.taxes.map((each) => `${each.code} ${each.taxable} ${each.tax}`)])).toEqual([["S", "20 800 160"], ["S", "5 200 10"]]);
  expect([first?.charge, second?.parts[0]?.category, Object.is(second?.parts[0]?.net, 0), Object.is(second?.parts[0]?.taxes[0]?.tax, 0)]).toEqual([false, "AE", true, true]);
  const [charge] = priceInvoice(invoice(goods, { allowances: [onDocument("+10%")] })).allowances;
  expect([charge?.charge, ...(charge?.parts ?? []).flatMap((part) => part.taxes.map((each) => each.tax))]).toEqual([true, 160, 10]);
});

const half = { charge: true, amount: 0.5 } as const;
const bad: readonly (readonly [name: string, input: InvoiceInput, expected: readonly string[]])[] = [
  ["spread over nothing", invoice([], { allowances: [onDocument("-100")] }), ["allowanceCannotSpread null 1"]],
  ["spread over lines of zero", invoice([line("0 x 1", "20")], { allowances: [onDocument("-100 at 20"), onDocument("-0")] }), ["allowanceCannotSpread null 2"]],
  ["spread over goods and returns that even out", invoice([line("1 x 1", "20"), line("-1 x 1", "5")], { allowances: [onDocument("-100")] }), ["allowanceCannotSpread null 1"]],
  ["more than goods less returns", invoice([line("1 x 100", "20"), line("-1 x 99.99", "5")], { allowances: [onDocument("-1"), onDocument("-2"), onDocument("+1")] }), ["allowanceCannotSpread null 2"]],
  ["more than returns less goods", invoice([line("-1 x 100", "20"), line("1 x 99.99", "5")], { allowances: [onDocument("-1"), onDocument("-2")] }), ["allowanceCannotSpread null 2"]],
  ["above 100 %", invoice(goods, { allowances: [onDocument("-100%"), onDocument("-100.0001%")] }), ["allowancePercentOutOfRange null 2"]],
  ["a charge above 1000 %", invoice(goods, { allowances: [onDocument("+1000%"), onDocument("+1000.1%")] }), ["allowancePercentOutOfRange null 2"]],
  ["below 0 %", invoice(goods, { allowances: [{ charge: true, percent: decimal("-1"), tax: null }] }), ["allowancePercentOutOfRange null 1"]],
  ["base of half a cent", invoice(goods, { allowances: [onDocument("-1% of 0.5")] }), ["amountNotWholeMinor null 1"]],
  ["amount of half a cent", invoice(goods, { allowances: [{ ...half, tax: null }] }), ["amountNotWholeMinor null 1"]],
  ["included withholding", invoice(goods, { allowances: [onDocument("+5 at A -100 included")] }), ["includedTaxOutOfRange null 1"]],
  ["a charge that is too large", invoice(goods, { allowances: [{ charge: true, amount: 1e15, tax: null }] }), ["amountTooLarge null 1"]],
  ["a percent that is too large", invoice(goods, { allowances: [onDocument("+1000% of 100000000000000")] }), ["amountTooLarge null 1"]],
  ["of lines: above 100 %", invoice([line("1 x 1", "20"), lineWith("1 x 1", "20", "-101%")]), ["allowancePercentOutOfRange 2 null"]],
  ["of lines: base of half a cent", invoice([lineWith("1 x 1", "20", "+1, -1% of 0.5")]), ["amountNotWholeMinor 1 null"]],
  ["of lines: too large", invoice([lineWith("1 x 1000000000000", "20", "+1000%")]), ["amountTooLarge 1 null"]],
  ["lines at fault come first", invoice([line("1 x 1/0", "20")], { allowances: [{ ...half, tax: null }] }), ["priceBaseQuantityNotPositive 1 null"]],
  ["each within, together too large", invoice([line("1 x 5000000000000", "O")], { allowances: [onDocument("+499999999999999 at O"), onDocument("+1 at O")] }), ["amountTooLarge null null"]],
];

test.each(bad)("refused: %s", (_, input, expected) => {
  expect(checkInvoiceInput(input).map((problem) => `${problem.code} ${problem.line} ${problem.allowance}`)).toEqual(expected);
  const [code, at] = expected[0]?.split(" ") ?? [];
  expect(() => priceInvoice(input)).toThrow(new RangeError(`Cannot price: ${code}${at === "null" ? "" : ` in line ${at}`}`));
});

/** "price at tax" and the largest whole price for which the document with its tax still fits 15 digits. */
const bounds: readonly (readonly [taxText: string, largest: string, beyond: string])[] = [
  ["O", "9999999999999.99", "10000000000000"],
  ["AE 20", "9999999999999.99", "10000000000000"],
  ["25", "7999999999999.99", "8000000000000"],
  ["25 included", "7999999999999.99", "8000000000000"],
  ["A 25 & B 60", "4999999999999.99", "5000000000000"],
  ["A -20 included", "6666666666666.65", "6666666666666.67"],
  ["A -20.5 included", "6597510373443.97", "6597510373443.99"],
];

test.each(bounds)("at %s %s fits and %s does not, of either sign", (taxText, largest, beyond) => {
  for (const quantity of ["1", "-1"]) {
    expect(checkInvoiceInput(invoice([line(`${quantity} x ${largest}`, taxText)]))).toEqual([]);
    expect(checkInvoiceInput(invoice([line(`${quantity} x ${beyond}`, taxText)])).map((problem) => problem.code)).toEqual(["amountTooLarge"]);
    expect(addsUp(invoice([line(`${quantity} x ${largest}`, taxText)]), priceInvoice(invoice([line(`${quantity} x ${largest}`, taxText)])))).toEqual([]);
  }
});

test("prepaid money counts to the bound", () => {
  const most = invoice([line("1 x 9999999999999", "O")], { prepaid: -99, currency: currency("EUR") });
  expect(checkInvoiceInput(most)).toEqual([]);
  expect(checkInvoiceInput({ ...most, prepaid: -100 }).map((problem) => problem.code)).toEqual(["amountTooLarge"]);
  expect(checkInvoiceInput({ ...most, prepaid: 100 }).map((problem) => problem.code)).toEqual(["amountTooLarge"]);
});
