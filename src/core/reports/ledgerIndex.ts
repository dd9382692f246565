import type { ApplicationEnds, ApplicationFact, ChargeFact, CreditFact, LedgerFacts } from "../ledger/facts";
import type { CreditKind } from "../ledger/ledgerState";
import type { CurrencyCode } from "../values/currency";
import { addAt, intAt, itemAt } from "./columns";
import { withWholeDues } from "./duePartsOf";
import { compareKeys, matchKey } from "./keys";
import { type ChargeMovements, chargeMovements, creditMovements, type Movements } from "./movementColumns";
import { byNumber, type RowsByNumber } from "./numbered";
import { compareUncounted, settle, type Uncounted } from "./settlement";
import { runSteps, STEP_ROWS, type Steps } from "./steps";

/** One customer in one currency: the unit that amounts are added up in. */
export interface Account {
  /** `matchKey` of the customer. */
  readonly customerKey: string;
  /** The customer as the facts spell it. */
  readonly customer: string;
  readonly currency: CurrencyCode;
}

/** Rows that belong to a number, as one list cut into pieces: those of n are rows[starts[n]] … rows[starts[n + 1] − 1]. */
export interface Grouped {
  readonly starts: Int32Array;
  readonly rows: Int32Array;
}

/**
 * The facts as columns, made once and asked many times: dates are day numbers, amounts integer minor units. Reports are
 * functions of this and of an as-of date; nothing in it depends on the order of the facts.
 */
export interface LedgerIndex {
  /** In order of customer, then currency. */
  readonly accounts: readonly Account[];
  /** Accounts of a customer, by `matchKey`. */
  readonly accountsOf: ReadonlyMap<string, readonly number[]>;
  readonly currencies: readonly CurrencyCode[];

  /** As the facts give them; those that share a number stand in an order of their own (`byNumber`). */
  readonly charges: readonly ChargeFact[];
  readonly chargeAccount: Int32Array;
  readonly chargeDate: Int32Array;
  readonly chargeAmount: Float64Array;
  readonly chargeMoves: ChargeMovements;
  /** Due parts of charge n: partStarts[n] … partStarts[n + 1] − 1, in order of due date. */
  readonly partStarts: Int32Array;
  readonly partDue: Int32Array;
  readonly partAmount: Float64Array;
  readonly chargesOfAccount: Grouped;
  /** Row by `matchKey` of the number. */
  readonly chargeRows: RowsByNumber;

  readonly credits: readonly CreditFact[];
  readonly creditAccount: Int32Array;
  readonly creditDate: Int32Array;
  readonly creditAmount: Float64Array;
  /** What each credit is, also where its fact does not say. */
  readonly creditKinds: readonly CreditKind[];
  readonly creditMoves: Movements;
  readonly creditsOfAccount: Grouped;
  readonly creditRows: RowsByNumber;

  /** As the facts give them, with the rows of their charge and credit; −1: it names none, or none that is there. */
  readonly applications: readonly ApplicationFact[];
  readonly applicationCharge: Int32Array;
  readonly applicationCredit: Int32Array;
  /** Applications that do not count or not wholly, in an order of their own; none where the books are in order. */
  readonly uncounted: readonly Uncounted[];
}

/**
 * Builds the index. O(n log n) in applications, O(n) in documents. Of two charges (or credits) that bear one number both
 * count; applications go to the one that comes first (`byNumber`).
 */
export function buildLedgerIndex(facts: LedgerFacts): LedgerIndex {
  return runSteps(ledgerIndexSteps(facts));
}

