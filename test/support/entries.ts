import type { BilledDocument, Entry, EntryBody, Party, Settlement } from "../../src/core/ledger/entries";
import { parseCurrency, type CurrencyCode } from "../../src/core/values/currency";
import { isoDay } from "./days";

export function currency(code: string): CurrencyCode {
  const parsed = parseCurrency(code);
  if (parsed === null) throw new Error(code);
  return parsed;
}

const EUR = currency("EUR");
const NOBODY: Party = { name: "", address: "", city: "", postalCode: "", country: "", taxId: "", email: "", buyerReference: "", electronicAddress: "" };

export function entry(order: number, id: string, body: EntryBody): Entry {
  return { head: { id, seat: "A", seq: order, order, postedAt: "2026-01-01T00:00:00Z", by: "Test", app: "test" }, body };
}

export function document(number: string, customer: string, date: string, total: number): BilledDocument {
  return {
    number, customer, date: isoDay(date), currency: EUR, reference: "", terms: { code: "", rule: "net 0" }, exchangeRate: "", rounding: "perGroup",
    seller: NOBODY, buyer: NOBODY, lines: [], treatments: [], taxGroups: [], net: total, tax: 0, total,
    dues: [{ part: 1, due: isoDay(date), amount: total, discountUntil: null, discount: 0 }],
  };
}

function settlement(text: string): Settlement {
  // "INV-1 100 discount 2 writeOff 3 deduction 4"
  const [to = "", amount = "0", ...rest] = text.trim().split(/\s+/);
  const of = (word: string): number => (rest.includes(word) ? Number(rest[rest.indexOf(word) + 1]) : 0);
  const deduction = of("deduction");
  return {
    to, customer: "C", amount: Number(amount), discount: of("discount"), writeOff: of("writeOff"), reason: "",
    deduction: deduction === 0 ? null : { number: `${to}-D1`, amount: deduction, due: isoDay("2026-01-31"), reason: "damaged" },
  };
}

/**
 * A ledger as a biller would write it, one entry a line, amounts in cents:
 *   2026-01-05 invoice INV-1 100 | invoice INV-2 103 rounding 3: P-1 50 (paid before)
 *   2026-01-20 payment P-1 80: INV-1 80 deduction 5, INV-2 10
 *   2026-01-21 credit CM-1 30: INV-1 20
 *   2026-01-22 apply P-1: INV-2 5
 *   2026-01-25 bounce P-1 | void INV-2 | writeoff INV-1 3 | chargeback INV-1-D1 2
 *   2026-01-26 refund R-1 30: P-1 20, CM-1 10
 *   2026-01-27 debit DM-1 5 | deposit P-2 50 | opening O-1 100 | opening O-2 -20
 */
export function ledgerText(text: string): Entry[] {
  return text.trim().split("\n").map((line, index) => entry(index + 1, `e${index + 1}`, parseLine(line.trim())));
}

/** "… rounding 3": that much of the total is payable rounding. */
function rounded(billed: BilledDocument, head: string): BilledDocument {
  const rounding = Number(/ rounding (-?\d+)/.exec(head)?.[1] ?? 0);
  return rounding === 0 ? billed : { ...billed, net: billed.total - rounding, payableRounding: rounding };
}

function parseLine(line: string): EntryBody {
  const [head = "", tail = ""] = line.split(":");
  const [date = "", kind = "", number = "", amount = "0"] = head.trim().split(/\s+/);
  const parts = tail.trim() === "" ? [] : tail.split(",").map(settlement);
  const day = isoDay(date);
  const applications = parts.map((part) => ({ to: part.to, customer: "C", amount: part.amount, discount: part.discount }));
  switch (kind) {
    case "invoice": {
      return {
        kind: "invoice", document: rounded(document(number, "C", date, Number(amount)), head),
        ...(parts.length === 0 ? {} : { prepaid: parts.map(({ to, amount: part }) => ({ from: to, amount: part })) }),
      };
    }
    case "credit":
      return { kind: "creditMemo", document: rounded(document(number, "C", date, Number(amount)), head), original: null, applications };
    case "payment":
      return {
        kind: "payment", settlements: parts,
        payment: { number, kind: "payment", customer: "C", date: day, bankDate: null, deposit: "", method: "", reference: "", currency: EUR, exchangeRate: "", amount: Number(amount), fee: 0 },
      };
    case "apply":
      return { kind: "application", from: number, date: day, applications };
    case "bounce":
      return { kind: "reversal", number: `${number}-R`, payment: number, customer: "C", date: day, currency: EUR, amount: Number(amount), reason: "" };
    case "void":
      return { kind: "void", document: number, customer: "C", date: day, reason: "" };
    case "debit":
      return { kind: "debitMemo", document: document(number, "C", date, Number(amount)) };
    case "deposit":
      return {
        kind: "payment", settlements: [],
        payment: { number, kind: "deposit", customer: "C", date: day, bankDate: null, deposit: "", method: "", reference: "", currency: EUR, exchangeRate: "", amount: Number(amount), fee: 0 },
      };
    case "opening": {
      const minor = Math.abs(Number(amount));
      const isCharge = Number(amount) > 0;
      return { kind: "opening", side: isCharge ? "charge" : "credit", number, customer: "C", date: day, currency: EUR, reference: "", amount: minor, dues: isCharge ? [{ part: 1, due: day, amount: minor }] : [] };
    }
    case "refund":
      return {
        kind: "refund", parts: parts.map(({ to, amount: part }) => ({ from: to, amount: part })),
        refund: { number, customer: "C", date: day, bankDate: null, method: "", reference: "", currency: EUR, exchangeRate: "", amount: Number(amount), reason: "" },
      };
    case "chargeback":
      return { kind: "chargeBack", deduction: number, customer: "C", date: day, amount: Number(amount), reason: "" };
    case "writeoff":
      return { kind: "writeOff", document: number, customer: "C", date: day, amount: Number(amount), reason: "" };
    default:
      throw new Error(`Unknown line: ${line}`);
  }
}
