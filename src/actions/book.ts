import type { Entry } from "../core/ledger/entries";
import { foldEntries } from "../core/ledger/fold";
import { type FoldedLedger, laterOf } from "../core/ledger/ledgerState";
import { type CurrencyCode, currencyDecimals } from "../core/values/currency";
import { type Issue, issueWarning } from "../core/values/issue";
import { addDays, formatIsoDate, type PlainDate } from "../core/values/plainDate";
import { type Result, ok, refuse } from "../core/values/result";
import { readMinor } from "../workbook/cellValue";
import { holdsOtherEntries } from "../workbook/integrity/otherEntries";
import { type JournalRow, readJournal } from "../workbook/journal";
import { isSchemaNewer } from "../workbook/migrations";
import { effectiveLock } from "../workbook/periodLock";
import type { ReadRequest, Snapshot, SourceRequest } from "../workbook/port";
import { type Rejection, rejection } from "../workbook/rejection";
import { type TableName, journalTableName } from "../workbook/schema";
import { FIRST_SEAT, currentSeries, seriesOfSeat } from "../workbook/seriesState";
import { type SeriesName, type Settings, readSettings } from "../workbook/settings";
import { type PreflightCode, type TableView, cellPlace, incomingCell, journalTables, possibleNames, preflight, rawCell, viewTable } from "../workbook/tables";
import { numberedDocuments } from "../workbook/numberedDocuments";
import type { PlannedEntry } from "./action";
import { type NumberTaken, type Series, checkSeries, takeNumber } from "../core/documents/numbering";

export type BookCode = PreflightCode | "journalDamaged" | "journalLost" | "settingsUnreadable" | "schemaNewer";

/** The open book: what the Journals say, folded, with the settings; made from one read. */
export interface Book {
  readonly snapshot: Snapshot;
  readonly settings: Settings;
  readonly entries: readonly Entry[];
  readonly rows: readonly JournalRow[];
  readonly ledger: FoldedLedger;
}

/** A read of these tables, all seats' Journals and Settings. */
export function bookReads(tables: readonly TableName[], seat: string, source?: SourceRequest): ReadRequest {
  const names = [...new Set<TableName>(["Settings", "Activity", ...tables])].flatMap(possibleNames);
  const journals = [...new Set([journalTableName(FIRST_SEAT), journalTableName(seat)])];
  return { tables: [...names, ...journals], prefixes: ["Journal_"], ...(source === undefined ? {} : { source }) };
}

/** Opens the book for an act that reads and writes these tables, or says what stands in the way and how to clear it. `mends`: it brings back what the Journal lacks. */
export function openBook(snapshot: Snapshot, needs: { readonly reads: readonly TableName[]; readonly writes: readonly TableName[]; readonly seat: string; readonly mends?: true }): Result<Book, Rejection<BookCode>> {
  if (isSchemaNewer(snapshot)) return refuse(rejection("schemaNewer"));
  const journal = journalTableName(needs.seat);
  const obstacles: Rejection<BookCode>[] = [...preflight(snapshot, { reads: ["Settings", ...needs.reads], writes: needs.writes, journal })];
  const readings = journalTables(snapshot).map(readJournal);
  for (const issue of readings.flatMap((reading) => reading.issues)) obstacles.push(rejection("journalDamaged", issue.params, issue.at));
  const { settings, issues } = readSettings(viewTable(snapshot, "Settings"));
  for (const issue of issues) obstacles.push(rejection("settingsUnreadable", issue.params, issue.at));
  const entries = readings.flatMap((reading) => reading.entries);
  // A Journal that is gone or empty beside the rows that were posted from it would give their numbers a second time.
  if (needs.mends !== true && entries.every(({ head }) => head.seat !== needs.seat) && holdsOtherEntries(snapshot, new Set(entries.map(({ head }) => head.id)))) {
    const others = obstacles.filter(({ code, params }) => code !== "tableMissing" || params["table"] !== journal);
    if (others.length === 0) return refuse(rejection("journalLost"));
  }
  if (obstacles.length > 0) return refuse(...obstacles);
  const ledger = foldEntries(entries, disputedAmounts(snapshot, entries));
  return ok({ snapshot, settings: { ...settings, lockedThrough: effectiveLock(settings.lockedThrough, entries) }, entries, rows: readings.flatMap((reading) => reading.rows), ledger });
}

