/** A value that screens watch. No React in here: controllers change it, tests read it. */
export interface Store<State> {
  get(): State;
  /** Replaces the state by what `change` makes of it; the same object means that nothing changed. */
  set(change: (state: State) => State): void;
  /** Sets some fields. */
  patch(fields: Partial<State>): void;
  /** Calls back after every change until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

export function createStore<State extends object>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  function set(change: (state: State) => State): void {
    const next = change(state);
    if (Object.is(next, state)) return;
    state = next;
    for (const listener of [...listeners]) listener();
  }
  return {
    get: () => state,
    set,
    patch: (fields) => set((before) => ({ ...before, ...fields })),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
