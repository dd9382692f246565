import type { ClassMembers } from "../../host/richapi/apiObject";
import { ActionType, type Json, PathType } from "../../host/richapi/protocol";
import { type ArgumentKind, kindOfProperty, METHOD_ARGUMENTS } from "./batchArguments";

type Random = () => number;

/** Arguments as an add-in gives them, right and wrong. Words are those that members of Office.js take. */
const ADDRESSES = [
  "A1", "B2", "A1:C3", "B2:D9", "A4", "A4:C4", "D1:D6", "A1:C4", "E5:F6", "A1:B1", "Z100", "A:A", "B:C", "1:1", "2:3", "A1:Z1000", "A1:XFD1048576",
  "XFA1:XFD4", "A0", "XFE1", "", "$A$1", "Sheet1!B2", "Sheet1!A1:C4", "'Sheet 2'!A1", "Nope!A1", "A1,C3", "A1:A2,B5:C6", "Lines", "Lines[Qty]", "Rate", "#REF!", "A1:B2:C3", "c3:a1",
];
/** At the sheet's edge: rare, because a sheet with a cell in its last row takes long to look through. */
const EDGE = ["XFD1048576", "A1048570:C1048576"];
const WORDS = [
  "Up", "Down", "Left", "Right", "All", "Contents", "Formats", "Values", "Formulas", "Normal", "Beginning", "End", "Before", "After", "FillDefault", "FillSeries", "FillCopy", "FillMonths", "FlashFill",
  "Visible", "Hidden", "VeryHidden", "Automatic", "Manual", "Recalculate", "Full", "Constants", "Blanks", "Visible", "Errors", "Center", "General", "EdgeTop", "InsideVertical", "Continuous", "#FF0000", "red",
  "TopItems", "Custom", "CellValue", "DataBar", "ColorScale", "IconSet", "ContainsText", "TopBottom", "PresetCriteria", "Landscape", "A4", "Points", "TableStyleLight1", "0.00", "yyyy-mm-dd", "@", "Sum", "Count",
];
const NAMES = ["Sheet1", "Sheet 2", "Nope", "Lines", "Item", "Qty", "Total", "Rate", "key", "History", "a".repeat(40), "x/y", "=1", "__proto__", "constructor", "toString", "", " ", "Lines2", "R1C1", "A1"];
const FORMULAS = ["=1+1", "=A1", "=SUM(A1:B9)", "=SUM(Lines[Qty])", "=Lines[@Qty]*2", "=Rate*2", "=SEQUENCE(3,2)", "=SEQUENCE(300,20)", "=A1:A9", "=NOSUCH(1)", "=1/0", "=(", "='Sheet 2'!A1", "=A1#", "'=1+1", "=REPT(\"x\",40000)"];
const NUMBERS = [0, 1, 2, 3, 5, -1, -3, 10, 100, 1e5, 1048575, 1048576, 1e9, 1e308, -1e308, 0.5, 12.34, 46023];

/** Which class a member answers with, where its name does not tell. */
const RESULTS: Readonly<Record<string, string>> = {
  Worksheets: "WorksheetCollection", Tables: "TableCollection", Names: "NamedItemCollection", Application: "Application", Settings: "SettingCollection", Functions: "Functions", Comments: "CommentCollection",
  CustomXmlParts: "CustomXmlPartCollection", Properties: "DocumentProperties", Columns: "TableColumnCollection", Rows: "TableRowCollection", Worksheet: "Worksheet", Sort: "RangeSort", AutoFilter: "AutoFilter",
  Filter: "Filter", Format: "RangeFormat", Font: "RangeFont", Fill: "RangeFill", Borders: "RangeBorderCollection", DataValidation: "DataValidation", ConditionalFormats: "ConditionalFormatCollection", Areas: "RangeCollection",
  PageLayout: "PageLayout", FreezePanes: "WorksheetFreezePanes", Protection: "WorksheetProtection", CustomProperties: "WorksheetCustomPropertyCollection", GetVisibleView: "RangeView", GetTables: "TableScopedCollection",
  GetRanges: "RangeAreas", GetSpecialCells: "RangeAreas", FindAll: "RangeAreas", Replies: "CommentReplyCollection", ArrayValues: "NamedItemArrayValues", GetFirst: "Worksheet", GetActiveWorksheet: "Worksheet", GetLast: "Worksheet",
};
const ITEMS: Readonly<Record<string, string>> = {
  WorksheetCollection: "Worksheet", TableCollection: "Table", NamedItemCollection: "NamedItem", SettingCollection: "Setting", CommentCollection: "Comment", CustomXmlPartCollection: "CustomXmlPart",
  TableColumnCollection: "TableColumn", TableRowCollection: "TableRow", RangeBorderCollection: "RangeBorder", ConditionalFormatCollection: "ConditionalFormat", RangeCollection: "Range", RangeViewCollection: "RangeView",
  TableScopedCollection: "Table", CommentReplyCollection: "CommentReply", WorksheetCustomPropertyCollection: "WorksheetCustomProperty", CustomPropertyCollection: "CustomProperty",
};

