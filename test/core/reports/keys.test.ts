import * as fc from "fast-check";
import { matchKey } from "../../../src/core/reports/keys";

const CASES: [id: string, key: string][] = [
  ["Acme", "ACME"], [" acme  ltd ", "ACME LTD"], ["acme\u00a0ltd", "ACME LTD"], ["00417", "00417"], ["", ""], ["  ", ""],
  ["straße", "STRASSE"], ["e\u0301clair", "\u00c9CLAIR"], ["A B", "A B"], ["a\tb", "A B"],
];
it.each(CASES)("%j matches as %j", (id, key) => expect(matchKey(id)).toBe(key));

it("is its own key, and what the patterns alone would give", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", "Z", "0", " ", "\u00a0", "é", "-", "\t") }), (id) => {
      expect(matchKey(id)).toBe(id.normalize("NFC").replace(/[\s\u00a0]+/g, " ").trim().toUpperCase());
      expect(matchKey(matchKey(id))).toBe(matchKey(id));
    }),
  );
});
