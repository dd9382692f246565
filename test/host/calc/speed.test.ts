import { Book } from "./support";

/** Bounds are several times what a slow machine needs; they catch quadratic behaviour, not a few per cent. */
const ROWS = 100_000;

/** Milliseconds of this process's own computing: how busy the machine is otherwise does not count. */
function timed(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

test("a table of 100,000 rows with a calculated column, and 500 SUMIFS over it", () => {
  const book = new Book();
  const { sheet, calc } = book;
  book.table("Sales", "A1", [["Customer", "Quantity", "Price", "Amount"], ["C0", 1, 2, null]]);
  const table = sheet.tables[0];
  if (table === undefined) throw new Error("no table");
  for (let row = 1; row <= ROWS; row++) {
    sheet.put(row, 0, { value: `C${row % 500}`, style: 0 });
    sheet.put(row, 1, { value: row % 7, style: 0 });
    sheet.put(row, 2, { value: 1.25, style: 0 });
    sheet.put(row, 3, { value: null, style: 0, formula: "[@Quantity]*Sales[[#This Row],[Price]]" });
  }
  table.area.bottom = ROWS;
  calc.structureChanged();
  const times = { columns: 0, sums: 0, edit: 0 };
  times.columns = timed(() => calc.recalculate());
  expect(book.get(`D${ROWS + 1}`)).toBe((ROWS % 7) * 1.25);
  for (let row = 0; row < 500; row++) book.set(`F${row + 1}`, `=SUMIFS(Sales[Amount],Sales[Customer],"C${row}")`);
  book.set("G1", "=SUM(Sales[Amount])");
  book.set("G2", "=SUM(F:F)");
  times.sums = timed(() => calc.recalculate());
  expect(book.get("G2")).toBe(book.get("G1"));
  book.set("B2", 1000);
  times.edit = timed(() => calc.recalculate());
  expect(book.get("G2")).toBe(book.get("G1"));
  expect(times.columns).toBeLessThan(20000);
  expect(times.sums).toBeLessThan(10000);
  expect(times.edit).toBeLessThan(5000);
  if (process.env["SHOW_TIMES"] !== undefined) process.stdout.write(`${JSON.stringify(times)}\n`);
});

test("20,000 running sums with overlapping ranges find their dependants fast", () => {
  const book = new Book();
  for (let row = 1; row <= 20_000; row++) {
    book.set(`A${row}`, 1);
    book.set(`B${row}`, `=INDEX(A$1:A${row},${row})+1`);
  }
  expect(timed(() => book.calc.recalculate())).toBeLessThan(20000);
  book.set("A20000", 2);
  expect(timed(() => book.calc.recalculate())).toBeLessThan(2000);
  expect(book.get("B20000")).toBe(3);
});
