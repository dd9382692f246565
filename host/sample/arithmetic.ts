import { TAX_CODES, customerOf } from "./company";

/**
 * The sample's own arithmetic, in whole cents and without src/core: what the facts say is worked out here and again by the
 * add-in, and both must agree to the cent.
 */
export interface FactLine {
  readonly item: string;
  readonly description: string;
  /** Hundredths. */
  readonly quantity: number;
  readonly unit: string;
  /** Cents. */
  readonly price: number;
  readonly discountPercent: number;
  readonly taxCode: string;
  /** ISO; the day of supply, whose rate counts. */
  readonly date: string;
}

/** Quantity times price, less the discount: both rounded to the cent, as an e-invoice states them (EN 16931, BT-131 and BT-136). */
export function lineNet(line: FactLine): number {
  const gross = halfAwayFromZero(line.quantity * line.price, 100);
  return gross - halfAwayFromZero(gross * line.discountPercent, 100);
}

/** Tax by rate over all lines of a rate, rounded once a rate. */
export function invoiceTotal(customer: string, lines: readonly FactLine[]): number {
  const byRate = new Map<string, number>();
  for (const line of lines) {
    const code = customerOf(customer).exemption || line.taxCode;
    const key = `${code} ${rateOn(code, line.date)}`;
    byRate.set(key, (byRate.get(key) ?? 0) + lineNet(line));
  }
  return [...byRate].reduce((total, [key, net]) => total + net + halfAwayFromZero(net * Number(key.split(" ")[1]), 100), 0);
}

export function rateOn(code: string, date: string): number {
  const rows = TAX_CODES.filter((row) => row.code === code && row.from <= date).sort((a, b) => (a.from < b.from ? 1 : -1));
  return rows[0]?.rate ?? 0;
}

export function twoPercent(total: number): number {
  return halfAwayFromZero(total * 2, 100);
}

/** 30 % of it, the first instalment of INSTALMENTS. */
export function firstInstalment(total: number): number {
  return halfAwayFromZero(total * 30, 100);
}

function halfAwayFromZero(numerator: number, denominator: number): number {
  if (numerator < 0 || !Number.isSafeInteger(numerator)) throw new Error(`The sample's arithmetic is for whole numbers from zero: ${numerator}`);
  const whole = Math.floor(numerator / denominator);
  return numerator - whole * denominator >= denominator / 2 ? whole + 1 : whole;
}

/** mulberry32: the same numbers from the same seed on every machine, in 32-bit arithmetic. */
export function seededNumbers(seed: number): { readonly below: (limit: number) => number; readonly pick: <T>(list: readonly T[]) => T } {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number): number => next() % limit;
  return {
    below,
    pick: (list) => {
      const found = list[below(list.length)];
      if (found === undefined) throw new Error("Nothing to pick from");
      return found;
    },
  };
}
