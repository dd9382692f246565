import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { BookSeal, JournalHead, WitnessStore, WitnessedAct, WitnessedRow } from "../workbook/witness";

interface StoredRow extends WitnessedRow {
  readonly ledger: string;
  readonly id: string;
}

interface Schema extends DBSchema {
  rows: { key: [string, string]; value: StoredRow; indexes: { byState: [string, string] } };
  heads: { key: [string, string]; value: JournalHead & { readonly ledger: string } };
  acts: { key: [string, string]; value: WitnessedAct & { readonly ledger: string } };
  seats: { key: string; value: { readonly ledger: string; readonly seat: string } };
  seals: { key: string; value: { readonly ledger: string; readonly seal: BookSeal } };
  device: { key: string; value: { readonly key: string; readonly id: string } };
}

const DATABASE = "openItem";
/** 2: with seals. */
const VERSION = 2;

/**
 * What this device keeps of what was posted from it, in IndexedDB. Storage can be denied (a private window, a third-party
 * frame), full or emptied at any time: every method then says so and nothing is thrown. `newId` makes this device's id.
 */
export function createDeviceStore(options: { readonly newId: () => string; readonly factory?: () => IDBFactory | null }): WitnessStore {
  let opening: Promise<IDBPDatabase<Schema> | null> | null = null;

  function open(): Promise<IDBPDatabase<Schema> | null> {
    opening ??= openStore(options.factory ?? browserFactory, () => {
      opening = null;
    }).then((store) => {
      // Denied now may be allowed later: the next act asks again.
      if (store === null) opening = null;
      return store;
    });
    return opening;
  }

  async function attempt<T>(work: (store: IDBPDatabase<Schema>) => Promise<T>, failed: T): Promise<T> {
    try {
      const store = await open();
      return store === null ? failed : await work(store);
    } catch {
      return failed;
    }
  }

  return {
    device: () =>
      attempt<string | null>(async (store) => {
        const transaction = store.transaction("device", "readwrite");
        const known = await transaction.store.get("device");
        const id = known?.id ?? options.newId();
        if (known === undefined) await transaction.store.put({ key: "device", id });
        await transaction.done;
        return id;
      }, null),
    read: (ledger, which) =>
      attempt(async (store) => {
        const whole = IDBKeyRange.bound([ledger, ""], [ledger, "\uffff"]);
        const transaction = store.transaction(["rows", "heads", "acts", "seats"], "readonly");
        const rows = transaction.objectStore("rows");
        const [seat, found, heads, acts] = await Promise.all([
          transaction.objectStore("seats").get(ledger),
          which === "unsettled" ? unsettled(rows.index("byState"), ledger) : rows.getAll(whole),
          transaction.objectStore("heads").getAll(whole),
          transaction.objectStore("acts").getAll(whole),
        ]);
        await transaction.done;
        return {
          seat: seat?.seat ?? null,
          rows: found.map(({ row, act, action, state }) => ({ row, act, action, state })),
          heads: new Map(heads.map(({ seat: of, seq, hash }) => [of, { seat: of, seq, hash }])),
          acts: acts.map(({ id, action, given, total, state }) => ({ id, action, given, total, state })),
        };
      }, null),
    keep: (ledger, rows) =>
      attempt(async (store) => {
        const transaction = store.transaction("rows", "readwrite", { durability: "strict" });
        await Promise.all([...rows.map((row) => transaction.store.put({ ...row, ledger, id: row.row.head.id })), transaction.done]);
        return true;
      }, false),
    forget: (ledger, entries) =>
      attempt(async (store) => {
        const transaction = store.transaction("rows", "readwrite");
        await Promise.all([...entries.map((id) => transaction.store.delete([ledger, id])), transaction.done]);
        return true;
      }, false),
    keepHeads: (ledger, heads, how) =>
      attempt(async (store) => {
        const transaction = store.transaction("heads", "readwrite");
        if (how === "replace") await transaction.store.delete(IDBKeyRange.bound([ledger, ""], [ledger, "\uffff"]));
        for (const head of heads) {
          const before = await transaction.store.get([ledger, head.seat]);
          if ((before?.seq ?? 0) < head.seq) await transaction.store.put({ ...head, ledger });
        }
        await transaction.done;
        return true;
      }, false),
    keepSeat: (ledger, seat) =>
      attempt(async (store) => {
        await store.put("seats", { ledger, seat });
        return true;
      }, false),
    keepAct: (ledger, act) =>
      attempt(async (store) => {
        await store.put("acts", { ...act, ledger });
        return true;
      }, false),
    readSeal: (ledger) => attempt<BookSeal | null>(async (store) => (await store.get("seals", ledger))?.seal ?? null, null),
    keepSeal: (ledger, seal) =>
      attempt(async (store) => {
        if (seal.length === 0) await store.delete("seals", ledger);
        else await store.put("seals", { ledger, seal });
        return true;
      }, false),
  };
}

async function unsettled(byState: { getAll: (query: IDBKeyRange) => Promise<StoredRow[]> }, ledger: string): Promise<StoredRow[]> {
  const [asked, committed] = await Promise.all(["asked", "committed"].map((state) => byState.getAll(IDBKeyRange.only([ledger, state]))));
  return [...(asked ?? []), ...(committed ?? [])];
}

/** Null where this browser has no storage or lets none be used. */
function browserFactory(): IDBFactory | null {
  try {
    return globalThis.indexedDB ?? null;
  } catch {
    return null;
  }
}

async function openStore(factory: () => IDBFactory | null, onClosed: () => void): Promise<IDBPDatabase<Schema> | null> {
  try {
    if (factory() === null) return null;
    return await openDB<Schema>(DATABASE, VERSION, {
      upgrade: (store, before) => {
        store.createObjectStore("seals", { keyPath: "ledger" });
        if (before >= 1) return;
        store.createObjectStore("rows", { keyPath: ["ledger", "id"] }).createIndex("byState", ["ledger", "state"]);
        store.createObjectStore("heads", { keyPath: ["ledger", "seat"] });
        store.createObjectStore("acts", { keyPath: ["ledger", "id"] });
        store.createObjectStore("seats", { keyPath: "ledger" });
        store.createObjectStore("device", { keyPath: "key" });
      },
      // Another tab wants a newer shape, or the browser closed the store: it is opened again when needed.
      blocking: (_current, _wanted, event) => {
        if (event.target instanceof IDBDatabase) event.target.close();
        onClosed();
      },
      terminated: onClosed,
    });
  } catch {
    return null;
  }
}
