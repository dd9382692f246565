import { FUTURE_FUNCTION_PATTERN, futurePrefix } from "./futureFunctions";
import { formulaTokens, type FormulaToken } from "./formulaTokens";

/**
 * Custom functions of Office add-ins stand in files as `_xldudf_` + namespace + `_` + name: BILLING.AGING is written
 * `_xldudf_BILLING_AGING(`. Microsoft does not document it; it is what Excel shows for a function whose add-in is not
 * loaded and what issues in OfficeDev/office-js report from unzipped files (#2568, #3558, #3872, #5611). The dot cannot be
 * told from an underscore in the name, so only namespaces known here are turned back; others stay as the file has them.
 * A stale book in front (`[2]!_xldudf_…`, #2568) is left alone: it names another file.
 */
export const CUSTOM_FUNCTION_NAMESPACES: readonly string[] = ["BILLING"];
const CUSTOM_PREFIX = "_xldudf_";
/** Most formulas are written as they are; this tells in one step which ones. */
const NEEDS_FILE_SPELLING = new RegExp(`[[#@]|(?:${[...CUSTOM_FUNCTION_NAMESPACES.map((name) => `${name}\\.`), FUTURE_FUNCTION_PATTERN].join("|")})`, "i");

/** From a file's spelling to the model's: prefixes of newer functions gone, custom functions with their dot. */
export function formulaFromFile(formula: string): string {
  if (!formula.includes("_xl")) return formula;
  const tokens = formulaTokens(formula).map((token): FormulaToken => {
    if (token.kind !== "word") return token;
    return { kind: "word", text: plainName(token.text) };
  });
  return join(withSpillOperators(tokens));
}

function plainName(word: string): string {
  const name = word.replace(/^_xlfn\./i, "").replace(/^_xlws\./i, "").replace(/^_xlpm\./i, "").replace(/^_xlop\./i, "");
  if (!name.toLowerCase().startsWith(CUSTOM_PREFIX)) return name;
  const rest = name.slice(CUSTOM_PREFIX.length);
  const namespace = CUSTOM_FUNCTION_NAMESPACES.find((entry) => rest.toUpperCase().startsWith(`${entry}_`));
  return namespace === undefined ? name : `${namespace}.${rest.slice(namespace.length + 1)}`;
}

/** ANCHORARRAY(A1) is how files write A1#, SINGLE(x) how they write @x. */
function withSpillOperators(tokens: readonly FormulaToken[]): FormulaToken[] {
  const result = [...tokens];
  for (let index = 0; index < result.length; index++) {
    const name = result[index]?.kind === "word" ? result[index]?.text.toUpperCase() : "";
    if ((name !== "ANCHORARRAY" && name !== "SINGLE") || result[index + 1]?.text !== "(") continue;
    const close = closingParenthesis(result, index + 1);
    if (close < 0) continue;
    const inside = result.slice(index + 2, close);
    const simple = inside.every((token) => token.kind !== "other" || token.text === "!" || token.text === ":" || token.text === "#");
    if (!simple) continue;
    const other = (text: string): FormulaToken => ({ kind: "other", text });
    const written = name === "SINGLE" ? [other("@"), ...inside] : [...inside, other("#")];
    result.splice(index, close - index + 1, ...written);
  }
  return result;
}

/**
 * From the model's spelling to a file's. `table` is the table that the formula's cell stands in: files have no short
 * forms, [@Qty] is written Table1[[#This Row],[Qty]].
 */
export function formulaToFile(formula: string, table: string | null = null): string {
  if (!NEEDS_FILE_SPELLING.test(formula)) return formula;
  const tokens = withLongReferences(formulaTokens(formula), table);
  const locals = localNames(tokens);
  const written = tokens.map((token, index): FormulaToken => {
    if (token.kind !== "word") return token;
    const scopes = locals.get(token.text.toUpperCase());
    if (scopes?.some((scope) => index >= scope.from && index <= scope.to)) return { kind: "word", text: `_xlpm.${token.text}` };
    if (nextSolid(tokens, index) !== "(") return token;
    return { kind: "word", text: fileFunctionName(token.text) };
  });
  return join(withFileSpillOperators(written));
}

function withLongReferences(tokens: readonly FormulaToken[], table: string | null): FormulaToken[] {
  return tokens.flatMap((token, index): FormulaToken[] => {
    if (token.kind !== "bracket") return [token];
    const after = tokens[index + 1];
    const namesBook = after?.kind === "word" || after?.text === "!";
    const named = tokens[index - 1]?.kind === "word";
    if (namesBook || (!named && table === null)) return [token];
    const inside = token.text.slice(1, -1);
    const columns = inside.slice(1).trim();
    const text = !inside.startsWith("@") ? token.text : columns === "" ? "[#This Row]" : `[[#This Row],${columns.startsWith("[") ? columns : `[${columns}]`}]`;
    const long: FormulaToken = { kind: "bracket", text };
    return named || table === null ? [long] : [{ kind: "word", text: table }, long];
  });
}

