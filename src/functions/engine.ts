import { runSteps, type Steps } from "../core/reports/steps";
import type { PlainDate } from "../core/values/plainDate";
import type { Books } from "../live/books";
import type { LedgerState, LiveView } from "../live/liveLedger";
import { createStreams, type StreamFigure, type StreamsOptions, type StreamTarget } from "../live/streams";
import { type Answer, type CellError, isCellError, Refusal, valueError } from "./cellError";
import type { Figure, When } from "./figure";
import { type OwnTablesRequest, readOwnTables } from "./ownTables";

/** What one call is answered with: rows of cells, or one error for the whole call. */
export type CallAnswer = readonly (readonly Answer[])[] | CellError;

/** Answers calls of the custom functions; made once by the composition root. */
export interface Engine {
  /**
   * Opens the stream of one call. `read` reads the arguments and may refuse; `name` and `args` identify the call, so that
   * equal calls share one stream.
   */
  open(name: string, args: readonly unknown[], read: () => Figure, target: StreamTarget<CallAnswer>): void;
  stop(): void;
}

export function createEngine(options: StreamsOptions): Engine {
  const { clock } = options;
  const streams = createStreams<CallAnswer>(options);
  const settingBooks: SettingBooks = new WeakMap();
  return {
    open(name, args, read, target) {
      let figure: Figure;
      try {
        figure = read();
      } catch (thrown) {
        target.setResult(answerOf(thrown));
        return;
      }
      streams.open(streamOf(name, args, figure), target);
    },
    stop: () => streams.stop(),
  };

  function streamOf(name: string, args: readonly unknown[], figure: Figure): StreamFigure<CallAnswer> {
    return {
      // Tables travel with the call and are too long for a key; such a call keeps its own stream.
      key: figure.tables === null ? `${name} ${JSON.stringify(args)}` : null,
      usesLedger: figure.tables === null,
      // Invoices without payments may say what is paid as of today only; without tables, Settings may name such ones.
      usesToday: !figure.asOfGiven || figure.tables === null || figure.tables.payments === null,
      compute: (view) => answerSteps(figure, view, clock.today(), settingBooks),
      fingerprint: (answer) => JSON.stringify(answer),
      failed: answerOf,
    };
  }
}

/** Computes one figure from the books it asks for. Throws a Refusal where the whole call has one error. */
export function answerFigure(figure: Figure, view: LiveView, systemToday: PlainDate): CallAnswer {
  return runSteps(answerSteps(figure, view, systemToday, new WeakMap()));
}

/** Books made of the tables that Settings names, so that many cells read them once: by the state they came from, then by what the reading depends on. */
export type SettingBooks = WeakMap<LedgerState, Map<string, Books | Refusal>>;

/** As answerFigure, in steps. */
export function* answerSteps(figure: Figure, view: LiveView, systemToday: PlainDate, settingBooks: SettingBooks): Steps<CallAnswer> {
  const { dateSystem, sampleDate } = view.environment;
  const { ledger } = view;
  const today = sampleDate ?? systemToday;
  const asOf = figure.asOf(dateSystem) ?? today;
  const when: When = { asOf, today, dateSystem };
  const shared = { options: figure.options, asOf, today, dateSystem, currency: figure.currency, needsHistory: figure.needsHistory === true };
  if (figure.tables !== null) return figure.compute(yield* readOwnTables({ ...figure.tables, ...shared, names: null }), when);
  if (ledger.kind === "unavailable") return valueError(ledger.message);
  if (ledger.kind === "ready") return figure.compute(ledger.books, when);
  const { invoices, payments } = ledger;
  const names = { invoices: invoices.name, payments: payments?.name ?? null };
  return figure.compute(yield* booksOnce({ invoices: invoices.rows, payments: payments?.rows ?? null, names, ...shared }, ledger, settingBooks), when);
}

function* booksOnce(request: OwnTablesRequest, ledger: LedgerState, settingBooks: SettingBooks): Steps<Books> {
  let known = settingBooks.get(ledger);
  if (known === undefined) settingBooks.set(ledger, (known = new Map()));
  const { options, currency, today, asOf, dateSystem, needsHistory } = request;
  const key = JSON.stringify([options.text, currency, today, asOf === today, dateSystem, needsHistory]);
  let books = known.get(key);
  if (books === undefined) known.set(key, (books = yield* refusable(readOwnTables(request))));
  if (books instanceof Refusal) throw books;
  return books;
}

function* refusable<Result>(steps: Steps<Result>): Steps<Result | Refusal> {
  try {
    return yield* steps;
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown;
    throw thrown;
  }
}

function answerOf(thrown: unknown): CellError {
  if (thrown instanceof Refusal) return thrown.cell;
  return valueError(`The figure could not be computed (${thrown instanceof Error ? thrown.message : String(thrown)})`);
}

/** The answer as Excel takes it: an error for a single cell alone is an error of the call. */
export function encodeAnswer<ExcelError>(answer: CallAnswer, makeError: (error: CellError) => ExcelError): (Exclude<Answer, CellError> | ExcelError)[][] | ExcelError {
  if (isCellError(answer)) return makeError(answer);
  const only = answer.length === 1 && answer[0]?.length === 1 ? answer[0][0] : undefined;
  if (isCellError(only)) return makeError(only);
  return answer.map((row) => row.map((cell) => (isCellError(cell) ? makeError(cell) : cell)));
}
