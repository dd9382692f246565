import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { createCliBench, type CommandRun, printed } from "../../support/cli";

jest.setTimeout(300_000);

const bench = createCliBench();
afterAll(() => bench.dispose());

const ROOT = resolve(__dirname, "../../..");
const NPM = process.platform === "win32" ? "npm.cmd" : "npm";

/** The command as a stranger runs it, in a process of its own. */
function billing(...argv: readonly string[]): Promise<CommandRun> {
  return new Promise((done) => {
    execFile(NPM, ["run", "--silent", "billing", "--", ...argv], { cwd: ROOT, shell: process.platform === "win32" }, (error, stdout, stderr) => {
      done({ status: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

test("the whole walk as a stranger does it: only JSON on standard output, statuses 0, 1 and 2", async () => {
  const book = bench.path("my book.xlsx");
  expect((await billing("setup", book)).status).toBe(0);
  const customers = bench.json("customers.json", [{ Customer: "00417", Name: '=HYPERLINK("http://x","y")', Terms: "2-10-NET30", Currency: "EUR", "Tax code": "S20" }]);
  expect(printed(await billing("put", book, "Customers", customers, "--out", book))).toMatchObject({ status: "posted", added: 1, replaced: 0 });
  const bill = bench.json("bill.json", { invoiceDate: "2026-01-31", rows: [{ customer: "00417", description: "Work", quantity: "12.5", unitPrice: "80.00" }] });
  expect(printed(await billing("act", book, "createInvoices", bill, "--out", book))).toMatchObject({ status: "posted", documents: [{ number: "INV-2026-0001", total: "1200.00" }] });
  const tooMuch = await billing("act", book, "postPayment", bench.json("much.json", { customer: "00417", date: "2026-02-10", amount: "1300.00", apply: [{ invoice: "INV-2026-0001", amount: "1300.00" }] }), "--out", book);
  expect([tooMuch.status, tooMuch.stderr, printed(tooMuch)["status"]]).toEqual([1, "", "refused"]);
  expect((await billing("act", book, "postPayment", bench.json("pay.json", { customer: "00417", date: "2026-02-10", amount: "1176.00", apply: "auto" }), "--out", book)).status).toBe(0);
  const figures = await billing("eval", book, '=BILLING.BALANCE("00417",DATE(2026,2,9))', '=BILLING.BALANCE("00417",DATE(2026,2,10))', '=BILLING.NEXTDUE("00417",DATE(2026,2,10))');
  expect(figures.status).toBe(0);
  expect(printed(figures)).toMatchObject([{ values: [[1200]], error: null }, { values: [[0]], error: null }, { error: { code: "#N/A" } }]);
  expect(printed(await billing("rows", book, "Customers"))).toMatchObject([{ Customer: "00417", Name: '=HYPERLINK("http://x","y")' }]);
  const checked = await billing("check", book);
  expect([checked.status, checked.stdout.trim()]).toEqual([0, "[]"]);
});

test.each([
  ["an unknown command", ["frobnicate"]],
  ["a missing book", ["check", "nowhere.xlsx"]],
  ["junk for a book", ["rows", resolve(ROOT, "package.json"), "Invoices"]],
])("%s: status 2, nothing on standard output, one sentence on standard error", async (_name, argv) => {
  const run = await billing(...argv);
  expect([run.status, run.stdout]).toEqual([2, ""]);
  expect(run.stderr.trim().split("\n")).toHaveLength(1);
  expect(run.stderr).not.toMatch(/^\s+at |Error:/m);
});
