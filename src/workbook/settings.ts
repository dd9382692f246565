import { DISCOUNT_BASES, type DiscountBase } from "../core/cash/discountBase";
import type { Party } from "../core/ledger/entries";
import type { Series, SeriesReset } from "../core/documents/numbering";
import { type CurrencyCode, currencyDecimals, parseCurrency } from "../core/values/currency";
import { type Decimal, parseDecimal } from "../core/values/decimal";
import { type CellRef, type Issue, issueError } from "../core/values/issue";
import { minorFromDecimal } from "../core/values/moneyDecimal";
import { type PlainDate, fromSerial, parseIsoDate } from "../core/values/plainDate";
import { plainHeader } from "./columnMapping";
import type { Snapshot } from "./port";
import { type TableView, cellPlace, rawCell, viewTable } from "./tables";

export const SERIES_NAMES = ["Invoice", "Payment", "Credit memo", "Debit memo"] as const;
export type SeriesName = (typeof SERIES_NAMES)[number];

/** What Settings says, typed. Blank or absent settings have the default that setup writes. */
export interface Settings {
  readonly seller: Party;
  readonly currency: CurrencyCode;
  /** Default tax code and terms; "" when none. */
  readonly taxCode: string;
  readonly terms: string;
  readonly rounding: "perGroup" | "perLine";
  /** The step that the amount to pay of new invoices is rounded to, in minor units, by currency (CHF 5); absent: not rounded. */
  readonly cashRounding: ReadonlyMap<CurrencyCode, number>;
  readonly series: Readonly<Record<SeriesName, Series>>;
  /** Largest write-off in a payment, in currency units; null: no limit. */
  readonly writeOffLimit: Decimal | null;
  /** A cash discount taken after its last day: refused, left open on the invoice, or kept as a deduction to be claimed back. */
  readonly lateDiscount: "refuse" | "open" | "deduction";
  /** What a cash discount is taken of in new invoices; a posted invoice keeps its own. */
  readonly discountBase: DiscountBase;
  /** Last day of the locked period; null when nothing is locked. */
  readonly lockedThrough: PlainDate | null;
  readonly sampleDate: PlainDate | null;
  readonly figuresComeFrom: string;
  readonly paperSize: "A4" | "Letter";
}

/** The settings that Set up writes, in order, with their first values. The headers of other rows are the user's own. */
export const SETTING_DEFAULTS: readonly (readonly [name: string, value: string])[] = [
  ["Company name", ""], ["Address", ""], ["City", ""], ["Postal code", ""], ["Country", ""], ["Email", ""], ["Tax ID", ""], ["E-address", ""],
  ["Currency", "EUR"], ["Tax code", ""], ["Terms", ""], ["Rounding", "per group"], ["Cash rounding", ""],
  ["Invoice number prefix", "INV-{YYYY}-"], ["Invoice number padding", "4"], ["Invoice number reset", "calendar year"], ["Invoice number starts at", "1"],
  ["Payment number prefix", "PAY-{YYYY}-"], ["Payment number padding", "4"], ["Payment number reset", "calendar year"], ["Payment number starts at", "1"],
  ["Credit memo number prefix", "CM-{YYYY}-"], ["Credit memo number padding", "4"], ["Credit memo number reset", "calendar year"], ["Credit memo number starts at", "1"],
  ["Debit memo number prefix", "DM-{YYYY}-"], ["Debit memo number padding", "4"], ["Debit memo number reset", "calendar year"], ["Debit memo number starts at", "1"],
  ["Fiscal year starts in month", "1"],
  ["Write-off limit", ""], ["Late discount", "refuse"], ["Cash discount base", "included"], ["Locked through", ""],
  ["Sample date", ""], ["Figures come from", "this workbook"], ["Paper size", "A4"],
];

/**
 * Settings that are the book's own: Set up and migrate write them, people see them and do not change them, and no form
 * shows them. The Ledger ID tells this ledger from every other, whatever the file is called.
 */
