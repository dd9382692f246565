/**
 * The three legal bases of a cash discount:
 * included: off the total; when it is taken, net and tax fall together (1,725.00 at 10 %: 150.00 income and 22.50 tax).
 * excluded: off the net only; the tax stays as billed (1,150.00 at 10 %: 1,050.00 is to be paid).
 * mixed: off the net, and the tax is billed on the discounted net from the start, taken or not (1,000.00 at 15 %: 1,135.00
 * is billed, 1,035.00 is to be paid).
 */
export const DISCOUNT_BASES = ["included", "excluded", "mixed"] as const;
export type DiscountBase = (typeof DISCOUNT_BASES)[number];
