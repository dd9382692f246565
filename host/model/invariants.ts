import { areaText, intersection, isInGrid } from "./address";
import { MAX_COLUMNS, MAX_ROWS } from "./cell";
import type { Sheet } from "./sheet";
import type { Workbook } from "./workbook";

/** What must hold in every workbook, whatever was done to it; one sentence for each breach. For tests and fuzzes. */
export function bookProblems(workbook: Workbook): string[] {
  const problems: string[] = [];
  const sheetNames = new Set<string>();
  const sheetIds = new Set<string>();
  const tableNames = new Set<string>();
  const tableIds = new Set<string>();
  const once = (seen: Set<string>, value: string, what: string): void => {
    if (seen.has(value)) problems.push(`${what} ${value} twice`);
    seen.add(value);
  };
  for (const sheet of workbook.sheets) {
    once(sheetNames, sheet.name.toLowerCase(), "sheet name");
    once(sheetIds, sheet.id, "sheet id");
    if (sheet.name === "" || sheet.name.length > 31) problems.push(`sheet name "${sheet.name}" has ${sheet.name.length} characters`);
    problems.push(...cellProblems(workbook, sheet));
    for (const table of sheet.tables) {
      once(tableNames, table.name.toLowerCase(), "table name");
      once(tableIds, table.id, "table id");
      problems.push(...tableProblems(sheet, table.id));
    }
    for (const merge of sheet.merges) if (!isInGrid(merge)) problems.push(`${sheet.name}: merge out of the grid`);
    sheet.merges.forEach((merge, index) => {
      if (sheet.merges.slice(index + 1).some((other) => intersection(merge, other) !== null)) problems.push(`${sheet.name}: merges overlap at ${areaText(merge)}`);
    });
    for (const area of [...sheet.validations.map((rule) => rule.area), ...sheet.conditionalFormats.flatMap((format) => format.areas)]) if (!isInGrid(area)) problems.push(`${sheet.name}: a rule out of the grid`);
    for (const rows of [sheet.hiddenRows, sheet.filteredRows, sheet.rowHeights.keys()]) for (const row of rows) if (!(row >= 0 && row < MAX_ROWS)) problems.push(`${sheet.name}: row ${row} does not exist`);
  }
  if (workbook.sheets.length > 0 && !workbook.sheets.some((sheet) => sheet.visibility === "visible")) problems.push("no sheet is visible");
  if (workbook.activeSheet !== null && !workbook.sheets.includes(workbook.activeSheet)) problems.push("the active sheet is gone");
  for (const name of workbook.names) if (name.sheet !== null && !workbook.sheets.includes(name.sheet)) problems.push(`the name ${name.name} belongs to a sheet that is gone`);
  for (const comment of workbook.comments) if (!workbook.sheets.includes(comment.sheet) || comment.row < 0 || comment.column < 0) problems.push("a comment at a cell that is gone");
  return problems;
}

function cellProblems(workbook: Workbook, sheet: Sheet): string[] {
  const problems: string[] = [];
  if (sheet.rows.length > MAX_ROWS) problems.push(`${sheet.name}: more rows than a sheet has`);
  sheet.eachRow(0, sheet.rows.length, (cells, row) => {
    if (cells.length > MAX_COLUMNS) problems.push(`${sheet.name}: row ${row + 1} has more columns than a sheet`);
    cells.forEach((cell, column) => {
      if (cell === undefined) return;
      const at = `${sheet.name}!R${row + 1}C${column + 1}`;
      if (typeof cell.value === "number" && !Number.isFinite(cell.value)) problems.push(`${at} holds ${cell.value}`);
      if (typeof cell.value === "string" && cell.value.length > 32_767) problems.push(`${at} holds a text of ${cell.value.length} characters`);
      if (cell.value === undefined) problems.push(`${at} holds nothing at all`);
      if (!Number.isInteger(cell.style) || cell.style < 0 || cell.style >= workbook.styles.count) problems.push(`${at} has a style that does not exist`);
      if (cell.spillOf !== undefined) {
        const anchor = sheet.get(cell.spillOf.row, cell.spillOf.column);
        if (anchor?.spill === undefined) problems.push(`${at} is filled by a cell that spills no more`);
      }
    });
  });
  return problems;
}

function tableProblems(sheet: Sheet, id: string): string[] {
  const table = sheet.tables.find((other) => other.id === id);
  if (table === undefined) return [];
  const problems: string[] = [];
  const { area, name } = table;
  if (!isInGrid(area)) return [`${name} is out of the grid`];
  if (table.sheet !== sheet) problems.push(`${name} is listed on another sheet than its own`);
  if (area.bottom - area.top < (table.showTotals ? 2 : 1)) problems.push(`${name} has no body row`);
  if (area.right - area.left + 1 !== table.columns.length) problems.push(`${name} has ${table.columns.length} columns over ${area.right - area.left + 1}`);
  const headers = table.columns.map((column) => column.name.toLowerCase());
  if (new Set(headers).size !== headers.length) problems.push(`${name} has a header twice`);
  if (new Set(table.columns.map((column) => column.id)).size !== table.columns.length) problems.push(`${name} has a column id twice`);
  table.columns.forEach((column, index) => {
    const header = sheet.get(area.top, area.left + index)?.value ?? null;
    if (header !== column.name) problems.push(`${name}: the header ${String(header)} is not the column's name ${column.name}`);
  });
  if (sheet.tables.some((other) => other !== table && intersection(other.area, area) !== null)) problems.push(`${name} overlaps another table`);
  for (const column of table.filters.keys()) if (table.columns[column] === undefined) problems.push(`${name} has a filter on a column that is gone`);
  return problems;
}
