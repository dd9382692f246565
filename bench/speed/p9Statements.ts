import { buildLedgerIndex } from "../../src/core/reports/ledgerIndex";
import { balanceForwardStatements } from "../../src/core/reports/statement";
import { balancesOf, countAging } from "../data/countAging";
import { customerOf } from "../data/ledgerCells";
import { factsOf, plainDay } from "../data/ledgerFacts";
import { CURRENCIES, ledgerNumbers } from "../data/ledgerNumbers";
import { type Bar, type Bench, bySize } from "../frame/bench";
import { hashOf, interleave, rounded } from "../frame/measure";
import { rescanStatement } from "../peers/rescan";

const CUSTOMERS = 500;
/** Rescans that are timed in a round; the rest is reckoned from them, because all of them take minutes. */
const RESCANS = 5;
const [FROM, TO] = [365, 729];
const AGING = { basis: "due", schedule: { limits: [30, 60, 90], dueTodayIsLate: false } } as const;

/** P9: statements of a year for 500 customers, the index of the ledger being in memory as it is in the add-in. */
export const p9Statements: Bench = {
  id: "P9",
  work: "500 statements of a year, CPU, against looking through all rows for each customer",
  sizes: [10_000, 100_000],
  built: "bundle",
  run({ rounds, ...options }) {
    return bySize(options, barsOf(null, null), async (size) => {
      const numbers = ledgerNumbers(size);
      const facts = factsOf(numbers);
      const index = buildLedgerIndex(facts);
      // Customers with many rows and with few: the numbering of the accounts says nothing of that.
      const step = Math.max(1, Math.floor(index.accounts.length / CUSTOMERS));
      const accounts = index.accounts.map((_, account) => account).filter((account) => account % step === 0).slice(0, CUSTOMERS);
      const period = { from: plainDay(FROM), to: plainDay(TO) };
      const ours = (): ReturnType<typeof balanceForwardStatements> => balanceForwardStatements(index, accounts, period, AGING);
      const statements = ours();
      const texts = statements.map(({ customer, opening, lines, closing }) => [customer.customer, customer.currency, opening, ...lines.map(({ date, number, amount, balance }) => `${date} ${number} ${amount} ${balance}`), closing].join("\n"));
      const [before, after] = [balancesOf(countAging(numbers, FROM - 1)), balancesOf(countAging(numbers, TO))];
      const wrong = statements.filter(({ customer, opening, closing }, at) => {
        const account = customerOf(customer.customer) * CURRENCIES.length + CURRENCIES.findIndex((code) => code === customer.currency);
        if (opening !== before[account] || closing !== after[account]) return true;
        const plain = at % Math.ceil(statements.length / 50) === 0 ? rescanStatement(facts, customer.customer, customer.currency, period.from, period.to) : null;
        return plain !== null && [customer.customer, customer.currency, plain.opening, ...plain.lines, plain.closing].join("\n") !== texts[at];
      });
      if (wrong.length > 0) return `${wrong.length} of ${statements.length} statements differ from the count or from the rescan, the first of ${wrong[0]?.customer.customer ?? ""}.`;
      const lines = statements.reduce((sum, statement) => sum + statement.lines.length, 0);
      const hash = hashOf(texts.join("\n\n"));
      const scanned = statements.filter((_, at) => at % Math.max(1, Math.floor(statements.length / RESCANS)) === 0).slice(0, RESCANS);
      const time = await interleave({
        ours,
        rescans: () => scanned.map(({ customer }) => rescanStatement(facts, customer.customer, customer.currency, period.from, period.to)),
        index: () => buildLedgerIndex(facts),
      }, rounds);
      const allRescans = (time.rescans.cpu / scanned.length) * statements.length;
      const bars = barsOf(rounded(allRescans / time.ours.cpu), rounded((time.ours.cpu * 1000) / lines));
      return { bars, hash, figures: { "ours CPU ms": rounded(time.ours.cpu), statements: statements.length, lines, [`rescans CPU ms (${scanned.length} timed)`]: rounded(allRescans), "index of the facts CPU ms": rounded(time.index.cpu) } };
    });
  },
};

function barsOf(times: number | null, perLine: number | null): Bar[] {
  return [
    { name: "times less than rescans", value: times, sense: "atLeast", limit: 2_000 },
    { name: "µs a line", value: perLine, sense: "atMost", limit: 5 },
  ];
}
