import { ledgerJournal } from "../../../src/core/exchange/hledger";
import type { BilledDocument, Entry, EntryBody, PaymentBody } from "../../../src/core/ledger/entries";
import { foldEntries } from "../../../src/core/ledger/fold";
import { isoDay } from "../../support/days";
import { currency, document, entry, ledgerText } from "../../support/entries";

const EUR = currency("EUR");
const USD = currency("USD");

function journal(entries: readonly Entry[], under?: string): string {
  return ledgerJournal(foldEntries(entries), under === undefined ? {} : { under });
}

/** The transactions alone, tags of the house left out, without declarations. */
function transactions(entries: readonly Entry[]): string[] {
  const blocks = journal(entries).trimEnd().split("\n\n").slice(1);
  return blocks.map((block) => block.split("\n").filter((line) => !/^ {4}; (entry|kind|line|document): /.test(line)).join("\n"));
}

function entries(...bodies: readonly EntryBody[]): Entry[] {
  return bodies.map((body, index) => entry(index + 1, `e${index + 1}`, body));
}

const invoice = (number: string, date: string, total: number, more: Partial<BilledDocument> = {}): EntryBody => ({ kind: "invoice", document: { ...document(number, "C", date, total), ...more } });

function payment(number: string, date: string, amount: number, settlements: readonly (readonly [to: string, amount: number, discount?: number])[], more: Partial<PaymentBody["payment"]> = {}): PaymentBody {
  return {
    kind: "payment",
    payment: { number, kind: "payment", customer: "C", date: isoDay(date), bankDate: null, deposit: "", method: "", reference: "", currency: EUR, exchangeRate: "", amount, fee: 0, ...more },
    settlements: settlements.map(([to, part, discount = 0]) => ({ to, customer: "C", amount: part, discount, writeOff: 0, deduction: null, reason: "" })),
  };
}

const group = (code: string, tax: number): BilledDocument["taxGroups"][number] => ({ category: "S", code, ratePercent: "20", exemptionReason: "", taxable: 0, tax });

test("a whole journal: declarations, then transactions by day", () => {
  const taxed = invoice("INV-1", "2026-01-05", 12_345, { net: 10_000, tax: 2_345, taxGroups: [group("S20", 2_000), group("S:7", 345)], reference: "PO: 7", dues: [
    { part: 1, due: isoDay("2026-02-04"), amount: 10_000, discountUntil: null, discount: 0 },
    { part: 2, due: isoDay("2026-03-06"), amount: 2_345, discountUntil: null, discount: 0 },
  ] });
  expect(journal(entries(payment("P-1", "2026-01-20", 8_000, [["INV-1", 5_000, 100]], { fee: 30, reference: "remittance 7" }), taxed))).toBe(`\
; Receivables of Open Item, for hledger and ledger. %3A and the like in a name stand for one character; the comment of the account says which name is meant.
commodity EUR
    format 1000.00 EUR
account assets:bank
account assets:receivable:C:INV-1
account assets:receivable:C:unapplied:P-1
account expenses:bank fees
account expenses:discount
account income:sales
account liabilities:tax:S%3A7
    ; tax code "S\\u003A7"
account liabilities:tax:S20

2026-01-05 * (INV-1) C | invoice
    ; entry: e2
    ; kind: invoice
    ; reference: PO%3A 7
    assets:receivable:C:INV-1    100.00 EUR  ; due: 2026-02-04
    assets:receivable:C:INV-1    23.45 EUR  ; due: 2026-03-06
    income:sales    -100.00 EUR
    liabilities:tax:S20    -20.00 EUR
    liabilities:tax:S%3A7    -3.45 EUR

2026-01-20 * (P-1) C | payment
    ; entry: e1
    ; kind: payment
    ; reference: remittance 7
    assets:receivable:C:unapplied:P-1    -80.00 EUR
    assets:bank    79.70 EUR
    expenses:bank fees    0.30 EUR

2026-01-20 * (P-1) C | payment applied
    ; entry: e1
    ; line: 1
    ; kind: payment
    ; document: INV-1
    assets:receivable:C:INV-1    -51.00 EUR
    assets:receivable:C:unapplied:P-1    50.00 EUR
    expenses:discount    1.00 EUR
`);
});

