import type { BookProperties } from "../../model/bookProperties";
import { invalidArgument } from "../../model/hostError";
import type { ApiObject, Argument, Property } from "../apiObject";
import { apiClass, numberOf, textOf } from "../apiObject";
import type { Session } from "../session";
import { itemNotFound } from "../session";

/** workbook.properties: what File › Info shows. */
export const propertiesObject: () => ApiObject = () => documentProperties(null);

const LONGEST = 255;

const documentProperties = apiClass<null>("DocumentProperties", {
  properties: {
    Author: text("author"), Category: text("category"), Comments: text("comments"), Company: text("company"), Keywords: text("keywords"), Manager: text("manager"), Subject: text("subject"), Title: text("title"),
    RevisionNumber: { get: (_target, { workbook }) => workbook.properties.revisionNumber, set: (_target, value, { workbook }) => void (workbook.properties.revisionNumber = numberOf(value)) },
    LastAuthor: { get: (_target, { workbook }) => workbook.properties.lastAuthor },
    CreationDate: { get: (_target, { workbook }) => workbook.properties.creationDate },
  },
  objects: { Custom: () => customProperties(null) },
});

const customProperties = apiClass<null>("CustomPropertyCollection", {
  items: (_target, { workbook }) => [...workbook.properties.custom.keys()].map(customProperty),
  item: (_target, args, session) => customProperty(key(session, args.text(0)) ?? refuse()),
  methods: {
    Add: (_target, args, session) => {
      const name = args.text(0);
      if (name === "" || name.length > LONGEST) throw invalidArgument(`The name of a custom property has 1 to ${LONGEST} characters.`);
      const known = key(session, name) ?? name;
      session.workbook.properties.custom = new Map([...session.workbook.properties.custom, [known, valueOf(args.at(1))]]);
      return customProperty(known);
    },
    DeleteAll: (_target, _args, { workbook }) => void (workbook.properties.custom = new Map()),
    GetCount: (_target, _args, { workbook }) => workbook.properties.custom.size,
    GetItemOrNullObject: (_target, args, session) => {
      const found = key(session, args.text(0));
      return found === undefined ? null : customProperty(found);
    },
  },
});

const customProperty: (name: string) => ApiObject = apiClass<string>("CustomProperty", {
  identity: (name) => ({ Key: name }),
  check: (name, session) => void (key(session, name) ?? refuse()),
  properties: {
    Key: { get: (name) => name },
    Type: {
      get: (name, { workbook }) => {
        const value = workbook.properties.custom.get(name);
        return typeof value === "boolean" ? "Boolean" : typeof value !== "number" ? "String" : Number.isInteger(value) ? "Number" : "Float";
      },
    },
    Value: {
      get: (name, { workbook }) => workbook.properties.custom.get(name) ?? null,
      set: (name, value, { workbook }) => void (workbook.properties.custom = new Map([...workbook.properties.custom, [name, valueOf(value)]])),
    },
  },
  methods: { Delete: (name, _args, { workbook }) => void (workbook.properties.custom = new Map([...workbook.properties.custom].filter(([key_]) => key_ !== name))) },
});

function text(name: "author" | "category" | "comments" | "company" | "keywords" | "manager" | "subject" | "title"): Property<null> {
  return {
    get: (_target, { workbook }) => workbook.properties[name],
    set: (_target, value, { workbook }) => void setText(workbook.properties, name, textOf(value)),
  };
}

function setText(properties: BookProperties, name: "author" | "category" | "comments" | "company" | "keywords" | "manager" | "subject" | "title", value: string): void {
  properties[name] = value;
}

/** Names of custom properties are compared without regard to case ("The key is case-insensitive"). */
function key({ workbook }: Session, name: string): string | undefined {
  return [...workbook.properties.custom.keys()].find((known) => known.toLowerCase() === name.toLowerCase());
}

function valueOf(value: Argument): string | number | boolean {
  if (typeof value === "number" || typeof value === "boolean") return value;
  const given = textOf(value);
  if (given.length > LONGEST) throw invalidArgument(`The text of a custom property has at most ${LONGEST} characters.`);
  return given;
}

function refuse(): never {
  throw itemNotFound();
}
