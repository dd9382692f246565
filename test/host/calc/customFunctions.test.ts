import type { CustomFunctionDispatch, CustomFunctionsMetadata } from "../../../host/calc/contract";
import type { BlankForm } from "../../../host/calc/customArguments";
import { ErrorValue, type Scalar } from "../../../host/model/cell";
import { Book, text } from "./support";

const METADATA: CustomFunctionsMetadata = {
  allowErrorForDataTypeAny: true,
  functions: [
    {
      id: "BALANCE", name: "BALANCE", options: { stream: true }, result: { type: "any", dimensionality: "matrix" },
      parameters: [{ name: "customer", type: "any", dimensionality: "matrix", optional: true }, { name: "asOf", type: "any", optional: true }, { name: "currency", type: "string", optional: true }],
    },
    { id: "ONCE", name: "ONCE", options: { cancelable: true }, parameters: [{ name: "value", type: "number" }] },
    { id: "JOIN", name: "JOIN", parameters: [{ name: "first", type: "string" }, { name: "rest", type: "any", repeating: true }] },
    { id: "SUMALL", name: "SUMALL", parameters: [{ name: "values", type: "number", dimensionality: "matrix" }] },
    { id: "TICK", name: "TICK", options: { volatile: true }, parameters: [] },
  ],
};

class Addin implements CustomFunctionDispatch {
  readonly log: string[] = [];
  readonly calls: Parameters<CustomFunctionDispatch["invoke"]>[0][] = [];

  invoke(call: Parameters<CustomFunctionDispatch["invoke"]>[0]): void {
    this.calls.push(call);
    this.log.push(`${call.id} ${call.functionId}(${call.args.map((arg) => JSON.stringify(arg)).join()})`);
  }

  cancel(id: number): void {
    this.log.push(`cancel ${id}`);
  }

  taken(): string {
    return this.log.splice(0).join(" | ");
  }
}

function started(metadata = METADATA, blankAs: BlankForm = "null"): { book: Book; addin: Addin; reply: (id: number, value: Scalar | Scalar[][]) => void } {
  const book = new Book({ blankAs });
  const addin = new Addin();
  book.calc.registerCustomFunctions("BILLING", metadata, addin);
  return { book, addin, reply: (id, value) => {
    book.calc.customFunctionResult({ id, value });
  } };
}

const shown = (book: Book, addresses: string): string => addresses.split(" ").map((address) => text(book.get(address))).join(" ");

test("equal streams are shared, results reach every cell and what depends on it, also inside bigger formulas", () => {
  const { book, addin, reply } = started();
  book.set("A1", "=BILLING.BALANCE(\"A\")");
  book.set("A2", "=ROUND(_xldudf_BILLING_BALANCE(\"A\"),1)");
  book.set("A3", "=A1+1");
  book.set("A4", "=IFERROR(billing.balance(\"A\"),0)");
  book.calc.recalculate();
  expect(addin.taken()).toBe('1 BALANCE([["A"]],null,null)');
  expect(addin.calls[0]).toMatchObject({ address: null, parameterAddresses: null, stream: true });
  expect(shown(book, "A1 A2 A3 A4")).toBe("#BUSY! #BUSY! #BUSY! #BUSY!");
  expect(book.calc.pendingCustomFunctions).toBe(1);
  let told = 0;
  book.calc.onCalculated = (cells) => (told += cells.length);
  reply(1, [[12.34]]);
  expect(shown(book, "A1 A2 A3 A4")).toBe("12.34 12.3 13.34 12.34");
  expect([told, book.calc.pendingCustomFunctions]).toEqual([4, 0]);
  reply(1, [[20]]);
  expect(shown(book, "A1 A2 A3")).toBe("20 20 21");
  book.calc.recalculateAll();
  expect([addin.taken(), shown(book, "A1")]).toEqual(["", "20"]);
});

