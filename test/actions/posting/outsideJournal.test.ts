import { HostBook, messagesOf, seededBook } from "../../support/hostBook";

const PAYMENT = { customer: "ACME", date: "2026-03-01", amount: "5.00", apply: [] };

let book: HostBook;

beforeEach(async () => {
  book = HostBook.fromBytes(await seededBook());
  for (let count = 0; count < 3; count++) await book.post("postPayment", PAYMENT);
});

afterEach(() => book.close());

function cutJournal(rows: number): void {
  const table = book.table("Journal_A");
  book.editor.resizeTable(table, { ...table.area, bottom: table.area.bottom - rows });
}

test("nothing is posted while rows of the Journal stand below its edge, and the cure takes them in", async () => {
  cutJournal(2);
  const before = book.cells();
  const refused = await book.act("postPayment", PAYMENT);
  expect(refused.status).toBe("refused");
  expect(messagesOf(refused)).toEqual([expect.stringContaining("2 rows of the Journal stand below the edge of Journal_A")]);
  expect(book.cells()).toEqual(before);
  await book.post("cure", { cures: [{ kind: "adoptRows", input: { table: "Journal_A", rows: 2 } }] });
  expect((await book.check()).map(({ code }) => code)).toEqual([]);
  expect((await book.post("postPayment", PAYMENT)).documents.map(({ number }) => number)).toEqual(["PAY-2026-0004"]);
});

test("a person's note below the Journal holds nothing up and stays", async () => {
  const { sheet, area } = book.table("Journal_A");
  book.editor.typeCell(sheet, area.bottom + 2, area.left, "checked by me");
  expect((await book.post("postPayment", PAYMENT)).documents.map(({ number }) => number)).toEqual(["PAY-2026-0004"]);
  expect([...book.cells().values()]).toContain('"checked by me"');
});
