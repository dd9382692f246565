/** Makes assets/sample.xlsx and assets/sample-bank.csv by posting the sample company's facts through the add-in on the embedded host. */
import { ensureInstalled } from "../ensure.mjs";
import { runScript } from "../lib/messages.mjs";
import { loadTypeScript } from "../lib/typescript.mjs";

await runScript(async () => {
  ensureInstalled();
  process.stdout.write("Posting the sample company (a minute or two) …\n");
  process.stdout.write(`${await loadTypeScript("host/sample/make.ts").makeSample()}\n`);
  process.exit(0);
});
