import { type Fuzz, FuzzFailures, type FuzzOptions, type FuzzResult, seededRandom } from "./fuzz";
import { TICKS_A_ROUND } from "../../src/live/watchman";
import { LiveCells } from "./liveBookCells";
import { editOnce, type Mood } from "./liveBookEdits";
import { Hands } from "./liveBookHands";
import { LiveBook } from "./liveBookRig";
import { startBook, type StartKind } from "./liveBookStart";

/** Edits that follow each other in one book before another one is begun. */
const EDITS_A_BOOK = 250;
/** Most edits between two comparisons. */
const MOST_AT_ONCE = 12;
/** Looks within which an edit of which no event told must show: a round of slices, the counts in between, and a little. */
const MOST_LOOKS = Math.ceil(TICKS_A_ROUND * 1.2) + 2;
/** What differs is looked at once more after this time: whether it comes late is worth knowing, and no excuse. */
const LATER = 1_000;
/** Where more of the cells than this show errors, edits are undone: errors equal errors, and little is compared. */
const TOO_BROKEN = 0.6;
const UNDONE_AT_ONCE = 8;
/** Edits of which Excel may tell nothing: a table's new name, a table's last rows deleted, and either of them undone. */
const SILENT = /renamed|deleted|taken away|duplicates|undo|redo/;

/** What kind of book a seed is, and what is done to it. */
const KINDS: readonly (readonly [start: StartKind, mood: Mood])[] = [
  ["ledger", "ledger"], ["ledger", "harmless"], ["ledger", "ledger"], ["ownTables", "own"], ["ledger", "ledger"], ["ledger", "ledger"], ["ownTables1904", "own"], ["ledger", "ledger"],
];

/** Every function live in a book on the host, through Microsoft's client, while chance edits it; compared with a ledger read anew. */
export const liveBookFuzz: Fuzz = {
  name: "liveBook",
  counts: "edits of a book on the host with every function's cells equal to a rebuild",
  whole: 100_000,
  missing: () => null,
  run: async (options) => (await runLiveBooks(options)).result,
};

export interface LiveBookTally {
  books: number;
  comparisons: number;
  /** Cells compared that show a figure, and that show an error. */
  figures: number;
  errors: number;
  /** Batches of edits of which no event was let through, and the most looks that any took to be found. */
  untold: number;
  mostLooks: number;
  /** Batches whose events were let through and that were found by looks only, because there were none. */
  foundByLooks: number;
  readonly kinds: Map<string, number>;
}

/** As the fuzz, telling besides how much was compared. */
export async function runLiveBooks({ seed, cases, onProgress, onFailure }: FuzzOptions): Promise<{ readonly result: FuzzResult; readonly tally: LiveBookTally }> {
  const failures = new FuzzFailures(onFailure);
  const tally: LiveBookTally = { books: 0, comparisons: 0, figures: 0, errors: 0, untold: 0, mostLooks: 0, foundByLooks: 0, kinds: new Map() };
  let done = 0;
  while (done < cases) {
    const own = seed + tally.books;
    tally.books++;
    const { edits, failure } = await oneBook(own, Math.min(EDITS_A_BOOK, cases - done), tally);
    if (failure !== null) failures.add(`${own}: ${failure}`);
    done += edits;
    onProgress?.(done);
  }
  return { result: failures.result(done), tally };
}

