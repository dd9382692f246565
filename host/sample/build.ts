import { Workbook } from "../model/workbook";
import { startSession } from "../cli/session";
import { saveWorkbook } from "../xlsx/save";
import { showInvoice } from "../../src/actions/showInvoice";
import { createOfficeInvoiceSheet } from "../../src/workbook/office/invoiceSheet";
import { TABLES, journalTableName } from "../../src/workbook/schema";
import { plant, plantedDamage } from "./damage";
import { type Fact, sampleFacts } from "./facts";
import { Poster, enterActivity, enterMasterData, lockPeriod, postFacts, storyNumber } from "./posting";
import { queueLedgerPages, queueOldTracker, queueOwnTables, queueReceivables, queueRevenue, queueStartHere } from "./sheets";
import { bankFile } from "./tables";

/** What people look at first; the ledger's tables follow in their own order, the Journal last. */
const FIRST_SHEETS = ["Start here", "Receivables", "Billable", "Bank lines", "Invoice", "Activity", "Revenue by month", "Old tracker"];

export interface SampleFiles {
  readonly workbook: Uint8Array;
  readonly bankFile: string;
}

/** Makes the sample company: the same bytes each time. Takes a minute or two, because everything is really posted. */
export async function buildSample(): Promise<SampleFiles> {
  const facts = sampleFacts();
  const book = await postedBook(facts);
  await finishBook(book, facts);
  return { workbook: saveWorkbook(book), bankFile: bankFile(facts) };
}

/** The ledger alone, with every fact posted through the add-in's actions. */
export async function postedBook(facts: readonly Fact[]): Promise<Workbook> {
  const book = new Workbook();
  book.addSheet("Start here");
  const session = await startSession(book, { withFunctions: false });
  try {
    const poster = new Poster(session.port);
    await enterMasterData(poster);
    await enterActivity(poster, facts);
    await postFacts(poster, facts);
    await lockPeriod(poster);
    const shown = await showInvoice({ number: storyNumber(facts, "KALDA", "2025-12-22") }, { workbook: session.port, sheet: createOfficeInvoiceSheet((batch) => session.host.Excel.run(batch)) });
    if (!shown.ok) throw new Error(`The Invoice sheet was not made: ${shown.rejections.map(({ code }) => code).join(", ")}`);
    return book;
  } finally {
    session.close();
  }
}

/** The sheets beside the ledger with their figures, the damages, the order of tabs. */
export async function finishBook(book: Workbook, facts: readonly Fact[]): Promise<void> {
  const session = await startSession(book, { withFunctions: true });
  try {
    await session.host.Excel.run(async (context) => {
      queueOwnTables(context, facts);
      queueReceivables(context);
      queueRevenue(context);
      queueOldTracker(context);
      queueStartHere(context, { oliveInvoice: storyNumber(facts, "OLIVE", "2025-11-10") });
      queueLedgerPages(context, ledgerTables(book));
      await context.sync();
      await plant(context, plantedDamage(facts));
      FIRST_SHEETS.forEach((name, position) => (context.workbook.worksheets.getItem(name).position = position));
      const first = context.workbook.worksheets.getItem("Start here");
      first.activate();
      first.getRange("A1").select();
      await context.sync();
    });
    await session.host.idle();
  } finally {
    session.close();
  }
}

/** Where the tables made by Set up stand. */
function ledgerTables(book: Workbook): readonly { readonly sheet: string; readonly headerRow: number }[] {
  const ours = new Set<string>([...TABLES.map(({ name }) => name), journalTableName("A")]);
  return book.sheets.flatMap((sheet) => sheet.tables.filter((table) => ours.has(table.name)).map((table) => ({ sheet: sheet.name, headerRow: table.area.top })));
}
