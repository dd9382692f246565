import type { ApplicationFact, ChargeFact, CreditFact } from "../../ledger/facts";
import type { CreditKind } from "../../ledger/ledgerState";
import { amountAt, intAt, itemAt } from "../columns";
import { withWholeDues } from "../duePartsOf";
import { endsOf, type LedgerIndex, partColumns } from "../ledgerIndex";
import { type ChargeMovements, chargeMovements, creditMovements, type Movements } from "../movementColumns";
import { compareUncounted, settle } from "../settlement";
import { STEP_ROWS, type Steps } from "../steps";
import { changedAccounts } from "./changedAccounts";
import { type ChangedDocuments, changedDocuments, type DocumentChange, newRow } from "./changedDocuments";
import { linkedApplications, type Marked } from "./linkedApplications";
import { joined, joinedRows, type Pieces, piecesOf } from "./pieces";

/** What has become other than the index says. */
export interface LedgerChange {
  readonly charges: DocumentChange<ChargeFact>;
  readonly credits: DocumentChange<CreditFact>;
  /** Objects of `index.applications`. */
  readonly applicationsGone: ReadonlySet<ApplicationFact>;
  readonly applicationsNew: readonly ApplicationFact[];
}

/**
 * The index after a change, equal to one built anew but for the order of documents; the given one stays as it is. Only the
 * documents that the change can reach through applications are settled again, columns are copied, nothing is hashed or
 * sorted that stays: a changed row among a hundred thousand takes some milliseconds. Null where documents share a number or nearly
 * everything hangs together: build anew.
 */
export function* updatedIndexSteps(index: LedgerIndex, change: LedgerChange): Steps<LedgerIndex | null> {
  if (index.chargeRows.size !== index.charges.length || index.creditRows.size !== index.credits.length) return null;
  const charges = changedDocuments(index.charges, index.chargeRows, new Map([...change.charges].map(([key, fact]) => [key, fact === null ? null : withWholeDues(fact)])));
  yield;
  const credits = changedDocuments(index.credits, index.creditRows, change.credits);
  yield;
  const chargeColumns = documentColumns(index.chargeDate, index.chargeAmount, charges);
  const creditColumns = documentColumns(index.creditDate, index.creditAmount, credits);
  const accounts = changedAccounts(index, charges, credits);
  yield;
  const applications = yield* changedApplications(index, change, charges, credits);
  yield;
  const settled = yield* settledAgain(applications, charges, credits, chargeColumns, creditColumns);
  if (settled === null) return null;
  const { linked, marked, moves, uncounted } = settled;
  yield;
  const freshCharges = chargeMovements(moves, charges.documents.length);
  const freshCredits = creditMovements(moves, credits.documents.length);
  yield;
  const chargePieces = piecesOf({ rows: charges.documents.length, old: index.chargeMoves.starts, moved: charges.moved, fresh: freshCharges.starts, isFresh: marked.charges });
  const creditPieces = piecesOf({ rows: credits.documents.length, old: index.creditMoves.starts, moved: credits.moved, fresh: freshCredits.starts, isFresh: marked.credits });
  yield;
  const chargeMoves: ChargeMovements = {
    ...movementsOf(chargePieces, index.chargeMoves, freshCharges, credits.moved),
    discounts: joined(chargePieces, index.chargeMoves.discounts, freshCharges.discounts, new Float64Array(chargePieces.total)),
  };
  yield;
  const creditMoves = movementsOf(creditPieces, index.creditMoves, freshCredits, charges.moved);
  yield;
  return {
    ...accounts,
    charges: charges.documents,
    chargeDate: chargeColumns.date,
    chargeAmount: chargeColumns.amount,
    chargeMoves,
    ...changedParts(index, charges),
    chargeRows: charges.rows,
    credits: credits.documents,
    creditDate: creditColumns.date,
    creditAmount: creditColumns.amount,
    creditKinds: changedKinds(index, credits, marked.credits, linked, applications),
    creditMoves,
    creditRows: credits.rows,
    applications: applications.facts,
    applicationCharge: applications.charge,
    applicationCredit: applications.credit,
    uncounted: [...index.uncounted.filter(({ application }) => !change.applicationsGone.has(application) && !settled.again.has(application)), ...uncounted].sort(compareUncounted),
  };
}

