import type { ItemFilter } from "../model/itemList";
import { type Store, createStore } from "../store";

export const PLACES = ["home", "bill", "cash", "customers", "close"] as const;
export type Place = (typeof PLACES)[number];

/** The steps of Close; "typedRows" and "update" are opened from Home's list. */
export type CloseStep = "integrity" | "lock" | "audit" | "settings" | "selfTest" | "typedRows" | "update";

export interface NavigationState {
  readonly place: Place;
  /** The customer whose card is open; null for the list. */
  readonly customer: string | null;
  readonly customerSearch: string;
  /** As-of date of the customer card, as typed; "" is today. */
  readonly customerAsOf: string;
  /** The to-do item whose list is open on Home; null for none. */
  readonly todo: "bankLines" | "lateCustomers" | null;
  /** The figure whose open items are listed on Home; null for none. */
  readonly list: ItemFilter | null;
  /** The step of Close that is open; null for the list of steps. */
  readonly close: CloseStep | null;
  /** The place to which Back leads from the step that is open, when that was another one. */
  readonly cameFrom: Place | null;
  /** A short line at the foot of the pane, which a screen reader says; "" for none. */
  readonly announcement: string;
}

export function createNavigation(): Store<NavigationState> {
  return createStore<NavigationState>({ place: "home", customer: null, customerSearch: "", customerAsOf: "", todo: null, list: null, close: null, cameFrom: null, announcement: "" });
}
