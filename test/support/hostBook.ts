import { evaluateFormulas, type EvaluatedFormula } from "../../host/cli/evalFormulas";
import { readFunctionsMetadata } from "../../host/cli/functionsMetadata";
import { tableRows, type JsonCell } from "../../host/cli/tableRows";
import { Editor } from "../../host/model/edit";
import { ErrorValue, type Area } from "../../host/model/cell";
import type { Sheet } from "../../host/model/sheet";
import type { Table } from "../../host/model/table";
import { Workbook } from "../../host/model/workbook";
import { installGlobals, type NodeHost, startNodeHost, type TransportHooks } from "../../host/node/nodeHost";
import type { EventGap } from "../../host/richapi/eventGaps";
import { openWorkbook } from "../../host/xlsx/open";
import { saveWorkbook } from "../../host/xlsx/save";
import type { ActionEnv } from "../../src/actions/action";
import { checkLedger } from "../../src/actions/checkLedger";
import { ACTIONS } from "../../src/actions/registry";
import { type ActionResult, runAction, type Told } from "../../src/actions/runAction";
import { startFunctions } from "../../src/functions/main";
import { createOfficeWorkbook } from "../../src/workbook/office/officeWorkbook";
import type { Workbook as WorkbookPort } from "../../src/workbook/port";
import { isoDay } from "./days";
import type { LostReplies } from "./lostReplies";

export interface HostBookOptions {
  readonly workbook?: Workbook;
  readonly hooks?: TransportHooks;
  /** Gaps of Excel's events; the set can be changed while the book is open. */
  readonly eventGaps?: ReadonlySet<EventGap>;
  readonly seat?: string;
  /** Milliseconds after which a request without an answer counts as lost. */
  readonly answerWithin?: number;
  /** Who notices that a reply was lost without waiting for it. */
  readonly lost?: LostReplies;
}

let entryIds = 0;

/** A ledger book on the real host: acts go through Microsoft's client, a person's edits through the host's Editor. */
export class HostBook {
  readonly host: NodeHost;
  readonly port: WorkbookPort;
  readonly seat: string;
  private readonly uninstall: () => void;

  constructor(options: HostBookOptions = {}) {
    const workbook = options.workbook ?? blankWorkbook();
    this.seat = options.seat ?? "A";
    const { hooks, eventGaps } = options;
    this.host = startNodeHost({ workbook, ...(hooks === undefined ? {} : { hooks }), ...(eventGaps === undefined ? {} : { eventGaps }) });
    this.uninstall = installGlobals(this.host);
    const limits = options.answerWithin === undefined ? {} : { answerWithin: options.answerWithin };
    const { lost } = options;
    this.port = createOfficeWorkbook((batch) => (lost === undefined ? this.host.Excel.run(batch) : lost.over(this.host.Excel.run(batch))), limits);
  }

  static fromBytes(bytes: Uint8Array, options: Omit<HostBookOptions, "workbook"> = {}): HostBook {
    return new HostBook({ ...options, workbook: openWorkbook(bytes, { fileName: "book.xlsx" }) });
  }

  /** Opens a book from bytes for some work, and closes it whatever comes of that. */
  static async within<T>(bytes: Uint8Array, work: (book: HostBook) => Promise<T>, options: Omit<HostBookOptions, "workbook"> = {}): Promise<T> {
    const book = HostBook.fromBytes(bytes, options);
    try {
      return await work(book);
    } finally {
      book.close();
    }
  }

  get workbook(): Workbook {
    return this.host.workbook;
  }

  get editor(): Editor {
    return this.host.editor;
  }

  close(): void {
    this.uninstall();
    this.host.stop();
  }

  env(): ActionEnv {
    return {
      newEntryId: () => `E${String((entryIds += 1)).padStart(6, "0")}${this.seat}`, now: "2026-02-03T10:00:00Z", today: isoDay("2026-02-03"),
      by: "Test", seat: this.seat, appVersion: "test",
    };
  }

  async act(name: string, given: unknown): Promise<ActionResult> {
    const action = ACTIONS.find((candidate) => candidate.name === name);
    if (action === undefined) throw new Error(`No action ${name}`);
    return runAction(action, given, { workbook: this.port, env: this.env() });
  }

  /** As act, but anything but "posted" fails the test with the messages. */
  async post(name: string, given: unknown): Promise<ActionResult> {
    const result = await this.act(name, given);
    if (result.status !== "posted") throw new Error(`${name}: ${result.status} ${JSON.stringify(messagesOf(result))}`);
    return result;
  }

  check(): Promise<readonly Told[]> {
    return checkLedger(this.port);
  }

  save(): Uint8Array {
    return saveWorkbook(this.workbook);
  }

  /** Registers the custom functions, puts the formulas into free cells and reads what they hold. */
  async evaluate(...formulas: readonly string[]): Promise<EvaluatedFormula[]> {
    const functions = startFunctions();
    try {
      this.host.registerCustomFunctions("BILLING", await readFunctionsMetadata());
      await this.host.idle();
      return await evaluateFormulas(this.host, formulas);
    } finally {
      functions.stop();
    }
  }

  // --- what stands in the workbook --------------------------------------------------------------------------------------

  table(name: string): Table {
    const table = this.workbook.findTable(name);
    if (table === undefined) throw new Error(`No table ${name}`);
    return table;
  }

  sheet(name: string): Sheet {
    const sheet = this.workbook.findSheet(name);
    if (sheet === undefined) throw new Error(`No sheet ${name}`);
    return sheet;
  }

