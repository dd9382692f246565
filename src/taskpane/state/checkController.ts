import { checkLedger } from "../../actions/checkLedger";
import type { Told } from "../../actions/runAction";
import type { PaneServices } from "../services";
import { type Store, createStore } from "../store";
import { type Notice, noticeOfFault } from "./notice";

export interface CheckState {
  /** What the check found; null before the first one is through. */
  readonly told: readonly Told[] | null;
  /** "10:42"; "" before the first one is through. */
  readonly checkedAt: string;
  readonly isChecking: boolean;
  readonly notice: Notice | null;
}

export interface CheckController {
  readonly store: Store<CheckState>;
  /** Reads the whole ledger and tells what is wrong in it; asked again meanwhile, it reads once more afterwards. */
  run(): Promise<void>;
}

export function createCheckController(services: PaneServices): CheckController {
  const store = createStore<CheckState>({ told: null, checkedAt: "", isChecking: false, notice: null });
  let again = false;
  async function run(): Promise<void> {
    if (store.get().isChecking) {
      again = true;
      return;
    }
    store.patch({ isChecking: true, notice: null });
    try {
      const told = await checkLedger(services.reader);
      store.patch({ told, checkedAt: services.timeOfDay(), isChecking: false });
    } catch (thrown) {
      store.patch({ isChecking: false, notice: noticeOfFault(thrown) });
    }
    if (!again) return;
    again = false;
    await run();
  }
  return { store, run };
}
