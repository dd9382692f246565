import { copyBook } from "../../../host/faults/bookCopy";
import { Editor } from "../../../host/model/edit";
import type { Workbook } from "../../../host/model/workbook";
import { inspectLedger } from "../../../src/actions/checkLedger";
import { cure } from "../../../src/actions/cure";
import { type ActionResult, runAction } from "../../../src/actions/runAction";
import type { CureOffer, Finding } from "../../../src/workbook/integrity/finding";
import { isJournalName } from "../../../src/workbook/schema";
import type { WitnessStore } from "../../../src/workbook/witness";
import { isoDay } from "../../support/days";
import { tableRows } from "../../../host/cli/tableRows";
import { createModelPort } from "./modelPort";
import { factDifferences, postedFacts } from "./postedFacts";

const TABLES = ["Invoices", "DueDates", "InvoiceLines", "Payments", "Applications"];

/** What became of a book whose Journals were deleted and made again from the tables. */
export interface Rebuilt {
  readonly workbook: Workbook;
  readonly offered: Finding | null;
  readonly result: ActionResult;
  /** Posted rows that differ, and derived cells (balances, statuses, gains) that do. */
  readonly differences: readonly string[];
  readonly left: readonly Finding[];
}

/** Deletes every Journal of a copy of the book and makes one again; what stands then is compared with the book. */
export async function rebuildAll(source: Workbook, of: { readonly witness?: WitnessStore; readonly ledger?: string; readonly seat?: string; readonly before?: (editor: Editor) => void } = {}): Promise<Rebuilt> {
  const workbook = copyBook(source, 700_000);
  const editor = new Editor(workbook, null);
  const port = createModelPort(editor);
  const seat = of.seat ?? "A";
  for (const sheet of [...workbook.sheets]) if (sheet.tables.some(({ name }) => isJournalName(name))) editor.deleteSheet(sheet);
  of.before?.(editor);
  const witness = of.witness === undefined ? null : await of.witness.read(of.ledger ?? "");
  const inspect = (): Promise<readonly Finding[]> => inspectLedger(port, { seat, witness });
  const offered = (await inspect()).find(({ code }) => code === "journalGone") ?? null;
  const cures = offered === null ? [] : [offered.cure, ...offered.others].filter((offer): offer is CureOffer => offer?.kind === "rebuild");
  const env = { newEntryId: () => "REBUILD1", now: "2026-02-10T10:00:00Z", today: isoDay("2026-02-10"), by: "Test", seat, appVersion: "test" };
  const result = await runAction(cure, { cures }, { workbook: port, env, ...(of.witness === undefined ? {} : { witness: of.witness }) });
  const again = of.witness === undefined ? null : await of.witness.read(of.ledger ?? "");
  return { workbook, offered, result, differences: [...factDifferences(postedFacts(source), postedFacts(workbook)), ...derived(source, workbook)], left: await inspectLedger(port, { seat, witness: again }) };
}

/** Every cell of the posted tables, derived ones as well: the figures that people read. */
function derived(a: Workbook, b: Workbook): readonly string[] {
  return TABLES.flatMap((name) => {
    const [before, after] = [a, b].map((book) => {
      const table = book.findTable(`OI_${name}`) ?? book.findTable(name);
      return table === undefined ? [] : tableRows(book, table);
    });
    return (before ?? []).flatMap((row, index) => (JSON.stringify(row) === JSON.stringify(after?.[index]) ? [] : [`${name} row ${index + 1}: ${JSON.stringify(row)} is ${JSON.stringify(after?.[index])}`]));
  });
}
