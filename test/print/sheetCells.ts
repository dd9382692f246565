import { columnCount, parseAddress, parseArea, rowCount } from "../../host/model/address";
import type { Area, Scalar } from "../../host/model/cell";
import type { Sheet } from "../../host/model/sheet";
import type { Workbook } from "../../host/model/workbook";

/** The Invoice sheet as the host holds it, read by defined names. */
export interface SheetCells {
  named(name: string): readonly Scalar[];
  all(): readonly Scalar[];
  formulas(): readonly string[];
  rowsOf(name: string): number;
  /** 0-based. */
  rowOf(name: string): number;
  printAreaBottom(): number;
  fontColor(name: string): string | null;
  fills(name: string): readonly (string | null)[];
  columnWidth(name: string): number;
  /** From the Invoices table. */
  invoiceTotal(number: string): Scalar;
}

export function invoiceCells(workbook: Workbook): SheetCells {
  const place = (name: string): { sheet: Sheet; area: Area } => {
    const found = parseAddress(workbook.findName(name, null)?.refersTo ?? "");
    const sheet = found?.sheet === undefined || found.sheet === null ? undefined : workbook.findSheet(found.sheet);
    if (found === null || sheet === undefined) throw new Error(`No cells are named ${name}`);
    return { sheet, area: found.area };
  };
  const each = <T>(area: Area, read: (row: number, column: number) => T): T[] => {
    const list: T[] = [];
    for (let row = area.top; row <= area.bottom; row++) for (let column = area.left; column <= area.right; column++) list.push(read(row, column));
    return list;
  };
  const shown = (): { sheet: Sheet; area: Area } => {
    const { sheet } = place("OI_Number");
    return { sheet, area: sheet.usedArea() ?? { top: 0, left: 0, bottom: 0, right: 0 } };
  };
  const styles = (name: string): { font: { color: string | null }; fill: string | null }[] => {
    const { sheet, area } = place(name);
    return each(area, (row, column) => workbook.styles.get(sheet.get(row, column)?.style ?? 0));
  };
  return {
    named: (name) => {
      const { sheet, area } = place(name);
      return each(area, (row, column) => sheet.get(row, column)?.value ?? null);
    },
    all: () => {
      const { sheet, area } = shown();
      return each(area, (row, column) => sheet.get(row, column)?.value ?? null).filter((value) => value !== null);
    },
    formulas: () => {
      const { sheet, area } = shown();
      return each(area, (row, column) => sheet.get(row, column)?.formula ?? "").filter((formula) => formula !== "");
    },
    rowsOf: (name) => rowCount(place(name).area),
    rowOf: (name) => place(name).area.top,
    printAreaBottom: () => parseArea(shown().sheet.pageLayout.printArea ?? "")?.bottom ?? -1,
    fontColor: (name) => styles(name)[0]?.font.color ?? null,
    fills: (name) => [...new Set(styles(name).map(({ fill }) => fill))],
    columnWidth: (name) => {
      const { sheet, area } = place(name);
      return sheet.columnWidths.get(area.left) ?? 0;
    },
    invoiceTotal: (number) => {
      const table = workbook.findTable("Invoices");
      if (table === undefined || columnCount(table.area) === 0) throw new Error("No table Invoices");
      const column = (header: string): number => table.area.left + table.columns.findIndex(({ name }) => name === header);
      for (let row = table.area.top + 1; row <= table.area.bottom; row++)
        if (table.sheet.get(row, column("Number"))?.value === number) return table.sheet.get(row, column("Total"))?.value ?? null;
      throw new Error(`No invoice ${number}`);
    },
  };
}
