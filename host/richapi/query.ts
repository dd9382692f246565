import type { ApiObject } from "./apiObject";
import type { Json, QueryInfo } from "./protocol";
import type { Session } from "./session";

/** What a load asks for: nested property names; an empty node means all scalar properties. */
interface Wanted {
  readonly children: Map<string, Wanted>;
}

type Loaded = { [key: string]: Json };

/** Answers `load`: select and expand paths ("items/name", "worksheet/name", "values"), from Skip on, at most Top items. */
export function queryObject(session: Session, object: ApiObject, query: QueryInfo): Json {
  const wanted: Wanted = { children: new Map() };
  for (const path of [...(query.Select ?? []), ...(query.Expand ?? [])]) addPath(wanted, path);
  return load(session, object, wanted, query);
}

function addPath(wanted: Wanted, path: string): void {
  let node = wanted;
  for (const part of path.split("/")) {
    const name = part.charAt(0).toUpperCase() + part.slice(1);
    const known = node.children.get(name);
    const next: Wanted = known ?? { children: new Map() };
    if (known === undefined) node.children.set(name, next);
    node = next;
  }
}

function load(session: Session, object: ApiObject, wanted: Wanted, query: QueryInfo): Json {
  const items = object.items(session);
  if (items === null) return loadOne(session, object, wanted);
  const own: Loaded = {};
  const itemWanted: Wanted = { children: new Map() };
  for (const [name, child] of wanted.children) {
    if (name === "Items") for (const [key, value] of child.children) itemWanted.children.set(key, value);
    else if (object.hasProperty(name)) own[name] = object.get(session, name);
    else if (name !== "$all") itemWanted.children.set(name, child);
  }
  if (wanted.children.size === 0 || wanted.children.has("$all")) for (const name of object.propertyNames) own[name] = object.get(session, name);
  const onlyOwn = wanted.children.size > 0 && itemWanted.children.size === 0 && !wanted.children.has("Items") && !wanted.children.has("$all");
  if (onlyOwn) return own;
  const skip = query.Skip ?? 0;
  const shown = items.slice(skip, query.Top === undefined ? undefined : skip + query.Top);
  return { ...own, _Items: shown.map((item) => loadOne(session, item, itemWanted)) };
}

function loadOne(session: Session, object: ApiObject, wanted: Wanted): Json {
  const result: Loaded = { ...object.identity(session) };
  const all = wanted.children.size === 0 || wanted.children.has("$all");
  if (all) for (const name of object.propertyNames) if (session.isDeclared(object.className, name.charAt(0).toLowerCase() + name.slice(1))) result[name] = object.get(session, name);
  for (const [name, child] of wanted.children) {
    if (name === "$all") continue;
    if (object.hasObject(name)) {
      const inner = object.object(session, name);
      result[name] = inner === null ? null : load(session, inner, child, {});
    } else if (!Object.hasOwn(result, name)) result[name] = object.get(session, name);
  }
  return result;
}
