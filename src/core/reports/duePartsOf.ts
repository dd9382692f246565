import type { ChargeFact, DuePart } from "../ledger/facts";

/**
 * A charge whose due parts sum to its amount, in order of due date. Facts that hold to this (all that the ledger makes) are
 * given back as they are. Of others the last part takes what is missing, parts beyond the amount are cut, and a charge
 * without any is due on its own date: what is open always has a due day, so that no view can lose it.
 */
export function withWholeDues(charge: ChargeFact): ChargeFact {
  const { dues, amount } = charge;
  let sum = 0;
  let last = -Infinity;
  let inOrder = true;
  for (const part of dues) {
    inOrder &&= part.due >= last && part.amount >= 0;
    last = part.due;
    sum += part.amount;
  }
  if (inOrder && sum === amount && dues.length > 0) return charge;
  return { ...charge, dues: wholeDues(charge) };
}

function wholeDues({ dues, amount, date }: ChargeFact): DuePart[] {
  const inOrder = [...dues].sort((a, b) => a.due - b.due || a.part - b.part || a.amount - b.amount);
  if (inOrder.length === 0) inOrder.push({ part: 1, due: date, amount });
  let left = amount;
  return inOrder.map((part, index) => {
    const own = index === inOrder.length - 1 ? left : Math.min(Math.max(part.amount, 0), left);
    left -= own;
    return { ...part, amount: own };
  });
}
