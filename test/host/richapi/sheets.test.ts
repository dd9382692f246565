import { onSheet, refusal, withHost } from "./support";

type Read = (sheet: Excel.Worksheet, context: Excel.RequestContext) => { readonly load: (properties: string) => unknown };

/** Something set by one run and read by another. */
interface Case {
  readonly name: string;
  readonly set: (sheet: Excel.Worksheet, context: Excel.RequestContext) => void;
  readonly object: Read;
  readonly property: string;
  readonly value: unknown;
}

const range = (address: string): Read => (sheet) => sheet.getRange(address);
const format = (address: string): Read => (sheet) => sheet.getRange(address).format;

const cases: readonly Case[] = [
  { name: "font bold", set: (s) => { s.getRange("A1:B1").format.font.bold = true; }, object: (s) => s.getRange("A1:B1").format.font, property: "bold", value: true },
  { name: "font of mixed cells", set: (s) => { s.getRange("A1").format.font.italic = true; }, object: (s) => s.getRange("A1:B1").format.font, property: "italic", value: null },
  { name: "font colour", set: (s) => { s.getRange("A1").format.font.color = "#1f4e79"; }, object: (s) => s.getRange("A1").format.font, property: "color", value: "#1F4E79" },
  { name: "fill", set: (s) => { s.getRange("A1").format.fill.color = "yellow"; }, object: (s) => s.getRange("A1").format.fill, property: "color", value: "#FFFF00" },
  { name: "a border line", set: (s) => { s.getRange("A1:B2").format.borders.getItem("EdgeBottom").style = "Double"; }, object: (s) => s.getRange("B2").format.borders.getItem("EdgeBottom"), property: "style", value: "Double" },
  { name: "no border inside", set: (s) => { s.getRange("A1:B2").format.borders.getItem("EdgeBottom").style = "Double"; }, object: (s) => s.getRange("B1").format.borders.getItem("EdgeBottom"), property: "style", value: "None" },
  { name: "border weight", set: (s) => { s.getRange("A1").format.borders.getItem("EdgeTop").weight = "Medium"; }, object: (s) => s.getRange("A1").format.borders.getItem("EdgeTop"), property: "weight", value: "Medium" },
  { name: "alignment", set: (s) => { s.getRange("A1").format.horizontalAlignment = "Right"; }, object: format("A1"), property: "horizontalAlignment", value: "Right" },
  { name: "wrapping", set: (s) => { s.getRange("A1").format.wrapText = true; }, object: format("A1"), property: "wrapText", value: true },
  { name: "column width in points", set: (s) => { s.getRange("B:B").format.columnWidth = 96; }, object: format("B2"), property: "columnWidth", value: 96 },
  { name: "standard column width", set: () => undefined, object: format("B2"), property: "columnWidth", value: 48 },
  { name: "row height", set: (s) => { s.getRange("3:3").format.rowHeight = 30; }, object: format("A3"), property: "rowHeight", value: 30 },
  { name: "number format", set: (s) => { s.getRange("A1:A2").numberFormat = [["0.00"], ["@"]]; }, object: range("A1:A2"), property: "numberFormat", value: [["0.00"], ["@"]] },
  { name: "hidden rows", set: (s) => { s.getRange("2:3").rowHidden = true; }, object: range("A2"), property: "rowHidden", value: true },
  { name: "sheet name", set: (s) => { s.name = "Büro & Co"; }, object: (s) => s, property: "name", value: "Büro & Co" },
  { name: "tab colour", set: (s) => { s.tabColor = "#00FF00"; }, object: (s) => s, property: "tabColor", value: "#00FF00" },
  { name: "gridlines", set: (s) => { s.showGridlines = false; }, object: (s) => s, property: "showGridlines", value: false },
  { name: "protection", set: (s) => { s.protection.protect(); }, object: (s) => s.protection, property: "protected", value: true },
  { name: "orientation", set: (s) => { s.pageLayout.orientation = "Landscape"; }, object: (s) => s.pageLayout, property: "orientation", value: "Landscape" },
  { name: "paper", set: (s) => { s.pageLayout.paperSize = "A4"; }, object: (s) => s.pageLayout, property: "paperSize", value: "A4" },
  { name: "fit to one page wide", set: (s) => { s.pageLayout.zoom = { horizontalFitToPages: 1, verticalFitToPages: 0 }; }, object: (s) => s.pageLayout, property: "zoom", value: { horizontalFitToPages: 1, verticalFitToPages: 0 } },
  { name: "margin in points", set: (s) => { s.pageLayout.topMargin = 36; }, object: (s) => s.pageLayout, property: "topMargin", value: 36 },
  { name: "margins in centimetres", set: (s) => { s.pageLayout.setPrintMargins("Centimeters", { left: 2.54 }); }, object: (s) => s.pageLayout, property: "leftMargin", value: 72 },
  { name: "a footer's middle", set: (s) => { s.pageLayout.headersFooters.defaultForAllPages.leftFooter = "INV"; s.pageLayout.headersFooters.defaultForAllPages.centerFooter = "Page &P"; }, object: (s) => s.pageLayout.headersFooters.defaultForAllPages, property: "centerFooter", value: "Page &P" },
  { name: "print title rows", set: (s) => { s.pageLayout.setPrintTitleRows("$1:$2"); }, object: (s) => s.pageLayout.getPrintTitleRowsOrNullObject(), property: "address", value: "Sheet1!1:2" },
  { name: "frozen rows", set: (s) => { s.freezePanes.freezeRows(2); }, object: (s) => s.freezePanes.getLocationOrNullObject(), property: "address", value: "Sheet1!1:2" },
  { name: "a list rule", set: (s) => { s.getRange("A1:A9").dataValidation.rule = { list: { inCellDropDown: true, source: "Yes,No" } }; }, object: (s) => s.getRange("A3").dataValidation, property: "rule", value: { list: { inCellDropDown: true, source: "Yes,No" } } },
  { name: "a rule's prompt", set: (s) => { s.getRange("A1").dataValidation.prompt = { showPrompt: true, title: "T", message: "M" }; }, object: (s) => s.getRange("A1").dataValidation, property: "prompt", value: { showPrompt: true, title: "T", message: "M" } },
  { name: "a name for a range", set: (s, c) => { c.workbook.names.add("Rates", s.getRange("B2:B4")); }, object: (_s, c) => c.workbook.names.getItem("rates").getRange(), property: "address", value: "Sheet1!B2:B4" },
  { name: "a name for a formula", set: (_s, c) => { c.workbook.names.add("Vat", "=10*2"); }, object: (_s, c) => c.workbook.names.getItem("Vat"), property: "value", value: 20 },
  { name: "a setting", set: (_s, c) => { c.workbook.settings.add("key", { nested: [1, "two"] }); }, object: (_s, c) => c.workbook.settings.getItemOrNullObject("key"), property: "value", value: { nested: [1, "two"] } },
  { name: "calculation mode", set: (_s, c) => { c.application.calculationMode = "Manual"; }, object: (_s, c) => c.application, property: "calculationMode", value: "Manual" },
  { name: "separators", set: () => undefined, object: (_s, c) => c.application, property: "decimalSeparator", value: "." },
  { name: "culture", set: () => undefined, object: (_s, c) => c.application.cultureInfo, property: "name", value: "en-US" },
  { name: "a copy of cells", set: (s) => { s.getRange("A1:A2").formulas = [[5], ["=A1*2"]]; s.getRange("C1").copyFrom("A1:A2"); }, object: range("C1:C2"), property: "formulas", value: [[5], ["=C1*2"]] },
  { name: "a merge keeps the first value", set: (s) => { s.getRange("A1:B1").values = [["x", "y"]]; s.getRange("A1:B1").merge(); }, object: range("A1:B1"), property: "values", value: [["x", ""]] },
  { name: "the selection", set: (s) => { s.getRange("C3:D4").select(); }, object: (_s, c) => c.workbook.getSelectedRange(), property: "address", value: "Sheet1!C3:D4" },
  { name: "the active cell", set: (s) => { s.getRange("C3:D4").select(); }, object: (_s, c) => c.workbook.getActiveCell(), property: "address", value: "Sheet1!C3" },
  { name: "found text", set: (s) => { s.getRange("B7").values = [["INV-0007"]]; }, object: (s) => s.getRange("A1:C9").find("inv-0007", { completeMatch: true }), property: "address", value: "Sheet1!B7" },
  { name: "a sheet's own property", set: (s) => { s.customProperties.add("kind", "ledger"); }, object: (s) => s.customProperties.getItemOrNullObject("kind"), property: "value", value: "ledger" },
];

