import { Fault } from "../fault";
import type { CellRead, CellWrite, NewTable, RangeSnapshot, ReadRequest, Snapshot, TableChanges, TableSnapshot, Workbook } from "../port";
import { cellRead } from "./cellWriter";
import { isAnswerTooLarge, isLargeBook } from "./chunkedReads";
import { faultFrom } from "./officeFault";
import { readBack } from "./readBack";
import { readNamed, readSelection, splitAddress } from "./sourceReads";
import { headOf, queueHead, queueTable, readPendingTables } from "./tableReads";
import { type Append, putBelow, standingBelow } from "./roomBelow";
import { hasMoved, hasSameColumns, putBackMoved, queueBefore, rewriteRows } from "./movedTables";
import { queueAppend, queueUpdates } from "./tableWrites";
import { addColumns } from "./newColumns";
import { createOneTable } from "./newTables";
import { repair } from "./repairs";
import { withRowsBelow } from "./rowsBelow";

/** `Excel.run` of one workbook; given by the composition root, so that two workbooks can be open in one process. */
export type ExcelRunner = <T>(batch: (context: Excel.RequestContext) => Promise<T>) => Promise<T>;

/** DATE(2000,1,1) in the 1904 system. Office.js has no property for the date system, so Excel is asked to calculate. */
const SERIAL_2000_1904 = 35064;

/** Long enough for the largest batch on a slow line; a lost answer would else be waited for without end. */
const ANSWER_WITHIN = 60_000;

export interface OfficeWorkbookOptions {
  readonly answerWithin?: number;
  /** The book may be of any size: until the first reading has shown its size, it is read in parts. */
  readonly mayBeLarge?: boolean;
}

/**
 * The port over Office.js (ExcelApi 1.13). Every method is one round trip unless port.ts says otherwise. A call without an
 * answer after `answerWithin` milliseconds is the Fault noAnswer: whether it was carried out is then not known.
 */
export function createOfficeWorkbook(run: ExcelRunner, { answerWithin = ANSWER_WITHIN, mayBeLarge = false }: OfficeWorkbookOptions = {}): Workbook {
  async function guarded<T>(batch: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
    try {
      return await answeredWithin(answerWithin, run(batch));
    } catch (thrown) {
      throw faultFrom(thrown);
    }
  }
  let size: "unknown" | "small" | "large" = mayBeLarge ? "unknown" : "small";
  /** Whole tables in one answer while the book is small enough for it; after the first answer that is large, or too large, in parts. */
  async function inAnswers<T>(work: (inParts: boolean) => Promise<T>): Promise<T> {
    if (size === "small") {
      try {
        return await work(false);
      } catch (thrown) {
        if (!isAnswerTooLarge(thrown)) throw thrown;
        size = "large";
      }
    }
    return work(true);
  }
  return {
    read: async (request) => {
      const snapshot = await inAnswers((inParts) => guarded((context) => read(context, request, inParts)));
      if (size !== "large") size = isLargeBook(snapshot.tables.values()) ? "large" : "small";
      return snapshot;
    },
    commitRow: async (append) => {
      const [row = []] = await guarded((context) => commitRows(context, { at: append.at, rows: [append.row] }));
      return row;
    },
    commitRows: (append) => guarded((context) => commitRows(context, append)),
    readBack: (ask) => guarded((context) => readBack(context, ask)),
    readTable: (name) => inAnswers((inParts) => guarded((context) => readTable(context, name, inParts))),
    write: (changes, against) => guarded((context) => write(context, changes, against)),
    createTables: (tables) => guarded((context) => createTables(context, tables)),
    repair: (repairs, against) => guarded((context) => repair(context, repairs, against)),
    addColumns: (columns) => guarded((context) => addColumns(context, columns)),
    select: (address) => guarded((context) => select(context, address)),
  };
}

async function answeredWithin<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Fault("noAnswer", `no answer within ${milliseconds} ms`, true)), milliseconds);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}

