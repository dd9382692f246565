import { existsSync, readFileSync } from "node:fs";
import { inProject } from "../lib/project.mjs";

/** What a file of the project may not say: it would be true on one machine only, or tie everyone to one server. */
const STRAYS = [
  { pattern: /https?:\/\/[\w.-]*(?:registry|artifactory|nexus|verdaccio|npmmirror)[\w.-]*/i, problem: "names a package registry's host", cure: "leave it to the reader's own npm settings" },
  { pattern: /"resolved":\s*"https?:/, problem: "holds a download address", cure: "keep omit-lockfile-registry-resolved=true in .npmrc and make the lockfile anew" },
  { pattern: /(?<![\w.*}$:/-])\/(?:home|Users|root|work|workspace)\/[\w.-]+/, problem: "names a path of one machine", cure: "name it from the project's root" },
  { pattern: /\b[A-Za-z]:\\{1,2}Users\\{1,2}\w+/, problem: "names a path of one machine", cure: "name it from the project's root" },
];

const BINARY = /\.(?:png|ico|xlsx|pdf|woff2|zip)$/i;

/** Findings `{file, line, problem}` in the given files of the project. */
export function findStrayAddresses(files) {
  return files.filter((file) => !BINARY.test(file) && existsSync(inProject(file))).flatMap((file) => strayAddressesIn(file, readFileSync(inProject(file), "utf8")));
}

export function strayAddressesIn(file, text) {
  return text.split("\n").flatMap((line, index) =>
    STRAYS.flatMap(({ pattern, problem, cure }) => {
      const found = pattern.exec(line);
      return found === null ? [] : [{ file, line: index + 1, problem: `${problem} (${found[0].slice(0, 60)}): ${cure}` }];
    }),
  );
}
