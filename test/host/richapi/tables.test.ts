import { onSheet, refusal, valuesOf, withHost, withInvoices } from "./support";
import type { NodeHost } from "../../../host/node/nodeHost";

/** The table's area as Excel would name it. */
async function areaOf(host: NodeHost): Promise<string> {
  const range = await onSheet(host, (_sheet, context) => context.workbook.tables.getItem("Invoices").getRange().load("address"));
  return range.address;
}

describe("a table grows when cells are written next to it", () => {
  const cases: readonly (readonly [name: string, address: string, values: unknown[][], area: string])[] = [
    ["one row directly below", "A4:C4", [["INV-3", "ACME", 5]], "Sheet1!A1:C4"],
    ["several rows below", "A4:C6", [["INV-3", "A", 5], ["INV-4", "B", 6], ["INV-5", "C", 7]], "Sheet1!A1:C6"],
    ["one cell below", "B4", [["ACME"]], "Sheet1!A1:C4"],
    ["a block whose second row is blank stops there", "A4:C6", [["INV-3", "A", 5], ["", "", ""], ["INV-5", "C", 7]], "Sheet1!A1:C4"],
    ["not when a row is left out", "A5:C5", [["INV-3", "A", 5]], "Sheet1!A1:C3"],
    ["not when the cells reach beyond its columns", "A4:D4", [["INV-3", "A", 5, "note"]], "Sheet1!A1:C3"],
    ["a column directly right", "D1:D3", [["Due"], [1], [2]], "Sheet1!A1:D3"],
    ["not when the rows are not its own", "D4", [["x"]], "Sheet1!A1:C3"],
  ];
  it.each(cases)("%s", (_name, address, values, area) =>
    withHost(async (host) => {
      await withInvoices(host);
      await onSheet(host, (sheet) => { sheet.getRange(address).values = values; });
      expect(await areaOf(host)).toBe(area);
    }));

  it("3,000 rows in one write, which the client cuts into pieces of 1,500 cells", () =>
    withHost(async (host) => {
      await withInvoices(host);
      await onSheet(host, (sheet) => { sheet.getRange("A4:C3003").values = Array.from({ length: 3000 }, (_, i) => [`INV-${i + 3}`, "ACME", i / 100]); });
      expect([await areaOf(host), await valuesOf(host, "C3003")]).toEqual(["Sheet1!A1:C3003", [[29.99]]]);
    }));

  it("not into a totals row: the documented append would overwrite it", () =>
    withHost(async (host) => {
      await withInvoices(host);
      const below = await onSheet(host, (_sheet, context) => {
        const table = context.workbook.tables.getItem("Invoices");
        table.showTotals = true;
        return table.getDataBodyRange().getRowsBelow(1).load("address,formulas");
      });
      expect([below.address, below.formulas]).toEqual(["Sheet1!A4:C4", [["Total", "", "=SUBTOTAL(109,[Total])"]]]);
      expect(await valuesOf(host, "C4")).toEqual([[350.5]]);
    }));

  it("new rows take formats and calculated columns of the last one", () =>
    withHost(async (host) => {
      await withInvoices(host);
      await onSheet(host, (sheet) => {
        sheet.getRange("D1").values = [["Twice"]];
        sheet.getRange("D2").formulas = [["=[@Total]*2"]];
        sheet.getRange("C2:C3").numberFormat = [["#,##0.00"], ["#,##0.00"]];
      });
      const filled = await onSheet(host, (sheet) => sheet.getRange("D2:D3").load("values,formulas"));
      expect(filled.values).toEqual([[200], [501]]);
      const grown = await onSheet(host, (sheet) => {
        sheet.getRange("A4:C4").values = [["INV-3", "ACME", 1000.5]];
        return { row: sheet.getRange("D4").load("values"), text: sheet.getRange("C4").load("text") };
      });
      expect([grown.row.values, grown.text.text]).toEqual([[[2001]], [["1,000.50"]]]);
    }));
});

