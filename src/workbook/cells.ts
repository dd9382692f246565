import { type CurrencyCode, currencyDecimals } from "../core/values/currency";
import { numberFromMinor } from "../core/values/money";
import { type PlainDate, toSerial } from "../core/values/plainDate";
import type { CellWrite } from "./port";
import { textWrite } from "./textSafety";

export const DATE_FORMAT = "yyyy-mm-dd";

export function text(value: string): CellWrite {
  return textWrite(value);
}

/** An amount at the decimals of its currency. */
export function amount(minor: number, currency: CurrencyCode): CellWrite {
  const decimals = currencyDecimals(currency);
  return { type: "number", value: numberFromMinor(minor, decimals), format: moneyFormat(decimals) };
}

/** "#,##0.00": the separators on screen are the workbook's locale's. */
export function moneyFormat(decimals: number): string {
  return decimals === 0 ? "#,##0" : `#,##0.${"0".repeat(decimals)}`;
}

export function day(date: PlainDate | null): CellWrite {
  return date === null ? { type: "empty" } : { type: "number", value: toSerial(date), format: DATE_FORMAT };
}

/** A quantity, price or rate kept as decimal text; "" is an empty cell. Adding 0 turns −0 into 0. */
export function decimalCell(decimal: string): CellWrite {
  return decimal === "" ? { type: "empty" } : { type: "number", value: Number(decimal) + 0, format: "General" };
}

export function count(value: number): CellWrite {
  return { type: "number", value, format: "0" };
}