test("changed arguments cancel the stream that nobody uses any more and start another", () => {
  const { book, addin, reply } = started();
  book.fill("A1", [["ACME", "=BILLING.BALANCE(A1,DATE(2026,1,31))"], ["ACME", "=BILLING.BALANCE(A2,DATE(2026,1,31))"]]);
  book.calc.recalculate();
  expect(addin.taken()).toBe('1 BALANCE([["ACME"]],46053,null)');
  reply(1, [[5]]);
  book.set("A1", "Bolt");
  book.calc.recalculate();
  expect([addin.taken(), shown(book, "B1 B2")]).toEqual(['2 BALANCE([["Bolt"]],46053,null)', "#BUSY! 5"]);
  book.set("A2", "Bolt");
  book.calc.recalculate();
  expect(addin.taken()).toBe("cancel 1");
  reply(1, [[99]]); // too late
  reply(2, [[7]]);
  expect(shown(book, "B1 B2")).toBe("7 7");
  book.set("B1", null);
  book.set("B2", "gone");
  book.calc.recalculate();
  expect(addin.taken()).toBe("cancel 2");
});

test("a stream that spills: results grow, shrink, meet an obstacle", () => {
  const { book, reply } = started();
  book.set("A1", "=BILLING.BALANCE(D1:D2)");
  book.set("C1", "=SUM(A1#)");
  book.set("C2", "=SUM(BILLING.BALANCE(D1:D2))");
  book.calc.recalculate();
  reply(1, [[1], [2]]);
  expect(shown(book, "A1 A2 C1 C2")).toBe("1 2 3 3");
  reply(1, [[1], [2], [3, 4]]);
  expect(shown(book, "A3 B1 B3 C1")).toBe("3 #N/A 4 #N/A");
  reply(1, [[9]]);
  expect(shown(book, "A1 A2 A3 C1 C2")).toBe("9 empty empty 9 9");
  book.set("A2", "here");
  reply(1, [[1], [2]]);
  expect(shown(book, "A1 A2 C2")).toBe('#SPILL! "here" 3');
});

test.each<[BlankForm, string]>([["empty string", '[[""],["x"]],"",null'], ["null", '[[null],["x"]],null,null'], ["zero", '[[0],["x"]],0,null']])("empty cells arrive as %s; left out is null", (form, args) => {
  const { book, addin } = started(METADATA, form);
  book.set("A2", "x");
  book.set("B1", "=BILLING.BALANCE(A1:A2,A1)");
  book.calc.recalculate();
  expect(addin.taken()).toBe(`1 BALANCE(${args})`);
});

test("arguments are converted by their declared type, or the function is not called", () => {
  const { book, addin, reply } = started();
  book.fill("A1", [["=BILLING.ONCE(\"5\")"], ["=BILLING.ONCE(\"x\")"], ["=BILLING.ONCE()"], ["=BILLING.ONCE(1,2)"], ["=BILLING.ONCE(1/0)"], ["=BILLING.BALANCE(,,3)"], ["=BILLING.JOIN(1,TRUE,\"b\")"], ["=BILLING.SUMALL(Z1:Z2)"], ["=BILLING.OTHER(1)"], ["=BILLING.SUMALL({1,\"x\"})"]]);
  book.calc.recalculate();
  expect(addin.taken()).toBe('1 ONCE(5) | 2 BALANCE(null,null,"3") | 3 JOIN("1",[true,"b"]) | 4 SUMALL([[0],[0]])');
  expect(shown(book, "A1 A2 A3 A4 A5 A9 A10")).toBe("#BUSY! #VALUE! #VALUE! #VALUE! #DIV/0! #NAME? #VALUE!");
  reply(1, new ErrorValue("#N/A", "Row 3: unknown customer"));
  expect(book.get("A1")).toEqual(new ErrorValue("#N/A", "Row 3: unknown customer"));
});

test("errors in ranges pass only where the metadata allows it", () => {
  const { book, addin } = started();
  book.set("A1", new ErrorValue("#REF!"));
  book.set("B1", "=BILLING.BALANCE(A1:A2)");
  book.calc.recalculate();
  expect(addin.calls[0]?.args[0]).toEqual([[new ErrorValue("#REF!")], [null]]);
  const strict = started({ ...METADATA, allowErrorForDataTypeAny: false });
  strict.book.set("A1", new ErrorValue("#REF!"));
  strict.book.set("B1", "=BILLING.BALANCE(A1:A2)");
  strict.book.calc.recalculate();
  expect([strict.addin.taken(), shown(strict.book, "B1")]).toEqual(["", "#REF!"]);
});

