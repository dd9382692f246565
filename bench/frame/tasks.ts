import type { Browser, Page } from "playwright-core";

/** One task of the add-in's frame on the page's thread. */
export interface Task {
  /** Milliseconds of the thread's own processor time: what a busy neighbour does is not in it. */
  readonly cpu: number;
  readonly wall: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string; readonly data?: { readonly frame?: string; readonly url?: string; readonly frames?: readonly { readonly frame: string; readonly url: string }[] } };
}

const CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline", "blink.user_timing", "__metadata"];

/** What `work` may set in the page with performance.mark, to tell apart the tasks before and after. */
export const MARK = "bench";

export interface Tasks {
  readonly before: readonly Task[];
  /** All tasks, where the mark was not set. */
  readonly after: readonly Task[];
}

/**
 * The tasks that `work` leads to, from the browser's own trace. A task in which only scripts of other frames (the host's page)
 * ran is not the add-in's; one of which the trace does not say whose it was counts as the add-in's.
 */
export async function tasksDuring(browser: Browser, page: Page, work: () => Promise<void>): Promise<Tasks> {
  await browser.startTracing(page, { categories: CATEGORIES });
  let trace: Buffer;
  try {
    await work();
  } finally {
    trace = await browser.stopTracing();
  }
  const { traceEvents } = JSON.parse(trace.toString("utf8")) as { readonly traceEvents: readonly TraceEvent[] }; // decoder: Chromium's trace event format
  const marked = traceEvents.find(({ name }) => name === MARK)?.ts ?? -Infinity;
  const tasks = tasksOf(traceEvents);
  return { before: tasks.filter(({ start }) => start < marked), after: tasks.filter(({ start }) => start >= marked) };
}

function tasksOf(events: readonly TraceEvent[]): readonly (Task & { readonly start: number })[] {
  // Frames that were there when the trace began, and those that came later.
  const frames = events.flatMap(({ name, args }) => [...(args?.data?.frames ?? []), ...(name === "FrameCommittedInBrowser" || name === "CommitLoad" ? [{ frame: args?.data?.frame ?? "", url: args?.data?.url ?? "" }] : [])]);
  const own = new Set(frames.flatMap(({ frame, url }) => (url.includes("/taskpane.html") ? [frame] : [])));
  const threads = new Set(events.flatMap(({ name, pid, tid, args }) => (name === "thread_name" && args?.name === "CrRendererMain" ? [`${pid} ${tid}`] : [])));
  const ofPage = events.filter(({ ph, pid, tid }) => ph === "X" && threads.has(`${pid} ${tid}`));
  const calls = ofPage.filter(({ name }) => name === "FunctionCall").sort(byTime);
  let next = 0;
  return ofPage.filter(({ name }) => name === "RunTask").sort(byTime).flatMap(({ ts, dur = 0, tdur = dur }) => {
    while ((calls[next]?.ts ?? Infinity) < ts) next++;
    let [isOwn, isOther] = [false, false];
    for (; (calls[next]?.ts ?? Infinity) < ts + dur; next++) {
      if (own.has(calls[next]?.args?.data?.frame ?? "")) isOwn = true;
      else isOther = true;
    }
    return isOther && !isOwn ? [] : [{ start: ts, cpu: tdur / 1000, wall: dur / 1000 }];
  });
}

function byTime(a: TraceEvent, b: TraceEvent): number {
  return a.ts - b.ts;
}

/** The longest of them by processor time, and the longest by the clock; 0 where there is none. */
export function longestOf(tasks: readonly Task[]): Task {
  return { cpu: Math.max(0, ...tasks.map(({ cpu }) => cpu)), wall: Math.max(0, ...tasks.map(({ wall }) => wall)) };
}
