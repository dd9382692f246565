import { strFromU8, unzipSync } from "fflate";
import { canonical, childrenOf, readPlainXml, type PlainElement } from "./plainXml";

/** What a workbook file says, one fact a line: "Sheet1!B2 value" → "n 12.5". Two files that say the same have the same facts. */
export type Facts = ReadonlyMap<string, string>;

interface Package {
  readonly parts: Readonly<Record<string, Uint8Array>>;
  readonly xml: (name: string) => PlainElement | undefined;
  /** Targets by id. */
  readonly related: (owner: string) => ReadonlyMap<string, { readonly kind: string; readonly target: string }>;
}

/** The parts whose facts are told cell by cell, and what no program reads back. */
const TOLD_APART = /^\[Content_Types\]\.xml$|\.rels$|calcChain\.xml$|sharedStrings\.xml$|styles\.xml$|\/workbook\.xml$/i;
const REVISION_MARKS = ["uid", "Ignorable"];

export function packageFacts(bytes: Uint8Array): Facts {
  const facts = new Map<string, string>();
  const book = openPackage(bytes);
  const main = [...book.related("").values()].find((entry) => entry.kind === "officeDocument")?.target ?? "xl/workbook.xml";
  const workbook = book.xml(main);
  const relations = book.related(main);
  const partOf = (kind: string): PlainElement | undefined => book.xml([...relations.values()].find((entry) => entry.kind === kind)?.target ?? "");
  const strings = childrenOf(partOf("sharedStrings"), "si").map(richText);
  const formats = cellFormats(partOf("styles"));
  const told = new Set<string>([main]);
  workbookFacts(workbook, facts);
  const names = childrenOf(workbook?.children.find((child) => child.name === "sheets"), "sheet");
  names.forEach((entry, index) => {
    const name = entry.attributes["name"] ?? "";
    const relation = relations.get(entry.attributes["r:id"] ?? "");
    facts.set(`sheet ${index}`, `${name} ${entry.attributes["state"] ?? "visible"}`);
    if (relation === undefined || relation.kind !== "worksheet") return;
    told.add(relation.target);
    sheetFacts(name, relation.target, book, strings, formats, facts, told);
  });
  stylesFacts(partOf("styles"), facts);
  for (const [name, content] of Object.entries(book.parts)) {
    if (told.has(name) || TOLD_APART.test(name) || name.endsWith("/")) continue;
    const tree = /\.(xml|vml)$/i.test(name) ? book.xml(name) : undefined;
    facts.set(`part ${name}`, tree === undefined ? strFromU8(content, true) : canonical(tree));
    for (const [id, relation] of book.related(name)) facts.set(`part ${name} ${id}`, relation.target);
  }
  return facts;
}

/** Facts that differ, as sentences; empty when both files say the same. */
export function differences(before: Facts, after: Facts): string[] {
  const list: string[] = [];
  for (const [fact, value] of before) {
    const now = after.get(fact);
    if (now === undefined) list.push(`lost: ${fact} = ${value.slice(0, 300)}`);
    else if (now !== value) list.push(`changed: ${fact}: ${shortened(value, now)} became ${shortened(now, value)}`);
  }
  for (const [fact, value] of after) if (!before.has(fact)) list.push(`added: ${fact} = ${value.slice(0, 300)}`);
  return list;
}

function shortened(text: string, other: string): string {
  let start = 0;
  while (start < text.length && text[start] === other[start]) start++;
  return `${start > 20 ? "…" : ""}${text.slice(start > 20 ? start - 20 : 0, start + 120)}`;
}

