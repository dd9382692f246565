import { type Bench, notRun } from "../frame/bench";

/** P10: bank lines against open items. The core proposes for one payment at a time (core/cash/proposal); lines of a bank's file are not matched yet. */
export const p10BankLines: Bench = {
  id: "P10",
  work: "10,000 bank lines against 100,000 open items, generated truth",
  sizes: [10_000],
  built: "bundle",
  run: () =>
    Promise.resolve(
      notRun("Matching the lines of a bank's file is not built yet: src/core/cash proposes for one payment at a time.", [
        { name: "wrong among those called unique", value: null, sense: "atMost", limit: 0 },
        { name: "% of lines with a printed number proposed", value: null, sense: "atLeast", limit: 95 },
        { name: "% of lines with a unique amount proposed", value: null, sense: "atLeast", limit: 85 },
        { name: "µs a line", value: null, sense: "atMost", limit: 50 },
      ]),
    ),
};
