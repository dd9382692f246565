import type { CustomFunctionDefinition } from "../../../host/calc/contract";
import { ErrorValue } from "../../../host/model/cell";
import type { NodeHost } from "../../../host/node/nodeHost";
import type { Platform } from "../../../host/richapi/undoSupport";
import { emptyBook, onSheet, valuesOf, withHost } from "../richapi/support";

type Implementation = (...args: never[]) => unknown;
type Functions = Readonly<Record<string, readonly [definition: Partial<CustomFunctionDefinition>, implementation: Implementation | null]>>;
type Cancelable = CustomFunctions.CancelableInvocation;
type Stream = CustomFunctions.StreamingInvocation<unknown>;

const NOBODY = new Promise(() => undefined);
const ANY = { name: "value", type: "any" };

/** Registers functions of the add-in TEST, as its functions.json and its script do. */
function register(host: NodeHost, functions: Functions): void {
  for (const [name, [, implementation]] of Object.entries(functions)) if (implementation !== null) host.CustomFunctions.associate(name, implementation);
  host.registerCustomFunctions("TEST", {
    allowErrorForDataTypeAny: true,
    functions: Object.entries(functions).map(([name, [definition]]) => ({ id: name, name, parameters: [], ...definition })),
  });
}

function put(host: NodeHost, address: string, formulas: unknown[][]): Promise<void> {
  return onSheet(host, (sheet) => { sheet.getRange(address).formulas = formulas; });
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 2));
}

describe("what a function answers, and what the cell shows", () => {
  type Library = NodeHost["CustomFunctions"];
  const failed = (code: keyof typeof CustomFunctions.ErrorCode, message?: string) => ({ CustomFunctions }: { readonly CustomFunctions: Library }) =>
    new CustomFunctions.Error(CustomFunctions.ErrorCode[code], message);
  const thrown = (make: (host: NodeHost) => unknown) => (host: NodeHost) => () => { throw make(host); };
  const returned = (make: (host: NodeHost) => unknown) => (host: NodeHost) => () => make(host);
  const rejected = (make: (host: NodeHost) => unknown) => (host: NodeHost) => async () => {
    await Promise.resolve();
    throw make(host);
  };
  const value = (it: unknown) => returned(() => it);
  const VALUE = new ErrorValue("#VALUE!");
  const cases: readonly (readonly [what: string, function_: (host: NodeHost) => Implementation, shows: unknown])[] = [
    ["a number", value(12.5), 12.5],
    ["a text", value("12.5"), "12.5"],
    ["true", value(true), true],
    ["a promise", returned(() => Promise.resolve("later")), "later"],
    ["null", value(null), 0],
    ["undefined", value(undefined), 0],
    ["NaN", value(NaN), VALUE],
    ["a promise of NaN", returned(() => Promise.resolve(NaN)), VALUE],
    ["Infinity", value(-Infinity), new ErrorValue("#NUM!")],
    ["NaN in an array, which JSON makes null", value([[NaN]]), 0],
    ["a Date, which JSON makes a text", value(new Date(Date.UTC(2026, 0, 31))), "2026-01-31T00:00:00.000Z"],
    ["a text as long as a cell can hold", value("x".repeat(32_767)), "x".repeat(32_767)],
    ["a text that is longer", value("x".repeat(32_768)), new ErrorValue("#VALUE!", "The text is longer than a cell can hold.")],
    ["a list instead of rows", value([1, 2]), new ErrorValue("#VALUE!", "The function returned a list instead of rows.")],
    ["no rows", value([]), new ErrorValue("#VALUE!", "The function returned rows of different lengths.")],
    ["rows of different lengths", value([[1, 2], [3]]), new ErrorValue("#VALUE!", "The function returned rows of different lengths.")],
    ["arrays inside arrays", value([[[1]]]), VALUE],
    ["an object", value({ amount: 1 }), VALUE],
    ["a formatted number", value({ type: "Double", basicValue: 1234.5, numberFormat: "#,##0.00" }), 1234.5],
    ["an error of JavaScript, thrown", thrown(() => new Error("secret")), VALUE],
    ["a text, thrown", thrown(() => "secret"), VALUE],
    ["an error of JavaScript, returned", returned(() => new Error("secret")), VALUE],
    ["an error of JavaScript, rejected", rejected(() => new Error("secret")), VALUE],
    ["invalidValue with a message, thrown", thrown(failed("invalidValue", "Row 3")), new ErrorValue("#VALUE!", "Row 3")],
    ["notAvailable with a message, returned", returned(failed("notAvailable", "Row 4")), new ErrorValue("#N/A", "Row 4")],
    ["notAvailable with a message, rejected", rejected(failed("notAvailable", "Row 5")), new ErrorValue("#N/A", "Row 5")],
    ["divisionByZero, whose message is dropped", thrown(failed("divisionByZero", "Row 6")), new ErrorValue("#DIV/0!")],
    ["invalidNumber, whose message is dropped", rejected(failed("invalidNumber", "Row 7")), new ErrorValue("#NUM!")],
    ["nullReference, whose message is dropped", returned(failed("nullReference", "Row 8")), new ErrorValue("#NULL!")],
    ["invalidName, which is for input only, thrown", thrown(failed("invalidName")), VALUE],
    ["invalidReference, which is for input only, returned", returned(failed("invalidReference")), VALUE],
  ];
  const shown: unknown[] = [];

  beforeAll(() => withHost(async (host) => {
    register(host, Object.fromEntries(cases.map(([, function_], index) => [`F${index}`, [{}, function_(host)]])));
    await put(host, `A1:A${cases.length}`, cases.map((_, index) => [`=TEST.F${index}()`]));
    await host.idle();
    cases.forEach((_, index) => shown.push(host.workbook.activeSheet?.get(index, 0)?.value));
  }), 30_000);

  it.each(cases.map(([what, , shows], index) => [what, shows, index] as const))("%s", (_what, shows, index) => {
    expect(shown[index]).toEqual(shows);
  });
});

