import type { Sheet } from "../model/sheet";

/**
 * The model's side of each sheet element. When an aspect is the same as on opening, the element is written back verbatim;
 * when not, it is made anew from the model over what the file had.
 */
export function aspects(sheet: Sheet): Readonly<Record<string, unknown>> {
  const layout = sheet.pageLayout;
  return {
    sheetPr: [sheet.tabColor, layout.fitToWidth !== null || layout.fitToHeight !== null],
    frozen: sheet.frozen,
    cols: [[...sheet.columnWidths], [...sheet.hiddenColumns]],
    sheetProtection: sheet.protection,
    mergeCells: sheet.merges,
    dataValidations: sheet.validations,
    printOptions: [layout.centerHorizontally, layout.printGridlines],
    pageMargins: layout.margins,
    pageSetup: [layout.orientation, layout.paperSize, layout.fitToWidth, layout.fitToHeight, layout.scale],
    headerFooter: [layout.header, layout.footer],
    customProperties: [...sheet.customProperties],
  };
}
