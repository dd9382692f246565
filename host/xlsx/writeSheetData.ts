import { withoutImplicitIntersections } from "../calc/arrayFormula";
import { ErrorValue, type Area, type Cell, type Scalar } from "../model/cell";
import type { Sheet } from "../model/sheet";
import type { Table } from "../model/table";
import { columnLetters, formatArea } from "./cellReference";
import { formulaToFile } from "./formulaText";
import type { Follower } from "./follower";
import { CellExtra, type PreservedSheet } from "./preserved";
import type { StringsWriter } from "./stringsWriter";
import { encodeXstring, escapeText } from "./xmlText";
import type { StyleWriter } from "./writeStyles";

export interface SheetDataOutput {
  readonly strings: StringsWriter;
  readonly styles: StyleWriter;
  /** Where the cells of the opened file are now. */
  readonly follower: Follower;
  /** The `cm` of dynamic arrays; asking for it makes the metadata part. */
  readonly dynamicArrayMark: () => number;
}

export interface SheetDataWritten {
  /** Pieces of source, to be joined. */
  readonly pieces: string[];
  readonly area: Area | null;
}

const ROWS_PER_PIECE = 500;

export function writeSheetData(sheet: Sheet, preserved: PreservedSheet | null, prefix: string, output: SheetDataOutput): SheetDataWritten {
  const headers = tableHeaders(sheet.tables);
  const writer = new CellWriter(sheet, prefix, output, preserved);
  const rowTag = `<${prefix}row r="`;
  const rowEnd = `</${prefix}row>`;
  const pieces: string[] = [`<${prefix}sheetData>`];
  let piece = "";
  let count = 0;
  let area: Area | null = null;
  for (const row of rowNumbers(sheet, preserved, headers)) {
    let cells = "";
    const header = headers.get(row);
    const columns = columnNumbers(sheet.rows[row], header);
    const number = row + 1;
    for (const column of columns) {
      const title = header?.get(column);
      const written = title === undefined ? writer.write(row, column, sheet.rows[row]?.[column]) : writer.header(row, column, title, sheet.rows[row]?.[column]);
      if (written === "") continue;
      cells += written;
      if (area === null) area = { top: row, left: column, bottom: row, right: column };
      else {
        area.bottom = row;
        if (column < area.left) area.left = column;
        if (column > area.right) area.right = column;
      }
    }
    const attributes = rowAttributes(sheet, preserved, row);
    if (cells === "" && attributes === "") continue;
    piece += cells === "" ? `${rowTag}${number}"${attributes}/>` : `${rowTag}${number}"${attributes}>${cells}${rowEnd}`;
    if (++count % ROWS_PER_PIECE === 0) {
      pieces.push(piece);
      piece = "";
    }
  }
  pieces.push(piece, `</${prefix}sheetData>`);
  return { pieces, area };
}

/** Excel refuses a table whose header cells do not say the columns' names, so these are written from the table. */
function tableHeaders(tables: readonly Table[]): Map<number, Map<number, string>> {
  const headers = new Map<number, Map<number, string>>();
  for (const table of tables) {
    const row = headers.get(table.area.top) ?? new Map<number, string>();
    headers.set(table.area.top, row);
    table.columns.forEach((column, index) => row.set(table.area.left + index, column.name));
  }
  return headers;
}

function rowNumbers(sheet: Sheet, preserved: PreservedSheet | null, headers: ReadonlyMap<number, unknown>): number[] {
  const rows = new Set<number>();
  sheet.rows.forEach((_, row) => rows.add(row));
  for (const source of [sheet.rowHeights.keys(), sheet.hiddenRows, sheet.filteredRows, preserved?.rowAttributes.keys() ?? [], headers.keys()]) for (const row of source) rows.add(row);
  return [...rows].sort((a, b) => a - b);
}

function columnNumbers(cells: readonly (Cell | undefined)[] | undefined, header: ReadonlyMap<number, string> | undefined): number[] {
  const columns: number[] = [];
  cells?.forEach((cell, column) => {
    if (cell !== undefined) columns.push(column);
  });
  if (header === undefined) return columns;
  return [...new Set([...columns, ...header.keys()])].sort((a, b) => a - b);
}

function rowAttributes(sheet: Sheet, preserved: PreservedSheet | null, row: number): string {
  let attributes = preserved?.rowAttributes.get(row) ?? "";
  const height = sheet.rowHeights.get(row);
  if (height !== undefined) attributes += ` ht="${height}"${preserved?.autoHeights.get(row) === height ? "" : ' customHeight="1"'}`;
  if (sheet.hiddenRows.has(row) || sheet.filteredRows.has(row)) attributes += ' hidden="1"';
  return attributes;
}

/** The errors that files can hold; newer ones are written as Excel writes their plain form. */
function errorText(error: ErrorValue): string {
  switch (error.code) {
    case "#SPILL!":
    case "#CALC!":
    case "#FIELD!":
    case "#CONNECT!":
    case "#BLOCKED!":
    case "#UNKNOWN!":
      return "#VALUE!";
    // A cell that waits: ST_CellType knows only the older word for it.
    case "#BUSY!":
      return "#GETTING_DATA";
    default:
      return error.code;
  }
}

class CellWriter {
  private readonly open: string;
  private readonly close: string;
  private readonly value: string;
  private readonly valueEnd: string;
  private readonly openedName: string | null;
  private readonly formattedColumns: ReadonlySet<number>;

