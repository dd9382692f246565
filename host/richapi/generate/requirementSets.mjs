// Writes ../requirementSets.ts from the "[Api set: …]" comments of @types/office-js. Run after that package changes:
//   node host/richapi/generate/requirementSets.mjs
import fs from "node:fs";
import { createRequire } from "node:module";

const types = createRequire(import.meta.url).resolve("@types/office-js/index.d.ts");
const lines = fs.readFileSync(types, "utf8").split(/\r?\n/);
const classes = {};
let inExcel = false;
let current = null;
let comment = "";
for (const line of lines) {
  if (/^declare namespace (\w+) \{/.test(line)) inExcel = /namespace Excel \{/.test(line);
  if (!inExcel) continue;
  if (/^\s*\/\*\*/.test(line)) comment = "";
  comment += line;
  const set = /\[Api set: (\w+) ([\d.]+)/.exec(comment);
  const owner = /^ {4}(?:export )?class (\w+)/.exec(line);
  if (owner) {
    current = { own: set ? `${set[1]} ${set[2]}` : "ExcelApi 1.1", members: {} };
    classes[owner[1]] = current;
    comment = "";
    continue;
  }
  if (/^ {4}\}/.test(line)) current = null;
  const member = /^ {8}(?:readonly )?(\w+)[(?:<]/.exec(line);
  if (current && member && set) {
    const text = `${set[1]} ${set[2]}`;
    const known = current.members[member[1]];
    // An overload that came later does not raise the member's own set.
    if (text !== current.own && known === undefined) current.members[member[1]] = text;
    comment = "";
  } else if (current && member) comment = "";
}
const body = Object.entries(classes).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { own, members }]) => {
  const list = Object.entries(members).map(([member, set]) => `${member}: "${set}"`).join(", ");
  return `  ${name}: { own: "${own}", members: {${list === "" ? "" : ` ${list} `}} },`;
});
fs.writeFileSync(new URL("../requirementSets.ts", import.meta.url), `// Made by generate/requirementSets.mjs from the "[Api set: …]" comments of @types/office-js. Not edited by hand.
/** Of each class: the set of the class itself and of the members that came in another one. */
export const REQUIREMENT_SETS: Readonly<Record<string, { readonly own: string; readonly members: Readonly<Record<string, string>> }>> = {
${body.join("\n")}
};
`);
