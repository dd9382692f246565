import { Workbook } from "../../../host/model/workbook";
import type { NodeHost, NodeHostOptions } from "../../../host/node/nodeHost";
import { startNodeHost } from "../../../host/node/nodeHost";

/** Runs a test with Microsoft's client over a workbook of one sheet; the host is stopped at the end. */
export async function withHost<T = void>(work: (host: NodeHost) => Promise<T>, options: Partial<NodeHostOptions> = {}): Promise<T> {
  const workbook = options.workbook ?? emptyBook();
  const host = startNodeHost({ workbook, ...options });
  try {
    return await work(host);
  } finally {
    host.stop();
  }
}

export function emptyBook(): Workbook {
  const workbook = new Workbook();
  workbook.addSheet("Sheet1");
  return workbook;
}

/** One Excel.run over the first sheet that syncs at its end. */
export function onSheet<T>(host: NodeHost, work: (sheet: Excel.Worksheet, context: Excel.RequestContext) => Promise<T> | T): Promise<T> {
  return host.Excel.run(async (context) => {
    const result = await work(context.workbook.worksheets.getFirst(), context);
    await context.sync();
    return result;
  });
}

/** Values of an address of the first sheet. */
export async function valuesOf(host: NodeHost, address: string): Promise<unknown[][]> {
  const range = await onSheet(host, (sheet) => sheet.getRange(address).load("values"));
  return range.values;
}

/** The code that a run was refused with; null when it was not. */
export async function refusal(run: Promise<unknown>): Promise<string | null> {
  try {
    await run;
    return null;
  } catch (error) {
    return typeof error === "object" && error !== null && "code" in error ? String(error.code) : String(error);
  }
}

/** An "Invoices" table at A1:C3 with two rows. */
export async function withInvoices(host: NodeHost): Promise<void> {
  await onSheet(host, (sheet) => {
    sheet.getRange("A1:C3").values = [["Number", "Customer", "Total"], ["INV-1", "ACME", 100], ["INV-2", "Beta", 250.5]];
    sheet.tables.add("A1:C3", true).name = "Invoices";
  });
}
