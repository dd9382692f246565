/** What the Self-test's own script (selfTest.js) hands to the pane: the conformance list, ready to be run in this Excel. */
export interface SelfTest {
  /** Every case's sentence by its id, in the order in which they are run. */
  readonly titles: Readonly<Record<string, string>>;
  readonly run: (onResult: (result: SelfTestResult) => void, isCancelled: () => boolean) => Promise<readonly SelfTestResult[]>;
}

export interface SelfTestResult {
  readonly id: string;
  readonly outcome: "passed" | "failed" | "notSupported";
  /** Why it failed, or the requirement set that is missing. */
  readonly detail: string;
}

export interface SelfTestPlace {
  readonly platform: string;
  readonly version: string;
  readonly app: string;
  /** ISO 8601 text in UTC. */
  readonly at: string;
}

/** The results as a text to keep, to compare and to send: one JSON object. */
export function selfTestReport(place: SelfTestPlace, results: readonly SelfTestResult[]): string {
  const count = (outcome: SelfTestResult["outcome"]): number => results.filter((result) => result.outcome === outcome).length;
  const noteworthy = results.filter(({ outcome }) => outcome !== "passed");
  return JSON.stringify({ ...place, passed: count("passed"), failed: count("failed"), notSupported: count("notSupported"), results: noteworthy, cases: results.map(({ id }) => id) }, null, 1);
}
