import { HostError, invalidArgument } from "../model/hostError";
import type { Json } from "./protocol";
import { RangeRef } from "./session";
import type { Session } from "./session";

export type Argument = Json | ApiObject | readonly Argument[];

/** What a method may answer: another object (null: a null object), JSON, or nothing. */
export type Answer = ApiObject | Json | void;

/** An Office.js object as the processor sees it; made by `apiClass`. */
export interface ApiObject {
  readonly isApiObject: true;
  readonly className: string;
  readonly target: unknown;
  /** Sent with every result for the object: the client finds it again by "Id" or "Key". */
  identity(session: Session): { readonly [key: string]: Json };
  readonly propertyNames: readonly string[];
  hasProperty(name: string): boolean;
  hasObject(name: string): boolean;
  get(session: Session, name: string): Json;
  set(session: Session, name: string, value: Argument): void;
  object(session: Session, name: string): ApiObject | null;
  call(session: Session, name: string, args: Arguments): Answer;
  /** Contents of a collection; null for an object that is none. */
  items(session: Session): readonly ApiObject[] | null;
}

export interface Property<T> {
  readonly get: (target: T, session: Session) => Json;
  readonly set?: (target: T, value: Argument, session: Session) => void;
}

/** One class of the API, one entry per member; names as on the wire ("Values", "GetRange"). */
export interface Members<T> {
  readonly identity?: (target: T, session: Session) => { readonly [key: string]: Json };
  /** Refuses a target that is gone (a deleted sheet or table). */
  readonly check?: (target: T, session: Session) => void;
  readonly properties?: Readonly<Record<string, Property<T>>>;
  /** Names under which the client sets a property on the wire, where they differ from the property's own. */
  readonly aliases?: Readonly<Record<string, string>>;
  readonly objects?: Readonly<Record<string, (target: T, session: Session) => ApiObject | null>>;
  readonly methods?: Readonly<Record<string, (target: T, args: Arguments, session: Session) => Answer>>;
  /** Registration methods: event name (as in the typings) and the client's event type. */
  readonly events?: Readonly<Record<string, readonly [event: string, type: number]>>;
  readonly eventTarget?: (target: T) => string;
  readonly items?: (target: T, session: Session) => readonly ApiObject[];
  readonly item?: (target: T, args: Arguments, session: Session) => ApiObject;
  /** Any other method, for classes of hundreds of alike ones (workbook.functions). */
  readonly anyMethod?: (target: T, name: string, args: Arguments, session: Session) => Answer;
}

/** The members of one class as on the wire ("Values"); events by their names in the typings ("onChanged"). */
export interface ClassMembers {
  readonly className: string;
  readonly properties: readonly string[];
  readonly settable: readonly string[];
  readonly objects: readonly string[];
  readonly methods: readonly string[];
  readonly events: readonly string[];
}

const known: ClassMembers[] = [];

/** Every class that the host answers for, once the modules of members are loaded. */
export function apiClasses(): readonly ClassMembers[] {
  return known;
}

