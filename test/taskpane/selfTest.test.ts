import type { SelfTest, SelfTestResult } from "../../src/taskpane/model/selfTest";
import { createSelfTestController, type SelfTestController } from "../../src/taskpane/state/selfTestController";
import { TestBook } from "../support/book";
import { openPane } from "./paneBench";

const RESULTS: readonly SelfTestResult[] = [
  { id: "one", outcome: "passed", detail: "" },
  { id: "two", outcome: "failed", detail: "Expected 1, but it is 2." },
  { id: "three", outcome: "notSupported", detail: "ExcelApi 1.13" },
];

/** A list of three cases that waits before each until it is let on. */
function list(): { readonly selfTest: SelfTest; readonly next: () => void } {
  let letOn: () => void = () => undefined;
  return {
    next: () => letOn(),
    selfTest: {
      titles: { one: "First", two: "Second", three: "Third" },
      run: async (onResult, isCancelled) => {
        const done: SelfTestResult[] = [];
        for (const result of RESULTS) {
          if (isCancelled()) break;
          await new Promise<void>((resolve) => (letOn = resolve));
          done.push(result);
          onResult(result);
        }
        return done;
      },
    },
  };
}

async function controllerOf(selfTest: () => Promise<SelfTest>): Promise<{ readonly controller: SelfTestController; readonly copied: readonly string[] }> {
  const { pane, copied } = await openPane(await TestBook.withCustomers());
  return { controller: createSelfTestController({ ...pane.services, selfTest }), copied };
}

/** Lets the promises that are due go on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("the self-test in the pane", () => {
  test("counts as it goes, keeps every result, and copies them with the place", async () => {
    const { next, selfTest } = list();
    const { controller, copied } = await controllerOf(() => Promise.resolve(selfTest));
    const run = controller.run();
    await settle();
    next();
    await settle();
    expect(controller.store.get()).toMatchObject({ phase: "running", done: 1, of: 3 });
    next();
    await settle();
    next();
    await run;
    expect(controller.store.get()).toMatchObject({ phase: "done", done: 3, results: RESULTS, notice: null });
    expect(await controller.copy()).toMatch(/^Copied/);
    expect(JSON.parse(copied[0] ?? "")).toMatchObject({ platform: "Test", version: "0", passed: 1, failed: 1, notSupported: 1, results: RESULTS.slice(1), cases: ["one", "two", "three"] });
  });

  test("Cancel ends it after the case under way, and what was found stays", async () => {
    const { next, selfTest } = list();
    const { controller } = await controllerOf(() => Promise.resolve(selfTest));
    const run = controller.run();
    await settle();
    controller.cancel();
    next();
    await run;
    expect(controller.store.get()).toMatchObject({ phase: "done", done: 1, of: 3, results: RESULTS.slice(0, 1) });
  });

  test("a list that cannot be loaded is said, and the test can be run again", async () => {
    const { selfTest } = list();
    let tries = 0;
    const { controller } = await controllerOf(() => ((tries += 1) === 1 ? Promise.reject(new Error("offline")) : Promise.resolve({ ...selfTest, run: () => Promise.resolve(RESULTS) })));
    await controller.run();
    expect(controller.store.get()).toMatchObject({ phase: "done", results: [], notice: { text: expect.stringMatching(/self-test/i) as unknown } });
    await controller.run();
    expect(controller.store.get()).toMatchObject({ phase: "done", results: RESULTS, notice: null });
  });
});
