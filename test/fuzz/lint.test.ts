import { measureLint } from "./lint.fuzz";
import { PLANTS } from "./lintPlants";

test("every error planted in eight workbooks is told at its cell, and nothing else anywhere", () => {
  const { scores, cleanBooks, falseAlarmsOnClean, sentences } = measureLint(41, 8);
  expect(sentences).toEqual([]);
  expect([cleanBooks, falseAlarmsOnClean]).toEqual([2, 0]);
  expect(PLANTS.filter(({ code }) => (scores.get(code)?.planted ?? 0) === 0).map(({ code }) => code)).toEqual([]);
});
