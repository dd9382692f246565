import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSample } from "./build";

/** Writes assets/sample.xlsx and assets/sample-bank.csv; answers with a sentence that says so. */
export async function makeSample(): Promise<string> {
  const assets = join(__dirname, "..", "..", "assets");
  const { workbook, bankFile } = await buildSample();
  writeFileSync(join(assets, "sample.xlsx"), workbook);
  writeFileSync(join(assets, "sample-bank.csv"), bankFile);
  return `assets/sample.xlsx (${Math.round(workbook.length / 1024)} KB) and assets/sample-bank.csv are made.`;
}
