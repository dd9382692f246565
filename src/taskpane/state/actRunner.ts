import type { ChangeSet } from "../../actions/action";
import { type ActionResult, tell } from "../../actions/runAction";
import type { Snapshot } from "../../workbook/port";
import type { LateAction } from "../late";
import { sameChanges } from "../model/changeLines";
import type { PaneServices } from "../services";
import { type Store, createStore } from "../store";
import { STRINGS } from "../strings";
import type { BookKeeper } from "./bookKeeper";
import { type Notice, noticeOfFault, noticeOfTold } from "./notice";
import { post } from "./post";

export interface ActState {
  readonly phase: "closed" | "planning" | "preview" | "working" | "done";
  /** What the act is called with; fixed when its preview opened. */
  readonly given: unknown;
  readonly entryId: string;
  /** What would be written; null while it is worked out, and when it was refused. */
  readonly changes: ChangeSet | null;
  /** What the changes were worked out from. */
  readonly snapshot: Snapshot | null;
  /** Documents done so far, and of how many; null before the first. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly notices: readonly Notice[];
  readonly result: ActionResult | null;
}

/** One act of the person, previewed before it is done: the steps of Close share it. */
export interface ActRunner {
  readonly store: Store<ActState>;
  /** Works out what would be written and shows it; nothing is written. */
  open(given: unknown): Promise<void>;
  /** Does what was shown, and only that. Null unless it stands in the workbook; why not is in the store. */
  carryOut(): Promise<ActionResult | null>;
  close(): void;
}

const CLOSED: ActState = { phase: "closed", given: null, entryId: "", changes: null, snapshot: null, progress: null, notices: [], result: null };

export interface ActRunnerOptions {
  /** Whether two plans are the same to the person; left out: they write the same. */
  readonly isSame?: (seen: ChangeSet, now: ChangeSet) => boolean;
}

export function createActRunner<Input>(services: PaneServices, keeper: BookKeeper, late: LateAction<Input>, { isSame = sameChanges }: ActRunnerOptions = {}): ActRunner {
  const store = createStore<ActState>(CLOSED);
  let openings = 0;

  async function plan(): Promise<void> {
    const opening = ++openings;
    const { entryId, given } = store.get();
    try {
      const action = await late();
      const decoded = action.decode(given);
      if (!decoded.ok) return store.patch({ phase: "preview", changes: null, notices: decoded.rejections.map((item) => noticeOfTold(tell({ ...item, severity: "error" }))) });
      const env = { ...services.env(), entryId, memory: services.remembered?.() ?? null };
      const snapshot = await services.reader.read(action.reads(decoded.value, env));
      if (opening !== openings) return;
      const planned = action.plan(snapshot, decoded.value, env);
      if (planned.ok) store.patch({ phase: "preview", snapshot, changes: planned.value, notices: planned.value.issues.map((item) => noticeOfTold(tell(item))) });
      else store.patch({ phase: "preview", snapshot, changes: null, notices: planned.rejections.map((item) => noticeOfTold(tell({ ...item, severity: "error" }))) });
    } catch (thrown) {
      if (opening === openings) store.patch({ phase: "preview", changes: null, notices: [noticeOfFault(thrown)] });
    }
  }

  return {
    store,
    open: async (given) => {
      if (store.get().phase === "working") return;
      store.set(() => ({ ...CLOSED, phase: "planning", given, entryId: services.env().newEntryId() }));
      await plan();
    },
    carryOut: async () => {
      const { changes, entryId, given, phase } = store.get();
      if (changes === null || phase === "working" || (phase === "done" && store.get().result?.status !== "pending")) return null;
      store.patch({ phase: "working", progress: null, notices: [] });
      try {
        const result = await post(services, { action: await late(), given, entryId, isAsSeen: (now) => isSame(changes, now), onProgress: (progress) => store.patch({ progress }) });
        if (result.status === "refused" || result.status === "planned") {
          const told = [...result.rejections, ...result.issues.filter(({ severity }) => severity === "error")];
          await plan();
          store.patch({ notices: told.length > 0 ? told.map(noticeOfTold) : [{ intent: "warning", text: STRINGS.acts.changed, at: null }] });
          return null;
        }
        store.patch({ phase: "done", result, notices: result.issues.map(noticeOfTold) });
        await keeper.refresh();
        return result.status === "pending" ? null : result;
      } catch (thrown) {
        store.patch({ phase: "preview", notices: [noticeOfFault(thrown)] });
        return null;
      }
    },
    close: () => {
      openings += 1;
      store.set((state) => (state.phase === "working" ? state : CLOSED));
    },
  };
}
