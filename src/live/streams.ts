import type { Steps } from "../core/reports/steps";
import type { Clock } from "./clock";
import type { Environment, LiveLedger, LiveView } from "./liveLedger";
import { nextTask, SLICE } from "./slices";

/** The part of a streaming invocation that a stream needs; CustomFunctions.StreamingInvocation has it. */
export interface StreamTarget<Result> {
  setResult: (value: Result) => void;
  onCanceled?: () => void;
}

/** How one figure is computed. What goes wrong is a result too. */
export interface StreamFigure<Result> {
  /** Calls with the same key share one computation; null: this call alone. */
  readonly key: string | null;
  readonly usesLedger: boolean;
  readonly usesToday: boolean;
  compute(view: LiveView): Steps<Result>;
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

export interface StreamsOptions {
  readonly live: LiveLedger;
  readonly clock: Clock;
  readonly now?: () => number;
  /** Lets others run between two slices of work. */
  readonly pause?: () => Promise<void>;
}

export function createStreams<Result>({ live, clock, now = Date.now, pause = nextTask }: StreamsOptions): Streams<Result> {
  const shared = new Map<string, Stream<Result>>();
  const all = new Set<Stream<Result>>();
  const dirty = new Set<Stream<Result>>();
  /** The figure that is being computed; one at a time, so that what one makes the next can use. */
  let work: { readonly stream: Stream<Result>; readonly steps: Steps<Result> } | null = null;
  let draining = false;
  let stopDays: (() => void) | null = null;
  /** Open streams whose figure another day may change. */
  let moving = 0;
  let environment: Environment | null = live.peek()?.environment ?? null;
  const stopLive = live.onChange((view) => {
    const sameDay = environment?.sampleDate === view.environment.sampleDate && environment.dateSystem === view.environment.dateSystem;
    environment = view.environment;
    mark((stream) => stream.last === null || stream.figure.usesLedger || !sameDay);
  });

  function deliver(stream: Stream<Result>, result: Result): void {
    const fingerprint = stream.figure.fingerprint(result);
    if (stream.last?.fingerprint === fingerprint) return;
    stream.last = { result, fingerprint };
    for (const target of [...stream.targets]) target.setResult(result);
  }

  /** Computes until the figure is there or the time is up. */
  function advance(until: number): void {
    while (work !== null) {
      const { stream, steps } = work;
      const step = nextStep(stream.figure, steps);
      if (step.done === true) {
        work = null;
        deliver(stream, step.value);
      } else if (now() >= until) return;
    }
  }

  function mark(concerned: (stream: Stream<Result>) => boolean): void {
    for (const stream of all) if (concerned(stream)) dirty.add(stream);
    if (draining) return;
    draining = true;
    void pause().then(drain); // the reading that woke it has held the page long enough
  }

  async function drain(): Promise<void> {
    draining = true;
    let until = now() + SLICE;
    while (work !== null || dirty.size > 0) {
      // Closed or outdated while it was computed: not worth its end.
      if (work !== null && (!all.has(work.stream) || dirty.has(work.stream))) work = null;
      if (work === null) takeNext();
      advance(until);
      if (now() < until) continue;
      await pause();
      until = now() + SLICE;
    }
    draining = false;
  }

  function takeNext(): void {
    const [stream] = dirty;
    const view = live.peek();
    if (stream === undefined) return;
    dirty.delete(stream);
    if (view !== null && all.has(stream)) work = { stream, steps: stream.figure.compute(view) };
  }

  function start(stream: Stream<Result>): void {
    if (live.peek() === null) {
      // The first view reaches the stream through onChange, also when it takes several tries to read.
      live.view().catch(() => undefined);
    } else {
      dirty.add(stream);
      if (!draining) void drain();
    }
  }

  function close(stream: Stream<Result>): void {
    if (!all.delete(stream)) return;
    if (stream.figure.key !== null && shared.get(stream.figure.key) === stream) shared.delete(stream.figure.key);
    if (stream.figure.usesToday) moving--;
    if (moving > 0) return;
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
      if (figure.usesToday) moving++;
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
      moving = 0;
      all.clear();
      shared.clear();
    },
  };
}

function nextStep<Result>(figure: StreamFigure<Result>, steps: Steps<Result>): IteratorResult<undefined, Result> {
  try {
    return steps.next();
  } catch (thrown) {
    return { done: true, value: figure.failed(thrown) };
  }
}
