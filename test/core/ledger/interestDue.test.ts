import type { Entry, InterestCharge } from "../../../src/core/ledger/entries";
import { foldEntries } from "../../../src/core/ledger/fold";
import { interestDue } from "../../../src/core/ledger/interestDue";
import { parseDecimal, ZERO } from "../../../src/core/values/decimal";
import { formatIsoDate } from "../../../src/core/values/plainDate";
import { isoDay } from "../../support/days";
import { document, entry, ledgerText } from "../../support/entries";

interface Run {
  readonly rate?: string;
  readonly through: string;
  readonly fee?: number;
}

/** Invoices of this text are due on their own day. Each line: item, interest, fee, days, the period, Σ principal × days. */
function due(entries: readonly Entry[], { rate = "10", through, fee = 0 }: Run): string[] {
  return charges(entries, { rate, through, fee }).map(({ days, due: line }) => `${line.item} ${line.interest} ${line.fee} ${days} ${formatIsoDate(line.after)}>${formatIsoDate(line.through)} ${line.principalDays}`);
}

function charges(entries: readonly Entry[], { rate = "10", through, fee = 0 }: Run): ReturnType<typeof interestDue> {
  return interestDue(foldEntries(entries), { ratePercent: parseDecimal(rate) ?? ZERO, through: isoDay(through), fee }, () => true);
}

/** The memo of a run, as the act posts it. */
function charged(entries: readonly Entry[], run: Run, number: string): Entry[] {
  const interest: InterestCharge[] = charges(entries, run).map((each) => each.due);
  const total = interest.reduce((sum, line) => sum + line.interest + line.fee, 0);
  const order = entries.length + 1;
  return [...entries, entry(order, `e${order}`, { kind: "debitMemo", document: document(number, "C", run.through, total), interest })];
}

const LATE = "2026-01-01 invoice INV-1 10000\n";

test.each([
  ["the day after the due date is the first", LATE, { through: "2026-01-02" }, ["INV-1 3 0 1 2026-01-01>2026-01-02 10000"]],
  ["on the due date nothing is late", LATE, { through: "2026-01-01" }, []],
  ["100.00 at 10 % for 15 days: 0.41, and a fee", LATE, { through: "2026-01-16", fee: 1000 }, ["INV-1 41 1000 15 2026-01-01>2026-01-16 150000"]],
  ["too little for a cent is not charged", "2026-01-01 invoice INV-1 10\n", { through: "2026-01-02" }, []],
  ["… but the fee is", "2026-01-01 invoice INV-1 10\n", { through: "2026-01-02", fee: 40 }, ["INV-1 0 40 1 2026-01-01>2026-01-02 10"]],
  ["the principal steps with each payment, whose own day still bears interest", `${LATE}2026-01-06 payment P-1 4000: INV-1 4000`, { through: "2026-01-11" }, ["INV-1 22 0 10 2026-01-01>2026-01-11 80000"]],
  ["what is paid late by now still owes it", `${LATE}2026-01-06 payment P-1 10000: INV-1 10000`, { through: "2026-02-11" }, ["INV-1 14 0 5 2026-01-01>2026-02-11 50000"]],
  ["what was paid in time owes nothing", "2026-01-01 invoice INV-1 10000\n2026-01-01 payment P-1 10000: INV-1 10000", { through: "2026-02-11", fee: 5 }, []],
  ["discount and write-off lower the principal as well", `${LATE}2026-01-06 payment P-1 4000: INV-1 4000 discount 500 writeOff 500`, { through: "2026-01-11" }, ["INV-1 21 0 10 2026-01-01>2026-01-11 75000"]],
  ["a bounce raises it again", `${LATE}2026-01-06 payment P-1 10000: INV-1 10000\n2026-01-08 bounce P-1 10000`, { through: "2026-01-11" }, ["INV-1 22 0 8 2026-01-01>2026-01-11 80000"]],
  ["a void document owes nothing", `${LATE}2026-01-06 void INV-1`, { through: "2026-01-11" }, []],
  ["openings, debit memos and deductions owe it like invoices", "2026-01-01 opening O-1 10000\n2026-01-01 debit DM-1 20000\n2026-01-01 invoice INV-1 50000\n2026-01-01 payment P-1 20000: INV-1 20000 deduction 30000", { through: "2026-02-10" }, ["O-1 110 0 40 2026-01-01>2026-02-10 400000", "DM-1 219 0 40 2026-01-01>2026-02-10 800000", "INV-1-D1 82 0 10 2026-01-31>2026-02-10 300000"]],
])("%s", (_name, text, run: Run, wanted) => {
  expect(due(ledgerText(text), run)).toEqual(wanted);
});

