import type { Action } from "./action";
import { createInvoices } from "./createInvoices";
import { postPayment } from "./postPayment";
import { putRows } from "./putRows";
import { setup } from "./setup";

/** Any action: its input is decoded from given data, so callers need not know the type. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- inputs differ from action to action; decode checks them
export const ACTIONS: readonly Action<any>[] = [setup, putRows, createInvoices, postPayment];
