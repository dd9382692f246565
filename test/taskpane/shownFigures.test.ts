import { currencyDecimals } from "../../src/core/values/currency";
import { numberFromMinor } from "../../src/core/values/money";
import { type PlainDate, toSerial } from "../../src/core/values/plainDate";
import { createLiveLedger } from "../../src/live/liveLedger";
import type { Books } from "../../src/live/books";
import { customerCard } from "../../src/taskpane/model/customers";
import { allAccounts, type CurrencyFigures, currencyFigures, stripBuckets } from "../../src/taskpane/model/figures";
import { type FigureFormula, figureFormula } from "../../src/taskpane/model/formula";
import { ISO_REGIONAL } from "../../src/taskpane/model/regional";
import { createOfficeSource } from "../../src/workbook/office/liveSource";
import { isoDay } from "../support/days";
import { HostBook } from "../support/hostBook";

jest.setTimeout(120_000);

const TODAY = isoDay("2026-02-03");

/** A book of three currencies, with credits, a part payment, money on account, instalments and a customer named like a number. */
async function writeBook(): Promise<HostBook> {
  const book = new HostBook();
  await book.post("setup", { companyName: "Finch & Harbour", currency: "EUR" });
  await book.post("saveSettings", { settings: { "Sample date": "2026-02-03" } });
  await book.post("putRows", { table: "Customers", rows: [
    { "Customer": "ACME", "Name": "Acme Ltd", "Terms": "NET30", "Currency": "EUR", "Tax code": "Z0" },
    { "Customer": "00417", "Name": 'The "Box"', "Terms": "NET30", "Currency": "USD", "Tax code": "Z0" },
    { "Customer": "QUIET", "Name": "Nothing yet", "Terms": "NET30", "Currency": "EUR", "Tax code": "Z0" },
    { "Customer": "YEN", "Name": "Yen", "Terms": "NET30", "Currency": "JPY", "Tax code": "Z0" },
  ] });
  const invoice = (customer: string, invoiceDate: string, unitPrice: string): Promise<unknown> => book.post("createInvoices", { invoiceDate, rows: [{ customer, description: "Work", quantity: 1, unitPrice, taxCode: "Z0" }] });
  await invoice("ACME", "2025-10-10", "2000.10");
  await invoice("ACME", "2025-12-20", "1800.35");
  await invoice("ACME", "2026-01-15", "1200.70");
  await invoice("00417", "2025-11-28", "1000.15");
  await invoice("00417", "2026-01-28", "70.05");
  await invoice("YEN", "2026-01-28", "7000");
  await book.post("postPayment", { customer: "ACME", date: "2026-01-20", amount: "75.45", currency: "EUR", apply: "auto" });
  await book.post("postPayment", { customer: "00417", date: "2026-02-01", amount: "1100.35", currency: "USD", apply: "auto" });
  await book.post("postPayment", { customer: "YEN", date: "2026-02-02", amount: "9000", currency: "JPY", apply: "auto" });
  return book;
}

interface Shown {
  readonly what: string;
  readonly of: FigureFormula;
  /** As the screen shows it, as a number. */
  readonly value: number;
}

/** What Home and the cards show, with the formula that CopyFormula copies beside it. */
function shownOf(whose: string, customer: string | null, asOf: PlainDate | null, figures: readonly CurrencyFigures[]): Shown[] {
  const several = figures.length > 1;
  return figures.flatMap(({ currency, open, overdue, unapplied, balance, aging }): Shown[] => {
    const amount = (minor: number): number => numberFromMinor(minor, currencyDecimals(currency)) + 0;
    const base = { customer, asOf, currency: several ? currency : null, decimals: currencyDecimals(currency) };
    const named = (figure: FigureFormula["figure"], minor: number): Shown => ({ what: `${whose} ${figure} ${currency}`, of: { ...base, figure }, value: amount(minor) });
    const sums = customer === null ? [named("open", open), named("overdue", overdue), named("unapplied", unapplied)] : [named("balance", balance), named("onAccount", -unapplied)];
    return [...sums, ...stripBuckets(aging).map(({ from, to, amount: minor }): Shown => ({ what: `${whose} ${from ?? "current"} ${currency}`, of: { ...base, figure: "bucket", days: { from, to } }, value: amount(minor) }))];
  });
}

let book: HostBook;
let books: Books;
beforeAll(async () => {
  book = await writeBook();
  const live = createLiveLedger({ source: createOfficeSource((batch) => book.host.Excel.run(batch)) });
  const { ledger } = await live.view();
  live.stop();
  if (ledger.kind !== "ready") throw new Error(ledger.kind);
  books = ledger.books;
});
afterAll(() => book.close());

test("every figure on Home and on the customers' cards is what its formula gives in a cell", async () => {
  const { index } = books;
  const shown = shownOf("Home", null, null, currencyFigures(index, allAccounts(index), TODAY));
  for (const id of ["ACME", "00417", "QUIET", "YEN"])
    for (const asOf of [null, isoDay("2025-12-31")]) shown.push(...shownOf(id, id, asOf, customerCard(books, id, asOf ?? TODAY)?.figures ?? []));
  const results = await book.evaluate(...shown.map(({ of }) => figureFormula(of, ISO_REGIONAL)));
  const given = results.map(({ values, error }) => error?.message ?? values[0]?.[0]);
  expect(shown.map(({ what }, at) => `${what}: ${String(given[at])}`)).toEqual(shown.map(({ what, value }) => `${what}: ${value}`));
  expect(shown.length).toBeGreaterThan(50);
});

test("next due dates and open items of the cards are what their formulas give", async () => {
  const asked = ["ACME", "00417", "YEN"].flatMap((id) => [null, isoDay("2025-12-31")].map((asOf) => ({ id, asOf, card: customerCard(books, id, asOf ?? TODAY) })));
  const due = asked.filter(({ card }) => card !== null && card.nextDue !== null);
  const dues = await book.evaluate(...due.map(({ id, asOf }) => figureFormula({ figure: "nextDue", customer: id, asOf, currency: null }, ISO_REGIONAL)));
  expect(dues.map(({ values }) => values[0]?.[0])).toEqual(due.map(({ card }) => toSerial(card?.nextDue ?? TODAY)));
  const listed = asked.filter(({ card }) => (card?.items.length ?? 0) > 0);
  const lists = await book.evaluate(...listed.map(({ id, asOf }) => figureFormula({ figure: "openItems", customer: id, asOf, currency: null }, ISO_REGIONAL)));
  expect(lists.map(({ values }) => values.slice(1).map((row) => [row[0], row[5]]))).toEqual(listed.map(({ card }) => (card?.items ?? []).map(({ number, open, currency }) => [number, numberFromMinor(open, currencyDecimals(currency))])));
  expect([due.length, listed.length]).toEqual([3, 5]);
});
