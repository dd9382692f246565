import { createContext, useContext } from "react";
import { tell } from "../actions/runAction";
import { showInvoice } from "../actions/showInvoice";
import type { CellRef } from "../core/values/issue";
import type { PaneServices } from "./services";
import { type BillController, createBillController } from "./state/billController";
import { type BookKeeper, createBookKeeper } from "./state/bookKeeper";
import { type CheckController, createCheckController } from "./state/checkController";
import { type CashController, createCashController } from "./state/cashController";
import { customerOfSelection } from "./state/customerOfSelection";
import { type NavigationState, type Place, createNavigation } from "./state/navigation";
import { type SelfTestController, createSelfTestController } from "./state/selfTestController";
import { type SettingsController, createSettingsController } from "./state/settingsController";
import { type SetupController, createSetupController } from "./state/setupController";
import { type Notice, noticeOfFault, noticeOfTold } from "./state/notice";
import type { Store } from "./store";
import { STRINGS } from "./strings";

/** All controllers of one open pane. They outlive the screens, so that nothing typed is lost by leaving one. */
export interface Pane {
  readonly services: PaneServices;
  readonly keeper: BookKeeper;
  readonly navigation: Store<NavigationState>;
  readonly setup: SetupController;
  readonly bill: BillController;
  readonly cash: CashController;
  readonly settings: SettingsController;
  readonly check: CheckController;
  readonly selfTest: SelfTestController;
  go(place: Place): void;
  /** Opens a customer's card; Back leads to where the person is now. */
  openCustomer(id: string): void;
  /** Opens the ledger check; Back leads to where the person is now. */
  openCheck(): void;
  openSelfTest(): void;
  /** Leaves a deeper step: closes it with these fields and goes to where it was opened. */
  goBack(closed: Partial<NavigationState>): void;
  /** Opens the card of the customer in the selected cell, or says that none is there. */
  explainSelection(): Promise<void>;
  /** Selects the cell in the sheet; what cannot be selected any more is left alone. */
  selectCell(at: CellRef | string): void;
  /** Shows a posted document on the Invoice sheet; resolves to what stood in the way, or null. */
  showDocument(number: string): Promise<Notice | null>;
  /** Says and shows a short line at the foot of the pane, until the next thing happens. */
  say(text: string): void;
}

export function createPane(services: PaneServices): Pane {
  const keeper = createBookKeeper(services);
  const navigation = createNavigation();
  const say = (announcement: string): void => navigation.patch({ announcement });
  return {
    services,
    keeper,
    navigation,
    setup: createSetupController(services, keeper),
    bill: createBillController(services, keeper),
    cash: createCashController(services, keeper),
    settings: createSettingsController(services, keeper),
    check: createCheckController(services),
    selfTest: createSelfTestController(services),
    go: (place) => navigation.patch({ place, cameFrom: null, announcement: "" }),
    openCustomer: (customer) => navigation.set((state) => ({ ...state, customer, customerAsOf: "", place: "customers", cameFrom: elsewhere(state.place, "customers"), announcement: "" })),
    openCheck: () => navigation.set((state) => ({ ...state, todo: "ledgerCheck", place: "home", cameFrom: elsewhere(state.place, "home"), announcement: "" })),
    openSelfTest: () => navigation.patch({ place: "close", isSelfTesting: true, cameFrom: null, announcement: "" }),
    goBack: (closed) => navigation.set((state) => ({ ...state, ...closed, place: state.cameFrom ?? state.place, cameFrom: null, announcement: "" })),
    explainSelection: async () => {
      navigation.patch({ place: "customers", cameFrom: null, announcement: "" });
      try {
        const { address, customer } = await customerOfSelection(services, keeper);
        if (customer !== null) navigation.patch({ customer, customerAsOf: "" });
        else {
          navigation.patch({ customer: null });
          say(STRINGS.customers.noneSelected(address ?? ""));
        }
      } catch (thrown) {
        say(noticeOfFault(thrown).text);
      }
    },
    selectCell: (at) => {
      const address = typeof at === "string" ? at : at.address;
      if (address !== undefined) services.reader.select(address).catch(() => undefined);
    },
    showDocument: async (number) => {
      try {
        const shown = await showInvoice({ number }, { workbook: services.reader, sheet: services.invoiceSheet });
        if (shown.ok) {
          say(STRINGS.shownOn(shown.value.number, shown.value.sheet));
          return null;
        }
        const [refusal] = shown.rejections;
        return refusal === undefined ? null : noticeOfTold(tell({ ...refusal, severity: "error" }));
      } catch (thrown) {
        return noticeOfFault(thrown);
      }
    },
    say,
  };
}

function elsewhere(from: Place, to: Place): Place | null {
  return from === to ? null : from;
}

export const PaneContext = createContext<Pane | null>(null);

export function usePane(): Pane {
  const pane = useContext(PaneContext);
  if (pane === null) throw new Error("usePane outside a pane");
  return pane;
}
