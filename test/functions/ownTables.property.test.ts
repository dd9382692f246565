import * as fc from "fast-check";
import { call, cell, day, grid } from "./support";

const START = day("2026-01-01");
const CUSTOMERS = ["Acme", "Beta", "00417"];

const anyTables = fc.record({
  invoices: fc.array(fc.record({ customer: fc.constantFrom(...CUSTOMERS), date: fc.nat({ max: 60 }), term: fc.nat({ max: 60 }), cents: fc.integer({ min: -5_000, max: 20_000 }) }), { minLength: 1, maxLength: 8 }),
  payments: fc.array(fc.record({ invoice: fc.option(fc.nat({ max: 7 })), customer: fc.constantFrom(...CUSTOMERS), date: fc.nat({ max: 90 }), cents: fc.integer({ min: -6_000, max: 15_000 }) }), { maxLength: 10 }),
});

it("every customer's balance on every day is its invoices minus its payments until then, and the aging ties to it", () => {
  fc.assert(
    fc.property(anyTables, fc.nat({ max: 120 }), fc.constantFrom("due date", "invoice date"), (tables, after, basis) => {
      const asOf = START + after;
      const invoices = [["Invoice", "Customer", "Date", "Due", "Amount"], ...tables.invoices.map((each, n) => [`I-${n}`, each.customer, START + each.date, START + each.date + each.term, each.cents / 100])];
      const rows = tables.payments.map((each) => {
        const invoice = each.invoice === null ? undefined : tables.invoices[each.invoice];
        return { ...each, invoice: invoice === undefined ? "" : `I-${each.invoice}`, customer: invoice?.customer ?? each.customer };
      });
      const payments = [["Invoice", "Customer", "Date", "Amount"], ...rows.map((each) => [each.invoice, each.customer, START + each.date, each.cents / 100])];
      const sum = (customer: string): number =>
        tables.invoices.filter((each) => each.customer === customer && each.date <= after).reduce((total, each) => total + each.cents, 0) -
        rows.filter((each) => each.customer === customer && each.date <= after).reduce((total, each) => total + each.cents, 0);
      const [headers = [], ...aged] = grid(call("AGING", [null, [[asOf]], null, basis, invoices, payments, null]));
      for (const customer of CUSTOMERS) {
        const known = tables.invoices.some((each) => each.customer === customer) || rows.some((each) => each.customer === customer && each.cents !== 0);
        if (!known) continue;
        expect(cell(call("BALANCE", [[[customer]], [[asOf]], null, invoices, payments, null]))).toBe(sum(customer) / 100 + 0);
        const row = aged.find((each) => each[0] === customer);
        expect(row?.at(-1) ?? 0).toBe(sum(customer) / 100 + 0);
      }
      for (const row of aged) {
        const cents = row.slice(1, headers.length).map((amount) => Math.round(Number(amount) * 100));
        expect(cents.slice(0, -1).reduce((total, each) => total + each, 0)).toBe(cents.at(-1));
      }
    }),
    { numRuns: 400 },
  );
});
