import { LINT_RULES } from "../../../src/core/lint/lint";
import { LINT_SENTENCES } from "../../../src/workbook/lintSentences";
import { messageOf } from "../../../src/workbook/messages";

test("what makes figures wrong is an error, what a person must judge a warning", () => {
  expect(LINT_RULES.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([
    "numberTwice", "rowTotalNotSum", "lineNotProduct", "documentNotLines", "totalNotSum", "sumMissesRows", "mixedCurrenciesInTotal", "dueBeforeDate", "dateAsText", "dateImpossible",
    "numberAsText", "errorInFact", "customerStranger", "paymentForOthersInvoice", "paymentForNoInvoice",
  ]);
});

test("each rule has a code of its own and a sentence of its own", () => {
  const codes = LINT_RULES.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(Object.keys(LINT_SENTENCES).sort()).toEqual([...codes, "nothingToCheck"].sort());
  for (const code of codes) expect(messageOf({ code, at: null, params: {} })).toBe(LINT_SENTENCES[code](() => ""));
});
