import { withImplicitIntersections } from "../calc/arrayFormula";
import { parseArea } from "../model/address";
import { ErrorValue } from "../model/cell";
import type { Sheet } from "../model/sheet";
import { bodyArea, type FilterCriteria, type Table, type TableSortState } from "../model/table";
import { damaged } from "./fileProblem";
import { formulaFromFile } from "./formulaText";
import type { PackageParts } from "./packageParts";
import { PreservedTable } from "./preserved";
import { decodeXstring } from "./xmlText";
import { element, elements, isTrue, localName, parseXml, textOf, type XmlNode } from "./xmlTree";

/**
 * Reads a table part into the model; null for a table without a header row, which the model does not know (its part is
 * then kept as it is). Rows hidden in its body must be known: they tell what a filter of another kind lets through.
 */
export function readTable(parts: PackageParts, partName: string, sheet: Sheet, hiddenRows: ReadonlySet<number>, newId: (wanted: string | undefined) => string): Table | null {
  const xml = parts.text(partName);
  if (xml === undefined) throw damaged(`a table of sheet "${sheet.name}" is missing from it`);
  const root = parseXml(xml, partName);
  const attribute = (name: string): string | undefined => root.attributes.get(name);
  const name = decodeXstring(attribute("displayName") ?? attribute("name") ?? "");
  const area = parseArea(attribute("ref") ?? "");
  if (localName(root.name) !== "table" || name === "" || area === null) throw damaged(`a table of sheet "${sheet.name}" has no name or no place`);
  if (attribute("headerRowCount") === "0") return null;
  const ids = new Set<number>();
  const columns = elements(element(root, "tableColumns"), "tableColumn").map((column, index) => ({
    id: ownId(ids, Number(column.attributes.get("id") ?? index + 1)),
    name: decodeXstring(column.attributes.get("name") ?? `Column${index + 1}`),
    calculatedFormula: formulaOf(column, "calculatedColumnFormula"),
    totalsLabel: attributeText(column, "totalsRowLabel"),
    totalsFunction: totalsFunction(column),
    totalsFormula: formulaOf(column, "totalsRowFormula"),
  }));
  if (columns.length !== area.right - area.left + 1) throw damaged(`the table "${name}" lists ${columns.length} columns but covers ${area.right - area.left + 1}`);
  const style = element(root, "tableStyleInfo");
  const autoFilter = element(root, "autoFilter");
  const table: Table = {
    id: newId(attribute("xr:uid")),
    name,
    sheet,
    area,
    columns,
    showTotals: Number(attribute("totalsRowCount") ?? 0) > 0,
    showFilterButton: autoFilter !== undefined,
    showBandedRows: isTrue(style?.attributes.get("showRowStripes")),
    style: style?.attributes.get("name") ?? "",
    filters: new Map(),
    sort: readSort(element(root, "sortState"), area.left),
    showBandedColumns: isTrue(style?.attributes.get("showColumnStripes")),
    highlightFirstColumn: isTrue(style?.attributes.get("showFirstColumn")),
    highlightLastColumn: isTrue(style?.attributes.get("showLastColumn")),
    preserved: null,
  };
  const opaque = readFilters(table, autoFilter, hiddenRows);
  table.preserved = new PreservedTable(partName, ownId(new Set(), Number(attribute("id") ?? 0)), xml, parts.relationships(partName), opaque);
  return table;
}

/** The id, or the next one when it is none or taken: ids of a table's columns are numbers that differ. */
function ownId(taken: Set<number>, wanted: number): number {
  const usable = Number.isInteger(wanted) && wanted > 0 && wanted < 2 ** 31 && !taken.has(wanted);
  const id = usable ? wanted : Math.max(0, ...taken) + 1;
  taken.add(id);
  return id;
}

function formulaOf(column: XmlNode, name: string): string | null {
  const formula = element(column, name);
  if (formula === undefined) return null;
  const text = formulaFromFile(decodeXstring(textOf(formula)));
  return formula.attributes.get("array") === "1" ? text : withImplicitIntersections(text);
}

function attributeText(column: XmlNode, name: string): string | null {
  const text = column.attributes.get(name);
  return text === undefined ? null : decodeXstring(text);
}

function totalsFunction(column: XmlNode): string | null {
  const name = column.attributes.get("totalsRowFunction");
  return name === undefined || name === "none" ? null : name;
}

/** The sort that a table remembers; null without one. Sorts by colour or icon count as none: they stay in the file alone. */
export function readSort(sortState: XmlNode | undefined, left: number): TableSortState | null {
  const fields = elements(sortState, "sortCondition").flatMap((condition) => {
    const area = parseArea(condition.attributes.get("ref") ?? "");
    return area === null || condition.attributes.has("sortBy") ? [] : [{ column: area.left - left, ascending: !isTrue(condition.attributes.get("descending")) }];
  });
  return fields.length === 0 ? null : { fields, matchCase: isTrue(sortState?.attributes.get("caseSensitive")) };
}

/** Fills `filters`; gives those that the model can only describe by what they let through. */
function readFilters(table: Table, autoFilter: XmlNode | undefined, hiddenRows: ReadonlySet<number>): Map<number, string> {
  const opaque = new Map<number, string>();
  for (const column of elements(autoFilter, "filterColumn")) {
    const index = Number(column.attributes.get("colId") ?? -1);
    const criteria = elements(column)[0];
    if (criteria === undefined || !(index >= 0 && index < table.columns.length)) continue;
    const plain = localName(criteria.name) === "filters" && elements(criteria).every((entry) => localName(entry.name) === "filter");
    if (plain) {
      table.filters.set(index, { values: elements(criteria, "filter").map((entry) => decodeXstring(entry.attributes.get("val") ?? "")), blanks: isTrue(criteria.attributes.get("blank")) });
      continue;
    }
    const passing = visibleValues(table, index, hiddenRows);
    table.filters.set(index, passing);
    opaque.set(index, JSON.stringify(passing));
  }
  return opaque;
}

function visibleValues(table: Table, index: number, hiddenRows: ReadonlySet<number>): FilterCriteria {
  const body = bodyArea(table);
  const values = new Set<string>();
  let blanks = false;
  // Below the last row of the sheet all cells are empty: a table may claim a million of them.
  const last = Math.min(body.bottom, table.sheet.rows.length - 1);
  if (last < body.bottom) blanks = true;
  for (let row = body.top; row <= last; row++) {
    if (hiddenRows.has(row)) continue;
    const value = table.sheet.get(row, table.area.left + index)?.value ?? null;
    if (value === null || value === "") blanks = true;
    else values.add(value instanceof ErrorValue ? value.code : typeof value === "boolean" ? (value ? "TRUE" : "FALSE") : String(value));
  }
  return { values: [...values], blanks };
}
