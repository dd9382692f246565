import type { BookProperties } from "./bookProperties";
import { emptyProperties } from "./bookProperties";
import type { CellComment } from "./comment";
import type { Table } from "./table";
import { Sheet } from "./sheet";
import type { StructureLog } from "./structureLog";
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
  /** Protection of the structure: sheets can't be added, deleted, renamed, moved, hidden or copied. */
  protection: { readonly passwordHash: string | null } | null = null;
  /** The person's AutoCorrect options; the API obeys them (office-js #6745, #2093: by design). */
  autoCorrect = { expandTables: true, fillFormulas: true };
  readonly properties: BookProperties = emptyProperties();
  comments: CellComment[] = [];
  /** Per-add-in settings that travel with the file. */
  readonly settings = new Map<string, unknown>();
  readonly customXmlParts = new Map<string, string>();
  /** Parts and attributes of the file that the model does not know, for host/xlsx alone. */
  preserved: unknown = null;
  /** Insertions, deletions and renames since it was opened: what `preserved` must follow. */
  structureLog: StructureLog | null = null;
  private nextSheetId: number;
  private nextTableId: number;
  private nextItemId: number;

  /** `firstId`: where the ids of new sheets, tables, comments … begin. Copies of one book that are merged later need ids of their own. */
  constructor(firstId = 1) {
    this.nextSheetId = firstId;
    this.nextTableId = firstId;
    this.nextItemId = firstId;
  }

  addSheet(name: string, position: number = this.sheets.length): Sheet {
    const sheet = new Sheet(`{00000000-0001-0000-0000-${String(this.nextSheetId++).padStart(12, "0")}}`, name);
    this.sheets.splice(position, 0, sheet);
    this.activeSheet ??= sheet;
    return sheet;
  }

  newTableId(): string {
    return `{00000000-0002-0000-0000-${String(this.nextTableId++).padStart(12, "0")}}`;
  }

  /** Ids of what is neither sheet nor table: conditional formats, comments, custom XML parts. */
  newItemId(): string {
    return `{00000000-0004-0000-0000-${String(this.nextItemId++).padStart(12, "0")}}`;
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
