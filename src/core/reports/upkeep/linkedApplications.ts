import { intAt } from "../columns";
import { STEP_ROWS, type Steps } from "../steps";

/** Documents of the rows that are marked with 1. */
export interface Marked {
  readonly charges: Uint8Array;
  readonly credits: Uint8Array;
}

/** Passes over the applications before it is said that everything hangs together; books have chains of a few. */
const PASSES = 64;

/**
 * The applications that have to do with the marked documents, directly or through other documents, in order; all those
 * documents are marked. What is settled elsewhere does not depend on them. Those that find no document at all are among them: they
 * are told, not settled. Null: the chains are too long to be followed.
 */
export function* linkedApplications(charge: Int32Array, credit: Int32Array, marked: Marked): Steps<readonly number[] | null> {
  const { charges, credits } = marked;
  const linked = new Uint8Array(charge.length);
  let count = 0;
  for (let pass = 0, before = -1; before !== count; pass++) {
    if (pass === PASSES) return null;
    before = count;
    yield;
    for (let step = 0; step < charge.length; step++) {
      // There and back: a chain that runs against the order of rows takes no more passes than one along it.
      const at = pass % 2 === 0 ? step : charge.length - 1 - step;
      if (linked[at] === 1) continue;
      const ofCharge = intAt(charge, at);
      const ofCredit = intAt(credit, at);
      const isLinked = ofCharge < 0 ? ofCredit < 0 || credits[ofCredit] === 1 : charges[ofCharge] === 1 || (ofCredit >= 0 && credits[ofCredit] === 1);
      if (!isLinked) continue;
      linked[at] = 1;
      count++;
      if (ofCharge >= 0) charges[ofCharge] = 1;
      if (ofCredit >= 0) credits[ofCredit] = 1;
    }
  }
  const found: number[] = [];
  for (let at = 0; at < linked.length; at++) {
    if (at % (STEP_ROWS * 64) === 0) yield;
    if (linked[at] === 1) found.push(at);
  }
  return found;
}
