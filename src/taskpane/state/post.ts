import type { Action, ChangeSet } from "../../actions/action";
import type { RunOptions } from "../../actions/posting/options";
import { type ActionResult, runAction } from "../../actions/runAction";
import type { PaneServices } from "../services";

export interface PostRequest<Input> {
  readonly action: Action<Input>;
  readonly given: unknown;
  /** Made once, when the confirmation opened: a second click or a retry posts nothing twice. */
  readonly entryId: string;
  /** Whether the plan is what the person saw. If not, nothing is posted and the answer's status is "planned". */
  readonly isAsSeen: (changes: ChangeSet) => boolean | Promise<boolean>;
  /** Documents done so far, of all that the act makes. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Looked at between slices: what was begun is finished, the rest is left. */
  readonly cancel?: { readonly isCancelled: boolean };
}

/** Posts what was previewed, and only that. A Fault is thrown. */
export async function post<Input>(services: PaneServices, { action, given, entryId, isAsSeen, onProgress, cancel }: PostRequest<Input>): Promise<ActionResult> {
  const options: RunOptions = {
    ...postingOptions(services), entryId, confirm: async (changes) => isAsSeen(changes),
    ...(onProgress === undefined ? {} : { onProgress: ({ done, stage, total }) => (stage === "plan" ? undefined : onProgress({ done, total })) }), ...(cancel === undefined ? {} : { cancel }),
  };
  return runAction(action, given, options);
}

/** What every act of the pane is run with: whose, remembered where, one at a time, and others get their turn. */
export function postingOptions({ env, pause, queue, shared: sharedNow, witness, workbook }: PaneServices): RunOptions {
  const shared = sharedNow?.() ?? null;
  return {
    workbook, env: env(), ...(witness === undefined ? {} : { witness }), ...(queue === undefined ? {} : { queue }), ...(pause === undefined ? {} : { pause, breathe: pause }),
    ...(shared === null ? {} : { shared }),
  };
}
