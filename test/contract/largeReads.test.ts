import { createOfficeWorkbook } from "../../src/workbook/office/officeWorkbook";
import { HostBook } from "../support/hostBook";

jest.setTimeout(120_000);

const HEADERS = ["Item", "Amount", "Note", "More"];

function bookOf(tables: Readonly<Record<string, readonly (readonly string[])[]>>): HostBook {
  const book = new HostBook();
  for (const [name, rows] of Object.entries(tables)) book.addTable(name, HEADERS, rows);
  return book;
}

const few = (name: string, note = ""): string[][] => [[name, "1", "", "x"], [name, "2", note, ""]];
const many = (count: number, note: string): string[][] => Array.from({ length: count }, (_, at) => [`Item ${at}`, String(at), note, at % 7 === 0 ? "" : "m"]);

test("a large book is read in parts after its first reading, and reads the same", async () => {
  const book = bookOf({ First: few("a"), Large: many(25_000, "note"), Last: few("z") });
  try {
    const request = { tables: ["First", "Large", "Last"], formulas: true } as const;
    const whole = await book.port.read(request);
    expect(whole.tables.get("Large")?.rows[24_999]).toEqual(["Item 24999", 24_999, "note", "m"]);
    book.takeBatches();
    expect(await book.port.read(request)).toEqual(whole);
    const answers = book.takeBatches();
    // Shapes, the large table in three answers that the small ones share, and where formulas are.
    expect(answers.length).toBeGreaterThanOrEqual(4);
    expect(answers.length).toBeLessThanOrEqual(6);
    const fresh = createOfficeWorkbook((batch) => book.host.Excel.run(batch), { mayBeLarge: true });
    expect(await fresh.read(request)).toEqual(whole);
    expect(await book.port.readTable("Last")).toEqual({ ...whole.tables.get("Last"), formulas: undefined });
  } finally {
    book.close();
  }
});

test("a large source is read in parts, its table too, though the book was small when it was read last", async () => {
  const book = bookOf({ First: few("a"), Large: many(25_000, "note") });
  try {
    await book.port.read({ tables: ["First"] });
    book.takeBatches();
    const { source, tables } = await book.port.read({ tables: ["First"], source: { kind: "named", nameOrAddress: "Large" } });
    expect([source?.values.length, tables.get("Large")?.rows.length]).toEqual([25_001, 25_000]);
    expect(tables.get("Large")?.rows[24_999]).toEqual(["Item 24999", 24_999, "note", "m"]);
    expect(Math.max(...book.host.processor.log.map(({ bytesOut }) => bytesOut))).toBeLessThan(500_000);
  } finally {
    book.close();
  }
});

test("an answer that Excel refuses as too large is asked for in smaller parts", async () => {
  const book = bookOf({ First: few("a", "#N/A"), Long: many(1_200, "long ".repeat(1_500)) });
  try {
    book.takeBatches();
    const { tables } = await book.port.read({ tables: ["First", "Long"] });
    expect(book.takeBatches().length).toBeGreaterThan(3);
    expect(tables.get("First")?.rows).toEqual([["a", 1, "", "x"], ["a", 2, { error: "#N/A" }, ""]]);
    expect(tables.get("Long")?.rows.map(([item]) => item)).toEqual(Array.from({ length: 1_200 }, (_, at) => `Item ${at}`));
  } finally {
    book.close();
  }
});
