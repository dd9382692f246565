import type { CellRead } from "./port";

/**
 * Fast checksums ("prints") of cells: 52 bits, by which it shows that cells are as they were when they were last verified. Not for
 * proof against a forger: that is what the Journal's SHA-256 chain is for, which is verified as well, only later.
 */
export class Printer {
  private one = 0;
  private two = 0;

  /** Begins a new print; `seed` tells one kind of row from another. */
  begin(seed: number): void {
    this.one = 0x2c1b3c6d ^ seed;
    this.two = 0x297a2d39 ^ Math.imul(seed, 0x85ebca6b);
  }

  /** Takes in one cell, and that it ended. An empty cell is taken in as well: its place counts. */
  add(cell: CellRead | undefined): void {
    if (typeof cell === "string") this.addText(cell);
    else if (typeof cell === "number") this.addNumber(cell);
    else if (cell === undefined) this.mix(4);
    else if (typeof cell === "boolean") this.mix(cell ? 5 : 6);
    else {
      this.mix(7);
      this.addText(cell.error);
    }
  }

  /** The print, a whole number below 2^52. */
  end(): number {
    let { one, two } = this;
    one = Math.imul(one ^ (one >>> 16), 0x85ebca6b);
    one = Math.imul(one ^ (one >>> 13), 0xc2b2ae35);
    two = Math.imul(two ^ (two >>> 16), 0x9e3779b1);
    two = Math.imul(two ^ (two >>> 13), 0x85ebca77);
    one ^= two >>> 15;
    two ^= one >>> 16;
    return (two & 0xfffff) * 0x100000000 + (one >>> 0);
  }

  private addText(text: string): void {
    let { one, two } = this;
    const { length } = text;
    const even = length & ~1;
    for (let index = 0; index < even; index += 2) {
      const pair = text.charCodeAt(index) | (text.charCodeAt(index + 1) << 16);
      one = Math.imul(one ^ pair, 0x9e3779b1);
      one ^= one >>> 15;
      two = Math.imul(two ^ pair, 0x5f356495);
      two ^= two >>> 13;
    }
    if (even < length) {
      one = Math.imul(one ^ text.charCodeAt(even), 0x9e3779b1);
      two = Math.imul(two ^ text.charCodeAt(even), 0x5f356495);
    }
    this.one = one;
    this.two = two;
    this.mix(length);
    this.mix(1);
  }

  private addNumber(value: number): void {
    if (value === (value | 0)) {
      this.mix(value);
      this.mix(2);
      return;
    }
    DOUBLE[0] = value;
    this.mix(HALVES[0] ?? 0);
    this.mix(HALVES[1] ?? 0);
    this.mix(3);
  }

  private mix(word: number): void {
    this.one = Math.imul(this.one ^ word, 0x9e3779b1);
    this.one ^= this.one >>> 15;
    this.two = Math.imul(this.two ^ word, 0x5f356495) ^ (this.one >>> 11);
  }
}

const DOUBLE = new Float64Array(1);
const HALVES = new Uint32Array(DOUBLE.buffer);

const PRINT_LIMIT = 2 ** 52;

/** The sum of two prints, again a print: of rows in any order. */
export function addPrints(a: number, b: number): number {
  const sum = a + b;
  return sum >= PRINT_LIMIT ? sum - PRINT_LIMIT : sum;
}
