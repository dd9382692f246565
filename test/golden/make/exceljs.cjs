// Makes xlsx/exceljs-features.xlsx. Run by hand: node make/exceljs.cjs (ExcelJS 4.4.0, from bench/node_modules).
const path = require("node:path");
const ExcelJS = require(path.join(__dirname, "../../../bench/node_modules/exceljs"));

async function main() {
  const book = new ExcelJS.Workbook();
  book.creator = "Open Item";
  book.created = book.modified = new Date(Date.UTC(2026, 0, 1));
  const sheet = book.addWorksheet("Payments", { views: [{ state: "frozen", xSplit: 1, ySplit: 2 }], properties: { tabColor: { argb: "FF00B050" }, outlineLevelCol: 1 }, pageSetup: { paperSize: 9, orientation: "landscape", fitToPage: true, fitToHeight: 0, printTitlesRow: "1:2" }, headerFooter: { oddFooter: "&RPage &P" } });
  sheet.addTable({
    name: "Payments", ref: "A3", headerRow: true, totalsRow: true, style: { theme: "TableStyleDark3", showRowStripes: true },
    columns: [{ name: "Date", totalsRowLabel: "Total:", filterButton: true }, { name: "Amount", totalsRowFunction: "sum" }, { name: "Note", filterButton: true }],
    rows: [[new Date(Date.UTC(2026, 0, 5)), 70.1, "été"], [new Date(Date.UTC(2026, 1, 28)), 70.6, "a\nb"], [new Date(Date.UTC(1999, 11, 31)), -0.01, ""]],
  });
  sheet.getCell("A1").value = { richText: [{ font: { bold: true, color: { argb: "FFFF0000" } }, text: "Red " }, { text: "and plain" }] };
  sheet.getCell("E3").value = { formula: "B4*2", result: 140.2 };
  sheet.fillFormula("F4:F6", "B4+$B$4", [140.2, 140.7, 70.09]);
  // LibreOffice lends formulas without a format that of their first cell, or not, as it happens to load them.
  for (const cell of ["E3", "F4", "F5", "F6"]) sheet.getCell(cell).numFmt = "0.000";
  sheet.getCell("G4").value = { text: "Site", hyperlink: "https://example.org", tooltip: "Go" };
  sheet.getCell("H4").note = { texts: [{ font: { bold: true }, text: "Note: " }, { text: "see mail" }] };
  sheet.getCell("I4").value = { error: "#N/A" };
  sheet.getCell("J4").value = true;
  sheet.getCell("B4").numFmt = "[$€-407] #,##0.00";
  sheet.getCell("B5").fill = { type: "pattern", pattern: "solid", fgColor: { theme: 5, tint: 0.6 } };
  sheet.getCell("C5").alignment = { wrapText: true, horizontal: "distributed", indent: 2 };
  sheet.getCell("K4").dataValidation = { type: "decimal", operator: "greaterThan", formulae: [0], showErrorMessage: true, errorStyle: "information", error: "Above zero", promptTitle: "Amount", prompt: "Positive", showInputMessage: true };
  sheet.addConditionalFormatting({ ref: "B4:B6", rules: [{ type: "dataBar", priority: 1, gradient: false, cfvo: [{ type: "min" }, { type: "max" }], color: { argb: "FF638EC6" } }, { type: "top10", priority: 2, rank: 1, style: { font: { bold: true } } }] });
  sheet.addConditionalFormatting({ ref: "C4:C6", rules: [{ type: "containsText", operator: "containsText", text: "a", priority: 3, style: { fill: { type: "pattern", pattern: "solid", bgColor: { argb: "FFFFEB9C" } } } }] });
  const image = book.addImage({ base64: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", extension: "png" });
  sheet.addImage(image, "M2:N6");
  sheet.mergeCells("A9:C10");
  sheet.getRow(12).outlineLevel = 1;
  sheet.getRow(12).hidden = true;
  sheet.getColumn("O").outlineLevel = 1;
  sheet.getColumn("O").width = 22;
  sheet.getRow(8).height = 33;
  sheet.getRow(20).addPageBreak();
  await sheet.protect("secret", { spinCount: 1000, formatCells: true });
  const second = book.addWorksheet("R&D", { state: "hidden", views: [{ rightToLeft: true, showGridLines: false, zoomScale: 70 }] });
  second.getCell("A1").value = "0012";
  second.getCell("A2").value = { formula: "SUM(Payments[Amount])", result: 140.69 };
  second.autoFilter = "A1:B2";
  book.definedNames.add("Payments!$B$4:$B$6", "Amounts");
  await book.xlsx.writeFile(path.join(__dirname, "../xlsx/exceljs-features.xlsx"));
}

main();
