import type { Workbook } from "../../workbook/port";

/** Lets one act at a time at a workbook; the next begins with its own read when the one before it has ended. */
export interface PostingQueue {
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** Runs the work while this process holds the named lock, across tabs (navigator.locks); given by the composition root. */
export type NamedLock = (name: string, work: () => Promise<void>) => Promise<void>;

/**
 * First come, first served within this process, and under `lock` (where there is one) among all who share it. `name` is
 * asked when a turn comes. Work that fails does not hold up those behind it.
 */
export function createPostingQueue(across?: { readonly lock: NamedLock; readonly name: () => string }): PostingQueue {
  let last: Promise<void> = Promise.resolve();
  return {
    run: <T>(work: () => Promise<T>): Promise<T> => {
      const turn = last.then(() => (across === undefined ? work() : underLock(across, work)));
      last = turn.then(() => undefined, () => undefined);
      return turn;
    },
  };
}

async function underLock<T>(across: { readonly lock: NamedLock; readonly name: () => string }, work: () => Promise<T>): Promise<T> {
  const box: { done?: { readonly value: T } } = {};
  let isBegun = false;
  try {
    await across.lock(across.name(), async () => {
      isBegun = true;
      box.done = { value: await work() };
    });
  } catch (thrown) {
    // A lock that cannot be had at all (denied storage, an old frame) leaves the queue of this process.
    if (isBegun) throw thrown;
    return work();
  }
  if (box.done === undefined) return work();
  return box.done.value;
}

const queues = new WeakMap<Workbook, PostingQueue>();

/** The queue of this process for a workbook port, where the caller gives none. */
export function queueOf(workbook: Workbook): PostingQueue {
  const known = queues.get(workbook);
  if (known !== undefined) return known;
  const queue = createPostingQueue();
  queues.set(workbook, queue);
  return queue;
}
