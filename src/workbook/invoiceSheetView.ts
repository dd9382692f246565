import type { BilledDocument, BilledDue, BilledLine, Party, TaxGroup } from "../core/ledger/entries";
import { type CurrencyCode, currencyDecimals } from "../core/values/currency";
import { decimalText, parseDecimal } from "../core/values/decimal";
import { minorText, numberFromMinor } from "../core/values/money";
import { type PlainDate, formatIsoDate, toSerial } from "../core/values/plainDate";
import { moneyFormat, text } from "./cells";
import type { InvoiceField } from "./invoiceSheetNames";
import type { CellWrite } from "./port";

/** What the Invoice sheet shows of one document: texts line by line for each field, and the rows of each block. */
export interface InvoiceView {
  readonly number: string;
  readonly fields: Readonly<Record<InvoiceField, readonly CellWrite[]>>;
  /** Rows by the block's range name; cells by column name. Never no rows: a block keeps its first row, which holds its formats. */
  readonly blocks: Readonly<Record<string, readonly Readonly<Record<string, CellWrite>>[]>>;
  /** Text rows that the lines take when they are as wide as the sheet is made: says whether one page can hold them. */
  readonly textRows: number;
}

export interface DocumentToShow {
  readonly kind: "invoice" | "debitMemo" | "creditMemo";
  readonly document: BilledDocument;
  /** The invoice that a credit memo corrects; "" otherwise. */
  readonly original: string;
  readonly voided: { readonly date: PlainDate; readonly reason: string } | null;
  /** What was paid before and applied with the document, as the ledger counts it; left out: nothing. */
  readonly prepaid?: readonly Prepayment[];
  /** A second print of a document that is out already. */
  readonly isCopy: boolean;
}

export interface Prepayment {
  readonly number: string;
  readonly date: PlainDate;
  readonly amount: number;
}

/** "3 Feb 2026" in the workbook's language. */
const DAY_FORMAT = "d mmm yyyy";
const TITLES = { invoice: "Invoice", debitMemo: "Debit memo", creditMemo: "Credit memo" } as const;
/** Characters of the standard font that one row of the description column holds as the sheet is made. */
export const DESCRIPTION_CHARACTERS = 46;

/** Everything comes from the posted document; today's customers, items and settings are not asked. */
export function invoiceView(shown: DocumentToShow): InvoiceView {
  const { kind, document, prepaid = [] } = shown;
  const { currency, dues, seller, buyer } = document;
  const money = (minor: number): CellWrite => labelledMoney(minor, currency);
  return {
    number: document.number,
    fields: {
      OI_Title: [text(TITLES[kind])],
      OI_Mark: [text(markOf(shown))],
      OI_Number: [text(document.number)],
      OI_Date: [day(document.date)],
      OI_Due: [kind === "creditMemo" ? EMPTY : day(dues.at(-1)?.due ?? document.date)],
      OI_Terms: [text(document.terms.rule || document.terms.code)],
      OI_Reference: [text(document.reference)],
      OI_Customer: [text(document.customer)],
      OI_Currency: [text(currency)],
      OI_SellerName: [text(seller.name)],
      OI_SellerAddress: addressLines(seller).map(text),
      OI_SellerTaxId: [text(seller.taxId === "" ? "" : `Tax ID ${seller.taxId}`)],
      OI_SellerEmail: [text(seller.email)],
      OI_BuyerName: [text(buyer.name)],
      OI_BuyerAddress: addressLines(buyer).map(text),
      OI_BuyerTaxId: [text(buyer.taxId === "" ? "" : `Tax ID ${buyer.taxId}`)],
      OI_BuyerReference: [text(buyer.buyerReference === "" ? "" : `Buyer reference ${buyer.buyerReference}`)],
      OI_Net: [money(document.net)],
      OI_Tax: [money(document.tax)],
      OI_Total: [money(document.total)],
      OI_Notes: [text(notesOf(shown).join("\n"))],
    },
    blocks: {
      OI_Lines: lineRows(document),
      OI_TaxLines: orBlank([...document.taxGroups.map((group) => taxRow(group, currency)), ...roundingRows(document)]),
      OI_DueLines: orBlank(kind === "creditMemo" ? [] : [...prepaid.map((part) => prepaidRow(part, currency)), ...paymentRows(document, prepaid)]),
    },
    textRows: document.lines.reduce((sum, line) => sum + textRows(line.description || line.item, DESCRIPTION_CHARACTERS), 0),
  };
}