interface DocumentColumns {
  readonly date: Int32Array;
  readonly amount: Float64Array;
}

function documentColumns(oldDate: Int32Array, oldAmount: Float64Array, changed: ChangedDocuments<ChargeFact | CreditFact>): DocumentColumns {
  const date = new Int32Array(changed.documents.length);
  const amount = new Float64Array(changed.documents.length);
  if (changed.moved === null) {
    date.set(oldDate);
    amount.set(oldAmount);
  } else
    changed.moved.forEach((now, row) => {
      if (now < 0) return;
      date[now] = intAt(oldDate, row);
      amount[now] = amountAt(oldAmount, row);
    });
  for (const row of changed.after) {
    const document = itemAt(changed.documents, row);
    date[row] = document.date;
    amount[row] = document.amount;
  }
  return { date, amount };
}

interface Applications {
  readonly facts: readonly ApplicationFact[];
  readonly charge: Int32Array;
  readonly credit: Int32Array;
  /** Rows of documents that an application which is gone, new or finds its document now has to do with. */
  readonly charges: ReadonlySet<number>;
  readonly credits: ReadonlySet<number>;
}

function* changedApplications(index: LedgerIndex, { applicationsGone, applicationsNew }: LedgerChange, charges: ChangedDocuments<ChargeFact>, credits: ChangedDocuments<CreditFact>): Steps<Applications> {
  const touched = { charges: new Set(charges.after), credits: new Set(credits.after) };
  const touch = (charge: number, credit: number): void => {
    if (charge >= 0) touched.charges.add(charge);
    if (credit >= 0) touched.credits.add(credit);
  };
  const stays = (fact: ApplicationFact): boolean => !applicationsGone.has(fact);
  const fresh = yield* endsOf(applicationsNew, charges.rows, credits.rows);
  const facts = [...(applicationsGone.size === 0 ? index.applications : index.applications.filter(stays)), ...applicationsNew];
  const charge = new Int32Array(facts.length);
  const credit = new Int32Array(facts.length);
  let at = 0;
  if (applicationsGone.size === 0 && charges.moved === null && credits.moved === null) {
    charge.set(index.applicationCharge);
    credit.set(index.applicationCredit);
    at = index.applications.length;
  } else
    for (const [old, fact] of index.applications.entries()) {
      if (old % (STEP_ROWS * 16) === 0) yield;
      const [oldCharge, oldCredit] = [intAt(index.applicationCharge, old), intAt(index.applicationCredit, old)];
      const [ofCharge, ofCredit] = [newRow(charges.moved, oldCharge), newRow(credits.moved, oldCredit)];
      // What is left of it, or of its documents, is settled without it.
      if (!stays(fact) || (ofCharge < 0 && oldCharge >= 0) || (ofCredit < 0 && oldCredit >= 0)) touch(ofCharge, ofCredit);
      if (!stays(fact)) continue;
      charge[at] = ofCharge;
      credit[at++] = ofCredit;
    }
  charge.set(fresh.charge, at);
  credit.set(fresh.credit, at);
  for (let place = at; place < facts.length; place++) touch(intAt(charge, place), intAt(credit, place));
  if (charges.after.length + credits.after.length > 0) {
    const missing: number[] = [];
    for (let place = 0; place < facts.length; place++) if (intAt(charge, place) < 0 || intAt(credit, place) < 0) missing.push(place);
    const found = yield* endsOf(missing.map((place) => itemAt(facts, place)), charges.rows, credits.rows);
    missing.forEach((place, each) => {
      // The document that was found is a new one, and with it this is settled again.
      charge[place] = intAt(found.charge, each);
      credit[place] = intAt(found.credit, each);
    });
  }
  return { facts, charge, credit, ...touched };
}

interface Settled {
  /** Applications that were settled again, by position; and as facts. */
  readonly linked: readonly number[];
  readonly again: ReadonlySet<ApplicationFact>;
  readonly marked: Marked;
  readonly moves: Parameters<typeof chargeMovements>[0];
  readonly uncounted: LedgerIndex["uncounted"];
}

