import { parseIsoDate, type PlainDate, toSerial } from "../../src/core/values/plainDate";
import { type CallAnswer, answerFigure } from "../../src/functions/engine";
import { type Answer, Refusal, isCellError } from "../../src/functions/cellError";
import { balanceFigure, nextDueFigure, openFigure, overdueFigure } from "../../src/functions/scalarFigures";
import { RARE_FIGURES } from "../../src/functions/rareFigures";
import { agingFigure, openItemsFigure } from "../../src/functions/tableFigures";
import type { Figure } from "../../src/functions/figure";
import type { LedgerState, LiveView } from "../../src/live/liveLedger";

/** The day that tests run on. */
export const TODAY = "2026-02-03";

export function day(iso: string): number {
  const date = parseIsoDate(iso);
  if (date === null) throw new Error(`No date: ${iso}`);
  return toSerial(date);
}

const READERS: Readonly<Record<string, (...args: unknown[]) => Figure>> = {
  BALANCE: (...a) => balanceFigure(a[0], a[1], a[2], a[3], a[4], a[5]),
  AGING: (...a) => agingFigure(a[0], a[1], a[2], a[3], a[4], a[5], a[6]),
  NEXTDUE: (...a) => nextDueFigure(a[0], a[1], a[2], a[3], a[4], a[5], a[6]),
  OVERDUE: (...a) => overdueFigure(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]),
  OPEN: (...a) => openFigure(a[0], a[1], a[2], a[3], a[4]),
  OPENITEMS: (...a) => openItemsFigure(a[0], a[1], a[2], a[3], a[4]),
  STATEMENT: (...a) => RARE_FIGURES.STATEMENT(a[0], a[1], a[2], a[3]),
  EXPLAIN: (...a) => RARE_FIGURES.EXPLAIN(a[0], a[1]),
  PROVE: (...a) => RARE_FIGURES.PROVE(a[0]),
  DSO: (...a) => RARE_FIGURES.DSO(a[0], a[1], a[2], a[3]),
  CEI: (...a) => RARE_FIGURES.CEI(a[0], a[1], a[2]),
  ADD: (...a) => RARE_FIGURES.ADD(a[0], a[1], a[2]),
};

const UNAVAILABLE: LedgerState = { kind: "unavailable", message: "No ledger" };

/** One call as Excel makes it; "=ISO" texts in rows become date serials. */
export function call(name: string, args: readonly unknown[], ledger: LedgerState = UNAVAILABLE, environment: LiveView["environment"] = { dateSystem: 1900, sampleDate: null }): CallAnswer {
  const today = parseIsoDate(TODAY);
  if (today === null) throw new Error(`No date: ${TODAY}`);
  return callIn(name, args, ledger, environment, today);
}

/** As `call`, on another day. */
export function callIn(name: string, args: readonly unknown[], ledger: LedgerState, environment: LiveView["environment"], today: PlainDate): CallAnswer {
  const reader = READERS[name];
  if (reader === undefined) throw new Error(`No function ${name}`);
  try {
    return answerFigure(reader(...args.map((each) => each ?? null)), { environment, ledger, version: 1 }, today);
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.cell;
    throw thrown;
  }
}

/** The one cell of an answer; errors as "#VALUE! sentence". */
export function cell(answer: CallAnswer): Answer {
  const only = isCellError(answer) ? answer : answer[0]?.[0];
  return only === undefined ? "" : shown(only);
}

export function grid(answer: CallAnswer): Answer[][] {
  return isCellError(answer) ? [[shown(answer)]] : answer.map((row) => row.map(shown));
}

function shown(value: Answer): Answer {
  return isCellError(value) ? `${value.error} ${value.message}` : value;
}

/** A table written as a person reads it: columns by |, ISO dates become serials, plain numbers numbers, 'x stays text. */
export function table(text: string): unknown[][] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const row = line.trim();
      const inner = row.startsWith("| ") && row.endsWith("|") ? row.slice(1, -1) : row;
      return inner.split("|").map((each) => cellOf(each.trim()));
    });
}

function cellOf(text: string): unknown {
  if (text.startsWith("'")) return text.slice(1);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return day(text);
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return text;
}
