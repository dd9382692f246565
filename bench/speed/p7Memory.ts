import { appendCells } from "../../src/core/reports/columnar/buildIndex";
import { createColumnIndex } from "../../src/core/reports/columnar/columnIndex";
import { memoryOf } from "../../src/core/reports/columnar/memoryOf";
import { countAging, differences } from "../data/countAging";
import { ledgerTexts, parseRows } from "../data/ledgerCells";
import { ledgerNumbers } from "../data/ledgerNumbers";
import { type Bar, type Bench, bySize } from "../frame/bench";
import { collectGarbage, hashOf, rounded } from "../frame/measure";
import { ourAging, ourLayout } from "../ours";
import { DAY } from "./p1Aging";

/** P7: what the index keeps, by its own report and by what the process holds; and the most it held while it was built slice by slice. */
export const p7Memory: Bench = {
  id: "P7",
  work: "memory of the index, by its byte lengths and dictionaries; the peak while it is built from slices",
  sizes: [10_000, 100_000, 1_000_000],
  built: "bundle",
  run(options) {
    return bySize(options, barsOf(null, null), (size) => {
      const numbers = ledgerNumbers(size);
      const texts = ledgerTexts(numbers);
      const expected = countAging(numbers, DAY);
      const before = heldBytes();
      const index = createColumnIndex(ourLayout(), { invoices: size, payments: numbers.payment.amount.length });
      let peak = heldBytes();
      let largestChunk = 0;
      for (const table of ["invoices", "payments"] as const) {
        for (const text of texts[table]) {
          const without = heldBytes();
          const rows = parseRows(text);
          largestChunk = Math.max(largestChunk, heldBytes() - without);
          appendCells(index, { table, rows });
          peak = Math.max(peak, heldBytes());
          if (rows.length === 0) throw new Error("An empty slice");
        }
      }
      const held = heldBytes() - before;
      const wrong = differences(ourAging(index, numbers.customers, DAY), expected);
      if (wrong > 0) return `${wrong} cells differ from the count at ${size} invoices.`;
      const hash = hashOf(expected);
      const memory = memoryOf(index);
      const bars = barsOf(rounded(memory.perRow), rounded((peak - before) / (held + largestChunk)));
      return { bars, hash, figures: {
        "bytes a row": rounded(memory.perRow), "reported MB": rounded(memory.bytes / 2 ** 20), "held by the process MB": rounded(held / 2 ** 20), "peak MB": rounded((peak - before) / 2 ** 20), "one slice MB": rounded(largestChunk / 2 ** 20),
      } };
    });
  },
};

/** Bytes of objects and buffers that are still in use. */
function heldBytes(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function barsOf(perRow: number | null, peak: number | null): Bar[] {
  return [
    { name: "bytes a row of invoices and payments", value: perRow, sense: "atMost", limit: 40 },
    { name: "peak, of the final size and one slice", value: peak, sense: "atMost", limit: 1 },
  ];
}
