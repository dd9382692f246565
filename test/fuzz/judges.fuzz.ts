import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ledgerJournal } from "../../src/core/exchange/hledger";
import type { Entry } from "../../src/core/ledger/entries";
import { foldEntries } from "../../src/core/ledger/fold";
import type { FoldedLedger } from "../../src/core/ledger/ledgerState";
import { type AgingBasis, agingByAccount } from "../../src/core/reports/aging";
import { accountBalance } from "../../src/core/reports/balance";
import { STANDARD_LIMITS } from "../../src/core/reports/buckets";
import { buildLedgerIndex, type LedgerIndex } from "../../src/core/reports/ledgerIndex";
import { openItems } from "../../src/core/reports/openItems";
import { formatIsoDate, parseIsoDate, type PlainDate } from "../../src/core/values/plainDate";
import { type Fuzz, FuzzFailures, type FuzzOptions, type FuzzResult, seededRandom } from "./fuzz";
import { accountParts, type Judge, type JudgedBalances, judgedBalances, JUDGES, missingJudge } from "./judges";
import { randomLedger } from "../core/ledger/randomLedger";
import { oddLedger } from "./judgesLedger";

/** Ledgers in one file: a program's start costs more than a ledger. */
const BATCH = 100;
const DATES = 3;

/**
 * Random ledgers, exported as a journal and judged by hledger and by ledger at random dates: the balance of every customer in
 * every currency, what is open of every document, aging by due date and by document date, exchange gains.
 */
export const judgesFuzz: Fuzz = {
  name: "judges",
  counts: "ledgers judged by hledger and ledger",
  whole: 600,
  missing: () => JUDGES.map(missingJudge).find((missing) => missing !== null) ?? null,
  run: (options) => Promise.resolve(judgeLedgers(options)),
};

