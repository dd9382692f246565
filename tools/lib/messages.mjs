/** What the scripts say goes to standard error: standard output belongs to results (the billing command's JSON, the test count). */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Runs a script's main function: a failure that was foreseen is told in a sentence, never as a stack trace. Sets the exit code. */
export async function runScript(main) {
  try {
    process.exitCode = (await main(process.argv.slice(2))) ?? 0;
  } catch (problem) {
    say(problem instanceof Failure ? problem.message : (problem?.stack ?? String(problem)));
    process.exitCode = 1;
  }
}

/** Something that the person at the keyboard can cure; the message says how. */
export class Failure extends Error {}

/**
 * Splits a script's arguments. `known` names the options that take a value ("value") and those that do not ("flag").
 * Anything else that begins with a dash is refused, so that a misspelt option is never silently ignored.
 */
export function readArguments(argv, known) {
  const words = [];
  const options = {};
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i];
    if (!word.startsWith("--")) {
      words.push(word);
      continue;
    }
    const [name, inline] = splitOnce(word.slice(2), "=");
    if (!Object.hasOwn(known, name)) throw new Failure(`Unknown option --${name}. Known: ${Object.keys(known).map((each) => `--${each}`).join(", ") || "none"}.`);
    if (known[name] === "flag") {
      if (inline !== null) throw new Failure(`--${name} takes no value.`);
      options[name] = true;
      continue;
    }
    const value = inline ?? argv[++i];
    if (value === undefined || value === "" || (inline === null && value.startsWith("--"))) throw new Failure(`--${name} needs a value.`);
    options[name] = value;
  }
  return { words, options };
}

function splitOnce(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}
