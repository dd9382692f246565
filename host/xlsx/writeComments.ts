import type { CellComment } from "../model/comment";
import type { Sheet } from "../model/sheet";
import { formatCell } from "./cellReference";
import { readTree } from "./followParts";
import { addRelationship, isKind, MAIN_NAMESPACE, relativeTarget, resolveTarget, XML_DECLARATION, type Relationship } from "./packageParts";
import type { PackageWriter } from "./packageWriter";
import { encodeXstring } from "./xmlText";
import { attributeByLocalName, element, elements, node, parseXml, prefixOf, writeXml, type XmlNode } from "./xmlTree";

/**
 * Comments made through the API, as Excel writes threads (MS-XLSX 2.6.205): the thread itself, a person for each author, and
 * a note that shows the text to older programs, with its shape. The comments that the opened file had stay in its parts.
 */
const THREADS_NAMESPACE = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments";
const THREADS_RELATIONSHIP = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment";
const PERSONS_RELATIONSHIP = "http://schemas.microsoft.com/office/2017/10/relationships/person";
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing";
const NEW_DRAWING =
  '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">' +
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>';
const OLDER_PROGRAMS = "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however, any edits to it will get removed if the file is opened in a newer version of Excel.\n\nComment:\n";

/** Where one sheet's comments are written. */
export interface CommentParts {
  readonly comments: readonly CellComment[];
  readonly threads: string;
  readonly notes: string;
  readonly drawing: string;
}

/** Finds or makes the parts of a sheet's comments, related to it; null when there is nothing to write. */
export function planComments(sheet: Sheet, comments: readonly CellComment[], partName: string, relationships: Relationship[], base: string, legacyDrawing: { readonly source: string | undefined; readonly put: (id: string) => void }, writer: PackageWriter): CommentParts | null {
  const own = comments.filter((comment) => comment.sheet === sheet);
  if (own.length === 0) return null;
  const part = (known: Relationship | undefined, pattern: string, type: string, relationship: string, content: string, relate: (id: string) => void = () => undefined): string => {
    const target = known === undefined ? null : resolveTarget(partName, known.target);
    if (target !== null && isUsable(writer.current(target), target)) return target;
    const name = writer.freeName(pattern);
    // Written at once, so that the name is taken.
    writer.part(name, type, content);
    relate(addRelationship(relationships, relationship, relativeTarget(partName, name)));
    return name;
  };
  const ofKind = (kind: string): Relationship | undefined => relationships.find((entry) => isKind(entry, kind) && !entry.external);
  const drawingId = legacyDrawing.source === undefined ? undefined : attributeByLocalName(parseXml(legacyDrawing.source, partName), "id");
  return {
    comments: own,
    threads: part(ofKind("threadedComment"), "xl/threadedComments/threadedComment#.xml", "application/vnd.ms-excel.threadedcomments+xml", THREADS_RELATIONSHIP, `${XML_DECLARATION}<ThreadedComments xmlns="${THREADS_NAMESPACE}"/>`),
    notes: part(ofKind("comments"), "xl/comments#.xml", `${SPREADSHEET}.comments+xml`, `${base}comments`, `${XML_DECLARATION}<comments xmlns="${MAIN_NAMESPACE}"><authors/><commentList/></comments>`),
    drawing: part(relationships.find((entry) => entry.id === drawingId), "xl/drawings/vmlDrawing#.vml", VML_TYPE, `${base}vmlDrawing`, NEW_DRAWING, legacyDrawing.put),
  };
}

/** XML, or the VML of notes, which is not always well-formed. What cannot be read cannot be added to. */
function isUsable(source: string | undefined, name: string): boolean {
  return source !== undefined && (name.toLowerCase().endsWith(".vml") ? /<\/xml>\s*$/.test(source) : readTree(source, name) !== null);
}

/** Adds the threads to their parts; after those of the file have followed their cells. */
export function writeComments(plans: readonly CommentParts[], bookPart: string, relationships: Relationship[], writer: PackageWriter): void {
  if (plans.length === 0) return;
  const persons = new Persons(bookPart, relationships, writer);
  plans.forEach((plan, index) => writeSheetComments(plan, index + 1, persons, writer));
  persons.write();
}

