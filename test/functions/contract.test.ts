import { isDeepStrictEqual } from "node:util";
import { evaluateFormulas } from "../../host/cli/evalFormulas";
import { type Session, startSession } from "../../host/cli/session";
import { ErrorValue } from "../../host/model/cell";
import type { Sheet } from "../../host/model/sheet";
import { Workbook } from "../../host/model/workbook";
import { ACTIONS } from "../../src/actions/registry";
import { runAction } from "../../src/actions/runAction";
import { day, table } from "./support";

/** A workbook that this project did not make: two tables side by side, in Excel's cells. */
function strangersBook(): Workbook {
  const workbook = new Workbook();
  const sheet = workbook.addSheet("Data");
  put(sheet, 0, table("Invoice # | Client | Invoice Date | Due Date | Amount (EUR)\nINV-1 | Acme | 2025-11-10 | 2025-12-10 | 1000.10\nINV-2 | Acme | 2026-01-05 | 2026-02-04 | 250.25\nINV-3 | '00417 | 2026-01-31 | 2026-01-31 | 75"));
  put(sheet, 7, table("Invoice # | Date paid | Amount paid\nINV-1 | 2025-12-20 | 1000\nINV-3 | 2026-02-01 | 75"));
  return workbook;
}

function put(sheet: ReturnType<Workbook["addSheet"]>, left: number, rows: unknown[][]): void {
  rows.forEach((row, r) => row.forEach((value, c) => sheet.put(r, left + c, { value: typeof value === "number" ? value : String(value), style: 0 })));
}

async function inSession<T>(workbook: Workbook, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await startSession(workbook, { withFunctions: true });
  try {
    return await work(session);
  } finally {
    session.close();
  }
}

async function act(session: Session, name: string, given: unknown): Promise<void> {
  const action = ACTIONS.find((each) => each.name === name);
  if (action === undefined) throw new Error(`No action ${name}`);
  const result = await runAction(action, given, { workbook: session.port, env: session.env("A") });
  if (result.status !== "posted") throw new Error(`${name}: ${JSON.stringify(result)}`);
}

