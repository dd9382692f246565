import { damaged, FileProblem } from "./fileProblem";
import { decodeXml } from "./xmlText";

export type Token = "open" | "close" | "end";

const LESS = 60, GREATER = 62, SLASH = 47, BANG = 33, QUESTION = 63, EQUALS = 61, QUOTE = 34, APOSTROPHE = 39, COLON = 58;

/**
 * A forward-only reader of one XML part, made for sheets of millions of cells: it makes no tree and reads values only when
 * asked. Text between tags is skipped by `next`; `text()` collects it. Document type declarations are refused, always.
 */
export class XmlScanner {
  /** Name of the current tag without and with its namespace prefix. */
  local = "";
  qualified = "";
  /** Where the current tag starts, and where it ends. */
  tagStart = 0;
  position = 0;
  selfClosing = false;
  private attributeCount = 0;
  private readonly attributeNames: string[] = [];
  private readonly attributeStarts: number[] = [];
  private readonly attributeEnds: number[] = [];

  constructor(
    readonly source: string,
    readonly partName: string,
  ) {}

  /** Moves to the next tag. An empty element gives "open" with `selfClosing` and no "close". */
  next(): Token {
    const source = this.source;
    for (;;) {
      const start = source.indexOf("<", this.position);
      if (start < 0) {
        this.position = source.length;
        return "end";
      }
      this.tagStart = start;
      const code = source.charCodeAt(start + 1);
      if (code === BANG || code === QUESTION) {
        this.skipMarkup(start);
        continue;
      }
      if (code === SLASH) {
        const end = source.indexOf(">", start);
        if (end < 0) throw this.broken();
        this.setName(source.slice(start + 2, end).trimEnd());
        this.position = end + 1;
        return "close";
      }
      this.readOpenTag(start + 1);
      return "open";
    }
  }

  /** The decoded attribute of that full name in the current open tag. */
  attribute(name: string): string | undefined {
    for (let index = 0; index < this.attributeCount; index++) {
      if (this.attributeNames[index] === name) return decodeXml(this.source.slice(this.attributeStarts[index], this.attributeEnds[index]));
    }
    return undefined;
  }

  attributes(): [string, string][] {
    const list: [string, string][] = [];
    for (let index = 0; index < this.attributeCount; index++) {
      list.push([this.attributeNames[index] ?? "", decodeXml(this.source.slice(this.attributeStarts[index], this.attributeEnds[index]))]);
    }
    return list;
  }

  /** After "open": the element's own text, nested elements left out; stands after the closing tag then. */
  text(): string {
    if (this.selfClosing) return "";
    const source = this.source;
    let text = "";
    for (;;) {
      const start = source.indexOf("<", this.position);
      if (start < 0) throw this.broken();
      if (start > this.position) text += decodeXml(source.slice(this.position, start));
      const code = source.charCodeAt(start + 1);
      if (code === SLASH) {
        this.next();
        return text;
      }
      if (code === BANG && source.startsWith("<![CDATA[", start)) {
        const end = source.indexOf("]]>", start);
        if (end < 0) throw this.broken();
        text += source.slice(start + 9, end).replace(/\r\n?/g, "\n");
        this.position = end + 3;
      } else if (code === BANG || code === QUESTION) {
        this.skipMarkup(start);
      } else {
        this.next();
        this.skip();
      }
    }
  }

  /** After "open": moves past the element and gives its whole source. */
  skip(): string {
    const from = this.tagStart;
    if (this.selfClosing) return this.source.slice(from, this.position);
    const names = [this.qualified];
    while (names.length > 0) {
      const token = this.next();
      if (token === "end") throw this.broken();
      if (token === "open") {
        if (!this.selfClosing) names.push(this.qualified);
      } else if (names.pop() !== this.qualified) throw this.broken();
    }
    return this.source.slice(from, this.position);
  }

  broken(): FileProblem {
    return damaged(`the part "${this.partName}" is not well-formed XML near character ${this.tagStart}`);
  }

  private readOpenTag(from: number): void {
    const source = this.source;
    const length = source.length;
    let at = from;
    let code = source.charCodeAt(at);
    while (at < length && code > 32 && code !== GREATER && code !== SLASH) code = source.charCodeAt(++at);
    if (at === from) throw this.broken();
    this.setName(source.slice(from, at));
    this.attributeCount = 0;
    this.selfClosing = false;
    for (;;) {
      while (code <= 32) code = source.charCodeAt(++at);
      if (code === GREATER) break;
      if (code === SLASH) {
        if (source.charCodeAt(at + 1) !== GREATER) throw this.broken();
        this.selfClosing = true;
        at++;
        break;
      }
      const nameStart = at;
      while (at < length && code > 32 && code !== EQUALS && code !== GREATER && code !== LESS) code = source.charCodeAt(++at);
      const nameEnd = at;
      while (code <= 32) code = source.charCodeAt(++at);
      if (code !== EQUALS || nameEnd === nameStart) throw this.broken();
      code = source.charCodeAt(++at);
      while (code <= 32) code = source.charCodeAt(++at);
      if (code !== QUOTE && code !== APOSTROPHE) throw this.broken();
      const valueEnd = source.indexOf(code === QUOTE ? '"' : "'", at + 1);
      if (valueEnd < 0) throw this.broken();
      const slot = this.attributeCount++;
      this.attributeNames[slot] = source.slice(nameStart, nameEnd);
      this.attributeStarts[slot] = at + 1;
      this.attributeEnds[slot] = valueEnd;
      at = valueEnd + 1;
      code = source.charCodeAt(at);
      if (at >= length) throw this.broken();
    }
    this.position = at + 1;
  }

  private setName(qualified: string): void {
    this.qualified = qualified;
    let colon = -1;
    for (let at = 0; at < qualified.length; at++) if (qualified.charCodeAt(at) === COLON) colon = at;
    this.local = colon < 0 ? qualified : qualified.slice(colon + 1);
  }

  private skipMarkup(start: number): void {
    const source = this.source;
    const closing = source.startsWith("<!--", start) ? "-->" : source.startsWith("<![CDATA[", start) ? "]]>" : source.startsWith("<?", start) ? "?>" : null;
    if (closing === null) throw new FileProblem("Unsafe", `The part "${this.partName}" of the file declares a document type, which workbooks do not have and which can be used to attack a reader. It was not opened. Save it again from Excel as .xlsx.`);
    const end = source.indexOf(closing, start + (closing === "-->" ? 4 : 2));
    if (end < 0) throw this.broken();
    this.position = end + closing.length;
  }
}

/** The text of an XML part, by its byte order mark or declared encoding (UTF-8 without either). */
export function decodePart(bytes: Uint8Array, partName: string): string {
  let encoding = "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) encoding = "utf-16le";
  else if (bytes[0] === 0xfe && bytes[1] === 0xff) encoding = "utf-16be";
  else if (bytes[0] !== 0xef) {
    let head = "";
    for (let index = 0; index < Math.min(120, bytes.length); index++) head += String.fromCharCode(bytes[index] ?? 0);
    encoding = /^<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1] ?? "utf-8";
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw damaged(`the part "${partName}" is not text in the encoding ${encoding}`);
  }
}