/** Address as printed: the address as typed, then postal code and city, then country. */
export function addressLines(party: Party): readonly string[] {
  const street = party.address.split("\n").map((line) => line.trim());
  return [...street, [party.postalCode, party.city].filter((part) => part !== "").join(" "), party.country].filter((line) => line !== "");
}

/** Lines into the rows that a name covers: one each, what is left over in the last, the rest blank. */
export function spreadOver(lines: readonly CellWrite[], rows: number): readonly CellWrite[] {
  if (lines.length <= rows) return Array.from({ length: rows }, (_, index) => lines[index] ?? EMPTY);
  const last = lines.slice(rows - 1).flatMap((cell) => (cell.type === "empty" ? [] : [String(cell.value)]));
  return [...lines.slice(0, rows - 1), text(last.join("\n"))];
}

/** How many rows a text takes at that many characters a row, words kept whole. */
export function textRows(value: string, characters: number): number {
  return value.split("\n").reduce((sum, paragraph) => {
    let rows = 1;
    let used = 0;
    for (const word of paragraph.split(" ")) {
      const length = [...word].length;
      if (used > 0 && used + 1 + length > characters) {
        rows += 1;
        used = 0;
      }
      used += (used > 0 ? 1 : 0) + length;
      rows += Math.max(0, Math.ceil(used / characters) - 1);
      if (used > characters) used = used % characters || characters;
    }
    return sum + rows;
  }, 0);
}

const EMPTY: CellWrite = { type: "empty" };

function markOf({ voided, isCopy }: DocumentToShow): string {
  return [voided === null ? "" : "VOID", isCopy ? "COPY" : ""].filter((mark) => mark !== "").join(" · ");
}

function notesOf({ document, original, voided }: DocumentToShow): readonly string[] {
  const reasons = document.taxGroups.map(({ exemptionReason }) => exemptionReason).filter((reason) => reason !== "");
  const cancelled = voided === null ? "" : `Cancelled on ${formatIsoDate(voided.date)}${voided.reason === "" ? "." : `: ${voided.reason}`}`;
  return [cancelled, original === "" ? "" : `Corrects invoice ${original}.`, ...new Set(reasons)].filter((note) => note !== "");
}

function lineRows(document: BilledDocument): readonly Readonly<Record<string, CellWrite>>[] {
  const { lines, currency } = document;
  const decimals = currencyDecimals(currency);
  // One number of decimals a column, so that they align.
  const quantityFormat = moneyFormat(most(lines.map((line) => decimalsOf(line.quantity))));
  const priceFormat = moneyFormat(Math.max(decimals, most(lines.map((line) => decimalsOf(line.unitPrice)))));
  return lines.map((line) => ({
    OI_Line_Description: text(line.description || line.item),
    OI_Line_Date: day(line.supplyDate),
    OI_Line_Quantity: decimal(line.quantity, quantityFormat),
    OI_Line_Unit: text(line.unit),
    OI_Line_Price: decimal(line.unitPrice, priceFormat),
    OI_Line_Discount: isZero(line.discountPercent) ? EMPTY : text(`${plain(line.discountPercent)}%`),
    OI_Line_Tax: text(rateText(line, document)),
    OI_Line_Net: { type: "number", value: numberFromMinor(line.net, decimals), format: moneyFormat(decimals) },
    OI_Line_Number: { type: "number", value: line.line, format: "0" },
    OI_Line_Item: text(line.item),
    OI_Line_TaxCode: text(line.taxCode),
  }));
}

/** "20%"; a rate of nought says which kind it is ("0% AE"), by the category codes of EN 16931. */
function rateText(line: BilledLine, { treatments }: BilledDocument): string {
  const category = treatments[line.treatment]?.category ?? "";
  return isZero(line.ratePercent) && category !== "" ? `0% ${category}` : `${plain(line.ratePercent)}%`;
}

const ZERO_RATES: Readonly<Record<string, string>> = {
  Z: "Zero rated", E: "Exempt", AE: "Reverse charge", K: "Intra-community supply", G: "Export", O: "Not subject to tax",
};

