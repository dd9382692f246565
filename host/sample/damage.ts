import { parseIsoDate, toSerial } from "../../src/core/values/plainDate";
import type { Fact } from "./facts";
import { storyInvoice } from "./posting";

/** What a hand did to the posted tables: the two things that step 5 of the tour puts right. */
export interface PlantedDamage {
  readonly overtyped: { readonly number: string; readonly customer: string; readonly posted: number; readonly typed: number };
  readonly typedPayment: { readonly number: string; readonly customer: string; readonly amount: number };
}

/** 2,410.38 became 2,140.38 (two digits changed places); and 45.00 in cash was noted in Payments without posting. */
export function plantedDamage(facts: readonly Fact[]): PlantedDamage {
  const invoice = storyInvoice(facts, "TAMM", "2026-01-15");
  return {
    overtyped: { number: invoice.number, customer: "TAMM", posted: invoice.total, typed: 2_140_38 },
    typedPayment: { number: "cash 30 Jan", customer: "CAFE", amount: 45_00 },
  };
}

export async function plant(context: Excel.RequestContext, damage: PlantedDamage): Promise<void> {
  const invoices = context.workbook.tables.getItem("Invoices");
  const numbers = invoices.columns.getItem("Number").getDataBodyRange();
  const payments = context.workbook.tables.getItem("Payments");
  const header = payments.getHeaderRowRange();
  const body = payments.getDataBodyRange();
  numbers.load("values");
  header.load("values");
  body.load("rowCount");
  await context.sync();
  const row = numbers.values.findIndex(([number]) => number === damage.overtyped.number);
  if (row < 0) throw new Error(`${damage.overtyped.number} is not in Invoices`);
  invoices.columns.getItem("Total").getDataBodyRange().getCell(row, 0).values = [[damage.overtyped.typed / 100]];
  const typed: Readonly<Record<string, string | number>> = {
    "Number": damage.typedPayment.number, "Kind": "payment", "Customer": damage.typedPayment.customer, "Date": serial("2026-01-30"), "Method": "cash", "Reference": "at the counter",
    "Currency": "EUR", "Amount": damage.typedPayment.amount / 100,
  };
  const headers = header.values[0]?.map(String) ?? [];
  const target = header.getOffsetRange(body.rowCount + 1, 0);
  target.copyFrom(body.getLastRow(), "Formats");
  target.values = [headers.map((name) => typed[name] ?? "")];
  payments.resize(header.getBoundingRect(target));
  await context.sync();
}

function serial(iso: string): number {
  const day = parseIsoDate(iso);
  if (day === null) throw new Error(`No such day: ${iso}`);
  return toSerial(day);
}
