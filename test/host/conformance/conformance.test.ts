import { readFileSync } from "node:fs";
import { join } from "node:path";
import { functionNames } from "../../../host/calc/functions/table";
import { readFunctionsMetadata } from "../../../host/cli/functionsMetadata";
import { CASES, SUBJECTS } from "../../../host/conformance/cases";
import { type CaseResult, runCases } from "../../../host/conformance/runCases";
import { installGlobals, type NodeHost, startNodeHost } from "../../../host/node/nodeHost";
import { apiClasses } from "../../../host/richapi/apiObject";
import { startFunctions } from "../../../src/functions/main";
import { emptyBook } from "../richapi/support";

/** The newest sets of which a case makes use: the host is asked for all that it has, not only for what the manifest declares. */
const SETS = { ExcelApi: "1.14", CustomFunctionsRuntime: "1.3", SharedRuntime: "1.1" };

describe("the conformance list on the embedded host", () => {
  const results = new Map<string, CaseResult>();
  let host: NodeHost;
  let stop: () => void;

  beforeAll(async () => {
    host = startNodeHost({ workbook: emptyBook(), declaredSets: SETS });
    const uninstall = installGlobals(host);
    const functions = startFunctions();
    host.registerCustomFunctions("BILLING", await readFunctionsMetadata());
    stop = () => {
      functions.stop();
      uninstall();
      host.stop();
    };
    for (const result of await runCases(CASES, { isSupported: () => true })) results.set(result.id, result);
  });
  afterAll(() => stop());

  test.each(CASES.map(({ id, title }) => [id, title]))("%s: %s", (id) => {
    expect(results.get(id)).toEqual({ id, outcome: "passed", detail: "" });
  });

  test("every case has an id of its own and cites a document", () => {
    expect(new Set(CASES.map(({ id }) => id)).size).toBe(CASES.length);
    expect(CASES.length).toBeGreaterThanOrEqual(120);
    for (const { cites } of CASES) expect([cites.document, cites.url]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/^https:\/\/(learn|support)\.microsoft\.com\//)]);
  });

  test("the workbook is as it was before", () => {
    expect(host.workbook.sheets.map(({ name }) => name)).toEqual(["Sheet1"]);
  });
});

describe("docs/CONFORMANCE.md", () => {
  const document = readFileSync(join(__dirname, "../../../docs/CONFORMANCE.md"), "utf8");

  test("counts the cases as they are", () => {
    const [table = ""] = document.split("\n## ");
    const rows = [...table.matchAll(/^\| (?!Subject)(?<subject>[^|]+) \| (?<cases>[^|]+) \| (?<readings>[^|]+) \|/gm)].map(({ groups = {} }) => [groups["subject"], groups["cases"], groups["readings"]]);
    const counted = SUBJECTS.map(({ subject, cases }) => [subject, String(cases.length), String(readings(cases))]);
    expect(rows).toEqual([...counted, ["**All**", `**${CASES.length}**`, `**${readings(CASES)}**`]]);
  });

  test("counts members and functions as they are", () => {
    const classes = apiClasses();
    const members = classes.reduce((sum, { properties, objects, events, methods }) => sum + properties.length + objects.length + events.length + methods.length, 0);
    expect(document).toContain(`${new Set(classes.map(({ className }) => className)).size} classes with ${members} members`);
    expect(document).toContain(`${functionNames().length} functions; any other`);
  });
});

function readings(cases: typeof CASES): number {
  return cases.filter(({ isOurReading }) => isOurReading === true).length;
}
