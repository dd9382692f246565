/** Tables that repeat the Journals: each of their rows bears the Entry that wrote it. */
export const REPEATING_TABLES = ["Invoices", "DueDates", "InvoiceLines", "Payments", "Applications"] as const;

export type RepeatingTable = (typeof REPEATING_TABLES)[number];
