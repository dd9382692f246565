import { onSheet, refusal, valuesOf, withHost, withInvoices } from "./support";

type Loadable = { load(properties: string): unknown };

/** What one run sets up, what another loads, and what it then says. */
interface Case {
  readonly name: string;
  readonly set?: (sheet: Excel.Worksheet, context: Excel.RequestContext) => void;
  readonly object: (sheet: Excel.Worksheet, context: Excel.RequestContext) => Loadable;
  readonly load: string;
  readonly value: unknown;
}

const DATA = [["Name", "Amount", "Day"], ["Acme", 5, 46053], ["acme", 20, 46060], ["Beta", 11, 46100], ["", 7, 46200]];
const data = (sheet: Excel.Worksheet): void => { sheet.getRange("A1:C5").values = DATA; };
const json = (object: unknown): unknown => JSON.parse(JSON.stringify(object));

const conditional = (sheet: Excel.Worksheet): Excel.ConditionalFormat => sheet.getRange("B2:B5").conditionalFormats.getItemAt(0);

const cases: readonly Case[] = [
  { name: "a cell-value rule", set: (s) => { const f = s.getRange("B2:B5").conditionalFormats.add("CellValue"); f.cellValue.rule = { formula1: "=10", operator: "GreaterThan" }; f.cellValue.format.font.color = "red"; }, object: (s) => conditional(s).cellValue, load: "rule", value: { rule: { formula1: "=10", operator: "GreaterThan" } } },
  { name: "its colour", set: (s) => { const f = s.getRange("B2:B5").conditionalFormats.add("CellValue"); f.cellValue.format.font.color = "#ff0000"; }, object: (s) => conditional(s).cellValue.format.font, load: "color,bold", value: { color: "#FF0000", bold: null } },
  { name: "a formula rule follows inserted rows", set: (s) => { const f = s.getRange("B2:B5").conditionalFormats.add("Custom"); f.custom.rule.formula = "=$B2>10"; f.custom.format.fill.color = "#FFEE00"; s.getRange("1:2").insert("Down"); }, object: (s) => s.getRange("B4").conditionalFormats.getItemAt(0).custom.rule, load: "formula", value: { formula: "=$B4>10" } },
  { name: "where a rule stands after that", set: (s) => { s.getRange("B2:B5").conditionalFormats.add("Custom").custom.rule.formula = "=TRUE"; s.getRange("1:2").insert("Down"); }, object: (s) => s.getRange("B4").conditionalFormats.getItemAt(0).getRange(), load: "address", value: { address: "Sheet1!B4:B7" } },
  { name: "a new rule comes first", set: (s) => { s.getRange("B2:B5").conditionalFormats.add("TopBottom").topBottom.rule = { rank: 2, type: "TopItems" }; s.getRange("B2").conditionalFormats.add("ContainsText").textComparison.rule = { operator: "Contains", text: "x" }; }, object: (s) => s.getRange("B2:B5").conditionalFormats, load: "items/type,items/priority", value: { items: [{ type: "ContainsText", priority: 0 }, { type: "TopBottom", priority: 1 }] } },
  { name: "rules of other kinds", set: (s) => { const { conditionalFormats } = s.getRange("B2:B5"); conditionalFormats.add("DataBar").dataBar.barDirection = "LeftToRight"; conditionalFormats.add("ColorScale"); conditionalFormats.add("IconSet").iconSet.style = "ThreeFlags"; conditionalFormats.add("PresetCriteria").preset.rule = { criterion: "AboveAverage" }; }, object: (s) => s.getRange("B3").conditionalFormats, load: "items/type", value: { items: ["PresetCriteria", "IconSet", "ColorScale", "DataBar"].map((type) => ({ type })) } },
  { name: "another kind's rule is a null object", set: (s) => { s.getRange("B2:B5").conditionalFormats.add("DataBar"); }, object: (s) => conditional(s).cellValueOrNullObject, load: "rule", value: { isNullObject: true } },
  { name: "cleared rules", set: (s) => { s.getRange("B2:B5").conditionalFormats.add("DataBar"); s.getRange("A1:C9").conditionalFormats.clearAll(); }, object: (s) => s.getRange("A1:C9").conditionalFormats, load: "items", value: { items: [] } },
  { name: "a comment", set: (_s, c) => { c.workbook.comments.add("Sheet1!B2", "Please check").replies.add("Done"); }, object: (s) => s.comments, load: "items/content,items/authorName,items/resolved,items/replies/items/content", value: { items: [{ content: "Please check", authorName: "User", resolved: false, replies: [{ content: "Done" }] }] } },
  { name: "a comment goes with its cell", set: (s, c) => { c.workbook.comments.add("Sheet1!B2", "here"); s.getRange("A1:A3").insert("Right"); }, object: (_s, c) => c.workbook.comments.getItemAt(0).getLocation(), load: "address", value: { address: "Sheet1!C2" } },
  { name: "a deleted comment", set: (_s, c) => { c.workbook.comments.add("Sheet1!B2", "here"); c.workbook.comments.getItemByCell("Sheet1!B2").delete(); }, object: (_s, c) => c.workbook.comments, load: "items", value: { items: [] } },
  { name: "a custom XML part by namespace", set: (_s, c) => { c.workbook.customXmlParts.add("<a xmlns='urn:x'><b/></a>"); c.workbook.customXmlParts.add("<a xmlns='urn:y'/>"); }, object: (_s, c) => c.workbook.customXmlParts.getByNamespace("urn:x").getOnlyItem(), load: "namespaceUri", value: { namespaceUri: "urn:x" } },
  { name: "document properties", set: (_s, c) => { const p = c.workbook.properties; p.title = "Ledger"; p.company = "Finch"; p.custom.add("Seat", "A"); p.custom.add("rows", 7); }, object: (_s, c) => c.workbook.properties, load: "title,company,author", value: { title: "Ledger", company: "Finch", author: "" } },
  { name: "custom properties, whatever their case", set: (_s, c) => { c.workbook.properties.custom.add("Seat", "A"); }, object: (_s, c) => c.workbook.properties.custom.getItem("SEAT"), load: "key,value,type", value: { key: "Seat", value: "A", type: "String" } },
  { name: "several areas", object: (s) => s.getRanges("A1:B2,D4"), load: "address,areaCount,cellCount", value: { address: "Sheet1!A1:B2,Sheet1!D4", areaCount: 2, cellCount: 5 } },
  { name: "a format of several areas", set: (s) => { const areas = s.getRanges("A1:A2,C4"); areas.format.font.bold = true; areas.format.fill.color = "#00FF00"; }, object: (s) => s.getRange("C4").format.font, load: "bold", value: { bold: true } },
  { name: "a format that differs between areas", set: (s) => { s.getRange("A1").format.font.bold = true; }, object: (s) => s.getRanges("A1,C4").format.font, load: "bold,italic", value: { bold: null, italic: false } },
  { name: "cleared areas", set: (s) => { data(s); s.getRanges("A2:A3,B5").clear("Contents"); }, object: (s) => s.getRange("A2:B5"), load: "values", value: { values: [["", 5], ["", 20], ["Beta", 11], ["", ""]] } },
  { name: "blank cells", set: data, object: (s) => s.getRange("A1:C5").getSpecialCells("Blanks"), load: "address", value: { address: "Sheet1!A5" } },
  { name: "numbers among constants", set: data, object: (s) => s.getRange("A1:C5").getSpecialCells("Constants", "Numbers"), load: "address", value: { address: "Sheet1!B2:C5" } },
  { name: "formulas", set: (s) => { data(s); s.getRange("E2:E3").formulas = [["=B2"], ["=1/0"]]; }, object: (s) => s.getRange("A:F").getSpecialCells("Formulas", "Errors"), load: "address", value: { address: "Sheet1!E3" } },
  { name: "no special cells", set: data, object: (s) => s.getRange("A1:C5").getSpecialCellsOrNullObject("Formulas", "All"), load: "address", value: { isNullObject: true } },
  { name: "visible cells of a filtered table", set: (s) => { data(s); s.tables.add("A1:C5", true).columns.getItemAt(1).filter.applyCustomFilter(">=10"); }, object: (s) => s.getRange("A1:C5").getSpecialCells("Visible"), load: "address", value: { address: "Sheet1!A1:C1,Sheet1!A3:C4" } },
  { name: "a visible view", set: (s) => { data(s); s.getRange("3:3").rowHidden = true; }, object: (s) => s.getRange("A2:B4").getVisibleView(), load: "values,rowCount,cellAddresses", value: { values: [["Acme", 5], ["Beta", 11]], rowCount: 2, cellAddresses: [["Sheet1!A2", "Sheet1!B2"], ["Sheet1!A4", "Sheet1!B4"]] } },
  { name: "a row of a visible view", set: (s) => { data(s); s.getRange("3:3").rowHidden = true; }, object: (s) => s.getRange("A2:B4").getVisibleView().rows.getItemAt(1), load: "values,index", value: { values: [["Beta", 11]], index: 1 } },
  { name: "the region around a cell", set: (s) => { data(s); s.getRange("E9").values = [["far"]]; }, object: (s) => s.getRange("B3").getSurroundingRegion(), load: "address", value: { address: "Sheet1!A1:C5" } },
  { name: "Ctrl+down", set: data, object: (s) => s.getRange("B2").getRangeEdge("Down"), load: "address", value: { address: "Sheet1!B5" } },
  { name: "Ctrl+shift+right", set: data, object: (s) => s.getRange("A1").getExtendedRange("Right"), load: "address", value: { address: "Sheet1!A1:C1" } },
  { name: "Ctrl+down past the end", set: data, object: (s) => s.getRange("B5").getRangeEdge("Down"), load: "address", value: { address: "Sheet1!B1048576" } },
  { name: "all cells with a text", set: data, object: (s) => s.findAll("acme", { completeMatch: true }), load: "address", value: { address: "Sheet1!A2:A3" } },
  { name: "nothing found", set: data, object: (s) => s.findAllOrNullObject("nowhere", {}), load: "address", value: { isNullObject: true } },
  { name: "a copied block without its blanks", set: (s) => { data(s); s.getRange("E2:E5").values = [["1"], ["2"], ["3"], ["4"]]; s.getRange("E2").copyFrom("A2:A5", "Values", true); }, object: (s) => s.getRange("E2:E5"), load: "values", value: { values: [["Acme"], ["acme"], ["Beta"], [4]] } },
  { name: "a transposed copy", set: (s) => { data(s); s.getRange("E1").copyFrom("A1:B3", "All", false, true); }, object: (s) => s.getRange("E1:G2"), load: "values", value: { values: [["Name", "Acme", "acme"], ["Amount", 5, 20]] } },
  { name: "moved cells, and what refers to them", set: (s) => { data(s); s.getRange("E1:F1").formulas = [["=B2*2", "=SUM(B2:B3)"]]; s.getRange("B2:B3").moveTo("H7"); }, object: (s) => s.getRange("E1:F1"), load: "formulas,values", value: { formulas: [["=H7*2", "=SUM(H7:H8)"]], values: [[10, 25]] } },
  { name: "formulas moved to another sheet", set: (s, c) => { c.workbook.worksheets.add("Other"); s.getRange("E1:F1").formulas = [["=B2*2", "=E1+$B$3"]]; s.getRange("E1:F1").moveTo("Other!A1"); }, object: (_s, c) => c.workbook.worksheets.getItem("Other").getRange("A1:B1"), load: "formulas", value: { formulas: [["=Sheet1!B2*2", "=A1+Sheet1!$B$3"]] } },
  { name: "a filled series", set: (s) => { s.getRange("A1:A2").values = [[1], [3]]; s.getRange("A1:A2").autoFill("A1:A5"); }, object: (s) => s.getRange("A1:A5"), load: "values", value: { values: [[1], [3], [5], [7], [9]] } },
  { name: "a filled formula", set: (s) => { data(s); s.getRange("D2").formulas = [["=B2*$B$2"]]; s.getRange("D2").autoFill("D2:D4"); }, object: (s) => s.getRange("D2:D4"), load: "formulas", value: { formulas: [["=B2*$B$2"], ["=B3*$B$2"], ["=B4*$B$2"]] } },
  { name: "filled months", set: (s) => { s.getRange("A1").values = [["2026-01-31"]]; s.getRange("A1").autoFill("A1:A3", "FillMonths"); }, object: (s) => s.getRange("A1:A3"), load: "values", value: { values: [[46053], [46081], [46112]] } },
  { name: "filled weekdays", set: (s) => { s.getRange("A1").values = [["2026-01-30"]]; s.getRange("A1").autoFill("A1:C1", "FillWeekdays"); }, object: (s) => s.getRange("A1:C1"), load: "values", value: { values: [[46052, 46055, 46056]] } },
  { name: "texts that count", set: (s) => { s.getRange("A1").values = [["Part 09"]]; s.getRange("A1").autoFill("A1:A3"); }, object: (s) => s.getRange("A1:A3"), load: "values", value: { values: [["Part 09"], ["Part 10"], ["Part 11"]] } },
  { name: "a sorted range with headers", set: (s) => { data(s); s.getRange("A1:C5").sort.apply([{ key: 1, ascending: false }], false, true); }, object: (s) => s.getRange("B1:B5"), load: "values", value: { values: [["Amount"], [20], [11], [7], [5]] } },
  { name: "what a table was sorted by", set: (s) => { data(s); s.tables.add("A1:C5", true).sort.apply([{ key: 1, ascending: true }]); }, object: (s) => s.tables.getItemAt(0).sort, load: "fields,matchCase", value: { fields: [{ key: 1, ascending: true, sortOn: "Value", dataOption: "Normal" }], matchCase: false } },
  { name: "a filter of the first two", set: (s) => { data(s); s.tables.add("A1:C5", true).columns.getItemAt(1).filter.applyTopItemsFilter(2); }, object: (s) => s.getRange("B2:B5").getVisibleView(), load: "values", value: { values: [[20], [11]] } },
  { name: "a filter above average", set: (s) => { data(s); s.tables.add("A1:C5", true).columns.getItemAt(1).filter.apply({ filterOn: "Dynamic", dynamicCriteria: "AboveAverage" }); }, object: (s) => s.getRange("B2:B5").getVisibleView(), load: "values", value: { values: [[20], [11]] } },
  { name: "a filter with two conditions", set: (s) => { data(s); s.tables.add("A1:C5", true).columns.getItemAt(1).filter.applyCustomFilter("<6", ">15", "Or"); }, object: (s) => s.getRange("B2:B5").getVisibleView(), load: "values", value: { values: [[5], [20]] } },
  { name: "a filter with a pattern", set: (s) => { data(s); s.tables.add("A1:C5", true).columns.getItemAt(0).filter.applyCustomFilter("=a*"); }, object: (s) => s.getRange("A2:A5").getVisibleView(), load: "values", value: { values: [["Acme"], ["acme"]] } },
  { name: "the criteria that are on", set: (s) => { data(s); s.tables.add("A1:C5", true).columns.getItemAt(1).filter.applyBottomPercentFilter(50); }, object: (s) => s.tables.getItemAt(0).autoFilter, load: "criteria,isDataFiltered", value: { criteria: [null, { filterOn: "BottomPercent", criterion1: "50" }, null], isDataFiltered: true } },
  { name: "options of a protected sheet", set: (s) => { s.protection.protect({ allowSort: true, selectionMode: "None" }); }, object: (s) => s.protection, load: "protected,options/allowSort,options/allowFormatCells,options/selectionMode", value: expect.objectContaining({ protected: true }) },
  { name: "a protected workbook", set: (_s, c) => { c.workbook.protection.protect("x"); }, object: (_s, c) => c.workbook.protection, load: "protected", value: { protected: true } },
  { name: "a name's array", set: (_s, c) => { c.workbook.names.add("Pair", "={1,2;3,4}"); }, object: (_s, c) => c.workbook.names.getItem("Pair").arrayValues, load: "values,types", value: { values: [[1, 2], [3, 4]], types: [["Double", "Double"], ["Double", "Double"]] } },
  { name: "names of one sheet", set: (s, c) => { s.names.add("Local", s.getRange("A1")); c.workbook.names.add("Global", s.getRange("A2")); }, object: (s) => s.names, load: "items/name,items/scope", value: { items: [{ name: "Local", scope: "Worksheet" }] } },
  { name: "places in points", set: (s) => { s.getRange("1:1").format.rowHeight = 30; s.getRange("A:A").format.columnWidth = 96; }, object: (s) => s.getRange("B2:C3"), load: "top,left,height,width", value: { top: 30, left: 96, height: 30, width: 96 } },
  { name: "the selected ranges", set: (s) => { s.getRange("B2:C3").select(); }, object: (_s, c) => c.workbook.getSelectedRanges(), load: "address", value: { address: "Sheet1!B2:C3" } },
];

