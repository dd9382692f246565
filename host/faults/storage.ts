/** How the browser's storage behaves: reads and writes, refuses both (SecurityError), is full (QuotaExceededError), or was emptied. */
export type StorageState = "works" | "denied" | "full" | "cleared";

/** A stand-in for localStorage (the Storage interface) whose faults can be switched while it is used. "cleared" empties it once and then it works. */
export class FaultyStorage {
  private readonly items = new Map<string, string>();
  private current: StorageState = "works";

  get state(): StorageState {
    return this.current;
  }

  set state(state: StorageState) {
    if (state === "cleared") this.items.clear();
    this.current = state === "cleared" ? "works" : state;
  }

  get length(): number {
    this.guard();
    return this.items.size;
  }

  key(index: number): string | null {
    this.guard();
    return [...this.items.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    this.guard();
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.guard();
    if (this.current === "full") throw named("QuotaExceededError", "The quota has been exceeded.");
    this.items.set(key, value);
  }

  removeItem(key: string): void {
    this.guard();
    this.items.delete(key);
  }

  clear(): void {
    this.guard();
    this.items.clear();
  }

  /** All that it holds, whatever it would tell the browser: what a test begins another device's storage with. */
  everything(): ReadonlyMap<string, string> {
    return new Map(this.items);
  }

  private guard(): void {
    if (this.current === "denied") throw named("SecurityError", "Access is denied for this document.");
  }
}

function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}
