import type { CaseBench } from "./conformanceCase";

export type Cells = readonly (readonly (string | number | boolean)[])[];
type Excel_ = CaseBench["excel"];
type ReadProperty = "values" | "formulas" | "text" | "numberFormat" | "valueTypes" | "address" | "formulasR1C1";

/** Writes values to an address of the scratch sheet. */
export async function put(excel: Excel_, address: string, values: Cells): Promise<void> {
  await excel(async (sheet, context) => {
    sheet.getRange(address).values = values.map((row) => [...row]);
    await context.sync();
  });
}

/** Writes formulas to an address of the scratch sheet. */
export async function putFormulas(excel: Excel_, address: string, formulas: Cells): Promise<void> {
  await excel(async (sheet, context) => {
    sheet.getRange(address).formulas = formulas.map((row) => [...row]);
    await context.sync();
  });
}

/** One property of an address of the scratch sheet. */
export async function read(excel: Excel_, address: string, property: ReadProperty = "values"): Promise<unknown> {
  return excel(async (sheet, context) => {
    const range = sheet.getRange(address).load(property);
    await context.sync();
    return range[property];
  });
}

/** What a formula in D1 of the scratch sheet answers, above the given cells at A1. */
export async function answer(excel: Excel_, formula: string, cells: Cells = []): Promise<unknown> {
  if (cells.length > 0) await put(excel, `A1:${"ABC"[(cells[0]?.length ?? 1) - 1] ?? "A"}${cells.length}`, cells);
  await putFormulas(excel, "D1", [[formula]]);
  const values = await read(excel, "D1");
  return Array.isArray(values) && Array.isArray(values[0]) ? values[0][0] : values;
}

let tables = 0;

/** A table over new cells at A1; its name is new for each call, because names are the workbook's. */
export async function putTable(excel: Excel_, rows: Cells): Promise<string> {
  tables += 1;
  const name = `SelfTest${tables}_${Math.floor(Math.random() * 1e9)}`;
  const last = "ABCDEFGH"[(rows[0]?.length ?? 1) - 1] ?? "A";
  await excel(async (sheet, context) => {
    const range = sheet.getRange(`A1:${last}${rows.length}`);
    range.values = rows.map((row) => [...row]);
    sheet.tables.add(range, true).name = name;
    await context.sync();
  });
  return name;
}

/** Address of a range without its sheet: sheets' names differ. */
export function local(address: string): string {
  return address.slice(address.lastIndexOf("!") + 1);
}
