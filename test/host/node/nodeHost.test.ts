import type { CustomFunctionsMetadata } from "../../../host/calc/contract";
import { FaultRun } from "../../../host/faults/faultRun";
import { installGlobals } from "../../../host/node/nodeHost";
import type { NodeHost } from "../../../host/node/nodeHost";
import { onSheet, refusal, valuesOf, withHost } from "../richapi/support";

const METADATA: CustomFunctionsMetadata = {
  allowErrorForDataTypeAny: true,
  functions: [
    { id: "ADD", name: "ADD", parameters: [{ name: "a", type: "number" }, { name: "b", type: "number", optional: true }], result: { type: "number" } },
    { id: "GRID", name: "GRID", parameters: [], result: { type: "any", dimensionality: "matrix" } },
    { id: "FAIL", name: "FAIL", parameters: [], result: { type: "any" } },
    { id: "LATER", name: "LATER", parameters: [{ name: "x", type: "any" }], result: { type: "any" } },
    { id: "ECHO", name: "ECHO", parameters: [{ name: "cells", type: "any", dimensionality: "matrix" }], result: { type: "any", dimensionality: "matrix" } },
    { id: "TICK", name: "TICK", parameters: [{ name: "start", type: "any" }], result: { type: "any" }, options: { stream: true, cancelable: true } },
  ],
};

type Stream = CustomFunctions.StreamingInvocation<number>;

interface Ticks {
  readonly streams: Stream[];
  cancelled: number;
}

function addFunctions(host: NodeHost): Ticks {
  const { CustomFunctions } = host;
  const ticks: Ticks = { streams: [], cancelled: 0 };
  CustomFunctions.associate("ADD", (a: number, b: number | null) => a + (b ?? 1000));
  CustomFunctions.associate("GRID", () => [[1, "two"], [true, new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable, "no such customer")]]);
  CustomFunctions.associate("FAIL", () => { throw new CustomFunctions.Error(CustomFunctions.ErrorCode.invalidValue, "Row 3: Amount is text"); });
  CustomFunctions.associate("LATER", async (x: unknown) => Promise.resolve(`late ${String(x)}`));
  CustomFunctions.associate("ECHO", (cells: unknown[][]) => cells.map((row) => row.map((cell) => (cell instanceof CustomFunctions.Error ? `error ${cell.code}` : `${typeof cell} ${String(cell)}`))));
  CustomFunctions.associate("TICK", (start: number, invocation: Stream) => {
    ticks.streams.push(invocation);
    invocation.onCanceled = () => void ticks.cancelled++;
    invocation.setResult(start);
  });
  host.registerCustomFunctions("BILLING", METADATA);
  return ticks;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 2));
}

describe("custom functions through Microsoft's runtime", () => {
  const cases: readonly (readonly [formula: string, area: string, values: unknown[][]])[] = [
    ["=BILLING.ADD(1,2)", "D1", [[3]]],
    ["=BILLING.ADD(5)", "D1", [[1005]]],
    ["=BILLING.ADD(1,2)*10+BILLING.ADD(1,1)", "D1", [[32]]],
    ["=BILLING.GRID()", "D1:E2", [[1, "two"], [true, "#N/A"]]],
    ["=BILLING.FAIL()", "D1", [["#VALUE!"]]],
    ["=BILLING.LATER(\"x\")", "D1", [["late x"]]],
    ["=BILLING.NOPE()", "D1", [["#NAME?"]]],
    ["=BILLING.ECHO(A1:B2)", "D1:E2", [["number 1", "string text"], ["error #DIV/0!", "boolean true"]]],
  ];
  it.each(cases)("%s", (formula, area, values) =>
    withHost(async (host) => {
      addFunctions(host);
      await onSheet(host, (sheet) => {
        sheet.getRange("A1:B2").formulas = [[1, "text"], ["=1/0", true]];
        sheet.getRange("D1").formulas = [[formula]];
      });
      await host.idle();
      expect(await valuesOf(host, area)).toEqual(values);
    }));

  it("the message of an error stays with the cell", () =>
    withHost(async (host) => {
      addFunctions(host);
      await onSheet(host, (sheet) => { sheet.getRange("A1").formulas = [["=BILLING.FAIL()"]]; });
      await host.idle();
      expect(host.workbook.activeSheet?.get(0, 0)?.value).toMatchObject({ code: "#VALUE!", message: "Row 3: Amount is text" });
    }));

  it("a stream sends new values, dependants follow, and it is cancelled with its last cell", () =>
    withHost(async (host) => {
      const ticks = addFunctions(host);
      await onSheet(host, (sheet) => { sheet.getRange("A1:A3").formulas = [["=BILLING.TICK(7)"], ["=A1*2"], ["=BILLING.TICK(7)"]]; });
      await host.idle();
      expect(await valuesOf(host, "A1:A3")).toEqual([[7], [14], [7]]);
      expect(ticks.streams).toHaveLength(1);
      ticks.streams[0]?.setResult(8);
      await until(() => host.workbook.activeSheet?.get(1, 0)?.value === 16);
      await onSheet(host, (sheet) => { sheet.getRange("A1").clear(); });
      expect(ticks.cancelled).toBe(0);
      await onSheet(host, (sheet) => { sheet.getRange("A3").clear(); });
      await until(() => ticks.cancelled === 1);
    }));
});

