import type { ActionEnv } from "../../src/actions/action";
import { ACTIONS } from "../../src/actions/registry";
import { type ActionResult, runAction } from "../../src/actions/runAction";
import { parseIsoDate } from "../../src/core/values/plainDate";
import type { Workbook } from "../../src/workbook/port";
import { CUSTOMERS, ITEMS, LOCKED_THROUGH, SAMPLE_DATE, SETTINGS, TAX_CODES } from "./company";
import type { Fact, InvoiceFact, PaymentFact } from "./facts";
import { ACTIVITY } from "./story";

/** Posts through the add-in's own actions; ids and times follow from what is posted, so that two runs give the same book. */
export class Poster {
  private acts = 0;

  constructor(private readonly workbook: Workbook) {}

  async post(name: string, given: unknown, day: string = SAMPLE_DATE): Promise<ActionResult> {
    const action = ACTIONS.find((candidate) => candidate.name === name);
    if (action === undefined) throw new Error(`There is no action ${name}`);
    const result = await runAction(action, given, { workbook: this.workbook, env: this.env(day) });
    const told = [...result.rejections, ...result.issues].filter(({ severity }) => severity === "error");
    if (result.status !== "posted" || told.length > 0) throw new Error(`${name} on ${day}: ${result.status}. ${told.map(({ message }) => message).join(" ")} ${JSON.stringify(given)}`);
    return result;
  }

  private env(day: string): ActionEnv {
    const today = parseIsoDate(day);
    if (today === null) throw new Error(`No such day: ${day}`);
    this.acts += 1;
    const seconds = this.acts % 36_000;
    const clock = [9 + Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
    return {
      newEntryId: () => `FH-${String(this.acts).padStart(5, "0")}`, now: `${day}T${clock}Z`, today, by: this.acts % 3 === 0 ? "Jaan" : "Maarja", seat: "A", appVersion: "sample",
    };
  }
}

/** Settings, items, tax codes, terms and customers, as a person would enter them. */
export async function enterMasterData(poster: Poster): Promise<void> {
  await poster.post("setup", {});
  await poster.post("putRows", { table: "Settings", rows: SETTINGS.map(([Setting, Value]) => ({ Setting, Value })) });
  await poster.post("putRows", { table: "Terms", rows: [{ Terms: "INSTALMENTS", Rule: "30%@15, 70%@45", Note: "30 % after 15 days, the rest after 45" }] });
  await poster.post("putRows", { table: "TaxCodes", rows: TAX_CODES.map(({ code, category, rate, from }) => ({ "Tax code": code, "Category": category, "Rate %": rate, "Valid from": from })) });
  await poster.post("putRows", {
    table: "Items",
    rows: ITEMS.map(({ id, description, unit, price, taxCode }) => ({ "Item": id, "Description": description, "Unit": unit, "Unit price": money(price), "Currency": "EUR", "Tax code": taxCode })),
  });
  await poster.post("putRows", {
    table: "Customers",
    rows: CUSTOMERS.map((customer) => ({
      "Customer": customer.id, "Name": customer.name, "Email": customer.email, "Address": customer.address, "City": customer.city, "Postal code": customer.postalCode,
      "Country": customer.country, "Tax ID": customer.taxId, "Terms": customer.terms, "Currency": customer.currency, "Tax code": customer.taxCode, "Exemption": customer.exemption,
      "Owner": customer.owner, "Notes": customer.notes,
    })),
  });
}

/** Posts the facts in order; a total or number that differs from the facts stops the run. */
export async function postFacts(poster: Poster, facts: readonly Fact[]): Promise<void> {
  for (let index = 0; index < facts.length; ) {
    const fact = facts[index];
    if (fact === undefined) return;
    if (fact.kind === "invoice") {
      const batch = facts.slice(index).filter((other): other is InvoiceFact => other.kind === "invoice" && other.date === fact.date);
      await postInvoices(poster, batch);
      index += batch.length;
    } else {
      await postOther(poster, fact);
      index += 1;
    }
  }
}

async function postInvoices(poster: Poster, batch: readonly InvoiceFact[]): Promise<void> {
  const [first] = batch;
  if (first === undefined) return;
  const rows = batch.flatMap(({ customer, reference, lines }) => lines.map((line) => ({
    customer, reference, date: line.date, item: line.item, description: line.description, quantity: money(line.quantity), unit: line.unit, unitPrice: money(line.price),
    discountPercent: line.discountPercent, ...(line.taxCode === "" ? {} : { taxCode: line.taxCode }),
  })));
  const result = await poster.post("createInvoices", { invoiceDate: first.date, rows }, first.date);
  batch.forEach((fact, index) => {
    const document = result.documents[index];
    if (document?.number !== fact.number || document.total !== money(fact.total) || document.customer !== fact.customer)
      throw new Error(`${fact.number} of ${fact.customer} should be ${money(fact.total)}, but is ${document?.number ?? "nothing"} ${document?.total ?? ""}`);
  });
}

async function postOther(poster: Poster, fact: Exclude<Fact, InvoiceFact>): Promise<void> {
  switch (fact.kind) {
    case "payment":
      await postPayment(poster, fact);
      return;
    case "void":
      await poster.post("voidDocument", { document: fact.invoice, date: fact.date, reason: fact.reason }, fact.date);
      return;
    case "bounce":
      await poster.post("reversePayment", { payment: fact.payment, date: fact.date, reason: fact.reason }, fact.date);
  }
}

async function postPayment(poster: Poster, fact: PaymentFact): Promise<void> {
  const { date, customer, method, reference, amount, applied } = fact;
  const result = await poster.post("postPayment", {
    customer, date, amount: money(amount), method, reference,
    apply: applied.map((part) => ({ invoice: part.invoice, amount: money(part.amount), ...(part.discount === 0 ? {} : { discount: money(part.discount) }) })),
  }, date);
  if (result.documents[0]?.number !== fact.number) throw new Error(`${fact.number} was posted as ${result.documents[0]?.number ?? "nothing"}`);
}

/** What was written down about customers. Before the facts are posted, so that the invoice in dispute is posted with what is disputed. */
export async function enterActivity(poster: Poster, facts: readonly Fact[]): Promise<void> {
  await poster.post("putRows", {
    table: "Activity",
    rows: ACTIVITY.map((row) => ({
      When: row.when, Customer: row.customer, Document: row.invoiceDate === "" ? "" : storyNumber(facts, row.customer, row.invoiceDate), Line: row.line ?? "", Kind: row.kind,
      Amount: row.amount === null ? "" : money(row.amount), Due: row.due, Owner: row.owner, Text: row.text,
    })),
  });
}

export async function lockPeriod(poster: Poster): Promise<void> {
  await poster.post("putRows", { table: "Settings", rows: [{ Setting: "Locked through", Value: LOCKED_THROUGH }] });
}

export function storyNumber(facts: readonly Fact[], customer: string, date: string): string {
  return storyInvoice(facts, customer, date).number;
}

export function storyInvoice(facts: readonly Fact[], customer: string, date: string): InvoiceFact {
  const found = facts.find((fact): fact is InvoiceFact => fact.kind === "invoice" && fact.customer === customer && fact.date === date);
  if (found === undefined) throw new Error(`The sample has no invoice of ${customer} on ${date}`);
  return found;
}

/** Hundredths as decimal text: cents, and quantities. */
export function money(hundredths: number): string {
  const whole = Math.floor(Math.abs(hundredths) / 100);
  return `${hundredths < 0 ? "-" : ""}${whole}.${String(Math.abs(hundredths) % 100).padStart(2, "0")}`;
}
