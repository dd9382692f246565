/**
 * The rooms of src and who may import whom: the one table behind ESLint's import walls (eslint.config.mjs) and the test that
 * walks every import (test/tools/allowTable.test.ts). The first room whose folder a file lies in is its room.
 */
const ROOMS = [
  { name: "office", folder: "src/workbook/office", mayImport: ["office", "workbook", "core"], instead: "Use the ports in src/workbook/port.ts; only composition roots choose the Office.js side of them." },
  { name: "core", folder: "src/core", mayImport: ["core"], instead: "" },
  { name: "workbook", folder: "src/workbook", mayImport: ["workbook", "core"], instead: "src/core knows no workbook: give it values (src/core/ledger/facts.ts)." },
  { name: "actions", folder: "src/actions", mayImport: ["actions", "workbook", "core"], instead: "Actions are run from the pane; rules that others need belong in src/core, workbook knowledge in src/workbook." },
  { name: "live", folder: "src/live", mayImport: ["live", "workbook", "core"], instead: "The live ledger serves functions and pane; take what it offers as an argument." },
  { name: "functions", folder: "src/functions", mayImport: ["functions", "live", "workbook", "core"], instead: "Ask src/live or src/core for figures, as the functions themselves do." },
  { name: "taskpane", folder: "src/taskpane", mayImport: ["taskpane", "actions", "live", "workbook", "core"], instead: "Nothing depends on the pane: move what is needed to the room it belongs to." },
];

/** Single files that may do more, each with its reason. */
const EXCEPTIONS = [
  { file: "src/functions/main.ts", mayImport: ["office"], why: "composition root of the functions" },
  { file: "src/taskpane/main.tsx", mayImport: ["office", "functions"], why: "composition root of the pane; shares the functions' live ledger" },
  { file: "src/taskpane/refreshFigures.ts", mayImport: ["functions"], why: "the ribbon command works on the functions' live ledger" },
  { file: "src/workbook/office/liveSource.ts", mayImport: ["live"], why: "implements the live ledger's port, src/live/source.ts" },
];

/** Files outside src/workbook/office that may name the global `Excel`: they only start batches for it. */
const EXCEL_NAMERS = ["src/functions/main.ts", "src/taskpane/main.tsx"];

/** The packages that src may import, and where. */
const PACKAGES = [
  { name: "decimal.js", where: ["src/core/values/decimal.ts"], instead: "Decimals go through src/core/values/decimal.ts, which names every rounding." },
  { name: "@noble/hashes", where: ["src/workbook/hash.ts"], instead: "Hashes come from src/workbook/hash.ts." },
  { name: "fflate", where: ["src/core/exchange"], instead: "Only document exchange packs files." },
  { name: "idb", where: ["src/taskpane/deviceStore.ts"], instead: "What the device remembers goes through the port in src/workbook/witness.ts." },
  { name: "react", where: ["src/taskpane"], instead: "Only the pane has a screen." },
  { name: "react-dom", where: ["src/taskpane"], instead: "Only the pane has a screen." },
  { name: "@fluentui/react-components", where: ["src/taskpane"], instead: "Only the pane has a screen." },
  { name: "@fluentui/react-icons", where: ["src/taskpane"], instead: "Only the pane has a screen." },
];

/** Folders that nothing in src may import. */
const OUTSIDE = ["host", "test", "bench", "tools"];

/** The room of a file of the project (path with forward slashes, from the project's root), or null outside src. */
function roomOf(file) {
  return ROOMS.find(({ folder }) => file.startsWith(`${folder}/`)) ?? null;
}

/** Why `file` may not import the project file `target`, or null when it may. */
function refuseImport(file, target) {
  const from = roomOf(file);
  if (from === null) return `${file} lies in no room of src: add the room to tools/lib/walls.cjs`;
  const to = roomOf(target);
  if (to === null) return target === "package.json" ? null : `src may not import ${target}: it is never shipped`;
  const allowed = [...from.mayImport, ...EXCEPTIONS.filter((each) => each.file === file).flatMap((each) => each.mayImport)];
  return allowed.includes(to.name) ? null : `${from.name} may not import ${to.name} (${target}). ${to.instead}`.trim();
}

/** Why `file` may not import the package `name`, or null when it may. */
function refusePackage(file, name) {
  const entry = PACKAGES.find((each) => each.name === name);
  if (entry === undefined) return `the package ${name} is not in the table of tools/lib/walls.cjs`;
  return entry.where.some((place) => file === place || file.startsWith(`${place}/`)) ? null : `${name} may not be imported here. ${entry.instead}`;
}

/** For ESLint: per room, and per file with an exception, patterns over what stands in an import and the message for each. */
function lintedWalls() {
  const outside = { regex: `^(\\.\\./)+(${OUTSIDE.join("|")})/`, message: "Nothing in src imports host, test, bench or tools: they are never shipped." };
  const pattern = (room) => ({ regex: `^(\\.\\./)+${room.folder.slice("src/".length)}/`, message: room.instead });
  const wall = (allowed) => [outside, ...ROOMS.filter((room) => !allowed.includes(room.name) && room.instead !== "").map(pattern)];
  const packages = (file) => PACKAGES.filter(({ name }) => refusePackage(file, name) !== null).map(({ name, instead }) => ({ regex: `^${name.replaceAll(".", "\\.")}(/|$)`, message: instead }));
  const named = new Set([...EXCEPTIONS.map((each) => each.file), ...PACKAGES.flatMap(({ where }) => where.filter((place) => /\.tsx?$/.test(place)))]);
  return [
    // Inner rooms come last, so that their wall is the one that holds.
    ...[...ROOMS].reverse().map((room) => ({ files: [`${room.folder}/**/*.{ts,tsx}`], patterns: [...wall(room.mayImport), ...packages(`${room.folder}/any.ts`)] })),
    ...[...named].map((file) => {
      const more = EXCEPTIONS.filter((each) => each.file === file).flatMap((each) => each.mayImport);
      return { files: [file], patterns: [...wall([...(roomOf(file)?.mayImport ?? []), ...more]), ...packages(file)] };
    }),
  ];
}

module.exports = { EXCEL_NAMERS, EXCEPTIONS, PACKAGES, ROOMS, lintedWalls, refuseImport, refusePackage, roomOf };
