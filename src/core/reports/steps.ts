/**
 * Long work that can be left and taken up again: it yields every few hundred rows, and whoever runs it decides whether to
 * go on at once or to let the page breathe first. The result does not depend on that.
 */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Rows between two yields: well under a millisecond of work. */
export const STEP_ROWS = 512;

/** Runs the work to its end at once. */
export function runSteps<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
