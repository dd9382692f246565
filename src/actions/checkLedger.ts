import { foldEntries } from "../core/ledger/fold";
import { checkBook } from "../workbook/ledgerCheck";
import type { Workbook } from "../workbook/port";
import { TABLES } from "../workbook/schema";
import { possibleNames } from "../workbook/tables";
import { disputedAmounts } from "./book";
import { type Told, tell } from "./runAction";

/** Reads the whole ledger once and tells what is wrong in it; writes nothing. */
export async function checkLedger(workbook: Workbook): Promise<readonly Told[]> {
  const snapshot = await workbook.read({ tables: TABLES.flatMap(({ name }) => possibleNames(name)), prefixes: ["Journal_"] });
  return checkBook(snapshot, (entries) => foldEntries(entries, disputedAmounts(snapshot, entries))).map(tell);
}
