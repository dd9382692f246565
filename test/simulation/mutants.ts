/** A mistake put into the protocol on purpose: the layers must find it, or they have no power. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  /** Must stand exactly once in the file: a mutant that cannot be made any more is an error. */
  readonly find: string;
  readonly replace: string;
  /** Where it is looked for, in this order: at most so many schedules of those whose names match. */
  readonly layers: readonly (readonly [layer: string, cases: number, matching: string])[];
}

const RUN = "src/actions/runAction.ts";
const COMMIT = "src/actions/posting/commit.ts";
const CARRY = "src/actions/posting/carryOut.ts";
const WRITES = "src/workbook/office/tableWrites.ts";

/** The sixteen of the protocol's design; what means a design that we do not have is the nearest mistake with the same fault. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: "header before its lines", file: "src/workbook/projection.ts", layers: [["single", 1500, "^(three invoices|payment of one invoice), "]],
    find: "return [...merged.filter((append) => !isHeader(append)), ...merged.filter(isHeader)];", replace: "return [...merged.filter(isHeader), ...merged.filter((append) => !isHeader(append))];",
  },
  { name: "an unknown outcome is taken for success (no verification)", file: COMMIT, layers: [["single", 1500, "^(three invoices|payment of one invoice), "]], find: "      failure = thrown;\n", replace: "      failure = thrown;\n      return { count: rows.length, journal, moved: new Set(), crowded: new Set() };\n" },
  { name: "a new id at each try", file: RUN, layers: [["single", 600, "^(three invoices|payment of one invoice), "]], find: "const entryId = options.entryId ?? (named", replace: "const entryId = (named" },
  { name: "witness after the commit", file: CARRY, layers: [["single", 1500, "^(three invoices|payment of one invoice), "]], find: "  await memory.ask(asked.rows);\n", replace: "" },
  { name: "numbers from the visible tables (max + 1)", file: "src/actions/book.ts", layers: [["other", 400, "^(three invoices|payment of one invoice), "]], find: "numberedDocuments(book.entries));", replace: "numberedDocuments(book.entries.filter(({ head }) => [...book.snapshot.tables.values()].some((table) => !table.name.startsWith(\"Journal_\") && table.rows.some((row) => row.includes(head.id))))));" },
  { name: "no fold: applications count as asked", file: "src/core/ledger/movements.ts", layers: [["seats", 200, "^A pays (all|part) of INV-2026-0001, B (pays|credits) .*INV-2026-0001"]], find: "within(asked.amount, Math.min(from.unapplied, to.open));", replace: "asked.amount;" },
  { name: "rows by their remembered index", file: "src/workbook/office/movedTables.ts", layers: [["foreign", 60, "invoices from a table, before round trip 7: sort"]], find: "  return !hasSameColumns(at, header) || ", replace: "  if (at.rows.length >= 0) return false;\n  return !hasSameColumns(at, header) || " },
  { name: "trusts the table to grow by itself", file: WRITES, layers: [["foreign", 200, "autoExpandOff"]], find: "  table.resize(whole);\n", replace: "  if (append.rows.length > 1) table.resize(whole);\n" },
  { name: "totals row ignored", file: WRITES, layers: [["foreign", 200, "totalsOn"]], find: "  table.showTotals = false;\n", replace: "" },
  {
    name: "a row in more than one write (as of more than 1,500 cells)", file: WRITES, layers: [["single", 1500, "^(payment of one invoice|three invoices), "]],
    find: "if (last !== undefined && last.start + last.headers.length === index)", replace: "if (last !== undefined && last.start + last.headers.length === index && last.headers.length < 6)",
  },
  { name: "no resize of a Journal", file: WRITES, layers: [["foreign", 200, "autoExpandOff"]], find: "  table.resize(whole);\n", replace: "  if (!at.name.startsWith(\"Journal_\")) table.resize(whole);\n" },
  {
    name: "the first blank key ends the table", file: WRITES, layers: [["foreign", 300, "insertRow (Invoices|Payments|Applications|InvoiceLines)"]],
    find: "  return table.getHeaderRowRange().getOffsetRange(1 + at.rows.length, 0)", replace: "  return table.getHeaderRowRange().getOffsetRange(1 + at.rows.filter(([key]) => key !== \"\").length, 0)",
  },
  {
    name: "the book as remembered from events", file: RUN, layers: [["single", 60, "^(three invoices|credit of an invoice), (kill|loseReply|undisturbed)"]],
    find: "const first = await workbook.read(action.reads(asked.input, env));", replace: "const remembered: WeakMap<object, unknown> = ((globalThis as Record<string, unknown>)[\"remembered\"] ??= new WeakMap()) as never; const isTried = options.entryId === \"sim-1\"; const first = ((isTried ? remembered.get(workbook) : undefined) ?? (await workbook.read(action.reads(asked.input, env)))) as Awaited<ReturnType<typeof workbook.read>>; if (isTried) remembered.set(workbook, first);",
  },
  { name: "the Journal believed instead of read (as if it stood elsewhere)", file: "src/workbook/journal.ts", layers: [["single", 1500, "^(three invoices|payment of one invoice), "]], find: "const hashes = new Set(wanted.map((row) => row.hash));", replace: "const hashes = new Set(wanted.map((row) => row.hash)); if (hashes.size > 0) return hashes;" },
  { name: "an unknown outcome is written again", file: COMMIT, layers: [["single", 1500, "^(three invoices|payment of one invoice), "]], find: "missing = rows.filter((row) => !there.has(row.hash));", replace: "missing = failure === null ? rows.filter((row) => !there.has(row.hash)) : attempt > 1 ? [] : rows;" },
  {
    name: "cents in binary", file: "src/core/values/smallArithmetic.ts", layers: [["single", 1, "^half a cent, undisturbed"]],
    find: "const rounded = (raised - (raised % (2 * under))) / (2 * under);", replace: "const rounded = Math.round((size / under / 100) * 100);",
  },
  { name: "the same id is not looked for", file: RUN, layers: [["single", 600, "^(three invoices|payment of one invoice), "]], find: "const posted = rows.filter(({ head }) =>", replace: "const posted = rows.filter(({ head }) => head.id === \"\" &&" },
  { name: "a death in the tables is never finished", file: "src/actions/posting/tables.ts", layers: [["single", 1500, "^(three invoices|refund), "]], find: "    const changes = missingRows(snapshot, slice, of.ledger);", replace: "    const changes = { ...missingRows(snapshot, [], of.ledger), appends: [] };" },
];
