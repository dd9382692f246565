import { cellName, sheetText } from "./references";
import type { SheetArea } from "./values";

/** Characters that put a sheet's name in quotation marks in these addresses, the underscore and the full stop among them, though formulas do without. */
const QUOTED = /[\s~`!@#$%^&()\-_=+{}|;:,'<.>]/;

/**
 * Sheet and cell as invocation.address tells them, such as Prices!F6 or 'Latest Prices'!F6 ("Custom functions parameter options": SheetName!RelativeCellAddress,
 * with the list of characters that need quotation marks).
 */
export function cellAddress(sheetName: string, row: number, column: number): string {
  return `${sheetPart(sheetName)}!${cellName(row, column)}`;
}

/** The same for an argument (invocation.parameterAddresses): a cell, or a range as A1:B2. */
export function areaAddress({ sheet, top, left, bottom, right }: SheetArea): string {
  const first = cellAddress(sheet.name, top, left);
  return top === bottom && left === right ? first : `${first}:${cellName(bottom, right)}`;
}

function sheetPart(name: string): string {
  return QUOTED.test(name) ? `'${name.replaceAll("'", "''")}'` : sheetText(name);
}
