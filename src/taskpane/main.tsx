import { createDOMRenderer } from "@fluentui/react-components";
import { createRoot } from "react-dom/client";
import { liveLedger } from "../functions/main";
import { createPostingQueue } from "../actions/posting/queue";
import { createClock } from "../live/clock";
import { createOfficeInvoiceSheet } from "../workbook/office/invoiceSheet";
import { createOfficeSource } from "../workbook/office/liveSource";
import { createOfficeSheet } from "../workbook/office/officeSheet";
import { type ExcelRunner, createOfficeWorkbook } from "../workbook/office/officeWorkbook";
import { FIRST_SEAT } from "../workbook/seriesState";
import { createDeviceStore } from "./deviceStore";
import { APP_VERSION, copyText, createDeviceMemory, newEntryId } from "./environment";
import { ISO_REGIONAL, type Regional, readRegional } from "./model/regional";
import { type Pane, PaneContext, createPane } from "./pane";
import { onPlaceRequested, takeRequestedPlace } from "./requestedPlace";
import { App } from "./screens/App";
import { createBreath } from "./breath";
import { createOthersAtWork } from "./state/othersAtWork";
import { loadSelfTest } from "./selfTestLoader";
import type { PaneServices } from "./services";
import { STRINGS } from "./strings";
import { styleNonce } from "./styleNonce";
import { ThemedPane } from "./ThemedPane";
import { webLock } from "./webLock";

export interface PaneStart {
  /** False when the page was opened by itself in a browser, outside a workbook. */
  readonly insideExcel: boolean;
}

/** Composition root of the pane: puts its UI on the page. Called once, by load.ts, when Office is ready. */
export function startPane(start: PaneStart): void {
  const container = document.getElementById("root");
  if (container === null) throw new Error("taskpane.html has no #root");
  const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce: styleNonce(document) } });
  const root = createRoot(container);
  const show = (content: React.ReactNode): void =>
    root.render(
      <ThemedPane officeBackground={start.insideExcel ? officeBackground : () => null} renderer={renderer}>
        {content}
      </ThemedPane>,
    );
  if (!start.insideExcel) return show(<p style={{ padding: "24px 16px" }}>{STRINGS.outside}</p>);
  void readRegionalSettings().then((regional) => {
    const ledger = { id: "" };
    const pane = createPane(officeServices(regional, () => ledger.id));
    pane.device.store.subscribe(() => (ledger.id = pane.device.store.get().ledger));
    pane.keeper.start();
    followRequests(pane);
    show(
      <PaneContext value={pane}>
        <App />
      </PaneContext>,
    );
  });
}

const runNow: ExcelRunner = (batch) => Excel.run(batch);
/** Waits until a cell edit is finished instead of failing. */
const runPatiently: ExcelRunner = (batch) => Excel.run({ delayForCellEdit: true }, batch);

function officeServices(regional: Regional, ledger: () => string): PaneServices {
  const clock = createClock();
  const lock = webLock();
  const device = createDeviceMemory();
  const source = createOfficeSource(runPatiently);
  const sheet = createOfficeSheet(runPatiently);
  return {
    workbook: createOfficeWorkbook(runNow, { mayBeLarge: true }),
    reader: createOfficeWorkbook(runPatiently, { mayBeLarge: true }),
    sheet,
    witness: createDeviceStore({ newId: () => newEntryId() }),
    // Old web views have no locks: the queue of this pane alone is left.
    queue: createPostingQueue(lock === null ? undefined : { lock, name: ledger }),
    pause: createBreath(),
    shared: createOthersAtWork(sheet),
    invoiceSheet: createOfficeInvoiceSheet(runNow),
    tables: async () => (await source.describe()).tables,
    live: liveLedger(),
    clock,
    env: () => ({ newEntryId: () => newEntryId(), now: new Date().toISOString(), today: clock.today(), by: device.get("by"), seat: FIRST_SEAT, appVersion: APP_VERSION }),
    regional,
    device,
    copyText,
    selfTest: loadSelfTest,
    place: () => ({ platform: String(Office.context.platform), version: Office.context.diagnostics.version, app: APP_VERSION }),
    // Not every Excel says it of a workbook that was never saved.
    fileAddress: () => String(Office.context.document?.url ?? ""),
    timeOfDay: () => new Date().toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  };
}

/** An Excel that does not tell how it writes numbers gets the international way. */
async function readRegionalSettings(): Promise<Regional> {
  try {
    return readRegional(await createOfficeSheet(runPatiently).regional());
  } catch {
    return ISO_REGIONAL;
  }
}

function officeBackground(): string | null {
  const theme: Office.OfficeTheme | undefined = Office.context.officeTheme;
  return theme?.bodyBackgroundColor ?? null;
}

/** Goes where the ribbon, the context menu or a shortcut asked to go, now and later. */
function followRequests(pane: Pane): void {
  const follow = (): void => {
    const place = takeRequestedPlace();
    switch (place) {
      case null:
        return;
      case "createInvoices":
        pane.go("bill");
        void pane.bill.begin();
        return;
      case "receivePayment":
        pane.go("cash");
        return;
      case "explainBalance":
        void pane.explainSelection();
        return;
      case "checkLedger":
        pane.openClose("integrity");
        return;
      case "home":
        pane.go("home");
        return;
    }
  };
  onPlaceRequested(follow);
  follow();
}
