import type { HostErrorCode } from "../model/hostError";
import { FAULT_CODES } from "../richapi/errorCodes";
import { HostErrorNumber } from "../richapi/processor";
import { FOREIGN_ACT_NAMES, type ForeignActName } from "./foreignActs";
import type { StorageState } from "./storage";

/** One thing that goes wrong. Batches count from 1 and are the add-in's own round trips; actions and writes of a batch count from 0. */
export type ScheduledFault =
  /** The add-in dies: the batch is not done ("before"), or done and never answered ("after"). Nothing it sends later arrives. */
  | { readonly kind: "kill"; readonly batch: number; readonly when: "before" | "after" }
  /** It dies with the batch half done: the actions before this one stay. A write of more than 1,500 cells is several actions. */
  | { readonly kind: "killInside"; readonly batch: number; readonly action: number }
  | { readonly kind: "failAction"; readonly batch: number; readonly action: number; readonly code: HostErrorCode }
  | { readonly kind: "failWrite"; readonly batch: number; readonly write: number; readonly code: HostErrorCode }
  /** The host refuses the batch as a whole, before anything is done (5004 cell edit, 5102 too many, 5103 too large, 7000 access). */
  | { readonly kind: "refuse"; readonly batch: number; readonly hostError: number }
  | { readonly kind: "loseReply"; readonly batch: number }
  /** The batch neither arrives nor is answered (office-js #4273). */
  | { readonly kind: "hang"; readonly batch: number }
  | { readonly kind: "delayReply"; readonly batch: number; readonly milliseconds: number }
  /** The batch arrives twice and is done twice; the first answer is given. */
  | { readonly kind: "deliverTwice"; readonly batch: number }
  /** Before the batch: the browser's storage changes its behaviour. */
  | { readonly kind: "storage"; readonly batch: number; readonly state: StorageState }
  /** Before the batch: the machine's clock jumps, forward or back. */
  | { readonly kind: "clock"; readonly batch: number; readonly milliseconds: number }
  /** After the batch: the book is closed without saving; what is on disk is the last save. The add-in dies with it. */
  | { readonly kind: "closeWithoutSaving"; readonly batch: number }
  /** Before the batch: a person presses Ctrl+Z (or with `redo` Ctrl+Y) so many times. */
  | { readonly kind: "undo"; readonly batch: number; readonly times: number; readonly redo?: boolean }
  /** Before the batch: somebody does something to a table. */
  | { readonly kind: "foreignAct"; readonly batch: number; readonly act: ForeignActName; readonly table: string; readonly seed: number; readonly by: "hand" | "coAuthor" }
  /** Before the batch: the second user's copy and this one are brought together. */
  | { readonly kind: "merge"; readonly batch: number }
  /** Before the batch: "can't merge changes": the second user's work is thrown away. */
  | { readonly kind: "discardMerge"; readonly batch: number };

/** A run's faults. The same schedule gives the same run. */
export interface FaultSchedule {
  readonly seed: number;
  readonly faults: readonly ScheduledFault[];
}

/** How many actions, and among them writes, each batch of an undisturbed run has. */
export interface RunShape {
  readonly batches: readonly { readonly actions: number; readonly writes: number }[];
  /** Tables that foreign acts may touch. */
  readonly tables: readonly string[];
}

/** Every single fault of the first layer (reliability.md §6): all batches, all actions, all ways, all codes at each write. */
export function* singleFaults(shape: RunShape): Iterable<FaultSchedule> {
  for (const fault of everyFault(shape)) yield { seed: 0, faults: [fault] };
}

/** Every foreign act at every gap, by hand and by a co-author. */
export function* foreignActFaults(shape: RunShape): Iterable<FaultSchedule> {
  for (const [index] of shape.batches.entries())
    for (const table of shape.tables)
      for (const act of FOREIGN_ACT_NAMES) for (const by of ["hand", "coAuthor"] as const) yield { seed: 0, faults: [{ kind: "foreignAct", batch: index + 1, act, table, seed: index + 1, by }] };
}

