import type { Steps } from "../core/reports/steps";

/** Milliseconds that long work may hold the page before it lets others run. */
export const SLICE = 30;

/** Runs long work with pauses, so that the page stays alive. */
export async function runInSlices<Result>(steps: Steps<Result>, pause: () => Promise<void>): Promise<Result> {
  let started = Date.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (Date.now() - started < SLICE) continue;
    await pause();
    started = Date.now();
  }
}

/** Lets whatever waits in the event loop run. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