describe("what one run sets another reads", () => {
  it.each(cases.map((entry) => [entry.name, entry] as const))("%s", (_name, { set, object, property, value }) =>
    withHost(async (host) => {
      await onSheet(host, set);
      const read = await onSheet(host, (sheet, context) => {
        const found = object(sheet, context);
        found.load(property);
        return found;
      });
      expect(Reflect.get(read, property)).toEqual(value);
    }));
});

describe("sheets", () => {
  it("are added, moved, hidden, activated and deleted", () =>
    withHost(async (host) => {
      await onSheet(host, (_sheet, context) => {
        const { worksheets } = context.workbook;
        worksheets.add("Second");
        const third = worksheets.add("Third");
        third.position = 0;
        third.activate();
        worksheets.getItem("Second").visibility = "Hidden";
        worksheets.getItem("Sheet1").delete();
      });
      const sheets = await host.Excel.run(async (context) => {
        const all = context.workbook.worksheets.load("items/name,items/visibility,items/position");
        const active = context.workbook.worksheets.getActiveWorksheet().load("name");
        await context.sync();
        return { all, active };
      });
      expect([sheets.active.name, ...sheets.all.items.map((sheet) => [sheet.name, sheet.visibility, sheet.position])]).toEqual(["Third", ["Third", "Visible", 0], ["Second", "Hidden", 1]]);
    }));

  it("a wrong password does not unprotect", () =>
    withHost(async (host) => {
      await onSheet(host, (sheet) => { sheet.protection.protect(undefined, "secret"); });
      expect(await refusal(onSheet(host, (sheet) => { sheet.protection.unprotect("wrong"); }))).toBe("BadPassword");
      expect(await refusal(onSheet(host, (sheet) => { sheet.protection.unprotect("secret"); }))).toBe(null);
    }));
});