function fileFunctionName(name: string): string {
  const dot = name.indexOf(".");
  const namespace = CUSTOM_FUNCTION_NAMESPACES.find((entry) => entry === name.slice(0, dot).toUpperCase());
  if (namespace !== undefined) return CUSTOM_PREFIX + name.toUpperCase().replaceAll(".", "_");
  return futurePrefix(name) + name;
}

function withFileSpillOperators(tokens: readonly FormulaToken[]): FormulaToken[] {
  const result = [...tokens];
  for (let index = 0; index < result.length; index++) {
    const token = result[index];
    if (token?.kind !== "other") continue;
    if (token.text === "#") {
      const start = referenceStart(result, index - 1);
      if (start === null) continue;
      result.splice(start, index - start + 1, { kind: "word", text: "_xlfn.ANCHORARRAY" }, { kind: "other", text: "(" }, ...result.slice(start, index), { kind: "other", text: ")" });
      index += 2;
    } else if (token.text === "@") {
      const end = operandEnd(result, index + 1);
      if (end === null) continue;
      result.splice(index, end - index + 1, { kind: "word", text: "_xlfn.SINGLE" }, { kind: "other", text: "(" }, ...result.slice(index + 1, end + 1), { kind: "other", text: ")" });
      index++;
    }
  }
  return result;
}

/** Where the reference that ends at `end` starts: A1, Sheet1!A1, 'My sheet'!A1. */
function referenceStart(tokens: readonly FormulaToken[], end: number): number | null {
  if (tokens[end]?.kind !== "word") return null;
  if (tokens[end - 1]?.text !== "!") return end;
  const sheet = tokens[end - 2]?.kind;
  return sheet === "word" || sheet === "quoted" ? end - 2 : end;
}

/** Where the operand that starts at `start` ends: a reference, an area, a name, a structured reference or a call. */
function operandEnd(tokens: readonly FormulaToken[], start: number): number | null {
  let at = start;
  const first = tokens[at]?.kind;
  if (first !== "word" && first !== "quoted" && first !== "bracket") return null;
  for (;;) {
    const next = tokens[at + 1];
    if (next?.text === "!" || next?.text === ":") at += 2;
    else if (next?.kind === "bracket") at++;
    else if (next?.text === "(" && tokens[at]?.kind === "word") {
      const close = closingParenthesis(tokens, at + 1);
      return close < 0 ? null : close;
    } else return at;
  }
}

/** Names that LET and LAMBDA declare, with the tokens they hold in: files write them with `_xlpm.` in front. */
function localNames(tokens: readonly FormulaToken[]): Map<string, { from: number; to: number }[]> {
  const found = new Map<string, { from: number; to: number }[]>();
  tokens.forEach((token, index) => {
    const name = token.kind === "word" ? token.text.toUpperCase() : "";
    if ((name !== "LET" && name !== "LAMBDA") || nextSolid(tokens, index) !== "(") return;
    const open = tokens.findIndex((candidate, at) => at > index && candidate.text === "(");
    const close = closingParenthesis(tokens, open);
    const end = close < 0 ? tokens.length - 1 : close;
    const parts = argumentStarts(tokens, open, end);
    parts.forEach((start, part) => {
      if (part === parts.length - 1 || (name === "LET" && part % 2 === 1)) return;
      const declared = tokens.slice(start, (parts[part + 1] ?? end) - 1).filter((piece) => piece.text.trim() !== "" && piece.kind !== "bracket");
      if (declared.length !== 1 || declared[0]?.kind !== "word") return;
      const key = declared[0].text.toUpperCase();
      const scopes = found.get(key) ?? [];
      scopes.push({ from: start, to: end });
      found.set(key, scopes);
    });
  });
  return found;
}

function argumentStarts(tokens: readonly FormulaToken[], open: number, close: number): number[] {
  const starts = [open + 1];
  let depth = 0;
  for (let index = open + 1; index < close; index++) {
    const text = tokens[index]?.kind === "other" ? tokens[index]?.text : "";
    if (text === "(" || text === "{") depth++;
    else if (text === ")" || text === "}") depth--;
    else if (text === "," && depth === 0) starts.push(index + 1);
  }
  return starts;
}

function closingParenthesis(tokens: readonly FormulaToken[], open: number): number {
  let depth = 0;
  for (let index = open; index < tokens.length; index++) {
    if (tokens[index]?.kind !== "other") continue;
    if (tokens[index]?.text === "(") depth++;
    else if (tokens[index]?.text === ")" && --depth === 0) return index;
  }
  return -1;
}

function nextSolid(tokens: readonly FormulaToken[], index: number): string {
  for (let at = index + 1; at < tokens.length; at++) {
    const text = tokens[at]?.text ?? "";
    if (text.trim() !== "") return text;
  }
  return "";
}

function join(tokens: readonly FormulaToken[]): string {
  return tokens.map((token) => token.text).join("");
}
