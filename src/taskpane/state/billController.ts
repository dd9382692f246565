import { createInvoices } from "../../actions/createInvoices";
import type { ActionResult } from "../../actions/runAction";
import { inSlices } from "../../actions/posting/slices";
import { formatIsoDate } from "../../core/values/plainDate";
import type { LineField } from "../../workbook/sourceColumns";
import { isBillable } from "../model/billableTables";
import { type BillPlan, type InvoiceCard, isPartOf, planBill, sameDocuments } from "../model/billPlan";
import { formatDate, parseDateText } from "../model/regional";
import type { PaneServices } from "../services";
import { type Store, createStore } from "../store";
import { STRINGS } from "../strings";
import type { BookKeeper } from "./bookKeeper";
import { type Notice, noticeOfFault } from "./notice";
import { post } from "./post";

export type BillStep = "source" | "check" | "preview" | "done";

export interface BillState {
  readonly step: BillStep;
  /** Where the person is in the sheet; null when several areas are selected. */
  readonly selection: string | null;
  /** "" is the selection, else a table's name. */
  readonly table: string;
  /** What the rows were read from; a table's name or an address. */
  readonly source: string;
  readonly corrections: ReadonlyMap<LineField, string>;
  /** 1-based rows that the person left out. */
  readonly leftOut: ReadonlySet<number>;
  /** Keys of cards that are not to be posted now. */
  readonly unchecked: ReadonlySet<string>;
  readonly dateText: string;
  readonly byReference: boolean;
  readonly plan: BillPlan | null;
  readonly entryId: string;
  readonly busy: "reading" | "posting" | null;
  /** How much of the plan is worked out, from 0 to 1; null before that. */
  readonly planShare: number | null;
  /** Documents posted so far, of how many; null when nothing is being posted. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly isCancelling: boolean;
  readonly notice: Notice | null;
  readonly result: ActionResult | null;
}

export interface BillController {
  readonly store: Store<BillState>;
  /** Begins anew with what is selected, or with a table. */
  begin(table?: string): Promise<void>;
  /** Comes back to what was begun; what was typed is still there. */
  enter(): Promise<void>;
  chooseTable(table: string): void;
  /** Reads the rows and goes on: to what is wrong, or straight to the preview. */
  check(): Promise<void>;
  correct(field: LineField, header: string): Promise<void>;
  leaveOut(row: number, out: boolean): Promise<void>;
  setDate(text: string): void;
  groupByReference(on: boolean): Promise<void>;
  toggleCard(key: string): void;
  toPreview(): void;
  back(): void;
  /** Posts what is shown; again after a stop or without an answer: the rest, and nothing twice. */
  post(): Promise<void>;
  /** Ends the reading of the rows, with nothing written; ends a run after the invoices that are being written. */
  cancel(): void;
  /** Starts over with nothing chosen. */
  reset(): void;
}

/** Edits in the sheet are gathered this long before the rows are read again. */
const QUIET = 250;

