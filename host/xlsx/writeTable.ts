import { parseArea, sameArea } from "../model/address";
import type { Table, TableColumn } from "../model/table";
import { formatArea } from "./cellReference";
import { formulaFromFile, formulaToFile } from "./formulaText";
import { MAIN_NAMESPACE, XML_DECLARATION } from "./packageParts";
import { PreservedTable } from "./preserved";
import { decodeXstring, encodeXstring } from "./xmlText";
import { element, elements, localName, node, parseXml, prefixOf, setAttribute, textOf, writeXml, type XmlNode } from "./xmlTree";

const COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006";
const REVISION = "http://schemas.microsoft.com/office/spreadsheetml/2014/revision";
const ORDER = ["autoFilter", "sortState", "tableColumns", "tableStyleInfo", "extLst"];

/** A table part. `number` is the table's id in the file, unique in the book. */
export function writeTable(table: Table, number: number): string {
  const preserved = table.preserved instanceof PreservedTable ? table.preserved : null;
  const root = preserved === null ? node("table", { xmlns: MAIN_NAMESPACE }) : parseXml(preserved.xml, preserved.partName);
  const prefix = prefixOf(root.name);
  const moved = !sameArea(parseArea(root.attributes.get("ref") ?? "") ?? { top: -1, left: -1, bottom: -1, right: -1 }, table.area);
  setAttribute(root, "id", number);
  setAttribute(root, "name", encodeXstring(table.name));
  setAttribute(root, "displayName", encodeXstring(table.name));
  setAttribute(root, "ref", formatArea(table.area));
  if (table.showTotals) setAttribute(root, "totalsRowCount", 1);
  else {
    setAttribute(root, "totalsRowCount", null);
    if (!root.attributes.has("totalsRowShown")) setAttribute(root, "totalsRowShown", 0);
  }
  writeId(root, table.id);
  const put = (name: string, child: XmlNode | null): void => {
    root.children = root.children.filter((other) => typeof other === "string" || localName(other.name) !== name);
    if (child !== null) root.children.push(child);
  };
  put("autoFilter", table.showFilterButton || table.filters.size > 0 ? filterElement(table, element(root, "autoFilter"), preserved, prefix) : null);
  if (moved) put("sortState", null);
  const old = new Map(elements(element(root, "tableColumns"), "tableColumn").map((column): [string, XmlNode] => [column.attributes.get("id") ?? "", column]));
  put("tableColumns", node(`${prefix}tableColumns`, { count: table.columns.length }, table.columns.map((column) => columnElement(column, old.get(String(column.id)), prefix, table.name))));
  const style = element(root, "tableStyleInfo") ?? node(`${prefix}tableStyleInfo`, { showFirstColumn: 0, showLastColumn: 0, showRowStripes: 1, showColumnStripes: 0 });
  // The schema's attributes have no order, but some readers print them: the name first.
  style.attributes = new Map([...(table.style === "" ? [] : [["name", table.style] as const]), ...[...style.attributes].filter(([name]) => name !== "name")]);
  setAttribute(style, "showRowStripes", table.showBandedRows ? 1 : 0);
  put("tableStyleInfo", style);
  root.children.sort((a, b) => rank(a) - rank(b));
  return XML_DECLARATION + writeXml(root);
}

function rank(child: XmlNode | string): number {
  return typeof child === "string" ? -1 : ORDER.indexOf(localName(child.name));
}

/** The id travels as Excel's own revision id, which older programs are told to ignore. */
function writeId(root: XmlNode, id: string): void {
  const ignorable = root.attributes.get("mc:Ignorable") ?? "";
  root.attributes.set("xmlns:mc", COMPATIBILITY);
  if (!ignorable.split(/\s+/).includes("xr")) root.attributes.set("mc:Ignorable", `${ignorable} xr`.trim());
  root.attributes.set("xmlns:xr", REVISION);
  root.attributes.set("xr:uid", id);
}

function filterElement(table: Table, old: XmlNode | undefined, preserved: PreservedTable | null, prefix: string): XmlNode {
  const result = node(`${prefix}autoFilter`);
  for (const [name, value] of old?.attributes ?? []) result.attributes.set(name, value);
  const bottom = table.showTotals ? table.area.bottom - 1 : table.area.bottom;
  setAttribute(result, "ref", formatArea({ ...table.area, bottom }));
  const before = new Map(elements(old, "filterColumn").map((column): [number, XmlNode] => [Number(column.attributes.get("colId")), column]));
  for (let index = 0; index < table.columns.length; index++) {
    const criteria = table.filters.get(index);
    const column = before.get(index);
    if (criteria === undefined) {
      // A hidden button is no filter: it stays.
      if (column !== undefined && column.attributes.size > 1) result.children.push(node(column.name, Object.fromEntries(column.attributes)));
    } else if (column !== undefined && preserved?.opaqueFilters.get(index) === JSON.stringify(criteria)) result.children.push(column);
    else {
      const values = criteria.values.map((value) => node(`${prefix}filter`, { val: encodeXstring(value) }));
      result.children.push(node(`${prefix}filterColumn`, { colId: index }, [node(`${prefix}filters`, { blank: criteria.blanks ? 1 : undefined }, values)]));
    }
  }
  return result;
}

function columnElement(column: TableColumn, old: XmlNode | undefined, prefix: string, table: string): XmlNode {
  const result = old ?? node(`${prefix}tableColumn`);
  setAttribute(result, "id", column.id);
  setAttribute(result, "name", encodeXstring(column.name));
  setAttribute(result, "totalsRowLabel", column.totalsLabel === null ? null : encodeXstring(column.totalsLabel));
  setAttribute(result, "totalsRowFunction", column.totalsFunction);
  const formulas: [string, string | null][] = [["calculatedColumnFormula", column.calculatedFormula], ["totalsRowFormula", column.totalsFormula]];
  const written = formulas.flatMap(([name, formula]): XmlNode[] => {
    if (formula === null) return [];
    const known = element(result, name);
    if (known !== undefined && formulaFromFile(decodeXstring(textOf(known))) === formula) return [known];
    return [node(prefix + name, {}, [encodeXstring(formulaToFile(formula, table))])];
  });
  const rest = elements(result).filter((child) => !formulas.some(([name]) => localName(child.name) === name));
  result.children = [...written, ...rest];
  return result;
}
