import { HostError } from "../model/hostError";
import type { HostErrorCode } from "../model/hostError";
import type { TransportHooks } from "../node/nodeHost";
import type { Action } from "../richapi/protocol";
import { ActionType } from "../richapi/protocol";

/** One planned failure. Batches and actions are counted from the moment the plan is made: batches from 1, actions from 0. */
export type Fault =
  /** The whole batch is refused by the host before anything is done (5004 cell edit, 5103 too large, 5102 too many …). */
  | { readonly kind: "refuseBatch"; readonly batch: number; readonly hostError: number }
  /** The k-th action fails with the code: earlier actions of the batch stay. */
  | { readonly kind: "failAction"; readonly batch: number; readonly action: number; readonly code: HostErrorCode }
  /** The k-th write of the batch (a property that is set, from 0) fails with the code. */
  | { readonly kind: "failWrite"; readonly batch: number; readonly write: number; readonly code: HostErrorCode }
  /** The work is done, the answer never arrives: the client's promise stays open. */
  | { readonly kind: "dropReply"; readonly batch: number }
  /** The answer arrives late. */
  | { readonly kind: "delayReply"; readonly batch: number; readonly milliseconds: number };

/** Hooks for startNodeHost that carry out a list of faults; faults can be added while the host runs. Cleanup batches count, too. */
export class FaultPlan implements TransportHooks {
  private readonly faults: Fault[] = [];
  private started = 0;
  private writes = 0;
  private answered = 0;

  constructor(...faults: readonly Fault[]) {
    this.faults.push(...faults);
  }

  /** Plans a fault for the n-th batch from now on (1 is the next one). */
  next(fault: Fault): void {
    this.faults.push({ ...fault, batch: fault.batch + this.started });
  }

  beforeBatch(): { readonly hostError: number } | null {
    this.started++;
    this.writes = 0;
    const fault = this.faults.find((planned) => planned.kind === "refuseBatch" && planned.batch === this.started);
    return fault?.kind === "refuseBatch" ? { hostError: fault.hostError } : null;
  }

  beforeAction(_batch: number, index: number, action: Action): void {
    const isWrite = action.ActionType === ActionType.setProperty || action.ActionType === ActionType.update;
    const write = isWrite ? this.writes++ : -1;
    for (const fault of this.faults) {
      const isHit = (fault.kind === "failAction" && fault.action === index) || (fault.kind === "failWrite" && fault.write === write);
      if (isHit && fault.batch === this.started) throw new HostError(fault.code, `Planned fault in action ${index}.`);
    }
  }

  afterBatch(): "drop" | number | null {
    this.answered++;
    for (const fault of this.faults) {
      if (fault.kind === "dropReply" && fault.batch === this.answered) return "drop";
      if (fault.kind === "delayReply" && fault.batch === this.answered) return fault.milliseconds;
    }
    return null;
  }
}
