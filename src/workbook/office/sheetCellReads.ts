import type { CellRead } from "../port";
import type { SheetCells, SheetReader, SheetTableArea, WorkbookCells } from "../sheetCells";
import { readLoaded } from "./cellReads";
import { faultFrom } from "./officeFault";
import type { ExcelRunner } from "./officeWorkbook";

/** DATE(2000,1,1) in the 1904 system. */
const SERIAL_2000_1904 = 35064;
/** Cells of one answer: values and formulas of so many stay well below the platform's 5 MB. */
const CELLS_MAX = 20_000;

/** SheetReader over Office.js (ExcelApi 1.9). `run` is Excel.run of one workbook. */
export function createOfficeSheetReader(run: ExcelRunner): SheetReader {
  return {
    readSheets: async (names) => {
      try {
        return await run((context) => readSheets(context, names));
      } catch (thrown) {
        throw faultFrom(thrown);
      }
    },
  };
}

async function readSheets(context: Excel.RequestContext, names: readonly string[] | undefined): Promise<WorkbookCells> {
  const { worksheets, functions } = context.workbook;
  worksheets.load("items/name");
  const epoch = functions.date(2000, 1, 1);
  epoch.load("value");
  await context.sync();
  const chosen = worksheets.items.filter(({ name }) => names === undefined || names.some((wanted) => wanted.toLowerCase() === name.toLowerCase()));
  const pending = chosen.map((sheet) => {
    const used = sheet.getUsedRangeOrNullObject(true);
    used.load("rowIndex,columnIndex,rowCount,columnCount,rowHidden");
    sheet.tables.load("items/name,items/showTotals");
    return { sheet, used };
  });
  await context.sync();
  const sheets: SheetCells[] = [];
  for (const { sheet, used } of pending) if (!used.isNullObject) sheets.push(await readSheet(context, sheet, used));
  return { dateSystem: epoch.value === SERIAL_2000_1904 ? 1904 : 1900, sheets };
}

async function readSheet(context: Excel.RequestContext, sheet: Excel.Worksheet, used: Excel.Range): Promise<SheetCells> {
  const { rowIndex: top, columnIndex: left, rowCount, columnCount } = used;
  const areas = sheet.tables.items.map((table) => ({ table, range: table.getRange() }));
  for (const { range } of areas) range.load("rowIndex,columnIndex,rowCount,columnCount");
  const step = Math.max(1, Math.floor(CELLS_MAX / columnCount));
  const parts: RowsPart[] = [];
  for (let first = 0; first < rowCount; first += step) parts.push(await readRows(context, sheet, { used, first, count: Math.min(step, rowCount - first) }));
  const tables = areas.map(({ table, range }): SheetTableArea => ({
    name: table.name, top: range.rowIndex, left: range.columnIndex, rowCount: range.rowCount, columnCount: range.columnCount, showTotals: table.showTotals,
  }));
  return { name: sheet.name, top, left, values: parts.flatMap(({ values }) => values), formulas: parts.flatMap(({ formulas }) => formulas), hiddenRows: new Set(parts.flatMap(({ hiddenRows }) => hiddenRows)), tables };
}

type RowsPart = Pick<SheetCells, "values" | "formulas"> & { readonly hiddenRows: readonly number[] };

/** Some rows of the used range in one round trip. */
async function readRows(context: Excel.RequestContext, sheet: Excel.Worksheet, { used, first, count }: { readonly used: Excel.Range; readonly first: number; readonly count: number }): Promise<RowsPart> {
  const top = used.rowIndex + first;
  const part = sheet.getRangeByIndexes(top, used.columnIndex, count, used.columnCount);
  part.load("values,formulas");
  // Null where some rows are hidden and some are not: only then each is asked.
  const rows = used.rowHidden === false ? [] : Array.from({ length: count }, (_, index) => sheet.getRangeByIndexes(top + index, used.columnIndex, 1, 1));
  for (const row of rows) row.load("rowHidden");
  await context.sync();
  const [values = []] = await readLoaded(context, [part]);
  const formulas = part.formulas.map((row, r) => row.map((formula: unknown, c) => formulaOf(formula, values[r]?.[c])));
  return { values, formulas, hiddenRows: rows.flatMap((row, index) => (row.rowHidden ? [top + index] : [])) };
}

/** A text that begins with an equals sign is given as its own formula. */
function formulaOf(formula: unknown, value: CellRead | undefined): string | null {
  return typeof formula === "string" && formula.startsWith("=") && formula !== value ? formula : null;
}
