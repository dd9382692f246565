import type { Calc, CustomFunctionDispatch } from "../calc/contract";
import type { Editor } from "../model/edit";
import { BY_ADD_IN } from "../model/events";
import { HostError } from "../model/hostError";
import type { Workbook } from "../model/workbook";
import type { Answer, ApiObject, Argument } from "./apiObject";
import { Arguments, isApiObject } from "./apiObject";
import { CustomFunctionChannel } from "./customFunctionChannel";
import { eventMessages } from "./eventMessages";
import { newTopLevelObject, rootObject } from "./members/root";
import type { Action, ArgumentInfo, Batch, Json } from "./protocol";
import { ActionType, decodeBatch, PathType, WAIT_FOR_CELL_EDIT } from "./protocol";
import { queryObject } from "./query";
import { ERROR_CODES } from "./errorCodes";
import type { EventGap } from "./eventGaps";
import { throughGaps } from "./eventGaps";
import type { DeclaredSets, SessionSettings } from "./session";
import { itemNotFound, PAYLOAD_LIMIT, Session } from "./session";

export type { DeclaredSets } from "./session";

/** Codes of the host itself, outside a batch's answer; the client turns them into RichApi errors. */
export const HostErrorNumber = { cellEditMode: 5004, requestTooLarge: 5103, responseTooLarge: 5104, accessDenied: 7000, tooManyRequests: 5102 } as const;

export interface BatchLogEntry {
  readonly number: number;
  /** Batches that only drop references (the client sends one after each Excel.run); not counted as round trips. */
  readonly cleanup: boolean;
  /** Batches that only bring results of custom functions. */
  readonly functionResults: boolean;
  readonly actions: readonly string[];
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly milliseconds: number;
  readonly error: string | null;
}

/** A message for the client's event or custom-function channel; deliver it after the answer of the batch that caused it. */
export interface HostMessage {
  readonly category: number;
  readonly type: number;
  readonly targetId: string;
  /** JSON text. */
  readonly message: string;
}

/** Hooks of host/faults: each may throw a HostError (the action or batch fails with it). */
export interface ProcessorHooks {
  beforeBatch?(number: number): { readonly hostError: number } | null;
  beforeAction?(batch: number, index: number, action: Action): void;
}

export interface ProcessorOptions {
  readonly workbook: Workbook;
  readonly editor: Editor;
  readonly calc: Calc | null;
  readonly declaredSets: DeclaredSets;
  /** Events and custom-function calls for the client; the transport delivers them (WAC "richApiMessage", or bridge type 3). */
  readonly post: (message: HostMessage) => void;
  readonly onBatch?: (entry: BatchLogEntry) => void;
  readonly hooks?: ProcessorHooks;
  /** Milliseconds, for the log only. */
  readonly clock?: () => number;
  /** Platform, user, saving: what is known of the world around the book. */
  readonly settings?: SessionSettings;
  /** Gaps of Excel's events that this host shows; default none. Can be changed while it runs. */
  readonly eventGaps?: ReadonlySet<EventGap>;
}

/** What the transport sends back: a body (status 200), or a code of the host itself (5004 cell edit, 5103 request size, 5104 response size). */
export type ProcessorAnswer = { readonly kind: "body"; readonly body: string } | { readonly kind: "hostError"; readonly code: number };

const NO_GAPS: ReadonlySet<EventGap> = new Set();

interface Failure {
  readonly Code: string;
  readonly Message: string;
  readonly Location: string;
  readonly ActionIndex: number;
  readonly HttpStatusCode: number;
}

/**
 * Answers the batches of Microsoft's client over one workbook. Actions run in order; the first that fails ends the batch: earlier ones stay,
 * it and later ones have no effect (reference/office-js-failures.md §1.1).
 */
export class RequestProcessor {
  private readonly entries: BatchLogEntry[] = [];
  private readonly session: Session;
  private readonly channel: CustomFunctionChannel;
  private readonly references = new Map<string, ApiObject>();
  private readonly stopListening: () => void;
  private readonly endWaiting = new Set<() => void>();
  private readonly clock: () => number;
  private nextReference = 1;

