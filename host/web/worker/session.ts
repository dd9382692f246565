import { createCalc } from "../../calc/calc";
import type { Calc } from "../../calc/contract";
import { boundingArea, columnCount, rowCount } from "../../model/address";
import type { Table } from "../../model/table";
import { BY_HAND, type HostEvent } from "../../model/events";
import { Editor } from "../../model/edit";
import { MAX_COLUMNS, MAX_ROWS, type Area } from "../../model/cell";
import type { Sheet } from "../../model/sheet";
import { Workbook } from "../../model/workbook";
import { RequestProcessor, type HostMessage } from "../../richapi/processor";
import { openWorkbook } from "../../xlsx/open";
import { saveWorkbook } from "../../xlsx/save";
import type { BookState, CallInput, CellDetail, FilterChoices, Push, Selection, SelectionSummary, SessionCalls, SheetSummary } from "../protocol";
import { boundedBy, cellDetail, filterChoices, findPlace, selectionSummary, tabbedText } from "./bookQueries";
import { charactersFromPixels, pointsFromPixels, sheetLayout } from "./sheetLayout";
import { shownCells } from "./shownCells";
import { edgeCell } from "./edgeCell";

/** Messages of this category are calls of custom functions and their cancellations. */
const CUSTOM_FUNCTION_CATEGORY = 1;

type Connection = CallInput<"connect">;

/**
 * The open workbook with everything that works on it. The page calls it through messages; what happens by itself
 * (an add-in's edit, a late function result) goes out through `push`. Methods throw an Error whose message is for the person.
 */
export class Session implements SessionCalls {
  private workbook = new Workbook();
  private calc: Calc = createCalc(this.workbook);
  private editor = new Editor(this.workbook, this.calc);
  private processor: RequestProcessor | null = null;
  private connection: Connection | null = null;
  private dirty = false;
  private revision = 0;
  private changedSheets = new Map<string, boolean>();
  private bookChanged = false;
  private flushPlanned = false;
  /** For the add-in, in order; they follow the answer of the batch that caused them. */
  private messages: HostMessage[] = [];
  /** Custom-function calls that wait for the add-in's runtime to be ready. */
  private heldCalls: HostMessage[] = [];
  /** While the page itself selects, its selection is not sent back to it. */
  private selectingByPage = false;

  constructor(private readonly push: (push: Push) => void) {
    this.newBook();
  }

  newBook(): BookState {
    const workbook = new Workbook();
    workbook.addSheet("Sheet1");
    return this.adopt(workbook);
  }

  open({ bytes, fileName }: CallInput<"open">): BookState {
    const workbook = openWorkbook(new Uint8Array(bytes));
    workbook.fileName = fileName;
    return this.adopt(workbook);
  }

  save(): { bytes: Uint8Array; fileName: string } {
    const bytes = saveWorkbook(this.workbook);
    this.dirty = false;
    this.noteBook();
    return { bytes, fileName: this.workbook.fileName };
  }

  /** Starts answering an add-in: with its requirement sets and, when it has them, its custom functions. */
  connect(connection: Connection): void {
    this.connection = connection;
    this.startProcessor();
    this.calc.recalculateAll();
    for (const sheet of this.workbook.sheets) this.noteSheet(sheet, false);
  }

  state(): BookState {
    const { workbook } = this;
    return {
      fileName: workbook.fileName,
      sheets: workbook.sheets.map(summaryOf),
      activeSheetId: (workbook.activeSheet ?? this.firstVisible()).id,
      canUndo: this.editor.canUndo,
      canRedo: this.editor.canRedo,
      waitingFunctions: this.calc.pendingCustomFunctions,
      dirty: this.dirty,
    };
  }

  layout({ sheetId }: CallInput<"layout">): ReturnType<SessionCalls["layout"]> {
    return sheetLayout(this.workbook, this.sheet(sheetId));
  }

