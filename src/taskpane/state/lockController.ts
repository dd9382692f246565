import { type PlainDate, addMonths, endOfMonth, formatIsoDate } from "../../core/values/plainDate";
import { late } from "../late";
import { formatDate, parseDateText } from "../model/regional";
import type { PaneServices } from "../services";
import { type Store, createStore } from "../store";
import { type ActRunner, createActRunner } from "./actRunner";
import type { BookKeeper } from "./bookKeeper";

export interface LockState {
  /** The last locked day as typed; "" is no lock. */
  readonly throughText: string;
  /** Why it is unlocked; asked only for an earlier day. */
  readonly reason: string;
}

export interface LockController {
  readonly store: Store<LockState>;
  readonly runner: ActRunner;
  /** Proposes the end of the month before today's, or what is locked where that is later. */
  enter(): void;
  setThrough(text: string): void;
  setReason(text: string): void;
  /** What the typed day would do. */
  reading(): LockReading;
  leave(): void;
}

export interface LockReading {
  /** Null: nothing typed (no lock). "wrong": no date. */
  readonly through: PlainDate | null | "wrong";
  readonly kind: "same" | "lock" | "unlock" | "wrong";
  readonly isReasonMissing: boolean;
}

/** Typing rests this long before the checks are made. */
const QUIET = 300;

export function createLockController(services: PaneServices, keeper: BookKeeper): LockController {
  const store = createStore<LockState>({ throughText: "", reason: "" });
  const runner = createActRunner(services, keeper, async () => (await late()).lockPeriod);
  let timer: ReturnType<typeof setTimeout> | null = null;

  function lockedNow(): PlainDate | null {
    const { reading } = keeper.store.get();
    return reading?.kind === "open" ? reading.book.settings.lockedThrough : null;
  }

  function reading(): LockReading {
    const { reason, throughText } = store.get();
    const through = throughText.trim() === "" ? null : (parseDateText(throughText, services.regional) ?? "wrong");
    if (through === "wrong") return { through, kind: "wrong", isReasonMissing: false };
    const now = lockedNow();
    if (through === now) return { through, kind: "same", isReasonMissing: false };
    const kind = through !== null && (now === null || through > now) ? "lock" : "unlock";
    return { through, kind, isReasonMissing: kind === "unlock" && reason.trim() === "" };
  }

  function look(): void {
    const { isReasonMissing, kind, through } = reading();
    if (kind === "same" || kind === "wrong" || isReasonMissing || through === "wrong") return runner.close();
    const reason = store.get().reason.trim();
    void runner.open({ through: through === null ? "" : formatIsoDate(through), ...(kind === "unlock" ? { reason } : {}) });
  }

  function lookSoon(): void {
    runner.close();
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(look, QUIET);
  }

  return {
    store, runner, reading,
    enter: () => {
      const proposed = endOfMonth(addMonths(keeper.today(), -1));
      const now = lockedNow();
      store.set(() => ({ throughText: formatDate(now !== null && now > proposed ? now : proposed, services.regional), reason: "" }));
      look();
    },
    setThrough: (throughText) => {
      store.patch({ throughText });
      lookSoon();
    },
    setReason: (reason) => {
      store.patch({ reason });
      lookSoon();
    },
    leave: () => {
      if (timer !== null) clearTimeout(timer);
      runner.close();
    },
  };
}
