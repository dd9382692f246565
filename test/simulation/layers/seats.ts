import { generator } from "../../../host/faults/schedule";
import { SecondUser } from "../../../host/faults/secondUser";
import type { Workbook } from "../../../host/model/workbook";
import { baseBook, trimmed } from "../books";
import { DeviceStore } from "../deviceStore";
import { differences, type Facts, factsOf, journalRows } from "../facts";
import { brokenInvariants, repeatedEntries } from "../invariants";
import type { CaseResult, Layer } from "../layer";
import { reopened } from "../recovery";
import { AddIn, OpenBook, type Outcome, outcomeLine } from "../world";

interface Deed {
  readonly name: string;
  readonly action: string;
  readonly given: Readonly<Record<string, unknown>>;
}

const LINE = { customer: "ACME", description: "Work", quantity: 1, unitPrice: "80.00", taxCode: "Z0" };
const pay = (amount: string, invoice: string): Readonly<Record<string, unknown>> => ({ customer: "ACME", date: "2026-02-03", amount, apply: [{ invoice, amount }] });

/** Pairs of these meet: both pay one invoice, both bill the same rows, one voids what the other pays, both take numbers. */
const DEEDS: readonly Deed[] = [
  { name: "pays all of INV-2026-0001", action: "postPayment", given: pay("500.00", "INV-2026-0001") },
  { name: "pays part of INV-2026-0001", action: "postPayment", given: pay("300.00", "INV-2026-0001") },
  { name: "bills the jobs", action: "createInvoices", given: { source: "Jobs", invoiceDate: "2026-02-01" } },
  { name: "bills two customers", action: "createInvoices", given: { invoiceDate: "2026-02-01", rows: [LINE, { ...LINE, customer: "00417" }] } },
  { name: "applies PAY-2026-0002", action: "applyCredit", given: { from: "PAY-2026-0002", date: "2026-02-01", apply: [{ invoice: "INV-2026-0001", amount: "50.00" }] } },
  { name: "refunds PAY-2026-0002", action: "refund", given: { from: "PAY-2026-0002", amount: "50.00", date: "2026-02-01", method: "bank", reason: "Twice" } },
  { name: "voids INV-2026-0004", action: "voidDocument", given: { document: "INV-2026-0004", reason: "Wrong", date: "2026-02-01" } },
  { name: "pays INV-2026-0004", action: "postPayment", given: pay("33.33", "INV-2026-0004") },
  { name: "credits INV-2026-0001", action: "creditInvoice", given: { invoice: "INV-2026-0001", amount: "507.00", date: "2026-02-01" } },
  { name: "writes off INV-2025-0001", action: "writeOff", given: { document: "INV-2025-0001", reason: "Insolvent", approvedBy: "Chief", date: "2026-02-01" } },
];

const ORDERS = { ordinary: 12, long: 750 } as const;

/** Two people on one book, each with a copy that is merged now and then, at every order of their round trips (drawn by the number). */
export const seats: Layer = {
  name: "seats",
  counts: "pairs of acts on two seats, interleaved and merged",
  cases: (how) => Promise.resolve(DEEDS.length * DEEDS.length * ORDERS[how]),
  run: (number) => runCase(number),
  nameOf: (number) => Promise.resolve(pairName(deedsOf(number))),
};

function deedsOf(number: number): readonly [Deed, Deed] {
  const first = DEEDS[number % DEEDS.length];
  const second = DEEDS[Math.floor(number / DEEDS.length) % DEEDS.length];
  if (first === undefined || second === undefined) throw new Error("no deeds");
  return [first, second];
}

function pairName([first, second]: readonly [Deed, Deed]): string {
  return `A ${first.name}, B ${second.name}`;
}

let twoSeats: Promise<Workbook> | null = null;

/** The busy book in which a second seat has its Journal. */
function twoSeatBook(): Promise<Workbook> {
  twoSeats ??= (async () => {
    const book = new OpenBook(await baseBook("busy"));
    const addIn = new AddIn(book, { seat: "B" });
    try {
      const outcome = await addIn.act("setup", {}, "setup-b");
      if (outcome.kind !== "result" || outcome.result.status !== "posted") throw new Error(`no second seat: ${outcomeLine(outcome)}`);
    } finally {
      addIn.close();
    }
    return trimmed(book.workbook);
  })();
  return twoSeats;
}

