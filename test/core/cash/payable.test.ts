import { payableItems } from "../../../src/core/cash/payable";
import type { BilledDocument, Entry } from "../../../src/core/ledger/entries";
import { foldEntries } from "../../../src/core/ledger/fold";
import { currency, document, entry, ledgerText } from "../../support/entries";
import { isoDay } from "../../support/days";

const EUR = currency("EUR");
const of = (...customers: string[]): { customers: ReadonlySet<string>; currency: typeof EUR } => ({ customers: new Set(customers), currency: EUR });

function invoice(order: number, billed: Partial<BilledDocument> & { number: string }, total = 50_000): Entry {
  const whole = { ...document(billed.number, "C", "2026-01-01", total), ...billed };
  return entry(order, `I${order}`, { kind: "invoice", document: whole });
}
const due = (part: number, date: string, amount: number, until: string | null = null, discount = 0): BilledDocument["dues"][number] => ({
  part, due: isoDay(date), amount, discountUntil: until === null ? null : isoDay(until), discount,
});
const later = (...lines: string[]): Entry[] => ledgerText(lines.join("\n")).map((made, index) => ({ ...made, head: { ...made.head, order: 100 + index } }));

const OFFERED = invoice(1, { number: "INV-1", reference: "PO-9", dues: [due(1, "2026-01-31", 50_000, "2026-01-11", 1_000)] });

test("an item as a payment sees it", () => {
  expect(payableItems(foldEntries([OFFERED]), of("C"))).toEqual([{
    number: "INV-1", customer: "C", date: isoDay("2026-01-01"), currency: EUR, reference: "PO-9", open: 50_000,
    parts: [{ part: 1, due: isoDay("2026-01-31"), amount: 50_000, offer: { until: isoDay("2026-01-11"), discount: 1_000, of: 50_000 } }],
    discountLeft: 1_000, discount: { until: isoDay("2026-01-11"), amount: 1_000 },
  }]);
});

test.each([
  { name: "a part payment leaves the discount of the rest", lines: ["2026-01-05 payment P-1 20000: INV-1 20000"], open: 30_000, left: 1_000, offered: 600 },
  { name: "a part payment with its share of the discount", lines: ["2026-01-05 payment P-1 24500: INV-1 24500 discount 500"], open: 25_000, left: 500, offered: 500 },
  { name: "a credit memo lowers the discount with the amount", lines: ["2026-01-05 credit CM-1 5000: INV-1 5000"], open: 45_000, left: 1_000, offered: 900 },
  { name: "all of the discount was taken", lines: ["2026-01-05 payment P-1 40000: INV-1 40000 discount 1000"], open: 9_000, left: 0, offered: null },
  { name: "more than the offer was granted", lines: ["2026-01-05 payment P-1 40000: INV-1 40000 discount 2000"], open: 8_000, left: 0, offered: null },
  { name: "a bounced payment gives the discount back", lines: ["2026-01-05 payment P-1 49000: INV-1 49000 discount 1000", "2026-01-06 bounce P-1 49000"], open: 50_000, left: 1_000, offered: 1_000 },
  { name: "a rest too small for a cent of discount", lines: ["2026-01-05 payment P-1 49976: INV-1 49976"], open: 24, left: 1_000, offered: null },
])("$name", ({ lines, open, left, offered }) => {
  const [item] = payableItems(foldEntries([OFFERED, ...later(...lines)]), of("C"));
  expect([item?.open, item?.discountLeft, item?.discount?.amount ?? null]).toEqual([open, left, offered]);
});

test("settled items, other customers and other currencies are left out", () => {
  const entries = [
    OFFERED, invoice(2, { number: "INV-2", customer: "D" }), invoice(3, { number: "INV-3", currency: currency("USD") }), invoice(4, { number: "INV-4" }, 100),
    ...later("2026-01-05 payment P-1 100: INV-4 100"),
  ];
  const ledger = foldEntries(entries);
  expect(payableItems(ledger, of("C")).map(({ number }) => number)).toEqual(["INV-1"]);
  expect(payableItems(ledger, of("C", "D")).map(({ number }) => number)).toEqual(["INV-2", "INV-1"]);
  expect(payableItems(ledger, { customers: new Set(["C"]), currency: currency("USD") }).map(({ number }) => number)).toEqual(["INV-3"]);
  expect(payableItems(ledger, of())).toEqual([]);
});