/** Makes the constructor of API objects of one class. `className` is the typings' name: requirement sets are looked up by it. */
export function apiClass<T>(className: string, members: Members<T>): (target: T) => ApiObject {
  const missing = (name: string): HostError => new HostError("ApiNotFound", `The host does not implement ${className}.${typingsName(name)}.`);
  const { properties = {}, objects = {}, methods = {}, events = {} } = members;
  known.push({
    className, properties: Object.keys(properties), objects: Object.keys(objects), events: Object.values(events).map(([event]) => event),
    settable: Object.keys(properties).filter((name) => properties[name]?.set !== undefined), methods: [...Object.keys(methods), ...(members.item === undefined ? [] : ["$item"])],
  });
  const at = (session: Session, name: string): void => void (session.place = `${className}.${typingsName(name)}`);
  return (target) => ({
    isApiObject: true,
    className,
    target,
    identity: (session) => members.identity?.(target, session) ?? {},
    propertyNames: Object.keys(properties),
    hasProperty: (name) => Object.hasOwn(properties, name),
    hasObject: (name) => Object.hasOwn(objects, name),
    get(session, name) {
      at(session, name);
      const property = own(properties, name);
      if (property === undefined) throw missing(name);
      session.requireMember(className, typingsName(name));
      members.check?.(target, session);
      return property.get(target, session);
    },
    set(session, wireName, value) {
      const name = own(members.aliases ?? {}, wireName) ?? wireName;
      at(session, name);
      const property = own(properties, name);
      if (property?.set === undefined) throw missing(name);
      session.requireMember(className, typingsName(name));
      members.check?.(target, session);
      property.set(target, value, session);
      session.used(className, typingsName(name));
    },
    object(session, name) {
      at(session, name);
      const navigate = own(objects, name);
      if (navigate === undefined) throw missing(name);
      session.requireMember(className, typingsName(name));
      return navigate(target, session);
    },
    call(session, name, args) {
      at(session, name === "$item" ? "getItem" : name);
      members.check?.(target, session);
      if (name === "$item") {
        if (members.item === undefined) throw missing("getItem");
        return members.item(target, args, session);
      }
      const registration = own(events, name.replace(/^_Unregister/, "_Register"));
      if (registration !== undefined) return register(session, className, registration, members.eventTarget?.(target) ?? "", name.startsWith("_Unregister") ? -1 : 1);
      const method = own(methods, name);
      if (method === undefined && members.anyMethod === undefined) throw missing(name);
      if (!name.startsWith("_")) session.requireMember(className, typingsName(name));
      const answer = method === undefined ? members.anyMethod?.(target, name, args, session) : method(target, args, session);
      session.used(className, typingsName(name));
      return answer;
    },
    items: (session) => members.items?.(target, session) ?? null,
  });
}

function register(session: Session, className: string, [event, type]: readonly [string, number], target: string, by: 1 | -1): void {
  session.requireMember(className, event);
  const key = `${type}:${target}`;
  const count = Math.max(0, (session.subscriptions.get(key) ?? 0) + by);
  if (count === 0) session.subscriptions.delete(key);
  else session.subscriptions.set(key, count);
}

/** A request may name "constructor". */
function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function typingsName(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

export function isApiObject(value: Argument | Answer): value is ApiObject {
  return typeof value === "object" && value !== null && "isApiObject" in value && value.isApiObject === true;
}

/** Arguments of a call, read with the checks that Excel makes (InvalidArgument). */
export class Arguments {
  constructor(readonly values: readonly Argument[]) {}

  at(index: number): Argument {
    return this.values[index] ?? null;
  }

  isGiven(index: number): boolean {
    return this.at(index) !== null;
  }

  text(index: number): string {
    const value = this.at(index);
    if (typeof value !== "string") throw invalidArgument();
    return value;
  }

  optionalText(index: number): string | undefined {
    return this.isGiven(index) ? this.text(index) : undefined;
  }

  integer(index: number, fallback?: number): number {
    const value = this.at(index) ?? fallback ?? null;
    if (typeof value !== "number" || !Number.isInteger(value)) throw invalidArgument();
    return value;
  }

  flag(index: number, fallback: boolean): boolean {
    const value = this.at(index) ?? fallback;
    if (typeof value !== "boolean") throw invalidArgument();
    return value;
  }

  range(index: number): RangeRef | null {
    const value = this.at(index);
    return isApiObject(value) && value.target instanceof RangeRef ? value.target : null;
  }

  /** Of a Range or RangeAreas; null when the argument is neither. */
  ranges(index: number): readonly RangeRef[] | null {
    const value = this.at(index);
    if (!isApiObject(value)) return null;
    if (value.target instanceof RangeRef) return [value.target];
    const ranges: unknown = typeof value.target === "object" && value.target !== null && "ranges" in value.target ? value.target.ranges : null;
    return Array.isArray(ranges) && ranges.every((range) => range instanceof RangeRef) ? ranges : null;
  }
}

export function textOf(value: Argument): string {
  if (typeof value !== "string") throw invalidArgument();
  return value;
}

export function numberOf(value: Argument): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw invalidArgument();
  return value;
}

export function flagOf(value: Argument): boolean {
  if (typeof value !== "boolean") throw invalidArgument();
  return value;
}

export function oneOf<const T extends string>(value: Argument, allowed: readonly T[]): T {
  const found = allowed.find((entry) => typeof value === "string" && entry.toLowerCase() === value.toLowerCase());
  if (found === undefined) throw invalidArgument();
  return found;
}

/** A property of a plain object argument. */
export function field(value: Argument, name: string): Argument | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isApiObject(value) ? Reflect.get(value, name) : undefined;
}
