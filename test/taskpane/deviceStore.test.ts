import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { openDB } from "idb";
import type { WitnessedRow } from "../../src/workbook/witness";
import { createDeviceStore } from "../../src/taskpane/deviceStore";
import { MemoryStore } from "../support/memoryStore";

function rowOf(id: string, state: WitnessedRow["state"], seq = 1): WitnessedRow {
  const head = { id, seat: "A", seq, order: seq, postedAt: "2026-02-03T10:00:00Z", by: "Test", app: "test" };
  return { row: { head, schema: 2, kind: "payment", document: `PAY-${seq}`, payload: "{}", argsHash: "a", previousHash: "", hash: `h${id}` }, act: id, action: "postPayment", state };
}

const head = (seat: string, seq: number, hash: string) => ({ seat, seq, hash });

// The double that other tests use must keep the same rules as the real one.
describe.each([
  { name: "IndexedDB", make: () => { const factory = new IDBFactory(); globalThis.indexedDB = factory; return createDeviceStore({ newId: () => "device-1", factory: () => factory }); } },
  { name: "the tests' own", make: () => new MemoryStore("device-1") },
])("$name", ({ make }) => {
  test("keeps rows by entry id and ledger; the last state counts", async () => {
    const store = make();
    expect(await store.keep("L1", [rowOf("e1", "asked"), rowOf("e2", "asked", 2)])).toBe(true);
    expect(await store.keep("L1", [rowOf("e1", "stands")])).toBe(true);
    expect(await store.keep("L2", [rowOf("e1", "dropped")])).toBe(true);
    expect((await store.read("L1"))?.rows).toEqual([rowOf("e1", "stands"), rowOf("e2", "asked", 2)]);
    expect((await store.read("L1", "unsettled"))?.rows).toEqual([rowOf("e2", "asked", 2)]);
    expect((await store.read("L2"))?.rows).toEqual([rowOf("e1", "dropped")]);
    expect(await store.read("L3")).toEqual({ seat: null, rows: [], heads: new Map(), acts: [] });
  });

  test("forgets rows of one ledger, and no more than asked", async () => {
    const store = make();
    for (const ledger of ["L1", "L2"]) await store.keep(ledger, [rowOf("e1", "stands"), rowOf("e2", "stands", 2)]);
    await store.keepHeads("L1", [head("A", 2, "he2")]);
    expect(await store.forget("L1", ["e1", "unknown"])).toBe(true);
    expect([await store.read("L1"), (await store.read("L2"))?.rows.length]).toEqual([{ seat: null, rows: [rowOf("e2", "stands", 2)], heads: new Map([["A", head("A", 2, "he2")]]), acts: [] }, 2]);
  });

  test("a head never goes back unless a person says so", async () => {
    const store = make();
    await store.keepHeads("L1", [head("A", 5, "five"), head("B", 1, "one")]);
    await store.keepHeads("L1", [head("A", 3, "three")]);
    expect((await store.read("L1"))?.heads).toEqual(new Map([["A", head("A", 5, "five")], ["B", head("B", 1, "one")]]));
    await store.keepHeads("L1", [head("A", 3, "three")], "replace");
    expect((await store.read("L1"))?.heads).toEqual(new Map([["A", head("A", 3, "three")]]));
  });

  test("keeps the last seal of each ledger, and none once it is taken away", async () => {
    const store = make();
    const seal = [{ seat: "A", head: "h2", rows: Float64Array.of(1, Number.NaN), marks: Float64Array.of(0, 2), prints: Float64Array.of(3, 2 ** 51) }];
    expect(await store.readSeal?.("L1")).toBeNull();
    expect([await store.keepSeal?.("L1", []), await store.keepSeal?.("L1", seal)]).toEqual([true, true]);
    expect([await store.readSeal?.("L1"), await store.readSeal?.("L2")]).toEqual([seal, null]);
    await store.keepSeal?.("L1", []);
    expect((await store.readSeal?.("L1")) ?? []).toEqual([]);
  });

  test("keeps the seat, acts and this device's id", async () => {
    const store = make();
    const act = { id: "run", action: "createInvoices", given: "{}", total: 5, state: "running" as const };
    expect([await store.keepSeat("L1", "B"), await store.keepAct("L1", act), await store.keepAct("L1", { ...act, state: "done" })]).toEqual([true, true, true]);
    const kept = await store.read("L1");
    expect([kept?.seat, kept?.acts]).toEqual(["B", [{ ...act, state: "done" }]]);
    expect([await store.device(), await store.device()]).toEqual(["device-1", "device-1"]);
  });
});

test("what an earlier version kept stays, and seals can be kept beside it", async () => {
  const factory = new IDBFactory();
  globalThis.indexedDB = factory;
  const earlier = await openDB("openItem", 1, {
    upgrade: (store) => {
      store.createObjectStore("rows", { keyPath: ["ledger", "id"] }).createIndex("byState", ["ledger", "state"]);
      for (const [name, keyPath] of [["heads", ["ledger", "seat"]], ["acts", ["ledger", "id"]], ["seats", "ledger"], ["device", "key"]] as const) store.createObjectStore(name, { keyPath: typeof keyPath === "string" ? keyPath : [...keyPath] });
    },
  });
  await earlier.put("rows", { ...rowOf("e1", "stands"), ledger: "L1", id: "e1" });
  earlier.close();
  const store = createDeviceStore({ newId: () => "device-1", factory: () => factory });
  expect((await store.read("L1"))?.rows).toEqual([rowOf("e1", "stands")]);
  expect(await store.keepSeal?.("L1", [{ seat: "A", head: "h", rows: Float64Array.of(1), marks: Float64Array.of(2), prints: Float64Array.of(3) }])).toBe(true);
  expect((await store.readSeal?.("L1"))?.map(({ seat }) => seat)).toEqual(["A"]);
});

test.each([
  { how: "absent", factory: () => null },
  { how: "denied", factory: () => { throw new Error("SecurityError"); } },
])("storage $how: everything says so, nothing is thrown", async ({ factory }) => {
  const store = createDeviceStore({ newId: () => "x", factory });
  expect([await store.device(), await store.read("L1"), await store.keep("L1", [rowOf("e1", "asked")]), await store.forget("L1", ["e1"]), await store.keepHeads("L1", []), await store.keepSeat("L1", "A")]).toEqual([null, null, false, false, false, false]);
});
