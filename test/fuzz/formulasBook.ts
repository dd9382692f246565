import type { Scalar } from "../../host/model/cell";
import type { Workbook } from "../../host/model/workbook";
import { COLUMNS, DATA_ROWS, int, type Random, randomRow } from "./randomFormulas";

/** The sheet Data with the table Sales, steps for lookups, holidays, and two names: what random formulas look at. */
export function fillData(book: Workbook, random: Random): void {
  const sheet = book.addSheet("Data");
  const put = (row: number, column: number, value: Scalar): void => {
    if (typeof value === "string" && value.startsWith("=")) sheet.put(row, column, { value: null, style: 0, formula: value.slice(1) });
    else if (value !== null) sheet.put(row, column, { value, style: 0 });
  };
  COLUMNS.forEach((title, column) => {
    put(0, column, title);
  });
  for (let row = 1; row <= DATA_ROWS; row++) {
    randomRow(random, row).forEach((value, column) => {
      put(row, column, value);
    });
  }
  // ascending steps for approximate lookups, and holidays
  for (let row = 1; row <= 11; row++) {
    put(row, 9, (row - 1) * 10);
    put(row, 10, int(random, 1, 500) / 10);
  }
  for (let row = 1; row <= 5; row++) put(row, 12, int(random, 45_000, 46_500));
  sheet.tables.push({
    id: book.newTableId(), name: "Sales", sheet, area: { top: 0, left: 0, bottom: DATA_ROWS, right: COLUMNS.length - 1 },
    columns: COLUMNS.map((name, index) => ({ id: index + 1, name, calculatedFormula: null, totalsLabel: null, totalsFunction: null, totalsFormula: null })),
    showTotals: false, showFilterButton: true, showBandedRows: true, style: "", filters: new Map(), preserved: null,
  });
  book.names.push({ name: "Rate", refersTo: "0.19", sheet: null, visible: true, comment: "" });
  book.names.push({ name: "Amounts", refersTo: "Data!$C$2:$C$31", sheet: null, visible: true, comment: "" });
}