  constructor(private readonly options: ProcessorOptions) {
    this.clock = options.clock ?? (() => performance.now());
    this.channel = new CustomFunctionChannel(options.calc, options.post);
    this.session = new Session(options.workbook, options.editor, options.calc, options.declaredSets, this.channel, options.settings);
    this.stopListening = options.editor.onEvent((event) => {
      const told = this.session.eventsEnabled ? throughGaps(event, options.eventGaps ?? NO_GAPS) : null;
      if (told !== null) for (const message of eventMessages(this.session, told)) options.post(message);
    });
  }

  get log(): readonly BatchLogEntry[] {
    return this.entries;
  }

  /** Round trips that an add-in made: without cleanup and function results. */
  get roundTrips(): number {
    return this.entries.filter((entry) => !entry.cleanup && !entry.functionResults).length;
  }

  clearLog(): void {
    this.entries.length = 0;
  }

  /** Give this to calc.registerCustomFunctions: invocations go to the client as messages, results come back through execute. */
  get customFunctionDispatch(): CustomFunctionDispatch {
    return this.channel;
  }

  /** True once the add-in's custom-function runtime said it is ready. */
  get customFunctionsReady(): boolean {
    return this.channel.isReady;
  }

  /** Like execute; `flags` are the request's flags as the client sends them: a batch that asks to wait (delayForCellEdit) does so until the person has left the cell. */
  executeWhenReady(bodyText: string, flags = 0): Promise<ProcessorAnswer> {
    if (!this.options.editor.cellEditMode || (flags & WAIT_FOR_CELL_EDIT) === 0) return Promise.resolve(this.execute(bodyText));
    return new Promise((resolve) => {
      const stop = this.options.editor.onCellEditEnd(() => {
        finish();
        resolve(this.execute(bodyText));
      });
      const finish = (): void => {
        stop();
        this.endWaiting.delete(finish);
      };
      this.endWaiting.add(finish);
    });
  }

  /** One batch, now; refused while a cell is edited (the flags matter to executeWhenReady only). */
  execute(bodyText: string, _flags = 0): ProcessorAnswer {
    const started = this.clock();
    const number = this.entries.length + 1;
    const refusal = (code: number, actions: readonly string[] = []): ProcessorAnswer => {
      this.logBatch({ number, cleanup: false, functionResults: false, actions, bytesIn: bodyText.length, bytesOut: 0, milliseconds: this.clock() - started, error: String(code) });
      return { kind: "hostError", code };
    };
    const fault = this.options.hooks?.beforeBatch?.(number) ?? null;
    if (fault !== null) return refusal(fault.hostError);
    if (bodyText.length > PAYLOAD_LIMIT || byteLength(bodyText) > PAYLOAD_LIMIT) return refusal(HostErrorNumber.requestTooLarge);
    const batch = decodeBatch(bodyText);
    if (batch === null) return { kind: "body", body: JSON.stringify({ Error: { Code: "InvalidRequest", Message: "Cannot process the request.", ActionIndex: -1 } }) };
    const cleanup = isCleanup(batch);
    if (this.options.editor.cellEditMode && !cleanup) return refusal(HostErrorNumber.cellEditMode);
    const { results, traces, failure } = this.options.editor.transact(BY_ADD_IN, () => new BatchRun(this.session, this.references, batch, number, () => `ref${this.nextReference++}`, this.options.hooks).run());
    const { answerIsTooLarge } = this.session;
    this.session.endBatch();
    const body = JSON.stringify({ Results: results, TraceIds: traces, ActionIndex: batch.Actions.length, ...(failure === null ? {} : { Error: failure }) });
    const actions = batch.Actions.map((action) => actionName(batch, action));
    this.logBatch({
      number, cleanup, functionResults: isFunctionResults(batch),
      actions, bytesIn: bodyText.length, bytesOut: body.length, milliseconds: this.clock() - started, error: failure?.Code ?? null,
    });
    return answerIsTooLarge || body.length > PAYLOAD_LIMIT ? { kind: "hostError", code: HostErrorNumber.responseTooLarge } : { kind: "body", body };
  }

  /** Ends waiting (delayForCellEdit) and listening. */
  dispose(): void {
    for (const finish of [...this.endWaiting]) finish();
    this.stopListening();
    this.session.dispose();
    this.references.clear();
  }