interface Path {
  readonly id: number;
  readonly className: string;
}

/** Makes request bodies as the client does, with members that exist and arguments at random; now and then something is wrong. */
export class BatchMaker {
  private readonly classes = new Map<string, ClassMembers>();

  constructor(
    classes: readonly ClassMembers[],
    private readonly random: Random,
    /** Ids of kept ranges and of objects that the book has: given by earlier answers. */
    private readonly known: string[] = [],
  ) {
    for (const each of classes) {
      const first = this.classes.get(each.className);
      if (first === undefined || each.methods.length > first.methods.length) this.classes.set(each.className, each);
    }
  }

  /** A body, whole or mutilated. */
  next(): string {
    const text = JSON.stringify(this.batch());
    return this.random() < 0.15 ? this.mutilated(text) : text;
  }

  learn(id: string): void {
    this.known.push(id);
    if (this.known.length > 40) this.known.shift();
  }

  private batch(): Json {
    const paths: Path[] = [{ id: 1, className: "Workbook" }];
    const objectPaths: Record<string, Json> = { 1: { Id: 1, ObjectPathType: PathType.global, Name: "" } };
    // Most of the work of an add-in is on sheets, ranges and tables.
    const way = this.pick<readonly [string, string, Json][]>([
      [["Worksheets", "WorksheetCollection", null], ["$item", "Worksheet", "Sheet1"], ["GetRange", "Range", this.address()]],
      [["Worksheets", "WorksheetCollection", null], ["$item", "Worksheet", this.pick(["Sheet1", "Sheet 2"])]],
      [["Tables", "TableCollection", null], ["$item", "Table", "Lines"]],
      [["Tables", "TableCollection", null], ["$item", "Table", "Lines"], ["GetDataBodyRange", "Range", null]],
      [],
    ]);
    for (const [name, className, argument] of way) this.addPath(objectPaths, paths, name, className, paths[paths.length - 1]?.id ?? 1, argument === null ? [] : [argument]);
    for (let count = this.below(3); count > 0; count--) {
      const parent = this.random() < 0.6 ? paths[paths.length - 1] : this.pick(paths);
      const step = this.step(parent?.className ?? "Workbook");
      this.addPath(objectPaths, paths, step.name, step.className, parent?.id ?? 1, this.argsFor(parent?.className ?? "", step.name));
    }
    const actions: Json[] = paths.map(({ id }, index) => ({ Id: index + 1, ActionType: ActionType.instantiate, Name: "", ObjectPathId: id }));
    for (let count = 1 + this.below(5); count > 0; count--) actions.push(this.action(actions.length + 1, paths));
    return { AutoKeepReference: false, Actions: actions, ObjectPaths: objectPaths };
  }

  private addPath(objectPaths: Record<string, Json>, paths: Path[], name: string, className: string, parent: number, args: readonly Json[]): void {
    const id = paths.length + 1;
    paths.push({ id, className });
    const isProperty = this.members(paths.find((path) => path.id === parent)?.className)?.objects.includes(name) === true;
    const type = name === "$item" ? PathType.indexer : isProperty ? PathType.property : PathType.method;
    if (this.random() < 0.02 && this.known.length > 0) objectPaths[id] = { Id: id, ObjectPathType: PathType.referenceId, Name: this.pick(this.known) };
    else objectPaths[id] = { Id: id, ObjectPathType: type, Name: name === "$item" ? "" : name, ParentObjectPathId: this.random() < 0.01 ? this.below(9) : parent, ...(isProperty ? {} : { ArgumentInfo: this.argumentInfo(args, paths) }) };
  }

