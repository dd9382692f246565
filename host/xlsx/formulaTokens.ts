export type FormulaToken =
  | { readonly kind: "string" | "quoted" | "bracket" | "word" | "error" | "other"; readonly text: string };

// A word is a name, number, function or reference without its sheet; dots, backslash and question mark belong to names,
// dollars to references.
const TOKEN =
  /("(?:[^"]|"")*")|('(?:[^']|'')*')|(#(?:REF!|DIV\/0!|N\/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|GETTING_DATA|FIELD!|CONNECT!|BLOCKED!|UNKNOWN!|BUSY!))|([\p{L}_$\\0-9][\p{L}\p{N}_.$?\\]*)/iuy;

/**
 * Cuts a formula into pieces that join to the same text: text in double quotes, quoted sheet names, bracketed parts
 * (structured references, external books), error values, words, and single other characters.
 */
export function formulaTokens(formula: string): FormulaToken[] {
  const tokens: FormulaToken[] = [];
  let at = 0;
  while (at < formula.length) {
    if (formula[at] === "[") {
      const end = bracketEnd(formula, at);
      tokens.push({ kind: "bracket", text: formula.slice(at, end) });
      at = end;
      continue;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(formula);
    if (match) {
      const kind = match[1] !== undefined ? "string" : match[2] !== undefined ? "quoted" : match[3] !== undefined ? "error" : "word";
      tokens.push({ kind, text: match[0] });
      at += match[0].length;
    } else {
      tokens.push({ kind: "other", text: formula[at] ?? "" });
      at++;
    }
  }
  return tokens;
}

/** Brackets nest, and an apostrophe escapes the character after it (structured references). */
function bracketEnd(formula: string, start: number): number {
  let depth = 0;
  for (let at = start; at < formula.length; at++) {
    const character = formula[at];
    if (character === "'") at++;
    else if (character === "[") depth++;
    else if (character === "]" && --depth === 0) return at + 1;
  }
  return formula.length;
}
