import { readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

const ROOT = join(__dirname, "../../..");

/** Every file that a module needs at run time, by its imports (`import type` needs nothing). */
function needs(start: string): Set<string> {
  const seen = new Set<string>();
  const todo = [join(ROOT, start)];
  for (let file = todo.pop(); file !== undefined; file = todo.pop()) {
    const name = relative(ROOT, file).split(sep).join("/");
    if (seen.has(name)) continue;
    seen.add(name);
    for (const [, from = ""] of readFileSync(file, "utf8").matchAll(/^(?:import|export) (?!type )[^"]*from "([^"]+)";/gm)) {
      if (from.startsWith(".")) todo.push(`${join(dirname(file), from)}.ts`);
      else seen.add(from);
    }
  }
  return seen;
}

/** What runs for every row of a large ledger counts whole minor units in typed arrays: no decimal arithmetic. */
const HOT = ["ledgerIndex", "settlement", "asOf", "aging", "agingGroups", "balance", "openItems", "overdue", "nextDue", "balanceMovements", "statement", "rollForward"];
it.each(HOT)("%s never loads decimal arithmetic", (name) => {
  const files = needs(`src/core/reports/${name}.ts`);
  expect([...files].filter((file) => /decimal/i.test(file) || !file.startsWith("src/"))).toEqual([]);
});

it("would see it", () => expect([...needs("src/core/reports/metrics.ts")]).toEqual(expect.arrayContaining(["src/core/values/decimal.ts", "decimal.js"])));