function* everyFault({ batches }: RunShape): Iterable<ScheduledFault> {
  for (const [index, { actions, writes }] of batches.entries()) {
    const batch = index + 1;
    yield { kind: "kill", batch, when: "before" };
    yield { kind: "kill", batch, when: "after" };
    yield { kind: "loseReply", batch };
    yield { kind: "hang", batch };
    yield { kind: "deliverTwice", batch };
    yield { kind: "closeWithoutSaving", batch };
    for (const hostError of REFUSALS) yield { kind: "refuse", batch, hostError };
    for (let action = 0; action < actions; action++) {
      yield { kind: "killInside", batch, action };
      yield { kind: "failAction", batch, action, code: "GeneralException" };
    }
    for (let write = 0; write < writes; write++) for (const code of FAULT_CODES) yield { kind: "failWrite", batch, write, code };
  }
}

const REFUSALS: readonly number[] = Object.values(HostErrorNumber);

/** A random schedule of `count` faults over the shape; the same seed gives the same one on every machine. */
export function randomSchedule(seed: number, shape: RunShape, count: number): FaultSchedule {
  const random = generator(seed);
  const pick = <T>(list: readonly T[], fallback: T): T => list[Math.floor(random() * list.length)] ?? fallback;
  const faults = Array.from({ length: count }, (): ScheduledFault => {
    const index = Math.floor(random() * shape.batches.length);
    const { actions, writes } = shape.batches[index] ?? { actions: 1, writes: 0 };
    const batch = index + 1;
    const action = Math.floor(random() * actions);
    switch (pick(KINDS, "loseReply")) {
      case "kill": return { kind: "kill", batch, when: random() < 0.5 ? "before" : "after" };
      case "killInside": return { kind: "killInside", batch, action };
      case "failAction": return { kind: "failAction", batch, action, code: pick(FAULT_CODES, "GeneralException") };
      case "failWrite": return { kind: "failWrite", batch, write: Math.floor(random() * Math.max(1, writes)), code: pick(FAULT_CODES, "GeneralException") };
      case "refuse": return { kind: "refuse", batch, hostError: pick(REFUSALS, HostErrorNumber.cellEditMode) };
      case "loseReply": return { kind: "loseReply", batch };
      case "hang": return { kind: "hang", batch };
      case "delayReply": return { kind: "delayReply", batch, milliseconds: Math.floor(random() * 50) };
      case "deliverTwice": return { kind: "deliverTwice", batch };
      case "storage": return { kind: "storage", batch, state: pick<StorageState>(["denied", "full", "cleared"], "denied") };
      case "clock": return { kind: "clock", batch, milliseconds: Math.floor((random() - 0.5) * 4 * 86_400_000) };
      case "closeWithoutSaving": return { kind: "closeWithoutSaving", batch };
      case "undo": return { kind: "undo", batch, times: 1 + Math.floor(random() * 3), redo: random() < 0.2 };
      case "foreignAct": return { kind: "foreignAct", batch, act: pick(FOREIGN_ACT_NAMES, "sort"), table: pick(shape.tables, ""), seed: Math.floor(random() * 2 ** 31), by: random() < 0.5 ? "hand" : "coAuthor" };
      case "merge": return { kind: "merge", batch };
      case "discardMerge": return { kind: "discardMerge", batch };
    }
  });
  return { seed, faults };
}

/** Foreign acts come more often than any other: there are many of them. */
const KINDS: readonly ScheduledFault["kind"][] = [
  "kill", "killInside", "failAction", "failWrite", "refuse", "loseReply", "hang", "delayReply", "deliverTwice", "storage", "clock", "closeWithoutSaving", "undo", "merge", "discardMerge",
  "foreignAct", "foreignAct", "foreignAct", "foreignAct", "foreignAct",
];

/** mulberry32: uniform in [0, 1). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
