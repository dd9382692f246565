import { FaultyStorage } from "../../host/faults/storage";
import type { BookSeal, JournalHead, Witness, WitnessedAct, WitnessedRow, WitnessStore } from "../../src/workbook/witness";

interface Kept {
  readonly seat: string | null;
  readonly rows: readonly WitnessedRow[];
  readonly heads: readonly JournalHead[];
  readonly acts: readonly WitnessedAct[];
}

/** As JSON has it: null for what is no number. */
interface KeptSeal {
  readonly seat: string;
  readonly head: string;
  readonly rows: readonly (number | null)[];
  readonly marks: readonly (number | null)[];
  readonly prints: readonly (number | null)[];
}

function numbers(kept: readonly (number | null)[]): Float64Array {
  return Float64Array.from(kept, (value) => value ?? Number.NaN);
}

function sealKey(ledger: string): string {
  return `seal of ${ledger}`;
}

/**
 * What a device remembers, over storage that may refuse, be full or be emptied (WitnessStore in its simplest form). One
 * device outlives add-ins and books.
 */
export class DeviceStore implements WitnessStore {
  /** True once an act has asked for it: it is known to the protocol. */
  isUsed = false;

  constructor(readonly storage: FaultyStorage = new FaultyStorage(), private readonly name = "device-1", kept: ReadonlyMap<string, string> = new Map()) {
    for (const [ledger, text] of kept) storage.setItem(ledger, text);
  }

  device(): Promise<string | null> {
    this.isUsed = true;
    return Promise.resolve(this.kept("") === null ? null : this.name);
  }

  read(ledger: string, rows?: "unsettled"): Promise<Witness | null> {
    this.isUsed = true;
    const kept = this.kept(ledger);
    return Promise.resolve(kept === null ? null : { seat: kept.seat, rows: rows === undefined ? kept.rows : kept.rows.filter(({ state }) => state !== "stands"), heads: new Map(kept.heads.map((head) => [head.seat, head])), acts: kept.acts });
  }

  keep(ledger: string, rows: readonly WitnessedRow[]): Promise<boolean> {
    const ids = new Set(rows.map(({ row }) => row.head.id));
    return this.change(ledger, (kept) => ({ ...kept, rows: [...kept.rows.filter(({ row }) => !ids.has(row.head.id)), ...rows] }));
  }

  forget(ledger: string, entries: readonly string[]): Promise<boolean> {
    const ids = new Set(entries);
    return this.change(ledger, (kept) => ({ ...kept, rows: kept.rows.filter(({ row }) => !ids.has(row.head.id)) }));
  }

  keepHeads(ledger: string, heads: readonly JournalHead[], how?: "replace"): Promise<boolean> {
    return this.change(ledger, (kept) => {
      if (how === "replace") return { ...kept, heads };
      const bySeat = new Map(kept.heads.map((head) => [head.seat, head]));
      for (const head of heads) if (head.seq > (bySeat.get(head.seat)?.seq ?? 0)) bySeat.set(head.seat, head);
      return { ...kept, heads: [...bySeat.values()] };
    });
  }

  keepSeat(ledger: string, seat: string): Promise<boolean> {
    return this.change(ledger, (kept) => ({ ...kept, seat }));
  }

  keepAct(ledger: string, act: WitnessedAct): Promise<boolean> {
    return this.change(ledger, (kept) => ({ ...kept, acts: [...kept.acts.filter(({ id }) => id !== act.id), act] }));
  }

  readSeal(ledger: string): Promise<BookSeal | null> {
    try {
      const text = this.storage.getItem(sealKey(ledger));
      const kept = text === null ? null : (JSON.parse(text) as readonly KeptSeal[]); // a decoder: what keepSeal wrote
      return Promise.resolve(kept?.map((of) => ({ seat: of.seat, head: of.head, rows: numbers(of.rows), marks: numbers(of.marks), prints: numbers(of.prints) })) ?? null);
    } catch {
      return Promise.resolve(null);
    }
  }

  keepSeal(ledger: string, seal: BookSeal): Promise<boolean> {
    try {
      this.storage.setItem(sealKey(ledger), JSON.stringify(seal.map((of): KeptSeal => ({ seat: of.seat, head: of.head, rows: [...of.rows], marks: [...of.marks], prints: [...of.prints] }))));
      return Promise.resolve(true);
    } catch {
      return Promise.resolve(false);
    }
  }

  private change(ledger: string, how: (kept: Kept) => Kept): Promise<boolean> {
    this.isUsed = true;
    const kept = this.kept(ledger);
    if (kept === null) return Promise.resolve(false);
    try {
      this.storage.setItem(ledger, JSON.stringify(how(kept)));
      return Promise.resolve(true);
    } catch {
      return Promise.resolve(false);
    }
  }

  private kept(ledger: string): Kept | null {
    try {
      const text = this.storage.getItem(ledger);
      return text === null ? { seat: null, rows: [], heads: [], acts: [] } : (JSON.parse(text) as Kept); // a decoder: what `change` wrote
    } catch {
      return null;
    }
  }
}
