import { type ErrorCode, ErrorValue, type Scalar } from "../model/cell";
import type { BinaryOperator, FormulaNode } from "./ast";
import { readArea } from "./references";
import { closingBracket, readStructured } from "./structuredReference";

/** What is wrong with a formula's text, and where (0-based character). */
export interface FormulaProblem {
  readonly message: string;
  readonly position: number;
}

export type Parsed = { readonly ok: true; readonly node: FormulaNode } | { readonly ok: false; readonly problem: FormulaProblem };

/** Excel's own limits ("Excel specifications and limits"): 8,192 characters, 64 levels of nested functions; parentheses count here up to 128. */
const MAX_LENGTH = 8192;
const MAX_NESTED_FUNCTIONS = 64;
const MAX_DEPTH = 128;
const KEPT = 20_000;
const known = new Map<string, Parsed>();

/** Parses a formula in file form (A1, English names, commas, without the leading "="). Equal texts share one tree. */
export function parseFormula(text: string): Parsed {
  let parsed = known.get(text);
  if (parsed === undefined) {
    parsed = parseAfresh(text);
    if (known.size >= KEPT) known.clear();
    known.set(text, parsed);
  }
  return parsed;
}

function parseAfresh(text: string): Parsed {
  if (text.length > MAX_LENGTH) return { ok: false, problem: { message: `The formula is longer than ${MAX_LENGTH} characters.`, position: MAX_LENGTH } };
  try {
    return { ok: true, node: new Parser(text).whole() };
  } catch (thrown) {
    if (thrown instanceof Problem) return { ok: false, problem: { message: thrown.message, position: thrown.position } };
    throw thrown;
  }
}

class Problem extends Error {
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(message);
  }
}

