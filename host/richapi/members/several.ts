import type { ApiObject } from "../apiObject";
import type { Session } from "../session";

/**
 * One object that stands for several of a kind, as the format of a RangeAreas does: what is set is set on each, what differs between them
 * reads as null.
 */
export function severalObjects(objects: readonly ApiObject[], className = objects[0]?.className ?? "Object"): ApiObject {
  const first = objects[0];
  return {
    isApiObject: true,
    className,
    target: objects,
    identity: () => ({}),
    propertyNames: first?.propertyNames ?? [],
    hasProperty: (name) => first?.hasProperty(name) ?? false,
    hasObject: (name) => first?.hasObject(name) ?? false,
    get: (session, name) => {
      const values = objects.map((object) => object.get(session, name));
      return values.every((value) => JSON.stringify(value) === JSON.stringify(values[0])) ? (values[0] ?? null) : null;
    },
    set: (session, name, value) => {
      for (const object of objects) object.set(session, name, value);
    },
    object: (session, name) => severalOrNull(objects.map((object) => object.object(session, name))),
    call: (session: Session, name, args) => {
      const answers = objects.map((object) => object.call(session, name, args));
      const found = answers.filter((answer): answer is ApiObject => typeof answer === "object" && answer !== null && "isApiObject" in answer);
      return found.length === answers.length && found.length > 0 ? severalObjects(found) : answers[0];
    },
    items: (session) => first?.items(session) ?? null,
  };
}

function severalOrNull(objects: readonly (ApiObject | null)[]): ApiObject | null {
  const found = objects.filter((object) => object !== null);
  return found.length === objects.length ? severalObjects(found) : null;
}
