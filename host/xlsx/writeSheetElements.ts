import { NOTHING_ALLOWED } from "../model/protection";
import type { Sheet, Validation } from "../model/sheet";
import { MAX_COLUMNS } from "../model/cell";
import { argb } from "./colors";
import { columnLetters, formatArea } from "./cellReference";
import { formulaToFile } from "./formulaText";
import type { ColumnAttributes, PreservedSheet } from "./preserved";
import { isOldHash, writeProtectionOptions } from "./protection";
import { encodeXstring } from "./xmlText";
import { element, elements, isTrue, node, setAttribute, writeXml, type XmlNode } from "./xmlTree";

/** CT_Worksheet's sequence (ECMA-376 18.3.1.99): Excel refuses a sheet with its elements in another order. */
export const SHEET_ORDER = [
  "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios",
  "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations",
  "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches",
  "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
  "webPublishItems", "tableParts", "extLst",
];

type Writer = (old: XmlNode | undefined, sheet: Sheet, prefix: string) => XmlNode | null;

/** Makes an element from the model over what the file had (`old`); null when there is nothing to say. */
export const SHEET_ELEMENT_WRITERS: Readonly<Record<string, Writer>> = {
  sheetPr(old, sheet, prefix) {
    const root = old ?? node(`${prefix}sheetPr`);
    const color = element(root, "tabColor");
    root.children = root.children.filter((child) => child !== color);
    if (sheet.tabColor !== null) root.children.unshift(node(`${prefix}tabColor`, { rgb: argb(sheet.tabColor) }));
    const fits = sheet.pageLayout.fitToWidth !== null || sheet.pageLayout.fitToHeight !== null;
    const page = element(root, "pageSetUpPr");
    if (page) setAttribute(page, "fitToPage", fits ? 1 : null);
    else if (fits) root.children.push(node(`${prefix}pageSetUpPr`, { fitToPage: 1 }));
    return root.attributes.size + root.children.length === 0 ? null : root;
  },
  sheetProtection(old, sheet, prefix) {
    if (sheet.protection === null) return null;
    const root = old ?? node(`${prefix}sheetProtection`, { objects: 1, scenarios: 1 });
    setAttribute(root, "sheet", 1);
    const hash = sheet.protection.passwordHash;
    if ((root.attributes.get("hashValue") ?? root.attributes.get("password") ?? null) !== hash) {
      for (const name of ["algorithmName", "hashValue", "saltValue", "spinCount", "password"]) setAttribute(root, name, null);
      if (hash !== null && isOldHash(hash)) setAttribute(root, "password", hash.toUpperCase());
    }
    writeProtectionOptions(root, sheet.protection.options ?? NOTHING_ALLOWED);
    return root;
  },
  mergeCells(_old, sheet, prefix) {
    if (sheet.merges.length === 0) return null;
    return node(`${prefix}mergeCells`, { count: sheet.merges.length }, sheet.merges.map((area) => node(`${prefix}mergeCell`, { ref: formatArea(area) })));
  },
  dataValidations(_old, sheet, prefix) {
    if (sheet.validations.length === 0) return null;
    return node(`${prefix}dataValidations`, { count: sheet.validations.length }, sheet.validations.map((entry) => validationElement(entry, prefix)));
  },
  printOptions(old, sheet, prefix) {
    const root = old ?? node(`${prefix}printOptions`);
    setAttribute(root, "horizontalCentered", sheet.pageLayout.centerHorizontally ? 1 : null);
    setAttribute(root, "gridLines", sheet.pageLayout.printGridlines ? 1 : null);
    return root.attributes.size === 0 ? null : root;
  },
  pageMargins(old, sheet, prefix) {
    const root = old ?? node(`${prefix}pageMargins`);
    for (const side of ["left", "right", "top", "bottom", "header", "footer"] as const) setAttribute(root, side, sheet.pageLayout.margins[side]);
    return root;
  },
  pageSetup(old, sheet, prefix) {
    const layout = sheet.pageLayout;
    const root = old ?? node(`${prefix}pageSetup`);
    setAttribute(root, "paperSize", layout.paperSize);
    setAttribute(root, "scale", layout.scale === 100 ? null : layout.scale);
    // A direction without a number is free: zero pages mean "as many as needed".
    const fits = layout.fitToWidth !== null || layout.fitToHeight !== null;
    setAttribute(root, "fitToWidth", fits ? (layout.fitToWidth ?? 0) : null);
    setAttribute(root, "fitToHeight", fits ? (layout.fitToHeight ?? 0) : null);
    setAttribute(root, "orientation", layout.orientation);
    return root;
  },
  headerFooter(old, sheet, prefix) {
    const root = old ?? node(`${prefix}headerFooter`);
    const others = elements(root).filter((child) => !/(^|:)odd(Header|Footer)$/.test(child.name));
    const part = (name: string, text: string): XmlNode[] => (text === "" ? [] : [node(prefix + name, {}, [encodeXstring(text)])]);
    root.children = [...part("oddHeader", sheet.pageLayout.header), ...part("oddFooter", sheet.pageLayout.footer), ...others];
    return root.children.length === 0 ? null : root;
  },
};

