import type { Json } from "../../host/richapi/protocol";

/** What an argument may be, for members whose random arguments would nearly always be refused. */
export type ArgumentKind =
  | "address" | "count" | "index" | "flag" | "sheet" | "table" | "column" | "newName" | "text" | "formula" | "value" | "rows" | "color" | "sortFields" | "filter" | "sheetAddress"
  | { readonly oneOf: readonly string[] } | { readonly json: Json };

const words = (...oneOf: readonly string[]): ArgumentKind => ({ oneOf });
const json = (value: Json): ArgumentKind => ({ json: value });

/** By class and method; a class of "*" stands for any. */
export const METHOD_ARGUMENTS: Readonly<Record<string, readonly ArgumentKind[]>> = {
  "Worksheet.GetRange": ["address"], "Worksheet.GetRanges": [words("A1:B2,D4", "A1,C3:C9")], "Worksheet.GetCell": ["count", "count"], "Worksheet.GetRangeByIndexes": ["count", "count", "count", "count"],
  "Worksheet.Copy": [words("End", "Beginning")], "Worksheet.ReplaceAll": ["text", "text", json({})], "Worksheet.FindAll": ["text", json({ completeMatch: false })],
  "WorksheetCollection.Add": ["newName"], "WorksheetCollection.GetItem": ["sheet"], "WorksheetCollection.GetItemOrNullObject": ["sheet"], "WorksheetCollection.$item": ["sheet"],
  "TableCollection.Add": ["sheetAddress", "flag"], "TableCollection.$item": ["table"], "TableCollection.GetItemOrNullObject": ["table"], "TableCollection.GetItemAt": ["index"],
  "Table.Resize": ["address"], "TableRowCollection.Add": [json(null), "rows"], "TableRowCollection.GetItemAt": ["index"], "TableRowCollection.DeleteRowsAt": ["index", "count"], "TableRowCollection.DeleteRows": [json([0])],
  "TableColumnCollection.Add": [json(null), json(null), "newName"], "TableColumnCollection.$item": ["column"], "TableColumnCollection.GetItemAt": ["index"], "TableColumnCollection.GetItemOrNullObject": ["column"],
  "TableSort.Apply": ["sortFields", "flag"], "RangeSort.Apply": ["sortFields", "flag", "flag", words("Rows", "Columns")], "Filter.Apply": ["filter"], "Filter.ApplyValuesFilter": [json(["a", "1"])],
  "Filter.ApplyCustomFilter": [words(">1", "=a*", "<>b")], "Filter.ApplyTopItemsFilter": ["count"], "AutoFilter.Apply": ["address", "index", "filter"], "AutoFilter.ClearColumnCriteria": ["index"],
  "Range.Insert": [words("Down", "Right")], "Range.Delete": [words("Up", "Left")], "Range.Clear": [words("All", "Contents", "Formats")], "Range.Merge": ["flag"], "Range.CopyFrom": ["address", words("All", "Values", "Formulas", "Formats"), "flag", "flag"],
  "Range.MoveTo": ["address"], "Range.AutoFill": ["address", words("FillDefault", "FillSeries", "FillCopy", "FillMonths", "FillFormats")], "Range.RemoveDuplicates": [json([0]), "flag"], "Range.ReplaceAll": ["text", "text", json({})],
  "Range.GetOffsetRange": ["index", "index"], "Range.GetResizedRange": ["index", "index"], "Range.GetAbsoluteResizedRange": ["count", "count"], "Range.GetCell": ["index", "index"], "Range.GetRow": ["index"], "Range.GetColumn": ["index"],
  "Range.GetRowsBelow": ["count"], "Range.GetRowsAbove": ["count"], "Range.GetColumnsAfter": ["count"], "Range.GetBoundingRect": ["address"], "Range.GetIntersection": ["address"], "Range.GetIntersectionOrNullObject": ["address"],
  "Range.GetSpecialCellsOrNullObject": [words("Constants", "Blanks", "Formulas", "Visible")], "Range.Find": ["text", json({})], "Range.FindOrNullObject": ["text", json({})], "Range.GetRangeEdge": [words("Up", "Down", "Left", "Right")], "Range.GetExtendedRange": [words("Down", "Right")],
  "NamedItemCollection.Add": ["newName", "formula"], "NamedItemCollection.AddFormulaLocal": ["newName", "formula"], "NamedItemCollection.$item": [words("Rate", "First")], "CommentCollection.Add": ["sheetAddress", "text"],
  "CustomXmlPartCollection.Add": [json("<a xmlns='urn:x'/>")], "SettingCollection.Add": ["text", "value"], "ConditionalFormatCollection.Add": [words("Custom", "CellValue", "ColorScale", "DataBar", "TopBottom")],
  "WorksheetFreezePanes.FreezeRows": ["count"], "WorksheetFreezePanes.FreezeColumns": ["count"], "WorksheetFreezePanes.FreezeAt": ["address"], "WorksheetProtection.Protect": [json({ allowSort: true })], "WorksheetProtection.Unprotect": [],
  "PageLayout.SetPrintArea": ["address"], "PageLayout.SetPrintTitleRows": [words("1:1", "1:3")], "RangeBorderCollection.$item": [words("EdgeTop", "EdgeBottom", "InsideVertical")], "RangeAreas.Clear": [words("All", "Contents")],
};

/** Names of properties by what they take; those not listed take a flag when they read like one, else anything. */
export const PROPERTY_VALUES: Readonly<Record<string, ArgumentKind>> = {
  Values: "value", Formulas: "formula", FormulasLocal: "formula", FormulasR1C1: words("=RC[1]", "=R1C1*2", "=SUM(C)"), NumberFormat: words("0.00", "@", "yyyy-mm-dd", "General"), NumberFormatLocal: words("0.00", "#,##0"),
  Name: "newName", Style: words("TableStyleLight1", "TableStyleMedium2"), Color: "color", TabColor: "color", Visibility: words("Visible", "Hidden", "VeryHidden"), Position: "index", RowHeight: "count", ColumnWidth: "count",
  HorizontalAlignment: words("Center", "Right", "General"), VerticalAlignment: words("Top", "Center"), Formula: "formula", Comment: "text", Content: "text", Value: "value", Size: "count", CalculationMode: words("Manual", "Automatic"),
  Orientation: words("Portrait", "Landscape"), Formula1: "formula", Rule: json({ list: { inCellDropDown: true, source: "a,b" } }), Underline: words("Single", "None"), Title: "text", Subject: "text", Author: "text",
};

const FLAGS = /^(Show|Is|Has|Row?Hidden|ColumnHidden|Bold|Italic|Strike|Wrap|Highlight|Locked|FormulaHidden|Enable|Visible|Print|Center|Use|Resolved|Stop|Ignore)/;

/** What a property of that name takes. */
export function kindOfProperty(name: string): ArgumentKind | null {
  return PROPERTY_VALUES[name] ?? (FLAGS.test(name) ? "flag" : null);
}
