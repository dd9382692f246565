import { filesFuzz } from "./files.fuzz";

test("files with mistakes are opened whole or refused with a sentence", async () => {
  const result = await filesFuzz.run({ seed: 7, cases: 120 });
  expect(result.failures).toEqual([]);
  expect(result.cases).toBe(120);
}, 60_000);
