import type { FactLine } from "./arithmetic";
import type { InvoiceDraft } from "./facts";

/** The invoices that the tour is about. Cents and hundredths as in arithmetic.ts. */
const job = (date: string, description: string, price: number, more: Partial<FactLine> = {}): FactLine => ({
  item: "", description, quantity: 100, unit: "job", price, discountPercent: 0, taxCode: "EE", date, ...more,
});

export const STORY_INVOICES: readonly InvoiceDraft[] = [
  // Three for the cheque: 1,860.00 + 1,860.00 + 1,280.00 = 5,000.00.
  { date: "2025-12-12", customer: "KALDA", reference: "Winter season", lines: [job("2025-12-09", "Season brochure, design and print", 1_500_00)] },
  { date: "2025-12-22", customer: "KALDA", reference: "Winter season", lines: [job("2025-12-18", "Foyer banners, set of six", 1_140_00), job("2025-12-18", "Tickets, numbered, 4,000", 360_00)] },
  { date: "2026-01-09", customer: "KALDA", reference: "Spring premiere", lines: [job("2026-01-07", "Premiere posters and programmes", 1_032_26)] },
  // Open on 31 January, paid on 2 February.
  { date: "2026-01-05", customer: "HOLM", reference: "Timetable 2026", lines: [job("2026-01-02", "Timetable booklet, 2026 edition", 3_000_00)] },
  // Two of the same amount: 310.00 each.
  { date: "2026-01-08", customer: "CAFE", reference: "", lines: [job("2026-01-08", "Menu cards, winter", 250_00)] },
  { date: "2026-01-22", customer: "CAFE", reference: "", lines: [job("2026-01-22", "Menu cards, Valentine's week", 250_00)] },
  // 2 % off until 5 February: 1,550.00 − 31.00 = 1,519.00.
  { date: "2026-01-26", customer: "PAPER", reference: "Swatch book", lines: [job("2026-01-23", "Paper swatch book, artwork", 1_250_00)] },
  // The dispute: line 2, 446.40 with tax.
  { date: "2025-11-10", customer: "OLIVE", reference: "Wedding fair", lines: [job("2025-11-06", "Stand graphics, wedding fair", 1_180_00), job("2025-11-06", "Tasting menus, letterpress", 360_00)] },
];

/** Payments of story invoices, found by customer and invoice date. */
export const STORY_PAYMENTS: readonly { readonly customer: string; readonly invoiceDate: string; readonly date: string; readonly method: string }[] = [
  { customer: "HOLM", invoiceDate: "2026-01-05", date: "2026-02-02", method: "bank" },
];

export interface ActivityFact {
  readonly when: string;
  readonly customer: string;
  /** Of the customer's story invoice of that date; "" for none. */
  readonly invoiceDate: string;
  readonly line: number | null;
  readonly kind: string;
  readonly amount: number | null;
  readonly due: string;
  readonly owner: string;
  readonly text: string;
}

export const ACTIVITY: readonly ActivityFact[] = [
  { when: "2025-11-28", customer: "OLIVE", invoiceDate: "2025-11-10", line: null, kind: "reminder 1", amount: null, due: "", owner: "Jaan", text: "Friendly reminder sent with a copy of the invoice." },
  { when: "2025-12-04", customer: "OLIVE", invoiceDate: "2025-11-10", line: 2, kind: "dispute opened", amount: 446_40, due: "", owner: "Jaan", text: "They say that 30 of the 120 tasting menus were smudged. Photos asked for." },
  { when: "2025-12-15", customer: "OLIVE", invoiceDate: "2025-11-10", line: null, kind: "reminder 2", amount: null, due: "", owner: "Jaan", text: "Second reminder, without the disputed line." },
  { when: "2026-01-08", customer: "OLIVE", invoiceDate: "2025-11-10", line: null, kind: "call", amount: null, due: "", owner: "Jaan", text: "Spoke with Liis: cash is short after the holidays." },
  { when: "2026-01-08", customer: "OLIVE", invoiceDate: "2025-11-10", line: null, kind: "promise", amount: 1_463_20, due: "2026-01-23", owner: "Jaan", text: "Promised the undisputed part by 23 January. Nothing came." },
  { when: "2026-01-27", customer: "HOLM", invoiceDate: "2026-01-05", line: null, kind: "promise", amount: 3_720_00, due: "2026-02-02", owner: "Maarja", text: "Will pay with the run of 2 February." },
  { when: "2026-02-03", customer: "KALDA", invoiceDate: "", line: null, kind: "note", amount: 4_850_00, due: "", owner: "Maarja", text: "Cheque 100482 over 4,850.00 came by post for their three open invoices (5,000.00); 150.00 is kept back for posters damaged in transport. Not posted yet." },
];

export interface BankFact {
  readonly date: string;
  readonly payer: string;
  readonly customer: string;
  /** Which open invoice it pays: by the customer's invoice date, "" for an unknown payer. */
  readonly invoiceDate: string;
  readonly amount: number | "open" | "open less 2 %";
  /** "#": the invoice's number. */
  readonly reference: string;
}

/** The bank's five lines: a reference, a unique sum, a 2/10 discount, two items of one amount, an unknown payer. */
export const BANK_LINES: readonly BankFact[] = [
  { date: "2026-02-02", payer: "REBANE & POJAD", customer: "00417", invoiceDate: "2026-01-15", amount: "open", reference: "#" },
  { date: "2026-02-02", payer: "STUDIO 9 ARHITEKTID OU", customer: "STUDIO9", invoiceDate: "2026-01-15", amount: "open", reference: "thank you" },
  { date: "2026-02-03", payer: "PAPERMILL TRADING OU", customer: "PAPER", invoiceDate: "2026-01-26", amount: "open less 2 %", reference: "swatch book" },
  { date: "2026-02-03", payer: "CAFE MUURIVAHE OU", customer: "CAFE", invoiceDate: "2026-01-08", amount: "open", reference: "menus" },
  { date: "2026-02-03", payer: "LIIVIK K.", customer: "", invoiceDate: "", amount: 486_00, reference: "poster frames" },
];
