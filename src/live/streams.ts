import type { Clock } from "./clock";
import type { Environment, LiveLedger, LiveView } from "./liveLedger";

/** The part of a streaming invocation that a stream needs; CustomFunctions.StreamingInvocation has it. */
export interface StreamTarget<Result> {
  setResult: (value: Result) => void;
  onCanceled?: () => void;
}

/** How one figure is computed. Never throws: what goes wrong is a result too. */
export interface StreamFigure<Result> {
  /** Calls with the same key share one computation; null: this call alone. */
  readonly key: string | null;
  readonly usesLedger: boolean;
  readonly usesToday: boolean;
  compute(view: LiveView): Result;
  /** The result as text: a result is pushed only when this differs from the last one. */
  fingerprint(result: Result): string;
  failed(thrown: unknown): Result;
}

interface Stream<Result> {
  readonly figure: StreamFigure<Result>;
  readonly targets: Set<StreamTarget<Result>>;
  last: { readonly result: Result; readonly fingerprint: string } | null;
}

export interface Streams<Result> {
  /** Answers the invocation now or as soon as the ledger is read, and again whenever the figure changes, until it is cancelled. */
  open(figure: StreamFigure<Result>, target: StreamTarget<Result>): void;
  /** Streams that are open. */
  readonly count: number;
  stop(): void;
}

/** Figures are recomputed in slices of this length, so that the pane stays alive. */
const SLICE = 30;

export function createStreams<Result>(options: { readonly live: LiveLedger; readonly clock: Clock; readonly now?: () => number }): Streams<Result> {
  const { live, clock, now = Date.now } = options;
  const shared = new Map<string, Stream<Result>>();
  const all = new Set<Stream<Result>>();
  const dirty = new Set<Stream<Result>>();
  let draining = false;
  let stopDays: (() => void) | null = null;
  let environment: Environment | null = live.peek()?.environment ?? null;
  const stopLive = live.onChange((view) => {
    const sameDay = environment?.sampleDate === view.environment.sampleDate && environment.dateSystem === view.environment.dateSystem;
    environment = view.environment;
    mark((stream) => stream.last === null || stream.figure.usesLedger || !sameDay);
  });

  function push(stream: Stream<Result>, view: LiveView): void {
    const result = compute(stream.figure, view);
    const fingerprint = stream.figure.fingerprint(result);
    if (stream.last?.fingerprint === fingerprint) return;
    stream.last = { result, fingerprint };
    for (const target of [...stream.targets]) target.setResult(result);
  }

  function mark(concerned: (stream: Stream<Result>) => boolean): void {
    for (const stream of all) if (concerned(stream)) dirty.add(stream);
    if (!draining) void drain();
  }

  async function drain(): Promise<void> {
    draining = true;
    let started = now();
    for (const stream of dirty) {
      dirty.delete(stream);
      const view = live.peek();
      if (view !== null && all.has(stream)) push(stream, view);
      if (now() - started < SLICE) continue;
      await new Promise((resolve) => setTimeout(resolve, 0));
      started = now();
    }
    draining = false;
  }

  function start(stream: Stream<Result>): void {
    const view = live.peek();
    if (view !== null) {
      push(stream, view);
      return;
    }
    // The first view reaches the stream through onChange, also when it takes several tries to read.
    live.view().catch(() => undefined);
  }

  function close(stream: Stream<Result>): void {
    all.delete(stream);
    if (stream.figure.key !== null && shared.get(stream.figure.key) === stream) shared.delete(stream.figure.key);
    if ([...all].some((each) => each.figure.usesToday)) return;
    stopDays?.();
    stopDays = null;
  }

  return {
    open(figure, target) {
      const known = figure.key === null ? undefined : shared.get(figure.key);
      const stream = known ?? { figure, targets: new Set<StreamTarget<Result>>(), last: null };
      stream.targets.add(target);
      // Cancels arrive in any order, also after a newer call of the same arguments, and more than once.
      target.onCanceled = () => {
        if (stream.targets.delete(target) && stream.targets.size === 0) close(stream);
      };
      if (known !== undefined) {
        if (known.last !== null) target.setResult(known.last.result);
        return;
      }
      all.add(stream);
      if (figure.key !== null) shared.set(figure.key, stream);
      if (figure.usesToday) stopDays ??= clock.onNewDay(() => mark((each) => each.figure.usesToday));
      start(stream);
    },
    get count() {
      return all.size;
    },
    stop() {
      stopLive();
      stopDays?.();
      all.clear();
      shared.clear();
    },
  };
}

function compute<Result>(figure: StreamFigure<Result>, view: LiveView): Result {
  try {
    return figure.compute(view);
  } catch (thrown) {
    return figure.failed(thrown);
  }
}
