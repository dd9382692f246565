import type { BookSeal, JournalHead, Witness, WitnessStore, WitnessedAct, WitnessedRow } from "../../src/workbook/witness";

/** How the device's storage behaves: it works, refuses to be read or written, or takes nothing more. */
export type StoreState = "works" | "denied" | "full";

interface Kept {
  seat: string | null;
  readonly rows: Map<string, WitnessedRow>;
  heads: Map<string, JournalHead>;
  readonly acts: Map<string, WitnessedAct>;
  seal: BookSeal | null;
}

/** The device's storage in memory: what src/taskpane/deviceStore.ts keeps in the browser, and it can fail on purpose. */
export class MemoryStore implements WitnessStore {
  state: StoreState = "works";
  private readonly ledgers = new Map<string, Kept>();

  constructor(private readonly name = "device-1") {}

  /** As when the person clears the browser's data. */
  clear(): void {
    this.ledgers.clear();
  }

  async device(): Promise<string | null> {
    return this.state === "denied" ? null : this.name;
  }

  async read(ledger: string, rows?: "unsettled"): Promise<Witness | null> {
    if (this.state === "denied") return null;
    const kept = this.keptOf(ledger);
    return { seat: kept.seat, rows: [...kept.rows.values()].filter(({ state }) => rows === undefined || state === "asked" || state === "committed"), heads: new Map(kept.heads), acts: [...kept.acts.values()] };
  }

  async keep(ledger: string, rows: readonly WitnessedRow[]): Promise<boolean> {
    if (this.state !== "works") return false;
    for (const row of rows) this.keptOf(ledger).rows.set(row.row.head.id, row);
    return true;
  }

  async forget(ledger: string, entries: readonly string[]): Promise<boolean> {
    if (this.state !== "works") return false;
    for (const id of entries) this.keptOf(ledger).rows.delete(id);
    return true;
  }

  async keepHeads(ledger: string, heads: readonly JournalHead[], how?: "replace"): Promise<boolean> {
    if (this.state !== "works") return false;
    const kept = this.keptOf(ledger);
    if (how === "replace") kept.heads = new Map();
    for (const head of heads) if ((kept.heads.get(head.seat)?.seq ?? 0) < head.seq) kept.heads.set(head.seat, head);
    return true;
  }

  async keepSeat(ledger: string, seat: string): Promise<boolean> {
    if (this.state !== "works") return false;
    this.keptOf(ledger).seat = seat;
    return true;
  }

  async keepAct(ledger: string, act: WitnessedAct): Promise<boolean> {
    if (this.state !== "works") return false;
    this.keptOf(ledger).acts.set(act.id, act);
    return true;
  }

  async readSeal(ledger: string): Promise<BookSeal | null> {
    return this.state === "denied" ? null : this.keptOf(ledger).seal;
  }

  async keepSeal(ledger: string, seal: BookSeal): Promise<boolean> {
    if (this.state !== "works") return false;
    this.keptOf(ledger).seal = seal;
    return true;
  }

  private keptOf(ledger: string): Kept {
    const known = this.ledgers.get(ledger);
    if (known !== undefined) return known;
    const kept: Kept = { seat: null, rows: new Map(), heads: new Map(), acts: new Map(), seal: null };
    this.ledgers.set(ledger, kept);
    return kept;
  }
}
