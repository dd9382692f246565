import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { COMMANDS } from "../../host/cli/commands";
import type { CommandResult } from "../../host/cli/output";

/** A folder of its own for one test file's workbooks, and the command run in this process. */
export interface CliBench {
  path(name: string): string;
  write(name: string, bytes: Uint8Array): string;
  json(name: string, value: unknown): string;
  run(command: string, ...argv: readonly string[]): Promise<CommandResult>;
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
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
