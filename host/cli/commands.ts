import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { type Action, type ChangeSet, changeSet } from "../../src/actions/action";
import { ACTIONS } from "../../src/actions/registry";
import { type ActionResult, runAction } from "../../src/actions/runAction";
import { checkLedger } from "../../src/actions/checkLedger";
import { exportHledger } from "../../src/actions/exportHledger";
import { lintWorkbook } from "../../src/actions/lintWorkbook";
import { putRows } from "../../src/actions/putRows";
import { setup } from "../../src/actions/setup";
import { createOfficeSheetReader } from "../../src/workbook/office/sheetCellReads";
import { Fault } from "../../src/workbook/fault";
import { faultMessage } from "../../src/workbook/faultSentences";
import { isJournalName, journalTableName, TABLES } from "../../src/workbook/schema";
import { possibleNames } from "../../src/workbook/tables";
import { Workbook } from "../model/workbook";
import { type ParsedArguments, parseArguments, requireOption, requireWord } from "./arguments";
import { auditCommand } from "./auditCommand";
import { evaluateFormulas } from "./evalFormulas";
import { type CommandResult, EXIT, readJsonOrUsage, UsageError, writeFileAtomically } from "./output";
import { openBook, startSession } from "./session";
import { tableRows } from "./tableRows";

const SAMPLE = join(__dirname, "..", "..", "assets", "sample.xlsx");
const DEFAULT_SEAT = "A";

/** The commands by name; docs/automation.md is their contract. */
export const COMMANDS: Readonly<Record<string, (argv: readonly string[]) => Promise<CommandResult>>> = {
  setup: setupCommand,
  put: putCommand,
  rows: rowsCommand,
  eval: evalCommand,
  act: actCommand,
  check: checkCommand,
  audit: auditCommand,
  lint: lintCommand,
  export: exportCommand,
};

async function setupCommand(argv: readonly string[]): Promise<CommandResult> {
  const parsed = parseArguments(argv, { words: 1, options: [], flags: ["sample"] });
  const out = requireWord(parsed, 0, "OUT.xlsx");
  if (parsed.flags.has("sample")) {
    if (!existsSync(SAMPLE)) throw new UsageError("assets/sample.xlsx is missing; run npm run sample");
    copyFileSync(SAMPLE, out);
    return { json: { status: "posted", sample: true }, status: EXIT.done };
  }
  const workbook = new Workbook();
  const first = workbook.addSheet("Sheet1");
  const { json, status } = await runInBook(workbook, setup, {}, { seat: DEFAULT_SEAT, dryRun: false, after: () => removeBlankSheet(workbook, first.id), out });
  return { json: { ...json, tables: [...workbook.tables()].map(({ name }) => name) }, status };
}

/** A new book starts with a sheet because a workbook must have one; once the ledger's own are there it only confuses. */
function removeBlankSheet(workbook: Workbook, id: string): void {
  const index = workbook.sheets.findIndex((sheet) => sheet.id === id);
  const sheet = workbook.sheets[index];
  if (sheet === undefined || workbook.sheets.length === 1 || sheet.usedArea() !== null) return;
  workbook.sheets.splice(index, 1);
  workbook.activeSheet = workbook.sheets[0] ?? null;
}

async function putCommand(argv: readonly string[]): Promise<CommandResult> {
  const parsed = parseArguments(argv, { words: 3, options: ["out"], flags: [] });
  const book = requireWord(parsed, 0, "BOOK.xlsx");
  const table = requireWord(parsed, 1, "TABLE");
  const rows = readJsonOrUsage(requireWord(parsed, 2, "ROWS.json"));
  let planned = changeSet({});
  const workbook = openBook(book);
  const { json, status } = await runInBook(workbook, putRows, { table, rows }, {
    seat: seatOf(workbook, undefined), dryRun: false, out: requireOption(parsed, "out"), planned: (changes) => { planned = changes; },
  });
  const isDone = status === EXIT.done;
  const added = isDone ? planned.appends.reduce((sum, append) => sum + append.rows.length, 0) : 0;
  const replaced = isDone ? new Set(planned.updates.map(({ rowIndex }) => rowIndex)).size : 0;
  return { json: { ...json, added, replaced }, status };
}

async function rowsCommand(argv: readonly string[]): Promise<CommandResult> {
  const parsed = parseArguments(argv, { words: 2, options: [], flags: [] });
  const workbook = openBook(requireWord(parsed, 0, "BOOK.xlsx"));
  const wanted = requireWord(parsed, 1, "TABLE");
  const spec = TABLES.find((table) => table.name.toLowerCase() === wanted.toLowerCase());
  const names = spec === undefined ? [wanted] : possibleNames(spec.name);
  const table = names.map((name) => workbook.findTable(name)).find((found) => found !== undefined);
  if (table === undefined) {
    const known = [...workbook.tables()].map((found) => found.name).join(", ");
    throw new UsageError(`No table ${wanted} in the workbook. Tables: ${known === "" ? "none" : known}`);
  }
  return { json: tableRows(workbook, table), status: EXIT.done };
}

async function evalCommand(argv: readonly string[]): Promise<CommandResult> {
  const parsed = parseArguments(argv, { words: Number.POSITIVE_INFINITY, options: ["from"], flags: [] });
  const workbook = openBook(requireWord(parsed, 0, "BOOK.xlsx"));
  const formulas = formulasOf(parsed);
  const session = await startSession(workbook, { withFunctions: true });
  try {
    return { json: await evaluateFormulas(session.host, formulas), status: EXIT.done };
  } finally {
    session.close();
  }
}