  rows(table: string): Record<string, JsonCell>[] {
    return tableRows(this.workbook, this.table(table));
  }

  /** A table as lines of text: the named columns, joined by blanks. */
  lines(table: string, ...columns: readonly string[]): string[] {
    return this.rows(table).map((row) => columns.map((column) => String(row[column] ?? "-")).join(" "));
  }

  /** Every cell of the workbook with a value or formula, by address: what "nothing was written" is judged by. */
  cells(): ReadonlyMap<string, string> {
    const cells = new Map<string, string>();
    for (const sheet of this.workbook.sheets)
      sheet.rows.forEach((row, r) => row.forEach((cell, c) => {
        if (cell === undefined || (cell.value === null && cell.formula === undefined)) return;
        const value = cell.value instanceof ErrorValue ? cell.value.code : JSON.stringify(cell.value);
        cells.set(`${sheet.name}!R${r + 1}C${c + 1}`, cell.formula === undefined ? value : `=${cell.formula}`);
      }));
    return cells;
  }

  /** Sizes and names of all tables and sheets. */
  shape(): readonly string[] {
    return this.workbook.sheets.map((sheet) => `${sheet.name}: ${sheet.tables.map(({ name, area, columns }) => `${name} ${JSON.stringify(area)} ${columns.map((column) => column.name).join("|")}`).join("; ")}`);
  }

  // --- a person's hands ---------------------------------------------------------------------------------------------------

  /** Sheet position of a table's cell: row 1 is the first below the headers. */
  place(table: string, row: number, column: string): { readonly sheet: Sheet; readonly row: number; readonly column: number } {
    const { sheet, area, columns } = this.table(table);
    const index = columns.findIndex(({ name }) => name === column);
    if (index < 0) throw new Error(`No column ${column} in ${table}`);
    return { sheet, row: area.top + row, column: area.left + index };
  }

  type(table: string, row: number, column: string, text: string): void {
    const at = this.place(table, row, column);
    this.editor.typeCell(at.sheet, at.row, at.column, text);
  }

  valueAt(table: string, row: number, column: string): unknown {
    const at = this.place(table, row, column);
    return at.sheet.get(at.row, at.column)?.value ?? null;
  }

  /** A sheet with a table of its own, typed in as a person would: numbers and ISO dates become what Excel makes of them. */
  addTable(name: string, headers: readonly string[], rows: readonly (readonly string[])[], sheetName = name): Table {
    const sheet = this.editor.addSheet(sheetName);
    const area = { top: 0, left: 0, bottom: rows.length, right: headers.length - 1 };
    this.editor.pasteText(sheet, 0, 0, [headers, ...rows]);
    return this.editor.addTable(sheet, area, true, name);
  }

  select(sheet: string, area: Area): void {
    this.editor.select(this.sheet(sheet), area);
  }

  /** Round trips since the last call, without the batches that only clean up; as the actions of each. */
  takeBatches(): readonly (readonly string[])[] {
    const batches = this.host.processor.log.filter(({ cleanup, functionResults }) => !cleanup && !functionResults).map(({ actions }) => actions);
    this.host.processor.clearLog();
    return batches;
  }
}

export function messagesOf(result: ActionResult): string[] {
  return [...result.rejections, ...result.issues].map(({ message }) => message);
}

/** What a batch does: a read sets nothing, a commit reads back what it wrote, a projection does not. */
export function batchKind(actions: readonly string[]): "read" | "projection" | "commit" {
  const writes = actions.some((action) => action === "set Values" || action === "call Resize");
  if (!writes) return "read";
  const lastWrite = actions.lastIndexOf("call Resize");
  return actions.slice(lastWrite + 1).some((action) => action.startsWith("load")) ? "commit" : "projection";
}

function blankWorkbook(): Workbook {
  const workbook = new Workbook();
  workbook.addSheet("Sheet1");
  return workbook;
}

const CUSTOMERS = [
  { "Customer": "ACME", "Name": "Acme Ltd", "Terms": "NET30", "Currency": "EUR", "Tax code": "S20", "Group": "Road Runner" },
  { "Customer": "00417", "Name": "Leading Zero GmbH", "Terms": "2-10-NET30", "Currency": "EUR", "Tax code": "Z0" },
  { "Customer": "ACME-UK", "Name": "Acme UK", "Terms": "NET30", "Currency": "GBP", "Tax code": "S20", "Group": "Road Runner" },
  { "Customer": "TOKYO", "Name": "Tokyo KK", "Terms": "NET30", "Currency": "JPY", "Tax code": "Z0" },
  { "Customer": "KUWAIT", "Name": "Kuwait WLL", "Terms": "NET30", "Currency": "KWD", "Tax code": "Z0" },
];

let seeded: Promise<Uint8Array> | null = null;

/** A set-up book with five customers (EUR, GBP, JPY, KWD) as a file; made once for each test process. */
export function seededBook(): Promise<Uint8Array> {
  seeded ??= makeSeededBook();
  return seeded;
}

async function makeSeededBook(): Promise<Uint8Array> {
  const book = new HostBook();
  try {
    await book.post("setup", { companyName: "Finch & Harbour", currency: "EUR" });
    await book.post("putRows", { table: "Customers", rows: CUSTOMERS });
    await book.post("putRows", { table: "Items", rows: [{ "Item": "CONS", "Description": "Consulting", "Unit": "h", "Unit price": "80.00", "Currency": "EUR", "Tax code": "S20" }] });
    return book.save();
  } finally {
    book.close();
  }
}
