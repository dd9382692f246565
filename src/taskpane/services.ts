import type { ActionEnv } from "../actions/action";
import type { PostingQueue } from "../actions/posting/queue";
import type { SharedBook } from "../actions/posting/sharedBook";
import type { Clock } from "../live/clock";
import type { LiveLedger } from "../live/liveLedger";
import type { TableShape } from "../live/source";
import type { Workbook } from "../workbook/port";
import type { InvoiceSheet } from "../workbook/invoiceSheetPort";
import type { SheetPort } from "../workbook/sheetPort";
import type { Witness, WitnessStore } from "../workbook/witness";
import type { SelfTest, SelfTestPlace } from "./model/selfTest";
import type { Regional } from "./model/regional";

/** Everything outside the pane that its controllers use; given by the composition root, or by a test. */
export interface PaneServices {
  /** For acts: fails at once while a cell is being edited. */
  readonly workbook: Workbook;
  /** For looking: waits until a cell edit is finished. */
  readonly reader: Workbook;
  readonly sheet: SheetPort;
  /** Shows one document at a time. */
  readonly invoiceSheet: InvoiceSheet;
  /** Every table of the workbook with its headers. */
  readonly tables: () => Promise<readonly TableShape[]>;
  readonly live: LiveLedger;
  readonly clock: Clock;
  readonly env: () => ActionEnv;
  readonly regional: Regional;
  readonly device: DeviceMemory;
  /** What this device remembers of what it posted; left out: nothing is remembered, and nothing is said of it. */
  readonly witness?: WitnessStore;
  /** What this device remembers of the open ledger, as last looked up; plans are made with it. */
  readonly remembered?: () => Witness | null;
  /** Lets one act at a time at the workbook, also among several panes. */
  readonly queue?: PostingQueue;
  /** Lets the sheet and the screen have their turn in a long run; asked for often, and over at once most of the time. */
  readonly pause?: () => Promise<void>;
  /** While other people edit the workbook at the same time: an act then waits until its rows have survived their edits. */
  readonly shared?: () => SharedBook | null;
  /** False where this Excel lets nothing be copied. */
  readonly copyText: (text: string) => Promise<boolean>;
  /** The conformance list, fetched when it is asked for. */
  readonly selfTest: () => Promise<SelfTest>;
  /** Which Excel this is. */
  readonly place: () => Omit<SelfTestPlace, "at">;
  /** Name or address of the open file; "" or left out where it is not known. */
  readonly fileAddress?: () => string;
  /** "10:42" */
  readonly timeOfDay: () => string;
}

/** What this device remembers of the person; only for convenience, and empty where storage is denied. */
export interface DeviceMemory {
  get(key: DeviceText): string;
  set(key: DeviceText, value: string): void;
}

/** What the person is called; the ledgers that were open under a file name, a line each. */
export type DeviceText = "by" | `file ${string}`;
