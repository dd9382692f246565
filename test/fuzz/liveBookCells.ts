import { ErrorValue, type Scalar } from "../../host/model/cell";
import type { Sheet } from "../../host/model/sheet";
import type { PlainDate } from "../../src/core/values/plainDate";
import { type Answer, isCellError } from "../../src/functions/cellError";
import type { CallAnswer } from "../../src/functions/engine";
import type { LiveView } from "../../src/live/liveLedger";
import { callIn } from "../functions/support";
import type { LiveBook } from "./liveBookRig";

/** One argument: left out, a word or number, or cells. */
type Argument = null | string | number | boolean | readonly (readonly (string | number)[])[];

interface Call {
  readonly name: string;
  readonly args: readonly Argument[];
}

/** A call in its cell. */
interface LiveCell extends Call {
  readonly formula: string;
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: number;
}

const MID = "2026-02-28";
const END = "2026-04-15";
/** Customers by id, by name in another case, one with nothing, an empty cell and one that nobody knows. */
const RANGE = [["ACME"], ["leading zero gmbh"], [""], ["QUIET"], ["NOBODY"], ["Kuwait WLL"]];
const one = (value: string): readonly (readonly string[])[] => [[value]];

/** Scalars: one cell each, or a column of six. */
const SCALARS: readonly Call[] = [
  { name: "BALANCE", args: [] },
  ...["EUR", "GBP", "JPY"].map((currency): Call => ({ name: "BALANCE", args: [null, one(END), currency] })),
  ...["ACME", "00417", "Acme UK", "TOKYO", "KUWAIT"].map((customer): Call => ({ name: "BALANCE", args: [one(customer), one(MID)] })),
  { name: "BALANCE", args: [one("ACME")] },
  { name: "NEXTDUE", args: [one("ACME"), one(MID), null, "none"] },
  { name: "NEXTDUE", args: [one("00417"), one(END), true] },
  { name: "NEXTDUE", args: [] },
  { name: "OVERDUE", args: [one("ACME"), one(END)] },
  { name: "OVERDUE", args: [null, one(END), 30, 60, "EUR"] },
  { name: "OVERDUE", args: [one("TOKYO")] },
  { name: "OPEN", args: [one("INV-2026-0001"), one(MID)] },
  { name: "OPEN", args: [one("PAY-2026-0001")] },
  { name: "PROVE", args: [one(END)] },
  { name: "PROVE", args: [] },
  { name: "DSO", args: [null, one(END), "countback", "EUR"] },
  { name: "CEI", args: [one("2026-01-10"), one(END), "EUR"] },
  { name: "ADD", args: [null, null, "GBP"] },
  { name: "BALANCE", args: [RANGE, one(END), "EUR"] },
  { name: "NEXTDUE", args: [RANGE, one(END), null, "-"] },
  { name: "OVERDUE", args: [RANGE, null, 1, null, "EUR"] },
  { name: "OPEN", args: [[["INV-2026-0002"], ["INV-2026-0003"], ["CM-2026-0001"], ["PAY-2026-0002"], ["NEW-7"], ["INV-2026-0005"]], one(END)] },
];

/** Tables that spill below and beside their cell. */
const TABLES: readonly Call[] = [
  { name: "AGING", args: [] },
  { name: "AGING", args: [null, one(MID), null, "invoice date", null, null, "items, disputed"] },
  { name: "AGING", args: [RANGE, one(END), "15,45", null, null, null, "age credits, due today is late"] },
  { name: "OPENITEMS", args: [] },
  { name: "OPENITEMS", args: [one("ACME"), one(MID)] },
  { name: "STATEMENT", args: [one("ACME"), one("2026-01-05"), one(END)] },
  { name: "STATEMENT", args: [RANGE, null, null, "no headers"] },
  { name: "EXPLAIN", args: [one("00417"), one(END)] },
  { name: "EXPLAIN", args: [RANGE] },
];
/** Columns between two spilled tables. */
const APART = 20;
const ROWS_OF_SCALAR = 7;

/** Every function as a live cell, on two sheets of its own. */
export class LiveCells {
  private readonly cells: readonly LiveCell[];

