// The wire form of a rich API batch, as the client builds it (`buildRequestMessageBodyAndRequestFlags` in excel-web-16.00.debug.js).
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export const ActionType = { instantiate: 1, query: 2, method: 3, setProperty: 4, trace: 5, ensureUnchanged: 6, queryAsJson: 7, ensureUnchangedToo: 8, update: 9 } as const;
export const PathType = { global: 1, newObject: 2, method: 3, property: 4, indexer: 5, referenceId: 6, nullObject: 7 } as const;

/** Set in the request's flags when the caller passed `delayForCellEdit: true`. */
export const WAIT_FOR_CELL_EDIT = 64;

export interface ArgumentInfo {
  readonly Arguments?: readonly Json[] | null;
  /** Same shape as Arguments; a number above 0 stands for the object of that path. */
  readonly ReferencedObjectPathIds?: readonly Json[] | null;
}

export interface Action {
  readonly Id: number;
  readonly ActionType: number;
  readonly Name?: string | null;
  readonly ObjectPathId?: number;
  readonly ArgumentInfo?: ArgumentInfo | null;
  readonly QueryInfo?: QueryInfo | null;
  readonly ObjectState?: { readonly [property: string]: Json };
}

export interface QueryInfo {
  readonly Select?: readonly string[];
  readonly Expand?: readonly string[];
  readonly Top?: number;
  readonly Skip?: number;
}

export interface ObjectPath {
  readonly Id: number;
  readonly ObjectPathType: number;
  readonly Name?: string | null;
  readonly ParentObjectPathId?: number;
  readonly ArgumentInfo?: ArgumentInfo | null;
}

export interface Batch {
  readonly AutoKeepReference?: boolean;
  readonly Actions: readonly Action[];
  readonly ObjectPaths: Readonly<Record<string, ObjectPath>>;
}

/** Objects reached through one another and arrays in arrays: more levels than this are no request of the client. */
const DEEPEST = 200;

/** Reads a request body; null when it is no batch. */
export function decodeBatch(text: string): Batch | null {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(body) || !Array.isArray(body["Actions"]) || !isRecord(body["ObjectPaths"]) || isDeeperThan(body, DEEPEST)) return null;
  const isBatch = body["Actions"].every(isAction) && Object.values(body["ObjectPaths"]).every(isObjectPath);
  return isBatch ? (body as unknown as Batch) : null; // a decoder: every field was looked at
}

function isAction(value: unknown): boolean {
  return (
    isRecord(value) && typeof value["Id"] === "number" && typeof value["ActionType"] === "number" && isOptional(value["Name"], isText) && isOptional(value["ObjectPathId"], isNumber) &&
    isOptional(value["ArgumentInfo"], isArgumentInfo) && isOptional(value["QueryInfo"], isQueryInfo) && isOptional(value["ObjectState"], isRecord)
  );
}

function isObjectPath(value: unknown): boolean {
  return isRecord(value) && typeof value["ObjectPathType"] === "number" && isOptional(value["Name"], isText) && isOptional(value["ParentObjectPathId"], isNumber) && isOptional(value["ArgumentInfo"], isArgumentInfo);
}

function isArgumentInfo(value: unknown): boolean {
  return isRecord(value) && isOptional(value["Arguments"], Array.isArray) && isOptional(value["ReferencedObjectPathIds"], Array.isArray);
}

function isQueryInfo(value: unknown): boolean {
  const isTexts = (list: unknown): boolean => Array.isArray(list) && list.every(isText);
  return isRecord(value) && isOptional(value["Select"], isTexts) && isOptional(value["Expand"], isTexts) && isOptional(value["Top"], isNumber) && isOptional(value["Skip"], isNumber);
}

function isOptional(value: unknown, isRight: (value: unknown) => boolean): boolean {
  return value === undefined || value === null || isRight(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isNumber(value: unknown): boolean {
  return typeof value === "number";
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isDeeperThan(part, levels - 1));
}
