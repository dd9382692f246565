import { onSheet, refusal, valuesOf, withHost } from "./support";

describe("values that are written read back as Excel would hold them", () => {
  const cases: readonly (readonly [written: unknown, read: unknown, format?: string])[] = [
    [1, 1], ["text", "text"], [true, true], ["", ""], ["12.5", 12.5], ["TRUE", true], ["00417", 417], ["'00417", "00417"], ["00417", "00417", "@"],
    ["=1+1", 2], ["'=1+1", "=1+1"], ["=1+1", "=1+1", "@"], ["1/31/2026", 46053], ["2026-01-31", 46053], ["31.01.2026", "31.01.2026"], ["5%", 0.05],
    ["#N/A", "#N/A"], ["12 Main St", "12 Main St"], ["-", "-"], ["1e3", 1000], ["(5)", -5], ["2026-02-30", "2026-02-30"],
  ];
  it.each(cases.map(([written, read, format = "General"]) => [written, read, format] as const))("%p is %p (format %p)", (written, read, format) =>
    withHost(async (host) => {
      await onSheet(host, (sheet) => {
        if (format !== "General") sheet.getRange("B2").numberFormat = [[format]];
        sheet.getRange("B2").values = [[written]];
      });
      expect(await valuesOf(host, "B2")).toEqual([[read]]);
    }));

  it("null leaves a cell and an empty string clears it", () =>
    withHost(async (host) => {
      await onSheet(host, (sheet) => { sheet.getRange("A1:B1").values = [["a", "b"]]; });
      await onSheet(host, (sheet) => { sheet.getRange("A1:B1").values = [[null, ""]]; });
      expect(await valuesOf(host, "A1:B1")).toEqual([["a", ""]]);
    }));

  it("a date that is typed takes a date format, so that its text is a date", () =>
    withHost(async (host) => {
      const range = await onSheet(host, (sheet) => {
        sheet.getRange("A1").values = [["2026-01-31"]];
        return sheet.getRange("A1").load("text,numberFormat,valueTypes");
      });
      expect([range.text, range.numberFormat, range.valueTypes]).toEqual([[["1/31/2026"]], [["m/d/yyyy"]], [["Double"]]]);
    }));
});

describe("refusals carry Excel's codes", () => {
  const cases: readonly (readonly [name: string, code: string, act: (sheet: Excel.Worksheet, context: Excel.RequestContext) => void])[] = [
    ["a missing sheet", "ItemNotFound", (_sheet, context) => { context.workbook.worksheets.getItem("Nope").load("name"); }],
    ["a missing table", "ItemNotFound", (_sheet, context) => { context.workbook.tables.getItem("Nope").load("name"); }],
    ["an array of the wrong size", "InvalidArgument", (sheet) => { sheet.getRange("A1:B2").values = [[1, 2, 3]]; }],
    ["a bad address", "InvalidArgument", (sheet) => { sheet.getRange("Not an address!").load("values"); }],
    ["a range above the first row", "InvalidArgument", (sheet) => { sheet.getRange("A1").getRowsAbove(1).load("address"); }],
    ["a sheet name that is taken", "ItemAlreadyExists", (_sheet, context) => { context.workbook.worksheets.add("sheet1"); }],
    ["a sheet name with a slash", "InvalidArgument", (_sheet, context) => { context.workbook.worksheets.add("a/b"); }],
    ["a member that the host lacks", "ApiNotFound", (sheet) => { sheet.getRange("A1").group("ByRows"); }],
    ["a member above the declared sets", "ApiNotFound", (_sheet, context) => { context.workbook.worksheets.onProtectionChanged.add(async () => undefined); }],
    ["deleting the only sheet", "InvalidOperation", (sheet) => { sheet.delete(); }],
    ["no intersection", "ItemNotFound", (sheet) => { sheet.getRange("A1").getIntersection("B2").load("address"); }],
  ];
  it.each(cases)("%s: %s", (_name, code, act) => withHost(async (host) => expect(await refusal(onSheet(host, act))).toBe(code)));

  it("earlier actions stay, the failing one and later ones have no effect", () =>
    withHost(async (host) => {
      const run = onSheet(host, (sheet) => {
        sheet.getRange("A1").values = [["before"]];
        sheet.getRange("A2:B2").values = [[1, 2, 3]];
        sheet.getRange("A3").values = [["after"]];
      });
      expect(await refusal(run)).toBe("InvalidArgument");
      expect(await valuesOf(host, "A1:A3")).toEqual([["before"], [""], [""]]);
    }));

  it("null objects come back as such, and what hangs below them does, too", () =>
    withHost(async (host) => {
      const nulls = await onSheet(host, (sheet, context) => [
        context.workbook.worksheets.getItemOrNullObject("Nope").load("name"), context.workbook.tables.getItemOrNullObject("Nope").load("name"),
        context.workbook.names.getItemOrNullObject("Nope").load("name"), context.workbook.settings.getItemOrNullObject("Nope").load("value"),
        sheet.getRange("A1").getIntersectionOrNullObject("B2").load("address"), sheet.getUsedRangeOrNullObject(true).load("address"),
        context.workbook.tables.getItemOrNullObject("Nope").getRange().load("values"),
      ]);
      expect(nulls.map((object) => object.isNullObject)).toEqual(nulls.map(() => true));
    }));
});

