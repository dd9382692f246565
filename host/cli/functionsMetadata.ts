import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CustomFunctionsMetadata } from "../calc/contract";

const PROJECT = join(__dirname, "..", "..");
const SOURCE = join(PROJECT, "src", "functions", "functions.ts");
const MAKER = join(PROJECT, "tools", "webpack", "functionsMetadata.cjs");

/**
 * functions.json as the build makes it from the doc comments of src/functions/functions.ts. Kept under .cache by the
 * hash of source and maker, because reading the doc comments costs a second and the command is called often.
 */
export async function readFunctionsMetadata(): Promise<CustomFunctionsMetadata> {
  const hash = createHash("sha256").update(readFileSync(SOURCE)).update(readFileSync(MAKER)).digest("hex").slice(0, 16);
  const cached = join(PROJECT, ".cache", `functions-${hash}.json`);
  if (existsSync(cached)) return JSON.parse(readFileSync(cached, "utf8")) as CustomFunctionsMetadata;
  const { functionsMetadata } = await import("../../tools/webpack/functionsMetadata.cjs"); // brings the TypeScript compiler
  const metadata = (await functionsMetadata({ source: SOURCE, baseUrl: "https://localhost" })) as CustomFunctionsMetadata;
  mkdirSync(join(PROJECT, ".cache"), { recursive: true });
  writeFileSync(cached, JSON.stringify(metadata));
  return metadata;
}
