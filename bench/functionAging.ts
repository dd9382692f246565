import { parseIsoDate } from "../src/core/values/plainDate";
import { answerFigure } from "../src/functions/engine";
import { agingFigure } from "../src/functions/tableFigures";
import { AGING_COLUMNS, placeOf } from "./data/countAging";
import { type Cells, customerOf, type LedgerCells } from "./data/ledgerCells";
import { CURRENCIES, DECIMALS, START } from "./data/ledgerNumbers";

/** The same tables as a person has them: a header row, then all rows. */
export interface OwnTables {
  readonly invoices: readonly Cells[];
  readonly payments: readonly Cells[];
}

export function ownTablesOf({ invoices, payments }: LedgerCells): OwnTables {
  return { invoices: [["Number", "Customer", "Date", "Due", "Currency", "Amount"], ...invoices.flat()], payments: [["Invoice", "Customer", "Date", "Currency", "Amount"], ...payments.flat()] };
}

/** What the cell =BILLING.AGING(,day,,,invoices,payments) answers, as a counted aging is written: the whole way that the function takes. */
export function functionAging({ invoices, payments }: OwnTables, customers: number, day: number): Float64Array {
  const today = parseIsoDate("2026-01-31");
  if (today === null) throw new Error("No day");
  const figure = agingFigure(null, [[START + day]], null, null, invoices, payments, "no headers, no totals");
  const answer = answerFigure(figure, { environment: { dateSystem: 1900, sampleDate: null }, ledger: { kind: "unavailable", message: "" }, version: 1 }, today);
  const cells = new Float64Array(customers * CURRENCIES.length * AGING_COLUMNS);
  if (!Array.isArray(answer)) throw new Error(JSON.stringify(answer));
  for (const [customer, currency, ...amounts] of answer as (string | number)[][]) { // decoder: an answer that is no error is rows of cells
    const place = CURRENCIES.findIndex((code) => code === currency);
    const cell = placeOf(customerOf(String(customer)), place);
    for (let column = 0; column < AGING_COLUMNS; column++) cells[cell + column] = Math.round(Number(amounts[column]) * 10 ** (DECIMALS[place] ?? 2));
  }
  return cells;
}
