import type { Calc } from "../../calc/contract";
import { areaText, boundingArea, cellArea, intersection, parseAddress } from "../../model/address";
import type { Area } from "../../model/cell";
import type { Sheet } from "../../model/sheet";
import { formatValue, shownText } from "../../model/shownText";
import { bodyArea, type Table } from "../../model/table";
import type { Workbook } from "../../model/workbook";
import type { CellDetail, FilterChoices, Selection, SelectionSummary } from "../protocol";
import { editText } from "./cellText";

/** What the formula bar shows for a cell; a spilled cell shows its anchor's formula. */
export function cellDetail(workbook: Workbook, calc: Calc, sheet: Sheet, row: number, column: number): CellDetail {
  const cell = sheet.get(row, column);
  const anchor = cell?.spillOf;
  const source = anchor === undefined ? cell : sheet.get(anchor.row, anchor.column);
  const spill = source?.spill;
  const at = anchor ?? { row, column };
  const validation = sheet.validations.find((entry) => intersection(entry.area, cellArea(row, column)) !== null);
  return {
    editText: editText(workbook, source),
    text: shownText(workbook, cell),
    spillOf: anchor === undefined ? null : areaText(cellArea(anchor.row, anchor.column)),
    spill: spill === undefined || (spill.rows === 1 && spill.columns === 1) ? null : { top: at.row, left: at.column, bottom: at.row + spill.rows - 1, right: at.column + spill.columns - 1 },
    prompt: validation?.prompt ?? null,
    list: validation === undefined ? null : listEntries(workbook, calc, sheet, row, column, validation.rule),
  };
}

/** Count, sum and average of the visible cells, for the status bar. */
export function selectionSummary(workbook: Workbook, sheet: Sheet, area: Area): SelectionSummary {
  let count = 0;
  let numberCount = 0;
  let sum = 0;
  const used = boundedBy(sheet, area);
  for (let row = used.top; row <= used.bottom; row++) {
    if (sheet.hiddenRows.has(row) || sheet.filteredRows.has(row)) continue;
    for (let column = used.left; column <= used.right; column++) {
      const value = sheet.get(row, column)?.value ?? null;
      if (value === null) continue;
      count++;
      if (typeof value !== "number") continue;
      numberCount++;
      sum += value;
    }
  }
  const own = workbook.styles.get(sheet.get(area.top, area.left)?.style ?? 0).numberFormat;
  const text = (value: number): string => formatValue(workbook, Number(value.toPrecision(15)), own === "@" ? "General" : own);
  return { count, numberCount, sum: text(sum), average: numberCount === 0 ? "" : text(sum / numberCount) };
}

/** The cells as shown, tabs between them, for the clipboard. Rows that a filter hides are left out, as Excel leaves them. */
export function tabbedText(workbook: Workbook, sheet: Sheet, area: Area): string {
  const used = boundedBy(sheet, area);
  const lines: string[] = [];
  for (let row = used.top; row <= used.bottom; row++) {
    if (sheet.filteredRows.has(row)) continue;
    const cells: string[] = [];
    for (let column = used.left; column <= used.right; column++) cells.push(quoted(shownText(workbook, sheet.get(row, column))));
    lines.push(cells.join("\t"));
  }
  return lines.join("\r\n");
}

/** The place that a name box entry means: an address, a table (its body) or a name; null when there is none. */
export function findPlace(workbook: Workbook, activeSheet: Sheet, text: string): Selection | null {
  const address = parseAddress(text);
  if (address !== null) {
    const sheet = address.sheet === null ? activeSheet : workbook.findSheet(address.sheet);
    return sheet === undefined ? null : { sheetId: sheet.id, area: address.area };
  }
  const table = workbook.findTable(text.trim());
  if (table !== undefined) return { sheetId: table.sheet.id, area: bodyArea(table) };
  const name = workbook.findName(text.trim(), activeSheet);
  const target = name === undefined ? null : parseAddress(name.refersTo);
  if (target === null) return null;
  const sheet = target.sheet === null ? (name?.sheet ?? activeSheet) : workbook.findSheet(target.sheet);
  return sheet === undefined ? null : { sheetId: sheet.id, area: target.area };
}

/** The distinct texts of a table's column in order, and which of them its filter shows now. */
export function filterChoices(workbook: Workbook, table: Table, column: number): FilterChoices {
  const criteria = table.filters.get(column);
  const texts = new Set<string>();
  let hasBlanks = false;
  const body = bodyArea(table);
  for (let row = body.top; row <= body.bottom; row++) {
    const text = shownText(workbook, table.sheet.get(row, table.area.left + column));
    if (text === "") hasBlanks = true;
    else texts.add(text);
  }
  const shown = criteria === undefined ? null : new Set(criteria.values);
  const byText = new Intl.Collator("en", { numeric: true });
  const values = [...texts].sort(byText.compare).map((text) => ({ text, shown: shown === null || shown.has(text) }));
  return { values, hasBlanks, blanksShown: criteria === undefined || criteria.blanks };
}

/** The part of an area that can hold anything: whole columns shrink to the used rows. */
export function boundedBy(sheet: Sheet, area: Area): Area {
  const used = sheet.usedArea();
  const corner = cellArea(area.top, area.left);
  return used === null ? corner : (intersection(area, boundingArea(used, corner)) ?? corner);
}

/** The drop-down of a list validation: written out in the rule, or the values of a range. */
function listEntries(workbook: Workbook, calc: Calc, sheet: Sheet, row: number, column: number, rule: Record<string, string>): readonly string[] | null {
  const source = rule["formula1"];
  if (rule["type"] !== "list" || source === undefined) return null;
  const literal = /^"(.*)"$/s.exec(source);
  if (literal) return (literal[1] ?? "").replaceAll('""', '"').split(",").map((entry) => entry.trim());
  const values = calc.evaluate(source, { sheet, row, column });
  return values.flat().map((value) => formatValue(workbook, value, "General")).filter((text) => text !== "");
}

function quoted(text: string): string {
  return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
