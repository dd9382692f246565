import { takenDiscounts } from "../../../src/core/cash/takenDiscounts";
import type { BilledDocument, Entry, Settlement } from "../../../src/core/ledger/entries";
import { foldEntries } from "../../../src/core/ledger/fold";
import { document, entry, ledgerText } from "../../support/entries";

const GROUPS: BilledDocument["taxGroups"] = [
  { category: "S", code: "S18", ratePercent: "18", exemptionReason: "", taxable: 20_000, tax: 3_600 },
];
const billed = (number: string, more: Partial<BilledDocument> = {}): BilledDocument => ({ ...document(number, "C", "2026-01-01", 23_600), net: 20_000, tax: 3_600, taxGroups: GROUPS, ...more });
const invoice = (order: number, of: BilledDocument, kind: "invoice" | "debitMemo" = "invoice"): Entry => entry(order, `I${order}`, { kind, document: of });
const settles = (to: string, discount: number): Settlement => ({ to, customer: "C", amount: 100, discount, writeOff: 0, deduction: null, reason: "" });
const later = (...lines: string[]): Entry[] => (lines.length === 0 ? [] : ledgerText(lines.join("\n")).map((made, index) => ({ ...made, head: { ...made.head, order: 100 + index } })));

const ENTRIES = [
  invoice(1, billed("INV-1")), invoice(2, billed("INV-2", { terms: { code: "", rule: "2/10 n/30", discountBase: "excluded" } })), invoice(3, billed("DM-1"), "debitMemo"),
  invoice(4, { ...document("OTHER", "C", "2026-01-01", 100) }),
];

test("by the base that each document was billed with", () => {
  const taken = takenDiscounts([settles("INV-1", 2_360), settles("INV-2", 2_000), settles("DM-1", 5_000), settles("OTHER", 0)], foldEntries(ENTRIES), null);
  const group = { category: "S", code: "S18", ratePercent: "18" };
  expect(taken).toEqual([
    { to: "INV-1", discount: 2_360, onIncome: 2_000, onTax: 360, groups: [{ ...group, taxable: 2_000, tax: 360 }] },
    { to: "INV-2", discount: 2_000, onIncome: 2_000, onTax: 0, groups: [{ ...group, taxable: 2_000, tax: 0 }] },
    { to: "DM-1", discount: 5_000, onIncome: 4_237, onTax: 763, groups: [{ ...group, taxable: 4_237, tax: 763 }] },
  ]);
});

test("what has no lines is all income", () => {
  const ledger = foldEntries([...ENTRIES, ...later("2026-01-05 payment P-1 100: INV-1 100 deduction 700")]);
  expect(takenDiscounts([settles("INV-1-D1", 7), settles("GONE", 5)], ledger, null)).toEqual([
    { to: "INV-1-D1", discount: 7, onIncome: 7, onTax: 0, groups: [] }, { to: "GONE", discount: 5, onIncome: 5, onTax: 0, groups: [] },
  ]);
});

test("three discounts of a cent or two: their tax is the tax of their sum, posted or not", () => {
  const lines = ["2026-01-05 payment P-1 100: INV-1 100 discount 3", "2026-01-06 payment P-2 100: INV-2 50 discount 88, INV-1 10 discount 3", "2026-01-07 payment P-3 100: INV-1 100 discount 3"];
  const splits = [0, 1, 2].map((index) => {
    const before = foldEntries([...ENTRIES, ...later(...lines.slice(0, index))]);
    const [planned] = takenDiscounts([settles("INV-1", 3)], before, null);
    const [posted] = takenDiscounts([settles("INV-1", 3)], foldEntries([...ENTRIES, ...later(...lines)]), `e${index + 1}`);
    expect(posted).toEqual(planned);
    return planned?.onTax;
  });
  expect(splits).toEqual([0, 1, 0]); // 3, 6 and 9 of 236: 0.46, 0.92 and 1.37 of tax
});
