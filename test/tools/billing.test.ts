import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const script = resolve(__dirname, "../../tools/billing.mjs");
const folder = mkdtempSync(join(tmpdir(), "open-item-billing-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The command as npm runs it: started in the project, called from another folder. */
function billing(...argv: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const env = { ...process.env, npm_lifecycle_event: "billing", INIT_CWD: folder };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...argv], { encoding: "utf8", env });
  return { status, stdout, stderr };
}

test("file names mean the folder npm was called in, and standard output is JSON only", () => {
  const made = billing("setup", "book.xlsx");
  expect({ status: made.status, stderr: made.stderr, answer: JSON.parse(made.stdout) }).toMatchObject({ status: 0, stderr: "", answer: { status: "posted" } });
  const evaluated = billing("eval", "book.xlsx", "=1+1");
  expect({ status: evaluated.status, stderr: evaluated.stderr, answer: JSON.parse(evaluated.stdout) }).toMatchObject({ status: 0, stderr: "", answer: [{ formula: "=1+1", values: [[2]], error: null }] });
});

test.each([
  ["no command", []],
  ["an unknown command", ["bill"]],
  ["a missing file", ["eval", "gone.xlsx", "=1"]],
  ["a file that is no workbook", ["eval", script, "=1"]],
])("%s ends with 2 and a sentence, without a stack trace", (_name, argv) => {
  const { status, stdout, stderr } = billing(...argv);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(/\w/);
  expect(stderr).not.toMatch(/^\s+at /m);
});