function* settledAgain(applications: Applications, charges: ChangedDocuments<ChargeFact>, credits: ChangedDocuments<CreditFact>, chargeColumns: DocumentColumns, creditColumns: DocumentColumns): Steps<Settled | null> {
  const marked = { charges: marks(charges.documents.length, applications.charges), credits: marks(credits.documents.length, applications.credits) };
  const linked = yield* linkedApplications(applications.charge, applications.credit, marked);
  if (linked === null) return null;
  const facts = linked.map((at) => itemAt(applications.facts, at));
  const { moves, uncounted } = yield* settle({
    applications: facts,
    applicationCharge: Int32Array.from(linked, (at) => intAt(applications.charge, at)),
    applicationCredit: Int32Array.from(linked, (at) => intAt(applications.credit, at)),
    chargeAmount: chargeColumns.amount,
    creditAmount: creditColumns.amount,
    chargeDate: chargeColumns.date,
    creditDate: creditColumns.date,
    sameCurrency: (charge, credit) => itemAt(charges.documents, charge).currency === itemAt(credits.documents, credit).currency,
  });
  return { linked, again: new Set(facts), marked, moves, uncounted };
}

function marks(rows: number, marked: Iterable<number>): Uint8Array {
  const flags = new Uint8Array(rows);
  for (const row of marked) flags[row] = 1;
  return flags;
}

function movementsOf(pieces: Pieces, old: Movements, fresh: Movements, partnersMoved: Int32Array | null): Movements {
  return {
    starts: pieces.starts,
    dates: joined(pieces, old.dates, fresh.dates, new Int32Array(pieces.total)),
    amounts: joined(pieces, old.amounts, fresh.amounts, new Float64Array(pieces.total)),
    partners: joinedRows(pieces, old.partners, fresh.partners, partnersMoved),
    kinds: joined(pieces, old.kinds, fresh.kinds, new Uint8Array(pieces.total)),
  };
}

function changedParts(index: LedgerIndex, charges: ChangedDocuments<ChargeFact>): Pick<LedgerIndex, "partStarts" | "partDue" | "partAmount"> {
  if (charges.before.length + charges.after.length === 0) return { partStarts: index.partStarts, partDue: index.partDue, partAmount: index.partAmount };
  const rows = charges.documents.length;
  // The parts of the changed charges, spread over all rows.
  const after = [...charges.after].sort((a, b) => a - b).map((row) => ({ row, charge: itemAt(charges.documents, row) }));
  const fresh = new Int32Array(rows + 1);
  for (const { row, charge } of after) fresh[row + 1] = charge.dues.length;
  for (let row = 0; row < rows; row++) fresh[row + 1] = intAt(fresh, row) + intAt(fresh, row + 1);
  const pieces = piecesOf({ rows, old: index.partStarts, moved: charges.moved, fresh, isFresh: marks(rows, charges.after) });
  const made = partColumns(after.map(({ charge }) => charge));
  return {
    partStarts: pieces.starts,
    partDue: joined(pieces, index.partDue, made.partDue, new Int32Array(pieces.total)),
    partAmount: joined(pieces, index.partAmount, made.partAmount, new Float64Array(pieces.total)),
  };
}

/** What credits are whose facts do not say depends on what was done with them. */
function changedKinds(index: LedgerIndex, credits: ChangedDocuments<CreditFact>, marked: Uint8Array, linked: readonly number[], applications: Applications): readonly CreditKind[] {
  const kinds: CreditKind[] = new Array<CreditKind>(credits.documents.length).fill("payment");
  index.creditKinds.forEach((kind, row) => {
    const now = newRow(credits.moved, row);
    if (now >= 0) kinds[now] = kind;
  });
  marked.forEach((flag, row) => {
    if (flag === 1) kinds[row] = itemAt(credits.documents, row).kind ?? "payment";
  });
  for (const at of linked) {
    const row = intAt(applications.credit, at);
    if (row >= 0 && itemAt(applications.facts, at).kind === "credit" && itemAt(credits.documents, row).kind === undefined) kinds[row] = "creditMemo";
  }
  return kinds;
}
