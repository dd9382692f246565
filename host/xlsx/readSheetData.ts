import { withImplicitIntersections } from "../calc/arrayFormula";
import { parseIsoDate, toSerial } from "../../src/core/values/plainDate";
import { parseArea } from "../model/address";
import { ErrorValue, MAX_COLUMNS, MAX_ROWS, type Cell, type ErrorCode, type Scalar } from "../model/cell";
import type { Sheet } from "../model/sheet";
import { formatCell, parseCell } from "./cellReference";
import { damaged, FileProblem } from "./fileProblem";
import { formulaFromFile } from "./formulaText";
import { CellExtra } from "./preserved";
import { readRichText, type SharedStrings } from "./sharedStrings";
import { moveTokens } from "./sharedFormula";
import { formulaTokens, type FormulaToken } from "./formulaTokens";
import { decodeXstring, escapeAttribute } from "./xmlText";
import type { XmlScanner } from "./xmlScanner";

export interface SheetDataContext {
  readonly strings: SharedStrings;
  /** The model's style of a cell format record. */
  readonly styles: readonly number[];
  readonly quotePrefixes: readonly boolean[];
  /** Values of `cm` that mean "dynamic array". */
  readonly dynamicArrays: ReadonlySet<number>;
  readonly dateSystem: 1900 | 1904;
  readonly defaultRowHeight: number | null;
}

export interface RowsRead {
  readonly attributes: Map<number, string>;
  readonly autoHeights: Map<number, number>;
  readonly hidden: Set<number>;
}

interface SharedFormula {
  readonly formula: string;
  readonly tokens: readonly FormulaToken[];
  readonly row: number;
  readonly column: number;
}

interface SharedFormulas {
  readonly masters: Map<string, SharedFormula>;
  expanded: number;
}

const KEPT_ROW_ATTRIBUTES = ["s", "customFormat", "outlineLevel", "collapsed", "thickTop", "thickBot", "ph"];
const ERROR_CODES: readonly ErrorCode[] = ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!", "#BUSY!", "#GETTING_DATA", "#FIELD!", "#CONNECT!", "#BLOCKED!", "#UNKNOWN!"];
/** Spills and arrays of more cells than this (all of a sheet's together) are a crafted file; filling them would take minutes. */
const LARGEST_SPILL = 4_000_000;
/** Characters that one sheet's shared formulas may unfold to, beyond what formulas usually have. A crafted file makes gigabytes of them. */
const LARGEST_SHARED = 10_000_000;
const USUAL_FORMULA = 200;

/** After the "open" of sheetData: fills the sheet's rows. Stops after its closing tag. */
export function readSheetData(scanner: XmlScanner, sheet: Sheet, context: SheetDataContext): RowsRead {
  const read: RowsRead = { attributes: new Map(), autoHeights: new Map(), hidden: new Set() };
  if (scanner.selfClosing) return read;
  const shared: SharedFormulas = { masters: new Map(), expanded: 0 };
  const anchors: { row: number; column: number; rows: number; columns: number }[] = [];
  let row = -1;
  let column = -1;
  let cells: (Cell | undefined)[] = [];
  for (;;) {
    const token = scanner.next();
    if (token === "end") throw scanner.broken();
    if (token === "close") {
      if (scanner.local === "sheetData") break;
      continue;
    }
    if (scanner.local === "c") {
      const reference = scanner.attribute("r");
      const at = reference === undefined ? { row, column: column + 1 } : parseCell(reference);
      if (at === null || at.column >= MAX_COLUMNS || at.row !== row) throw damaged(`sheet "${sheet.name}" has a cell with the address "${reference ?? ""}" in row ${row + 1}`);
      column = at.column;
      const cell = readCell(scanner, sheet, row, column, context, shared);
      if (cell.spill) anchors.push({ row, column, ...cell.spill });
      cells[column] = cell;
      if (cell.formula !== undefined) sheet.hasHeldFormulas = true;
    } else if (scanner.local === "row") {
      const number = scanner.attribute("r");
      row = number === undefined ? row + 1 : Number(number) - 1;
      if (!Number.isInteger(row) || row < 0 || row >= MAX_ROWS) throw damaged(`sheet "${sheet.name}" has a row with the number "${number ?? row + 1}"`);
      column = -1;
      readRow(scanner, sheet, row, read, context);
      cells = sheet.rows[row] ?? [];
      if (!scanner.selfClosing) sheet.rows[row] = cells;
    } else scanner.skip();
  }
  markSpills(sheet, anchors);
  return read;
}