describe("what one run sets another reads", () => {
  it.each(cases.map((entry) => [entry.name, entry] as const))("%s", (_name, { set, object, load, value }) =>
    withHost(async (host) => {
      if (set !== undefined) await onSheet(host, set);
      const read = await onSheet(host, (sheet, context) => {
        const found = object(sheet, context);
        found.load(load);
        return found;
      });
      expect(isNull(read) ? { isNullObject: true } : stripped(json(read), value)).toEqual(value);
    }));
});

function isNull(object: Loadable): boolean {
  return "isNullObject" in object && object.isNullObject === true;
}

/** Ids and what else the client adds are left out where the expected value does not ask for them. */
function stripped(read: unknown, wanted: unknown): unknown {
  if (Array.isArray(read) && Array.isArray(wanted)) return read.map((entry, index) => stripped(entry, wanted[index]));
  if (typeof read !== "object" || read === null || typeof wanted !== "object" || wanted === null || Array.isArray(read) || "asymmetricMatch" in wanted) return read;
  return Object.fromEntries(Object.entries(wanted).map(([key, part]) => [key, stripped(Reflect.get(read, key), part)]));
}

describe("answers of methods", () => {
  it("replaced cells are counted", () =>
    withHost(async (host) => {
      await onSheet(host, data);
      const count = await onSheet(host, (sheet) => sheet.replaceAll("acme", "Zeta", { matchCase: false }));
      expect([count.value, await valuesOf(host, "A2:A3")]).toEqual([2, [["Zeta"], ["Zeta"]]]);
    }));

  it("a header that is replaced renames its column, and what refers to it", () =>
    withHost(async (host) => {
      await withInvoices(host);
      await onSheet(host, (sheet) => {
        sheet.getRange("E1").formulas = [["=SUM(Invoices[Total])"]];
        sheet.replaceAll("Total", "Gross", {});
      });
      const read = await onSheet(host, (sheet) => [sheet.getRange("E1").load("formulas"), sheet.tables.getItemAt(0).columns.load("items/name")] as const);
      expect([read[0].formulas, read[1].items.map(({ name }) => name)]).toEqual([[["=SUM(Invoices[Gross])"]], ["Number", "Customer", "Gross"]]);
    }));

  it("the region around a cell of a long block", () =>
    withHost(async (host) => {
      await onSheet(host, (sheet) => {
        sheet.getRange("C5:D20000").values = Array.from({ length: 19_996 }, (_, row) => [row, ""]);
        sheet.getRange("E20001").values = [["end"]];
        sheet.getRange("E20003").values = [["apart"]];
      });
      const region = await onSheet(host, (sheet) => sheet.getRange("C5").getSurroundingRegion().load("address"));
      expect(region.address).toBe("Sheet1!C5:C20000");
    }));

  it("R1C1 formulas are written as read", () =>
    withHost(async (host) => {
      await onSheet(host, (sheet) => {
        data(sheet);
        sheet.getRange("D2:D3").formulasR1C1 = [["=RC[-2]*2"], ["=SUM(R2C2:R[1]C[-2])"]];
      });
      const read = await onSheet(host, (sheet) => sheet.getRange("D2:D3").load("formulas,formulasR1C1"));
      expect([read.formulas, read.formulasR1C1]).toEqual([[["=B2*2"], ["=SUM($B$2:B4)"]], [["=RC[-2]*2"], ["=SUM(R2C2:R[1]C[-2])"]]]);
    }));

  it("several print areas move with inserted rows", () =>
    withHost(async (host) => {
      const read = await onSheet(host, (sheet) => {
        sheet.pageLayout.setPrintArea(sheet.getRanges("A1:B2,D5:E9"));
        sheet.getRange("3:3").insert("Down");
        return sheet.pageLayout.getPrintArea().load("address");
      });
      expect(read.address).toBe("Sheet1!A1:B2,Sheet1!D6:E10");
    }));

  it("removed duplicates are counted, and the rest moves up", () =>
    withHost(async (host) => {
      await onSheet(host, data);
      const result = await onSheet(host, (sheet) => sheet.getRange("A1:C5").removeDuplicates([0], true).load("removed,uniqueRemaining"));
      expect([result.removed, result.uniqueRemaining, await valuesOf(host, "A1:B5")]).toEqual([1, 3, [["Name", "Amount"], ["Acme", 5], ["Beta", 11], ["", 7], ["", ""]]]);
    }));

  it("the text of a custom XML part", () =>
    withHost(async (host) => {
      const xml = await onSheet(host, (_sheet, context) => context.workbook.customXmlParts.add("<a xmlns='urn:x'>1</a>").getXml());
      expect(xml.value).toBe("<a xmlns='urn:x'>1</a>");
    }));

  it("a copied sheet has its own tables, under names of their own, and its formulas follow them", () =>
    withHost(async (host) => {
      await withInvoices(host);
      await onSheet(host, (sheet) => { sheet.getRange("E1").formulas = [["=SUM(Invoices[Total])"]]; });
      const { copy, tables } = await onSheet(host, (sheet) => {
        const copied = sheet.copy("After", sheet);
        copied.load("name,position");
        return { copy: copied, tables: copied.tables.load("items/name") };
      });
      const cell = await onSheet(host, (_sheet, context) => context.workbook.worksheets.getItem("Sheet1 (2)").getRange("E1").load("formulas,values"));
      expect([copy.name, copy.position, tables.items.map(({ name }) => name), cell.formulas, cell.values]).toEqual(["Sheet1 (2)", 1, ["Invoices1"], [["=SUM(Invoices1[Total])"]], [[350.5]]]);
    }));

  it("native sums and counts, as the live ledger's checks ask for them", () =>
    withHost(async (host) => {
      await withInvoices(host);
      const read = await onSheet(host, (sheet, { workbook: { functions } }) => {
        const amounts = sheet.getRange("C2:C3");
        return [functions.sum(amounts), functions.count(amounts), functions.countA(sheet.getRange("A1:C9")), functions.countIf(amounts, ">200"), functions.sumIfs(amounts, sheet.getRange("B2:B3"), "ACME"), functions.max(amounts)].map((result) => result.load("value,error"));
      });
      expect(read.map(({ value }) => value)).toEqual([350.5, 2, 9, 1, 100, 250.5]);
    }));
});

