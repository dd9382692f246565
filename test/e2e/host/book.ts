import { writeFileSync } from "node:fs";
import { createCalc } from "../../../host/calc/calc";
import { Editor } from "../../../host/model/edit";
import { BY_HAND } from "../../../host/model/events";
import type { Sheet } from "../../../host/model/sheet";
import type { Style } from "../../../host/model/style";
import { Workbook } from "../../../host/model/workbook";
import { saveWorkbook } from "../../../host/xlsx/save";

const LINE = { style: "thin", color: "#7F7F7F" } as const;

/** Writes a workbook with everything that the screen has to show: formats, table, merge, frozen panes, errors, spill. */
export function writeShowBook(path: string): void {
  const workbook = new Workbook();
  const sheet = workbook.addSheet("Ledger");
  const editor = new Editor(workbook, createCalc(workbook));
  editor.transact(BY_HAND, () => {
    put(editor, sheet, 0, 0, [["Finch & Harbour Studio"]]);
    style(editor, sheet, { top: 0, left: 0, bottom: 0, right: 5 }, (old) => ({ ...old, font: { ...old.font, size: 16, bold: true }, fill: "#E8F3EF" }));
    put(editor, sheet, 1, 0, [["A long line of text that runs over the empty cells beside it, until it ends"]]);
    put(editor, sheet, 3, 0, [
      ["Number", "Customer", "Date", "Due", "Total", "Open"],
      ["INV-2026-0001", "'00417", "1/12/2026", "2/11/2026", 1250.5, "=[@Total]*0.5"],
      ["INV-2026-0002", "Acme Limited", "1/13/2026", "2/12/2026", -80, "=[@Total]"],
      ["INV-2026-0003", "Blue Door Ceramics and Fine Porcelain", "1/14/2026", "2/13/2026", 123456789.25, 0],
      ["INV-2026-0004", "Acme Limited", "1/15/2026", "2/14/2026", 4850, 4850],
    ]);
    editor.addTable(sheet, { top: 3, left: 0, bottom: 7, right: 5 }, true, "Invoices").style = "TableStyleMedium2";
    style(editor, sheet, { top: 4, left: 4, bottom: 7, right: 5 }, (old) => ({ ...old, numberFormat: "#,##0.00;[Red]-#,##0.00" }));
    put(editor, sheet, 9, 0, [["Sum", "=SUM(Invoices[Total])"], ["Fails", "=1/0"], ["Spill", "=SEQUENCE(3,2)"]]);
    style(editor, sheet, { top: 9, left: 1, bottom: 9, right: 1 }, (old) => ({ ...old, numberFormat: "#,##0.00", font: { ...old.font, bold: true }, border: { ...old.border, top: LINE, bottom: { style: "double", color: "#000000" } } }));
    put(editor, sheet, 15, 0, [["Merged and centred"]]);
    editor.merge(sheet, { top: 15, left: 0, bottom: 16, right: 2 });
    style(editor, sheet, { top: 15, left: 0, bottom: 16, right: 2 }, (old) => ({ ...old, horizontal: "center", vertical: "center", fill: "#FFF4CE", border: { top: LINE, right: LINE, bottom: LINE, left: LINE } }));
    put(editor, sheet, 15, 4, [["Wrapped text in a narrow column is shown on several lines"]]);
    style(editor, sheet, { top: 15, left: 4, bottom: 15, right: 4 }, (old) => ({ ...old, wrapText: true, vertical: "top" }));
    editor.setRowHeight(sheet, 15, 60);
    [16, 22, 11, 11, 13, 13].forEach((width, column) => editor.setColumnWidth(sheet, column, width));
  });

  const big = editor.transact(BY_HAND, () => editor.addSheet("Big"));
  put(editor, big, 0, 0, [["Row", "Text", "Amount", ...Array.from({ length: 9 }, (_, column) => `Column ${column + 4}`)]]);
  for (let row = 1; row <= 100_000; row++) {
    big.put(row, 0, { value: row, style: 0 });
    big.put(row, 1, { value: `Line ${row}`, style: 0 });
    big.put(row, 2, { value: row * 1.25, style: 0 });
  }
  editor.changeSheet(big, (target) => {
    target.frozen = { rows: 1, columns: 1 };
  });
  const plain = editor.transact(BY_HAND, () => editor.addSheet("Plain"));
  plain.showGridlines = false;
  editor.activateSheet(sheet);
  writeFileSync(path, saveWorkbook(workbook));
}

function put(editor: Editor, sheet: Sheet, top: number, left: number, values: readonly (readonly (string | number)[])[]): void {
  editor.writeValues(sheet, { top, left, bottom: top + values.length - 1, right: left + (values[0]?.length ?? 1) - 1 }, values);
}

function style(editor: Editor, sheet: Sheet, area: { top: number; left: number; bottom: number; right: number }, change: (old: Style) => Style): void {
  editor.changeStyle(sheet, area, change);
}