describe("addresses", () => {
  const cases: readonly (readonly [string, string, (range: Excel.Range) => Excel.Range])[] = [
    ["B2:C3", "Sheet1!B4:C5", (range) => range.getRowsBelow(2)],
    ["B3:C3", "Sheet1!B2:C2", (range) => range.getRowsAbove(1)],
    ["B2:C3", "Sheet1!D2:D3", (range) => range.getColumnsAfter(1)],
    ["B2:C3", "Sheet1!C3", (range) => range.getLastCell()],
    ["B2:C3", "Sheet1!B3:C3", (range) => range.getLastRow()],
    ["B2:C3", "Sheet1!C2:C3", (range) => range.getLastColumn()],
    ["B2:C3", "Sheet1!D5:E6", (range) => range.getOffsetRange(3, 2)],
    ["B2:C3", "Sheet1!B2:D5", (range) => range.getResizedRange(2, 1)],
    ["B2:C3", "Sheet1!B2:F11", (range) => range.getAbsoluteResizedRange(10, 5)],
    ["B2:C3", "Sheet1!2:3", (range) => range.getEntireRow()],
    ["B2:C3", "Sheet1!B:C", (range) => range.getEntireColumn()],
    ["B2:C3", "Sheet1!A1:C3", (range) => range.getBoundingRect("A1")],
    ["B2:C3", "Sheet1!C3", (range) => range.getIntersection("C3:D9")],
    ["B2:C3", "Sheet1!C2", (range) => range.getCell(0, 1)],
    ["B2:C3", "Sheet1!B3:C3", (range) => range.getRow(1)],
    ["$B$2", "Sheet1!B2", (range) => range],
    ["B:B", "Sheet1!B:B", (range) => range],
  ];
  it.each(cases)("%s -> %s", (from, to, step) =>
    withHost(async (host) => {
      const range = await onSheet(host, (sheet) => step(sheet.getRange(from)).load("address"));
      expect(range.address).toBe(to);
    }));

  it("a kept range moves along when rows are inserted above it", () =>
    withHost(async (host) => {
      await host.Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getFirst();
        const range = sheet.getRange("A2").load("address");
        range.values = [["here"]];
        await context.sync();
        sheet.getRange("1:3").insert("Down");
        await context.sync();
        range.load("address,values");
        await context.sync();
        expect([range.address, range.values]).toEqual(["Sheet1!A5", [["here"]]]);
      });
    }));
});

describe("formulas follow the cells", () => {
  it("rows inserted and deleted shift references; a deleted cell is #REF!", () =>
    withHost(async (host) => {
      await onSheet(host, (sheet) => { sheet.getRange("A1:B2").values = [[1, "=A1+A2"], [2, "=A2*10"]]; });
      await onSheet(host, (sheet) => { sheet.getRange("2:2").insert("Down"); });
      const moved = await onSheet(host, (sheet) => sheet.getRange("A1:B3").load("formulas,values"));
      expect(moved.formulas).toEqual([[1, "=A1+A3"], ["", ""], [2, "=A3*10"]]);
      expect(moved.values).toEqual([[1, 3], ["", ""], [2, 20]]);
      await onSheet(host, (sheet) => { sheet.getRange("3:3").delete("Up"); });
      const gone = await onSheet(host, (sheet) => sheet.getRange("B1").load("formulas,values"));
      expect([gone.formulas, gone.values]).toEqual([[["=A1+#REF!"]], [["#REF!"]]]);
    }));

  it("a spill is seen, and clearing its anchor clears what it filled", () =>
    withHost(async (host) => {
      const before = await onSheet(host, (sheet) => {
        sheet.getRange("A1").formulas = [["=SEQUENCE(3)"]];
        return { values: sheet.getRange("A1:A4").load("values"), spill: sheet.getRange("A1").getSpillingToRangeOrNullObject().load("address"), parent: sheet.getRange("A2").getSpillParentOrNullObject().load("address") };
      });
      expect([before.values.values, before.spill.address, before.parent.address]).toEqual([[[1], [2], [3], [""]], "Sheet1!A1:A3", "Sheet1!A1"]);
      await onSheet(host, (sheet) => { sheet.getRange("A1").clear("Contents"); });
      expect(await valuesOf(host, "A1:A4")).toEqual([[""], [""], [""], [""]]);
    }));
});

describe("size", () => {
  it("100,000 x 6 cells are written and read in chunks below 5 MB each", () =>
    withHost(async (host) => {
      const rows = 100_000;
      const line = (i: number): (string | number)[] => [`INV-${i}`, `Customer ${i % 500}`, 45_000 + (i % 300), 45_030 + (i % 300), i % 977, "Open"];
      const step = 20_000;
      for (let top = 0; top < rows; top += step)
        await onSheet(host, (sheet) => { sheet.getRangeByIndexes(top, 0, step, 6).values = Array.from({ length: step }, (_, i) => line(top + i)); });
      const last = await onSheet(host, (sheet) => sheet.getRangeByIndexes(rows - step, 0, step, 6).load("values"));
      expect(last.values[step - 1]).toEqual(line(rows - 1));
      expect(host.processor.roundTrips).toBe(rows / step + 1);
    }), 60_000);

  it("a request above 5 MB is refused and changes nothing; so is an answer", () =>
    withHost(async (host) => {
      const tooBig = onSheet(host, (sheet) => { sheet.getRange("A1:J60000").values = Array.from({ length: 60_000 }, () => new Array<string>(10).fill("0123456789")); });
      expect(await refusal(tooBig)).toBe("RequestPayloadSizeLimitExceeded");
      expect(await valuesOf(host, "A1")).toEqual([[""]]);
      for (let i = 0; i < 6; i++) await onSheet(host, (sheet) => { sheet.getRangeByIndexes(i * 100, 0, 100, 1).values = Array.from({ length: 100 }, () => ["x".repeat(10_000)]); });
      expect(await refusal(valuesOf(host, "A1:A600"))).toBe("ResponsePayloadSizeLimitExceeded");
    }), 60_000);
});
