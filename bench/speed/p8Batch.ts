import { createInvoices } from "../../src/actions/createInvoices";
import type { ChangeSet } from "../../src/actions/action";
import { tableSpec } from "../../src/workbook/schema";
import { isoDay } from "../../test/support/days";
import { batchKind, HostBook } from "../../test/support/hostBook";
import { BILLABLE_HEADERS, type Billable, billable, billableCells, billableCustomer, countBillable, integerLoop, LINES_PER_INVOICE } from "../data/billable";
import { type Bar, type Bench, type SizeFigures, wrongResult } from "../frame/bench";
import { hashOf, interleave, rounded, timed } from "../frame/measure";

/** 2026-01-31. */
const SERIAL = 46_053;
const INPUT = { source: "Billable", invoiceDate: "2026-01-31" } as const;
/** A request must stay well below the 5 MB of Excel on the web. */
const REQUEST_LIMIT = 4 * 2 ** 20;
/** Round trips that a batch may take: its rows by the slice. */
const SYNCS_LIMIT = 400;

/** P8: rows of work → planned invoices, and what posting them sends to Excel. */
export const p8Batch: Bench = {
  id: "P8",
  work: "a batch of 10,000 invoices with 50,000 lines: plan, CPU; then posted on the host",
  sizes: [1_000, 10_000],
  built: "bundle",
  async run({ sizes, rounds, say }) {
    const figures: Record<string, SizeFigures> = {};
    let bars = barsOf(null, null, null);
    let hash = "";
    for (const size of sizes) {
      say(`${size.toLocaleString("en")} invoices`);
      const work = billable(size);
      const requests: number[] = [];
      const book = new HostBook({ hooks: { onRequest: (body) => (requests.push(body.length), "once") } });
      try {
        await fillBook(book, work);
        const env = { ...book.env(), entryId: "B1" };
        const decoded = createInvoices.decode(INPUT);
        if (!decoded.ok) throw new Error("The input was refused");
        const snapshot = await book.port.read(createInvoices.reads(decoded.value, env));
        const plan = (): ChangeSet => {
          const planned = createInvoices.plan(snapshot, decoded.value, env);
          if (!planned.ok) throw new Error(planned.rejections.map(({ code }) => code).join(", "));
          return planned.value;
        };
        const wrong = wrongInvoices(plan(), work);
        if (wrong > 0) return wrongResult(`${wrong} of ${size} invoices differ from the count.`, bars);
        hash = hashOf(JSON.stringify(plan().documents.map(({ number, customer, net, tax }) => [number, customer, net, tax])));
        const cells = billableCells(work, SERIAL);
        const time = await interleave({ plan, loop: () => integerLoop(cells) }, Math.min(rounds, size > 1_000 ? 3 : rounds), size <= 1_000);
        requests.length = 0;
        book.takeBatches();
        const posting = await timed(() => book.post("createInvoices", INPUT));
        const writes = book.takeBatches().filter((actions) => batchKind(actions) !== "read").length;
        const posted = book.rows("Invoices").length;
        if (posted !== size) return wrongResult(`${posted} of ${size} invoices stand in the table Invoices.`, bars);
        const largest = Math.max(...requests);
        bars = barsOf(rounded(time.plan.cpu / time.loop.cpu), writes, rounded(largest / 2 ** 20));
        figures[size] = {
          "plan CPU ms": rounded(time.plan.cpu), "integer loop CPU ms": rounded(time.loop.cpu), "plan µs a line": rounded((time.plan.cpu * 1000) / (size * LINES_PER_INVOICE)), "posting on the host, CPU ms": rounded(posting.cpu),
          "requests that write": writes, "requests in all": requests.length, "largest request MB": rounded(largest / 2 ** 20),
        };
      } finally {
        book.close();
      }
    }
    return { exact: true, hash, reason: "", bars, sizes: figures };
  },
};

/** A set-up book with the customers and the table of work. */
export async function fillBook(book: HostBook, work: Billable): Promise<void> {
  await book.post("setup", { companyName: "Finch & Harbour", currency: "EUR" });
  const { columns } = tableSpec("Customers");
  const customer = (who: number): Readonly<Record<string, string>> => ({ "Customer": billableCustomer(who), "Name": `Customer ${who + 1} Ltd`, "Terms": "NET30", "Currency": "EUR", "Tax code": "S20" });
  const table = book.table("Customers");
  book.editor.resizeTable(table, { ...table.area, bottom: table.area.top + work.customers });
  book.editor.pasteText(table.sheet, table.area.top + 1, table.area.left, Array.from({ length: work.customers }, (_, who) => columns.map(({ header }) => customer(who)[header] ?? "")));
  book.addTable("Billable", BILLABLE_HEADERS, billableCells(work, SERIAL).map((row) => row.map(String)));
}

/** Invoices whose sums are not what was counted, and those too many or too few. */
function wrongInvoices({ entries }: ChangeSet, work: Billable): number {
  const totals = countBillable(work);
  let wrong = Math.abs(entries.length - totals.length);
  for (const { body } of entries) {
    if (body.kind !== "invoice") continue;
    const { customer, net, tax, lines, date } = body.document;
    const expected = totals[Number(customer.slice(2)) - Number(billableCustomer(0).slice(2))];
    if (expected === undefined || net !== expected.net || tax !== expected.tax || lines.length !== LINES_PER_INVOICE || date !== isoDay("2026-01-31")) wrong++;
  }
  return wrong;
}

function barsOf(plan: number | null, syncs: number | null, megabytes: number | null): Bar[] {
  return [
    { name: "of the integer loop", value: plan, sense: "atMost", limit: 2 },
    { name: "requests that write", value: syncs, sense: "atMost", limit: SYNCS_LIMIT },
    { name: "MB in the largest request", value: megabytes, sense: "atMost", limit: REQUEST_LIMIT / 2 ** 20 },
  ];
}
