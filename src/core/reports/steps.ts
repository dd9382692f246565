import { itemAt } from "./columns";

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

/** Rows sorted at one go before runs are merged. */
const SORT_ROWS = 4096;

/** A stable sort in steps. */
function* sortInSteps<Item extends object>(items: readonly Item[], compare: (a: Item, b: Item) => number): Steps<readonly Item[]> {
  if (items.length <= 1) return items;
  let runs: (readonly Item[])[] = [];
  for (let start = 0; start < items.length; start += SORT_ROWS) {
    runs.push(items.slice(start, start + SORT_ROWS).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const merged: (readonly Item[])[] = [];
    for (let at = 0; at < runs.length; at += 2) merged.push(yield* mergeInSteps(itemAt(runs, at), runs[at + 1] ?? [], compare));
    runs = merged;
  }
  return itemAt(runs, 0);
}

/** Items by day, each day a list in the order given within a day: so most items are never compared with one another. */
export function* daysInSteps<Item extends object>(items: readonly Item[], dayOf: (item: Item) => number, compare: (a: Item, b: Item) => number): Steps<readonly DayItems<Item>[]> {
  const lists = new Map<number, Item[]>();
  for (const [at, item] of items.entries()) {
    if (at % STEP_ROWS === 0) yield;
    const day = dayOf(item);
    const list = lists.get(day);
    if (list === undefined) lists.set(day, [item]);
    else list.push(item);
  }
  const days: DayItems<Item>[] = [];
  for (const [day, list] of [...lists].sort(([a], [b]) => a - b)) days.push({ day, items: yield* sortInSteps(list, compare) });
  return days;
}

export interface DayItems<Item> {
  readonly day: number;
  readonly items: readonly Item[];
}

function* mergeInSteps<Item extends object>(left: readonly Item[], right: readonly Item[], compare: (a: Item, b: Item) => number): Steps<readonly Item[]> {
  const merged: Item[] = [];
  let [fromLeft, fromRight] = [0, 0];
  while (merged.length < left.length + right.length) {
    const fromTheLeft = fromRight === right.length || (fromLeft < left.length && compare(itemAt(left, fromLeft), itemAt(right, fromRight)) <= 0);
    merged.push(fromTheLeft ? itemAt(left, fromLeft++) : itemAt(right, fromRight++));
    if (merged.length % STEP_ROWS === 0) yield;
  }
  return merged;
}
