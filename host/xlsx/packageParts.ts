import { FileProblem } from "./fileProblem";
import { decodePart, XmlScanner } from "./xmlScanner";
import { escapeAttribute } from "./xmlText";

export interface Relationship {
  id: string;
  /** The whole type URI, so that it is written back as it was. */
  type: string;
  /** As the file writes it; relative to the owning part's folder. */
  target: string;
  external: boolean;
}

export const RELATIONSHIP_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
export const MAIN_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The parts of an opened package. Names have no leading slash and are found without regard to case. */
export class PackageParts {
  private readonly names = new Map<string, string>();
  private readonly defaults = new Map<string, string>();
  private readonly overrides = new Map<string, string>();

  constructor(private readonly parts: ReadonlyMap<string, Uint8Array>) {
    for (const name of parts.keys()) this.names.set(name.toLowerCase(), name);
    const types = this.text("[Content_Types].xml");
    if (types === undefined) return;
    const scanner = new XmlScanner(types, "[Content_Types].xml");
    for (let token = scanner.next(); token !== "end"; token = scanner.next()) {
      if (token !== "open") continue;
      const type = scanner.attribute("ContentType") ?? "";
      if (scanner.local === "Default") this.defaults.set((scanner.attribute("Extension") ?? "").toLowerCase(), type);
      if (scanner.local === "Override") this.overrides.set((scanner.attribute("PartName") ?? "").replace(/^\//, "").toLowerCase(), type);
    }
  }

  /** The part's name in its own spelling; undefined when it is not there. */
  find(name: string): string | undefined {
    return this.names.get(name.toLowerCase());
  }

  bytes(name: string): Uint8Array | undefined {
    return this.parts.get(this.find(name) ?? "");
  }

  text(name: string): string | undefined {
    const bytes = this.bytes(name);
    return bytes === undefined ? undefined : decodePart(bytes, name);
  }

  all(): Iterable<string> {
    return this.parts.keys();
  }

  contentType(name: string): string | undefined {
    return this.overrides.get(name.toLowerCase()) ?? this.defaults.get(extension(name));
  }

  defaultType(kind: string): string | undefined {
    return this.defaults.get(kind);
  }

  /** Relationships of a part; of the package itself for "". */
  relationships(owner: string): Relationship[] {
    return this.listIn(relationshipsPart(owner));
  }

  private listIn(partName: string): Relationship[] {
    const text = this.text(partName);
    if (text === undefined) return [];
    const list: Relationship[] = [];
    const scanner = new XmlScanner(text, partName);
    for (let token = scanner.next(); token !== "end"; token = scanner.next()) {
      if (token !== "open" || scanner.local !== "Relationship") continue;
      list.push({
        id: scanner.attribute("Id") ?? "",
        type: scanner.attribute("Type") ?? "",
        target: scanner.attribute("Target") ?? "",
        external: scanner.attribute("TargetMode") === "External",
      });
    }
    return list;
  }

  /** Reads every list of relationships: what saving needs is known to be readable. */
  readRelationships(): void {
    for (const name of this.parts.keys()) if (name.endsWith(".rels")) this.listIn(name);
  }

  /** Refuses document type declarations in every XML part, also in those that nothing here reads. */
  refuseDocumentTypes(): void {
    for (const [name, bytes] of this.parts) {
      if (!/\.(xml|rels|vml)$/i.test(name)) continue;
      // They can only stand before the root element.
      const head = new TextDecoder(bytes[0] === 0xff ? "utf-16le" : bytes[0] === 0xfe ? "utf-16be" : "utf-8").decode(bytes.subarray(0, 4096));
      if (/<!(DOCTYPE|ENTITY)/i.test(head.replace(/<!--[\s\S]*?-->/g, ""))) {
        throw new FileProblem("Unsafe", `The part "${name}" of the file declares a document type, which workbooks do not have and which can be used to attack a reader. It was not opened. Save it again from Excel as .xlsx.`);
      }
    }
  }
}

export function extension(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(dot + 1).toLowerCase();
}

export function relationshipsPart(owner: string): string {
  if (owner === "") return "_rels/.rels";
  const slash = owner.lastIndexOf("/") + 1;
  return `${owner.slice(0, slash)}_rels/${owner.slice(slash)}.rels`;
}

/** A relationship's target as a part name; null when it leaves the package. */
export function resolveTarget(owner: string, target: string): string | null {
  const path = target.startsWith("/") ? target.slice(1) : owner.slice(0, owner.lastIndexOf("/") + 1) + target;
  const result: string[] = [];
  for (const piece of path.replaceAll("\\", "/").split("/")) {
    if (piece === "..") {
      if (result.pop() === undefined) return null;
    } else if (piece !== "." && piece !== "") result.push(piece);
  }
  return result.join("/");
}

/** From one part to another, as a target inside the first one's relationships. */
export function relativeTarget(owner: string, target: string): string {
  const from = owner.split("/").slice(0, -1);
  const to = target.split("/");
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/");
}

/** Is it a relationship of this kind ("worksheet", "styles")? Transitional and strict files differ only before the last slash. */
export function isKind(relationship: Relationship, kind: string): boolean {
  return relationship.type.slice(relationship.type.lastIndexOf("/") + 1) === kind;
}

export function writeRelationships(list: readonly Relationship[]): string {
  const items = list.map(
    (entry) =>
      `<Relationship Id="${escapeAttribute(entry.id)}" Type="${escapeAttribute(entry.type)}" Target="${escapeAttribute(entry.target)}"${entry.external ? ' TargetMode="External"' : ""}/>`,
  );
  return `${XML_DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items.join("")}</Relationships>`;
}

/** Adds a relationship under an id that is not taken and gives the id. */
export function addRelationship(list: Relationship[], type: string, target: string): string {
  let number = list.length + 1;
  const taken = new Set(list.map((entry) => entry.id));
  while (taken.has(`rId${number}`)) number++;
  list.push({ id: `rId${number}`, type, target, external: false });
  return `rId${number}`;
}

/** The prefix under which a root tag knows relationship ids ("r:"), and the tag, with it declared when it was not. */
export function withRelationshipPrefix(rootTag: string): { rootTag: string; relationshipPrefix: string } {
  const known = /xmlns:([\w.-]+)\s*=\s*["'][^"']*officeDocument[^"']*\/relationships["']/.exec(rootTag)?.[1];
  if (known !== undefined) return { rootTag, relationshipPrefix: `${known}:` };
  return { rootTag: `${rootTag.slice(0, -1)} xmlns:r="${RELATIONSHIP_NAMESPACE}">`, relationshipPrefix: "r:" };
}

/** The start of relationship types in a file: strict files have another than transitional ones. */
export function relationshipBase(list: readonly Relationship[]): string {
  const sample = list.find((entry) => isKind(entry, "worksheet"))?.type;
  return sample === undefined ? `${RELATIONSHIP_NAMESPACE}/` : sample.slice(0, sample.lastIndexOf("/") + 1);
}