describe("tables", () => {
  it("are listed with their columns and rows", () =>
    withHost(async (host) => {
      await withInvoices(host);
      const { tables, table, body } = await onSheet(host, (_sheet, context) => {
        const tables = context.workbook.tables.load("items/name,items/showTotals,items/worksheet/name");
        const table = context.workbook.tables.getItem("invoices");
        table.columns.load("items/name,items/index");
        table.rows.load("count");
        return { tables, table, body: table.getDataBodyRange().load("values,address") };
      });
      expect(tables.items.map((item) => [item.name, item.showTotals, item.worksheet.name])).toEqual([["Invoices", false, "Sheet1"]]);
      expect(table.columns.items.map((column) => [column.name, column.index])).toEqual([["Number", 0], ["Customer", 1], ["Total", 2]]);
      expect([table.rows.count, body.address, body.values]).toEqual([2, "Sheet1!A2:C3", [["INV-1", "ACME", 100], ["INV-2", "Beta", 250.5]]]);
    }));

  it("an empty one has one blank body row", () =>
    withHost(async (host) => {
      const body = await onSheet(host, (sheet) => {
        sheet.getRange("A1:B1").values = [["a", "b"]];
        return sheet.tables.add("A1:B1", true).getDataBodyRange().load("address,values");
      });
      expect([body.address, body.values]).toEqual(["Sheet1!A2:B2", [["", ""]]]);
    }));

  it("are resized, and refuse another header row", () =>
    withHost(async (host) => {
      await withInvoices(host);
      await onSheet(host, (_sheet, context) => { context.workbook.tables.getItem("Invoices").resize("A1:D6"); });
      expect(await areaOf(host)).toBe("Sheet1!A1:D6");
      expect(await valuesOf(host, "D1")).toEqual([["Column1"]]);
      expect(await refusal(onSheet(host, (_sheet, context) => { context.workbook.tables.getItem("Invoices").resize("A2:D6"); }))).toBe("InvalidArgument");
    }));

  it("a renamed column renames its header and every formula", () =>
    withHost(async (host) => {
      await withInvoices(host);
      await onSheet(host, (sheet) => { sheet.getRange("F1").formulas = [["=SUM(Invoices[Total])"]]; });
      await onSheet(host, (sheet, context) => {
        context.workbook.tables.getItem("Invoices").columns.getItem("Total").name = "Amount";
        context.workbook.tables.getItem("Invoices").name = "Bills";
        sheet.getRange("A1").values = [["No"]];
      });
      const after = await onSheet(host, (sheet) => ({ formula: sheet.getRange("F1").load("formulas,values"), header: sheet.getRange("A1:C1").load("values") }));
      expect(after.formula.formulas).toEqual([["=SUM(Bills[Amount])"]]);
      expect(after.formula.values).toEqual([[350.5]]);
      expect(after.header.values).toEqual([["No", "Customer", "Amount"]]);
    }));

  it("filters hide rows, say so, and are cleared", () =>
    withHost(async (host) => {
      await withInvoices(host);
      const filtered = await onSheet(host, (sheet, context) => {
        const table = context.workbook.tables.getItem("Invoices");
        table.columns.getItem("Customer").filter.applyValuesFilter(["acme"]);
        return { filter: table.autoFilter.load("isDataFiltered"), second: sheet.getRange("A3").load("rowHidden"), first: sheet.getRange("A2").load("rowHidden") };
      });
      expect([filtered.filter.isDataFiltered, filtered.first.rowHidden, filtered.second.rowHidden]).toEqual([true, false, true]);
      const cleared = await onSheet(host, (sheet, context) => {
        context.workbook.tables.getItem("Invoices").clearFilters();
        return sheet.getRange("A3").load("rowHidden");
      });
      expect(cleared.rowHidden).toBe(false);
    }));

  it("rows.add inserts and moves what is below; rows are deleted by index", () =>
    withHost(async (host) => {
      await withInvoices(host);
      await onSheet(host, (sheet) => { sheet.getRange("A6").values = [["below"]]; });
      await onSheet(host, (_sheet, context) => { context.workbook.tables.getItem("Invoices").rows.add(0, [["INV-0", "Zed", 1]]); });
      expect(await valuesOf(host, "A1:C4")).toEqual([["Number", "Customer", "Total"], ["INV-0", "Zed", 1], ["INV-1", "ACME", 100], ["INV-2", "Beta", 250.5]]);
      expect(await valuesOf(host, "A7")).toEqual([["below"]]);
      await onSheet(host, (_sheet, context) => { context.workbook.tables.getItem("Invoices").rows.getItemAt(1).delete(); });
      expect([await areaOf(host), await valuesOf(host, "A3")]).toEqual(["Sheet1!A1:C3", [["INV-2"]]]);
    }));

  it("sorting moves whole rows", () =>
    withHost(async (host) => {
      await withInvoices(host);
      await onSheet(host, (_sheet, context) => { context.workbook.tables.getItem("Invoices").sort.apply([{ key: 2, ascending: false }]); });
      expect(await valuesOf(host, "A2:C3")).toEqual([["INV-2", "Beta", 250.5], ["INV-1", "ACME", 100]]);
    }));

  const refusals: readonly (readonly [string, string, (sheet: Excel.Worksheet) => void])[] = [
    ["two tables that overlap", "InvalidArgument", (sheet) => { sheet.tables.add("C3:D9", true); }],
    ["a name with a space", "InvalidArgument", (sheet) => { sheet.tables.getItem("Invoices").name = "My table"; }],
    ["a name like a cell", "InvalidArgument", (sheet) => { sheet.tables.getItem("Invoices").name = "AB12"; }],
    ["a column that is not there", "ItemNotFound", (sheet) => { sheet.tables.getItem("Invoices").columns.getItem("Nope").load("name"); }],
    ["shifting a part of a table", "InsertDeleteConflict", (sheet) => { sheet.getRange("B1").insert("Down"); }],
    ["merging cells of a table", "InvalidOperation", (sheet) => { sheet.getRange("A2:B2").merge(); }],
    ["a totals row that is not there", "ItemNotFound", (sheet) => { sheet.tables.getItem("Invoices").getTotalRowRange().load("address"); }],
    ["an added row of the wrong width", "InvalidArgument", (sheet) => { sheet.tables.getItem("Invoices").rows.add(undefined, [["only one"]]); }],
  ];
  it.each(refusals)("%s: %s", (_name, code, act) =>
    withHost(async (host) => {
      await withInvoices(host);
      expect(await refusal(onSheet(host, act))).toBe(code);
    }));
});

describe("protection", () => {
  it("refuses writes to locked cells and lets unlocked ones be written", () =>
    withHost(async (host) => {
      await withInvoices(host);
      await onSheet(host, (sheet) => {
        sheet.getRange("F1").format.protection.locked = false;
        sheet.protection.protect();
      });
      expect(await refusal(onSheet(host, (sheet) => { sheet.getRange("A2").values = [["x"]]; }))).toBe("AccessDenied");
      expect(await refusal(onSheet(host, (sheet) => { sheet.tables.getItem("Invoices").resize("A1:C9"); }))).toBe("AccessDenied");
      expect(await refusal(onSheet(host, (sheet) => { sheet.getRange("F1").values = [["x"]]; }))).toBe(null);
      expect(await valuesOf(host, "A2")).toEqual([["INV-1"]]);
      expect(await refusal(onSheet(host, (sheet) => { sheet.protection.unprotect(); sheet.getRange("A2").values = [["x"]]; }))).toBe(null);
    }));
});
