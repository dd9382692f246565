import { type Told, tell } from "../../actions/runAction";
import { viewTable } from "../../workbook/tables";
import { TYPED_TABLES, type TypedTable, typedRows } from "../../workbook/typedRows";
import { late } from "../late";
import type { PaneServices } from "../services";
import { type Store, createStore } from "../store";
import { type ActRunner, createActRunner } from "./actRunner";
import type { BookKeeper } from "./bookKeeper";
import { type Notice, noticeOfFault } from "./notice";

export interface TypedState {
  /** The tables that hold such rows, Invoices first. */
  readonly tables: readonly TypedTable[];
  /** The table that is shown. */
  readonly table: TypedTable | null;
  /** What is wrong with its rows, or doubtful. */
  readonly told: readonly Told[];
  /** 1-based rows that can be posted as they are, and those that cannot. */
  readonly good: readonly number[];
  readonly bad: readonly number[];
  readonly isReading: boolean;
  readonly notice: Notice | null;
}

export interface TypedController {
  readonly store: Store<TypedState>;
  /** What would be posted of the good rows. */
  readonly runner: ActRunner;
  /** Reads the rows again, of the table that is shown. */
  look(table?: TypedTable): Promise<void>;
}

export function createTypedController(services: PaneServices, keeper: BookKeeper): TypedController {
  const store = createStore<TypedState>({ tables: [], table: null, told: [], good: [], bad: [], isReading: false, notice: null });
  const runner = createActRunner(services, keeper, async () => (await late()).postTyped);
  let lookings = 0;

  /** 1-based. */
  function rowsOf(table: TypedTable): readonly number[] {
    const { reading } = keeper.store.get();
    const view = reading?.kind === "open" ? viewTable(reading.snapshot, table) : null;
    return view === null ? [] : typedRows(view).map((row) => row + 1);
  }

  async function look(asked?: TypedTable): Promise<void> {
    const { phase, result } = runner.store.get();
    // What is not known to be written is settled first, with the same id.
    if (phase === "working" || (phase === "done" && result?.status === "pending")) return;
    const looking = ++lookings;
    const tables = TYPED_TABLES.filter((name) => rowsOf(name).length > 0);
    const wanted = asked ?? store.get().table;
    const table = wanted !== null && tables.includes(wanted) ? wanted : (tables[0] ?? null);
    if (table === null) {
      runner.close();
      return store.patch({ tables, table, told: [], good: [], bad: [], isReading: false, notice: null });
    }
    store.patch({ tables, table, isReading: true, notice: null });
    try {
      const rows = rowsOf(table);
      const { postTyped } = await late();
      const decoded = postTyped.decode({ table, rows });
      if (!decoded.ok) throw new Error(decoded.rejections.map(({ code }) => code).join(", "));
      const env = { ...services.env(), entryId: services.env().newEntryId(), memory: services.remembered?.() ?? null };
      const snapshot = await services.reader.read(postTyped.reads(decoded.value, env));
      const planned = postTyped.plan(snapshot, decoded.value, env);
      if (looking !== lookings) return;
      const told = planned.ok ? planned.value.issues.map(tell) : planned.rejections.map((item) => tell({ ...item, severity: "error" }));
      const wrong = new Set(told.filter(({ severity }) => severity === "error").map(({ at }) => at?.row ?? 0));
      // A refusal that names no row is about all of them.
      const bad = wrong.has(0) ? rows : rows.filter((row) => wrong.has(row));
      const good = rows.filter((row) => !bad.includes(row));
      store.patch({ told, good, bad, isReading: false });
      if (good.length === 0) runner.close();
      else await runner.open({ table, rows: good });
    } catch (thrown) {
      if (looking === lookings) store.patch({ isReading: false, notice: noticeOfFault(thrown) });
    }
  }

  return { store, runner, look };
}
