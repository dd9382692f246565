import { type Facts, journalRows, rowsOf } from "./facts";

/**
 * What must hold in any book whatever happened to it (docs: ledger invariants), computed from the cells alone and not by
 * the add-in's own checker. Each sentence is a violation.
 */
export function brokenInvariants(facts: Facts): readonly string[] {
  return [...repeatedEntries(facts), ...numbering(facts), ...overApplied(facts), ...headersAndLines(facts), ...balances(facts), ...oneLedgerId(facts)];
}

/** Entries that stand more than once in a Journal. */
export function repeatedEntries(facts: Facts): readonly string[] {
  return repeated(journalRows(facts).map((row) => text(row["Entry"]))).map((id) => `entry ${id} stands twice in the Journal`);
}

/** Numbers of invoices, memos and payments: each once, and without holes from 1 (a void keeps its number). */
function numbering(facts: Facts): readonly string[] {
  const taken = journalRows(facts).filter((row) => ["invoice", "debitMemo", "creditMemo", "payment", "refund"].includes(text(row["Kind"]))).map((row) => text(row["Document"]));
  const found = repeated([...taken]).map((number) => `number ${number} was given twice`);
  const bySeries = new Map<string, number[]>();
  for (const number of taken) {
    const parts = /^(.*?)(\d+)$/.exec(number);
    if (parts === null) continue;
    const [, series = "", counter = ""] = parts;
    bySeries.set(series, [...(bySeries.get(series) ?? []), Number(counter)]);
  }
  for (const [series, counters] of bySeries) {
    const most = Math.max(...counters);
    for (let counter = 1; counter <= most; counter++) if (!counters.includes(counter)) found.push(`series ${series}: ${counter} is missing below ${most}`);
  }
  return [...found, ...repeatedNumbers(facts)];
}

/** Documents with more than one row in their table. */
export function repeatedNumbers(facts: Facts): readonly string[] {
  return ["Invoices", "Payments"].flatMap((table) => repeated(rowsOf(facts, table).map((row) => text(row["Number"]))).map((number) => `${table}: ${number} has two rows`));
}

/** Σ applications of a payment or credit ≤ its amount; Σ on an invoice ≤ its total. */
function overApplied(facts: Facts): readonly string[] {
  const from = new Map<string, number>();
  const to = new Map<string, number>();
  for (const row of rowsOf(facts, "Applications")) {
    const amount = cents(row["Amount"]);
    if (text(row["From"]) !== "") from.set(text(row["From"]), (from.get(text(row["From"])) ?? 0) + amount);
    if (text(row["To"]) !== "") to.set(text(row["To"]), (to.get(text(row["To"])) ?? 0) + amount + cents(row["Discount"]));
  }
  const found: string[] = [];
  for (const row of [...rowsOf(facts, "Payments"), ...rowsOf(facts, "Invoices")]) {
    const number = text(row["Number"]);
    const size = Math.abs(cents(row["Amount"] ?? row["Total"]));
    if ((from.get(number) ?? 0) > size) found.push(`${number}: ${from.get(number)} cents are spent of ${size}`);
    if (row["Total"] !== undefined && cents(row["Total"]) >= 0 && (to.get(number) ?? 0) > size) found.push(`${number}: ${to.get(number)} cents are applied to ${size}`);
  }
  return found;
}

/** Net + Tax = Total, and the lines of a document sum up to its Net; every amount an exact number of minor units. */
function headersAndLines(facts: Facts): readonly string[] {
  const nets = new Map<string, number>();
  for (const row of rowsOf(facts, "InvoiceLines")) nets.set(text(row["Number"]), (nets.get(text(row["Number"])) ?? 0) + cents(row["Net"]));
  return rowsOf(facts, "Invoices").flatMap((row) => {
    const number = text(row["Number"]);
    const found: string[] = [];
    const sum = cents(row["Net"]) + cents(row["Tax"]) + cents(row["Rounding"]);
    if (sum !== cents(row["Total"])) found.push(`${number}: net and tax are ${sum} cents, the total ${cents(row["Total"])}`);
    const lines = nets.get(number);
    if (lines !== undefined && lines !== cents(row["Net"])) found.push(`${number}: its lines are ${lines} cents, its net ${cents(row["Net"])}`);
    for (const header of ["Net", "Tax", "Total", "Balance"]) {
      const value = Number(row[header] ?? 0);
      if (Math.round(value * 1000) / 1000 !== value) found.push(`${number}: ${header} ${value} is no exact amount`);
    }
    return found;
  });
}

/** The id that a migration journalled is the one that the book goes by. */
function oneLedgerId(facts: Facts): readonly string[] {
  const ids = rowsOf(facts, "Settings").filter((row) => row["Setting"] === "Ledger ID").map((row) => text(row["Value"]));
  const journalled = journalRows(facts).filter((row) => text(row["Kind"]) === "change" && text(row["Payload 1"]).includes("\"Ledger ID\"")).map((row) => text(row["Payload 1"]));
  return [...(ids.length > 1 ? [`the book has ${ids.length} ids`] : []), ...journalled.filter((payload) => !ids.some((id) => id !== "" && payload.includes(id))).map((payload) => `the book is called ${ids.join()}, and journalled ${payload.slice(0, 120)}`)];
}

/** A document that shows in Invoices has its lines and due dates, also when the add-in died a moment ago. */
export function headersWithoutLines(facts: Facts): readonly string[] {
  const numbers = (table: string): ReadonlySet<string> => new Set(rowsOf(facts, table).map((row) => text(row["Number"])));
  const [lines, dues] = [numbers("InvoiceLines"), numbers("DueDates")];
  return rowsOf(facts, "Invoices").flatMap((row) => (text(row["Kind"]) === "invoice" && text(row["Entry"]) !== "" && !(lines.has(text(row["Number"])) && dues.has(text(row["Number"]))) ? [`${text(row["Number"])} shows in Invoices without its lines`] : []));
}

/** |Balance| ≤ |Total|, with the same sign. */
function balances(facts: Facts): readonly string[] {
  return rowsOf(facts, "Invoices").flatMap((row) => {
    const [total, balance] = [cents(row["Total"]), cents(row["Balance"])];
    return Math.abs(balance) > Math.abs(total) || balance * total < 0 ? [`${text(row["Number"])}: balance ${balance} of ${total} cents`] : [];
  });
}

function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => value !== "" && values.indexOf(value) !== index))];
}

function text(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}

/** Thousandths for every currency (KWD has three places). */
function cents(value: unknown): number {
  return Math.round(Number(value ?? 0) * 1000);
}
