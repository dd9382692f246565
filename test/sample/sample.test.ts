import { readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluateFormulas, type EvaluatedFormula } from "../../host/cli/evalFormulas";
import { type Session, startSession } from "../../host/cli/session";
import type { Scalar } from "../../host/model/cell";
import { buildSample } from "../../host/sample/build";
import { CUSTOMERS, SAMPLE_DATE } from "../../host/sample/company";
import { plantedDamage } from "../../host/sample/damage";
import { AS_OF_BEFORE, AS_OF_NOW, balanceOn, sampleFacts } from "../../host/sample/facts";
import { money, storyNumber } from "../../host/sample/posting";
import { openWorkbook } from "../../host/xlsx/open";
import { checkLedger } from "../../src/actions/checkLedger";
import { ACTIONS } from "../../src/actions/registry";
import { type ActionResult, runAction } from "../../src/actions/runAction";
import { isSample } from "../../src/workbook/settings";

const ASSETS = join(__dirname, "..", "..", "assets");
const facts = sampleFacts();
const damage = plantedDamage(facts);
const DATES = [AS_OF_BEFORE, AS_OF_NOW, "2025-06-30", "2025-05-16", "2025-10-20", "2025-10-25"];

let session: Session;

beforeEach(async () => {
  session = await startSession(openWorkbook(new Uint8Array(readFileSync(join(ASSETS, "sample.xlsx"))), { fileName: "sample.xlsx" }), { withFunctions: true });
});
afterEach(() => session.close());

const evaluate = (formulas: readonly string[]): Promise<EvaluatedFormula[]> => evaluateFormulas(session.host, formulas);
const dateOf = (iso: string): string => `DATE(${iso.split("-").map(Number).join(",")})`;

async function putBack(): Promise<void> {
  await session.host.Excel.run(async (context) => {
    const table = context.workbook.tables.getItem("Invoices");
    const numbers = table.columns.getItem("Number").getDataBodyRange();
    numbers.load("values");
    await context.sync();
    const row = numbers.values.findIndex(([number]) => number === damage.overtyped.number);
    table.columns.getItem("Total").getDataBodyRange().getCell(row, 0).values = [[damage.overtyped.posted / 100]];
    await context.sync();
  });
  await session.host.idle();
}

function act(name: string, given: unknown): Promise<ActionResult> {
  const action = ACTIONS.find((candidate) => candidate.name === name);
  if (action === undefined) throw new Error(name);
  return runAction(action, given, { workbook: session.port, env: session.env("A") });
}

function cell(sheet: string, row: number, column: number): Scalar {
  return session.host.workbook.findSheet(sheet)?.get(row, column)?.value ?? null;
}

/** The customer's total in the AGING as of the sample date. */
function totalToday(customer: string): Scalar {
  const row = Array.from({ length: 30 }, (_, index) => index).find((index) => cell("Receivables", index, 9) === customer);
  return cell("Receivables", row ?? -1, 16);
}

test("about 300 invoices of 12 customers in 14 months, each with a payment unless the story says otherwise", () => {
  const invoices = facts.filter(({ kind }) => kind === "invoice");
  expect(invoices.length).toBeGreaterThanOrEqual(290);
  expect(new Set(CUSTOMERS.map(({ id }) => id)).size).toBe(12);
  expect(new Set(invoices.map(({ date }) => date.slice(0, 7))).size).toBe(14);
});

test("every customer's balance at several dates is what the facts add up to by hand", async () => {
  const cases = CUSTOMERS.flatMap(({ id }) => DATES.map((date) => ({ id, date, expected: balanceOn(facts, id, date) })));
  const formulas = cases.map(({ id, date }) => `=BILLING.BALANCE("${id}",${dateOf(date)})`);
  const before = await evaluate(formulas);
  // The overtyped total makes its customer's figures an error, and nobody else's.
  expect(before.map(({ values }, index) => (cases[index]?.id === damage.overtyped.customer ? "" : values[0]?.[0]))).toEqual(cases.map(({ id, expected }) => (id === damage.overtyped.customer ? "" : expected / 100)));
  expect(before.filter((_, index) => cases[index]?.id === damage.overtyped.customer).map(({ error }) => error?.code)).toEqual(DATES.map(() => "#VALUE!"));
  expect(before.find(({ error }) => error !== null)?.error?.message).toContain(damage.overtyped.number);
  await putBack();
  // The change reaches the figures through an event and a re-read; a person sees the cell change a moment later.
  let after = await evaluate(formulas);
  for (let tries = 0; tries < 100 && after.some(({ error }) => error !== null); tries++) after = await evaluate(formulas);
  expect(after.map(({ values }) => values[0]?.[0])).toEqual(cases.map(({ expected }) => expected / 100));
}, 240_000);

test("it bears the id by which a device knows it for the sample, and remembers nothing of it", async () => {
  expect(isSample(await session.port.read({ tables: ["Settings"] }))).toBe(true);
}, 120_000);

