import { type Issue, issueWarning } from "../../core/values/issue";
import type { JournalRow } from "../../workbook/journal";
import type { Snapshot } from "../../workbook/port";
import { isSample, rememberedLedger } from "../../workbook/settings";
import type { JournalHead, Witness, WitnessStore, WitnessedAct, WitnessedRow } from "../../workbook/witness";

/** What one run keeps outside the workbook. Storage may fail at any moment: the run goes on, and says what is not covered. */
export interface RunMemory {
  /** As it was when the run began, without the rows that stood; null where there is none. */
  readonly witness: Witness | null;
  /** With the rows that stood, which are many: read only where the book is not as it was. */
  whole(): Promise<Witness | null>;
  /** Keeps rows before they are written. */
  ask(rows: readonly JournalRow[]): Promise<void>;
  /** Notes that rows are in the Journal, and the highest rows seen (none while the book is not the one that this device knows). */
  committed(rows: readonly JournalRow[], heads: Iterable<JournalHead>): Promise<void>;
  /** Notes that the tables repeat them. */
  stands(rows: readonly JournalRow[]): Promise<void>;
  act(act: Omit<WitnessedAct, "id" | "action">): Promise<void>;
  seat(seat: string): Promise<void>;
  /** Takes this copy of the book for the right one: its heads count, and rows that it lacks are done without. */
  accept(heads: Iterable<JournalHead>, without: readonly JournalRow[]): Promise<void>;
  /** A warning where something could not be kept; none where no witness was asked for. */
  issues(): readonly Issue[];
}

/** `act`: the id of the act; `action`: its name. */
export async function openMemory(store: WitnessStore | undefined, snapshot: Snapshot, of: { readonly act: string; readonly action: string }): Promise<RunMemory> {
  const ledger = rememberedLedger(snapshot);
  let gap: "" | "storage" | "older" = store !== undefined && ledger === "" && !isSample(snapshot) ? "older" : "";
  const kept = async <T>(work: (given: WitnessStore) => Promise<T>, failed: T): Promise<T> => {
    if (store === undefined || ledger === "") return failed;
    try {
      return await work(store);
    } catch {
      return failed;
    }
  };
  const keep = async (work: (given: WitnessStore) => Promise<boolean>): Promise<void> => {
    if (store !== undefined && ledger !== "" && !(await kept(work, false))) gap = "storage";
  };
  const witness = await kept((given) => given.read(ledger, "unsettled"), null);
  if (witness === null && store !== undefined && ledger !== "") gap = "storage";
  const rowsIn = (rows: readonly JournalRow[], state: WitnessedRow["state"]): Parameters<WitnessStore["keep"]>[1] =>
    rows.map((row) => ({ row, act: of.act, action: of.action, state }));
  return {
    witness,
    whole: () => kept((given) => given.read(ledger), null),
    ask: (rows) => keep((given) => given.keep(ledger, rowsIn(rows, "asked"))),
    stands: (rows) => keep((given) => given.keep(ledger, rowsIn(rows, "stands"))),
    committed: async (rows, heads) => {
      await keep((given) => given.keep(ledger, rowsIn(rows, "committed")));
      const highest = [...heads];
      if (highest.length > 0) await keep((given) => given.keepHeads(ledger, highest));
    },
    act: (act) => keep((given) => given.keepAct(ledger, { id: of.act, action: of.action, ...act })),
    seat: (seat) => keep((given) => given.keepSeat(ledger, seat)),
    accept: async (heads, without) => {
      await keep((given) => given.keepHeads(ledger, [...heads], "replace"));
      if (without.length > 0) await keep((given) => given.keep(ledger, rowsIn(without, "dropped")));
    },
    issues: () => (gap === "" ? [] : [issueWarning("notCovered", null, { reason: gap })]),
  };
}