/** As buildLedgerIndex, in steps. */
export function* ledgerIndexSteps(facts: LedgerFacts): Steps<LedgerIndex> {
  const isKnown = facts.ends !== undefined;
  const { documents: chargeFacts, rows: chargeRows } = yield* byNumber(yield* wholeCharges(facts.charges), isKnown);
  const { documents: creditFacts, rows: creditRows } = yield* byNumber(facts.credits, isKnown);
  const { accounts, ofCharges, ofCredits } = yield* collectAccounts(chargeFacts, creditFacts);
  const charges = yield* columnsOf(chargeFacts);
  const credits = yield* columnsOf(creditFacts);
  const { applications } = facts;
  const ends = facts.ends ?? (yield* endsOf(applications, chargeRows, creditRows));
  const { moves, uncounted } = yield* settle({
    applications,
    applicationCharge: ends.charge,
    applicationCredit: ends.credit,
    chargeAmount: charges.amount,
    creditAmount: credits.amount,
    chargeDate: charges.date,
    creditDate: credits.date,
    sameCurrency: (charge, credit) => itemAt(chargeFacts, charge).currency === itemAt(creditFacts, credit).currency,
  });
  const accountsOf = new Map<string, number[]>();
  accounts.forEach((account, index) => {
    const list = accountsOf.get(account.customerKey);
    if (list === undefined) accountsOf.set(account.customerKey, [index]);
    else list.push(index);
  });
  yield;
  const chargeMoves = chargeMovements(moves, chargeFacts.length);
  yield;
  const creditMoves = creditMovements(moves, creditFacts.length);
  yield;
  const creditKinds = kindsOfCredits(creditFacts, facts.applications, creditRows);
  yield;
  const parts = partColumns(chargeFacts);
  yield;
  const chargesOfAccount = groupBy(ofCharges, accounts.length);
  yield;
  const creditsOfAccount = groupBy(ofCredits, accounts.length);
  yield;
  return {
    accounts,
    accountsOf,
    currencies: [...new Set(accounts.map((account) => account.currency))].sort(compareKeys),
    charges: chargeFacts,
    chargeAccount: ofCharges,
    chargeDate: charges.date,
    chargeAmount: charges.amount,
    chargeMoves,
    ...parts,
    chargesOfAccount,
    chargeRows,
    credits: creditFacts,
    creditAccount: ofCredits,
    creditDate: credits.date,
    creditAmount: credits.amount,
    creditKinds,
    creditMoves,
    creditsOfAccount,
    creditRows,
    applications,
    applicationCharge: ends.charge,
    applicationCredit: ends.credit,
    uncounted: [...uncounted].sort(compareUncounted),
  };
}

/** The rows that applications name. */
export function* endsOf(applications: readonly ApplicationFact[], chargeRows: RowsByNumber, creditRows: RowsByNumber): Steps<ApplicationEnds> {
  const charge = new Int32Array(applications.length);
  const credit = new Int32Array(applications.length);
  for (const [at, { from, to }] of applications.entries()) {
    if (at % STEP_ROWS === 0) yield;
    charge[at] = to === null ? -1 : (chargeRows.get(matchKey(to)) ?? -1);
    credit[at] = from === null ? -1 : (creditRows.get(matchKey(from)) ?? -1);
  }
  return { charge, credit };
}

type Document = ChargeFact | CreditFact;

interface Accounts {
  /** In order of customer, then currency. */
  readonly accounts: readonly Account[];
  /** Account of each charge, and of each credit. */
  readonly ofCharges: Int32Array;
  readonly ofCredits: Int32Array;
}

