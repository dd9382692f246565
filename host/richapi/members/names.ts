import { parseAddress, sheetPrefix, areaText } from "../../model/address";
import type { Scalar } from "../../model/cell";
import { ErrorValue } from "../../model/cell";
import type { Sheet } from "../../model/sheet";
import type { DefinedName } from "../../model/workbook";
import type { ApiObject, Argument } from "../apiObject";
import { apiClass, flagOf, textOf } from "../apiObject";
import { typeText } from "../eventMessages";
import type { Json } from "../protocol";
import type { Session } from "../session";
import { itemNotFound } from "../session";
import { make } from "./range";
import { jsonValue } from "./rangeCells";
import { worksheetObject } from "./worksheet";

interface NameScope {
  /** Null: names of the workbook. */
  readonly sheet: Sheet | null;
}

export const namesObject: (target: NameScope) => ApiObject = apiClass<NameScope>("NamedItemCollection", {
  items: ({ sheet }, session) => listed(session, sheet).map(nameObject),
  item: ({ sheet }, args, session) => nameObject(find(session, sheet, args.text(0)) ?? missing()),
  methods: {
    GetCount: ({ sheet }, _args, session) => listed(session, sheet).length,
    GetItemOrNullObject: ({ sheet }, args, session) => {
      const name = find(session, sheet, args.text(0));
      return name === undefined ? null : nameObject(name);
    },
    AddFormulaLocal: ({ sheet }, args, session) => {
      session.editor.addName(args.text(0), args.text(1), sheet, args.optionalText(2) ?? "");
      return nameObject(find(session, sheet, args.text(0)) ?? missing());
    },
    Add: ({ sheet }, args, session) => {
      const range = args.range(1);
      const refersTo = range === null ? args.text(1) : sheetPrefix(range.sheet.name) + absolute(areaText(range.area));
      session.editor.addName(args.text(0), refersTo, sheet, args.optionalText(2) ?? "");
      return nameObject(find(session, sheet, args.text(0)) ?? missing());
    },
  },
});

const nameObject: (target: DefinedName) => ApiObject = apiClass<DefinedName>("NamedItem", {
  identity: ({ name }) => ({ Name: name, _Id: name }),
  check: (name, session) => {
    if (find(session, name.sheet, name.name) === undefined) throw itemNotFound();
  },
  properties: {
    Name: { get: ({ name }) => name },
    Comment: { get: ({ comment }) => comment, set: (name, value, session) => setName(session, name, (it) => (it.comment = textOf(value))) },
    Visible: { get: ({ visible }) => visible, set: (name, value, session) => setName(session, name, (it) => (it.visible = flagOf(value))) },
    Scope: { get: ({ sheet }) => (sheet === null ? "Workbook" : "Worksheet") },
    Formula: { get: ({ refersTo }) => `=${refersTo}`, set: (name, value, session) => setName(session, name, (it) => (it.refersTo = textOf(value).replace(/^=/, ""))) },
    Type: { get: (name, session) => typeOf(session, name) },
    Value: { get: (name, session) => valueOf(session, name) },
  },
  objects: {
    ArrayValues: (name) => arrayValuesObject(name),
    Worksheet: ({ sheet }) => worksheetObject(sheet ?? missing()),
    WorksheetOrNullObject: ({ sheet }) => (sheet === null ? null : worksheetObject(sheet)),
  },
  methods: {
    Delete: (name, _args, session) => session.editor.deleteName(name.name, name.sheet),
    GetRange: (name, _args, session) => rangeOf(session, name) ?? missing(),
    GetRangeOrNullObject: (name, _args, session) => rangeOf(session, name),
  },
});

/** NamedItem.arrayValues: what an array or formula gives, as rows. */
const arrayValuesObject: (target: DefinedName) => ApiObject = apiClass<DefinedName>("NamedItemArrayValues", {
  properties: {
    Values: { get: (name, session) => computed(session, name).map((line) => line.map(jsonValue)) },
    Types: { get: (name, session) => computed(session, name).map((line) => line.map(typeText)) },
  },
});

function computed(session: Session, name: DefinedName): readonly (readonly Scalar[])[] {
  const sheet = name.sheet ?? session.workbook.sheets[0];
  return session.calc === null || sheet === undefined ? [] : session.calc.evaluate(name.refersTo, { sheet, row: 0, column: 0 });
}

/** The name is looked up anew: undo puts other objects in its place. */
function setName(session: Session, { name, sheet }: DefinedName, work: (name: DefinedName) => void): void {
  session.editor.changeBook(() => work(find(session, sheet, name) ?? missing()));
}

/** workbook.settings: values that travel with the file, per add-in. */
export const settingsObject: () => ApiObject = () => settingCollection(null);

