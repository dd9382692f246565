/**
 * Passes a sum of minor units on. Beyond 2^53 (90 trillion at two decimals) doubles skip whole cents: a sum that large is
 * refused with a RangeError, because a figure that is nearly right is wrong.
 */
export function exactSum(sum: number): number {
  if (!Number.isSafeInteger(sum)) throw new RangeError(`The sum ${sum} is too large to be exact: ask for fewer customers at a time`);
  return sum === 0 ? 0 : sum;
}
