import { columnLetters } from "../../../host/model/address";
import { ErrorValue, type Cell, type Scalar } from "../../../host/model/cell";
import { NOTHING_ALLOWED, type ProtectionOptions } from "../../../host/model/protection";
import type { Sheet } from "../../../host/model/sheet";
import { DEFAULT_STYLE, type Style } from "../../../host/model/style";
import { Workbook } from "../../../host/model/workbook";

type Random = () => number;

const TEXTS = ["", "0012", " two  spaces ", "a\nb", "tab\there", "<&>\"'", "=1+1", "_x0041_", "\u0001bell", "Ängström 北京 😀", "it's", "line\r\nend", "\ud800", "x".repeat(300)];
const NUMBERS = [0, 1, -1, 0.1, 1.005, 1e-7, 1e21, 123456789012345, 0.1 + 0.2, -2.5e-300, 45_658, 5e-324, 1.7976931348623157e308];
const FORMULAS = ["A1+1", "SUM($B$2:C5)", "IF(A1=\"\",\"<none>\",A1&\"x\")", "SUMIFS(A:A,B:B,\">0\")", "'Sheet & 2'!B2*2", "XLOOKUP(1,A1:A3,B1:B3)", "Rate*2", "{1,2;3,4}", "BILLING.BALANCE(\"C 1\")", "LET(x,1,x+A1)", "INDEX(A1:B2,1,)", "-A1%^2", "#REF!+1"];
const FORMATS = ["General", "0.00", "#,##0.00;[Red]-#,##0.00", "yyyy-mm-dd", "@", '0.0" €"'];
const NAMES = ["Sheet & 2", "Über 'x'", "表", "a.b-c"];