export const LEDGER_ID = "Ledger ID";
export const SCHEMA_SETTING = "Schema version";
/** The last day of the locked period; changed by the acts lockPeriod and saveSettings. */
export const LOCKED_THROUGH = "Locked through";
export const BOOK_SETTINGS: readonly string[] = [LEDGER_ID, SCHEMA_SETTING];

/** The Ledger ID as Settings holds it; "" in books of schema 1 and where the setting is gone. */
export function ledgerId(snapshot: Snapshot): string {
  return settingText(viewTable(snapshot, "Settings"), LEDGER_ID) ?? "";
}

/** The ledger of the sample workbook that comes with the add-in (host/sample makes it): every copy handed out bears it. */
export const SAMPLE_LEDGER = "FH-00001";

/**
 * The ledger that a device remembers: its Ledger ID, and "" where nothing is remembered. Of the sample nothing is: a fresh
 * copy is no older copy of the one that was tried before.
 */
export function rememberedLedger(snapshot: Snapshot): string {
  return isSample(snapshot) ? "" : ledgerId(snapshot);
}

export function isSample(snapshot: Snapshot): boolean {
  return ledgerId(snapshot) === SAMPLE_LEDGER;
}

/** A setting's cell as text, trimmed; null when the table has no such row. The first counts where there are two. */
export function settingText(view: TableView | null, name: string): string | null {
  const row = settingRow(view, name);
  if (view === null || row === null) return null;
  const value = rawCell(view, row, "Value");
  return typeof value === "object" ? value.error : String(value).trim();
}

/** The row of a setting in the table; null when it has none yet. */
export function settingRow(view: TableView | null, name: string): number | null {
  const row = view?.snapshot.rows.findIndex((_, index) => plainHeader(String(rawCell(view, index, "Setting"))) === plainHeader(name)) ?? -1;
  return row < 0 ? null : row;
}

const DEFAULTS: ReadonlyMap<string, string> = new Map(SETTING_DEFAULTS.map(([name, value]) => [plainHeader(name), value]));

/** Reads the Settings table (null: none yet). An unreadable value is an Issue at its cell; the default stands in for it. */
export function readSettings(view: TableView | null): { readonly settings: Settings; readonly issues: readonly Issue[] } {
  const cells = new Map<string, { text: string; at: CellRef }>();
  view?.snapshot.rows.forEach((_, index) => {
    const name = rawCell(view, index, "Setting");
    const value = rawCell(view, index, "Value");
    if (typeof name === "string" && name !== "")
      cells.set(plainHeader(name), { text: typeof value === "object" ? value.error : String(value).trim(), at: cellPlace(view, index, "Value") });
  });
  const issues: Issue[] = [];
  const text = (name: string): string => {
    const found = cells.get(plainHeader(name))?.text ?? "";
    return found === "" ? (DEFAULTS.get(plainHeader(name)) ?? "") : found;
  };
  const typed = <T>(name: string, read: (value: string) => T | null, expected: string): T => {
    const value = read(text(name));
    if (value !== null) return value;
    const cell = cells.get(plainHeader(name));
    issues.push(issueError("settingUnreadable", cell?.at ?? null, { setting: name, shown: cell?.text ?? "", expected }));
    const fallback = read(DEFAULTS.get(plainHeader(name)) ?? "");
    if (fallback === null) throw new Error(`The default of ${name} does not read`);
    return fallback;
  };
  const fiscalYearStartMonth = typed("Fiscal year starts in month", (value) => wholeNumber(value, 1, 12), "a month from 1 to 12");
  const series = (name: SeriesName): Series => ({
    prefix: text(`${name} number prefix`),
    padding: typed(`${name} number padding`, (value) => wholeNumber(value, 1, 12), "a whole number from 1 to 12"),
    reset: typed(`${name} number reset`, readReset, "never, calendar year or fiscal year"),
    next: typed(`${name} number starts at`, (value) => wholeNumber(value, 1, 1e9), "a whole number from 1"),
    fiscalYearStartMonth,
    years: [],
  });
  const settings: Settings = {
    seller: {
      name: text("Company name"), address: text("Address"), city: text("City"), postalCode: text("Postal code"), country: text("Country"),
      taxId: text("Tax ID"), email: text("Email"), buyerReference: "", electronicAddress: text("E-address"),
    },
    currency: typed("Currency", parseCurrency, "a currency code such as EUR"),
    taxCode: text("Tax code"),
    terms: text("Terms"),
    rounding: typed("Rounding", readRounding, "per group or per line"),
    cashRounding: typed("Cash rounding", readCashRounding, "a step by currency such as CHF 0.05, several parted by a semicolon, or nothing"),
    series: { "Invoice": series("Invoice"), "Payment": series("Payment"), "Credit memo": series("Credit memo"), "Debit memo": series("Debit memo") },
    writeOffLimit: typed("Write-off limit", (value) => optional(value, readLimit), "an amount such as 10.00, or nothing").value,
    lateDiscount: typed("Late discount", readLateDiscount, "refuse, open or deduction"),
    discountBase: typed("Cash discount base", (value) => DISCOUNT_BASES.find((base) => base === plainHeader(value)) ?? null, "included, excluded or mixed"),
    lockedThrough: typed("Locked through", (value) => optional(value, readSettingDate), "a date such as 2026-01-31, or nothing").value,
    sampleDate: typed("Sample date", (value) => optional(value, readSettingDate), "a date such as 2026-02-03, or nothing").value,
    figuresComeFrom: text("Figures come from"),
    paperSize: typed("Paper size", readPaperSize, "A4 or Letter"),
  };
  return { settings, issues };
}

