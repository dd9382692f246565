import { checkTotals, type StatedTotals } from "../../../src/core/documents/totalsCheck";
import { decimal } from "./pricing";

/** Norwegian-example-1 of Peppol, in øre. */
const good: StatedTotals = {
  lineNets: [127300, -396, 496, -2500, 18750], allowances: [10000], charges: [10000],
  groups: [
    { ratePercent: decimal("25"), taxable: 146050, tax: 36513 },
    { ratePercent: decimal("15"), taxable: 100, tax: 15 },
    { ratePercent: decimal("0"), taxable: -2500, tax: 0 },
  ],
  lineTotal: 143650, allowanceTotal: 10000, chargeTotal: 10000, net: 143650, tax: 36528, total: 180178,
  prepaid: 100000, payableRounding: 22, payable: 80200,
};

const group = (at: number, tax: number) => good.groups.map((each, index) => (index === at ? { ...each, tax } : each));

const cases: readonly (readonly [name: string, change: Partial<StatedTotals>, expected: readonly string[]])[] = [
  ["as printed", {}, []],
  ["line total", { lineTotal: 143651 }, ["BR-CO-10 143651≠143650"]],
  ["allowances", { allowances: [9999] }, ["BR-CO-11 10000≠9999"]],
  ["charges", { charges: [] }, ["BR-CO-12 10000≠0"]],
  ["net", { net: 143649 }, ["BR-CO-13 143649≠143650", "BR-CO-15 180178≠180177"]],
  ["tax total", { tax: 36527 }, ["BR-CO-14 36527≠36528", "BR-CO-15 180178≠180177"]],
  ["total", { total: 180179 }, ["BR-CO-15 180179≠180178", "BR-CO-16 80200≠80201"]],
  ["payable", { payable: 80178 }, ["BR-CO-16 80178≠80200"]],
  ["a cent in a group, which the official check would let pass", { groups: group(0, 36512), tax: 36527, total: 180177, payable: 80199 }, ["BR-CO-17 36512≠36513 in group 0"]],
  ["two groups that cancel out", { groups: group(1, 16).map((each, at) => (at === 0 ? { ...each, tax: 36512 } : each)) }, ["BR-CO-17 36512≠36513 in group 0", "BR-CO-17 16≠15 in group 1"]],
  ["a tie of a credit goes away from zero", { lineNets: [-10], lineTotal: -10, net: -10, allowances: [], charges: [], allowanceTotal: 0, chargeTotal: 0, groups: [{ ratePercent: decimal("5"), taxable: -10, tax: -1 }], tax: -1, total: -11, prepaid: 0, payableRounding: 0, payable: -11 }, []],
];

test.each(cases)("%s", (_, change, expected) => {
  const shown = checkTotals({ ...good, ...change }).map(
    ({ code, stated, expected: wanted, group: at }) => `${code} ${stated}≠${wanted}${at === null ? "" : ` in group ${at}`}`,
  );
  expect(shown).toEqual(expected);
});