describe("refusals", () => {
  const refusals: readonly (readonly [string, string, (sheet: Excel.Worksheet, context: Excel.RequestContext) => void])[] = [
    ["a comment over two cells", "InvalidArgument", (_s, c) => { c.workbook.comments.add("Sheet1!A1:B2", "x"); }],
    ["a second comment at a cell", "ItemAlreadyExists", (_s, c) => { c.workbook.comments.add("Sheet1!A1", "x"); c.workbook.comments.add("Sheet1!A1", "y"); }],
    ["custom XML that is none", "InvalidArgument", (_s, c) => { c.workbook.customXmlParts.add("<a>"); }],
    ["two parts where one is asked for", "ItemNotFound", (_s, c) => { c.workbook.customXmlParts.add("<a/>"); c.workbook.customXmlParts.add("<a/>"); c.workbook.customXmlParts.getByNamespace("").getOnlyItem().load("id"); }],
    ["values for a whole column", "InvalidArgument", (s) => { s.getRange("A:A").values = [["x"]]; }],
    ["one value for whole rows", "InvalidArgument", (s) => { Reflect.set(s.getRange("2:3"), "values", 1); }],
    ["a print area that was never set", "ItemNotFound", (s) => { s.pageLayout.getPrintArea().load("address"); }],
    ["areas of two sheets", "InvalidArgument", (s, c) => { c.workbook.worksheets.add("Two"); s.getRanges("A1,Two!B2").load("address"); }],
    ["autofill away from the source", "InvalidArgument", (s) => { s.getRange("A1").autoFill("B2:B5"); }],
    ["flash fill", "ApiNotFound", (s) => { s.getRange("A1").autoFill("A1:A5", "FlashFill"); }],
    ["an added sheet in a protected workbook", "AccessDenied", (_s, c) => { c.workbook.protection.protect(); c.workbook.worksheets.add("Two"); }],
    ["a workbook's wrong password", "BadPassword", (_s, c) => { c.workbook.protection.protect("a"); c.workbook.protection.unprotect("b"); }],
    ["moving half a table", "InvalidOperation", (s) => { data(s); s.tables.add("A1:C5", true); s.getRange("A1:B2").moveTo("H1"); }],
    ["a write through a view", "InvalidOperation", (s) => { s.getRange("A1").getVisibleView().values = [[1]]; }],
    ["a filter by icon", "ApiNotFound", (s) => { data(s); s.tables.add("A1:C5", true).columns.getItemAt(1).filter.apply({ filterOn: "Icon" }); }],
    ["charts", "ApiNotFound", (s) => { s.charts.load("items"); }],
  ];
  it.each(refusals)("%s: %s", (_name, code, act) => withHost(async (host) => expect(await refusal(onSheet(host, act))).toBe(code)));
});

