import type { FoldedLedger } from "../core/ledger/ledgerState";
import { type Issue, issueError } from "../core/values/issue";
import type { PlainDate } from "../core/values/plainDate";
import { type Reading, readText } from "../workbook/cellValue";
import { keyOf } from "../workbook/masterData";
import { type TableView, cellPlace, incomingCell } from "../workbook/tables";
import type { Book, NumberTaker } from "./book";
import { handTypedNumbers } from "./book";

/** One row that a person typed, read cell by cell; what cannot be read is an issue at its cell, and the reading goes on. */
export interface TypedRow {
  readonly view: TableView;
  /** Body index. */
  readonly row: number;
  readonly issues: Issue[];
  readonly text: (header: string) => string;
  readonly take: <T>(reading: Reading<T>) => T | null;
  readonly wrong: (header: string, code: string, params?: Readonly<Record<string, string | number>>) => void;
}

export function typedRow(view: TableView, row: number): TypedRow {
  const issues: Issue[] = [];
  const take = <T>(reading: Reading<T>): T | null => {
    if (reading.ok) return reading.value;
    issues.push(reading.issue);
    return null;
  };
  return {
    view, row, issues, take,
    text: (header) => take(readText(incomingCell(view, row, header))) ?? "",
    wrong: (header, code, params = {}) => issues.push(issueError(code, cellPlace(view, row, header), params)),
  };
}

/** What all typed rows of one table share: the series that numbers are taken from, and numbers that are in the way. */
export interface TypedNumbers {
  readonly book: Book;
  readonly taker: NumberTaker;
}

/**
 * The row's number: the next of the series, which is also the only one that may be typed (numbers have no holes and are not
 * chosen). Null, with an issue, where another one was typed, or where the next is in the way of another typed row.
 */
export function typedNumber(typed: TypedRow, date: PlainDate, { book, taker }: TypedNumbers): string | null {
  const { view, row, issues } = typed;
  const given = typed.text("Number");
  const next = taker.next(date);
  if (given !== "" && isPosted(book.ledger, given)) {
    typed.wrong("Number", "typedIsPosted", { number: given });
    return null;
  }
  if (given !== "" && given !== next) {
    typed.wrong("Number", "typedNumberNotNext", { number: given, next });
    return null;
  }
  const clash = [...handTypedNumbers(view)].find(([number, at]) => keyOf(number) === keyOf(next) && at.row !== row + 1);
  if (clash !== undefined || isPosted(book.ledger, next)) {
    issues.push(issueError("duplicateNumber", clash?.[1] ?? cellPlace(view, row, "Number"), { number: next }));
    return null;
  }
  if (issues.some(({ severity }) => severity === "error")) return null;
  return taker.take(date);
}

function isPosted({ charges, credits, refunds }: FoldedLedger, number: string): boolean {
  const key = keyOf(number);
  return [charges, credits, refunds].some((documents) => documents.has(number) || [...documents.keys()].some((other) => keyOf(other) === key));
}
