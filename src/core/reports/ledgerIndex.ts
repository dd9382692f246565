import type { ChargeFact, CreditFact, LedgerFacts } from "../ledger/facts";
import type { CurrencyCode } from "../values/currency";
import { compareKeys, matchKey } from "./keys";
import { settle, type SettledMove } from "./settlement";
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

/** Dated movements of each document, in order of date within the document; same cut as `Grouped`. */
export interface Movements {
  readonly starts: Int32Array;
  readonly dates: Int32Array;
  readonly amounts: Float64Array;
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

  readonly charges: readonly ChargeFact[];
  readonly chargeAccount: Int32Array;
  readonly chargeDate: Int32Array;
  readonly chargeAmount: Float64Array;
  readonly chargeMoves: Movements;
  /** Due parts of charge n: partStarts[n] … partStarts[n + 1] − 1, in order of due date. */
  readonly partStarts: Int32Array;
  readonly partDue: Int32Array;
  readonly partAmount: Float64Array;
  readonly chargesOfAccount: Grouped;
  /** Row by `matchKey` of the number. */
  readonly chargeRows: ReadonlyMap<string, number>;

  readonly credits: readonly CreditFact[];
  readonly creditAccount: Int32Array;
  readonly creditDate: Int32Array;
  readonly creditAmount: Float64Array;
  readonly creditMoves: Movements;
  readonly creditsOfAccount: Grouped;
  readonly creditRows: ReadonlyMap<string, number>;
}

/** Builds the index. O(n log n) in applications, O(n) in documents. A number that occurs twice keeps its first charge. */
export function buildLedgerIndex(facts: LedgerFacts): LedgerIndex {
  return runSteps(ledgerIndexSteps(facts));
}

/** As buildLedgerIndex, in steps. */
export function* ledgerIndexSteps(facts: LedgerFacts): Steps<LedgerIndex> {
  const { accounts, ofCharges, ofCredits } = yield* collectAccounts(facts);
  const charges = yield* columnsOf(facts.charges, ofCharges);
  const credits = yield* columnsOf(facts.credits, ofCredits);
  const moves = yield* settle({
    applications: facts.applications,
    chargeRow: (number) => charges.rows.get(matchKey(number)) ?? -1,
    creditRow: (number) => credits.rows.get(matchKey(number)) ?? -1,
    chargeAmount: charges.amount,
    creditAmount: credits.amount,
    chargeDate: charges.date,
    creditDate: credits.date,
  });
  const accountsOf = new Map<string, number[]>();
  accounts.forEach((account, index) => {
    const list = accountsOf.get(account.customerKey);
    if (list === undefined) accountsOf.set(account.customerKey, [index]);
    else list.push(index);
  });
  yield;
  const chargeMoves = movementsOf(moves, facts.charges.length, (move) => move.charge, (move) => move.fromCharge);
  yield;
  const creditMoves = movementsOf(moves, facts.credits.length, (move) => move.credit, (move) => move.fromCredit);
  yield;
  const parts = partColumns(facts.charges);
  yield;
  return {
    accounts,
    accountsOf,
    currencies: [...new Set(accounts.map((account) => account.currency))].sort(compareKeys),
    charges: facts.charges,
    chargeAccount: charges.account,
    chargeDate: charges.date,
    chargeAmount: charges.amount,
    chargeMoves,
    ...parts,
    chargesOfAccount: groupBy(charges.account, accounts.length),
    chargeRows: charges.rows,
    credits: facts.credits,
    creditAccount: credits.account,
    creditDate: credits.date,
    creditAmount: credits.amount,
    creditMoves,
    creditsOfAccount: groupBy(credits.account, accounts.length),
    creditRows: credits.rows,
  };
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
function* collectAccounts(facts: LedgerFacts): Steps<Accounts> {
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
  const charges = yield* firstSeen(facts.charges);
  const credits = yield* firstSeen(facts.credits);
  const order = [...found.keys()].sort((a, b) => compareAccounts(found[a], found[b]));
  const places = new Int32Array(found.length);
  order.forEach((number, place) => (places[number] = place));
  return {
    accounts: order.flatMap((number) => found[number] ?? []),
    ofCharges: charges.map((number) => places[number] ?? -1),
    ofCredits: credits.map((number) => places[number] ?? -1),
  };
}

function compareAccounts(a: Account | undefined, b: Account | undefined): number {
  return compareKeys(a?.customerKey ?? "", b?.customerKey ?? "") || compareKeys(a?.currency ?? "", b?.currency ?? "");
}

interface DocumentColumns {
  readonly account: Int32Array;
  readonly date: Int32Array;
  readonly amount: Float64Array;
  readonly rows: Map<string, number>;
}

function* columnsOf(documents: readonly Document[], account: Int32Array): Steps<DocumentColumns> {
  const date = new Int32Array(documents.length);
  const amount = new Float64Array(documents.length);
  const rows = new Map<string, number>();
  for (const [row, document] of documents.entries()) {
    if (row % STEP_ROWS === 0) yield;
    date[row] = document.date;
    amount[row] = document.amount;
    const key = matchKey(document.number);
    if (!rows.has(key)) rows.set(key, row);
  }
  return { account, date, amount, rows };
}

function partColumns(charges: readonly ChargeFact[]): Pick<LedgerIndex, "partStarts" | "partDue" | "partAmount"> {
  const partStarts = new Int32Array(charges.length + 1);
  charges.forEach((charge, row) => {
    partStarts[row + 1] = (partStarts[row] ?? 0) + charge.dues.length;
  });
  const total = partStarts[charges.length] ?? 0;
  const partDue = new Int32Array(total);
  const partAmount = new Float64Array(total);
  charges.forEach((charge, row) => {
    const start = partStarts[row] ?? 0;
    charge.dues.forEach((part, offset) => {
      partDue[start + offset] = part.due;
      partAmount[start + offset] = part.amount;
    });
  });
  return { partStarts, partDue, partAmount };
}

function movementsOf(moves: readonly SettledMove[], documents: number, rowOf: (move: SettledMove) => number, amountOf: (move: SettledMove) => number): Movements {
  const starts = new Int32Array(documents + 1);
  let total = 0;
  for (const move of moves) {
    const row = rowOf(move);
    if (row < 0) continue;
    starts[row + 1] = (starts[row + 1] ?? 0) + 1;
    total++;
  }
  for (let row = 0; row < documents; row++) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0);
  const next = starts.slice();
  const dates = new Int32Array(total);
  const amounts = new Float64Array(total);
  for (const move of moves) {
    const row = rowOf(move);
    if (row < 0) continue;
    const at = next[row] ?? 0;
    next[row] = at + 1;
    dates[at] = move.date;
    amounts[at] = amountOf(move);
  }
  return { starts, dates, amounts };
}

function groupBy(groupOfRow: Int32Array, groups: number): Grouped {
  const starts = new Int32Array(groups + 1);
  for (const group of groupOfRow) starts[group + 1] = (starts[group + 1] ?? 0) + 1;
  for (let group = 0; group < groups; group++) starts[group + 1] = (starts[group + 1] ?? 0) + (starts[group] ?? 0);
  const next = starts.slice();
  const rows = new Int32Array(groupOfRow.length);
  groupOfRow.forEach((group, row) => {
    const at = next[group] ?? 0;
    next[group] = at + 1;
    rows[at] = row;
  });
  return { starts, rows };
}
