import { startSession, type Session } from "../../host/cli/session";
import type { Workbook } from "../../host/model/workbook";
import { balancesOf, countAging } from "../data/countAging";
import { currencyOf, customerId } from "../data/ledgerCells";
import { ledgerBook } from "../data/ledgerBook";
import { CURRENCIES, DECIMALS, ledgerNumbers, type LedgerNumbers, SPAN, START } from "../data/ledgerNumbers";
import { type Bar, type Bench, bySize } from "../frame/bench";
import { hashOf, rounded, type Time, timed } from "../frame/measure";

const CELLS = 10_000;
/** Days that are asked about: each cell asks for another customer, currency or day, so that no two are one stream. */
const DAYS = [SPAN - 1, SPAN - 31, SPAN - 92, SPAN - 184, SPAN - 366];
/** Longest wait for all cells, milliseconds. */
const PATIENCE = 900_000;

/** P6: a workbook full of BALANCE cells against one spilled call and as many calls of a function that does nothing, all through Microsoft's client on the host. */
export const p6Cells: Bench = {
  id: "P6",
  work: "10,000 cells of =BILLING.BALANCE(customer) over 100,000 invoices, on the host, CPU, against one spilled call + 10,000 calls of a function that does nothing",
  sizes: [10_000, 100_000],
  built: "bundle",
  run({ rounds, ...options }) {
    return bySize(options, barsOf(null, null), async (size) => {
      const asked = Math.min(CELLS, size);
      const numbers = ledgerNumbers(size);
      const questions = askedOf(numbers, asked);
      const workbook = ledgerBook(numbers);
      const least = new Map<keyof typeof WAYS, Time & { readonly reads: number }>();
      // Each way opens the workbook anew, so a round is long: two say enough here.
      for (let round = 0; round < Math.min(2, rounds); round++) {
        for (const [name, way] of Object.entries(WAYS) as [keyof typeof WAYS, Way][]) {
          const run = await inSession(workbook, questions, way);
          if (run.wrong > 0) return `${run.wrong} of ${asked} cells differ from the count (${name}, ${size} invoices): ${run.example}.`;
          const before = least.get(name);
          if (before === undefined || run.cpu < before.cpu) least.set(name, run);
        }
      }
      const [cells, spilled, nothing] = [least.get("cells"), least.get("spilled"), least.get("nothing")];
      if (cells === undefined || spilled === undefined || nothing === undefined) throw new Error("A way was not run");
      const bars = barsOf(rounded(cells.cpu / (spilled.cpu + nothing.cpu)), cells.reads - spilled.reads);
      const hash = hashOf(Float64Array.from(questions, ({ expected }) => expected));
      return { bars, hash, figures: { cells: asked, "cells CPU ms": rounded(cells.cpu), "one spilled call CPU ms": rounded(spilled.cpu), "calls of nothing CPU ms": rounded(nothing.cpu), "cells wall ms": rounded(cells.wall), "reads of the workbook": cells.reads } };
    });
  },
};

interface Question {
  readonly customer: string;
  readonly serial: number;
  readonly currency: string;
  /** What the cell must show. */
  readonly expected: number;
}

function askedOf(numbers: LedgerNumbers, count: number): Question[] {
  const questions: Question[] = [];
  for (const day of DAYS) {
    const balances = balancesOf(countAging(numbers, day));
    for (let customer = 0; customer < numbers.customers && questions.length < count; customer++) {
      for (const [currency] of CURRENCIES.entries()) {
        if (questions.length >= count) break;
        const balance = balances[customer * CURRENCIES.length + currency] ?? 0;
        // Every customer is asked about in euro, and in every currency that something is open in.
        if (currency === 0 || balance !== 0) questions.push({ customer: customerId(customer), serial: START + day, currency: currencyOf(currency), expected: balance / 10 ** (DECIMALS[currency] ?? 2) });
      }
    }
  }
  return questions;
}

