/** Waits of Microsoft's runtime lie here: it gathers answers for 50 ms and leaves half a second between two batches. Longer ones are limits, not waits. */
const SHORTEST = 20;
const LONGEST = 2_000;
const FASTER = 50;

/**
 * While it is on, waits end fifty times as soon, and whoever wants to know whether anything is still to come asks `waiting`.
 * It takes the place of the global setTimeout, because the client is not ours to give another one.
 */
export class Haste {
  private readonly running = new Set<unknown>();
  private readonly before = { set: globalThis.setTimeout, clear: globalThis.clearTimeout };

  start(): void {
    const { set, clear } = this.before;
    const hastened = (work: () => void, milliseconds = 0): unknown => {
      if (milliseconds < SHORTEST || milliseconds > LONGEST) return set(work, milliseconds);
      const timer: unknown = set(() => {
        this.running.delete(timer);
        work();
      }, milliseconds / FASTER);
      this.running.add(timer);
      return timer;
    };
    Reflect.set(globalThis, "setTimeout", hastened);
    Reflect.set(globalThis, "clearTimeout", (timer: Parameters<typeof clear>[0]) => {
      this.running.delete(timer);
      clear(timer);
    });
  }

  get waiting(): number {
    return this.running.size;
  }

  stop(): void {
    Reflect.set(globalThis, "setTimeout", this.before.set);
    Reflect.set(globalThis, "clearTimeout", this.before.clear);
  }
}
