import type { BookShape, ChangeHint, ChecksumRequest, ColumnCells, ColumnsRequest, LedgerSource, TableShape } from "../../live/source";
import { Fault } from "../fault";
import { readLoaded } from "./cellReads";
import { faultFrom } from "./officeFault";
import type { ExcelRunner } from "./officeWorkbook";

/** DATE(2000,1,1) in the 1904 system. */
const SERIAL_2000_1904 = 35064;

/**
 * The live ledger's source over Office.js (ExcelApi 1.9). `run` is Excel.run of one workbook; the composition root gives one
 * that waits while a cell is being edited (delayForCellEdit), because these reads happen in the background.
 */
export function createOfficeSource(run: ExcelRunner): LedgerSource {
  async function guarded<T>(batch: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
    try {
      return await run(batch);
    } catch (thrown) {
      throw faultFrom(thrown);
    }
  }
  return {
    describe: () => guarded(describe),
    readColumns: (requests) => guarded((context) => readColumns(context, requests)),
    checksums: (requests) => guarded((context) => checksums(context, requests)),
    isIdle: () => guarded(isIdle),
    watch: (onHint) => guarded((context) => watch(context, onHint, guarded)),
  };
}

async function describe(context: Excel.RequestContext): Promise<BookShape> {
  const { tables } = context.workbook;
  tables.load("items/name,items/showTotals");
  const epoch = context.workbook.functions.date(2000, 1, 1);
  epoch.load("value");
  await context.sync();
  const pending = tables.items.map((table) => {
    const header = table.getHeaderRowRange();
    header.load("values");
    const whole = table.getRange();
    whole.load("rowCount,rowIndex");
    return { table, header, whole };
  });
  await context.sync();
  const shapes = pending.map(({ table, header, whole }): TableShape => {
    const [headers = []] = header.values;
    return { name: table.name, headers: headers.map(String), rowCount: Math.max(0, whole.rowCount - 1 - (table.showTotals ? 1 : 0)), firstRow: whole.rowIndex + 1 };
  });
  return { dateSystem: epoch.value === SERIAL_2000_1904 ? 1904 : 1900, tables: shapes };
}

/** Each column is a range of its own, so that columns nobody asked for do not travel. */
async function readColumns(context: Excel.RequestContext, requests: readonly ColumnsRequest[]): Promise<readonly ColumnCells[]> {
  const ranges = requests.flatMap(({ table, headers, first, count }) =>
    headers.map((header) => {
      const range = context.workbook.tables.getItem(table).columns.getItem(header).getDataBodyRange().getCell(0, 0).getOffsetRange(first, 0).getAbsoluteResizedRange(count, 1);
      range.load("values");
      return range;
    }),
  );
  await context.sync();
  for (const range of ranges) {
    // Beyond the platform's cell limit `values` is silently null.
    const values: unknown = range.values;
    if (!Array.isArray(values)) throw new Fault("tooLarge", requests.map(({ table, count }) => `${count} rows of ${table}`).join(", "), false);
  }
  const cells = (await readLoaded(context, ranges)).map((rows) => rows.map((row) => row[0] ?? ""));
  let next = 0;
  return requests.map(({ headers }) => cells.slice(next, (next += headers.length)));
}

/** Small enough that the last of a hundred thousand rows still weighs something, large enough that neighbours weigh differently. */
const WEIGHT_RATE = 1e-4;

/**
 * COUNTA and SUM of each column, and NPV, which weighs each number by its place (`workbook.functions` has no SUMPRODUCT).
 * Excel computes them where the cells are; only the results travel. An error among the cells is a result too.
 */
async function checksums(context: Excel.RequestContext, requests: readonly ChecksumRequest[]): Promise<readonly string[]> {
  const { functions, tables } = context.workbook;
  const pending = requests.map(({ table, headers }) =>
    headers.flatMap((header) => {
      const body = tables.getItem(table).columns.getItem(header).getDataBodyRange();
      const results = [functions.countA(body), functions.sum(body), functions.npv(WEIGHT_RATE, body)];
      for (const result of results) result.load("value,error");
      return results;
    }),
  );
  await context.sync();
  return pending.map((results) => results.map(({ value, error }) => (error ? error : String(value))).join(" "));
}

async function isIdle(context: Excel.RequestContext): Promise<boolean> {
  context.application.load("calculationState");
  await context.sync();
  return context.application.calculationState === Excel.CalculationState.done;
}

/** The sheet rows of "B5:D9" or "B5", from 0; null for whole columns and several areas. */
function rowsOf(address: string): { readonly first: number; readonly last: number } | null {
  const [, first, last = first] = /^(?:.*!)?\$?[A-Z]+\$?(\d+)(?::\$?[A-Z]+\$?(\d+))?$/i.exec(address) ?? [];
  return first === undefined ? null : { first: Number(first) - 1, last: Number(last) - 1 };
}

type Guarded = <T>(batch: (context: Excel.RequestContext) => Promise<T>) => Promise<T>;

/** Table names come by id: a table event says which table by id only. */
async function watch(context: Excel.RequestContext, onHint: (hint: ChangeHint) => void, guarded: Guarded): Promise<() => void> {
  const names = new Map<string, string>();
  const { tables, worksheets } = context.workbook;
  tables.load("items/id,items/name");
  const onTable = async (event: { readonly tableId: string; readonly changeType: string; readonly address: string }): Promise<void> => {
    const name = names.get(event.tableId);
    const rows = event.changeType === "RangeEdited" ? rowsOf(event.address) : null;
    onHint(name === undefined ? { kind: "structure" } : { kind: "table", table: name, ...(rows === null ? {} : { rows }) });
    await Promise.resolve();
  };
  const onStructure = async (): Promise<void> => {
    onHint({ kind: "structure" });
    names.clear();
    await guarded(async (fresh) => {
      fresh.workbook.tables.load("items/id,items/name");
      await fresh.sync();
      for (const table of fresh.workbook.tables.items) names.set(table.id, table.name);
    });
  };
  const onCalculated = async (): Promise<void> => {
    onHint({ kind: "calculated" });
    await Promise.resolve();
  };
  const onFocus = async (): Promise<void> => {
    onHint({ kind: "focus" });
    await Promise.resolve();
  };
  const handlers = [
    worksheets.onActivated.add(onFocus),
    tables.onChanged.add(onTable),
    tables.onAdded.add(onStructure),
    tables.onDeleted.add(onStructure),
    worksheets.onDeleted.add(onStructure),
    worksheets.onCalculated.add(onCalculated),
  ];
  await context.sync();
  for (const table of tables.items) names.set(table.id, table.name);
  return () => {
    for (const handler of handlers) handler.remove();
    void handlers[0]?.context.sync().catch(() => undefined);
  };
}