test("several books in one file, each under its own account", () => {
  const text = journal(entries(invoice("1", "2026-01-05", 100)), "Book: A");
  expect(text).toContain("account Book%3A A:assets:receivable:C:1\n");
  expect(text).toContain("    Book%3A A:assets:receivable:C:1    1.00 EUR  ; due: 2026-01-05\n    Book%3A A:income:sales    -1.00 EUR\n");
  expect(journal(entries(invoice("1", "2026-01-05", 100)), "")).toBe(ledgerJournal(foldEntries(entries(invoice("1", "2026-01-05", 100)))));
});

test("currencies with no, two and three decimals", () => {
  const text = journal(entries(...["JPY", "KWD", "EUR"].map((code, index) => invoice(`I${index}`, "2026-01-05", 1_234, { currency: currency(code) }))));
  expect(text).toContain("commodity EUR\n    format 1000.00 EUR\ncommodity JPY\ncommodity KWD\n    format 1000.000 KWD\naccount ");
  for (const amount of ["12.34 EUR", "1234 JPY", "1.234 KWD"]) expect(text).toContain(`    ${amount}  ; due: 2026-01-05`);
});

test("what a total has besides net and taxes is rounding; a tax of nothing has no posting; taxes of one code are one", () => {
  expect(transactions(entries(invoice("I", "2026-01-05", 1_205, { net: 1_000, tax: 203, taxGroups: [group("S", 150), group("S", 53), group("Z", 0)] })))).toEqual([
    "2026-01-05 * (I) C | invoice\n    assets:receivable:C:I    12.05 EUR  ; due: 2026-01-05\n    income:sales    -10.00 EUR\n    liabilities:tax:S    -2.03 EUR\n    income:rounding    -0.02 EUR",
  ]);
});

const MOVES: readonly { readonly name: string; readonly ledger: string; readonly last: readonly string[] }[] = [
  { name: "a credit memo applied", ledger: "2026-01-05 invoice I 100\n2026-01-20 credit CM 70: I 60", last: [
    "2026-01-20 * (CM) C | credit memo\n    assets:receivable:C:unapplied:CM    -0.70 EUR\n    income:sales    0.70 EUR",
    "2026-01-20 * (CM) C | credit memo applied\n    assets:receivable:C:I    -0.60 EUR\n    assets:receivable:C:unapplied:CM    0.60 EUR",
  ] },
  { name: "an application taken back, with its discount", ledger: "2026-01-05 invoice I 100\n2026-01-20 credit CM 70: I 60 discount 5\n2026-01-21 apply CM: I -20", last: [
    "2026-01-21 * (CM) C | application taken back\n    assets:receivable:C:I    0.20 EUR\n    assets:receivable:C:unapplied:CM    -0.20 EUR",
  ] },
  { name: "a write-off", ledger: "2026-01-05 invoice I 100\n2026-01-20 writeoff I 30", last: ["2026-01-20 * (I) C | write-off\n    assets:receivable:C:I    -0.30 EUR\n    expenses:write-off    0.30 EUR"] },
  { name: "a void of the whole", ledger: "2026-01-05 invoice I 100\n2026-01-06 void I", last: ["2026-01-06 * (I) C | void\n    assets:receivable:C:I    -1.00 EUR\n    income:sales    1.00 EUR"] },
  { name: "a credit memo cancelled", ledger: "2026-01-05 credit CM 100\n2026-01-06 void CM", last: ["2026-01-06 * (CM) C | void\n    assets:receivable:C:unapplied:CM    1.00 EUR\n    income:sales    -1.00 EUR"] },
  { name: "a deduction is moved through transfers", ledger: "2026-01-05 invoice I 100\n2026-01-20 payment P 90: I 90 deduction 10", last: [
    "2026-01-20 * (I-D1) C | deduction\n    assets:receivable:C:I-D1    0.10 EUR  ; due: 2026-01-31\n    equity:transfers    -0.10 EUR",
    "2026-01-20 * (P) C | payment\n    assets:receivable:C:unapplied:P    -0.90 EUR\n    assets:bank    0.90 EUR",
    "2026-01-20 * (P) C | payment applied\n    assets:receivable:C:I    -0.90 EUR\n    assets:receivable:C:unapplied:P    0.90 EUR",
    "2026-01-20 * (I) C | deduction\n    assets:receivable:C:I    -0.10 EUR\n    equity:transfers    0.10 EUR",
  ] },
  { name: "a bounce: application, deduction, write-off and cash are taken back", ledger: "2026-01-05 invoice I 100\n2026-01-20 payment P 80: I 80 discount 5 writeOff 5 deduction 10\n2026-01-25 bounce P", last: [
    "2026-01-25 * (P) C | application taken back\n    assets:receivable:C:I    0.85 EUR\n    assets:receivable:C:unapplied:P    -0.80 EUR\n    expenses:discount    -0.05 EUR",
    "2026-01-25 * (I-D1) C | application taken back\n    assets:receivable:C:I-D1    -0.10 EUR\n    equity:transfers    0.10 EUR",
    "2026-01-25 * (I) C | application taken back\n    assets:receivable:C:I    0.10 EUR\n    equity:transfers    -0.10 EUR",
    "2026-01-25 * (I) C | application taken back\n    assets:receivable:C:I    0.05 EUR\n    expenses:write-off    -0.05 EUR",
    "2026-01-25 * (P) C | payment bounced\n    assets:receivable:C:unapplied:P    0.80 EUR\n    assets:bank    -0.80 EUR",
  ] },
];

