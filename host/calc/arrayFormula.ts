import { type CallNode, childrenOf, type FormulaNode } from "./ast";
import { findFunction } from "./functions/table";
import { parseFormula } from "./parser";
import type { Position, Resolver } from "./resolver";

/**
 * What stands around a part of a formula, as Excel before dynamic arrays saw it: "value" takes one value (a range gives the cell of its
 * own row or column), "range" takes ranges as they are, "array" calculates with whole arrays.
 */
type Context = "value" | "range" | "array";

interface Part {
  readonly node: FormulaNode;
  readonly context: Context;
  /** What the names of LET stand for. */
  readonly locals: ReadonlyMap<string, FormulaNode> | null;
}

/** These calculated with whole arrays long before dynamic arrays, or came with them. */
const ARRAY_ARGUMENTS: ReadonlySet<string> = new Set([
  "SUMPRODUCT", "LOOKUP", "MMULT", "FILTER", "SORT", "SORTBY", "UNIQUE", "SEQUENCE", "XLOOKUP", "XMATCH", "VSTACK", "HSTACK", "TAKE", "DROP", "CHOOSEROWS", "CHOOSECOLS",
  "TOROW", "TOCOL", "WRAPROWS", "WRAPCOLS", "EXPAND", "TEXTSPLIT", "TEXTBEFORE", "TEXTAFTER", "RANDARRAY",
]);

/** Their result is an array by its nature, even while it is a single value or an error. */
const ARRAY_RESULTS: ReadonlySet<string> = new Set([
  "FILTER", "SORT", "SORTBY", "UNIQUE", "SEQUENCE", "TRANSPOSE", "ANCHORARRAY", "VSTACK", "HSTACK", "TAKE", "DROP", "CHOOSEROWS", "CHOOSECOLS", "TOROW", "TOCOL", "WRAPROWS", "WRAPCOLS",
  "EXPAND", "TEXTSPLIT", "RANDARRAY",
]);

/** What names mean, where that is known. */
interface Surroundings {
  readonly at: Position;
  readonly resolver: Resolver;
}

/**
 * True for a formula that must be kept as a dynamic array: written as a plain one, Excel would put "@" before a range in it when the file is
 * opened, and other programs would calculate with one cell instead of many. Source: Microsoft, "Implicit intersection operator: @".
 */
export function isArrayFormula(root: FormulaNode, at: Position, resolver: Resolver): boolean {
  for (const part of partsUnder(root)) if (isIntersected(part, { at, resolver })) return true;
  return false;
}

/**
 * A formula of a file that is not marked as a dynamic array, as Excel shows it: "@" before each range where one value is wanted. A program that
 * knows no dynamic arrays wrote it, or Excel did and left the "@" out.
 */
export function withImplicitIntersections(formula: string): string {
  if (!MAY_HOLD_RANGES.test(formula.replace(THIS_ROW, ""))) return formula;
  const parsed = parseFormula(formula);
  if (!parsed.ok) return formula;
  const places: number[] = [];
  for (const part of partsUnder(parsed.node)) {
    if (["reference", "structured", "range"].includes(part.node.kind) && isIntersected(part, null)) places.push(startOf(part.node));
  }
  return places.sort((a, b) => b - a).reduce((text, place) => `${text.slice(0, place)}@${text.slice(place)}`, formula);
}

/** The reverse, for the file: without each "@" that a program without dynamic arrays does by itself; null when another one is left. */
export function withoutImplicitIntersections(formula: string): string | null {
  if (!formula.replace(THIS_ROW, "").includes("@")) return formula;
  const parsed = parseFormula(formula);
  if (!parsed.ok) return null;
  const places: number[] = [];
  for (const { node, context } of partsUnder(parsed.node)) {
    if (node.kind !== "implicit") continue;
    const place = formula.lastIndexOf("@", startOf(node.operand));
    if (context !== "value" || place < 0) return null;
    places.push(place);
  }
  return places.sort((a, b) => b - a).reduce((text, place) => text.slice(0, place) + text.slice(place + 1), formula);
}