type Way = (questions: readonly Question[]) => { readonly formulas: readonly string[]; readonly shows: readonly number[] };

const WAYS = {
  cells: (questions: readonly Question[]) => ({ formulas: questions.map((_, row) => `BILLING.BALANCE(A${row + 1},B${row + 1},C${row + 1})`), shows: questions.map(({ expected }) => expected) }),
  // One call for all: one day and one currency, the customers as they come.
  spilled: (questions: readonly Question[]) => {
    const [first] = questions;
    const sameDay = questions.filter(({ serial, currency }) => serial === first?.serial && currency === first.currency);
    const byCustomer = new Map(sameDay.map(({ customer, expected }) => [customer, expected]));
    return { formulas: [`BILLING.BALANCE(A1:A${questions.length},B1,C1)`], shows: questions.map(({ customer }) => byCustomer.get(customer) ?? NaN) };
  },
  nothing: (questions: readonly Question[]) => ({ formulas: questions.map((_, row) => `NOTHING.ZERO(A${row + 1},B${row + 1},C${row + 1})`), shows: questions.map(() => 0) }),
};

interface WayRun extends Time {
  readonly wrong: number;
  readonly example: string;
  /** Batches that the add-in sent besides its answers. */
  readonly reads: number;
}

async function inSession(workbook: Workbook, questions: readonly Question[], way: Way): Promise<WayRun> {
  const session = await startSession(workbook, { withFunctions: true });
  try {
    addNothing(session);
    const { formulas, shows } = way(questions);
    const { host } = session;
    const sheet = workbook.findSheet("Figures");
    const { calc } = host;
    if (sheet === undefined || calc === null) throw new Error("No sheet Figures");
    questions.forEach(({ customer, serial, currency }, row) => {
      sheet.put(row, 0, { value: customer, style: 0 });
      sheet.put(row, 1, { value: serial, style: 0 });
      sheet.put(row, 2, { value: currency, style: 0 });
    });
    host.processor.clearLog();
    const time = await timed(async () => {
      formulas.forEach((formula, row) => {
        sheet.put(row, 3, { value: null, formula, style: 0 });
        calc.cellChanged(sheet, row, 3);
      });
      calc.recalculate();
      await host.idle(PATIENCE);
    });
    const reads = host.processor.log.filter(({ cleanup, functionResults }) => !cleanup && !functionResults).length;
    const found = shows.map((_, row) => sheet.get(row, 3)?.value);
    const wrong = shows.flatMap((expected, row) => (found[row] === expected ? [] : [row]));
    shows.forEach((_, row) => {
      sheet.put(row, 3, undefined);
      calc.cellChanged(sheet, row, 3);
    });
    calc.recalculate();
    const [first = 0] = wrong;
    return { ...time, reads, wrong: wrong.length, example: `row ${first + 1} shows ${JSON.stringify(found[first])}, not ${shows[first]}` };
  } finally {
    session.close();
  }
}

/** A function with BALANCE's own shape of call that answers 0. */
function addNothing({ host }: Session): void {
  const parameters = ["customer", "as_of", "currency"].map((name) => ({ name, type: "any", dimensionality: "matrix" as const, optional: true }));
  host.CustomFunctions.associate("ZERO", (...args: readonly unknown[]) => {
    const invocation = args.at(-1) as CustomFunctions.StreamingInvocation<unknown>; // decoder: a streaming function's last argument
    invocation.setResult([[0]]);
  });
  host.registerCustomFunctions("NOTHING", { functions: [{ id: "ZERO", name: "ZERO", parameters, options: { stream: true }, result: { type: "any", dimensionality: "matrix" } }] });
}

function barsOf(ratio: number | null, reads: number | null): Bar[] {
  return [
    { name: "of one spilled call and 10,000 calls of nothing", value: ratio, sense: "atMost", limit: 1.2 },
    { name: "reads more than the spilled call's", value: reads, sense: "atMost", limit: 0 },
  ];
}
