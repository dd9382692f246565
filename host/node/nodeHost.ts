import type { Calc, CustomFunctionsMetadata } from "../calc/contract";
import { createCalc } from "../calc/calc";
import { Editor } from "../model/edit";
import type { Workbook } from "../model/workbook";
import type { DeclaredSets, HostMessage, ProcessorAnswer, ProcessorHooks } from "../richapi/processor";
import { HostErrorNumber, RequestProcessor } from "../richapi/processor";
import type { EventGap } from "../richapi/eventGaps";
import { functionHabits } from "../richapi/functionHabits";
import type { SessionSettings } from "../richapi/session";
import { Association, loadClient, Timers } from "./clientLibrary";
import type { NativeBridge } from "./clientLibrary";
import { officeFacade } from "./officeFacade";

export interface NodeHostOptions {
  readonly workbook: Workbook;
  /** Default: createCalc(workbook) with the habits of settings.platform. Two hosts over one workbook (two users) share one. */
  readonly calc?: Calc | null;
  /** Default: a new one. Two hosts over one workbook share one. */
  readonly editor?: Editor;
  readonly declaredSets?: DeclaredSets;
  readonly hooks?: TransportHooks;
  /** Platform, user, saving; see SessionSettings. */
  readonly settings?: SessionSettings;
  /** Gaps of Excel's events that this host shows; the set can be changed while it runs. */
  readonly eventGaps?: ReadonlySet<EventGap>;
}

/** Faults of the way between client and host; ProcessorHooks are those inside the host. */
export interface TransportHooks extends ProcessorHooks {
  /** Before the host sees a request: "never" is neither done nor answered, "twice" is done twice and answered once. */
  onRequest?(body: string): Delivery;
  /** After the host has done the work: "drop" loses the answer (the client waits for ever), a number delays it by milliseconds. */
  afterBatch?(number: number): "drop" | number | null;
}

export type Delivery = "once" | "twice" | "never";

/** Microsoft's client in plain Node over one workbook. Types are those of @types/office-js. */
export interface NodeHost {
  readonly Excel: typeof Excel;
  readonly Office: typeof Office;
  readonly OfficeExtension: typeof OfficeExtension;
  readonly CustomFunctions: typeof CustomFunctions;
  readonly workbook: Workbook;
  readonly editor: Editor;
  readonly calc: Calc | null;
  readonly processor: RequestProcessor;
  /** Registers functions.json with calc and connects Microsoft's custom-function runtime. */
  registerCustomFunctions(namespace: string, metadata: CustomFunctionsMetadata): void;
  /** Resolves when no custom function waits for a first answer and no batch is under way, or the host was stopped; rejects after `milliseconds`. */
  idle(milliseconds?: number): Promise<void>;
  /** Runs what the add-in associated with a ribbon or shortcut action (Office.actions.associate). */
  runAction(id: string): Promise<void>;
  stop(): void;
}

/** The sets of manifest.xml, when the caller names none: ExcelApi 1.13 is the floor (platform.md). */
export const DEFAULT_SETS: DeclaredSets = { ExcelApi: "1.13", CustomFunctionsRuntime: "1.3", SharedRuntime: "1.1", DialogApi: "1.1" };

