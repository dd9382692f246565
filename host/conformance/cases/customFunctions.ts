import { type CaseBench, type ConformanceCase, type RequirementSet, guide } from "../conformanceCase";
import { put, putFormulas, read } from "../steps";

const PARAMETERS = guide("Custom functions parameter options", "excel/custom-functions-parameter-options");
const ERRORS = guide("Handle and return errors from your custom function", "excel/custom-functions-errors");
const ARRAYS = guide("Return multiple results from your custom function", "excel/custom-functions-dynamic-arrays");
const STREAMS = guide("Receive and handle data with custom functions", "excel/custom-functions-web-reqs");
const NEEDS: RequirementSet = { name: "CustomFunctionsRuntime", version: "1.3" };

const INVOICES = [
  ["Invoice", "Customer", "Date", "Due", "Amount"],
  ["S-1", "ACME", 46023, 46053, 100],
  ["S-2", "BETA", 46023, 46053, 50.25],
  ["S-3", "ACME", 46030, 46060, 25],
];

/** Puts invoices of its own at H1 and formulas at A1, and waits until every one has answered. */
async function answered({ excel, until }: CaseBench, formulas: readonly string[]): Promise<unknown> {
  await put(excel, "H1:L4", INVOICES);
  const address = `A1:A${formulas.length}`;
  await putFormulas(excel, address, formulas.map((formula) => [formula]));
  await until(async () => !JSON.stringify(await read(excel, address)).includes("#BUSY!"), "the custom functions");
  return read(excel, address);
}