test.each(MOVES)("$name", ({ ledger, last }) => {
  expect(transactions(ledgerText(ledger)).slice(-last.length)).toEqual(last);
});

test("a void after a part payment takes sales and taxes back in proportion", () => {
  const voided = entries(
    invoice("I", "2026-01-05", 1_200, { net: 1_000, tax: 200, taxGroups: [group("S", 200)] }), payment("P", "2026-01-06", 300, [["I", 300]]),
    { kind: "void", document: "I", customer: "C", date: isoDay("2026-01-07"), reason: "" },
  );
  expect(transactions(voided).at(-1)).toBe("2026-01-07 * (I) C | void\n    assets:receivable:C:I    -9.00 EUR\n    income:sales    7.50 EUR\n    liabilities:tax:S    1.50 EUR");
});

test("opening items come from opening balances, a debit memo is called so, refunds and their return pass the bank", () => {
  const opening = (side: "charge" | "credit", number: string): EntryBody => ({
    kind: "opening", side, number, customer: "C", date: isoDay("2025-12-31"), currency: EUR, reference: side === "charge" ? "old" : "", amount: 100, dues: side === "charge" ? [{ part: 1, due: isoDay("2026-01-15"), amount: 100 }] : [],
  });
  const refund: EntryBody = {
    kind: "refund", parts: [{ from: "OC", amount: 40 }],
    refund: { number: "R", customer: "C", date: isoDay("2026-01-10"), bankDate: null, method: "", reference: "", currency: EUR, exchangeRate: "", amount: 40, reason: "" },
  };
  const returned: EntryBody = { kind: "reversal", number: "RR", payment: "R", customer: "C", date: isoDay("2026-01-12"), currency: EUR, amount: 40, reason: "" };
  expect(transactions(entries(opening("charge", "O"), opening("credit", "OC"), { kind: "debitMemo", document: document("DM", "C", "2026-01-02", 50) }, refund, returned))).toEqual([
    "2025-12-31 * (O) C | opening item\n    ; reference: old\n    assets:receivable:C:O    1.00 EUR  ; due: 2026-01-15\n    equity:opening balances    -1.00 EUR",
    "2025-12-31 * (OC) C | opening item\n    assets:receivable:C:unapplied:OC    -1.00 EUR\n    equity:opening balances    1.00 EUR",
    "2026-01-02 * (DM) C | debit memo\n    assets:receivable:C:DM    0.50 EUR  ; due: 2026-01-02\n    income:sales    -0.50 EUR",
    "2026-01-10 * (OC) C | refund\n    assets:receivable:C:unapplied:OC    0.40 EUR\n    assets:bank    -0.40 EUR",
    "2026-01-12 * (OC) C | refund returned\n    assets:receivable:C:unapplied:OC    -0.40 EUR\n    assets:bank    0.40 EUR",
  ]);
});