const THIS_ROW = /\[\[#This Row\],\[(?:[^[\]']|'.)*\]\]|\[@(?:[^[\]']|'.)*\]/gi;
const MAY_HOLD_RANGES = /[:[]/;

function startOf(node: FormulaNode): number {
  let at = node;
  while (at.kind === "range" || at.kind === "intersection" || at.kind === "union" || at.kind === "binary") at = at.left;
  while (at.kind === "spill" || at.kind === "implicit") at = at.operand;
  return "start" in at ? at.start : 0;
}

/** Every part that old Excel would calculate as single values, and what is wanted from it. */
function* partsUnder(root: FormulaNode): Iterable<Part> {
  const open: Part[] = [{ node: root, context: "value", locals: null }];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (part.context === "array") continue;
    yield part;
    open.push(...partsOf(part));
  }
}

/** True when a single value was wanted and many cells stand there. */
function isIntersected({ node, context, locals }: Part, around: Surroundings | null): boolean {
  if (node.kind === "call" && node.functionKey === "TRANSPOSE") return true; // worked in array formulas only
  if (context !== "value") return false;
  switch (node.kind) {
    case "reference":
      return node.area.form !== "cell";
    case "structured":
      return !(node.items.length === 1 && node.items[0] !== "data" && node.items[0] !== "all" && node.columns !== null && node.columns.first.name === node.columns.last.name);
    case "name": {
      if (node.sheet === null && locals?.has(localKey(node.name)) === true) return false; // judged where it stands for something
      if (around === null) return false;
      const { at, resolver } = around;
      const meaning = resolver.name(node.name, node.sheet, at);
      if (meaning !== null) return meaning.kind === "reference" ? meaning.area.form !== "cell" : meaning.kind === "structured";
      return node.sheet === null && resolver.table(node.name) !== undefined;
    }
    case "spill":
    case "range":
      return true;
    case "call":
      return ARRAY_RESULTS.has(node.functionKey) || ((node.functionKey === "ROW" || node.functionKey === "COLUMN") && node.args.some((arg) => arg.kind === "reference" && arg.area.form !== "cell"));
    default:
      return false;
  }
}

function localKey(name: string): string {
  return name.toLowerCase().replace(/^_xlpm\./, "");
}

function partsOf({ node, context, locals }: Part): Part[] {
  if (node.kind === "call") return argumentsOf(node, context, locals);
  if (node.kind === "name") {
    const meaning = locals?.get(localKey(node.name));
    return meaning === undefined ? [] : [{ node: meaning, context, locals: null }];
  }
  const inner: Context = ["implicit", "range", "intersection", "union", "spill"].includes(node.kind) ? "range" : "value";
  return childrenOf(node).map((child) => ({ node: child, context: inner, locals }));
}

function argumentsOf(node: CallNode, context: Context, locals: Part["locals"]): Part[] {
  const key = node.functionKey;
  if (key === "SINGLE") return [];
  if (key === "LET") return letParts(node, context, locals);
  const spec = findFunction(key);
  return node.args.map((arg, index): Part => {
    let inner: Context = "range";
    if (ARRAY_ARGUMENTS.has(key)) inner = "array";
    else if (spec?.kind === "lazy") inner = lazyContext(key, index, context);
    else if (spec?.kind === "values" && (spec.single === "all" || (spec.single !== "none" && spec.single.includes(index)))) inner = "value";
    return { node: arg, context: inner, locals };
  });
}

/** The branches of IF and CHOOSE are wanted as the whole is; everything else there is one value. */
function lazyContext(key: string, index: number, context: Context): Context {
  if (key === "ROW" || key === "COLUMN" || key === "SHEET") return "range";
  return (key === "IF" || key === "CHOOSE") && index > 0 ? context : "value";
}

function letParts(node: CallNode, context: Context, outer: Part["locals"]): Part[] {
  const locals = new Map(outer);
  const parts: Part[] = [];
  for (let index = 0; index + 1 < node.args.length; index += 2) {
    const name = node.args[index];
    const value = node.args[index + 1];
    if (name?.kind !== "name" || value === undefined) continue;
    parts.push({ node: value, context: "range", locals: new Map(locals) });
    locals.set(localKey(name.name), value);
  }
  const body = node.args.at(-1);
  if (body !== undefined) parts.push({ node: body, context, locals });
  return parts;
}
