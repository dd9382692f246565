import { inspectLedger } from "../../src/actions/checkLedger";
import type { CureOffer, Finding } from "../../src/workbook/integrity/finding";
import { findingSentence } from "../../src/workbook/integrity/finding";
import { TestBook } from "../support/book";
import { type Fuzz, FuzzFailures, type FuzzOptions, type FuzzResult, seededRandom } from "./fuzz";

const STEPS = 24;
const TABLES = ["Invoices", "DueDates", "InvoiceLines", "Payments", "Applications"];

/**
 * Random books, made by posting; then the Journal is deleted and made again from the tables. Every cell of the posted tables
 * (balances, statuses and exchange gains too) must be as before, the check must find nothing that it did not find before, and
 * the ledger must take further postings with numbers that follow.
 */
export const journalAgainFuzz: Fuzz = {
  name: "journalAgain",
  counts: "books whose Journal was made again from the tables",
  whole: 400,
  missing: () => null,
  run: makeAgain,
};

async function makeAgain({ cases, onProgress, seed }: FuzzOptions): Promise<FuzzResult> {
  const failures = new FuzzFailures();
  for (let done = 0; done < cases; done++) {
    const wrong = await oneBook(seed + done);
    if (wrong.length > 0) failures.add(`seed ${seed + done}: ${wrong.slice(0, 4).join(" · ").slice(0, 900)}`);
    onProgress?.(done + 1);
  }
  return failures.result(cases);
}

/** What differs after the Journal of the seed's book was made again. */
export async function oneBook(seed: number): Promise<readonly string[]> {
  const random = seededRandom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const book = await startBook();
  for (let step = 0; step < STEPS; step++) await book.act(...anyAct(book, below));
  const before = new Map(TABLES.map((name) => [name, JSON.stringify(book.rows(name))]));
  const alarms = (await inspectLedger(book.workbook, { seat: "A" })).map(alarm);
  const next = await nextNumber(book);
  book.workbook.tables.delete("Journal_A");
  const [gone] = await inspectLedger(book.workbook, { seat: "A" });
  const cures = [gone?.cure ?? null, ...(gone?.others ?? [])].filter((offer): offer is CureOffer => offer?.kind === "rebuild");
  const result = await book.act("cure", { cures });
  const found = [...(result.status === "posted" ? [] : [`${result.status}: ${result.rejections.map(({ message }) => message).join(" ")}`])];
  if (gone?.params["left"] !== 0 || gone.params["filled"] !== "" || gone.params["differing"] !== "") found.push(gone === undefined ? "nothing is told" : findingSentence(gone));
  for (const [name, rows] of before) if (JSON.stringify(book.rows(name)) !== rows) found.push(`${name}: ${firstDifference(rows, JSON.stringify(book.rows(name)))}`);
  for (const finding of await inspectLedger(book.workbook, { seat: "A" })) if (!alarms.includes(alarm(finding))) found.push(findingSentence(finding));
  const after = await nextNumber(book);
  if (after !== next) found.push(`the next number would be ${after}, not ${next}`);
  return found;
}

function alarm({ code, params }: Finding): string {
  return JSON.stringify([code, params["document"] ?? null]);
}

async function nextNumber(book: TestBook): Promise<string> {
  const asked = await book.act("createInvoices", { invoiceDate: "2026-01-31", rows: [{ customer: "ACME", description: "Next", quantity: 1, unitPrice: "1.00", taxCode: "Z0" }] }, { confirm: "dryRun" });
  return asked.documents[0]?.number ?? asked.rejections.map(({ message }) => message).join(" ");
}

function firstDifference(a: string, b: string): string {
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return `${a.slice(Math.max(0, at - 60), at + 40)} is ${b.slice(Math.max(0, at - 60), at + 40)}`;
}

async function startBook(): Promise<TestBook> {
  const book = await TestBook.withCustomers();
  await book.post("putRows", { table: "TaxCodes", rows: [{ "Tax code": "I20", "Category": "S", "Rate %": 20, "Valid from": "2000-01-01", "Included": "Yes" }] });
  await book.post("putRows", {
    table: "Customers",
    rows: [
      { "Customer": "ACME-DE", "Name": "Acme GmbH", "Currency": "EUR", "Tax code": "S19", "Terms": "2-10-NET30", "Group": "Road Runner" },
      { "Customer": "OLD", "Name": "Old name", "Currency": "EUR", "Tax code": "Z0", "Terms": "NET7" }, { "Customer": "TOKYO", "Name": "Tokyo", "Currency": "JPY", "Tax code": "Z0", "Terms": "EOM" },
    ],
  });
  return book;
}

type Act = readonly [action: string, input: Readonly<Record<string, unknown>>];

