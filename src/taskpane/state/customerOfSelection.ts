import { Fault } from "../../workbook/fault";
import { customerAt, selectedCell } from "../model/customerAt";
import type { PaneServices } from "../services";
import type { BookKeeper } from "./bookKeeper";

export interface SelectedCustomer {
  /** What is selected; null for several areas. */
  readonly address: string | null;
  /** Id; null where the selected cell is about no customer of this ledger. */
  readonly customer: string | null;
}

/** Reads the row of the selected cell and tells whom it is about. A Fault is thrown. */
export async function customerOfSelection(services: PaneServices, keeper: BookKeeper): Promise<SelectedCustomer> {
  const address = await services.sheet.selection();
  const cell = address === null ? null : selectedCell(address);
  if (cell === null) return { address, customer: null };
  if (keeper.store.get().view === null) await keeper.refresh();
  const ledger = keeper.store.get().view?.ledger;
  if (ledger?.kind !== "ready") return { address, customer: null };
  try {
    const { source } = await services.reader.read({ tables: [], source: { kind: "named", nameOrAddress: cell.rowAddress } });
    return { address, customer: source === null ? null : customerAt(source, cell, ledger.books) };
  } catch (thrown) {
    // Nothing stands in the row.
    if (thrown instanceof Fault && thrown.code === "selection") return { address, customer: null };
    throw thrown;
  }
}
