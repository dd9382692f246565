import type { Delivery, TransportHooks } from "../../host/node/nodeHost";
import { HostError } from "../../host/model/hostError";
import { HostBook } from "../support/hostBook";

/** Excel does not say where formulas are: on a protected sheet, or in too many places. */
class SaysNothing implements TransportHooks {
  private isAsked = false;

  onRequest(body: string): Delivery {
    this.isAsked = body.includes("GetSpecialCells");
    return "once";
  }

  beforeAction(): void {
    if (this.isAsked) throw new HostError("AccessDenied", "The sheet is protected.");
  }
}

const TYPED: readonly (readonly [row: number, column: string, text: string])[] = [[1, "Amount", "=1+1"], [1, "Note", "'=no formula"], [3, "Amount", "=SUM(1,2)"], [3, "Note", "=\"a\"&\"b\""], [2, "Note", "plain"]];

test.each([{ how: "as Excel names the cells", hooks: {} }, { how: "from all cells, where Excel names none", hooks: new SaysNothing() }])("the cells with formulas: $how", async ({ hooks }) => {
  const book = new HostBook({ hooks });
  try {
    book.addTable("Work", ["Item", "Amount", "Note"], [["a", "1", ""], ["b", "2", ""], ["c", "3", ""]]);
    book.addTable("Plain", ["Item"], [["a"]]);
    for (const [row, column, text] of TYPED) book.type("Work", row, column, text);
    const { tables } = await book.port.read({ tables: ["Work", "Plain", "Absent"], formulas: true });
    expect(tables.get("Work")?.formulas).toEqual([
      { row: 0, column: 1, formula: "=1+1" }, { row: 2, column: 1, formula: "=SUM(1,2)" }, { row: 2, column: 2, formula: "=\"a\"&\"b\"" },
    ]);
    expect(tables.get("Work")?.rows).toEqual([["a", 2, "=no formula"], ["b", 2, "plain"], ["c", 3, "ab"]]);
    expect(tables.get("Plain")?.formulas).toEqual([]);
    expect((await book.port.read({ tables: ["Work"] })).tables.get("Work")?.formulas).toBeUndefined();
  } finally {
    book.close();
  }
});
