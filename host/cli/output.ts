import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Exit statuses of the command: a contract (docs/automation.md). */
export const EXIT = { done: 0, refused: 1, usage: 2 } as const;
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** Wrong words on the command line, or a file that cannot be read: one sentence on standard error, exit status 2. */
export class UsageError extends Error {}

export interface CommandResult {
  readonly json: unknown;
  readonly status: ExitStatus;
}

export function readFileOrUsage(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (thrown) {
    throw new UsageError(`Cannot read ${path}: ${reason(thrown)}`);
  }
}

export function readJsonOrUsage(path: string): unknown {
  const text = new TextDecoder().decode(readFileOrUsage(path));
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (thrown) {
    throw new UsageError(`${path} is not valid JSON: ${reason(thrown)}`);
  }
}

/** Whole or not at all: written beside the target, then renamed over it. */
export function writeFileAtomically(path: string, bytes: Uint8Array): void {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    writeFileSync(temporary, bytes);
    renameSync(temporary, path);
  } catch (thrown) {
    rmSync(temporary, { force: true });
    throw new UsageError(`Cannot write ${path}: ${reason(thrown)}`);
  }
}

function reason(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
