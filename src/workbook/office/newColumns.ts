import type { NewColumns } from "../port";
import { CHARACTER_POINTS, WIDTH_PADDING } from "./newTables";

/** Adds columns at the right end of tables. A column that is there by now is left alone, so that the same call twice does no harm. */
export async function addColumns(context: Excel.RequestContext, added: readonly NewColumns[]): Promise<void> {
  const targets = added.map(({ table: name, columns }) => {
    const table = context.workbook.tables.getItem(name);
    table.columns.load("items/name");
    return { table, columns };
  });
  await context.sync();
  context.application.suspendScreenUpdatingUntilNextSync();
  for (const { table, columns } of targets) {
    const there = new Set(table.columns.items.map(({ name }) => name));
    for (const { header, format, width } of columns.filter((column) => !there.has(column.header))) {
      const column = table.columns.add(-1, undefined, header);
      const body = column.getDataBodyRange();
      // One value for all cells of a range is documented ("Update all cells with one value"), the typings know arrays only.
      body.numberFormat = format as unknown as string[][];
      if (format === "@") body.format.horizontalAlignment = "Left";
      body.format.columnWidth = width * CHARACTER_POINTS + WIDTH_PADDING;
    }
  }
  await context.sync();
}