describe("what a function is given", () => {
  const echo = (...args: unknown[]): string => JSON.stringify(args.slice(0, -1), (_, value: unknown) => (value === undefined ? "undefined" : value));
  const rows = { name: "rows", type: "any", dimensionality: "matrix" };
  const ECHO: Functions = {
    ANY: [{ parameters: [{ ...ANY, optional: true }, { ...rows, optional: true }, { ...ANY, optional: true }] }, echo],
    TYPES: [{ parameters: [{ name: "n", type: "number" }, { name: "s", type: "string" }, { name: "b", type: "boolean" }] }, echo],
    EACH: [{ parameters: [ANY, { ...ANY, repeating: true }] }, echo],
    RANGES: [{ parameters: [{ ...rows, type: "number", repeating: true }] }, echo],
  };
  const cases: readonly (readonly [platform: Platform, formula: string, given: string])[] = [
    ["OfficeOnline", "=TEST.ANY()", "[null,null,null]"],
    ["OfficeOnline", "=TEST.ANY(,,7)", "[null,null,7]"],
    ["OfficeOnline", "=TEST.ANY(Z1,Z1:Z2,\"\")", '[null,[[null],[null]],""]'],
    ["PC", "=TEST.ANY(Z1,Z1:Z2)", "[0,[[0],[0]],null]"],
    ["Mac", "=TEST.ANY(Z1,Z1)", "[0,[[0]],null]"],
    ["Mac", "=TEST.ANY(,,)", "[null,null,null]"],
    ["OfficeOnline", "=TEST.ANY(C1,C1:D1)", '["",[["",46053]],null]'],
    ["OfficeOnline", '=TEST.TYPES("5",6,1)', '[5,"6",true]'],
    ["OfficeOnline", "=TEST.TYPES(Z1,Z1,Z1)", '[0,"",false]'],
    ["OfficeOnline", "=TEST.EACH(1)", "[1,[]]"],
    ["OfficeOnline", '=TEST.EACH(1,2,,"x")', '[1,[2,null,"x"]]'],
    ["OfficeOnline", "=TEST.RANGES(5,D1:E1,8)", "[[[[5]],[[46053,2]],[[8]]]]"],
  ];
  it.each(cases)("%s: %s", (platform, formula, given) => withHost(async (host) => {
    register(host, ECHO);
    await put(host, "C1:E1", [['=""', 46053, 2]]);
    await put(host, "A1", [[formula]]);
    await host.idle();
    expect(await valuesOf(host, "A1")).toEqual([[given]]);
  }, { settings: { platform } }));

  const where = ({ address, parameterAddresses }: CustomFunctions.Invocation): string => JSON.stringify([address ?? "none", parameterAddresses ?? "none"]);
  const last = (...args: unknown[]): CustomFunctions.Invocation => args.at(-1) as CustomFunctions.Invocation;
  const ADDRESSES: Functions = {
    NOT: [{ parameters: [ANY] }, (...args: unknown[]) => where(last(...args))],
    OWN: [{ parameters: [ANY], options: { requiresAddress: true } }, (...args: unknown[]) => where(last(...args))],
    ALL: [{ parameters: [rows, ANY], options: { requiresParameterAddresses: true }, result: { dimensionality: "matrix" } }, (...args: unknown[]) => [[where(last(...args))]]],
    SCALAR: [{ parameters: [ANY], options: { requiresParameterAddresses: true } }, (...args: unknown[]) => where(last(...args))],
    STREAM: [{ parameters: [ANY], options: { stream: true, requiresStreamAddress: true, requiresStreamParameterAddresses: true } }, (_value: unknown, it: Stream) => it.setResult(where(it))],
  };
  const asked: readonly (readonly [sheet: string, formula: string, told: string])[] = [
    ["Prices", "=TEST.NOT(B1)", '["none","none"]'],
    ["Prices", "=TEST.OWN(B1)", '["Prices!A1","none"]'],
    ["Latest Prices", "=TEST.OWN(B1)", `["'Latest Prices'!A1","none"]`],
    ["Bob's", "=TEST.OWN(B1)", `["'Bob''s'!A1","none"]`],
    ["Last_Year", "=TEST.OWN(B1)", `["'Last_Year'!A1","none"]`],
    ["Costs", "=TEST.ALL(B1:C2,D8)", '["none",["Costs!B1:C2","Costs!D8"]]'],
    ["Costs", "=TEST.ALL(B1+1,7)", '["none",[null,null]]'],
    ["Costs", "=TEST.SCALAR(B1)", '["none","none"]'],
    ["Costs", "=TEST.STREAM(B2)", '["Costs!A1",["Costs!B2"]]'],
  ];
  it.each(asked)("addresses on %s: %s", (sheetName, formula, told) => withHost(async (host) => {
    register(host, ADDRESSES);
    await onSheet(host, (sheet) => { sheet.name = sheetName; });
    await put(host, "A1", [[formula]]);
    await host.idle();
    expect(await valuesOf(host, "A1")).toEqual([[told]]);
  }));
});

