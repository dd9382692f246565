import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { inProject } from "../lib/project.mjs";

/** Links of our documents that lead nowhere, as findings `{file, line, problem}`. Addresses on the web are not asked. */
export function findDeadLinks(files) {
  return files
    .filter((file) => file.endsWith(".md") && existsSync(inProject(file)))
    .flatMap((file) => deadLinksIn(file, readFileSync(inProject(file), "utf8"), (other) => (existsSync(inProject(other)) ? (other.endsWith(".md") ? readFileSync(inProject(other), "utf8") : "") : null)));
}

/** `read` answers a project file's text ("" for one without headings), or null when there is none. */
export function deadLinksIn(file, text, read) {
  return withoutCode(text).split("\n").flatMap((line, index) => {
    const targets = [...line.matchAll(/!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)].map((found) => found[1]);
    return targets.flatMap((target) => {
      const problem = problemOf(file, text, target, read);
      return problem === null ? [] : [{ file, line: index + 1, problem }];
    });
  });
}

function problemOf(file, text, target, read) {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return null;
  const [place, anchor = ""] = target.split("#");
  const linked = place === "" ? file : path.posix.normalize(path.posix.join(path.posix.dirname(file), decodeURIComponent(place)));
  if (linked.startsWith("../") || path.posix.isAbsolute(linked)) return `the link ${target} leads out of the project`;
  const content = place === "" ? text : read(linked);
  if (content === null) return `the link ${target} names ${linked}, which does not exist`;
  return anchor === "" || !linked.endsWith(".md") || anchorsOf(content).has(anchor.toLowerCase()) ? null : `the link ${target} names a heading that ${linked} does not have`;
}

/** Headings' anchors as GitHub makes them. */
function anchorsOf(text) {
  const seen = new Map();
  const anchors = new Set();
  for (const [, heading] of withoutCode(text).matchAll(/^#{1,6}\s+(.+?)\s*#*\s*$/gm)) {
    const slug = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").replace(/\s/g, "-");
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    anchors.add(times === 0 ? slug : `${slug}-${times}`);
  }
  return anchors;
}

/** Same lines, with fenced code emptied. */
function withoutCode(text) {
  let fenced = false;
  return text
    .split("\n")
    .map((line) => {
      const isFence = /^\s*(```|~~~)/.test(line);
      if (isFence) fenced = !fenced;
      return fenced || isFence ? "" : line.replace(/`[^`]*`/g, (code) => code.replace(/[[\]()]/g, " "));
    })
    .join("\n");
}