test("a function that answers once is called once for each calculation of its cell, two in one formula at the same time", () => {
  const { book, addin, reply } = started();
  book.set("A1", 1);
  book.set("B1", "=BILLING.ONCE(A1)-BILLING.ONCE(A1+1)");
  book.set("B2", "=BILLING.ONCE(A1)");
  book.calc.recalculate();
  expect(addin.taken()).toBe("1 ONCE(1) | 2 ONCE(2) | 3 ONCE(1)");
  reply(1, 10);
  expect([shown(book, "B1 B2"), addin.taken()]).toEqual(["#BUSY! #BUSY!", ""]);
  book.calc.customFunctionResults([{ id: 2, value: 4 }, { id: 3, value: 1 }]);
  expect([shown(book, "B1 B2"), addin.taken()]).toEqual(["6 1", ""]);
  book.set("A1", 2);
  book.calc.recalculate();
  expect(addin.taken()).toBe("4 ONCE(2) | 5 ONCE(3) | 6 ONCE(2)");
  book.set("A1", 3);
  book.calc.recalculate();
  const log = addin.taken().split(" | ");
  expect([log.slice(0, 3).sort(), log.slice(3)]).toEqual([["cancel 4", "cancel 5", "cancel 6"], ["7 ONCE(3)", "8 ONCE(4)", "9 ONCE(3)"]]); // cancellations first
});

test("a range where one value belongs gives a call for each", () => {
  const { book, addin } = started();
  book.fill("A1", [[1], [2]]);
  book.set("B1", "=BILLING.ONCE(A1:A2)");
  book.calc.recalculate();
  expect(addin.taken()).toBe("1 ONCE(1) | 2 ONCE(2)");
  book.calc.customFunctionResults([{ id: 1, value: 10 }, { id: 2, value: 20 }]);
  expect(shown(book, "B1 B2")).toBe("10 20");
});

test("volatile functions run at every calculation, others keep a file's value until something changes", () => {
  const book = new Book();
  const addin = new Addin();
  book.sheet.put(0, 0, { value: 5, style: 0, formula: "BILLING.ONCE(1)" });
  book.sheet.put(1, 0, { value: 6, style: 0, formula: "BILLING.BALANCE()" });
  book.sheet.put(2, 0, { value: new ErrorValue("#NAME?"), style: 0, formula: "BILLING.ONCE(2)" });
  book.sheet.put(3, 0, { value: 8, style: 0, formula: "BILLING.TICK()" });
  book.calc.recalculate();
  expect(shown(book, "A1 A2 A3")).toBe("5 6 #NAME?");
  book.calc.registerCustomFunctions("BILLING", METADATA, addin);
  book.calc.recalculate();
  expect([shown(book, "A1 A2 A3 A4"), addin.log.splice(0).map((line) => line.slice(2)).sort()]).toEqual(["5 #BUSY! #BUSY! #BUSY!", ["BALANCE(null,null,null)", "ONCE(2)", "TICK()"]]);
  book.calc.recalculate();
  expect(addin.taken()).toMatch(/^\d TICK\(\)$/);
});

test("structure changes keep streams running; unknown results and evaluate() do nothing", () => {
  const { book, addin, reply } = started();
  book.set("A1", "=BILLING.BALANCE(\"A\")");
  book.calc.recalculate();
  reply(1, [[1]]);
  addin.taken();
  book.sheet.rows.unshift([]); // a row inserted above
  book.calc.structureChanged();
  book.calc.recalculate();
  expect([addin.taken(), shown(book, "A2")]).toEqual(["", "1"]);
  reply(77, 5);
  reply(1, [[2]]);
  expect(shown(book, "A2")).toBe("2");
  expect(text(book.calc.evaluate("BILLING.BALANCE(\"A\")", { sheet: book.sheet, row: 5, column: 5 })[0]?.[0] ?? null)).toBe("#VALUE!");
  expect(addin.taken()).toBe("");
});

test("arguments of more than 5 MB together are not sent", () => {
  const { book, addin } = started();
  book.fill("A1", Array.from({ length: 165 }, () => ["x".repeat(32_000)]));
  book.set("B1", "=BILLING.BALANCE(A1:A163)");
  book.set("B2", "=BILLING.BALANCE(A1:A165)");
  book.calc.recalculate();
  expect([addin.calls.length, shown(book, "B1 B2")]).toEqual([1, "#BUSY! #VALUE!"]);
});
