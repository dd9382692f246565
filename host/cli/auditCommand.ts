import { type PlainDate, parseIsoDate } from "../../src/core/values/plainDate";
import { tell } from "../../src/actions/runAction";
import { auditTrail } from "../../src/workbook/auditTrail";
import { parseArguments, requireWord, type ParsedArguments } from "./arguments";
import { type CommandResult, EXIT, UsageError } from "./output";
import { openBook, startSession } from "./session";

/** `billing audit`: the trail of the Journals; status 1 where a chain is broken or a row cannot be read. */
export async function auditCommand(argv: readonly string[]): Promise<CommandResult> {
  const parsed = parseArguments(argv, { words: 1, options: ["from", "to", "customer", "document"], flags: ["json"] });
  const book = openBook(requireWord(parsed, 0, "BOOK.xlsx"));
  const from = dayOption(parsed, "from");
  const to = dayOption(parsed, "to");
  const customer = parsed.options.get("customer");
  const document = parsed.options.get("document");
  const session = await startSession(book, { withFunctions: false });
  try {
    const trail = auditTrail(await session.port.read({ tables: [], prefixes: ["Journal_"] }), {
      ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), ...(customer === undefined ? {} : { customer }), ...(document === undefined ? {} : { document }),
    });
    const isWhole = trail.issues.length === 0 && trail.seats.every(({ brokenAt }) => brokenAt === null);
    return {
      json: { note: "`by` is what each person says of themselves, and `when` what their device's clock said; the chain shows changes, it does not prevent them.", ...trail, issues: trail.issues.map(tell) },
      status: isWhole ? EXIT.done : EXIT.refused,
    };
  } finally {
    session.close();
  }
}

function dayOption(parsed: ParsedArguments, name: string): PlainDate | undefined {
  const text = parsed.options.get(name);
  if (text === undefined) return undefined;
  const day = parseIsoDate(text);
  if (day === null) throw new UsageError(`--${name} ${text} is not a day. Write it as 2026-01-31`);
  return day;
}
