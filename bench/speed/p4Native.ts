import { Workbook } from "../../host/model/workbook";
import { saveWorkbook } from "../../host/xlsx/save";
import { libreOfficeMissing } from "../../test/fuzz/libreOffice";
import { AGING_COLUMNS, columnOf, countAging, differences, placeOf } from "../data/countAging";
import { currencyOf, customerId, ledgerCells, money } from "../data/ledgerCells";
import { CURRENCIES, DECIMALS, ledgerNumbers, type LedgerNumbers, START } from "../data/ledgerNumbers";
import { type Bar, type Bench, notRun, type SizeFigures, wrongResult } from "../frame/bench";
import { hashOf, interleave, rounded } from "../frame/measure";
import { ourAging, ourIndex } from "../ours";
import { nativeTimes } from "../peers/libreOffice";
import { DAY } from "./p1Aging";

/** Formulas that are timed; the rest is reckoned from them, because all of them take minutes. */
const TIMED = 300;
const BUCKETS = AGING_COLUMNS - 1;

/** P4: what a person would build without us: SUMIFS over a column of open amounts (which they would have to keep right themselves), or a pivot table of it. */
export const p4Native: Bench = {
  id: "P4",
  work: "100,000 invoices against native SUMIFS aging in LibreOffice (300 formulas timed, scaled), CPU; and against its pivot table",
  sizes: [10_000, 100_000],
  built: "bundle",
  async run({ sizes, rounds, say }) {
    const missing = libreOfficeMissing();
    if (missing !== null) return notRun(`${missing}.`, barsOf(null, null));
    const figures: Record<string, SizeFigures> = {};
    let bars = barsOf(null, null);
    let hash = "";
    let reason = "";
    for (const size of sizes) {
      say(`${size.toLocaleString("en")} invoices`);
      const numbers = ledgerNumbers(size);
      const counted = countAging(numbers, DAY);
      const cells = ledgerCells(numbers);
      const wrongOurs = differences(ourAging(ourIndex(cells), numbers.customers, DAY), counted);
      if (wrongOurs > 0) return wrongResult(`${wrongOurs} cells of ours differ from the count at ${size} invoices.`, bars);
      hash = hashOf(counted);
      const { book, rows, asked, accounts, total } = nativeBook(numbers, counted);
      const native = nativeTimes(saveWorkbook(book), rows, asked.length);
      // Doubles leave a residue: to half of the smallest unit is as exact as SUMIFS can be.
      const off = asked.filter(({ expected, unit }, at) => Math.abs((native.values[at] ?? NaN) - expected) >= unit / 2 || Number.isNaN(native.values[at])).length;
      if (off > 0) return wrongResult(`${off} of ${asked.length} SUMIFS formulas show something else than the count at ${size} invoices.`, bars);
      const pivotIsRight = native.pivotTotal !== null && Math.abs(native.pivotTotal - total) < 0.01;
      const time = await interleave({ ours: () => ourAging(ourIndex(cells), numbers.customers, DAY) }, rounds);
      const all = (native.formulas / asked.length) * accounts * BUCKETS;
      if (!native.isCpu) reason = "The system does not tell a process's time: LibreOffice was timed by the clock.";
      if (native.pivot === null) reason = [reason, "LibreOffice did not finish its pivot table."].filter((text) => text !== "").join(" ");
      else if (!pivotIsRight) return wrongResult(`The pivot table's total is ${String(native.pivotTotal)}, not ${total}.`, bars);
      bars = barsOf(rounded(all / time.ours.cpu), native.pivot === null ? null : rounded(native.pivot / time.ours.cpu));
      figures[size] = {
        "ours CPU ms": rounded(time.ours.cpu), [`SUMIFS CPU ms (${asked.length} timed)`]: rounded(native.formulas), "SUMIFS of all cells CPU ms": rounded(all), formulas: accounts * BUCKETS,
        ...(native.pivot === null ? {} : { "pivot table CPU ms": rounded(native.pivot) }),
      };
    }
    return { exact: true, hash, reason, bars, sizes: figures };
  },
};