describe("with exchange rates", () => {
  const at = (exchangeRate: string): { exchangeRate: string; bookCurrency: typeof EUR; currency: typeof USD } => ({ exchangeRate, bookCurrency: EUR, currency: USD });

  test("amounts are valued at the document's rate and the difference on settlement is exchange", () => {
    expect(transactions(entries(invoice("I", "2026-01-05", 10_000, { ...at("0.9"), net: 8_333, tax: 1_667, taxGroups: [group("S", 1_667)] }), payment("P", "2026-01-06", 2_000, [["I", 2_000, 100]], { ...at("0.85"), fee: 10 })))).toEqual([
      "2026-01-05 * (I) C | invoice\n    assets:receivable:C:I    100.00 USD @@ 90.00 EUR  ; due: 2026-01-05\n    income:sales    -83.33 USD @@ 75.00 EUR\n    liabilities:tax:S    -16.67 USD @@ 15.00 EUR",
      "2026-01-06 * (P) C | payment\n    assets:receivable:C:unapplied:P    -20.00 USD @@ 17.00 EUR\n    assets:bank    19.90 USD @@ 16.92 EUR\n    expenses:bank fees    0.10 USD @@ 0.08 EUR",
      "2026-01-06 * (P) C | payment applied\n    assets:receivable:C:I    -21.00 USD @@ 18.90 EUR\n    assets:receivable:C:unapplied:P    20.00 USD @@ 17.00 EUR\n    expenses:discount    1.00 USD @@ 0.90 EUR\n    income:exchange    1.00 EUR",
    ]);
  });

  test("the book's currency is declared too; an opening item has a rate of its own", () => {
    const opening: EntryBody = { kind: "opening", side: "charge", number: "O", customer: "C", date: isoDay("2026-01-05"), reference: "", amount: 1_000, dues: [], ...at("0.9") };
    expect(journal(entries(opening)).split("\n").slice(1)).toEqual([
      "commodity EUR", "    format 1000.00 EUR", "commodity USD", "    format 1000.00 USD", "account assets:receivable:C:O", "account equity:opening balances", "",
      "2026-01-05 * (O) C | opening item", "    ; entry: e1", "    ; kind: opening", "    assets:receivable:C:O    10.00 USD @@ 9.00 EUR", "    equity:opening balances    -10.00 USD @@ 9.00 EUR", "",
    ]);
  });

  test("a rate without the book's currency values nothing", () => {
    const [text] = transactions(entries(invoice("I", "2026-01-05", 100, { currency: USD, exchangeRate: "0.9" })));
    expect(text).toBe("2026-01-05 * (I) C | invoice\n    assets:receivable:C:I    1.00 USD  ; due: 2026-01-05\n    income:sales    -1.00 USD");
  });

  test("cents that rounding leaves have an account of their own, so that each transaction is whole", () => {
    const [, , first, second, third] = transactions(entries(invoice("I", "2026-01-05", 30, at("0.055")), payment("P", "2026-01-06", 30, [["I", 10], ["I", 10], ["I", 10]], at("0.045"))));
    // 0.30 at 0.055 is 0.02, at 0.045 is 0.01: open amounts are always worth their rounded balance.
    expect([first, second, third].map((text) => text?.split("\n").slice(1))).toEqual([
      ["    assets:receivable:C:I    -0.10 USD @@ 0.01 EUR", "    assets:receivable:C:unapplied:P    0.10 USD @@ 0.00 EUR", "    income:rounding    0.01 EUR"],
      ["    assets:receivable:C:I    -0.10 USD @@ 0.00 EUR", "    assets:receivable:C:unapplied:P    0.10 USD @@ 0.01 EUR", "    income:rounding    -0.01 EUR"],
      ["    assets:receivable:C:I    -0.10 USD @@ 0.01 EUR", "    assets:receivable:C:unapplied:P    0.10 USD @@ 0.00 EUR", "    income:rounding    0.01 EUR"],
    ]);
  });

  test("a write-off, a void and a deduction are worth what the invoice was", () => {
    const texts = transactions(entries(
      invoice("I", "2026-01-05", 1_000, at("0.5")), { kind: "writeOff", document: "I", customer: "C", date: isoDay("2026-01-06"), amount: 101, reason: "" },
      { ...payment("P", "2026-01-07", 100, [], at("0.4")), settlements: [{ to: "I", customer: "C", amount: 100, discount: 0, writeOff: 0, reason: "", deduction: { number: "D", amount: 99, due: isoDay("2026-02-01"), reason: "" } }] },
      { kind: "void", document: "I", customer: "C", date: isoDay("2026-01-08"), reason: "" },
    ));
    expect(texts.filter((text) => !text.includes("| payment"))).toEqual([
      "2026-01-05 * (I) C | invoice\n    assets:receivable:C:I    10.00 USD @@ 5.00 EUR  ; due: 2026-01-05\n    income:sales    -10.00 USD @@ 5.00 EUR",
      "2026-01-06 * (I) C | write-off\n    assets:receivable:C:I    -1.01 USD @@ 0.50 EUR\n    expenses:write-off    1.01 USD @@ 0.50 EUR",
      "2026-01-07 * (D) C | deduction\n    assets:receivable:C:D    0.99 USD @@ 0.50 EUR  ; due: 2026-02-01\n    equity:transfers    -0.99 USD @@ 0.50 EUR",
      "2026-01-07 * (I) C | deduction\n    assets:receivable:C:I    -0.99 USD @@ 0.50 EUR\n    equity:transfers    0.99 USD @@ 0.50 EUR",
      "2026-01-08 * (I) C | void\n    assets:receivable:C:I    -7.00 USD @@ 3.50 EUR\n    income:sales    7.00 USD @@ 3.50 EUR",
    ]);
  });

  test("where one side has no rate, or another book's, nothing is valued", () => {
    for (const more of [{ currency: USD }, { ...at("0.85"), bookCurrency: currency("GBP") }, { ...at("0"), bookCurrency: EUR }]) {
      const texts = transactions(entries(invoice("I", "2026-01-05", 10_000, at("0.9")), payment("P", "2026-01-06", 2_000, [["I", 2_000]], more)));
      expect(texts.at(-1)).toBe("2026-01-06 * (P) C | payment applied\n    assets:receivable:C:I    -20.00 USD\n    assets:receivable:C:unapplied:P    20.00 USD");
    }
  });
});

