import type { Sheet } from "../../host/model/sheet";
import { Workbook } from "../../host/model/workbook";
import { installGlobals, type NodeHost, startNodeHost } from "../../host/node/nodeHost";
import { createLiveLedger, type LiveView } from "../../src/live/liveLedger";
import type { ChangeHint, LedgerSource } from "../../src/live/source";
import { TICKS_A_ROUND } from "../../src/live/watchman";
import { createOfficeSource } from "../../src/workbook/office/liveSource";

const ROWS = 110;

/** A person's own tables on the host, with every change event dropped. */
function book(): Workbook {
  const workbook = new Workbook();
  const sheet = workbook.addSheet("Data");
  const put = (left: number, rows: readonly (readonly (string | number)[])[]): void => rows.forEach((row, r) => row.forEach((value, c) => sheet.put(r, left + c, { value, style: 0 })));
  put(0, [["No", "Client", "Date", "Due", "Amount"], ...Array.from({ length: ROWS }, (_, n) => [`INV-${n}`, n % 2 === 0 ? "Acme" : "Beta", 46_000 + n, 46_030 + n, 100 + n / 4])]);
  put(6, [["Invoice", "Paid on", "Paid"], ...Array.from({ length: ROWS }, (_, n) => [`INV-${n}`, 46_040 + n, 50])]);
  put(10, [["Setting", "Value"], ["Figures come from", "Bills, Receipts"]]);
  return workbook;
}

type Edit = (host: NodeHost, sheet: Sheet) => void;
const table = (host: NodeHost, name: string): Parameters<NodeHost["editor"]["deleteTableRows"]>[0] => {
  const found = host.workbook.sheets.flatMap((sheet) => sheet.tables).find((each) => each.name === name);
  if (found === undefined) throw new Error(`No table ${name}`);
  return found;
};

/** Rows of Bills are 1 … ROWS of the sheet (0-based). */
const KINDS: readonly (readonly [what: string, edit: Edit, counted: boolean])[] = [
  ["a number", (host, sheet) => host.editor.writeValues(sheet, { top: 60, bottom: 60, left: 4, right: 4 }, [[999]]), true],
  ["a number becomes text", (host, sheet) => host.editor.putCells(sheet, [{ row: 60, column: 4, cell: { value: "999", style: 0 } }]), true],
  ["a text", (host, sheet) => host.editor.writeValues(sheet, { top: 60, bottom: 60, left: 1, right: 1 }, [["Gamma"]]), false],
  ["a date", (host, sheet) => host.editor.writeValues(sheet, { top: 61, bottom: 61, left: 3, right: 3 }, [[46_500]]), true],
  ["a cell emptied", (host, sheet) => host.editor.clear(sheet, { top: 100, bottom: 100, left: 7, right: 7 }, "Contents"), true],
  ["a row inserted", (host) => void host.editor.addTableRows(table(host, "Bills"), 30, [["INV-X", "Acme", 46_001, 46_031, 77]]), true],
  ["a row added below", (host) => void host.editor.addTableRows(table(host, "Receipts"), null, [["INV-3", 46_200, 1]]), true],
  ["rows deleted", (host) => host.editor.deleteTableRows(table(host, "Receipts"), 10, 2), true],
  ["a table sorted", (host, sheet) => host.editor.sortRange(sheet, { top: 1, bottom: ROWS, left: 0, right: 4 }, [{ column: 4, ascending: false }], { hasHeaders: false, byColumns: false, matchCase: false }), true],
  ["two amounts swapped", (host, sheet) => host.editor.writeValues(sheet, { top: 60, bottom: 61, left: 4, right: 4 }, [[100 + 60 / 4], [100 + 59 / 4]]), true],
  ["a block pasted", (host, sheet) => host.editor.pasteText(sheet, 20, 0, [["INV-19", "Acme", "2026-01-05", "2026-02-05", "1"], ["INV-20", "Beta", "2026-01-06", "2026-02-06", "2"]]), true],
  ["an edit undone", (host) => void host.editor.undo(), true],
];

