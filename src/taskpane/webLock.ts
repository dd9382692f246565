import type { NamedLock } from "../actions/posting/queue";

/** The browser's locks (navigator.locks): all tabs of this origin wait for each other. Absent in old frames. */
export function webLock(): NamedLock | null {
  const { locks } = navigator as Partial<Pick<Navigator, "locks">>;
  if (locks === undefined) return null;
  return async (name, work) => {
    await locks.request(`openItem ${name}`, work);
  };
}
