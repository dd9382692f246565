import { acceptCopy } from "../actions/acceptCopy";
import { claimSeat } from "../actions/claimSeat";
import { creditInvoice } from "../actions/creditInvoice";
import { cure } from "../actions/cure";
import { lockPeriod } from "../actions/lockPeriod";
import { dropEntry, rejournal } from "../actions/lostEntries";
import { migrate } from "../actions/migrate";
import { postTyped } from "../actions/postTyped";
import { recover } from "../actions/recover";
import { saveSettings } from "../actions/saveSettings";
import { setup } from "../actions/setup";
import { showInvoice } from "../actions/showInvoice";
import { inspectSteps } from "../workbook/integrity/inspect";
import { readSealed, verifyRest } from "../workbook/integrity/seal";

/** What the pane needs only after its first screen stands. Fetched as a part of its own, so that opening the pane stays quick. */
export const LATE_PARTS = { acceptCopy, claimSeat, creditInvoice, cure, dropEntry, inspectSteps, lockPeriod, migrate, postTyped, readSealed, recover, rejournal, saveSettings, setup, showInvoice, verifyRest };

export type LateParts = typeof LATE_PARTS;
