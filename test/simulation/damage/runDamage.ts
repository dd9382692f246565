import { HostError } from "../../../host/model/hostError";
import type { Workbook } from "../../../host/model/workbook";
import type { CureOffer, Finding } from "../../../src/workbook/integrity/finding";
import { seededRandom } from "../../fuzz/fuzz";
import { messagesOf } from "../../support/hostBook";
import { DAMAGE_BOOKS, damageBook } from "./books";
import { DamagedBook, NotHere, type Way } from "./damagedBook";
import { type PostedFacts, factDifferences, postedFacts } from "./postedFacts";
import { INNOCENT_ACTS } from "./innocentActs";
import { DAMAGE_KINDS, type DamageKind } from "./kinds";

export interface DamageFigures {
  readonly cases: number;
  /** By kind, of the cases with this kind alone: how many, told, put back exactly. */
  readonly kinds: Readonly<Record<string, { readonly cases: number; readonly detected: number; readonly restored: number }>>;
  readonly missed: number;
  /** Not exactly as posted after every offered cure, with the Journal whole. */
  readonly notRestored: number;
  /** Inspecting changed a cell. */
  readonly silent: number;
  /** Findings above a note in a book where only innocent things were done. */
  readonly falseAlarms: number;
  /** Cases with several damages and the Journal whole; all kinds together. */
  readonly restorable: number;
  readonly failures: readonly string[];
}

export interface DamageOptions {
  readonly seed: number;
  readonly cases: number;
}

/** What one case came to; `lines` say what is wrong. */
export interface DamageCase {
  readonly title: string;
  readonly kinds: readonly string[];
  readonly detected: boolean;
  /** Null where nothing was harmed, or the Journal is not whole. */
  readonly restored: boolean | null;
  readonly silent: boolean;
  readonly falseAlarm: boolean;
  readonly lines: readonly string[];
}

const FAILURES_KEPT = 40;
const ROUNDS_MAX = 8;

/** Case `seed + i` is the same on every machine and can be run alone. */
export async function runDamage({ seed, cases }: DamageOptions): Promise<DamageFigures> {
  const kinds = new Map<string, { cases: number; detected: number; restored: number }>();
  const failures: string[] = [];
  let [missed, notRestored, silent, falseAlarms, restorable] = [0, 0, 0, 0, 0];
  for (let index = 0; index < cases; index++) {
    const done = await damageCase(seed + index);
    const [only] = done.kinds;
    if (only !== undefined && done.kinds.length === 1) {
      const figures = kinds.get(only) ?? { cases: 0, detected: 0, restored: 0 };
      kinds.set(only, { cases: figures.cases + 1, detected: figures.detected + (done.detected ? 1 : 0), restored: figures.restored + (done.restored === true ? 1 : 0) });
    }
    if (done.kinds.length > 0 && !done.detected) missed++;
    if (done.restored !== null) restorable++;
    if (done.restored === false) notRestored++;
    if (done.silent) silent++;
    if (done.falseAlarm) falseAlarms++;
    if (done.lines.length > 0 && failures.length < FAILURES_KEPT) failures.push(`seed ${seed + index} (${done.title}): ${done.lines.join(" · ")}`);
  }
  return { cases, kinds: Object.fromEntries([...kinds].sort(([a], [b]) => (a < b ? -1 : 1))), missed, notRestored, silent, falseAlarms, restorable, failures };
}

/** Microsoft's client for every tenth book: single damages, several together, and innocent acts all meet it. */
function wayOf(seed: number): Way {
  return seed % 20 === 3 || seed % 20 === 14 || seed % 100 === 50 ? "client" : "model";
}

/** One book, damaged in one to five ways (every tenth: only used), inspected, cured, and compared with what was posted. */
export async function damageCase(seed: number, way: Way = wayOf(seed)): Promise<DamageCase> {
  const random = seededRandom(seed * 7919 + 13);
  const name = DAMAGE_BOOKS[Math.floor(random() * DAMAGE_BOOKS.length)] ?? "one seat";
  const source = await damageBook(name);
  const of = new DamagedBook(source, random, way);
  try {
    return seed % 10 === 0 ? await innocentCase(of, name) : await harmedCase(of, { source, name, seed, random });
  } finally {
    of.close();
  }
}

async function innocentCase(of: DamagedBook, name: string): Promise<DamageCase> {
  const titles: string[] = [];
  for (let count = 1 + of.below(4); count > 0; count--) {
    const act = of.oneOf(INNOCENT_ACTS);
    if (attempt(() => act.act(of))) titles.push(act.name);
  }
  const { findings, silent } = await inspected(of);
  const alarms = findings.filter(({ level }) => level !== "note");
  return {
    title: `${name}: ${titles.join(", ")}`, kinds: [], detected: false, restored: null, silent, falseAlarm: alarms.length > 0,
    lines: [...alarms.slice(0, 3).map((finding) => `false alarm ${line(finding)}`), ...(silent ? ["inspecting changed a cell"] : [])],
  };
}