  private logBatch(entry: BatchLogEntry): void {
    this.entries.push(entry);
    this.options.onBatch?.(entry);
  }
}

/** No chain of Office.js calls is longer than this. */
const LONGEST_PATH = 500;

/** One batch under way. */
class BatchRun {
  private readonly objects = new Map<number, ApiObject | null>();
  private readonly kept = new Map<ApiObject, string>();
  private readonly keptPaths: ReadonlySet<number>;
  /** Paths under way from an object back to the root. */
  private readonly resolving = new Set<number>();

  constructor(
    private readonly session: Session,
    private readonly references: Map<string, ApiObject>,
    private readonly batch: Batch,
    private readonly number: number,
    private readonly newReference: () => string,
    private readonly hooks: ProcessorHooks | undefined,
  ) {
    this.keptPaths = new Set(batch.Actions.flatMap((action) => (action.Name === "_KeepReference" && action.ObjectPathId !== undefined ? [action.ObjectPathId] : [])));
  }

  run(): { readonly results: readonly { readonly ActionId: number; readonly Value: Json }[]; readonly traces: readonly number[]; readonly failure: Failure | null } {
    const results: { readonly ActionId: number; readonly Value: Json }[] = [];
    const traces: number[] = [];
    for (const [index, action] of this.batch.Actions.entries()) {
      try {
        this.session.place = "";
        this.hooks?.beforeAction?.(this.number, index, action);
        const value = this.session.editor.transact(BY_ADD_IN, () => this.perform(action));
        if (action.ActionType === ActionType.trace) traces.push(action.Id);
        results.push({ ActionId: action.Id, Value: value });
      } catch (error) {
        return { results, traces, failure: failureOf(error, index, this.session.place) };
      }
    }
    return { results, traces, failure: null };
  }

  private perform(action: Action): Json {
    switch (action.ActionType) {
      case ActionType.trace:
      case ActionType.ensureUnchanged:
      case ActionType.ensureUnchangedToo:
        return null;
      case ActionType.instantiate: {
        const object = this.object(action.ObjectPathId);
        if (object === null) return null;
        if (action.ObjectPathId !== undefined && this.keptPaths.has(action.ObjectPathId)) this.keep(object);
        return this.identity(object);
      }
      case ActionType.query:
      case ActionType.queryAsJson: {
        const object = this.object(action.ObjectPathId);
        if (object === null) return null;
        this.session.settle();
        const loaded = queryObject(this.session, object, action.QueryInfo ?? {});
        const id = this.kept.get(object);
        return id === undefined || typeof loaded !== "object" || loaded === null || Array.isArray(loaded) ? loaded : { ...loaded, _ReferenceId: id };
      }
      case ActionType.method:
        return this.method(action);
      case ActionType.setProperty: {
        const object = this.required(action.ObjectPathId);
        object.set(this.session, action.Name ?? "", this.args(action.ArgumentInfo).at(0));
        return null;
      }
      case ActionType.update: {
        const object = this.required(action.ObjectPathId);
        for (const [name, value] of Object.entries(action.ObjectState ?? {})) object.set(this.session, name, value);
        return null;
      }
      default:
        throw new HostError("InvalidRequest", `The host does not know action type ${action.ActionType}.`);
    }
  }

  private method(action: Action): Json {
    if (action.Name === "_RemoveReference") {
      this.references.delete(String(this.args(action.ArgumentInfo).at(0)));
      return null;
    }
    if (action.Name === "_RemoveAllReferences") {
      this.references.clear();
      return null;
    }
    const object = this.object(action.ObjectPathId);
    if (action.Name === "_KeepReference") {
      if (object !== null) this.keep(object);
      return null;
    }
    if (object === null) throw itemNotFound();
    return this.answer(object.call(this.session, action.Name ?? "", this.args(action.ArgumentInfo)));
  }

  private answer(value: Answer): Json {
    if (value === undefined) return null;
    return isApiObject(value) ? this.identity(value) : value;
  }

  private identity(object: ApiObject): Json {
    const id = this.kept.get(object);
    return id === undefined ? object.identity(this.session) : { ...object.identity(this.session), _ReferenceId: id };
  }

  private keep(object: ApiObject): void {
    if (this.kept.has(object)) return;
    const id = this.newReference();
    this.kept.set(object, id);
    this.references.set(id, object);
  }

