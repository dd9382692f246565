import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const script = resolve(__dirname, "../../tools/build.mjs");
const folder = mkdtempSync(join(tmpdir(), "open-item-build-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function build(...argv: readonly string[]): { readonly status: number | null; readonly stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, [script, ...argv], { encoding: "utf8" });
  return { status, stderr };
}

test.each([
  [["--base-url", "http://billing.example.com/"], "not https"],
  [["--base-url", "billing.example.com"], "not an address"],
  [["--base-url", "https://billing.example.com/?a=1"], "without ? or #"],
  [["--base-url", "https://localhost:3000/"], "is this machine"],
  [["--out", folder], "--out goes with --base-url"],
  [["production"], 'What is "production"?'],
])("%j is refused with a sentence", (argv, message) => {
  const { status, stderr } = build(...argv);
  expect({ status, isTold: stderr.includes(message), hasStack: /^\s+at /m.test(stderr) }).toEqual({ status: 1, isTold: true, hasStack: false });
});

test("a folder with other files is not emptied", () => {
  const kept = join(folder, "kept.txt");
  writeFileSync(kept, "mine");
  const { status, stderr } = build("--base-url", "https://billing.example.com/", "--out", folder);
  expect({ status, isTold: stderr.includes("holds other files") }).toEqual({ status: 1, isTold: true });
  expect(readFileSync(kept, "utf8")).toBe("mine");
});