test("each instalment from its own due date; what is applied fills the earliest first", () => {
  const plain = document("INV-1", "C", "2026-01-01", 3000);
  const dues = ["2026-01-05", "2026-01-15"].map((day, index) => ({ part: index + 1, due: isoDay(day), amount: index === 0 ? 1000 : 2000, discountUntil: null, discount: 0 }));
  const billed = entry(1, "i", { kind: "invoice", document: { ...plain, dues } });
  const paid = ledgerText("2026-01-10 payment P-1 1500: INV-1 1500");
  expect(due([billed], { through: "2026-01-20", rate: "36.5" })).toEqual(["INV-1 25 0 15 2026-01-05>2026-01-20 25000"]); // 10 days of 1000, 5 of 3000
  expect(due([billed, ...paid.map((each) => ({ ...each, head: { ...each.head, order: 2 } }))], { through: "2026-01-20", rate: "36.5" })).toEqual(["INV-1 13 0 10 2026-01-05>2026-01-20 12500"]); // 5 × 1000, 5 × 1500; 12.5 rounds up
});

test("interest begins after the first day on which something was overdue, however early or late it was paid and opened again", () => {
  const dated = (...dues: readonly (readonly [day: string, amount: number])[]): Entry[] => {
    const plain = document("INV-1", "C", "2026-01-01", dues.reduce((sum, [, amount]) => sum + amount, 0));
    return [entry(0, "i", { kind: "invoice", document: { ...plain, dues: dues.map(([day, amount], index) => ({ part: index + 1, due: isoDay(day), amount, discountUntil: null, discount: 0 })) } })];
  };
  const paidEarly = ledgerText("2026-01-05 payment P-1 1000: INV-1 1000");
  expect(due([...dated(["2026-01-10", 3000]), ...paidEarly], { through: "2026-01-20", rate: "36.5" })).toEqual(["INV-1 20 0 10 2026-01-10>2026-01-20 20000"]);
  const bounced = ledgerText("2026-01-05 payment P-1 1000: INV-1 1000\n2026-01-20 bounce P-1 1000");
  expect(due([...dated(["2026-01-10", 1000], ["2026-02-10", 2000]), ...bounced], { through: "2026-02-20", rate: "36.5" })).toEqual(["INV-1 51 0 31 2026-01-20>2026-02-20 51000"]); // 21 days of 1000, 10 of 3000
});

test("a fee is for days: where none are new, a run that asks for one gets none", () => {
  const book = ledgerText("2026-01-01 invoice INV-1 100000\n2026-01-31 payment P-1 100000: INV-1 100000");
  const first = charged(book, { through: "2026-01-31" }, "DM-1");
  expect(due(first, { through: "2026-02-10", fee: 40 })).toEqual([]);
});

test("interest and fee of the same amount are two", () => {
  expect(due(ledgerText(LATE), { through: "2026-01-16", fee: 41 })).toEqual(["INV-1 41 41 15 2026-01-01>2026-01-16 150000"]);
});

test("rentemester#145: day 5 and then day 35 come to the interest of 35 days; the same days are never charged twice", () => {
  const book = ledgerText("2026-01-01 invoice INV-1 123457");
  const once = charges(book, { through: "2026-02-05" })[0]?.due.interest;
  const first = charged(book, { through: "2026-01-06", fee: 40 }, "DM-1");
  expect(due(book, { through: "2026-01-06", fee: 40 })).toEqual(["INV-1 169 40 5 2026-01-01>2026-01-06 617285"]);
  expect(due(first, { through: "2026-01-06", fee: 40 })).toEqual([]);
  expect(due(first, { through: "2026-01-03", fee: 40 })).toEqual([]);
  const second = charged(first, { through: "2026-02-05", fee: 40 }, "DM-2");
  expect(due(first, { through: "2026-02-05", fee: 40 })).toEqual([`INV-1 ${(once ?? 0) - 169} 0 30 2026-01-06>2026-02-05 3703710`]);
  expect(due(second, { through: "2026-02-05", fee: 40 })).toEqual([]);
});

