import type { Scalar } from "../../host/model/cell";
import type { Table } from "../../host/model/table";
import { Fault } from "../../src/workbook/fault";
import type { Cells, EditKind, Hands } from "./liveBookHands";

const DECIMALS: Readonly<Record<string, number>> = { JPY: 0, KWD: 3 };

function anyAmount(hands: Hands, currency: Scalar | undefined): number {
  const decimals = DECIMALS[String(currency)] ?? 2;
  return Number(((1 + hands.below(90_000)) / 10 ** decimals).toFixed(decimals));
}

/** A posted row of the named table and its number; nothing where there is none. */
function onPosted(name: string, work: (hands: Hands, table: Table, row: number, cells: Cells) => void): EditKind["run"] {
  return (hands) => {
    const table = hands.table(name);
    const row = table === null ? null : hands.postedRow(table);
    if (table !== null && row !== null) work(hands, table, row, hands.cells(table, row));
  };
}

/** The last due part takes the difference, so that the parts add up again. */
function setDueSum(hands: Hands, number: Scalar | undefined, difference: number): void {
  const table = hands.table("DueDates");
  if (table === null) return;
  for (let row = hands.rowCount(table) - 1; row >= 0; row--) {
    const { Number: own, Amount: amount } = hands.cells(table, row);
    if (own !== number || typeof amount !== "number") continue;
    hands.setCells(table, row, { Amount: Number((amount + difference).toFixed(3)) });
    return;
  }
}

const CUSTOMERS = ["ACME", "00417", "ACME-UK", "TOKYO", "KUWAIT", "QUIET", "NEWCOMER", "acme"];

function anyNumber(hands: Hands): string {
  const table = hands.table(hands.pick(["Invoices", "Payments"]));
  if (table === null) return "INV-2026-0001";
  const { Number: number } = hands.cells(table, hands.anyRow(table));
  return typeof number === "string" && number !== "" && hands.chance(0.9) ? number : "GONE-1";
}

/**
 * Changes of posted rows with their Check made right, as acts, other seats and merges leave them: figures change and nothing
 * blocks them. And acts themselves.
 */
