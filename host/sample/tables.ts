import type { Fact, InvoiceFact } from "./facts";
import { money, storyInvoice } from "./posting";
import { BANK_LINES } from "./story";
import { twoPercent } from "./arithmetic";

/** Rows of the person's own tables in the sample. Days are ISO texts that become serials when written. */
export type SampleCell = string | number | { readonly day: string };

export interface SampleTable {
  readonly name: string;
  readonly headers: readonly string[];
  /** Number formats by column; "@" is text. */
  readonly formats: readonly string[];
  /** Characters. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly SampleCell[])[];
}

const DAY = "yyyy-mm-dd";
const MONEY = "#,##0.00";

/** Fourteen rows of three customers: row 9 is priced below the list (85.00), row 12 has no tax code and no other place gives one. */
export const BILLABLE: SampleTable = {
  name: "Billable",
  headers: ["Row ID", "Customer", "Date", "Item", "Description", "Quantity", "Unit", "Unit price", "Tax code", "Reference", "Invoiced"],
  formats: ["@", "@", DAY, "@", "@", "0.00", "@", MONEY, "@", "@", "@"],
  widths: [10, 11, 12, 11, 38, 10, 10, 12, 10, 16, 10],
  rows: [
    ["B-2601", "00417", { day: "2026-01-19" }, "DESIGN", "Spring catalogue, layout", 12.5, "hour", 85, "EE", "K-26120", ""],
    ["B-2602", "00417", { day: "2026-01-21" }, "ART", "Spring catalogue, art direction", 3.5, "hour", 110, "EE", "K-26120", ""],
    ["B-2603", "00417", { day: "2026-01-26" }, "PHOTO", "Spring catalogue, studio day", 2, "half day", 420, "EE", "K-26120", ""],
    ["B-2604", "00417", { day: "2026-01-28" }, "BOOK", "Pattern book, reprint", 80, "copy", 11.35, "EE9", "K-26124", ""],
    ["B-2605", "00417", { day: "2026-02-02" }, "LEAFLET", "Price list, folded", 1.5, "1,000", 212.4, "EE", "K-26124", ""],
    ["B-2606", "STUDIO9", { day: "2026-01-20" }, "WEB", "Project pages, upkeep", 2.5, "hour", 95, "EE", "Website", ""],
    ["B-2607", "STUDIO9", { day: "2026-01-27" }, "WEB", "Project pages, new gallery", 4, "hour", 95, "EE", "Website", ""],
    ["B-2608", "STUDIO9", { day: "2026-01-29" }, "CARDS", "Business cards, two partners", 2, "box", 64.95, "EE", "Office", ""],
    ["B-2609", "STUDIO9", { day: "2026-01-30" }, "DESIGN", "Competition panels, layout", 8, "hour", 58, "EE", "Competition", ""],
    ["B-2610", "STUDIO9", { day: "2026-02-02" }, "POSTER", "Competition panels, print", 2, "pack", 138.5, "EE", "Competition", ""],
    ["B-2611", "MUSEUM", { day: "2026-01-22" }, "DESIGN", "Lighthouse trail, signs", 16, "hour", 85, "EE", "Trail 2026", ""],
    ["B-2612", "MUSEUM", { day: "2026-01-23" }, "", "Enamel sign, sample piece", 1, "piece", 340, "", "Trail 2026", ""],
    ["B-2613", "MUSEUM", { day: "2026-01-30" }, "BOOK", "Harbour guide, third edition", 120, "copy", 11.35, "EE9", "Guide", ""],
    ["B-2614", "MUSEUM", { day: "2026-02-02" }, "ARCHIVE", "Artwork archive, January", 1, "month", 48, "EE", "Guide", ""],
  ],
};

export function bankTable(facts: readonly Fact[]): SampleTable {
  return {
    name: "BankLines",
    headers: ["Date", "Amount", "Reference", "Payer", "Matched"],
    formats: [DAY, MONEY, "@", "@", "@"],
    widths: [12, 14, 26, 30, 12],
    rows: bankLines(facts).map(({ date, amount, reference, payer }) => [{ day: date }, amount / 100, reference, payer, ""]),
  };
}

export interface BankLine {
  readonly date: string;
  readonly amount: number;
  readonly reference: string;
  readonly payer: string;
}

export function bankLines(facts: readonly Fact[]): readonly BankLine[] {
  return BANK_LINES.map(({ date, payer, customer, invoiceDate, amount, reference }) => {
    if (typeof amount === "number") return { date, payer, reference, amount };
    const invoice: InvoiceFact = storyInvoice(facts, customer, invoiceDate);
    return { date, payer, reference: reference === "#" ? invoice.number : reference, amount: amount === "open" ? invoice.total : invoice.total - twoPercent(invoice.total) };
  });
}

/** The bank's own file of the same five lines: comma, ISO days, decimal point. */
export function bankFile(facts: readonly Fact[]): string {
  const rows = bankLines(facts).map(({ date, amount, reference, payer }) => [date, money(amount), reference, payer].map(quoted).join(","));
  return ["Date,Amount,Reference,Payer", ...rows, ""].join("\r\n");
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The list that the studio kept before: own headers, odd numbers, remarks. Its figures still work, without any set-up. */
export const OLD_INVOICES: SampleTable = {
  name: "OldInvoices",
  headers: ["Inv no.", "Client", "Inv date", "Pay by", "Total incl VAT", "Paid?", "Remarks"],
  formats: ["@", "@", "d/m/yyyy", "d/m/yyyy", MONEY, "@", "@"],
  widths: [10, 30, 12, 12, 15, 9, 36],
  rows: [
    ["0098", "Kuressaare Regatta", { day: "2025-09-04" }, { day: "2025-10-04" }, 1240, "yes", ""],
    ["0099", "Pärnu Jazz & Blues", { day: "2025-09-18" }, { day: "2025-10-18" }, 868.5, "yes", "paid in two goes"],
    ["0100", "Kuressaare Regatta", { day: "2025-10-02" }, { day: "2025-11-01" }, 315.4, "yes", ""],
    ["0101", "Haapsalu Lace Guild", { day: "2025-10-20" }, { day: "2025-11-19" }, 92.3, "no!", "ring Aino again"],
    ["0102", "Pärnu Jazz & Blues", { day: "2025-11-05" }, { day: "2025-12-05" }, 2480, "part", "rest in January, they said"],
    ["0102a", "Pärnu Jazz & Blues", { day: "2025-11-06" }, { day: "2025-12-06" }, -124, "", "credit, wrong colour"],
    ["0103", "Kuressaare Regatta", { day: "2025-12-11" }, { day: "2026-01-10" }, 1488, "", "??"],
    ["0104", "Haapsalu Lace Guild", { day: "2026-01-14" }, { day: "2026-02-13" }, 410.75, "", ""],
  ],
};

export const OLD_PAYMENTS: SampleTable = {
  name: "OldPayments",
  headers: ["For inv", "Client", "Received on", "Amount", "How"],
  formats: ["@", "@", "d/m/yyyy", MONEY, "@"],
  widths: [10, 26, 13, 13, 18],
  rows: [
    ["0098", "Kuressaare Regatta", { day: "2025-10-01" }, 1240, "bank"],
    ["0099", "Pärnu Jazz & Blues", { day: "2025-10-15" }, 400, "bank"],
    ["0099", "Pärnu Jazz & Blues", { day: "2025-11-03" }, 468.5, "bank"],
    ["0100", "Kuressaare Regatta", { day: "2025-10-30" }, 315.4, "cash, Peeter has it"],
    ["0102", "Pärnu Jazz & Blues", { day: "2025-12-19" }, 1500, "bank"],
  ],
};
