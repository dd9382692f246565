import { MAIN_NAMESPACE, XML_DECLARATION } from "./packageParts";
import { encodeXstring, escapeText } from "./xmlText";

const NEEDS_SPACE = /^\s|\s$|[\n\t]/;

/** Collects the texts of all sheets. Every text cell points here, so that text can never be read as a formula. */
export class StringsWriter {
  private readonly indexes = new Map<string, number>();
  private readonly richIndexes = new Map<string, number>();
  private readonly items: string[] = [];
  private readonly root: string;
  private readonly prefix: string;
  private uses = 0;

  constructor(rootTag: string | null) {
    this.root = (rootTag ?? `<sst xmlns="${MAIN_NAMESPACE}">`).replace(/\s(count|uniqueCount)\s*=\s*("[^"]*"|'[^']*')/g, "");
    this.prefix = /^<([\w.-]+:)?/.exec(this.root)?.[1] ?? "";
  }

  text(text: string): number {
    this.uses++;
    const known = this.indexes.get(text);
    if (known !== undefined) return known;
    const written = escapeText(encodeXstring(text));
    return this.add(this.indexes, text, `<${this.prefix}si><${this.prefix}t${NEEDS_SPACE.test(written) ? ' xml:space="preserve"' : ""}>${written}</${this.prefix}t></${this.prefix}si>`);
  }

  /** An item as it stood in the file; null when it was written for another namespace prefix. */
  rich(source: string): number | null {
    if (!source.startsWith(`<${this.prefix}si`)) return null;
    this.uses++;
    return this.richIndexes.get(source) ?? this.add(this.richIndexes, source, source);
  }

  write(): string[] {
    const counts = ` count="${this.uses}" uniqueCount="${this.items.length}">`;
    return [XML_DECLARATION, this.root.slice(0, -1) + counts, ...this.items, `</${this.prefix}sst>`];
  }

  private add(indexes: Map<string, number>, key: string, item: string): number {
    this.items.push(item);
    indexes.set(key, this.items.length - 1);
    return this.items.length - 1;
  }
}
