import type {
  CellRead, CellWrite, NewColumns, NewTable, RangeSnapshot, ReadRequest, RowPlace, Snapshot, TableChanges, TableRepair, TableSnapshot, TableState, Workbook,
} from "../../src/workbook/port";
import { Fault } from "../../src/workbook/fault";

interface MemoryTable {
  id: string;
  name: string;
  sheet: string;
  headers: string[];
  rows: CellRead[][];
  state: TableState;
}

/**
 * The workbook port over plain arrays: what the real adapter does on the host, minus the host. It counts the calls, can
 * fail on purpose, and keeps the same rules (a protected or filtered table refuses writes, text stays text).
 */
export class MemoryWorkbook implements Workbook {
  readonly tables = new Map<string, MemoryTable>();
  readonly calls: string[] = [];
  source: RangeSnapshot | null = null;
  dateSystem: 1900 | 1904 = 1900;
  readOnly = false;
  precisionAsDisplayed = false;
  /** Called before each port call with its name and how often that call was made before; may throw. */
  before: (call: string, count: number) => void = () => undefined;
  /** Called after a commit has been written; may throw: a lost reply. */
  afterCommit: () => void = () => undefined;
  private nextId = 1;

  async read(request: ReadRequest): Promise<Snapshot> {
    this.enter("read");
    const source = request.source === undefined ? null : this.sourceOf(request.source.kind === "named" ? request.source.nameOrAddress : "");
    const wanted = [...this.tables.values()].filter(
      ({ name }) => name === source?.table || request.tables.includes(name) || (request.prefixes ?? []).some((prefix) => name.startsWith(prefix)),
    );
    return {
      tables: new Map(wanted.map((table) => [table.name, this.snapshotOf(table)])),
      tableNames: [...this.tables.keys()],
      sheetNames: [...this.tables.values()].map(({ sheet }) => sheet),
      source,
      dateSystem: this.dateSystem,
      readOnly: this.readOnly,
      precisionAsDisplayed: this.precisionAsDisplayed,
      ...(request.headers === true ? { heads: [...this.tables.values()].filter((table) => !wanted.includes(table)).map(({ id, name, sheet, headers }) => ({ id, name, sheet, headers: [...headers] })) } : {}),
    };
  }

  async commitRow(append: { readonly at: TableSnapshot; readonly row: Readonly<Record<string, CellWrite>> }): Promise<readonly CellRead[]> {
    this.enter("commit");
    const [row = []] = this.append(append.at, [append.row]);
    this.afterCommit();
    return row;
  }

  async commitRows(append: { readonly at: TableSnapshot; readonly rows: readonly Readonly<Record<string, CellWrite>>[] }): Promise<readonly (readonly CellRead[])[]> {
    this.enter("commit");
    const rows = this.append(append.at, append.rows);
    this.afterCommit();
    return rows;
  }

  async readTable(name: string): Promise<TableSnapshot | null> {
    this.enter("readTable");
    const table = this.tables.get(name);
    return table === undefined ? null : this.snapshotOf(table);
  }

  async readBack(ask: { readonly journal: string; readonly from: number; readonly places: readonly RowPlace[] }): Promise<{ readonly rows: readonly (readonly CellRead[])[] | null; readonly moved: ReadonlySet<string>; readonly crowded: ReadonlySet<string> }> {
    this.enter("readTable");
    const moved = ask.places.filter(({ at, rows }) => {
      const now = this.tables.get(at.name)?.rows;
      const depth = rows === null ? 1 : at.headers.length;
      const looked = rows ?? at.rows.map((_, index) => index);
      return now === undefined || (rows === null && now.length !== at.rows.length) || looked.some((index) => JSON.stringify(now[index]?.slice(0, depth)) !== JSON.stringify(at.rows[index]?.slice(0, depth)));
    });
    return { rows: this.tables.get(ask.journal)?.rows.slice(ask.from).map((row) => [...row]) ?? null, moved: new Set(moved.map(({ at }) => at.name)), crowded: new Set() };
  }

  async write(changes: TableChanges, against: Snapshot): Promise<void> {
    this.enter("write");
    for (const { table, rowIndex, column, value } of changes.updates) {
      const target = this.writable(table);
      const columnIndex = target.headers.indexOf(column);
      const row = target.rows[rowIndex];
      if (columnIndex < 0 || row === undefined) throw new Error(`No cell ${table} ${column} ${rowIndex}`);
      row[columnIndex] = valueOf(value);
    }
    for (const { table, rows } of changes.appends) {
      const at = against.tables.get(table);
      if (at === undefined) throw new Fault("notFound", table, false);
      this.append(at, rows);
    }
  }