function validationElement(entry: Validation, prefix: string): XmlNode {
  const root = node(`${prefix}dataValidation`);
  for (const [name, value] of Object.entries(entry.rule)) {
    if (name !== "formula1" && name !== "formula2" && !(name === "type" && value === "none")) setAttribute(root, name, value);
  }
  if (entry.prompt !== null) {
    setAttribute(root, "showInputMessage", 1);
    if (entry.prompt.title !== "") setAttribute(root, "promptTitle", encodeXstring(entry.prompt.title));
    if (entry.prompt.message !== "") setAttribute(root, "prompt", encodeXstring(entry.prompt.message));
  }
  if (entry.errorAlert !== null) {
    setAttribute(root, "showErrorMessage", 1);
    if (entry.errorAlert.style !== "stop") setAttribute(root, "errorStyle", entry.errorAlert.style);
    if (entry.errorAlert.title !== "") setAttribute(root, "errorTitle", encodeXstring(entry.errorAlert.title));
    if (entry.errorAlert.message !== "") setAttribute(root, "error", encodeXstring(entry.errorAlert.message));
  }
  setAttribute(root, "sqref", formatArea(entry.area));
  for (const name of ["formula1", "formula2"]) {
    const formula = entry.rule[name];
    if (formula !== undefined && formula !== "") root.children.push(node(prefix + name, {}, [encodeXstring(formulaToFile(formula.replace(/^=/, "")))]));
  }
  return root;
}

/** Views always come from the model: which sheet is active is known only to the book. */
export function sheetViews(old: XmlNode | undefined, sheet: Sheet, prefix: string, active: boolean, frozenChanged: boolean): XmlNode {
  const root = old ?? node(`${prefix}sheetViews`, {}, [node(`${prefix}sheetView`, { workbookViewId: 0 })]);
  const view = element(root, "sheetView");
  if (view === undefined) return root;
  if (isTrue(view.attributes.get("showGridLines"), true) !== sheet.showGridlines) setAttribute(view, "showGridLines", sheet.showGridlines ? null : 0);
  if (isTrue(view.attributes.get("tabSelected")) !== active) setAttribute(view, "tabSelected", active ? 1 : null);
  if (!frozenChanged) return root;
  const { rows, columns } = sheet.frozen;
  const rest = elements(view).filter((child) => !/(^|:)(pane|selection)$/.test(child.name));
  const pane = rows > 0 ? (columns > 0 ? "bottomRight" : "bottomLeft") : "topRight";
  const made =
    rows + columns === 0
      ? []
      : [
          node(`${prefix}pane`, { xSplit: columns || undefined, ySplit: rows || undefined, topLeftCell: `${columnLetters(columns)}${rows + 1}`, activePane: pane, state: "frozen" }),
          node(`${prefix}selection`, { pane }),
        ];
  view.children = [...made, ...rest];
  return root;
}

/** The cols element: the model's widths and hidden columns over the styles and outlines that the file had. */
export function columnsElement(sheet: Sheet, preserved: PreservedSheet | null, prefix: string): string {
  const before: (ColumnAttributes | undefined)[] = [];
  for (const range of preserved?.columnAttributes ?? []) for (let column = range.first; column <= range.last; column++) before[column] = range;
  let last = before.length - 1;
  for (const column of [...sheet.columnWidths.keys(), ...sheet.hiddenColumns]) last = Math.max(last, column);
  const list: XmlNode[] = [];
  let written = "";
  let current: XmlNode | null = null;
  for (let column = 0; column <= Math.min(last, MAX_COLUMNS - 1); column++) {
    const range = before[column];
    const width = sheet.columnWidths.get(column);
    const hidden = sheet.hiddenColumns.has(column);
    const attributes: Record<string, string | number> = {};
    if (width !== undefined) attributes["width"] = width;
    if (width !== undefined && (range === undefined || range.width !== width || range.customWidth)) attributes["customWidth"] = 1;
    if (hidden) attributes["hidden"] = 1;
    for (const match of (range?.others ?? "").matchAll(/ ([a-zA-Z]+)="([^"]*)"/g)) attributes[match[1] ?? ""] = match[2] ?? "";
    const key = JSON.stringify(attributes);
    if (Object.keys(attributes).length === 0) current = null;
    else if (current !== null && key === written) setAttribute(current, "max", column + 1);
    else {
      current = node(`${prefix}col`, { min: column + 1, max: column + 1, width: range?.width ?? 9.140625, ...attributes });
      list.push(current);
    }
    written = key;
  }
  return list.length === 0 ? "" : writeXml(node(`${prefix}cols`, {}, list));
}
