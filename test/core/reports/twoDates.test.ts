import type { Entry } from "../../../src/core/ledger/entries";
import { foldEntries } from "../../../src/core/ledger/fold";
import { knownOn } from "../../../src/core/ledger/knownOn";
import { agingByAccount } from "../../../src/core/reports/aging";
import { accountBalance } from "../../../src/core/reports/balance";
import { buildLedgerIndex } from "../../../src/core/reports/ledgerIndex";
import { rollForwardByAccount } from "../../../src/core/reports/rollForward";
import { balanceForwardStatements } from "../../../src/core/reports/statement";
import { ledgerText } from "../../support/entries";
import { date } from "./support";

/** Each line with the day on which it was recorded: a January payment learned of in February, a cheque that bounced in March. */
const RECORDED: [recorded: string, line: string][] = [
  ["2026-01-05", "2026-01-05 invoice INV-1 1000"],
  ["2026-01-20", "2026-01-20 payment P-1 400: INV-1 400"],
  ["2026-02-03", "2026-01-28 payment P-2 500: INV-1 300"],
  ["2026-02-10", "2026-01-31 invoice INV-2 70"],
  ["2026-03-02", "2026-02-25 bounce P-1 400"],
];
const times = RECORDED.map(([recorded]) => `${recorded}T09:30:00Z`);
const entries: Entry[] = ledgerText(RECORDED.map(([, line]) => line).join("\n")).map((entry, at) => ({ ...entry, head: { ...entry.head, postedAt: times[at] ?? "" } }));

const SCHEDULE = { limits: [30], dueTodayIsLate: false };

/** as of D, as known on K: buckets (Current, 1-30, 31+), unapplied, balance */
const TWO_DATES: [asOf: string, known: string, buckets: number[], unapplied: number, balance: number][] = [
  ["2026-01-31", "2026-01-05", [0, 1000, 0], 0, 1000],
  ["2026-01-31", "2026-01-31", [0, 600, 0], 0, 600],
  ["2026-01-31", "2026-02-03", [0, 300, 0], -200, 100],
  ["2026-01-31", "2026-02-03T09:29:59Z", [0, 600, 0], 0, 600],
  ["2026-01-31", "2026-02-10", [70, 300, 0], -200, 170],
  ["2026-01-31", "2026-12-31", [70, 300, 0], -200, 170],
  ["2026-02-24", "2026-12-31", [0, 70, 300], -200, 170],
  ["2026-02-25", "2026-03-01", [0, 70, 300], -200, 170],
  ["2026-02-25", "2026-03-02", [0, 70, 700], -200, 570],
  ["2026-01-10", "2026-03-02", [0, 1000, 0], 0, 1000],
  ["2026-01-04", "2026-03-02", [0, 0, 0], 0, 0],
];
it.each(TWO_DATES)("as of %s, as known on %s", (asOf, known, buckets, unapplied, balance) => {
  const index = buildLedgerIndex(foldEntries(knownOn(entries, known)).facts);
  const day = date(asOf);
  const [row] = agingByAccount(index, [0], { asOf: day, basis: "due", schedule: SCHEDULE, ageCredits: false });
  expect([row?.buckets, row?.unapplied, row?.total, accountBalance(index, 0, day)]).toEqual([buckets, unapplied, balance, balance]);
  const period = { from: date("2026-01-01"), to: day };
  const [statement] = balanceForwardStatements(index, [0], period, { basis: "due", schedule: SCHEDULE });
  const [rolled] = rollForwardByAccount(index, [0], period);
  expect([statement?.closing ?? 0, rolled?.closing ?? 0, rolled?.difference ?? 0]).toEqual([balance, balance, 0]);
});

it("what was shown at the end of January can be shown again, line by line, whatever was learned since", () => {
  const lines = (known: string): unknown => balanceForwardStatements(buildLedgerIndex(foldEntries(knownOn(entries, known)).facts), [0], { from: date("2026-01-01"), to: date("2026-01-31") }, { basis: "due", schedule: SCHEDULE })[0]?.lines.map((line) => [line.kind, line.number, line.amount, line.balance]);
  expect(lines("2026-01-31")).toEqual([["invoice", "INV-1", 1000, 1000], ["payment", "P-1", -400, 600]]);
  expect(lines("2026-12-31")).toEqual([["invoice", "INV-1", 1000, 1000], ["payment", "P-1", -400, 600], ["payment", "P-2", -500, 100], ["invoice", "INV-2", 70, 170]]);
});
