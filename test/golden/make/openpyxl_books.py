"""Makes xlsx/openpyxl-features.xlsx. Run by hand: python3 make/openpyxl_books.py (openpyxl 3.0.9)."""
import datetime
import pathlib

from openpyxl import Workbook
from openpyxl.chart import LineChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, FormulaRule, IconSetRule
from openpyxl.styles import Alignment, Border, Color, Font, GradientFill, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

OUT = pathlib.Path(__file__).resolve().parent.parent / "xlsx" / "openpyxl-features.xlsx"
book = Workbook()
book.properties.created = book.properties.modified = datetime.datetime(2026, 1, 1)
sheet = book.active
sheet.title = "Zahlungen & Co"
sheet.append(["Nummer", "Betrag", "Datum", "Text"])
for index in range(1, 9):
    sheet.append([f"P-{index:04d}", index * 1.1, datetime.date(2026, 1, index), "ß" * index])
sheet.add_table(Table(displayName="Zahlungen", ref="A1:D9", tableStyleInfo=TableStyleInfo(name="TableStyleLight9", showRowStripes=True)))
for row in range(2, 6):
    sheet[f"F{row}"] = f"=B{row}*$B$2+LOG10(100)"
sheet["G2"] = "=B2:B5*2"
sheet.formula_attributes["G2"] = {"t": "array", "ref": "G2:G5"}
style = NamedStyle(name="Money", number_format='#,##0.00\\ "€"', font=Font(name="Cambria", italic=True, color=Color(theme=4, tint=0.4)))
book.add_named_style(style)
for row in range(2, 10):
    sheet[f"B{row}"].style = "Money"
    sheet[f"C{row}"].number_format = "dd.mm.yyyy"
sheet["A1"].fill = GradientFill(stop=("FFFFFF", "99CCFF"))
sheet["A1"].border = Border(left=Side(style="mediumDashDot", color="00FF0000"), diagonal=Side(style="thin"), diagonalUp=True)
sheet["B1"].fill = PatternFill("lightTrellis", fgColor=Color(indexed=12), bgColor=Color(indexed=43))
sheet["C1"].alignment = Alignment(text_rotation=90, shrink_to_fit=True, vertical="top", readingOrder=2)
sheet["D1"].protection = Protection(locked=False, hidden=True)
sheet["D1"].font = Font(underline="doubleAccounting", vertAlign="superscript", strike=True)
sheet["A11"], sheet["A12"], sheet["A13"] = "#N/A", True, "=NA()"
sheet["B11"].value, sheet["B11"].data_type = "=typed as text", "s"
sheet["B11"].quotePrefix = True
sheet["C11"] = datetime.datetime(1900, 3, 1)
sheet["C12"] = datetime.datetime(1900, 1, 1)
sheet["C13"] = datetime.time(18, 30, 15)
sheet["E2"].comment = Comment("Bitte prüfen", "Ä", width=200, height=80)
sheet["E2"].hyperlink = "https://example.org/ä"
sheet.conditional_formatting.add("B2:B9", CellIsRule(operator="between", formula=["2", "$F$3"], fill=PatternFill(bgColor="FFFF00"), stopIfTrue=True))
sheet.conditional_formatting.add("B2:B9 D2:D9", FormulaRule(formula=["LEN($D2)>3"], font=Font(bold=True)))
sheet.conditional_formatting.add("F2:F5", ColorScaleRule(start_type="percentile", start_value=10, start_color="AA0000", end_type="max", end_color="00AA00"))
sheet.conditional_formatting.add("F2:F5", IconSetRule("3Arrows", "percent", [0, 33, 67]))
whole = DataValidation(type="whole", operator="between", formula1="1", formula2="$B$4", allow_blank=True, showErrorMessage=True, errorTitle="Nein", error="1 bis 4")
whole.add("H2:H9")
whole.add("J2")
sheet.add_data_validation(whole)
listed = DataValidation(type="list", formula1='"EUR,USD"', showDropDown=True, promptTitle="Währung", prompt="Wählen", showInputMessage=True)
listed.add("I2:I9")
sheet.add_data_validation(listed)
sheet.freeze_panes = "B2"
sheet.merge_cells("A15:C16")
sheet.row_dimensions.group(18, 20, outline_level=2, hidden=True)
sheet.column_dimensions.group("K", "M", outline_level=1, hidden=True)
sheet.column_dimensions["A"].width = 17.5
sheet.print_title_cols, sheet.print_title_rows, sheet.print_area = "A:B", "1:1", "A1:J30"
sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.scale = "landscape", 9, 80
sheet.oddHeader.center.text, sheet.evenFooter.left.text = "Seite &P", "gerade"
sheet.HeaderFooter.differentOddEven = True
sheet.print_options.gridLines = sheet.print_options.horizontalCentered = True
sheet.sheet_properties.tabColor = "1072BA"
second = book.create_sheet("Zweites")
second.sheet_state = "hidden"
second["A1"] = "='Zahlungen & Co'!B2*2"
second.sheet_view.zoomScale, second.sheet_view.rightToLeft, second.sheet_view.showGridLines = 150, True, False
second.protection.sheet, second.protection.password = True, "abc"
second.auto_filter.ref = "A1:C5"
second.auto_filter.add_filter_column(1, ["x", "y"], blank=True)
chart = LineChart()
chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=9), titles_from_data=True)
second.add_chart(chart, "E5")
book.defined_names.append(DefinedName("Steuer", attr_text="0.19", comment="Satz"))
book.defined_names.append(DefinedName("Bereich", attr_text="'Zahlungen & Co'!$A$2:$B$9", hidden=True))
book.defined_names.append(DefinedName("Nur_hier", attr_text="Zweites!$A$1", localSheetId=1))
book.calculation.fullCalcOnLoad, book.calculation.iterate = True, True
book.security.lockStructure = True
book.save(OUT)