export const LEDGER_EDITS: readonly EditKind[] = [
  { name: "an invoice's total changed", weight: 8, run: onPosted("Invoices", (hands, table, row, cells) => hands.together(() => {
    const total = anyAmount(hands, cells["Currency"]);
    const before = typeof cells["Total"] === "number" ? cells["Total"] : 0;
    hands.setPosted(table, row, { Total: before < 0 ? -total : total });
    if (before >= 0) setDueSum(hands, cells["Number"], total - before);
  })) },
  { name: "an invoice's facts changed", weight: 6, run: onPosted("Invoices", (hands, table, row) => hands.setPosted(table, row, hands.pick<() => Cells>([
    () => ({ Date: hands.anyDay() }), () => ({ Due: hands.anyDay() }), () => ({ Customer: hands.pick(CUSTOMERS) }), () => ({ Disputed: hands.below(50) }), () => ({ Disputed: null }),
    () => ({ Kind: hands.pick(["invoice", "debit memo", "deduction", "Opening"]) }), () => ({ Entry: null }), () => ({ Number: anyNumber(hands) }), () => ({ Reference: "PO 7" }), () => ({ Status: "Open" }),
  ])())) },
  { name: "a due part changed", weight: 5, run: onPosted("DueDates", (hands, table, row) => hands.setCells(table, row, hands.pick<() => Cells>([
    () => ({ Due: hands.anyDay() }), () => ({ Due: hands.anyDay() }), () => ({ Part: 1 + hands.below(4) }), () => ({ Amount: hands.below(5_000) / 100 }), () => ({ Entry: null }), () => ({ Number: anyNumber(hands) }), () => ({ Discount: 3 }),
  ])())) },
  { name: "a payment changed", weight: 7, run: onPosted("Payments", (hands, table, row, cells) => hands.setPosted(table, row, hands.pick<() => Cells>([
    () => ({ Amount: anyAmount(hands, cells["Currency"]) }), () => ({ Amount: anyAmount(hands, cells["Currency"]) }), () => ({ Date: hands.anyDay() }), () => ({ Customer: hands.pick(CUSTOMERS) }),
    () => ({ Kind: hands.pick(["payment", "deposit", "refund", "reversal"]) }), () => ({ Entry: null }), () => ({ Number: anyNumber(hands) }), () => ({ Method: "card" }),
  ])())) },
  { name: "an application changed", weight: 8, run: onPosted("Applications", (hands, table, row, cells) => hands.setPosted(table, row, hands.pick<() => Cells>([
    () => ({ Amount: anyAmount(hands, cells["Currency"]) }), () => ({ Amount: anyAmount(hands, cells["Currency"]) }), () => ({ Discount: anyAmount(hands, cells["Currency"]) }), () => ({ Date: hands.anyDay() }), () => ({ Date: hands.anyDay() }),
    () => ({ To: anyNumber(hands) }), () => ({ From: anyNumber(hands) }), () => ({ To: null }), () => ({ From: null }), () => ({ Customer: hands.pick(CUSTOMERS) }), () => ({ Entry: null }),
    () => ({ Kind: hands.pick(["payment", "credit", "write-off", "deduction", "void", "reversal", "refund"]) }), () => ({ Currency: hands.pick(["EUR", "GBP"]) }),
  ])())) },
  { name: "a posted row of another seat", weight: 7, run: (hands) => {
    const table = hands.table(hands.pick(["Invoices", "Payments", "Applications"]));
    const row = table === null ? null : hands.postedRow(table);
    if (table === null || row === null) return;
    const cells = hands.cells(table, row);
    const amount = anyAmount(hands, cells["Currency"]);
    const at = hands.chance(0.4) ? null : hands.anyRow(table);
    hands.insert(table, at, { ...cells, Number: `NEW-${hands.below(60)}`, Date: hands.anyDay(), Total: amount, Amount: amount, To: anyNumber(hands), From: anyNumber(hands) });
  } },
  { name: "posted rows taken away", weight: 3, run: (hands) => {
    const table = hands.table(hands.pick(["Invoices", "Payments", "Applications", "DueDates"]));
    const row = table === null ? null : hands.postedRow(table);
    if (table !== null && row !== null) hands.live.book.editor.deleteTableRows(table, row, 1);
  } },
  { name: "two rows exchanged", weight: 3, run: (hands) => {
    const table = hands.table(hands.pick(["Invoices", "Payments", "Applications", "DueDates"]));
    if (table === null) return;
    const [a, b] = [hands.anyRow(table), hands.anyRow(table)];
    const [first, second] = [hands.cells(table, a), hands.cells(table, b)];
    hands.together(() => {
      hands.setCells(table, a, second);
      hands.setCells(table, b, first);
    });
  } },
  { name: "a customer's name changed", weight: 2, harmless: true, run: (hands) => {
    const table = hands.table("Customers");
    if (table !== null) hands.setCells(table, hands.anyRow(table), { Name: hands.pick(["Acme Ltd", "Tokyo KK", "Acme UK", "Other name", "QUIET", "Leading Zero GmbH"]) });
  } },
  { name: "a customer merged or parted by hand", weight: 1.5, run: (hands) => {
    const table = hands.table("Customers");
    if (table !== null) hands.setCells(table, hands.anyRow(table), { "Merged into": hands.chance(0.5) ? null : hands.pick(CUSTOMERS) });
  } },
  { name: "an act", weight: 3, harmless: true, run: async (hands) => {
    if (hands.table("Customers") === null) return;
    const [name, given] = hands.pick(ACTS)(hands);
    // Posted, refused, or told that somebody's hand came in between: the cells have to say what stands there.
    await hands.live.book.act(name, given).catch((thrown: unknown) => {
      if (!(thrown instanceof Fault) || thrown.code !== "rowsMoved") throw thrown;
    });
  } },
];

const day = (hands: Hands): string => `2026-03-${String(1 + hands.below(28)).padStart(2, "0")}`;

/** Money without decimals suits every currency. */
const ACTS: readonly ((hands: Hands) => readonly [name: string, given: Readonly<Record<string, unknown>>])[] = [
  (hands) => ["createInvoices", { invoiceDate: day(hands), ...(hands.chance(0.3) ? { terms: "40%@5, 60%@35" } : {}), rows: [{ customer: hands.pick(CUSTOMERS.slice(0, 6)), description: "More work", quantity: 1, unitPrice: String(1 + hands.below(900)), taxCode: "Z0" }] }],
  (hands) => ["postPayment", { customer: hands.pick(CUSTOMERS.slice(0, 6)), date: day(hands), amount: String(1 + hands.below(400)), apply: hands.pick(["auto", "none"]) }],
  (hands) => ["reversePayment", { payment: anyNumber(hands), date: day(hands) }],
  (hands) => ["creditInvoice", { invoice: anyNumber(hands), date: day(hands) }],
  (hands) => ["voidDocument", { document: anyNumber(hands), reason: "wrong" }],
  (hands) => ["writeOff", { document: anyNumber(hands), reason: "small", date: day(hands) }],
  (hands) => ["refund", { from: anyNumber(hands), amount: "1", date: day(hands) }],
  (hands) => ["putRows", { table: "Customers", rows: [{ Customer: `C-${hands.below(20)}`, Name: "Put by an act", Currency: "EUR" }] }],
];
