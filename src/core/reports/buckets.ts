/**
 * An aging schedule: bucket 0 is Current, bucket n (1 … limits.length) holds up to limits[n − 1] days past due, the last
 * one everything older. Contiguous and covering every day, so that buckets always sum to what is open.
 */
export interface BucketSchedule {
  /** Upper bounds in days past due, inclusive, rising, each at least 1. May be empty: Current and one bucket for the rest. */
  readonly limits: readonly number[];
  /** Counts an item due on the as-of day itself as late; otherwise it is Current. */
  readonly dueTodayIsLate: boolean;
}

export const STANDARD_LIMITS: readonly number[] = [30, 60, 90];

/** True when the limits are whole days, at least 1 and rising. */
export function areLimits(limits: readonly number[]): boolean {
  return limits.every((limit, index) => Number.isInteger(limit) && limit >= 1 && limit <= 100_000 && limit > (limits[index - 1] ?? 0));
}

export function bucketCount(schedule: BucketSchedule): number {
  return schedule.limits.length + 2;
}

/** The bucket of an item that is `days` past due (negative: not due yet). */
export function bucketOf(schedule: BucketSchedule, days: number): number {
  if (days < 0 || (days === 0 && !schedule.dueTodayIsLate)) return 0;
  let bucket = 1;
  for (const limit of schedule.limits) {
    if (days <= limit) return bucket;
    bucket++;
  }
  return bucket;
}

/** First and last day past due of each bucket after Current; `to` null: no end. */
export function bucketDays(schedule: BucketSchedule): { readonly from: number; readonly to: number | null }[] {
  const starts = [schedule.dueTodayIsLate ? 0 : 1, ...schedule.limits.map((limit) => limit + 1)];
  return starts.map((from, index) => ({ from, to: schedule.limits[index] ?? null }));
}
