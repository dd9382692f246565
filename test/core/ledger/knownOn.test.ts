import { knownOn } from "../../../src/core/ledger/knownOn";
import { ledgerText } from "../../support/entries";

const TIMES = ["2026-01-31T23:59:59Z", "2026-01-31T23:59:59.999999999Z", "2026-02-01T00:00:00Z", "2026-02-01T00:00:00.5Z", "yesterday", "2026-01-31T23:59:59.000Z"];
const entries = ledgerText(TIMES.map((_, index) => `2026-01-05 invoice INV-${index} 1`).join("\n")).map((entry, index) => ({ ...entry, head: { ...entry.head, postedAt: TIMES[index] ?? "" } }));

/** Entries by position; the time of number 4 cannot be read, and it counts always; number 5 says the time of number 0 in more digits. */
test.each([
  ["2026-01-30", [4]],
  ["2026-01-31", [0, 1, 4, 5]],
  ["2026-02-01", [0, 1, 2, 3, 4, 5]],
  ["2026-01-31T23:59:58Z", [4]],
  ["2026-01-31T23:59:59Z", [0, 4, 5]],
  ["2026-01-31T23:59:59.0Z", [0, 4, 5]],
  ["2026-01-31T23:59:59.99Z", [0, 4, 5]],
  ["2026-01-31T23:59:59.999999999Z", [0, 1, 4, 5]],
  ["2026-02-01T00:00:00Z", [0, 1, 2, 4, 5]],
  ["2026-02-01T00:00:00.499Z", [0, 1, 2, 4, 5]],
  ["2026-02-01T00:00:00.500Z", [0, 1, 2, 3, 4, 5]],
] as const)("known on %s: entries %j", (known, positions) => {
  expect(knownOn(entries, known)).toEqual(positions.map((position) => entries[position]));
});

test.each(["", "2026-01", "31.01.2026", "2026-01-31T23:59Z", "2026-01-31T23:59:59", "2026-01-31T23:59:59+01:00", "x2026-01-31", "2026-01-31x", "x2026-01-31T23:59:59Z", "2026-01-31T23:59:59Zx", "2026-01-31T23:59:59.Z", "2026-01-31T23:59:59.1234567890Z"])("“%s” is refused", (known) => {
  expect(() => knownOn(entries, known)).toThrow(`Not a day or an instant in UTC: ${known}`);
});
