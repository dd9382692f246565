import type { Action } from "./action";
import { createInvoices } from "./createInvoices";
import { postPayment } from "./postPayment";
import { putRows } from "./putRows";
import { type ActionResult, type RunOptions, runAction } from "./runAction";
import { setup } from "./setup";

/** An action whose input type is its own business: given data in, result out. */
export interface RunnableAction {
  readonly name: string;
  readonly run: (given: unknown, options: RunOptions) => Promise<ActionResult>;
}

/** Every verb by the name that the command line and the pane use. */
export const ACTIONS: ReadonlyMap<string, RunnableAction> = new Map(
  [runnable(setup), runnable(putRows), runnable(createInvoices), runnable(postPayment)].map((action) => [action.name, action]),
);

function runnable<Input>(action: Action<Input>): RunnableAction {
  return { name: action.name, run: (given, options) => runAction(action, given, options) };
}
