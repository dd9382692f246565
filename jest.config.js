const transform = {
  // The project's scripts are modules too: tests import them.
  "^.+\\.tsx?$|/tools/.+\\.mjs$": [
    "@swc/jest",
    {
      jsc: {
        target: "es2022",
        parser: { syntax: "typescript", tsx: true },
        transform: { react: { runtime: "automatic" } },
      },
      module: { type: "commonjs" },
    },
  ],
};
const shared = {
  transform,
  moduleFileExtensions: ["ts", "tsx", "js", "mjs", "json"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/dist-host/", "<rootDir>/build/", "<rootDir>/.cache/"],
};

/** Unit and contract tests run in plain Node; taskpane component tests in jsdom; e2e in a real headless browser. */
module.exports = {
  // Tests of whole workbooks and browser walks take seconds on a slow machine; what hangs is still ended.
  testTimeout: 60_000,
  maxWorkers: 2,
  collectCoverageFrom: ["src/core/**/*.ts"],
  coverageDirectory: "<rootDir>/coverage",
  // The rules about money have no branch that no test has walked.
  coverageThreshold: { global: { statements: 100, branches: 100, functions: 100, lines: 100 } },
  projects: [
    { ...shared, displayName: "unit", testEnvironment: "node", testMatch: ["<rootDir>/test/**/*.test.ts"], testPathIgnorePatterns: ["/test/e2e/"] },
    { ...shared, displayName: "dom", testEnvironment: "jsdom", testMatch: ["<rootDir>/test/**/*.test.tsx"] },
    { ...shared, displayName: "e2e", testEnvironment: "node", testMatch: ["<rootDir>/test/e2e/**/*.test.ts"] },
  ],
};
