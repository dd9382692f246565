import type { Workbook } from "../../workbook/port";
import type { WitnessStore } from "../../workbook/witness";
import type { ActionEnv, ChangeSet } from "../action";
import type { PostingQueue } from "./queue";
import type { SharedBook } from "./sharedBook";

/** How far a posting run is: documents done of all that the act makes. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly stage: "plan" | "post" | "tables" | "confirm";
}

export interface RunOptions {
  readonly workbook: Workbook;
  readonly env: ActionEnv;
  /** Made when the confirmation opens; else the input's `entry`, else a new one. */
  readonly entryId?: string;
  /** Shows the plan; false leaves everything as it is. Left out: carried out at once. `"dryRun"` stops after the plan. */
  readonly confirm?: ((changes: ChangeSet) => Promise<boolean>) | "dryRun";
  /** What this device remembers of what it posted. Left out: nothing is remembered and nothing is said of it. */
  readonly witness?: WitnessStore;
  /** Lets one act at a time at the workbook. Left out: the acts of this process on this workbook wait for each other. */
  readonly queue?: PostingQueue;
  readonly onProgress?: (progress: Progress) => void;
  /** Looked at between slices: what was begun is finished, the rest is left. */
  readonly cancel?: { readonly isCancelled: boolean };
  /** Lets others run between the steps of working out: asked for often, and nothing has been written since the last slice. */
  readonly breathe?: () => Promise<void>;
  /** Lets others run between slices. */
  readonly pause?: () => Promise<void>;
  /** Where other people edit the book at the same time: the act resolves only when its rows survived their edits. */
  readonly shared?: SharedBook;
}