interface Rig {
  readonly host: NodeHost;
  readonly sheet: Sheet;
  /** Lets one look happen; true when the ledger was read anew. */
  look(): Promise<boolean>;
  hint(hint: ChangeHint): void;
  readonly view: () => LiveView;
}

async function withRig<T>(before: Edit | null, work: (rig: Rig) => Promise<T>): Promise<T> {
  const workbook = book();
  const host = startNodeHost({ workbook, eventGaps: new Set(["all"]) });
  const uninstall = installGlobals(host);
  const [sheet] = workbook.sheets;
  if (sheet === undefined) throw new Error("No sheet");
  host.editor.addTable(sheet, { top: 0, left: 0, bottom: ROWS, right: 4 }, true, "Bills");
  host.editor.addTable(sheet, { top: 0, left: 6, bottom: ROWS, right: 8 }, true, "Receipts");
  host.editor.addTable(sheet, { top: 0, left: 10, bottom: 1, right: 11 }, true, "Settings");
  before?.(host, sheet);
  let onHint: (hint: ChangeHint) => void = () => undefined;
  const office = createOfficeSource((batch) => host.Excel.run(batch));
  const source: LedgerSource = { ...office, watch: (listener) => ((onHint = listener), office.watch(listener)) };
  let timers: (() => void)[] = [];
  const live = createLiveLedger({ source, setTimer: (start) => (timers.push(start), () => (timers = timers.filter((each) => each !== start))) });
  try {
    await live.view();
    const armed = async (): Promise<void> => {
      while (timers.length === 0) await new Promise((resolve) => setImmediate(resolve));
    };
    return await work({
      host, sheet,
      hint: (hint) => onHint(hint),
      async look() {
        await armed();
        const version = live.peek()?.version;
        const due = timers;
        timers = [];
        for (const fire of due) fire();
        await armed();
        return live.peek()?.version !== version;
      },
      view: () => {
        const view = live.peek();
        if (view === null) throw new Error("No view");
        return view;
      },
    });
  } finally {
    live.stop();
    uninstall();
    host.stop();
  }
}

const beforeUndo: Edit = (host, sheet) => host.editor.writeValues(sheet, { top: 60, bottom: 60, left: 4, right: 4 }, [[5]]);
const seen: string[] = [];

describe("edits of which no event told are found", () => {
  it.each(KINDS)("%s", async (what, edit, counted) => {
    const before = what === "an edit undone" ? beforeUndo : null;
    // By the workbook's own counts, at the first look after the person came to the sheet.
    const byCount = await withRig(before, async ({ host, sheet, look, hint }) => {
      edit(host, sheet);
      hint({ kind: "focus" });
      return look();
    });
    // Without that: by slices and by the counts that are looked at now and then.
    const looks = await withRig(before, async ({ host, sheet, look, view }) => {
      edit(host, sheet);
      let count = 1;
      while (!(await look()) && count < 2 * TICKS_A_ROUND) count++;
      const { ledger } = view();
      if (ledger.kind !== "own") throw new Error(ledger.kind);
      // What is shown now is what the cells hold.
      const bills = table(host, "Bills");
      expect(ledger.invoices.rows.slice(1).map((row) => row[4])).toEqual(Array.from({ length: bills.area.bottom - bills.area.top }, (_, n) => sheet.get(bills.area.top + 1 + n, 4)?.value ?? ""));
      return count;
    });
    seen.push(`${what} | ${byCount ? "yes" : "no"} | ${looks}`);
    expect(byCount).toBe(counted);
    expect(looks).toBeLessThanOrEqual(TICKS_A_ROUND * 1.2 + 2);
  });

  afterAll(() => process.env["SHOW"] === undefined || process.stderr.write(`${seen.join("\n")}\n`));
});

it("looks without an edit read nothing anew", () =>
  withRig(null, async ({ look, hint }) => {
    for (let n = 0; n < TICKS_A_ROUND + 15; n++) {
      if (n % 20 === 0) hint({ kind: "focus" });
      expect(await look()).toBe(false);
    }
  }));
