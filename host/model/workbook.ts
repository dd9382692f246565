import type { Table } from "./table";
import { Sheet } from "./sheet";
import { StyleTable } from "./style";

export interface DefinedName {
  name: string;
  /** Formula text without "=": a reference, a constant or an expression. */
  refersTo: string;
  /** Sheet-scoped when set. */
  sheet: Sheet | null;
  visible: boolean;
  comment: string;
}

/** One open workbook: raw storage. See sheet.ts about edits. */
export class Workbook {
  readonly sheets: Sheet[] = [];
  readonly names: DefinedName[] = [];
  readonly styles = new StyleTable();
  fileName = "Book1.xlsx";
  dateSystem: 1900 | 1904 = 1900;
  /** "Set precision as displayed" in the file's calculation settings. */
  precisionAsDisplayed = false;
  calculationMode: "automatic" | "manual" = "automatic";
  readOnly = false;
  activeSheet: Sheet | null = null;
  /** Per-add-in settings that travel with the file. */
  readonly settings = new Map<string, unknown>();
  readonly customXmlParts = new Map<string, string>();
  /** Parts and attributes of the file that the model does not know, for host/xlsx alone. */
  preserved: unknown = null;
  private nextSheetId = 1;
  private nextTableId = 1;

  addSheet(name: string, position: number = this.sheets.length): Sheet {
    const sheet = new Sheet(`{00000000-0001-0000-0000-${String(this.nextSheetId++).padStart(12, "0")}}`, name);
    this.sheets.splice(position, 0, sheet);
    this.activeSheet ??= sheet;
    return sheet;
  }

  newTableId(): string {
    return `{00000000-0002-0000-0000-${String(this.nextTableId++).padStart(12, "0")}}`;
  }

  /** Sheet names are compared without regard to case, as Excel does. */
  findSheet(nameOrId: string): Sheet | undefined {
    const wanted = nameOrId.toLowerCase();
    return this.sheets.find((sheet) => sheet.name.toLowerCase() === wanted || sheet.id === nameOrId);
  }

  *tables(): Iterable<Table> {
    for (const sheet of this.sheets) yield* sheet.tables;
  }

  findTable(nameOrId: string): Table | undefined {
    const wanted = nameOrId.toLowerCase();
    for (const table of this.tables()) if (table.name.toLowerCase() === wanted || table.id === nameOrId) return table;
    return undefined;
  }

  /** A sheet's own name wins over the workbook's (Excel's rule for names of the same spelling). */
  findName(name: string, sheet: Sheet | null): DefinedName | undefined {
    const wanted = name.toLowerCase();
    return (
      this.names.find((entry) => entry.sheet === sheet && sheet !== null && entry.name.toLowerCase() === wanted) ??
      this.names.find((entry) => entry.sheet === null && entry.name.toLowerCase() === wanted)
    );
  }
}