  view({ sheetId, rows, columns }: CallInput<"view">): ReturnType<SessionCalls["view"]> {
    return { sheetId, revision: this.revision, ...shownCells(this.workbook, this.sheet(sheetId), rows, columns) };
  }

  detail(input: CallInput<"detail">): CellDetail {
    return cellDetail(this.workbook, this.calc, this.sheet(input.sheetId), input.row, input.column);
  }

  summary({ sheetId, area }: CallInput<"summary">): SelectionSummary {
    return selectionSummary(this.workbook, this.sheet(sheetId), area);
  }

  type({ sheetId, row, column, text }: CallInput<"type">): void {
    this.byHand(() => this.editor.typeCell(this.sheet(sheetId), row, column, text));
  }

  pasteText({ sheetId, row, column, rows }: CallInput<"pasteText">): Area {
    this.byHand(() => this.editor.pasteText(this.sheet(sheetId), row, column, rows));
    const width = Math.max(1, ...rows.map((cells) => cells.length));
    return { top: row, left: column, bottom: row + Math.max(1, rows.length) - 1, right: column + width - 1 };
  }

  pasteCells({ from, to, cut }: CallInput<"pasteCells">): Area {
    const source = { sheet: this.sheet(from.sheetId), area: from.area };
    const sheet = this.sheet(to.sheetId);
    if (cut) return this.byHand(() => this.editor.move(source, { sheet, row: to.area.top, column: to.area.left }));
    const whole = rowCount(to.area) % rowCount(from.area) === 0 && columnCount(to.area) % columnCount(from.area) === 0;
    const area = whole ? to.area : { top: to.area.top, left: to.area.left, bottom: to.area.top + rowCount(from.area) - 1, right: to.area.left + columnCount(from.area) - 1 };
    this.byHand(() => this.editor.copy(source, { sheet, area }, "All"));
    return area;
  }

  clear({ sheetId, area }: CallInput<"clear">): void {
    const sheet = this.sheet(sheetId);
    this.byHand(() => this.editor.clear(sheet, boundedBy(sheet, area), "Contents"));
  }

  fill({ sheetId, source, target, type }: CallInput<"fill">): void {
    const sheet = this.sheet(sheetId);
    const isWhole = rowCount(target) === MAX_ROWS || columnCount(target) === MAX_COLUMNS;
    const area = isWhole ? boundingArea(boundedBy(sheet, target), boundedBy(sheet, source)) : target;
    this.byHand(() => this.editor.autoFill(sheet, isWhole ? boundedBy(sheet, source) : source, area, type));
  }

  copyText({ sheetId, area }: CallInput<"copyText">): string {
    return tabbedText(this.workbook, this.sheet(sheetId), area);
  }

  format({ sheetId, area, format }: CallInput<"format">): void {
    const sheet = this.sheet(sheetId);
    const on = !this.workbook.styles.get(sheet.get(area.top, area.left)?.style ?? 0).font[format];
    this.byHand(() => this.editor.changeStyle(sheet, area, (style) => ({ ...style, font: { ...style.font, [format]: on } })));
  }

  edge({ sheetId, row, column, rowStep, columnStep }: CallInput<"edge">): { row: number; column: number } {
    return edgeCell(this.sheet(sheetId), row, column, rowStep, columnStep);
  }

  find({ text }: CallInput<"find">): Selection | null {
    return findPlace(this.workbook, this.activeSheet(), text);
  }

  undo(): boolean {
    return this.editor.undo();
  }

  redo(): boolean {
    return this.editor.redo();
  }

  select({ sheetId, area }: CallInput<"select">): void {
    this.selectingByPage = true;
    try {
      this.editor.select(this.sheet(sheetId), area);
    } finally {
      this.selectingByPage = false;
    }
  }

  activateSheet({ sheetId }: CallInput<"activateSheet">): void {
    this.selectingByPage = true;
    try {
      this.editor.activateSheet(this.sheet(sheetId));
    } finally {
      this.selectingByPage = false;
    }
    const sheet = this.sheet(sheetId);
    this.push({ push: "selected", selection: { sheetId, area: this.editor.selection(sheet) } });
  }

