import type { InvoiceView } from "./invoiceSheetView";

export type PaperSize = "A4" | "Letter";

/** Where the document can be seen now, or why nothing was changed. */
export type ShowOutcome =
  | { readonly shown: true; readonly sheet: string; readonly made: boolean }
  | { readonly shown: false; readonly problem: "sheetProtected" | "linesMissing" | "blocksOverlap"; readonly sheet: string };

/** The sheet that shows one document at a time and prints it; src/workbook/office implements it. */
export interface InvoiceSheet {
  /** Fills the sheet, or makes it (again) first, and brings it to the front. Faults as in port.ts. */
  show(view: InvoiceView, paper: PaperSize): Promise<ShowOutcome>;
}
