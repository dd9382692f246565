import { BENCHES } from "../../bench/benches";
import { countAging, differences } from "../../bench/data/countAging";
import { countCells } from "../../bench/data/countCells";
import { ledgerCells } from "../../bench/data/ledgerCells";
import { ledgerNumbers } from "../../bench/data/ledgerNumbers";
import { type Bar, type Bench, isMet, notRun, resultOf, wrongResult } from "../../bench/frame/bench";
import { tableOf } from "../../bench/frame/main";
import { interleave } from "../../bench/frame/measure";
import { handWrittenAging, handWrittenColumns } from "../../bench/peers/handWritten";

/** Tiny sizes: what a bench measures must not rot unseen. Those that open a browser run with `npm run bench` only. */
const TINY: Readonly<Record<string, readonly number[]>> = { P1: [300], P2: [300], P3: [300], P4: [60], P5: [300], P6: [60], P7: [300], P8: [12], P9: [300], P10: [10] };
const ELSEWHERE = ["P11", "P12"];

test("every figure of the design has a bench, in order", () => {
  expect(BENCHES.map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, at) => `P${at + 1}`));
  expect([...Object.keys(TINY), ...ELSEWHERE].sort()).toEqual(BENCHES.map(({ id }) => id).sort());
});

test.each(BENCHES.filter(({ id }) => id in TINY))("$id is exact at a tiny size, and gives its figures", async (bench) => {
  const sizes = TINY[bench.id] ?? [];
  const result = resultOf(bench, await bench.run({ sizes, rounds: 1, say: () => undefined }), sizes);
  expect(result).toMatchObject({ id: bench.id, reason: expect.any(String), sizes: expect.any(Object), hash: expect.any(String) });
  expect(result.bars.length).toBeGreaterThan(0);
  for (const { value, limit, name } of result.bars) expect([name, Number.isFinite(limit), value === null || Number.isFinite(value)]).toEqual([name, true, true]);
  if (bench.id === "P10") {
    expect(result).toMatchObject({ exact: null, met: null, ratio: null, reason: expect.stringContaining("not built") });
    return;
  }
  if (bench.id === "P4" && result.exact === null) {
    expect(result.reason).toContain("not installed");
    return;
  }
  expect([result.exact, result.met]).toEqual([true, null]);
  expect(result.hash).toMatch(/^[0-9a-f]{16}$/);
  expect(result.reason).toContain("The bar is set at");
  expect(Object.keys(result.sizes)).toEqual(sizes.map(String));
  if (bench.id !== "P2") expect(result.ratio).toEqual(expect.any(Number));
}, 180_000);

describe("the judge", () => {
  const numbers = ledgerNumbers(500);
  const cells = ledgerCells(numbers, 64);

  // As of a day, and after all days; nothing of the code that is measured is asked.
  test.each([0, 100, 365, 729, 2_000])("two counts that share no code agree on day %i, and so does the hand-written pass", (day) => {
    const counted = countAging(numbers, day);
    expect(countCells(cells.invoices.flat(), cells.payments.flat(), numbers.customers, day)).toEqual(counted);
    expect(differences(handWrittenAging(handWrittenColumns(cells, numbers.customers), day), counted)).toBe(0);
  });

  test("sees one cent", () => {
    const counted = countAging(numbers, 365);
    const changed = counted.slice();
    changed[7] = (changed[7] ?? 0) + 1;
    expect([differences(counted, counted), differences(changed, counted), differences(counted.subarray(1), counted) > 0]).toEqual([0, 1, true]);
  });

  test("has what real ledgers have: part payments, over-payments, credit on account, credit memos, several currencies", () => {
    const { payment, document } = numbers;
    const has = (holds: (row: number) => boolean): boolean => payment.amount.some((_, row) => holds(row));
    expect({
      part: has((row) => (payment.applied[row] ?? 0) > 0 && (payment.applied[row] ?? 0) < (document.amount[payment.invoice[row] ?? 0] ?? 0)), over: has((row) => (payment.invoice[row] ?? -1) >= 0 && (payment.applied[row] ?? 0) < (payment.amount[row] ?? 0)),
      onAccount: has((row) => payment.invoice[row] === -1), creditMemo: document.amount.some((amount) => amount < 0), severalCurrencies: new Set(document.currency).size > 2,
    }).toEqual({ part: true, over: true, onAccount: true, creditMemo: true, severalCurrencies: true });
  });

  test("the same seed gives the same ledger, another one another", () => {
    expect(ledgerNumbers(50)).toEqual(ledgerNumbers(50));
    expect(ledgerNumbers(50, 1)).not.toEqual(ledgerNumbers(50));
  });
});

describe("what is met", () => {
  const bar = (value: number | null, sense: Bar["sense"] = "atMost"): Bar => ({ name: "x", value, sense, limit: 2 });
  const bench: Bench = { id: "P0", work: "work", sizes: [10, 100], built: "bundle", run: () => Promise.resolve(notRun("")) };

  test.each<readonly [bars: readonly Bar[], exact: boolean | null, met: boolean | null]>([
    [[bar(2)], true, true], [[bar(2.01)], true, false], [[bar(2, "atLeast")], true, true], [[bar(1.99, "atLeast")], true, false],
    [[bar(1), bar(3)], true, false], [[bar(1), bar(null)], true, null], [[bar(3), bar(null)], true, false], [[], true, null],
    // A figure of a wrong result is worth nothing.
    [[bar(1)], false, false], [[bar(1)], null, null],
  ])("%j, exact %j: %j", (bars, exact, met) => {
    expect(isMet(bars, exact)).toBe(met);
  });

  test("a bar is decided at its size only, and a wrong result at any", () => {
    const report = { exact: true, hash: "h", reason: "", bars: [bar(1)], sizes: {} };
    expect(resultOf(bench, report, [10, 100])).toMatchObject({ met: true, ratio: 1, bar: 2, reason: "" });
    expect(resultOf(bench, report, [10])).toMatchObject({ met: null, reason: "The bar is set at 100; this run measured 10." });
    expect(resultOf(bench, wrongResult("3 cells differ.", [bar(1)]), [10])).toMatchObject({ met: false, exact: false, ratio: null, reason: "3 cells differ." });
    expect(tableOf([resultOf(bench, report, [100]), resultOf(bench, notRun("Nothing there."), [100])])).toContain("Nothing there.");
  });

  test("contestants run in turns, and one is not another's time", async () => {
    const order: string[] = [];
    const times = await interleave({ a: () => order.push("a"), b: () => order.push("b") }, 2);
    expect(order.join("")).toBe("ababab");
    expect(times.a.cpu).toBeGreaterThanOrEqual(0);
  });
});