function formulasOf(parsed: ParsedArguments): readonly string[] {
  const path = parsed.options.get("from");
  const listed: unknown = path === undefined ? [] : readJsonOrUsage(path);
  if (!Array.isArray(listed) || !listed.every((formula): formula is string => typeof formula === "string"))
    throw new UsageError(`${path ?? ""} must be a list of formulas as texts`);
  const formulas = [...parsed.words.slice(1), ...listed];
  if (formulas.length === 0) throw new UsageError("Missing: a formula, or --from FILE.json");
  return formulas;
}

async function actCommand(argv: readonly string[]): Promise<CommandResult> {
  const parsed = parseArguments(argv, { words: 3, options: ["out", "seat"], flags: ["dry-run"] });
  const book = requireWord(parsed, 0, "BOOK.xlsx");
  const name = requireWord(parsed, 1, "ACTION");
  const given = readJsonOrUsage(requireWord(parsed, 2, "INPUT.json"));
  const action = ACTIONS.find((known) => known.name === name);
  if (action === undefined) throw new UsageError(`No action ${name}. Actions: ${ACTIONS.map((known) => known.name).join(", ")}`);
  const dryRun = parsed.flags.has("dry-run");
  const out = dryRun ? parsed.options.get("out") : requireOption(parsed, "out");
  const workbook = openBook(book);
  return runInBook(workbook, action, given, { seat: seatOf(workbook, parsed.options.get("seat")), dryRun, ...(out === undefined ? {} : { out }) });
}

/** As named; else the book's only one. */
function seatOf(workbook: Workbook, named: string | undefined): string {
  if (named !== undefined && !/^[A-Z]{1,2}$/.test(named)) throw new UsageError(`--seat ${named} is no seat. Give one or two capital letters, such as B`);
  const seats = [...workbook.tables()].filter(({ name }) => isJournalName(name)).map(({ name }) => name.slice(journalTableName("").length));
  const [only] = seats;
  return named ?? (only !== undefined && seats.length === 1 ? only : DEFAULT_SEAT);
}

async function checkCommand(argv: readonly string[]): Promise<CommandResult> {
  const parsed = parseArguments(argv, { words: 1, options: [], flags: [] });
  const session = await startSession(openBook(requireWord(parsed, 0, "BOOK.xlsx")), { withFunctions: false });
  try {
    const issues = await checkLedger(session.port);
    return { json: issues, status: issues.length === 0 ? EXIT.done : EXIT.refused };
  } finally {
    session.close();
  }
}

async function lintCommand(argv: readonly string[]): Promise<CommandResult> {
  const parsed = parseArguments(argv, { words: 1, options: ["source"], flags: [] });
  const session = await startSession(openBook(requireWord(parsed, 0, "BOOK.xlsx")), { withFunctions: false });
  try {
    const sheets = createOfficeSheetReader((batch) => session.host.Excel.run(batch));
    const issues = await lintWorkbook({ workbook: session.port, sheets, source: parsed.options.get("source") ?? null, today: session.env(DEFAULT_SEAT).today });
    return { json: issues, status: issues.length === 0 ? EXIT.done : EXIT.refused };
  } finally {
    session.close();
  }
}

async function exportCommand(argv: readonly string[]): Promise<CommandResult> {
  const parsed = parseArguments(argv, { words: 1, options: ["hledger"], flags: [] });
  const book = requireWord(parsed, 0, "BOOK.xlsx");
  const file = requireOption(parsed, "hledger");
  const session = await startSession(openBook(book), { withFunctions: false });
  try {
    const exported = await exportHledger(session.port);
    if (!exported.ok) return { json: { status: "refused", issues: exported.issues }, status: EXIT.refused };
    writeFileAtomically(file, new TextEncoder().encode(exported.text));
    return { json: { status: "written", file, entries: exported.entries }, status: EXIT.done };
  } finally {
    session.close();
  }
}

interface RunPlan {
  readonly seat: string;
  readonly dryRun: boolean;
  readonly out?: string;
  readonly after?: () => void;
  /** Told what is about to be done. */
  readonly planned?: (changes: ChangeSet) => void;
}

async function runInBook<Input>(workbook: Workbook, action: Action<Input>, given: unknown, plan: RunPlan): Promise<CommandResult & { readonly json: object }> {
  const session = await startSession(workbook, { withFunctions: false });
  try {
    const outcome = await runAction(action, given, { workbook: session.port, env: session.env(plan.seat), confirm: plan.dryRun ? "dryRun" : (changes) => {
      plan.planned?.(changes);
      return Promise.resolve(true);
    } });
    const isWritten = outcome.status === "posted" || outcome.status === "exists" || outcome.status === "pending";
    plan.after?.();
    if (isWritten && plan.out !== undefined) session.save(plan.out);
    return { json: outcome, status: exitOf(outcome) };
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    const told = { code: thrown.code, severity: "error", at: null, params: {}, message: faultMessage(thrown) };
    return { json: { status: "refused", documents: [], issues: [], rejections: [told] }, status: EXIT.refused };
  } finally {
    session.close();
  }
}

function exitOf(outcome: ActionResult): CommandResult["status"] {
  return outcome.status === "refused" || outcome.status === "pending" ? EXIT.refused : EXIT.done;
}
