import type { CellRef, IssueParams } from "../core/values/issue";
import { CHECK_SENTENCES } from "./checkSentences";
import { ISSUE_SENTENCES } from "./issueSentences";
import { LINT_SENTENCES } from "./lintSentences";
import { REJECTION_SENTENCES } from "./rejectionSentences";

/** By any text, for a code that may be another list's. */
const lintSentences: Readonly<Record<string, Sentence>> = LINT_SENTENCES;

/** The sentence of an issue or rejection: where it is, what is wrong, what to do. English; amounts as plain decimals. */
export function messageOf(of: { readonly code: string; readonly at: CellRef | null; readonly params: IssueParams }): string {
  const place = placeText(of.at);
  // A code that both lists know (an unknown customer) speaks of the cell where there is one.
  const [first, second] = place === "" ? [REJECTION_SENTENCES, ISSUE_SENTENCES] : [ISSUE_SENTENCES, REJECTION_SENTENCES];
  const write = first[of.code] ?? second[of.code] ?? CHECK_SENTENCES[of.code] ?? lintSentences[of.code];
  const get = (name: string): string => String(of.params[name] ?? "");
  const sentence = write === undefined ? `This was refused (${of.code}).` : write(get);
  return place === "" ? sentence : `${place}: ${sentence}`;
}

/** "Billable!D7 (Unit price)", "row 3, unitPrice", or "" when the place is not known. */
export function placeText(at: CellRef | null): string {
  if (at === null) return "";
  if (at.address !== undefined) return at.column === undefined ? at.address : `${at.address} (${at.column})`;
  const table = at.table === undefined ? "" : at.table;
  const row = at.row === undefined ? "" : `row ${at.row}`;
  return [table, row, at.column ?? ""].filter((part) => part !== "").join(", ");
}

/** Writes a sentence from the params of a code. */
export type Sentence = (get: (name: string) => string) => string;
