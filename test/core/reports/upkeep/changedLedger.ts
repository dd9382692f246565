import type { ApplicationFact, ApplicationKind, ChargeFact, CreditFact, LedgerFacts } from "../../../../src/core/ledger/facts";
import { matchKey } from "../../../../src/core/reports/keys";
import { buildLedgerIndex, type LedgerIndex } from "../../../../src/core/reports/ledgerIndex";
import { runSteps } from "../../../../src/core/reports/steps";
import { type LedgerChange, updatedIndexSteps } from "../../../../src/core/reports/upkeep/updatedIndex";
import { addDays } from "../../../../src/core/values/plainDate";
import { apply, charge, credit, date } from "../support";
import { type ViewRequest, viewsOfIndex } from "../viewsOf";

const START = date("2026-01-01");

/** A ledger whose rows change at random, and the index that is kept beside it. */
export class ChangedLedger {
  readonly charges = new Map<string, ChargeFact>();
  readonly credits = new Map<string, CreditFact>();
  applications: ApplicationFact[] = [];
  index: LedgerIndex = buildLedgerIndex({ charges: [], credits: [], applications: [] });
  /** Times the index had to be built anew. */
  rebuilt = 0;

  constructor(private readonly random: () => number) {}

  facts(): LedgerFacts {
    return { charges: [...this.charges.values()], credits: [...this.credits.values()], applications: this.applications };
  }

  /** Some changes at once, carried over to the index. */
  change(): void {
    const charges = new Map<string, ChargeFact | null>();
    const credits = new Map<string, CreditFact | null>();
    const gone = new Set<ApplicationFact>();
    const fresh: ApplicationFact[] = [];
    for (let each = this.below(4); each >= 0; each--) {
      const what = this.random();
      if (what < 0.25) this.set(this.charges, charges, this.charge());
      else if (what < 0.45) this.set(this.credits, credits, this.credit());
      else if (what < 0.5) this.remove(this.charges, charges, `I${this.below(8)}`);
      else if (what < 0.55) this.remove(this.credits, credits, `P${this.below(8)}`);
      else if (what < 0.85) fresh.push(this.application());
      else {
        const [application] = this.applications.splice(this.below(this.applications.length), 1);
        if (application !== undefined) gone.add(application);
      }
    }
    this.applications = [...this.applications, ...fresh];
    this.carryOver({ charges, credits, applicationsGone: gone, applicationsNew: fresh });
  }

  carryOver(change: LedgerChange): void {
    const before = JSON.stringify(this.index.charges);
    const updated = runSteps(updatedIndexSteps(this.index, change));
    if (JSON.stringify(this.index.charges) !== before) throw new Error("The index that was given has changed");
    if (updated === null) this.rebuilt++;
    this.index = updated ?? buildLedgerIndex(this.facts());
  }

  /** How the index differs from one built anew; null: not at all. */
  difference(): string | null {
    const asOf = addDays(START, this.below(120) - 5);
    const request: ViewRequest = { asOf, from: addDays(asOf, -this.below(60)), basis: this.random() < 0.5 ? "due" : "document", ageCredits: this.random() < 0.5, schedule: { limits: [30, 60], dueTodayIsLate: false }, forecast: "due" };
    const [kept, built] = [told(this.index, request), told(buildLedgerIndex(this.facts()), request)];
    return kept === built ? null : `the index says ${kept}, one built anew ${built}`;
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private one<Item>(items: readonly [Item, ...Item[]]): Item {
    const item = items[this.below(items.length)];
    return item === undefined ? items[0] : item;
  }

  private day(): string {
    return new Date(Date.UTC(2026, 0, 1 + this.below(70))).toISOString().slice(0, 10);
  }

  private set<Fact extends { readonly number: string }>(facts: Map<string, Fact>, change: Map<string, Fact | null>, fact: Fact): void {
    facts.set(fact.number, fact);
    change.set(matchKey(fact.number), fact);
  }

  private remove<Fact>(facts: Map<string, Fact>, change: Map<string, Fact | null>, number: string): void {
    facts.delete(number);
    change.set(matchKey(number), null);
  }

  private charge(): ChargeFact {
    const dues = Array.from({ length: 1 + this.below(3) }, () => [this.day(), 1 + this.below(400)] as const).sort(([a], [b]) => (a < b ? -1 : 1));
    const kind = this.one(["invoice", "debitMemo", "deduction", null] as const);
    // Some charges of which nothing is due: their parts are made up.
    const amount = dues.reduce((sum, [, part]) => sum + part, 0) + (this.random() < 0.1 ? 7 : 0);
    return charge(`I${this.below(8)}`, this.day(), amount, { customer: this.customer(), currency: this.currency(), dues, disputed: this.below(50), ...(kind === null ? {} : { kind }) });
  }

  private credit(): CreditFact {
    const kind = this.one(["payment", "creditMemo", null, null] as const);
    return credit(`P${this.below(8)}`, this.day(), 1 + this.below(900), { customer: this.customer(), currency: this.currency(), ...(kind === null ? {} : { kind }) });
  }

  private application(): ApplicationFact {
    const [from, to] = [this.random() < 0.85 ? `P${this.below(9)}` : null, this.random() < 0.85 ? `I${this.below(9)}` : null];
    const amount = this.random() < 0.2 ? -this.below(200) : this.below(500);
    const kind: ApplicationKind = amount < 0 ? "reversal" : from === null ? "writeOff" : to === null ? "refund" : this.one(["payment", "payment", "credit"]);
    return apply(this.day(), from, to, amount, { kind, discount: this.random() < 0.2 ? this.below(20) : 0 });
  }

  private customer(): string {
    return this.one(["A", "B", "b", "a", "C"]);
  }

  private currency(): string {
    return this.random() < 0.85 ? "EUR" : "USD";
  }
}

/** All that an index tells, without row numbers. */
export function told(index: LedgerIndex, request: ViewRequest): string {
  const number = (of: "charges" | "credits", row: number): string => (row < 0 ? "-" : (index[of][row]?.number ?? "?"));
  return JSON.stringify({
    accounts: index.accounts,
    accountsOf: [...index.accountsOf],
    currencies: index.currencies,
    found: [...index.chargeRows].map(([key, row]) => [key, number("charges", row), index.chargeRows.get(key) === row]).sort(),
    foundCredits: [...index.creditRows].map(([key, row]) => [key, number("credits", row), index.creditRows.get(key) === row]).sort(),
    counts: [index.chargeRows.size, index.creditRows.size, index.charges.length, index.credits.length],
    documents: [...index.charges].sort((a, b) => (a.number < b.number ? -1 : 1)),
    kinds: index.creditKinds.map((kind, row) => `${number("credits", row)} ${kind}`).sort(),
    ends: index.applications.map((application, at) => `${JSON.stringify(application)} ${number("charges", index.applicationCharge[at] ?? NaN)} ${number("credits", index.applicationCredit[at] ?? NaN)}`).sort(),
    uncounted: index.uncounted,
    views: viewsOfIndex(index, request),
  });
}
