import type { CureKind, CureOffer, Finding, FindingLevel, PlainJson } from "../../workbook/integrity/finding";
import { findingSentence } from "../../workbook/integrity/finding";

/** acceptCopy: this copy of the workbook is the right one · ownNumbers: go on in it with a series of one's own. */
export type SettlementKind = CureKind | "acceptCopy" | "ownNumbers";

/** A way to settle a finding that the pane can carry out. */
export interface Settlement {
  readonly kind: SettlementKind;
  readonly input: PlainJson;
}

/** Findings of one kind that one click can cure together. */
export interface CureGroup {
  readonly kind: CureKind;
  readonly offers: readonly CureOffer[];
}

export interface FindingGroup {
  readonly level: FindingLevel;
  readonly findings: readonly Finding[];
  /** Cures that more than one of the findings offers. */
  readonly cures: readonly CureGroup[];
}

/** What the inspection calls a row that nobody posted. */
export const TYPED_BY_HAND = "rowTypedByHand";

const LEVELS: readonly FindingLevel[] = ["block", "fix", "note"];
/** Acts that open a form of their own, or that ask a decision for each: never for all at once. */
const ONE_BY_ONE: ReadonlySet<CureKind> = new Set(["correct", "dropEntry", "rejournal", "amend"]);

/** What was found, the gravest first, with what can be cured at one go. Derived figures that refresh themselves are left out. */
export function findingGroups(findings: readonly Finding[]): readonly FindingGroup[] {
  return LEVELS.flatMap((level): FindingGroup[] => {
    const ofLevel = findings.filter((finding) => finding.level === level);
    return ofLevel.length === 0 ? [] : [{ level, findings: ofLevel, cures: curesOf(ofLevel) }];
  });
}

function curesOf(findings: readonly Finding[]): readonly CureGroup[] {
  const byKind = new Map<CureKind, CureOffer[]>();
  for (const { cure } of findings) {
    if (cure === null || ONE_BY_ONE.has(cure.kind)) continue;
    byKind.set(cure.kind, [...(byKind.get(cure.kind) ?? []), cure]);
  }
  return [...byKind].filter(([, offers]) => offers.length > 1).map(([kind, offers]) => ({ kind, offers }));
}

/** The sentence of the first finding that makes posting wrong; null where none does. */
export function postingBlock(findings: readonly Finding[] | null): string | null {
  const finding = findings?.find(({ level }) => level === "block");
  return finding === undefined ? null : findingSentence(finding);
}

/** Findings that somebody has to settle. Rows typed by hand are work that waits, not damage. */
export function problemCount(findings: readonly Finding[]): number {
  return findings.filter(({ code, level }) => level !== "note" && code !== TYPED_BY_HAND).length;
}

/** Something that this device posted and the workbook does not hold. */
export function isLost({ cure, others }: Finding): boolean {
  return [cure, ...others].some((offer) => offer?.kind === "rejournal" || offer?.kind === "dropEntry");
}

/** Ids of the entries that a lost finding is about. */
export function lostEntries({ cure, others }: Finding): readonly string[] {
  return [cure, ...others].flatMap((offer) => {
    if (offer === null || typeof offer.input !== "object" || offer.input === null || !("entries" in offer.input)) return [];
    const { entries } = offer.input;
    return Array.isArray(entries) ? entries.map(String) : [];
  });
}

/** Everything that the pane can do about a finding, the recommended first. A correction that needs more than the offer says is told by its sentence alone. */
export function settlementsOf({ code, cure, others }: Finding): readonly Settlement[] {
  const offers = [cure, ...others].filter((offer): offer is CureOffer => offer !== null && (offer.kind !== "correct" || isCredit(offer)));
  return OTHER_COPIES.has(code) ? [...offers, { kind: "ownNumbers", input: { how: "new" } }, { kind: "acceptCopy", input: {} }] : offers;
}

/** Findings that say: this file is not the one that this device saw last. */
const OTHER_COPIES: ReadonlySet<string> = new Set(["bookOlder", "bookForked"]);

function isCredit({ input }: CureOffer): boolean {
  return typeof input === "object" && input !== null && "action" in input && input.action === "creditInvoice";
}

/** The same for the same code at the same place about the same thing. */
export function findingKey({ at, code, params }: Finding): string {
  return JSON.stringify([code, at, params]);
}
