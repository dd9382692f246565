import fc from "fast-check";
import { wildcardPattern } from "../../../host/calc/wildcards";

test.each([
  ["b*", "Bolt", true], ["b*", "abolt", false], ["*e*", "Zeta", true], ["z?ta", "ZETA", true], ["z?ta", "zta", false], ["a~*b", "a*b", true], ["a~*b", "axb", false], ["~~?", "~x", true], ["*", "", true], ["?*", "", false], ["a*a", "a", false],
  ["a*b*c", "a-b-b-c-c", true], ["*ab*ab", "abab", true], ["*ab*ab", "ab", false], ["?", "\n", true], ["m*r", "M\u00d6LLER", true], ["a.c*", "abc", false], ["~x*", "~xyz", true],
])("%s on %s: %s", (pattern, text, expected) => {
  expect(wildcardPattern(pattern)?.matches(text)).toBe(expected);
});

test.each([["b?d", "abcd", 0, 1], ["*d", "abcd", 2, 2], ["~?", "a?b?", 2, 3], ["b*z", "abab", 0, -1], ["b*", "abab", 2, 3]])("%s is found in %s from %i on at %i", (pattern, text, from, at) => {
  expect(wildcardPattern(pattern)?.find(text, from)).toBe(at);
});

test("a text without wildcards is no pattern", () => {
  expect(wildcardPattern("ACME (Berlin) [x].+")).toBeNull();
});

test("it matches as the regular expression of the same meaning does", () => {
  const letter = fc.constantFrom("a", "b", "A", "\u0130", "*", "?");
  const source = (pattern: string): string => [...pattern].map((part) => (part === "*" ? "[\\s\\S]*" : part === "?" ? "[\\s\\S]" : part)).join("");
  fc.assert(
    fc.property(fc.array(letter, { maxLength: 8 }), fc.array(fc.constantFrom("a", "b", "A", "\u0130"), { maxLength: 10 }), (parts, letters) => {
      const pattern = wildcardPattern(parts.join(""));
      const text = letters.join("");
      if (pattern === null) return;
      expect(pattern.matches(text)).toBe(new RegExp(`^${source(parts.join(""))}$`, "i").test(text));
      expect(pattern.find(text, 0)).toBe(new RegExp(source(parts.join("")), "i").exec(text)?.index ?? -1);
    }),
  );
});

test("many stars on a long text take no time to speak of", () => {
  expect(wildcardPattern("*a*a*a*a*a*a*a*a*a*a*b")?.matches("a".repeat(32_767))).toBe(false);
  expect(wildcardPattern("a*a*a*a*a*a*a*a*b?")?.find("a".repeat(32_767), 0)).toBe(-1);
});
