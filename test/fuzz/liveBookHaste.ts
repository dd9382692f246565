/** Waits of Microsoft's runtime lie here: it gathers answers for 50 ms and leaves half a second between two batches. Longer ones are limits, not waits. */
const SHORTEST = 20;
const LONGEST = 2_000;
const FASTER = 50;

/**
 * While it is on, waits end fifty times as soon, and whoever wants to know whether anything is still to come asks `waiting`: every
 * timer counts but limits, also those of no time, because on a busy machine turns of a watcher overtake them.
 * It takes the place of the global setTimeout, because the client is not ours to give another one.
 */
export class Haste {
  private readonly running = new Set<unknown>();
  private readonly before = { set: globalThis.setTimeout, clear: globalThis.clearTimeout };

  start(): void {
    const { set, clear } = this.before;
    const hastened = (work: () => void, milliseconds = 0): unknown => {
      if (milliseconds > LONGEST) return set(work, milliseconds);
      const timer: unknown = set(() => {
        this.running.delete(timer);
        work();
      }, milliseconds < SHORTEST ? milliseconds : milliseconds / FASTER);
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

  /** A turn of the event loop, timers and all else; `milliseconds` of the clock. */
  async turn(milliseconds = 1): Promise<void> {
    await new Promise((resolve) => this.before.set(resolve, milliseconds));
    await new Promise((resolve) => setImmediate(resolve));
  }

  stop(): void {
    Reflect.set(globalThis, "setTimeout", this.before.set);
    Reflect.set(globalThis, "clearTimeout", this.before.clear);
  }
}
