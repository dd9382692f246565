import { formatIsoDate } from "../../core/values/plainDate";
import { plainHeader } from "../../workbook/columnMapping";
import { rawCell, viewTable } from "../../workbook/tables";
import { SETTING_DEFAULTS } from "../../workbook/settings";
import { late } from "../late";
import { type FieldProblem } from "../model/paymentForm";
import { formatDate, parseDateText } from "../model/regional";
import type { PaneServices } from "../services";
import { type Store, createStore } from "../store";
import { STRINGS } from "../strings";
import type { BookKeeper } from "./bookKeeper";
import { type Notice, noticeOfFault, noticeOfTold } from "./notice";
import { postingOptions } from "./post";
import { runAction } from "../../actions/runAction";

/** Settings that hold a date: shown and typed as dates are written here. */
const DATE_SETTINGS: ReadonlySet<string> = new Set(["Sample date", "Locked through"]);

export interface SettingsState {
  /** What was typed and is not saved, by setting. */
  readonly edits: ReadonlyMap<string, string>;
  /** What the person calls themselves, on this device. */
  readonly by: string;
  readonly entryId: string;
  readonly isSaving: boolean;
  readonly notices: readonly Notice[];
}

export interface SettingsController {
  readonly store: Store<SettingsState>;
  /** The value to show: what is typed, else what the workbook says. */
  value(setting: string): string;
  edit(setting: string, text: string): void;
  setBy(text: string): void;
  problem(setting: string): FieldProblem | null;
  isChanged(): boolean;
  save(): Promise<void>;
  discard(): void;
}

export function createSettingsController(services: PaneServices, keeper: BookKeeper): SettingsController {
  const store = createStore<SettingsState>({ edits: new Map(), by: services.device.get("by"), entryId: "", isSaving: false, notices: [] });

  /** As it stands in the workbook, or the default that holds where it says nothing. */
  function saved(setting: string): string {
    const { reading } = keeper.store.get();
    const view = reading === null ? null : viewTable(reading.snapshot, "Settings");
    const row = view?.snapshot.rows.findIndex((_, index) => plainHeader(String(rawCell(view, index, "Setting"))) === plainHeader(setting)) ?? -1;
    const cell = view === null || row < 0 ? "" : rawCell(view, row, "Value");
    const text = typeof cell === "object" ? cell.error : String(cell).trim();
    if (reading?.kind === "open" && DATE_SETTINGS.has(setting)) {
      const date = setting === "Sample date" ? reading.book.settings.sampleDate : reading.book.settings.lockedThrough;
      return date === null ? "" : formatDate(date, services.regional);
    }
    return text === "" ? (SETTING_DEFAULTS.find(([name]) => name === setting)?.[1] ?? "") : text;
  }

  function problem(setting: string): FieldProblem | null {
    const text = store.get().edits.get(setting);
    if (text === undefined || text.trim() === "" || !DATE_SETTINGS.has(setting)) return null;
    return parseDateText(text, services.regional) === null ? { code: "dateNotUnderstood" } : null;
  }

  /** The value as Settings keeps it: dates as ISO texts. */
  function stored(setting: string, text: string): string {
    const date = DATE_SETTINGS.has(setting) ? parseDateText(text, services.regional) : null;
    return date === null ? text.trim() : formatIsoDate(date);
  }

  return {
    store,
    value: (setting) => store.get().edits.get(setting) ?? saved(setting),
    edit: (setting, text) =>
      store.set((state) => {
        const edits = new Map(state.edits);
        if (text === saved(setting)) edits.delete(setting);
        else edits.set(setting, text);
        return { ...state, edits, entryId: services.env().newEntryId(), notices: [] };
      }),
    setBy: (by) => {
      services.device.set("by", by.trim());
      store.patch({ by });
    },
    problem,
    isChanged: () => store.get().edits.size > 0,
    save: async () => {
      const { edits, entryId, isSaving } = store.get();
      if (isSaving || edits.size === 0 || [...edits.keys()].some((setting) => problem(setting) !== null)) return;
      store.patch({ isSaving: true, notices: [] });
      try {
        const given = { settings: Object.fromEntries([...edits].map(([setting, text]) => [setting, stored(setting, text)])) };
        const { saveSettings } = await late();
        const result = await runAction(saveSettings, given, { ...postingOptions(services), entryId });
        if (result.status === "refused") return store.patch({ isSaving: false, notices: [...result.rejections, ...result.issues].map(noticeOfTold) });
        await keeper.refresh();
        store.patch({ isSaving: false, edits: new Map(), notices: [{ intent: "success", text: STRINGS.settings.saved, at: null }, ...result.issues.map(noticeOfTold)] });
      } catch (thrown) {
        store.patch({ isSaving: false, notices: [noticeOfFault(thrown)] });
      }
    },
    discard: () => store.patch({ edits: new Map(), notices: [] }),
  };
}
