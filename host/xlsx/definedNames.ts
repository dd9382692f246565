import { parseArea, sheetPrefix } from "../model/address";
import type { Sheet } from "../model/sheet";
import type { DefinedName, Workbook } from "../model/workbook";
import { formulaFromFile, formulaToFile } from "./formulaText";
import { formulaTokens } from "./formulaTokens";
import { PreservedSheet } from "./preserved";
import { decodeXstring, encodeXstring } from "./xmlText";
import { elements, isTrue, node, textOf, writeXml, type XmlNode } from "./xmlTree";

const BUILT_IN = "_xlnm.";

/** Names of the workbook; print areas and titles go to their sheet's page layout, other built-in names are only kept. */
export function readDefinedNames(workbook: Workbook, root: XmlNode, sheetAt: (index: number) => Sheet | undefined, attributesOf: WeakMap<DefinedName, ReadonlyMap<string, string>>): void {
  for (const entry of elements(root, "definedName")) {
    const name = decodeXstring(entry.attributes.get("name") ?? "");
    const refersTo = formulaFromFile(decodeXstring(textOf(entry)));
    const local = entry.attributes.get("localSheetId");
    const sheet = local === undefined ? null : sheetAt(Number(local));
    if (sheet === undefined) continue;
    if (sheet !== null && name.startsWith(BUILT_IN)) {
      readBuiltIn(sheet, name, refersTo, isTrue(entry.attributes.get("hidden")));
      continue;
    }
    const defined: DefinedName = { name, refersTo, sheet, visible: !isTrue(entry.attributes.get("hidden")), comment: decodeXstring(entry.attributes.get("comment") ?? "") };
    const others = new Map(entry.attributes);
    for (const known of ["name", "localSheetId", "hidden", "comment"]) others.delete(known);
    if (others.size > 0) attributesOf.set(defined, others);
    workbook.names.push(defined);
  }
}

function readBuiltIn(sheet: Sheet, name: string, refersTo: string, hidden: boolean): void {
  const areas = localAreas(refersTo);
  const preserved = sheet.preserved instanceof PreservedSheet ? sheet.preserved : null;
  if (name === "_xlnm.Print_Area" && areas?.every((area) => parseArea(area) !== null)) {
    sheet.pageLayout.printArea = areas.map((area) => area.replaceAll("$", "")).join(",");
  } else if (name === "_xlnm.Print_Titles" && areas?.every((area) => /^\$?([A-Z]+|[0-9]+):\$?([A-Z]+|[0-9]+)$/i.test(area))) {
    sheet.pageLayout.printTitleRows = areas.find((area) => /[0-9]/.test(area)) ?? null;
    if (preserved) preserved.printTitleColumns = areas.find((area) => !/[0-9]/.test(area)) ?? null;
  } else preserved?.builtInNames.push({ name, refersTo, hidden });
}

/** "Sheet1!$A$1:$B$2,Sheet1!$D:$E" without the sheets; null when it is anything else than areas. */
function localAreas(refersTo: string): string[] | null {
  const areas: string[] = [""];
  const tokens = formulaTokens(refersTo);
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    if (token.text === ",") areas.push("");
    else if (tokens[index + 1]?.text === "!" && (token.kind === "word" || token.kind === "quoted")) index++;
    else if (token.kind === "word" || token.text === ":") areas[areas.length - 1] += token.text;
    else return null;
  }
  return areas;
}

/** The definedNames element; "" when there are none. `indexOf` gives a sheet's place in the file, -1 when it is gone; `keptOf` what its file had. */
export function writeDefinedNames(workbook: Workbook, prefix: string, indexOf: (sheet: Sheet) => number, attributesOf: WeakMap<DefinedName, ReadonlyMap<string, string>> | null, keptOf: (sheet: Sheet) => PreservedSheet | null): string {
  const list: XmlNode[] = [];
  const add = (name: string, refersTo: string, sheet: Sheet | null, hidden: boolean, comment: string, others?: ReadonlyMap<string, string>): void => {
    const index = sheet === null ? undefined : indexOf(sheet);
    if (index === -1 || refersTo === "") return;
    const entry = node(`${prefix}definedName`, { name: encodeXstring(name), comment: comment === "" ? undefined : encodeXstring(comment), localSheetId: index, hidden: hidden ? 1 : undefined }, [encodeXstring(formulaToFile(refersTo))]);
    for (const [key, value] of others ?? []) entry.attributes.set(key, value);
    list.push(entry);
  };
  for (const sheet of workbook.sheets) {
    const layout = sheet.pageLayout;
    const qualified = (areas: string): string => areas.split(",").map((area) => sheetPrefix(sheet.name) + withDollars(area.trim())).join(",");
    const preserved = keptOf(sheet);
    for (const entry of preserved?.builtInNames ?? []) {
      const replaced = (entry.name === "_xlnm.Print_Area" && layout.printArea !== null) || (entry.name === "_xlnm.Print_Titles" && layout.printTitleRows !== null);
      if (!replaced) add(entry.name, entry.refersTo, sheet, entry.hidden, "");
    }
    if (layout.printArea !== null && layout.printArea !== "") add("_xlnm.Print_Area", qualified(layout.printArea), sheet, false, "");
    const titles = [preserved?.printTitleColumns ?? null, layout.printTitleRows].filter((title) => title !== null && title !== "");
    if (titles.length > 0) add("_xlnm.Print_Titles", qualified(titles.join(",")), sheet, false, "");
  }
  for (const name of workbook.names) add(name.name, name.refersTo.replace(/^=/, ""), name.sheet, !name.visible, name.comment, attributesOf?.get(name));
  return list.length === 0 ? "" : writeXml(node(`${prefix}definedNames`, {}, list));
}

function withDollars(area: string): string {
  const plain = area.slice(area.lastIndexOf("!") + 1).replaceAll("$", "");
  return plain.replace(/[A-Za-z]+/g, "$$$&").replace(/[0-9]+/g, "$$$&");
}