function taxRow(group: TaxGroup, currency: CurrencyCode): Readonly<Record<string, CellWrite>> {
  const decimals = currencyDecimals(currency);
  const rate = `Tax ${plain(group.ratePercent)}% on`;
  const kind = ZERO_RATES[group.category];
  return {
    OI_Tax_Text: text(kind === undefined || !isZero(group.ratePercent) ? rate : `${kind}, tax 0% on`),
    OI_Tax_Base: { type: "number", value: numberFromMinor(group.taxable, decimals), format: moneyFormat(decimals) },
    OI_Tax_Amount: labelledMoney(group.tax, currency),
  };
}

/** Below the taxes, above the total that it is part of. */
function roundingRows({ payableRounding, currency }: BilledDocument): readonly Readonly<Record<string, CellWrite>>[] {
  return payableRounding === undefined ? [] : [{ OI_Tax_Text: text("Rounding"), OI_Tax_Amount: labelledMoney(payableRounding, currency) }];
}

function prepaidRow({ number, date, amount }: Prepayment, currency: CurrencyCode): Readonly<Record<string, CellWrite>> {
  return { OI_Due_Text: text(`Paid in advance, ${number}`), OI_Due_Date: day(date), OI_Due_Amount: labelledMoney(0 - amount, currency) };
}

/** What is left to pay, part by part: what was paid before counts for the earliest. */
function paymentRows({ dues, currency }: BilledDocument, prepaid: readonly Prepayment[]): readonly Readonly<Record<string, CellWrite>>[] {
  if (prepaid.length === 0) return dues.flatMap((due) => dueRows(due, dues.length, currency));
  let paid = prepaid.reduce((sum, { amount }) => sum + amount, 0);
  const left = dues.flatMap((due): BilledDue[] => {
    const covered = Math.min(paid, due.amount);
    paid -= covered;
    return covered === due.amount ? [] : [{ ...due, amount: due.amount - covered }];
  });
  if (left.length === 0) return [{ OI_Due_Text: text("Nothing is left to pay"), OI_Due_Amount: labelledMoney(0, currency) }];
  return left.flatMap((due) => dueRows(due, dues.length, currency));
}

function dueRows(due: BilledDue, parts: number, currency: CurrencyCode): readonly Readonly<Record<string, CellWrite>>[] {
  const shown = (minor: number): string => `${currency} ${minorText(minor, currencyDecimals(currency))}`;
  const rows = [{
    OI_Due_Text: text(parts === 1 ? "Please pay by" : `Instalment ${due.part} of ${parts}, please pay by`),
    OI_Due_Date: day(due.due),
    OI_Due_Amount: labelledMoney(due.amount, currency),
  }];
  if (due.discountUntil === null || due.discount === 0 || due.discount > due.amount) return rows;
  const offer = {
    OI_Due_Text: text(`or, less ${shown(due.discount)} cash discount, by`),
    OI_Due_Date: day(due.discountUntil),
    OI_Due_Amount: labelledMoney(due.amount - due.discount, currency),
  };
  return [...rows, offer];
}

function orBlank(rows: readonly Readonly<Record<string, CellWrite>>[]): readonly Readonly<Record<string, CellWrite>>[] {
  return rows.length === 0 ? [{}] : rows;
}

/** The currency stands in the number format, so that the cell stays a number: EUR 1,200.00. */
function labelledMoney(minor: number, currency: CurrencyCode): CellWrite {
  const decimals = currencyDecimals(currency);
  return { type: "number", value: numberFromMinor(minor, decimals), format: `"${currency}" ${moneyFormat(decimals)}` };
}

function day(date: PlainDate): CellWrite {
  return { type: "number", value: toSerial(date), format: DAY_FORMAT };
}

function decimal(value: string, format: string): CellWrite {
  return value === "" ? EMPTY : { type: "number", value: Number(value) + 0, format };
}

function plain(value: string): string {
  const read = parseDecimal(value);
  return read === null ? value : decimalText(read);
}

function isZero(value: string): boolean {
  return parseDecimal(value)?.isZero() ?? true;
}

function decimalsOf(value: string): number {
  return (plain(value).split(".")[1] ?? "").length;
}

function most(values: readonly number[]): number {
  return values.reduce((highest, value) => Math.max(highest, value), 0);
}