function optional<T>(value: string, read: (value: string) => T | null): { readonly value: T | null } | null {
  if (value === "") return { value: null };
  const found = read(value);
  return found === null ? null : { value: found };
}

/** An ISO date, or the serial that Excel made of a typed date. */
/** A day as a setting holds it: ISO, or the number that Excel made of it. */
export function readSettingDate(value: string): PlainDate | null {
  return parseIsoDate(value) ?? (/^\d{1,7}$/.test(value) ? fromSerial(Number(value)) : null);
}

function readLimit(value: string): Decimal | null {
  const limit = parseDecimal(value);
  return limit === null || limit.isNegative() ? null : limit;
}

function wholeNumber(value: string, from: number, through: number): number | null {
  const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
  return number >= from && number <= through ? number : null;
}

function readPaperSize(value: string): Settings["paperSize"] | null {
  const sizes: Readonly<Record<string, Settings["paperSize"]>> = { a4: "A4", letter: "Letter", usletter: "Letter" };
  return sizes[plainHeader(value)] ?? null;
}

function readReset(value: string): SeriesReset | null {
  const resets: Readonly<Record<string, SeriesReset>> = { never: "never", calendaryear: "calendarYear", fiscalyear: "fiscalYear" };
  return resets[plainHeader(value)] ?? null;
}

function readRounding(value: string): Settings["rounding"] | null {
  const roundings: Readonly<Record<string, Settings["rounding"]>> = { pergroup: "perGroup", perline: "perLine" };
  return roundings[plainHeader(value)] ?? null;
}

/** "CHF 0.05; SEK 1": each currency once, each step above zero and whole in its smallest unit. */
function readCashRounding(value: string): ReadonlyMap<CurrencyCode, number> | null {
  const steps = new Map<CurrencyCode, number>();
  for (const part of value.split(";").map((each) => each.trim()).filter((each) => each !== "")) {
    const match = /^([a-z]{3})\s+(\S+)$/i.exec(part);
    const currency = parseCurrency(match?.[1] ?? "");
    const step = parseDecimal(match?.[2] ?? "");
    if (currency === null || step === null || steps.has(currency)) return null;
    const minor = minorFromDecimal(step, currencyDecimals(currency));
    if (!minor.ok || minor.minor <= 0) return null;
    steps.set(currency, minor.minor);
  }
  return steps;
}

function readLateDiscount(value: string): Settings["lateDiscount"] | null {
  return value === "refuse" || value === "open" || value === "deduction" ? value : null;
}
