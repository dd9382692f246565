import { type ConformanceCase, excelApi, guide, reference, support } from "../conformanceCase";
import { answer, local, put, putFormulas, read } from "../steps";

const BASIC = excelApi("1.1");
const SPILL = guide("Handle dynamic arrays and spilling", "excel/excel-add-ins-ranges-dynamic-arrays");
const OPERATORS = support("Calculation operators and precedence in Excel", "48be406d-4975-4d31-b2b8-7af9e0e2878a");
const ERRORS = support("Excel functions (by category)", "5f91f4e9-7b42-46d2-9bd1-63f26a86c0eb");

/** A formula and what it answers. */
const WORKED: readonly (readonly [id: string, title: string, cites: ConformanceCase["cites"], formula: string, expected: unknown])[] = [
  ["negation-before-power", "A sign binds tighter than a power", OPERATORS, "=-2^2", 4],
  ["percent", "A percent sign divides by a hundred", OPERATORS, "=50%*200", 100],
  ["text-becomes-number", "A text of digits counts as a number in arithmetic", OPERATORS, '="3"+1', 4],
  ["boolean-becomes-number", "TRUE counts as one in arithmetic", OPERATORS, "=TRUE+1", 2],
  ["comparison-ignores-case", "Texts are compared without regard to case", OPERATORS, '="abc"="ABC"', true],
  ["exact-minds-case", "EXACT minds the case", support("EXACT function", "d3087698-fc15-4a15-9631-12575cf29926"), '=EXACT("abc","ABC")', false],
  ["types-in-order", "Numbers are less than texts, and texts less than booleans", OPERATORS, '=AND(1<"a","a"<FALSE)', true],
  ["empty-is-zero-and-empty-text", "An empty cell equals zero and an empty text", OPERATORS, '=AND(Z99=0,Z99="")', true],
  ["division-by-zero", "Division by zero is #DIV/0!", ERRORS, "=1/0", "#DIV/0!"],
  ["text-in-arithmetic", "A text that is no number is #VALUE! in arithmetic", ERRORS, '="a"+1', "#VALUE!"],
  ["unknown-function", "An unknown function is #NAME?", ERRORS, "=NOSUCHFUNCTION(1)", "#NAME?"],
  ["not-found", "A lookup that finds nothing is #N/A", ERRORS, "=MATCH(99,{1,2,3},0)", "#N/A"],
  ["iferror", "IFERROR takes the other value on any error", support("IFERROR function", "c526fd07-caeb-47b8-8bb6-63f3e417f611"), "=IFERROR(1/0,-1)", -1],
  ["round-half-away", "ROUND rounds halves away from zero", support("ROUND function", "c018c5d8-40fb-4053-90b1-b3e7f61a213c"), "=ROUND(-2.5,0)", -3],
  ["round-to-tens", "ROUND takes negative digits", support("ROUND function", "c018c5d8-40fb-4053-90b1-b3e7f61a213c"), "=ROUND(21.5,-1)", 20],
  ["mod-sign", "MOD has the sign of the divisor", support("MOD function", "9b6cd169-b6ee-406a-a97b-edf2a9dc24f3"), "=MOD(-3,2)", 1],
  ["int-down", "INT rounds down", support("INT function", "a6c4af9e-356d-4369-ab6a-cb1fd9d343ef"), "=INT(-8.9)", -9],
  ["date-serial", "A date is a count of days", support("DATE function", "e36c0c8c-4104-49da-ab83-82328b832349"), "=DATE(2008,1,1)", 39448],
  ["date-rolls-over", "Months beyond twelve go into the next year", support("DATE function", "e36c0c8c-4104-49da-ab83-82328b832349"), "=DATE(2008,14,2)", 39846],
  ["leap-day-1900", "29 February 1900 has the serial 60", support("Date systems in Excel", "e7fe7167-48a9-4b96-bb53-5612a800b487"), "=DATE(1900,3,1)-DATE(1900,2,28)", 2],
  ["eomonth", "EOMONTH is the last day of a month", support("EOMONTH function", "7314ffa1-2bc9-4005-9d66-f49db127d628"), "=EOMONTH(DATE(2011,1,1),1)", 40602],
  ["edate-clamps", "EDATE keeps within a shorter month", support("EDATE function", "3c920eb2-6e66-44e7-a1f5-753ae47ee4f5"), "=EDATE(DATE(2011,1,31),1)=DATE(2011,2,28)", true],
  ["text-format", "TEXT formats a number", support("TEXT function", "20d5ac4d-7b94-49fd-bb38-93d29371225c"), '=TEXT(1234.567,"#,##0.00")', "1,234.57"],
  ["lookup", "VLOOKUP finds an exact match", support("VLOOKUP function", "0bbc8083-26fe-4963-8ab8-93a18ad188a1"), "=VLOOKUP(2,{1,10;2,20;3,30},2,FALSE)", 20],
  ["xlookup-default", "XLOOKUP answers its default when nothing is found", support("XLOOKUP function", "b7fd680e-6d10-43e6-84f9-88eae8bf5929"), '=XLOOKUP(9,{1,2},{3,4},"none")', "none"],
  ["sumproduct", "SUMPRODUCT sums products", support("SUMPRODUCT function", "16753e75-9f68-4874-94ac-4d2145a2fd2e"), "=SUMPRODUCT({1,2,3},{4,5,6})", 32],
  ["let", "LET names a part", support("LET function", "34842dd8-b92b-4d3f-b325-b8b8f9908999"), "=LET(x,5,x*2)", 10],
];