function openPackage(bytes: Uint8Array): Package {
  const parts = unzipSync(bytes);
  const byLowerCase = new Map(Object.keys(parts).map((name) => [name.toLowerCase(), name]));
  const trees = new Map<string, PlainElement | undefined>();
  const xml = (name: string): PlainElement | undefined => {
    if (!trees.has(name)) {
      const content = parts[byLowerCase.get(name.toLowerCase()) ?? ""];
      try {
        trees.set(name, content === undefined ? undefined : readPlainXml(strFromU8(content)));
      } catch {
        trees.set(name, undefined);
      }
    }
    return trees.get(name);
  };
  const related = (owner: string): Map<string, { kind: string; target: string }> => {
    const folder = owner.includes("/") ? owner.slice(0, owner.lastIndexOf("/") + 1) : "";
    const list = childrenOf(xml(`${folder}_rels/${owner.slice(folder.length)}.rels`), "Relationship");
    return new Map(list.map((entry) => {
      const { Id = "", Type = "", Target = "", TargetMode } = { Id: entry.attributes["Id"], Type: entry.attributes["Type"], Target: entry.attributes["Target"], TargetMode: entry.attributes["TargetMode"] };
      const path = TargetMode === "External" ? Target : new URL(Target, `file:///${folder}`).pathname.slice(1);
      return [Id, { kind: Type.slice(Type.lastIndexOf("/") + 1), target: TargetMode === "External" ? path : decodeURIComponent(path) }];
    }));
  };
  return { parts, xml, related };
}

/** A text with its runs: plain when it has none. */
function richText(item: PlainElement): string {
  const runs = item.children.filter((child) => child.name !== "t" && child.name !== "phoneticPr");
  const text = childrenOf(item, "t").map((child) => child.text).join("");
  return runs.length === 0 ? `t ${text}` : `rich ${item.children.map((child) => canonical(child)).join("")}`;
}

function workbookFacts(workbook: PlainElement | undefined, facts: Map<string, string>): void {
  for (const child of workbook?.children ?? []) {
    if (child.name === "definedNames") {
      for (const name of child.children) facts.set(`name ${name.attributes["name"]} of ${name.attributes["localSheetId"] ?? "the book"}`, nameFact(name));
    } else if (child.name === "workbookPr") facts.set("book date1904", child.attributes["date1904"] === "1" || child.attributes["date1904"] === "true" ? "1904" : "1900");
    else if (child.name === "calcPr") facts.set("book calculation", canonical({ ...child, name: "calcPr" }, ["fullCalcOnLoad", "calcId"]));
    else if (child.name === "bookViews") facts.set("book views", canonical(child, ["uid", ...(child.children[0]?.attributes["activeTab"] === "0" ? ["activeTab"] : [])]));
    else if (child.name !== "sheets") facts.set(`book ${child.name}`, canonical(child, ["id"]));
  }
}

