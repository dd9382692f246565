import { withImplicitIntersections, withoutImplicitIntersections } from "../calc/arrayFormula";
import { parseArea, sameArea } from "../model/address";
import { bodyArea, type Table, type TableColumn, type TableSortState } from "../model/table";
import { formatArea } from "./cellReference";
import { formulaFromFile, formulaToFile } from "./formulaText";
import { MAIN_NAMESPACE, XML_DECLARATION } from "./packageParts";
import { PreservedTable } from "./preserved";
import { readSort } from "./readTable";
import { decodeXstring, encodeXstring } from "./xmlText";
import { element, elements, isTrue, localName, node, parseXml, prefixOf, setAttribute, textOf, writeXml, type XmlNode } from "./xmlTree";

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
  put("autoFilter", table.showFilterButton || table.filters.size > 0 ? filterElement(table, element(root, "autoFilter"), preserved, prefix, moved) : null);
  if (moved || !sameSort(readSort(element(root, "sortState"), table.area.left), table.sort ?? null)) put("sortState", sortElement(table, prefix));
  const old = new Map(elements(element(root, "tableColumns"), "tableColumn").map((column): [string, XmlNode] => [column.attributes.get("id") ?? "", column]));
  put("tableColumns", node(`${prefix}tableColumns`, { count: table.columns.length }, table.columns.map((column) => columnElement(column, old.get(String(column.id)), prefix, table.name))));
  const knownStyle = element(root, "tableStyleInfo");
  const style = knownStyle ?? node(`${prefix}tableStyleInfo`, { showFirstColumn: 0, showLastColumn: 0, showRowStripes: 1, showColumnStripes: 0 });
  // The schema's attributes have no order, but some readers print them: the name first.
  style.attributes = new Map([...(table.style === "" ? [] : [["name", table.style] as const]), ...[...style.attributes].filter(([name]) => name !== "name")]);
  const flags: [string, boolean][] = [["showRowStripes", table.showBandedRows], ["showColumnStripes", table.showBandedColumns ?? false], ["showFirstColumn", table.highlightFirstColumn ?? false], ["showLastColumn", table.highlightLastColumn ?? false]];
  for (const [name, on] of flags) if (isTrue(style.attributes.get(name)) !== on) setAttribute(style, name, on ? 1 : 0);
  const isPlain = knownStyle === undefined && preserved !== null && table.style === "" && !flags.some(([, on]) => on);
  if (!isPlain) put("tableStyleInfo", style);
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

function sameSort(before: TableSortState | null, now: TableSortState | null): boolean {
  const plain = (sort: TableSortState | null): unknown => sort?.fields.map(({ column, ascending }) => [column, ascending]).concat([[sort.fields.length, sort.matchCase]]);
  return JSON.stringify(plain(before)) === JSON.stringify(plain(now));
}

function sortElement(table: Table, prefix: string): XmlNode | null {
  const sort = table.sort ?? null;
  const body = bodyArea(table);
  if (sort === null || sort.fields.length === 0) return null;
  const conditions = sort.fields.map(({ column, ascending }) => node(`${prefix}sortCondition`, { descending: ascending ? undefined : 1, ref: formatArea({ ...body, left: body.left + column, right: body.left + column }) }));
  return node(`${prefix}sortState`, { caseSensitive: sort.matchCase ? 1 : undefined, ref: formatArea(body) }, conditions);
}

function filterElement(table: Table, old: XmlNode | undefined, preserved: PreservedTable | null, prefix: string, moved: boolean): XmlNode {
  const result = node(`${prefix}autoFilter`);
  for (const [name, value] of old?.attributes ?? []) result.attributes.set(name, value);
  const bottom = table.showTotals ? table.area.bottom - 1 : table.area.bottom;
  // Some programs count the totals row in: as long as nothing moved it stays so.
  const opened = parseArea(result.attributes.get("ref") ?? "");
  if (moved || opened === null || !sameArea({ ...opened, bottom: table.area.bottom }, table.area)) setAttribute(result, "ref", formatArea({ ...table.area, bottom }));
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
  // A line break stands in the attribute as Excel writes it: not every reader keeps the other form.
  setAttribute(result, "name", encodeXstring(column.name).replaceAll("\n", "_x000a_"));
  setAttribute(result, "totalsRowLabel", column.totalsLabel === null ? null : encodeXstring(column.totalsLabel));
  if (column.totalsFunction !== null || result.attributes.get("totalsRowFunction") !== "none") setAttribute(result, "totalsRowFunction", column.totalsFunction);
  const formulas: [string, string | null][] = [["calculatedColumnFormula", column.calculatedFormula], ["totalsRowFormula", column.totalsFormula]];
  const written = formulas.flatMap(([name, formula]): XmlNode[] => {
    if (formula === null) return [];
    const known = element(result, name);
    const same = known === undefined ? "" : formulaFromFile(decodeXstring(textOf(known)));
    if (known !== undefined && (known.attributes.get("array") === "1" ? same : withImplicitIntersections(same)) === formula) return [known];
    const array = withImplicitIntersections(formula) !== formula; // calculates with arrays: without the mark Excel would put "@" into it
    return [node(prefix + name, array ? { array: 1 } : {}, [encodeXstring(formulaToFile(withoutImplicitIntersections(formula) ?? formula, table))])];
  });
  const rest = elements(result).filter((child) => !formulas.some(([name]) => localName(child.name) === name));
  result.children = [...written, ...rest];
  return result;
}
