import { recover } from "../../src/actions/recover";
import { inspectReads } from "../../src/workbook/integrity/inspectReads";
import { journalRowAt, printOfRow } from "../../src/workbook/journal";
import { rememberedLedger } from "../../src/workbook/settings";
import { journalTables } from "../../src/workbook/tables";
import { TestBook } from "../support/book";
import { MemoryStore } from "../support/memoryStore";
import { openPane } from "./paneBench";

test("a Journal row that only its print vouched for is verified while the pane is used, and told like any other damage", async () => {
  const book = await TestBook.withCustomers();
  await book.invoice("ACME", "2026-01-10", "1200.00");
  const witness = new MemoryStore();
  await recover(book.workbook, { env: book.env(), witness });
  const table = book.workbook.table("Journal_A");
  const row = table.rows[0];
  if (row === undefined) throw new Error("no Journal row");
  row[table.headers.indexOf("By")] = "Somebody else";
  const changed = await book.workbook.read(inspectReads());
  const forged = journalTables(changed).map((journal) => printOfRow(journalRowAt(journal, 0)))[0] ?? 0;
  const ledger = rememberedLedger(changed);
  const seal = (await witness.readSeal(ledger)) ?? [];
  await witness.keepSeal(ledger, seal.map((own) => ({ ...own, rows: own.rows.map((print, place) => (place === 0 ? forged : print)) })));
  const { pane, until } = await openPane(book, { witness });
  await until(() => pane.keeper.store.get().findings?.some(({ code }) => code === "journalRowChanged") === true);
  expect(pane.keeper.canPost()).toBe(false);
});
