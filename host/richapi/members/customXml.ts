import { invalidArgument } from "../../model/hostError";
import type { ApiObject } from "../apiObject";
import { apiClass, textOf } from "../apiObject";
import { parseXml } from "../../xlsx/xmlTree";
import type { Session } from "../session";
import { itemNotFound } from "../session";

/** workbook.customXmlParts. Parts are not undone (office-js #6415). */
export const customXmlPartsObject: () => ApiObject = () => collection(null);

const collection = apiClass<null>("CustomXmlPartCollection", {
  items: (_target, session) => [...session.workbook.customXmlParts.keys()].map(partObject),
  item: (_target, args, session) => partObject(known(session, args.text(0)) ?? refuse()),
  methods: {
    Add: (_target, args, session) => {
      namespaceOf(args.text(0));
      const id = session.workbook.newItemId();
      session.workbook.customXmlParts.set(id, args.text(0));
      return partObject(id);
    },
    GetByNamespace: (_target, args) => scoped(args.text(0)),
    GetCount: (_target, _args, session) => session.workbook.customXmlParts.size,
    GetItemOrNullObject: (_target, args, session) => orNull(known(session, args.text(0))),
  },
});

/** Parts of one namespace. */
const scoped: (namespace: string) => ApiObject = apiClass<string>("CustomXmlPartScopedCollection", {
  items: (namespace, session) => ofNamespace(session, namespace).map(partObject),
  item: (namespace, args, session) => partObject(ofNamespace(session, namespace).find((id) => id === args.text(0)) ?? refuse()),
  methods: {
    GetCount: (namespace, _args, session) => ofNamespace(session, namespace).length,
    GetItemOrNullObject: (namespace, args, session) => orNull(ofNamespace(session, namespace).find((id) => id === args.text(0))),
    GetOnlyItem: (namespace, _args, session) => partObject(only(session, namespace) ?? refuse()),
    GetOnlyItemOrNullObject: (namespace, _args, session) => orNull(only(session, namespace)),
  },
});

const partObject: (id: string) => ApiObject = apiClass<string>("CustomXmlPart", {
  identity: (id) => ({ Id: id }),
  check: (id, session) => void (known(session, id) ?? refuse()),
  properties: { Id: { get: (id) => id }, NamespaceUri: { get: (id, session) => namespaceOf(xmlOf(session, id)) } },
  methods: {
    Delete: (id, _args, session) => void session.workbook.customXmlParts.delete(id),
    GetXml: (id, _args, session) => xmlOf(session, id),
    SetXml: (id, args, session) => {
      namespaceOf(args.text(0));
      session.workbook.customXmlParts.set(id, textOf(args.at(0)));
    },
  },
});

function known({ workbook }: Session, id: string): string | undefined {
  return workbook.customXmlParts.has(id) ? id : undefined;
}

function xmlOf({ workbook }: Session, id: string): string {
  return workbook.customXmlParts.get(id) ?? refuse();
}

function ofNamespace({ workbook }: Session, namespace: string): string[] {
  return [...workbook.customXmlParts].filter(([, xml]) => safeNamespace(xml) === namespace).map(([id]) => id);
}

/** The one part of the namespace; two or more are refused, as documented ("if the collection contains exactly one item"). */
function only(session: Session, namespace: string): string | undefined {
  const parts = ofNamespace(session, namespace);
  return parts.length === 1 ? parts[0] : undefined;
}

function orNull(id: string | undefined): ApiObject | null {
  return id === undefined ? null : partObject(id);
}

/** The namespace of the root element; refused when the text is no XML with one root. */
function namespaceOf(xml: string): string {
  try {
    const root = parseXml(xml, "customXmlParts.add");
    const prefix = root.name.includes(":") ? `xmlns:${root.name.split(":")[0] ?? ""}` : "xmlns";
    return root.attributes.get(prefix) ?? "";
  } catch {
    // told below: the parser's own words are about its insides
  }
  throw invalidArgument("The text is not XML with one root element.");
}

function safeNamespace(xml: string): string | null {
  try {
    return namespaceOf(xml);
  } catch {
    return null;
  }
}

function refuse(): never {
  throw itemNotFound();
}