describe("when a function is called, and when it is cancelled", () => {
  /** ASYNC and PLAIN never answer, STREAM answers its argument, COUNT and VOLATILE count; the log tells calls and cancellations. */
  function logging(host: NodeHost): string[] {
    const log: string[] = [];
    const note = (name: string) => (value: unknown, it: Cancelable): Promise<unknown> => {
      log.push(`${name}(${String(value)})`);
      it.onCanceled = () => void log.push(`cancel ${name}(${String(value)})`);
      return NOBODY;
    };
    register(host, {
      ASYNC: [{ parameters: [ANY], options: { cancelable: true } }, note("ASYNC")],
      PLAIN: [{ parameters: [ANY] }, note("PLAIN")],
      STREAM: [{ parameters: [ANY], options: { stream: true } }, (value: unknown, it: Stream) => { void note("STREAM")(value, it); it.setResult(value); }],
      COUNT: [{ parameters: [ANY] }, (value: unknown) => log.push(`COUNT(${String(value)})`)],
      VOLATILE: [{ options: { volatile: true } }, () => log.push("VOLATILE()")],
      MARK: [{}, () => log.push("MARK()")],
    });
    return log;
  }

  const acts: readonly (readonly [act: string, formula: string, run: (sheet: Excel.Worksheet, context: Excel.RequestContext) => void, log: string[]])[] = [
    ["its cell is deleted", "=TEST.ASYNC(B1)", (sheet) => { sheet.getRange("A1").clear(); }, ["ASYNC(1)", "cancel ASYNC(1)"]],
    ["its cell is edited", "=TEST.ASYNC(B1)", (sheet) => { sheet.getRange("A1").values = [["typed"]]; }, ["ASYNC(1)", "cancel ASYNC(1)"]],
    ["its sheet is deleted", "=TEST.ASYNC(B1)", (sheet, context) => { context.workbook.worksheets.add("Other"); sheet.delete(); }, ["ASYNC(1)", "cancel ASYNC(1)"]],
    ["its argument changes", "=TEST.ASYNC(B1)", (sheet) => { sheet.getRange("B1").values = [[2]]; }, ["ASYNC(1)", "cancel ASYNC(1)", "ASYNC(2)"]],
    ["everything is recalculated", "=TEST.ASYNC(B1)", (_sheet, context) => { context.application.calculate("Full"); }, ["ASYNC(1)", "cancel ASYNC(1)", "ASYNC(1)"]],
    ["another cell changes", "=TEST.ASYNC(B1)", (sheet) => { sheet.getRange("C1").values = [[2]]; }, ["ASYNC(1)"]],
    ["its argument changes, but it cannot be cancelled", "=TEST.PLAIN(B1)", (sheet) => { sheet.getRange("B1").values = [[2]]; }, ["PLAIN(1)", "PLAIN(2)"]],
    ["the stream's cell is deleted", "=TEST.STREAM(B1)", (sheet) => { sheet.getRange("A1").delete("Up"); }, ["STREAM(1)", "cancel STREAM(1)"]],
    ["the stream's argument changes", "=TEST.STREAM(B1)", (sheet) => { sheet.getRange("B1").values = [[2]]; }, ["STREAM(1)", "cancel STREAM(1)", "STREAM(2)"]],
    ["everything is recalculated: a stream with the same arguments goes on", "=TEST.STREAM(B1)", (_sheet, context) => { context.application.calculate("Full"); }, ["STREAM(1)"]],
    ["a row is inserted: a stream goes on", "=TEST.STREAM(B1)", (sheet) => { sheet.getRange("1:1").insert("Down"); }, ["STREAM(1)"]],
    ["a row is inserted: others are called again", "=TEST.ASYNC(B1)", (sheet) => { sheet.getRange("1:1").insert("Down"); }, ["ASYNC(1)", "cancel ASYNC(1)", "ASYNC(1)"]],
  ];
  const run = (host: NodeHost, log: readonly string[], [, formula, act]: (typeof acts)[number]): Promise<void> =>
    (async () => {
      await put(host, "A1:B1", [[formula, 1]]);
      await until(() => log.length > 0);
      await onSheet(host, act);
      // Messages keep their order: once this one is through, all that the act led to is.
      await put(host, "Z9", [["=TEST.MARK()"]]);
      await until(() => log.includes("MARK()"));
    })();
  it.each(acts.map((act) => [act[0], act] as const))("%s", (_name, act) => withHost(async (host) => {
    const log = logging(host);
    await run(host, log, act);
    expect(log).toEqual([...act[3], "MARK()"]);
  }));

  it.each<[Platform, string[]]>([
    ["OfficeOnline", ["STREAM(1)", "cancel STREAM(1)", "STREAM(2)"]],
    ["PC", ["STREAM(1)", "STREAM(2)", "cancel STREAM(1)"]],
    ["Mac", ["STREAM(1)", "STREAM(2)", "cancel STREAM(1)"]],
  ])("no order is promised: on %s %j", (platform, order) => withHost(async (host) => {
    const log = logging(host);
    const changed = acts.find(([act]) => act === "the stream's argument changes");
    if (changed !== undefined) await run(host, log, changed);
    expect(log).toEqual([...order, "MARK()"]);
  }, { settings: { platform } }));

  it("one call for each cell, one stream for each set of arguments", () => withHost(async (host) => {
    const log = logging(host);
    await put(host, "A1:B3", [["=TEST.COUNT(1)", "=TEST.STREAM(1)"], ["=TEST.COUNT(1)", "=TEST.STREAM(1)"], ["=TEST.COUNT(2)", "=TEST.STREAM(2)"]]);
    await host.idle();
    expect([...log].sort()).toEqual(["COUNT(1)", "COUNT(1)", "COUNT(2)", "STREAM(1)", "STREAM(2)"]);
    expect((await valuesOf(host, "B1:B3"))).toEqual([[1], [1], [2]]);
  }));

  it("volatile ones run at every recalculation, others when an argument changed or everything is recalculated", () => withHost(async (host) => {
    const log = logging(host);
    await put(host, "A1:A2", [["=TEST.COUNT(C1)"], ["=TEST.VOLATILE()"]]);
    await host.idle();
    const after = async (act: (sheet: Excel.Worksheet, context: Excel.RequestContext) => void): Promise<string[]> => {
      log.length = 0;
      await onSheet(host, act);
      await host.idle();
      return [...new Set(log)].sort();
    };
    expect(await after((_sheet, context) => { context.application.calculate("Recalculate"); })).toEqual(["VOLATILE()"]);
    expect(await after((sheet) => { sheet.getRange("D1").values = [[1]]; })).toEqual(["VOLATILE()"]);
    expect(await after((sheet) => { sheet.getRange("C1").values = [[1]]; })).toEqual(["COUNT(1)", "VOLATILE()"]);
    expect(await after((_sheet, context) => { context.application.calculate("Full"); })).toEqual(["COUNT(1)", "VOLATILE()"]);
  }));

  it("a function that never answers stays #BUSY!, and what reads it; the book says that it waits", () => withHost(async (host) => {
    const log = logging(host);
    await put(host, "A1:A3", [["=TEST.PLAIN(1)"], ["=A1+1"], ["=IFERROR(A1,0)"]]);
    await until(() => log.length > 0);
    const state = await onSheet(host, (_sheet, context) => context.application.load("calculationState"));
    expect([await valuesOf(host, "A1:A3"), state.calculationState]).toEqual([[["#BUSY!"], ["#BUSY!"], ["#BUSY!"]], "Pending"]);
    await expect(host.idle(30)).rejects.toThrow("1 custom functions waiting");
  }));

  it("an answer that comes after its cell was edited changes nothing", () => withHost(async (host) => {
    const answers: ((value: unknown) => void)[] = [];
    register(host, { SLOW: [{}, () => new Promise((resolve) => { answers.push(resolve); })], ONE: [{}, () => 1] });
    await put(host, "A1", [["=TEST.SLOW()"]]);
    await until(() => answers.length > 0);
    await put(host, "A1:B1", [["typed", "=TEST.ONE()"]]);
    for (const answer of answers) answer("late");
    await host.idle();
    expect(await valuesOf(host, "A1:B1")).toEqual([["typed", 1]]);
  }));
});

