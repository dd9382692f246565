import { createContext, useContext } from "react";
import type { CellRef } from "../core/values/issue";
import type { PaneServices } from "./services";
import { type BillController, createBillController } from "./state/billController";
import { type BookKeeper, createBookKeeper } from "./state/bookKeeper";
import { type CashController, createCashController } from "./state/cashController";
import { type NavigationState, type Place, createNavigation } from "./state/navigation";
import { type SettingsController, createSettingsController } from "./state/settingsController";
import { type SetupController, createSetupController } from "./state/setupController";
import type { Store } from "./store";

/** All controllers of one open pane. They outlive the screens, so that nothing typed is lost by leaving one. */
export interface Pane {
  readonly services: PaneServices;
  readonly keeper: BookKeeper;
  readonly navigation: Store<NavigationState>;
  readonly setup: SetupController;
  readonly bill: BillController;
  readonly cash: CashController;
  readonly settings: SettingsController;
  go(place: Place): void;
  /** Selects the cell in the sheet; what cannot be selected any more is left alone. */
  selectCell(at: CellRef | string): void;
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
    go: (place) => navigation.patch({ place, announcement: "" }),
    selectCell: (at) => {
      const address = typeof at === "string" ? at : at.address;
      if (address !== undefined) services.reader.select(address).catch(() => undefined);
    },
    say,
  };
}

export const PaneContext = createContext<Pane | null>(null);

export function usePane(): Pane {
  const pane = useContext(PaneContext);
  if (pane === null) throw new Error("usePane outside a pane");
  return pane;
}