/** `alter` falsifies each journal before it is judged: for a test that a false journal is noticed. */
export function judgeLedgers({ seed, cases, onProgress }: FuzzOptions, alter: (journal: string) => string = (journal) => journal): FuzzResult {
  const failures = new FuzzFailures();
  const folder = mkdtempSync(join(tmpdir(), "open-item-judges-"));
  try {
    for (let done = 0; done < cases; done += BATCH) {
      const seeds = Array.from({ length: Math.min(BATCH, cases - done) }, (_, index) => seed + done + index);
      judgeBatch(join(folder, "batch.journal"), seeds.map((each) => caseOf(each, alter)), failures);
      onProgress?.(Math.min(cases, done + BATCH));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return failures.result(cases);
}

interface Case {
  readonly seed: number;
  readonly root: string;
  readonly ledger: FoldedLedger;
  readonly index: LedgerIndex;
  readonly journal: string;
}

function judgeBatch(file: string, cases: readonly Case[], failures: FuzzFailures): void {
  writeFileSync(file, cases.map(({ journal }) => journal).join("\n"));
  const random = seededRandom((cases[0]?.seed ?? 0) ^ 0x5eed);
  const dates = Array.from({ length: DATES }, (_, index) => (index === 0 ? 40_000 : 20_430 + Math.floor(random() * 320)) as PlainDate);
  for (const judge of JUDGES)
    for (const asOf of dates)
      try {
        const whole = judgedBalances(judge, file, asOf, null);
        const customers = judgedBalances(judge, file, asOf, 4);
        for (const each of cases) for (const difference of differences(each, asOf, whole, customers)) failures.add(`seed ${each.seed} as of ${formatIsoDate(asOf)}: ${judge} says ${difference}`);
      } catch (thrown) {
        failures.add(`seeds ${cases[0]?.seed ?? ""} and on, as of ${formatIsoDate(asOf)}: ${thrown instanceof Error ? thrown.message : String(thrown)}${culprit(judge, file, cases)}`);
      }
}

/** Which ledger alone a program does not read. */
function culprit(judge: Judge, file: string, cases: readonly Case[]): string {
  const found = cases.find(({ journal }) => {
    writeFileSync(file, journal);
    try {
      judgedBalances(judge, file, 40_000 as PlainDate, null);
      return false;
    } catch {
      return true;
    }
  });
  writeFileSync(file, cases.map(({ journal }) => journal).join("\n"));
  return found === undefined ? "" : ` (seed ${found.seed} alone)`;
}

function caseOf(seed: number, alter: (journal: string) => string): Case {
  const entries = entriesOf(seed);
  const ledger = foldEntries(entries);
  const root = `L${seed}`;
  return { seed, root, ledger, index: buildLedgerIndex(ledger.facts), journal: alter(ledgerJournal(ledger, { under: root })) };
}

/** By turns: books under odd names, books with every kind of entry, and such books of two people who did not see each other. */
function entriesOf(seed: number): readonly Entry[] {
  const random = seededRandom(seed);
  const size = { customers: 1 + (seed % 5), entries: 10 + (seed % 23) };
  if (seed % 3 === 0) return oddLedger(random);
  return randomLedger(random, seed % 3 === 1 ? size : { ...size, seats: 2, entriesOfSeat: 10 });
}

function differences(of: Case, asOf: PlainDate, whole: JudgedBalances, customers: JudgedBalances): readonly string[] {
  const accounts = of.index.accounts.map((_, account) => account);
  const judged = new Map<string, number>();
  for (const [account, amounts] of whole) {
    const [root, , kind, customer = "", ...rest] = accountParts(account);
    if (root !== of.root || kind !== "receivable") continue;
    // The sub-account of unapplied credits is no encoded name; a document called so would be.
    const isCredit = account.split(":")[4] === "unapplied";
    for (const [currency, minor] of amounts) judged.set(key(isCredit ? "credit" : "charge", customer, rest.at(-1) ?? "", currency), minor);
  }
  return [
    ...compare("open of", judged, openOf(of.index, accounts, asOf)),
    ...compare("balance of", byCustomer(of.root, customers), new Map(of.index.accounts.map(({ customer, currency }, account) => [key(customer, currency), accountBalance(of.index, account, asOf)]))),
    ...(["due", "document"] as const).flatMap((basis) => compare(`aging by ${basis} of`, judgedAging(of, judged, asOf, basis), agingOf(of.index, accounts, asOf, basis))),
    ...compare("exchange in", exchangeJudged(of.root, whole), exchangeOf(of.ledger, asOf)),
  ];
}

function openOf(index: LedgerIndex, accounts: readonly number[], asOf: PlainDate): ReadonlyMap<string, number> {
  const open = new Map<string, number>();
  for (const item of openItems(index, accounts, asOf)) {
    const account = index.accounts[item.account];
    const name = key(item.kind, account?.customer ?? "", item.number, account?.currency ?? "");
    open.set(name, (open.get(name) ?? 0) + item.open);
  }
  return open;
}

function byCustomer(root: string, customers: JudgedBalances): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [account, amounts] of customers) {
    const [top, , kind, customer] = accountParts(account);
    if (top === root && kind === "receivable" && customer !== undefined) for (const [currency, minor] of amounts) sums.set(key(customer, currency), minor);
  }
  return sums;
}

