import type { PendingAct } from "../../actions/recover";
import { createInvoices } from "../../actions/createInvoices";
import type { RunOptions } from "../../actions/posting/options";
import { type ActionResult, runAction } from "../../actions/runAction";
import { late } from "../late";
import type { PaneServices } from "../services";
import { type Store, createStore } from "../store";
import type { BookKeeper } from "./bookKeeper";
import type { DeviceKeeper } from "./deviceKeeper";
import { type Notice, noticeOfFault, noticeOfTold } from "./notice";
import { postingOptions } from "./post";

export interface RecoveryState {
  /** Begun on this device and not standing in the workbook. */
  readonly pending: readonly PendingAct[];
  /** Documents whose rows a cut-off run had left out of the tables, and that are whole now. */
  readonly finished: readonly string[];
  readonly isRunning: boolean;
  /** The run that goes on now; null for none. */
  readonly resuming: { readonly act: string; readonly done: number; readonly total: number; readonly isCancelling: boolean } | null;
  readonly notice: Notice | null;
}

export interface RecoveryController {
  readonly store: Store<RecoveryState>;
  /** Finishes what was cut off after it was posted, and looks what else is open. Writes nothing else. */
  run(): Promise<void>;
  /** Looks once when a ledger has been read; called again for the same one it does nothing. */
  runOnce(ledger: string): void;
  /** Goes on with a run of many documents: the same act with the same id posts the rest. */
  resume(act: string): Promise<ActionResult | null>;
  cancel(): void;
}

export function createRecoveryController(services: PaneServices, keeper: BookKeeper, device: DeviceKeeper): RecoveryController {
  const store = createStore<RecoveryState>({ pending: [], finished: [], isRunning: false, resuming: null, notice: null });
  let looked: string | null = null;
  let cancel = { isCancelled: false };

  async function run(): Promise<void> {
    if (store.get().isRunning) return;
    store.patch({ isRunning: true, notice: null });
    try {
      const { env, pause, queue, witness } = postingOptions(services);
      const { recover } = await late();
      const found = await recover(services.reader, {
        env, ...(witness === undefined ? {} : { witness }), ...(queue === undefined ? {} : { queue }), ...(pause === undefined ? {} : { pause }),
      });
      store.patch({ pending: found.pending, finished: found.finished, isRunning: false });
      if (found.finished.length > 0 || found.pending.length > 0) {
        device.forget();
        await keeper.refresh();
      }
    } catch (thrown) {
      store.patch({ isRunning: false, notice: noticeOfFault(thrown) });
    }
  }

  return {
    store, run,
    runOnce: (ledger) => {
      if (looked === ledger) return;
      looked = ledger;
      void run();
    },
    resume: async (act) => {
      const pending = store.get().pending.find((each) => each.act === act);
      if (pending?.kind !== "resume" || store.get().resuming !== null) return null;
      cancel = { isCancelled: false };
      store.patch({ resuming: { act, done: pending.posted, total: pending.total, isCancelling: false }, notice: null });
      try {
        const result = await rerun(pending.action, pending.given, {
          ...postingOptions(services), entryId: act, cancel,
          onProgress: ({ done, stage }) => {
            if (stage !== "plan") store.set((state) => (state.resuming === null ? state : { ...state, resuming: { ...state.resuming, done: pending.posted + done } }));
          },
        });
        const [told] = [...result.rejections, ...result.issues.filter(({ severity }) => severity === "error")];
        store.patch({ resuming: null, notice: told === undefined ? null : noticeOfTold(told) });
        await keeper.refresh();
        await run();
        return result;
      } catch (thrown) {
        store.patch({ resuming: null, notice: noticeOfFault(thrown) });
        return null;
      }
    },
    cancel: () => {
      cancel.isCancelled = true;
      store.set((state) => (state.resuming === null ? state : { ...state, resuming: { ...state.resuming, isCancelling: true } }));
    },
  };
}

/** The acts of the pane that make many documents, and those whose record may be missing. */
async function rerun(action: string, given: unknown, options: RunOptions): Promise<ActionResult> {
  const { cure, postTyped, rejournal } = await late();
  if (action === rejournal.name) return runAction(rejournal, given, options);
  if (action === cure.name) return runAction(cure, given, options);
  return action === postTyped.name ? runAction(postTyped, given, options) : runAction(createInvoices, given, options);
}
