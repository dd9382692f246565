import { Book } from "./support";
import type { WorkedExamples } from "./workedExamplePage";
import { WORKED_EXAMPLES } from "./workedExamples";

/** The table of "Using structured references with Excel tables", far from the other cells. */
function withDepartmentSales(book: Book): void {
  book.table("DeptSales", "AA1", [
    ["Sales Person", "Region", "Sales Amount", "% Commission", "Commission Amount"],
    ["Joe", "North", 260, 0.1, "=[@[Sales Amount]]*[@[% Commission]]"],
    ["Robert", "South", 660, 0.15, "=DeptSales[[#This Row],[Sales Amount]]*DeptSales[[#This Row],[% Commission]]"],
    ["Michelle", "East", 430, 0.1, "=DeptSales[@[Sales Amount]]*DeptSales[@[% Commission]]"],
    ["Erich", "West", 360, 0.0597222222222222, "=[@[Sales Amount]]*[@[% Commission]]"],
    ["Total", null, "=SUBTOTAL(109,[Sales Amount])", null, "=SUBTOTAL(109,[Commission Amount])"],
  ], true);
}

function opened({ cells }: WorkedExamples): Book {
  const book = new Book();
  withDepartmentSales(book);
  for (const [corner, rows] of Object.entries(cells)) book.fill(corner, rows.map((row) => row.map((value) => (value === "'5" ? "5" : value))));
  return book;
}

describe.each(WORKED_EXAMPLES.map((examples) => [examples.page, examples] as const))("%s", (_page, examples) => {
  const book = opened(examples);
  test.each(examples.cases)("=%s => %s", (formula, shown) => {
    expect(book.show(formula)).toBe(shown);
  });
});

test("there are at least 200 of them", () => {
  expect(WORKED_EXAMPLES.reduce((count, { cases }) => count + cases.length, 0)).toBeGreaterThanOrEqual(200);
});
