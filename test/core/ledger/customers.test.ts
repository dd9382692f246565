import { customerAliases, customerKey, customerNow } from "../../../src/core/ledger/customers";
import type { Entry } from "../../../src/core/ledger/entries";
import { foldEntries } from "../../../src/core/ledger/fold";
import type { LedgerConflict } from "../../../src/core/ledger/ledgerState";
import { isoDay } from "../../support/days";
import { document, entry } from "../../support/entries";

/** "A>B C>D": merges in ledger order. */
function merges(text: string): Entry[] {
  return text.split(" ").map((pair, index) => {
    const [from = "", into = ""] = pair.split(">");
    return entry(index + 1, `m${index + 1}`, { kind: "merge", from, into, date: isoDay("2026-01-31"), reason: "" });
  });
}

test.each([
  ["one leads to the other", "A>B", "a=B", []],
  ["chains are followed to their end, in whatever order they were made", "A>B B>C", "a=C b=C", []],
  ["… also backwards", "B>C A>B", "b=C a=C", []],
  ["the same merge again is nothing new", "A>B A>B", "a=B", []],
  ["… also where it leads there already", "A>B B>C A>C", "a=C b=C", []],
  ["two people took one customer to different places: the first counts", "A>B a>C", "a=B", ["m2 a C"]],
  ["a circle is not closed", "A>B B>A", "a=B", ["m2 B A"]],
  ["… nor a longer one", "A>B B>C C>A", "a=C b=C", ["m3 C A"]],
  ["a customer is not merged into itself", "A>a", "", ["m1 A a"]],
  ["case and outer blanks do not matter, leading zeros do", "007>B 7>C", "007=B 7=C", []],
])("%s", (_name, text, wanted, ignored) => {
  const conflicts: LedgerConflict[] = [];
  const aliases = customerAliases(merges(text), conflicts);
  expect([...aliases].map(([from, into]) => `${from}=${into}`).join(" ")).toBe(wanted);
  expect(conflicts.map((conflict) => (conflict.code === "mergeIgnored" ? `${conflict.entry} ${conflict.document} ${conflict.into}` : conflict.code))).toEqual(ignored);
});

test("keys: case, outer blanks and the two ways to write ü are one", () => {
  expect(customerKey(" Mu\u0308ller ")).toBe("m\u00fcller");
  expect(customerNow(new Map([["a", "B"]]), " A ")).toBe("B");
  expect(customerNow(new Map([["a", "B"]]), " C ")).toBe(" C ");
});

test("documents, credits, refunds and applications count for the new customer; the application keeps the name it was posted with", () => {
  const merge = merges("old>NEW").map((item) => ({ ...item, head: { ...item.head, order: 9 } }));
  const payment = { number: "P-1", kind: "payment" as const, customer: "OLD", date: isoDay("2026-01-06"), bankDate: null, deposit: "", method: "", reference: "", currency: document("X", "C", "2026-01-05", 1).currency, exchangeRate: "", amount: 50, fee: 0 };
  const { facts, refunds, applications } = foldEntries([
    entry(1, "e1", { kind: "invoice", document: document("INV-1", "OLD", "2026-01-05", 100) }),
    entry(2, "e2", { kind: "payment", payment, settlements: [{ to: "INV-1", customer: "OLD", amount: 40, discount: 0, writeOff: 0, deduction: null, reason: "" }] }),
    entry(3, "e3", { kind: "refund", refund: { number: "R-1", customer: "OLD", date: isoDay("2026-01-07"), bankDate: null, method: "", reference: "", currency: payment.currency, exchangeRate: "", amount: 10, reason: "" }, parts: [{ from: "P-1", amount: 10 }] }),
    ...merge,
  ]);
  const customers = [...facts.charges, ...facts.credits, ...refunds.values(), ...applications].map(({ customer }) => customer);
  expect(customers).toEqual(["NEW", "NEW", "NEW", "NEW", "NEW"]);
  expect(applications.map(({ postedCustomer }) => postedCustomer)).toEqual(["OLD", "OLD"]);
});