test("two documents of one number have accounts of their own", () => {
  const text = journal(ledgerText("2026-01-05 invoice INV-1 50\n2026-01-06 invoice INV-1 60"));
  expect(text).toContain("account assets:receivable:C:INV-1\naccount assets:receivable:C:INV-1 %28e2%29\n    ; document \"INV-1 (e2)\"\n");
});

test("documents whose entries are not at hand come from opening balances", () => {
  const ledger = foldEntries(ledgerText("2026-01-05 invoice INV-1 50"));
  expect(ledgerJournal({ ...ledger, entries: [] })).toContain("    assets:receivable:C:INV-1    0.50 EUR  ; due: 2026-01-05\n    equity:opening balances    -0.50 EUR\n");
});

test("a charge without due dates has one posting", () => {
  expect(transactions(entries(invoice("I", "2026-01-05", 100, { dues: [] })))).toEqual(["2026-01-05 * (I) C | invoice\n    assets:receivable:C:I    1.00 EUR\n    income:sales    -1.00 EUR"]);
});

test("a deduction whose invoice is not at hand is not valued", () => {
  const ledger = foldEntries(ledgerText("2026-01-05 invoice I 100\n2026-01-20 payment P 90: I 90 deduction 10"));
  const charges = new Map([...ledger.charges].filter(([number]) => number !== "I"));
  expect(ledgerJournal({ ...ledger, charges, applications: [] })).toContain("    assets:receivable:C:I-D1    0.10 EUR  ; due: 2026-01-31\n    equity:transfers    -0.10 EUR\n");
});
