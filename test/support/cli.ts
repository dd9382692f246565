import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../../host/cli";
import { COMMANDS } from "../../host/cli/commands";
import type { CommandResult } from "../../host/cli/output";

export interface CommandRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a command printed as JSON; an empty object when it printed nothing. */
export function printed(run: CommandRun): Record<string, unknown> & { readonly [index: number]: unknown } {
  return run.stdout === "" ? {} : (JSON.parse(run.stdout) as Record<string, unknown>); // decoder: tests look into it with matchers
}

/** A folder of its own for one test file's workbooks, and the command run in this process. */
export interface CliBench {
  path(name: string): string;
  write(name: string, bytes: Uint8Array): string;
  json(name: string, value: unknown): string;
  run(command: string, ...argv: readonly string[]): Promise<CommandResult>;
  /** The whole command in this process: what it printed and its exit status. */
  main(...argv: readonly string[]): Promise<CommandRun>;
  dispose(): void;
}

export function createCliBench(): CliBench {
  const folder = mkdtempSync(join(tmpdir(), "open-item-cli-"));
  const path = (name: string): string => join(folder, name);
  const write = (name: string, bytes: Uint8Array): string => {
    writeFileSync(path(name), bytes);
    return path(name);
  };
  return {
    path,
    write,
    json: (name, value) => write(name, new TextEncoder().encode(JSON.stringify(value))),
    run: (command, ...argv) => {
      const known = COMMANDS[command];
      if (known === undefined) throw new Error(`No command ${command}`);
      return known(argv);
    },
    main: async (...argv) => {
      const out: string[] = [];
      const err: string[] = [];
      const spies = [jest.spyOn(process.stdout, "write").mockImplementation((text) => out.push(String(text)) > 0), jest.spyOn(process.stderr, "write").mockImplementation((text) => err.push(String(text)) > 0)];
      try {
        return { status: await main(argv), stdout: out.join(""), stderr: err.join("") };
      } finally {
        for (const spy of spies) spy.mockRestore();
      }
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
