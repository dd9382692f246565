import type { PlainJson } from "../../workbook/integrity/finding";
import { late } from "../late";
import type { Settlement, SettlementKind } from "../model/integrity";
import type { PaneServices } from "../services";
import { type Store, createStore } from "../store";
import { type ActRunner, createActRunner } from "./actRunner";
import type { BookKeeper } from "./bookKeeper";

export interface OpenSettlement {
  readonly kind: SettlementKind;
  /** How many findings it settles. */
  readonly count: number;
  readonly runner: ActRunner;
  /** What the act is called with, where it asks why; null where it asks nothing. */
  readonly asksReason: Readonly<Record<string, PlainJson>> | null;
  readonly reason: string;
}

export interface IntegrityState {
  /** The settlement whose preview is open; null for the list. */
  readonly open: OpenSettlement | null;
}

export interface IntegrityController {
  readonly store: Store<IntegrityState>;
  /** Shows what these would write; several only of one kind. */
  preview(settlements: readonly Settlement[]): void;
  /** Why: what asks for a reason is previewed once it is said. */
  setReason(reason: string): void;
  /** Back to the list. */
  close(): void;
}

/** Typing rests this long before the preview is worked out. */
const QUIET = 300;

export function createIntegrityController(services: PaneServices, keeper: BookKeeper): IntegrityController {
  const store = createStore<IntegrityState>({ open: null });
  let timer: ReturnType<typeof setTimeout> | null = null;

  function preview(settlements: readonly Settlement[]): void {
    const [first] = settlements;
    if (first === undefined || store.get().open !== null) return;
    const { kind } = first;
    const asksReason = kind === "correct" ? fieldsOf(fieldsOf(first.input)["input"] ?? null) : kind === "dropEntry" || kind === "acceptCopy" ? fieldsOf(first.input) : null;
    const runner = runnerOf(kind);
    store.patch({ open: { kind, count: settlements.length, runner, asksReason, reason: "" } });
    if (asksReason === null) void runner.open(kind === "rejournal" || kind === "ownNumbers" ? first.input : { cures: settlements });
  }

  function runnerOf(kind: SettlementKind): ActRunner {
    switch (kind) {
      case "correct":
        return createActRunner(services, keeper, async () => (await late()).creditInvoice);
      case "rejournal":
        return createActRunner(services, keeper, async () => (await late()).rejournal);
      case "dropEntry":
        return createActRunner(services, keeper, async () => (await late()).dropEntry);
      case "acceptCopy":
        return createActRunner(services, keeper, async () => (await late()).acceptCopy);
      case "ownNumbers":
        return createActRunner(services, keeper, async () => (await late()).claimSeat);
      default:
        return createActRunner(services, keeper, async () => (await late()).cure);
    }
  }

  function setReason(reason: string): void {
    const { open } = store.get();
    if (open === null || open.asksReason === null) return;
    store.patch({ open: { ...open, reason } });
    open.runner.close();
    if (timer !== null) clearTimeout(timer);
    if (reason.trim() === "") return;
    const { asksReason, runner } = open;
    timer = setTimeout(() => void runner.open({ ...asksReason, reason: reason.trim() }), QUIET);
  }

  return {
    store, preview, setReason,
    close: () => {
      if (timer !== null) clearTimeout(timer);
      store.patch({ open: null });
    },
  };
}

function fieldsOf(input: PlainJson): Readonly<Record<string, PlainJson>> {
  return typeof input === "object" && input !== null && !Array.isArray(input) ? Object.fromEntries(Object.entries(input)) : {};
}
