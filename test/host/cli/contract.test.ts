import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { createCliBench, printed, type CommandRun } from "../../support/cli";

jest.setTimeout(180_000);

const bench = createCliBench();
afterAll(() => bench.dispose());

const BOOK = bench.path("book.xlsx");
const ACME = { customer: "ACME", description: "Work", quantity: "2", unitPrice: "50.00", taxCode: "S20" };

/** Status, and JSON alone on standard output, or a sentence alone on standard error; never a stack trace. */
function expectContract(run: CommandRun, status: number): void {
  expect([run.status, run.stderr]).toEqual([status, status === 2 ? expect.stringMatching(/^[^\n]+\n$/) as unknown : ""]);
  expect(run.stderr + run.stdout).not.toMatch(/^\s+at \S+ \(|node_modules|TypeError|undefined/m);
  if (status === 2) expect(run.stdout).toBe("");
  else expect(() => JSON.parse(run.stdout) as unknown).not.toThrow();
}

async function done(...argv: readonly string[]): Promise<Record<string, unknown>> {
  const run = await bench.main(...argv);
  if (run.status !== 0) throw new Error(`${argv.join(" ")}: ${run.stderr}${run.stdout}`);
  return printed(run);
}

beforeAll(async () => {
  await done("setup", BOOK);
  await done("put", BOOK, "Customers", bench.json("customers.json", [{ Customer: "ACME", Name: "Acme Ltd", Terms: "NET30", Currency: "EUR", "Tax code": "S20", "Credit limit": 1000 }, { Customer: "00417", Name: "Zero", Terms: "NET30", Currency: "EUR", "Tax code": "Z0" }]), "--out", BOOK);
  await done("act", BOOK, "createInvoices", bench.json("bill.json", { invoiceDate: "2026-01-31", entry: "first", rows: [ACME] }), "--out", BOOK);
});

test("setup prints its tables; nothing but terms, tax codes and settings is in them", async () => {
  const out = bench.path("new.xlsx");
  expect(await done("setup", out)).toMatchObject({ status: "posted", tables: expect.arrayContaining(["Customers", "Invoices", "Payments", "Applications", "Journal_A", "Settings"]) as unknown });
  for (const table of ["Customers", "Items", "Invoices", "Payments", "Journal_A"]) expect(await done("rows", out, table)).toEqual([]);
  expect(await done("rows", out, "Terms")).toContainEqual(expect.objectContaining({ Terms: "2-10-NET30", Rule: "2/10 n/30" }));
  expect(await done("rows", out, "TaxCodes")).toContainEqual(expect.objectContaining({ "Tax code": "S20", "Rate %": "20", "Valid from": "2000-01-01" }));
  expect(printed(await bench.main("check", out))).toEqual([]);
});

test("put adds and replaces by key, keeps cells that are not given, and says how many", async () => {
  const out = bench.path("put.xlsx");
  const rows = [{ Customer: "ACME", City: "Ulm" }, { Customer: "NEW", Name: "New", "Credit limit": "12.50", Hold: true }];
  expect(await done("put", BOOK, "customers", bench.json("more.json", rows), "--out", out)).toMatchObject({ status: "posted", added: 1, replaced: 1, issues: [] });
  const [acme, , added] = (await done("rows", out, "Customers")) as unknown as Record<string, unknown>[];
  expect(acme).toMatchObject({ Customer: "ACME", Name: "Acme Ltd", City: "Ulm", "Credit limit": "1000.00", Terms: "NET30", Email: null });
  expect(added).toMatchObject({ Customer: "NEW", "Credit limit": "12.50", Hold: "Yes", Terms: null });
  expect(await done("put", out, "Customers", bench.json("same.json", rows), "--out", out)).toMatchObject({ added: 0, replaced: 2 });
});

test("rows: amounts as decimal texts, dates as ISO, empty cells null, leading zeros kept", async () => {
  expect(await done("rows", BOOK, "Invoices")).toMatchObject([{ Number: "INV-2026-0001", Customer: "ACME", Date: "2026-01-31", Due: "2026-03-02", Net: "100.00", Tax: "20.00", Total: "120.00", Balance: "120.00", Status: "Open", Reference: null, Entry: "first" }]);
  expect(((await done("rows", BOOK, "Customers")) as unknown as { Customer: string }[]).map((row) => row.Customer)).toEqual(["ACME", "00417"]);
});

test("eval: arrays whole, errors as answers, status 0, from words and from a file in order", async () => {
  const formulas = ['=BILLING.AGING(,DATE(2026,3,31))', '=BILLING.BALANCE("NOBODY")', "=1/0", '=BILLING.NEXTDUE("ACME",DATE(2026,1,31))', "SUM(1,2)", "=", "=SUM(", "=NOSUCH(1)", '="a"&TRUE', "=SEQUENCE(2,2)", ""];
  const run = await bench.main("eval", BOOK, ...formulas.slice(0, 2), "--from", bench.json("formulas.json", formulas.slice(2)));
  expectContract(run, 0);
  const results = printed(run) as unknown as { formula: string; values: unknown[][]; text: string[][]; error: { code: string; message: string } | null }[];
  expect(results.map(({ formula }) => formula)).toEqual(formulas);
  expect(results[0]?.values).toEqual([
    ["As of 2026-03-31 · due date", "Current", "1-30 days", "31-60 days", "61-90 days", "91+ days", "Unapplied", "Total"],
    ["ACME", 0, 120, 0, 0, 0, 0, 120],
    ["Total", 0, 120, 0, 0, 0, 0, 120],
  ]);
  expect(results[1]).toMatchObject({ values: [["#N/A"]], error: { code: "#N/A", message: expect.stringContaining("NOBODY") as unknown } });
  expect(results[2]).toMatchObject({ values: [["#DIV/0!"]], error: { code: "#DIV/0!" } });
  expect(results[3]).toMatchObject({ values: [[46083]], error: null });
  expect(results[4]).toMatchObject({ values: [[3]], text: [["3"]] });
  expect(results[6]?.error).not.toBeNull();
  expect(results[7]?.error?.code).toBe("#NAME?");
  expect(results.slice(8, 10).map(({ values }) => values)).toEqual([[["aTRUE"]], [[1, 2], [3, 4]]]);
  expect(readdirSync(dirname(BOOK)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("eval never changes the book", async () => {
  const before = readFileSync(BOOK);
  await done("eval", BOOK, "=1+1");
  expect(readFileSync(BOOK).equals(before)).toBe(true);
});

test("act --dry-run tells what would be posted and writes nothing, with or without --out", async () => {
  const before = readFileSync(BOOK);
  const input = bench.json("dry.json", { invoiceDate: "2026-02-01", rows: [ACME] });
  const out = bench.path("dry.xlsx");
  for (const argv of [[], ["--out", out], ["--out", BOOK]]) {
    const planned = await done("act", BOOK, "createInvoices", input, "--dry-run", ...argv);
    expect(planned).toMatchObject({ documents: [{ number: "INV-2026-0002", total: "120.00" }], rejections: [] });
    expect(planned["status"]).not.toBe("posted");
  }
  expect(existsSync(out)).toBe(false);
  expect(readFileSync(BOOK).equals(before)).toBe(true);
});

test("act prints status, documents, issues, rejections; a document as documented", async () => {
  const result = await done("act", BOOK, "createInvoices", bench.json("act.json", { invoiceDate: "2026-02-01", rows: [ACME] }), "--out", bench.path("act.xlsx"));
  expect(result).toMatchObject({ status: "posted", issues: [], rejections: [] });
  expect(result["documents"]).toEqual([{ kind: "invoice", number: "INV-2026-0002", customer: "ACME", date: "2026-02-01", due: "2026-03-03", dues: [{ part: 1, due: "2026-03-03", amount: "120.00" }], currency: "EUR", net: "100.00", tax: "20.00", total: "120.00" }]);
});

test("the same entry again is exists with the same documents, from the file; other input is refused", async () => {
  const input = { invoiceDate: "2026-01-31", entry: "first", rows: [ACME] };
  const again = bench.path("again.xlsx");
  const run = await bench.main("act", BOOK, "createInvoices", bench.json("again.json", input), "--out", again);
  expectContract(run, 0);
  expect(printed(run)).toMatchObject({ status: "exists", documents: [{ number: "INV-2026-0001", total: "120.00" }] });
  expect(await done("rows", again, "Invoices")).toEqual(await done("rows", BOOK, "Invoices"));
  const other = await bench.main("act", BOOK, "createInvoices", bench.json("other.json", { ...input, invoiceDate: "2026-01-30" }), "--out", again);
  expectContract(other, 1);
  expect(printed(other)).toMatchObject({ status: "refused", rejections: [{ message: expect.stringContaining("posted already") as unknown }] });
});

test("amounts as numbers and as texts give the same", async () => {
  const results = [];
  for (const [index, [quantity, unitPrice, discountPercent, amount]] of ([["3", "19.99", "2.5", "10.10"], [3, 19.99, 2.5, 10.1]] as const).entries()) {
    const out = bench.path(`kind${index}.xlsx`);
    const bill = await done("act", BOOK, "createInvoices", bench.json(`kind${index}.json`, { invoiceDate: "2026-02-01", rows: [{ ...ACME, quantity, unitPrice, discountPercent }] }), "--out", out);
    const pay = await done("act", out, "postPayment", bench.json(`pay${index}.json`, { customer: "ACME", date: "2026-02-02", amount, apply: [{ invoice: "INV-2026-0002", amount, writeOff: index === 0 ? "0.05" : 0.05 }] }), "--out", out);
    results.push([bill["documents"], pay["documents"], await done("rows", out, "Applications")].map((part) => JSON.stringify(part).replaceAll(/"(Entry|Check)":"[^"]*"/g, "")));
  }
  expect(results[0]).toEqual(results[1]);
});

test("a refused act writes no file and leaves the book as it was", async () => {
  const before = readFileSync(BOOK);
  const out = bench.path("refused.xlsx");
  const run = await bench.main("act", BOOK, "postPayment", bench.json("refused.json", { customer: "ACME", date: "2026-02-02", amount: "500.00", apply: [{ invoice: "INV-2026-0001", amount: "500.00" }] }), "--out", out);
  expectContract(run, 1);
  expect(printed(run)).toMatchObject({ status: "refused", documents: [], rejections: [{ code: "applicationAboveOpen", message: expect.stringContaining("by 380.00") as unknown }] });
  expect(existsSync(out)).toBe(false);
  expect((await bench.main("act", BOOK, "postPayment", bench.json("refused.json", { customer: "ACME", amount: "x" }), "--out", BOOK)).status).toBe(1);
  expect(readFileSync(BOOK).equals(before)).toBe(true);
});

test("OUT may be BOOK; where OUT cannot be written, BOOK stays and nothing is left behind", async () => {
  const book = bench.write("mine.xlsx", readFileSync(BOOK));
  const input = bench.json("mine.json", { invoiceDate: "2026-02-01", rows: [ACME] });
  await done("act", book, "createInvoices", input, "--out", book);
  expect(await done("rows", book, "Invoices")).toHaveLength(2);
  const before = readFileSync(book);
  mkdirSync(bench.path("folder.xlsx"));
  for (const out of [bench.path("missing/deep.xlsx"), bench.path("folder.xlsx")]) expectContract(await bench.main("act", book, "createInvoices", input, "--out", out), 2);
  expectContract(await bench.main("setup", bench.path("missing/deep.xlsx")), 2);
  expect(readFileSync(book).equals(before)).toBe(true);
  expect(readdirSync(dirname(book)).filter((name) => name.includes(".tmp"))).toEqual([]);
});

const good = { invoiceDate: "2026-02-01", rows: [ACME] };
const WRONG_INPUTS: readonly { name: string; action: string; input: unknown; says: string }[] = [
  ...[null, 5, "text", [], true].map((input) => ({ name: `${JSON.stringify(input)} for an object`, action: "postPayment", input, says: "object" })),
  { name: "an empty object", action: "postPayment", input: {}, says: "customer" },
  { name: "a misspelt field", action: "createInvoices", input: { ...good, invoicedate: "2026-02-01" }, says: "invoicedate" },
  { name: "rows that are no list", action: "createInvoices", input: { rows: 5 }, says: "rows" },
  { name: "rows that are no objects", action: "createInvoices", input: { rows: [1, "a", null, [2]] }, says: "row 3" },
  { name: "no rows", action: "createInvoices", input: { rows: [] }, says: "rows" },
  { name: "a field that a row does not have", action: "createInvoices", input: { rows: [{ ...ACME, qty2: 1 }] }, says: "qty2" },
  { name: "an object for a price", action: "createInvoices", input: { rows: [{ ...ACME, unitPrice: { a: 1 } }] }, says: "unitPrice" },
  { name: "a list for a customer", action: "createInvoices", input: { rows: [{ ...ACME, customer: ["ACME"] }] }, says: "customer" },
  { name: "a boolean for a quantity", action: "createInvoices", input: { rows: [{ ...ACME, quantity: true }] }, says: "quantity" },
  { name: "a date that is not in the calendar", action: "createInvoices", input: { ...good, invoiceDate: "2026-02-30" }, says: "2026-02-30" },
  { name: "a number for a date", action: "createInvoices", input: { ...good, invoiceDate: 20260201 }, says: "invoiceDate" },
  { name: "grouping by something else", action: "createInvoices", input: { ...good, groupBy: ["weekday"] }, says: "groupBy" },
  { name: "a number for the grouping", action: "createInvoices", input: { ...good, groupBy: 7 }, says: "groupBy" },
  { name: "a wrong mapping", action: "createInvoices", input: { ...good, mapping: "customer" }, says: "mapping" },
  { name: "a number for the mapping", action: "createInvoices", input: { ...good, mapping: 7 }, says: "mapping" },
  { name: "a price in words", action: "createInvoices", input: { rows: [{ ...ACME, unitPrice: "ten" }] }, says: "row 1, unitPrice" },
  { name: "NaN in words", action: "postPayment", input: { customer: "ACME", amount: "NaN" }, says: "amount" },
  { name: "an endless amount", action: "postPayment", input: { customer: "ACME", amount: "1e400" }, says: "amount" },
  { name: "a comma for a point", action: "postPayment", input: { customer: "ACME", amount: "400,00" }, says: "400,00" },
  { name: "a negative payment", action: "postPayment", input: { customer: "ACME", amount: "-5" }, says: "not above zero" },
  { name: "a payment of nothing", action: "postPayment", input: { customer: "ACME", amount: 0 }, says: "not above zero" },
  { name: "more than a cell can hold", action: "postPayment", input: { customer: "ACME", amount: "90071992547409.93" }, says: "larger" },
  { name: "a sub-cent payment", action: "postPayment", input: { customer: "ACME", amount: 400.005 }, says: "400.005" },
  { name: "an unknown currency", action: "postPayment", input: { customer: "ACME", amount: 1, currency: "EURO" }, says: "EURO" },
  { name: "apply as a number", action: "postPayment", input: { customer: "ACME", amount: 1, apply: 5 }, says: "apply" },
  { name: "apply as another word", action: "postPayment", input: { customer: "ACME", amount: 1, apply: "all" }, says: "apply" },
  { name: "apply with a number in it", action: "postPayment", input: { customer: "ACME", amount: 1, apply: [5] }, says: "apply[1]" },
  { name: "apply with a misspelt field", action: "postPayment", input: { customer: "ACME", amount: 1, apply: [{ invoice: "INV-2026-0001", ammount: 1 }] }, says: "apply[1].ammount" },
  { name: "one invoice twice", action: "postPayment", input: { customer: "ACME", amount: 2, apply: [{ invoice: "INV-2026-0001", amount: 1 }, { invoice: "inv-2026-0001", amount: 1 }] }, says: "apply[2]" },
  { name: "a lost leading zero", action: "postPayment", input: { customer: 417, amount: 1 }, says: "417" },
  { name: "a fee above the payment", action: "postPayment", input: { customer: "ACME", amount: 1, fee: 2 }, says: "fee" },
  { name: "a void of nothing", action: "voidDocument", input: { document: "INV-1" }, says: "INV-1" },
  { name: "a reversal of an invoice", action: "reversePayment", input: { payment: "INV-2026-0001" }, says: "INV-2026-0001" },
  { name: "a credit above the invoice", action: "creditInvoice", input: { invoice: "INV-2026-0001", amount: "120.01" }, says: "120.01" },
  { name: "an entry that a cell would not give back", action: "postPayment", input: { customer: "ACME", amount: 1, entry: "a\u0001b" }, says: "entry" },
  { name: "an entry that is no text", action: "postPayment", input: { customer: "ACME", amount: 1, entry: 5 }, says: "entry" },
];

test.each(WRONG_INPUTS)("refused with a sentence: $name", async ({ action, input, says }) => {
  const out = bench.path(`wrong ${says.replaceAll(/\W/g, "")} ${action}.xlsx`);
  const run = await bench.main("act", BOOK, action, bench.json("wrong.json", input), "--out", out);
  expectContract(run, 1);
  const { status, issues, rejections, documents } = printed(run) as { status: string; issues: { message: string }[]; rejections: { message: string }[]; documents: unknown[] };
  expect([status, documents]).toEqual(["refused", []]);
  expect([...issues, ...rejections].map(({ message }) => message).join("\n")).toContain(says);
  expect(existsSync(out)).toBe(false);
});

const WRONG_ROWS: readonly { name: string; table: string; rows: unknown; says: string }[] = [
  { name: "an unknown header", table: "Customers", rows: [{ Customer: "X", Colour: "red" }], says: "Colour" },
  { name: "an unknown table", table: "Suppliers", rows: [{ A: 1 }], says: "Suppliers" },
  { name: "a table that posting writes", table: "Invoices", rows: [{ Number: "X" }], says: "Invoices" },
  { name: "a Journal", table: "Journal_A", rows: [{ Entry: "X" }], says: "Journal_A" },
  { name: "no list", table: "Customers", rows: { Customer: "X" }, says: "rows" },
  { name: "no objects", table: "Customers", rows: [5], says: "row 1" },
  { name: "no key", table: "Customers", rows: [{ Name: "X" }], says: "Customer" },
  { name: "a key twice", table: "Customers", rows: [{ Customer: "X" }, { Customer: "x " }], says: "row 2" },
  { name: "a sub-cent limit", table: "Customers", rows: [{ Customer: "X", "Credit limit": "1.001" }], says: "Credit limit" },
  { name: "a rule outside the grammar", table: "Terms", rows: [{ Terms: "ODD", Rule: "whenever" }], says: "whenever" },
  { name: "a category that is none", table: "TaxCodes", rows: [{ "Tax code": "Q", Category: "Q", "Rate %": 1 }], says: "Category" },
  { name: "a date in words", table: "TaxCodes", rows: [{ "Tax code": "S21", Category: "S", "Rate %": 21, "Valid from": "1.1.2026" }], says: "Valid from" },
];

test.each(WRONG_ROWS)("put refuses $name and writes nothing", async ({ table, rows, says }) => {
  const out = bench.path("wrongput.xlsx");
  const run = await bench.main("put", BOOK, table, bench.json("wrongput.json", rows), "--out", out);
  expectContract(run, 1);
  expect(run.stdout).toContain(says);
  expect(existsSync(out)).toBe(false);
});

const TEXT = bench.write("text.xlsx", new TextEncoder().encode("this is no workbook"));
const EMPTY = bench.write("empty.xlsx", new Uint8Array());
const input = bench.json("ok.json", good);

const USAGE: readonly { name: string; argv: () => readonly string[]; says: string }[] = [
  { name: "nothing", argv: () => [], says: "Usage" },
  { name: "an unknown command", argv: () => ["frobnicate"], says: "frobnicate" },
  { name: "a prototype's name as a command", argv: () => ["constructor"], says: "constructor" },
  { name: "setup without OUT", argv: () => ["setup"], says: "OUT" },
  { name: "put without --out", argv: () => ["put", BOOK, "Customers", input], says: "--out" },
  { name: "put without rows", argv: () => ["put", BOOK, "Customers", "--out", BOOK], says: "ROWS.json" },
  { name: "act without --out", argv: () => ["act", BOOK, "createInvoices", input], says: "--out" },
  { name: "--out without a value", argv: () => ["act", BOOK, "createInvoices", input, "--out"], says: "--out" },
  { name: "an unknown option", argv: () => ["rows", BOOK, "Invoices", "--csv"], says: "--csv" },
  { name: "an unknown action", argv: () => ["act", BOOK, "paySupplier", input, "--out", BOOK], says: "createInvoices" },
  { name: "a word too many", argv: () => ["check", BOOK, "twice"], says: "twice" },
  { name: "an unknown table", argv: () => ["rows", BOOK, "Suppliers"], says: "Invoices" },
  { name: "a missing book", argv: () => ["check", bench.path("nowhere.xlsx")], says: "nowhere.xlsx" },
  { name: "a folder as a book", argv: () => ["check", dirname(BOOK)], says: dirname(BOOK) },
  { name: "a text as a book", argv: () => ["check", TEXT], says: "text.xlsx" },
  { name: "an empty file as a book", argv: () => ["rows", EMPTY, "Invoices"], says: "empty.xlsx" },
  { name: "half a book", argv: () => ["eval", bench.write("half.xlsx", readFileSync(BOOK).subarray(0, 9000)), "=1"], says: "half.xlsx" },
  { name: "a book with a broken middle", argv: () => ["check", bench.write("broken.xlsx", Buffer.from(readFileSync(BOOK)).fill(7, 400, 4000))], says: "broken.xlsx" },
  { name: "missing JSON", argv: () => ["act", BOOK, "createInvoices", bench.path("nowhere.json"), "--out", BOOK], says: "nowhere.json" },
  { name: "junk JSON", argv: () => ["act", BOOK, "createInvoices", bench.write("junk.json", new TextEncoder().encode("{rows: 1")), "--out", BOOK], says: "junk.json" },
  { name: "empty JSON", argv: () => ["put", BOOK, "Customers", bench.write("none.json", new Uint8Array()), "--out", BOOK], says: "none.json" },
  { name: "formulas that are no list", argv: () => ["eval", BOOK, "--from", bench.json("object.json", { a: 1 })], says: "list of formulas" },
  { name: "formulas that are no texts", argv: () => ["eval", BOOK, "--from", bench.json("numbers.json", [1, 2])], says: "list of formulas" },
  { name: "no formula", argv: () => ["eval", BOOK], says: "formula" },
  { name: "a seat that cannot be", argv: () => ["act", BOOK, "createInvoices", input, "--out", BOOK, "--seat", "my desk"], says: "seat" },
];

test.each(USAGE)("status 2 and one sentence: $name", async ({ argv, says }) => {
  const before = readFileSync(BOOK);
  const run = await bench.main(...argv());
  expectContract(run, 2);
  expect(run.stderr).toContain(says);
  expect(readFileSync(BOOK).equals(before)).toBe(true);
});

test("JSON may begin with a byte order mark", async () => {
  await done("act", BOOK, "createInvoices", bench.write("bom.json", new TextEncoder().encode(`\uFEFF${JSON.stringify(good)}`)), "--out", bench.path("bom.xlsx"));
});

test("a book without a ledger is refused with the cure", async () => {
  const { strangerBook } = await import("../../support/strangerBook");
  const stranger = bench.write("stranger.xlsx", strangerBook([{ sheet: "Data", name: "Data", headers: ["A"], rows: [[1]] }]));
  const run = await bench.main("act", stranger, "createInvoices", input, "--out", stranger);
  expectContract(run, 1);
  expect(run.stdout).toContain("Set up");
  const checked = await bench.main("check", stranger);
  expectContract(checked, 1);
  expect(checked.stdout).toContain("no ledger");
});
