import type { JournalHead, Witness, WitnessStore } from "../../workbook/witness";
import type { Entry } from "../../core/ledger/entries";
import type { Snapshot } from "../../workbook/port";
import { type SeatHolder, seatHolder } from "../../workbook/seats";
import { rememberedLedger } from "../../workbook/settings";
import { isOtherLedger, nameOfFile, noteLedger } from "../model/fileLedger";
import type { PaneServices } from "../services";
import { type Store, createStore } from "../store";

export interface DeviceState {
  /** The ledger that is open; "" before it is read, and in books that have no id yet. */
  readonly ledger: string;
  /** What this device remembers of it; null where it remembers nothing. */
  readonly witness: Witness | null;
  /** "" for a device that keeps nothing. */
  readonly device: string;
  /** False where this device was asked and keeps nothing: losses cannot be noticed here. */
  readonly isCovered: boolean;
  /** The person has read that losses cannot be noticed here. */
  readonly isUnderstood: boolean;
  /** The file's name, where this device saw another ledger under it; "" otherwise. */
  readonly otherLedger: string;
}

/** What this device knows of the open ledger: whose numbers it posts with, and what it posted. */
export interface DeviceKeeper {
  readonly store: Store<DeviceState>;
  /** The services with this device's numbers, and with a memory that tells when it was written to. */
  readonly services: PaneServices;
  /** Looks up what is remembered of the ledger in this snapshot; does nothing while that is known already. */
  follow(snapshot: Snapshot): Promise<void>;
  /** Notes that this device posts with these numbers: it has just set the ledger up. */
  own(snapshot: Snapshot, seat: string): Promise<void>;
  /** What is remembered may have changed: looked up again with the next read. */
  forget(): void;
  /** The person has read that losses cannot be noticed here. */
  understand(): void;
  /** The person has read that another ledger was open under this file name: they are both known under it now. */
  knowLedger(): void;
  /** True where the person has yet to say whose numbers to use here: others posted to this ledger before, or have taken them over. */
  mustChooseNumbers(snapshot: Snapshot, entries: readonly Entry[]): boolean;
  /** Who posts with this device's numbers since another device took them over; null where nobody does. */
  holderElsewhere(entries: readonly Entry[]): SeatHolder | null;
}

export function createDeviceKeeper(given: PaneServices): DeviceKeeper {
  const store = createStore<DeviceState>({ ledger: "", witness: null, device: "", isCovered: true, isUnderstood: false, otherLedger: "" });
  let isStale = true;
  let looked = "";
  const memory = given.witness;
  const witness = memory === undefined ? undefined : noticed(memory, () => (isStale = true));
  const services: PaneServices = {
    ...given, ...(witness === undefined ? {} : { witness }), remembered: () => store.get().witness,
    env: () => {
      const { device, witness: known } = store.get();
      const env = given.env();
      return { ...env, seat: known?.seat ?? env.seat, ...(device === "" ? {} : { device }) };
    },
  };

  async function follow(snapshot: Snapshot): Promise<void> {
    const ledger = rememberedLedger(snapshot);
    if (ledger !== looked) {
      looked = ledger;
      const file = nameOfFile(given.fileAddress?.() ?? "");
      store.patch({ otherLedger: isOtherLedger(given.device, file, ledger) ? file : "" });
    }
    if (memory === undefined || ledger === "" || (!isStale && ledger === store.get().ledger)) return;
    isStale = false;
    try {
      const device = await memory.device();
      const known = device === null ? null : await memory.read(ledger);
      store.patch({ ledger, witness: known, device: device ?? "", isCovered: known !== null });
    } catch {
      store.patch({ ledger, witness: null, device: "", isCovered: false });
    }
  }

  function holderElsewhere(entries: readonly Entry[]): SeatHolder | null {
    const { device, witness: known } = store.get();
    const holder = known === null || known.seat === null ? null : seatHolder(entries, known.seat);
    return holder !== null && device !== "" && holder.device !== "" && holder.device !== device ? holder : null;
  }

  return {
    store, services, follow,
    own: async (snapshot, seat) => {
      const ledger = rememberedLedger(snapshot);
      if (ledger !== "") await witness?.keepSeat(ledger, seat).catch(() => false);
    },
    forget: () => {
      isStale = true;
    },
    understand: () => store.patch({ isUnderstood: true }),
    knowLedger: () => {
      noteLedger(given.device, store.get().otherLedger, looked);
      store.patch({ otherLedger: "" });
    },
    holderElsewhere,
    mustChooseNumbers: (snapshot, entries) => {
      const { isCovered, ledger, witness: known } = store.get();
      if (memory === undefined || ledger === "" || !isCovered || known === null) return false;
      if (known.seat !== null) return holderElsewhere(entries) !== null;
      return [...snapshot.tables.values()].some(({ name, rows }) => name.startsWith("Journal_") && rows.length > 0);
    },
  };
}

/** The same memory; `onWrite` hears of everything that is kept. */
function noticed(memory: WitnessStore, onWrite: () => void): WitnessStore {
  const after = async (work: Promise<boolean>): Promise<boolean> => {
    const done = await work;
    onWrite();
    return done;
  };
  return {
    device: () => memory.device(),
    read: (ledger, which) => memory.read(ledger, which),
    keep: (ledger, rows) => after(memory.keep(ledger, rows)),
    forget: (ledger, entries) => after(memory.forget(ledger, entries)),
    keepHeads: (ledger, heads: readonly JournalHead[], how) => after(memory.keepHeads(ledger, heads, how)),
    keepSeat: (ledger, seat) => after(memory.keepSeat(ledger, seat)),
    keepAct: (ledger, act) => after(memory.keepAct(ledger, act)),
    // A seal says nothing of what was posted: what is remembered stays as it was.
    readSeal: async (ledger) => (await memory.readSeal?.(ledger)) ?? null,
    keepSeal: async (ledger, seal) => (await memory.keepSeal?.(ledger, seal)) ?? false,
  };
}