const settingCollection = apiClass<null>("SettingCollection", {
  items: (_target, session) => [...session.workbook.settings.keys()].map(settingObject),
  item: (_target, args, session) => (session.workbook.settings.has(args.text(0)) ? settingObject(args.text(0)) : missing()),
  methods: {
    GetCount: (_target, _args, session) => session.workbook.settings.size,
    GetItemOrNullObject: (_target, args, session) => (session.workbook.settings.has(args.text(0)) ? settingObject(args.text(0)) : null),
    Add: (_target, args, session) => {
      session.workbook.settings.set(args.text(0), plain(args.at(1)));
      return settingObject(args.text(0));
    },
  },
});

const settingObject: (key: string) => ApiObject = apiClass<string>("Setting", {
  identity: (key) => ({ Key: key, _Id: key }),
  properties: {
    Key: { get: (key) => key },
    Value: {
      get: (key, session) => toJson(session.workbook.settings.get(key)),
      set: (key, value, session) => void session.workbook.settings.set(key, plain(value)),
    },
  },
  methods: { Delete: (key, _args, session) => void session.workbook.settings.delete(key) },
});

/** worksheet.customProperties: texts by key. */
export const sheetPropertiesObject: (target: Sheet) => ApiObject = apiClass<Sheet>("WorksheetCustomPropertyCollection", {
  items: (sheet) => [...sheet.customProperties.keys()].map((key) => sheetPropertyObject({ sheet, key })),
  item: (sheet, args) => (sheet.customProperties.has(args.text(0)) ? sheetPropertyObject({ sheet, key: args.text(0) }) : missing()),
  methods: {
    GetCount: (sheet) => sheet.customProperties.size,
    GetItemOrNullObject: (sheet, args) => (sheet.customProperties.has(args.text(0)) ? sheetPropertyObject({ sheet, key: args.text(0) }) : null),
    Add: (sheet, args, session) => {
      session.editor.changeSheet(sheet, (it) => it.customProperties.set(args.text(0), args.text(1)));
      return sheetPropertyObject({ sheet, key: args.text(0) });
    },
  },
});

const sheetPropertyObject = apiClass<{ readonly sheet: Sheet; readonly key: string }>("WorksheetCustomProperty", {
  identity: ({ key }) => ({ Key: key }),
  properties: {
    Key: { get: ({ key }) => key },
    Value: { get: ({ sheet, key }) => sheet.customProperties.get(key) ?? "", set: ({ sheet, key }, value, session) => session.editor.changeSheet(sheet, (it) => it.customProperties.set(key, textOf(value))) },
  },
  methods: { Delete: ({ sheet, key }, _args, session) => session.editor.changeSheet(sheet, (it) => it.customProperties.delete(key)) },
});

function listed(session: Session, sheet: Sheet | null): readonly DefinedName[] {
  return session.workbook.names.filter((name) => name.sheet === sheet);
}

function find(session: Session, sheet: Sheet | null, wanted: string): DefinedName | undefined {
  return listed(session, sheet).find((name) => name.name.toLowerCase() === wanted.toLowerCase());
}

function rangeOf(session: Session, name: DefinedName): ApiObject | null {
  const parsed = parseAddress(name.refersTo);
  if (parsed === null) return null;
  const sheet = parsed.sheet === null ? (name.sheet ?? session.workbook.sheets[0]) : session.workbook.findSheet(parsed.sheet);
  return sheet === undefined ? null : make(session, sheet, parsed.area);
}

function typeOf(session: Session, name: DefinedName): string {
  if (parseAddress(name.refersTo) !== null) return "Range";
  const value = valueOf(session, name);
  if (typeof value === "number") return Number.isInteger(value) ? "Integer" : "Double";
  if (typeof value === "boolean") return "Boolean";
  return Array.isArray(value) ? "Array" : typeof value === "string" && value.startsWith("#") ? "Error" : "String";
}

/** A range's value is its address; of a constant or formula it is the computed value. */
function valueOf(session: Session, name: DefinedName): Json {
  const parsed = parseAddress(name.refersTo);
  if (parsed !== null) return name.refersTo.replaceAll("$", "");
  const sheet = name.sheet ?? session.workbook.sheets[0];
  if (session.calc === null || sheet === undefined) return name.refersTo;
  const value = session.calc.evaluate(name.refersTo, { sheet, row: 0, column: 0 })[0]?.[0] ?? null;
  return value instanceof ErrorValue ? value.code : jsonValue(value);
}

function absolute(address: string): string {
  return address.replace(/([A-Z]+)(\d+)/g, "$$$1$$$2");
}

function plain(value: Argument): Json {
  return toJson(value);
}

/** Settings hold what JSON can hold. */
function toJson(value: unknown): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json); // a decoder: JSON in, JSON out
}

function missing(): never {
  throw itemNotFound();
}
