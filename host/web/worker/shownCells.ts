import { ErrorValue, type Cell } from "../../model/cell";
import type { Sheet } from "../../model/sheet";
import type { BorderLine, Style } from "../../model/style";
import type { Table } from "../../model/table";
import type { Workbook } from "../../model/workbook";
import type { CellLook, ShownCell, ShownKind, Span } from "../protocol";
import { formatValue } from "../../model/shownText";
import { shownColor } from "./cellText";
import { tableLook, type TableLook } from "./tableLook";

const LINE: Readonly<Record<BorderLine["style"], string>> = {
  thin: "1px solid", hair: "1px dotted", dotted: "1px dotted", dashed: "1px dashed", medium: "2px solid", thick: "3px solid", double: "3px double",
};

/**
 * The cells of the given rows × columns that show anything (text, fill or border), in row order, with their looks interned.
 * A cell's right and bottom lines stand for its neighbour's left and top ones too.
 */
export function shownCells(workbook: Workbook, sheet: Sheet, rows: readonly Span[], columns: readonly Span[]): { cells: ShownCell[]; looks: CellLook[] } {
  const looks = new LookTable();
  const cells: ShownCell[] = [];
  for (const rowSpan of rows)
    for (let row = rowSpan.first; row <= rowSpan.last; row++) {
      const tables = sheet.tables.filter((table) => row >= table.area.top && row <= table.area.bottom);
      const line = sheet.rows[row];
      const below = sheet.rows[row + 1];
      if (line === undefined && below === undefined && tables.length === 0) continue;
      for (const span of columns)
        for (let column = span.first; column <= span.last; column++) {
          const shown = shownCell(workbook, looks, { row, column, cell: line?.[column], right: line?.[column + 1], below: below?.[column], table: tableAt(tables, column) });
          if (shown !== null) cells.push(shown);
        }
    }
  return { cells, looks: looks.list };
}

interface Place {
  readonly row: number;
  readonly column: number;
  readonly cell: Cell | undefined;
  readonly right: Cell | undefined;
  readonly below: Cell | undefined;
  readonly table: Table | undefined;
}

function shownCell(workbook: Workbook, looks: LookTable, place: Place): ShownCell | null {
  const { cell, table } = place;
  const style = workbook.styles.get(cell?.style ?? 0);
  const under = table === undefined ? null : tableLook(table, place.row - table.area.top, place.column - table.area.left);
  const rightLine = style.border.right ?? (place.right === undefined ? null : workbook.styles.get(place.right.style).border.left);
  const bottomLine = style.border.bottom ?? (place.below === undefined ? null : workbook.styles.get(place.below.style).border.top);
  const hasValue = cell !== undefined && cell.value !== null;
  if (!hasValue && under === null && rightLine === null && bottomLine === null && style.fill === null) return null;
  const value = cell?.value ?? null;
  const kind = kindOf(value);
  const text = formatValue(workbook, value, style.numberFormat);
  const color = shownColor(value, style.numberFormat);
  return {
    row: place.row,
    column: place.column,
    text,
    kind,
    look: looks.intern(style, under, kind, rightLine, bottomLine),
    ...(typeof value === "number" && style.numberFormat === "General" ? { value } : {}),
    ...(value instanceof ErrorValue && value.message !== "" ? { message: value.message } : {}),
    ...(color === null ? {} : { formatColor: color }),
  };
}

function kindOf(value: Cell["value"]): ShownKind {
  if (value === null) return "empty";
  if (value instanceof ErrorValue) return "error";
  if (typeof value === "number") return "number";
  return typeof value === "boolean" ? "boolean" : "text";
}

function tableAt(tables: readonly Table[], column: number): Table | undefined {
  return tables.find((table) => column >= table.area.left && column <= table.area.right);
}

class LookTable {
  readonly list: CellLook[] = [];
  private readonly byKey = new Map<string, number>();

  intern(style: Style, under: TableLook | null, kind: ShownKind, right: BorderLine | null, bottom: BorderLine | null): number {
    const look: CellLook = {
      fontFamily: style.font.name,
      fontSize: style.font.size,
      bold: style.font.bold || (under?.bold ?? false),
      italic: style.font.italic,
      underline: style.font.underline,
      strike: style.font.strike,
      color: style.font.color ?? under?.color ?? null,
      fill: style.fill ?? under?.fill ?? null,
      borderRight: lineText(right) ?? under?.borderRight ?? null,
      borderBottom: lineText(bottom) ?? under?.borderBottom ?? null,
      align: alignOf(style, kind),
      valign: style.vertical === "top" || style.vertical === "bottom" ? style.vertical : "center",
      wrap: style.wrapText || style.vertical === "justify" || style.horizontal === "justify",
      indent: style.indent,
    };
    const key = JSON.stringify(look);
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    this.byKey.set(key, this.list.length);
    return this.list.push(look) - 1;
  }
}

function lineText(line: BorderLine | null): string | null {
  return line === null ? null : `${LINE[line.style]} ${line.color ?? "#000000"}`;
}

function alignOf(style: Style, kind: ShownKind): CellLook["align"] {
  switch (style.horizontal) {
    case "left": case "fill": case "justify": return "left";
    case "right": return "right";
    case "center": case "centerAcrossSelection": case "distributed": return "center";
    case "general": return kind === "number" ? "right" : kind === "boolean" || kind === "error" ? "center" : "left";
  }
}
