/** A part of the add-in that is fetched when it is first needed. */
export interface LatePart<Part> {
  /** The part once it is there. */
  peek(): Part | null;
  /** Calls `ready` once it is there; `failed` each time it could not be fetched, before it is tried again. Returns what ends the waiting. */
  whenReady(ready: (part: Part) => void, failed: (thrown: unknown) => void): () => void;
}

/** After a failed fetch: again after these waits, the last of them for ever. */
const RETRY_AFTER = [1_000, 5_000, 30_000, 120_000];

/** Fetches once for all who wait; while somebody waits, a failed fetch is tried again. */
export function createLatePart<Part>(fetch: () => Promise<Part>, setTimer: (work: () => void, milliseconds: number) => () => void): LatePart<Part> {
  interface Waiter {
    readonly ready: (part: Part) => void;
    readonly failed: (thrown: unknown) => void;
  }
  const waiting = new Set<Waiter>();
  let part: Part | null = null;
  let failures = 0;
  let underWay = false;

  function start(): void {
    if (underWay || part !== null || waiting.size === 0) return;
    underWay = true;
    fetch().then(
      (fetched) => {
        part = fetched;
        underWay = false;
        for (const { ready } of take()) ready(fetched);
      },
      (thrown: unknown) => {
        setTimer(again, RETRY_AFTER[Math.min(failures++, RETRY_AFTER.length - 1)] ?? 0);
        for (const { failed } of [...waiting]) failed(thrown);
      },
    );
  }
  function again(): void {
    underWay = false;
    start();
  }
  function take(): readonly Waiter[] {
    const all = [...waiting];
    waiting.clear();
    return all;
  }
  return {
    peek: () => part,
    whenReady(ready, failed) {
      const waiter = { ready, failed };
      if (part !== null) ready(part);
      else {
        waiting.add(waiter);
        start();
      }
      return () => waiting.delete(waiter);
    },
  };
}
