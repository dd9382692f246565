import { parseArea } from "../model/address";
import { MAX_COLUMNS, type Area } from "../model/cell";
import type { Sheet, Validation } from "../model/sheet";
import { readColor, type Palette } from "./colors";
import { damaged } from "./fileProblem";
import { formulaFromFile } from "./formulaText";
import type { ColumnAttributes } from "./preserved";
import { isNothingAllowed, readProtectionOptions } from "./protection";
import { decodeXstring, escapeAttribute } from "./xmlText";
import { element, elements, isTrue, localName, textOf, type XmlNode } from "./xmlTree";

type Reader = (root: XmlNode, sheet: Sheet, palette: Palette) => void;

/** What the model takes from the elements of a sheet, beside its cells and columns. */
export const SHEET_ELEMENT_READERS: Readonly<Record<string, Reader>> = {
  sheetPr(root, sheet, palette) {
    sheet.tabColor = readColor(element(root, "tabColor"), palette);
    if (isTrue(element(root, "pageSetUpPr")?.attributes.get("fitToPage"))) {
      sheet.pageLayout.fitToWidth = 1;
      sheet.pageLayout.fitToHeight = 1;
    }
  },
  sheetViews(root, sheet) {
    const view = element(root, "sheetView");
    sheet.showGridlines = isTrue(view?.attributes.get("showGridLines"), true);
    const pane = element(view, "pane");
    if (pane?.attributes.get("state")?.startsWith("frozen")) {
      sheet.frozen = { rows: Number(pane.attributes.get("ySplit") ?? 0), columns: Number(pane.attributes.get("xSplit") ?? 0) };
    }
  },
  sheetProtection(root, sheet) {
    if (!isTrue(root.attributes.get("sheet"))) return;
    const options = readProtectionOptions(root);
    sheet.protection = { passwordHash: root.attributes.get("hashValue") ?? root.attributes.get("password") ?? null, ...(isNothingAllowed(options) ? {} : { options }) };
  },
  mergeCells(root, sheet) {
    for (const merge of elements(root, "mergeCell")) {
      const area = parseArea(merge.attributes.get("ref") ?? "");
      if (area !== null) sheet.merges.push(area);
    }
  },
  dataValidations(root, sheet) {
    for (const entry of elements(root, "dataValidation")) sheet.validations.push(...readValidation(entry));
  },
  printOptions(root, sheet) {
    sheet.pageLayout.centerHorizontally = isTrue(root.attributes.get("horizontalCentered"));
    sheet.pageLayout.printGridlines = isTrue(root.attributes.get("gridLines"));
  },
  pageMargins(root, sheet) {
    const margins = sheet.pageLayout.margins;
    for (const side of ["top", "right", "bottom", "left", "header", "footer"] as const) {
      const inches = Number(root.attributes.get(side) ?? NaN);
      if (Number.isFinite(inches)) margins[side] = inches;
    }
  },
  pageSetup(root, sheet) {
    const layout = sheet.pageLayout;
    const number = (name: string, fallback: number): number => {
      const value = Number(root.attributes.get(name) ?? NaN);
      return Number.isFinite(value) ? value : fallback;
    };
    layout.orientation = root.attributes.get("orientation") === "landscape" ? "landscape" : "portrait";
    layout.paperSize = number("paperSize", 1);
    layout.scale = number("scale", 100);
    // sheetPr stands before pageSetup and has said whether these count.
    if (layout.fitToWidth !== null) {
      layout.fitToWidth = number("fitToWidth", 1);
      layout.fitToHeight = number("fitToHeight", 1);
    }
  },
  headerFooter(root, sheet) {
    sheet.pageLayout.header = decodeXstring(textOf(element(root, "oddHeader")));
    sheet.pageLayout.footer = decodeXstring(textOf(element(root, "oddFooter")));
  },
};

const PROMPT_ATTRIBUTES = ["sqref", "promptTitle", "prompt", "showInputMessage"];
const ALERT_ATTRIBUTES = ["errorTitle", "error", "errorStyle", "showErrorMessage"];

/** One validation for each area it stands on. */
function readValidation(entry: XmlNode): Validation[] {
  const attribute = (name: string): string => decodeXstring(entry.attributes.get(name) ?? "");
  const shown = isTrue(entry.attributes.get("showErrorMessage"));
  const rule: Record<string, string> = {};
  for (const [name, value] of entry.attributes) {
    if (PROMPT_ATTRIBUTES.includes(name) || (shown && ALERT_ATTRIBUTES.includes(name)) || name === "showErrorMessage") continue;
    rule[name] = value;
  }
  rule["type"] ??= "none";
  for (const formula of elements(entry)) {
    if (/^formula[12]$/.test(localName(formula.name))) rule[localName(formula.name)] = formulaFromFile(decodeXstring(textOf(formula)));
  }
  const promptShown = isTrue(entry.attributes.get("showInputMessage")) && (attribute("promptTitle") !== "" || attribute("prompt") !== "");
  const style = attribute("errorStyle");
  return areas(attribute("sqref")).map((area) => ({
    area,
    rule: { ...rule },
    prompt: promptShown ? { title: attribute("promptTitle"), message: attribute("prompt") } : null,
    errorAlert: shown ? { title: attribute("errorTitle"), message: attribute("error"), style: style === "warning" || style === "information" ? style : "stop" } : null,
  }));
}

function areas(sqref: string): Area[] {
  return sqref.split(/\s+/).map(parseArea).filter((area) => area !== null);
}

const KEPT_COLUMN_ATTRIBUTES = ["style", "outlineLevel", "collapsed", "bestFit", "phonetic"];

export function readColumns(root: XmlNode, sheet: Sheet, lastColumn: number): ColumnAttributes[] {
  const list: ColumnAttributes[] = [];
  let visited = 0;
  for (const entry of elements(root, "col")) {
    const first = Number(entry.attributes.get("min")) - 1;
    const last = Math.min(Number(entry.attributes.get("max")) - 1, lastColumn);
    if (!(Number.isInteger(first) && Number.isInteger(last) && first >= 0 && last >= first)) continue;
    // Ranges of columns do not overlap; a crafted file could make them overlap for hours.
    visited += last - first + 1;
    if (visited > 4 * MAX_COLUMNS) throw damaged(`the columns of sheet "${sheet.name}" are described again and again`);
    const width = entry.attributes.get("width");
    const columns: ColumnAttributes = {
      first,
      last,
      width: width === undefined ? null : Number(width),
      hidden: isTrue(entry.attributes.get("hidden")),
      customWidth: isTrue(entry.attributes.get("customWidth")),
      others: KEPT_COLUMN_ATTRIBUTES.flatMap((name) => (entry.attributes.has(name) ? [` ${name}="${escapeAttribute(entry.attributes.get(name) ?? "")}"`] : [])).join(""),
    };
    list.push(columns);
    for (let column = first; column <= last; column++) {
      // A hidden column without a width of its own shows again in the default one.
      if (columns.width !== null && (columns.customWidth || !columns.hidden)) sheet.columnWidths.set(column, columns.width);
      if (columns.hidden) sheet.hiddenColumns.add(column);
    }
  }
  return list;
}