/** What an act that was broken off has already posted: its own entries, as they stand. */
export function entriesOfAct(entries: readonly Entry[], act: string): readonly PlannedEntry[] {
  return entries.flatMap(({ head, body }) => (head.id === act || head.id.startsWith(`${act}.`) ? [{ id: head.id, body }] : []));
}

/** Settings as far as they can be read, for what must know the date before the book is opened. */
export function todayOf(snapshot: Snapshot, today: PlainDate): PlainDate {
  return readSettings(viewTable(snapshot, "Settings")).settings.sampleDate ?? today;
}

/** The first day on which something may be posted; null when nothing is locked. */
export function firstOpenDay(settings: Settings): PlainDate | null {
  return settings.lockedThrough === null ? null : addDays(settings.lockedThrough, 1);
}

/** Takes numbers for one act, in order. Null when the series in Settings cannot be used, with the problem's code. */
export function numberTaker(book: Book, name: SeriesName, seat: string): NumberTaker | { readonly problem: string } {
  let series: Series = currentSeries(seriesOfSeat(book.settings.series[name], seat), numberedDocuments(book.entries));
  const [problem] = checkSeries(series);
  if (problem !== undefined) return { problem };
  return {
    take: (date) => {
      const taken: NumberTaken = takeNumber(series, date);
      series = taken.series;
      return taken.number;
    },
    next: (date) => takeNumber(series, date).number,
  };
}

export interface NumberTaker {
  readonly take: (date: PlainDate) => string;
  /** What `take` would give, without taking it. */
  readonly next: (date: PlainDate) => string;
}

/** Numbers that stand in a table of posted documents without an Entry: typed by hand, not the ledger, yet in the way. */
export function handTypedNumbers(view: TableView): ReadonlyMap<string, ReturnType<typeof cellPlace>> {
  const found = new Map<string, ReturnType<typeof cellPlace>>();
  view.snapshot.rows.forEach((_, row) => {
    const number = String(rawCell(view, row, "Number"));
    if (number !== "" && rawCell(view, row, "Entry") === "") found.set(number, cellPlace(view, row, "Number"));
  });
  return found;
}

/** Amounts under dispute by document: opened less closed, from Activity. What cannot be read there holds nothing up. */
export function disputedAmounts(snapshot: Snapshot, entries: readonly Entry[]): ReadonlyMap<string, number> {
  const view = viewTable(snapshot, "Activity");
  const disputed = new Map<string, number>();
  if (view === null) return disputed;
  const currencies = new Map<string, CurrencyCode>();
  for (const { body } of entries) if (body.kind === "invoice" || body.kind === "debitMemo") currencies.set(body.document.number, body.document.currency);
  view.snapshot.rows.forEach((_, row) => {
    const kind = String(rawCell(view, row, "Kind")).trim().toLowerCase();
    const sign = kind === "dispute opened" ? 1 : kind === "dispute closed" ? -1 : 0;
    const document = String(rawCell(view, row, "Document"));
    const currency = currencies.get(document);
    if (sign === 0 || currency === undefined) return;
    const amount = readMinor(incomingCell(view, row, "Amount"), currencyDecimals(currency));
    if (amount.ok && amount.value !== null) disputed.set(document, (disputed.get(document) ?? 0) + sign * amount.value);
  });
  return disputed;
}


/** As postingDay, with a warning where a day was asked for and it counts on a later one: the preview shows both. */
export function countingDay(book: Book, asked: PlainDate | null, today: PlainDate, documentDate: PlainDate): { readonly date: PlainDate; readonly issues: readonly Issue[] } {
  const date = postingDay(book, asked, today, documentDate);
  const isLater = asked !== null && asked < date;
  return { date, issues: isLater ? [issueWarning("countsLater", null, { date: formatIsoDate(asked), open: formatIsoDate(date) })] : [] };
}

/** The day on which a correction counts: as asked (else today), never before its document or in a locked month. */
export function postingDay(book: Book, asked: PlainDate | null, today: PlainDate, documentDate: PlainDate): PlainDate {
  const wanted = asked ?? book.settings.sampleDate ?? today;
  return laterOf(laterOf(wanted, documentDate), firstOpenDay(book.settings));
}
