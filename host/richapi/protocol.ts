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

/** Reads a request body; null when it is no batch. */
export function decodeBatch(text: string): Batch | null {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return null;
  }
  const isBatch = typeof body === "object" && body !== null && "Actions" in body && Array.isArray(body.Actions) && "ObjectPaths" in body;
  return isBatch ? (body as Batch) : null; // a decoder: the client is Microsoft's, its shape is pinned by the package version
}
