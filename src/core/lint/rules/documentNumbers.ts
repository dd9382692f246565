import type { LintBook, LintFinding, LintRule } from "../lintBook";
import { type Fact, factsIn, finding, groupBy, textOf } from "../lintCells";
import { joinedKey, numberKey, seriesPlace } from "../numberKeys";

/** Two rows of a list of documents bear the same number; told at the later one. */
export const numberTwice: LintRule = {
  code: "numberTwice",
  severity: "error",
  check: (book) => numbered(book).flatMap((facts) =>
    [...groupBy(facts, numberText).values()].flatMap(([first, ...others]) => others.map((fact) => againstFirst(fact, first)))),
};

/** Two numbers that differ only as one number is spelled by two people; told at the later one. */
export const nearDuplicateNumber: LintRule = {
  code: "nearDuplicateNumber",
  severity: "warning",
  check: (book) => numbered(book).flatMap((facts) => {
    // Only the first of those that are the same to the letter: the others are duplicates already.
    const distinct = [...groupBy(facts, numberText).values()].map(([first]) => first);
    const near = [...groupBy(distinct, (fact) => numberKey(numberText(fact))).values()];
    const found = near.flatMap(([first, ...others]) => others.map((fact) => againstFirst(fact, first)));
    return found.length > 0 ? found : unseparated(distinct);
  }),
};

/** A number without the dashes that the others of its list have. */
function unseparated(facts: readonly Fact[]): readonly LintFinding[] {
  const joined = groupBy(facts, (fact) => joinedKey(numberText(fact)).key);
  return [...joined.values()].flatMap((group) => {
    const whole = group.filter((fact) => joinedKey(numberText(fact)).isSeparated);
    const bare = group.filter((fact) => !whole.includes(fact));
    return whole.length === 1 && bare.length === 1 ? whole.flatMap((first) => bare.map((fact) => againstFirst(fact, first))) : [];
  });
}

/** How dense a series must be for a missing number to be a hole, and how long to be a series. */
const SERIES_MIN = 5;
const HOLES_MAX_SHARE = 0.1;

/** A number that a series of its own list skips; told at the first number after the hole. */
export const numberHole: LintRule = {
  code: "numberHole",
  severity: "warning",
  check: (book) => numbered(book).flatMap((facts) => [...groupBy(facts.flatMap(placed), ({ series }) => series).values()].flatMap(holesOf)),
};

interface Placed {
  readonly fact: Fact;
  readonly series: string;
  readonly place: number;
  readonly digits: number;
}

function placed(fact: Fact): readonly Placed[] {
  const found = seriesPlace(numberText(fact));
  return found === null ? [] : [{ fact, ...found }];
}

function holesOf(all: readonly Placed[]): readonly LintFinding[] {
  const series = [...groupBy(all, ({ place }) => String(place)).values()].map(([first]) => first).sort((a, b) => a.place - b.place);
  const holes = series.map((after, index) => ({ after, from: (series[index - 1]?.place ?? after.place - 1) + 1 })).filter(({ after, from }) => from < after.place);
  const missing = holes.reduce((sum, { after, from }) => sum + after.place - from, 0);
  if (series.length < SERIES_MIN || missing > (series.length + missing) * HOLES_MAX_SHARE) return [];
  return holes.map(({ after: { fact, place, digits }, from }) => {
    const numberAt = (each: number): string => `${numberText(fact).slice(0, -digits)}${String(each).padStart(digits, "0")}`;
    return finding(fact, "number", { from: numberAt(from), to: numberAt(place - 1), count: place - from, next: numberText(fact) });
  });
}

/** Numbered rows of each list of documents, and of payments: in lists of lines a number stands on every line. */
function numbered(book: LintBook): readonly (readonly Fact[])[] {
  return book.tables
    .filter(({ role, columns }) => (role === "invoices" || role === "payments") && columns.has("number"))
    .map((table) => factsIn(book, table).filter((fact) => numberText(fact) !== ""));
}

function numberText(fact: Fact): string {
  return textOf(fact, "number");
}

function againstFirst(fact: Fact, first: Fact): LintFinding {
  return finding(fact, "number", { number: numberText(fact), first: numberText(first), firstRow: first.row.sheetRow + 1 });
}