const NUMBER = /(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/y;
const NAME = /[\p{L}_\\][\p{L}\p{N}_.?\\]*/uy;
const PLAIN_SHEET = /([\p{L}\p{N}_.]+)!/uy;
const QUOTED_SHEET = /'((?:[^']|'')+)'!/y;
/** Jan:Dec!A1 and 'Jan 26:Dec 26'!A1; no sheet's name holds a colon. */
const SHEETS = /([\p{L}\p{N}_.]+):([\p{L}\p{N}_.]+)!/uy;
const QUOTED_SHEETS = /'((?:[^':]|'')+):((?:[^':]|'')+)'!/y;
const ERROR = /#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|SPILL!|CALC!|BUSY!|GETTING_DATA|FIELD!|CONNECT!|BLOCKED!|UNKNOWN!)/iy;
const OPERAND_START = /[\p{L}_\\$'[({"#@0-9.]/u;
const ERROR_CODES: readonly ErrorCode[] = [
  "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!", "#BUSY!", "#GETTING_DATA", "#FIELD!", "#CONNECT!", "#BLOCKED!", "#UNKNOWN!",
];

/** Lowest first; the operators of one level associate to the left. */
const LEVELS: readonly (readonly BinaryOperator[])[] = [["<>", "<=", ">=", "=", "<", ">"], ["&"], ["+", "-"], ["*", "/"], ["^"]];

class Parser {
  private at = 0;
  private depth = 0;
  private functionDepth = 0;

  constructor(private readonly text: string) {}

  whole(): FormulaNode {
    this.spaces();
    if (this.at === this.text.length) throw new Problem("The formula is empty.", 0);
    const node = this.binary(0);
    if (this.at < this.text.length) throw new Problem(`"${this.text[this.at] ?? ""}" was not expected here.`, this.at);
    return node;
  }

  private binary(level: number): FormulaNode {
    const operators = LEVELS[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (;;) {
      const operator = operators.find((candidate) => this.text.startsWith(candidate, this.at));
      if (operator === undefined) return left;
      this.at += operator.length;
      this.spaces();
      left = { kind: "binary", operator, left, right: this.binary(level + 1) };
    }
  }

  /** Unary minus binds tighter than ^ (−2^2 is 4), the percent sign tighter still. */
  private unary(): FormulaNode {
    const signs: string[] = [];
    for (let sign = this.text[this.at]; sign === "-" || sign === "+"; sign = this.text[this.at]) {
      signs.push(sign);
      this.at++;
      this.spaces();
      if (signs.length > MAX_DEPTH) throw new Problem("Too many signs in a row.", this.at);
    }
    let node = this.intersection();
    for (let percents = 1; this.text[this.at] === "%"; percents++) {
      if (percents > MAX_DEPTH) throw new Problem("Too many percent signs in a row.", this.at);
      node = { kind: "percent", operand: node };
      this.at++;
      this.spaces();
    }
    for (const sign of signs.reverse()) node = { kind: sign === "-" ? "negate" : "plus", operand: node };
    return node;
  }

  private intersection(): FormulaNode {
    let left = this.range();
    while (this.spaces() && OPERAND_START.test(this.text[this.at] ?? "")) {
      const position = this.at;
      const right = this.range();
      if (!mayBeReference(left) || !mayBeReference(right)) throw new Problem("An operator is missing here.", position);
      left = { kind: "intersection", left, right };
    }
    return left;
  }

  private range(): FormulaNode {
    let left = this.postfix();
    for (;;) {
      const before = this.at;
      this.spaces();
      if (this.text[this.at] !== ":") {
        this.at = before;
        return left;
      }
      this.at++;
      this.spaces();
      const right = this.postfix();
      if (!mayBeReference(left) || !mayBeReference(right)) throw new Problem('":" must stand between references.', before);
      left = { kind: "range", left, right };
    }
  }

  private postfix(): FormulaNode {
    if (this.text[this.at] === "@") {
      this.at++;
      if (this.text[this.at] === "@") throw new Problem('One "@" is enough.', this.at);
      return { kind: "implicit", operand: this.postfix() };
    }
    let node = this.operand();
    if (this.text[this.at] === "#") {
      this.at++;
      if (this.text[this.at] === "#") throw new Problem('One "#" is enough.', this.at);
      node = { kind: "spill", operand: node };
    }
    return node;
  }

  private operand(): FormulaNode {
    const text = this.text;
    const start = this.at;
    const first = text[start];
    if (first === undefined) throw new Problem("The formula ends too early.", start);
    if (first === '"') return { kind: "constant", value: this.string() };
    if (first === "(") return this.parenthesis();
    if (first === "{") return this.array();
    if (first === "[") return this.structured(null, start);
    if (first === "#") return { kind: "constant", value: this.error() };
    const sheets = first === "'" ? this.match(QUOTED_SHEETS) : this.match(SHEETS);
    if (sheets !== null) return this.onSheets((sheets[1] ?? "").replaceAll("''", "'"), (sheets[2] ?? "").replaceAll("''", "'"), start);
    const area = readArea(text, start);
    if (area !== null) {
      this.at = area.end;
      return { kind: "reference", sheet: null, area: area.area, start, end: area.end, areaStart: start };
    }
    const sheet = this.match(PLAIN_SHEET) ?? this.match(QUOTED_SHEET);
    if (sheet !== null) return this.onSheet((sheet[1] ?? "").replaceAll("''", "'"), start);
    const number = this.number();
    if (number !== null) return { kind: "constant", value: number };
    const name = this.match(NAME);
    if (name === null) throw new Problem(`"${first}" was not expected here.`, start);
    return this.named(name[0], start);
  }

  private onSheet(sheet: string, start: number): FormulaNode {
    const areaStart = this.at;
    const area = readArea(this.text, areaStart);
    if (area !== null) {
      this.at = area.end;
      return { kind: "reference", sheet, area: area.area, start, end: area.end, areaStart };
    }
    if (this.text[areaStart] === "#") return { kind: "constant", value: this.error() };
    const name = this.match(NAME);
    if (name === null) throw new Problem("A cell or a name must follow the sheet's name.", areaStart);
    return { kind: "name", sheet, name: name[0], start, end: this.at, nameStart: areaStart };
  }

  private onSheets(firstSheet: string, lastSheet: string, start: number): FormulaNode {
    const areaStart = this.at;
    const area = readArea(this.text, areaStart);
    if (area === null) throw new Problem("Cells must follow the sheets' names.", areaStart);
    this.at = area.end;
    return { kind: "sheets", first: firstSheet, last: lastSheet, area: area.area, start, end: area.end, areaStart };
  }

  private named(name: string, start: number): FormulaNode {
    const next = this.text[this.at];
    if (next === "(") return this.call(name, start);
    if (next === "[") return this.structured(name, start);
    const upper = name.toUpperCase();
    if (upper === "TRUE" || upper === "FALSE") return { kind: "constant", value: upper === "TRUE" };
    return { kind: "name", sheet: null, name, start, end: this.at, nameStart: start };
  }

  private call(name: string, start: number): FormulaNode {
    const args: FormulaNode[] = [];
    if (++this.functionDepth > MAX_NESTED_FUNCTIONS) throw new Problem(`Functions are nested deeper than ${MAX_NESTED_FUNCTIONS} levels.`, start);
    this.at++;
    this.spaces();
    if (this.text[this.at] === ")") this.at++;
    else {
      for (;;) {
        const empty = this.text[this.at] === "," || this.text[this.at] === ")";
        args.push(empty ? { kind: "missing" } : this.nested(() => this.binary(0)));
        const separator = this.text[this.at];
        if (separator !== "," && separator !== ")") throw new Problem(`A comma or ")" is missing in ${name}(.`, this.at);
        this.at++;
        if (separator === ")") break; // a space after it may be the intersection operator
        this.spaces();
      }
    }
    this.functionDepth--;
    return { kind: "call", name, functionKey: functionKey(name), args, start, end: this.at };
  }

  private structured(table: string | null, start: number): FormulaNode {
    const open = this.at;
    if (table === null && /^\[[0-9]+\]/.test(this.text.slice(open, open + 12))) throw new Problem("References to other workbooks are not supported.", open);
    const close = closingBracket(this.text, open);
    const content = close < 0 ? null : readStructured(this.text, open + 1, close);
    if (content === null) throw new Problem("This reference to a table cannot be read.", open);
    this.at = close + 1;
    return { kind: "structured", table, items: content.items, columns: content.columns, start, end: this.at };
  }

  private parenthesis(): FormulaNode {
    const open = this.at;
    this.at++;
    this.spaces();
    let node = this.nested(() => this.binary(0));
    while (this.text[this.at] === ",") {
      this.at++;
      this.spaces();
      node = { kind: "union", left: node, right: this.nested(() => this.binary(0)) };
    }
    if (this.text[this.at] !== ")") throw new Problem('A ")" is missing.', open);
    this.at++;
    return node;
  }

  private array(): FormulaNode {
    const open = this.at;
    const rows: Scalar[][] = [[]];
    this.at++;
    for (;;) {
      this.spaces();
      rows[rows.length - 1]?.push(this.arrayConstant());
      this.spaces();
      const next = this.text[this.at++];
      if (next === "}") break;
      if (next === ";") rows.push([]);
      else if (next !== ",") throw new Problem('A "}" is missing.', open);
    }
    if (rows.some((row) => row.length !== rows[0]?.length)) throw new Problem("The rows of an array must be equally long.", open);
    return { kind: "array", rows };
  }

  private arrayConstant(): Scalar {
    const first = this.text[this.at];
    if (first === '"') return this.string();
    if (first === "#") return this.error();
    const sign = first === "-" ? -1 : 1;
    if (first === "-" || first === "+") this.at++;
    const number = this.number();
    if (number !== null) return sign * number;
    const word = this.match(NAME)?.[0].toUpperCase();
    if (word === "TRUE" || word === "FALSE") return word === "TRUE";
    throw new Problem("An array holds only constants.", this.at);
  }

  private number(): number | null {
    const start = this.at;
    const match = this.match(NUMBER);
    if (match === null) return null;
    const number = Number(match[0]);
    if (!Number.isFinite(number)) throw new Problem("This number is too large.", start);
    return number;
  }

  private string(): string {
    const start = this.at;
    let end = start;
    do {
      end = this.text.indexOf('"', end + 1);
      if (end < 0) throw new Problem("The closing quotation mark is missing.", start);
      if (this.text[end + 1] === '"') end++;
      else break;
    } while (end > 0);
    this.at = end + 1;
    return this.text.slice(start + 1, end).replaceAll('""', '"');
  }

  private error(): ErrorValue {
    const match = this.match(ERROR);
    const code = ERROR_CODES.find((candidate) => candidate === match?.[0].toUpperCase());
    if (code === undefined) throw new Problem('"#" was not expected here.', this.at);
    return new ErrorValue(code);
  }

  private nested(read: () => FormulaNode): FormulaNode {
    if (++this.depth > MAX_DEPTH) throw new Problem(`The formula is nested deeper than ${MAX_DEPTH} levels.`, this.at);
    const node = read();
    this.depth--;
    this.spaces();
    return node;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match !== null) this.at = pattern.lastIndex;
    return match;
  }

  /** Skips white space; true when there was some. */
  private spaces(): boolean {
    const start = this.at;
    for (let next = this.text[this.at]; next === " " || next === "\n" || next === "\r" || next === "\t"; next = this.text[this.at]) this.at++;
    return this.at > start;
  }
}

function mayBeReference(node: FormulaNode): boolean {
  if (node.kind === "constant") return node.value instanceof ErrorValue;
  return ["reference", "sheets", "name", "structured", "call", "spill", "implicit", "range", "intersection", "union"].includes(node.kind);
}

/** The name by which a called function is looked up: upper case, without the prefixes that Excel's files put before newer functions. */
export function functionKey(name: string): string {
  return name.toUpperCase().replace(/^(_XLFN\.|_XLWS\.|_XLUDF\.)+/, "");
}