  addSheet(): SheetSummary {
    const active = this.workbook.sheets.indexOf(this.activeSheet());
    return summaryOf(this.editor.transact(BY_HAND, () => this.editor.addSheet(undefined, active + 1)));
  }

  renameSheet({ sheetId, name }: CallInput<"renameSheet">): void {
    this.byHand(() => this.editor.renameSheet(this.sheet(sheetId), name));
  }

  deleteSheet({ sheetId }: CallInput<"deleteSheet">): void {
    this.byHand(() => this.editor.deleteSheet(this.sheet(sheetId)));
  }

  moveSheet({ sheetId, position }: CallInput<"moveSheet">): void {
    this.byHand(() => this.editor.moveSheet(this.sheet(sheetId), position));
  }

  hideSheet({ sheetId }: CallInput<"hideSheet">): void {
    this.byHand(() => this.editor.setVisibility(this.sheet(sheetId), "hidden"));
  }

  unhideSheet({ sheetId }: CallInput<"unhideSheet">): void {
    this.byHand(() => this.editor.setVisibility(this.sheet(sheetId), "visible"));
  }

  insertRows({ sheetId, row, count }: CallInput<"insertRows">): void {
    this.byHand(() => this.editor.insertRows(this.sheet(sheetId), row, count));
  }

  deleteRows({ sheetId, row, count }: CallInput<"deleteRows">): void {
    this.byHand(() => this.editor.deleteRows(this.sheet(sheetId), row, count));
  }

  insertColumns({ sheetId, column, count }: CallInput<"insertColumns">): void {
    this.byHand(() => this.editor.insertColumns(this.sheet(sheetId), column, count));
  }

  deleteColumns({ sheetId, column, count }: CallInput<"deleteColumns">): void {
    this.byHand(() => this.editor.deleteColumns(this.sheet(sheetId), column, count));
  }

  columnWidth({ sheetId, column, width }: CallInput<"columnWidth">): void {
    this.byHand(() => this.editor.setColumnWidth(this.sheet(sheetId), column, width === null ? null : charactersFromPixels(width)));
  }

  rowHeight({ sheetId, row, height }: CallInput<"rowHeight">): void {
    this.byHand(() => this.editor.setRowHeight(this.sheet(sheetId), row, height === null ? null : pointsFromPixels(height)));
  }

  filterChoices({ table, column }: CallInput<"filterChoices">): FilterChoices {
    return filterChoices(this.workbook, this.table(table), column);
  }

  filter({ table, column, values, blanks }: CallInput<"filter">): void {
    this.byHand(() => this.editor.filterTable(this.table(table), column, values === null ? null : { values: [...values], blanks }));
  }

  sort({ table, column, ascending }: CallInput<"sort">): void {
    this.byHand(() => this.editor.sortTable(this.table(table), [{ column, ascending }]));
  }

  richApi({ body, flags }: CallInput<"richApi">): ReturnType<SessionCalls["richApi"]> {
    if (this.processor === null) throw new Error("No add-in is connected");
    const answer = this.processor.execute(body, flags);
    if (this.processor.customFunctionsReady && this.heldCalls.length > 0) this.messages.push(...this.heldCalls.splice(0));
    this.noteBook();
    return answer;
  }

  private adopt(workbook: Workbook): BookState {
    this.processor?.dispose();
    this.processor = null;
    this.workbook = workbook;
    this.calc = createCalc(workbook);
    this.editor = new Editor(workbook, this.calc);
    this.dirty = false;
    this.revision++;
    this.editor.onEvent((event) => this.noteEvent(event));
    this.calc.onCalculated = (cells) => {
      for (const sheet of new Set(cells.map((cell) => cell.sheet))) this.noteSheet(sheet, false);
    };
    if (this.connection !== null) this.startProcessor();
    this.calc.recalculateAll();
    return this.state();
  }

