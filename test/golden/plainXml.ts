/** A reader of XML for tests, apart from the host's own, so that one does not share the other's mistakes. */
export interface PlainElement {
  /** Without its namespace prefix. */
  readonly name: string;
  /** By name without prefix; namespace declarations left out. "r:id" is "r:id", because sheets have ids of both kinds. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly PlainElement[];
  readonly text: string;
}

const TOKEN = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w.-]+:)?([\w.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function plain(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/&(#x?)?([0-9a-zA-Z]+);/g, (_, number: string | undefined, code: string) => (number === undefined ? (ENTITIES[code] ?? `&${code};`) : String.fromCodePoint(number === "#x" ? parseInt(code, 16) : Number(code))));
}

interface Open {
  name: string;
  attributes: Record<string, string>;
  children: PlainElement[];
  text: string;
}

export function readPlainXml(source: string): PlainElement {
  const root: Open = { name: "", attributes: {}, children: [], text: "" };
  const stack: Open[] = [root];
  for (const token of source.matchAll(TOKEN)) {
    const [, literal, closing, , name, attributes = "", empty, text] = token;
    const top = stack[stack.length - 1];
    if (top === undefined) throw new Error("more closing tags than opening ones");
    if (literal !== undefined) top.text += literal;
    else if (text !== undefined) top.text += plain(text);
    else if (name === undefined) continue;
    else if (closing === "/") {
      stack.pop();
      if (top.name !== name) throw new Error(`</${name}> closes <${top.name}>`);
    } else {
      const element: Open = { name, attributes: readAttributes(attributes), children: [], text: "" };
      top.children.push(element);
      if (empty !== "/") stack.push(element);
    }
  }
  const [first] = root.children;
  if (first === undefined || stack.length !== 1) throw new Error("not one whole element");
  return first;
}

function readAttributes(source: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, prefix, name = "", quoted, apostrophed] of source.matchAll(/([\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (prefix === "xmlns:" || (prefix === undefined && name === "xmlns")) continue;
    found[name === "id" && prefix !== undefined ? "r:id" : name] = plain(quoted ?? apostrophed ?? "");
  }
  return found;
}

export function childrenOf(element: PlainElement | undefined, name: string): PlainElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** One text for all ways to write the same element: attributes in order, layout between tags gone. */
export function canonical(element: PlainElement, leftOut: readonly string[] = []): string {
  const attributes = Object.entries(element.attributes).filter(([name]) => !leftOut.includes(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = element.children.length > 0 ? element.text.trim() : element.text;
  return `<${element.name}${attributes.map(([name, value]) => ` ${name}=${JSON.stringify(value)}`).join("")}>${text}${element.children.map((child) => canonical(child, leftOut)).join("")}</>`;
}
