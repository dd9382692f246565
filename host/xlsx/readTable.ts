import { parseArea } from "../model/address";
import { ErrorValue } from "../model/cell";
import type { Sheet } from "../model/sheet";
import { bodyArea, type FilterCriteria, type Table } from "../model/table";
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
  const columns = elements(element(root, "tableColumns"), "tableColumn").map((column, index) => ({
    id: Number(column.attributes.get("id") ?? index + 1),
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
    preserved: null,
  };
  const opaque = readFilters(table, autoFilter, hiddenRows);
  table.preserved = new PreservedTable(partName, Number(attribute("id") ?? 0), xml, parts.relationships(partName), opaque);
  return table;
}

function formulaOf(column: XmlNode, name: string): string | null {
  const formula = element(column, name);
  return formula === undefined ? null : formulaFromFile(decodeXstring(textOf(formula)));
}

function attributeText(column: XmlNode, name: string): string | null {
  const text = column.attributes.get(name);
  return text === undefined ? null : decodeXstring(text);
}

function totalsFunction(column: XmlNode): string | null {
  const name = column.attributes.get("totalsRowFunction");
  return name === undefined || name === "none" ? null : name;
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
  for (let row = body.top; row <= body.bottom; row++) {
    if (hiddenRows.has(row)) continue;
    const value = table.sheet.get(row, table.area.left + index)?.value ?? null;
    if (value === null || value === "") blanks = true;
    else values.add(value instanceof ErrorValue ? value.code : typeof value === "boolean" ? (value ? "TRUE" : "FALSE") : String(value));
  }
  return { values: [...values], blanks };
}
