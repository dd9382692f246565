import { XmlScanner } from "./xmlScanner";
import { decodeXstring } from "./xmlText";

export interface SharedStrings {
  readonly texts: readonly string[];
  /** Source of the items that are more than a plain text, by position. */
  readonly rich: ReadonlyMap<number, string>;
  readonly rootTag: string;
}

export function readSharedStrings(xml: string): SharedStrings {
  const scanner = new XmlScanner(xml, "xl/sharedStrings.xml");
  const texts: string[] = [];
  const rich = new Map<number, string>();
  let rootTag = "";
  for (let token = scanner.next(); token !== "end"; token = scanner.next()) {
    if (token !== "open") continue;
    if (rootTag === "") rootTag = openTag(scanner);
    else if (scanner.local === "si") {
      const item = readRichText(scanner);
      if (item.rich) rich.set(texts.length, item.source);
      texts.push(item.text);
    } else scanner.skip();
  }
  return { texts, rich, rootTag };
}

/** After the "open" of si or is: its text without phonetic hints, and whether there is more to it than text. */
export function readRichText(scanner: XmlScanner): { text: string; rich: boolean; source: string } {
  if (scanner.selfClosing) return { text: "", rich: false, source: "" };
  const from = scanner.tagStart;
  const owner = scanner.qualified;
  let text = "";
  let rich = false;
  for (;;) {
    const token = scanner.next();
    if (token === "end") throw scanner.broken();
    if (token === "close") {
      if (scanner.qualified === owner) return { text: decodeXstring(text), rich, source: rich ? scanner.source.slice(from, scanner.position) : "" };
    } else if (scanner.local === "t") text += scanner.text();
    else if (scanner.local === "r") rich = true;
    else {
      rich = true;
      scanner.skip();
    }
  }
}

/** The current tag as source; an empty root becomes an opening one. */
export function openTag(scanner: XmlScanner): string {
  const tag = scanner.source.slice(scanner.tagStart, scanner.position);
  return scanner.selfClosing ? `${tag.slice(0, -2).trimEnd()}>` : tag;
}
