import { useSyncExternalStore } from "react";
import type { Store } from "./store";

/** The store's state, rendered anew whenever it changes. */
export function useStore<State>(store: Store<State>): State {
  return useSyncExternalStore(store.subscribe, store.get);
}
