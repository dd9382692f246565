import { intAt, itemAt, numberAt } from "../columns";

/**
 * What stands in each row of a table, in the order of its rows, cut into blocks so that a row is put in or taken out
 * anywhere without moving all rows behind it. As long as row n holds n, as in a table that was read and not edited since,
 * there are no blocks.
 */
export interface RowOrder {
  readonly blocks: Int32Array[];
  readonly counts: number[];
  length: number;
  /** Row n holds n, and there are no blocks. */
  isPlain: boolean;
}

const BLOCK = 4096;

export function createRowOrder(): RowOrder {
  return { blocks: [], counts: [], length: 0, isPlain: true };
}

/** Adds a row behind the last. */
export function pushRow(order: RowOrder, value: number): void {
  if (order.isPlain) {
    if (value === order.length) {
      order.length++;
      return;
    }
    cutIntoBlocks(order);
  }
  const last = order.blocks.length - 1;
  const count = order.counts[last] ?? BLOCK;
  if (count < BLOCK) {
    itemAt(order.blocks, last)[count] = value;
    order.counts[last] = count + 1;
  } else {
    const block = new Int32Array(BLOCK);
    block[0] = value;
    order.blocks.push(block);
    order.counts.push(1);
  }
  order.length++;
}

export function rowAt(order: RowOrder, row: number): number {
  if (order.isPlain && row >= 0 && row < order.length) return row;
  const { block, at } = placeOf(order, row);
  return intAt(itemAt(order.blocks, block), at);
}

export function setRow(order: RowOrder, row: number, value: number): void {
  const { block, at } = placeOf(order, row);
  itemAt(order.blocks, block)[at] = value;
}

/** Puts a row in before `row`; at the length of the table it is added behind the last. */
export function insertRow(order: RowOrder, row: number, value: number): void {
  if (row === order.length) {
    pushRow(order, value);
    return;
  }
  let { block, at } = placeOf(order, row);
  if (order.counts[block] === BLOCK) {
    split(order, block);
    if (at >= BLOCK / 2) [block, at] = [block + 1, at - BLOCK / 2];
  }
  const rows = itemAt(order.blocks, block);
  const count = numberAt(order.counts, block);
  rows.copyWithin(at + 1, at, count);
  rows[at] = value;
  order.counts[block] = count + 1;
  order.length++;
}

/** Takes a row out and gives what stood there. */
export function deleteRow(order: RowOrder, row: number): number {
  const { block, at } = placeOf(order, row);
  const rows = itemAt(order.blocks, block);
  const value = intAt(rows, at);
  const count = numberAt(order.counts, block) - 1;
  rows.copyWithin(at, at + 1, count + 1);
  order.counts[block] = count;
  order.length--;
  if (count === 0) {
    order.blocks.splice(block, 1);
    order.counts.splice(block, 1);
  }
  return value;
}

/** Visits all rows in order. */
export function visitOrder(order: RowOrder, visit: (value: number, row: number) => void): void {
  if (order.isPlain) for (let at = 0; at < order.length; at++) visit(at, at);
  let row = 0;
  order.blocks.forEach((rows, block) => {
    const count = numberAt(order.counts, block);
    for (let at = 0; at < count; at++) visit(intAt(rows, at), row++);
  });
}

export function rowOrderBytes(order: RowOrder): number {
  return order.blocks.reduce((sum, block) => sum + block.byteLength, 0) + order.counts.length * 16;
}

interface Place {
  readonly block: number;
  readonly at: number;
}

function placeOf(order: RowOrder, row: number): Place {
  if (row < 0 || row >= order.length) throw new RangeError(`There is no row ${row} among ${order.length}`);
  if (order.isPlain) cutIntoBlocks(order);
  const { counts } = order;
  let at = row;
  let block = 0;
  for (let count = numberAt(counts, 0); at >= count; count = numberAt(counts, block)) {
    at -= count;
    block++;
  }
  return { block, at };
}

function cutIntoBlocks(order: RowOrder): void {
  order.isPlain = false;
  for (let start = 0; start < order.length; start += BLOCK) {
    const count = Math.min(BLOCK, order.length - start);
    order.blocks.push(new Int32Array(BLOCK).map((_, at) => (at < count ? start + at : 0)));
    order.counts.push(count);
  }
}

function split(order: RowOrder, block: number): void {
  const rows = itemAt(order.blocks, block);
  const upper = new Int32Array(BLOCK);
  upper.set(rows.subarray(BLOCK / 2));
  order.blocks.splice(block + 1, 0, upper);
  order.counts.splice(block, 1, BLOCK / 2, BLOCK / 2);
}
