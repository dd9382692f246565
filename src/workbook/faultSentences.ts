import type { Fault, FaultCode } from "./fault";

const SENTENCES: Readonly<Record<FaultCode, string>> = {
  cellEditMode: "A cell is being edited. Press Enter or Esc in the sheet, then try again.",
  accessDenied: "A sheet or the workbook is protected. Unprotect it (Review › Unprotect sheet), then try again.",
  readOnly: "The workbook is open read-only. Save a copy or open it for editing, then try again.",
  tooLarge: "This is more than Excel takes at once. Select fewer rows and try again.",
  notFound: "A table, sheet or range that is needed is no longer there. Undo its deletion or run Set up, then try again.",
  filtered: "A filter stands in the way. Clear the filter (Data › Clear), then try again.",
  selection: "The selection cannot be read. Select one block of cells with its header row, or rows of one table, then try again.",
  rowsMoved: "Rows were sorted, inserted or deleted at the same moment. Try again; what is posted is kept once.",
  unsupported: "This version of Excel lacks something that is needed. Update Excel, or use Excel on the web.",
  noAnswer: "Excel did not answer in time. Wait until it responds, then try again; nothing is posted twice.",
  unknown: "Excel refused the change. Try again; if it stays, save the workbook, close and open it.",
};

/** What happened to the data and what to do, with the platform's own words at the end for whoever helps. */
export function faultMessage(fault: Fault): string {
  const kept = fault.mayHaveWritten ? "" : " Nothing was written.";
  return `${SENTENCES[fault.code]}${kept} (${fault.detail})`;
}
