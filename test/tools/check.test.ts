import { deadLinksIn } from "../../tools/check/docLinks.mjs";
import { strayAddressesIn } from "../../tools/check/strayAddresses.mjs";

const FILES: Readonly<Record<string, string>> = { "docs/guide.md": "# Set up\n\n## Bank lines, read\n\n## Set up\n", "LICENSE": "" };
const read = (file: string): string | null => FILES[file] ?? null;

test.each([
  ["README.md", "[guide](docs/guide.md)", 0],
  ["README.md", "[guide](docs/guide.md#bank-lines-read) and [again](docs/guide.md#set-up-1)", 0],
  ["README.md", "[guide](docs/guide.md#bank-file)", 1],
  ["README.md", "[gone](docs/gone.md)", 1],
  ["README.md", "![picture](docs/images/gone.png)", 1],
  ["README.md", "[site](https://example.org/x)", 0],
  ["README.md", "`[not](a-link.md)`\n```\n[nor](this.md)\n```\n", 0],
  ["README.md", "# Here\n[up](#here) [down](#there)", 1],
  ["docs/guide.md", "[licence](../LICENSE) [out](../../other/file.md)", 1],
])("%s: %j has %d dead links", (file, text, count) => expect(deadLinksIn(file, text, read)).toHaveLength(count));

// Put together here, so that this file says none of it itself.
const slashed = (...parts: readonly string[]): string => parts.join("/");
test.each([
  [`see ${slashed("https:", "", "registry.example.com", "npm")}`, 1],
  [`"resolved": "${slashed("https:", "", "example.com", "a.tgz")}"`, 1],
  [`"resolved": "tools/m365-cli-stub"`, 0],
  [`const at = "${slashed("", "home", "somebody", "project")}";`, 1],
  [`cd ${slashed("", "Users", "somebody")}`, 1],
  [["C:", "Users", "somebody"].join("\\"), 1],
  ["src/work/home/page.ts and https://example.com/home/page", 0],
])("%j has %d stray addresses", (text, count) => expect(strayAddressesIn("file.ts", text)).toHaveLength(count));