async function harmedCase(of: DamagedBook, from: { readonly source: Workbook; readonly name: string; readonly seed: number; readonly random: () => number }): Promise<DamageCase> {
  const { source, name, seed } = from;
  const wanted = seed % 2 === 1 ? 1 : 2 + of.below(4);
  const done: DamageKind[] = [];
  // Every kind comes alone as often as any other.
  const first = Math.floor(seed / 2) % DAMAGE_KINDS.length;
  for (let count = 0; count < wanted; count++) {
    const kind = count === 0 && wanted === 1 ? DAMAGE_KINDS[first] : of.oneOf(DAMAGE_KINDS);
    if (kind !== undefined && attempt(() => kind.damage(of))) done.push(kind);
  }
  const title = `${name}: ${done.map((kind) => kind.name).join(", ")}`;
  const before = postedFacts(source);
  const isHarmed = !sameFacts(before, postedFacts(of.workbook)) || done.some((kind) => /1904|precision/.test(kind.name));
  const { findings, silent } = await inspected(of);
  const detected = findings.some(({ code }) => !code.startsWith("derived"));
  const lines: string[] = silent ? ["inspecting changed a cell"] : [];
  if (!isHarmed) return { title, kinds: [], detected, restored: null, silent, falseAlarm: false, lines };
  if (!detected) lines.push("missed");
  for (const kind of done) if (/1904|precision/.test(kind.name)) of.editor.changeBook((book) => {
    book.dateSystem = 1900;
    book.precisionAsDisplayed = false;
  });
  const { problems, left } = await cureAll(of, done.some((kind) => /1904|precision/.test(kind.name)) ? null : findings);
  const after = postedFacts(of.workbook);
  const isJournalWhole = [...before.journal].every((row) => after.journal.has(row));
  const differences = factDifferences(before, after);
  const wrong = [...differences, ...problems, ...left.filter(({ level }) => level !== "note").slice(0, 3).map((finding) => `still ${line(finding)}`)];
  const [only] = done;
  const restored = isJournalWhole || (done.length === 1 && only?.madeAgain === true) ? wrong.length === 0 : null;
  if (restored === false) lines.push(...wrong);
  return { title, kinds: done.map((kind) => kind.name), detected, restored, silent, falseAlarm: false, lines };
}

interface Cured {
  /** What went wrong with a cure. */
  readonly problems: readonly string[];
  /** What is found once nothing more is offered. */
  readonly left: readonly Finding[];
}

/** Takes every cure that is offered, again and again, until none is. `first`: what was found already. */
async function cureAll(of: DamagedBook, first: readonly Finding[] | null): Promise<Cured> {
  const refused = new Set<string>();
  const problems: string[] = [];
  let findings = first ?? [];
  for (let round = 0; round < ROUNDS_MAX; round++) {
    if (round > 0 || first === null) findings = await of.inspect();
    const offers = findings.map(putBackFirst).filter((offer) => offer !== null).filter((offer) => !refused.has(JSON.stringify(offer)));
    if (offers.length === 0) return { problems, left: findings };
    const done = await of.cure(offers);
    if (done.status === "posted") continue;
    // Together they cannot be carried out: the first that can be, by itself.
    for (const offer of offers) {
      const single = offers.length === 1 ? done : await of.cure([offer]);
      if (single.status === "posted") break;
      refused.add(JSON.stringify(offer));
      problems.push(`${offer.kind} ${single.status}: ${messagesOf(single).join(" ")}`.slice(0, 200));
    }
  }
  return { problems: [...problems, "cures are offered without end"], left: findings };
}

/** The cure that leads back to what was posted. */
function putBackFirst({ cure, others }: Finding): CureOffer | null {
  const all = [...(cure === null ? [] : [cure]), ...others];
  return all.find(({ kind }) => kind === "putBack") ?? all.find(({ kind }) => !["amend", "correct", "rejournal", "dropEntry", "recordNumbers"].includes(kind)) ?? null;
}

async function inspected(of: DamagedBook): Promise<{ readonly findings: readonly Finding[]; readonly silent: boolean }> {
  const before = of.image();
  const findings = await of.inspect();
  const silent = of.image() !== before;
  return { findings, silent };
}

function sameFacts(a: PostedFacts, b: PostedFacts): boolean {
  return factDifferences(a, b).length === 0 && a.journal.size === b.journal.size && [...a.journal].every((row) => b.journal.has(row));
}

/** False where there is nothing to damage, or Excel refuses. */
export function attempt(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (thrown) {
    // What Excel itself refuses (two tables of one name) is no damage.
    if (thrown instanceof NotHere || thrown instanceof HostError) return false;
    throw thrown;
  }
}

function line({ code, at, params }: Finding): string {
  return `${code} ${at?.address ?? at?.table ?? ""} ${JSON.stringify(params).slice(0, 120)}`;
}