  private step(className: string): Path & { readonly name: string } {
    const members = this.members(className);
    const name = this.random() < 0.03 ? this.pick(NAMES) : this.pick([...(members?.objects ?? []), ...(members?.methods.filter((method) => /^(Get|Find|\$item|Add)/.test(method)) ?? [])], "Worksheets");
    const item = ITEMS[className];
    const result = name === "$item" || name.startsWith("GetItem") || name === "GetFirst" ? (item ?? RESULTS[name]) : RESULTS[name.replace(/OrNullObject$/, "")];
    return { id: 0, name, className: result ?? (name.startsWith("Add") ? (item ?? "Range") : "Range") };
  }

  private action(id: number, paths: readonly Path[]): Json {
    const target = this.random() < 0.8 ? paths[paths.length - 1] : this.pick(paths);
    const members = this.members(target?.className);
    const at = { Id: id, ObjectPathId: this.random() < 0.01 ? this.below(99) : (target?.id ?? 1) };
    const kind = this.random();
    if (kind < 0.2) return { ...at, ActionType: this.pick([ActionType.query, ActionType.queryAsJson]), Name: "", QueryInfo: { Select: this.some([...(members?.properties ?? []), ...(members?.objects ?? []), "Items/Name", "$all"]), ...(this.random() < 0.1 ? { Top: this.below(5), Skip: this.below(5) } : {}) } };
    if (kind < 0.55) return { ...at, ActionType: ActionType.setProperty, ...this.setting(members?.settable ?? [], paths) };
    if (kind < 0.6) return { ...at, ActionType: ActionType.update, Name: "", ObjectState: Object.fromEntries(this.some(members?.settable ?? []).map((name) => [name, this.valueFor(name)])) };
    if (kind < 0.63) return { ...at, ActionType: ActionType.method, Name: "_KeepReference", ArgumentInfo: { Arguments: [] } };
    const name = this.random() < 0.02 ? this.pick(NAMES) : this.pick(members?.methods.filter((method) => method !== "$item") ?? [], "GetRange");
    return { ...at, ActionType: this.random() < 0.01 ? this.below(12) : ActionType.method, Name: name, ArgumentInfo: this.argumentInfo(this.argsFor(target?.className ?? "", name), paths) };
  }

  private setting(settable: readonly string[], paths: readonly Path[]): { readonly [key: string]: Json } {
    const name = this.pick(settable, "Values");
    return { Name: name, ArgumentInfo: this.argumentInfo([this.valueFor(name)], paths) };
  }

  /** Mostly what the member takes, so that batches get on; else anything. */
  private argsFor(className: string, name: string): Json[] {
    const kinds = METHOD_ARGUMENTS[`${className}.${name}`];
    return kinds === undefined || this.random() < 0.15 ? (this.random() < 0.7 ? [] : this.args()) : kinds.map((kind) => this.ofKind(kind));
  }

  private valueFor(property: string): Json {
    const kind = this.random() < 0.15 ? null : kindOfProperty(property);
    return kind === null ? this.value() : this.ofKind(kind);
  }

  private ofKind(kind: ArgumentKind): Json {
    if (typeof kind === "object") return "json" in kind ? kind.json : this.pick(kind.oneOf);
    switch (kind) {
      case "address": return this.address();
      case "sheetAddress": return this.pick(["Sheet1!E8:F10", "'Sheet 2'!D1:E3", "Sheet1!A1:B2", "Sheet1!H1"]);
      case "count": return 1 + this.below(5);
      case "index": return this.below(4) - 1;
      case "flag": return this.random() < 0.5;
      case "sheet": return this.pick(["Sheet1", "Sheet 2", "Made1"]);
      case "table": return this.pick(["Lines", "Pairs", "Table1"]);
      case "column": return this.pick(["Item", "Qty", "Total", "Key"]);
      case "newName": return this.random() < 0.2 ? this.pick(NAMES) : `Made${this.below(6)}`;
      case "text": return this.pick(["a", "1", "note", "x y", ""]);
      case "formula": return this.pick(FORMULAS);
      case "value": return this.pick<Json>([this.pick(NUMBERS), this.pick(FORMULAS), "text", true, "", "2026-01-31"]);
      case "rows": return [[this.pick(["d", "e", null]), this.pick(NUMBERS), null]];
      case "color": return this.pick(["#FF0000", "red", "#00AA00"]);
      case "sortFields": return [{ key: this.below(3), ascending: this.random() < 0.5 }];
      case "filter": return this.pick<Json>([{ filterOn: "Values", values: ["a"] }, { filterOn: "Custom", criterion1: ">1" }, { filterOn: "TopItems", criterion1: "2" }]);
    }
  }

