import fc from "fast-check";
import { chargeAccount, creditAccount, decodeName, encodeName, plainAccount, quoteName, taxAccount } from "../../../src/core/exchange/journalNames";

const NAMES: readonly (readonly [name: string, encoded: string])[] = [
  ["ACME", "ACME"],
  ["O'Neil & Sons \"Ltd\" #1", "O'Neil & Sons \"Ltd\" #1"],
  ["Müller 東京 🚀", "Müller 東京 🚀"],
  ["007", "007"],
  ["", "%"],
  ["%", "%25"],
  ["a:b", "a%3Ab"],
  ["a;b|c,d", "a%3Bb%7Cc%2Cd"],
  ["(x) [2026-01-01] \\", "%28x%29 %5B2026-01-01%5D %5C"],
  ["two  blanks   three", "two %20blanks %20%20three"],
  [" a ", "%20a%20"],
  [" ", "%20"],
  ["\t\n\r", "%09%0A%0D"],
  ["\u00a0\u2003\u2028\u200b\ufeff", "%A0%u2003%u2028%u200B%uFEFF"],
  ["\ud83d", "%uD83D"],
  ["unapplied", "%75napplied"],
  ["Unapplied", "Unapplied"],
  ["unapplied ", "unapplied%20"],
];

test.each(NAMES)("%j is written %s and read back", (name, encoded) => {
  expect(encodeName(name)).toBe(encoded);
  expect(decodeName(encoded)).toBe(name);
});

test("every name comes back, and none can end an account's name or begin something else", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) => {
      const encoded = encodeName(name);
      expect(decodeName(encoded)).toBe(name);
      expect(encoded).not.toMatch(/^$|[:;|,()[\]\\\n\t]| {2}|^ | $|^unapplied$/);
    }),
    { seed: 7, numRuns: 300 },
  );
});

test("a percent sign that begins no code is left alone when read", () => {
  expect(decodeName("5%zz%3a%u12")).toBe("5%zz%3a%u12");
});

test("accounts say which of their names were encoded", () => {
  expect(chargeAccount("A:B", "INV-1")).toEqual({ name: "assets:receivable:A%3AB:INV-1", standsFor: [["customer", "A:B"]] });
  expect(chargeAccount("AB", "I,1")).toEqual({ name: "assets:receivable:AB:I%2C1", standsFor: [["document", "I,1"]] });
  expect(creditAccount("A:B", "P;1")).toEqual({ name: "assets:receivable:A%3AB:unapplied:P%3B1", standsFor: [["customer", "A:B"], ["document", "P;1"]] });
  expect(creditAccount("AB", "unapplied").name).toBe("assets:receivable:AB:unapplied:%75napplied");
  expect(taxAccount("S:20")).toEqual({ name: "liabilities:tax:S%3A20", standsFor: [["tax code", "S:20"]] });
  expect(plainAccount("assets:bank")).toEqual({ name: "assets:bank", standsFor: [] });
});

test("a quoted name stands in one line and holds no tag and no date", () => {
  expect(quoteName('a:b,[c] "d"\n\u2028é')).toBe('"a\\u003Ab\\u002C\\u005Bc] \\"d\\"\\n\\u2028é"');
  expect(JSON.parse(quoteName("type: X, [2026-01-01]\u00ad")) as string).toBe("type: X, [2026-01-01]\u00ad");
});