  constructor(
    private readonly sheet: Sheet,
    private readonly prefix: string,
    private readonly output: SheetDataOutput,
    private readonly kept: PreservedSheet | null,
  ) {
    this.openedName = kept?.openedName ?? null;
    this.formattedColumns = new Set((kept?.columnAttributes ?? []).filter((range) => range.others.includes(" style=")).flatMap((range) => Array.from({ length: range.last - range.first + 1 }, (_, index) => range.first + index)));
    this.open = `<${prefix}c r="`;
    this.close = `</${prefix}c>`;
    this.value = `<${prefix}v>`;
    this.valueEnd = `</${prefix}v>${this.close}`;
  }

  header(row: number, column: number, title: string, cell: Cell | undefined): string {
    const extra = cell === undefined || cell.value !== title ? undefined : this.extra(cell);
    return `${this.start(row, column, cell)} t="s">${this.value}${this.string(title, extra)}${this.valueEnd}`;
  }

  write(row: number, column: number, cell: Cell | undefined): string {
    if (cell === undefined) return "";
    const extra = this.extra(cell);
    const start = this.start(row, column, cell) + (extra === undefined || extra.vm === null ? "" : ` vm="${extra.vm}"`);
    const formula = this.formula(row, column, cell, extra);
    if (formula !== null) return `${start}${cell.spill ? ` cm="${this.output.dynamicArrayMark()}"` : ""}${this.formulaValue(cell.value, formula)}`;
    const value = cell.value;
    if (value === null) {
      const plain = cell.style === 0 && (cell.spillOf !== undefined || (cell.quotePrefix !== true && extra === undefined));
      // An empty cell in the default format is worth writing where its row or column has another one.
      return plain && !this.hasFormatAround(row, column) ? "" : `${start}/>`;
    }
    if (typeof value === "string") return `${start} t="s">${this.value}${this.string(value, extra)}${this.valueEnd}`;
    return this.scalar(start, "", value);
  }

  private start(row: number, column: number, cell: Cell | undefined): string {
    const style = cell === undefined ? 0 : this.output.styles.index(cell.style, cell.quotePrefix === true);
    return `${this.open}${columnLetters(column)}${row + 1}"${style === 0 ? "" : ` s="${style}"`}`;
  }

  private extra(cell: Cell): CellExtra | undefined {
    const extra = cell.kept;
    return extra instanceof CellExtra && extra.value === cell.value ? extra : undefined;
  }

  private string(text: string, extra: CellExtra | undefined): number {
    const rich = extra === undefined || extra.rich === null ? null : this.output.strings.rich(extra.rich);
    return rich ?? this.output.strings.text(text);
  }

  private formula(row: number, column: number, cell: Cell, extra: CellExtra | undefined): string | null {
    if (cell.formula === undefined) return extra === undefined ? null : this.dataTable(row, column, extra);
    // what is no dynamic array has no "@" in the file where a single value is wanted anyway
    const formula = cell.spill === undefined && cell.arrayRange === undefined ? (withoutImplicitIntersections(cell.formula) ?? cell.formula) : cell.formula;
    const written = escapeText(encodeXstring(formulaToFile(formula, formula.includes("[") ? this.tableAt(row, column) : null)));
    const range = cell.spill ? formatArea({ top: row, left: column, bottom: row + Math.max(1, cell.spill.rows) - 1, right: column + Math.max(1, cell.spill.columns) - 1 }) : cell.arrayRange;
    return `<${this.prefix}f${range === undefined ? "" : ` t="array" ref="${range}"`}>${written}</${this.prefix}f>`;
  }

  private hasFormatAround(row: number, column: number): boolean {
    return this.kept !== null && (this.formattedColumns.has(column) || (this.kept.rowAttributes.get(row)?.includes("customFormat") ?? false));
  }

  /** A data table's formula, with its places where they are now; a copy of the cell has none. */
  private dataTable(row: number, column: number, extra: CellExtra): string | null {
    if (extra.formulaElement === null || this.openedName === null) return null;
    const { xml, row: openedRow, column: openedColumn } = extra.formulaElement;
    const { follower } = this.output;
    const place = follower.cell(openedRow, openedColumn, this.openedName);
    if (place === null || place.row !== row || place.column !== column) return null;
    const sheet = this.openedName;
    return follower.hasChanges ? xml.replace(/\s(ref|r1|r2)="([^"]*)"/g, (_whole, name: string, places: string) => ` ${name}="${follower.areaList(places, sheet)}"`) : xml;
  }

  private formulaValue(value: Scalar, formula: string): string {
    if (typeof value === "string") return ` t="str">${formula}${this.value}${escapeText(encodeXstring(value))}${this.valueEnd}`;
    if (value === null) return `>${formula}${this.close}`;
    return this.scalar("", formula, value);
  }

  private scalar(start: string, formula: string, value: number | boolean | ErrorValue): string {
    if (typeof value === "number") {
      // Shortest text that reads back as the same number; files have no negative zero and no infinity.
      if (Number.isFinite(value)) return `${start}>${formula}${this.value}${value === 0 ? "0" : value}${this.valueEnd}`;
      return `${start} t="e">${formula}${this.value}#NUM!${this.valueEnd}`;
    }
    if (typeof value === "boolean") return `${start} t="b">${formula}${this.value}${value ? 1 : 0}${this.valueEnd}`;
    return `${start} t="e">${formula}${this.value}${errorText(value)}${this.valueEnd}`;
  }

  private tableAt(row: number, column: number): string | null {
    const inside = (area: Area): boolean => row >= area.top && row <= area.bottom && column >= area.left && column <= area.right;
    return this.sheet.tables.find((table) => inside(table.area))?.name ?? null;
  }
}
