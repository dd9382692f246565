/** `node tools/manifest/validate.mjs [FILE] [--production]`: the manifest's rules, offline. Exit code 1 when one is broken. */
import { resolve } from "node:path";
import { inProject } from "../lib/project.mjs";
import { loadTypeScript } from "../lib/typescript.mjs";

const words = process.argv.slice(2);
const production = words.includes("--production");
const file = resolve(words.find((word) => !word.startsWith("--")) ?? inProject("manifest.xml"));
const { validateFile } = loadTypeScript("tools/manifest/project.ts");
const findings = validateFile(file, production);
for (const { rule, message } of findings) console.log(`${rule}: ${message}`);
if (findings.length === 0) console.log(`${file}: in order`);
process.exitCode = findings.length === 0 ? 0 : 1;
