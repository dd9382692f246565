import { liveLedger } from "../functions/main";

/** Reads the ledger again and works out every BILLING figure from it. */
export async function refreshFigures(): Promise<void> {
  await liveLedger().rebuild();
}
