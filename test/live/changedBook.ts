import type { TableName } from "../../src/workbook/schema";
import { FakeBook, FIRST_ROW, posted, type Row } from "./support";

type Changing = Extract<TableName, "Customers" | "Invoices" | "DueDates" | "Payments" | "Applications">;

const KINDS = { Invoices: ["invoice", "invoice", "debit memo", "credit memo"], Payments: ["payment", "payment", "deposit", "refund"], Applications: ["payment", "credit", "write-off", "reversal"] } as const;

/** A ledger in memory whose rows change at random, with hints that say as much as Excel's events do. */
export class ChangedBook {
  readonly book = new FakeBook();
  private readonly random: () => number;
  /** How often something happens that only damage brings: copies of a number, tampered rows, due dates that do not add up. */
  private readonly damage: number;
  /** What is undone later: the damaged row, and what stood there; null: nothing. */
  private wounds: { readonly table: Changing; readonly damaged: Row; readonly was: Row | null }[] = [];

  constructor(random: () => number, damage: number) {
    this.random = random;
    this.damage = damage;
    this.book.add("Customers", ["A", "B", "C"].map((id) => ({ Customer: id, Name: `Name ${id}` }))).add("Settings", [{ Setting: "Currency", Value: "EUR" }]);
    this.book.add("Invoices", []).add("DueDates", []).add("Payments", []).add("Applications", []);
    for (let each = 0; each < 8; each++) this.postInvoice(`I${each}`);
    for (let each = 0; each < 5; each++) this.append("Payments", this.payment(`P${each}`));
    for (let each = 0; each < 6; each++) this.append("Applications", this.application());
  }

  /** One change of rows; the hint that Excel gives of it. */
  change(): void {
    const what = this.random();
    const table = this.one(["Invoices", "DueDates", "Payments", "Applications"] as const);
    if (this.wounds.length > 0 && this.random() < 0.5) this.heal();
    else if (what < 0.2) this.postInvoice(this.copied("I") ?? `I${8 + this.below(1_000)}`);
    else if (what < 0.3) {
      const copied = this.copied("P");
      const payment = this.payment(copied ?? `P${5 + this.below(1_000)}`);
      if (copied !== null) this.wounds.push({ table: "Payments", damaged: payment, was: null });
      this.append("Payments", payment);
    }
    else if (what < 0.45) this.append("Applications", this.application());
    else if (what < 0.65) this.edit(table);
    else if (what < 0.75) this.edit("Invoices");
    else if (what < 0.85) this.removeRow(table);
    else if (what < 0.9) this.insert(table);
    else if (what < 0.94) this.sort(table);
    else if (what < 0.97) this.customers();
    else if (what < 0.98) this.shareNumber();
    else this.book.hint({ kind: "structure" });
  }

  private rows(table: Changing): Row[] {
    const found = this.book.tables.get(table);
    if (found === undefined) throw new Error(`No ${table}`);
    return found.rows;
  }

  private append(table: Changing, row: Row): void {
    const rows = this.rows(table);
    rows.push(row);
    this.hint(table, rows.length - 1);
  }

  private edit(table: Changing): void {
    const rows = this.rows(table);
    const row = this.below(rows.length);
    const before = rows[row];
    if (before === undefined) return;
    if (this.random() < this.damage) {
      const damaged = { ...before, [this.one(["Number", "Customer", "Date", "Amount", "Total", "Currency", "From", "To", "Part", "Entry"])]: this.one(["", "x", 7, "USD"]) };
      this.wounds.push({ table, damaged, was: before });
      rows[row] = damaged;
    } else if (table === "Invoices") {
      // What may change of a posted row: its disputed part; or another act posted it again.
      rows[row] = this.random() < 0.5 ? { ...before, Disputed: this.below(40) } : repostedTo(before, this.one(["A", "B", "C"]));
    } else if (table === "DueDates") rows[row] = { ...before, Due: 46_023 + this.below(90) };
    else if (table === "Payments") rows[row] = this.payment(String(before["Number"]));
    else rows[row] = this.application();
    this.hint(table, row);
  }

  private removeRow(any: Changing): void {
    // An invoice that lacks one of its due dates is damage.
    const table = any === "DueDates" && this.random() >= this.damage ? "Payments" : any;
    const [gone] = this.rows(table).splice(this.below(this.rows(table).length), 1);
    this.book.hint({ kind: "table", table });
    if (table !== "Invoices" || this.random() < this.damage) return;
    const dues = this.book.tables.get("DueDates");
    if (dues !== undefined) dues.rows = dues.rows.filter((row) => row["Number"] !== gone?.["Number"]);
    this.book.hint({ kind: "table", table: "DueDates" });
  }