function writeSheetComments({ comments, threads, notes, drawing }: CommentParts, number: number, persons: Persons, writer: PackageWriter): void {
  const notesRoot = parseXml(writer.current(notes) ?? "", notes);
  const list = element(notesRoot, "commentList");
  const authors = element(notesRoot, "authors");
  const taken = new Set(elements(list, "comment").map((entry) => entry.attributes.get("ref")));
  // A cell has one comment: that of the file, where one stands there.
  const free = comments.filter((comment) => !taken.has(formatCell(comment.row, comment.column)));
  const prefix = prefixOf(notesRoot.name);
  const threadsRoot = parseXml(writer.current(threads) ?? "", threads);
  for (const comment of free) {
    threadsRoot.children.push(...threadElements(comment, prefixOf(threadsRoot.name), persons));
    const authorId = elements(authors, "author").length;
    authors?.children.push(node(`${prefix}author`, {}, [`tc=${comment.id}`]));
    const text = [OLDER_PROGRAMS + comment.content, ...comment.replies.map((reply) => `Reply:\n${reply.content}`)].join("\n");
    list?.children.push(node(`${prefix}comment`, { ref: formatCell(comment.row, comment.column), authorId, shapeId: 0 }, [node(`${prefix}text`, {}, [node(`${prefix}t`, { "xml:space": "preserve" }, [encodeXstring(text)])])]));
  }
  writer.part(threads, "application/vnd.ms-excel.threadedcomments+xml", XML_DECLARATION + writeXml(threadsRoot));
  writer.part(notes, `${SPREADSHEET}.comments+xml`, XML_DECLARATION + writeXml(notesRoot));
  const source = writer.current(drawing) ?? NEW_DRAWING;
  const used = [...source.matchAll(/_x0000_s(\d+)/g)].map((match) => Number(match[1]));
  const from = Math.max(number * 1024, ...used);
  const shapes = free.map((comment, index) => shape(comment, from + index + 1)).join("");
  writer.part(drawing, VML_TYPE, source.replace(/<\/xml>\s*$/, () => `${shapes}</xml>`));
}

function threadElements(comment: CellComment, prefix: string, persons: Persons): XmlNode[] {
  const made = (id: string, author: string, created: string, content: string, more: Readonly<Record<string, string | number | undefined>>): XmlNode =>
    node(`${prefix}threadedComment`, { ref: formatCell(comment.row, comment.column), dT: created.replace(/Z$/, ""), personId: persons.idOf(author), id, ...more }, [node(`${prefix}text`, {}, [encodeXstring(content)])]);
  return [
    made(comment.id, comment.author, comment.created, comment.content, { done: comment.resolved ? 1 : undefined }),
    ...comment.replies.map((reply) => made(reply.id, reply.author, reply.created, reply.content, { parentId: comment.id })),
  ];
}

/** The hidden shape of a note, beside its cell. */
function shape({ row, column }: CellComment, id: number): string {
  const anchor = [column + 1, 15, Math.max(0, row - 1), 10, column + 3, 15, row + 4, 4].join(", ");
  return (
    `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>` +
    `<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
  );
}

/** The book's list of authors: those of the file, and those that are new. */
class Persons {
  private readonly root: XmlNode;
  private readonly part: string;

  constructor(bookPart: string, relationships: Relationship[], private readonly writer: PackageWriter) {
    const known = relationships.find((entry) => isKind(entry, "person") && !entry.external);
    const target = known === undefined ? null : resolveTarget(bookPart, known.target);
    const source = target === null ? undefined : writer.current(target);
    const root = target === null || source === undefined ? null : readTree(source, target);
    this.part = target !== null && root !== null ? target : writer.freeName("xl/persons/person#.xml");
    if (root === null) addRelationship(relationships, PERSONS_RELATIONSHIP, relativeTarget(bookPart, this.part));
    this.root = root ?? node("personList", { xmlns: THREADS_NAMESPACE });
  }

  idOf(name: string): string {
    const known = elements(this.root, "person").find((entry) => entry.attributes.get("displayName") === name)?.attributes.get("id");
    if (known !== undefined) return known;
    const id = `{00000000-0005-0000-0000-${String(elements(this.root).length + 1).padStart(12, "0")}}`;
    this.root.children.push(node(`${prefixOf(this.root.name)}person`, { displayName: name, id, userId: name, providerId: "None" }));
    return id;
  }

  write(): void {
    this.writer.part(this.part, "application/vnd.ms-excel.person+xml", XML_DECLARATION + writeXml(this.root));
  }
}
