import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { withLock } from "../../tools/lib/lock.mjs";

const name = `test-${process.pid}`;
const folder = resolve(__dirname, "../../.cache", `${name}.lock`);
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The number of a process that has ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ["--version"]).pid;
}

test("the lock is held while the work is done, and given back even when it fails", () => {
  expect(withLock(name, () => undefined, () => existsSync(folder))).toBe(true);
  expect(existsSync(folder)).toBe(false);
  expect(() => withLock(name, () => undefined, () => { throw new Error("no network"); })).toThrow("no network");
  expect(existsSync(folder)).toBe(false);
});

test("the lock of a process that has died is taken over", () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "owner"), String(deadProcess()));
  expect(withLock(name, () => undefined, () => "done")).toBe("done");
});

test("a process waits while another holds the lock, and says so once", () => {
  const waits: string[] = [];
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "owner"), String(process.pid)); // alive
  const release = (): void => {
    waits.push("waiting");
    rmSync(folder, { recursive: true, force: true });
  };
  expect(withLock(name, release, () => "done")).toBe("done");
  expect(waits).toEqual(["waiting"]);
});