  private required(pathId: number | undefined): ApiObject {
    const object = this.object(pathId);
    if (object === null) throw itemNotFound();
    return object;
  }

  /** The object of a path; null stands for a null object, and so does everything reached through one. */
  private object(pathId: number | undefined): ApiObject | null {
    if (pathId === undefined) throw new HostError("InvalidRequest", "An action names no object.");
    const known = this.objects.get(pathId);
    if (known !== undefined) return known;
    if (this.resolving.has(pathId) || this.resolving.size > LONGEST_PATH) throw new HostError("InvalidRequest", "The paths of a request lead in a circle.");
    this.resolving.add(pathId);
    try {
      const resolved = this.resolve(pathId);
      this.objects.set(pathId, resolved);
      return resolved;
    } finally {
      this.resolving.delete(pathId);
    }
  }

  private resolve(pathId: number): ApiObject | null {
    const path = this.batch.ObjectPaths[String(pathId)];
    if (path === undefined) throw new HostError("InvalidReference", "This reference is not valid for the current operation.");
    const name = path.Name ?? "";
    if (path.ObjectPathType === PathType.global) return rootObject(this.session);
    if (path.ObjectPathType === PathType.newObject) return newTopLevelObject(this.session, name);
    if (path.ObjectPathType === PathType.nullObject) return null;
    if (path.ObjectPathType === PathType.referenceId) {
      const kept = this.references.get(name);
      if (kept === undefined) throw new HostError("InvalidReference", "This reference is not valid for the current operation.");
      return kept;
    }
    const parent = this.object(path.ParentObjectPathId);
    if (parent === null) return null;
    if (path.ObjectPathType === PathType.property) return parent.object(this.session, name);
    const answer = parent.call(this.session, path.ObjectPathType === PathType.indexer ? "$item" : name, this.args(path.ArgumentInfo));
    return isApiObject(answer) ? answer : null;
  }

  private args(info: ArgumentInfo | null | undefined): Arguments {
    const references = info?.ReferencedObjectPathIds ?? null;
    const decode = (value: Json, reference: Json | undefined): Argument => {
      if (Array.isArray(reference) && Array.isArray(value)) return value.map((entry: Json, i) => decode(entry, reference[i]));
      if (typeof reference !== "number" || reference <= 0) return value;
      const object = this.object(reference);
      if (object === null) throw itemNotFound();
      return object;
    };
    return new Arguments((info?.Arguments ?? []).map((value, i) => decode(value, references?.[i])));
  }
}

/** A batch that the client sends by itself: it drops references, or brings results of custom functions. */
export function isHousekeeping(bodyText: string): boolean {
  const batch = decodeBatch(bodyText);
  return batch !== null && (isCleanup(batch) || isFunctionResults(batch));
}

function isFunctionResults(batch: Batch): boolean {
  return batch.Actions.some(({ Name }) => Name === "SetInvocationArrayResults" || Name === "SetInvocationResults" || Name === "_SetInvocationArrayResults");
}

function isCleanup(batch: Batch): boolean {
  return batch.Actions.every((action) => action.ActionType === ActionType.instantiate || action.Name === "_RemoveReference") && batch.Actions.some((action) => action.Name === "_RemoveReference");
}

function actionName(batch: Batch, action: Action): string {
  const path = action.ObjectPathId === undefined ? undefined : batch.ObjectPaths[String(action.ObjectPathId)];
  const verb = ["", "instantiate", "load", "call", "set", "trace", "", "load", "", "update"][action.ActionType] ?? "";
  return `${verb} ${action.Name ?? path?.Name ?? ""}`.trim();
}

function failureOf(error: unknown, index: number, Location: string): Failure {
  if (error instanceof HostError) return { Code: error.code, Message: error.message, Location, ActionIndex: index, HttpStatusCode: ERROR_CODES[error.code].httpStatus };
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { Code: "GeneralException", Message: `There was an internal error of the host while processing the request: ${detail}`, Location, ActionIndex: index, HttpStatusCode: 500 };
}

function byteLength(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7ff) bytes += 2;
    else if (code > 0x7f) bytes += 1;
  }
  return bytes;
}