test("the ledger check finds what was planted and nothing else", async () => {
  const found = await checkLedger(session.port);
  expect(found.map(({ code, at, params }) => [code, at?.table, at?.column, params["was"] ?? params["document"]])).toEqual([
    ["postedCellChanged", "Invoices", "Total", money(damage.overtyped.posted)], ["rowTypedByHand", "Payments", "Number", damage.typedPayment.number],
  ]);
}, 120_000);

test("Receivables: two dates side by side, with Holm paid in between; Old tracker works without set-up", async () => {
  await session.host.idle();
  const rowOf = (text: string, column: number): number => Array.from({ length: 30 }, (_, row) => row).find((row) => cell("Receivables", row, column) === text) ?? -1;
  expect([cell("Receivables", rowOf("HOLM", 0), 7), cell("Receivables", rowOf("HOLM", 9), 16)]).toEqual([balanceOn(facts, "HOLM", AS_OF_BEFORE) / 100, balanceOn(facts, "HOLM", AS_OF_NOW) / 100]);
  expect(cell("Receivables", 5, 0)).toBe("As of 2026-01-31 · due date");
  const old = await evaluate([
    `=BILLING.BALANCE("Pärnu Jazz & Blues",${dateOf(SAMPLE_DATE)},,OldInvoices[#All],OldPayments[#All])`,
    `=BILLING.BALANCE(,DATE(2025,10,31),,OldInvoices[#All],OldPayments[#All])`,
  ]);
  // 2,480.00 − 1,500.00 − 124.00; and at the end of October 468.50 + 92.30.
  expect(old.map(({ values }) => values[0]?.[0])).toEqual([856, 560.8]);
}, 120_000);

test("step 1: fourteen rows, one price below the list, one tax code missing; with EE in that cell they post", async () => {
  const first = await act("createInvoices", { source: "Billable", invoiceDate: SAMPLE_DATE });
  expect(first.status).toBe("refused");
  expect(first.issues.map(({ code, at }) => `${code} ${at?.address ?? ""}`)).toEqual(expect.arrayContaining(["priceBelowList Billable!H10", "taxCodeMissing Billable!I13"]));
  expect(first.issues).toHaveLength(2);
  await session.host.Excel.run(async (context) => {
    context.workbook.worksheets.getItem("Billable").getRange("I13").values = [["EE"]];
    await context.sync();
  });
  const second = await act("createInvoices", { source: "Billable", invoiceDate: SAMPLE_DATE });
  expect([second.status, new Set(second.documents.map(({ customer }) => customer))]).toEqual(["posted", new Set(["00417", "STUDIO9", "MUSEUM"])]);
}, 120_000);

test("step 2: the cheque of 4,850.00 settles 5,000.00 with a deduction of 150.00, and the figures in cells follow", async () => {
  const numbers = ["2025-12-12", "2025-12-22", "2026-01-09"].map((date) => storyNumber(facts, "KALDA", date));
  const total = (): Scalar => totalToday("KALDA");
  expect(total()).toBe(5000);
  const posted = await act("postPayment", {
    customer: "KALDA", date: SAMPLE_DATE, amount: "4850.00", method: "cheque", reference: "100482",
    apply: [{ invoice: numbers[0], amount: "1860" }, { invoice: numbers[1], amount: "1860" }, { invoice: numbers[2], amount: "1130", deduction: "150", reason: "Damaged posters" }],
  });
  expect([posted.status, posted.rejections]).toEqual(["posted", []]);
  await settled(() => total() === 150);
  expect(total()).toBe(150);
}, 120_000);

test("step 3: the bank's lines are the open items that the story says, and the discount is still on", async () => {
  const line = (row: number): Scalar[] => [1, 2, 3].map((column) => cell("Bank lines", row, column));
  expect([1, 2, 3, 4, 5].map(line)).toEqual([
    [1789.32, storyNumber(facts, "00417", "2026-01-15"), "REBANE & POJAD"], [1707.48, "thank you", "STUDIO 9 ARHITEKTID OU"], [1519, "swatch book", "PAPERMILL TRADING OU"],
    [310, "menus", "CAFE MUURIVAHE OU"], [486, "poster frames", "LIIVIK K."],
  ]);
  const paid = await act("postPayment", { customer: "PAPER", date: SAMPLE_DATE, amount: money(1_519_00), apply: "auto" });
  expect(paid.status).toBe("posted");
  await settled(() => totalToday("PAPER") === 0);
  expect(totalToday("PAPER")).toBe(0);
}, 120_000);

test("made anew it is the same file to the byte (else run npm run sample)", async () => {
  session.close();
  const made = await buildSample();
  expect(made.bankFile).toBe(readFileSync(join(ASSETS, "sample-bank.csv"), "utf8"));
  expect(Buffer.from(made.workbook).equals(readFileSync(join(ASSETS, "sample.xlsx")))).toBe(true);
}, 900_000);

async function settled(isDone: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !isDone(); tries++) await new Promise((resolve) => setTimeout(resolve, 25));
}