/** How Excel hands arguments to custom functions and takes their answers: the add-in's own functions over a table of the case's. */
export const customFunctionCases: readonly ConformanceCase[] = [
  {
    id: "custom.plain", title: "A custom function answers a number", cites: PARAMETERS, needs: NEEDS,
    run: async (bench) => bench.same(await answered(bench, ['=BILLING.BALANCE("ACME",DATE(2026,3,1),,$H$1:$L$4)']), [[125]]),
  },
  {
    id: "custom.omitted-argument", title: "An argument that is left out arrives as left out, not as an empty cell", cites: PARAMETERS, needs: NEEDS,
    run: async (bench) => bench.same(await answered(bench, ["=BILLING.BALANCE(,DATE(2026,3,1),,$H$1:$L$4)"]), [[175.25]]),
  },
  {
    id: "custom.empty-cell", title: "An empty cell as an argument is told from one that is left out", cites: PARAMETERS, needs: NEEDS, isOurReading: true,
    run: async (bench) => bench.same(await answered(bench, ["=BILLING.BALANCE(Z99,DATE(2026,3,1),,$H$1:$L$4)"]), [[""]]),
  },
  {
    id: "custom.trailing-arguments", title: "Arguments at the end may be left out without commas", cites: PARAMETERS, needs: NEEDS,
    run: async (bench) => bench.same(await answered(bench, ['=BILLING.BALANCE("BETA",DATE(2026,3,1),"",$H$1:$L$4)', '=BILLING.OPEN("S-3",DATE(2026,3,1),$H$1:$L$4)']), [[50.25], [25]]),
  },
  {
    id: "custom.range-spills-in-its-shape", title: "An array that a custom function answers spills", cites: ARRAYS, needs: NEEDS,
    run: async (bench) => {
      const { excel, same } = bench;
      await put(excel, "F1:F2", [["ACME"], ["BETA"]]);
      await answered(bench, ["=BILLING.BALANCE(F1:F2,DATE(2026,3,1),,$H$1:$L$4)"]);
      same(await read(excel, "A1:A2"), [[125], [50.25]]);
    },
  },
  {
    id: "custom.error-not-available", title: "An error of a custom function shows as its code", cites: ERRORS, needs: NEEDS,
    run: async (bench) => bench.same(await answered(bench, ['=BILLING.BALANCE("NOBODY",DATE(2026,3,1),,$H$1:$L$4)']), [["#N/A"]]),
  },
  {
    id: "custom.error-value", title: "A refused argument shows #VALUE!", cites: ERRORS, needs: NEEDS,
    run: async (bench) => bench.same(await answered(bench, ['=BILLING.BALANCE("ACME","no date",,$H$1:$L$4)']), [["#VALUE!"]]),
  },
  {
    id: "custom.in-formulas", title: "A custom function works inside a larger formula", cites: PARAMETERS, needs: NEEDS,
    run: async (bench) => bench.same(await answered(bench, ['=IFERROR(BILLING.BALANCE("NOBODY",DATE(2026,3,1),,$H$1:$L$4),-1)+ROUND(BILLING.BALANCE("BETA",DATE(2026,3,1),,$H$1:$L$4),0)']), [[49]]),
  },
  {
    id: "custom.recalculates", title: "A custom function is called again when a cell of its arguments changes", cites: STREAMS, needs: NEEDS,
    run: async (bench) => {
      const { excel, until } = bench;
      await answered(bench, ['=BILLING.BALANCE("BETA",DATE(2026,3,1),,$H$1:$L$4)']);
      await put(excel, "L3", [[60]]);
      await until(async () => JSON.stringify(await read(excel, "A1")) === "[[60]]", "the new figure");
    },
  },
  {
    id: "custom.blocked-spill", title: "A custom function whose array meets a filled cell shows #SPILL!", cites: ARRAYS, needs: NEEDS,
    run: async (bench) => {
      const { excel, same } = bench;
      await put(excel, "F1:F2", [["ACME"], ["BETA"]]);
      await put(excel, "A2", [["mine"]]);
      await put(excel, "H1:L4", INVOICES);
      await putFormulas(excel, "A1", [["=BILLING.BALANCE(F1:F2,DATE(2026,3,1),,$H$1:$L$4)"]]);
      await bench.until(async () => !JSON.stringify(await read(excel, "A1")).includes("#BUSY!"), "the custom function");
      same(await read(excel, "A1:A2"), [["#SPILL!"], ["mine"]]);
    },
  },
  {
    id: "custom.deleted", title: "A custom function that is deleted leaves nothing behind", cites: STREAMS, needs: NEEDS,
    run: async (bench) => {
      const { excel, same } = bench;
      await answered(bench, ["=BILLING.AGING(,DATE(2026,3,1),,,$H$1:$L$4)"]);
      await put(excel, "A1", [[""]]);
      same(await read(excel, "A1:D3"), [["", "", "", ""], ["", "", "", ""], ["", "", "", ""]]);
    },
  },
  {
    id: "custom.error-in-a-range", title: "An error cell in a range reaches a custom function that allows errors, which answers for itself", cites: ERRORS, needs: NEEDS,
    run: async (bench) => {
      const { excel, same, until } = bench;
      await answered(bench, ['=BILLING.BALANCE("BETA",DATE(2026,3,1),,$H$1:$L$4)']);
      await putFormulas(excel, "L3", [["=1/0"]]);
      await until(async () => JSON.stringify(await read(excel, "A1")) !== "[[50.25]]" && !JSON.stringify(await read(excel, "A1")).includes("#BUSY!"), "the new answer");
      same(await read(excel, "A1"), [["#VALUE!"]]);
    },
  },
  {
    id: "custom.unblocked-spill", title: "A custom function fills its cells once nothing blocks them any more", cites: ARRAYS, needs: NEEDS,
    run: async (bench) => {
      const { excel, same, until } = bench;
      await put(excel, "F1:F2", [["ACME"], ["BETA"]]);
      await put(excel, "A2", [["mine"]]);
      await put(excel, "H1:L4", INVOICES);
      await putFormulas(excel, "A1", [["=BILLING.BALANCE(F1:F2,DATE(2026,3,1),,$H$1:$L$4)"]]);
      await until(async () => JSON.stringify(await read(excel, "A1")) === '[["#SPILL!"]]', "the blocked spill");
      await excel(async (sheet, context) => {
        sheet.getRange("A2").clear();
        await context.sync();
      });
      await until(async () => JSON.stringify(await read(excel, "A1")) === "[[125]]", "the spill");
      same(await read(excel, "A1:A2"), [[125], [50.25]]);
    },
  },
  {
    id: "custom.full-calculation", title: "Recalculating everything ends with the custom function's figure again", cites: STREAMS, needs: NEEDS,
    run: async (bench) => {
      const { excel, until } = bench;
      await answered(bench, ['=BILLING.BALANCE("ACME",DATE(2026,3,1),,$H$1:$L$4)']);
      await excel(async (_sheet, context) => {
        context.application.calculate("Full");
        await context.sync();
      });
      await until(async () => JSON.stringify(await read(excel, "A1")) === "[[125]]", "the figure");
    },
  },
  {
    id: "custom.edited", title: "A custom function whose cell is typed over is cancelled and does not write there any more", cites: STREAMS, needs: NEEDS,
    run: async (bench) => {
      const { excel, same } = bench;
      await putFormulas(excel, "A2", [['=BILLING.BALANCE("ACME",DATE(2026,3,1),,$H$1:$L$4)']]);
      await put(excel, "A2", [["mine"]]);
      await answered(bench, ['=BILLING.BALANCE("ACME",DATE(2026,3,1),,$H$1:$L$4)']);
      same(await read(excel, "A1:A2"), [[125], ["mine"]]);
    },
  },
];
