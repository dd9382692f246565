import { type Decimal, HUNDRED, decimalFromNumber, roundToMinor, ZERO } from "../values/decimal";
import type { PlainDate } from "../values/plainDate";

/** What was owed once this day's payments were in, in minor units; it holds until the next step. */
export interface PrincipalStep {
  readonly from: PlainDate;
  readonly principal: number;
}

/** A stretch of days that bore interest on one principal: after `from`, through `through`. */
export interface InterestStep {
  readonly from: PlainDate;
  readonly through: PlainDate;
  readonly days: number;
  readonly principal: number;
}

export interface InterestTerms {
  /** In any order; of several on one day the last given counts. Before the first step nothing is owed. */
  readonly principalSteps: readonly PrincipalStep[];
  /** Per year, of 365 days in every year. */
  readonly ratePercent: Decimal;
  /** The watermark: the last day that bore interest already (the due date at first). That day is not counted. */
  readonly from: PlainDate;
  /** The last day counted. */
  readonly through: PlainDate;
}

export interface Interest {
  /** Minor units. */
  readonly interest: number;
  /** Days that bore interest: those on which something was owed. */
  readonly days: number;
  /** Σ principal × days, in minor units: what has to be kept to round this together with later charges. */
  readonly principalDays: Decimal;
  readonly steps: readonly InterestStep[];
}

/** What one charge of interest was worked out from. */
export interface InterestPeriod {
  readonly principalDays: Decimal;
  readonly ratePercent: Decimal;
}

const DAYS_OF_YEAR = 365;

/**
 * Simple daily interest: principal × rate ÷ 365 × days over each step of the principal, summed exactly and rounded once,
 * half away from zero (rounding a day's figure first gives 169.68 where 5,000 at 12.25 % for 101 days is 169.49). Days run
 * from the day after the watermark to the day paid, that day included: a payment's own day still bears interest on what was
 * owed before it. Throws RangeError for a principal or rate below zero.
 */
export function interestOf({ principalSteps, ratePercent, from, through }: InterestTerms): Interest {
  if (ratePercent.lt(ZERO)) throw new RangeError(`Interest rate below zero: ${ratePercent.toFixed()}`);
  const steps = stepsBetween(principalSteps, from, through);
  const principalDays = steps.reduce((sum, { principal, days }) => sum.add(decimalFromNumber(principal).mul(days)), ZERO);
  return { interest: interestTogether([{ principalDays, ratePercent }]), days: steps.reduce((sum, { days }) => sum + days, 0), principalDays, steps };
}

/**
 * The interest of several periods in minor units, rounded once over all of them: what is charged on day 35 is this, less
 * what was charged on day 5, so that both come to the interest of 35 days, to the cent.
 */
export function interestTogether(periods: readonly InterestPeriod[]): number {
  const exact = periods.reduce((sum, { principalDays, ratePercent }) => sum.add(principalDays.mul(ratePercent)), ZERO);
  return roundToMinor(exact.div(HUNDRED.mul(DAYS_OF_YEAR)), 0);
}

function stepsBetween(principalSteps: readonly PrincipalStep[], from: PlainDate, through: PlainDate): readonly InterestStep[] {
  const inOrder = [...principalSteps].sort((a, b) => a.from - b.from);
  return inOrder.flatMap((step, index): InterestStep[] => {
    if (step.principal < 0) throw new RangeError(`Principal below zero: ${step.principal}`);
    const begin = later(step.from, from);
    const end = earlier(inOrder[index + 1]?.from ?? through, through);
    return step.principal === 0 || end <= begin ? [] : [{ from: begin, through: end, days: end - begin, principal: step.principal }];
  });
}

function later(a: PlainDate, b: PlainDate): PlainDate {
  return a > b ? a : b;
}

function earlier(a: PlainDate, b: PlainDate): PlainDate {
  return a < b ? a : b;
}
