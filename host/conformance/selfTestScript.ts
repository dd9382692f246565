import { CASES } from "./cases";
import { type CaseResult, runCases } from "./runCases";

/**
 * The script that the pane loads for Help › Self-test (selfTest.js, a file of its own: no part of the pane's bundle). It hands
 * itself over by the function that the pane leaves on its window; src/taskpane/model/selfTest.ts describes what is handed over.
 */
interface SelfTestWindow {
  openItemSelfTest?: (selfTest: unknown) => void;
}

const page: SelfTestWindow = globalThis as SelfTestWindow;
page.openItemSelfTest?.({
  titles: Object.fromEntries(CASES.map(({ id, title }) => [id, title])),
  run: (onResult: (result: CaseResult) => void, isCancelled: () => boolean) =>
    runCases(CASES, {
      isSupported: ({ name, version }) => Office.context.requirements.isSetSupported(name, version),
      onResult: (result) => onResult(result),
      isCancelled,
    }),
});
