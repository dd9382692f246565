import { UsageError } from "./output";

export interface ParsedArguments {
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, string>;
  readonly flags: ReadonlySet<string>;
}

/** Splits words from `--option value` and `--flag`; an option that the command does not know, or a word too many, is a usage error. */
export function parseArguments(
  argv: readonly string[],
  known: { readonly words: number; readonly options: readonly string[]; readonly flags: readonly string[] },
): ParsedArguments {
  const words: string[] = [];
  const options = new Map<string, string>();
  const flags = new Set<string>();
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? "";
    if (!word.startsWith("--")) {
      words.push(word);
      continue;
    }
    const name = word.slice(2);
    if (known.flags.includes(name)) {
      flags.add(name);
    } else if (known.options.includes(name)) {
      const value = argv[++i];
      if (value === undefined || value.startsWith("--")) throw new UsageError(`--${name} needs a value`);
      options.set(name, value);
    } else {
      const all = [...known.options, ...known.flags].map((option) => `--${option}`).join(", ");
      throw new UsageError(`Unknown option ${word}. ${all === "" ? "This command has no options." : `Known: ${all}`}`);
    }
  }
  const excess = words[known.words];
  if (excess !== undefined) throw new UsageError(`One word too many: ${excess}`);
  return { words, options, flags };
}

export function requireWord(parsed: ParsedArguments, index: number, what: string): string {
  const word = parsed.words[index];
  if (word === undefined) throw new UsageError(`Missing: ${what}`);
  return word;
}

export function requireOption(parsed: ParsedArguments, name: string): string {
  const value = parsed.options.get(name);
  if (value === undefined) throw new UsageError(`Missing: --${name}`);
  return value;
}
