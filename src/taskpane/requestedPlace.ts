/**
 * Where the person asked to go: written by the ribbon, the context menu and the shortcuts (which run before the pane's UI
 * is loaded), read by the UI. One module instance serves both, because they live in one shared runtime.
 */
export type RequestedPlace = "home" | "createInvoices" | "receivePayment" | "explainBalance" | "checkLedger";

let requested: RequestedPlace | null = null;
const listeners = new Set<() => void>();

export function requestPlace(place: RequestedPlace): void {
  requested = place;
  for (const listener of [...listeners]) listener();
}

/** The place asked for since the last call, or null; asking takes it away, so that it is followed once. */
export function takeRequestedPlace(): RequestedPlace | null {
  const place = requested;
  requested = null;
  return place;
}

/** Calls `listener` whenever a place is asked for; the answer stops it. */
export function onPlaceRequested(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
