import { createHash } from "node:crypto";

export interface Time {
  /** Milliseconds of all the process's threads. */
  readonly cpu: number;
  readonly wall: number;
}

export type Contestant = () => unknown;

/**
 * Runs the contestants in turns (A, B, A, B, …) so that a busy neighbour meets all of them alike; gives each one's least
 * times over the rounds. One more round goes before, because code that was never run is not yet compiled.
 */
export async function interleave<Name extends string>(contestants: Readonly<Record<Name, Contestant>>, rounds: number, warmUp = true): Promise<Record<Name, Time>> {
  const names = Object.keys(contestants) as Name[]; // decoder: the keys are those of the argument's type
  const least = new Map<Name, Time>();
  for (let round = warmUp ? -1 : 0; round < rounds; round++) {
    for (const name of names) {
      const time = await timed(contestants[name]);
      const before = least.get(name);
      if (round >= 0) least.set(name, before === undefined ? time : { cpu: Math.min(before.cpu, time.cpu), wall: Math.min(before.wall, time.wall) });
    }
  }
  return Object.fromEntries(names.map((name) => [name, least.get(name) ?? { cpu: NaN, wall: NaN }])) as Record<Name, Time>; // decoder: as above
}

/** Times one run; what earlier work left behind is collected before, and swept: threads that still sweep would be counted as the run's. */
export async function timed(work: Contestant): Promise<Time> {
  collectGarbage();
  await untilAtRest();
  const wall = performance.now();
  const cpu = process.cpuUsage();
  const pending = work();
  if (pending instanceof Promise) await pending;
  const used = process.cpuUsage(cpu);
  return { cpu: (used.user + used.system) / 1000, wall: performance.now() - wall };
}

const LOOK_MILLISECONDS = 20;
/** At most so many looks: a process that never rests is timed all the same. */
const LOOKS = 100;

/** Resolves when none of the process's threads works any more. */
async function untilAtRest(): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    const before = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
    const { user, system } = process.cpuUsage(before);
    if (user + system < 1_000) return;
  }
}

/** Works only where the process was started with --expose-gc. */
export function collectGarbage(): void {
  const collect: unknown = Reflect.get(globalThis, "gc");
  if (typeof collect === "function") collect();
}

/** A hash of a result that is the same wherever the result is the same. */
export function hashOf(result: Float64Array | string): string {
  const bytes = typeof result === "string" ? result : new Uint8Array(result.buffer, result.byteOffset, result.byteLength);
  return createHash("sha256").update(bytes).digest("hex").slice(0, 16);
}

/** Two digits after the point where they say something. */
export function rounded(value: number): number {
  const digits = Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 1 ? 100 : 1_000_000;
  return Math.round(value * digits) / digits;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}
