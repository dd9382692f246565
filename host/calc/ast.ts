import type { Scalar } from "../model/cell";
import type { WrittenArea } from "./references";

/** Where a node stands in the formula's text; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type BinaryOperator = "+" | "-" | "*" | "/" | "^" | "&" | "=" | "<>" | "<" | ">" | "<=" | ">=";

export interface ReferenceNode extends Span {
  readonly kind: "reference";
  /** Null: the formula's own sheet. */
  readonly sheet: string | null;
  readonly area: WrittenArea;
  /** Where the area's own text begins, after the sheet and "!". */
  readonly areaStart: number;
}

/** The same area on every sheet from one to another, as they stand in the book: Jan:Dec!B5. */
export interface SheetsNode extends Span {
  readonly kind: "sheets";
  readonly first: string;
  readonly last: string;
  readonly area: WrittenArea;
  readonly areaStart: number;
}

export interface NameNode extends Span {
  readonly kind: "name";
  readonly sheet: string | null;
  readonly name: string;
  /** Where the name's own text begins, after the sheet and "!". */
  readonly nameStart: number;
}

export type StructuredItem = "all" | "data" | "headers" | "totals" | "this row";

export interface StructuredNode extends Span {
  readonly kind: "structured";
  /** Null: the table that the formula stands in. */
  readonly table: string | null;
  /** Empty: the data. */
  readonly items: readonly StructuredItem[];
  /** First and last column; null: all. */
  readonly columns: { readonly first: ColumnName; readonly last: ColumnName } | null;
}

/** A column's name inside a structured reference, and where its (escaped) text stands. */
export interface ColumnName extends Span {
  readonly name: string;
}

export interface CallNode extends Span {
  readonly kind: "call";
  /** As written; `functionKey` is what to look up. */
  readonly name: string;
  /** Upper case, without the prefixes _xlfn. and _xlws. of files. */
  readonly functionKey: string;
  readonly args: readonly FormulaNode[];
}

export type FormulaNode =
  | { readonly kind: "constant"; readonly value: Scalar }
  | { readonly kind: "missing" }
  | { readonly kind: "array"; readonly rows: readonly (readonly Scalar[])[] }
  | ReferenceNode
  | SheetsNode
  | NameNode
  | StructuredNode
  | CallNode
  | { readonly kind: "spill"; readonly operand: FormulaNode }
  | { readonly kind: "implicit"; readonly operand: FormulaNode }
  | { readonly kind: "negate"; readonly operand: FormulaNode }
  | { readonly kind: "plus"; readonly operand: FormulaNode }
  | { readonly kind: "percent"; readonly operand: FormulaNode }
  | { readonly kind: "range" | "intersection" | "union"; readonly left: FormulaNode; readonly right: FormulaNode }
  | { readonly kind: "binary"; readonly operator: BinaryOperator; readonly left: FormulaNode; readonly right: FormulaNode };

/** The nodes directly below. */
export function childrenOf(node: FormulaNode): readonly FormulaNode[] {
  switch (node.kind) {
    case "call":
      return node.args;
    case "spill":
    case "implicit":
    case "negate":
    case "plus":
    case "percent":
      return [node.operand];
    case "range":
    case "intersection":
    case "union":
    case "binary":
      return [node.left, node.right];
    case "constant":
    case "missing":
    case "array":
    case "reference":
    case "sheets":
    case "name":
    case "structured":
      return [];
  }
}

/** Every node of the tree, the outer ones first. Iterative: long formulas make deep trees. */
export function* walk(root: FormulaNode): Iterable<FormulaNode> {
  const open: FormulaNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child !== undefined) open.push(child);
    }
  }
}