  private insert(table: Changing): void {
    const row = table === "Payments" ? this.payment(`P${2_000 + this.below(1_000)}`) : table === "Applications" ? this.application() : { Customer: "A" };
    this.rows(table).splice(this.below(this.rows(table).length), 0, row);
    this.book.hint({ kind: "table", table });
  }

  private sort(table: Changing): void {
    const header = this.one(["Date", "Number", "Amount", "From"]);
    this.rows(table).sort((a, b) => (String(a[header]) < String(b[header]) ? -1 : 1));
    this.book.hint({ kind: "table", table });
  }

  /** A credit memo and a payment of one number: no copies, but an index cannot tell them apart by number. */
  private shareNumber(): void {
    const memo = this.rows("Invoices").find((row) => row["Kind"] === "credit memo");
    if (memo === undefined) return;
    const payment = this.payment(String(memo["Number"]));
    this.wounds.push({ table: "Payments", damaged: payment, was: null });
    this.append("Payments", payment);
  }

  private customers(): void {
    const rows = this.rows("Customers");
    const row = this.below(rows.length);
    const before = rows[row] ?? {};
    rows[row] = this.random() < 0.5 ? { ...before, Name: `Name ${this.below(9)}` } : { ...before, "Merged into": this.one(["", "", "", "C"]) };
    this.hint("Customers", row);
  }

  private postInvoice(number: string): void {
    const kind = this.one(KINDS.Invoices);
    const amounts = Array.from({ length: 1 + this.below(2) }, () => 1 + this.below(400));
    const total = amounts.reduce((sum, amount) => sum + amount, 0) * (kind === "credit memo" ? -1 : 1);
    const date = 46_023 + this.below(40);
    const entry = this.random() < 0.05 ? "" : `e${number}`;
    const invoice = posted("Invoices", { Number: number, Kind: kind, Customer: this.customer(), Date: date, Due: date + 30, Currency: this.random() < 0.9 ? "EUR" : "USD", Total: total, Entry: entry, Disputed: this.random() < 0.2 ? 5 : "" });
    if (this.rows("Invoices").some((row) => row["Number"] === number)) this.wounds.push({ table: "Invoices", damaged: invoice, was: null });
    this.append("Invoices", invoice);
    if (this.wounds.at(-1)?.damaged === invoice) return;
    if (kind === "credit memo" || this.random() < 0.1) return;
    amounts.forEach((amount, part) => {
      const due = { Number: number, Part: part + 1, Due: date + 10 + 20 * part, Amount: amount, Entry: entry };
      const isWrong = this.random() < this.damage;
      const row = isWrong ? { ...due, Amount: amount + 1 } : due;
      if (isWrong) this.wounds.push({ table: "DueDates", damaged: row, was: due });
      this.append("DueDates", row);
    });
  }

  /** A number that is there already, now and then. */
  private copied(letter: "I" | "P"): string | null {
    return this.random() < this.damage ? `${letter}1` : null;
  }

  private heal(): void {
    const { table, damaged, was } = this.wounds.pop() ?? { table: "Invoices", damaged: {}, was: null };
    const rows = this.rows(table);
    const row = rows.indexOf(damaged);
    if (row < 0) return;
    if (was === null) rows.splice(row, 1);
    else rows[row] = was;
    if (was === null) this.book.hint({ kind: "table", table });
    else this.hint(table, row);
  }

  private payment(number: string): Row {
    return posted("Payments", { Number: number, Kind: this.one(KINDS.Payments), Customer: this.customer(), Date: 46_023 + this.below(60), Currency: "EUR", Amount: 1 + this.below(500), Entry: `e${number}` });
  }

  private application(): Row {
    const kind = this.one(KINDS.Applications);
    const from = kind === "write-off" ? "" : this.numberIn("Payments");
    return posted("Applications", { Entry: "e", Line: 1, Date: 46_023 + this.below(70), From: from, To: this.numberIn("Invoices"), Customer: this.customer(), Currency: "EUR", Amount: kind === "reversal" ? -this.below(90) : this.below(200), Discount: this.random() < 0.2 ? 3 : 0, Kind: kind });
  }

  private numberIn(table: "Payments" | "Invoices"): string {
    const rows = this.rows(table);
    return this.random() < 0.05 ? "I77" : String(rows[this.below(rows.length)]?.["Number"] ?? "");
  }

  /** Excel tells which cells were edited; now and then only that something changed. */
  private hint(table: Changing, row: number): void {
    const at = FIRST_ROW + row;
    this.book.hint(this.random() < 0.8 ? { kind: "table", table, rows: { first: at, last: at } } : { kind: "table", table });
  }

  private customer(): string {
    return this.one(["A", "B", "C", "c"]);
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private one<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.below(items.length)] ?? items[0];
  }
}

/** The row as if it had been posted to another customer. */
function repostedTo({ Check: _check, ...row }: Row, customer: string): Row {
  return posted("Invoices", { ...row, Customer: customer });
}