  async createTables(tables: readonly NewTable[]): Promise<void> {
    this.enter("createTables");
    for (const { name, sheet, headers, rows } of tables) this.addTable(name, sheet, headers, rows.map((row) => row.map(valueOf)));
  }

  async addColumns(added: readonly NewColumns[]): Promise<void> {
    this.enter("addColumns");
    for (const { table, columns } of added)
      for (const { header } of columns) {
        const target = this.writable(table);
        if (target.headers.includes(header)) continue;
        target.headers.push(header);
        for (const row of target.rows) row.push("");
      }
  }

  async repair(repairs: readonly TableRepair[]): Promise<void> {
    this.enter("repair");
    for (const change of repairs) {
      const target = this.writable(change.table);
      if (change.kind === "renameTable") {
        this.tables.delete(target.name);
        this.tables.set(change.to, { ...target, name: change.to });
      } else if (change.kind === "renameColumn") target.headers = target.headers.map((header) => (header === change.from ? change.to : header));
      else if (change.kind === "deleteRows") target.rows = target.rows.filter((_, index) => !change.rows.includes(index));
    }
  }

  async select(): Promise<void> {
    this.enter("select");
  }

  /** A table that stands in the workbook already, a user's own for example. */
  addTable(name: string, sheet: string, headers: readonly string[], rows: readonly (readonly CellRead[])[]): void {
    if (this.tables.has(name)) throw new Error(`A table ${name} exists`);
    const state = { sheetProtected: false, filtered: false, showTotals: false };
    this.tables.set(name, { id: `{${this.nextId++}}`, name, sheet, headers: [...headers], rows: rows.map((row) => [...row]), state });
  }

  table(name: string): MemoryTable {
    const table = this.tables.get(name);
    if (table === undefined) throw new Error(`No table ${name}`);
    return table;
  }

  /** Rows as objects by header; empty cells left out. */
  rows(name: string): Record<string, CellRead>[] {
    const { headers, rows } = this.table(name);
    return rows.map((row) => Object.fromEntries(headers.flatMap((header, index) => ((row[index] ?? "") === "" ? [] : [[header, row[index] ?? ""]]))));
  }

  setState(name: string, state: Partial<TableState>): void {
    const table = this.table(name);
    table.state = { ...table.state, ...state };
  }

  private enter(call: string): void {
    this.before(call, this.calls.filter((made) => made === call).length);
    this.calls.push(call);
  }

  private snapshotOf(table: MemoryTable): TableSnapshot {
    const { id, name, sheet, headers, rows, state } = table;
    return { id, name, sheet, address: `${sheet}!A1`, top: 0, left: 0, headers: [...headers], rows: rows.map((row) => [...row]), state };
  }

  private sourceOf(name: string): RangeSnapshot | null {
    if (name === "") return this.source;
    const table = this.tables.get(name);
    if (table === undefined) return null;
    const values: CellRead[][] = [[...table.headers], ...table.rows.map((row) => [...row])];
    const text = values.map((row) => row.map((cell) => (typeof cell === "object" ? cell.error : String(cell))));
    return { sheet: table.sheet, address: `${table.sheet}!A1`, top: 0, left: 0, values, text, table: name, hiddenRows: [] };
  }

  private append(at: TableSnapshot, rows: readonly Readonly<Record<string, CellWrite>>[]): CellRead[][] {
    const table = this.writable(at.name);
    if (table.rows.length !== at.rows.length) throw new Fault("rowsMoved", at.name, false);
    const added = rows.map((row) => {
      for (const header of Object.keys(row)) if (!table.headers.includes(header)) throw new Error(`No column ${header} in ${at.name}`);
      return table.headers.map((header) => valueOf(row[header] ?? { type: "empty" }));
    });
    table.rows.push(...added);
    return added;
  }

  private writable(name: string): MemoryTable {
    const table = this.table(name);
    if (table.state.sheetProtected) throw new Fault("accessDenied", name, false);
    return table;
  }
}

function valueOf(cell: CellWrite): CellRead {
  return cell.type === "empty" ? "" : cell.value;
}
