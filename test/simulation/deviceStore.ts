import { FaultyStorage } from "../../host/faults/storage";
import type { JournalHead, Witness, WitnessedAct, WitnessedRow, WitnessStore } from "../../src/workbook/witness";

interface Kept {
  readonly seat: string | null;
  readonly rows: readonly WitnessedRow[];
  readonly heads: readonly JournalHead[];
  readonly acts: readonly WitnessedAct[];
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
