import { ErrorValue, type Scalar } from "../../host/model/cell";
import { bodyArea, type Table } from "../../host/model/table";
import type { Workbook } from "../../host/model/workbook";
import type { LedgerSource } from "../../src/live/source";
import type { CellRead } from "../../src/workbook/port";

/** The cells of the host's own model as the live ledger asks for them: no client, no reader's slices, no events in between. */
export function modelSource(workbook: Workbook): LedgerSource {
  const tables = (): readonly Table[] => workbook.sheets.flatMap((sheet) => sheet.tables);
  return {
    describe: () => Promise.resolve({
      dateSystem: workbook.dateSystem,
      tables: tables().map((table) => {
        const { top, bottom } = bodyArea(table);
        return { name: table.name, headers: table.columns.map((_column, index) => String(cellOf(table, table.area.top, index))), rowCount: Math.max(0, bottom - top + 1) };
      }),
    }),
    readColumns: (requests) => Promise.resolve(requests.map(({ table: name, headers, first, count }) => {
      const table = tables().find((each) => each.name === name);
      if (table === undefined) throw new Error(`No table ${name}`);
      const { top } = bodyArea(table);
      return headers.map((header) => {
        const column = table.columns.findIndex((each) => each.name === header);
        return Array.from({ length: count }, (_, row) => cellOf(table, top + first + row, column));
      });
    })),
    watch: () => Promise.resolve(() => undefined),
  };
}

function cellOf(table: Table, row: number, column: number): CellRead {
  return readOf(table.sheet.get(row, table.area.left + column)?.value ?? null);
}

/** A cell's value as a reader of the workbook is given it. */
export function readOf(value: Scalar): CellRead {
  return value instanceof ErrorValue ? { error: value.code } : (value ?? "");
}
