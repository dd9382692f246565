import { Workbook } from "../../host/model/workbook";
import { startSession, type Session } from "../../host/cli/session";
import { ACTIONS } from "../../src/actions/registry";
import { type ActionResult, runAction } from "../../src/actions/runAction";
import { createOfficeInvoiceSheet } from "../../src/workbook/office/invoiceSheet";
import type { InvoiceSheet } from "../../src/workbook/invoiceSheetPort";

/** A ledger on the host, in process, with a seller and a buyer of five address lines each. */
export interface PrintedBook {
  readonly session: Session;
  readonly sheet: InvoiceSheet;
  post(action: string, given: unknown): Promise<ActionResult>;
  close(): void;
}

const SELLER: readonly (readonly [string, string])[] = [
  ["Company name", "Finch & Harbour Studio"], ["Address", "The Old Print Works\nUnit 7, Courtyard B\n12 Harbour Lane"], ["City", "Rotterdam"], ["Postal code", "3011 AB"],
  ["Country", "NL"], ["Tax ID", "NL123456789B01"], ["Email", "accounts@finchharbour.example"], ["Tax code", "S20"], ["Terms", "NET30"],
];

/** A book that is set up and has both customers. */
export async function newPrintedBook(settings: readonly (readonly [string, string])[] = []): Promise<PrintedBook> {
  const workbook = new Workbook();
  workbook.addSheet("Sheet1");
  const book = await openPrintedBook(workbook);
  await book.post("setup", {});
  await book.post("putRows", { table: "Settings", rows: [...SELLER, ...settings].map(([Setting, Value]) => ({ Setting, Value })) });
  await book.post("putRows", { table: "Customers", rows: CUSTOMERS });
  return book;
}

const CUSTOMERS = [
  { "Customer": "OAK", "Name": "Müller & Söhne Gartenbau- und Landschaftsarchitekturgesellschaft mbH", "Address": "Attn: Accounts payable\n4th floor, West Wing\nAlexanderplatz 101", "City": "Berlin", "Postal code": "10178", "Country": "Germany", "Tax ID": "DE999999999", "Buyer reference": "04011000-12345-34", "Terms": "2-10-NET30" },
  { "Customer": "ELM", "Name": "Elm", "Terms": "30%@15, 70%@45", "Currency": "USD" },
];

export async function openPrintedBook(workbook: Workbook): Promise<PrintedBook> {
  const session = await startSession(workbook, { withFunctions: false });
  const post = async (name: string, given: unknown): Promise<ActionResult> => {
    const action = ACTIONS.find((candidate) => candidate.name === name);
    if (action === undefined) throw new Error(`No action ${name}`);
    const result = await runAction(action, given, { workbook: session.port, env: session.env("A") });
    if (result.status !== "posted") throw new Error(`${name}: ${JSON.stringify([...result.rejections, ...result.issues])}`);
    return result;
  };
  return {
    session, sheet: createOfficeInvoiceSheet((batch) => session.host.Excel.run(batch)), post,
    close: () => session.close(),
  };
}

/** Lines with a few long descriptions, discounts and odd decimals among them. */
export function lineRows(customer: string, count: number): readonly Readonly<Record<string, unknown>>[] {
  return Array.from({ length: count }, (_, index) => ({
    customer, date: "2026-01-12", description: index % 9 === 8 ? `Line ${index + 1}: large-format exhibition print, mounted on aluminium composite, two proofs` : `Line ${index + 1}: design work`,
    quantity: index % 4 === 1 ? "2.5" : String(1 + (index % 7)), unit: index % 2 === 0 ? "hour" : "pcs", unitPrice: `${40 + index}.${index % 10}0`,
    taxCode: index % 5 === 4 ? "S7" : "S20", reference: "PO-2026-0077", ...(index % 6 === 5 ? { discountPercent: "10" } : {}),
  }));
}
