/** A mistake put into the protocol on purpose: the layers must find it, or they have no power. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  /** Must stand exactly once in the file: a mutant that cannot be made any more is an error. */
  readonly find: string;
  readonly replace: string;
  /** Where it is looked for, in this order, with so many schedules of each. */
  readonly layers: readonly (readonly [layer: string, cases: number])[];
  /** Of the layer "single" these scenarios only: where the mistake shows. */
  readonly scenarios: readonly string[];
}

const RUN = "src/actions/runAction.ts";
const COMMIT = "src/actions/posting/commit.ts";
const CARRY = "src/actions/posting/carryOut.ts";
const WRITES = "src/workbook/office/tableWrites.ts";

/** The sixteen of the protocol's design; what means a design that we do not have is the nearest mistake with the same fault. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: "header before its lines", file: "src/workbook/projection.ts", scenarios: ["three invoices", "payment of one invoice"], layers: [["single", 1500]],
    find: "return [...merged.filter((append) => !isHeader(append)), ...merged.filter(isHeader)];", replace: "return [...merged.filter(isHeader), ...merged.filter((append) => !isHeader(append))];",
  },
  { name: "an unknown outcome is taken for success (no verification)", file: COMMIT, scenarios: ["three invoices", "payment of one invoice"], layers: [["single", 1500]], find: "      failure = thrown;\n", replace: "      failure = thrown;\n      return { count: rows.length, journal, moved: new Set(), crowded: new Set() };\n" },
  { name: "a new id at each try", file: RUN, scenarios: ["three invoices", "payment of one invoice"], layers: [["single", 600]], find: "const entryId = options.entryId ?? (named", replace: "const entryId = (named" },
  { name: "witness after the commit", file: CARRY, scenarios: ["three invoices", "payment of one invoice"], layers: [["single", 1500]], find: "  await memory.ask(asked.rows);\n", replace: "" },
  { name: "numbers from the visible tables (max + 1)", file: "src/actions/book.ts", scenarios: ["three invoices", "payment of one invoice"], layers: [["other", 400]], find: "numberedDocuments(book.entries));", replace: "numberedDocuments(book.entries.filter(({ head }) => [...book.snapshot.tables.values()].some((table) => !table.name.startsWith(\"Journal_\") && table.rows.some((row) => row.includes(head.id))))));" },
  { name: "no fold: applications count as asked", file: "src/core/ledger/movements.ts", scenarios: ["three invoices", "payment of one invoice"], layers: [["seats", 400]], find: "within(asked.amount, Math.min(from.unapplied, to.open));", replace: "asked.amount;" },
  { name: "rows by their remembered index", file: WRITES, scenarios: ["three invoices", "payment of one invoice"], layers: [["foreign", 2500]], find: "  return at.rows.every((row, index) => {", replace: "  return true || at.rows.every((row, index) => {" },
  { name: "trusts the table to grow by itself", file: WRITES, scenarios: ["three invoices", "payment of one invoice"], layers: [["foreign", 9408]], find: "  table.resize(whole);\n", replace: "  if (rows.length > 1) table.resize(whole);\n" },
  { name: "totals row ignored", file: "src/workbook/tables.ts", scenarios: ["three invoices", "payment of one invoice"], layers: [["foreign", 9000]], find: "if (state.showTotals) found.push(", replace: "if (false) found.push(" },
  {
    name: "a row in more than one write (as of more than 1,500 cells)", file: WRITES, scenarios: ["payment of one invoice", "three invoices"], layers: [["single", 1500]],
    find: "if (last !== undefined && last.start + last.headers.length === index)", replace: "if (last !== undefined && last.start + last.headers.length === index && last.headers.length < 6)",
  },
  { name: "no resize of a Journal", file: WRITES, scenarios: ["three invoices", "payment of one invoice"], layers: [["foreign", 9408]], find: "  table.resize(whole);\n", replace: "  if (!at.name.startsWith(\"Journal_\")) table.resize(whole);\n" },
  {
    name: "the first blank key ends the table", file: WRITES, scenarios: ["three invoices", "payment of one invoice"], layers: [["foreign", 9000]],
    find: "const target = header.getOffsetRange(1 + at.rows.length, 0)", replace: "const target = header.getOffsetRange(1 + at.rows.filter(([key]) => key !== \"\").length, 0)",
  },
  {
    name: "the book as remembered from events", file: RUN, scenarios: ["three invoices", "credit of an invoice"], layers: [["single", 300]],
    find: "const first = await workbook.read(action.reads(asked.input, env));", replace: "const remembered: Map<unknown, Awaited<ReturnType<typeof workbook.read>>> = ((globalThis as Record<string, unknown>)[\"remembered\"] ??= new Map()) as never; const old = remembered.get(workbook); const first = old !== undefined && old.tableNames.length > 0 && action.reads(asked.input, env).tables.every((name) => old.tables.has(name) || !old.tableNames.includes(name)) ? old : await workbook.read(action.reads(asked.input, env)); remembered.set(workbook, first);",
  },
  { name: "the Journal believed instead of read (as if it stood elsewhere)", file: "src/workbook/journal.ts", scenarios: ["three invoices", "payment of one invoice"], layers: [["single", 1500]], find: "const hashes = new Set(wanted.map((row) => row.hash));", replace: "const hashes = new Set(wanted.map((row) => row.hash)); if (hashes.size > 0) return hashes;" },
  { name: "an unknown outcome is written again", file: COMMIT, scenarios: ["three invoices", "payment of one invoice"], layers: [["single", 1500]], find: "missing = rows.filter((row) => !there.has(row.hash));", replace: "missing = failure === null ? rows.filter((row) => !there.has(row.hash)) : attempt > 1 ? [] : rows;" },
  {
    name: "cents in binary", file: "src/core/values/fraction.ts", scenarios: ["half a cent", "one invoice"], layers: [["single", 40]],
    find: "const rounded = (2n * size + under) / (2n * under);", replace: "const rounded = BigInt(Math.round((Number(size) / Number(under) / 100) * 100));",
  },
  { name: "the same id is not looked for", file: RUN, scenarios: ["three invoices", "payment of one invoice"], layers: [["single", 600]], find: "const posted = rows.filter(({ head }) =>", replace: "const posted = rows.filter(({ head }) => head.id === \"\" &&" },
  { name: "a death in the tables is never finished", file: "src/actions/posting/tables.ts", scenarios: ["three invoices", "refund"], layers: [["single", 1500]], find: "    const changes = missingRows(snapshot, slice, of.ledger);", replace: "    const changes = { ...missingRows(snapshot, [], of.ledger), appends: [] };" },
];