/** Something that a person might post, sensible or not: what is refused changes nothing. */
function anyAct(book: TestBook, below: (count: number) => number): Act {
  const one = <T>(list: readonly T[], none: T): T => list[below(list.length)] ?? none;
  const text = (list: readonly unknown[]): string => String(one(list, "NONE"));
  const cents = (most: number): string => ((1 + below(most)) / 100).toFixed(2);
  const day = (): string => `2026-01-${String(10 + below(20))}`;
  const charges = book.rows("Invoices").filter(({ Kind }) => Kind !== "credit memo").map((row) => row["Number"]);
  const credits = [...book.rows("Payments").map((row) => row["Number"]), ...book.rows("Invoices").filter(({ Kind }) => Kind === "credit memo").map((row) => row["Number"])];
  const deductions = book.rows("Invoices").filter(({ Kind }) => Kind === "deduction").map((row) => row["Number"]);
  const sometimes = (field: string, value: () => unknown): Record<string, unknown> => (below(4) === 0 ? { [field]: value() } : {});
  const customer = text(["ACME", "ACME", "ACME-DE", "00417", "ACME-UK", "OLD"]);
  const rate = customer === "ACME-UK" ? { exchangeRate: text(["1.15", "1.2", "0.9"]) } : {};
  const applied = (): Record<string, unknown> => ({
    invoice: text(charges), ...(below(3) === 0 ? {} : { amount: cents(20_000) }), ...sometimes("discount", () => cents(400)), ...sometimes("acceptDiscount", () => true),
    ...sometimes("deduction", () => cents(3_000)), ...sometimes("reason", () => text(["Damaged", "Short: 2 pieces", "late (again)"])), ...sometimes("writeOff", () => cents(500)),
  });
  const row = (): Record<string, unknown> => ({
    customer, description: text(["Work", "Posters", "Prüfung"]), quantity: one([1, 3, 0.25, 7], 1), unitPrice: text(["100.00", "19.99", "0.10", "1.005", "333.33"]), taxCode: text(["Z0", "S20", "S19", "S7", "I20"]),
    ...sometimes("discountPercent", () => text(["10", "2.5"])), ...sometimes("reference", () => text(["PO-1", "PO-2"])),
  });
  switch (below(18)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return ["createInvoices", { invoiceDate: day(), rows: Array.from({ length: 1 + below(4) }, row), ...rate, ...sometimes("terms", () => text(["50%@10, balance@40", "2/10 n/30", "EOM"])), ...sometimes("prepaid", () => [text(credits)]), ...sometimes("allowances", () => [{ kind: text(["discount", "charge"]), percent: "5", description: "All" }]), ...sometimes("cashRounding", () => "0.05") }];
    case 4:
    case 5:
    case 6:
      return ["postPayment", { customer, date: day(), amount: cents(40_000), apply: Array.from({ length: below(3) }, applied), ...rate, ...sometimes("kind", () => "deposit"), ...sometimes("method", () => "bank"), ...sometimes("fee", () => "0.30") }];
    case 7:
      return ["postPayment", { customer, date: day(), amount: cents(30_000), apply: "auto", reference: text(["", ...charges]), ...rate }];
    case 8:
    case 9:
      return ["applyCredit", { from: text(credits), date: day(), apply: [{ invoice: text(charges), amount: cents(20_000) }, ...(below(2) === 0 ? [{ invoice: text(charges), amount: `-${cents(5_000)}` }] : [])] }];
    case 10:
      return ["applyCredit", { from: text(credits) }];
    case 11:
      return below(2) === 0 ? ["reversePayment", { payment: text(credits), date: day(), reason: text(["", "Bounced: no funds"]) }] : ["refund", { from: text(credits), amount: cents(4_000), date: day(), method: "bank", reason: text(["", "Twice"]) }];
    case 12:
      return below(2) === 0 ? ["creditInvoice", { invoice: text(charges), date: day(), amount: cents(9_000), reason: text(["", "Returned"]) }] : ["createCreditMemo", { customer, date: day(), reason: "Bonus", amount: cents(9_000), taxCode: text(["S20", "Z0"]), ...rate }];
    case 13:
      return below(2) === 0 ? ["voidDocument", { document: text([...charges, ...credits]), reason: "Wrong", date: day() }] : ["createDebitMemo", { customer, date: day(), amount: cents(5_000), taxCode: "S20", ...rate }];
    case 14:
      return below(2) === 0 ? ["writeOff", { document: text(charges), reason: "Insolvent", approvedBy: "Chief", date: day() }] : ["chargeBack", { deduction: text(deductions), reason: "No damage", date: day() }];
    case 15: {
      const number = `OB-${below(1000)}`;
      return ["postOpening", { rows: [{ number, customer: "ACME", date: "2025-11-01", due: "2025-12-01", amount: "500.00" }, { number: `${number}C`, customer: "ACME", date: "2025-11-20", amount: "-50" }], control: [{ customer: "ACME", amount: "450" }] }];
    }
    case 16:
      return below(3) === 0 ? ["mergeCustomers", { from: "OLD", into: "ACME", reason: "Same firm", date: day() }] : ["createInvoices", { invoiceDate: day(), rows: [{ customer: "TOKYO", description: "Work", quantity: 3, unitPrice: "500", taxCode: "Z0" }] }];
    default:
      return below(2) === 0 ? ["chargeInterest", { customer: "ACME", ratePercent: "10", through: "2026-02-03", fee: "10.00" }] : ["reverseRefund", { refund: text(credits), date: day(), reason: "Account closed" }];
  }
}