  constructor(private readonly live: LiveBook) {
    const { editor } = live.book;
    const scalars = editor.addSheet("Live scalars");
    const tables = editor.addSheet("Live tables");
    this.cells = [
      ...SCALARS.map((call, at) => place(call, scalars, (at % 8) * ROWS_OF_SCALAR, Math.floor(at / 8) * 2)),
      ...TABLES.map((call, at) => place(call, tables, 0, at * APART)),
    ];
    for (const cell of this.cells) this.type(cell);
  }

  get count(): number {
    return this.cells.length;
  }

  /** Empties a cell and types its formula again: the stream is cancelled and another opened. */
  retype(at: number): void {
    const cell = this.cells[at % this.cells.length];
    if (cell === undefined) return;
    this.live.book.editor.typeCell(cell.sheet, cell.row, cell.column, "");
    this.type(cell);
  }

  /**
   * The first cell that shows something else than a ledger that reads the workbook for the first time; else how many of the
   * cells show a figure and how many an error.
   */
  async compare(): Promise<{ readonly difference: string } | { readonly difference: null; readonly figures: number; readonly errors: number }> {
    const view = await this.live.freshView();
    const today = this.live.clock.today();
    let [figures, errors] = [0, 0];
    for (const cell of this.cells) {
      if (cell.sheet.get(cell.row, cell.column)?.formula === undefined) continue; // taken away by an undo
      const expected = expectedOf(cell, view, today);
      const difference = differenceOf(cell, expected);
      if (difference !== null) return { difference: `=${cell.formula}: ${difference}` };
      if (isCellError(expected) || isCellError(expected[0]?.[0])) errors++;
      else figures++;
    }
    return { difference: null, figures, errors };
  }

  private type({ sheet, row, column, formula }: LiveCell): void {
    this.live.book.editor.typeCell(sheet, row, column, `=${formula}`);
  }
}

function place(call: Call, sheet: Sheet, row: number, column: number): LiveCell {
  return { ...call, formula: `BILLING.${call.name}(${call.args.map(written).join(",")})`, sheet, row, column };
}

function written(argument: Argument): string {
  if (argument === null) return "";
  if (typeof argument === "boolean") return argument ? "TRUE" : "FALSE";
  if (typeof argument === "number") return String(argument);
  if (typeof argument === "string") return `"${argument}"`;
  const rows = argument.map((row) => row.map(written).join(","));
  return argument.length === 1 ? (rows[0] ?? "") : `{${rows.join(";")}}`;
}

function expectedOf({ name, args }: Call, { ledger, environment }: LiveView, today: PlainDate): CallAnswer {
  const padded = Array.from({ length: 8 }, (_, at) => args[at] ?? null);
  return callIn(name, padded, ledger, environment, today);
}

/** Null when the cells show the answer, in its shape. */
function differenceOf({ sheet, row, column }: LiveCell, answer: CallAnswer): string | null {
  const expected: readonly (readonly Answer[])[] = isCellError(answer) ? [[answer]] : answer;
  const { rows, columns } = sheet.get(row, column)?.spill ?? { rows: 1, columns: 1 };
  const width = expected[0]?.length ?? 0;
  if (rows !== expected.length || columns !== width) return `${rows}×${columns} cells (${shownCell(sheet.get(row, column)?.value ?? null)} …), a rebuild gives ${expected.length}×${width} (${shownAnswer(expected[0]?.[0] ?? "")} …)`;
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const [shown, wanted] = [shownCell(sheet.get(row + r, column + c)?.value ?? null), shownAnswer(expected[r]?.[c] ?? "")];
      if (shown !== wanted) return `cell ${r + 1}, ${c + 1} shows ${shown}, a rebuild gives ${wanted}`;
    }
  }
  return null;
}

function shownCell(value: Scalar): string {
  return value instanceof ErrorValue ? `${value.code} ${value.message}` : JSON.stringify(value);
}

function shownAnswer(value: Answer): string {
  return isCellError(value) ? `${value.error} ${value.message}` : JSON.stringify(value);
}
