import type { Cell } from "../../../host/model/cell";
import type { Workbook } from "../../../host/model/workbook";
import { openWorkbook } from "../../../host/xlsx/open";
import { saveWorkbook } from "../../../host/xlsx/save";
import { seededRandom } from "../../fuzz/fuzz";
import { randomWorkbook } from "./randomWorkbook";

/** All that the model holds, as plain data: ids that files do not keep and the file's own records left out. */
function described(book: Workbook): object {
  const style = (index: number): object => {
    const { xf: _xf, ...shown } = book.styles.get(index);
    return shown;
  };
  const cell = ({ kept: _kept, style: index, ...rest }: Cell): object => ({ ...rest, style: style(index) });
  const sheets = book.sheets.map((sheet) => {
    const cells: Record<string, object> = {};
    sheet.rows.forEach((row, rowNumber) => row.forEach((entry, column) => {
      // The default format alone is nothing.
      if (entry !== undefined && (entry.value !== null || entry.formula !== undefined || entry.spillOf !== undefined || JSON.stringify(style(entry.style)) !== JSON.stringify(style(0)))) cells[`R${rowNumber + 1}C${column + 1}`] = cell(entry);
    }));
    const { name, visibility, protection, showGridlines, frozen, tabColor, pageLayout, validations, merges } = sheet;
    const sorted = (map: ReadonlyMap<string | number, unknown>): unknown[] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      name, visibility, protection, showGridlines, frozen, tabColor, pageLayout, validations, merges, cells, columnWidths: sorted(sheet.columnWidths), rowHeights: sorted(sheet.rowHeights), hiddenRows: [...sheet.hiddenRows].sort(), hiddenColumns: [...sheet.hiddenColumns].sort(),
      customProperties: sorted(sheet.customProperties), tables: sheet.tables.map(({ preserved: _preserved, sheet: _sheet, filters, ...table }) => ({ ...table, filters: [...filters] })),
    };
  });
  const { dateSystem, calculationMode, precisionAsDisplayed, protection, properties } = book;
  const names = book.names.map(({ sheet, ...name }) => ({ ...name, sheet: sheet?.name ?? null }));
  return { dateSystem, calculationMode, precisionAsDisplayed, protection, properties, names, sheets, settings: [...book.settings], customXml: [...book.customXmlParts], active: book.activeSheet?.name };
}

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

test.each(SEEDS)("random workbook %i: what was saved is what is opened, and saved again it is the same file", (seed) => {
  const workbook = randomWorkbook(seededRandom(seed));
  const saved = saveWorkbook(workbook);
  const opened = openWorkbook(saved);
  expect(described(opened)).toEqual(described(workbook));
  const again = saveWorkbook(opened);
  expect(described(openWorkbook(again))).toEqual(described(workbook));
  expect(Buffer.compare(saveWorkbook(openWorkbook(again)), again)).toBe(0);
});