describe("streams and spills", () => {
  it("what a stream returns is not its answer; what it throws is #VALUE!; setResult takes errors", () => withHost(async (host) => {
    const stream = { options: { stream: true } };
    register(host, {
      RETURNS: [stream, () => 5],
      THROWS: [stream, () => { throw new Error("secret"); }],
      FAILS: [stream, (it: Stream) => it.setResult(new host.CustomFunctions.Error(host.CustomFunctions.ErrorCode.notAvailable, "nobody"))],
    });
    await put(host, "A1:C1", [["=TEST.RETURNS()", "=TEST.THROWS()", "=TEST.FAILS()"]]);
    await until(() => host.calc?.pendingCustomFunctions === 1);
    expect(await valuesOf(host, "A1:C1")).toEqual([["#BUSY!", "#VALUE!", "#N/A"]]);
    expect(host.workbook.activeSheet?.get(0, 2)?.value).toEqual(new ErrorValue("#N/A", "nobody"));
  }));

  it.each([["a function", false], ["a stream", true]])("%s whose rows are blocked shows #SPILL! and fills them once the block is gone", (_what, isStream) => withHost(async (host) => {
    const rows = [[1, "one"], [2, "two"]];
    register(host, { ROWS: [{ options: { stream: isStream }, result: { dimensionality: "matrix" } }, (it: Stream) => (isStream ? it.setResult(rows) : rows)] });
    await put(host, "A1:B2", [["=TEST.ROWS()", ""], ["", "mine"]]);
    await host.idle();
    expect(await valuesOf(host, "A1:B2")).toEqual([["#SPILL!", ""], ["", "mine"]]);
    await onSheet(host, (sheet) => { sheet.getRange("B2").clear(); });
    await host.idle();
    expect(await valuesOf(host, "A1:B2")).toEqual(rows);
    await put(host, "A2", [["mine"]]);
    await host.idle();
    expect(await valuesOf(host, "A1:B2")).toEqual([["#SPILL!", ""], ["mine", ""]]);
  }));
});

