import { lint } from "../../../src/core/lint/lint";
import { lintTables } from "../../../src/workbook/lintTables";
import { messageOf } from "../../../src/workbook/messages";
import type { CellRead } from "../../../src/workbook/port";
import type { SheetCells } from "../../../src/workbook/sheetCells";
import { seededRandom } from "../../fuzz/fuzz";
import { isoDay } from "../../support/days";

const HEADERS = [
  ["Invoice no", "Customer", "Date", "Due", "Net", "VAT", "Total", "Currency", "Tax rate", "Tax code", "Paid on"], ["Invoice no", "Item", "Quantity", "Unit price", "Discount %", "Amount", "Tax", "Gross", "Currency", "Date"],
  ["Payment date", "Customer", "Amount", "Invoice no", "Reference", "Currency"], ["Customer", "Name", "City"], ["SKU", "Unit price", "Currency"],
];
const CELLS: readonly CellRead[] = [
  "", "", 0, -1, 1e300, -1e300, 1e17, 5e-324, 0.1, 1.005, 46_000, 46_000.5, 60, -0, 2_958_466, true, false, "x", " ", "\u0000", "💥", "\ud83d", "A-1", "A-99999999999999999999", "'", "=SUM(A1)", "29.02.2026", "Total", "EUR", "JPY", "KWD",
  { error: "#N/A" }, "__proto__", "constructor", "1e5",
];
const FORMULAS = ["=SUM(A2:A9)", "=SUBTOTAL(109,C1:C3)", "=1+1", "=SUM(", "=SUM(E3:E2)"];

test("whatever stands in the cells, every finding is a whole sentence at a cell", () => {
  for (let seed = 1; seed <= 120; seed += 1) {
    const random = seededRandom(seed);
    const pick = <T>(list: readonly [T, ...T[]] | readonly T[]): T => list[Math.floor(random() * list.length)] ?? fail();
    const sheets = HEADERS.map((headers, index): SheetCells => {
      const values = [headers, ...Array.from({ length: 1 + Math.floor(random() * 12) }, () => headers.map(() => pick(CELLS)))];
      const formulas = values.map((row, at) => row.map(() => (at > 0 && random() < 0.1 ? pick(FORMULAS) : null)));
      return { name: `Sheet${index}`, top: Math.floor(random() * 3), left: 0, values, formulas, hiddenRows: new Set([2]), tables: [] };
    });
    const found = lint({ tables: sheets.flatMap(lintTables), today: isoDay("2026-06-30"), dateSystem: random() < 0.5 ? 1900 : 1904, currency: null });
    expect(found.length).toBeGreaterThan(0);
    for (const { code, at, params } of found) {
      expect(messageOf({ code, at, params })).not.toMatch(/undefined|NaN|\[object|^This was refused/);
      expect(at?.address ?? code).toMatch(/^Sheet\d![A-K]\d+$|^dateSystem1904$/);
    }
  }
});

function fail(): never {
  throw new Error("Nothing to pick from");
}
