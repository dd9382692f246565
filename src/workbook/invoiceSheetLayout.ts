import type { InvoiceField } from "./invoiceSheetNames";

/**
 * The Invoice sheet as it is made the first time: plain data, so that the look is decided in one place. Columns A to H:
 * description, date, quantity, unit, price, discount, tax, net. No font is named: the workbook's theme rules.
 */
export const SHEET_NAME = "Invoice";
/** Goes up when the printed form says something else or says it elsewhere: a document that was posted under an older one is then reprinted as a copy. */
export const TEMPLATE_VERSION: number = 1;
/** Of documents that do not say. */
export const FIRST_TEMPLATE = 1;
/** Widths in points. Together wider than the paper: fitted to one page wide they print at about 80 %. */
export const COLUMN_WIDTHS: readonly number[] = [226, 60, 54, 46, 74, 46, 46, 94];
export const LAST_COLUMN = "H";
export const FONT_SIZE = 10;
export const GREY = "#595959";
export const RULE_COLOUR = "#7F7F7F";

/** Lines up to this many text rows are fitted on one page; more flow onto further pages. */
export const ONE_PAGE_TEXT_ROWS = 36;

/** Inches. */
export const MARGINS = { top: 0.5, bottom: 0.7, left: 0.55, right: 0.55, header: 0.3, footer: 0.35 } as const;

export interface PlacedField {
  readonly name: InvoiceField;
  readonly address: string;
  readonly bold?: boolean;
  readonly size?: number;
  readonly right?: boolean;
  readonly wrap?: boolean;
}

export const FIELD_CELLS: readonly PlacedField[] = [
  { name: "OI_Title", address: "A1", bold: true, size: 20 },
  { name: "OI_Mark", address: "A2", bold: true, size: 12 },
  { name: "OI_SellerName", address: "H1", bold: true, size: 14, right: true },
  { name: "OI_SellerAddress", address: "H2:H6", right: true },
  { name: "OI_SellerTaxId", address: "H7", right: true },
  { name: "OI_SellerEmail", address: "H8", right: true },
  { name: "OI_BuyerName", address: "A4", bold: true },
  { name: "OI_BuyerAddress", address: "A5:A10" },
  { name: "OI_BuyerTaxId", address: "A11" },
  { name: "OI_BuyerReference", address: "A12" },
  { name: "OI_Reference", address: "A14", wrap: true },
  { name: "OI_Number", address: "H10", bold: true, right: true },
  { name: "OI_Date", address: "H11", right: true },
  { name: "OI_Due", address: "H12", right: true },
  { name: "OI_Terms", address: "H13", right: true },
  { name: "OI_Customer", address: "H14", right: true },
  { name: "OI_Currency", address: "H15", right: true },
  { name: "OI_Net", address: "H21", right: true },
  { name: "OI_Total", address: "H23", bold: true, size: 12, right: true },
  { name: "OI_Notes", address: "A28", wrap: true },
];

export interface Label {
  readonly address: string;
  readonly text: string;
  readonly weight?: "plain" | "bold";
}

/** Quiet unless they say otherwise. */
export const LABELS: readonly Label[] = [
  { address: "A3", text: "Bill to" },
  { address: "A13", text: "Your reference" },
  { address: "E10", text: "Number" },
  { address: "E11", text: "Date" },
  { address: "E12", text: "Due" },
  { address: "E13", text: "Terms" },
  { address: "E14", text: "Customer" },
  { address: "E15", text: "Currency" },
  { address: "B21", text: "Net", weight: "plain" },
  { address: "B23", text: "Total", weight: "bold" },
  { address: "A25", text: "Payment" },
];

export const HEADER_ROW = "A17:H17";
/** Headings of the line columns; the money ones name the currency of the document that is shown. */
export const HEADINGS: readonly { readonly address: string; readonly formula: string; readonly right: boolean; readonly indent?: number }[] = [
  { address: "A17", formula: "Description", right: false },
  { address: "B17", formula: "Supplied", right: true },
  { address: "C17", formula: "Quantity", right: true },
  { address: "D17", formula: "Unit", right: false, indent: 1 },
  { address: "E17", formula: '="Price "&OI_Currency', right: true },
  { address: "F17", formula: "Discount", right: true },
  { address: "G17", formula: "Tax", right: true },
  { address: "H17", formula: '="Net "&OI_Currency', right: true },
];

export interface PlacedBlock {
  readonly range: string;
  readonly address: string;
  readonly columns: readonly { readonly name: string; readonly address: string; readonly right?: boolean; readonly wrap?: boolean; readonly indent?: number }[];
}

export const BLOCK_CELLS: readonly PlacedBlock[] = [
  {
    range: "OI_Lines", address: "A19:H19",
    columns: [
      { name: "OI_Line_Description", address: "A19", wrap: true },
      { name: "OI_Line_Date", address: "B19", right: true },
      { name: "OI_Line_Quantity", address: "C19", right: true },
      { name: "OI_Line_Unit", address: "D19", wrap: true, indent: 1 },
      { name: "OI_Line_Price", address: "E19", right: true },
      { name: "OI_Line_Discount", address: "F19", right: true },
      { name: "OI_Line_Tax", address: "G19", right: true },
      { name: "OI_Line_Net", address: "H19", right: true },
    ],
  },
  {
    range: "OI_TaxLines", address: "A22:H22",
    columns: [
      { name: "OI_Tax_Text", address: "B22" },
      { name: "OI_Tax_Base", address: "E22", right: true },
      { name: "OI_Tax_Amount", address: "H22", right: true },
    ],
  },
  {
    range: "OI_DueLines", address: "A26:H26",
    columns: [
      { name: "OI_Due_Text", address: "A26" },
      { name: "OI_Due_Date", address: "E26", right: true },
      { name: "OI_Due_Amount", address: "H26", right: true },
    ],
  },
];

export const PRINT_AREA = "A1:H28";
/** The headings and the thin row below them. */
export const TITLE_ROWS = { first: 17, last: 18 } as const;
export const TOTAL_ROW = 23;
/** Rows whose height is set; the others fit their text. */
export const ROW_HEIGHTS: readonly { readonly row: number; readonly points: number }[] = [
  { row: 1, points: 28 }, { row: 16, points: 6 }, { row: 17, points: 20 }, { row: 18, points: 4 }, { row: 20, points: 6 }, { row: 23, points: 20 }, { row: 24, points: 8 }, { row: 27, points: 8 },
];
