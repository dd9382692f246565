import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { runChild } from "./childProcess";
import { type Mutant, MUTANTS } from "./mutants";

export interface MutantResult {
  readonly name: string;
  /** The schedule that told it; null: it lives. */
  readonly killedBy: { readonly layer: string; readonly seed: number; readonly title: string; readonly violation: string } | null;
  /** The layers themselves fell over. */
  readonly crashed?: true;
}

const ROOT = path.join(__dirname, "..", "..");
const COPIED = ["src", "host", "test/simulation", "test/support", "test/fixtures/books", "package.json", "tsconfig.json"] as const;
const PROCESSES = 2;

/** Puts each mistake into a copy of the sources and runs its layers until the first violation. */
export async function runMutants(tell: (line: string) => void, only: (mutant: Mutant) => boolean = () => true): Promise<readonly MutantResult[]> {
  const results: MutantResult[] = [];
  const waiting = MUTANTS.filter(only);
  await Promise.all(Array.from({ length: PROCESSES }, async () => {
    const root = copyOfSources();
    try {
      for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
        const result = await runMutant(mutant, root);
        results.push(result);
        tell(result.killedBy === null ? `${result.crashed === true ? "CRASHES" : "LIVES"}   ${result.name}` : `killed  ${result.name}: --layer ${result.killedBy.layer} --seed ${result.killedBy.seed} (${result.killedBy.title}): ${result.killedBy.violation.slice(0, 160)}`);
      }
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }));
  return results;
}

async function runMutant({ name, file, find, replace, layers }: Mutant, root: string): Promise<MutantResult> {
  const target = path.join(root, file);
  const source = readFileSync(target, "utf8");
  if (source.split(find).length !== 2) throw new Error(`The mutant "${name}" cannot be made: its text stands ${source.split(find).length - 1} times in ${file}.`);
  const run = async (layer: string, of: { readonly cases?: number; readonly matching?: string | undefined; readonly seed?: number; readonly except?: readonly number[] }): Promise<{ readonly code: number; readonly found: MutantResult["killedBy"] }> => {
    const { code, output } = await runChild(root, { layers: [layer], long: false, json: false, mutants: false, first: true, ...of });
    const line = output.split("\n").find((text) => text.startsWith("{"));
    return { code, found: line === undefined ? null : (JSON.parse(line) as NonNullable<MutantResult["killedBy"]>) }; // a decoder: what main writes
  };
  try {
    for (const [layer, cases, matching] of layers) {
      const except: number[] = [];
      for (;;) {
        writeFileSync(target, source.replace(find, () => replace));
        const { code, found } = await run(layer, { cases, matching, except });
        // A harness that falls over has judged nothing: that is no kill.
        if (found === null && code !== 0) return { name, killedBy: null, crashed: true };
        if (found === null) break;
        // Nor is a schedule that finds something without the mistake.
        writeFileSync(target, source);
        if ((await run(layer, { seed: found.seed })).found === null) return { name, killedBy: found };
        except.push(found.seed);
      }
    }
    return { name, killedBy: null };
  } finally {
    writeFileSync(target, source);
  }
}

function copyOfSources(): string {
  const root = mkdtempSync(path.join(os.tmpdir(), "open-item-mutant-"));
  for (const name of COPIED) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    cpSync(path.join(ROOT, name), path.join(root, name), { recursive: true });
  }
  symlinkSync(path.join(ROOT, "node_modules"), path.join(root, "node_modules"), "dir");
  return root;
}
