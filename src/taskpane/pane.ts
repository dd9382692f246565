import { createContext, useContext } from "react";
import type { ChangeSet } from "../actions/action";
import { tell } from "../actions/runAction";
import type { CellRef } from "../core/values/issue";
import { late } from "./late";
import type { PaneServices } from "./services";
import { type ActRunner, createActRunner } from "./state/actRunner";
import { type BillController, createBillController } from "./state/billController";
import { type BookKeeper, createBookKeeper } from "./state/bookKeeper";
import { type CashController, createCashController } from "./state/cashController";
import { type DeviceKeeper, createDeviceKeeper } from "./state/deviceKeeper";
import { type IntegrityController, createIntegrityController } from "./state/integrityController";
import { type RecoveryController, createRecoveryController } from "./state/recoveryController";
import { type LockController, createLockController } from "./state/lockController";
import { type NumbersController, createNumbersController } from "./state/numbersController";
import { type AuditController, createAuditController } from "./state/auditController";
import { type TypedController, createTypedController } from "./state/typedController";
import { customerOfSelection } from "./state/customerOfSelection";
import { type CloseStep, type NavigationState, type Place, createNavigation } from "./state/navigation";
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
  readonly device: DeviceKeeper;
  readonly recovery: RecoveryController;
  readonly numbers: NumbersController;
  readonly integrity: IntegrityController;
  readonly lock: LockController;
  readonly audit: AuditController;
  readonly typed: TypedController;
  readonly update: ActRunner;
  readonly selfTest: SelfTestController;
  go(place: Place): void;
  /** Opens a customer's card; Back leads to where the person is now. */
  openCustomer(id: string): void;
  /** Opens a step of Close; Back leads to where the person is now. */
  openClose(step: CloseStep): void;
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

export function createPane(given: PaneServices): Pane {
  const device = createDeviceKeeper(given);
  const { services } = device;
  const keeper = createBookKeeper(services, device);
  const recovery = createRecoveryController(services, keeper, device);
  keeper.store.subscribe(() => {
    const { reading } = keeper.store.get();
    if (reading?.kind === "open") recovery.runOnce(device.store.get().ledger);
  });
  const navigation = createNavigation();
  const say = (announcement: string): void => navigation.patch({ announcement });
  return {
    services,
    keeper,
    navigation,
    setup: createSetupController(services, keeper, device),
    bill: createBillController(services, keeper),
    cash: createCashController(services, keeper),
    settings: createSettingsController(services, keeper),
    device,
    recovery,
    numbers: createNumbersController(services, keeper, device),
    integrity: createIntegrityController(services, keeper),
    lock: createLockController(services, keeper),
    audit: createAuditController(),
    typed: createTypedController(services, keeper),
    update: createActRunner(services, keeper, async () => (await late()).migrate, { isSame: sameUpdate }),
    selfTest: createSelfTestController(services),
    go: (place) => navigation.patch({ place, cameFrom: null, announcement: "" }),
    openCustomer: (customer) => navigation.set((state) => ({ ...state, customer, customerAsOf: "", place: "customers", cameFrom: elsewhere(state.place, "customers"), announcement: "" })),
    openClose: (close) => navigation.set((state) => ({ ...state, close, place: "close", cameFrom: elsewhere(state.place, "close"), announcement: "" })),
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
        const { showInvoice } = await late();
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

/** Each plan of an update makes an id of its own for the ledger; what else it adds must be what was seen. */
function sameUpdate(seen: ChangeSet, now: ChangeSet): boolean {
  return JSON.stringify(seen.newColumns) === JSON.stringify(now.newColumns) && seen.entries.length === now.entries.length;
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