describe("a protected sheet", () => {
  const acts: readonly (readonly [string, Excel.WorksheetProtectionOptions, (sheet: Excel.Worksheet) => void])[] = [
    ["cell formats", { allowFormatCells: true }, (s) => { s.getRange("A1").format.font.bold = true; }],
    ["number formats", { allowFormatCells: true }, (s) => { s.getRange("A1").numberFormat = [["0.00"]]; }],
    ["column widths", { allowFormatColumns: true }, (s) => { s.getRange("A:A").format.columnWidth = 99; }],
    ["hidden rows", { allowFormatRows: true }, (s) => { s.getRange("2:2").rowHidden = true; }],
    ["row heights", { allowFormatRows: true }, (s) => { s.getRange("2:2").format.rowHeight = 40; }],
    ["inserted rows", { allowInsertRows: true }, (s) => { s.getRange("2:2").insert("Down"); }],
    ["deleted columns", { allowDeleteColumns: true }, (s) => { s.getRange("E:E").delete("Left"); }],
    ["filters", { allowAutoFilter: true }, (s) => { s.tables.getItemAt(0).columns.getItemAt(0).filter.applyValuesFilter(["Acme"]); }],
    ["sorting of unlocked cells", { allowSort: true }, (s) => { s.tables.getItemAt(0).sort.apply([{ key: 1, ascending: true }]); }],
  ];
  it.each(acts)("%s: refused, unless an option allows them", (_name, options, act) =>
    withHost(async (host) => {
      await onSheet(host, (sheet) => {
        data(sheet);
        sheet.tables.add("A1:C5", true);
        sheet.getRange("A2:C5").format.protection.locked = false;
        sheet.protection.protect();
      });
      expect(await refusal(onSheet(host, act))).toBe("AccessDenied");
      await onSheet(host, (sheet) => {
        sheet.protection.unprotect();
        sheet.protection.protect(options);
      });
      expect(await refusal(onSheet(host, act))).toBe(null);
    }));
});
