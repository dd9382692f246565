import { parseCurrency } from "../../src/core/values/currency";
import { parseIsoDate } from "../../src/core/values/plainDate";
import { type FigureFormula, figureFormula } from "../../src/taskpane/model/formula";
import { ISO_REGIONAL } from "../../src/taskpane/model/regional";

const all: FigureFormula = { figure: "balance", customer: null, asOf: null, currency: null };
const day = parseIsoDate("2026-01-31");
const dollars = parseCurrency("USD");

test.each<[Partial<FigureFormula>, "." | ",", string]>([
  [{}, ".", "=BILLING.BALANCE()"],
  [{ customer: "00417" }, ".", '=BILLING.BALANCE("00417")'],
  [{ customer: 'The "Box"', asOf: day }, ".", '=BILLING.BALANCE("The ""Box""",DATE(2026,1,31))'],
  [{ currency: dollars }, ".", '=BILLING.BALANCE(,,"USD")'],
  [{ figure: "overdue" }, ".", "=BILLING.OVERDUE()"],
  [{ figure: "overdue", currency: dollars, asOf: day }, ",", '=BILLING.OVERDUE(;DATE(2026;1;31);;;"USD")'],
  [{ figure: "open" }, ".", "=BILLING.OVERDUE(,,-100000)"],
  [{ figure: "unapplied", currency: dollars }, ".", '=BILLING.OVERDUE(,,-100000,,"USD")-BILLING.BALANCE(,,"USD")'],
  [{ figure: "unapplied", decimals: 2 }, ",", "=ROUND(BILLING.OVERDUE(;;-100000)-BILLING.BALANCE();2)"],
  [{ figure: "onAccount", customer: "ACME", decimals: 3 }, ".", '=ROUND(BILLING.BALANCE("ACME")-BILLING.OVERDUE("ACME",,-100000),3)'],
  [{ figure: "bucket", days: { from: null, to: null } }, ".", "=BILLING.OVERDUE(,,-100000,0)"],
  [{ figure: "bucket", customer: "ACME", days: { from: 31, to: 60 }, currency: dollars }, ".", '=BILLING.OVERDUE("ACME",,31,60,"USD")'],
  [{ figure: "bucket", asOf: day, days: { from: 91, to: null } }, ",", "=BILLING.OVERDUE(;DATE(2026;1;31);91)"],
  [{ figure: "openItems", customer: "ACME", asOf: day }, ".", '=BILLING.OPENITEMS("ACME",DATE(2026,1,31))'],
  [{ figure: "aging", customer: "ACME" }, ".", '=BILLING.AGING("ACME")'],
  [{ figure: "nextDue", customer: "ACME", asOf: day }, ".", '=BILLING.NEXTDUE("ACME",DATE(2026,1,31))'],
])("%j with decimal %s is %s", (part, decimal, formula) => {
  expect(figureFormula({ ...all, ...part }, { ...ISO_REGIONAL, decimal })).toBe(formula);
});
