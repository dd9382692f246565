"""Makes xlsx/xlsxwriter-features.xlsx and xlsx/xlsxwriter-1904.xlsx. Run by hand: python3 make/xlsxwriter_books.py (XlsxWriter 3.0.2)."""
import datetime
import io
import pathlib
import struct
import zlib

import xlsxwriter

HERE = pathlib.Path(__file__).resolve().parent.parent / "xlsx"


def picture(size=24):
    """A small PNG, made here so that nobody else's picture is in the tree."""
    rows = b"".join(b"\0" + bytes(v for x in range(size) for v in (x * 10 % 256, y * 10 % 256, 120)) for y in range(size))
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def features():
    book = xlsxwriter.Workbook(str(HERE / "xlsxwriter-features.xlsx"))
    book.set_properties({"title": "Ledger – Übersicht", "author": "Open Item", "created": datetime.datetime(2026, 1, 1)})
    book.set_custom_property("Checked", True)
    money = book.add_format({"num_format": "#,##0.00;[Red]-#,##0.00", "bottom": 4, "bottom_color": "#336699"})
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "font_name": "Arial", "font_size": 12, "align": "center", "text_wrap": True})
    date = book.add_format({"num_format": "yyyy-mm-dd"})
    open_cell = book.add_format({"locked": False, "rotation": 45, "indent": 1})
    red = book.add_format({"font_color": "#9C0006", "bg_color": "#FFC7CE"})
    sheet = book.add_worksheet("Invoices")
    rows = [["INV-1", "Ängström & Søn", datetime.date(2026, 1, 31), 100.10, 0.2], ["INV-2", "北京公司", datetime.date(2026, 2, 28), 0.30, 0.07], ["INV-3", "O'Neil \"B\"", datetime.date(2024, 2, 29), -12.5, 0]]
    for index, row in enumerate(rows):
        sheet.write_row(index + 4, 0, row[:2])
        sheet.write_datetime(index + 4, 2, row[2], date)
        sheet.write_number(index + 4, 3, row[3], money)
        sheet.write_number(index + 4, 4, row[4])
    sheet.add_table(3, 0, 7, 5, {"name": "Lines", "total_row": True, "style": "Table Style Medium 4", "columns": [
        {"header": "Number", "total_string": "Total"}, {"header": "Customer"}, {"header": "Date"}, {"header": "Net", "format": money, "total_function": "sum"},
        {"header": "Rate"}, {"header": "Gross", "formula": "=[@Net]*(1+[@Rate])", "format": money, "total_function": "sum"}]})
    sheet.merge_range("A1:F1", "Invoices", head)
    sheet.write_rich_string("A2", "half ", book.add_format({"bold": True}), "bold", " rest", open_cell)
    sheet.write_dynamic_array_formula("H5:H7", "=SORT(Lines[Customer])", None, "O'Neil \"B\"")
    sheet.write_array_formula("I5:I7", "{=Lines[Net]*2}", money, 200.2)
    sheet.write_formula("J5", '=IFERROR(XLOOKUP("INV-2",Lines[Number],Lines[Net]),"none")', None, 0.3)
    sheet.write_boolean("K5", True)
    sheet.write_formula("K6", "=1/0", None, "#DIV/0!")
    sheet.write_url("K7", "https://example.org/?a=1&b=2", string="Open")
    sheet.write_url("K8", "internal:'Other sheet'!A1")
    sheet.write_comment("D5", "Checked by A\nand B", {"author": "A", "visible": True})
    sheet.write_comment("D7", "Second")
    sheet.insert_image("M2", "dot.png", {"image_data": picture(), "object_position": 1, "description": "A dot"})
    sheet.data_validation("E5:E7", {"validate": "list", "source": [0, 0.07, 0.2], "input_title": "Rate", "input_message": "Pick one", "error_type": "warning"})
    sheet.data_validation("C5:C7", {"validate": "date", "criteria": ">=", "value": datetime.date(2020, 1, 1)})
    sheet.conditional_format("D5:D7", {"type": "cell", "criteria": "<", "value": 0, "format": red})
    sheet.conditional_format("D5:D7", {"type": "data_bar", "data_bar_2010": True, "bar_negative_color": "#FF0000"})
    sheet.conditional_format("F5:F7", {"type": "3_color_scale"})
    sheet.conditional_format("A5:A7", {"type": "formula", "criteria": "=$D5>50", "format": red, "stop_if_true": True})
    sheet.conditional_format("E5:E7", {"type": "icon_set", "icon_style": "3_traffic_lights"})
    sheet.add_sparkline("L5", {"range": "Invoices!D5:F5", "type": "column"})
    sheet.freeze_panes(4, 1)
    sheet.set_row(9, 30, None, {"level": 1, "hidden": True})
    sheet.set_column("M:O", 14, None, {"level": 1, "collapsed": False})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)
    sheet.print_area("A1:K20")
    sheet.set_header("&L&G&CPage &P of &N", {"image_left": "dot.png", "image_data_left": picture()})
    sheet.set_footer("&R&D")
    sheet.set_h_pagebreaks([10, 20])
    sheet.set_v_pagebreaks([6])
    sheet.protect("secret", {"sort": True, "autofilter": True})
    sheet.ignore_errors({"number_stored_as_text": "A5:A7"})
    other = book.add_worksheet("Other sheet")
    other.right_to_left()
    other.set_zoom(85)
    other.hide_gridlines(2)
    other.set_tab_color("#FF9900")
    other.write_string("A1", "=not a formula")
    other.write_string("A2", "00417")
    other.write_row("B1", [1, 2, 3])
    other.autofilter("A1:D3")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"name": "=Invoices!$D$4", "categories": "=Invoices!$A$5:$A$7", "values": "=Invoices!$D$5:$D$7"})
    other.insert_chart("F3", chart)
    other.insert_textbox("A10", "A box", {"textlink": "=$A$2"})
    hidden = book.add_worksheet("Hidden")
    hidden.very_hidden() if hasattr(hidden, "very_hidden") else hidden.hide()
    hidden.write("A1", 5)
    book.define_name("Rate", "=0.2")
    book.define_name("'Other sheet'!Local", "='Other sheet'!$B$1:$D$1")
    line = book.add_chart({"type": "line"})
    line.add_series({"values": "=Invoices!$F$5:$F$7"})
    book.add_chartsheet("Chart").set_chart(line)
    book.close()


def year_1904():
    book = xlsxwriter.Workbook(str(HERE / "xlsxwriter-1904.xlsx"), {"date_1904": True, "strings_to_numbers": False})
    book.set_properties({"created": datetime.datetime(2026, 1, 1)})
    sheet = book.add_worksheet("Dates")
    for row, day in enumerate([datetime.date(1904, 1, 2), datetime.date(2000, 2, 29), datetime.date(2026, 12, 31)]):
        sheet.write_datetime(row, 0, day, book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_formula(row, 1, f"=A{row + 1}+1", None, 0)
    book.close()


features()
year_1904()
