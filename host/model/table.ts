import type { Area } from "./cell";
import type { Sheet } from "./sheet";

/** An Excel table (ListObject): raw data. The header row is always shown; an empty table keeps one blank body row. */
export interface Table {
  /** Stays the same when the table is renamed; saved with the file. */
  readonly id: string;
  name: string;
  sheet: Sheet;
  /** Header row, body and, when `showTotals`, totals row. */
  area: Area;
  columns: TableColumn[];
  showTotals: boolean;
  showFilterButton: boolean;
  showBandedRows: boolean;
  style: string; // "TableStyleLight1" …, "" for none
  /** Column index → criteria; rows they hide are in sheet.filteredRows. */
  filters: Map<number, FilterCriteria>;
  sort?: TableSortState | null;
  showBandedColumns?: boolean;
  highlightFirstColumn?: boolean;
  highlightLastColumn?: boolean;
  preserved: unknown;
}

export interface TableColumn {
  /** Unique inside the table, never reused. */
  readonly id: number;
  name: string;
  /** The calculated column's formula, filled into new rows. */
  calculatedFormula: string | null;
  totalsLabel: string | null;
  totalsFunction: string | null; // "sum", "count", …, "custom"
  totalsFormula: string | null;
}

export interface FilterCriteria {
  /** Texts as shown that stay visible. */
  values: string[];
  blanks: boolean;
  /** Another rule than a list of texts; `values` then says what it left visible when it was last applied. */
  rule?: FilterRule;
}

/** Excel.FilterCriteria of the kinds other than "Values". */
export interface FilterRule {
  readonly filterOn: "BottomItems" | "BottomPercent" | "CellColor" | "Dynamic" | "FontColor" | "TopItems" | "TopPercent" | "Custom";
  readonly criterion1?: string;
  readonly criterion2?: string;
  readonly operator?: "And" | "Or";
  readonly dynamicCriteria?: string;
  readonly color?: string;
}

/** The sort that a table remembers (TableSort.fields): 0-based columns. */
export interface TableSortState {
  readonly fields: readonly { readonly column: number; readonly ascending: boolean; readonly textAsNumber?: boolean }[];
  readonly matchCase: boolean;
}

export function bodyArea(table: Table): Area {
  return { ...table.area, top: table.area.top + 1, bottom: table.showTotals ? table.area.bottom - 1 : table.area.bottom };
}

export function headerArea(table: Table): Area {
  return { ...table.area, bottom: table.area.top };
}
