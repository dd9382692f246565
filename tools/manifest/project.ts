import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PLACE_OF_COMMAND, REFRESH_COMMAND } from "../../src/taskpane/commands";
import { checkManifest, type Finding, type ManifestContext } from "./rules";
import { usedMembers } from "./usedMembers";

const PROJECT = join(__dirname, "..", "..");
/** Files of the site that are copied from the sources under another path. */
const SITE_SOURCES: readonly (readonly [prefix: string, folder: string])[] = [["assets/", "assets/"], ["shortcuts.json", "src/taskpane/shortcuts.json"]];

/** What the rules need to know of this project. */
export function projectContext(): Omit<ManifestContext, "xml" | "production"> {
  return {
    readSiteFile,
    used: usedMembers(PROJECT),
    commands: new Set([...Object.keys(PLACE_OF_COMMAND), REFRESH_COMMAND]),
  };
}

export function validateFile(path: string, production: boolean): readonly Finding[] {
  return checkManifest({ ...projectContext(), xml: readFileSync(path, "utf8"), production });
}

function readSiteFile(path: string): Uint8Array | null {
  for (const [prefix, source] of SITE_SOURCES) {
    if (!path.startsWith(prefix)) continue;
    const file = join(PROJECT, source, path.slice(prefix.length));
    return existsSync(file) ? readFileSync(file) : null;
  }
  return null;
}