async function runCase(number: number): Promise<CaseResult> {
  const [first, second] = deedsOf(number);
  const random = generator(number + 1);
  const book = new OpenBook(await twoSeatBook());
  const other = new SecondUser(book.editor);
  const turns = new Turns();
  const devices = [new DeviceStore(), new DeviceStore(undefined, "device-2")] as const;
  const a = new AddIn(book, { seat: "A", gate: () => turns.wait("A"), witness: devices[0] });
  const b = new AddIn(other, { seat: "B", gate: () => turns.wait("B"), witness: devices[1] });
  const merges: string[] = [];
  try {
    const outcomes = await interleaved(turns, { A: () => a.act(first.action, first.given, "deed-a"), B: () => b.act(second.action, second.given, "deed-b") }, random, () => {
      if (random() > 0.3) return;
      merges.push(String(turns.taken));
      other.merge();
    });
    turns.open();
    other.merge();
    const told: string[] = [];
    // Each of them opens the book again, more than once: what the one mends the other may have to mend after it.
    for (const _round of [1, 2]) {
      for (const [addIn, deed, entry] of [[a, first, "deed-a"], [b, second, "deed-b"]] as const) {
        await reopened(addIn);
        await addIn.act(deed.action, deed.given, entry);
        other.merge();
      }
    }
    told.push(...(await reopened(a)), ...(await reopened(b)));
    const facts = [factsOf(book.workbook), factsOf(other.workbook)] as const;
    return {
      title: `${pairName([first, second])}; turns ${turns.order}, merged after ${merges.join() || "all"}`,
      counted: true,
      violations: verdict(outcomes, facts, told),
    };
  } finally {
    turns.open();
    a.close();
    b.close();
    other.leave();
  }
}

function verdict(outcomes: Readonly<Record<Turn, Outcome>>, [facts, others]: readonly [Facts, Facts], told: readonly string[]): readonly string[] {
  const violations: string[] = [...differences(facts, others, "posted").slice(0, 2).map((difference) => `the copies differ: ${difference}`), ...repeatedEntries(facts)];
  const clashes = numbersTwice(facts);
  violations.push(...clashes);
  const ids = journalRows(facts).map((row) => String(row["Entry"]));
  for (const [seat, entry] of [["A", "deed-a"], ["B", "deed-b"]] as const) {
    const outcome = outcomes[seat];
    if (outcome.kind === "error") violations.push(`an exception escaped: ${outcome.error.split("\n").slice(0, 2).join(" ")}`);
    const stands = ids.some((id) => id === entry || id.startsWith(`${entry}.`));
    if (outcome.kind === "result" && ["posted", "exists"].includes(outcome.result.status) && !stands) violations.push(`${entry} was posted and is lost`);
  }
  const broken = brokenInvariants(facts);
  // Whatever is told: no order of merging over-pays a document or spends a credit twice.
  violations.push(...broken.filter((sentence) => sentence.includes(": balance ")));
  if (broken.length > 0 && told.length === 0) violations.push(...broken.slice(0, 3).map((sentence) => `nobody is told: ${sentence}`));
  return violations.length === 0 ? [] : [`A ${outcomeLine(outcomes.A)}, B ${outcomeLine(outcomes.B)}; told ${told.length}`, ...violations];
}

function numbersTwice(facts: Facts): readonly string[] {
  return brokenInvariants(facts).filter((sentence) => sentence.includes("was given twice"));
}

type Turn = "A" | "B";

/** Lets one of two go on by one round trip at a time. */
class Turns {
  order = "";
  taken = 0;
  private isOpen = false;
  private readonly waiting = new Map<Turn, () => void>();
  private arrived: () => void = () => undefined;

  wait(who: Turn): Promise<void> {
    if (this.isOpen) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiting.set(who, resolve);
      this.arrived();
    });
  }

  /** Resolves when this one waits at its next round trip. */
  async atGate(who: Turn, ended: Promise<unknown>): Promise<void> {
    while (!this.waiting.has(who)) {
      const comes = new Promise<void>((resolve) => (this.arrived = resolve));
      if (this.waiting.has(who)) return;
      const isOver = await Promise.race([comes.then(() => false), ended.then(() => true)]);
      if (isOver) return;
    }
  }

  go(who: Turn): boolean {
    const resolve = this.waiting.get(who);
    if (resolve === undefined) return false;
    this.waiting.delete(who);
    this.order += who;
    this.taken++;
    resolve();
    return true;
  }

  open(): void {
    this.isOpen = true;
    for (const resolve of this.waiting.values()) resolve();
    this.waiting.clear();
  }
}

async function interleaved(turns: Turns, deeds: Readonly<Record<Turn, () => Promise<Outcome>>>, random: () => number, between: () => void): Promise<Readonly<Record<Turn, Outcome>>> {
  const running = { A: deeds.A(), B: deeds.B() };
  const over = new Set<Turn>();
  for (const who of ["A", "B"] as const) void running[who].then(() => over.add(who));
  const at = async (who: Turn): Promise<void> => turns.atGate(who, running[who]);
  await at("A");
  await at("B");
  while (over.size < 2) {
    const who: Turn = over.has("A") ? "B" : over.has("B") ? "A" : random() < 0.5 ? "A" : "B";
    turns.go(who);
    await at(who);
    between();
  }
  return { A: await running.A, B: await running.B };
}
