import type { Action } from "./action";
import { applyCredit } from "./applyCredit";
import { createInvoices } from "./createInvoices";
import { creditInvoice } from "./creditInvoice";
import { postPayment } from "./postPayment";
import { putRows } from "./putRows";
import { reversePayment } from "./reversePayment";
import { saveSettings } from "./saveSettings";
import { setup } from "./setup";
import { voidDocument } from "./voidDocument";

/** Any action: its input is decoded from given data, so callers need not know the type. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- inputs differ from action to action; decode checks them
export const ACTIONS: readonly Action<any>[] = [setup, putRows, createInvoices, postPayment, applyCredit, creditInvoice, voidDocument, reversePayment, saveSettings];
