/**
 * The defined names by which cells of the Invoice sheet are found. Only the names bind: a person may move, restyle or
 * delete any of these cells; a name that is gone is not filled. A name that covers several rows takes a text line by line.
 */
export const INVOICE_FIELDS = [
  "OI_Title", "OI_Mark", "OI_Number", "OI_Date", "OI_Due", "OI_Terms", "OI_Reference", "OI_Customer", "OI_Currency",
  "OI_SellerName", "OI_SellerAddress", "OI_SellerTaxId", "OI_SellerEmail",
  "OI_BuyerName", "OI_BuyerAddress", "OI_BuyerTaxId", "OI_BuyerReference",
  "OI_Net", "OI_Tax", "OI_Total", "OI_Notes",
] as const;
export type InvoiceField = (typeof INVOICE_FIELDS)[number];

/** A block of rows that grows and shrinks with the document: its range, and its columns' cells in the first of its rows. */
export interface BlockNames {
  readonly range: string;
  readonly columns: readonly string[];
}

export const LINE_BLOCK: BlockNames = {
  range: "OI_Lines",
  columns: [
    "OI_Line_Description", "OI_Line_Date", "OI_Line_Quantity", "OI_Line_Unit", "OI_Line_Price", "OI_Line_Discount", "OI_Line_Tax", "OI_Line_Net",
    "OI_Line_Number", "OI_Line_Item", "OI_Line_TaxCode",
  ],
};
export const TAX_BLOCK: BlockNames = { range: "OI_TaxLines", columns: ["OI_Tax_Text", "OI_Tax_Base", "OI_Tax_Amount"] };
export const DUE_BLOCK: BlockNames = { range: "OI_DueLines", columns: ["OI_Due_Text", "OI_Due_Date", "OI_Due_Amount"] };

/** Top to bottom as the sheet is made; each works wherever it was moved to. */
export const BLOCKS: readonly BlockNames[] = [LINE_BLOCK, TAX_BLOCK, DUE_BLOCK];

export const ALL_INVOICE_NAMES: readonly string[] = [...INVOICE_FIELDS, ...BLOCKS.flatMap(({ range, columns }) => [range, ...columns])];
