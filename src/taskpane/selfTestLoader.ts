import type { SelfTest } from "./model/selfTest";

const SCRIPT = "selfTest.js";

interface HandOver {
  openItemSelfTest?: (selfTest: SelfTest) => void;
}

let loaded: Promise<SelfTest> | null = null;

/**
 * Fetches the Self-test's script, which belongs to the test bed and not to the add-in: nothing in src imports it, and it is
 * loaded only when somebody asks for it. Rejects when it cannot be fetched; asked again, it is tried again.
 */
export function loadSelfTest(): Promise<SelfTest> {
  loaded ??= new Promise<SelfTest>((resolve, reject) => {
    const page: HandOver = globalThis as HandOver;
    page.openItemSelfTest = resolve;
    const script = document.createElement("script");
    script.src = SCRIPT;
    script.addEventListener("error", () => {
      loaded = null;
      script.remove();
      reject(new Error(`${SCRIPT} could not be loaded`));
    });
    document.head.append(script);
  });
  return loaded;
}
