import { interestOf, interestTogether, type PrincipalStep } from "../cash/interest";
import { type Decimal, ZERO, decimalText, parseDecimal } from "../values/decimal";
import type { PlainDate } from "../values/plainDate";
import type { InterestCharge } from "./entries";
import type { ChargeState, FoldedLedger } from "./ledgerState";

export interface InterestTermsOfRun {
  readonly ratePercent: Decimal;
  /** The last day that bears interest in this run. */
  readonly through: PlainDate;
  /** A fixed sum for each item that is charged for the first time, in minor units. */
  readonly fee: number;
}

/**
 * What late payment of each charge costs that no earlier run has charged, in the order of the charges: simple daily interest on
 * what was overdue day by day (each due part from the day after its due date, less what was applied by then), from the last
 * day charged before. A charge that was paid late bears it too. All runs over one charge are rounded together, so that
 * charging on day 5 and on day 35 comes to the interest of 35 days. Interest bears no interest; a void document none; a run
 * whose interest memo was voided does not count as charged. Charges for which nothing is due are left out.
 */
export function interestDue(ledger: FoldedLedger, terms: InterestTermsOfRun, isAsked: (charge: ChargeState) => boolean): readonly { readonly charge: ChargeState; readonly due: InterestCharge; readonly days: number }[] {
  const before = chargedBefore(ledger);
  const interestMemos = new Set(ledger.entries.filter(({ body }) => body.kind === "debitMemo" && body.interest !== undefined).map(({ head }) => head.id));
  const applied = appliedByCharge(ledger);
  return [...ledger.charges.values()].flatMap((charge) => {
    if (charge.status === "Void" || interestMemos.has(charge.entry) || !isAsked(charge)) return [];
    const due = dueOf(charge, { terms, before: before.get(charge.number) ?? [], applied: applied.get(charge.number) ?? [] });
    return due === null ? [] : [{ charge, ...due }];
  });
}

interface Applied {
  readonly date: PlainDate;
  readonly amount: number;
}

function appliedByCharge({ applications }: FoldedLedger): ReadonlyMap<string, readonly Applied[]> {
  const byCharge = new Map<string, Applied[]>();
  for (const { to, date, amount, discount } of applications) {
    if (to === null) continue;
    const own = byCharge.get(to) ?? [];
    own.push({ date, amount: amount + discount });
    byCharge.set(to, own);
  }
  return byCharge;
}

/** Interest charged by memos that still stand, by item. */
function chargedBefore(ledger: FoldedLedger): ReadonlyMap<string, readonly InterestCharge[]> {
  const charged = new Map<string, InterestCharge[]>();
  // By entry: two people may have posted one number.
  const voided = new Set([...ledger.charges.values()].filter(({ status }) => status === "Void").map(({ entry }) => entry));
  for (const { head, body } of ledger.entries) {
    if (body.kind !== "debitMemo" || body.interest === undefined || voided.has(head.id)) continue;
    for (const line of body.interest) charged.set(line.item, [...(charged.get(line.item) ?? []), line]);
  }
  return charged;
}

function dueOf(charge: ChargeState, of: { readonly terms: InterestTermsOfRun; readonly before: readonly InterestCharge[]; readonly applied: readonly Applied[] }): { readonly due: InterestCharge; readonly days: number } | null {
  const { ratePercent, through, fee } = of.terms;
  const steps = overdueSteps(charge, of.applied);
  const first = steps.find(({ principal }) => principal > 0)?.from ?? through;
  const after = of.before.reduce((latest, line) => (line.through > latest ? line.through : latest), first);
  if (after >= through) return null;
  const { principalDays, days } = interestOf({ principalSteps: steps, ratePercent, from: after, through });
  if (days === 0) return null;
  const chargedPeriods = of.before.map((line) => ({ principalDays: decimalOf(line.principalDays), ratePercent: decimalOf(line.ratePercent) }));
  const interest = interestTogether([...chargedPeriods, { principalDays, ratePercent }]) - of.before.reduce((sum, line) => sum + line.interest, 0);
  const isFirst = of.before.every((line) => line.fee === 0);
  const due: InterestCharge = { item: charge.number, after, through, ratePercent: ratePercent.toFixed(), principalDays: decimalText(principalDays), interest: Math.max(0, interest), fee: isFirst ? fee : 0 };
  return due.interest + due.fee === 0 ? null : { due, days };
}

function decimalOf(text: string): Decimal {
  return parseDecimal(text) ?? ZERO;
}

/** What was overdue after each day on which it changed: parts fall due, and what is applied fills the earliest of them first. */
function overdueSteps({ dues }: ChargeState, applied: readonly Applied[]): readonly PrincipalStep[] {
  const days = [...new Set([...dues.map(({ due }) => due), ...applied.map(({ date }) => date)])].sort((a, b) => a - b);
  return days.map((from) => {
    const fallen = dues.reduce((sum, part) => (part.due <= from ? sum + part.amount : sum), 0);
    const paid = applied.reduce((sum, part) => (part.date <= from ? sum + part.amount : sum), 0);
    return { from, principal: Math.max(0, fallen - paid) };
  });
}
