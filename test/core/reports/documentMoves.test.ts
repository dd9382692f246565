import { buildLedgerIndex } from "../../../src/core/reports/ledgerIndex";
import { visitMovesOf } from "../../../src/core/reports/documentMoves";
import { apply, charge, credit, date } from "./support";

const index = buildLedgerIndex({
  charges: [charge("A", "2026-01-01", 100)],
  credits: [credit("P", "2026-01-02", 90)],
  applications: [
    apply("2026-01-05", "P", "A", 60, { discount: 5 }),
    apply("2026-01-07", null, "A", 10, { kind: "writeOff" }),
    apply("2026-01-08", "P", "A", -20, { kind: "reversal" }),
    apply("2026-01-09", "P", null, 15, { kind: "refund" }),
    apply("2026-01-10", null, "A", 0, { discount: -2, kind: "reversal" }),
  ],
});

it.each<["charge" | "credit", string, string[]]>([
  ["charge", "2026-01-04", []],
  ["charge", "2026-01-05", ["-60 payment 0", "-5 discount 0"]],
  ["charge", "2026-01-31", ["-60 payment 0", "-5 discount 0", "-10 writeOff -1", "20 reversal 0", "2 discount -1"]],
  ["credit", "2026-01-08", ["60 payment 0", "-20 reversal 0"]],
  ["credit", "2026-01-31", ["60 payment 0", "-20 reversal 0", "15 refund -1"]],
])("what was done to the %s until %s", (side, until, expected) => {
  const moves: string[] = [];
  visitMovesOf(index, side, 0, date(until), ({ kind, partner, amount }) => moves.push(`${amount} ${kind} ${partner}`));
  expect(moves).toEqual(expected);
});
