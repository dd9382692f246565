/** What a formula adds up. */
export interface SumFormula {
  /** SUM, SUBTOTAL or AGGREGATE. */
  readonly name: string;
  /** True when it leaves out rows hidden by hand (SUBTOTAL 101–111, AGGREGATE with options 1, 3, 5, 7). */
  readonly skipsHidden: boolean;
  /** Columns and rows of the sheet, 0-based and inclusive; null for a whole column or a structured reference: nothing can be missed. */
  readonly area: { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number } | null;
}

const SUM = /^=\s*(SUM|SUBTOTAL|AGGREGATE)\s*\(\s*(?:(\d+)\s*[,;]\s*)?(?:(\d+)\s*[,;]\s*)?([^(),;]+)\)\s*$/iu;
const AREA = /^\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)$/iu;

/** Reads a formula that is one sum of one range; null for anything else. */
export function readSumFormula(formula: string): SumFormula | null {
  const match = SUM.exec(formula);
  if (match === null) return null;
  const name = String(match[1]).toUpperCase();
  const code = Number(match[2] ?? 0);
  const option = Number(match[3] ?? 0);
  if (name === "SUBTOTAL" && code !== 9 && code !== 109) return null;
  if (name === "AGGREGATE" && code !== 9) return null;
  const area = AREA.exec(String(match[4]).trim());
  return {
    name,
    skipsHidden: name === "SUBTOTAL" ? code === 109 : option % 2 === 1,
    area: area === null ? null : { top: Number(area[2]) - 1, bottom: Number(area[4]) - 1, left: columnNumber(String(area[1])), right: columnNumber(String(area[3])) },
  };
}

/** "A" is 0, "AA" is 26. */
function columnNumber(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
