import { createBreath } from "../../src/taskpane/breath";

test("others get their turn at first and whenever the work held the page for a frame, not at every step", async () => {
  let clock = 1_000;
  const turns: number[] = [];
  const pause = createBreath(() => clock, () => Promise.resolve(void turns.push(clock)));
  for (let step = 0; step < 40; step += 1) {
    await pause();
    clock += 3;
  }
  expect(turns).toEqual(Array.from({ length: 10 }, (_, turn) => 1_000 + 12 * turn));
});

test("through the event loop: what waits there runs before the work goes on", async () => {
  const pause = createBreath();
  const seen: string[] = [];
  setTimeout(() => seen.push("others"));
  await pause();
  for (const from = performance.now(); performance.now() - from < 20; );
  await new Promise((resolve) => setTimeout(resolve, 1));
  await pause();
  seen.push("work");
  expect(seen).toEqual(["others", "work"]);
});