  private startProcessor(): void {
    const { connection } = this;
    if (connection === null) return;
    this.processor?.dispose();
    this.processor = null;
    this.heldCalls = [];
    this.processor = new RequestProcessor({
      workbook: this.workbook,
      editor: this.editor,
      calc: this.calc,
      declaredSets: connection.sets,
      post: (message) => this.post(message),
      onBatch: (entry) => this.push({ push: "batch", entry }),
    });
    if (connection.functions !== null) this.calc.registerCustomFunctions(connection.namespace, connection.functions, this.processor.customFunctionDispatch);
  }

  private post(message: HostMessage): void {
    const isHeld = message.category === CUSTOM_FUNCTION_CATEGORY && this.processor?.customFunctionsReady !== true;
    (isHeld ? this.heldCalls : this.messages).push(message);
    this.planFlush();
  }

  private byHand<T>(work: () => T): T {
    return this.editor.transact(BY_HAND, work);
  }

  private noteEvent(event: HostEvent): void {
    switch (event.kind) {
      case "selectionChanged":
        if (!this.selectingByPage) this.push({ push: "selected", selection: { sheetId: event.sheet.id, area: event.area } });
        return;
      case "sheetActivated":
        this.noteBook();
        if (!this.selectingByPage) this.push({ push: "selected", selection: { sheetId: event.sheet.id, area: this.editor.selection(event.sheet) } });
        return;
      case "sheetDeactivated":
        return;
      case "sheetAdded": case "sheetDeleted": case "sheetRenamed": case "sheetMoved": case "sheetVisibilityChanged":
        this.dirty = true;
        this.noteBook();
        return;
      case "calculated":
        this.noteSheet(event.sheet, false);
        return;
      case "protectionChanged":
        this.noteBook();
        this.noteEdit(event.sheet);
        return;
      default:
        this.noteEdit(event.sheet);
    }
  }

  private noteEdit(sheet: Sheet): void {
    this.dirty = true;
    this.noteBook();
    this.noteSheet(sheet, true);
  }

  private noteSheet(sheet: Sheet, layout: boolean): void {
    this.changedSheets.set(sheet.id, layout || (this.changedSheets.get(sheet.id) ?? false));
    this.planFlush();
  }

  private noteBook(): void {
    this.bookChanged = true;
    this.planFlush();
  }

  /** Many events of one edit become one message. */
  private planFlush(): void {
    this.revision++;
    if (this.flushPlanned) return;
    this.flushPlanned = true;
    queueMicrotask(() => {
      this.flushPlanned = false;
      for (const message of this.messages.splice(0)) this.push({ push: "message", message });
      if (this.bookChanged) this.push({ push: "book", state: this.state() });
      this.bookChanged = false;
      const changed = [...this.changedSheets];
      this.changedSheets.clear();
      for (const [sheetId, layout] of changed) this.push({ push: "changed", sheetId, layout });
    });
  }

  private sheet(sheetId: string): Sheet {
    const sheet = this.workbook.sheets.find((entry) => entry.id === sheetId);
    if (sheet === undefined) throw new Error("This sheet is no longer in the workbook");
    return sheet;
  }

  private table(name: string): Table {
    const table = this.workbook.findTable(name);
    if (table === undefined) throw new Error(`The table ${name} is no longer in the workbook`);
    return table;
  }

  private activeSheet(): Sheet {
    return this.workbook.activeSheet ?? this.firstVisible();
  }

  private firstVisible(): Sheet {
    const sheet = this.workbook.sheets.find((entry) => entry.visibility === "visible") ?? this.workbook.sheets[0];
    if (sheet === undefined) throw new Error("The workbook has no sheet");
    return sheet;
  }

}

function summaryOf(sheet: Sheet): SheetSummary {
  return { id: sheet.id, name: sheet.name, visible: sheet.visibility === "visible", tabColor: sheet.tabColor, isProtected: sheet.protection !== null };
}
