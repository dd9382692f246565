import type { Result } from "../core/values/result";
import type { Snapshot } from "../workbook/port";
import type { Rejection } from "../workbook/rejection";
import type { Action, ChangeSet, PlanEnv } from "./action";

export interface PlanningOptions {
  /** Lets others run between steps; left out: planned in one go. */
  readonly pause?: (() => Promise<void>) | undefined;
  /** Looked at between steps. */
  readonly cancel?: { readonly isCancelled: boolean } | undefined;
  /** How much of the work is done, from 0 to 1. */
  readonly onShare?: (share: number) => void;
}

/** An act's plan, worked out in steps where it can be long. Null when it was cancelled; nothing is written either way. */
export async function planInSlices<Input>(
  action: Action<Input>, of: { readonly snapshot: Snapshot; readonly input: Input; readonly env: PlanEnv }, { pause, cancel, onShare }: PlanningOptions,
): Promise<Result<ChangeSet, Rejection> | null> {
  const { snapshot, input, env } = of;
  if (action.planSteps === undefined) return action.plan(snapshot, input, env);
  const steps = action.planSteps(snapshot, input, env);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    onShare?.(step.value);
    await pause?.();
    if (cancel?.isCancelled === true) return null;
  }
}
