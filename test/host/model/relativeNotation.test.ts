import { fromR1C1, toR1C1 } from "../../../host/model/relativeNotation";

/** Formulas of the cell C5 in both notations; Microsoft's R1C1 examples: "R[-2]C", "R[2]C[2]", "R2C2", "R[-1]", "R". */
const PAIRS: readonly (readonly [a1: string, r1c1: string])[] = [
  ["C3", "R[-2]C"],
  ["E7", "R[2]C[2]"],
  ["$B$2", "R2C2"],
  ["4:4", "R[-1]"],
  ["5:5", "R"],
  ["A$1*2", "R1C[-2]*2"],
  ["SUM(A1:$C5)", "SUM(R[-4]C[-2]:RC3)"],
  ["SUM(A:$D)+SUM($2:7)", "SUM(C[-2]:C4)+SUM(R2:R[2])"],
  ["SUM(C:C)", "SUM(C)"],
  ["Sheet2!B4&'R1C1 notes'!D6", "Sheet2!R[-1]C[-1]&'R1C1 notes'!R[1]C[1]"],
  ['IF(A5="R1C1",Rate,RC_1)', 'IF(RC[-2]="R1C1",Rate,RC_1)'],
  ["SUM(Lines[Qty])+Lines[[#This Row],[C]]", "SUM(Lines[Qty])+Lines[[#This Row],[C]]"],
  ["COUNT(D5#)", "COUNT(RC[1]#)"],
  ["ROUND(B5,2)", "ROUND(RC[-1],2)"],
];

describe("formulas in R1C1 notation", () => {
  it.each(PAIRS)("%s is %s", (a1, r1c1) => {
    expect([toR1C1(a1, 4, 2), fromR1C1(r1c1, 4, 2)]).toEqual([r1c1, a1]);
  });

  it("a distance over the edge goes on at the other one", () => {
    expect(fromR1C1("R[-1]C[-1]", 0, 0)).toBe("XFD1048576");
  });
});