  private argumentInfo(args: readonly Json[], paths: readonly Path[]): Json {
    const references = args.map(() => (this.random() < 0.06 ? this.pick(paths).id : 0));
    return references.some((id) => id > 0) ? { Arguments: args.map((arg, index) => ((references[index] ?? 0) > 0 ? null : arg)), ReferencedObjectPathIds: references } : { Arguments: args };
  }

  private args(): Json[] {
    return Array.from({ length: this.below(4) }, () => this.value());
  }

  private value(): Json {
    switch (this.below(12)) {
      case 0: case 1: return this.address();
      case 2: case 3: return this.pick(NUMBERS);
      case 4: return this.random() < 0.5;
      case 5: return this.pick(NAMES);
      case 6: case 7: return this.pick(WORDS);
      case 8: return this.pick(FORMULAS);
      case 9: return null;
      case 10: {
        const [rows, columns] = [1 + this.below(4), 1 + this.below(3)];
        return Array.from({ length: rows }, () => Array.from({ length: this.random() < 0.05 ? this.below(4) : columns }, () => this.pick<Json>([this.pick(NUMBERS), this.pick(FORMULAS), this.pick(NAMES), null, true, "2026-01-31", "12,5%"])));
      }
      default: return this.record();
    }
  }

  /** An options object: sort fields, filter criteria, validation rules, protection … */
  private record(): Json {
    return this.pick<() => Json>([
      () => [{ key: this.pick(NUMBERS), ascending: this.random() < 0.5 }],
      () => ({ filterOn: this.pick(["Values", "Custom", "TopItems", "Dynamic", "CellColor"]), values: [this.pick(NAMES)], criterion1: this.pick([">1", "=a*", "5"]), dynamicCriteria: "AboveAverage" }),
      () => ({ wholeNumber: { formula1: this.pick(NUMBERS), formula2: this.pick(FORMULAS), operator: "Between" } }),
      () => ({ list: { inCellDropDown: true, source: this.pick(["a,b", "=Sheet1!A1:A3"]) } }),
      () => ({ completeMatch: true, matchCase: false, searchDirection: "Backwards" }),
      () => ({ allowSort: true, allowInsertRows: true, selectionMode: "None" }),
      () => ({ formula1: this.pick(FORMULAS), operator: "GreaterThan" }),
      () => ({ [this.pick(NAMES)]: this.pick(NUMBERS) }),
    ])();
  }

  private mutilated(text: string): string {
    const at = this.below(text.length);
    switch (this.below(6)) {
      case 0: return text.slice(0, at);
      case 1: return text.slice(0, at) + this.pick(["null", "[", "}", "\\u0000", "\"", "-1", "{}", "1e999", ","]) + text.slice(at + 1);
      case 2: return text.replace(/"ObjectPathId":\d+/, `"ObjectPathId":${this.pick(["null", "-1", "\"1\"", "99", "[1]", "1.5"])}`);
      case 3: return text.replace(/"ParentObjectPathId":\d+/g, `"ParentObjectPathId":${this.pick(["2", "3", "4", "null", "99"])}`);
      case 4: return text.replace(/\{"Arguments":[^{}]*\}/, this.pick(["null", "[]", "{\"Arguments\":{}}", "{\"Arguments\":[[[[[]]]]]}", "7", `{"Arguments":${"[".repeat(500)}${"]".repeat(500)}}`]));
      default: return text.replace(/"(Actions|ObjectPaths)":/, this.pick(['"Actions":null,"x":', '"ObjectPaths":[],"x":', '"Actions":[null,3,"x"],"x":']));
    }
  }

  private members(className: string | undefined): ClassMembers | undefined {
    return this.classes.get(className ?? "");
  }

  private address(): string {
    return this.random() < 0.003 ? this.pick(EDGE) : this.pick(ADDRESSES);
  }

  private some(list: readonly string[]): string[] {
    return list.filter(() => this.random() < 0.4);
  }

  private below(count: number): number {
    return Math.floor(this.random() * count);
  }

  private pick<T>(list: readonly T[], fallback?: T): T {
    const found = list.length === 0 ? fallback : list[this.below(list.length)];
    if (found === undefined) throw new Error("nothing to pick from");
    return found;
  }
}