/** Buckets from the program's balance of each document and the due dates in the journal: what was paid closes the earliest part first. */
function judgedAging({ journal, root, index }: Case, judged: ReadonlyMap<string, number>, asOf: PlainDate, basis: AgingBasis): ReadonlyMap<string, number> {
  const buckets = new Map<string, number>();
  const put = (customer: string, currency: string, bucket: string, minor: number): void => {
    const name = key(customer, currency, bucket);
    buckets.set(name, (buckets.get(name) ?? 0) + minor);
  };
  for (const [name, { parts, date }] of dueParts(journal, root, index)) {
    const [, customer = "", , currency = ""] = unkey(name);
    let paid = parts.reduce((sum, { minor }) => sum + minor, 0) - (judged.get(name) ?? 0);
    if (date > asOf) continue;
    for (const { due, minor } of parts) {
      const closed = Math.min(minor, paid);
      paid -= closed;
      const days = asOf - (basis === "due" ? due : date);
      if (minor > closed) put(customer, currency, days <= 0 ? "0" : days <= 30 ? "1" : days <= 60 ? "2" : days <= 90 ? "3" : "4", minor - closed);
    }
  }
  for (const [name, minor] of judged) {
    const [kind, customer = "", , currency = ""] = unkey(name);
    if (kind === "credit") put(customer, currency, "unapplied", minor);
  }
  return buckets;
}

interface ChargeParts {
  readonly date: PlainDate;
  readonly parts: { readonly due: PlainDate; readonly minor: number }[];
}

function dueParts(journal: string, root: string, index: LedgerIndex): ReadonlyMap<string, ChargeParts> {
  const charges = new Map<string, ChargeParts>();
  let date = 0 as PlainDate;
  for (const line of journal.split("\n")) {
    date = parseIsoDate(line.slice(0, 10)) ?? date;
    const match = /^ {4}(.+?) {4}(-?[\d.]+) ([A-Z]{3})(?: @@ [\d.]+ [A-Z]{3})? {2}; due: (.+)$/.exec(line);
    const due = match === null ? null : parseIsoDate(match[4] ?? "");
    if (match === null || due === null) continue;
    const [top, , , customer = "", document = ""] = accountParts(match[1] ?? "");
    if (top !== root) throw new Error(`An account of another ledger: ${line}`);
    const name = key("charge", customer, document, match[3] ?? "");
    const charge = charges.get(name) ?? { date, parts: [] };
    charges.set(name, charge);
    charge.parts.push({ due, minor: Number((match[2] ?? "").replace(".", "")) });
  }
  const charged = index.charges.filter(({ amount, dues }) => amount > 0 && dues.length > 0).length;
  const found = [...charges.values()].filter(({ parts }) => parts.some(({ minor }) => minor > 0)).length;
  if (found !== charged) throw new Error(`${found} charges with due dates in the journal of ${root}, ${charged} in the ledger`);
  return charges;
}

function agingOf(index: LedgerIndex, accounts: readonly number[], asOf: PlainDate, basis: AgingBasis): ReadonlyMap<string, number> {
  const rows = agingByAccount(index, accounts, { asOf, basis, schedule: { limits: STANDARD_LIMITS, dueTodayIsLate: false }, ageCredits: false });
  return new Map(rows.flatMap(({ customer: { customer, currency }, buckets, unapplied }) => [
    ...buckets.map((minor, bucket) => [key(customer, currency, String(bucket)), minor] as const),
    [key(customer, currency, "unapplied"), unapplied] as const,
  ]));
}

function exchangeJudged(root: string, whole: JudgedBalances): ReadonlyMap<string, number> {
  return new Map([...(whole.get(`${root}:income:exchange`) ?? [])]);
}

function exchangeOf(ledger: FoldedLedger, asOf: PlainDate): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { date, exchange } of ledger.applications)
    if (exchange !== null && date <= asOf) sums.set(exchange.currency, (sums.get(exchange.currency) ?? 0) - exchange.minor);
  return sums;
}

/** Zero and absent are one. */
function compare(what: string, judged: ReadonlyMap<string, number>, ours: ReadonlyMap<string, number>): string[] {
  return [...new Set([...judged.keys(), ...ours.keys()])]
    .filter((name) => (judged.get(name) ?? 0) !== (ours.get(name) ?? 0))
    .map((name) => `${what} ${name} is ${judged.get(name) ?? 0}, we say ${ours.get(name) ?? 0}`);
}

function key(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

function unkey(name: string): readonly string[] {
  return JSON.parse(name) as readonly string[]; // decoder: made by key above
}
