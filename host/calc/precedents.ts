import { ErrorValue } from "../model/cell";
import type { FormulaNode } from "./ast";
import { childrenOf, walk } from "./ast";
import { findFunction } from "./functions/table";
import type { Position, Resolver } from "./resolver";
import type { SheetArea } from "./values";

export interface Precedents {
  /** The areas that the formula reads, as far as its text tells. */
  readonly areas: readonly SheetArea[];
  /** Calculated every time: it (or a name in it) calls TODAY, OFFSET … */
  readonly volatile: boolean;
  /** Its result depends on which rows are hidden: it (or a name in it) calls SUBTOTAL or AGGREGATE. */
  readonly looksAtHiddenRows: boolean;
}

const MAX_NAME_DEPTH = 32;

/** What a formula at that position depends on. A1:INDEX(…) and the like add to it while they run. */
export function precedentsOf(root: FormulaNode, at: Position, resolver: Resolver): Precedents {
  const areas: SheetArea[] = [];
  let volatile = false;
  let looksAtHiddenRows = false;
  const open: { readonly node: FormulaNode; readonly depth: number }[] = [{ node: root, depth: 0 }];
  const push = (area: SheetArea | ErrorValue): void => {
    if (!(area instanceof ErrorValue)) areas.push(area);
  };
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    if (node.kind === "reference") push(resolver.reference(node, at));
    else if (node.kind === "sheets") {
      const found = resolver.sheets(node);
      if (!(found instanceof ErrorValue)) areas.push(...found);
    } else if (node.kind === "structured") push(resolver.structured(node, at));
    else if (node.kind === "name") {
      const meaning = depth < MAX_NAME_DEPTH ? resolver.name(node.name, node.sheet, at) : null;
      if (meaning !== null) open.push({ node: meaning, depth: depth + 1 });
      else if (node.sheet === null && resolver.table(node.name) !== undefined) {
        push(resolver.structured({ kind: "structured", table: node.name, items: [], columns: null, start: 0, end: 0 }, at));
      }
    } else {
      const narrowed = implicitArea(node, at, resolver);
      if (narrowed !== null) {
        areas.push(narrowed);
        continue;
      }
      if (node.kind === "call") {
        const spec = findFunction(node.functionKey);
        volatile ||= spec?.volatile === true;
        looksAtHiddenRows ||= spec?.looksAtHiddenRows === true;
      }
      for (const child of childrenOf(node)) open.push({ node: child, depth });
    }
  }
  return { areas, volatile, looksAtHiddenRows };
}

/** "@A:A" reads one cell only: with the whole column as precedent, one edit would make every row of a table recalculate. */
function implicitArea(node: FormulaNode, at: Position, resolver: Resolver): SheetArea | null {
  const operand = node.kind === "implicit" ? node.operand : node.kind === "call" && node.functionKey === "SINGLE" ? node.args[0] : undefined;
  if (operand?.kind !== "reference" && operand?.kind !== "structured") return null;
  const area = operand.kind === "reference" ? resolver.reference(operand, at) : resolver.structured(operand, at);
  if (area instanceof ErrorValue) return null;
  const row = area.top === area.bottom ? area.top : at.row;
  const column = area.left === area.right ? area.left : at.column;
  const hit = row >= area.top && row <= area.bottom && column >= area.left && column <= area.right;
  return hit ? { sheet: area.sheet, top: row, bottom: row, left: column, right: column } : null;
}

/** The names of called functions that are not built in: custom functions, or unknown ones. */
export function otherFunctions(root: FormulaNode): readonly string[] {
  const names: string[] = [];
  for (const node of walk(root)) if (node.kind === "call" && findFunction(node.functionKey) === undefined) names.push(node.functionKey);
  return names;
}