/** A workbook of everything that the model holds, by chance: the same seed gives the same one. */
export function randomWorkbook(random: Random): Workbook {
  const pick = <T>(list: readonly [T, ...T[]]): T => list[Math.floor(random() * list.length)] ?? list[0];
  const chance = (part: number): boolean => random() < part;
  const integer = (below: number): number => Math.floor(random() * below);
  const text = (): string => TEXTS[integer(TEXTS.length)] ?? "";
  const printable = (): string => `${pick(["Net", "Größe", "a&b", "<x>", "it's"])} ${integer(1000)}`;
  const workbook = new Workbook();
  workbook.dateSystem = chance(0.2) ? 1904 : 1900;
  workbook.calculationMode = chance(0.2) ? "manual" : "automatic";
  workbook.precisionAsDisplayed = chance(0.1);
  if (chance(0.2)) workbook.protection = { passwordHash: chance(0.5) ? "83AF" : null };

  const style = (): number => {
    const line = (): Style["border"]["top"] => (chance(0.3) ? { style: pick(["thin", "medium", "thick", "dashed", "dotted", "double", "hair"]), color: chance(0.5) ? "#336699" : null } : null);
    return workbook.styles.intern({
      ...DEFAULT_STYLE, numberFormat: FORMATS[integer(FORMATS.length)] ?? "General", fill: chance(0.3) ? "#FFEEDD" : null, wrapText: chance(0.2), indent: chance(0.2) ? integer(5) : 0, locked: chance(0.8), hidden: chance(0.1),
      font: { name: pick(["Calibri", "Arial"]), size: 8 + integer(6), bold: chance(0.3), italic: chance(0.2), underline: chance(0.1), strike: chance(0.1), color: chance(0.3) ? "#C00000" : null },
      border: { top: line(), right: line(), bottom: line(), left: line() }, horizontal: pick(["general", "left", "center", "right", "centerAcrossSelection"]), vertical: pick(["top", "center", "bottom"]),
    });
  };
  const value = (): Scalar => {
    const kind = random();
    if (kind < 0.4) return NUMBERS[integer(NUMBERS.length)] ?? 0;
    if (kind < 0.8) return text();
    if (kind < 0.9) return chance(0.5);
    return kind < 0.95 ? new ErrorValue(pick(["#N/A", "#DIV/0!", "#REF!", "#NUM!"])) : null;
  };
  const fill = (sheet: Sheet): void => {
    for (let count = integer(60); count > 0; count--) {
      const cell: Cell = { value: value(), style: chance(0.6) ? style() : 0 };
      if (chance(0.25)) cell.formula = FORMULAS[integer(FORMULAS.length)] ?? "1";
      else if (chance(0.1)) cell.quotePrefix = true;
      if (cell.formula === undefined && cell.value === null && cell.style === 0) continue;
      sheet.put(integer(30), integer(8), cell);
    }
    if (chance(0.3)) sheet.put(40, 1, { value: 7, style: 0, formula: "B1:B3*2", arrayRange: "B41:B43" });
    if (chance(0.3)) {
      sheet.put(50, 1, { value: 1, style: 0, formula: "SEQUENCE(2,2)", spill: { rows: 2, columns: 2 } });
      for (const [row, column] of [[50, 2], [51, 1], [51, 2]] as const) sheet.put(row, column, { value: row * column, style: 0, spillOf: { row: 50, column: 1 } });
    }
  };
  const addTable = (sheet: Sheet, left: number): void => {
    const top = 60 + integer(5);
    const rows = 1 + integer(4);
    const showTotals = chance(0.4);
    const columns = Array.from({ length: 1 + integer(4) }, (_, index) => ({
      id: index + 1, name: `${printable()}${chance(0.2) ? "\nline" : ""} ${index}`, calculatedFormula: chance(0.2) ? "ROW()*2" : null,
      totalsLabel: showTotals && index === 0 ? "Total" : null, totalsFunction: showTotals && index > 0 ? "sum" : null, totalsFormula: null,
    }));
    const name = `Table_${workbook.sheets.length}_${left}`;
    columns.forEach((column, index) => sheet.put(top, left + index, { value: column.name, style: 0 }));
    sheet.put(top + 1, left, { value: 5, style: 0 });
    sheet.tables.push({
      id: workbook.newTableId(), name, sheet, area: { top, left, bottom: top + rows + (showTotals ? 1 : 0), right: left + columns.length - 1 }, columns, showTotals, showFilterButton: chance(0.8), showBandedRows: chance(0.5),
      style: chance(0.8) ? "TableStyleLight9" : "", filters: new Map(), sort: null, showBandedColumns: chance(0.3), highlightFirstColumn: chance(0.3), highlightLastColumn: chance(0.3), preserved: null,
    });
  };
  const layOut = (sheet: Sheet): void => {
    for (let count = integer(4); count > 0; count--) sheet.columnWidths.set(integer(20), 5 + integer(30));
    for (let count = integer(4); count > 0; count--) sheet.rowHeights.set(integer(40), 12.5 + integer(30));
    if (chance(0.3)) sheet.hiddenRows.add(integer(40));
    if (chance(0.3)) sheet.hiddenColumns.add(15 + integer(4));
    if (chance(0.4)) sheet.frozen = { rows: integer(3), columns: integer(2) };
    if (chance(0.3)) sheet.merges = [{ top: 80, left: 0, bottom: 81, right: 3 }, { top: 83, left: 1, bottom: 83, right: 2 }];
    if (chance(0.3)) sheet.tabColor = "#10A0FF";
    sheet.showGridlines = chance(0.7);
    if (chance(0.3)) {
      const options: ProtectionOptions = { ...NOTHING_ALLOWED, allowSort: chance(0.5), allowInsertRows: chance(0.5), allowEditObjects: true, selectionMode: pick(["Normal", "Unlocked", "None"]) };
      sheet.protection = { passwordHash: chance(0.5) ? "CC1A" : null, ...(chance(0.5) ? { options } : {}) };
    }
    if (chance(0.5)) {
      Object.assign(sheet.pageLayout, {
        orientation: pick(["portrait", "landscape"]), paperSize: pick([1, 9]), scale: 100 - integer(40), printArea: chance(0.5) ? "A1:C9,E1:E2" : null, printTitleRows: chance(0.5) ? "$1:$2" : null,
        centerHorizontally: chance(0.5), printGridlines: chance(0.5), header: chance(0.5) ? "&LÄ && B" : "", footer: chance(0.5) ? "&RPage &P" : "",
      });
    }
    for (let row = 0; row < integer(3); row++) {
      sheet.validations.push({
        area: { top: row * 3, left: 0, bottom: row * 3 + 1, right: 0 }, rule: { type: "list", allowBlank: "1", formula1: pick(['"A,B <c>"', "$H$1:$H$3", "Rate"]) },
        prompt: chance(0.5) ? { title: "T & t", message: "Pick\none" } : null, errorAlert: chance(0.5) ? { title: "", message: "No", style: pick(["stop", "warning", "information"]) } : null,
      });
    }
    if (chance(0.2)) sheet.customProperties.set("owner", text() || "x");
  };

  for (const name of ["First", ...NAMES.filter(() => chance(0.5))]) {
    const sheet = workbook.addSheet(name);
    fill(sheet);
    if (chance(0.5)) addTable(sheet, 0);
    if (chance(0.3)) addTable(sheet, 6);
    layOut(sheet);
    if (name !== "First" && chance(0.3)) sheet.visibility = pick(["hidden", "veryHidden"]);
  }
  const first = workbook.sheets[0];
  workbook.names.push({ name: "Rate", refersTo: "0.2", sheet: null, visible: chance(0.7), comment: chance(0.3) ? "of <tax>" : "" });
  if (first !== undefined && chance(0.5)) workbook.names.push({ name: "Local", refersTo: `First!$A$1:$${columnLetters(integer(30))}$5`, sheet: first, visible: true, comment: "" });
  if (chance(0.3)) workbook.settings.set("seat", { id: integer(9), text: text().replace(/[\ud800-\udfff\u0001]/g, "") });
  if (chance(0.3)) workbook.customXmlParts.set("{AAAAAAAA-0000-0000-0000-000000000000}", "<a xmlns='urn:a'>ä</a>");
  if (chance(0.5)) {
    Object.assign(workbook.properties, { title: printable(), author: "Zoë & co", company: chance(0.5) ? "A <b>" : "", manager: chance(0.5) ? "M" : "", revisionNumber: integer(5), creationDate: chance(0.5) ? "2026-01-31T10:00:00Z" : null });
    const custom: [string, string | number | boolean][] = [["Checked", chance(0.5)], ["Rate & x", 0.07], ["Count", integer(100)], ["Text", printable()]];
    workbook.properties.custom = new Map(custom.slice(0, integer(5)));
  }
  return workbook;
}
