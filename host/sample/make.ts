import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSample } from "./build";

/** Writes assets/sample.xlsx and assets/sample-bank.csv. */
async function main(): Promise<void> {
  const assets = join(__dirname, "..", "..", "assets");
  const { workbook, bankFile } = await buildSample();
  writeFileSync(join(assets, "sample.xlsx"), workbook);
  writeFileSync(join(assets, "sample-bank.csv"), bankFile);
  process.stdout.write(`assets/sample.xlsx (${Math.round(workbook.length / 1024)} KB) and assets/sample-bank.csv are made\n`);
}

main().catch((thrown: unknown) => {
  process.stderr.write(`The sample was not made: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`);
  process.exitCode = 1;
});
