import type { Action } from "./action";
import { acceptCopy } from "./acceptCopy";
import { applyCredit } from "./applyCredit";
import { chargeBack } from "./chargeBack";
import { chargeInterest } from "./chargeInterest";
import { claimSeat } from "./claimSeat";
import { createCreditMemo } from "./createCreditMemo";
import { createDebitMemo } from "./createDebitMemo";
import { createInvoices } from "./createInvoices";
import { creditInvoice } from "./creditInvoice";
import { lockPeriod } from "./lockPeriod";
import { dropEntry, rejournal } from "./lostEntries";
import { mergeCustomers } from "./mergeCustomers";
import { cure } from "./cure";
import { migrate } from "./migrate";
import { postOpening } from "./postOpening";
import { postPayment } from "./postPayment";
import { postTyped } from "./postTyped";
import { putRows } from "./putRows";
import { refund } from "./refund";
import { reversePayment } from "./reversePayment";
import { reverseRefund } from "./reverseRefund";
import { saveSettings } from "./saveSettings";
import { setup } from "./setup";
import { voidDocument } from "./voidDocument";
import { writeOff } from "./writeOff";

/** Any action: its input is decoded from given data, so callers need not know the type. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- inputs differ from action to action; decode checks them
export const ACTIONS: readonly Action<any>[] = [
  setup, putRows, createInvoices, createDebitMemo, createCreditMemo, creditInvoice, postPayment, applyCredit, reversePayment, refund, reverseRefund, writeOff,
  chargeBack, chargeInterest, voidDocument, postOpening, mergeCustomers, saveSettings, lockPeriod, migrate, postTyped, cure, claimSeat,
  acceptCopy, rejournal, dropEntry,
];
