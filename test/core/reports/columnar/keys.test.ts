import { createKeyTable, findKey, internKey, keyTableBytes, textOfKey } from "../../../../src/core/reports/columnar/keyTable";
import { addNumber, createNumberSet, idOfNumber, numberSetBytes } from "../../../../src/core/reports/columnar/numberSet";
import { createRowOrder, deleteRow, insertRow, pushRow, rowAt, rowOrderBytes, setRow, visitOrder } from "../../../../src/core/reports/columnar/rowOrder";
import { matchKey } from "../../../../src/core/reports/keys";
import { seededRandom } from "../../../fuzz/fuzz";

describe("keys", () => {
  it("are the same exactly where matchKey is, whatever the shape of the text", () => {
    const random = seededRandom(5);
    const pick = (items: readonly string[]): string => items[Math.floor(random() * items.length)] ?? "";
    const table = createKeyTable();
    const ids = new Map<string, number>();
    for (let n = 0; n < 1500; n++) {
      const text = pick(["", " ", "INV-", "inv-", "Inv-", "A  ", "Straße ", "STRASSE ", "é", "e\u0301", "0", "99"]) + pick(["", "0", "00", "000000000", "1234"]) + String(Math.floor(random() * 30)) + pick(["", "", " ", "x", "\u00a0"]);
      const id = internKey(table, text);
      const known = ids.get(matchKey(text));
      if (known === undefined) {
        ids.set(matchKey(text), id);
        expect([textOfKey(table, id), findKey(table, text)]).toEqual([text, id]);
      } else expect([text, id]).toEqual([text, known]);
    }
    expect(new Set(ids.values()).size).toBe(table.count);
    for (const [key, id] of ids) expect(findKey(table, key)).toBe(id);
    expect([findKey(table, "INV-777777"), findKey(table, "nobody"), findKey(table, "")]).toEqual([-1, -1, ids.get("") ?? -1]);
    expect(keyTableBytes(table)).toBeGreaterThan(1000);
  });

  it("are found beyond the number of shapes that is kept", () => {
    const table = createKeyTable();
    const texts = Array.from({ length: 2500 }, (_, n) => `p${String.fromCharCode(65 + (n % 26))}${"x".repeat(n % 50)}y${String.fromCharCode(97 + (Math.floor(n / 50) % 26))}${"z".repeat(Math.floor(n / 1300))}${n % 7}`);
    const ids = new Map(texts.map((text) => [matchKey(text), internKey(table, text)]));
    expect(texts.filter((text) => internKey(table, text.toLowerCase()) !== ids.get(matchKey(text)) || findKey(table, text.toUpperCase()) !== ids.get(matchKey(text)))).toEqual([]);
  });
});

describe("sets of numbers", () => {
  const CASES: [what: string, numbers: (n: number) => number][] = [
    ["rising", (n) => 1_000_001 + n], ["falling", (n) => 900_000 - n], ["from the middle outwards", (n) => 500_000 + (n % 2 === 0 ? n : -n)], ["scattered", (n) => (n * 7_919_777) % 999_999_937],
    ["scattered first, then close", (n) => (n < 10 ? n * 90_000 : 20_000 + n)], ["close first, then scattered", (n) => (n < 100 ? n : n * 100_003)],
  ];
  it.each(CASES)("%s", (_what, numberOf) => {
    const set = createNumberSet(0);
    const known = new Map<number, number>();
    for (let n = 0; n < 300_000; n += n < 20_000 ? 1 : 50_000) {
      const number = numberOf(n);
      if (known.has(number)) continue;
      addNumber(set, number, known.size);
      known.set(number, known.size);
    }
    expect([...known].filter(([number, id]) => idOfNumber(set, number) !== id)).toEqual([]);
    expect([idOfNumber(set, 999_999_999), idOfNumber(set, 3_141_592)].filter((id) => id >= 0)).toEqual([]);
    expect(numberSetBytes(set)).toBeGreaterThan(0);
  });

  it("comes back from a Map to a table once the numbers lie close", () => {
    const set = createNumberSet(0);
    addNumber(set, 0, 0);
    addNumber(set, 20_000, 1);
    expect(set.sparse).not.toBeNull();
    for (let n = 1; n < 9_000; n++) addNumber(set, n, n + 1);
    expect(set.sparse).toBeNull();
    expect([0, 20_000, 1, 8_999, 9_000].map((number) => idOfNumber(set, number))).toEqual([0, 1, 2, 9_000, -1]);
  });
});

describe("the order of rows", () => {
  it.each([0, 1, 2_047, 2_048, 4_095, 4_096])("a row is put in before row %d of full blocks", (row) => {
    const order = createRowOrder();
    const list = Array.from({ length: 8_192 }, (_, n) => n);
    for (const n of list) pushRow(order, n);
    insertRow(order, row, -5);
    list.splice(row, 0, -5);
    const seen: number[] = [];
    visitOrder(order, (value) => seen.push(value));
    expect(seen).toEqual(list);
    expect(rowOrderBytes(order)).toBeGreaterThan(8_193 * 4);
  });

  it("is that of a list, at every size and place", () => {
    const random = seededRandom(3);
    const order = createRowOrder();
    const list: number[] = [];
    let same = true;
    for (let n = 0; n < 9_000; n++) {
      pushRow(order, n);
      list.push(n);
    }
    expect([rowOrderBytes(order), rowAt(order, 8_999)]).toEqual([0, 8_999]);
    for (let n = 0; n < 12_000; n++) {
      const row = Math.floor(random() * list.length);
      const chance = random();
      if (chance < 0.5) {
        insertRow(order, row, -1 - n);
        list.splice(row, 0, -1 - n);
      } else if (chance < 0.8) same &&= deleteRow(order, row) === list.splice(row, 1)[0];
      else {
        setRow(order, row, n);
        list[row] = n;
      }
    }
    insertRow(order, list.length, 7);
    list.push(7);
    const seen: number[] = [];
    visitOrder(order, (value, row) => (seen[row] = value));
    expect([same, seen]).toEqual([true, list]);
    expect(list.every((value, row) => rowAt(order, row) === value)).toBe(true);
    while (order.length > 0) deleteRow(order, 0);
    expect([order.blocks.length, rowOrderBytes(order)]).toEqual([0, 0]);
    pushRow(order, 5);
    expect(rowAt(order, 0)).toBe(5);
    expect(() => rowAt(order, 1)).toThrow("There is no row 1 among 1");
  });
});
