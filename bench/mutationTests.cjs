/**
 * Lets mocha run the core's jest tests for the mutation run: mocha switches mutants inside one loaded process, where jest
 * would load every module anew for each of thousands of mutants. It offers what the core's tests use of jest, no more.
 */
const { expect } = require("expect");
const { bind } = require("jest-each");

globalThis.expect = expect;
// Mocha sets its own functions as globals before each test file; they are taken over as they are set.
takeOver("describe", ["describe"]);
takeOver("it", ["it", "test"]);
takeOver("before", ["beforeAll"]);
takeOver("after", ["afterAll"]);

function takeOver(mochaName, jestNames) {
  let current;
  const property = { configurable: true, get: () => current, set: (original) => (current = mochaName === "it" || mochaName === "describe" ? withEach(original) : original) };
  for (const name of new Set([mochaName, ...jestNames])) Object.defineProperty(globalThis, name, property);
}

/** Mocha's `describe` or `it` with jest's `each`. Mocha reads a function's parameters as a wish for a callback, so rows are closed over. */
function withEach(original) {
  if (original === undefined) return undefined;
  const named = (name, body) => original(name, body);
  named.each = bind((name, body) => original(name, () => body()), false);
  named.only = original.only;
  named.skip = original.skip;
  return named;
}
