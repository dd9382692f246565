import { countAging, differences } from "../data/countAging";
import { CHUNK_ROWS, ledgerTexts, parseRows } from "../data/ledgerCells";
import { ledgerNumbers } from "../data/ledgerNumbers";
import { type Bar, type Bench, bySize } from "../frame/bench";
import { hashOf, interleave, rounded } from "../frame/measure";
import { ourAging, ourIndexOfChunks } from "../ours";
import { DAY } from "./p1Aging";

/** P3: the host's answers as JSON text, slice after slice, to an aging; against reading the same texts and throwing them away. */
export const p3HostText: Bench = {
  id: "P3",
  work: "the host's JSON text → aging in slices of 20,000 rows, CPU, against JSON.parse alone of the same slices",
  sizes: [10_000, 100_000, 1_000_000],
  built: "bundle",
  run({ rounds, ...options }) {
    return bySize(options, [bar(null)], async (size) => {
      const numbers = ledgerNumbers(size);
      const texts = ledgerTexts(numbers, CHUNK_ROWS);
      const expected = countAging(numbers, DAY);
      const hash = hashOf(expected);
      const ours = (): Float64Array => ourAging(ourIndexOfChunks(texts.invoices, texts.payments, parseRows, { invoices: size, payments: numbers.payment.amount.length }), numbers.customers, DAY);
      const wrong = differences(ours(), expected);
      if (wrong > 0) return `${wrong} cells differ from the count at ${size} invoices.`;
      let rows = 0;
      const time = await interleave({
        ours,
        parseOnly: () => {
          for (const text of texts.invoices) rows += parseRows(text).length;
          for (const text of texts.payments) rows += parseRows(text).length;
        },
      }, rounds);
      if (rows === 0) throw new Error("Nothing was parsed");
      const bars = [bar(rounded(time.ours.cpu / time.parseOnly.cpu))];
      return { bars, hash, figures: { "ours CPU ms": rounded(time.ours.cpu), "JSON.parse CPU ms": rounded(time.parseOnly.cpu), "ours wall ms": rounded(time.ours.wall), "JSON.parse wall ms": rounded(time.parseOnly.wall) } };
    });
  },
};

function bar(value: number | null): Bar {
  return { name: "of JSON.parse alone", value, sense: "atMost", limit: 1.4 };
}
