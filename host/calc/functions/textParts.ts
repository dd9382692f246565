import { ErrorValue, type Scalar } from "../../model/cell";
import { toText } from "../coerce";
import { toMatrix, toScalar } from "../read";
import type { Scope } from "../scope";
import { buildMatrix, NA_ERROR, type Value, VALUE_ERROR } from "../values";
import { booleanArgument, type FunctionSpec, type FunctionTable, numberArgument, whole } from "./spec";

interface Hit {
  readonly start: number;
  readonly end: number;
}

/** The texts of an argument that may hold several delimiters. */
function delimitersOf(arg: Value, scope: Scope): readonly string[] | ErrorValue {
  const matrix = toMatrix(arg, scope);
  if (matrix instanceof ErrorValue) return matrix;
  const texts: string[] = [];
  for (const cell of matrix.cells) {
    const text = toText(cell);
    if (text instanceof ErrorValue) return text;
    texts.push(text);
  }
  return texts;
}

/** Where delimiters stand in a text, from the left; of several at one place the longest. */
function hits(text: string, delimiters: readonly string[], ignoreCase: boolean): readonly Hit[] {
  const source = ignoreCase ? text.toLowerCase() : text;
  const wanted = [...new Set(delimiters.map((delimiter) => (ignoreCase ? delimiter.toLowerCase() : delimiter)))].sort((a, b) => b.length - a.length);
  const found: Hit[] = [];
  for (let at = 0; at < source.length; ) {
    const place = at;
    const delimiter = wanted.find((candidate) => candidate !== "" && source.startsWith(candidate, place));
    if (delimiter === undefined) at++;
    else {
      found.push({ start: at, end: at + delimiter.length });
      at += delimiter.length;
    }
  }
  return found;
}

/** TEXTBEFORE and TEXTAFTER; a negative instance counts from the end. */
function beside(side: "before" | "after"): FunctionSpec {
  return whole(
    2, 6,
    (args, scope) => {
      const text = toText(toScalar(args[0] ?? null, scope));
      if (text instanceof ErrorValue) return text;
      const delimiters = delimitersOf(args[1] ?? null, scope);
      if (delimiters instanceof ErrorValue) return delimiters;
      const instance = numberArgument(args, 2, 1, scope);
      if (instance instanceof ErrorValue) return instance;
      const ignoreCase = booleanArgument(args, 3, false, scope);
      if (ignoreCase instanceof ErrorValue) return ignoreCase;
      const matchEnd = booleanArgument(args, 4, false, scope);
      if (matchEnd instanceof ErrorValue) return matchEnd;
      const number = Math.trunc(instance);
      if (number === 0 || Math.abs(number) > Math.max(text.length, 1)) return number === 0 ? VALUE_ERROR : notFound(args, scope);
      // nothing stands before the beginning: an empty delimiter is found at once
      if (delimiters.includes("")) return (side === "before") === (number > 0) ? "" : text;
      const found = [...hits(text, delimiters, ignoreCase)];
      if (matchEnd) {
        if (number > 0) found.push({ start: text.length, end: text.length });
        else found.unshift({ start: 0, end: 0 });
      }
      const hit = number > 0 ? found[number - 1] : found[found.length + number];
      if (hit === undefined) return notFound(args, scope);
      return side === "before" ? text.slice(0, hit.start) : text.slice(hit.end);
    },
    [0, 2, 3, 4],
  );
}

function notFound(args: readonly Value[], scope: Scope): Scalar {
  return args[5] === undefined ? NA_ERROR : toScalar(args[5], scope);
}

function parts(text: string, delimiters: readonly string[] | null, ignoreCase: boolean, skipEmpty: boolean): readonly string[] {
  if (delimiters === null) return [text];
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of hits(text, delimiters, ignoreCase)) {
    pieces.push(text.slice(at, start));
    at = end;
  }
  pieces.push(text.slice(at));
  return skipEmpty ? pieces.filter((piece) => piece !== "") : pieces;
}

function textSplit(args: readonly Value[], scope: Scope): Value {
  const text = toText(toScalar(args[0] ?? null, scope));
  if (text instanceof ErrorValue) return text;
  const across = args[1] === null || args[1] === undefined ? null : delimitersOf(args[1], scope);
  if (across instanceof ErrorValue) return across;
  const down = args[2] === null || args[2] === undefined ? null : delimitersOf(args[2], scope);
  if (down instanceof ErrorValue) return down;
  if ((across === null && down === null) || across?.includes("") === true || down?.includes("") === true) return VALUE_ERROR;
  const skipEmpty = booleanArgument(args, 3, false, scope);
  if (skipEmpty instanceof ErrorValue) return skipEmpty;
  const ignoreCase = booleanArgument(args, 4, false, scope);
  if (ignoreCase instanceof ErrorValue) return ignoreCase;
  const pad = args[5] === undefined ? NA_ERROR : toScalar(args[5], scope);
  const rows = parts(text, down, ignoreCase, skipEmpty).map((line) => parts(line, across, ignoreCase, skipEmpty));
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (rows.length === 0 || width === 0) return VALUE_ERROR;
  return buildMatrix(rows.length, width, (row, column) => rows[row]?.[column] ?? pad);
}

export const TEXT_PARTS: FunctionTable = {
  TEXTBEFORE: beside("before"),
  TEXTAFTER: beside("after"),
  TEXTSPLIT: whole(2, 6, textSplit, [0, 3, 4, 5]),
};
