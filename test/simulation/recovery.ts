import { inspectLedger } from "../../src/actions/checkLedger";
import { recover, type Recovery } from "../../src/actions/recover";
import { Fault } from "../../src/workbook/fault";
import { type Finding, findingSentence } from "../../src/workbook/integrity/finding";
import type { AddIn } from "./world";

/** What is done when a book is opened again. Sentences: what went wrong with it. */
export async function recoverBook(addIn: AddIn): Promise<readonly string[]> {
  try {
    await recoverNow(addIn);
    return [];
  } catch (thrown) {
    if (thrown instanceof Fault) return addIn.isDead || addIn.faults.fired.length > 0 ? [] : [`recovery: fault ${thrown.message}`];
    return [`recovery: exception ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`];
  }
}

/** Whether a person who opens the book learns of an act that does not stand: it is offered, or its entries are told to be lost. */
export async function toldOfAct(addIn: AddIn, id: string): Promise<boolean> {
  const { pending, findings } = await recoverNow(addIn);
  return pending.some(({ act }) => act === id) || findings.some(({ code }) => code === "entriesLost");
}

/** Runs of many documents that are offered to be gone on with: their ids, and what they were asked for. */
export async function resumableActs(addIn: AddIn): Promise<readonly { readonly act: string; readonly action: string; readonly given: unknown }[]> {
  return (await recoverNow(addIn)).pending.flatMap((act) => (act.kind === "resume" ? [act] : []));
}

/** What the person is told when the book is opened: acts that do not stand, and what is wrong. */
export async function reopened(addIn: AddIn): Promise<readonly string[]> {
  const { pending, findings } = await recoverNow(addIn);
  return [...pending.map(({ kind, action }) => `pending ${kind} ${action}`), ...findings.map(sentence)];
}

function recoverNow(addIn: AddIn): Promise<Recovery> {
  return recover(addIn.port, { env: addIn.env(), ...(addIn.witness === undefined ? {} : { witness: addIn.witness }) });
}

/** As checkFindings, and with what a person may amend (a reference, a due date): it is told as a note. */
export async function toldFindings(addIn: AddIn): Promise<readonly string[]> {
  return findingsBut(addIn, ({ level, code }) => level === "note" && code !== "rowAmended");
}

/** What the add-in finds wrong in the book, notes apart; "fault …" when it cannot read it. */
export function checkFindings(addIn: AddIn): Promise<readonly string[]> {
  return findingsBut(addIn, ({ level }) => level === "note");
}

async function findingsBut(addIn: AddIn, isLeftOut: (finding: Finding) => boolean): Promise<readonly string[]> {
  try {
    return (await inspectLedger(addIn.port, { seat: addIn.seat })).filter((finding) => !isLeftOut(finding)).map(sentence);
  } catch (thrown) {
    if (thrown instanceof Fault) return [`fault ${thrown.message}`];
    throw thrown;
  }
}

function sentence(finding: Finding): string {
  return `${finding.code}: ${findingSentence(finding)}`;
}
