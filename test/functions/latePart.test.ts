import { createLatePart } from "../../src/functions/latePart";

interface Bench {
  readonly part: ReturnType<typeof createLatePart<string>>;
  /** Ends the fetch under way. */
  readonly settle: (how: "come" | "fail") => Promise<void>;
  readonly timers: { readonly work: () => void; readonly after: number }[];
  readonly told: string[];
  readonly fetches: () => number;
  wait(name: string): () => void;
}

function bench(): Bench {
  const pending: { resolve: (part: string) => void; reject: (thrown: Error) => void }[] = [];
  const timers: Bench["timers"] = [];
  const told: string[] = [];
  let fetches = 0;
  const part = createLatePart<string>(
    () => {
      fetches++;
      return new Promise((resolve, reject) => pending.push({ resolve, reject }));
    },
    (work, after) => {
      timers.push({ work, after });
      return () => undefined;
    },
  );
  return {
    part, timers, told,
    fetches: () => fetches,
    async settle(how) {
      const fetch = pending.shift();
      if (how === "come") fetch?.resolve("part");
      else fetch?.reject(new Error("offline"));
      await Promise.resolve();
      await Promise.resolve();
    },
    wait: (name) => part.whenReady((ready) => told.push(`${name} ${ready}`), () => told.push(`${name} failed`)),
  };
}

it("is fetched once for all who wait, and is there at once from then on", async () => {
  const { part, settle, told, wait, fetches } = bench();
  wait("a");
  wait("b");
  expect([part.peek(), fetches()]).toEqual([null, 1]);
  await settle("come");
  wait("c");
  expect([part.peek(), fetches(), told]).toEqual(["part", 1, ["a part", "b part", "c part"]]);
});

it("tells of a failed fetch and is tried again, ever later, while somebody waits", async () => {
  const { settle, told, timers, wait, fetches } = bench();
  wait("a");
  for (let round = 0; round < 5; round++) {
    await settle("fail");
    timers.at(-1)?.work();
  }
  wait("b");
  await settle("come");
  expect(timers.map(({ after }) => after)).toEqual([1_000, 5_000, 30_000, 120_000, 120_000]);
  expect([fetches(), told]).toEqual([6, [...new Array<string>(5).fill("a failed"), "a part", "b part"]]);
});

it("is not told to whom has stopped waiting, and not fetched again for nobody", async () => {
  const { settle, told, timers, wait, fetches } = bench();
  const stop = wait("a");
  await settle("fail");
  stop();
  timers.at(-1)?.work();
  expect([fetches(), told]).toEqual([1, ["a failed"]]);
  wait("b");
  wait("c")();
  await settle("come");
  expect(told).toEqual(["a failed", "b part"]);
});
