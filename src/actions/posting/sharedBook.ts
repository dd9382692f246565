/** A book that other people edit at the same time. */
export interface SharedBook {
  /** Resolves when no edit of another person has arrived for a while, or when that took too long. */
  readonly quiet: () => Promise<void>;
}

/** Edits of others arrive within this time of each other while a merge is under way. */
const QUIET_MILLISECONDS = 3_000;
/** A book in which somebody types all the time is never quiet. */
const LONGEST_MILLISECONDS = 10_000;

export interface QuietSources {
  /** Calls back at every edit of another person until the returned function is called. */
  readonly onRemoteEdit: (listener: () => void) => () => void;
  /** Calls back once after so many milliseconds unless the returned function is called before. */
  readonly after: (milliseconds: number, listener: () => void) => () => void;
}

/** Quiet: no remote edit for three seconds, and no longer than ten. */
export function createSharedBook({ onRemoteEdit, after }: QuietSources): SharedBook {
  return {
    quiet: () =>
      new Promise((resolve) => {
        let stopShort = after(QUIET_MILLISECONDS, end);
        const stopLong = after(LONGEST_MILLISECONDS, end);
        const stopListening = onRemoteEdit(() => {
          stopShort();
          stopShort = after(QUIET_MILLISECONDS, end);
        });
        function end(): void {
          stopShort();
          stopLong();
          stopListening();
          resolve();
        }
      }),
  };
}
