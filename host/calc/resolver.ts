import { type Area, ErrorValue } from "../model/cell";
import type { Sheet } from "../model/sheet";
import { bodyArea, headerArea, type Table } from "../model/table";
import type { DefinedName, Workbook } from "../model/workbook";
import type { FormulaNode, ReferenceNode, SheetsNode, StructuredItem, StructuredNode } from "./ast";
import { parseFormula } from "./parser";
import { copyFormula, referencesOf } from "./rewrite";
import { REF_ERROR, type SheetArea, VALUE_ERROR } from "./values";

/** A position that relative things are resolved from. */
export interface Position {
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: number;
}

/** Finds sheets, tables, columns and names; remembers them until `forget` (the structure changed). */
export class Resolver {
  private sheetsByName = new Map<string, Sheet>();
  private tables = new Map<string, Table>();
  private columns = new WeakMap<Table, ReadonlyMap<string, number>>();
  private relativeNames = new WeakMap<DefinedName, { readonly text: string; readonly relative: boolean }>();
  private filled = false;

  constructor(private readonly workbook: Workbook) {}

  forget(): void {
    this.filled = false;
  }

  reference(node: ReferenceNode, at: Position): SheetArea | ErrorValue {
    const sheet = node.sheet === null ? at.sheet : this.sheet(node.sheet);
    if (sheet === undefined) return REF_ERROR;
    const { top, left, bottom, right } = node.area;
    return { sheet, top, left, bottom, right };
  }

  /** The areas of a reference through several sheets, in the sheets' order. */
  sheets(node: SheetsNode): readonly SheetArea[] | ErrorValue {
    const first = this.sheet(node.first);
    const last = this.sheet(node.last);
    if (first === undefined || last === undefined) return REF_ERROR;
    const places = [this.workbook.sheets.indexOf(first), this.workbook.sheets.indexOf(last)];
    const { top, left, bottom, right } = node.area;
    return this.workbook.sheets.slice(Math.min(...places), Math.max(...places) + 1).map((sheet) => ({ sheet, top, left, bottom, right }));
  }

  sheet(name: string): Sheet | undefined {
    this.fill();
    return this.sheetsByName.get(name.toLowerCase());
  }

  table(name: string): Table | undefined {
    this.fill();
    return this.tables.get(name.toLowerCase());
  }

  /** The area that a structured reference means at that position. */
  structured(node: StructuredNode, at: Position): SheetArea | ErrorValue {
    const table = node.table === null ? tableAt(at) : this.table(node.table);
    if (table === undefined) return node.table === null ? VALUE_ERROR : REF_ERROR;
    const rows = itemRows(table, node.items, at);
    if (rows instanceof ErrorValue) return rows;
    const { left, right } = table.area;
    const area = { sheet: table.sheet, top: rows.top, bottom: rows.bottom, left, right };
    if (node.columns === null) return area;
    const first = this.column(table, node.columns.first.name);
    const last = this.column(table, node.columns.last.name);
    if (first === undefined || last === undefined) return REF_ERROR;
    return { ...area, left: left + Math.min(first, last), right: left + Math.max(first, last) };
  }

  /** What a defined name means at that position; null when there is no such name. */
  name(name: string, sheet: string | null, at: Position): FormulaNode | null {
    const scope = sheet === null ? at.sheet : (this.sheet(sheet) ?? null);
    const defined = this.workbook.findName(name, scope);
    if (defined === undefined) return null;
    const text = this.nameText(defined, at);
    const parsed = parseFormula(text);
    return parsed.ok ? parsed.node : null;
  }

  /** Files write relative references of names as seen from A1. */
  private nameText(defined: DefinedName, at: Position): string {
    const text = defined.refersTo.replace(/^=/, "");
    let known = this.relativeNames.get(defined);
    if (known === undefined || known.text !== text) {
      known = { text, relative: referencesOf(text).areas.some(({ area }) => !area.topFixed || !area.leftFixed || !area.bottomFixed || !area.rightFixed) };
      this.relativeNames.set(defined, known);
    }
    return known.relative ? copyFormula(text, at.row, at.column) : text;
  }

  private column(table: Table, name: string): number | undefined {
    let columns = this.columns.get(table);
    if (columns === undefined) {
      columns = new Map(table.columns.map((column, index) => [column.name.toLowerCase(), index]));
      this.columns.set(table, columns);
    }
    return columns.get(name.toLowerCase());
  }

  private fill(): void {
    if (this.filled) return;
    this.sheetsByName = new Map(this.workbook.sheets.map((sheet) => [sheet.name.toLowerCase(), sheet]));
    this.tables = new Map([...this.workbook.tables()].map((table) => [table.name.toLowerCase(), table]));
    this.columns = new WeakMap();
    this.filled = true;
  }
}

function tableAt(at: Position): Table | undefined {
  return at.sheet.tables.find(({ area }) => at.row >= area.top && at.row <= area.bottom && at.column >= area.left && at.column <= area.right);
}

function itemRows(table: Table, items: readonly StructuredItem[], at: Position): Pick<Area, "top" | "bottom"> | ErrorValue {
  const body = bodyArea(table);
  let rows: { top: number; bottom: number } | null = null;
  for (const item of items.length === 0 ? (["data"] as const) : items) {
    let next: { top: number; bottom: number };
    if (item === "all") next = table.area;
    else if (item === "data") next = body;
    else if (item === "headers") next = headerArea(table);
    else if (item === "totals") {
      if (!table.showTotals) return REF_ERROR;
      next = { top: table.area.bottom, bottom: table.area.bottom };
    } else {
      if (at.sheet !== table.sheet || at.row < body.top || at.row > body.bottom) return VALUE_ERROR;
      next = { top: at.row, bottom: at.row };
    }
    rows = rows === null ? { top: next.top, bottom: next.bottom } : { top: Math.min(rows.top, next.top), bottom: Math.max(rows.bottom, next.bottom) };
  }
  return rows ?? body;
}
