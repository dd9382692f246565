import type { LedgerFacts } from "../../../src/core/ledger/facts";
import { agingByAccount, agingByItem, type AgingRequest } from "../../../src/core/reports/aging";
import { agingByGroup } from "../../../src/core/reports/agingGroups";
import { accountBalance } from "../../../src/core/reports/balance";
import { cashForecast, type ForecastRequest } from "../../../src/core/reports/cashForecast";
import { customerLateness } from "../../../src/core/reports/customerLateness";
import { buildLedgerIndex, type LedgerIndex } from "../../../src/core/reports/ledgerIndex";
import { nextDue } from "../../../src/core/reports/nextDue";
import { openItems } from "../../../src/core/reports/openItems";
import { overdueAmount } from "../../../src/core/reports/overdue";
import { receivablesMetrics } from "../../../src/core/reports/receivablesMetrics";
import { ROLL_FORWARD_COLUMNS, rollForwardByAccount, rollForwardTotals } from "../../../src/core/reports/rollForward";
import { balanceForwardStatements, openItemStatements } from "../../../src/core/reports/statement";
import { addDays, type PlainDate } from "../../../src/core/values/plainDate";
import { everyAccount } from "./support";

export interface ViewRequest extends AgingRequest {
  /** First day of statements and periods, not after the as-of day. */
  readonly from: PlainDate;
  readonly forecast: ForecastRequest["basis"];
}

/** Everything that a view shows of a ledger as of a day, without row numbers, so that views of two readings can be compared. */
export function viewsOf(facts: LedgerFacts, request: ViewRequest): unknown {
  return viewsOfIndex(buildLedgerIndex(facts), request);
}

/** As viewsOf, of an index that is there. */
export function viewsOfIndex(index: LedgerIndex, request: ViewRequest): unknown {
  const { asOf, from } = request;
  // An account comes into being with its first document; before, no view shows it.
  const accounts = everyAccount(index).filter((account) => balanceForwardStatements(index, [account], { from: addDays(asOf, -5_000), to: asOf }, request).length > 0);
  const name = (account: number): string => `${index.accounts[account]?.customerKey ?? ""} ${index.accounts[account]?.currency ?? ""}`;
  return {
    aging: agingByAccount(index, accounts, request).map(({ account, customer: _customer, ...amounts }) => [name(account), amounts]),
    items: agingByItem(index, accounts, request).map(({ account, row: _row, ...item }) => [name(account), item]),
    groups: agingByGroup(index, accounts, request, (customer) => customer.customerKey).map(({ accounts: _accounts, ...group }) => group),
    open: openItems(index, accounts, asOf).map(({ account, row: _row, ...item }) => [name(account), item]),
    overdue: accounts.map((account) => [overdueAmount(index, account, asOf, 1, 30), nextDue(index, [account], asOf, false), nextDue(index, [account], asOf, true)]),
    statements: balanceForwardStatements(index, accounts, { from, to: asOf }, request).map(({ account, customer: _customer, ...statement }) => [name(account), statement]),
    itemStatements: openItemStatements(index, accounts, asOf, request).map(({ account, items, closing }) => [name(account), items.length, closing]),
    rollForward: rollForwardByAccount(index, accounts, { from, to: asOf }).map(({ account, customer: _customer, ...row }) => [name(account), row]),
    metrics: receivablesMetrics(index, accounts, { from, to: asOf, sales: "net", monthLength: "calendar" }).map((row) => JSON.stringify(row)),
    lateness: customerLateness(index, accounts, { asOf, paidFrom: null, countEarly: true }).map(({ account, ...row }) => [name(account), JSON.stringify(row)]),
    forecast: forecastOf(index, accounts, request).expected.map(({ account, row: _row, ...each }) => [name(account), each]),
  };
}

function forecastOf(index: LedgerIndex, accounts: readonly number[], { asOf, forecast }: ViewRequest): ReturnType<typeof cashForecast> {
  return cashForecast(index, accounts, { asOf, basis: forecast, minimumSample: 1, period: "week", periods: 3, promises: [] });
}

/** What does not hold among the views, in words; empty when they agree. */
export function disagreements(facts: LedgerFacts, request: ViewRequest): string[] {
  const index = buildLedgerIndex(facts);
  const { asOf, from } = request;
  const accounts = everyAccount(index);
  const wrong: string[] = [];
  const same = (what: string, a: number, b: number): void => {
    if (a !== b || !Number.isSafeInteger(a)) wrong.push(`${what}: ${a} is not ${b}`);
  };
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  const items = openItems(index, accounts, asOf);
  const byItem = agingByItem(index, accounts, request);
  const forecast = forecastOf(index, accounts, request);
  for (const row of agingByAccount(index, accounts, request)) {
    const { account } = row;
    const balance = accountBalance(index, account, asOf);
    const own = items.filter((item) => item.account === account);
    const open = sum(own.filter((item) => item.kind === "charge").map((item) => item.open));
    same("buckets + unapplied = balance", sum(row.buckets) + row.unapplied, balance);
    same("aging total = balance", row.total, balance);
    same("Σ open items = balance", sum(own.map((item) => item.open)), balance);
    same("Σ aging by item = balance", sum(byItem.filter((item) => item.account === account).map((item) => item.total)), balance);
    row.buckets.forEach((amount, bucket) => same(`bucket ${bucket} by item`, sum(byItem.filter((item) => item.account === account).map((item) => item.buckets[bucket] ?? 0)), amount));
    same("overdue + not overdue = open", overdueAmount(index, account, asOf, 1, null) + overdueAmount(index, account, asOf, -100_000, 0), open);
    const expected = forecast.rows.find((each) => each.account === account);
    same("late + periods + later = open", (expected?.late ?? 0) + sum(expected?.periods ?? []) + (expected?.later ?? 0), open);
    same("Σ expected = open", sum(forecast.expected.filter((each) => each.account === account).map((each) => each.amount)), open);
    same("forecast open + unapplied = balance", (expected?.open ?? 0) + (expected?.unapplied ?? 0), balance);
    const [statement] = balanceForwardStatements(index, [account], { from, to: asOf }, request);
    same("statement opening", statement?.opening ?? 0, accountBalance(index, account, addDays(from, -1)));
    same("statement closing", statement?.closing ?? 0, balance);
    same("opening + Σ lines = closing", (statement?.opening ?? 0) + sum(statement?.lines.map((line) => line.amount) ?? []), balance);
    same("open-item statement", openItemStatements(index, [account], asOf, request)[0]?.closing ?? 0, balance);
    const [rolled] = rollForwardByAccount(index, [account], { from, to: asOf });
    same("roll-forward difference", rolled?.difference ?? 0, 0);
    same("roll-forward closing", rolled?.closing ?? 0, balance);
    if (rolled !== undefined) same("opening + Σ columns = closing", sum([rolled.opening, ...ROLL_FORWARD_COLUMNS.map((column) => rolled[column])]), rolled.closing);
  }
  for (const total of rollForwardTotals(rollForwardByAccount(index, accounts, { from, to: asOf }))) {
    same("total difference", total.difference, 0);
    // Only where a customer pays for another; nothing is lost between them.
    same("transfers over all", total.transfers, 0);
  }
  const groups = agingByGroup(index, accounts, request, (customer) => customer.customerKey.slice(0, 1));
  for (const currency of index.currencies) same("Σ groups", sum(groups.filter((group) => group.currency === currency).map((group) => group.total)), sum(accounts.filter((account) => index.accounts[account]?.currency === currency).map((account) => accountBalance(index, account, asOf))));
  return wrong;
}
