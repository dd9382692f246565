import { type CellBook, answersOf, cellMaker, edited, indexOf, requestAt, SERIAL } from "../core/reports/columnar/columnCases";
import { type Fuzz, FuzzFailures, seededRandom } from "./fuzz";

/** Edits that follow each other on one book before another one is begun. */
const EDITS_A_BOOK = 500;
/** The index is compared with a rebuild after each so many edits. */
const COMPARED_EVERY = 10;

/** The columnar index kept by edits against one built anew from the same cells. */
export const indexFuzz: Fuzz = {
  name: "index",
  counts: "edits, inserts, deletes and sorts of rows, with the index equal to a rebuild",
  whole: 100_000,
  missing: () => null,
  run: ({ seed, cases, onProgress }) => {
    const failures = new FuzzFailures();
    for (let done = 0; done < cases; done += EDITS_A_BOOK) {
      const own = seed + done;
      const difference = firstDifference(own, Math.min(EDITS_A_BOOK, cases - done));
      if (difference !== null) failures.add(`${own}: ${difference}`);
      onProgress?.(done);
    }
    return Promise.resolve(failures.result(cases));
  },
};

function firstDifference(seed: number, edits: number): string | null {
  const random = seededRandom(seed);
  const make = cellMaker(random, (seed % 3) * 0.1);
  const book: CellBook = { invoices: Array.from({ length: 20 }, () => make.invoice()), payments: Array.from({ length: 30 }, () => make.payment()) };
  const index = indexOf(book);
  for (let n = 1; n <= edits; n++) {
    if (random() < 0.02) sortRows(book, index, random);
    else edited(book, index, make.edit(book));
    if (n % COMPARED_EVERY !== 0 && n !== edits) continue;
    const request = requestAt(SERIAL + Math.floor(random() * 260), { ageCredits: random() < 0.3, basis: random() < 0.3 ? "document" : "due" });
    const [kept, rebuilt] = [JSON.stringify(answersOf(index, request)), JSON.stringify(answersOf(indexOf(book), request))];
    if (kept !== rebuilt) return `after ${n} edits the index says ${kept}, a rebuild ${rebuilt}`;
  }
  return null;
}

/** A sorted table arrives as other cells in every row. */
function sortRows(book: CellBook, index: ReturnType<typeof indexOf>, random: () => number): void {
  const table = random() < 0.5 ? "invoices" : "payments";
  const column = Math.floor(random() * 5);
  const sorted = [...book[table]].sort((a, b) => (String(a[column]) < String(b[column]) ? -1 : 1));
  sorted.forEach((cells, row) => {
    if (cells !== book[table][row]) edited(book, index, { table, kind: "change", row, cells });
  });
}