describe("the way between client and host", () => {
  it("counts round trips without cleanup batches", () =>
    withHost(async (host) => {
      for (let i = 0; i < 5; i++) await onSheet(host, (sheet) => sheet.getRange("A1").load("values"));
      await host.idle();
      expect(host.processor.roundTrips).toBe(5);
    }));

  it("a cell in edit mode refuses batches, unless they wait for its end", () =>
    withHost(async (host) => {
      host.editor.cellEditMode = true;
      expect(await refusal(valuesOf(host, "A1"))).toBe("InvalidOperationInCellEditMode");
      let done = false;
      const waiting = host.Excel.run({ delayForCellEdit: true }, async (context) => {
        context.workbook.worksheets.getFirst().getRange("A1").values = [["written"]];
        await context.sync();
        done = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(done).toBe(false);
      host.editor.cellEditMode = false;
      await waiting;
      expect(await valuesOf(host, "A1")).toEqual([["written"]]);
    }));

  it("two add-ins work on one workbook; each hears of the other", () =>
    withHost(async (first) =>
      withHost(async (second) => {
        const seen: string[] = [];
        await onSheet(second, (sheet) => { sheet.onChanged.add(async (event) => void seen.push(event.address)); });
        await onSheet(first, (sheet) => { sheet.getRange("B2").values = [["shared"]]; });
        await until(() => seen.length === 1);
        expect([seen, await valuesOf(second, "B2")]).toEqual([["B2"], [["shared"]]]);
      }, { workbook: first.workbook, editor: first.editor })));

  it("globals are put in place and taken off again", () =>
    withHost(async (host) => {
      const remove = installGlobals(host);
      expect(typeof Excel.run).toBe("function");
      await expect(Office.onReady()).resolves.toMatchObject({ host: "Excel" });
      remove();
      expect(Reflect.get(globalThis, "Excel")).toBeUndefined();
    }));

  it("dates of functions tell the date system", () =>
    withHost(async (host) => {
      for (const [dateSystem, serial] of [[1900, 36526], [1904, 35064]] as const) {
        host.workbook.dateSystem = dateSystem;
        const result = await host.Excel.run(async (context) => {
          const date = context.workbook.functions.date(2000, 1, 1).load("value");
          await context.sync();
          return date.value;
        });
        expect(result).toBe(serial);
      }
    }));
});

describe("planned faults", () => {
  it("fail an action, refuse a batch, lose an answer", async () => {
    const faults = new FaultRun();
    await withHost(async (host) => {
      faults.plan({ kind: "refuse", batch: 1, hostError: 5103 });
      expect(await refusal(valuesOf(host, "A1"))).toBe("RequestPayloadSizeLimitExceeded");
      await host.idle();
      faults.plan({ kind: "failWrite", batch: 1, write: 1, code: "GeneralException" });
      const run = onSheet(host, (sheet) => {
        sheet.getRange("A1").values = [["first"]];
        sheet.getRange("A2").values = [["second"]];
      });
      expect(await refusal(run)).toBe("GeneralException");
      await host.idle();
      expect(await valuesOf(host, "A1:A2")).toEqual([["first"], [""]]);
      await host.idle();
      faults.plan({ kind: "loseReply", batch: 1 });
      const lost = onSheet(host, (sheet) => { sheet.getRange("A1").values = [["done"]]; }).then(() => "answered");
      const answer = await Promise.race([lost, new Promise((resolve) => setTimeout(() => resolve("silence"), 60))]);
      expect([answer, host.workbook.activeSheet?.get(0, 0)?.value]).toEqual(["silence", "done"]);
    }, { hooks: faults });
  });
});
