import type { Steps } from "../../src/core/reports/steps";
import type { LiveLedger, LiveView } from "../../src/live/liveLedger";
import { createStreams, type StreamFigure } from "../../src/live/streams";

/** A ledger that shows what the test says, a clock of work that runs out at each look, pauses that the test ends. */
function stage() {
  const listeners = new Set<(view: LiveView) => void>();
  let view: LiveView = { environment: { dateSystem: 1900, sampleDate: null }, ledger: { kind: "unavailable", message: "" }, version: 1 };
  const live: LiveLedger = {
    view: () => Promise.resolve(view),
    peek: () => view,
    onChange: (listener) => (listeners.add(listener), () => listeners.delete(listener)),
    rebuild: () => Promise.resolve(view),
    stop: () => undefined,
  };
  let time = 0;
  const pauses: (() => void)[] = [];
  const streams = createStreams<string>({
    live,
    clock: { today: () => { throw new Error("not asked"); }, onNewDay: () => () => undefined },
    now: () => (time += 20),
    pause: () => new Promise((resolve) => pauses.push(resolve)),
  });
  const log: string[] = [];
  const figure = (name: string, rows: number): StreamFigure<string> => ({
    key: name, usesLedger: true, usesToday: false,
    *compute({ version }): Steps<string> {
      for (let row = 0; row < rows; row++) {
        log.push(`${name}${version}.${row}`);
        yield;
      }
      return `${name}${version}`;
    },
    fingerprint: (result) => result,
    failed: String,
  });
  const got: string[] = [];
  return {
    log, got,
    open(name: string, rows: number) {
      const target = { setResult: (result: string) => void got.push(result), onCanceled: () => undefined as void };
      streams.open(figure(name, rows), target);
      return () => target.onCanceled();
    },
    show(version: number) {
      view = { ...view, version };
      for (const listener of listeners) listener(view);
    },
    /** Ends pauses until there are none. */
    async run() {
      for (let next = pauses.shift(); next !== undefined; next = pauses.shift()) {
        next();
        for (let turn = 0; turn < 10; turn++) await Promise.resolve();
      }
    },
  };
}

it("leaves long work in slices, one figure after the other, and answers both", async () => {
  const { open, run, got, log } = stage();
  open("A", 5);
  open("B", 2);
  expect(got).toEqual([]);
  await run();
  expect(got).toEqual(["A1", "B1"]);
  expect(log).toEqual(["A1.0", "A1.1", "A1.2", "A1.3", "A1.4", "B1.0", "B1.1"]);
});

it("drops work that was cancelled or outdated meanwhile", async () => {
  const { open, run, show, got, log } = stage();
  const cancel = open("A", 50);
  open("B", 3);
  cancel();
  await run();
  expect(got).toEqual(["B1"]);
  expect(log.filter((line) => line.startsWith("A")).length).toBeLessThan(5);
  open("C", 50);
  show(2);
  await run();
  expect(got).toEqual(["B1", "B2", "C2"]);
});
