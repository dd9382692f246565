import { applyEdit, type RowEdit } from "../../src/core/reports/columnar/applyEdit";
import { countCells } from "../data/countCells";
import { differences } from "../data/countAging";
import { type Cells, customerId, INVOICE, ledgerCells, PAYMENT } from "../data/ledgerCells";
import { ledgerNumbers, SPAN } from "../data/ledgerNumbers";
import { randomBelow } from "../data/random";
import { type Bar, type Bench, bySize } from "../frame/bench";
import { hashOf, interleave, rounded, timed } from "../frame/measure";
import { ourAging, ourIndex } from "../ours";
import { DAY } from "./p1Aging";

/** Edits of the property; a tenth of them inserts and deletes. */
const EDITS = 100_000;
const TIMED = 20_000;

/** P5: one row changed in a loaded index, against building it anew; and the same figures after 100,000 edits. */
export const p5Edits: Bench = {
  id: "P5",
  work: "one changed row, CPU, against a rebuild; equal to a rebuild after 100,000 edits, inserts and deletes",
  sizes: [10_000, 100_000, 1_000_000],
  built: "bundle",
  run({ rounds, ...options }) {
    return bySize(options, barsOf(null, null), async (size) => {
      let hash = "";
      const numbers = ledgerNumbers(size);
      const { customers } = numbers;
      const index = ourIndex(ledgerCells(numbers));
      const mirror = new Mirror(size);
      const edits = mirror.edits(Math.min(EDITS, size * 10));
      const [firstEdit, ...others] = edits;
      if (firstEdit === undefined) throw new Error("No edits");
      const first = await timed(() => applyEdit(index, firstEdit));
      const mixed = await timed(() => {
        for (const edit of others) applyEdit(index, edit);
      });
      const rebuilt = ourIndex({ invoices: [mirror.invoices], payments: [mirror.payments] });
      for (const day of [365, DAY, 1_000]) {
        const counted = countCells(mirror.invoices, mirror.payments, customers, day);
        const wrong = differences(ourAging(index, customers, day), counted) + differences(ourAging(rebuilt, customers, day), counted);
        if (wrong > 0) return `After ${edits.length} edits at ${size} invoices ${wrong} cells differ from the count on day ${day}.`;
        hash = hashOf(counted);
      }
      const changes = mirror.changes(Math.min(TIMED, size * 2));
      const whole = { invoices: [mirror.invoices], payments: [mirror.payments] };
      const time = await interleave({ changes: () => changes.forEach((edit) => applyEdit(index, edit)), rebuild: () => ourIndex(whole) }, rounds);
      const microseconds = (time.changes.cpu * 1000) / changes.length;
      const bars = barsOf(rounded(microseconds), rounded((time.rebuild.cpu * 1000) / microseconds));
      return { bars, hash, figures: { "changed row µs": rounded(microseconds), "rebuild CPU ms": rounded(time.rebuild.cpu), "first edit CPU ms": rounded(first.cpu), "edits, inserts and deletes mixed µs": rounded((mixed.cpu * 1000) / others.length), edits: edits.length } };
    });
  },
};

/** The rows as a person's edits leave them, kept beside the index. */
class Mirror {
  readonly invoices: Cells[];
  readonly payments: Cells[];
  private readonly random = randomBelow(5);
  private next: number;

  constructor(size: number) {
    const cells = ledgerCells(ledgerNumbers(size));
    this.invoices = cells.invoices.flat();
    this.payments = cells.payments.flat();
    this.next = 2_000_001 + size;
  }

  edits(count: number): RowEdit[] {
    return Array.from({ length: count }, () => {
      const kind = this.random(100);
      if (kind < 88) return this.change();
      if (kind < 91) return this.insertInvoice();
      if (kind < 95) return this.insertPayment();
      return this.random(2) === 0 ? this.deletePayment() : this.deleteCreditMemo();
    });
  }

  changes(count: number): RowEdit[] {
    return Array.from({ length: count }, () => this.change());
  }

  private change(): RowEdit {
    const isInvoice = this.random(2) === 0;
    const rows = isInvoice ? this.invoices : this.payments;
    const row = this.random(rows.length);
    const cells = [...(rows[row] ?? [])];
    const place = isInvoice ? INVOICE.amount : PAYMENT.amount;
    // A credit memo stays one: an invoice's payments would otherwise be on a document that cannot be paid.
    const sign = Number(cells[place]) < 0 ? -1 : 1;
    cells[place] = sign * (1 + this.random(900_000));
    if (isInvoice && sign > 0) cells[INVOICE.due] = Number(cells[INVOICE.date]) + this.random(90);
    rows[row] = cells;
    return { table: isInvoice ? "invoices" : "payments", kind: "change", row, cells };
  }

  private insertInvoice(): RowEdit {
    const row = this.random(this.invoices.length + 1);
    const like = this.invoices[this.random(this.invoices.length)] ?? [];
    const cells = [...like];
    cells[INVOICE.number] = `INV-${this.next++}`;
    cells[INVOICE.amount] = 1 + this.random(10_000);
    this.invoices.splice(row, 0, cells);
    return { table: "invoices", kind: "insert", row, cells };
  }

  private insertPayment(): RowEdit {
    const row = this.random(this.payments.length + 1);
    const invoice = this.invoices[this.random(this.invoices.length)] ?? [];
    const isOnAccount = Number(invoice[INVOICE.amount]) < 0 || this.random(4) === 0;
    const cells: Cells = ["", invoice[INVOICE.customer] ?? customerId(0), Number(invoice[INVOICE.date]) + this.random(SPAN), invoice[INVOICE.currency] ?? "EUR", 1 + this.random(9_000)];
    if (!isOnAccount) cells[PAYMENT.invoice] = invoice[INVOICE.number] ?? "";
    this.payments.splice(row, 0, cells);
    return { table: "payments", kind: "insert", row, cells };
  }

  /** Nobody has paid it: an invoice's payments would be left without one. */
  private deleteCreditMemo(): RowEdit {
    const start = this.random(this.invoices.length);
    const row = this.invoices.findIndex((cells, at) => at >= start && Number(cells[INVOICE.amount]) < 0);
    if (row < 0) return this.deletePayment();
    this.invoices.splice(row, 1);
    return { table: "invoices", kind: "delete", row };
  }

  private deletePayment(): RowEdit {
    const row = this.random(this.payments.length);
    this.payments.splice(row, 1);
    return { table: "payments", kind: "delete", row };
  }
}

function barsOf(microseconds: number | null, rebuilds: number | null): Bar[] {
  return [
    { name: "µs a changed row", value: microseconds, sense: "atMost", limit: 5 },
    { name: "changed rows in the time of a rebuild", value: rebuilds, sense: "atLeast", limit: 50_000 },
  ];
}
