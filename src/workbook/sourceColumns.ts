import type { FieldSpec } from "./columnMapping";

/** What a row to be invoiced can say. The names are also those of the fields of given rows (docs/automation.md). */
export type LineField =
  | "customer" | "date" | "supplyDate" | "item" | "description" | "quantity" | "unit" | "unitPrice" | "amount" | "discountPercent"
  | "discountUnclear" | "taxCode" | "reference" | "currency" | "rowId" | "invoiced";

/** Headers that people use for billable work, best first: what time sheets, shops and the other billing programs call them. */
export const LINE_FIELDS: readonly FieldSpec<LineField>[] = [
  {
    field: "customer", required: true,
    tiers: [["Customer"], ["Customer ID", "Customer code", "Customer number", "Customer no"], ["Client ID", "Client code", "Account number", "Account no"], ["Client", "Account", "Bill to", "Contact name", "Customer name", "Client name", "Debtor", "Organization", "Organisation", "Company"]],
  },
  { field: "date", required: false, tiers: [["Date"], ["Work date", "Entry date", "Transaction date", "Performed on", "Worked on", "Day"]] },
  { field: "supplyDate", required: false, tiers: [["Supply date", "Tax point", "Tax date"], ["Service date", "Delivery date", "Date of supply"]] },
  { field: "item", required: false, tiers: [["Item"], ["Item code", "Product code", "SKU", "Inventory item code", "Article"], ["Product", "Service", "Product/Service", "Item (Product/Service)", "Item name"]] },
  { field: "description", required: false, tiers: [["Description"], ["Item description", "Details", "Narrative", "Work", "Task", "Activity"], ["Memo", "Notes", "Note", "Comment"]] },
  { field: "quantity", required: false, tiers: [["Quantity", "Qty", "Item quantity"], ["Hours", "Hrs", "Days", "Count", "Pieces"], ["Units"]] },
  { field: "unit", required: false, tiers: [["Unit"], ["Unit of measure", "UOM"]] },
  { field: "unitPrice", required: false, tiers: [["Unit price", "Price", "Unit amount", "Price per unit"], ["Rate", "Hourly rate", "Item rate", "Day rate"], ["Unit cost"]] },
  { field: "amount", required: false, tiers: [["Amount", "Line amount", "Net amount", "Item amount"], ["Net", "Line total", "Total"]] },
  { field: "discountPercent", required: false, tiers: [["Discount %", "Discount percent", "Discount percentage", "Line discount %", "Disc %"]] },
  { field: "discountUnclear", required: false, tiers: [["Discount", "Line discount", "Disc"]] },
  { field: "taxCode", required: false, tiers: [["Tax code", "VAT code"], ["Item tax code", "Tax type", "GST code"], ["Tax", "VAT", "GST"]] },
  { field: "reference", required: false, tiers: [["Reference"], ["PO", "PO number", "PO no", "PO #", "Purchase order", "Customer PO", "Your reference", "Ref"], ["Order", "Order number", "Order no", "Project", "Job", "Contract"]] },
  { field: "currency", required: false, tiers: [["Currency", "Currency code", "CCY"]] },
  { field: "rowId", required: false, tiers: [["Row ID"], ["Line ID", "Entry ID", "Record ID"]] },
  { field: "invoiced", required: false, tiers: [["Invoiced", "Invoiced on", "Billed"]] },
];

/** How a field is called on screen and in messages. */
export function lineFieldLabel(field: LineField): string {
  return LINE_FIELDS.find((spec) => spec.field === field)?.tiers[0]?.[0] ?? field;
}
