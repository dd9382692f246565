import { countAging, differences } from "../data/countAging";
import { ledgerCells } from "../data/ledgerCells";
import { ledgerNumbers } from "../data/ledgerNumbers";
import { type Bar, type Bench, bySize } from "../frame/bench";
import { hashOf, interleave, rounded } from "../frame/measure";
import { functionAging, ownTablesOf } from "../functionAging";
import { ourAging, ourIndex } from "../ours";
import { handWrittenAging, handWrittenColumns, touchOnly } from "../peers/handWritten";

/** The day that is asked about, and three others that the results are compared on first. */
export const DAY = 700;
export const CHECKED_DAYS = [0, 365, DAY, 1_000] as const;
/** Invoices up to which a call of the function is measured: the largest size of a release. */
const FUNCTION_MOST = 100_000;

/** P1: cells as Excel gives them → validated aging of every customer. */
export const p1Aging: Bench = {
  id: "P1",
  work: "invoices and 1.3 times as many payments, any[][] → validated aging of all customers, CPU",
  sizes: [10_000, 100_000, 1_000_000],
  built: "bundle",
  run({ rounds, ...options }) {
    return bySize(options, barsOf(null, null), async (size) => {
      let hash = "";
      const numbers = ledgerNumbers(size);
      const cells = ledgerCells(numbers);
      const tables = size > FUNCTION_MOST ? null : ownTablesOf(cells);
      for (const day of CHECKED_DAYS) {
        const counted = countAging(numbers, day);
        const ours = differences(ourAging(ourIndex(cells), numbers.customers, day), counted);
        const theirs = differences(handWrittenAging(handWrittenColumns(cells, numbers.customers), day), counted);
        const asked = tables === null ? 0 : differences(functionAging(tables, numbers.customers, day), counted);
        if (asked > 0) return `On day ${day}, at ${size} invoices, ${asked} cells of =BILLING.AGING over the same tables differ from the count.`;
        if (ours + theirs > 0) return `On day ${day}, at ${size} invoices, ${ours} cells of ours and ${theirs} of the hand-written pass differ from the count.`;
        if (day === DAY) hash = hashOf(counted);
      }
      const time = await interleave({
        ours: () => ourAging(ourIndex(cells), numbers.customers, DAY),
        handWritten: () => handWrittenAging(handWrittenColumns(cells, numbers.customers), DAY),
        touchOnly: () => touchOnly(cells),
      }, rounds);
      const called = tables === null ? null : await interleave({ function: () => functionAging(tables, numbers.customers, DAY) }, rounds);
      const bars = barsOf(rounded(time.ours.cpu / time.handWritten.cpu), rounded(time.ours.cpu / time.touchOnly.cpu));
      return { bars, hash, figures: { "ours CPU ms": rounded(time.ours.cpu), "hand-written CPU ms": rounded(time.handWritten.cpu), "touch only CPU ms": rounded(time.touchOnly.cpu), "ours wall ms": rounded(time.ours.wall), ...(called === null ? {} : { "=BILLING.AGING of the same tables CPU ms": rounded(called.function.cpu) }), payments: numbers.payment.amount.length, customers: numbers.customers } };
    });
  },
};

function barsOf(handWritten: number | null, touch: number | null): Bar[] {
  return [
    { name: "of the hand-written columnar pass", value: handWritten, sense: "atMost", limit: 1.25 },
    { name: "of a pass that only touches the same cells", value: touch, sense: "atMost", limit: 2 },
  ];
}
