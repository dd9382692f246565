import { COMMANDS } from "./cli/commands";
import { EXIT, UsageError } from "./cli/output";

const HELP = "Usage: billing setup|put|rows|eval|act|check|audit|lint|export …  (docs/automation.md)";

/** Runs one command; JSON goes to standard output, sentences to standard error. Resolves to the exit status. */
export async function main(argv: readonly string[]): Promise<number> {
  const [name = "", ...rest] = argv;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    process.stderr.write(`${name === "" ? "" : `Unknown command ${name}. `}${HELP}\n`);
    return EXIT.usage;
  }
  try {
    const { json, status } = await command(rest);
    process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
    return status;
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      process.stderr.write(`${thrown.message}\n`);
      return EXIT.usage;
    }
    const message = thrown instanceof Error ? (process.env["BILLING_DEBUG"] === undefined ? thrown.message : (thrown.stack ?? thrown.message)) : String(thrown);
    process.stderr.write(`Internal error, nothing was written: ${message}\n`);
    return EXIT.usage;
  }
}
