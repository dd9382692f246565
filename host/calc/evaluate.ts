import { ErrorValue, type Scalar } from "../model/cell";
import type { BinaryOperator, CallNode, FormulaNode } from "./ast";
import { toNumber } from "./coerce";
import { findFunction } from "./functions/table";
import type { FunctionSpec } from "./functions/spec";
import { binaryOperation, percentOf, negativeOf, settled } from "./operators";
import { broadcast, dereference } from "./read";
import { implicitIntersection, intersection, rangeBetween, spillRange, union } from "./referenceOperators";
import type { Scope } from "./scope";
import { Matrix, matrixOf, NA_ERROR, NAME_ERROR, Reference, type SheetArea, type Value, VALUE_ERROR } from "./values";

/** Evaluates one node. References stay references until something needs their values. */
export function evaluateNode(node: FormulaNode, scope: Scope): Value {
  switch (node.kind) {
    case "constant":
      return node.value;
    case "missing":
      return null;
    case "array":
      return matrixOf(node.rows);
    case "reference":
      return asReference(scope.engine.resolver.reference(node, scope));
    case "sheets": {
      const areas = scope.engine.resolver.sheets(node);
      return areas instanceof ErrorValue ? areas : new Reference(areas);
    }
    case "structured":
      return asReference(scope.engine.resolver.structured(node, scope));
    case "name":
      return evaluateName(node.name, node.sheet, scope);
    case "call":
      return evaluateCall(node, scope);
    case "binary":
      return binary(node.operator, evaluateNode(node.left, scope), evaluateNode(node.right, scope), scope);
    case "negate":
      return unary(negativeOf, node.operand, scope);
    case "percent":
      return unary(percentOf, node.operand, scope);
    case "plus":
      return evaluateNode(node.operand, scope);
    case "spill":
      return spillRange(evaluateNode(node.operand, scope), scope);
    case "implicit":
      return implicitIntersection(evaluateNode(node.operand, scope), scope);
    case "range":
      return rangeBetween(evaluateNode(node.left, scope), evaluateNode(node.right, scope), scope);
    case "intersection":
      return intersection(evaluateNode(node.left, scope), evaluateNode(node.right, scope));
    case "union":
      return union(evaluateNode(node.left, scope), evaluateNode(node.right, scope));
  }
}

/**
 * Evaluates a whole formula to what its cell (and its spill) shows: no references, and no empty cell, which shows as 0.
 * A last + or − that leaves next to nothing leaves 0, as Excel does (support article "Floating-point arithmetic may give inaccurate results").
 */
export function evaluateFormula(node: FormulaNode, scope: Scope): Exclude<Scalar, null> | Matrix {
  const value =
    node.kind === "binary" && (node.operator === "+" || node.operator === "-")
      ? binary(node.operator, evaluateNode(node.left, scope), evaluateNode(node.right, scope), scope, true)
      : evaluateNode(node, scope);
  const result = dereference(value, scope);
  if (!(result instanceof Matrix)) return result ?? 0;
  return result.some((cell) => cell === null) ? result.map((cell) => cell ?? 0) : result;
}

/** `operator` on two values, element by element when one is an array. */
function binary(operator: BinaryOperator, left: Value, right: Value, scope: Scope, last = false): Value {
  const a = dereference(left, scope);
  const b = dereference(right, scope);
  const operation = binaryOperation(operator);
  const compute = last ? (x: Scalar, y: Scalar): Scalar => settled(operation(x, y), x) : operation;
  if (!(a instanceof Matrix) && !(b instanceof Matrix)) return compute(a, b);
  return broadcast([a, b], NA_ERROR, scope, (elements) => compute(elements[0] ?? null, elements[1] ?? null));
}

function unary(operation: (value: number) => number, operand: FormulaNode, scope: Scope): Value {
  const value = dereference(evaluateNode(operand, scope), scope);
  const compute = (element: Scalar): Scalar => {
    const number = toNumber(element);
    return number instanceof ErrorValue ? number : operation(number);
  };
  if (!(value instanceof Matrix)) return compute(value);
  scope.engine.spend(value.stored.length);
  return value.map(compute);
}

function asReference(area: SheetArea | ErrorValue): Value {
  return area instanceof ErrorValue ? area : new Reference([area]);
}

const MAX_NAME_DEPTH = 32;

function evaluateName(name: string, sheet: string | null, scope: Scope): Value {
  const local = sheet === null ? scope.locals?.get(localName(name)) : undefined;
  if (local !== undefined) return local;
  const meaning = scope.engine.resolver.name(name, sheet, scope);
  if (meaning !== null) return scope.depth >= MAX_NAME_DEPTH ? NAME_ERROR : evaluateNode(meaning, { ...scope, locals: null, depth: scope.depth + 1 });
  const table = sheet === null ? scope.engine.resolver.table(name) : undefined; // a bare table name is its data
  return table === undefined ? NAME_ERROR : asReference(scope.engine.resolver.structured({ kind: "structured", table: name, items: [], columns: null, start: 0, end: 0 }, scope));
}

/** Files put _xlpm. before the names of LET. */
export function localName(name: string): string {
  return name.toLowerCase().replace(/^_xlpm\./, "");
}

function evaluateCall(node: CallNode, scope: Scope): Value {
  const spec = findFunction(node.functionKey);
  if (spec === undefined) return scope.engine.callCustom(node, scope) ?? NAME_ERROR;
  if (node.args.length < spec.min || node.args.length > spec.max) return VALUE_ERROR;
  if (spec.kind === "lazy") return spec.run(node.args, scope);
  const args = node.args.map((arg) => evaluateNode(arg, scope));
  return callWithValues(spec, args, scope);
}

/** Runs a function on evaluated arguments, for each element where an array stands for a single value. */
export function callWithValues(spec: Extract<FunctionSpec, { kind: "values" }>, args: readonly Value[], scope: Scope): Value {
  if (spec.single === "none") return spec.run(args, scope);
  const lifted: number[] = [];
  const values = args.map((arg, index) => {
    if (spec.single !== "all" && spec.single !== "none" && !spec.single.includes(index)) return arg;
    const value = dereference(arg, scope);
    if (value instanceof Matrix) lifted.push(index);
    return value;
  });
  if (lifted.length === 0) return spec.run(values, scope);
  const given = lifted.map((index) => values[index]).filter((value): value is Matrix => value instanceof Matrix);
  const arrays = spec.volatile ? given.map((matrix) => new Matrix(matrix.rows, matrix.columns, matrix.cells)) : given; // RANDBETWEEN draws for each row
  return broadcast(arrays, NA_ERROR, scope, (elements) => {
    const each = [...values];
    lifted.forEach((index, position) => {
      each[index] = elements[position] ?? null;
    });
    const result = dereference(spec.run(each, scope), scope);
    return result instanceof Matrix ? result.at(0, 0) : result;
  });
}