export function createBillController(services: PaneServices, keeper: BookKeeper): BillController {
  const first: BillState = {
    step: "source", selection: null, table: "", source: "", corrections: new Map(), leftOut: new Set(), unchecked: new Set(), dateText: "", byReference: true,
    plan: null, entryId: "", busy: null, planShare: null, progress: null, isCancelling: false, notice: null, result: null,
  };
  const store = createStore<BillState>(first);
  let timer: ReturnType<typeof setTimeout> | null = null;
  let watching = false;
  let readings = 0;
  let cancel = { isCancelled: false };

  function given(state: BillState, exclude: ReadonlySet<number>): Readonly<Record<string, unknown>> {
    const date = parseDateText(state.dateText, services.regional);
    return {
      ...(date === null ? {} : { invoiceDate: formatIsoDate(date) }),
      groupBy: state.byReference ? ["customer", "reference", "currency"] : ["customer", "currency"],
      source: state.source, mapping: Object.fromEntries(state.corrections), exclude: [...exclude].sort((a, b) => a - b),
    };
  }

  /** Reads the rows again and plans; answers of an earlier reading are dropped. */
  async function read(): Promise<BillPlan | null> {
    const reading = ++readings;
    store.patch({ busy: "reading", planShare: null });
    try {
      const state = store.get();
      const decoded = createInvoices.decode(given(state, state.leftOut));
      if (!decoded.ok) throw new Error(decoded.rejections.map(({ code }) => code).join(", "));
      const env = { ...services.env(), entryId: state.entryId };
      const snapshot = await services.reader.read(createInvoices.reads(decoded.value, env));
      if (reading !== readings) return null;
      const plan = await planBill(snapshot, decoded.value, env, {
        pause: services.pause,
        // Cancelled by the person, or by a newer reading.
        cancel: { get isCancelled() { return reading !== readings; } },
        onShare: showShare,
      });
      if (plan !== null) store.patch({ plan, busy: null, planShare: null, notice: null });
      return plan;
    } catch (thrown) {
      if (reading === readings) store.patch({ busy: null, notice: noticeOfFault(thrown) });
      return null;
    }
  }

  /**
   * A reading that an edit began, or is about to begin, is not waited for, and the click is not lost to it: posting reads
   * the rows itself and posts only what the person has seen.
   */
  function leaveOlderReadings(): void {
    readings += 1;
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  /** Every hundredth once: the screen is drawn at each change. */
  function showShare(share: number): void {
    const shown = Math.floor(share * 100) / 100;
    if (store.get().planShare !== shown) store.patch({ planShare: shown });
  }

  /** What was shown may not be what the sheet says by now: it goes. */
  function leaveReading(): void {
    readings += 1;
    store.patch({ step: "source", plan: null, busy: null, planShare: null, notice: { intent: "info", text: STRINGS.bill.planStopped, at: null } });
  }

  async function readSelection(): Promise<void> {
    try {
      store.patch({ selection: await services.sheet.selection() });
    } catch {
      // The address is shown for orientation; reading the rows says what is wrong.
    }
  }

  function watch(): void {
    if (watching) return;
    watching = true;
    const again = (): void => {
      watching = false;
    };
    services.sheet.onSelection(() => {
      if (store.get().step === "source") void readSelection();
    }).catch(again);
    services.sheet.onChange(() => {
      const { step, busy } = store.get();
      if ((step !== "check" && step !== "preview") || busy === "posting") return;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(() => void read(), QUIET);
    }).catch(again);
  }

  async function start(table: string): Promise<void> {
    watch();
    if (store.get().busy === "posting") return;
    readings += 1;
    store.set((state) => ({ ...first, selection: state.selection, table, dateText: formatDate(keeper.today(), services.regional), entryId: services.env().newEntryId() }));
    await readSelection();
  }

  return {
    store,
    begin: (table) => start(table ?? ""),
    enter: async () => {
      if (store.get().entryId === "") await start("");
      else if (store.get().step === "source") await readSelection();
    },
    chooseTable: (table) => store.patch({ table, notice: null }),
    check: async () => {
      const { table, dateText } = store.get();
      if (table === "") await readSelection();
      const source = table === "" ? (store.get().selection ?? "") : table;
      store.patch({ source, corrections: new Map(), leftOut: new Set(), unchecked: new Set(), dateText: dateText || formatDate(keeper.today(), services.regional) });
      const plan = await read();
      if (plan !== null) store.patch({ step: plan.told.length === 0 ? "preview" : "check" });
    },
    correct: async (field, header) => {
      store.set((state) => {
        const corrections = new Map(state.corrections);
        if (header === "") corrections.delete(field);
        else corrections.set(field, header);
        return { ...state, corrections };
      });
      await read();
    },
    leaveOut: async (row, out) => {
      store.set((state) => {
        const leftOut = new Set(state.leftOut);
        if (out) leftOut.add(row);
        else leftOut.delete(row);
        return { ...state, leftOut };
      });
      await read();
    },
    setDate: (dateText) => {
      store.patch({ dateText });
      if (parseDateText(dateText, services.regional) === null) return;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(() => void read(), QUIET);
    },
    groupByReference: async (byReference) => {
      store.patch({ byReference, unchecked: new Set() });
      await read();
    },
    toggleCard: (key) =>
      store.set((state) => {
        const unchecked = new Set(state.unchecked);
        if (!unchecked.delete(key)) unchecked.add(key);
        return { ...state, unchecked };
      }),
    toPreview: () => store.patch({ step: "preview", notice: null }),
    back: () =>
      store.set((state) => {
        const before: Readonly<Record<BillStep, BillStep>> = { source: "source", check: "source", preview: (state.plan?.told.length ?? 0) > 0 ? "check" : "source", done: "source" };
        return { ...state, step: before[state.step], notice: null };
      }),
    post: async () => {
      const state = store.get();
      if (state.busy === "posting" || !keeper.canPost()) return;
      leaveOlderReadings();
      const seen = chosenCards(state).map(({ summary }) => summary);
      const isAgain = state.result !== null;
      cancel = { isCancelled: false };
      store.patch({ busy: "posting", planShare: null, progress: { done: 0, total: seen.length }, isCancelling: false, notice: null });
      try {
        const result = await post(services, {
          action: createInvoices, given: given(state, excludedRows(state)), entryId: state.entryId, cancel,
          isAsSeen: ({ documents }) => inSlices(isAgain ? isPartOf(documents, seen) : sameDocuments(seen, documents), services.pause),
          onProgress: (progress) => store.patch({ progress }),
        });
        store.patch({ busy: null, progress: null });
        await settle(result);
      } catch (thrown) {
        store.patch({ busy: null, progress: null, notice: noticeOfFault(thrown) });
      }
    },
    cancel: () => {
      if (store.get().busy === "reading") return leaveReading();
      cancel.isCancelled = true;
      store.patch({ isCancelling: true });
    },
    reset: () => {
      readings += 1;
      store.set((state) => ({ ...first, selection: state.selection, dateText: formatDate(keeper.today(), services.regional), entryId: services.env().newEntryId() }));
      void readSelection();
    },
  };

  async function settle(result: ActionResult): Promise<void> {
    // Ended while the plan was worked out once more: what was previewed still stands there.
    if (result.status === "stopped" && result.left === undefined) return store.patch({ notice: { intent: "info", text: STRINGS.bill.planStopped, at: null } });
    if (result.status === "posted" || result.status === "exists" || result.status === "pending" || result.status === "stopped") {
      store.patch({ step: "done", result });
      void keeper.refresh();
      return;
    }
    // Refused, or the sheet says something else than what was seen: show what is there now.
    await read();
    const [told] = [...result.rejections, ...result.issues.filter(({ severity }) => severity === "error")];
    store.patch({ notice: told === undefined ? CHANGED : { intent: "error", text: told.message, at: told.at } });
  }
}

const CHANGED: Notice = { intent: "warning", text: STRINGS.bill.changed, at: null };

export function chosenCards(state: BillState): readonly InvoiceCard[] {
  return (state.plan?.cards ?? []).filter(({ key }) => !state.unchecked.has(key));
}

/** Rows left out one by one, and those of the cards that are not to be posted. */
export function excludedRows(state: BillState): ReadonlySet<number> {
  const rows = (state.plan?.cards ?? []).filter(({ key }) => state.unchecked.has(key)).flatMap((card) => card.rows);
  return new Set([...state.leftOut, ...rows]);
}

/** Tables to choose from: those that look like billable work first, the person's others after them. */
export function sourceTables(shapes: readonly { readonly name: string; readonly headers: readonly string[] }[], isOwn: (name: string) => boolean): readonly string[] {
  const others = shapes.filter(({ name }) => !isOwn(name));
  return [...others].sort((a, b) => Number(isBillable(b.name, b.headers)) - Number(isBillable(a.name, a.headers))).map(({ name }) => name);
}
