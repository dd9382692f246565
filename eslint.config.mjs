import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import officeAddins from "eslint-plugin-office-addins";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const require = createRequire(import.meta.url);
const { EXCEL_NAMERS, lintedWalls } = require("./tools/lib/walls.cjs");
const root = path.dirname(fileURLToPath(import.meta.url));

/** The import walls: what a folder may not import, and what to use instead. */
const walls = lintedWalls().map(({ files, patterns }) => ({
  files,
  rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns }] },
}));

const ONLY_OFFICE = "Only src/workbook/office names Excel; everything else goes through the ports in src/workbook/port.ts.";
const NO_DATE = "Dates are PlainDate (src/core/values/plainDate.ts): a day has no time and no zone. Today comes in as an argument.";

export default tseslint.config(
  { ignores: ["dist/", "dist-host/", "build/", "coverage/", ".cache/", "node_modules/"] },
  {
    files: ["{src,host,test,bench}/**/*.{ts,tsx}", "tools/**/*.ts"],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-unnecessary-type-assertion": "error",
      "@typescript-eslint/only-throw-error": ["error", { allow: [{ from: "file", name: "CellsNeeded", path: "host/calc/scope.ts" }] }],
      "@typescript-eslint/prefer-promise-reject-errors": "error",
      "@typescript-eslint/restrict-plus-operands": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-require-imports": "error",
      "@typescript-eslint/ban-ts-comment": "error",
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Export by name: a thing has one name everywhere." },
        { selector: "ExportAllDeclaration", message: "Export each name where it is declared; import it from there." },
        { selector: "TSEnumDeclaration", message: "Use a union of string literals." },
      ],
      "no-eval": "error",
      "no-new-func": "error",
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-debugger": "error",
      "no-fallthrough": "error",
      "no-self-compare": "error",
      "no-unsafe-finally": "error",
      "no-constant-binary-expression": "error",
      "no-loss-of-precision": "error",
      "use-isnan": "error",
    },
  },
  ...walls,
  // Tests throw what Excel and strangers' code throw.
  { files: ["test/**/*.{ts,tsx}"], rules: { "@typescript-eslint/only-throw-error": "off" } },
  { files: ["tools/**/*.{mjs,cjs}", "*.{js,mjs}"], rules: { "no-unused-vars": "error", "no-var": "error", "prefer-const": "error", eqeqeq: ["error", "always", { null: "ignore" }] } },
  {
    files: ["src/**/*.{ts,tsx}"],
    rules: {
      "no-console": "error",
      "no-control-regex": "error",
      "max-lines": ["error", { max: 400 }],
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["src/workbook/office/**", ...EXCEL_NAMERS],
    rules: { "no-restricted-globals": ["error", { name: "Excel", message: ONLY_OFFICE }] },
  },
  {
    files: ["src/core/**/*.ts", "src/workbook/**/*.ts", "src/actions/**/*.ts"],
    ignores: ["src/workbook/office/**"],
    rules: {
      "no-restricted-globals": [
        "error",
        { name: "Date", message: NO_DATE },
        { name: "Intl", message: "The rules know no locale; texts are shaped in src/taskpane or src/functions." },
        { name: "Excel", message: ONLY_OFFICE },
        ...["Office", "CustomFunctions", "document", "window", "fetch", "setTimeout", "setInterval", "crypto", "localStorage"].map((name) => ({
          name,
          message: "These folders are pure: what the outside world gives comes in as an argument or through a port (src/workbook/port.ts).",
        })),
      ],
      "no-restricted-properties": ["error", { object: "Math", property: "random", message: "The rules are deterministic; ids come in as arguments." }],
    },
  },
  {
    files: ["src/workbook/office/**/*.ts"],
    plugins: { "office-addins": officeAddins },
    rules: {
      "office-addins/no-empty-load": "error",
      "office-addins/no-navigational-load": "error",
      "office-addins/no-office-initialize": "error",
      "office-addins/test-for-null-using-isNullObject": "error",
      "office-addins/no-context-sync-in-loop": "error",
    },
  },
  {
    files: ["src/taskpane/**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks },
    rules: { "react-hooks/rules-of-hooks": "error", "react-hooks/exhaustive-deps": "error" },
  },
);