interface Asked {
  readonly formula: string;
  readonly expected: number;
  /** The currency's smallest unit. */
  readonly unit: number;
}

interface NativeBook {
  readonly book: Workbook;
  readonly rows: number;
  readonly asked: readonly Asked[];
  readonly accounts: number;
  /** Sum of all open amounts, whatever the currency: what the pivot table's corner shows. */
  readonly total: number;
}

/** Criteria of the buckets on the due date. */
const CRITERIA: readonly (readonly string[])[] = [[`">=${START + DAY}"`], [`"<${START + DAY}"`, `">=${START + DAY - 30}"`], [`"<${START + DAY - 30}"`, `">=${START + DAY - 60}"`], [`"<${START + DAY - 60}"`, `">=${START + DAY - 90}"`], [`"<${START + DAY - 90}"`]];

/** Open amounts as of the day, already reckoned: SUMIFS cannot join payments with invoices as of a date in any time that would be waited for. */
function nativeBook({ document, payment, customers }: LedgerNumbers, counted: Float64Array): NativeBook {
  const left = document.amount.slice();
  payment.applied.forEach((applied, row) => {
    const invoice = payment.invoice[row] ?? -1;
    if (invoice >= 0 && (payment.day[row] ?? 0) <= DAY) left[invoice] = (left[invoice] ?? 0) - applied;
  });
  const book = new Workbook();
  const data = book.addSheet("Data");
  const asking = book.addSheet("Asked");
  ["Account", "Due", "Open", "Bucket"].forEach((value, column) => data.put(0, column, { value, style: 0 }));
  let rows = 0;
  let total = 0;
  document.amount.forEach((amount, row) => {
    if (amount < 0) return;
    const currency = document.currency[row] ?? 0;
    const due = document.due[row] ?? 0;
    const open = (document.day[row] ?? 0) > DAY ? 0 : money(left[row] ?? 0, currency);
    rows++;
    total += open;
    [`${customerId(document.customer[row] ?? 0)} ${currencyOf(currency)}`, START + due, open, columnOf(DAY - due)].forEach((value, column) => data.put(rows, column, { value, style: 0 }));
  });
  const accounts: { readonly name: string; readonly place: number; readonly currency: number }[] = [];
  for (let customer = 0; customer < customers; customer++) {
    for (const [currency] of CURRENCIES.entries()) {
      const place = placeOf(customer, currency);
      if (counted.subarray(place, place + BUCKETS).some((amount) => amount !== 0)) accounts.push({ name: `${customerId(customer)} ${currencyOf(currency)}`, place, currency });
    }
  }
  const asked: Asked[] = [];
  const step = Math.max(1, Math.floor((accounts.length * BUCKETS) / TIMED));
  for (let cell = 0; cell < accounts.length * BUCKETS && asked.length < TIMED; cell += step) {
    const account = accounts[Math.floor(cell / BUCKETS)];
    const bucket = cell % BUCKETS;
    if (account === undefined) break;
    const criteria = (CRITERIA[bucket] ?? []).map((text) => `,Data.$B$2:$B$${rows + 1},${text}`.replace(/,/g, ";")).join("");
    const formula = `SUMIFS(Data.$C$2:$C$${rows + 1};Data.$A$2:$A$${rows + 1};"${account.name}"${criteria})`;
    asking.put(asked.length, 0, { value: formula, style: 0 });
    asked.push({ formula, expected: money(counted[account.place + bucket] ?? 0, account.currency), unit: 10 ** -(DECIMALS[account.currency] ?? 2) });
  }
  return { book, rows, asked, accounts: accounts.length, total };
}

function barsOf(sumifs: number | null, pivot: number | null): Bar[] {
  return [
    { name: "times less CPU than SUMIFS", value: sumifs, sense: "atLeast", limit: 2_000 },
    { name: "times as fast as the pivot table", value: pivot, sense: "atLeast", limit: 2 },
  ];
}
