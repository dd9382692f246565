import { intAt } from "../columns";
import { capacityFor } from "./growth";

/**
 * Ids of whole numbers: a table that is looked up directly where the numbers lie close together (documents are numbered in
 * a row), a Map where they are scattered. Exact in both; only speed and memory differ.
 */
export interface NumberSet {
  /** Id + 1 of the number `base` + position; 0: none. Unused while `sparse` is there. */
  direct: Int32Array;
  base: number;
  sparse: Map<number, number> | null;
  least: number;
  most: number;
  count: number;
  /** How many are expected: a range this wide is not called scattered before they have come. */
  readonly expected: number;
}

/** A range of more than this many places a number is scattered. */
const PLACES_A_NUMBER = 4;
/** Below this a table costs next to nothing, however scattered. */
const SMALL = 4096;

export function createNumberSet(expected: number): NumberSet {
  return { direct: new Int32Array(0), base: 0, sparse: null, least: Infinity, most: -Infinity, count: 0, expected };
}

/** The id of a number, −1 when there is none. */
export function idOfNumber(set: NumberSet, number: number): number {
  if (set.sparse !== null) return set.sparse.get(number) ?? -1;
  const at = number - set.base;
  return at < 0 || at >= set.direct.length ? -1 : intAt(set.direct, at) - 1;
}

/** Adds a number that is not in the set. */
export function addNumber(set: NumberSet, number: number, id: number): void {
  set.count++;
  set.least = Math.min(set.least, number);
  set.most = Math.max(set.most, number);
  if (set.sparse !== null) {
    set.sparse.set(number, id);
    if (set.count >= SMALL && (set.count & (set.count - 1)) === 0 && isClose(set, set.count)) gather(set, set.sparse);
    return;
  }
  const at = number - set.base;
  if (at >= 0 && at < set.direct.length) {
    set.direct[at] = id + 1;
    return;
  }
  if (isClose(set, Math.max(set.count, set.expected))) {
    reach(set);
    set.direct[number - set.base] = id + 1;
    return;
  }
  const sparse = new Map<number, number>();
  set.direct.forEach((known, place) => {
    if (known > 0) sparse.set(set.base + place, known - 1);
  });
  sparse.set(number, id);
  set.sparse = sparse;
  set.direct = new Int32Array(0);
}

/** Bytes of the set; a Map's entry is taken for 40. */
export function numberSetBytes(set: NumberSet): number {
  return set.direct.byteLength + (set.sparse?.size ?? 0) * 40;
}

function isClose(set: NumberSet, numbers: number): boolean {
  return set.most - set.least + 1 <= PLACES_A_NUMBER * numbers + SMALL;
}

/** Makes the table wide enough for the least and the most number, with room in the direction in which they come. */
function reach(set: NumberSet): void {
  const before = set.direct;
  const needed = set.most - set.least + 1;
  const down = before.length > 0 && set.least < set.base;
  // As wide at once as there are numbers to come: growing bit by bit would leave many times its size behind as garbage.
  const spare = Math.max(capacityFor(needed) - needed, set.expected - set.count);
  const base = down ? Math.max(0, set.least - spare) : before.length > 0 ? Math.min(set.base, set.least) : set.least;
  const direct = new Int32Array(set.most - base + 1 + (down ? 0 : spare));
  direct.set(before.subarray(0, Math.max(0, Math.min(before.length, set.most - set.base + 1))), before.length > 0 ? set.base - base : 0);
  set.direct = direct;
  set.base = base;
}

function gather(set: NumberSet, sparse: ReadonlyMap<number, number>): void {
  set.sparse = null;
  set.direct = new Int32Array(0);
  reach(set);
  for (const [number, id] of sparse) set.direct[number - set.base] = id + 1;
}
