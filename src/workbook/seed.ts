import { text, count, day } from "./cells";
import type { CellWrite, NewTable } from "./port";
import { parseIsoDate } from "../core/values/plainDate";
import { type ColumnSpec, JOURNAL_COLUMNS, SCHEMA_VERSION, type TableName, journalSheetName, journalTableName, tableSpec } from "./schema";
import { LEDGER_ID, SCHEMA_SETTING, SETTING_DEFAULTS } from "./settings";

/** Terms that Set up writes: name, rule, note. Documented in docs/automation.md; people add their own below. */
export const SEED_TERMS: readonly (readonly [terms: string, rule: string, note: string])[] = [
  ["RECEIPT", "due on receipt", "Due on the invoice date"],
  ["NET7", "net 7", "Due 7 days after the invoice date"],
  ["NET14", "net 14", "Due 14 days after the invoice date"],
  ["NET30", "net 30", "Due 30 days after the invoice date"],
  ["NET45", "net 45", "Due 45 days after the invoice date"],
  ["NET60", "net 60", "Due 60 days after the invoice date"],
  ["2-10-NET30", "2/10 n/30", "2 % off when paid within 10 days, else due after 30"],
  ["EOM", "EOM", "Due at the end of the invoice month"],
  ["EOM+30", "EOM+30", "30 days after the end of the invoice month"],
  ["15MFI", "15 MFI", "On the 15th of the month after the invoice"],
];

/** Tax codes that Set up writes: code, category (EN 16931), rate in percent, exemption reason. Valid from 2000-01-01. */
export const SEED_TAX_CODES: readonly (readonly [code: string, category: string, rate: number, reason: string])[] = [
  ["S20", "S", 20, ""],
  ["S19", "S", 19, ""],
  ["S7", "S", 7, ""],
  ["S5", "S", 5, ""],
  ["Z0", "Z", 0, ""],
  ["E0", "E", 0, "Exempt from VAT"],
  ["AE", "AE", 0, "Reverse charge"],
  ["K", "K", 0, "Intra-community supply"],
  ["G", "G", 0, "Export outside the EU"],
  ["O", "O", 0, "Not subject to VAT"],
];

/** A ledger table as it is made: headers, formats and widths from the schema, with these rows. */
export function newLedgerTable(name: TableName, as: { readonly name: string; readonly rows: readonly Readonly<Record<string, CellWrite>>[] }): NewTable {
  const { sheet, columns } = tableSpec(name);
  return tableOf({ name: as.name, sheet, columns, rows: as.rows });
}

export function newJournalTable(seat: string): NewTable {
  return {
    ...tableOf({ name: journalTableName(seat), sheet: journalSheetName(seat), columns: JOURNAL_COLUMNS, rows: [] }),
    note: "Open Item writes one row here for everything that is posted, and makes the other tables from these rows: please leave them as they are.",
  };
}

export function seedRows(name: TableName, settings: ReadonlyMap<string, string>): readonly Readonly<Record<string, CellWrite>>[] {
  switch (name) {
    case "Settings":
      return [...SETTING_DEFAULTS, [LEDGER_ID, ""] as const, [SCHEMA_SETTING, String(SCHEMA_VERSION)] as const].map(([setting, value]) => ({ Setting: text(setting), Value: text(settings.get(setting) ?? value) }));
    case "Terms":
      return SEED_TERMS.map(([terms, rule, note]) => ({ Terms: text(terms), Rule: text(rule), Note: text(note) }));
    case "TaxCodes":
      return SEED_TAX_CODES.map(([code, category, rate, reason]) => ({
        "Tax code": text(code), "Category": text(category), "Rate %": count(rate), "Valid from": day(parseIsoDate("2000-01-01")),
        "Exemption reason": text(reason),
      }));
    default:
      return [];
  }
}

/** Number format and width (characters) of a column, for one that is added to a table later. */
export function columnLook(column: ColumnSpec): { readonly format: string; readonly width: number } {
  return { format: FORMATS[column.type], width: widthOf(column) };
}

function tableOf(of: { name: string; sheet: string; columns: readonly ColumnSpec[]; rows: readonly Readonly<Record<string, CellWrite>>[] }): NewTable {
  const { name, sheet, columns, rows } = of;
  return {
    name,
    sheet,
    headers: columns.map(({ header }) => header),
    formats: columns.map(({ type }) => FORMATS[type]),
    widths: columns.map(widthOf),
    rows: rows.map((row) => columns.map(({ header }) => row[header] ?? { type: "empty" })),
  };
}

const FORMATS: Readonly<Record<ColumnSpec["type"], string>> = {
  text: "@", money: "#,##0.00", number: "General", date: "yyyy-mm-dd", timestamp: "@", flag: "@",
};

/** Width in characters. */
function widthOf({ header, type }: ColumnSpec): number {
  if (["Name", "Address", "Description", "Note", "Notes", "Text", "Value", "Setting", "Email"].includes(header)) return 30;
  if (["Reference", "Number", "Entry", "Document", "From", "To"].includes(header)) return 18;
  return type === "date" ? 12 : type === "money" ? 14 : Math.max(10, header.length + 3);
}
