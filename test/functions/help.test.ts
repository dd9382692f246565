import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluateFormulas } from "../../host/cli/evalFormulas";
import { readFunctionsMetadata } from "../../host/cli/functionsMetadata";
import { startSession } from "../../host/cli/session";
import { Workbook } from "../../host/model/workbook";
import { ACTIONS } from "../../src/actions/registry";
import { runAction } from "../../src/actions/runAction";
import { FUNCTIONS } from "../../src/functions/main";
import { table } from "./support";

/** A build script without types of its own. */
const HELP_PAGES: string = join(__dirname, "../../tools/webpack/functionsHelpPage.cjs");
const TEXTS = join(__dirname, "../../src/functions/help");
const texts = new Map(readdirSync(TEXTS).map((file) => [file.replace(".html", ""), readFileSync(join(TEXTS, file), "utf8")]));

const examples = [...texts].flatMap(([name, text]) => [...text.matchAll(/<code>(=BILLING[^<]*)<\/code>/g)].map(([, formula = ""]) => ({ name, formula: formula.replaceAll("&amp;", "&") })));

interface Described {
  readonly id: string;
  readonly helpUrl: string;
  readonly parameters: readonly { readonly name: string; readonly type: string; readonly optional?: boolean; readonly dimensionality?: string; readonly customEnumId?: string }[];
  readonly options: { readonly stream: boolean };
}

async function described(): Promise<{ readonly functions: readonly Described[]; readonly enums: readonly { readonly id: string }[]; readonly allowErrorForDataTypeAny: boolean }> {
  return (await readFunctionsMetadata()) as never;
}

it("every function has its own page, to which Excel's help link leads, and one list of all", async () => {
  const { functions } = await described();
  const { functionsHelpPages } = (await import(HELP_PAGES)) as { functionsHelpPages: { make(metadata: unknown): [string, string][] } };
  const pages = new Map(functionsHelpPages.make(await described()));
  expect([...pages.keys()].sort()).toEqual(["help/functions.html", ...functions.map(({ helpUrl }) => helpUrl.replace("https://localhost", ""))].sort());
  const list = pages.get("help/functions.html") ?? "";
  for (const { id } of functions) expect(list).toContain(`<a href="functions/${id.toLowerCase()}.html">`);
  expect([...texts.keys()].sort()).toEqual(["functions", ...functions.map(({ id }) => id.toLowerCase())].sort());
});

it("metadata and code name the same functions, all of them streaming, with words to choose from where there are some", async () => {
  const { functions, enums, allowErrorForDataTypeAny } = await described();
  expect(functions.map(({ id }) => id)).toEqual(Object.keys(FUNCTIONS));
  expect(functions.filter(({ options }) => !options.stream)).toEqual([]);
  expect(allowErrorForDataTypeAny).toBe(true);
  const lists = functions.flatMap(({ id, parameters }) => parameters.flatMap(({ name, customEnumId }) => (customEnumId === undefined ? [] : [`${id} ${name}: ${customEnumId}`])));
  expect(lists).toEqual(["AGING basis: BillingBasis", "DSO method: BillingDsoMethod"]);
  expect(enums.map(({ id }) => id)).toEqual(["BillingBasis", "BillingDsoMethod"]);
  // An empty cell is told from what is left out only inside a matrix.
  const matrix = functions.flatMap(({ parameters }) => parameters.filter(({ name }) => ["customer", "invoice", "as_of", "from", "to", "invoices", "payments"].includes(name)));
  expect(new Set(matrix.map(({ dimensionality, type }) => `${type} ${dimensionality ?? ""}`))).toEqual(new Set(["any matrix"]));
});

it("every example of the help pages gives a figure in a ledger that has what it names", async () => {
  const workbook = new Workbook();
  const sheet = workbook.addSheet("Figures");
  sheet.put(1, 0, { value: "INV-2026-0001", style: 0 });
  const session = await startSession(workbook, { withFunctions: true });
  try {
    const act = async (name: string, given: unknown): Promise<void> => {
      const action = ACTIONS.find((each) => each.name === name);
      if (action === undefined) throw new Error(`No action ${name}`);
      const result = await runAction(action, given, { workbook: session.port, env: session.env("A") });
      if (result.status !== "posted") throw new Error(`${name}: ${JSON.stringify(result)}`);
    };
    await act("setup", {});
    await act("putRows", { table: "Customers", rows: [{ Customer: "ACME", Name: "Acme", Currency: "EUR", Terms: "NET30" }, { Customer: "INV-2026-0001", Name: "Named like an invoice", Currency: "EUR", Terms: "NET30" }] });
    await act("createInvoices", { invoiceDate: "2026-01-10", rows: [{ customer: "ACME", description: "Work", quantity: 1, unitPrice: "100.10", taxCode: "Z0" }] });
    await act("postPayment", { customer: "ACME", date: "2026-01-20", amount: "20.00", currency: "EUR", apply: "auto" });
    const data = workbook.addSheet("Data");
    const { editor } = session.host;
    table("Invoice | Customer | Date | Amount\n1 | ACME | 2026-01-02 | 120").forEach((row, r) => row.forEach((value, c) => data.put(r, c, { value: typeof value === "number" ? value : String(value), style: 0 })));
    table("Invoice | Date | Amount\n1 | 2026-01-12 | 20").forEach((row, r) => row.forEach((value, c) => data.put(r, 6 + c, { value: typeof value === "number" ? value : String(value), style: 0 })));
    editor.addTable(data, { top: 0, left: 0, bottom: 1, right: 3 }, true, "MyInvoices");
    editor.addTable(data, { top: 0, left: 6, bottom: 1, right: 8 }, true, "MyPayments");
    const results = await evaluateFormulas(session.host, examples.map(({ formula }) => formula));
    const failed = results.flatMap(({ formula, values, error }) => {
      // A table has errors of its own where a range names somebody who is not there; here nobody is.
      const bad = values.flat().filter((value) => typeof value === "string" && value.startsWith("#"));
      return error === null && bad.length === 0 ? [] : [[formula, error ?? bad]];
    });
    expect(failed).toEqual([]);
    expect(examples.length).toBeGreaterThan(24);
    const figure = (formula: string): unknown => results[examples.findIndex((each) => each.formula === formula)]?.values;
    expect(figure('=BILLING.BALANCE("ACME")')).toEqual([[80.1]]);
    expect(figure("=BILLING.PROVE()")).toEqual([[0]]);
    expect(figure("=BILLING.DSO(DATE(2026,1,1),DATE(2026,3,31),,\"EUR\")")).toEqual([[(80.1 / 100.1) * 90]].map((row) => row.map((value) => expect.closeTo(value, 9))));
    expect((figure('=BILLING.STATEMENT("ACME",DATE(2026,1,1),DATE(2026,1,31))') as unknown[][]).map((row) => row.at(-1))).toEqual(["Balance", 0, 100.1, 80.1, 80.1]);
    expect((figure('=BILLING.EXPLAIN("ACME",DATE(2026,1,31))') as unknown[][]).map((row) => row.at(-1))).toEqual(["Balance", 100.1, 80.1, 80.1]);
  } finally {
    session.close();
  }
}, 60_000);