describe("a book without its add-in", () => {
  const PLAIN: Functions = { PLAIN: [{ parameters: [ANY] }, (value: unknown) => value] };

  it("shows the values that it was saved with, #NAME? once it is calculated, and figures again with the add-in", () => {
    const workbook = emptyBook();
    workbook.activeSheet?.put(0, 0, { value: 41, style: 0, formula: "TEST.PLAIN(42)" });
    return withHost(async (host) => {
      expect(await valuesOf(host, "A1")).toEqual([[41]]);
      await onSheet(host, (_sheet, context) => { context.application.calculate("Full"); });
      expect(await valuesOf(host, "A1")).toEqual([["#NAME?"]]);
      register(host, PLAIN);
      await host.idle();
      expect(await valuesOf(host, "A1")).toEqual([[42]]);
    }, { workbook });
  });

  it("whose script does not know the function shows #VALUE!", () => withHost(async (host) => {
    register(host, { MISSING: [{}, null] });
    await put(host, "A1", [["=TEST.MISSING()"]]);
    await host.idle();
    expect(await valuesOf(host, "A1")).toEqual([["#VALUE!"]]);
  }));

  it("asks again what the add-in had not answered when it was loaded anew", () => withHost(async (first) => {
    let asked = 0;
    register(first, { PLAIN: [{ parameters: [ANY] }, () => { asked++; return NOBODY; }] });
    await put(first, "A1", [["=TEST.PLAIN(7)"]]);
    await until(() => asked > 0);
    first.stop();
    await withHost(async (second) => {
      register(second, PLAIN);
      await second.idle();
      expect(await valuesOf(second, "A1")).toEqual([[7]]);
    }, { workbook: first.workbook, editor: first.editor });
  }));
});