test("a fee that an earlier run did not ask for is asked for once; the rates of both runs count for their own days", () => {
  const book = ledgerText("2026-01-01 invoice INV-1 100000");
  const first = charged(book, { through: "2026-01-11", rate: "10" }, "DM-1"); // 273.97…
  expect(due(first, { through: "2026-01-21", rate: "5", fee: 40 })).toEqual(["INV-1 137 40 10 2026-01-11>2026-01-21 1000000"]); // 410.96 − 274
});

test("two people charged the same item: the later of both watermarks counts, and both charges", () => {
  const book = ledgerText("2026-01-01 invoice INV-1 100000");
  const line = (through: string, interest: number, days: number): InterestCharge => ({ item: "INV-1", after: isoDay("2026-01-01"), through: isoDay(through), ratePercent: "10", principalDays: String(100_000 * days), interest, fee: 0 });
  const memos = [line("2026-01-31", 822, 30), line("2026-01-11", 274, 10)].map((interest, index) => entry(index + 2, `d${index}`, { kind: "debitMemo", document: document(`DM-${index}`, "C", "2026-01-31", interest.interest), interest: [interest] }));
  expect(due([...book, ...memos], { through: "2026-02-10" })).toEqual(["INV-1 274 0 10 2026-01-31>2026-02-10 1000000"]); // 50 days: 1369.86 − 822 − 274
});

test("a run whose memo was voided was not charged, and interest bears no interest", () => {
  const first = charged(ledgerText(LATE), { through: "2026-01-31" }, "DM-1");
  const voided = [...first, entry(9, "v", { kind: "void", document: "DM-1", customer: "C", date: isoDay("2026-01-31"), reason: "" })];
  expect(due(voided, { through: "2026-02-10" })).toEqual(["INV-1 110 0 40 2026-01-01>2026-02-10 400000"]);
  expect(due(first, { through: "2026-02-10" })).toEqual(["INV-1 28 0 10 2026-01-31>2026-02-10 100000"]); // 109.59 − 82
});

test("never below zero: a payment that came to light after its days were charged lowers only what is still to come", () => {
  const first = charged(ledgerText(LATE), { through: "2026-01-31" }, "DM-1");
  const later = [...first, ...ledgerText("2026-01-02 payment P-1 10000: INV-1 10000").map((each) => ({ ...each, head: { ...each.head, id: "p", order: 9 } }))];
  expect(due(later, { through: "2026-03-31", fee: 0 })).toEqual([]);
});

test("a rate or days that cannot be read count as nothing charged", () => {
  const [first] = charges(ledgerText(LATE), { through: "2026-01-31" });
  if (first === undefined) throw new Error("Nothing was due");
  const broken = { ...first.due, principalDays: "?" };
  const book = [...ledgerText(LATE), entry(2, "d", { kind: "debitMemo", document: document("DM-1", "C", "2026-01-31", 82), interest: [broken] })];
  expect(due(book, { through: "2026-03-02" })).toEqual([]); // 82 were charged already, 82.19 are due now
});

test("only what is asked for", () => {
  const ledger = foldEntries(ledgerText("2026-01-01 invoice INV-1 10000\n2026-01-01 invoice INV-2 10000"));
  const asked = interestDue(ledger, { ratePercent: parseDecimal("10") ?? ZERO, through: isoDay("2026-01-31"), fee: 0 }, ({ number }) => number === "INV-2");
  expect(asked.map(({ charge }) => charge.number)).toEqual(["INV-2"]);
});

test("two people post one number: interest bears none, and the debit memo beside it does", () => {
  const late = ledgerText("2026-01-01 invoice INV-1 10000\n2026-01-01 debit DM-1 20000");
  const both = charged(late, { through: "2026-01-11" }, "DM-1");
  expect(due(both, { through: "2026-01-11" })).toEqual([]);
  expect(due(both, { through: "2026-01-21" }).map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual(["INV-1 28", "DM-1 55"]);
  // The ordinary memo is void, the interest memo is not: what it charged stays charged.
  const [voided] = ledgerText("2026-01-12 void DM-1");
  if (voided === undefined) throw new Error("no void");
  const after = [...both, { ...voided, head: { ...voided.head, id: "v", order: 9 } }];
  expect(due(after, { through: "2026-01-11" })).toEqual([]);
});