async function oneBook(seed: number, most: number, tally: LiveBookTally): Promise<{ readonly edits: number; readonly failure: string | null }> {
  const [start, mood] = KINDS[seed % KINDS.length] ?? ["ledger", "ledger"];
  const live = await LiveBook.open(await startBook(start));
  const hands = new Hands(live, seededRandom(seed));
  const trail: string[] = [];
  let edits = 0;
  let broken = false;
  try {
    const cells = new LiveCells(live);
    live.book.editor.clearUndo();
    await live.settle();
    while (edits < most) {
      const now = Math.min(broken ? UNDONE_AT_ONCE : 1 + hands.below(MOST_AT_ONCE), most - edits);
      const untold = !broken && hands.chance(0.08);
      const names = broken ? await undoSome(live, now) : await editSome(hands, cells, now, { mood, untold });
      edits += now;
      for (const name of names) tally.kinds.set(name, (tally.kinds.get(name) ?? 0) + 1);
      trail.push(`${untold ? "untold: " : ""}${names.join(", ")}`);
      const compared = await compareWithin(live, cells, untold ? "untold" : names.some((name) => SILENT.test(name)) ? "partly told" : "told", tally);
      if (compared.difference !== null) {
        await live.settleLater(LATER);
        const late = (await cells.compare()).difference === null ? `, right ${LATER} ms later` : "";
        return { edits, failure: `${start}, after ${edits} edits ${compared.difference}${late} <- ${trail.slice(-3).join(" | ")}` };
      }
      live.book.host.processor.clearLog();
      tally.comparisons++;
      tally.figures += compared.figures;
      tally.errors += compared.errors;
      broken = compared.errors > TOO_BROKEN * (compared.figures + compared.errors);
      if (broken && !live.book.editor.canUndo) break;
    }
    return { edits, failure: null };
  } catch (thrown) {
    return { edits: Math.max(1, edits), failure: `${start}, after ${edits} edits: ${thrown instanceof Error ? (thrown.stack ?? thrown.message).slice(0, 900) : String(thrown)} <- ${trail.slice(-3).join(" | ")}` };
  } finally {
    live.close();
  }
}

async function undoSome(live: LiveBook, count: number): Promise<readonly string[]> {
  for (let step = 0; step < count; step++) live.book.editor.undo();
  await live.settle();
  return new Array<string>(count).fill("undo");
}

async function editSome(hands: Hands, cells: LiveCells, count: number, { mood, untold }: { readonly mood: Mood; readonly untold: boolean }): Promise<readonly string[]> {
  const { live } = hands;
  if (untold) live.gaps.add("all");
  if (!untold && hands.chance(0.06)) live.failingReads = 1 + hands.below(3);
  if (hands.chance(0.05)) cells.retype(hands.below(cells.count));
  const names: string[] = [];
  const amidst: Promise<unknown>[] = [];
  for (let n = 0; n < count; n++) {
    const amid = !untold && hands.chance(0.1);
    if (amid) {
      live.amidReading = () => {
        const edit = editOnce(hands, mood).then((name) => names.push(`amid a reading ${name}`));
        // Waited for below: until then nobody else may miss that it failed.
        edit.catch(() => undefined);
        amidst.push(edit);
      };
    }
    names.push(await editOnce(hands, mood));
    if (hands.chance(0.15)) await live.settle();
  }
  await live.settle();
  live.amidReading = null;
  if (amidst.length > 0) {
    await Promise.all(amidst);
    await live.settle();
  }
  live.failingReads = 0;
  live.gaps.clear();
  return names;
}

type Compared = Awaited<ReturnType<LiveCells["compare"]>>;

/**
 * Compares; what the cells do not show yet, and no event told, has to be found within the looks that are promised. After edits of which
 * nothing was told the looks go once through the book even where every figure is right: rows in another order, say, show only when one of them is edited.
 */
async function compareWithin(live: LiveBook, cells: LiveCells, events: "told" | "partly told" | "untold", tally: LiveBookTally): Promise<Compared> {
  let compared = await cells.compare();
  if (events === "untold") tally.untold++;
  else if (compared.difference !== null) tally.foundByLooks++;
  if (events === "told") return compared;
  for (let look = 1; (compared.difference !== null || events === "untold") && look <= MOST_LOOKS; look++) {
    const isWrong: boolean = compared.difference !== null;
    const before = live.live.peek()?.version;
    if (!(await live.look())) break;
    if (live.live.peek()?.version === before && look < MOST_LOOKS) continue;
    compared = await cells.compare();
    if (isWrong) tally.mostLooks = Math.max(tally.mostLooks, look);
  }
  return compared;
}
