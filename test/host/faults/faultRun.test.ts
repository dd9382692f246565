import { doForeignAct, FOREIGN_ACT_NAMES } from "../../../host/faults/foreignActs";
import { FaultRun } from "../../../host/faults/faultRun";
import { foreignActFaults, generator, randomSchedule, type RunShape, type ScheduledFault, singleFaults } from "../../../host/faults/schedule";
import { SecondUser } from "../../../host/faults/secondUser";
import { bookProblems } from "../../../host/model/invariants";
import type { NodeHost } from "../../../host/node/nodeHost";
import { ERROR_CODES } from "../../../host/richapi/errorCodes";
import { emptyBook, onSheet, refusal, valuesOf, withHost, withInvoices } from "../richapi/support";

/** What the add-in does in one batch. */
const write = (host: NodeHost): Promise<unknown> => onSheet(host, (sheet) => {
  sheet.getRange("A1").values = [["one"]];
  sheet.getRange("A2").values = [["two"]];
});

/** "done", the code of a refusal, or "silence": the batch was sent, the host has nothing more to do, and no answer came. */
async function outcomeOf(host: NodeHost, run: FaultRun, act: () => Promise<unknown>): Promise<string> {
  const before = run.requests;
  const answered = refusal(act()).then((code) => code ?? "done");
  const silent = (async (): Promise<string> => {
    while (run.requests === before) await new Promise((resolve) => setTimeout(resolve, 2));
    await host.idle();
    await new Promise((resolve) => setTimeout(resolve, 40));
    return "silence";
  })();
  return Promise.race([answered, silent]);
}

function cell(host: NodeHost, row: number): unknown {
  return host.workbook.activeSheet?.get(row, 0)?.value ?? null;
}

const single: readonly (readonly [name: string, fault: ScheduledFault, answer: string, cells: readonly unknown[], outcome: string])[] = [
  ["killed before the batch", { kind: "kill", batch: 1, when: "before" }, "silence", [null, null], "killed"],
  ["killed after it", { kind: "kill", batch: 1, when: "after" }, "silence", ["one", "two"], "killed"],
  ["a failing action", { kind: "failWrite", batch: 1, write: 1, code: "MemoryLimitReached" }, "MemoryLimitReached", ["one", null], "alive"],
  ["a refused batch", { kind: "refuse", batch: 1, hostError: 5102 }, "ActivityLimitReached", [null, null], "alive"],
  ["a lost reply", { kind: "loseReply", batch: 1 }, "silence", ["one", "two"], "alive"],
  ["a hang", { kind: "hang", batch: 1 }, "silence", [null, null], "alive"],
  ["a late reply", { kind: "delayReply", batch: 1, milliseconds: 10 }, "done", ["one", "two"], "alive"],
  ["a second delivery", { kind: "deliverTwice", batch: 1 }, "done", ["one", "two"], "alive"],
  ["closed without saving", { kind: "closeWithoutSaving", batch: 1 }, "silence", ["one", "two"], "closed"],
];

describe("each fault by itself", () => {
  it.each(single)("%s", async (_name, fault, answer, cells, outcome) => {
    const run = new FaultRun({ seed: 1, faults: [fault] });
    await withHost(async (host) => {
      run.attach({ editor: host.editor });
      expect(await outcomeOf(host, run, () => write(host))).toBe(answer);
      expect([[cell(host, 0), cell(host, 1)], run.outcome, run.fired]).toEqual([cells, outcome, [fault]]);
      expect(await outcomeOf(host, run, () => valuesOf(host, "A1"))).toBe(outcome === "alive" ? "done" : "silence");
    }, { hooks: run });
  });

  it("killed inside a write that the client cut in slices of 1,500 cells: the slices before it stay", async () => {
    const writeAll = (host: NodeHost): Promise<unknown> => onSheet(host, (sheet) => { sheet.getRange("A1:A5000").values = Array.from({ length: 5000 }, (_, i) => [i + 1]); });
    const slices = await withHost(async (host) => {
      await writeAll(host);
      return host.processor.log.flatMap(({ actions }) => actions.flatMap((action, index) => (action === "set Values" ? [index] : [])));
    });
    const left: number[] = [];
    for (const action of slices) {
      const run = new FaultRun({ seed: 1, faults: [{ kind: "killInside", batch: 1, action }] });
      await withHost(async (host) => {
        expect([await outcomeOf(host, run, () => writeAll(host)), run.outcome]).toEqual(["silence", "killed"]);
        left.push(Array.from({ length: 5000 }, (_, row) => cell(host, row)).filter((value) => value !== null).length);
      }, { hooks: run });
    }
    expect(left).toEqual([0, 1500, 3000, 4500]);
  });

  it("storage, clock, undo, foreign acts and merges come before their batch", async () => {
    const run = new FaultRun({
      seed: 1,
      faults: [
        { kind: "storage", batch: 1, state: "denied" }, { kind: "clock", batch: 1, milliseconds: 3_600_000 }, { kind: "undo", batch: 2, times: 1 },
        { kind: "foreignAct", batch: 3, act: "renameTable", table: "Invoices", seed: 5, by: "coAuthor" }, { kind: "merge", batch: 4 }, { kind: "storage", batch: 4, state: "cleared" },
      ],
    }, () => 1000);
    const workbook = emptyBook();
    await withHost(async (maker) => withInvoices(maker), { workbook });
    await withHost(async (host) => {
      const second = new SecondUser(host.editor);
      run.attach({ editor: host.editor, second });
      run.storage.setItem("k", "v");
      await onSheet(host, (sheet) => { sheet.getRange("F1").values = [["mine"]]; });
      expect(run.now()).toBe(3_601_000);
      expect(() => run.storage.getItem("k")).toThrow(/denied/);
      await onSheet(host, (sheet) => { sheet.getRange("F2").values = [["more"]]; });
      expect(await valuesOf(host, "F1:F2")).toEqual([[""], ["more"]]);
      expect(host.workbook.findTable("Invoices")).toBeUndefined();
      second.editor.typeCell(second.workbook.sheets[0] ?? workbook.addSheet("none"), 8, 8, "theirs");
      expect(await valuesOf(host, "I9")).toEqual([["theirs"]]);
      expect([run.storage.getItem("k"), run.fired.length]).toEqual([null, 6]);
    }, { hooks: run, workbook });
  });
});

