import { createRequire } from "node:module";
import { resolve } from "node:path";

/** A package of bench/ (never of the add-in); null where it is not installed: `npm run bench` installs it. */
export function benchPackage(name: string): unknown {
  try {
    // Two folders up is the project from here and from the bundle in .cache/bench alike.
    return createRequire(resolve(__dirname, "../../bench/package.json"))(name);
  } catch {
    return null;
  }
}

export const NOT_INSTALLED = "is not installed; `npm run bench` installs it with the other packages of bench/.";
