import { Workbook } from "../../host/model/workbook";
import type { Scalar } from "../../host/model/cell";
import { saveWorkbook } from "../../host/xlsx/save";

export interface StrangerTable {
  readonly sheet: string;
  /** Table name; null leaves a plain range. */
  readonly name: string | null;
  readonly top?: number;
  readonly left?: number;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly Scalar[])[];
}

/** A workbook that this project's set-up never saw: plain tables with the given headers, as bytes of an .xlsx file. */
export function strangerBook(tables: readonly StrangerTable[]): Uint8Array {
  const workbook = new Workbook();
  for (const spec of tables) {
    const sheet = workbook.findSheet(spec.sheet) ?? workbook.addSheet(spec.sheet);
    const top = spec.top ?? 0;
    const left = spec.left ?? 0;
    [spec.headers, ...spec.rows].forEach((cells, r) =>
      cells.forEach((value, c) => {
        if (value !== null) sheet.put(top + r, left + c, { value, style: 0 });
      }),
    );
    if (spec.name === null) continue;
    sheet.tables.push({
      id: workbook.newTableId(), name: spec.name, sheet,
      area: { top, left, bottom: top + spec.rows.length, right: left + spec.headers.length - 1 },
      columns: spec.headers.map((name, index) => ({ id: index + 1, name, calculatedFormula: null, totalsLabel: null, totalsFunction: null, totalsFormula: null })),
      showTotals: false, showFilterButton: true, showBandedRows: true, style: "TableStyleMedium2", filters: new Map(), preserved: null,
    });
  }
  return saveWorkbook(workbook);
}

/** Excel serial of an ISO date. */
export function serial(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / 86_400_000 + 25_569;
}