test("oldest due first, then the older document, then the number", () => {
  const entries = [
    invoice(1, { number: "B", dues: [due(1, "2026-03-01", 50_000)] }), invoice(2, { number: "D", date: isoDay("2026-01-02"), dues: [due(1, "2026-02-01", 50_000)] }),
    invoice(3, { number: "C", dues: [due(1, "2026-02-01", 50_000)] }), invoice(4, { number: "A", date: isoDay("2026-01-02"), dues: [due(1, "2026-02-01", 50_000)] }),
    invoice(5, { number: "E", date: isoDay("2026-02-15"), dues: [] }), invoice(6, { number: "F", date: isoDay("2026-01-02"), dues: [due(1, "2026-02-01", 50_000)] }),
  ];
  expect(payableItems(foldEntries(entries), of("C")).map(({ number }) => number)).toEqual(["C", "A", "D", "F", "E", "B"]);
});

describe("instalments", () => {
  const parts = [due(2, "2026-02-28", 20_000, "2026-02-10", 200), due(1, "2026-01-31", 20_000, "2026-01-11", 600), due(3, "2026-03-31", 10_000)];
  const billed = invoice(1, { number: "INV-1", dues: parts });

  test("payments fill the earliest due parts first", () => {
    const [item] = payableItems(foldEntries([billed, ...later("2026-01-05 payment P-1 25000: INV-1 25000")]), of("C"));
    expect(item?.parts.map(({ part, amount, offer }) => [part, amount, offer?.discount ?? null])).toEqual([[2, 15_000, 200], [3, 10_000, null]]);
    expect(item?.discount).toEqual({ until: isoDay("2026-02-10"), amount: 150 });
  });

  test("what is offered by the first last day", () => {
    const [item] = payableItems(foldEntries([billed]), of("C"));
    expect(item?.parts.map(({ part }) => part)).toEqual([1, 2, 3]);
    expect([item?.discountLeft, item?.discount]).toEqual([800, { until: isoDay("2026-01-11"), amount: 800 }]);
  });

  test("the first last day may be a later part's", () => {
    const dues = [due(1, "2026-01-31", 25_000, "2026-01-20", 500), due(2, "2026-02-28", 25_000, "2026-01-11", 300)];
    const [item] = payableItems(foldEntries([invoice(1, { number: "INV-1", dues })]), of("C"));
    expect(item?.discount).toEqual({ until: isoDay("2026-01-11"), amount: 800 });
  });

  test("a part that is just filled is gone", () => {
    const [item] = payableItems(foldEntries([billed, ...later("2026-01-05 payment P-1 20000: INV-1 20000")]), of("C"));
    expect(item?.parts.map(({ part, amount }) => [part, amount])).toEqual([[2, 20_000], [3, 10_000]]);
  });
});

test("an offer of nothing, or on nothing, is none", () => {
  const dues = [due(1, "2026-01-31", 50_000, "2026-01-11", 0), due(2, "2026-02-28", 0, "2026-01-11", 5), due(3, "2026-03-31", 100, null, 5)];
  const [item] = payableItems(foldEntries([invoice(1, { number: "INV-1", dues }, 50_100)]), of("C"));
  expect([item?.parts.map(({ offer }) => offer), item?.discountLeft, item?.discount]).toEqual([[null, null], 0, null]);
});

test("debit memos, deductions and openings are payable; only billed documents offer a discount and have a reference", () => {
  const memo = entry(2, "M", { kind: "debitMemo", document: { ...document("DM-1", "C", "2026-01-02", 100), reference: "PO-8", dues: [due(1, "2026-02-28", 100, "2026-01-12", 10)] } });
  const opening = entry(3, "O", {
    kind: "opening", side: "charge", number: "OLD-1", customer: "C", date: isoDay("2025-12-01"), currency: EUR, reference: "R", amount: 70,
    dues: [{ part: 1, due: isoDay("2025-12-31"), amount: 70 }],
  });
  const ledger = foldEntries([OFFERED, memo, opening, ...later("2026-01-05 payment P-1 49000: INV-1 49000 deduction 300")]);
  expect(payableItems(ledger, of("C")).map(({ number, open, reference, discountLeft, discount }) => [number, open, reference, discountLeft, discount?.amount ?? null])).toEqual([
    ["OLD-1", 70, "", 0, null], ["INV-1", 700, "PO-9", 1_000, 14], ["INV-1-D1", 300, "", 0, null], ["DM-1", 100, "PO-8", 10, 10],
  ]);
});
