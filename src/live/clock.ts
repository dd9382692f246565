import { fromYmd, type PlainDate } from "../core/values/plainDate";

/** Today, and a word when it becomes another day. The only place where the functions look at a clock. */
export interface Clock {
  today(): PlainDate;
  /** Calls back when the local day has changed, until the returned function is called. */
  onNewDay(listener: () => void): () => void;
}

export interface ClockTimers {
  now(): Date;
  setTimer(work: () => void, milliseconds: number): () => void;
}

/** A sleeping computer fires no timer at midnight, so the day is looked at again at least this often. */
const LOOK_AGAIN = 10 * 60 * 1000;

export function createClock(timers: ClockTimers = systemTimers): Clock {
  const listeners = new Set<() => void>();
  let day = readToday(timers);
  let stop: (() => void) | null = null;

  function arm(): void {
    stop?.();
    stop = listeners.size === 0 ? null : timers.setTimer(look, Math.min(untilMidnight(timers.now()) + 500, LOOK_AGAIN));
  }
  function look(): void {
    const today = readToday(timers);
    const changed = today !== day;
    day = today;
    arm();
    if (changed) for (const listener of [...listeners]) listener();
  }
  return {
    today: () => readToday(timers),
    onNewDay(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        day = readToday(timers);
        arm();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) arm();
      };
    },
  };
}

function readToday(timers: ClockTimers): PlainDate {
  const now = timers.now();
  const day = fromYmd(now.getFullYear(), now.getMonth() + 1, now.getDate());
  if (day === null) throw new Error("The computer's clock gives no date");
  return day;
}

function untilMidnight(now: Date): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime() - now.getTime();
}

const systemTimers: ClockTimers = { now: () => new Date(), setTimer: startTimer };

/** A timer that does not keep a Node process alive. */
export function startTimer(work: () => void, milliseconds: number): () => void {
  const timer: unknown = setTimeout(work, milliseconds);
  if (typeof timer === "object" && timer !== null && "unref" in timer && typeof timer.unref === "function") timer.unref();
  return () => {
    clearTimeout(timer as Parameters<typeof clearTimeout>[0]);
  };
}