/** Each spelling of a customer is looked at once; documents find their account by a number given at first sight. */
function* collectAccounts(chargeFacts: readonly ChargeFact[], creditFacts: readonly CreditFact[]): Steps<Accounts> {
  const found: Account[] = [];
  const byKey = new Map<string, number>();
  const spelled = new Map<CurrencyCode, Map<string, number>>();
  const firstSeen = function* (documents: readonly Document[]): Steps<Int32Array> {
    const numbers = new Int32Array(documents.length);
    for (const [row, { currency, customer }] of documents.entries()) {
      if (row % STEP_ROWS === 0) yield;
      let ofCurrency = spelled.get(currency);
      if (ofCurrency === undefined) spelled.set(currency, (ofCurrency = new Map<string, number>()));
      let number = ofCurrency.get(customer);
      if (number === undefined) ofCurrency.set(customer, (number = numberOf(customer, currency)));
      numbers[row] = number;
    }
    return numbers;
  };
  const numberOf = (customer: string, currency: CurrencyCode): number => {
    const customerKey = matchKey(customer);
    const id = `${currency}${customerKey}`;
    const number = byKey.get(id) ?? found.length;
    byKey.set(id, number);
    const known = found[number];
    // Of two spellings the smaller one is shown, so that the order of rows does not matter.
    if (known === undefined || customer < known.customer) found[number] = { customerKey, customer, currency };
    return number;
  };
  const charges = yield* firstSeen(chargeFacts);
  const credits = yield* firstSeen(creditFacts);
  const order = [...found.keys()].sort((a, b) => compareAccounts(itemAt(found, a), itemAt(found, b)));
  const places = new Int32Array(found.length);
  order.forEach((number, place) => (places[number] = place));
  return {
    accounts: order.map((number) => itemAt(found, number)),
    ofCharges: charges.map((number) => intAt(places, number)),
    ofCredits: credits.map((number) => intAt(places, number)),
  };
}

export function compareAccounts(a: Account, b: Account): number {
  return compareKeys(a.customerKey, b.customerKey) || compareKeys(a.currency, b.currency);
}

interface DocumentColumns {
  readonly date: Int32Array;
  readonly amount: Float64Array;
}

function* columnsOf(documents: readonly Document[]): Steps<DocumentColumns> {
  const date = new Int32Array(documents.length);
  const amount = new Float64Array(documents.length);
  for (const [row, document] of documents.entries()) {
    if (row % STEP_ROWS === 0) yield;
    date[row] = document.date;
    amount[row] = document.amount;
  }
  return { date, amount };
}

function* wholeCharges(charges: readonly ChargeFact[]): Steps<readonly ChargeFact[]> {
  const whole: ChargeFact[] = [];
  for (const charge of charges) {
    whole.push(withWholeDues(charge));
    if (whole.length % STEP_ROWS === 0) yield;
  }
  return whole;
}

function kindsOfCredits(credits: readonly CreditFact[], applications: LedgerFacts["applications"], rows: RowsByNumber): CreditKind[] {
  const kinds = credits.map(({ kind }): CreditKind => kind ?? "payment");
  for (const { from, kind } of applications) {
    const row = kind === "credit" && from !== null ? rows.get(matchKey(from)) : undefined;
    if (row !== undefined && itemAt(credits, row).kind === undefined) kinds[row] = "creditMemo";
  }
  return kinds;
}

/** The due parts of charges, one after the other. */
export function partColumns(charges: readonly ChargeFact[]): Pick<LedgerIndex, "partStarts" | "partDue" | "partAmount"> {
  const partStarts = new Int32Array(charges.length + 1);
  charges.forEach((charge, row) => {
    partStarts[row + 1] = intAt(partStarts, row) + charge.dues.length;
  });
  const total = intAt(partStarts, charges.length);
  const partDue = new Int32Array(total);
  const partAmount = new Float64Array(total);
  charges.forEach((charge, row) => {
    const start = intAt(partStarts, row);
    charge.dues.forEach((part, offset) => {
      partDue[start + offset] = part.due;
      partAmount[start + offset] = part.amount;
    });
  });
  return { partStarts, partDue, partAmount };
}

/** Rows by group. */
export function groupBy(groupOfRow: Int32Array, groups: number): Grouped {
  const starts = new Int32Array(groups + 1);
  for (const group of groupOfRow) addAt(starts, group + 1, 1);
  for (let group = 0; group < groups; group++) addAt(starts, group + 1, intAt(starts, group));
  const next = starts.slice();
  const rows = new Int32Array(groupOfRow.length);
  groupOfRow.forEach((group, row) => {
    const at = intAt(next, group);
    next[group] = at + 1;
    rows[at] = row;
  });
  return { starts, rows };
}
