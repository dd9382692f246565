import { requestPlace, type RequestedPlace } from "./requestedPlace";

/** The names that manifest.xml and shortcuts.json give to our commands, and the place in the pane each one opens. */
export const PLACE_OF_COMMAND = {
  OPEN_PANE: "home",
  CREATE_INVOICES: "createInvoices",
  RECEIVE_PAYMENT: "receivePayment",
  EXPLAIN_BALANCE: "explainBalance",
  CHECK_LEDGER: "checkLedger",
} as const satisfies Readonly<Record<string, RequestedPlace>>;

/** The command that opens no place: it makes every BILLING figure be worked out again. */
export const REFRESH_COMMAND = "REFRESH_FIGURES";

export interface CommandHost {
  /** Office.actions.associate */
  associate(name: string, run: (event: { completed(): void }) => void): void;
  /** Office.addin.showAsTaskpane */
  showPane(): Promise<void>;
  refreshFigures(): Promise<void>;
}

/**
 * Ties the ribbon, the context menu and the shortcuts to what they do. Excel waits for `completed()` and shows a spinner
 * meanwhile, so it is called on every path; a fault is left to the pane, which shows it when it opens.
 */
export function registerCommands(host: CommandHost): void {
  for (const [name, place] of Object.entries(PLACE_OF_COMMAND)) {
    host.associate(name, (event) => {
      requestPlace(place);
      finish(host.showPane(), event);
    });
  }
  host.associate(REFRESH_COMMAND, (event) => finish(host.refreshFigures(), event));
}

function finish(work: Promise<void>, event: { completed(): void }): void {
  work.then(
    () => event.completed(),
    () => event.completed(),
  );
}