/** Attributes that say no more than their absence are left out; print areas and titles may be spelled with or without dollars and quotes. */
function nameFact(name: PlainElement): string {
  const { name: spelled = "", localSheetId: _sheet, ...rest } = name.attributes;
  const said = Object.entries(rest).filter(([, value]) => value !== "false" && value !== "0").map(([key, value]) => `${key}=${value === "true" ? "1" : value}`).sort();
  const refersTo = spelled.startsWith("_xlnm.Print") ? name.text.replace(/[$']/g, "").split(",").sort().join(",") : name.text;
  return [refersTo, ...said].join(" ");
}

function cellFormats(styles: PlainElement | undefined): string[] {
  const list = (name: string): PlainElement[] => [...(styles?.children.find((child) => child.name === name)?.children ?? [])];
  const codes = new Map(list("numFmts").map((entry) => [entry.attributes["numFmtId"] ?? "", entry.attributes["formatCode"] ?? ""]));
  const piece = (from: readonly PlainElement[], id: string | undefined): string => {
    const found = from[Number(id ?? 0)];
    return found === undefined ? "" : canonical(found);
  };
  const [fonts, fills, borders] = [list("fonts"), list("fills"), list("borders")];
  return list("cellXfs").map((format) => {
    const { numFmtId = "0", fontId, fillId, borderId, ...rest } = format.attributes;
    return [codes.get(numFmtId) ?? `#${numFmtId}`, piece(fonts, fontId), piece(fills, fillId), piece(borders, borderId), canonical({ ...format, attributes: rest })].join(" | ");
  });
}

/** Named styles, differential formats, table styles and palettes; the cells' formats are told with the cells. */
function stylesFacts(styles: PlainElement | undefined, facts: Map<string, string>): void {
  for (const child of styles?.children ?? []) {
    if (["cellStyleXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst"].includes(child.name)) facts.set(`styles ${child.name}`, canonical(child));
  }
}

function sheetFacts(sheet: string, part: string, book: Package, strings: readonly string[], formats: readonly string[], facts: Map<string, string>, told: Set<string>): void {
  const root = book.xml(part);
  const relations = book.related(part);
  const counts = new Map<string, number>();
  const tables: OwnTable[] = [];
  for (const entry of childrenOf(root, "tableParts").flatMap((list) => list.children)) {
    const target = relations.get(entry.attributes["r:id"] ?? "")?.target ?? "";
    told.add(target);
    const table = book.xml(target);
    tableFacts(table, facts);
    const ends = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(table?.attributes["ref"] ?? "");
    if (ends !== null) tables.push({ name: table?.attributes["displayName"] ?? "", left: numberOf(ends[1] ?? ""), top: Number(ends[2]), right: numberOf(ends[3] ?? ""), bottom: Number(ends[4]) });
  }
  for (const child of root?.children ?? []) {
    if (child.name === "dimension" || child.name === "tableParts") continue;
    if (child.name === "sheetData") dataFacts(sheet, child, strings, formats, facts, tables, childrenOf(root, "cols").flatMap((list) => list.children));
    else {
      const count = counts.get(child.name) ?? 0;
      counts.set(child.name, count + 1);
      // Which sheet is in front is a fact of the book.
      facts.set(`${sheet} ${child.name} ${count}`, canonical(withTargets(child, relations), ["tabSelected", ...REVISION_MARKS]));
    }
  }
}

function withTargets(element: PlainElement, relations: ReadonlyMap<string, { readonly target: string }>): PlainElement {
  const id = element.attributes["r:id"];
  const attributes = id === undefined ? element.attributes : { ...element.attributes, "r:id": relations.get(id)?.target ?? id };
  return { ...element, attributes, children: element.children.map((child) => withTargets(child, relations)) };
}

interface OwnTable {
  readonly name: string;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

function tableFacts(table: PlainElement | undefined, facts: Map<string, string>): void {
  const name = table?.attributes["displayName"] ?? "";
  if (table === undefined) return;
  const { id: _id, "r:id": _other, ...attributes } = table.attributes;
  facts.set(`table ${name}`, canonical({ ...table, attributes, children: [] }, [...REVISION_MARKS, "totalsRowShown", "insertRow"]));
  for (const child of table.children) facts.set(`table ${name} ${child.name}`, canonical(child, REVISION_MARKS));
}

const ROW_FACTS = ["ht", "customHeight", "hidden", "outlineLevel", "collapsed", "s", "customFormat"];

function dataFacts(sheet: string, data: PlainElement, strings: readonly string[], formats: readonly string[], facts: Map<string, string>, tables: readonly OwnTable[], columns: readonly PlainElement[]): void {
  const shared = new Map<string, string>();
  const styled = (column: number): boolean => columns.some(({ attributes }) => (attributes["style"] ?? "0") !== "0" && column >= Number(attributes["min"]) && column <= Number(attributes["max"]));
  let rowNumber = 0;
  for (const row of data.children) {
    rowNumber = Number(row.attributes["r"] ?? rowNumber + 1);
    const told = ROW_FACTS.filter((name) => (row.attributes[name] ?? "0") !== "0" && row.attributes[name] !== "false" && !(name === "ht" && (row.attributes["customHeight"] ?? "0") !== "1" && row.attributes["customHeight"] !== "true"));
    if (told.length > 0) facts.set(`${sheet} row ${rowNumber}`, told.map((name) => `${name}=${name === "s" ? (formats[Number(row.attributes[name])] ?? "") : name === "ht" ? Number(row.attributes[name]) : (row.attributes[name] ?? "").replace("true", "1")}`).join(" "));
    let columnNumber = 0;
    for (const cell of row.children) {
      const at = /^([A-Z]+)(\d+)$/.exec(cell.attributes["r"] ?? "");
      columnNumber = at === null ? columnNumber + 1 : numberOf(at[1] ?? "");
      const place = `${sheet}!R${rowNumber}C${columnNumber}`;
      const format = formats[Number(cell.attributes["s"] ?? 0)] ?? "";
      if (((cell.attributes["s"] ?? "0") !== "0" && format !== formats[0]) || row.attributes["customFormat"] === "1" || styled(columnNumber)) facts.set(`${place} format`, format);
      const formula = childrenOf(cell, "f")[0];
      if (formula !== undefined) facts.set(`${place} formula`, withoutOwnTable(formulaFact(formula, rowNumber, columnNumber, shared), rowNumber, columnNumber, tables));
      const value = valueFact(cell, strings);
      if (value !== "") facts.set(`${place} value`, value);
      if (cell.attributes["vm"] !== undefined) facts.set(`${place} vm`, cell.attributes["vm"]);
    }
  }
}

function valueFact(cell: PlainElement, strings: readonly string[]): string {
  const type = cell.attributes["t"] ?? "n";
  const value = childrenOf(cell, "v")[0]?.text;
  const inline = childrenOf(cell, "is")[0];
  if (inline !== undefined) return richText(inline);
  if (value === undefined || (value.trim() === "" && type === "n")) return "";
  if (type === "s") return strings[Number(value)] ?? "?";
  if (type === "str") return `t ${value}`;
  return type === "n" ? `n ${Number(value)}` : `${type} ${value.trim()}`;
}

/** Inside a table its name may be left out, or not. */
function withoutOwnTable(formula: string, row: number, column: number, tables: readonly OwnTable[]): string {
  const own = tables.find((table) => row >= table.top && row <= table.bottom && column >= table.left && column <= table.right);
  return own === undefined || own.name === "" ? formula : formula.replaceAll(`${own.name}[`, "[");
}

/** Formulas are told by where they point from their cell, so that shared ones and their expansions are the same. */
function formulaFact(formula: PlainElement, row: number, column: number, shared: Map<string, string>): string {
  const { t = "normal", ref, si = "" } = { t: formula.attributes["t"], ref: formula.attributes["ref"], si: formula.attributes["si"] };
  if (t === "dataTable") return canonical(formula);
  if (t === "shared") {
    if (formula.text !== "") shared.set(si, relative(formula.text, row, column));
    return shared.get(si) ?? "?";
  }
  return relative(formula.text, row, column) + (t === "array" ? ` over ${ref}` : "");
}

const OUTSIDE_TEXT = /"(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^[\]]*\]|(?<![\w.$])(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![\w.(!])/g;

function relative(formula: string, row: number, column: number): string {
  return formula.replace(/\s+$/, "").replace(OUTSIDE_TEXT, (whole: string, fixedColumn: string | undefined, letters: string | undefined, fixedRow: string | undefined, digits: string | undefined) => {
    if (letters === undefined || digits === undefined || numberOf(letters) > 16_384) return whole;
    const wrapped = (by: number, size: number): number => ((by % size) + size) % size;
    const down = fixedRow === "$" ? `R${digits}` : `R[${wrapped(Number(digits) - row, 1_048_576)}]`;
    const right = fixedColumn === "$" ? `C${numberOf(letters)}` : `C[${wrapped(numberOf(letters) - column, 16_384)}]`;
    return down + right;
  });
}

function numberOf(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}