function readRow(scanner: XmlScanner, sheet: Sheet, row: number, read: RowsRead, context: SheetDataContext): void {
  const height = scanner.attribute("ht");
  if (height !== undefined && Number(height) >= 0) {
    const custom = scanner.attribute("customHeight");
    const isCustom = custom === "1" || custom === "true";
    if (isCustom || Number(height) !== context.defaultRowHeight) sheet.rowHeights.set(row, Number(height));
    if (!isCustom) read.autoHeights.set(row, Number(height));
  }
  const hidden = scanner.attribute("hidden");
  if (hidden === "1" || hidden === "true") read.hidden.add(row);
  let kept = "";
  for (const name of KEPT_ROW_ATTRIBUTES) {
    const value = scanner.attribute(name);
    if (value !== undefined && value !== "0" && value !== "false") kept += ` ${name}="${escapeAttribute(value)}"`;
  }
  if (kept !== "") read.attributes.set(row, kept);
}

function readCell(scanner: XmlScanner, sheet: Sheet, row: number, column: number, context: SheetDataContext, shared: SharedFormulas): Cell {
  const record = Number(scanner.attribute("s") ?? 0);
  const type = scanner.attribute("t") ?? "n";
  const cm = scanner.attribute("cm");
  const vm = scanner.attribute("vm");
  const cell: Cell = { value: null, style: context.styles[record] ?? 0 };
  if (context.quotePrefixes[record]) cell.quotePrefix = true;
  let rich: string | null = null;
  let formulaElement: CellExtra["formulaElement"] = null;
  if (!scanner.selfClosing) {
    let rawValue: string | null = null;
    for (;;) {
      const token = scanner.next();
      if (token === "end") throw scanner.broken();
      if (token === "close") {
        if (scanner.local === "c") break;
        throw scanner.broken();
      }
      if (scanner.local === "v") rawValue = scanner.text();
      else if (scanner.local === "f") {
        const kept = readFormula(scanner, sheet, cell, row, column, cm !== undefined && context.dynamicArrays.has(Number(cm)), shared);
        if (kept !== null) formulaElement = { xml: kept, row, column };
      } else if (scanner.local === "is") {
        const text = readRichText(scanner);
        cell.value = text.text;
        // The same runs, as a shared string: only the element's name differs.
        if (text.rich && !scanner.qualified.includes(":")) rich = `<si>${text.source.slice(text.source.indexOf(">") + 1, text.source.lastIndexOf("<"))}</si>`;
      } else scanner.skip();
    }
    if (rawValue !== null && type !== "inlineStr") {
      cell.value = readValue(rawValue, type, sheet, row, column, context);
      if (type === "s") rich = context.strings.rich.get(Number(rawValue)) ?? null;
    }
  }
  if (rich !== null || vm !== undefined || formulaElement !== null) cell.kept = new CellExtra(cell.value, rich, vm ?? null, formulaElement);
  return cell;
}