export function startNodeHost(options: NodeHostOptions): NodeHost {
  const { workbook } = options;
  const calc = options.calc === undefined ? (options.editor?.calc ?? createCalc(workbook, functionHabits(options.settings?.platform ?? "OfficeOnline"))) : options.calc;
  const editor = options.editor ?? new Editor(workbook, calc);
  const declaredSets = options.declaredSets ?? DEFAULT_SETS;
  const timers = new Timers();
  let underWay = 0;
  let batches = 0;
  let stopped = false;

  const deliver = (message: unknown): void => {
    if (!stopped) bridge.onMessageFromHost?.(JSON.stringify(message));
  };
  const post = (message: HostMessage): void => {
    // Timers keep the order: an event is delivered after the answer of the batch that caused it.
    timers.setTimeout(() => deliver({ type: 3, message: { entries: [[message.category, message.type, message.targetId, message.message, 1]] } }), 0);
  };
  const processor = new RequestProcessor({
    workbook, editor, calc, declaredSets, post, ...(options.hooks === undefined ? {} : { hooks: options.hooks }),
    ...(options.settings === undefined ? {} : { settings: options.settings }), ...(options.eventGaps === undefined ? {} : { eventGaps: options.eventGaps }),
  });
  const bridge: NativeBridge = {
    onMessageFromHost: null,
    sendMessageToHost(text) {
      const { id, flags, body } = readRequest(text);
      underWay++;
      if (stopped) return;
      timers.setTimeout(() => {
        const delivery = options.hooks?.onRequest?.(body) ?? "once";
        if (delivery === "never") {
          underWay--;
          return;
        }
        void processor.executeWhenReady(body, flags).then((answer) => {
          if (delivery === "twice") processor.execute(body, flags);
          const fate = options.hooks?.afterBatch?.(++batches) ?? null;
          const reply = (): void => {
            underWay--;
            deliver({ id, type: 2, message: responseMessage(answer) });
          };
          if (fate === "drop") underWay--;
          else if (fate === null) reply();
          else timers.setTimeout(reply, fate);
        });
      }, 0);
    },
  };
  const association = new Association();
  const window = loadClient(bridge, timers, association);
  const actions = new Map<string, (event: Office.AddinCommands.Event) => unknown>();
  const office = officeFacade(declaredSets, actions, options.settings?.platform ?? "OfficeOnline");

  return {
    // The library's own objects, typed as its typings say.
    Excel: window["Excel"] as typeof Excel,
    Office: office as unknown as typeof Office,
    OfficeExtension: window["OfficeExtension"] as typeof OfficeExtension,
    CustomFunctions: window["CustomFunctions"] as typeof CustomFunctions,
    workbook, editor, calc, processor,
    registerCustomFunctions(namespace, metadata) {
      calc?.registerCustomFunctions(namespace, metadata, processor.customFunctionDispatch);
      editor.calculate("Full");
    },
    async idle(milliseconds = 30_000) {
      const end = Date.now() + milliseconds;
      while (!stopped && (underWay > 0 || (calc !== null && calc.pendingCustomFunctions > 0))) {
        if (Date.now() > end) throw new Error(`The host is still busy after ${milliseconds} ms: ${underWay} batches under way, ${calc?.pendingCustomFunctions ?? 0} custom functions waiting.`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    async runAction(id) {
      const action = actions.get(id);
      if (action === undefined) throw new Error(`The add-in has associated no action "${id}".`);
      await action({ completed: () => undefined, source: { id } });
    },
    stop() {
      stopped = true;
      timers.stop();
      processor.dispose();
      // Node keeps the client's context for longer than anybody uses it; the workbook must not be kept with it.
      bridge.sendMessageToHost = ignore;
      bridge.onMessageFromHost = null;
      association.clear();
    },
  };
}

/** Made here, where it holds nothing. */
function ignore(): void {
  return;
}

const GLOBALS = ["Excel", "Office", "OfficeExtension", "CustomFunctions"] as const;

/** Puts Excel, Office, OfficeExtension and CustomFunctions on globalThis for src code; returns the way to take them off. */
export function installGlobals(host: NodeHost): () => void {
  const before = GLOBALS.map((name) => [name, Reflect.get(globalThis, name)] as const);
  for (const name of GLOBALS) Reflect.set(globalThis, name, host[name]);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(globalThis, name);
      else Reflect.set(globalThis, name, value);
    }
  };
}

interface BridgeRequest {
  readonly id: number;
  readonly flags?: number;
  readonly message: { readonly body: unknown };
}

function readRequest(text: string): { readonly id: number; readonly flags: number; readonly body: string } {
  const request = JSON.parse(text) as BridgeRequest; // a decoder: the client's bridge message
  const { body } = request.message;
  return { id: request.id, flags: request.flags ?? 0, body: typeof body === "string" ? body : JSON.stringify(body) };
}

const HOST_ERRORS: Readonly<Record<number, readonly [status: number, code: string, message: string]>> = {
  [HostErrorNumber.cellEditMode]: [400, "InvalidOperationInCellEditMode", "Excel is in cell-editing mode. Please exit the edit mode by pressing ENTER or TAB or selecting another cell, and then try again."],
  [HostErrorNumber.requestTooLarge]: [413, "RequestPayloadSizeLimitExceeded", "The request payload size has exceeded the limit."],
  [HostErrorNumber.responseTooLarge]: [500, "ResponsePayloadSizeLimitExceeded", "The response payload size has exceeded the limit."],
  [HostErrorNumber.accessDenied]: [403, "AccessDenied", "You cannot perform the requested operation."],
  [HostErrorNumber.tooManyRequests]: [429, "ActivityLimitReached", "Activity limit has been reached."],
};

function responseMessage(answer: ProcessorAnswer): unknown {
  if (answer.kind === "body") return { statusCode: 200, headers: {}, body: answer.body };
  const [statusCode, code, message] = HOST_ERRORS[answer.code] ?? [500, "GeneralException", "There was an internal error while processing the request."];
  return { statusCode, headers: {}, body: { error: { code, message } } };
}