const SHAPE: RunShape = { batches: [{ actions: 4, writes: 1 }, { actions: 9, writes: 3 }], tables: ["Invoices"] };

describe("schedules", () => {
  it("the first layer holds every batch, action and write", () => {
    const all = [...singleFaults(SHAPE)].flatMap(({ faults }) => faults);
    expect(all).toHaveLength(2 * (6 + 5) + (4 + 9) * 2 + (1 + 3) * 15);
    expect(new Set(all.map((fault) => JSON.stringify(fault))).size).toBe(all.length);
    expect([...foreignActFaults(SHAPE)]).toHaveLength(2 * 2 * FOREIGN_ACT_NAMES.length);
  });

  it("random ones are the same for the same seed, and within the shape", () => {
    for (let seed = 0; seed < 200; seed++) {
      const schedule = randomSchedule(seed, SHAPE, 3);
      expect(randomSchedule(seed, SHAPE, 3)).toEqual(schedule);
      for (const fault of schedule.faults) {
        expect([1, 2]).toContain(fault.batch);
        if (fault.kind === "failAction") expect([fault.action < 9, fault.code in ERROR_CODES]).toEqual([true, true]);
      }
    }
    expect(new Set(Array.from({ length: 400 }, (_, seed) => randomSchedule(seed, SHAPE, 1).faults[0]?.kind)).size).toBe(16);
  });

  it("a run under random faults never leaves a broken book", async () => {
    for (let seed = 0; seed < 12; seed++) {
      const run = new FaultRun(randomSchedule(seed, { batches: [{ actions: 6, writes: 2 }, { actions: 6, writes: 2 }, { actions: 6, writes: 2 }], tables: ["Invoices"] }, 3));
      await withHost(async (host) => {
        host.editor.pasteText(host.workbook.sheets[0] ?? host.workbook.addSheet("x"), 0, 0, [["Number", "Total"], ["INV-1", "5"]]);
        host.editor.addTable(host.workbook.sheets[0] ?? host.workbook.addSheet("x"), { top: 0, left: 0, bottom: 1, right: 1 }, true, "Invoices");
        run.attach({ editor: host.editor, second: new SecondUser(host.editor) });
        for (let batch = 0; batch < 3; batch++) await outcomeOf(host, run, () => write(host));
        host.editor.cellEditMode = false;
        expect([seed, bookProblems(host.workbook)]).toEqual([seed, []]);
      }, { hooks: run });
    }
  });
});

function stateOf({ workbook, editor }: NodeHost): string {
  const sheets = workbook.sheets.map((sheet) => [
    sheet.name, sheet.visibility, sheet.protection, sheet.rows, [...sheet.hiddenRows], [...sheet.hiddenColumns], [...sheet.filteredRows], sheet.merges,
    sheet.tables.map((table) => [table.name, table.area, table.columns]),
  ]);
  return JSON.stringify([sheets, workbook.dateSystem, workbook.autoCorrect, workbook.calculationMode, workbook.precisionAsDisplayed, workbook.protection, editor.cellEditMode]);
}

describe("foreign acts", () => {
  it.each(FOREIGN_ACT_NAMES)("%s leaves a sound book", (name) =>
    withHost(async (host) => {
      await withInvoices(host);
      host.editor.addSheet("Other");
      const table = host.workbook.findTable("Invoices");
      if (table === undefined) throw new Error("no table");
      const before = stateOf(host);
      const did = doForeignAct(name, host.editor, table, generator(7));
      expect(bookProblems(host.workbook)).toEqual([]);
      const after = stateOf(host);
      const needsMore = ["clearFilters", "totalsOff", "unprotect", "leaveEditMode", "redo", "moveSheet", "duplicateRow"].includes(name);
      expect([name, did, needsMore || after !== before]).toEqual([name, true, true]);
    }));
});
