import { type SelfTest, type SelfTestResult, selfTestReport } from "../model/selfTest";
import type { PaneServices } from "../services";
import { type Store, createStore } from "../store";
import { STRINGS } from "../strings";
import { type Notice, noticeOfFault } from "./notice";

export interface SelfTestState {
  readonly phase: "asking" | "running" | "done";
  readonly done: number;
  /** How many there are; 0 before the list is loaded. */
  readonly of: number;
  readonly results: readonly SelfTestResult[];
  readonly titles: Readonly<Record<string, string>>;
  readonly notice: Notice | null;
}

export interface SelfTestController {
  readonly store: Store<SelfTestState>;
  run(): Promise<void>;
  /** Ends the run after the case that is under way. */
  cancel(): void;
  /** Copies the results; resolves to a line that says how it went. */
  copy(): Promise<string>;
}

/** The list could not be fetched from where the add-in comes from. */
class Unloaded extends Error {}

export function createSelfTestController(services: PaneServices): SelfTestController {
  const store = createStore<SelfTestState>({ phase: "asking", done: 0, of: 0, results: [], titles: {}, notice: null });
  let isCancelled = false;
  async function loaded(): Promise<SelfTest> {
    try {
      return await services.selfTest();
    } catch {
      throw new Unloaded();
    }
  }
  async function run(): Promise<void> {
    if (store.get().phase === "running") return;
    isCancelled = false;
    store.patch({ phase: "running", done: 0, of: 0, results: [], notice: null });
    try {
      const selfTest = await loaded();
      store.patch({ titles: selfTest.titles, of: Object.keys(selfTest.titles).length });
      const results = await selfTest.run(
        (result) => store.set((state) => ({ ...state, done: state.done + 1, results: [...state.results, result] })),
        () => isCancelled,
      );
      store.patch({ phase: "done", results });
    } catch (thrown) {
      store.patch({ phase: "done", notice: thrown instanceof Unloaded ? { intent: "error", text: STRINGS.selfTest.notLoaded, at: null } : noticeOfFault(thrown) });
    }
  }
  async function copy(): Promise<string> {
    const report = selfTestReport({ ...services.place(), at: services.env().now }, store.get().results);
    return (await services.copyText(report)) ? STRINGS.selfTest.copied : STRINGS.selfTest.copyDenied;
  }
  return { store, run, copy, cancel: () => void (isCancelled = true) };
}