function readValue(raw: string, type: string, sheet: Sheet, row: number, column: number, context: SheetDataContext): Scalar {
  const bad = (): never => {
    throw damaged(`cell ${formatCell(row, column)} of sheet "${sheet.name}" holds "${raw.slice(0, 40)}", which is not what its type says`);
  };
  switch (type) {
    case "s": {
      const text = context.strings.texts[Number(raw)];
      return raw.trim() === "" || text === undefined ? bad() : text;
    }
    case "str":
      return decodeXstring(raw);
    case "b":
      return raw.trim() === "1" || raw.trim() === "true";
    case "e":
      return new ErrorValue(ERROR_CODES.find((code) => code === raw.trim()) ?? "#VALUE!");
    case "d":
      return isoToSerial(raw.trim(), context.dateSystem) ?? bad();
    default: {
      if (raw.trim() === "") return null;
      const number = Number(raw);
      return Number.isFinite(number) ? number : bad();
    }
  }
}

/** ISO 8601 date, date and time, or time, as strict files write them. */
function isoToSerial(text: string, dateSystem: 1900 | 1904): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})?T?(?:(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?Z?$/.exec(text);
  if (!match || (match[1] === undefined && match[2] === undefined)) return null;
  const time = (Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0)) / 86400;
  if (match[1] === undefined) return time;
  const day = parseIsoDate(match[1]);
  return day === null ? null : toSerial(day, dateSystem) + time;
}

/** Reads f into the cell; gives its source instead when the model has no such formula. */
function readFormula(scanner: XmlScanner, sheet: Sheet, cell: Cell, row: number, column: number, dynamic: boolean, shared: SharedFormulas): string | null {
  const type = scanner.attribute("t") ?? "normal";
  const reference = scanner.attribute("ref");
  const key = scanner.attribute("si");
  if (type === "dataTable") return scanner.skip();
  const text = decodeXstring(scanner.text());
  if (type === "shared" && key !== undefined) {
    if (text !== "") {
      cell.formula = withImplicitIntersections(formulaFromFile(text));
      shared.masters.set(key, { formula: cell.formula, tokens: formulaTokens(cell.formula), row, column });
    } else {
      const master = shared.masters.get(key);
      if (master === undefined) throw damaged(`cell ${formatCell(row, column)} of sheet "${sheet.name}" shares a formula that is not there`);
      shared.expanded += Math.max(0, master.formula.length - USUAL_FORMULA);
      if (shared.expanded > LARGEST_SHARED) throw new FileProblem("TooLarge", `The formulas that cells of sheet "${sheet.name}" share unfold to far more text than a workbook needs. It was not opened. If the file is yours, delete unused rows in Excel and save it again.`);
      cell.formula = moveTokens(master.tokens, row - master.row, column - master.column);
    }
    return null;
  }
  if (text === "") return null;
  cell.formula = type === "array" ? formulaFromFile(text) : withImplicitIntersections(formulaFromFile(text));
  const area = type === "array" && reference !== undefined ? parseArea(reference) : null;
  if (dynamic) {
    const rows = area === null ? 1 : area.bottom - area.top + 1;
    const columns = area === null ? 1 : area.right - area.left + 1;
    cell.spill = rows * columns > LARGEST_SPILL ? { rows: 1, columns: 1 } : { rows, columns };
  } else if (type === "array") {
    const cells = area === null ? 1 : (area.bottom - area.top + 1) * (area.right - area.left + 1);
    cell.arrayRange = reference === undefined || cells > LARGEST_SPILL ? formatCell(row, column) : reference;
  }
  return null;
}

function markSpills(sheet: Sheet, anchors: readonly { row: number; column: number; rows: number; columns: number }[]): void {
  const filled = anchors.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  if (filled > LARGEST_SPILL) throw damaged(`the arrays of sheet "${sheet.name}" fill more cells than a sheet's arrays do`);
  if (anchors.length > 0) sheet.hasHeldSpills = true;
  for (const { row, column, rows, columns } of anchors) {
    for (let down = 0; down < rows; down++) {
      for (let right = 0; right < columns; right++) {
        if (down === 0 && right === 0) continue;
        const cell = sheet.get(row + down, column + right);
        if (cell === undefined) sheet.put(row + down, column + right, { value: null, style: 0, spillOf: { row, column } });
        else if (cell.formula === undefined) cell.spillOf = { row, column };
      }
    }
  }
}
