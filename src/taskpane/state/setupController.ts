import { runAction, tell } from "../../actions/runAction";
import { late } from "../late";
import type { PaneServices } from "../services";
import { type Store, createStore } from "../store";
import { FIRST_SEAT } from "../../workbook/seriesState";
import type { BookKeeper } from "./bookKeeper";
import type { DeviceKeeper } from "./deviceKeeper";
import { type Notice, noticeOfFault, noticeOfTold } from "./notice";
import { postingOptions } from "./post";

export interface SetupState {
  readonly isOpen: boolean;
  readonly companyName: string;
  readonly currency: string;
  /** The sheets that would be made; null until they are known. */
  readonly sheets: readonly string[] | null;
  readonly entryId: string;
  readonly busy: "planning" | "making" | null;
  readonly notices: readonly Notice[];
}

export interface SetupController {
  readonly store: Store<SetupState>;
  /** Works out what Set up would make, and shows it. */
  open(): Promise<void>;
  close(): void;
  edit(fields: Partial<Pick<SetupState, "companyName" | "currency">>): void;
  /** Makes the tables. True when the ledger is there. */
  make(): Promise<boolean>;
}

export function createSetupController(services: PaneServices, keeper: BookKeeper, device: DeviceKeeper): SetupController {
  const store = createStore<SetupState>({ isOpen: false, companyName: "", currency: "EUR", sheets: null, entryId: "", busy: null, notices: [] });
  const given = (): Readonly<Record<string, unknown>> => ({ companyName: store.get().companyName.trim(), currency: store.get().currency.trim() });
  /** Who sets a ledger up posts to it first: nobody has to be asked whose numbers to use. */
  async function noteNumbers(): Promise<void> {
    const { reading } = keeper.store.get();
    if (reading?.kind !== "open" || reading.book.entries.length > 0) return;
    await device.own(reading.snapshot, FIRST_SEAT);
    await keeper.refresh();
  }

  return {
    store,
    open: async () => {
      store.patch({ isOpen: true, busy: "planning", notices: [], entryId: services.env().newEntryId() });
      try {
        const { setup } = await late();
        const decoded = setup.decode({});
        if (!decoded.ok) throw new Error("Set up refuses no input");
        const env = { ...services.env(), entryId: store.get().entryId };
        const planned = setup.plan(await services.reader.read(setup.reads(decoded.value, env)), decoded.value, env);
        if (planned.ok) store.patch({ busy: null, sheets: planned.value.newTables.map(({ sheet }) => sheet) });
        else store.patch({ busy: null, sheets: null, notices: planned.rejections.map((item) => noticeOfTold(tell({ ...item, severity: "error" }))) });
      } catch (thrown) {
        store.patch({ busy: null, notices: [noticeOfFault(thrown)] });
      }
    },
    close: () => store.patch({ isOpen: false, notices: [] }),
    edit: (fields) => store.patch({ ...fields, notices: [] }),
    make: async () => {
      const { busy, entryId } = store.get();
      if (busy !== null) return false;
      store.patch({ busy: "making", notices: [] });
      try {
        const { setup } = await late();
        const result = await runAction(setup, given(), { ...postingOptions(services), entryId });
        if (result.status === "refused") {
          store.patch({ busy: null, notices: [...result.rejections, ...result.issues].map(noticeOfTold) });
          return false;
        }
        await keeper.refresh();
        await noteNumbers();
        store.patch({ busy: null, isOpen: false });
        return true;
      } catch (thrown) {
        store.patch({ busy: null, notices: [noticeOfFault(thrown)] });
        return false;
      }
    },
  };
}