export const formulaCases: readonly ConformanceCase[] = [
  ...WORKED.map(([id, title, cites, formula, expected]): ConformanceCase => ({
    id: `formulas.${id}`, title, cites, needs: BASIC,
    run: async ({ excel, same }) => same(await answer(excel, formula), expected),
  })),
  {
    id: "formulas.sum-ignores-text-in-cells", title: "SUM leaves out texts that stand in cells and counts those given to it", cites: support("SUM function", "043e1c7d-7726-4e80-8f32-07b23e057f89"), needs: BASIC,
    run: async ({ excel, same }) => {
      await excel(async (sheet, context) => {
        sheet.getRange("A1:A2").numberFormat = [["@"], ["General"]];
        sheet.getRange("A1:A2").values = [["5"], [1]];
        await context.sync();
      });
      same([await answer(excel, "=SUM(A1:A2)"), await answer(excel, '=SUM("5",1)')], [1, 6]);
    },
  },
  {
    id: "formulas.sumifs", title: "SUMIFS sums where all conditions hold, without regard to case", cites: support("SUMIFS function", "c9e748f5-7ea7-455d-9406-611cebce642b"), needs: BASIC,
    run: async ({ excel, same }) => same(await answer(excel, '=SUMIFS(B1:B4,A1:A4,"ACME",B1:B4,">1")', [["acme", 1], ["Acme", 2], ["Beta", 4], ["ACME", 8]]), 10),
  },
  {
    id: "formulas.countif-wildcards", title: "COUNTIF takes * and ? as wildcards", cites: support("COUNTIF function", "e0de10c6-f885-4e71-abb4-1f464816df34"), needs: BASIC,
    run: async ({ excel, same }) => same(await answer(excel, '=COUNTIF(A1:A3,"in?-*")', [["INV-1"], ["IN-1"], ["inx-9"]]), 2),
  },
  {
    id: "formulas.recalculate", title: "A formula follows the cells that it refers to", cites: guide("Performance optimization", "excel/performance"), needs: BASIC,
    run: async ({ excel, same }) => {
      await put(excel, "A1", [[1]]);
      await putFormulas(excel, "B1:C1", [["=A1+1", "=B1+1"]]);
      await put(excel, "A1", [[10]]);
      same(await read(excel, "B1:C1"), [[11, 12]]);
    },
  },
  {
    id: "formulas.r1c1", title: "formulasR1C1 speaks of places relative to the cell", cites: reference("Range", "formulasR1C1"), needs: excelApi("1.2"),
    run: async ({ excel, same }) => {
      await putFormulas(excel, "B2", [["=A1"]]);
      same(await read(excel, "B2", "formulasR1C1"), [["=R[-1]C[-1]"]]);
    },
  },
  {
    id: "formulas.refused", title: "A formula that cannot be read is refused", cites: reference("Range", "formulas"), needs: BASIC,
    run: async ({ excel, refused }) => refused("InvalidArgument", () => putFormulas(excel, "A1", [["=SUM("]])),
  },
  {
    id: "spill.fills", title: "An array spills into the cells below and right", cites: SPILL, needs: excelApi("1.12"),
    run: async ({ excel, same }) => {
      await putFormulas(excel, "A1", [["=SEQUENCE(2,3)"]]);
      same(await read(excel, "A1:C2"), [[1, 2, 3], [4, 5, 6]]);
    },
  },
  {
    id: "spill.formulas", title: "Only the first cell of a spill has the formula to itself", cites: SPILL, needs: excelApi("1.12"),
    run: async ({ excel, same }) => {
      await putFormulas(excel, "A1", [["=SEQUENCE(2)"]]);
      const range = await excel(async (sheet, context) => {
        const spilled = sheet.getRange("A1").getSpillingToRangeOrNullObject().load("address");
        const parent = sheet.getRange("A2").getSpillParentOrNullObject().load("address");
        await context.sync();
        return [local(spilled.address), local(parent.address)];
      });
      same(range, ["A1:A2", "A1"]);
    },
  },
  {
    id: "spill.blocked", title: "A spill that meets a filled cell is #SPILL! and leaves that cell alone", cites: SPILL, needs: excelApi("1.12"),
    run: async ({ excel, same }) => {
      await put(excel, "A2", [["mine"]]);
      await putFormulas(excel, "A1", [["=SEQUENCE(3)"]]);
      same(await read(excel, "A1:A3"), [["#SPILL!"], ["mine"], [""]]);
    },
  },
  {
    id: "spill.unblocked", title: "Once the way is free the array spills", cites: SPILL, needs: excelApi("1.12"),
    run: async ({ excel, same }) => {
      await put(excel, "A2", [["mine"]]);
      await putFormulas(excel, "A1", [["=SEQUENCE(3)"]]);
      await put(excel, "A2", [[""]]);
      same(await read(excel, "A1:A3"), [[1], [2], [3]]);
    },
  },
  {
    id: "spill.reference", title: "A1# means all that A1 spills", cites: SPILL, needs: excelApi("1.12"),
    run: async ({ excel, same }) => {
      await putFormulas(excel, "A1", [["=SEQUENCE(4)"]]);
      await putFormulas(excel, "C1", [["=SUM(A1#)"]]);
      same(await read(excel, "C1"), [[10]]);
    },
  },
  {
    id: "spill.not-into-tables", title: "An array cannot spill inside a table", cites: support("How to correct a #SPILL! error", "ffe0f555-b479-4a17-a6e2-ef9cc9ad4023"), needs: excelApi("1.12"),
    run: async ({ excel, same }) => {
      await excel(async (sheet, context) => {
        sheet.getRange("A1:A3").values = [["X"], [1], [2]];
        sheet.tables.add("A1:A3", true);
        sheet.getRange("A2").formulas = [["=SEQUENCE(2)"]];
        await context.sync();
      });
      same(await read(excel, "A2"), [["#SPILL!"]]);
    },
  },
];
