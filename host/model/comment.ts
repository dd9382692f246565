import type { Sheet } from "./sheet";

/** A comment at a cell with its answers (threaded, as Excel.Comment). Data only. */
export interface CellComment {
  readonly id: string;
  sheet: Sheet;
  row: number;
  column: number;
  content: string;
  readonly author: string;
  /** ISO date and time. */
  readonly created: string;
  resolved: boolean;
  replies: readonly CommentAnswer[];
}

export interface CommentAnswer {
  readonly id: string;
  readonly content: string;
  readonly author: string;
  readonly created: string;
}
