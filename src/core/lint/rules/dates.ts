import type { PlainDate } from "../../values/plainDate";
import { formatIsoDate } from "../../values/plainDate";
import { readDateText } from "../dateTexts";
import type { LintField, LintFinding, LintRule } from "../lintBook";
import { cellOf, dateOf, type Fact, factsIn, factsOf, finding } from "../lintCells";

const DATES: readonly LintField[] = ["date", "due", "paidOn"];

/** A text where a date should be: it sorts, filters and ages as nothing. */
export const dateAsText: LintRule = { code: "dateAsText", severity: "error", check: (book) => dateTexts(factsOf(book, "invoices", "lines", "payments"), false) };

/** A day that does not exist (29 February of a common year, 31 April): Excel keeps it as text. */
export const dateImpossible: LintRule = { code: "dateImpossible", severity: "error", check: (book) => dateTexts(factsOf(book, "invoices", "lines", "payments"), true) };

function dateTexts(facts: readonly Fact[], impossible: boolean): readonly LintFinding[] {
  return facts.flatMap((fact) => DATES.flatMap((field) => {
    const cell = cellOf(fact, field);
    if (cell === null || cell.isError || typeof cell.value !== "string" || !/\d/u.test(cell.value)) return [];
    return (readDateText(cell.value) === "impossible") === impossible ? [finding(fact, field, { shown: cell.value.slice(0, 80) })] : [];
  }));
}

/** Due before it was issued. */
export const dueBeforeDate: LintRule = {
  code: "dueBeforeDate",
  severity: "error",
  check: (book) => factsOf(book, "invoices", "lines").flatMap((fact) => {
    const date = dateOf(fact, "date");
    const due = dateOf(fact, "due");
    return date === null || due === null || due >= date ? [] : [finding(fact, "due", { due: formatIsoDate(due), date: formatIsoDate(date) })];
  }),
};

/** How far a date may be from the middle of its column: a year typed wrong (2062, 1926) is further. */
const FAR_DAYS = 3653;
const FAR_ROWS_MIN = 5;

/** A date more than ten years from most others of its column. */
export const dateFarOff: LintRule = {
  code: "dateFarOff",
  severity: "warning",
  check: (book) => book.tables.flatMap((table) => DATES.flatMap((field) => {
    const dated = factsIn(book, table).flatMap((fact) => {
      const date = dateOf(fact, field);
      return date === null ? [] : [{ fact, date }];
    });
    const middle = middleOf(dated.map(({ date }) => date));
    if (middle === null || dated.length < FAR_ROWS_MIN) return [];
    return dated.filter(({ date }) => Math.abs(date - middle) > FAR_DAYS).map(({ fact, date }) => finding(fact, field, { date: formatIsoDate(date) }));
  })),
};

function middleOf(dates: readonly PlainDate[]): PlainDate | null {
  return [...dates].sort((a, b) => a - b)[Math.floor(dates.length / 2)] ?? null;
}

/** Cash that is dated after today. */
export const futurePayment: LintRule = {
  code: "futurePayment",
  severity: "warning",
  check: (book) => [...factsOf(book, "payments").map((fact) => ({ fact, field: "date" as const })), ...factsOf(book, "invoices").map((fact) => ({ fact, field: "paidOn" as const }))].flatMap(({ fact, field }) => {
    const date = dateOf(fact, field);
    return date === null || date <= book.today ? [] : [finding(fact, field, { date: formatIsoDate(date), today: formatIsoDate(book.today) })];
  }),
};

/** The workbook counts days from 1904: dates copied from other books are four years off. */
export const dateSystem1904: LintRule = {
  code: "dateSystem1904",
  severity: "warning",
  check: (book) => (book.dateSystem === 1904 ? [{ at: null, params: {} }] : []),
};
