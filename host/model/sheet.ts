import { MAX_ROWS, type Area, type Cell } from "./cell";
import type { ConditionalFormat } from "./conditionalFormat";
import type { ProtectionOptions } from "./protection";
import type { Table } from "./table";

/** So many rows are walked through one by one, holes or not. */
const FEW_ROWS = 4096;
const PROBES = 64;

/** One worksheet: raw storage. Edits that must raise events, recalculate and be undone go through host/model/edit.ts. */
export class Sheet {
  /** Sparse: rows[r]?.[c]. */
  readonly rows: (Cell | undefined)[][] = [];
  readonly tables: Table[] = [];
  readonly columnWidths = new Map<number, number>(); // characters, as files count
  readonly rowHeights = new Map<number, number>(); // points
  readonly hiddenRows = new Set<number>(); // by hand
  readonly filteredRows = new Set<number>(); // by a filter
  readonly hiddenColumns = new Set<number>();
  merges: Area[] = [];
  visibility: "visible" | "hidden" | "veryHidden" = "visible";
  /** Without options nothing is allowed but what unlocked cells allow. */
  protection: { readonly passwordHash: string | null; readonly options?: ProtectionOptions } | null = null;
  showGridlines = true;
  /** Rows and columns frozen at the top and left. */
  frozen = { rows: 0, columns: 0 };
  tabColor: string | null = null;
  pageLayout: PageLayout = defaultPageLayout();
  validations: Validation[] = [];
  /** In order of priority, the first wins. */
  conditionalFormats: ConditionalFormat[] = [];
  customProperties = new Map<string, string>();
  /** False: no cell has held a formula yet, and who looks for formulas need not walk over the sheet. */
  hasHeldFormulas = false;
  /** The same of values that a formula in another cell spilled. */
  hasHeldSpills = false;
  /** What a file had and the model does not know (XML by element name), for host/xlsx alone. */
  preserved: unknown = null;

  constructor(
    readonly id: string,
    public name: string,
  ) {}

  get(row: number, column: number): Cell | undefined {
    return this.rows[row]?.[column];
  }

  /** Puts a cell down as it is: no events, no recalculation. */
  put(row: number, column: number, cell: Cell | undefined): void {
    if (cell !== undefined) {
      (this.rows[row] ??= [])[column] = cell;
      this.hasHeldFormulas ||= cell.formula !== undefined;
      this.hasHeldSpills ||= cell.spillOf !== undefined;
    } else if (this.rows[row] !== undefined) delete this.rows[row][column];
  }

  /** Visits the rows from `from` to `to` that hold cells, downwards. With a cell in the last row the million empty rows above it cost nothing. */
  eachRow(from: number, to: number, visit: (cells: (Cell | undefined)[], row: number) => void): void {
    const end = Math.min(to, this.rows.length - 1);
    if (this.isSparse(from, end)) {
      for (const key of Object.keys(this.rows)) { // numbers come first and in ascending order
        const row = Number(key);
        const cells = row >= from && row <= end ? this.rows[row] : undefined;
        if (cells !== undefined) visit(cells, row);
      }
      return;
    }
    for (let row = from; row <= end; row++) {
      const cells = this.rows[row];
      if (cells !== undefined) visit(cells, row);
    }
  }

  /** The rows that hold cells, downwards. */
  rowNumbers(from = 0, to: number = MAX_ROWS - 1): readonly number[] {
    const numbers: number[] = [];
    this.eachRow(from, to, (_, row) => numbers.push(row));
    return numbers;
  }

  /** Looks at some rows all over the part: mostly holes? */
  private isSparse(from: number, end: number): boolean {
    if (end - from < FEW_ROWS) return false;
    const step = Math.floor((end - from) / PROBES);
    let found = 0;
    for (let probe = 0; probe < PROBES; probe++) if (this.rows[from + probe * step] !== undefined) found++;
    return found < PROBES / 4;
  }

  /** The smallest area that holds every cell with a value or formula (and, unless `valuesOnly`, a style); null when empty. */
  usedArea(valuesOnly = false): Area | null {
    let area: Area | null = null;
    this.eachRow(0, MAX_ROWS - 1, (cells, row) => {
      cells.forEach((cell, column) => {
        if (cell === undefined) return;
        const counts = cell.value !== null || cell.formula !== undefined || (!valuesOnly && cell.style !== 0);
        if (!counts) return;
        if (area === null) area = { top: row, left: column, bottom: row, right: column };
        area.top = Math.min(area.top, row);
        area.bottom = Math.max(area.bottom, row);
        area.left = Math.min(area.left, column);
        area.right = Math.max(area.right, column);
      });
    });
    return area;
  }
}

export interface Validation {
  area: Area;
  /** The file's attributes and formulas, e.g. {type:"list", formula1:"…"}; the model shows prompts and keeps the rest. */
  rule: Record<string, string>;
  prompt: { title: string; message: string } | null;
  errorAlert: { title: string; message: string; style: "stop" | "warning" | "information" } | null;
}

export interface PageLayout {
  orientation: "portrait" | "landscape";
  paperSize: number; // OOXML code: 1 Letter, 9 A4
  fitToWidth: number | null; // pages; null: by scale
  fitToHeight: number | null; // pages; 0: as many as needed
  scale: number;
  margins: { top: number; right: number; bottom: number; left: number; header: number; footer: number }; // inches
  printArea: string | null; // sheet-local A1
  printTitleRows: string | null; // "$1:$3"
  centerHorizontally: boolean;
  printGridlines: boolean;
  header: string; // Excel's &L&C&R codes
  footer: string;
}

export function defaultPageLayout(): PageLayout {
  return {
    orientation: "portrait", paperSize: 9, fitToWidth: null, fitToHeight: null, scale: 100,
    margins: { top: 0.75, right: 0.7, bottom: 0.75, left: 0.7, header: 0.3, footer: 0.3 },
    printArea: null, printTitleRows: null, centerHorizontally: false, printGridlines: false, header: "", footer: "",
  };
}