/** Waits until the first cells of the column show what is expected, errors by what they say. */
async function shows(sheet: Sheet, column: number, ...expected: readonly unknown[]): Promise<void> {
  const end = Date.now() + 10_000;
  const shown = (): unknown[] => expected.map((_value, row) => {
    const value = sheet.get(row, column)?.value;
    return value instanceof ErrorValue ? value.message : value;
  });
  while (!isDeepStrictEqual(shown(), expected) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(shown()).toEqual(expected);
}

describe("the functions through Microsoft's runtime", () => {
  it("answer on a stranger's tables, in cells, spilled, inside bigger formulas", async () => {
    const values = await inSession(strangersBook(), async ({ host }) => {
      const sheet = host.workbook.sheets[0];
      if (sheet === undefined) throw new Error("No sheet");
      host.editor.addTable(sheet, { top: 0, left: 0, bottom: 3, right: 4 }, true, "StrangerInvoices");
      host.editor.addTable(sheet, { top: 0, left: 7, bottom: 2, right: 9 }, true, "StrangerPayments");
      const tables = "StrangerInvoices[#All],StrangerPayments[#All]";
      const results = await evaluateFormulas(host, [
        `=BILLING.AGING(,DATE(2026,1,31),,,${tables})`,
        `=BILLING.BALANCE("acme",DATE(2026,1,31),,${tables})+1`,
        `=SUM(BILLING.BALANCE(B2:B4,"2026-02-01",,${tables}))`,
        `=BILLING.NEXTDUE("00417",DATE(2026,1,31),,,${tables})`,
        `=BILLING.NEXTDUE("00417",DATE(2026,2,1),,"none",${tables})`,
        `=BILLING.BALANCE(417,DATE(2026,1,31),,${tables})`,
        `=BILLING.BALANCE(Z99,DATE(2026,1,31),,${tables})`,
        `=BILLING.BALANCE("acme",Z99,,${tables})`,
      ]);
      return results.map(({ values: cells, error }) => (error === null ? cells : `${error.code} ${error.message}`));
    });
    expect(values).toEqual([
      [
        ["As of 2026-01-31 · due date", "Current", "1-30 days", "31-60 days", "61-90 days", "91+ days", "Unapplied", "Total"],
        ["00417", 75, 0, 0, 0, 0, 0, 75],
        ["Acme", 250.25, 0, 0.1, 0, 0, 0, 250.35],
        ["Total", 325.25, 0, 0.1, 0, 0, 0, 325.35],
      ],
      [[251.35]],
      [[500.7]],
      [[day("2026-01-31")]],
      [["none"]],
      "#N/A There is no customer 417",
      [[""]],
      "#VALUE! The as-of cell is empty",
    ]);
  }, 30_000);

  it("read the tables that Settings names, follow edits in them, and say when one is not there", async () => {
    const workbook = strangersBook();
    await inSession(workbook, async ({ host }) => {
      const sheet = workbook.sheets[0];
      if (sheet === undefined) throw new Error("No sheet");
      host.editor.addTable(sheet, { top: 0, left: 0, bottom: 3, right: 4 }, true, "MyInvoices");
      host.editor.addTable(sheet, { top: 0, left: 7, bottom: 2, right: 9 }, true, "MyPayments");
      const settings = workbook.addSheet("Settings");
      put(settings, 0, [["Setting", "Value"], ["Figures come from", "MyInvoices, MyPayment"]]);
      host.editor.addTable(settings, { top: 0, left: 0, bottom: 1, right: 1 }, true, "Settings");
      host.editor.typeCell(sheet, 0, 12, '=BILLING.BALANCE("acme",DATE(2026,1,31))');
      await shows(sheet, 12, `Settings › Figures come from names the table "MyPayment", which is not in this workbook (there are MyInvoices, MyPayments). Correct it in Settings, or write "this workbook" there`);
      host.editor.typeCell(settings, 1, 1, "MyInvoices, MyPayments");
      await shows(sheet, 12, 250.35);
      host.editor.typeCell(sheet, 1, 9, "1000.10");
      await shows(sheet, 12, 250.25);
      // The payment's amount comes from another sheet: no edit of the table says so, only the calculation.
      host.editor.typeCell(settings, 5, 5, "900");
      host.editor.typeCell(sheet, 1, 9, "=Settings!F6");
      await shows(sheet, 12, 350.35);
      host.editor.typeCell(settings, 5, 5, "950");
      await shows(sheet, 12, 300.35);
    });
  }, 60_000);

  it("say so where there is no ledger yet", async () => {
    const [result] = await inSession(strangersBook(), ({ host }) => evaluateFormulas(host, ["=BILLING.AGING()"]));
    expect(result?.error).toEqual({ code: "#VALUE!", message: expect.stringContaining("No ledger in this workbook yet") });
  }, 30_000);

  it("follow the workbook's ledger: a posted invoice and payment change the cells without a reload", async () => {
    const workbook = new Workbook();
    workbook.addSheet("Figures");
    await inSession(workbook, async (session) => {
      const { host } = session;
      const sheet = workbook.sheets[0];
      if (sheet === undefined) throw new Error("No sheet");
      await act(session, "setup", {});
      await act(session, "putRows", { table: "Customers", rows: [{ Customer: "00417", Name: "Leading Zero", Currency: "EUR", Terms: "NET30" }] });
      host.editor.typeCell(sheet, 0, 0, '=BILLING.BALANCE("00417",DATE(2026,2,28))');
      host.editor.typeCell(sheet, 1, 0, '=BILLING.NEXTDUE("leading zero",DATE(2026,2,28),,"nothing")');
      await shows(sheet, 0, 0, "nothing");
      await act(session, "createInvoices", { invoiceDate: "2026-01-10", rows: [{ customer: "00417", description: "Work", quantity: 1, unitPrice: "100.10", taxCode: "Z0" }] });
      await shows(sheet, 0, 100.1, day("2026-02-09"));
      await act(session, "postPayment", { customer: "00417", date: "2026-02-15", amount: "120.00", currency: "EUR", apply: "auto" });
      await shows(sheet, 0, -19.9, "nothing");
    });
  }, 60_000);

  it("read 1904 dates, words chosen from a list, and errors in a cell of a range as that cell's own", async () => {
    const workbook = strangersBook();
    workbook.dateSystem = 1904;
    await inSession(workbook, async ({ host }) => {
      const sheet = workbook.sheets[0];
      if (sheet === undefined) throw new Error("No sheet");
      // The same days in the other system.
      sheet.rows.forEach((row, r) => row.forEach((cell, c) => {
        if (typeof cell?.value === "number" && cell.value > 40_000) sheet.put(r, c, { ...cell, value: cell.value - 1462 });
      }));
      host.editor.addTable(sheet, { top: 0, left: 0, bottom: 3, right: 4 }, true, "StrangerInvoices");
      host.editor.addTable(sheet, { top: 0, left: 7, bottom: 2, right: 9 }, true, "StrangerPayments");
      host.editor.typeCell(sheet, 6, 0, "acme");
      host.editor.typeCell(sheet, 7, 0, "=1/0");
      const tables = "StrangerInvoices[#All],StrangerPayments[#All]";
      const results = await evaluateFormulas(host, [
        `=BILLING.AGING("acme",DATE(2026,1,31),,1,${tables},"no headers, no totals")`,
        `=BILLING.AGING("acme",DATE(2026,1,31),,"invoice date",${tables},"no headers, no totals")`,
        `=BILLING.AGING("acme",DATE(2026,1,31),,"issue date",${tables})`,
        `=BILLING.NEXTDUE("acme",DATE(2026,1,31),TRUE,,${tables})-DATE(2026,2,4)`,
        `=BILLING.BALANCE(A7:A9,DATE(2026,1,31),,${tables})`,
      ]);
      const aged = [["Acme", 0, 250.25, 0, 0.1, 0, 0, 250.35]];
      expect(results.map(({ values, error }) => error?.message ?? values)).toEqual([aged, aged, 'The basis must be "due date" or "invoice date"', [[0]], [[250.35], ["#VALUE!"], [""]]]);
    });
  }, 60_000);

  it("follow the ledger through a renamed sheet and a merged customer; statement, explanation and proof stay with them", async () => {
    const workbook = new Workbook();
    workbook.addSheet("Figures");
    await inSession(workbook, async (session) => {
      const { host } = session;
      const sheet = workbook.sheets[0];
      if (sheet === undefined) throw new Error("No sheet");
      await act(session, "setup", {});
      await act(session, "putRows", { table: "Customers", rows: [{ Customer: "OLD", Name: "Old name", Currency: "EUR", Terms: "NET30" }, { Customer: "NEW", Name: "New name", Currency: "EUR", Terms: "NET30" }] });
      const invoice = (customer: string, unitPrice: string): Promise<void> => act(session, "createInvoices", { invoiceDate: "2026-01-10", rows: [{ customer, description: "Work", quantity: 1, unitPrice, taxCode: "Z0" }] });
      await invoice("OLD", "100.10");
      const formulas = ['=BILLING.BALANCE("OLD",DATE(2026,2,28))', '=BILLING.BALANCE("NEW",DATE(2026,2,28))', '=INDEX(BILLING.STATEMENT("OLD",,DATE(2026,2,28),"no headers"),2,7)', '=ROUND(SUM(INDEX(BILLING.EXPLAIN("old name",DATE(2026,2,28)),0,5)),2)', "=BILLING.PROVE(DATE(2026,2,28))"];
      formulas.forEach((formula, row) => host.editor.typeCell(sheet, row, 0, formula));
      await shows(sheet, 0, 100.1, 0, 100.1, 100.1, 0);
      const named = workbook.findSheet("Invoices");
      if (named === undefined) throw new Error("No sheet Invoices");
      host.editor.renameSheet(named, "Rechnungen");
      await invoice("NEW", "50.05");
      await shows(sheet, 0, 100.1, 50.05, 100.1, 100.1, 0);
      await act(session, "mergeCustomers", { from: "OLD", into: "NEW" });
      await shows(sheet, 0, 150.15, 150.15, 100.1, 150.15, 0);
    });
  }, 60_000);
});