async function read(context: Excel.RequestContext, request: ReadRequest, isLarge: boolean): Promise<Snapshot> {
  const source = await readSource(context, request);
  // The source's table is read with the others: where it is large, so are they together.
  const inParts = isLarge || (source !== null && isLargeBook([{ headers: source.values[0] ?? [], rows: source.values }]));
  const { workbook } = context;
  workbook.load("readOnly,usePrecisionAsDisplayed");
  workbook.tables.load("items/name");
  workbook.worksheets.load("items/name");
  const epoch = workbook.functions.date(2000, 1, 1);
  epoch.load("value");
  // The source's own table too: its rows may be marked as invoiced.
  const names = new Set([...request.tables, ...(source?.table == null ? [] : [source.table])]);
  const pending = [...names].map((name) => queueTable(workbook.tables.getItemOrNullObject(name), request.formulas, inParts));
  await context.sync();
  const tableNames = workbook.tables.items.map((table) => table.name);
  // Journals of seats that the caller did not know of; the book of one seat never needs this second trip.
  const asked = new Set([...names].map((name) => name.toLowerCase()));
  const more = tableNames.filter((name) => !asked.has(name.toLowerCase()) && request.prefixes?.some((prefix) => name.startsWith(prefix)));
  const pendingMore = more.map((name) => queueTable(workbook.tables.getItemOrNullObject(name), request.formulas, inParts));
  const strangers = request.headers === true ? tableNames.filter((name) => !asked.has(name.toLowerCase()) && !more.includes(name)) : [];
  const pendingHeads = strangers.map((name) => queueHead(workbook.tables.getItemOrNullObject(name)));
  if (pendingMore.length + pendingHeads.length > 0) await context.sync();
  const found = await readPendingTables(context, [...pending, ...pendingMore]);
  const tables = new Map<string, TableSnapshot>();
  for (const table of request.below === true ? await withRowsBelow(context, found) : found) tables.set(table.name, table.name === source?.table ? asInSource(table, source) : table);
  return {
    tables,
    tableNames,
    sheetNames: workbook.worksheets.items.map((sheet) => sheet.name),
    source,
    dateSystem: epoch.value === SERIAL_2000_1904 ? 1904 : 1900,
    readOnly: workbook.readOnly,
    precisionAsDisplayed: workbook.usePrecisionAsDisplayed,
    ...(request.headers === true ? { heads: pendingHeads.flatMap(headOf) } : {}),
  };
}

/** The source was read before its table: what is planned on it means its rows as the source showed them. Who writes finds them by what they hold. */
function asInSource(table: TableSnapshot, { values }: RangeSnapshot): TableSnapshot {
  return { ...table, headers: (values[0] ?? []).map(String), rows: values.slice(1, values.length - (table.state.showTotals ? 1 : 0)) };
}

async function readSource(context: Excel.RequestContext, request: ReadRequest): Promise<RangeSnapshot | null> {
  if (request.source === undefined) return null;
  return request.source.kind === "selection" ? readSelection(context) : readNamed(context, request.source.nameOrAddress);
}

async function commitRows(
  context: Excel.RequestContext,
  append: { readonly at: TableSnapshot; readonly rows: readonly Readonly<Record<string, CellWrite>>[] },
): Promise<readonly (readonly CellRead[])[]> {
  const table = context.workbook.tables.getItem(append.at.id);
  const own = { table, at: append.at, rows: append.rows };
  const [standing = 0] = await standingBelow(context, [own]);
  const header = table.getHeaderRowRange();
  header.load("values"); // queued before the write: the columns as they then were
  const { target, displaced } = queueAppend(own, standing);
  target.load("values");
  await context.sync();
  await putBelow(context, [{ append: own, displaced }]);
  if (!hasSameColumns(append.at, header)) {
    rewriteRows(own, header);
    await context.sync();
  }
  return target.values.map((row) => row.map(cellRead));
}

async function readTable(context: Excel.RequestContext, name: string, inParts: boolean): Promise<TableSnapshot | null> {
  const pending = queueTable(context.workbook.tables.getItemOrNullObject(name), false, inParts);
  await context.sync();
  const [table] = await readPendingTables(context, [pending]);
  return table ?? null;
}

async function write(context: Excel.RequestContext, changes: TableChanges, against: Snapshot): Promise<void> {
  const names = new Set([...changes.appends, ...changes.updates].map((change) => change.table));
  const tables = [...names].map((name): Append => {
    const at = against.tables.get(name);
    if (at === undefined) throw new Fault("notFound", `table ${name}`, false);
    return { table: context.workbook.tables.getItem(at.id), at, rows: changes.appends.filter((change) => change.table === name).flatMap((change) => change.rows) };
  });
  const standing = await standingBelow(context, tables);
  const befores = tables.map((append) => queueBefore(append, changes.updates.filter((change) => change.table === append.at.name)));
  context.application.suspendScreenUpdatingUntilNextSync();
  const written = befores.flatMap(({ append, updates }, index) => {
    queueUpdates(append.table, append.at, updates);
    return append.rows.length === 0 ? [] : [{ append, displaced: queueAppend(append, standing[index] ?? 0).displaced }];
  });
  await context.sync();
  await putBelow(context, written);
  await putBackMoved(context, befores.filter(hasMoved));
}

async function createTables(context: Excel.RequestContext, tables: readonly NewTable[]): Promise<void> {
  const { worksheets } = context.workbook;
  worksheets.load("items/name");
  await context.sync();
  const existing = new Set(worksheets.items.map((sheet) => sheet.name.toLowerCase()));
  context.application.suspendScreenUpdatingUntilNextSync();
  for (const table of tables) createOneTable(context, table, existing);
  await context.sync();
}

async function select(context: Excel.RequestContext, address: string): Promise<void> {
  const split = splitAddress(address);
  if (split === null) throw new Fault("notFound", address, false);
  const sheet = context.workbook.worksheets.getItem(split.sheet);
  sheet.activate();
  sheet.getRange(split.range).select();
  await context.sync();
}

