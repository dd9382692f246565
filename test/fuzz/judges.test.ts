import { judgeLedgers, judgesFuzz } from "./judges.fuzz";

const missing = judgesFuzz.missing();
const testWithJudges = missing === null ? test : test.skip;

testWithJudges("hledger and ledger agree with every figure of 20 random ledgers", async () => {
  const result = await judgesFuzz.run({ seed: 1, cases: 20 });
  expect(result).toEqual({ cases: 20, failed: 0, failures: [] });
});

testWithJudges("both notice that a payment is missing in a journal", () => {
  const { failures } = judgeLedgers({ seed: 3, cases: 1 }, (journal) => {
    const blocks = journal.split("\n\n");
    const last = blocks.findLastIndex((block) => / \| payment\n/.test(block));
    return `${blocks.filter((_, index) => index !== last).join("\n\n")}\n`;
  });
  for (const judge of ["hledger", "ledger"])
    for (const figure of ["open of", "balance of", "aging by due of", "aging by document of"]) expect(failures).toContainEqual(expect.stringMatching(new RegExp(`^seed 3 as of .*: ${judge} says ${figure} `)));
});

test("the judges are there, or it is said which one is missing", () => {
  expect(missing === null || /^h?ledger is not installed$/.test(missing)).toBe(true);
});
