import { compareKeys } from "../core/reports/keys";
import type { Books } from "../live/books";
import type { Asked } from "./arguments";
import { type Answer, type CellError, isCellError, refuseValue } from "./cellError";
import { idText } from "./cells";
import type { When } from "./figure";
import { chooseCustomer, shownCustomer } from "./selection";
import { toSerial, type PlainDate } from "../core/values/plainDate";

/** One customer's part of a report, in one currency; or the error that stands in its place. */
export interface Block {
  readonly label: Answer;
  readonly currency: string | null;
  readonly rows: readonly (readonly Answer[])[] | CellError;
}

/** A customer that a report is about, with its accounts in order of currency. */
export interface Subject {
  readonly label: Answer;
  readonly accounts: readonly number[];
  readonly error: CellError | null;
}

/**
 * The customers in the cells, in their order, each once; blank cells are passed over. A single cell that names no customer
 * is answered by itself: "" for an empty one, #N/A for an unknown one. Refuses where the argument was left out.
 */
export function subjectsOf(books: Books, asked: Asked): Subject[] | Answer {
  if (asked.kind === "all") return refuseValue("Name the customer: give a cell, or a range of cells, with customer ids or names");
  const cells = asked.cells.flat();
  const subjects: Subject[] = [];
  const seen = new Set<string>();
  for (const cell of cells) {
    const chosen = chooseCustomer(books, cell);
    if (chosen.kind === "answer") {
      if (cells.length === 1) return chosen.answer;
      if (isCellError(chosen.answer)) subjects.push({ label: idText(cell) ?? "", accounts: [], error: chosen.answer });
      continue;
    }
    const id = chosen.entry?.id ?? idText(cell) ?? "";
    if (seen.has(id)) continue;
    seen.add(id);
    const currencyOf = (account: number): string => books.index.accounts[account]?.currency ?? "";
    const accounts = [...chosen.accounts].sort((a, b) => compareKeys(currencyOf(a), currencyOf(b)));
    subjects.push({ label: shownCustomer(books, id), accounts, error: null });
  }
  return subjects.length === 0 ? "" : subjects;
}

/** Puts the blocks below each other; the customer has a column where several are asked for, the currency where there are several. */
export function stackBlocks(blocks: readonly Block[], headers: readonly string[], layout: { readonly withCustomer: boolean; readonly noHeaders: boolean; readonly notes: readonly string[] }): Answer[][] {
  const several = new Set(blocks.flatMap(({ currency }) => currency ?? [])).size > 1;
  const lead = (label: Answer, currency: Answer): Answer[] => [...(layout.withCustomer ? [label] : []), ...(several ? [currency] : [])];
  const rows = blocks.flatMap(({ label, currency, rows: own }): Answer[][] =>
    isCellError(own) ? [[...lead(label, ""), ...headers.map(() => own)]] : own.map((row) => [...lead(label, currency ?? ""), ...row]),
  );
  if (!layout.noHeaders) rows.unshift([...lead("Customer", "Currency"), ...headers]);
  const width = headers.length + Number(layout.withCustomer) + Number(several);
  for (const note of layout.notes) rows.push([note, ...new Array<Answer>(width - 1).fill("")]);
  return rows;
}

/** A date as Excel counts it; "" for none. */
export function dateAnswer(date: PlainDate | null | undefined, { dateSystem }: When): Answer {
  return date === null || date === undefined ? "" : toSerial(date, dateSystem);
}
