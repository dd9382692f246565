import { createCalc, type CalcOptions } from "../../../host/calc/calc";
import type { Calc } from "../../../host/calc/contract";
import { parseFormula } from "../../../host/calc/parser";
import { type Cell, ErrorValue, type Scalar } from "../../../host/model/cell";
import type { Sheet } from "../../../host/model/sheet";
import type { Table } from "../../../host/model/table";
import { Workbook } from "../../../host/model/workbook";

/** A small workbook for tests: cells are written as text ("=…" is a formula), and read as text. */
export class Book {
  readonly workbook = new Workbook();
  readonly sheet = this.workbook.addSheet("Sheet1");
  readonly calc: Calc;

  constructor(options: CalcOptions = {}) {
    this.calc = createCalc(this.workbook, { now: () => new Date(2026, 0, 31, 12), ...options });
  }

  set(address: string, value: Scalar, sheet: Sheet = this.sheet): void {
    const { row, column } = position(address);
    const cell: Cell = { value: null, style: 0 };
    if (typeof value === "string" && value.startsWith("=")) cell.formula = value.slice(1);
    else cell.value = value;
    sheet.put(row, column, value === null ? undefined : cell);
    this.calc.cellChanged(sheet, row, column);
  }

  /** Rows of values from a corner on. */
  fill(address: string, rows: readonly (readonly Scalar[])[], sheet: Sheet = this.sheet): void {
    const start = position(address);
    rows.forEach((cells, row) => {
      cells.forEach((value, column) => {
        this.set(`${letters(start.column + column)}${start.row + row + 1}`, value, sheet);
      });
    });
  }

  table(name: string, address: string, rows: readonly (readonly Scalar[])[], showTotals = false, sheet: Sheet = this.sheet): Table {
    this.fill(address, rows, sheet);
    const { row, column } = position(address);
    const [header = []] = rows;
    const table: Table = {
      id: this.workbook.newTableId(), name, sheet, showTotals,
      area: { top: row, left: column, bottom: row + rows.length - 1, right: column + header.length - 1 },
      columns: header.map((title, index) => ({ id: index + 1, name: String(title), calculatedFormula: null, totalsLabel: null, totalsFunction: null, totalsFormula: null })),
      showFilterButton: true, showBandedRows: true, style: "", filters: new Map(), preserved: null,
    };
    sheet.tables.push(table);
    this.calc.structureChanged();
    return table;
  }

  get(address: string, sheet: Sheet = this.sheet): Scalar {
    const { row, column } = position(address);
    return sheet.get(row, column)?.value ?? null;
  }

  /** Calculates a formula in a cell far away and shows what it and its spill hold. */
  show(formula: string): string {
    this.sheet.put(199, 49, { value: null, style: 0, formula });
    this.calc.cellChanged(this.sheet, 199, 49);
    this.calc.recalculate();
    const anchor = this.sheet.get(199, 49);
    const { rows, columns } = anchor?.spill ?? { rows: 1, columns: 1 };
    return Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => text(this.sheet.get(199 + row, 49 + column)?.value ?? null)).join(" ")).join("; ");
  }
}

export function text(value: Scalar): string {
  if (value instanceof ErrorValue) return value.code;
  return typeof value === "string" ? `"${value}"` : value === null ? "empty" : String(value).toUpperCase();
}

export function position(address: string): { row: number; column: number } {
  const parsed = parseFormula(address);
  if (!parsed.ok || parsed.node.kind !== "reference") throw new Error(address);
  return { row: parsed.node.area.top, column: parsed.node.area.left };
}

function letters(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26);
}
