import { checkLedger } from "../../src/actions/checkLedger";
import { TestBook } from "../support/book";

/** A row of numbers from 0 below `n`, the same for the same seed. */
function numbers(seed: number): (n: number) => number {
  let state = seed;
  return (n) => (state = (state * 48271) % 2147483647) % n;
}

const DAY = (random: (n: number) => number): string => `2026-01-${String(10 + random(20))}`;
const cents = (minor: number): string => `${minor < 0 ? "-" : ""}${Math.floor(Math.abs(minor) / 100)}.${String(Math.abs(minor) % 100).padStart(2, "0")}`;

/** Something a person might do with money, sensible or not: what the rules refuse must change nothing. */
function anyAct(book: TestBook, random: (n: number) => number): readonly [action: string, input: Readonly<Record<string, unknown>>] {
  const one = (list: readonly unknown[]): string => String(list[random(list.length)] ?? "NONE");
  const charges = book.rows("Invoices").map((row) => row["Number"]);
  const credits = [...book.rows("Payments").map((row) => row["Number"]), ...book.rows("Invoices").filter((row) => row["Kind"] === "credit memo").map((row) => row["Number"])];
  const sometimes = <T>(field: string, value: T): Record<string, T> => (random(3) === 0 ? { [field]: value } : {});
  const line = (): Record<string, unknown> => ({
    invoice: one(charges), ...(random(4) === 0 ? {} : { amount: cents(random(20_000)) }), ...sometimes("discount", cents(random(400))), ...sometimes("acceptDiscount", true),
    ...sometimes("deduction", cents(random(3_000))), ...sometimes("writeOff", cents(random(500))),
  });
  const customer = one(["ACME", "ACME", "ACME-DE", "00417"]);
  switch (random(8)) {
    case 0:
    case 1:
      return ["postPayment", { customer, date: DAY(random), amount: cents(1 + random(40_000)), apply: [line()] }];
    case 2:
      return ["postPayment", { customer, date: DAY(random), amount: cents(1 + random(60_000)), apply: [line(), line()] }];
    case 3:
      return ["postPayment", { customer, date: DAY(random), amount: cents(1 + random(30_000)), reference: one(["", ...charges]), apply: "auto" }];
    case 4:
      return ["applyCredit", { from: one(credits), date: DAY(random), apply: [{ invoice: one(charges), amount: cents(random(20_000)) }] }];
    case 5:
      return ["applyCredit", { from: one(credits), date: DAY(random), apply: [{ invoice: one(charges), amount: cents(-random(10_000)) }, { invoice: one(charges) }] }];
    case 6:
      return ["applyCredit", { from: one(credits) }];
    default:
      return random(3) === 0 ? ["reversePayment", { payment: one(credits), date: DAY(random) }] : ["creditInvoice", { invoice: one(charges), date: DAY(random), amount: cents(1 + random(5_000)) }];
  }
}

async function bookOfSix(): Promise<TestBook> {
  const book = await TestBook.withCustomers();
  await book.post("putRows", { table: "Customers", rows: [{ "Customer": "ACME-DE", "Name": "Acme GmbH", "Currency": "EUR", "Tax code": "Z0", "Terms": "2-10-NET30", "Group": "Road Runner" }] });
  for (const [customer, date, amount] of [["ACME", "2026-01-05", "150.00"], ["ACME", "2026-01-12", "150.00"], ["ACME", "2026-01-20", "99.99"], ["ACME-DE", "2026-01-08", "200.00"], ["ACME-DE", "2026-01-15", "33.33"], ["00417", "2026-01-31", "250.00"]] as const)
    await book.invoice(customer, date, amount);
  return book;
}

const sum = (values: readonly unknown[]): number => Math.round(values.reduce<number>((total, value) => total + Number(value) * 100, 0));

/** Σ Balance − Σ Unapplied = what was billed and not settled, by the rows that a person sees. */
function expectWhole(book: TestBook): void {
  const invoices = book.rows("Invoices");
  const payments = book.rows("Payments");
  for (const row of [...invoices, ...payments]) {
    const left = Number(row["Balance"] ?? row["Unapplied"]);
    const whole = Number(row["Total"] ?? row["Amount"]);
    expect(Math.sign(whole) * left).toBeGreaterThanOrEqual(0);
    expect(Math.abs(left)).toBeLessThanOrEqual(Math.abs(whole));
  }
  for (const row of payments.filter(({ Kind }) => Kind === "payment")) {
    const used = book.rows("Applications").filter(({ From }) => From === row["Number"]).map(({ Amount }) => Amount);
    expect(sum(used) + sum([row["Unapplied"]])).toBe(sum([row["Amount"]]));
  }
  for (const row of invoices.filter(({ Kind }) => Kind !== "credit memo")) {
    const settled = book.rows("Applications").filter(({ To }) => To === row["Number"]).flatMap(({ Amount, Discount }) => [Amount, Discount]);
    expect(sum(settled) + sum([row["Balance"]])).toBe(sum([row["Total"]]));
  }
}

test.each([1, 2, 3, 4])("whatever is posted is what was planned: nothing is cut off, every amount is accounted for (%i)", async (seed) => {
  const random = numbers(seed * 7919);
  const book = await bookOfSix();
  let posted = 0;
  for (let step = 0; step < 30; step += 1) {
    const [action, input] = anyAct(book, random);
    const before = JSON.stringify([...book.workbook.tables]);
    const { status } = await book.act(action, input);
    if (status !== "posted") expect(JSON.stringify([...book.workbook.tables])).toBe(before);
    else {
      posted += 1;
      expectWhole(book);
    }
  }
  expect(posted).toBeGreaterThan(5);
  expect((await checkLedger(book.workbook)).map(({ code, params }) => [code, params])).toEqual([]);
});
